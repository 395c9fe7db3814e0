"use strict";
// While a hand is on the years the parts of the page keep their sizes: a line that wraps stands over the map, and does not move it.
(function (/** @type {Atlas.Namespace} */ atlas) {
  /**
   * A function that is told whether a hand is on the years of the page of `root`; a small one (`isSmall`) has no such lines.
   * @type {Atlas.Namespace["steady"]}
   */
  function steady(root, isSmall) {
    let held = false;
    return (live) => {
      if (live === held) return;
      held = live;
      const isHeld = root.classList.toggle("at-held", live && !isSmall());
      root.style.gridTemplateRows = isHeld ? getComputedStyle(root).gridTemplateRows : "";
    };
  }

  atlas.steady = steady;
})(globalThis.atlas ??= {});
