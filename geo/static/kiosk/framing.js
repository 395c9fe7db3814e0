"use strict";
// Where a kiosk's map stands: what is told of lies in the part that no button and no code covers, among what a visitor knows.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const ROOM = 60; // CSS pixels around what is shown
  const SHARE = 0.12; // of a small map
  const LEAST = 0.15; // of the height: where less is free, what lies over the map is not minded
  const AIR = 14; // CSS pixels: so near to what covers it a place is half hidden
  const TRIES = 3; // zooms
  const WIDEST = 4; // zoom at which a place is shown though nothing known is near it
  const TOWNS = 3; // so many named towns tell where a place is; or a coast and one of them
  const COASTAL = 6; // zoom at which a coast alone is known
  const WIDE = 8; // degrees of longitude: on a map of fewer that coast is any
  const COAST = 0.3; // of the smaller side of the map: a shorter piece of a coast is none
  const NEAR = 0.12; // degrees: a town is the place itself
  const LETTER = [7, 9]; // CSS pixels: what a letter of a town's name takes to the side, and above and below
  const BESIDE = 10; // CSS pixels from a point to its name
  const CLEAR = 4; // CSS pixels: what a name keeps away from what lies over the map
  const STEP = 0.5; // of zoom
  const COSTS = 1; // of zoom: so much farther away a map goes to show the own place too
  const NAMES = 48; // CSS pixels that stay free beneath what is told of: on a low map all of it is needed for names
  const STILL = { animate: false, reset: true };

  const around = ({ x, y }, by) => ({ left: x - by, right: x + by, top: y - by, bottom: y + by });

  /** Where a name of some width may stand beside a point: right, left, below, above. */
  const namesOf = ({ x, y }, width) => [[x + BESIDE, y], [x - BESIDE - width, y], [x - width / 2, y + 2 * BESIDE], [x - width / 2, y - 2 * BESIDE]]
    .map(([left, middle]) => ({ left: left - CLEAR, right: left + width + CLEAR, top: middle - LETTER[1] - CLEAR, bottom: middle + LETTER[1] + CLEAR }));

  class KioskFrame {
    constructor(/** @type {L.Map} */ map, layer, /** @type {Atlas.Basemap | null} */ basemap) {
      this.map = map;
      this.layer = layer;
      this.basemap = basemap;
      this.extent = atlas.extent(layer.data());
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

    /** What says whether a box {left, top, right, bottom} is on the map, and nothing lies over it. */
    isFree() {
      const { x: wide, y: high } = this.map.getSize();
      const over = this.over();
      return (box) => box.left >= 0 && box.right <= wide && box.top >= 0 && box.bottom <= high && !over.some((other) => atlas.boxesMeet(box, other));
    }

    /** Whether all of some points [lat, lon] are seen, nothing lies over them, and a name as wide as `name` has room beside one of them. */
    holds(points, name = 0) {
      const isFree = this.isFree();
      const at = points.map((point) => this.map.latLngToContainerPoint(point));
      return at.every(({ x, y }) => isFree(around({ x, y }, AIR))) && (!name || at.some((point) => namesOf(point, name).some(isFree)));
    }

    /** Stand so that the middle of some bounds is that of the free part, or as much lower as shows more of the country; at the widest zoom that the map has, where it has none so wide; `down`: by so much of its height below that. */
    stand(/** @type {L.LatLngBounds} */ bounds, wanted, isLid = false, down = 0) {
      const { map } = this;
      const zoom = Math.max(wanted, map.getMinZoom());
      map.setView(map.unproject(this.middle(bounds, zoom, isLid).subtract([0, down * map.getSize().y]), zoom), zoom, STILL);
    }

    /** The middle of the map, in pixels of a zoom, where it stands so. */
    middle(/** @type {L.LatLngBounds} */ bounds, zoom, isLid = false) {
      const { top, bottom } = this.room(isLid);
      return this.map.project(bounds.getCenter(), zoom).subtract([0, (top - bottom) / 2 + this.lower(bounds, zoom, isLid)]);
    }

    /** How much lower than in the middle of the free part some bounds stand, so that as little is seen as can be of what lies beyond the places of the dataset. */
    lower(bounds, zoom, isLid) {
      if (!this.extent) return 0;
      const { map, extent } = this, high = map.getSize().y, { top, bottom, y: air } = this.room(isLid);
      const at = (lat) => map.project([lat, 0], zoom).y;
      const first = at(bounds.getNorth()), last = at(bounds.getSouth());
      const spare = Math.max(0, (high - top - bottom - (last - first)) / 2 - air - NAMES); // pixels by which it may be moved
      const begins = (first + last - high - top + bottom) / 2; // of the map, where what is told of stands in the middle
      const above = at(extent.getNorth()) - begins, below = begins + high - at(extent.getSouth());
      const wanted = Math.max(Math.min((below - above) / 2, Math.max(0, below)), Math.min(0, -above));
      return Math.max(-spare, Math.min(spare, wanted));
    }

    /** Show all of some bounds no nearer than `zoom`, so that nothing lies over their `points` and the `name` beside: lower on the map, else from farther. */
    fit(/** @type {L.LatLngBounds} */ bounds, zoom, points, name = 0) {
      for (let less = 0; less < TRIES; less += 1) {
        for (const isLid of [false, true]) {
          this.stand(bounds, Math.min(zoom, this.whole(bounds, isLid)) - less, isLid);
          if (this.holds(points, name)) return;
        }
      }
      if (name) this.fit(bounds, zoom, points);
    }

    /** The zoom at which some bounds are seen as a whole. */
    whole(bounds, isLid = false) {
      const { top, bottom, x, y } = this.room(isLid);
      return this.map.getBoundsZoom(bounds, false, L.point(2 * x, top + bottom + 2 * y));
    }

    /**
     * Show some bounds no nearer than `nearest`, but so wide that enough is seen around `own` points [lat, lon] to know where they
     * are; where that is so at no zoom, at that which shows most. Beside one of the points a `name` has room.
     */
    know(/** @type {L.LatLngBounds} */ bounds, nearest, own, name) {
      const whole = Math.min(nearest, this.whole(bounds));
      let [best, most] = [Math.min(whole, WIDEST), 0];
      for (let zoom = whole; zoom > WIDEST; zoom -= STEP) {
        if (this.known(zoom, this.middle(bounds, zoom), own) <= most) continue;
        this.fit(bounds, zoom, own, name);
        const known = this.knownNow(own); // what lies over the map may lie elsewhere now
        if (known > most) [best, most] = [zoom, known];
        if (known === TOWNS) return;
      }
      this.fit(bounds, best, own, name);
    }

    /** Show the `own` place [lat, lon] too, where the map need be but a step farther away for that. */
    takeIn(/** @type {L.LatLngBounds} */ bounds, points, own) {
      if (!own.length || this.holds(own)) return;
      const { map } = this;
      const [middle, zoom] = [map.getCenter(), map.getZoom()];
      this.fit(L.latLngBounds([bounds.getSouthWest(), bounds.getNorthEast(), ...own]), zoom, [...points, ...own]);
      if (map.getZoom() < zoom - COSTS || !this.holds([...points, ...own])) map.setView(middle, zoom, STILL);
    }

    /** How much of it is seen where the map stands. */
    knownNow(own) {
      return this.known(this.map.getZoom(), this.map.project(this.map.getCenter()), own);
    }

    /** How many towns are seen with their names around `own` points, at a zoom around a `middle` in its pixels; three, or as many as a coast stands for. */
    known(zoom, middle, own) {
      const { map, basemap } = this;
      const half = map.getSize().divideBy(2), isFree = this.isFree();
      const sight = L.latLngBounds(map.unproject(middle.subtract(half), zoom), map.unproject(middle.add(half), zoom));
      const at = (point) => map.project(point, zoom).subtract(middle).add(half);
      const isOwn = ([lat, lon]) => own.some(([north, east]) => Math.abs(lat - north) < NEAR && Math.abs(lon - east) < 2 * NEAR);
      const isHidden = (point, name) => isOwn(point) || !namesOf(at(point), LETTER[0] * name.length).slice(0, 2).some(isFree);
      const towns = Math.min(TOWNS, basemap?.townsWithin(sight, zoom, isHidden) ?? TOWNS);
      return towns < TOWNS && (towns > 1 || (zoom <= COASTAL && sight.getEast() - sight.getWest() > WIDE)) && this.isCoastal(zoom, middle.subtract(half), isFree) ? TOWNS : towns;
    }

    /** Whether so long a piece of a coast is seen, with `corner` the upper left of the map in pixels of a zoom, that one knows it. */
    isCoastal(zoom, corner, isFree) {
      const { x: wide, y: high } = this.map.getSize();
      const least = COAST * Math.min(wide, high), scale = this.map.getZoomScale(zoom, 0);
      const isLong = ({ points }) => {
        let first = /** @type {{x: number, y: number} | null} */ (null);
        for (let i = 0; i < points.length; i += 2) {
          const point = { x: points[i] * scale - corner.x, y: points[i + 1] * scale - corner.y };
          const isSeen = point.x >= 0 && point.x <= wide && point.y >= 0 && point.y <= high && isFree(around(point, 0));
          first = isSeen ? first ?? point : null;
          if (first && Math.hypot(point.x - first.x, point.y - first.y) > least) return true;
        }
        return false;
      };
      return (this.basemap?.layers.land ?? []).some(({ lines }) => lines.some(isLong));
    }

    /** Whether one of some points is where the small map of the country stands, at the upper right or left. */
    isUpper(points, /** @type {"left" | "right"} */ side) {
      const { x: width, y: height } = this.map.getSize();
      return points.some((point) => {
        const { x, y } = this.map.latLngToContainerPoint(point);
        const across = side === "left" ? width - x : x;
        return across > 0.6 * width && across < width && y > 0 && y < 0.45 * height;
      });
    }
  }

  Object.assign(atlas, { KioskFrame, KNOWN: TOWNS });
})(globalThis.atlas ??= {});
