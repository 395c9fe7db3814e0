"use strict";
// The languages of a kiosk: the dataset in each, and the switch.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;

  /** Apply a patch as geo/map/patch.py makes it; nothing that stays is copied. */
  function patched(old, patch) {
    if (patch === undefined) return old;
    if (Object.hasOwn(patch, "=")) return patch["="];
    const result = Array.isArray(old) ? [...old] : { ...old };
    for (const [key, part] of Object.entries(patch)) result[key] = patched(old?.[key], part);
    return result;
  }

  /** The dataset in each language, made when it is first asked for. */
  function library(languages, block) {
    const payload = atlas.readBlock(block);
    const made = new Map();
    for (const { catalog } of languages) atlas.addCatalog(catalog);
    return (lang) => {
      if (!made.has(lang)) made.set(lang, atlas.decode(patched(payload, languages.find((item) => item.lang === lang).patch)));
      return made.get(lang);
    };
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

  Object.assign(atlas, { patched, library, languageSwitch });
})(globalThis.atlas ??= {});
