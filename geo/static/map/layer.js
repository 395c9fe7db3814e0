"use strict";
// The events of an atlas on any Leaflet map: one canvas, data sent once, filtered in the page.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const TOUCH = 22; // CSS pixels: half of a 44 px target
  const MARGIN = 70; // CSS pixels: a symbol whose centre is farther outside is not seen
  const PLAIN_ABOVE = 3000; // symbols; beyond it dots without letters, said in the legend
  const EQUATOR = 40075016.686; // metres
  const WORLD = 256; // pixels around the Earth at zoom 0

  const EventLayer = atlas.CanvasLayer.extend({
    options: { pane: "markerPane" },

    /** `data` is the dataset that atlas.decode made; `query` as in atlas.EVERYTHING. */
    initialize(data, query) {
      L.Util.setOptions(this, {});
      this._layers = {};
      this._data = data;
      this._gathered = new Map();
      this._arcs = atlas.arcsOf(data);
      this.setPositions(data.places.lon, data.places.lat);
      this._lines = atlas.shapesOf(data);
      this.filter(query ?? atlas.EVERYTHING);
    },

    getEvents() {
      return { ...atlas.CanvasLayer.prototype.getEvents.call(this), click: this._onClick, mousemove: this._onMove, mouseout: this._onOut };
    },

    /** Show what `query` asks for; returns the result of atlas.select. */
    filter(query) {
      const same = this._query && sameChoice(this._query, query);
      this.result = atlas.select(this._data, query, same ? this.result.chosen : undefined);
      this._query = query;
      this.redraw();
      return this.result;
    },

    /** Emphasize a place (index) or none (null). */
    highlight(place) {
      this._selected = place;
      this.redraw();
    },

    /** The dataset it draws. */
    data() {
      return this._data;
    },

    /** Ids of the events now shown, in the order of the dataset. */
    shownIds() {
      return this._data.events.id.filter((_, i) => this.result.marks[i]);
    },

    /** Groups of places that share a symbol at the present zoom; the first place leads. */
    groups() {
      return this._atZoom().groups;
    },

    /** Groups, and the unit of their symbols' area; neither depends on the filter. */
    _atZoom() {
      const zoom = this._map.getZoom();
      if (!this._gathered.has(zoom)) {
        const counts = this._data.eventsAt.map((events) => events.length);
        const unit = atlas.symbolUnit(counts, zoom);
        const groups = atlas.gather(this._flat, this._data, zoom, (count) => atlas.symbolRadius(count, unit));
        this._gathered.set(zoom, { groups, unit: atlas.symbolUnit(groups.map((group) => sum(group, counts)), zoom) });
      }
      return this._gathered.get(zoom);
    },

    draw(context, size) {
      this._drawLines(context);
      this._drawArcs(context);
      const symbols = this._symbols(size);
      this._drawn = symbols;
      this.fire("drawn", { symbols: symbols.map((symbol) => ({ x: symbol.x, y: symbol.y, r: atlas.symbolReach(symbol), places: symbol.places })) });
      if (symbols.length > PLAIN_ABOVE) return drawDots(context, symbols, this._data.families);
      for (const symbol of symbols) this._drawPrecision(context, symbol);
      for (const symbol of symbols) (this.options.paint ?? atlas.drawSymbol)(context, symbol, this._data.families);
    },

    /** Symbols inside the canvas, larger ones first so that smaller ones stay visible. */
    _symbols(size) {
      const symbols = [];
      const { groups, unit } = this._atZoom();
      for (const group of groups) {
        const x = this.x(group[0]);
        const y = this.y(group[0]);
        if (x > -MARGIN && y > -MARGIN && x < size.x + MARGIN && y < size.y + MARGIN) {
          const symbol = this._symbol(group, x, y, unit);
          if (symbol) symbols.push(symbol);
        }
      }
      return symbols.sort((a, b) => b.count - a.count);
    },

    _symbol(group, x, y, unit) {
      const { atPlace, certainAtPlace, familiesAtPlace } = this.result;
      const width = this._data.families.length + 1;
      const shown = group.filter((place) => atPlace[place] > 0);
      if (!shown.length) return null;
      const counts = new Array(width).fill(0);
      const count = sum(shown, atPlace);
      for (const place of shown) for (let f = 0; f < width; f += 1) counts[f] += familiesAtPlace[place * width + f];
      return {
        x,
        y,
        places: shown,
        count,
        r: atlas.symbolRadius(count, unit),
        certain: sum(shown, certainAtPlace),
        parts: atlas.symbolShares(counts),
        gathered: shown.length > 1,
        selected: shown.includes(this._selected),
        hovered: shown.includes(this._hovered),
      };
    },

    /** The true radius within which an imprecisely known place lies, when it is wider than the symbol. */
    _drawPrecision(context, symbol) {
      const place = symbol.places[0];
      const lat = (this._data.places.lat[place] * Math.PI) / 180;
      const r = (this._data.places.precision[place] * WORLD * this._scale) / (EQUATOR * Math.cos(lat));
      if (symbol.gathered || r < symbol.r + 5 || r > 2000) return;
      context.beginPath();
      context.arc(symbol.x, symbol.y, r, 0, 2 * Math.PI);
      context.setLineDash([1, 5]);
      context.lineCap = "round";
      context.lineWidth = 2;
      context.strokeStyle = "#5a544c";
      context.stroke();
      context.setLineDash([]);
    },

    _drawArcs(context) {
      const at = (place) => ({ x: this.x(place), y: this.y(place) });
      this._ends = new Map();
      for (const [event, from, to] of this._arcs) {
        const mark = this.result.marks[event];
        if (!mark) continue;
        const selected = this._selected === from || this._selected === to;
        for (const ends of atlas.shortWays(at(from), at(to), WORLD * this._scale)) atlas.drawArc(context, { ...ends, certain: mark === atlas.CERTAIN, selected });
        this._ends.set(to, { ...at(to), count: 1, r: 0, places: [to] });
      }
    },

    _drawLines(context) {
      /** @type {(point: Atlas.Point) => [x: number, y: number]} */
      const at = ({ x, y }) => [x * this._scale - this._origin.x, y * this._scale - this._origin.y];
      for (const shape of this._lines) if (this.result.atPlace[shape.place]) atlas.drawShape(context, shape, at, shape.place === this._selected);
    },

    /** The symbol at a point of the map container, or null; the nearest centre wins. */
    hit(containerPoint) {
      const point = this._map.containerPointToLayerPoint(containerPoint).subtract(this._bounds.min);
      let best = null;
      let nearest = Infinity;
      for (const symbol of [...(this._drawn ?? []), ...(this._ends?.values() ?? [])]) {
        const distance = Math.hypot(symbol.x - point.x, symbol.y - point.y);
        const reach = Math.max(TOUCH, symbol.r + 4);
        if (distance <= reach && distance < nearest) [best, nearest] = [symbol, distance];
      }
      return best;
    },

    _onClick(event) {
      const symbol = this.hit(event.containerPoint);
      this.fire("choose", { places: symbol ? symbol.places : [] });
    },

    _onMove(event) {
      const symbol = event.originalEvent.pointerType === "touch" ? null : this.hit(event.containerPoint);
      const place = symbol ? symbol.places[0] : null;
      this._map.getContainer().style.cursor = symbol ? "pointer" : "";
      if (place === (this._hovered ?? null)) return;
      this._hovered = place;
      this._showTooltip(symbol);
      this.redraw();
    },

    _onOut() {
      this._hovered = null;
      this._showTooltip(null);
      this.redraw();
    },

    _showTooltip(symbol) {
      this._tooltipLayer?.remove();
      this._tooltipLayer = symbol ? atlas.placeTooltip(this._data, symbol).addTo(this._map) : null;
    },
  });

  function sameChoice(a, b) {
    return ["org", "kind", "hide", "only"].every((key) => JSON.stringify(a[key] ?? null) === JSON.stringify(b[key] ?? null));
  }

  function sum(places, counts) {
    return places.reduce((total, place) => total + counts[place], 0);
  }

  /** Very many symbols: small squares, colour of the main family. */
  function drawDots(context, symbols, families) {
    for (const symbol of symbols) {
      context.fillStyle = families[symbol.parts[0][0]]?.colour ?? "#77716a";
      context.fillRect(symbol.x - 1.5, symbol.y - 1.5, 3, 3);
    }
  }

  atlas.EventLayer = EventLayer;
})(globalThis.atlas ??= {});
