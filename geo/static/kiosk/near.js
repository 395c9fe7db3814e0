"use strict";
// Other places as a list: the nearest first, all that the map shows, without the map.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, format, ngettext } = atlas;
  const _ = (text) => atlas.gettext(text);
  const FIRST = 12;
  const FEW = 4;

  /** The list, within a `radius` in km if there is one; `more` shows all of it. */
  function nearList(/** @type {Atlas.Data} */ data, here, atPlace, { all, choose, more, year, names, home, own, radius = 0 }) {
    const found = atlas.neighbours(data, here, atPlace).filter(({ km }) => !radius || (km !== null && km <= radius));
    if (!found.length) return el("p", { class: "at-k-empty", text: radius ? format(nothingWithin(year), { n: radius }) : year === null ? _("The atlas records nothing elsewhere.") : _("The atlas records nothing elsewhere in this year.") });
    const rest = found.length - FIRST;
    const button = rest > 0 && !all ? el("button", { type: "button", class: "at-k-button", on: { click: more }, text: format(ngettext("Show %(n)s more place", "Show %(n)s more places", rest), { n: rest }) }) : null;
    return [el("ol", { class: "at-k-rows" }, (all ? found : found.slice(0, FIRST)).map((row) => item(data, row, { here, choose, names, home, own }))), button];
  }

  const nothingWithin = (year) => (year === null ? _("The atlas records nothing else within %(n)s km.") : _("The atlas records nothing else within %(n)s km in this year."));

  /** The nearest of them all, where a page has room for it; null where there are none. */
  function nearestFew(/** @type {Atlas.Data} */ data, here, { choose, names, home, own, radius = 0 }) {
    const every = Uint32Array.from({ length: data.places.n }, (_none, place) => data.eventsAt.count(place));
    const found = atlas.neighbours(data, here, every).filter(({ km }) => km !== null && (!radius || km <= radius)).slice(0, FEW);
    if (!found.length) return null;
    const spare = (i) => ({ "data-spare": `near-${i}` });
    return [el("h3", { class: "at-k-grouptitle at-k-further", ...spare(0), text: _("Other places") }), el("ol", { class: "at-k-rows" }, found.map((row, i) => item(data, row, { here, choose, names, home, own }, spare(i))))];
  }

  /** A place: nothing is far from what lies in it, and of its own places a kiosk tells all its events (`own`: how many), more than what stands at one. */
  function item(/** @type {Atlas.Data} */ data, { place, km, isWide, count }, { here, choose, names, home, own }, props = {}) {
    const isAround = here.some((one) => names[one].endsWith(`, ${names[place]}`));
    const where = atlas.isRegion(data, place) ? _("a whole country or region") : isAround ? _("this place lies there") : atlas.kilometres(km, isWide);
    const told = home.includes(place) ? own : count;
    const line = `${where} · ${format(ngettext("%(n)s event", "%(n)s events", told), { n: told })}`;
    const name = atlas.placeName(data, place, names);
    return el("li", props, el("button", { type: "button", class: "at-k-row", "data-key": `place-${place}`, on: { click: () => choose(place) } }, el("span", { class: "at-k-rowtitle" }, name), el("span", { class: "at-k-when", text: line })));
  }

  Object.assign(atlas, { nearList, nearestFew });
})(globalThis.atlas ??= {});
