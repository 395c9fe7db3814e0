"use strict";
// Texts that tell of violence are shown when the reader wants them; who has asked for one sees all, for this visit.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;
  const KEY = "atlas-graphic";
  let wanted = false; // where a browser keeps nothing for a page

  function isWanted() {
    try {
      return wanted || sessionStorage.getItem(KEY) === "1";
    } catch {
      return wanted;
    }
  }

  function want() {
    wanted = true;
    try {
      sessionStorage.setItem(KEY, "1");
    } catch {
      // it is asked again on the next page
    }
  }

  /**
   * Cover a text with a question; `kind` says what it tells of.
   * @type {Atlas.Namespace["covered"]}
   */
  function covered(node, kind) {
    if (isWanted()) return node;
    const sentence = atlas.format(atlas.gettext("This text tells of violence against people (%(kind)s). It has no pictures."), { kind: kind.toLocaleLowerCase(atlas.language()) });
    const button = el("button", { type: "button", class: "at-button", text: atlas.gettext("Show the text"), on: { click: uncover } });
    node.hidden = true;
    const cover = el("div", { class: "at-graphic" }, el("div", { class: "at-graphic-ask" }, el("p", { text: sentence }), button), node);

    /** All texts that wait are shown; the focus stays where it was asked for. */
    function uncover() {
      want();
      for (const one of document.querySelectorAll(".at-graphic")) {
        one.querySelector(".at-graphic-ask")?.remove();
        /** @type {HTMLElement} */ (one.firstElementChild).hidden = false;
      }
      node.tabIndex = -1;
      node.focus({ preventScroll: true });
    }

    return cover;
  }

  atlas.covered = covered;
})(globalThis.atlas ??= {});
