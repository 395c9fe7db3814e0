"use strict";
// The card: everything known of a place, or of one event that has no place.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill } = atlas;
  const { N_ } = atlas;
  const _ = (text) => (text ? atlas.gettext(text) : "");

  const NEAREST = 5;
  const CERTAINTY = {
    "less-certain": N_("The location is less certain."),
    uncertain: N_("The location is uncertain."),
  };

  /**
   * Show places and their events in `root`. `on`: {close(), place(i), focus({what, id})}. The title stands there
   * at once and what is said of the place follows it, so that the focus can go to it and stays there.
   * @type {Atlas.Namespace["card"]}
   */
  function card(root, data, on) {
    /** @type {ReturnType<Atlas.Card["shown"]>} */
    let shown = null;
    const { ask } = atlas.questions();

    /** Ask for the texts of places and events, and write them under the title. */
    function write(places, events, texts, then) {
      const title = /** @type {HTMLElement} */ (root.querySelector(".at-card-title"));
      const body = /** @type {HTMLElement} */ (title.parentElement);
      body.setAttribute("aria-busy", "true");
      const put = (...nodes) => {
        body.removeAttribute("aria-busy");
        atlas.fillAfter(title, ...nodes);
        then?.();
      };
      return ask(() => data.source.card(places, events), (found) => put(texts(found)), () => put(atlas.missingTexts()));
    }

    function head(title) {
      fill(root, bar(on), el("div", { class: "at-card-body" }, el("h2", { class: "at-card-title", tabindex: "-1" }, title)));
      scroll(root);
    }

    function writePlaces(indices, result, then) {
      shown = { indices, seen: seen(data, indices, result) };
      const lists = indices.map((place) => eventsOf(data, place));
      const events = [...new Set(lists.flatMap(({ here, brought, passing }) => (indices.length === 1 ? [...here, ...brought, ...passing] : here)))];
      const texts = (found) => {
        const write = articles(new Map(found.events.map((text) => [text.event, text])), data, result, on);
        return indices.length === 1 ? onePlace(data, indices[0], found.places[0], lists[0], result, write, on) : severalPlaces(data, indices, write, on);
      };
      return write(indices, events, texts, then);
    }

    function places(indices, result, emphasis) {
      head(indices.length === 1 ? atlas.dataText(data.places.name[indices[0]], data.places.untranslated.at(indices[0])) : atlas.format(atlas.ngettext("%(n)s place here", "%(n)s places here", indices.length), { n: indices.length }));
      return writePlaces(indices, result, () => root.hidden || scroll(root, emphasis));
    }

    function event(i, result) {
      shown = { event: i };
      head(_("Without a point on the map"));
      return write([], [i], ({ events: [text] }) => atlas.article(data, text, { outside: !result.mark(i), on }));
    }

    /** A point that is no place of the dataset; `says()` makes what is said of it. */
    function point(title, says) {
      shown = { says };
      head(title);
      refresh();
    }

    /** Follow a changed filter; nothing moves while the same events stay. */
    function refresh(result) {
      if (shown?.says) atlas.fillAfter(/** @type {HTMLElement} */ (root.querySelector(".at-card-title")), ...shown.says());
      if (!shown?.indices || root.hidden || shown.seen === seen(data, shown.indices, result)) return undefined;
      const box = root.parentElement ?? root;
      const { scrollTop } = box;
      return writePlaces(shown.indices, result, () => (box.scrollTop = scrollTop));
    }

    const focus = () => /** @type {HTMLElement | null} */ (root.querySelector(".at-card-title"))?.focus({ preventScroll: true });
    return { places, event, point, refresh, focus, shown: () => shown };
  }

  /** The events that stand at a place in some year; those that brought people to it from elsewhere, or led them through. */
  function eventsOf(/** @type {Atlas.Data} */ data, place) {
    const here = data.eventsAt[place];
    const known = new Set(here);
    const others = (events) => events.filter((i) => !known.has(i) && known.add(i));
    return { here, brought: others(data.arrivalsAt[place]), passing: others(data.passingAt[place]) };
  }

  /** The events of some places that pass the filter and stand there, as one text to compare. */
  function seen(/** @type {Atlas.Data} */ data, indices, /** @type {Atlas.Result} */ result) {
    return indices.map((place) => data.eventsAt[place].filter((i) => atlas.markAt(data, result, i, place, atlas.STANDING))).join(";");
  }

  /**
   * Writes events of a place in order of time: first those that were there in the years shown, in one of the roles; then,
   * folded, those that were elsewhere in these years, and those that the filter leaves out.
   */
  function articles(texts, data, /** @type {Atlas.Result} */ result, on) {
    return (events, place, roles) => {
      const isHere = (i) => atlas.markAt(data, result, i, place, roles) > 0;
      const inside = events.filter(isHere);
      const elsewhere = events.filter((i) => result.mark(i) && !isHere(i));
      const outside = events.filter((i) => !result.mark(i));
      const make = (i) => atlas.article(data, texts.get(i), { outside: !isHere(i), on });
      const rest = (few, text) => (few.length ? el("details", { class: "at-rest", open: !inside.length }, el("summary", { text: atlas.format(text, { n: few.length }) }), few.map(make)) : null);
      return [
        inside.map(make),
        rest(elsewhere, atlas.ngettext("%(n)s event that was elsewhere in these years", "%(n)s events that were elsewhere in these years", elsewhere.length)),
        rest(outside, atlas.ngettext("%(n)s event outside the present filter", "%(n)s events outside the present filter", outside.length)),
      ];
    };
  }

  /** Begin at the name of the place, or at the chosen event when others stand between. */
  function scroll(root, emphasis) {
    for (const box of [root, root.parentElement]) if (box) box.scrollTop = 0;
    const node = emphasis === undefined ? null : root.querySelector(`[data-event="${Number(emphasis)}"]`);
    if (node && node !== root.querySelector("[data-event]")) node.scrollIntoView({ block: "start" });
  }

  function bar(on) {
    return el("div", { class: "at-card-bar" }, el("button", { type: "button", class: "at-button", on: { click: on.close } }, el("span", { "aria-hidden": "true", text: "← " }), _("All events")));
  }

  function onePlace(/** @type {Atlas.Data} */ data, place, /** @type {Atlas.PlaceTexts} */ text, { here, brought, passing }, result, write, on) {
    const notes = [precision(data, place), _(CERTAINTY[text.certainty] ?? "")].filter(Boolean);
    return [
      atlas.placeNames(text.names.filter((row) => row.years || row.name !== data.places.name[place])),
      nearby(data, place, result, on),
      el("p", { class: "at-card-note" }, notes.map((note) => `${note} `), atlas.dataText(text.note, atlas.isUntranslated(text, "note"))),
      atlas.elsewhere(text.links),
      atlas.wrongHere(data, { id: data.places.id.at(place), title: data.places.name[place] }),
      atlas.yearStrip(data, here, place),
      atlas.seriesBlock(text.series),
      write(here, place, atlas.STANDING),
      brought.length ? [el("h3", { class: "at-card-place", text: _("People were brought here") }), write(brought, place, [atlas.ROLES.TO])] : null,
      passing.length ? [el("h3", { class: "at-card-place", text: _("People were taken through here") }), write(passing, place, [atlas.ROLES.VIA])] : null,
    ];
  }

  /** The nearest places that have events among those shown: open where this one has none. */
  function nearby(/** @type {Atlas.Data} */ data, place, /** @type {Atlas.Result} */ result, on) {
    const { lat, lon } = data.places;
    if (!on.place || Number.isNaN(lon[place])) return null;
    const rows = atlas.nearest(data, [lat[place], lon[place]], result.atPlace, NEAREST + 1).filter((row) => row.place !== place).slice(0, NEAREST);
    if (!rows.length || atlas.isRegion(data, place)) return null;
    const list = atlas.nearestList(data, rows, on.place);
    if (result.atPlace[place]) return el("details", { class: "at-rest" }, el("summary", { text: _("Near here") }), list);
    return [el("h3", { class: "at-card-place", text: _("None of the events shown stands here. The nearest:") }), list];
  }

  function precision(/** @type {Atlas.Data} */ data, place) {
    const metres = data.places.precision[place];
    if (!metres) return "";
    const far = metres >= 1000;
    const distance = atlas.format(far ? _("%(n)s km") : _("%(n)s m"), { n: far ? metres / 1000 : metres });
    const sentence = atlas.isRegion(data, place) ? _("The point stands for a whole region, about %(distance)s around it.") : _("The true place lies within %(distance)s of the point.");
    return atlas.format(sentence, { distance });
  }

  /** @type {Atlas.Namespace["placeNames"]} The names that a place bore, with their years. */
  function placeNames(rows) {
    if (!rows.length) return null;
    const item = (row) => el("li", {}, el("span", { lang: row.lang, text: row.name }), row.years ? el("span", { class: "at-years", text: ` ${row.years}` }) : null);
    return el("ul", { class: "at-names", "aria-label": _("Names") }, rows.map(item));
  }

  function severalPlaces(/** @type {Atlas.Data} */ data, indices, write, on) {
    const part = (place) => [
      el("h3", { class: "at-card-place" }, el("button", { type: "button", class: "at-link", text: data.places.name[place], on: { click: () => on.place(place) } })),
      write(data.eventsAt[place], place, atlas.STANDING),
    ];
    const hint = el("p", { class: "at-card-note", text: _("They lie too near each other to be drawn apart at this zoom.") });
    return [hint, indices.map(part)];
  }

  Object.assign(atlas, { card, placeNames });
})(globalThis.atlas ??= {});
