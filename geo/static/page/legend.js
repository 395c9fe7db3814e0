"use strict";
// What the signs of the map mean, and where the map comes from.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill } = atlas;
  const { N_ } = atlas;
  const _ = (text) => atlas.gettext(text);
  const BORDERS = N_("Town names, waters and borders as at the end of %(year)s.");
  const UNIT = 8; // CSS pixels: radius of a sample of one event
  const NAMES = N_("Town names and waters of %(year)s.");

  /** Build the legend in `root`; returns {setYear(year)} which says whose names and borders `basemap` shows. `background` changes that year; `method`: address of the page on it, if any. */
  function legend(root, data, { open, basemap, background, method }) {
    const year = el("p", {});
    const shown = el("span", { class: "at-legend-year" });
    fill(
      root,
      el(
        "details",
        { class: "at-legend", open },
        el("summary", {}, _("Legend"), shown),
        el("div", { class: "at-legend-body" }, background, signs(data, basemap), families(data), year, data.coverage.length ? el("p", { text: _("The band under the time slider: dark where the collection has examined the years, light where it holds samples, none where it holds nothing. An empty year does not mean that nothing happened.") }) : null, sources(basemap), dataset(data), methodLink(method)),
      ),
    );
    return {
      setYear(value) {
        atlas.say(year, ofYear(basemap, value));
        atlas.say(shown, background ? ` · ${atlas.format(_("map of %(year)s"), { year: value })}` : "");
      },
    };
  }

  /** What the basemap shows in a year, and what it has to say of that. */
  function ofYear(basemap, year) {
    if (!basemap) return "";
    const shown = basemap.borders(year) ? _(BORDERS) : basemap.named || basemap.changes ? _(NAMES) : "";
    return [atlas.format(shown, { year }), ...basemap.notesOf(year)].filter(Boolean).join(" ");
  }

  function sources(basemap) {
    const rows = basemap?.legendTexts("source") ?? [];
    const own = basemap?.own ? [_("No borders are drawn. Land: Natural Earth, public domain.")] : [];
    return [...own, ...rows].map((text) => el("p", { text }));
  }

  /** Which dataset this is, its licence and how to cite it: a saved page is passed on without its server. */
  function dataset({ title, about }) {
    const version = atlas.format(_("Version %(version)s"), about);
    const licence = about.licences.length ? atlas.format(_("Licence: %(licence)s"), { licence: about.licences.join(", ") }) : "";
    const citation = atlas.format(_("Cite as: %(text)s"), { text: [title, version, ...about.licences].join(". ") });
    return el("div", { class: "at-dataset" }, el("p", {}, el("strong", { text: title })), [version, licence, citation].filter(Boolean).map((text) => el("p", { text })));
  }

  function methodLink(address) {
    if (!address) return null;
    return el("p", {}, el("a", { href: address, target: "_blank", rel: "noopener", text: _("Method, and what is missing") }));
  }

  function signs(/** @type {Atlas.Data} */ data, basemap) {
    const rows = /** @type {[Partial<Atlas.Symbol>, string][]} */ ([
      [{ count: 1, certain: 1, parts: [[0, 1]] }, _("a place; the area grows with the number of events shown")],
      data.families.length > 1 ? [{ count: 3, certain: 1, parts: [[0, 2], [Math.min(3, data.families.length - 1), 1]] }, _("several families acted; the letter is that of the most frequent")] : null,
      [{ count: 1, certain: 0, parts: [[0, 1]] }, _("the event possibly, not certainly, falls in these years")],
      [{ count: 1, certain: 1, parts: [[0, 1]], gathered: true }, _("several places too near to be drawn apart; zoom in or touch")],
    ].filter(Boolean));
    const way = { from: { x: 3, y: 26 }, to: { x: 33, y: 20 }, certain: true };
    const ways = data.arrivalsAt.some((events) => events.length) ? drawing((context) => atlas.drawArc(context, way)) : null;
    const line = () => el("span", { class: "at-border-sample", "aria-hidden": "true" });
    return el(
      "ul",
      { class: "at-signs" },
      rows.map(([symbol, text]) => el("li", {}, sample(symbol, data.families), text)),
      ways ? el("li", {}, ways, _("a deportation, from where to where")) : null,
      (basemap?.legendTexts("border") ?? []).map((text) => el("li", {}, line(), text)),
      el("li", {}, el("span", { class: "at-dotted", "aria-hidden": "true" }), _("the true place lies somewhere inside, or the whole region is meant")),
    );
  }

  function sample(symbol, families) {
    return drawing((context) => atlas.drawSymbol(context, { x: 18, y: 18, r: atlas.symbolRadius(symbol.count, UNIT), ...symbol }, families));
  }

  function drawing(draw) {
    const canvas = el("canvas", { width: 72, height: 72, class: "at-sample", "aria-hidden": "true" });
    const context = atlas.contextOf(canvas);
    context.scale(2, 2);
    draw(context);
    return canvas;
  }

  function families(/** @type {Atlas.Data} */ data) {
    const used = new Set(data.organizations.map((item) => item.family));
    const rows = data.families.filter((family) => used.has(family.id));
    const none = { letter: "–", colour: atlas.look().inactive, name: _("no organization named") };
    return el("ul", { class: "at-families" }, [...rows, none].map((family) => el("li", {}, atlas.familyMark(family), family.name)));
  }

  atlas.legend = legend;
})(globalThis.atlas ??= {});
