"use strict";
// The map of a kiosk: its own place in the middle and strong, all others quiet; moved by buttons only.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill } = atlas;
  const _ = (text) => atlas.gettext(text);
  const FIT = { padding: [60, 60], maxZoom: 8, animate: false, reset: true };
  const OWN = [11, 14]; // CSS pixels: least and largest radius of the own place's symbol, which must fit its ring
  const QUIET = 12; // CSS pixels: the largest radius of another place's dot
  const RING = 24; // CSS pixels: radius of the ring around the own place
  const UNIT = 14; // the map is drawn for letters of this many pixels, and enlarged from there
  const HANDLERS = ["dragging", "touchZoom", "doubleClickZoom", "scrollWheelZoom", "boxZoom", "keyboard", "tapHold"];

  class KioskMap {
    /** `parts`: {map, zoom}; `home`: indices of its places; `chosen(places)` hears a touch on a symbol. */
    constructor({ map, layer, basemap }, parts, { home, view, chosen }) {
      this.map = map;
      this.layer = layer;
      this.basemap = basemap;
      this.view = view; // [lat, lon, zoom] of the settings, or null
      this.home = home;
      this.strong = new Set(home); // places that stand out
      this.placed = []; // of these, those with a point
      this.ringed = /** @type {number[]} */ ([]); // around which a ring stands
      this.nearest = FIT.maxZoom;
      this.named = this.strong;
      this.whole = false; // whether the map shows all of the dataset, as what is told has no place
      this.title = ""; // of the kiosk
      this.names = []; // of the places, in the present language
      this.taken = []; // room on the canvas that symbols and names take
      this.ways = layer._arcs; // what the layer draws of every place
      this.lines = layer._lines;
      for (const name of HANDLERS) map[name]?.disable();
      map.off("mousemove", layer._onMove, layer).off("mouseout", layer._onOut, layer);
      this.quieten();
      layer.on("choose", ({ places }) => places.length && chosen(places));
      // Filled while the symbols are painted; the names of towns are drawn in the next frame.
      layer.on("drawn", ({ symbols }) => basemap?.avoid((this.taken = symbols.map((symbol) => this.room(symbol)))));
      this.ring = L.layerGroup().addTo(map);
      const button = (className, text, click) => el("button", { type: "button", class: `at-k-button at-k-square ${className}`, text, on: { click } });
      this.nearer = button("", "+", () => this.zoomBy(1));
      this.wider = button("", "−", () => this.zoomBy(-1));
      this.back = button("at-k-centre", "◎", () => this.centre());
      fill(parts.zoom, this.back, this.wider, this.nearer);
      map.on("zoomend moveend", () => this.able());
      map.on("zoomend", () => this.mark());
    }

    /** What is not of this place steps back: symbols grey, no lines of deportation, circles only around regions. */
    quieten() {
      const { layer } = this;
      const { _drawPrecision: circle } = layer;
      layer.options.allWays = true; // those that are left are of this place
      layer.options.paint = (...symbol) => this.paint(...symbol);
      layer._drawPrecision = (context, symbol) => {
        const strong = this.isStrong(symbol);
        context.globalAlpha = strong ? 1 : 0.5;
        if (strong || this.isRegion(symbol)) circle.call(layer, context, symbol);
        context.globalAlpha = 1;
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
      return this.isStrong(symbol) ? { ...symbol, r: RING, large: true } : { ...symbol, r: Math.min(QUIET, symbol.r) };
    }

    isStrong(symbol) {
      return symbol.places.some((place) => this.strong.has(place));
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
      this.map.getContainer().setAttribute("aria-label", _("Map; all it shows is also under “Nearby”"));
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
      atlas.magnified = scale;
      Object.assign(L.Browser, { retina: scale * (window.devicePixelRatio || 1) > 1 });
      this.map.getContainer().style.setProperty("--scale", scale);
      this.map.invalidateSize({ animate: false, pan: false });
      this.map.fire("viewreset");
      this.centre();
    }

    /** Draw again what is written on canvas, once the typefaces are there. */
    redraw() {
      this.map.fire("viewreset");
    }

    /**
     * Make `places` the strong ones, and stand on them, no nearer than `maxZoom`; a ring is around the first, or around those
     * in `ringed`.
     */
    show(places, { ringed = /** @type {number[] | null} */ (null), maxZoom = FIT.maxZoom } = {}) {
      this.nearest = maxZoom;
      this.strong = new Set(places);
      this.keepLines();
      this.placed = places.filter((place) => !Number.isNaN(this.layer.data().places.lon[place]));
      this.ringed = ringed ?? this.placed.slice(0, 1);
      this.named = new Set(ringed ?? places); // many names would lie over each other
      this.whole = ringed !== null && !this.placed.length;
      const active = this.placed.filter((place) => this.layer.data().eventsAt[place].length);
      this.layer.setApart(active.length ? active : this.placed);
      this.centre();
      this.mark();
      this.layer.redraw();
    }

    centre() {
      if (this.map._animatingZoom) this.map._onZoomTransitionEnd(); // else it would end later, and elsewhere
      if (this.whole) return void atlas.fit(this.map, this.layer.data(), false);
      const atHome = this.placed.every((place) => this.home.includes(place));
      if (atHome && this.view) this.map.setView(this.view.slice(0, 2), this.view[2], { animate: false, reset: true });
      else if (this.placed.length) this.map.fitBounds(this.around(this.placed), { ...FIT, maxZoom: this.nearest });
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

    /** A ring in the accent stays around the symbol that a place is in, also in years without an event there. */
    mark() {
      this.ring.clearLayers();
      const icon = L.divIcon({ className: "at-k-ring", iconSize: [2 * RING, 2 * RING] });
      const standing = new Set(this.ringed.map((place) => this.layer.standing(place)));
      for (const place of standing) L.marker(this.at(place), { icon, interactive: false, keyboard: false }).addTo(this.ring);
    }

    /** Show the events of a query, and the background of a year. */
    filter(query, year) {
      this.basemap?.setYear(year);
      const result = this.layer.filter(query);
      this.mark();
      return result;
    }

    paint(context, symbol, looks) {
      if (!this.isStrong(symbol)) return quiet(context, symbol, this.isRegion(symbol));
      const own = { ...symbol, r: Math.max(OWN[0], Math.min(symbol.r, OWN[1])) };
      if (own.count) atlas.drawSymbol(context, own, looks);
      this.write(context, own);
    }

    /** Write the name of a strong symbol, and keep the room it takes, so that no town is written there. */
    write(context, symbol) {
      const names = symbol.places.filter((place) => this.named.has(place));
      const isOwn = names.length > 1 && names.every((place) => this.home.includes(place));
      const text = isOwn ? this.title : names.map((place) => this.names[place]).join(", ");
      const written = this.taken.filter((room) => room.written);
      const name = atlas.nameBeside(this.layer, context, { x: symbol.x, y: symbol.y, reach: symbol.places.some((place) => this.ringed.includes(place)) ? RING + 2 : OWN[1] + 3 }, text, written);
      this.taken.push(...atlas.roomOfName(name));
      atlas.writeName(context, name);
    }
  }

  /** Another place: a grey dot whose area still follows the number of events; dotted when it stands for a region. */
  function quiet(context, symbol, region) {
    context.beginPath();
    context.arc(symbol.x, symbol.y, Math.min(QUIET, Math.max(4.5, symbol.r * 0.55)), 0, 2 * Math.PI);
    context.fillStyle = "#ffffff";
    context.strokeStyle = atlas.look().inactive;
    context.lineWidth = 2;
    context.fill();
    context.setLineDash(region ? [2, 3] : []);
    context.stroke();
    context.setLineDash([]);
  }

  atlas.KioskMap = KioskMap;
})(globalThis.atlas ??= {});
