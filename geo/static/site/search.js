"use strict";
// The list from A to Z, narrowed to names that have words which begin with those that are typed: folded as everywhere
// (shared/words.js). Without scripts the list is whole.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
  const asked = /** @type {HTMLInputElement} */ (byId("asked"));
  const status = byId("none");
  const sections = Array.from(document.querySelectorAll(".letter"));
  const rows = Array.from(document.querySelectorAll("li[data-words]"), (node) => ({
    node: /** @type {HTMLElement} */ (node),
    words: /** @type {HTMLElement} */ (node).dataset.words?.split(" ") ?? [],
  }));

  function narrow() {
    const wanted = atlas.folding().words(asked.value);
    let found = 0;
    for (const { node, words } of rows) {
      const is = wanted.every((part) => words.some((word) => word.startsWith(part)));
      node.hidden = !is;
      found += Number(is);
    }
    for (const section of sections) /** @type {HTMLElement} */ (section).hidden = !section.querySelector("li:not([hidden])");
    byId("letters").hidden = wanted.length > 0;
    status.textContent = found ? "" : status.dataset.none ?? "";
  }

  byId("search").hidden = false;
  asked.addEventListener("input", narrow);
  narrow(); // a browser that comes back keeps what was typed
})(globalThis.atlas ??= {});
