"use strict";
// What the marks of a kiosk's map mean: those that it shows now; towns, ways and borders only for who asks.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;
  const _ = (text) => atlas.gettext(text);
  const PLACES = ["own", "here", "other", "region"]; // said without a question, where there is room

  /**
   * The rows of a key: those of places in the list `legend` on the map, all of them in the `panel` of who asks. `speak(border)` makes them in
   * the present language, `show(what is there)` hides what is not.
   * @type {Atlas.Namespace["kioskKey"]}
   */
  function kioskKey(legend, panel) {
    const row = ([mark, text]) => el("li", { "data-mark": mark }, el("span", { class: `at-k-mark at-k-mark-${mark}` }), el("span", { text }));
    let last = /** @type {Parameters<ReturnType<typeof kioskKey>["show"]>[0] | null} */ (null); // what was there
    let line = ""; // what a dashed one is

    function speak(border) {
      line = border;
      const texts = Object.entries({ own: "", here: _("This place"), other: _("Other places"), region: _("A whole country or region"), town: _("A town"), way: _("Where people were taken"), line: _("A canal, a railway or another line"), further: _("Lies further that way"), border });
      panel.replaceChildren(...texts.map(row));
      legend.replaceChildren(...texts.filter(([mark]) => PLACES.includes(mark)).map(row));
      if (last) show(last);
    }

    function show(there) {
      last = there;
      const { isHome, isRegion, years, ...marks } = there;
      for (const node of /** @type {HTMLElement[]} */ ([...legend.children, ...panel.children])) {
        const mark = /** @type {string} */ (node.dataset.mark), [sign, text] = node.children;
        node.hidden = !marks[mark];
        if (mark === "own") sign.classList.toggle("at-k-mark-region", isRegion);
        if (mark === "own") text.textContent = isHome ? _("This place") : _("What this is about");
        if (mark === "border") text.textContent = atlas.format(_("%(what)s, where it did not change (%(years)s)"), { what: line, years: atlas.yearSpan(years[0], years[1]) });
      }
      legend.hidden = !PLACES.some((mark) => marks[mark]);
    }

    return { speak, show };
  }

  atlas.kioskKey = kioskKey;
})(globalThis.atlas ??= {});
