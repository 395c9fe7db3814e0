"use strict";
// The map of a kiosk: its own place in the middle and strong, all others quiet; moved by buttons, or by a finger.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill } = atlas;
  const _ = (text) => atlas.gettext(text);
  const NEAREST = 8; // zoom
  const FARTHEST = 120; // degrees of longitude: so far apart are places of one story, and a small map shows them too
  const WORLD = 256; // pixels around the Earth at zoom 0
  const ALONG = [0.02, 0.04, 0.06, 0.08, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75]; // of a way
  const LETTER = 8.5; // CSS pixels: the name of what is told of takes so much for each
  const RIM = 3; // CSS pixels around a disc
  const BESIDE = 4; // CSS pixels from what is taken for a disc: the name of a town that is nearer is read as its name
  const UNIT = 14; // the map is drawn for letters of this many pixels, and enlarged from there
  const SEEKS = 3; // times at most: the key of where the map stands may send it elsewhere
  const WIDER = [0, 0.5, 1]; // of zoom
  const DOWN = [0, 0.15, -0.15, 0.25]; // of the height of the map
  const HANDLERS = ["dragging", "touchZoom", "doubleClickZoom", "scrollWheelZoom", "boxZoom", "keyboard", "tapHold"];

  /** The box around two, of which either may be null. */
  const joined = (one, other) => (one && other ? { left: Math.min(one.left, other.left), top: Math.min(one.top, other.top), right: Math.max(one.right, other.right), bottom: Math.max(one.bottom, other.bottom) } : one ?? other);

  class KioskMap {
    /** `parts`: {map, zoom, card}; `home`: indices of its places; `radius`: km, how far another may be (0: none is offered); `chosen(places)` hears a touch on a symbol. */
    constructor({ map, layer, basemap }, parts, { home, view, radius, chosen }) {
      this.map = map;
      this.layer = layer;
      this.basemap = basemap;
      this.frame = new atlas.KioskFrame(map, layer, basemap);
      this.view = view; // [lat, lon, zoom] of the settings, or null
      this.home = home;
      this.radius = radius;
      this.strong = new Set(home); // places that stand out
      this.placed = []; // of these, those with a point
      this.nearest = NEAREST;
      this.widest = map.getMinZoom(); // of a large map
      this.named = this.strong;
      this.opened = new Set(); // places of the event that is read
      this.parts = new Set(); // of one without a place: places of its parts
      this.told = /** @type {number | null} */ (null); // that event
      this.telling = /** @type {number[] | null} */ (null); // the events of the step that is told
      this.isFar = false; // whether the map was moved to show where an event took place
      this.near = /** @type {Atlas.KioskMap["near"]} */ ({}); // the nearest other place of a result
      this.isStory = false; // whether a step of a story is told
      this.pointers = /** @type {Atlas.Pointers} */ ({ mark: null, arrows: [] }); // to the own place, and to the nearest other
      this.whole = false; // whether the map shows all of the dataset, as what is told has no place
      this.scale = 1; // at which it is enlarged
      this.title = ""; // of the kiosk
      this.names = []; // of the places, in the present language
      this.ends = /** @type {Atlas.WayEnd[]} */ ([]); // of ways, to be named
      this.written = /** @type {Atlas.Name[]} */ ([]);
      this.symbols = /** @type {Atlas.Symbol[]} */ ([]); // of the places, before those without a name are left out
      this.mute = /** @type {Set<string>} */ (new Set()); // ends of ways that found no room for a name: these are not drawn
      this.ways = this.arcs = layer._arcs; // what the layer draws of every place
      this.lines = layer._lines;
      this.found = layer._symbols; // before those without a name are left out
      for (const name of HANDLERS) map[name]?.disable();
      atlas.pan(map, parts.map, () => this.scale);
      map.off("mousemove", layer._onMove, layer).off("mouseout", layer._onOut, layer);
      this.quieten();
      layer.on("choose", ({ places }) => places.length && chosen(places));
      const button = (className, sign, click) => el("button", { type: "button", class: `at-k-button at-k-square ${className}`, on: { click } }, atlas.icon(sign));
      this.nearer = button("", "plus", () => this.zoomBy(1));
      this.wider = button("", "minus", () => this.zoomBy(-1));
      this.back = button("at-k-centre", "middle", () => this.centre());
      this.sign = button("at-k-sign", "asked", () => this.ask(this.panel.hidden));
      fill(parts.zoom, this.sign, this.back, this.wider, this.nearer);
      this.legend = el("ul", { class: "at-k-legend" });
      this.panel = el("ul", { class: "at-k-marks", hidden: true }); // beside the map, of which it changes nothing
      parts.card.after(this.panel);
      for (const type of ["pointerdown", "keydown"]) document.addEventListener(type, ({ target }) => !this.sign.contains(/** @type {Node} */ (target)) && this.ask(false), true); // the card comes back
      this.rows = atlas.kioskKey(this.legend, this.panel);
      this.border = ""; // what a dashed line is
      this.years = /** @type {[number, number]} */ ([NaN, NaN]); // that are told of
      this.inset = el("canvas", { class: "at-k-inset", "aria-hidden": "true" });
      parts.map.append(this.inset);
      parts.map.after(this.legend);
      map.on("moveend", () => {
        const shown = [...[...this.placed, ...this.opened].map((place) => this.at(place)), ...this.alongWays(), ...this.cornersOfLines()];
        this.inset.classList.toggle("at-k-left", this.frame.isUpper(shown, "right"));
        this.inset.classList.toggle("at-k-off", this.frame.isUpper(shown, "right") && this.frame.isUpper(this.cornersOfLines(), "left"));
        this.forgetKey();
        this.cover();
      });
      this.own = home.filter((place) => !Number.isNaN(layer.data().places.lon[place])).slice(0, 1).map((place) => this.at(place)); // where "here" is
      this.locate = atlas.inset(this.inset, map, layer.data(), basemap?.layers ?? {}, this.own);
      map.on("zoomend moveend", () => this.able());
      new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(parts.map); // long titles take room of it
    }

    /** What is not of this place steps back: symbols grey, none without a name, no circles, of the lines those that lead from or to it. */
    quieten() {
      const { layer } = this;
      const { draw } = layer;
      this.map.off("move", layer._onPan, layer); // what a finger brings into sight has its name when the finger lets go: to look for room takes longer than a frame
      layer.options.allWays = true; // those that are left are of this place
      layer.options.paint = (...symbol) => this.paint(...symbol);
      layer._drawPrecision = () => undefined; // wide circles cross the map, and nobody knows what they are
      layer._drawArcs = (context) => this.end(this.drawWays(context, this.mute));
      layer._symbols = () => this.name(this.symbols.filter((symbol) => this.isMeant(symbol)));
      layer.draw = (context, size) => {
        this.symbols = this.parted(this.found.call(layer, size));
        draw.call(layer, context, size);
        atlas.drawPointers(context, this.pointers);
        for (const { place, isHere, ...at } of this.pointers.arrows) if (!isHere) layer._ends.set(place, { ...at, count: 1, r: 0, places: [place] }); // it can be touched
        for (const name of this.written) {
          if (name.lead) atlas.drawLead(context, name.lead);
          atlas.writeName(context, name);
        }
      };
    }

    drawWays(context, /** @type {Set<string>} */ mute) {
      return atlas.drawWays(context, this.layer, this.told, mute, (place) => this.discOf(place), this.discs());
    }

    /** Where the disc of a place stands, and how far its rim is. */
    discOf(place) {
      const symbol = this.symbols.find(({ among }) => among.includes(place)); // also where no event of it is shown: its way would end beneath that disc
      return symbol ? { x: symbol.x, y: symbol.y, r: (this.isStrong(symbol) ? atlas.OWN_RADIUS : atlas.QUIET_RADIUS) + RIM } : { x: this.layer.x(place), y: this.layer.y(place), r: 0 };
    }

    /** What ways keep clear of: what is told of, and the own place. */
    discs() {
      const own = atlas.ownAway(this).map((place) => ({ x: this.layer.x(place), y: this.layer.y(place), r: atlas.OWN_RADIUS }));
      return [...this.symbols.filter((symbol) => this.isStrong(symbol)).map(({ x, y }) => ({ x, y, r: atlas.OWN_RADIUS + RIM })), ...own];
    }

    /** Of symbols those of whole regions by themselves: a country and a town in it are no one place. So are parts of an event: how many they are is what the map tells. */
    parted(/** @type {Atlas.Symbol[]} */ symbols) {
      const { layer } = this, isRegion = (place) => atlas.isRegion(layer.data(), place), isPart = (place) => this.parts.has(place);
      return symbols.flatMap((symbol) => {
        const isStrong = this.isStrong(symbol);
        const kinds = isStrong ? [symbol.places.filter((place) => !isRegion(place)), symbol.places.filter(isRegion)] : symbol.places.map((place) => [place]);
        const parts = kinds.filter(({ length }) => length);
        if (parts.length < 2 || !(isStrong || symbol.places.some(isPart))) return symbol;
        const among = (/** @type {number[]} */ places) => (isStrong ? symbol.among.filter((place) => isRegion(place) === isRegion(places[0])) : places);
        return parts.map((places) => ({ ...symbol, count: symbol.count, places, among: among(places), x: layer.x(places[0]), y: layer.y(places[0]) }));
      });
    }

    /** How large the mark of the own place is: small over a disc, from which ways may begin. */
    sizeOfHere(/** @type {Atlas.Point} */ { x, y }) {
      return this.symbols.some((symbol) => this.isStrong(symbol) && !this.isHere(symbol) && Math.hypot(symbol.x - x, symbol.y - y) < 2 * atlas.OWN_RADIUS) ? 0.6 : 1;
    }

    /** Ways are drawn after names have found their room: where other ways end now, these look for it anew. */
    end(/** @type {Atlas.WayEnd[]} */ ends) {
      const said = (/** @type {Atlas.WayEnd[]} */ some) => some.map(({ place, from, cut, points: [{ x, y }] }) => `${place} ${from} ${cut} ${Math.round(x)} ${Math.round(y)}`).join();
      const isNew = said(ends) !== said(this.ends);
      this.ends = ends;
      if (isNew) this.layer.redraw();
    }

    /** Of the lines on the map keep those of the event that is read, and of the events of a step, or of the strong places where none is told. */
    keepLines() {
      const isTold = ({ event, from, to }) => (this.telling ? this.telling.includes(event) : this.strong.has(from) || this.strong.has(to));
      const own = this.ways.filter((arc) => arc.event === this.told || isTold(arc));
      const events = new Set(own.map(({ event }) => event));
      this.layer._arcs = this.ways.filter((arc) => own.includes(arc) || (events.has(arc.event) && this.leadsOn(arc)));
      this.layer._lines = this.lines.filter(({ place }) => this.strong.has(place));
    }

    /** Points [lat, lon] along the ways that are drawn. */
    alongWays() {
      const told = this.layer._arcs.filter(({ event }) => this.told === null || event === this.told);
      const along = (from, to) => ALONG.map((t) => /** @type {[number, number]} */ ([from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])]));
      return told.flatMap(({ from, to }) => along(this.at(from), this.at(to)));
    }

    /** Points along the lines that are drawn, such as of a canal, in pixels of the canvas. */
    alongLines() {
      const along = (/** @type {Atlas.Point[]} */ points) => points.map((point) => this.layer.pixelOf(point)).flatMap((point, i, all) => (i ? atlas.berths.between(all[i - 1], point) : [point]));
      return this.layer.shownLines().flatMap(({ lines }) => lines.flatMap(({ points }) => along(points)));
    }

    /** Points [lat, lon] at which these lines begin, bend and end. */
    cornersOfLines() {
      const { shape } = this.layer.data().places;
      return this.layer._lines.flatMap(({ place }) => shape[place].lines.flat().map(([lon, lat]) => /** @type {[number, number]} */ ([lat, lon])));
    }

    /** Whether a way leads on from the end of this arrow: to the place of the kiosk it is not whole without. */
    leadsOn({ leg }) {
      const { stays } = this.layer.data();
      return leg !== null && stays.role[leg[1]] === atlas.ROLES.VIA;
    }

    /** The ways by which others brought people to where an event was, just when it was, as its own: those of people who were killed there. */
    broughtTo(/** @type {number | null} */ event) {
      if (event === null) return [];
      const { events, stays } = this.layer.data();
      const isThen = (first, last) => first !== atlas.UNDATED && first <= events.earliest_start[event] && events.latest_end[event] <= last;
      const isOf = ({ event: i, to, leg }) => i !== event && to === events.place[event] && (leg ? isThen(stays.earliest_start[leg[1]], stays.latest_end[leg[1]]) : isThen(events.earliest_start[i], events.latest_end[i]));
      return this.arcs.filter(isOf).map((arc) => ({ ...arc, event }));
    }

    /** What some places are called together: the kiosk's own as it is. */
    nameOf(places) {
      const own = places.filter((place) => this.home.includes(place));
      const others = own.length > 1 ? places.filter((place) => !own.includes(place)) : places;
      return [...(own.length > 1 ? [this.title] : []), ...others.map((place) => this.names[place])].join(atlas.BETWEEN);
    }

    /** Of the symbols those that are seen, with their names; towns are written in the next frame, where these leave room. */
    name(symbols) {
      const { seen, written, taken, mute, pointers } = atlas.kioskNames(this, symbols);
      const isNew = [...mute].join() !== [...this.mute].join();
      Object.assign(this, { written, mute, pointers });
      if (isNew) this.layer.redraw();
      this.explain(seen);
      this.basemap?.avoid(taken.map((room) => (room.places ? { ...room, air: BESIDE } : room)), this.layer.sight());
      return seen;
    }

    isStrong(symbol) {
      return symbol.places.some((place) => this.strong.has(place) || this.opened.has(place));
    }

    /** Whether a symbol is shown at all: of an event that is told by its parts nothing but these, so that what is seen is what it was. */
    isMeant(symbol) {
      return !this.parts.size || this.isStrong(symbol) || symbol.places.some((place) => this.parts.has(place));
    }

    /** Whether a symbol is of the kiosk's own places while something else is told of. */
    isHere({ places }) {
      const isAway = (place) => !this.home.includes(place);
      return (this.isStory || [...this.strong, ...this.opened].some(isAway)) && places.some((place) => this.home.includes(place));
    }

    /** Whether a symbol stands at a whole region. */
    isRegion(symbol) {
      return atlas.isRegion(this.layer.data(), symbol.places[0]);
    }

    /** Say the buttons and the names of places in the present language. */
    speak(title, names, border) {
      this.border = border;
      this.forgetKey(); // in another language it is as wide as that needs
      this.title = title;
      this.names = names;
      this.layer.redraw();
      this.nearer.setAttribute("aria-label", _("Zoom in"));
      this.wider.setAttribute("aria-label", _("Zoom out"));
      this.back.setAttribute("aria-label", _("Back to the middle"));
      this.sign.setAttribute("aria-label", _("What the marks mean"));
      this.map.getContainer().setAttribute("aria-label", _("Map; all it shows is also under “Other places”"));
      this.key();
    }

    /** Say what the marks are. */
    key() {
      this.rows.speak(this.border);
    }

    /** Keep of the key what the map shows now. */
    explain(/** @type {{ places: number[] }[]} */ symbols) {
      const strong = symbols.filter((symbol) => this.isStrong(symbol) && !this.isHere(symbol));
      const isRegion = (symbol) => this.isRegion(symbol);
      this.rows.show({
        own: strong.length > 0,
        isHome: strong.every(({ places }) => places.some((place) => this.home.includes(place))), // an event that is read may stand elsewhere too
        isRegion: strong.every(isRegion),
        here: this.pointers.mark !== null || symbols.some((symbol) => this.isHere(symbol)),
        other: symbols.some((symbol) => !this.isStrong(symbol) && !isRegion(symbol)),
        region: symbols.some(isRegion),
        town: Boolean(this.basemap?.hasTowns()),
        further: this.pointers.arrows.length > 0,
        way: this.ends.some(({ isMute }) => !isMute),
        line: this.layer.shownLines().some(({ lines }) => lines.length),
        border: Boolean(this.border && this.basemap?.borders(NaN, this.map.getBounds(), this.years)),
        years: this.years,
      });
      this.keepKey();
      this.cover();
    }

    /** Keep clear of where the key stands, until the map moves: what it hid would come back when it goes, and it with that, for ever. */
    keepKey() {
      const { layer } = this, [before = null] = layer._alsoCovered ?? [], box = joined(before, atlas.boxOver(this.map.getContainer(), this.legend));
      layer._alsoCovered = box ? [box] : [];
    }

    forgetKey() {
      this.layer._alsoCovered = [];
    }

    /** Say all that the marks mean, until the next touch. */
    ask(isAsked) {
      if (isAsked) this.explain(this.layer._drawn); // towns were written after the marks
      this.panel.hidden = !isAsked;
      this.sign.setAttribute("aria-pressed", String(isAsked));
    }

    /** Read anew what lies over the map, when that has another size now. */
    cover() {
      const { map, layer } = this;
      const before = JSON.stringify(map._atlasCovered);
      layer.covered({ left: 0, top: 0 }, true);
      if (before !== undefined && before !== JSON.stringify(map._atlasCovered)) layer.redraw();
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
      this.map.getContainer().style.setProperty("--scale", scale);
      this.map.invalidateSize({ animate: false, pan: false });
      this.map.options.minZoom = Math.min(this.widest, Math.floor(2 * Math.log2((this.map.getSize().x * 360) / (FARTHEST * WORLD))) / 2);
      this.map.fire("viewreset");
      this.centre();
      this.locate();
    }

    /** Draw again what is written on canvas, once the typefaces are there. */
    redraw() {
      this.map.fire("viewreset");
    }

    /** Make `places` the strong ones, and stand on them, no nearer than `maxZoom`; written are the names of those that are `named`, drawn the ways of `events` of a step. */
    show(places, { named = /** @type {number[] | null} */ (null), maxZoom = NEAREST, events = /** @type {number[] | null} */ (null) } = {}) {
      this.map.invalidateSize({ animate: false, pan: false }); // a story has more room than a place
      this.nearest = maxZoom;
      this.strong = new Set(places);
      this.telling = events;
      this.keepLines();
      this.placed = places.filter((place) => !Number.isNaN(this.layer.data().places.lon[place]));
      this.named = new Set(named ?? places); // many names would lie over each other
      this.isStory = named !== null;
      this.ask(false);
      this.whole = this.isStory && !this.placed.length;
      this.part();
      this.key();
      this.centre();
      this.layer.redraw();
    }

    /** Let what is told of stand where it is, and not at a neighbour with more events. */
    part() {
      const active = this.placed.filter((place) => this.layer.data().eventsAt.count(place));
      this.layer.setApart([...new Set([...(active.length ? active : this.placed), ...this.opened, ...this.parts])]);
    }

    /** Mark where an event that is read took place, or show where its `parts` did; null: none is read. */
    open(/** @type {number | null} */ event, places, parts = []) {
      const { map } = this;
      this.told = event;
      this.ways = [...this.arcs, ...this.broughtTo(event)];
      this.opened = new Set(places);
      this.parts = new Set(parts);
      this.keepLines();
      this.part();
      const all = [...places, ...parts];
      const both = all.length ? [...this.placed, ...all] : [];
      const pointsOf = (some) => some.map((place) => this.at(place));
      if (this.isFar) this.centre(); // else it would only ever go farther
      if (!this.frame.holds(pointsOf(both))) {
        this.isFar = true;
        this.frame.fit(this.around(both), map.getZoom(), pointsOf([...this.placed, ...places])); // of many parts some may lie under a button
      }
      this.clear();
      this.layer.redraw();
    }

    /** Stand where what is told of is seen best, among what lies over the map there: of the key that is known when it is drawn. */
    centre() {
      const { map, layer, frame } = this;
      const over = () => JSON.stringify(frame.over());
      const isFound = () => frame.holds(this.placed.map((place) => this.at(place)), this.widthOfName());
      this.isFar = false;
      if (map._animatingZoom) map._onZoomTransitionEnd(); // else it would end later, and elsewhere
      for (let i = 0, before = ""; i < SEEKS && before !== over() && !(i && isFound()); i += 1) {
        this.forgetKey();
        before = over();
        this.quietly(() => this.seek());
        layer._paint();
      }
      if (!this.whole && (this.isStory || this.layer._lines.length)) this.widen();
      this.clear();
    }

    /** Let the small map stand on the other side where more names have room for that. */
    clear() {
      const least = this.inset.hidden || this.inset.classList.contains("at-k-off") ? 0 : this.lacking();
      const turn = () => {
        this.inset.classList.toggle("at-k-left");
        this.cover();
      };
      if (!least) return;
      turn();
      if (this.lacking() >= least) turn();
      this.layer.redraw();
    }

    /** Stand as much higher, lower or farther away as more of a step, or beside a canal or a railway, has its name: ways that leave the map, or lie side by side, leave none of them room. */
    widen() {
      const { map, frame } = this, points = this.placed.map((place) => this.at(place)), bounds = this.around(this.placed);
      const [middle, zoom] = [map.getCenter(), map.getZoom()];
      let [best, least] = [() => {}, this.lacking()];
      for (const less of WIDER.filter((some) => zoom - some >= map.getMinZoom())) {
        for (const down of DOWN) {
          if (!least) return best();
          const stand = () => this.quietly(() => frame.stand(bounds, zoom - less, false, down));
          stand();
          const lacking = this.lacking();
          if (lacking < least && frame.holds(points)) [best, least] = [stand, lacking];
        }
      }
      this.quietly(() => map.setView(middle, zoom, { animate: false, reset: true }));
      best();
    }

    /** How many names find no room where the map stands now. */
    lacking() {
      const { layer } = this;
      this.symbols = this.parted(this.found.call(layer, layer._bounds.getSize()));
      this.ends = this.drawWays(layer._context, new Set());
      return atlas.namesLacking(this, this.symbols.filter((symbol) => this.isMeant(symbol)));
    }

    /** Move the map without drawing it. */
    quietly(/** @type {() => void} */ move) {
      this.map._isSeeking = true;
      move();
      this.map._isSeeking = false;
    }

    seek() {
      const { map, frame } = this;
      if (this.whole) return void atlas.fit(map, this.layer.data(), false);
      if (!this.placed.length) return;
      const points = this.placed.map((place) => this.at(place));
      const atHome = this.placed.every((place) => this.home.includes(place));
      if (atHome && this.view) map.setView(this.view.slice(0, 2), this.view[2], { animate: false, reset: true });
      if (atHome && this.view && frame.holds(points, this.widthOfName()) && frame.knownNow(points) === atlas.KNOWN) return; // on a small map it may be too wide, or too near
      const bounds = this.around(this.placed);
      frame.know(bounds, this.nearest, points, this.widthOfName());
      if (!atHome) frame.takeIn(bounds, points, this.own);
    }

    /** About so wide, in CSS pixels, is the name of what is told of; 0 where there are several. */
    widthOfName() {
      const name = this.placed.every((place) => this.home.includes(place)) ? this.title : this.placed.length === 1 ? this.names[this.placed[0]] ?? "" : "";
      return LETTER * name.length;
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

    /** Show the events of a query, and the background of a year; borders are those of all `years` [first, last] that are told of. */
    filter(query, year, years) {
      this.years = years;
      this.basemap?.setYear(year, years);
      return this.layer.filter(query);
    }

    paint(context, symbol) {
      if (this.isHere(symbol)) atlas.drawHere(context, symbol, this.sizeOfHere(symbol));
      else (this.isStrong(symbol) ? atlas.drawOwn : atlas.drawQuiet)(context, symbol, this.isRegion(symbol));
    }
  }

  atlas.KioskMap = KioskMap;
})(globalThis.atlas ??= {});
