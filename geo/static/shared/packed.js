"use strict";
// Makes numbers of the lines that geo/map/packed.py packed.
(function (/** @type {Atlas.Namespace} */ atlas) {
  /** Unpack a FeatureCollection in place; one that is not packed stays as it is. */
  function unpack(collection) {
    if (collection.digits === undefined) return collection;
    const scale = 10 ** collection.digits;
    for (const { geometry } of collection.features) geometry.coordinates = lines(geometry.coordinates, scale);
    delete collection.digits;
    return collection;
  }

  function lines(packed, scale) {
    return Array.isArray(packed) ? packed.map((part) => lines(part, scale)) : points(atlas.ofBase85(packed), scale);
  }

  /** Differences from point to point, each a number in groups of seven bits, the least first, all but the last marked. */
  function points(bytes, scale) {
    const found = [];
    const last = [0, 0]; // longitude and latitude, in steps
    let [side, number, shift] = [0, 0, 0];
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at];
      number |= (byte & 127) << shift;
      shift += 7;
      if (byte > 127) continue;
      last[side] += number & 1 ? -((number + 1) >>> 1) : number >>> 1;
      if (side) found.push([last[0] / scale, last[1] / scale]);
      [side, number, shift] = [1 - side, 0, 0];
    }
    return found;
  }

  atlas.unpack = unpack;
})(globalThis.atlas ??= {});
