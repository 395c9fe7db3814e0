"use strict";
// The languages of a kiosk: the dataset in each, and the switch.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;

  /**
   * The dataset in each language; their words come when they are read.
   * @type {Atlas.Namespace["library"]}
   */
  async function library(languages) {
    for (const { catalog } of languages) atlas.addCatalog(catalog);
    atlas.setCatalog(languages[0].catalog); // the one that stands there has no words
    const made = await Promise.all(languages.map(async ({ block }) => atlas.load(block, await headOf(block))));
    return (lang) => made[languages.findIndex((one) => one.lang === lang)];
  }

  /** What is the same in every language is said in the first of the page alone, whichever is the first of a screen. */
  async function headOf(/** @type {string} */ block) {
    const own = await atlas.readHead(block);
    return { ...atlas.readBlock(own.shared), ...own };
  }

  /** Buttons with the languages' own names; `chosen(lang)` hears a choice. */
  function languageSwitch(languages, chosen) {
    const button = ({ lang, name }) => el("button", { type: "button", class: "at-k-button", lang, "data-lang": lang, text: name, on: { click: () => chosen(lang) } });
    const buttons = languages.map(button);
    const node = el("div", { class: "at-k-languages", role: "group" }, buttons);
    function show(lang) {
      node.setAttribute("aria-label", atlas.gettext("Language"));
      for (const item of buttons) item.setAttribute("aria-pressed", String(item.dataset.lang === lang));
    }
    return { node, show };
  }

  Object.assign(atlas, { library, languageSwitch });
})(globalThis.atlas ??= {});
