"use strict";
// A saved page in several languages (geo/map/speaking.py): which one it speaks. It is loaded anew to speak another one.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;
  const PARAMETER = "lang";

  /** The languages of the page, the first one first; none when it has one only. */
  function languages() {
    const block = document.getElementById("atlas-languages");
    return /** @type {{ lang: string, name: string, title: string }[]} */ (block ? JSON.parse(block.textContent ?? "[]") : []);
  }

  /** The language that the address asks for, else the reader's browser, else the first. */
  function wanted() {
    const offered = languages().map(({ lang }) => lang);
    const asked = [new URLSearchParams(location.hash.slice(1)).get(PARAMETER), ...navigator.languages.map((one) => one.split("-")[0])];
    return asked.find((lang) => offered.includes(lang ?? "")) ?? offered[0] ?? "";
  }

  /**
   * The name of a block in the language of the page.
   * @type {Atlas.Namespace["inLanguage"]}
   */
  function inLanguage(block) {
    const lang = wanted();
    return lang && lang !== languages()[0].lang ? `${block}-${lang}` : block;
  }

  /**
   * Let what stands in the document of a page be in its language, and offer the others.
   * @type {Atlas.Namespace["speakPage"]}
   */
  function speakPage(root) {
    const now = languages().find(({ lang }) => lang === wanted());
    if (!now) return;
    document.documentElement.lang = atlas.language();
    document.title = now.title;
    for (const node of root.querySelectorAll('[data-part="title"]')) node.textContent = now.title;
    for (const node of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-say]"))) node.textContent = atlas.gettext(node.dataset.say ?? "");
    for (const node of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-say-label]"))) node.setAttribute("aria-label", atlas.gettext(node.dataset.sayLabel ?? ""));
    const choice = el("select", { class: "at-button at-language", "aria-label": atlas.gettext("Language"), on: { change: () => change(choice.value) } },
      languages().map(({ lang, name }) => el("option", { value: lang, lang, text: name, selected: lang === now.lang })));
    root.querySelector(".at-head")?.append(choice);
    window.addEventListener("popstate", () => wanted() !== now.lang && location.reload()); // an address that was typed
  }

  function change(lang) {
    const others = location.hash.slice(1).split("&").filter((part) => part && !part.startsWith(`${PARAMETER}=`));
    history.replaceState(null, "", `#${[...others, `${PARAMETER}=${lang}`].join("&")}`);
    location.reload();
  }

  Object.assign(atlas, { inLanguage, speakPage });
})(globalThis.atlas ??= {});
