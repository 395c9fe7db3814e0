"use strict";
// Where a kiosk's map stands: what is told of lies in the part that no button and no code covers, among what a visitor knows.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const ROOM = 60; // CSS pixels around what is shown
  const SHARE = 0.12; // of a small map
  const LEAST = 0.15; // of the height: where less is free, what lies over the map is not minded
  const AIR = 8; // CSS pixels: so near to what covers it a place is half hidden
  const TRIES = 3; // zooms
  const WIDEST = 4; // zoom at which a place is shown though nothing known is near it
  const TOWNS = 3; // so many named towns tell where a place is; or a coast and one of them
  const COASTAL = 6; // zoom at which a coast alone is known
  const NEAR = 0.12; // degrees: a town is the place itself
  const STILL = { animate: false, reset: true };

  class KioskFrame {
    /** `coast`: points [lon, lat] of the basemap's land. */
    constructor(/** @type {L.Map} */ map, layer, /** @type {Atlas.Basemap | null} */ basemap, /** @type {number[][]} */ coast) {
      this.map = map;
      this.layer = layer;
      this.basemap = basemap;
      this.coast = coast;
    }

    /** Boxes of what lies over the map, in its pixels. */
    over() {
      const { x: wide } = this.map.getSize();
      return this.layer.covered({ left: 0, top: 0 }, true).filter(({ left, right }) => right > Math.max(0, left) && left < wide);
    }

    /** What is to be left free: {top, bottom} for what lies over the map, above only if that `isLid`; {x, y} around what is shown. */
    room(isLid = false) {
      const { x: wide, y: high } = this.map.getSize();
      const over = this.over();
      const isUp = ({ top, bottom }) => top + bottom < high;
      const upper = isLid ? Math.max(0, ...over.filter(isUp).map(({ bottom }) => bottom)) : 0;
      const lower = Math.max(0, ...over.filter((box) => !isUp(box)).map((box) => high - box.top));
      const [top, bottom] = high - upper - lower > LEAST * high ? [upper, lower] : [0, 0];
      return { top, bottom, x: Math.min(ROOM, SHARE * wide), y: Math.min(ROOM, SHARE * (high - top - bottom)) };
    }

    /** Whether all of some points [lat, lon] are seen, and nothing lies over them. */
    holds(points) {
      const { x: wide, y: high } = this.map.getSize();
      const over = this.over();
      return points.every((point) => {
        const { x, y } = this.map.latLngToContainerPoint(point);
        return x >= 0 && x <= wide && y >= 0 && y <= high && !over.some(({ left, top, right, bottom }) => x > left - AIR && x < right + AIR && y > top - AIR && y < bottom + AIR);
      });
    }

    /** Stand so that the middle of some bounds is that of the free part; at the widest zoom that the map has, where it has none so wide. */
    stand(/** @type {L.LatLngBounds} */ bounds, wanted, isLid = false) {
      const { map } = this;
      const zoom = Math.max(wanted, map.getMinZoom());
      const { top, bottom } = this.room(isLid);
      const middle = map.project(bounds.getCenter(), zoom).subtract([0, (top - bottom) / 2]);
      map.setView(map.unproject(middle, zoom), zoom, STILL);
    }

    /** Show all of some bounds no nearer than `zoom`, so that nothing lies over their `points`: lower on the map, else from farther. */
    fit(/** @type {L.LatLngBounds} */ bounds, zoom, points) {
      for (let less = 0; less < TRIES; less += 1) {
        for (const isLid of [false, true]) {
          this.stand(bounds, Math.min(zoom, this.whole(bounds, isLid)) - less, isLid);
          if (this.holds(points)) return;
        }
      }
    }

    /** The zoom at which some bounds are seen as a whole. */
    whole(bounds, isLid = false) {
      const { top, bottom, x, y } = this.room(isLid);
      return this.map.getBoundsZoom(bounds, false, L.point(2 * x, top + bottom + 2 * y));
    }

    /** The same, but so wide that enough is seen around `own` points [lat, lon] to know where they are. */
    telling(bounds, nearest, own) {
      const { map, basemap } = this;
      const whole = Math.min(nearest, this.whole(bounds));
      const { x, y } = this.room();
      const isOwn = ([lat, lon]) => own.some(([north, east]) => Math.abs(lat - north) < NEAR && Math.abs(lon - east) < 2 * NEAR);
      for (let zoom = whole; zoom > WIDEST; zoom -= 1) {
        const middle = map.project(bounds.getCenter(), zoom), half = map.getSize().divideBy(2).subtract([x, y / 2]);
        const sight = L.latLngBounds(map.unproject(middle.subtract(half), zoom), map.unproject(middle.add(half), zoom));
        const towns = basemap?.townsWithin(sight, zoom, isOwn) ?? TOWNS;
        if (towns >= TOWNS || ((towns > 0 || zoom <= COASTAL) && this.coast.some(([lon, lat]) => sight.contains([lat, lon])))) return zoom;
      }
      return Math.min(whole, WIDEST);
    }

    /** Whether one of some points is where the small map of the country stands. */
    isUpperRight(points) {
      const { x: width, y: height } = this.map.getSize();
      return points.some((point) => {
        const { x, y } = this.map.latLngToContainerPoint(point);
        return x > 0.6 * width && x < width && y > 0 && y < 0.45 * height;
      });
    }
  }

  atlas.KioskFrame = KioskFrame;
})(globalThis.atlas ??= {});
