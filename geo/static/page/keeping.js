"use strict";
// Keeps the address of a page that stands by itself: what it shows can be sent, reloaded and gone back to.
(function (/** @type {Atlas.Namespace} */ atlas) {
  /**
   * Show what the address asks for, then keep it written: a choice is a step of the history, a look around is none. `given` is the
   * address of a saved file that was opened without one.
   * @type {Atlas.Namespace["keepAddress"]}
   */
  async function keepAddress(page, { given, notice }) {
    const hasNone = location.protocol === "about:"; // within another document, such as a notebook
    const place = location.protocol === "file:" ? behindHash(given) : hasNone ? inMemory(given) : behindMark();
    let open = /** @type {Pick<Atlas.Address, "place" | "card" | "town">} */ ({});
    let list = /** @type {Atlas.Subset | undefined} */ (undefined);
    let view = /** @type {Atlas.View | null} */ (null);
    let reading = /** @type {Atlas.Reading | null} */ (null);
    const now = () => atlas.writeAddress({ query: page.query(), ...open, list, view, reading }, page.data);

    let marked = /** @type {string[]} */ ([]); // events that the page around has named

    /** Tell the page around where this one is, which its reader cannot see. */
    function tell() {
      if (hasNone) page.notify({ type: "address", address: place.read(), selected: marked.length ? marked : atlas.eventsOf(page, open) });
    }

    async function arrive(address = place.read()) {
      await page.data.remote?.know(address).catch(console.error); // which of its events there are
      const { notices, ...asked } = atlas.readAddress(address, page.data);
      reading = asked.reading;
      page.story?.show(reading);
      open = { place: asked.place, card: asked.card, town: asked.town };
      marked = [];
      list = asked.list;
      view = asked.view;
      notice(notices);
      try {
        await page.arrive({ ...asked, look: page.story?.look });
      } catch (error) {
        console.error(error); // for who runs the source
        notice([...notices, atlas.gettext("These texts could not be loaded. Try again.")]);
      }
    }

    /** @param {"pushState" | "replaceState"} how */
    function write(how) {
      const address = now();
      if (bare(address) === bare(place.read())) how = "replaceState";
      if (address !== place.read()) place.write(how, address);
    }

    /** Open the card of one event, mark the places of several, or end what is open. */
    async function show(ids) {
      const rest = now().split("&").filter((part) => part && !OPEN.test(part));
      await page.goTo?.([...rest, ...(ids.length === 1 ? [`card=${encodeURIComponent(ids[0])}`] : [])].join("&"));
      if (ids.length < 2) return;
      marked = ids;
      atlas.markPlaces(page, ids);
      tell();
    }

    let last = place.read() ? arrive() : Promise.resolve();
    window.addEventListener("popstate", () => (last = last.then(() => arrive()))); // one after the other
    /** Go to an address as if it had been written: a step of the history. */
    page.goTo = (address) => (last = last.then(() => {
      if (address !== place.read()) place.write("pushState", address);
      return arrive(address).then(tell);
    }));
    page.address = now;
    page.tell = tell;
    page.select = (ids) => last.then(() => show(ids));
    await last;
    page.listen((message) => {
      if (message.type === "place") open = { place: message.place };
      else if (message.type === "card") open = { card: message.card };
      else if (message.type === "town") open = { town: message.town };
      else if (message.type === "list") [list, open] = [message.list, {}];
      else if (message.type === "view") view = message.view ?? null;
      else if (message.type === "focus" && message.focus?.on) [list, open] = ["all", {}];
      else if (message.type !== "choice") return;
      if (message.type !== "view") [notice([]), (marked = [])];
      write(message.type === "view" ? "replaceState" : "pushState");
      tell();
    });
  }

  const OPEN = /^(place|card|town)=/; // of an address, what is open

  /** An address without the view, with which alone nobody goes back. */
  const bare = (address) => address.split("&").filter((part) => !part.startsWith("v=")).join("&");

  /** Behind the name of a file, whose language stays; "all" is everything in one that was saved with a view of its own. */
  function behindHash(given) {
    const parts = () => location.hash.slice(1).split("&").filter(Boolean);
    const isLanguage = (part) => part.startsWith("lang=");
    return {
      read() {
        const written = parts().filter((part) => !isLanguage(part)).join("&");
        return written === "all" ? "" : written || given;
      },
      write: (how, address) => put(how, `#${[address || (given ? "all" : ""), ...parts().filter(isLanguage)].filter(Boolean).join("&")}`),
    };
  }

  /** Behind the address of a served page, whose other parameters stay. */
  function behindMark() {
    const parts = () => location.search.slice(1).split("&").filter(Boolean);
    const own = (part) => atlas.isOfView(part.split("=")[0]);
    return {
      read: () => parts().filter(own).join("&"),
      write(how, address) {
        const search = [...parts().filter((part) => !own(part)), ...(address ? [address] : [])].join("&");
        put(how, location.pathname + (search ? `?${search}` : ""));
      },
    };
  }

  /** Of a page within another document, which has no address to write. */
  function inMemory(given) {
    let address = given;
    return { read: () => address, write: (/** @type {string} */ _how, /** @type {string} */ next) => void (address = next) };
  }

  /** A page in a frame without an origin may not write its address. */
  function put(how, url) {
    try {
      history[how](null, "", url);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  }

  atlas.keepAddress = keepAddress;
})(globalThis.atlas ??= {});
