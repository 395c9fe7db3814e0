"use strict";
// What a browser offers and a museum must not: menus, selection, pinch, shortcuts, ways out.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const KEPT_KEYS = new Set(["Tab", "Enter", " ", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown", "Escape"]);
  const BEFORE = "before"; // the page, in the history
  const CORNER = 0.12; // of the shorter side
  const CORNERS_WITHIN = 5000; // ms

  const refuse = (event) => event.preventDefault();
  const refuseSecond = (event) => event.touches.length > 1 && refuse(event); // finger

  /** `back` hears when somebody asks to go back. */
  function guard(back) {
    const hard = { passive: false, capture: true };
    for (const type of ["contextmenu", "selectstart", "dragstart", "drop", "gesturestart", "beforeprint", "copy", "cut", "paste"]) {
      document.addEventListener(type, refuse, hard);
    }
    document.addEventListener("touchstart", refuseSecond, hard);
    document.addEventListener("touchmove", refuseSecond, hard);
    document.addEventListener("wheel", (event) => event.ctrlKey && refuse(event), hard);
    document.addEventListener("keydown", guardKey, hard);
    document.addEventListener("auxclick", refuse, hard);
    guardHistory(back);
    window.open = () => null;
    window.print = () => undefined;
  }

  function guardKey(event) {
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
    if (plain && KEPT_KEYS.has(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Going back stays here, whatever gesture or key asks for it. What is before has no step of a story in its address. */
  function guardHistory(back) {
    const { href, pathname, search } = location;
    history.replaceState(BEFORE, "", pathname + search);
    history.pushState(null, "", href);
    addEventListener("popstate", ({ state }) => {
      if (state !== BEFORE) return; // an address with another step
      history.pushState(null, "");
      back();
    });
  }

  /** Hears four corners touched clockwise from the upper left: the way in for the staff. */
  function corners(found) {
    let next = 0;
    let began = 0;
    document.addEventListener("pointerdown", (event) => {
      const corner = cornerAt(event.clientX, event.clientY);
      if (corner === 0) [next, began] = [1, event.timeStamp];
      else if (corner === next && next > 0 && event.timeStamp - began < CORNERS_WITHIN) next += 1;
      else next = 0;
      if (next < 4) return;
      next = 0;
      // What lies in that corner is not pressed by this touch.
      addEventListener("click", (click) => click.stopImmediatePropagation(), { capture: true, once: true });
      found();
    }, true);
  }

  function cornerAt(x, y) {
    const reach = Math.min(innerWidth, innerHeight) * CORNER;
    const left = x < reach, right = x > innerWidth - reach, top = y < reach, bottom = y > innerHeight - reach;
    return [left && top, right && top, right && bottom, left && bottom].indexOf(true);
  }

  Object.assign(atlas, { guard, corners });
})(globalThis.atlas ??= {});
