"use strict";
// What the signs of the map mean, and where the map comes from.
(function (atlas) {
  const { el, fill } = atlas;
  const { N_ } = atlas;
  const _ = (text) => atlas.gettext(text);
  const FOUNDED = 1922;
  const BORDER = N_("Town names, waters and the border of the USSR as at the end of %(year)s. The border is approximate, drawn after modern boundaries.");
  const BEFORE = N_("Town names and waters of %(year)s. No border is drawn before the USSR was founded at the end of 1922.");

  /** Build the legend in `root`; returns {setYear(year)} which says whose names are shown. */
  function legend(root, data, { open }) {
    const year = el("p", {});
    fill(
      root,
      el(
        "details",
        { class: "at-legend", open },
        el("summary", { text: _("Legend") }),
        el("div", { class: "at-legend-body" }, signs(data), families(data), year, data.coverage.length ? el("p", { text: _("The band under the time slider: dark where the collection has examined the years, light where it holds samples, none where it holds nothing. An empty year does not mean that nothing happened.") }) : null, el("p", { text: _("No modern borders are drawn. Land and water: Natural Earth, public domain.") })),
      ),
    );
    return { setYear: (value, notes) => (year.textContent = [atlas.format(value < FOUNDED ? _(BEFORE) : _(BORDER), { year: value }), ...notes].join(" ")) };
  }

  function signs(data) {
    const rows = [
      [{ count: 1, certain: 1, parts: [[0, 1]] }, _("a place; the area grows with the number of events shown")],
      [{ count: 3, certain: 1, parts: [[0, 2], [3, 1]] }, _("several families acted; the letter is that of the most frequent")],
      [{ count: 1, certain: 0, parts: [[0, 1]] }, _("the event possibly, not certainly, falls in these years")],
      [{ count: 1, certain: 1, parts: [[0, 1]], gathered: true }, _("several places too near to be drawn apart; zoom in or touch")],
    ];
    const way = { from: { x: 3, y: 26 }, to: { x: 33, y: 20 }, certain: true };
    return el("ul", { class: "at-signs" }, rows.map(([symbol, text]) => el("li", {}, sample(symbol, data.families), text)), el("li", {}, drawing((context) => atlas.drawArc(context, way)), _("a deportation, from where to where")), el("li", {}, el("span", { class: "at-border-sample", "aria-hidden": "true" }), _("border of the USSR")), el("li", {}, el("span", { class: "at-dotted", "aria-hidden": "true" }), _("the true place lies somewhere inside")));
  }

  function sample(symbol, families) {
    const parts = symbol.parts.filter(([index]) => index < families.length);
    return drawing((context) => atlas.drawSymbol(context, { x: 18, y: 18, ...symbol, parts }, families));
  }

  function drawing(draw) {
    const canvas = el("canvas", { width: 72, height: 72, class: "at-sample", "aria-hidden": "true" });
    const context = canvas.getContext("2d");
    context.scale(2, 2);
    draw(context);
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
