"use strict";
// Texts that tell of violence, and pictures that show it, are there when the reader wants them; who has asked for one text sees
// all, for this visit.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;
  const KEY = "atlas-graphic";
  const TEXT = atlas.N_("This text tells of violence against people (%(kind)s). It has no pictures.");

  const isWanted = () => atlas.kept(KEY) === "1";
  const keep = (/** @type {boolean} */ is) => atlas.keep(KEY, is ? "1" : null);

  /** All texts that wait are shown, and pictures warn no more. */
  function showGraphic() {
    keep(true);
    for (const one of document.querySelectorAll(".at-graphic-said")) one.remove();
    for (const one of document.querySelectorAll(".at-graphic")) {
      one.querySelector(".at-graphic-ask")?.remove();
      /** @type {HTMLElement} */ (one.firstElementChild).hidden = false;
    }
  }

  /** What a text that tells of violence says of itself. */
  const graphicText = (/** @type {string} */ kind) => (kind ? atlas.format(atlas.gettext(atlas.GRAPHIC_TEXT ?? TEXT), { kind: kind.toLocaleLowerCase(atlas.language()) }) : atlas.gettext("This text tells of violence against people."));

  /**
   * Cover a text with a question; `kind` says what it tells of, where one kind does.
   * @type {Atlas.Namespace["covered"]}
   */
  function covered(node, kind = "") {
    if (isWanted()) return node;
    const button = el("button", { type: "button", class: "at-button", text: atlas.gettext("Show the text"), on: { click: uncover } });
    node.hidden = true;
    const cover = el("div", { class: "at-graphic" }, el("div", { class: "at-graphic-ask" }, el("p", { text: graphicText(kind) }), button), node);

    /** The focus stays where it was asked for. */
    function uncover() {
      showGraphic();
      node.tabIndex = -1;
      node.focus({ preventScroll: true });
    }

    return cover;
  }

  /** What a sheet of paper has of a text: paper cannot ask, so that one that tells of violence is left out unless the reader asked for such texts. */
  const onPaper = (/** @type {boolean | undefined} */ isGraphic, /** @type {Child} */ text) => (isGraphic && !isWanted() ? atlas.gettext("This text tells of violence against people, and is left out of this sheet.") : text);

  Object.assign(atlas, { covered, onPaper, showGraphic, graphicWanted: isWanted, forgetGraphic: () => keep(false) });
})(globalThis.atlas ??= {});
