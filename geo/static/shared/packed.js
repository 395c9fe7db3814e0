"use strict";
// Makes shapes of the layers of a basemap that geo/map/packed.py packed.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const NORTH = 85.0511287798; // degrees: where Web Mercator makes the Earth a square
  const WORLD = 256; // CSS pixels of its side at zoom 0, as L.CRS.EPSG3857

  /** Where a longitude and a latitude, degrees, lie in the plane of zoom 0, in pixels from its upper left corner. */
  const east = (/** @type {number} */ lon) => WORLD * (0.5 + lon / 360);
  const south = (/** @type {number} */ lat) => {
    const sine = Math.sin((Math.max(-NORTH, Math.min(NORTH, lat)) * Math.PI) / 180);
    return WORLD * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI));
  };

  /**
   * The shapes of a layer, in the plane of zoom 0.
   * @type {Atlas.Namespace["unpack"]}
   */
  function unpack({ digits, points, features }) {
    const flat = projected(atlas.ofBase85(points), 10 ** digits);
    let from = 0;
    const line = (/** @type {number} */ n) => lineOf(flat.subarray(from, (from += 2 * n)));
    return features.map(({ properties: { from = null, to = null }, lines }) => ({ from, to, lines: lines.map(line) }));
  }

  /**
   * Points from their differences, each a number in groups of seven bits, the least first, all but the last marked.
   * It runs once, before anything is seen: one loop that calls little is compiled while it runs.
   */
  function projected(/** @type {Uint8Array} */ bytes, /** @type {number} */ scale) {
    const flat = new Float64Array(bytes.length);
    let [lon, lat, number, shift, n] = [0, 0, 0, 0, 0];
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at];
      number |= (byte & 127) << shift;
      shift += 7;
      if (byte > 127) continue;
      const step = number & 1 ? -((number + 1) >>> 1) : number >>> 1;
      number = shift = 0;
      if (n % 2) flat[n] = south((lat += step) / scale);
      else flat[n] = east((lon += step) / scale);
      n += 1;
    }
    return flat.subarray(0, n);
  }

  /** A line, or ring, with the box around it. */
  function lineOf(/** @type {Float64Array} */ points) {
    let [left, top, right, bottom] = [points[0], points[1], points[0], points[1]];
    for (let at = 2; at < points.length; at += 2) {
      const x = points[at], y = points[at + 1];
      if (x < left) left = x;
      else if (x > right) right = x;
      if (y < top) top = y;
      else if (y > bottom) bottom = y;
    }
    return { points, left, top, right, bottom };
  }

  Object.assign(atlas, { east, south, unpack });
})(globalThis.atlas ??= {});
