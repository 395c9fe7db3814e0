"use strict";
// What the signs of the map mean, and where the map comes from.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill } = atlas;
  const { N_ } = atlas;
  const _ = (text) => atlas.gettext(text);
  const BORDERS = N_("Town names, waters and borders as at the end of %(year)s.");
  const UNIT = 6; // CSS pixels: radius of a sample of one event
  const NAMES = N_("Town names and waters of %(year)s.");

  /**
   * Build the legend in `root`: {update(result), setYear(year)}. `tell(by)` lets symbols tell what happened or who acted;
   * `background` changes the year whose borders `basemap` shows; `method`: address of the page on it, if any.
   */
  function legend(root, /** @type {Atlas.Data} */ data, { tell, basemap, background, method }) {
    const year = el("p", {});
    const shown = el("span", { class: "at-legend-year" });
    const marks = el("ul", { class: "at-looks" });
    const samples = el("div", {});
    const switched = tellSwitch(data, tell);
    const coverage = data.coverage.length ? el("p", { text: _("The band under the time slider: dark where the collection has examined the years, light where it holds samples, none where it holds nothing. An empty year does not mean that nothing happened.") }) : null;
    const more = el("details", { class: "at-legend-more" }, el("summary", {}, _("All signs, borders, sources")), samples, year, coverage, sources(basemap), dataset(data), methodLink(method));
    fill(root, el("details", { class: "at-legend" }, el("summary", {}, _("Legend"), shown), el("div", { class: "at-legend-body" }, switched.node, marks, background, more)));
    let drawn = "";
    let draw = () => {}; // the signs, which nobody sees until they are opened
    more.addEventListener("toggle", () => more.open && draw());
    return {
      /** Name the looks that are on the map now. */
      update(/** @type {Atlas.Result} */ result, right = /** @type {Atlas.Result | undefined} */ (undefined)) {
        const { by, looks } = result.choice;
        const rows = looksOf(result, right);
        const now = [by, Boolean(right), ...rows.map(({ name, n }) => `${name} ${n}`)].join("\n");
        if (now === drawn) return;
        if (!drawn.startsWith(by)) {
          draw = () => fill(samples, signs(data, basemap, looks));
          if (more.open) draw();
        }
        drawn = now;
        switched.show(by);
        atlas.fill(marks, rows.map(({ name, n, ...look }) => el("li", {}, atlas.markIcon(look), el("span", { text: name }), right ? null : el("span", { class: "at-look-count", text: atlas.number(n) }))));
      },
      setYear(value) {
        atlas.say(year, ofYear(basemap, value));
        atlas.say(shown, background ? ` · ${atlas.format(_("borders, end of %(year)s"), { year: value })}` : "");
      },
    };
  }

  /**
   * The looks of the events that a map shows, or either of two, with how many there are of each.
   * @type {Atlas.Namespace["looksOf"]}
   */
  function looksOf(result, right) {
    const { by, looks } = result.choice;
    const counts = [result, ...(right ? [right] : [])].map((one) => one.facets(by === "who" ? "bodies" : "kinds"));
    const none = { id: atlas.NONE_NAMED, mark: "circle", colour: atlas.look().inactive, name: _("no organization named") };
    return [...looks, ...(by === "who" ? [none] : [])].map((look) => ({ ...look, n: counts.reduce((sum, one) => sum + (one.get(look.id) ?? 0), 0) })).filter(({ n }) => n);
  }

  /** Two buttons of which one is pressed; none where the dataset names nobody who acted. */
  function tellSwitch(/** @type {Atlas.Data} */ data, tell) {
    const words = /** @type {[by: string, text: string][]} */ (data.organizations.length ? [["what", _("what happened")], ["who", _("who acted")]] : []);
    const buttons = words.map(([by, text]) => el("button", { type: "button", text, "data-by": by, on: { click: () => tell(by) } }));
    const node = buttons.length ? el("div", { class: "at-tell", role: "group", "aria-label": _("What the symbols tell") }, buttons) : null;
    return { node, show: (by) => buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.by === by))) };
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
  function dataset(/** @type {Atlas.Data} */ data) {
    const { title, about } = data;
    const version = atlas.format(_("Version %(version)s"), about);
    const citation = atlas.format(_("Cite as: %(text)s"), { text: [title, version, ...about.licences].join(". ") });
    const unchecked = about.unchecked ? _("No native speaker has read these translations yet.") : "";
    return el("div", { class: "at-dataset" }, el("p", {}, el("strong", { text: title })), [unchecked, version, atlas.licenceLine(data), citation].filter(Boolean).map((text) => el("p", { text })));
  }

  function methodLink(address) {
    if (!address) return null;
    return el("p", {}, el("a", { href: address, target: "_blank", rel: "noopener", text: _("Method, and what is missing") }));
  }

  function signs(/** @type {Atlas.Data} */ data, basemap, looks) {
    const other = Math.min(1, looks.length - 1);
    const rows = /** @type {[Partial<Atlas.Symbol>, string][]} */ ([
      [{ count: 1, certain: 1, parts: [[0, 1]] }, _("a place with one event")],
      [{ count: 7, certain: 1, parts: [[0, 7]] }, _("several events of one look: their number; the area grows with it, where there is room")],
      other ? [{ count: 7, certain: 1, parts: [[0, 4], [other, 3]] }, _("events of several looks: the ring shows their shares")] : null,
      [{ count: 1, certain: 0, parts: [[0, 1]] }, _("the event possibly, not certainly, falls in these years")],
      [{ count: 4, certain: 1, parts: [[0, 4]], gathered: true }, _("several places too near to be drawn apart; zoom in or touch")],
    ].filter(Boolean));
    const way = { from: { x: 3, y: 26 }, to: { x: 33, y: 20 }, certain: true };
    const ways = atlas.arcsOf(data).length > 0;
    const line = () => el("span", { class: "at-border-sample", "aria-hidden": "true" });
    return el(
      "ul",
      { class: "at-signs" },
      rows.map(([symbol, text]) => el("li", {}, sample(symbol, looks), text)),
      ways ? el("li", {}, drawing((context) => atlas.drawArc(context, way)), _("a deportation, from where to where")) : null,
      ways ? el("li", {}, drawing((context) => atlas.drawArc(context, { ...way, hinted: true })), _("one of many deportations: choose an event, a place or a kind to see which")) : null,
      (basemap?.legendTexts("border") ?? []).map((text) => el("li", {}, line(), text)),
      el("li", {}, el("span", { class: "at-dotted", "aria-hidden": "true" }), _("the true place lies somewhere inside, or the whole region is meant")),
    );
  }

  function sample(symbol, looks) {
    return drawing((context) => atlas.drawSymbol(context, { x: 18, y: 18, r: Math.min(13, atlas.symbolRadius(symbol.count, UNIT)), ...symbol }, looks));
  }

  function drawing(draw) {
    const canvas = el("canvas", { width: 72, height: 72, class: "at-sample", "aria-hidden": "true" });
    const context = atlas.contextOf(canvas);
    context.scale(2, 2);
    draw(context);
    return canvas;
  }

  Object.assign(atlas, { legend, looksOf });
})(globalThis.atlas ??= {});
