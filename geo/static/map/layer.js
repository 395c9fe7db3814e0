"use strict";
// The events of an atlas on any Leaflet map: one canvas, data sent once, filtered in the page.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const AROUND = 0.25; // of the map, what is drawn around it for who drags it
  const MARGIN = 100; // CSS pixels: nothing is seen of a group whose first place is farther outside
  const PLAIN_ABOVE = 3000; // symbols; beyond it dots without letters, said in the legend
  const FEW = 8; // symbols that are named, where nothing else has to be read
  const EQUATOR = 40075016.686; // metres
  const WORLD = 256; // pixels around the Earth at zoom 0

  const EventLayer = atlas.CanvasLayer.extend({
    includes: [atlas.waysOfEvents, atlas.pointing],
    options: { pane: "markerPane" },

    /** `data` is the dataset that atlas.load made; `query` as in atlas.EVERYTHING. */
    initialize(data, query) {
      L.Util.setOptions(this, {});
      this._layers = {};
      this._data = data;
      Object.assign(this, { _selected: null, _hovered: null, _chosen: new Set(), _apart: [], _told: null, _tight: false });
      this._arcs = atlas.arcsOf(data);
      this.setPositions(data.places.lon, data.places.lat);
      this._lines = atlas.shapesOf(data);
      this._groups = new atlas.Groups(data, this._flat);
      this._sprites = new atlas.Sprites();
      Object.assign(this, { _query: query ?? atlas.EVERYTHING, _result: null, _live: false });
    },

    getEvents() {
      return { ...atlas.CanvasLayer.prototype.getEvents.call(this), click: this._onClick, mousemove: this._onMove, mouseout: this._onOut, movestart: this._onMoveStart };
    },

    /**
     * Show what `query` asks for; returns the result of atlas.select. While it is `live` (a hand is on the years, or
     * they play) places keep the groups they are in, so that nothing jumps.
     */
    filter(query, { live = false } = {}) {
      const before = this._query;
      const same = before && this._result && atlas.sameChoice(before, query);
      this._result = atlas.select(this._data, query, same ? this._result.choice : undefined);
      this._query = query;
      if (!this._live) this._moved = false; // the map was moved before a hand took the years
      this._live = live;
      this._fit(live && !this._moved);
      if (!live || !before || !atlas.sameFilters(before, query)) this._groups.release();
      this.redraw();
      return this.result;
    },

    /** What it draws has become another: an engine has answered. */
    renew() {
      this._arcs = atlas.arcsOf(this._data);
      this._groups = new atlas.Groups(this._data, this._flat);
      this._query = undefined;
    },

    /** While years move nobody drags the map: what is seen of it are less than half as many pixels as those that lie around it as well. */
    _fit(tight) {
      if (tight === this._tight) return;
      this._tight = tight;
      if (this._map && !this._map._animatingZoom) this._lay();
    },

    _lay() {
      this.options.padding = this._tight ? 0 : AROUND;
      atlas.CanvasLayer.prototype._lay.call(this);
    },

    _onMoveStart() {
      this._moved = true;
      if (!this._tight) return;
      this._fit(false);
      this._paint();
    },

    /** Emphasize places (indices): a single one stands alone, named; several by the symbols they are in; and the ways of an event. */
    highlight(places, event = null) {
      this._told = event;
      const selected = places.length === 1 ? places[0] : null;
      if (selected !== this._selected) this._groups.release();
      this._selected = selected;
      this._chosen = new Set(places);
      this.redraw();
    },

    /** Let places share symbols with each other only, and draw them also when no event is shown there. */
    setApart(places) {
      this._apart = places;
      this._groups.release();
      this.redraw();
    },

    /** The radius of the area of one event; `most` is the largest that it may have, since areas beside each other are compared. */
    unit(most = Infinity) {
      this._groups.most = most;
      this._groups.release();
      this.redraw();
      return this._settle().unit;
    },

    /** The dataset it draws. */
    data() {
      return this._data;
    },

    /** Ids of the events now shown, in the order of the dataset. */
    shownIds() {
      return this._data.events.id.all().filter((_, i) => this.result.marks[i]);
    },

    /** Indices of the places where events are shown. */
    shownPlaces() {
      return Array.from(this.result.atPlace.keys()).filter((place) => this.result.atPlace[place]);
    },

    /** Groups of places that share a symbol at the present scale; it stands at the first that is shown. */
    groups() {
      return this._settle().groups;
    },

    /** The place at which the symbol stands that `place` is in now. */
    standing(place) {
      const parts = this.groups().filter((group) => group.includes(place)).flatMap((group) => this._groups.standing(group, this.result));
      return (parts.find((part) => part.includes(place)) ?? parts[0] ?? [place])[0];
    },

    _settle() {
      return this._groups.at(this.result, this._scale, this._selected === null ? this._apart : [this._selected]);
    },

    draw(context, size) {
      const symbols = this._symbols(size);
      const plain = symbols.length > PLAIN_ABOVE;
      const full = plain ? symbols.filter(({ alone }) => alone) : symbols;
      this._drawLines(context);
      this._drawArcs(context, full);
      const names = this._names(context, symbols);
      this._drawn = symbols;
      this.fire("drawn", { symbols: [...symbols.map(roomOf), ...names.flatMap(atlas.roomOfName)], sight: this.sight() });
      if (plain) drawDots(context, symbols.filter((symbol) => !symbol.alone), this.result.choice.looks);
      for (const symbol of full) this._drawPrecision(context, symbol);
      if (!this.options.paint) this._sprites.prepare(this._ratio, full.filter(isPlain), this.result.choice.looks);
      for (const symbol of full) (this.options.paint ?? this._paintSymbol).call(this, context, symbol, this.result.choice.looks);
      for (const name of names) atlas.writeName(context, name);
    },

    /** Symbols inside the canvas, larger ones first so that smaller ones stay visible, what stands alone last. */
    _symbols(size) {
      const { result } = this;
      const { groups, apart, sums } = this._settle();
      const symbols = /** @type {Atlas.Symbol[]} */ ([]);
      const broken = /** @type {[number[], Atlas.Together][]} */ ([]); // what does not stand at its first place now
      groups.forEach((group, g) => {
        const [x, y] = [this.x(group[0]), this.y(group[0])];
        if (x < -MARGIN || y < -MARGIN || x > size.x + MARGIN || y > size.y + MARGIN) return;
        const counts = sums.of(g, result);
        if (counts.count && (group.length === 1 || result.isShownAt(group[0]))) symbols.push(new PlacedSymbol(this, group, apart.has(group[0]), counts));
        else if (counts.count || apart.has(group[0])) broken.push([group, counts]);
      });
      for (const [group, counts] of broken) {
        const parts = this._groups.standing(group, result);
        for (const part of parts) symbols.push(new PlacedSymbol(this, part, apart.has(part[0]), parts.length === 1 ? counts : atlas.countTogether(this._data, result, part)));
      }
      return symbols.sort((a, b) => Number(a.alone) - Number(b.alone) || b.count - a.count);
    },

    _paintSymbol(context, symbol, looks) {
      if (isPlain(symbol)) return this._sprites.draw(context, symbol, looks);
      if (!symbol.count) atlas.drawEmpty(context, symbol);
      else atlas.drawSymbol(context, symbol, looks);
    },

    /** Where the name of the chosen place is written, if one is chosen; and of the others, while they are few and nothing moves. */
    _names(context, symbols) {
      const names = /** @type {Atlas.Name[]} */ ([]);
      const isFew = symbols.length <= FEW && !this._live && !this.options.paint;
      if (!isFew && this._selected === null) return names; // of thousands in a frame none is asked
      for (const own of [...symbols].reverse()) { // the chosen one is the last
        const chosen = own.place === this._selected;
        if (!chosen && !(isFew && own.count)) continue;
        const others = [...symbols.filter((symbol) => symbol !== own).map(roomOf), ...names.flatMap(atlas.roomOfName)];
        const more = own.places.length > 1 ? ` +${own.places.length - 1}` : "";
        const name = (chosen ? atlas.nameBeside : atlas.nameIfFree)(this, context, { x: own.x, y: own.y, reach: atlas.symbolReach(own) }, this._data.places.name[own.place] + more, others);
        if (name) names.push(name);
      }
      return names;
    },

    /** The true radius within which an imprecisely known place lies, when it is wider than the symbol. */
    _drawPrecision(context, symbol) {
      const { place } = symbol;
      const lat = (this._data.places.lat[place] * Math.PI) / 180;
      const r = (this._data.places.precision[place] * WORLD * this._scale) / (EQUATOR * Math.cos(lat));
      if (symbol.gathered || r < symbol.r + 5 || r > 2000 || (this._selected !== null && !symbol.selected)) return;
      context.beginPath();
      context.arc(symbol.x, symbol.y, r, 0, 2 * Math.PI);
      context.setLineDash([1, 5]);
      context.lineCap = "round";
      context.lineWidth = 2;
      context.strokeStyle = atlas.look()["ink-soft"];
      context.stroke();
      context.setLineDash([]);
    },

    /** A point in the plane of zoom 0, in pixels of the canvas. */
    pixelOf({ x, y }) {
      return { x: x * this._scale - this._origin.x, y: y * this._scale - this._origin.y };
    },

    /** The shapes, such as of a canal, of places at which something is shown. */
    shownLines() {
      return this._lines.filter(({ place }) => this.result.isShownAt(place));
    },

    _drawLines(context) {
      /** @type {(point: Atlas.Point) => [x: number, y: number]} */
      const at = (point) => {
        const { x, y } = this.pixelOf(point);
        return [x, y];
      };
      for (const shape of this.shownLines()) atlas.drawShape(context, shape, at, shape.place === this._selected);
    },

  });

  /** What it shows; a page asks for something else before it is worked out first. */
  Object.defineProperty(EventLayer.prototype, "result", {
    get() {
      return (this._result ??= atlas.select(this._data, this._query));
    },
  });

  /** The symbol of places that share it, of which it stands at the first. A class, as hundreds are made in a frame. */
  class PlacedSymbol {
    /** `among`: places that share it; those that are not shown are left out of `places`. */
    constructor(layer, /** @type {number[]} */ among, /** @type {boolean} */ alone, /** @type {Atlas.Together} */ { count, certain, looks }) {
      const { result, _hovered: hovered, _chosen: chosen } = layer;
      this.result = result;
      this.among = among;
      this.x = layer.x(among[0]);
      this.y = layer.y(among[0]);
      this.place = among[0];
      this.count = count;
      this.r = atlas.symbolRadius(count, layer._settle().unit);
      this.certain = certain;
      this.parts = atlas.symbolShares(looks);
      this.gathered = Boolean(layer._data.remote?.isGathered(among[0])) || (among.length > 1 && (!count || among.some((place, i) => i > 0 && result.isShownAt(place))));
      this.alone = alone;
      this.selected = chosen.size > 0 && [...chosen].some((place) => this.has(place));
      this.hovered = hovered !== null && this.has(hovered);
      this.found = /** @type {number[] | null} */ (null);
    }

    has(/** @type {number} */ place) {
      return this.among.includes(place) && (place === this.place || this.result.isShownAt(place));
    }

    /** Worked out when it is asked for: symbols are drawn without it. */
    get places() {
      return (this.found ??= this.count ? this.among.filter((place) => this.has(place)) : this.among);
    }
  }

  const isPlain = ({ count, selected, hovered }) => count > 0 && !selected && !hovered;

  /** What a symbol takes of the map. */
  class Room {
    constructor(/** @type {Atlas.Symbol} */ symbol) {
      this.symbol = symbol;
      this.x = symbol.x;
      this.y = symbol.y;
      this.r = atlas.symbolReach(symbol);
    }

    get places() {
      return this.symbol.places;
    }
  }

  const roomOf = (/** @type {Atlas.Symbol} */ symbol) => new Room(symbol);

  /** Very many symbols: small squares, colour of the main look. */
  function drawDots(context, symbols, looks) {
    for (const symbol of symbols) {
      context.fillStyle = looks[symbol.parts[0][0]]?.colour ?? atlas.look().inactive;
      context.fillRect(symbol.x - 1.5, symbol.y - 1.5, 3, 3);
    }
  }

  atlas.EventLayer = EventLayer;
})(globalThis.atlas ??= {});
