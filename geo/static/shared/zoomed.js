"use strict";
// An image that fits its stage, and that wheel, fingers and calls bring nearer; it never leaves the stage.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const WHEEL = 0.0015; // of e, for a pixel of the wheel

  /**
   * Let an image be zoomed within `stage`, at most `most` times; `moved(scale)` hears of every change.
   * @type {Atlas.Namespace["zoomed"]}
   */
  function zoomed(stage, image, { most, moved }) {
    let [scale, x, y] = [1, 0, 0]; // x and y: CSS pixels from the middle of the stage to that of the image
    const fingers = /** @type {Map<number, { x: number, y: number }>} */ (new Map());

    function draw() {
      const room = (outer, inner) => Math.max(0, (inner * scale - outer) / 2);
      const [wide, high] = [room(stage.clientWidth, image.offsetWidth), room(stage.clientHeight, image.offsetHeight)];
      x = atlas.clamp(x, -wide, wide);
      y = atlas.clamp(y, -high, high);
      image.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
      stage.classList.toggle("at-viewer-near", scale > 1);
      moved(scale);
    }

    /** Nearer by a factor; the point of the image that stands `left` and `top` of the middle of the stage stays there. */
    function zoom(factor, left = 0, top = 0) {
      const next = atlas.clamp(scale * factor, 1, most);
      x = left - ((left - x) * next) / scale;
      y = top - ((top - y) * next) / scale;
      scale = next;
      draw();
    }

    function move(right, down) {
      x += right;
      y += down;
      draw();
    }

    function reset() {
      [scale, x, y] = [1, 0, 0];
      draw();
    }

    /** A point of the window as seen from the middle of the stage. */
    function fromMiddle({ x: left, y: top }) {
      const box = stage.getBoundingClientRect();
      return [left - box.x - box.width / 2, top - box.y - box.height / 2];
    }

    function wheel(event) {
      event.preventDefault();
      const pixels = event.deltaY * (event.deltaMode === 1 ? 30 : 1);
      const [left, top] = fromMiddle({ x: event.clientX, y: event.clientY });
      zoom(Math.exp(-pixels * WHEEL), left, top);
    }

    /** The middle of all fingers, and how far the first two are apart; 0 for one. */
    function spread() {
      const [one, two] = [...fingers.values()];
      if (!two) return { ...one, apart: 0 };
      return { x: (one.x + two.x) / 2, y: (one.y + two.y) / 2, apart: Math.hypot(one.x - two.x, one.y - two.y) };
    }

    function down(event) {
      stage.setPointerCapture(event.pointerId);
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    }

    function drag(event) {
      if (!fingers.has(event.pointerId)) return;
      const before = spread();
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      const now = spread();
      move(now.x - before.x, now.y - before.y);
      if (before.apart && now.apart) zoom(now.apart / before.apart, ...fromMiddle(now));
    }

    const up = (event) => fingers.delete(event.pointerId);

    stage.addEventListener("wheel", wheel, { passive: false });
    for (const [type, listener] of /** @type {[string, (event: any) => void][]} */ ([["pointerdown", down], ["pointermove", drag], ["pointerup", up], ["pointercancel", up]])) stage.addEventListener(type, listener);
    stage.addEventListener("dblclick", (event) => (scale > 1 ? reset() : zoom(3, ...fromMiddle({ x: event.clientX, y: event.clientY }))));
    return { zoom, move, reset, scale: () => scale };
  }

  atlas.zoomed = zoomed;
})(globalThis.atlas ??= {});
