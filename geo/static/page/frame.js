"use strict";
// The page in a frame of another site, whose reader wants to scroll past the map: it asks for Ctrl or two fingers.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const HINT = 1500; // ms
  const STEP = 100; // CSS pixels of a wheel for one zoom level, about a notch of most mice

  /** Let `map` move only for who means it. */
  function shareScrolling(map) {
    const root = map.getContainer();
    const hint = atlas.el("div", { class: "at-hint", role: "status", hidden: true });
    root.append(hint);
    let hiding = 0; // timer
    function say(text) {
      atlas.say(hint, text);
      hint.hidden = false;
      clearTimeout(hiding);
      hiding = setTimeout(() => (hint.hidden = true), HINT);
    }
    map.scrollWheelZoom.disable();
    root.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return say(atlas.gettext("Hold Ctrl and turn the wheel to zoom the map."));
      event.preventDefault();
      const steps = Math.sign(event.deltaY) * Math.min(1, Math.abs(event.deltaY) / STEP);
      map.setZoomAround(map.mouseEventToContainerPoint(event), map.getZoom() - steps, { animate: false });
    }, { passive: false });
    if (!matchMedia("(pointer: coarse)").matches) return;
    map.dragging.disable(); // two fingers still move and zoom
    root.addEventListener("touchmove", (event) => event.touches.length === 1 && say(atlas.gettext("Move the map with two fingers.")), { passive: true });
  }

  atlas.shareScrolling = shareScrolling;
})(globalThis.atlas ??= {});
