"use strict";
// A Leaflet layer that is one canvas, sharp on every screen, moved and scaled with the map.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const OVER_THE_MAP = ".leaflet-control, .at-background, .at-legend, .at-search, .at-beyond, .at-k-zoom button, .at-k-qr, .at-k-inset, .at-k-legend"; // what stands on the map hides names

  const AIR = 4; // CSS pixels between a name and what stands on the map, or its edge

  /**
   * Base of the layers that draw themselves. A subclass implements `draw(context, size)`, in CSS
   * pixels of the canvas, and uses `x(i)`, `y(i)` for positions set with `setPositions`.
   * L.Renderer supplies panning and zoom animation.
   */
  const CanvasLayer = L.Renderer.extend({
    options: { padding: 0.25, pane: "overlayPane", still: false },

    _initContainer() {
      this._container = document.createElement("canvas");
      this._container.setAttribute("aria-hidden", "true");
      this._still = this.options.still ? new atlas.Still(this._container) : null;
      this._context = this._still?.context ?? atlas.contextOf(this._container);
    },

    getEvents() {
      return { .../** @type {any} */ (L.Renderer.prototype).getEvents.call(this), move: this._onPan };
    },

    /** A map that is dragged farther than is drawn around it is drawn on the way. */
    _onPan() {
      if (!this._bounds || this._map._animatingZoom || this._zoom !== this._map.getZoom()) return;
      const corner = this._map.containerPointToLayerPoint([0, 0]);
      if (!this._bounds.contains(L.bounds(corner, corner.add(this._map.getSize())))) this._update();
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
      this._map._atlasCovered = null;
      this._lay();
      if (this._seen && !this._map._isSeeking) this._paint();
      else this.redraw(); // a map that is opened, or seeks where to stand, finds its view in several steps, of which one is shown
    },

    /** Let the canvas lie where the map is looked at, as large as its options say. */
    _lay() {
      /** @type {any} */ (L.Renderer.prototype)._update.call(this);
      const size = this._bounds.getSize();
      const ratio = (window.devicePixelRatio || 1) * (atlas.magnified ?? 1) * (this._map.options.finer ?? 1); // a kiosk enlarges its map, a picture is finer
      this._container.width = Math.round(size.x * ratio);
      this._container.height = Math.round(size.y * ratio);
      this._container.style.width = `${size.x}px`;
      this._container.style.height = `${size.y}px`;
      L.DomUtil.setPosition(this._container, this._bounds.min);
      this._ratio = ratio;
      this._place();
    },

    /** Remember points in the plane of zoom 0, so that a repaint only scales. Degrees in. */
    setPositions(lon, lat) {
      const flat = (this._flat = new Float64Array(lon.length * 2));
      for (let i = 0; i < lon.length; i += 1) {
        flat[2 * i] = atlas.east(lon[i] || 0);
        flat[2 * i + 1] = atlas.south(lat[i] || 0);
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
     * `fresh`; else those read last, by any layer of the map, still hold. What one layer alone keeps clear of stands in its `_alsoCovered`.
     */
    covered({ left, top }, fresh = false) {
      if (fresh || !this._map._atlasCovered) this._map._atlasCovered = boxesOver(this._map.getContainer());
      const within = (box) => ({ left: left + box.left, right: left + box.right, top: top + box.top, bottom: top + box.bottom });
      return [...this._map._atlasCovered, ...(this._alsoCovered ?? [])].map(within);
    },

    /** The same with the air that a name keeps from them. */
    keptFree(sight, fresh = false) {
      return this.covered(sight, fresh).map((box) => grown(box, AIR));
    },

    /** Ask for a repaint before the next frame; several calls make one. */
    redraw() {
      if (this._map && !this._frame) this._frame = L.Util.requestAnimFrame(this._paint, this);
    },

    _paint() {
      L.Util.cancelAnimFrame(this._frame);
      this._frame = null;
      if (!this._context) return;
      this._seen = true;
      const size = this._bounds.getSize();
      this._still?.begin();
      this._context.setTransform(this._ratio, 0, 0, this._ratio, 0, 0);
      if (!this._still) this._context.clearRect(0, 0, size.x, size.y);
      this.draw(this._context, size);
      this._still?.show();
    },
  });

  /**
   * A canvas that shows a picture and is drawn beside it, always as a whole. Without a graphics card a browser copies a
   * canvas that is drawn on itself for every frame of the page, whether it changed or not; a picture it does not.
   */
  class Still {
    constructor(/** @type {HTMLCanvasElement} */ canvas) {
      this.canvas = canvas;
      this.sheet = new OffscreenCanvas(1, 1);
      this.context = /** @type {OffscreenCanvasRenderingContext2D} */ (this.sheet.getContext("2d"));
      this.picture = /** @type {ImageBitmapRenderingContext} */ (canvas.getContext("bitmaprenderer"));
    }

    /** Begin on an empty sheet, as large as the canvas. */
    begin() {
      Object.assign(this.sheet, { width: this.canvas.width, height: this.canvas.height });
    }

    /** Show what has been drawn, and have no sheet until the next drawing: a browser would empty another one for it at once. */
    show() {
      if (!this.sheet.width || !this.sheet.height) return; // in a frame that has no size yet, there is no picture to make
      this.picture.transferFromImageBitmap(this.sheet.transferToImageBitmap());
      Object.assign(this.sheet, { width: 1, height: 1 });
    }
  }

  /** Boxes of the buttons and texts that stand on a map, in its pixels. */
  function boxesOver(container) {
    const zero = container.getBoundingClientRect();
    const all = [...(container.closest(".at-page, .at-kiosk") ?? container).querySelectorAll(OVER_THE_MAP)];
    const nodes = all.filter((node) => node.checkVisibility({ visibilityProperty: true })); // what is hidden takes no name its room
    return nodes.map((node) => within(node.getBoundingClientRect(), zero, container.offsetWidth));
  }

  /** A box in pixels of a map that stands at `zero`, `wide` pixels of its own: a kiosk enlarges its map. */
  function within(box, zero, wide) {
    const scale = zero.width / wide || 1;
    return { left: (box.left - zero.left) / scale, right: (box.right - zero.left) / scale, top: (box.top - zero.top) / scale, bottom: (box.bottom - zero.top) / scale };
  }

  /**
   * Where something stands over a map; null where it is hidden.
   * @type {Atlas.Namespace["boxOver"]}
   */
  const boxOver = (container, node) => (node.checkVisibility({ visibilityProperty: true }) ? within(node.getBoundingClientRect(), container.getBoundingClientRect(), container.offsetWidth) : null);

  const grown = ({ left, right, top, bottom }, by) => ({ left: left - by, right: right + by, top: top - by, bottom: bottom + by });

  /** The part of what a visitor sees in which a name may stand. */
  const withinEdge = (sight) => grown(sight, -AIR);

  /** Whether two boxes lie over each other. */
  const boxesMeet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

  Object.assign(atlas, { CanvasLayer, Still, withinEdge, boxesMeet, boxOver });
})(globalThis.atlas ??= {});
