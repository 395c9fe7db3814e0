"use strict";
// The picture of the attract screen: coast, rivers and lakes around the place, in dark tones.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const TONES = { land: "#2a2622", rivers: "#3d3832", lakes: "#1d1b19" };
  const MARK = "#cfc8bb";

  /** Draw the layers of a basemap on `canvas` with `centre` [lat, lon] at (x, y) of its size. */
  function backdrop(canvas, layers, { centre, zoom, x, y }) {
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    Object.assign(canvas, { width: width * ratio, height: height * ratio });
    const context = atlas.contextOf(canvas);
    context.scale(ratio, ratio);
    const origin = L.CRS.EPSG3857.latLngToPoint(L.latLng(centre), zoom);
    const project = ([lon, lat]) => {
      const point = L.CRS.EPSG3857.latLngToPoint(L.latLng(lat, lon), zoom);
      return [point.x - origin.x + width * x, point.y - origin.y + height * y];
    };
    paint(context, layers, project);
    mark(context, width * x, height * y, width);
  }

  function paint(context, layers, project) {
    context.lineJoin = "round";
    for (const name of ["land", "rivers", "lakes"]) {
      const always = (layers[name]?.features ?? []).filter(({ properties }) => (properties.from ?? properties.to ?? null) === null);
      context.beginPath();
      for (const { geometry } of always) trace(context, geometry.coordinates, project, name !== "rivers");
      [context.fillStyle, context.strokeStyle] = [TONES[name], TONES.rivers];
      if (name !== "rivers") context.fill("evenodd");
      context.lineWidth = name === "rivers" ? 1.5 : 1;
      context.stroke();
    }
  }

  /** Trace every line in nested coordinates. */
  function trace(context, coordinates, project, closed) {
    if (typeof coordinates[0][0] !== "number") return coordinates.forEach((part) => trace(context, part, project, closed));
    coordinates.forEach((point, i) => context[i ? "lineTo" : "moveTo"](...project(point)));
    if (closed) context.closePath();
  }

  function mark(context, x, y, width) {
    const r = width / 130;
    context.strokeStyle = context.fillStyle = MARK;
    context.lineWidth = Math.max(1.5, r / 5);
    context.beginPath();
    context.arc(x, y, r / 2.2, 0, 2 * Math.PI);
    context.fill();
    context.beginPath();
    context.arc(x, y, r * 1.5, 0, 2 * Math.PI);
    context.stroke();
  }

  atlas.backdrop = backdrop;
})(globalThis.atlas ??= {});
