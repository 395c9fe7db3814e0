"use strict";
// A part that may be longer than its room: it can be pushed with a finger, and paged with two buttons.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;
  const _ = (text) => atlas.gettext(text);
  const PAGE = 0.85; // of the height

  /** Put `children` into a scrolling part; the buttons stand only where there is more to read. */
  function scroller(className, ...children) {
    const box = el("div", { class: "at-k-scroll", "data-scroll": true, tabindex: -1 }, ...children);
    const page = (by) => box.scrollBy({ top: by * box.clientHeight * PAGE, behavior: atlas.reducedMotion() ? "auto" : "smooth" });
    const button = (text, label, by) => el("button", { type: "button", class: "at-k-button at-k-square", text, "aria-label": label, on: { click: () => page(by) } });
    const up = button("▲", _("Further up"), -1);
    const down = button("▼", _("Further down"), 1);
    const pager = el("div", { class: "at-k-pager", hidden: true }, up, down);
    const node = el("div", { class: `at-k-scroller ${className}` }, box, pager);

    function able() {
      const room = box.scrollHeight - box.clientHeight;
      pager.hidden = room < 2;
      box.classList.toggle("at-k-long", room >= 2);
      box.tabIndex = room < 2 ? -1 : 0; // the keyboard can push it too
      up.disabled = box.scrollTop < 1;
      down.disabled = box.scrollTop > room - 2;
    }

    box.addEventListener("scroll", able, { passive: true });
    requestAnimationFrame(able);
    // Words and pictures that come later make a part longer than it was when it was first seen.
    const watch = new ResizeObserver(() => requestAnimationFrame(able));
    for (const one of [box, ...box.children]) watch.observe(one);
    return { node, able };
  }

  atlas.scroller = scroller;
})(globalThis.atlas ??= {});
