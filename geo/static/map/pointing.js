"use strict";
// Part of the layer of events: what a hand touches, and what it points at.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const TOUCH = 22; // CSS pixels: half of a 44 px target

  atlas.pointing = {
    /** The symbol at a point of the map container, or null; the nearest centre wins. */
    hit(containerPoint) {
      const point = this._map.containerPointToLayerPoint(containerPoint).subtract(this._bounds.min);
      /** @type {Atlas.Symbol | null} */
      let best = null;
      let nearest = Infinity;
      for (const symbol of [...(this._drawn ?? []), ...(this._ends?.values() ?? [])]) {
        const distance = Math.hypot(symbol.x - point.x, symbol.y - point.y);
        const reach = Math.max(TOUCH, symbol.r + 4);
        if (distance <= reach && distance < nearest) [best, nearest] = [symbol, distance];
      }
      // The chosen place may lie over the symbol of others: a further touch reaches those.
      const below = best?.alone ? this._drawn.find((symbol) => !symbol.alone && Math.hypot(symbol.x - point.x, symbol.y - point.y) <= symbol.r) : null;
      return below ?? best;
    },

    _onClick(event) {
      const symbol = this.hit(event.containerPoint);
      this.fire("choose", { places: symbol ? symbol.places : [] });
    },

    _onMove(event) {
      const symbol = event.originalEvent.pointerType === "touch" ? null : this.hit(event.containerPoint);
      const place = symbol ? symbol.places[0] : null;
      this._map.getContainer().style.cursor = symbol ? "pointer" : "";
      if (place === this._hovered) return;
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
  };
})(globalThis.atlas ??= {});
