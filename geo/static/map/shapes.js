"use strict";
// Places that are more than a point: lines, outlines of areas with their holes, and sets of points.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const HALO = "#ffffff";

  /** @type {(at: Atlas.LonLat) => L.Point} */
  const flat = ([lon, lat]) => L.CRS.EPSG3857.latLngToPoint(L.latLng(lat, lon), 0);
  const isClosed = (line) => line.length > 2 && String(line[0]) === String(line.at(-1));

  /** The shapes of all places in the plane of zoom 0: {place, lines: [{points, closed}], points}. */
  function shapesOf({ places }) {
    return Object.entries(places.shape).map(([place, { lines, points }]) => ({
      place: Number(place),
      lines: lines.map((line) => ({ points: line.map(flat), closed: isClosed(line) })),
      points: points.map(flat),
    }));
  }

  /** Draw one shape; `at(point)` gives the pixel of the canvas as [x, y]. */
  function drawShape(context, shape, at, selected) {
    for (const { colour, wider, radius } of [{ colour: HALO, wider: 3, radius: 5 }, { colour: atlas.look().ink, wider: 0, radius: 3.5 }]) {
      trace(context, shape.lines, at);
      context.lineJoin = "round";
      context.lineWidth = (selected ? 5 : 3) + wider;
      context.strokeStyle = colour;
      context.stroke();
      context.fillStyle = colour;
      for (const point of shape.points) dot(context, at(point), radius + (selected ? 1.5 : 0));
    }
  }

  function trace(context, lines, at) {
    context.beginPath();
    for (const { points, closed } of lines) {
      points.forEach((point, i) => (i ? context.lineTo(...at(point)) : context.moveTo(...at(point))));
      if (closed) context.closePath();
    }
  }

  function dot(context, [x, y], radius) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
  }

  /** South, west, north and east of a place that can be drawn: of its whole shape and its point. Degrees. */
  function boundsOfPlace({ places }, place) {
    const { lines, points } = places.shape[place] ?? { lines: [], points: [] };
    const all = /** @type {Atlas.LonLat[]} */ ([...lines.flat(), ...points, [places.lon[place], places.lat[place]]]);
    const bounds = { south: Infinity, west: Infinity, north: -Infinity, east: -Infinity };
    for (const [lon, lat] of all) {
      bounds.south = Math.min(bounds.south, lat);
      bounds.north = Math.max(bounds.north, lat);
      bounds.west = Math.min(bounds.west, lon);
      bounds.east = Math.max(bounds.east, lon);
    }
    return bounds;
  }

  Object.assign(atlas, { shapesOf, drawShape, boundsOfPlace });
})(globalThis.atlas ??= {});
