"use strict";
// What the signs of the map mean, and where the map comes from.
(function (atlas) {
  const { el, fill } = atlas;
  const _ = (text) => atlas.gettext(text);

  /** Build the legend in `root`; returns {setYear(year)} which says whose names are shown. */
  function legend(root, data, { open }) {
    const year = el("p", {});
    fill(
      root,
      el(
        "details",
        { class: "at-legend", open },
        el("summary", { text: _("Legend") }),
        el("div", { class: "at-legend-body" }, signs(data), families(data), year, el("p", { text: _("No modern borders are drawn. Land and water: Natural Earth, public domain; reservoirs and the Aral Sea as in the source.") })),
      ),
    );
    return { setYear: (value) => (year.textContent = atlas.format(_("Town names as of %(year)s."), { year: value })) };
  }

  function signs(data) {
    const rows = [
      [{ count: 1, certain: 1, parts: [[0, 1]] }, _("a place; the area grows with the number of events shown")],
      [{ count: 3, certain: 1, parts: [[0, 2], [3, 1]] }, _("several families acted; the letter is that of the most frequent")],
      [{ count: 1, certain: 0, parts: [[0, 1]] }, _("the event possibly, not certainly, falls in these years")],
      [{ count: 1, certain: 1, parts: [[0, 1]], gathered: true }, _("several places too near to be drawn apart; zoom in or touch")],
    ];
    return el("ul", { class: "at-signs" }, rows.map(([symbol, text]) => el("li", {}, sample(symbol, data.families), text)), el("li", {}, el("span", { class: "at-dotted", "aria-hidden": "true" }), _("the true place lies somewhere inside")));
  }

  function sample(symbol, families) {
    const canvas = el("canvas", { width: 72, height: 72, class: "at-sample", "aria-hidden": "true" });
    const context = canvas.getContext("2d");
    context.scale(2, 2);
    const parts = symbol.parts.filter(([index]) => index < families.length);
    atlas.drawSymbol(context, { x: 18, y: 18, ...symbol, parts }, families);
    return canvas;
  }

  function families(data) {
    const used = new Set(data.organizations.map((item) => item.family));
    const rows = data.families.filter((family) => used.has(family.id));
    const none = { letter: "–", colour: "#77716a", name: _("no organization named") };
    return el("ul", { class: "at-families" }, [...rows, none].map((family) => el("li", {}, atlas.familyMark(family), family.name)));
  }

  atlas.legend = legend;
})(globalThis.atlas ??= {});
