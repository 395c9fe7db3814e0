"use strict";
// Land, rivers and lakes in plain tones, for the attract screen and for the small map of the country.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const TONES = { sea: "#1d1b19", land: "#4a433a", rivers: "#4a433a", lakes: "#1d1b19", edge: "#6d6457" };
  const MARK = "#f7f5f1";
  const BORDER = "#a39b8e";
  const FILLED = 1.12; // how much wider than the screen the country is: its edges are not what is looked at

  /**
   * Draw the layers of a basemap on `canvas`: the country, of `bounds`, from side to side, and in it the mark of the place:
   * `centre` [lat, lon] stands at (x, y) of its size, where the country leaves room for that; `year` chooses the borders. Returns the mark as a circle.
   * @type {Atlas.Namespace["backdrop"]}
   */
  function backdrop(canvas, layers, { centre, bounds, x, y, year }) {
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    Object.assign(canvas, { width: width * ratio, height: height * ratio });
    const context = atlas.contextOf(canvas);
    context.scale(ratio, ratio);
    const flat = (point) => L.CRS.EPSG3857.latLngToPoint(L.latLng(point), 0);
    const here = flat(centre), from = flat(bounds.getNorthWest()), to = flat(bounds.getSouthEast());
    const scale = (FILLED * width) / Math.max(to.x - from.x, 1);
    const left = Math.min(Math.max(here.x - (width * x) / scale, from.x), Math.max(from.x, to.x - width / scale));
    const top = here.y - (height * y) / scale;
    const project = ([lon, lat]) => {
      const point = flat([lat, lon]);
      return [(point.x - left) * scale, (point.y - top) * scale];
    };
    drawLand(context, layers, project, { width, height, ...TONES });
    borders(context, layers.borders?.features ?? [], project, year);
    return mark(context, (here.x - left) * scale, (here.y - top) * scale, Math.min(width, height));
  }

  /**
   * Draw what of a basemap always stood there, with `project` from [lon, lat] to a point of the canvas.
   * @type {Atlas.Namespace["drawLand"]}
   */
  function drawLand(context, layers, project, tones) {
    context.fillStyle = tones.sea;
    context.fillRect(0, 0, tones.width, tones.height);
    context.lineJoin = "round";
    for (const name of ["land", "rivers", "lakes"]) {
      const always = (layers[name]?.features ?? []).filter(({ properties }) => (properties.from ?? properties.to ?? null) === null);
      context.beginPath();
      for (const { geometry } of always) trace(context, geometry.coordinates, project, name !== "rivers");
      context.fillStyle = tones[name];
      context.strokeStyle = name === "rivers" ? tones.rivers : tones.edge;
      if (name !== "rivers") context.fill("evenodd");
      context.lineWidth = name === "rivers" ? 1.5 : 1;
      context.stroke();
    }
  }

  /** The borders of a year, where the dataset has any. */
  function borders(context, features, project, year) {
    const then = features.filter(({ properties: { from = null, to = null } }) => (from === null || from <= year) && (to === null || year < to));
    context.beginPath();
    for (const { geometry } of then) trace(context, geometry.coordinates, project, false);
    context.strokeStyle = BORDER;
    context.lineWidth = 1.5;
    context.setLineDash([7, 6]);
    context.stroke();
    context.setLineDash([]);
  }

  /** Trace every line in nested coordinates. */
  function trace(context, coordinates, project, closed) {
    if (typeof coordinates[0][0] !== "number") return coordinates.forEach((part) => trace(context, part, project, closed));
    coordinates.forEach((point, i) => context[i ? "lineTo" : "moveTo"](...project(point)));
    if (closed) context.closePath();
  }

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
