"use strict";
// What a finger presses. A browser hears one finger at a time, and none that slides; before a screen stand several people, and
// old hands slide. So every finger presses by itself what it touched first, where it comes up near there.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const SLIP = 26; // CSS pixels that a finger may slide and still press
  const PALM = 22; // mm: what is wider is no finger
  const STOPPED = 100; // ms
  const SCROLLS = ".at-k-scroll, .at-k-ask";

  /** Let each finger press; `wide(mm)` gives CSS pixels. */
  function press(/** @type {(mm: number) => number} */ wide) {
    const down = /** @type {Map<number, { x: number; y: number; node: Element; scrolled: number }>} */ (new Map());
    const moved = /** @type {WeakMap<any, number>} */ (new WeakMap()); // when what scrolls did so last: a finger that stops it presses nothing
    const scrolled = (node) => node.closest(SCROLLS)?.scrollTop ?? 0;

    function start(/** @type {TouchEvent} */ { changedTouches, timeStamp }) {
      for (const { identifier, clientX, clientY, target, radiusX } of changedTouches) {
        if (!(target instanceof Element) || 2 * radiusX > wide(PALM) || timeStamp - (moved.get(target.closest(SCROLLS) ?? target) ?? -STOPPED) < STOPPED) continue;
        down.set(identifier, { x: clientX, y: clientY, node: target, scrolled: scrolled(target) });
      }
    }

    function end(/** @type {TouchEvent} */ event) {
      for (const { identifier, clientX, clientY } of event.changedTouches) {
        const from = down.get(identifier);
        down.delete(identifier);
        if (!from) continue;
        if (event.cancelable) event.preventDefault(); // the browser's own click would be a second one
        const { node, x, y } = from;
        const still = Math.hypot(clientX - x, clientY - y) <= SLIP && Math.abs(scrolled(node) - from.scrolled) <= SLIP;
        if (still && node.isConnected && !node.closest("[inert], :disabled")) click(node, x, y);
      }
    }

    const forget = (/** @type {TouchEvent} */ { changedTouches }) => [...changedTouches].forEach(({ identifier }) => down.delete(identifier));
    document.addEventListener("scroll", ({ target, timeStamp }) => target && moved.set(target, timeStamp), { capture: true, passive: true });
    document.addEventListener("touchstart", start, { capture: true, passive: true });
    document.addEventListener("touchend", end, { capture: true, passive: false });
    const fingers = (is) => () => document.getElementById("kiosk")?.classList.toggle("at-k-fingers", is);
    document.addEventListener("touchstart", fingers(true), { capture: true, passive: true });
    document.addEventListener("keydown", fingers(false), true);
    document.addEventListener("touchcancel", forget, { capture: true, passive: true });
  }

  function click(/** @type {Element} */ node, clientX, clientY) {
    const held = node.closest("button, summary, [tabindex]");
    if (held instanceof HTMLElement) held.focus({ preventScroll: true });
    node.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, composed: true, view: window, detail: 1, clientX, clientY }));
  }

  Object.assign(atlas, { press, SLIP });
})(globalThis.atlas ??= {});
