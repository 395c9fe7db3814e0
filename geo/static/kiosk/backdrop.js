"use strict";
// Land, rivers and lakes in plain tones, for the attract screen and for the small map of the country.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const TONES = { sea: "#1d1b19", land: "#4a433a", rivers: "#4a433a", lakes: "#1d1b19", edge: "#6d6457" };
  const MARK = "#f7f5f1";
  const BORDER = "#a39b8e";
  const FILLED = 1.12; // how much wider than the screen the country is: its edges are not what is looked at

  const ABOVE = 0.14; // of an upright screen, between its edge and the country
  const LOWEST = 0.27; // of it: no mark stands lower
  const SOLID = [0.46, 0.56]; // of it: from there to there the land ends, where the country does not end before

  /**
   * Draw the layers of a basemap on `canvas`: the country, of `bounds`, from side to side, and in it the mark of the place: `centre` [lat, lon]
   * stands in the middle, `y` of its height from above, where the country leaves room for that. An upright screen shows the country and, beneath
   * it, no land that has nothing to do with it. Borders are those that lasted through a `span` of years. Returns the mark as a circle.
   * @type {Atlas.Namespace["backdrop"]}
   */
  function backdrop(canvas, layers, { centre, bounds, y, span }) {
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    Object.assign(canvas, { width: width * ratio, height: height * ratio });
    const context = atlas.contextOf(canvas);
    context.scale(ratio, ratio);
    const flat = (point) => L.CRS.EPSG3857.latLngToPoint(L.latLng(point), 0);
    const here = flat(centre), from = flat(bounds.getNorthWest()), to = flat(bounds.getSouthEast());
    const scale = (FILLED * width) / Math.max(to.x - from.x, 1);
    const left = Math.min(Math.max(here.x - width / 2 / scale, from.x), Math.max(from.x, to.x - width / scale));
    const isUpright = height > width;
    const top = isUpright ? Math.max(from.y - (height * ABOVE) / scale, here.y - (height * LOWEST) / scale) : here.y - (height * y) / scale;
    const frame = { scale, x: left * scale, y: top * scale, width, height };
    drawLand(context, layers, frame, TONES);
    borders(context, layers.borders ?? [], frame, span);
    if (isUpright) end(context, Math.min((to.y - top) * scale - height * SOLID[0], 0), frame);
    return mark(context, (here.x - left) * scale, (here.y - top) * scale, Math.min(width, height));
  }

  /**
   * Draw what of a basemap always stood there, as `frame` of atlas.trace has it.
   * @type {Atlas.Namespace["drawLand"]}
   */
  function drawLand(context, layers, frame, tones) {
    context.fillStyle = tones.sea;
    context.fillRect(0, 0, frame.width, frame.height);
    context.lineJoin = "round";
    for (const name of ["land", "rivers", "lakes"]) {
      context.beginPath();
      for (const shape of layers[name] ?? []) if (atlas.holds(shape, NaN)) traced(context, shape, frame, name !== "rivers");
      context.fillStyle = tones[name];
      context.strokeStyle = name === "rivers" ? tones.rivers : tones.edge;
      if (name !== "rivers") context.fill("evenodd");
      context.lineWidth = name === "rivers" ? 1.5 : 1;
      context.stroke();
    }
  }

  /** Let the land fade out above words, by some pixels moved. */
  function end(context, by, { width, height }) {
    const [from, to] = SOLID.map((part) => part * height + by);
    const fade = context.createLinearGradient(0, from, 0, to);
    fade.addColorStop(0, `${TONES.sea}00`);
    fade.addColorStop(1, TONES.sea);
    context.fillStyle = fade;
    context.fillRect(0, from, width, height - from);
  }

  /** The borders of all of some years, where the dataset has any. */
  function borders(context, shapes, frame, span) {
    context.beginPath();
    for (const shape of shapes) if (atlas.lasts(shape, span)) traced(context, shape, frame, false);
    context.strokeStyle = BORDER;
    context.lineWidth = 1.5;
    context.setLineDash([7, 6]);
    context.stroke();
    context.setLineDash([]);
  }

  const traced = (context, { lines }, frame, closed) => lines.forEach((line) => atlas.trace(context, line, frame, closed));

  function mark(context, x, y, width) {
    const r = width / 60;
    context.fillStyle = MARK;
    context.beginPath();
    context.arc(x, y, r * 1.35, 0, 2 * Math.PI);
    context.fill();
    context.fillStyle = atlas.look().accent;
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    context.fill();
    return { x, y, r: r * 1.35 };
  }

  Object.assign(atlas, { backdrop, drawLand });
})(globalThis.atlas ??= {});
