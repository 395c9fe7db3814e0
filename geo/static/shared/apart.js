"use strict";
// How far places lie from each other: from the nearest point of one to the nearest of the other, as geo/dataset/sphere.py measures it.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const EARTH = 6371; // km
  const STEP = 1; // degrees: a longer side, which is straight in longitude and latitude, is taken in such pieces
  const rad = (degrees) => (degrees * Math.PI) / 180;

  /** @typedef {[number, number, number]} Direction on a sphere of radius 1, seen from its middle */

  /** @type {(at: Atlas.LonLat) => Direction} */
  const direction = ([lon, lat]) => [Math.cos(rad(lat)) * Math.cos(rad(lon)), Math.cos(rad(lat)) * Math.sin(rad(lon)), Math.sin(rad(lat))];
  const dot = (/** @type {Direction} */ a, /** @type {Direction} */ b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  /** @type {(a: Direction, b: Direction) => Direction} */
  const cross = ([a, b, c], [d, e, f]) => [b * f - c * e, c * d - a * f, a * e - b * d];
  const chord = (/** @type {Direction} */ a, /** @type {Direction} */ b) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

  /** Kilometres on the great circle between two points [lat, lon] in degrees. */
  const distance = ([lat1, lon1], [lat2, lon2]) => kilometresOf(chord(direction([lon1, lat1]), direction([lon2, lat2])));
  const kilometresOf = (length) => 2 * EARTH * Math.asin(Math.min(1, length / 2));

  /** Lines of some shape [lon, lat], in pieces; a point is a line of one. */
  function piecesOf({ lines, points }) {
    const cut = (/** @type {Atlas.LonLat} */ [lon, lat], /** @type {Atlas.LonLat | undefined} */ to) => {
      const n = to ? Math.max(1, Math.ceil(Math.hypot(to[0] - lon, to[1] - lat) / STEP)) : 1;
      return Array.from({ length: n }, (_none, i) => /** @type {Atlas.LonLat} */ (to ? [lon + ((to[0] - lon) * i) / n, lat + ((to[1] - lat) * i) / n] : [lon, lat]));
    };
    return [...lines.map((line) => line.flatMap((at, i) => cut(at, line[i + 1]))), ...points.map((at) => [at])];
  }

  /** Radians from a direction to the nearest of a line: beneath it where that lies between the ends of a side, else an end. */
  function toLine(at, /** @type {Direction[]} */ line) {
    let least = Math.min(...line.map((end) => 2 * Math.asin(Math.min(1, chord(at, end) / 2))));
    for (let i = 1; i < line.length; i += 1) {
      const pole = cross(line[i - 1], line[i]), length = Math.hypot(...pole);
      if (length > 0 && dot(at, cross(pole, line[i - 1])) > 0 && dot(at, cross(line[i], pole)) > 0) least = Math.min(least, Math.asin(Math.min(1, Math.abs(dot(at, pole)) / length)));
    }
    return least;
  }

  /** Whether a point [lon, lat] lies within closed lines, and in none of their holes. */
  function isWithin([x, y], lines) {
    let inside = false;
    for (const line of lines) {
      if (line.length < 4 || String(line[0]) !== String(line.at(-1))) continue;
      for (let i = 1; i < line.length; i += 1) {
        const [[a, b], [c, d]] = [line[i - 1], line[i]];
        if (b > y !== d > y && x < a + ((y - b) * (c - a)) / (d - b)) inside = !inside;
      }
    }
    return inside;
  }

  /** Whether two lines cross. */
  function meet(/** @type {Atlas.LonLat[]} */ one, /** @type {Atlas.LonLat[]} */ other) {
    const side = (/** @type {Atlas.LonLat} */ a, /** @type {Atlas.LonLat} */ b, /** @type {Atlas.LonLat} */ c) => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
    const sides = other.slice(1).map((end, i) => /** @type {const} */ ([other[i], end]));
    return one.slice(1).some((b, i) => sides.some(([c, d]) => side(one[i], b, c) * side(one[i], b, d) < 0 && side(c, d, one[i]) * side(c, d, b) < 0));
  }

  /** Kilometres between two shapes {lines, points} of [lon, lat]; 0 where they meet. */
  function between(one, other) {
    const [mine, theirs] = [piecesOf(one), piecesOf(other)];
    const isIn = (lines, shape) => lines.some((line) => isWithin(line[0], shape.lines));
    if (isIn(mine, other) || isIn(theirs, one) || mine.some((line) => theirs.some((other) => meet(line, other)))) return 0;
    const [here, there] = [mine, theirs].map((lines) => lines.map((line) => line.map(direction)));
    const least = (ends, lines) => Math.min(...lines.map((line) => Math.min(...ends.flat().map((at) => toLine(at, line)))));
    return EARTH * Math.min(least(here, there), least(there, here));
  }

  const shapeOf = (/** @type {Atlas.Data} */ { places }, place) => places.shape[place] ?? { lines: [], points: [[places.lon[place], places.lat[place]]] };

  /**
   * Kilometres from a point [lat, lon] to a place, and between two places.
   * @type {Atlas.Namespace["distanceTo"]}
   */
  function distanceTo(data, [lat, lon], place) {
    const { places } = data;
    if (!(place in places.shape)) return distance([lat, lon], [places.lat[place], places.lon[place]]);
    return between({ lines: [], points: [[lon, lat]] }, shapeOf(data, place));
  }

  /** @type {Atlas.Namespace["apart"]} */
  function apart(data, one, other) {
    const { places } = data;
    return one in places.shape ? between(shapeOf(data, one), shapeOf(data, other)) : distanceTo(data, [places.lat[one], places.lon[one]], other);
  }

  Object.assign(atlas, { distanceTo, apart });
})(globalThis.atlas ??= {});
