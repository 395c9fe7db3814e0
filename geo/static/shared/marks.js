"use strict";
// Plain geometric marks, all of one area, by which kinds of events and families of organizations are told apart without
// their colours. Which mark is whose is data: geo/view/marks.toml.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const corners = (/** @type {[number, number][]} */ points) => `M${points.map(([x, y]) => `${x.toFixed(3)} ${y.toFixed(3)}`).join("L")}Z`;

  /** A regular polygon with the area of a circle of radius 1; its first corner stands `turn` (degrees) from the top. */
  function polygon(n, turn = 0) {
    const radius = Math.sqrt((2 * Math.PI) / (n * Math.sin((2 * Math.PI) / n)));
    return corners(Array.from({ length: n }, (_, k) => {
      const angle = ((turn - 90) * Math.PI) / 180 + (2 * Math.PI * k) / n;
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    }));
  }

  /** Outlines as SVG paths around 0, 0; `room`: the radius of a circle in their middle, in which a number is written. */
  const MARKS = /** @type {Record<string, { path: string, room: number }>} */ ({
    circle: { path: "M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z", room: 1 },
    square: { path: polygon(4, 45), room: 0.89 },
    diamond: { path: polygon(4), room: 0.89 },
    wedge: { path: polygon(3, 90), room: 0.78 },
    triangle: { path: polygon(3), room: 0.78 },
    pentagon: { path: polygon(5), room: 0.93 },
    hexagon: { path: polygon(6, 30), room: 0.95 },
    bar: { path: corners([[-1.25, -0.63], [1.25, -0.63], [1.25, 0.63], [-1.25, 0.63]]), room: 0.8 },
    "half-disc": { path: "M-1.414 0.6A1.414 1.414 0 0 1 1.414 0.6Z", room: 0.75 },
    parallelogram: { path: corners([[-0.5, -0.76], [1.57, -0.76], [0.5, 0.76], [-1.57, 0.76]]), room: 0.76 },
    trapezoid: { path: corners([[-0.8, -0.75], [0.8, -0.75], [1.3, 0.75], [-1.3, 0.75]]), room: 0.8 },
  });
  const drawn = /** @type {Map<string, Path2D>} */ (new Map());

  const markOf = (name) => MARKS[name] ?? MARKS.circle;

  /** The outline of a mark for a canvas. */
  function markPath(name) {
    if (!drawn.has(name)) drawn.set(name, new Path2D(markOf(name).path));
    return /** @type {Path2D} */ (drawn.get(name));
  }

  /** How far from its middle a mark leaves room for a number, of the radius of a circle of its area. */
  const markRoom = (name) => markOf(name).room;

  /** A mark beside its name. */
  function markIcon({ mark, colour }) {
    const path = atlas.svg("path", { d: markOf(mark).path, fill: colour });
    return atlas.svg("svg", { class: "at-mark", viewBox: "-1.6 -1.6 3.2 3.2", "aria-hidden": "true", focusable: "false" }, path);
  }

  Object.assign(atlas, { markPath, markRoom, markIcon });
})(globalThis.atlas ??= {});
