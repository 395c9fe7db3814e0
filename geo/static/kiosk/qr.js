"use strict";
// The QR code that takes a screen along on a phone; its bits were made by geo/map/qr.py.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const SVG = "http://www.w3.org/2000/svg";
  const QUIET = 4; // modules of white around it, as the standard asks

  /** Draw a code "modules:bits" as an image with a name. */
  function qr(code, name) {
    const [size, bits] = code.split(":");
    const side = Number(size) + 2 * QUIET;
    const node = document.createElementNS(SVG, "svg");
    for (const [key, value] of Object.entries({ viewBox: `0 0 ${side} ${side}`, role: "img", "aria-label": name, class: "at-k-code", "shape-rendering": "crispEdges" })) node.setAttribute(key, value);
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", outline(Number(size), atob(bits)));
    node.append(path);
    return node;
  }

  function outline(size, bytes) {
    const dark = (i) => (bytes.charCodeAt(i >> 3) >> (7 - (i & 7))) & 1;
    let d = "";
    for (let i = 0; i < size * size; i += 1) if (dark(i)) d += `M${(i % size) + QUIET} ${Math.floor(i / size) + QUIET}h1v1h-1z`;
    return d;
  }

  atlas.qr = qr;
})(globalThis.atlas ??= {});
