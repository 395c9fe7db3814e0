"use strict";
// What a line of a kiosk does not part: years from years, a day from its month, a number from its ending.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;
  const NUMBER = String.raw`\d+(?:[\u2013-][\p{L}\d]{1,12}){1,2}(?![\p{L}\d])`; // "1941–1949", "1953-м"
  const DATE = String.raw`(?:\d{1,2}\.?[\u2013-])?\d{1,2}\.?[ \u00a0]\p{L}{2,12}(?!\p{L})(?:[ \u00a0]\d{4}(?!\d))?`; // "1 stycznia 1931", "8.–9. juuli"
  const YEAR = String.raw`\p{L}{1,12}[ \u00a0]\d{4}(?:[\u2013-][\p{L}\d]{1,12})?(?![\p{L}\d])`; // "July 1941", "в 1953-м"
  const WORD = String.raw`(?:\.[ \u00a0]\p{Ll}{1,8}(?!\p{L}))?`; // "1941. aasta"
  const BEFORE = String.raw`(?<![\p{L}\d])`;
  const TIGHT = new RegExp(`${BEFORE}${NUMBER}`, "gu"); // of a title, whose letters are as large as its words allow (sizes.js)
  const KEPT = new RegExp(`${BEFORE}(?:(?:${DATE}|${YEAR}|${NUMBER}|\\d{4}(?=\\.[ \u00a0]\\p{Ll}))${WORD})`, "gu");
  const AS_IT_IS = "script, style, svg, .leaflet-container, .at-k-kept";

  /** Wrap what is kept together in a text; the text of what holds it stays the same. */
  function wrapIn(/** @type {Text} */ text) {
    const holder = text.parentElement;
    if (!holder || !/\d/.test(text.data) || holder.closest(AS_IT_IS)) return;
    const kept = [...text.data.matchAll(holder.closest(".at-k-title") ? TIGHT : KEPT)];
    let last = text;
    for (const { 0: some, index } of kept.reverse()) {
      last = text.splitText(index);
      last.data = last.data.slice(some.length);
      last.before(el("span", { class: "at-k-kept", text: some }));
    }
  }

  function wrapAll(/** @type {Node} */ node) {
    if (node instanceof Text) return wrapIn(node);
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const texts = /** @type {Text[]} */ ([]);
    while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
    texts.forEach(wrapIn);
  }

  /**
   * Keep together what belongs so in all that `root` says, now and later: before it is painted or measured in a frame.
   * @type {Atlas.Namespace["keepTogether"]}
   */
  function keepTogether(root) {
    wrapAll(root);
    new MutationObserver((changes) => changes.forEach(({ addedNodes }) => addedNodes.forEach(wrapAll))).observe(root, { childList: true, subtree: true });
  }

  atlas.keepTogether = keepTogether;
})(globalThis.atlas ??= {});
