"use strict";
// The card: everything known of a place, or of one event that has no place.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill } = atlas;
  const { N_ } = atlas;
  const _ = (text) => (text ? atlas.gettext(text) : "");

  const CERTAINTY = {
    "less-certain": N_("The location is less certain."),
    uncertain: N_("The location is uncertain."),
  };
  /** Show places and their events in `root`. `on`: {close(), place(i), focus({what, id})}. */
  function card(root, data, on) {
    /** @type {ReturnType<Atlas.Card["shown"]>} */
    let shown = null;

    function places(indices, marks, emphasis) {
      shown = { indices, seen: seen(data, indices, marks) };
      const body = indices.length === 1 ? onePlace(data, indices[0], marks, on) : severalPlaces(data, indices, marks, on);
      fill(root, bar(on), el("div", { class: "at-card-body" }, body));
      scroll(root, emphasis);
    }

    function event(i, marks) {
      shown = { event: i };
      const title = el("h2", { class: "at-card-title", tabindex: "-1", text: _("Without a point on the map") });
      fill(root, bar(on), el("div", { class: "at-card-body" }, title, atlas.article(data, i, marks, on)));
      scroll(root);
    }

    /** Follow a changed filter; nothing moves while the same events stay. */
    function refresh(marks) {
      if (!shown?.indices || root.hidden || shown.seen === seen(data, shown.indices, marks)) return;
      const { scrollTop } = root.parentElement ?? root;
      places(shown.indices, marks);
      (root.parentElement ?? root).scrollTop = scrollTop;
    }

    const focus = () => root.querySelector(".at-card-title")?.focus({ preventScroll: true });
    return { places, event, refresh, focus, shown: () => shown };
  }

  /** The events of some places that pass the filter, as one text to compare. */
  function seen(data, indices, marks) {
    return indices.flatMap((place) => data.eventsAt[place].filter((i) => marks[i])).join();
  }

  /** Events in order of time: first those that pass the filter, then, folded, the others. */
  function articles(data, events, marks, on) {
    const make = (i) => atlas.article(data, i, marks, on);
    const [inside, outside] = [events.filter((i) => marks[i]), events.filter((i) => !marks[i])];
    if (!outside.length) return inside.map(make);
    const text = atlas.format(atlas.ngettext("%(n)s event outside the present filter", "%(n)s events outside the present filter", outside.length), { n: outside.length });
    return [inside.map(make), el("details", { class: "at-rest", open: !inside.length }, el("summary", { text }), outside.map(make))];
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

  function onePlace(data, place, marks, on) {
    const text = data.places.texts[place];
    const notes = [precision(data, place), _(CERTAINTY[text.certainty] ?? "")].filter(Boolean);
    const untranslated = (field) => atlas.isUntranslated(text, field);
    return [
      el("h2", { class: "at-card-title", tabindex: "-1" }, atlas.said(data.places.name[place], untranslated("name"))),
      names(text.names.filter((row) => row.years || row.name !== data.places.name[place])),
      el("p", { class: "at-card-note" }, notes.map((note) => `${note} `), atlas.said(text.note, untranslated("note"))),
      atlas.yearStrip(data, data.eventsAt[place]),
      articles(data, data.eventsAt[place], marks, on),
      arrivals(data, place, marks, on),
    ];
  }

  /** Events that brought people here from elsewhere. */
  function arrivals(data, place, marks, on) {
    const events = data.arrivalsAt[place].filter((i) => data.events.place[i] !== place);
    if (!events.length) return null;
    return [el("h3", { class: "at-card-place", text: _("People were brought here") }), articles(data, events, marks, on)];
  }

  function precision(data, place) {
    const metres = data.places.precision[place];
    if (!metres) return "";
    const far = metres >= 1000;
    const distance = atlas.format(far ? _("%(n)s km") : _("%(n)s m"), { n: far ? metres / 1000 : metres });
    const told = atlas.isRegion(data, place) ? _("The point stands for a whole region, about %(distance)s around it.") : _("The true place lies within %(distance)s of the point.");
    return atlas.format(told, { distance });
  }

  function names(rows) {
    if (!rows.length) return null;
    const item = (row) => el("li", {}, el("span", { lang: row.lang, text: row.name }), row.years ? el("span", { class: "at-years", text: ` ${row.years}` }) : null);
    return el("ul", { class: "at-names", "aria-label": _("Names") }, rows.map(item));
  }

  function severalPlaces(data, indices, marks, on) {
    const heading = atlas.format(atlas.ngettext("%(n)s place here", "%(n)s places here", indices.length), { n: indices.length });
    const part = (place) => [
      el("h3", { class: "at-card-place" }, el("button", { type: "button", class: "at-link", text: data.places.name[place], on: { click: () => on.place(place) } })),
      articles(data, data.eventsAt[place], marks, on),
    ];
    const hint = el("p", { class: "at-card-note", text: _("They lie too near each other to be drawn apart at this zoom.") });
    return [el("h2", { class: "at-card-title", tabindex: "-1", text: heading }), hint, indices.map(part)];
  }

  atlas.card = card;
})(globalThis.atlas ??= {});
