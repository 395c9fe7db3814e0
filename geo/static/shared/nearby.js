"use strict";
// How far places lie from each other, and which lie nearest.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const _ = (text) => atlas.gettext(text);
  const NEAREST = 5;

  /** Places with shown events other than `here`: [{place, km, count}], the nearest first, then regions, which have no distance (null). */
  function neighbours(/** @type {Atlas.Data} */ data, here, atPlace) {
    const { lon, n } = data.places;
    const region = (place) => atlas.isRegion(data, place);
    const from = here.find((place) => !Number.isNaN(lon[place]) && !region(place)) ?? here.find((place) => !Number.isNaN(lon[place]));
    const others = Array.from({ length: n }, (unused, i) => i).filter((i) => !here.includes(i) && !Number.isNaN(lon[i]) && atPlace[i]);
    const far = others.map((place) => ({ place, isRegion: region(place), far: from === undefined ? 0 : atlas.apart(data, from, place) }));
    const sorted = far.sort((a, b) => Number(a.isRegion) - Number(b.isRegion) || a.far - b.far);
    const kmTo = (row) => (from === undefined || region(from) || row.isRegion ? null : row.far);
    const isWide = (place) => isMore(data, place) || (from !== undefined && isMore(data, from));
    return sorted.map((row) => ({ place: row.place, km: kmTo(row), isWide: isWide(row.place), count: atPlace[row.place] }));
  }

  /** Whether a place is more than a point: how far it is is to the nearest of it. */
  const isMore = (/** @type {Atlas.Data} */ { places }, place) => place in places.shape;

  /** The nearest places with shown events to a point [lat, lon], but for whole regions: [{place, km, count}]. */
  function nearest(/** @type {Atlas.Data} */ data, at, atPlace, most = NEAREST) {
    const { lon, n } = data.places;
    const some = Array.from({ length: n }, (unused, i) => i).filter((i) => atPlace[i] && !Number.isNaN(lon[i]) && !atlas.isRegion(data, i));
    return some.map((place) => ({ place, km: atlas.distanceTo(data, at, place), isWide: isMore(data, place), count: atPlace[place] })).sort((a, b) => a.km - b.km).slice(0, most);
  }

  /** Places with how far they are, how doubtful their point is, and how many shown events they have; `choose` opens one. */
  function nearestList(/** @type {Atlas.Data} */ data, rows, choose) {
    const item = ({ place, km, isWide, count }) => {
      const doubt = data.places.precision[place] / 1000;
      const far = doubt >= 1 ? `${kilometres(km, isWide)} (± ${kilometres(doubt)})` : kilometres(km, isWide);
      const events = atlas.format(atlas.ngettext("%(n)s event", "%(n)s events", count), { n: count });
      return atlas.el("li", {},
        atlas.el("button", { type: "button", class: "at-link", on: { click: () => choose(place) } }, atlas.dataText(data.places.name[place], data.places.untranslated.at(place))),
        atlas.el("span", { class: "at-years", text: ` ${far} · ${events}` }));
    };
    return atlas.el("ul", { class: "at-nearest" }, rows.map(item));
  }

  /** A distance in words; "" for none. `isWide`: to what is more than a point. */
  function kilometres(km, isWide = false) {
    if (km === null) return "";
    const far = km < 1 ? _("less than 1 km") : atlas.format(_("%(n)s km"), { n: km < 10 ? Math.round(km * 10) / 10 : km < 100 ? Math.round(km) : Math.round(km / 10) * 10 });
    return isWide ? atlas.format(_("%(distance)s to the nearest point"), { distance: far }) : far;
  }

  Object.assign(atlas, { nearest, nearestList, neighbours, kilometres });
})(globalThis.atlas ??= {});
