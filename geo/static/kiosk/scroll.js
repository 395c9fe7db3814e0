"use strict";
// A part that may be longer than its room: it can be pushed with a finger, and paged with two buttons.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;
  const _ = (text) => atlas.gettext(text);
  const PAGE = 0.85; // of the height, where a page has no line to begin with
  const FADED = 1.6; // rem: the last of a page, when there is more below
  const AIR = 6; // CSS pixels above the first line of a page
  const WHOLE = "img, svg, button";

  /** Put `children` into a scrolling part; the buttons stand only where there is more to read. */
  function scroller(className, ...children) {
    const box = el("div", { class: "at-k-scroll", "data-scroll": true, tabindex: -1 }, ...children);
    const page = (by) => box.scrollBy({ top: pageOf(box, by), behavior: atlas.reducedMotion() ? "auto" : "smooth" });
    const button = (sign, label, by) => el("button", { type: "button", class: "at-k-button at-k-square", "aria-label": label, on: { click: () => page(by) } }, atlas.icon(sign));
    const up = button("up", _("Further up"), -1);
    const down = button("down", _("Further down"), 1);
    const pager = el("div", { class: "at-k-pager", hidden: true }, up, down);
    const node = el("div", { class: `at-k-scroller ${className}` }, box, pager);

    function able() {
      const room = box.scrollHeight - box.clientHeight;
      up.hidden = down.hidden = room < 2;
      pager.hidden = room < 2 && pager.childElementCount === 2; // the way back stands there too
      box.classList.toggle("at-k-long", box.scrollTop < room - 2);
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

  /** How far the next page is (1: further down, -1: up), so that it begins and ends with a whole line. */
  function pageOf(box, by) {
    const { top, bottom } = box.getBoundingClientRect();
    const end = bottom - FADED * parseFloat(getComputedStyle(document.documentElement).fontSize);
    const lines = linesOf(box);
    const whole = by * (end - top) * PAGE;
    const cut = by > 0 ? lines.filter((line) => line.bottom > end).map((line) => line.top - top - AIR) : lines.filter((line) => line.top < top).map((line) => line.bottom - end);
    const found = by > 0 ? Math.min(...cut) : Math.max(...cut);
    return cut.length && found * by > AIR ? found : whole;
  }

  /** Where the lines of a text stand, and what else is not cut. */
  function linesOf(box) {
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const lines = [...box.querySelectorAll(WHOLE)].map((node) => node.getBoundingClientRect());
    while (walker.nextNode()) {
      range.selectNodeContents(walker.currentNode);
      lines.push(...range.getClientRects());
    }
    return lines.filter(({ height, bottom }) => height > 0 && height < box.clientHeight && bottom > 0);
  }

  Object.assign(atlas, { scroller, pageOf });
})(globalThis.atlas ??= {});
