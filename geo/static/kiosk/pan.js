"use strict";
// A map that a finger moves within its window. Leaflet's own dragging begins with the first pixel, and presses nothing then.
(function (/** @type {Atlas.Namespace} */ atlas) {
  /** Let the first finger in `box` move `map`, enlarged by `scale()`, once it has slid farther than one that presses. */
  function pan(/** @type {any} */ map, /** @type {HTMLElement} */ box, /** @type {() => number} */ scale) {
    let held = /** @type {{ id: number; x: number; y: number; moved: boolean } | null} */ (null);

    function start(/** @type {PointerEvent} */ { pointerId, clientX, clientY, target }) {
      if (!held && target instanceof Element && !target.closest("button")) held = { id: pointerId, x: clientX, y: clientY, moved: false };
    }

    function move(/** @type {PointerEvent} */ { pointerId, clientX, clientY }) {
      if (held?.id !== pointerId) return;
      const by = L.point(held.x - clientX, held.y - clientY);
      if (!held.moved && Math.hypot(by.x, by.y) < atlas.SLIP) return;
      map._rawPanBy(by.divideBy(scale()).round());
      map.fire("move");
      held = { id: pointerId, x: clientX, y: clientY, moved: true };
    }

    function end(/** @type {PointerEvent} */ { pointerId }) {
      if (held?.id !== pointerId) return;
      if (held.moved) map.fire("moveend");
      held = null;
    }

    box.addEventListener("pointerdown", start);
    document.addEventListener("pointermove", move);
    for (const type of /** @type {const} */ (["pointerup", "pointercancel"])) document.addEventListener(type, end, true);
  }

  atlas.pan = pan;
})(globalThis.atlas ??= {});
