"use strict";
// How far places lie from each other, and which lie nearest.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const _ = (text) => atlas.gettext(text);
  const EARTH = 6371; // km
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

  /** A distance in words; "" for none. */
  function kilometres(km) {
    if (km === null) return "";
    if (km < 1) return _("less than 1 km");
    return atlas.format(_("%(n)s km"), { n: km < 10 ? km : km < 100 ? Math.round(km) : Math.round(km / 10) * 10 });
  }

  Object.assign(atlas, { distance, neighbours, kilometres });
})(globalThis.atlas ??= {});
