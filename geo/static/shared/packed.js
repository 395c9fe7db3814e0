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
    return Array.isArray(packed) ? packed.map((part) => lines(part, scale)) : points(atob(packed), scale);
  }

  function points(bytes, scale) {
    const found = [];
    let [at, lon, lat] = [0, 0, 0];
    const next = () => {
      let [number, shift, byte] = [0, 0, 128];
      for (; byte > 127; shift += 7) {
        byte = bytes.charCodeAt(at);
        at += 1;
        number |= (byte & 127) << shift;
      }
      return number & 1 ? -((number + 1) >>> 1) : number >>> 1;
    };
    while (at < bytes.length) {
      lon += next();
      lat += next();
      found.push([lon / scale, lat / scale]);
    }
    return found;
  }

  atlas.unpack = unpack;
})(globalThis.atlas ??= {});
