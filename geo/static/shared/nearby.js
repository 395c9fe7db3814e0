"use strict";
// How far places lie from each other, and which lie nearest.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const _ = (text) => atlas.gettext(text);
  const EARTH = 6371; // km
  const NEAREST = 5;
  const rad = (degrees) => (degrees * Math.PI) / 180;

  /** Kilometres on the great circle between two points [lat, lon] in degrees. */
  function distance([lat1, lon1], [lat2, lon2]) {
    const h = Math.sin(rad(lat2 - lat1) / 2) ** 2 + Math.cos(rad(lat1)) * Math.cos(rad(lat2)) * Math.sin(rad(lon2 - lon1) / 2) ** 2;
    return 2 * EARTH * Math.asin(Math.sqrt(h));
  }

  /** Places with shown events other than `here`: [{place, km, count}], the nearest first, then regions, which have no distance (null). */
  function neighbours(/** @type {Atlas.Data} */ data, here, atPlace) {
    const { lat, lon, n } = data.places;
    const region = (place) => atlas.isRegion(data, place);
    const from = here.find((place) => !Number.isNaN(lon[place]) && !region(place)) ?? here.find((place) => !Number.isNaN(lon[place]));
    const others = Array.from({ length: n }, (unused, i) => i).filter((i) => !here.includes(i) && !Number.isNaN(lon[i]) && atPlace[i]);
    const far = (i) => (from === undefined ? 0 : distance([lat[from], lon[from]], [lat[i], lon[i]]));
    const sorted = others.sort((a, b) => Number(region(a)) - Number(region(b)) || far(a) - far(b));
    const kmTo = (place) => (from === undefined || region(from) || region(place) ? null : far(place));
    return sorted.map((place) => ({ place, km: kmTo(place), count: atPlace[place] }));
  }

  /** The nearest places with shown events to a point [lat, lon], but for whole regions: [{place, km, count}]. */
  function nearest(/** @type {Atlas.Data} */ data, at, atPlace, most = NEAREST) {
    const { lat, lon, n } = data.places;
    const some = Array.from({ length: n }, (unused, i) => i).filter((i) => atPlace[i] && !Number.isNaN(lon[i]) && !atlas.isRegion(data, i));
    return some.map((place) => ({ place, km: distance(at, [lat[place], lon[place]]), count: atPlace[place] })).sort((a, b) => a.km - b.km).slice(0, most);
  }

  /** Places with how far they are, how doubtful their point is, and how many shown events they have; `choose` opens one. */
  function nearestList(/** @type {Atlas.Data} */ data, rows, choose) {
    const item = ({ place, km, count }) => {
      const doubt = data.places.precision[place] / 1000;
      const far = doubt >= 1 ? `${kilometres(km)} (± ${kilometres(doubt)})` : kilometres(km);
      const events = atlas.format(atlas.ngettext("%(n)s event", "%(n)s events", count), { n: count });
      return atlas.el("li", {},
        atlas.el("button", { type: "button", class: "at-link", on: { click: () => choose(place) } }, atlas.dataText(data.places.name[place], data.places.untranslated.at(place))),
        atlas.el("span", { class: "at-years", text: ` ${far} · ${events}` }));
    };
    return atlas.el("ul", { class: "at-nearest" }, rows.map(item));
  }

  /** A distance in words; "" for none. */
  function kilometres(km) {
    if (km === null) return "";
    if (km < 1) return _("less than 1 km");
    return atlas.format(_("%(n)s km"), { n: km < 10 ? Math.round(km * 10) / 10 : km < 100 ? Math.round(km) : Math.round(km / 10) * 10 });
  }

  Object.assign(atlas, { distance, nearest, nearestList, neighbours, kilometres });
})(globalThis.atlas ??= {});
