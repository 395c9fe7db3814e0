"use strict";
// The card: one event in full, or a place as an index of its events, or several places that share a symbol.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill } = atlas;
  const _ = (text) => atlas.gettext(text);

  /**
   * Show places and their events in `root`. `on`: {close(), place(i), event(i, place), focus({what, id}), organization(id)}.
   * The title stands there at once and what is said follows it, so that the focus can go to it and stays there.
   * @type {Atlas.Namespace["card"]}
   */
  function card(root, data, on) {
    /** @type {ReturnType<Atlas.Card["shown"]>} */
    let shown = null;
    let now = /** @type {Atlas.Result | null} */ (null);
    const { ask } = atlas.questions();

    const title = () => /** @type {HTMLElement} */ (root.querySelector(".at-card-title"));
    const focus = () => title()?.focus({ preventScroll: true });

    /** Write what `make` gives a promise of; who was reading in the card is not thrown out of it. */
    function write(make, then) {
      const body = /** @type {HTMLElement} */ (root.querySelector(".at-card-body"));
      body.setAttribute("aria-busy", "true");
      const put = (nodes, after = title()) => {
        const inside = root.contains(atlas.activeIn(root));
        body.removeAttribute("aria-busy");
        atlas.fillAfter(after, ...nodes);
        then?.();
        if (inside && !root.contains(atlas.activeIn(root))) focus();
      };
      return ask(make, (nodes) => put(nodes), () => put([atlas.missingTexts()]));
    }

    function head(content, back = /** @type {{ text: string, press(): void } | null} */ (null)) {
      fill(root, bar(on, back), el("div", { class: "at-card-body" }, content));
      for (const box of [root, root.parentElement]) if (box) box.scrollTop = 0;
    }

    const heading = (...text) => el("h2", { class: "at-card-title", tabindex: "-1", dir: "auto" }, ...text);
    const openEvent = (i, place) => (on.event ? on.event(i, place) : now && places([place], now, i));

    function places(indices, result, emphasis) {
      now = result;
      const [first] = indices, { remote } = data;
      if (remote && indices.length === 1 && !remote.has(first, result)) return bringFirst(first, result, emphasis);
      const came = shown?.indices?.[0] === indices[0] ? shown?.event : undefined; // the event that is left for its place
      shown = { indices, event: emphasis, seen: seen(data, indices, result, emphasis) };
      if (indices.length > 1) return several(indices, result);
      const [place] = indices;
      const all = allAt(data, place);
      const one = emphasis ?? (all.length === 1 ? all[0] : undefined);
      if (emphasis !== undefined) {
        const back = all.length > 1 ? { text: data.places.name[place], press: () => on.place?.(place) } : null;
        head(eventHead(emphasis, data.places.name[place]), back);
      } else head(heading(atlas.dataText(data.places.name[place], data.places.untranslated.at(place))));
      if (one === undefined) return write(() => placeIndex(place, result, { came }), () => returnTo(came));
      return emphasis === undefined ? write(() => onlyEvent(place, one, result)) : writeEvent(one, place, result);
    }

    /** A place whose events an engine has yet to tell: its name stands there at once. */
    async function bringFirst(place, result, emphasis) {
      const mine = { indices: [place], event: emphasis, seen: "", coming: true };
      shown = mine;
      head(heading(atlas.dataText(data.places.name[place], data.places.untranslated.at(place))));
      let written = /** @type {Promise<boolean> | boolean} */ (false);
      const heard = await write(() => data.remote?.bring(place, result).then(() => []).finally(() => (mine.coming = false)), () => (written = places([place], now ?? result, emphasis)));
      return heard && written;
    }

    /** The frame of an event's card, whose title comes with its texts. */
    const eventHead = (i, until) => el("article", { class: "at-event", "data-event": i }, el("h2", { class: "at-card-title at-event-title", tabindex: "-1", dir: "auto" }, until));

    /** One event, its place and what else happened there. */
    function writeEvent(i, place, result) {
      return write(async () => {
        const { places: [about], events: [text] } = await data.source.card(place < 0 ? [] : [place], [i]);
        const rest = place < 0 ? null : await placeIndex(place, result, { without: i });
        const { date, title: line, ...parts } = atlas.articleParts(data, text, on);
        const node = /** @type {HTMLElement} */ (title().parentElement);
        node.classList.toggle("at-outside", !result.mark(i));
        fill(title(), line);
        while (title().previousSibling) title().previousSibling?.remove();
        title().before(/** @type {HTMLElement} */ (date));
        atlas.fillAfter(node, place < 0 ? el("p", { class: "at-card-note", text: _("Without a point on the map") }) : [rest, atlas.aboutPlace(data, place, about, { wrong: false }), atlas.pictures?.(data, about.media), atlas.seriesBlock(about.series)]);
        return Object.values(parts);
      });
    }

    /** A place of which one event is known. */
    async function onlyEvent(place, i, result) {
      const { places: [about], events: [text] } = await data.source.card([place], [i]);
      const outside = !atlas.markAt(data, result, i, place);
      const article = atlas.article(data, text, { outside, on });
      const away = outside && result.mark(i) ? el("p", { class: "at-card-note", text: atlas.format(atlas.ngettext("%(n)s event that was elsewhere in these years", "%(n)s events that were elsewhere in these years", 1), { n: 1 }) }) : null;
      return withNear(place, result, [away, roleHeading(data, place, i), article, atlas.aboutPlace(data, place, about, { wrong: false }), atlas.pictures?.(data, about.media), atlas.seriesBlock(about.series)]);
    }

    /** The events of a place: those that stood there in the years shown, then folded those that did not; who was brought there. */
    async function placeIndex(place, result, { came, without } = /** @type {{came?: number, without?: number}} */ ({})) {
      const { here, brought, passing } = eventsOf(data, place);
      const left = (events) => (Array.isArray(events) ? events.filter((i) => i !== without) : events);
      const parts = [
        [null, left(here), atlas.STANDING],
        [_("People were brought here"), left(brought), [atlas.ROLES.TO]],
        [_("People were taken through here"), left(passing), [atlas.ROLES.VIA]],
      ];
      const sections = Promise.all(parts.map(([label, events, roles]) => section(place, result, label, events, roles, came)));
      const [lists, about] = await Promise.all([sections, without === undefined ? data.source.card([place], []).then(({ places: [text] }) => text) : null]);
      if (!about) return lists.some(Boolean) ? [el("h3", { class: "at-card-place", text: _("Other events here") }), lists] : null;
      return withNear(place, result, [here.length ? atlas.yearStrip(data, Array.isArray(here) ? here : data.eventsAt.at(place), place) : null, atlas.pictures?.(data, about.media), atlas.seriesBlock(about.series), lists, atlas.aboutPlace(data, place, about)]);
    }

    /** What lies near comes last, unless nothing that is shown stands here. */
    function withNear(place, result, parts) {
      const near = atlas.nearby(data, place, result, on);
      return result.atPlace[place] ? [...parts, near] : [near, ...parts];
    }

    async function section(place, result, label, events, roles, came) {
      if (!events.length) return null;
      const open = (i) => openEvent(i, place);
      if (!Array.isArray(events)) return [label ? el("h3", { class: "at-card-place", text: label }) : null, await atlas.eventIndex(data, events, { open, came })]; // of very many an engine tells those that are shown
      const isHere = (i) => atlas.markAt(data, result, i, place, roles) > 0;
      const inside = events.filter(isHere);
      const elsewhere = events.filter((i) => result.mark(i) && !isHere(i));
      const outside = events.filter((i) => !result.mark(i));
      const folded = async (few, text) => (few.length ? fold(few, atlas.format(text, { n: few.length }), !inside.length || few.includes(came), { open, came }) : null);
      return [
        label ? el("h3", { class: "at-card-place", text: label }) : null,
        inside.length ? await atlas.eventIndex(data, inside, { open, came: inside.includes(came) ? came : undefined }) : null,
        await folded(elsewhere, atlas.ngettext("%(n)s event that was elsewhere in these years", "%(n)s events that were elsewhere in these years", elsewhere.length)),
        await folded(outside, atlas.ngettext("%(n)s event outside the present filter", "%(n)s events outside the present filter", outside.length)),
      ];
    }

    /** An index of events that are pale, made when it is opened. */
    async function fold(events, text, isOpen, { came, open }) {
      const make = () => atlas.eventIndex(data, events, { open, isPale: () => true, came: events.includes(came) ? came : undefined });
      const body = el("div", {}, isOpen ? await make() : null);
      const fillOnce = () => body.firstChild || make().then((nodes) => fill(body, nodes), () => fill(body, atlas.missingTexts()));
      return el("details", { class: "at-rest", open: isOpen, on: { toggle: fillOnce } }, el("summary", { text }), body);
    }

    /** Back in the index, the row that was left has the focus. */
    function returnTo(i) {
      const row = i === undefined ? null : /** @type {HTMLElement | null} */ (root.querySelector(`[data-row="${Number(i)}"]`));
      if (!row || root.hidden) return;
      row.focus({ preventScroll: true });
      row.scrollIntoView({ block: "nearest" });
    }

    function several(indices, result) {
      head(heading(atlas.format(atlas.ngettext("%(n)s place here", "%(n)s places here", indices.length), { n: indices.length })));
      return write(async () => severalPlaces(data, indices, result, on));
    }

    function event(i, result) {
      now = result;
      shown = { event: i };
      head(eventHead(i, _("Without a point on the map")));
      return writeEvent(i, -1, result);
    }

    /** A point that is no place of the dataset; `says()` makes what is said of it. */
    function point(title, says) {
      shown = { says };
      head(heading(title));
      refresh();
    }

    /** Follow a changed filter; nothing moves while the same events stay. */
    function refresh(result, { live = false } = {}) {
      if (shown?.says) atlas.fillAfter(title(), ...shown.says());
      now = result;
      if (!shown?.indices || shown.coming || root.hidden) return undefined; // what comes is shown as it is now
      const { indices, event: i } = shown;
      if (data.remote && indices.length === 1 && !data.remote.has(indices[0], result)) {
        if (live) return undefined; // nothing is asked while a hand is on the years
        shown = { ...shown, seen: "" };
        return data.remote.bring(indices[0], result).then(() => refresh(now), (error) => console.error(error));
      }
      const said = seen(data, indices, result, i);
      if (said === shown.seen) return undefined;
      shown = { ...shown, seen: said };
      const box = root.parentElement ?? root;
      const { scrollTop } = box;
      const back = () => scrollTop && (box.scrollTop = scrollTop); // else nothing is laid out before its frame
      if (indices.length > 1) return write(async () => severalPlaces(data, indices, result, on), back);
      const all = allAt(data, indices[0]);
      if (i !== undefined) return writeEvent(i, indices[0], result);
      return write(() => (all.length === 1 ? onlyEvent(indices[0], all[0], result) : placeIndex(indices[0], result)), back);
    }

    return { places, event, point, refresh, focus, name: () => title().textContent ?? "", shown: () => shown };
  }

  /** The events that stand at a place in some year; those that brought people to it from elsewhere, or led them through. */
  function eventsOf(/** @type {Atlas.Data} */ data, place) {
    if (data.remote) return data.remote.at(place);
    const here = data.eventsAt.at(place);
    const known = new Set(here);
    const others = (events) => events.filter((i) => !known.has(i) && known.add(i));
    return { here, brought: others(data.arrivalsAt.at(place)), passing: others(data.passingAt.at(place)) };
  }

  function allAt(/** @type {Atlas.Data} */ data, place) {
    const { here, brought, passing } = eventsOf(data, place);
    return Array.isArray(here) ? [...here, ...brought, ...passing] : here;
  }

  /** The events of some places that pass the filter and stand there, as one text to compare. */
  function seen(/** @type {Atlas.Data} */ data, indices, /** @type {Atlas.Result} */ result, event) {
    const chosen = event === undefined ? "" : result.mark(event);
    const here = (place) => (indices.length > 1 ? data.eventsAt.at(place) : eventsOf(data, place).here);
    const isHere = (i, place) => atlas.markAt(data, result, i, place, atlas.STANDING) > 0;
    const said = (/** @type {number[] | Atlas.Later} */ events, place) => (Array.isArray(events) ? events.filter((i) => isHere(i, place)) : [JSON.stringify(result.years), events.length]);
    return chosen + indices.map((place) => said(here(place), place)).join(";");
  }

  /** What a place had to do with an event that did not stand there. */
  function roleHeading(/** @type {Atlas.Data} */ data, place, i) {
    const { here, brought } = eventsOf(data, place);
    if (!Array.isArray(here) || here.includes(i)) return null;
    return el("h3", { class: "at-card-place", text: brought.includes(i) ? _("People were brought here") : _("People were taken through here") });
  }

  function bar(on, back) {
    const button = (text, press) => el("button", { type: "button", class: "at-button", on: { click: press } }, el("span", { "aria-hidden": "true", text: "← " }), text);
    return el("div", { class: "at-card-bar" }, button(_("All events"), on.close), back ? button(back.text, back.press) : null);
  }

  /** Places as an index, each with how many of its events are shown. */
  function severalPlaces(/** @type {Atlas.Data} */ data, indices, /** @type {Atlas.Result} */ result, on) {
    const count = (place) => result.atPlace[place];
    const item = (place) => el("li", { class: "at-card-place" },
      el("button", { type: "button", class: "at-link", on: { click: () => on.place(place) } }, atlas.dataText(data.places.name[place], data.places.untranslated.at(place))),
      el("span", { class: "at-years", text: ` ${atlas.format(atlas.ngettext("%(n)s event", "%(n)s events", count(place)), { n: count(place) })}` }));
    const hint = el("p", { class: "at-card-note", text: _("They lie too near each other to be drawn apart at this zoom.") });
    return [hint, on.apart ? el("button", { type: "button", class: "at-button at-apart", text: _("Bring the map nearer"), on: { click: () => on.apart(indices) } }) : null, el("ul", { class: "at-places" }, indices.map(item))];
  }

  atlas.card = card;
})(globalThis.atlas ??= {});
