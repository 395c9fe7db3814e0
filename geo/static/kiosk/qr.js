"use strict";
// The QR code that takes a screen along on a phone; its bits were made by geo/map/qr.py.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const QUIET = 4; // modules of white around it, as the standard asks

  /** Draw a code "modules:bits" as an image with a name. */
  function qr(code, name) {
    const [size] = code.split(":", 1);
    const side = Number(size) + 2 * QUIET;
    const path = atlas.svg("path", { d: outline(Number(size), atlas.ofBase85(code.slice(size.length + 1))) });
    return atlas.svg("svg", { viewBox: `0 0 ${side} ${side}`, role: "img", "aria-label": name, class: "at-k-code", "shape-rendering": "crispEdges" }, path);
  }

  function outline(size, bytes) {
    const dark = (i) => (bytes[i >> 3] >> (7 - (i & 7))) & 1;
    let d = "";
    for (let i = 0; i < size * size; i += 1) if (dark(i)) d += `M${(i % size) + QUIET} ${Math.floor(i / size) + QUIET}h1v1h-1z`;
    return d;
  }

  atlas.qr = qr;
})(globalThis.atlas ??= {});
