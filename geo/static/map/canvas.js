"use strict";
// A Leaflet layer that is one canvas, sharp on every screen, moved and scaled with the map.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const OVER_THE_MAP = ".leaflet-control, .at-background, .at-legend, .at-k-zoom button, .at-k-qr"; // what stands on the map hides names

  /**
   * Base of the layers that draw themselves. A subclass implements `draw(context, size)`, in CSS
   * pixels of the canvas, and uses `x(i)`, `y(i)` for positions set with `setPositions`.
   * L.Renderer supplies panning and zoom animation.
   */
  const CanvasLayer = L.Renderer.extend({
    options: { padding: 0.25, pane: "overlayPane" },

    _initContainer() {
      this._container = document.createElement("canvas");
      this._container.setAttribute("aria-hidden", "true");
      this._context = atlas.contextOf(this._container);
    },

    _destroyContainer() {
      L.Util.cancelAnimFrame(this._frame);
      this._frame = null;
      this._container.remove();
      delete this._container;
      delete this._context;
    },

    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      /** @type {any} */ (L.Renderer.prototype)._update.call(this);
      const size = this._bounds.getSize();
      const ratio = (window.devicePixelRatio || 1) * (atlas.magnified ?? 1); // a kiosk enlarges its map
      this._container.width = Math.round(size.x * ratio);
      this._container.height = Math.round(size.y * ratio);
      this._container.style.width = `${size.x}px`;
      this._container.style.height = `${size.y}px`;
      L.DomUtil.setPosition(this._container, this._bounds.min);
      this._ratio = ratio;
      this._place();
      this._map._atlasCovered = null;
      this._paint();
    },

    /** Remember points in the plane of zoom 0, so that a repaint only scales. Degrees in. */
    setPositions(lon, lat) {
      this._flat = new Float64Array(lon.length * 2);
      for (let i = 0; i < lon.length; i += 1) {
        const point = L.CRS.EPSG3857.latLngToPoint(L.latLng(lat[i] || 0, lon[i] || 0), 0);
        this._flat[2 * i] = point.x;
        this._flat[2 * i + 1] = point.y;
      }
    },

    _place() {
      const origin = this._map.getPixelOrigin().add(this._bounds.min);
      this._scale = this._map.getZoomScale(this._map.getZoom(), 0);
      this._origin = origin;
    },

    x(i) {
      return this._flat[2 * i] * this._scale - this._origin.x;
    },

    y(i) {
      return this._flat[2 * i + 1] * this._scale - this._origin.y;
    },

    /** What the visitor sees of the canvas, which is larger than the map. */
    sight() {
      const { x: left, y: top } = this._map.containerPointToLayerPoint([0, 0]).subtract(this._bounds.min);
      const { x, y } = this._map.getSize();
      return { left, top, right: left + x, bottom: top + y };
    },

    /**
     * Boxes of what stands on the map, in pixels of the canvas. They are read from the page when its view changes, and
     * `fresh`; else those read last, by any layer of the map, still hold.
     */
    covered({ left, top }, fresh = false) {
      if (fresh || !this._map._atlasCovered) this._map._atlasCovered = boxesOver(this._map.getContainer());
      const within = (box) => ({ left: left + box.left, right: left + box.right, top: top + box.top, bottom: top + box.bottom });
      return this._map._atlasCovered.map(within);
    },

    /** Ask for a repaint before the next frame; several calls make one. */
    redraw() {
      if (this._map && !this._frame) this._frame = L.Util.requestAnimFrame(this._paint, this);
    },

    _paint() {
      L.Util.cancelAnimFrame(this._frame);
      this._frame = null;
      if (!this._context) return;
      const size = this._bounds.getSize();
      this._context.setTransform(this._ratio, 0, 0, this._ratio, 0, 0);
      this._context.clearRect(0, 0, size.x, size.y);
      this.draw(this._context, size);
    },
  });

  /** Boxes of the buttons and texts that stand on a map, in its pixels. */
  function boxesOver(container) {
    const zero = container.getBoundingClientRect();
    const nodes = [...(container.closest(".at-page, .at-kiosk") ?? container).querySelectorAll(OVER_THE_MAP)];
    const scale = zero.width / container.offsetWidth || 1; // a kiosk enlarges its map
    const within = (box) => ({ left: (box.left - zero.left) / scale, right: (box.right - zero.left) / scale, top: (box.top - zero.top) / scale, bottom: (box.bottom - zero.top) / scale });
    return nodes.map((node) => within(node.getBoundingClientRect()));
  }

  atlas.CanvasLayer = CanvasLayer;
})(globalThis.atlas ??= {});
