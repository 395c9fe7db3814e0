"use strict";
// What the marks of a kiosk's map mean: those that it shows now; towns, lines and borders only for who asks.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;
  const _ = (text) => atlas.gettext(text);

  /**
   * The rows of a key, in the list `legend`: `speak(border)` makes them in the present language, `show(what is there)` hides what is not; while
   * all is asked for they stay, whatever lies beneath them.
   * @type {Atlas.Namespace["kioskKey"]}
   */
  function kioskKey(legend) {
    const rows = /** @type {Record<string, HTMLElement>} */ ({});
    const row = ([mark, text]) => (rows[mark] = el("li", { "data-mark": mark }, el("span", { class: `at-k-mark at-k-mark-${mark}` }), el("span", { text })));

    let last = /** @type {Record<string, boolean> | null} */ (null); // what was there

    function speak(border) {
      const texts = { own: _("This place"), here: _("This place"), other: _("Other places"), region: _("A whole region"), town: _("A town"), way: _("Where people were taken"), border };
      legend.replaceChildren(...Object.entries(texts).map(row));
      if (last) write(last);
    }

    function show(/** @type {Record<string, boolean>} */ there) {
      if (legend.classList.contains("at-k-asked")) return;
      last = there;
      write(there);
    }

    function write(/** @type {Record<string, boolean>} */ { isHome, isRegion, ...there }) {
      const { own } = rows;
      for (const [mark, is] of Object.entries(there)) rows[mark].hidden = !is;
      rows.border.hidden = !rows.border.textContent;
      own.lastElementChild?.replaceChildren(isHome ? _("This place") : _("What this is about"));
      own.firstElementChild?.classList.toggle("at-k-mark-region", isRegion);
      legend.hidden = !Object.values(there).some(Boolean);
    }

    return { speak, show };
  }

  atlas.kioskKey = kioskKey;
})(globalThis.atlas ??= {});
