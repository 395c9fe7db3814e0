"use strict";
// Ways past what stands before, for the keyboard, in Streamlit's page: each widget has a part of them.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;
  const WAYS = [["map", atlas.N_("Go to the map")], ["list", atlas.N_("Go to the list")], ["years", atlas.N_("Go to the years")], ["filters", atlas.N_("Go to the filters")]];
  const OPENS = 400; // ms that Streamlit's sidebar takes to open

  /** Bring the focus to a part of the page: who has it hears of it. The filters may have to be opened first. */
  function skipTo(part) {
    const opener = part === "filters" && /** @type {HTMLElement | null} */ (document.querySelector("[data-testid=stExpandSidebarButton]"));
    if (opener) opener.click();
    setTimeout(() => window.dispatchEvent(new CustomEvent("atlas:skip", { detail: part })), opener ? OPENS : 0);
  }

  /**
   * Hear of who wants to be at one of some parts; returns a function that ends it.
   * @type {Atlas.Namespace["onSkip"]}
   */
  function onSkip(parts, take) {
    const hear = (event) => parts.includes(event.detail) && take(event.detail);
    window.addEventListener("atlas:skip", hear);
    return () => window.removeEventListener("atlas:skip", hear);
  }

  /**
   * Put the ways at the top of the page.
   * @type {Atlas.Namespace["passing"]}
   */
  function passing() {
    const nav = el("nav", { class: "at-skips" });
    document.body.prepend(nav);
    return {
      update() {
        nav.setAttribute("aria-label", atlas.gettext("Go to"));
        nav.replaceChildren(...WAYS.map(([part, text]) => el("button", { type: "button", text: atlas.gettext(text), on: { click: () => skipTo(part) } })));
      },
      destroy: () => nav.remove(),
    };
  }

  Object.assign(atlas, { onSkip, passing });
})(globalThis.atlas ??= {});
