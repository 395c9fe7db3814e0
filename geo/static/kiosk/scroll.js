"use strict";
// A part that may be longer than its room: it can be pushed with a finger, and paged with two buttons.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;
  const _ = (text) => atlas.gettext(text);
  const PAGE = 0.85; // of the height, where a page has no line to begin with
  const FADED = 1.6; // rem: the last of a page, when there is more below
  const AIR = 6; // CSS pixels above the first line of a page
  const HAIR = 4; // CSS pixels: the border of a button may begin in part of one
  const WHOLE = "img, svg, button";
  const DEFINED = ".at-k-figure > .at-k-counted"; // half a definition says what is not meant
  const FRAMED = `img, .at-k-button, .at-k-offer, .at-figures, .at-k-terms, ${DEFINED}`; // what is not seen in part: its edge says nothing
  const LONG = ".at-k-offer, .at-figures, .at-k-terms"; // of these, what has several lines
  const NO_END = /** @type {[number, boolean]} */ ([0, false]); // of a page after which no other comes
  const MOST = 0.4; // of the height: rather than that more stays empty, a page is cut through it
  const LITTLE = 0.25; // of the height: rather than that more stays empty, a page begins with lines of the one before
  const CLOSER = ["at-k-close-1", "at-k-close-2", "at-k-close-3", "at-k-close-4", "at-k-close-5", "at-k-close-6"]; // of a text, one after the other (card.css)
  const JOINED = "at-k-joined"; // of one whose numbers else stood without what they take in
  const NEARER = "at-k-nearer"; // of one whose sentence else began on the next page
  const LINE = 0.8; // of a line: to where its letters reach
  const AIRED = 4; // of these: they take no words but the names of further bodies
  const wished = /** @type {WeakMap<HTMLElement, Element>} */ (new WeakMap()); // of a part, with what its page is to begin
  const ROOMY = ["at-k-roomy-1", "at-k-roomy-2"]; // of a list that would leave its room empty

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
      edge(0, 0);
      box.tabIndex = room < 2 ? -1 : 0; // the keyboard can push it too
      up.disabled = box.scrollTop < 1;
      down.disabled = box.scrollTop > room - 2;
    }

    /** Leave so much of the page empty, in CSS pixels; where that is not what is left out itself, nothing fades. */
    function edge(above, below, isWhole = false) {
      if (isWhole) box.style.setProperty("--fade", "0px");
      else box.style.removeProperty("--fade");
      box.style.setProperty("--above", `${above}px`);
      box.style.setProperty("--below", `${below}px`);
      box.classList.toggle("at-k-edged", above > 0);
    }

    /** Where a page has come to rest it neither begins nor ends with a part of something; of the last one the end stays empty, and not the beginning. */
    function settle() {
      const isLast = box.scrollTop > 1 && box.scrollTop > box.scrollHeight - box.clientHeight - 2;
      if (!isLast) box.style.removeProperty("--end");
      if (box.scrollTop < 1) tighten(box);
      fillRoom(box);
      const wasWhole = pager.hidden;
      able();
      if (wasWhole && !pager.hidden) return settle(); // the buttons take room
      begin(box);
      const cut = box.scrollTop < 1 ? 0 : cutAbove(box);
      if (isLast && cut) {
        box.style.setProperty("--end", `${parseFloat(box.style.getPropertyValue("--end") || "0") + Math.ceil(cut)}px`);
        box.scrollTop += Math.ceil(cut); // and is settled anew
      } else if (cut && isBefore(cut)) {
        box.scrollTop += Math.ceil(cut);
      } else edge(cut, ...(box.classList.contains("at-k-long") ? endOf(box) : NO_END));
    }

    /** Whether the opened row of a list stays in sight where the page begins `cut` further down. */
    function isBefore(cut) {
      const row = box.querySelector(".at-k-row[aria-current]")?.getBoundingClientRect();
      const { top, bottom } = box.getBoundingClientRect();
      return row !== undefined && row.top >= top + cut && row.top < bottom;
    }

    box.addEventListener("scroll", able, { passive: true });
    box.addEventListener("scrollend", settle, { passive: true });
    requestAnimationFrame(settle);
    // Words and pictures that come later make a part longer than it was when it was first seen.
    const watch = new ResizeObserver(() => requestAnimationFrame(settle));
    for (const one of [box, ...box.children]) watch.observe(one);
    return { node, able };
  }

  /** Show what could be said as well, as much of it as the page has room for: all that is marked alike (`data-spare`), or none of it. */
  function fillRoom(/** @type {HTMLElement} */ box) {
    const further = /** @type {HTMLElement[]} */ ([...box.querySelectorAll("[data-spare]")]);
    const show = (some, is) => some.forEach((node) => node.classList.toggle("at-k-spared", !is));
    show(further, false);
    for (const part of new Set(further.map(({ dataset }) => dataset.spare))) {
      const some = further.filter(({ dataset }) => dataset.spare === part);
      show(some, true);
      if (box.scrollHeight <= box.clientHeight + 1) continue;
      show(some, false);
      if (part?.startsWith("near")) return; // no list begins in its middle
    }
    box.classList.remove(...ROOMY);
    for (const roomy of ROOMY) {
      box.classList.add(roomy);
      if (box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth) return box.classList.remove(roomy);
    }
  }

  /** What a text says first, to its numbers, is on the first page: where that has no room, it stands closer, step by step. */
  function tighten(/** @type {HTMLElement} */ box) {
    const brief = box.querySelector(":scope > .at-k-brief"); // the one that is opened
    for (const one of box.querySelectorAll(".at-k-brief")) one.classList.remove(...CLOSER, JOINED, NEARER);
    if (!brief) return;
    const seen = (/** @type {string} */ some) => [...brief.querySelectorAll(`:scope > :is(${some})`)].filter((node) => node.checkVisibility());
    const lowest = (/** @type {Element[]} */ some) => Math.max(0, ...some.map((node) => node.getBoundingClientRect().bottom));
    const beside = () => (brief.matches(":has(> .at-k-many):not(.at-k-close-3)") ? lineOf(seen(".at-event-text")) : 0); // all who acted are named beside some of the text
    const whole = () => lowest(seen(".at-k-figure, .at-k-by")) + beside();
    const numbers = () => lowest(seen(".at-k-figure").map((figure) => [...figure.querySelectorAll(".at-k-number")].at(-1) ?? figure)); // what they take in may be a page further
    for (const [i, closer] of CLOSER.entries()) {
      const end = box.getBoundingClientRect().bottom - (box.scrollHeight > box.clientHeight + 1 ? fadedOf() : 0);
      if ((i < AIRED ? whole() : numbers()) <= end) break;
      brief.classList.add(closer);
    }
    join(box, brief);
    nearSentence(box, brief, () => lowest(seen(".at-k-figure")));
  }

  /** Where smaller numbers make room for it, a sentence that stands beneath them begins on their page. */
  function nearSentence(/** @type {HTMLElement} */ box, /** @type {Element} */ brief, /** @type {() => number} */ numbers) {
    const text = brief.querySelector(":scope > .at-event-text");
    const isBegun = () => {
      const { bottom } = box.getBoundingClientRect(), { top } = /** @type {Element} */ (text).getBoundingClientRect();
      return numbers() <= bottom - fadedOf() && top + LINE * lineOf(text ? [text] : []) <= bottom;
    };
    if (!text || text.getBoundingClientRect().top < numbers() || isBegun()) return;
    brief.classList.add(NEARER);
    if (!isBegun()) brief.classList.remove(NEARER);
  }

  /** Where smaller letters make room for what a number takes in, it stands on the page of the number. */
  function join(/** @type {HTMLElement} */ box, /** @type {Element} */ brief) {
    const { bottom } = box.getBoundingClientRect();
    const isParted = () => [...brief.querySelectorAll(`:scope > ${DEFINED}`)].some((node) => node.checkVisibility() && node.getBoundingClientRect().bottom > bottom);
    if (!isParted()) return;
    brief.classList.add(JOINED);
    if (isParted()) brief.classList.remove(JOINED);
  }

  /** How high a line of the first of some texts is. */
  const lineOf = (/** @type {Element[]} */ [text]) => (text ? parseFloat(getComputedStyle(text).lineHeight) : 0);

  /** How much of a page, from its end, would show the edge of something only; of the one that begins `by` further down. */
  function cutBelow(box, by = 0) {
    const bottom = box.getBoundingClientRect().bottom + by;
    const end = bottom - fadedOf();
    const isRead = (/** @type {Element} */ node) => node.matches(LONG) && Math.min(...textLines(node).map((line) => line.bottom)) < end; // its first line is
    const cut = [...box.querySelectorAll(FRAMED)].filter((node) => !isRead(node)).map((node) => node.getBoundingClientRect()).filter((one) => one.height > 0 && one.top < bottom && one.bottom > end);
    const first = Math.min(...cut.map((one) => one.top).filter((top) => bottom - top < MOST * box.clientHeight));
    return Math.max(0, bottom - first + HAIR);
  }

  /**
   * How much of a page stays empty at its end, and whether what stands above it is whole: a definition ends its page rather than that it fades.
   * @returns {[number, boolean]}
   */
  function endOf(box) {
    const { bottom } = box.getBoundingClientRect();
    const [last] = [...box.querySelectorAll(DEFINED)].map((node) => node.getBoundingClientRect().bottom).filter((end) => end <= bottom && end > bottom - fadedOf());
    return last === undefined ? [cutBelow(box), false] : [bottom - last, true];
  }

  /** How much of a page, from its beginning, would show the lower part of a line or of a button. */
  function cutAbove(box) {
    const { top } = box.getBoundingClientRect();
    const cut = linesOf(box).filter((line) => line.top < top - 1 && line.bottom > top).map((line) => line.bottom - top);
    return Math.max(0, ...cut.filter((high) => high < MOST * box.clientHeight));
  }

  const fadedOf = () => FADED * parseFloat(getComputedStyle(document.documentElement).fontSize);

  /** How far the next page is (1: further down, -1: up), so that it begins and ends with a whole line. */
  function pageOf(box, by) {
    const { top, bottom } = box.getBoundingClientRect();
    const [empty, isWhole] = by > 0 ? endOf(box) : NO_END;
    const end = bottom - (isWhole ? empty : Math.max(fadedOf(), empty));
    const lines = linesOf(box);
    const whole = by * (end - top) * PAGE;
    const cut = by > 0 ? lines.filter((line) => line.bottom > end).map((line) => line.top - top - AIR) : lines.filter((line) => line.top < top).map((line) => line.bottom - end);
    const found = by > 0 ? Math.min(...cut) : Math.max(...cut);
    return cut.length && found * by > AIR ? (by > 0 ? filled(box, found, lines) : found) : whole;
  }

  /** Where a page begins that would begin `found` further down and end early: with earlier lines. */
  function filled(box, /** @type {number} */ found, /** @type {DOMRect[]} */ lines) {
    const { top } = box.getBoundingClientRect();
    const earlier = lines.map((line) => line.top - top - AIR).filter((from) => from > AIR && from < found && from > found - MOST * box.clientHeight);
    const starts = [found, ...earlier.sort((a, b) => b - a)];
    const empty = starts.map((from) => cutBelow(box, from));
    const first = empty.findIndex((high) => high < LITTLE * box.clientHeight);
    return starts[first >= 0 ? first : empty.indexOf(Math.min(...empty))];
  }

  function textLines(/** @type {Element} */ node) {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const lines = /** @type {DOMRect[]} */ ([]);
    while (walker.nextNode()) {
      range.selectNodeContents(walker.currentNode);
      lines.push(...range.getClientRects());
    }
    return lines;
  }

  /** Where the lines of a text stand, and what else is not cut. */
  function linesOf(box) {
    const whole = [...box.querySelectorAll(WHOLE)].map((node) => node.getBoundingClientRect());
    return [...whole, ...textLines(box)].filter(({ height, bottom }) => height > 0 && height < box.clientHeight && bottom > 0);
  }

  /**
   * Begin a page with `first`, where not all is on one; that is known when the part has come to rest.
   * @type {Atlas.Namespace["beginPage"]}
   */
  const beginPage = (box, first) => void wished.set(box, first);

  /** Begin the page that was asked for; after the last words it stays empty. */
  function begin(/** @type {HTMLElement} */ box) {
    const first = wished.get(box);
    wished.delete(box);
    if (!first?.checkVisibility() || box.scrollHeight <= box.clientHeight + 1) return;
    const by = Math.floor(first.getBoundingClientRect().top - box.getBoundingClientRect().top - AIR);
    const lacks = by - (box.scrollHeight - box.clientHeight - box.scrollTop);
    if (lacks > 0) box.style.setProperty("--end", `${parseFloat(box.style.getPropertyValue("--end") || "0") + lacks}px`);
    box.scrollBy({ top: by, behavior: "instant" });
  }

  Object.assign(atlas, { scroller, beginPage, pageOf });
})(globalThis.atlas ??= {});
