"use strict";
// The map of a kiosk: its own place in the middle and strong, all others quiet; moved by buttons, or by a finger.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill } = atlas;
  const _ = (text) => atlas.gettext(text);
  const ROOM = 60; // CSS pixels around what is shown
  const NEAREST = 8; // zoom
  const WIDEST = 4; // zoom at which a place is shown though nothing known is near it
  const TOWNS = 3; // so many named towns tell where a place is; or a coast and one of them
  const NEAR = 0.12; // degrees: a town is the place itself
  const UNIT = 14; // the map is drawn for letters of this many pixels, and enlarged from there
  const HANDLERS = ["dragging", "touchZoom", "doubleClickZoom", "scrollWheelZoom", "boxZoom", "keyboard", "tapHold"];

  /** Numbers one after the other as points [lon, lat]. */
  const pairs = (points, number, i) => (i % 2 ? points[points.length - 1].push(number) : points.push([number])) && points;

  class KioskMap {
    /** `parts`: {map, zoom}; `home`: indices of its places; `land`: layers of the basemap; `chosen(places)` hears a touch on a symbol. */
    constructor({ map, layer, basemap, land }, parts, { home, view, chosen }) {
      this.map = map;
      this.layer = layer;
      this.basemap = basemap;
      this.coast = (land.land?.features ?? []).flatMap(({ geometry }) => geometry.coordinates.flat(Infinity)).reduce(pairs, []);
      this.isRegional = Array.from({ length: layer.data().places.n }, (_none, i) => i).some((i) => atlas.isRegion(layer.data(), i));
      this.view = view; // [lat, lon, zoom] of the settings, or null
      this.home = home;
      this.strong = new Set(home); // places that stand out
      this.placed = []; // of these, those with a point
      this.nearest = NEAREST;
      this.named = this.strong;
      this.opened = new Set(); // places of the event that is read
      this.told = /** @type {number | null} */ (null); // that event
      this.isFar = false; // whether the map was moved to show where an event took place
      this.whole = false; // whether the map shows all of the dataset, as what is told has no place
      this.scale = 1; // at which it is enlarged
      this.title = ""; // of the kiosk
      this.names = []; // of the places, in the present language
      this.ends = /** @type {Atlas.WayEnd[]} */ ([]); // of ways, to be named
      this.written = /** @type {Atlas.Name[]} */ ([]);
      this.ways = layer._arcs; // what the layer draws of every place
      this.lines = layer._lines;
      for (const name of HANDLERS) map[name]?.disable();
      atlas.pan(map, parts.map, () => this.scale);
      map.off("mousemove", layer._onMove, layer).off("mouseout", layer._onOut, layer);
      this.quieten();
      layer.on("choose", ({ places }) => places.length && chosen(places));
      layer.on("drawn", ({ symbols }) => this.name(symbols));
      const button = (className, sign, click) => el("button", { type: "button", class: `at-k-button at-k-square ${className}`, on: { click } }, atlas.icon(sign));
      this.nearer = button("", "plus", () => this.zoomBy(1));
      this.wider = button("", "minus", () => this.zoomBy(-1));
      this.back = button("at-k-centre", "middle", () => this.centre());
      fill(parts.zoom, this.back, this.wider, this.nearer);
      this.legend = el("ul", { class: "at-k-legend" });
      const inset = el("canvas", { class: "at-k-inset", "aria-hidden": "true" });
      parts.map.append(this.legend, inset);
      map.on("moveend", () => inset.classList.toggle("at-k-left", this.isUpperRight()));
      this.locate = atlas.inset(inset, map, layer.data(), land);
      map.on("zoomend moveend", () => this.able());
    }

    /** What is not of this place steps back: symbols grey, no circles, of the lines those that lead from or to it. */
    quieten() {
      const { layer } = this;
      const { draw } = layer;
      layer.options.allWays = true; // those that are left are of this place
      layer.options.paint = (...symbol) => this.paint(...symbol);
      layer._drawPrecision = () => undefined; // wide circles cross the map, and nobody knows what they are
      layer._drawArcs = (context) => (this.ends = atlas.drawWays(context, layer, this.told));
      layer.draw = (context, size) => {
        draw.call(layer, context, size);
        for (const name of this.written) atlas.writeName(context, name);
      };
    }

    /** Of the lines on the map keep those of the strong places. */
    keepLines() {
      const own = this.ways.filter(({ from, to }) => this.strong.has(from) || this.strong.has(to));
      const events = new Set(own.map(({ event }) => event));
      this.layer._arcs = this.ways.filter((arc) => own.includes(arc) || (events.has(arc.event) && this.leadsOn(arc)));
      this.layer._lines = this.lines.filter(({ place }) => this.strong.has(place));
    }

    /** Whether a way leads on from the end of this arrow: to the place of the kiosk it is not whole without. */
    leadsOn({ leg }) {
      const { stays } = this.layer.data();
      return leg !== null && stays.role[leg[1]] === atlas.ROLES.VIA;
    }

    /** What a symbol takes of the map, as it is drawn here. */
    room(symbol) {
      return this.isStrong(symbol) ? { ...symbol, r: atlas.OWN_RADIUS + 3, large: true } : { ...symbol, r: atlas.quietRadius(symbol) };
    }

    /**
     * Find room for the names: the places that are told of, then where ways lead. It is done while the symbols are painted; the
     * names of towns are drawn in the next frame, where these leave room.
     */
    name(symbols) {
      const { layer, names } = this;
      const context = layer._context;
      const taken = symbols.map((symbol) => this.room(symbol));
      const take = (/** @type {Atlas.Name | null} */ name) => {
        if (!name) return;
        this.written.push(name);
        taken.push(...atlas.roomOfName(name));
      };
      this.written = [];
      for (const symbol of symbols.filter((one) => one.places && this.isStrong(one))) {
        const own = symbol.places.filter((place) => this.named.has(place) || this.opened.has(place));
        const isHome = own.length > 1 && own.every((place) => this.home.includes(place));
        const text = isHome ? this.title : own.map((place) => names[place]).join(", ");
        if (text) take(atlas.nameBeside(layer, context, { ...symbol, reach: atlas.OWN_RADIUS + 3 }, text, taken.filter((room) => room !== symbol && (room.written || room.r < 9))));
      }
      for (const { place, from, x, y, reach, cut } of this.ends) {
        if (this.strong.has(place) && !cut) continue;
        const far = atlas.kilometres(atlas.distance(this.at(place), this.at(from)));
        take(atlas.nameIfFree(layer, context, { x, y, reach }, cut ? `${names[place]}, ${far}` : names[place], taken));
      }
      this.basemap?.avoid(taken, layer.sight());
    }

    isStrong(symbol) {
      return symbol.places.some((place) => this.strong.has(place) || this.opened.has(place));
    }

    /** Whether a symbol stands for nothing but whole regions. */
    isRegion(symbol) {
      return symbol.places.every((place) => atlas.isRegion(this.layer.data(), place));
    }

    /** Say the buttons and the names of places in the present language. */
    speak(title, names) {
      this.title = title;
      this.names = names;
      this.layer.redraw();
      this.nearer.setAttribute("aria-label", _("Zoom in"));
      this.wider.setAttribute("aria-label", _("Zoom out"));
      this.back.setAttribute("aria-label", _("Back to the middle"));
      this.map.getContainer().setAttribute("aria-label", _("Map; all it shows is also under “Other places”"));
      this.key();
    }

    /** Say what the marks are. */
    key() {
      const row = (className, text) => el("li", {}, el("span", { class: `at-k-mark ${className}` }), text);
      const others = this.isRegional ? row("at-k-mark-region", _("A whole region")) : null;
      fill(this.legend, row("at-k-mark-own", this.home.includes(this.placed[0]) ? _("This place") : _("Told of here")), row("", _("Other places")), others);
    }

    zoomBy(step) {
      this.map.setZoom(this.map.getZoom() + step, { animate: !atlas.reducedMotion() });
    }

    able() {
      const zoom = this.map.getZoom();
      this.nearer.disabled = zoom >= 11;
      this.wider.disabled = zoom <= this.map.getMinZoom();
    }

    /** Enlarge everything that is drawn, letters of `font` pixels being the measure. */
    enlarge(font) {
      const scale = Math.max(1, font / UNIT);
      atlas.magnified = this.scale = scale;
      Object.assign(L.Browser, { retina: scale * (window.devicePixelRatio || 1) > 1 });
      this.map.getContainer().style.setProperty("--scale", scale);
      this.map.invalidateSize({ animate: false, pan: false });
      this.map.fire("viewreset");
      this.centre();
      this.locate();
    }

    /** Draw again what is written on canvas, once the typefaces are there. */
    redraw() {
      this.map.fire("viewreset");
    }

    /** Make `places` the strong ones, and stand on them, no nearer than `maxZoom`; written are the names of those that are `named`. */
    show(places, { named = /** @type {number[] | null} */ (null), maxZoom = NEAREST } = {}) {
      this.nearest = maxZoom;
      this.strong = new Set(places);
      this.keepLines();
      this.placed = places.filter((place) => !Number.isNaN(this.layer.data().places.lon[place]));
      this.named = new Set(named ?? places); // many names would lie over each other
      this.whole = named !== null && !this.placed.length;
      const active = this.placed.filter((place) => this.layer.data().eventsAt[place].length);
      this.layer.setApart(active.length ? active : this.placed);
      this.key();
      this.centre();
      this.layer.redraw();
    }

    /** Mark where an event that is read took place; null: none is read. */
    open(/** @type {number | null} */ event, places) {
      const { map } = this;
      this.told = event;
      this.opened = new Set(places);
      if (places.some((place) => !map.getBounds().contains(this.at(place)))) {
        this.isFar = true;
        map.fitBounds(this.around([...this.placed, ...places]), { padding: [ROOM, ROOM], maxZoom: map.getZoom(), animate: false, reset: true });
      } else if (this.isFar && !places.length) this.centre();
      this.layer.redraw();
    }

    centre() {
      const { map } = this;
      this.isFar = false;
      if (map._animatingZoom) map._onZoomTransitionEnd(); // else it would end later, and elsewhere
      const still = { animate: false, reset: true };
      if (this.whole) return void atlas.fit(map, this.layer.data(), false);
      const atHome = this.placed.every((place) => this.home.includes(place));
      if (atHome && this.view) map.setView(this.view.slice(0, 2), this.view[2], still);
      else if (this.placed.length) {
        const bounds = this.around(this.placed);
        map.setView(bounds.getCenter(), this.telling(bounds), still);
      }
    }

    /** The zoom at which some bounds are seen, and around them enough to know where they are. */
    telling(bounds) {
      const { map, basemap } = this;
      const whole = Math.min(this.nearest, map.getBoundsZoom(bounds, false, L.point(2 * ROOM, 2 * ROOM)));
      const centre = bounds.getCenter();
      const own = this.placed.map((place) => this.at(place));
      const isOwn = ([lat, lon]) => own.some(([y, x]) => Math.abs(lat - y) < NEAR && Math.abs(lon - x) < 2 * NEAR);
      for (let zoom = whole; zoom > WIDEST; zoom -= 1) {
        const middle = map.project(centre, zoom), half = map.getSize().divideBy(2).subtract([ROOM, ROOM / 2]);
        const sight = L.latLngBounds(map.unproject(middle.subtract(half), zoom), map.unproject(middle.add(half), zoom));
        const towns = basemap?.townsWithin(sight, zoom, isOwn) ?? TOWNS;
        if (towns >= TOWNS || (towns > 0 && this.coast.some(([lon, lat]) => sight.contains([lat, lon])))) return zoom;
      }
      return Math.min(whole, WIDEST);
    }

    /** Whether the place that is told of is where the small map of the country stands. */
    isUpperRight() {
      const { x: width, y: height } = this.map.getSize();
      return this.placed.some((place) => {
        const { x, y } = this.map.latLngToContainerPoint(this.at(place));
        return x > 0.6 * width && x < width && y > 0 && y < 0.45 * height;
      });
    }

    /** The corners of the map that hold the whole shapes of some places. */
    around(places) {
      const boxes = places.map((place) => atlas.boundsOfPlace(this.layer.data(), place));
      const bounds = L.latLngBounds([]);
      for (const { south, west, north, east } of boxes) bounds.extend([south, west]).extend([north, east]);
      return bounds;
    }

    /** @returns {[number, number]} latitude and longitude in degrees */
    at(place) {
      const { lat, lon } = this.layer.data().places;
      return [lat[place], lon[place]];
    }

    /** Show the events of a query, and the background of a year. */
    filter(query, year) {
      this.basemap?.setYear(year);
      return this.layer.filter(query);
    }

    paint(context, symbol) {
      (this.isStrong(symbol) ? atlas.drawOwn : atlas.drawQuiet)(context, symbol, this.isRegion(symbol));
    }
  }

  atlas.KioskMap = KioskMap;
})(globalThis.atlas ??= {});
