"use strict";
// Signs as drawings: no typeface that a kiosk carries is sure to have an arrow or a ring.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const PATHS = {
    left: "M15 4 7 12l8 8",
    right: "M9 4l8 8-8 8",
    up: "M4 15l8-8 8 8",
    down: "M4 9l8 8 8-8",
    back: "M20 12H5M11 5l-7 7 7 7",
    again: "M5 4v6h6M5.6 10A8 8 0 1 1 5 15",
    plus: "M12 4v16M4 12h16",
    minus: "M4 12h16",
    middle: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 11a1 1 0 1 0 0 2a1 1 0 1 0 0-2",
    asked: "M8 9a4 4 0 1 1 5.6 3.700c-1.200.600-1.600 1.300-1.600 2.800M12 19v.6",
    about: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 11v6M12 7v.6",
    letters: "M2 19 7.500 5 13 19M4 14.500h7M22 19v-8M22 15a3.500 3.500 0 1 1-7 0a3.500 3.500 0 1 1 7 0",
  };

  /**
   * A sign as an image that says nothing: its button does.
   * @type {Atlas.Namespace["icon"]}
   */
  const icon = (name) => atlas.svg("svg", { class: "at-k-icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, atlas.svg("path", { d: PATHS[name] }));

  atlas.icon = icon;
})(globalThis.atlas ??= {});
