"use strict";
// Land, waters and borders, drawn from the plane of zoom 0: Leaflet would project, clip and simplify them as objects for every view.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const NEAR = 1.2; // CSS pixels: a point nearer to the last one changes nothing that is seen
  const EDGE = 4; // CSS pixels around the canvas within which a stroke still comes into it

  /** Whether something with half-open years is there in a year. */
  const holds = ({ from, to }, year) => year === undefined || ((from === null || from <= year) && (to === null || year < to));

  /** Whether it was there all the while from the beginning of the first to the end of the last of some years. */
  const lasts = ({ from, to }, [first, last]) => (from === null || from < first) && (to === null || last < to);

  /**
   * Add a line to the path of a context, `closed` for a ring: `scale` times as large as in its plane, and `x`, `y` less.
   * What lies beside the canvas stays out: a point of which the one before and the one after it lie beside the same edge.
   * @type {Atlas.Namespace["trace"]}
   */
  function trace(context, { points, left, top, right, bottom }, { scale, x, y, width, height }, closed) {
    const [low, wide, high] = [-EDGE, width + EDGE, height + EDGE];
    if (right * scale - x < low || left * scale - x > wide || bottom * scale - y < low || top * scale - y > high) return;
    const beside = (px, py) => (px < low ? 1 : px > wide ? 2 : 0) | (py < low ? 4 : py > high ? 8 : 0);
    let heldX = points[0] * scale - x, heldY = points[1] * scale - y, held = beside(heldX, heldY), drawn = held;
    context.moveTo(heldX, heldY);
    const end = points.length - 2;
    for (let at = 2; at <= end; at += 2) {
      const px = points[at] * scale - x, py = points[at + 1] * scale - y;
      if (at < end && (px - heldX) ** 2 + (py - heldY) ** 2 < NEAR * NEAR) continue;
      const side = beside(px, py);
      if (!(drawn & held & side)) {
        if (closed || !(drawn & held)) context.lineTo(heldX, heldY);
        else context.moveTo(heldX, heldY);
        drawn = held;
      }
      heldX = px;
      heldY = py;
      held = side;
    }
    if (closed || !(drawn & held)) context.lineTo(heldX, heldY); // a ring ends where it begins: closePath() takes longer the more the path has
  }

  /** Layers of a basemap on one canvas: [{shapes, style, isBorder}], in the order of drawing; a style has what L.Path's has, and `fill` for rings. */
  const GroundLayer = atlas.CanvasLayer.extend({
    options: { pane: "atlas-base", padding: 0.25, still: true },

    initialize(parts) {
      L.Util.setOptions(this, {});
      this._layers = {};
      this._parts = parts;
      Object.assign(this, { _year: NaN, _span: null }); // until one is told, only what always is there
    },

    /** Show what is there in a year; of the borders, where `span` [first, last] is given, what was one all the while. */
    setYear(year, span = null) {
      const before = this._shown();
      Object.assign(this, { _year: year, _span: span });
      const now = this._shown();
      if (now.length !== before.length || now.some((shape, i) => shape !== before[i])) this.redraw();
    },

    _shown() {
      return this._parts.flatMap((part) => this._shownOf(part));
    },

    _shownOf({ shapes, isBorder }) {
      return shapes.filter((shape) => (isBorder && this._span ? lasts(shape, this._span) : holds(shape, this._year)));
    },

    draw(context, { x: width, y: height }) {
      const frame = { scale: this._scale, x: this._origin.x, y: this._origin.y, width, height };
      Object.assign(context, { lineJoin: "round", lineCap: "round" });
      for (const part of this._parts) {
        const { style } = part;
        Object.assign(context, { strokeStyle: style.color, lineWidth: style.weight, fillStyle: style.fillColor ?? "" });
        context.setLineDash(style.dash ?? []);
        for (const shape of this._shownOf(part)) {
          context.beginPath();
          for (const line of shape.lines) trace(context, line, frame, style.fill);
          if (style.fill) context.fill("evenodd");
          context.stroke();
        }
      }
    },
  });

  Object.assign(atlas, { trace, GroundLayer, holds, lasts });
})(globalThis.atlas ??= {});
