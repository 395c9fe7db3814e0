"use strict";
// What the page is narrowed to: by words, and by a group, a person or an event with its parts.
(function (/** @type {Atlas.Namespace} */ atlas) {
  /**
   * Make the search box in `root`; `on` hears what is chosen in it. Returns {update(text), words(text), named(text), only(query), search(), town(id)}.
   * @type {Atlas.Namespace["finding"]}
   */
  function finding(root, data, on) {
    let worded = { text: "", events: /** @type {number[] | null} */ (null) };
    const search = late(async () => {
      const { head, columns } = await data.source.index();
      return new atlas.Search(head, columns, data);
    });
    const box = atlas.searchBox(root, data, { ...on, search });

    /** Look for words; `only` knows them then. */
    async function words(text) {
      if (text && text !== worded.text && !data.remote) worded = { text, events: (await search()).events(text) };
    }

    let meant = { text: "", events: /** @type {number[]} */ ([]) };
    /** Indices of the events whose titles have the words of a text, the best first; none when the search could not be loaded. */
    async function named(text) {
      if (!text || data.remote) return []; // an engine lists them by time
      if (text !== meant.text) {
        const index = await search().catch(console.warn);
        if (!index) return [];
        meant = { text, events: index.hits("events", text).map(({ at }) => at) };
      }
      return meant.events;
    }

    /** Indices of the events that the words and every focus of a query leave; null for all. */
    function only({ text, focus }) {
      if (data.remote) return text || focus.length ? [] : null; // which they are the engine knows
      const focused = atlas.eventsInFocus(data, focus);
      const found = text && text === worded.text ? worded.events : null;
      if (!found || !focused) return found ?? focused;
      const known = new Set(focused);
      return found.filter((i) => known.has(i));
    }

    /** Put into `root` which one filter to take away where a query shows nothing. */
    async function waysOut(root, query, drop) {
      const left = async (wider) => {
        await words(wider.text);
        return only(wider);
      };
      const count = async (wider) => (data.remote ? data.remote.count(wider) : atlas.select(data, { ...wider, only: await left(wider) }).shown);
      await atlas.waysOut(root, data, query, { count, drop }).catch((error) => console.error(error)); // a sentence stands there already
    }

    /** A town of the gazetteer by its id. */
    async function town(id) {
      const found = await search();
      return found.town(found.towns.findIndex((one) => one.id === id));
    }

    return { update: box.update, words, named, only, search, town, waysOut };
  }

  /** Makes something when it is first needed, and again when it failed. */
  function late(make) {
    let made = null;
    return () => (made ??= make().catch((error) => {
      made = null;
      throw error;
    }));
  }

  atlas.finding = finding;
})(globalThis.atlas ??= {});
