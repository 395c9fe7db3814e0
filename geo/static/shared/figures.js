"use strict";
// The numbers of an event: what they count, and several counts of one measure side by side on one scale.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, svg, N_ } = atlas;
  const _ = (text) => (text ? atlas.gettext(text) : "");

  const MEASURES = {
    arrested: N_("arrested"),
    "cases-examined": N_("cases examined"),
    convicted: N_("convicted"),
    condemned: N_("sentenced to death"),
    executed: N_("executed"),
    killed: N_("killed"),
    deported: N_("deported"),
    imprisoned: N_("held on the date"),
    "imprisoned-peak": N_("held at one time, at most"),
    "imprisoned-total": N_("held in all"),
    died: N_("died"),
    wounded: N_("wounded"),
    disappeared: N_("disappeared"),
    displaced: N_("displaced"),
    visitors: N_("visitors"),
  };
  const BASES = {
    archive: N_("archival count"),
    estimate: N_("estimate"),
    testimony: N_("testimony"),
  };
  const READ = { yes: N_("read by the compilers"), part: N_("read in part"), no: N_("not opened by the compilers") };
  /** A scale ends before its box does: beyond it there is room for the arrow of a number that has no upper bound. */
  const WIDTH = 1000;
  const ROOM = 70;

  const measureName = (measure) => _(MEASURES[measure] ?? measure);

  /** @type {Atlas.Namespace["numberRange"]} A number with its bounds: "4,421 (4,400–4,421)", "9,439 (up to 11,000)", "at least 950". */
  function numberRange({ low, best, high }) {
    const spread = bounds(low, high);
    if (best === null) return spread;
    if (!spread) return atlas.number(best);
    const isWider = [low, high].some((value) => value !== null && value !== best);
    return isWider ? `${atlas.number(best)} (${spread})` : spread;
  }

  function bounds(low, high) {
    if (low === high) return low === null ? "" : atlas.number(low);
    if (high === null) return atlas.format(_("at least %(n)s"), { n: low });
    if (low === null) return atlas.format(_("up to %(n)s"), { n: high });
    return `${atlas.number(low)}–${atlas.number(high)}`;
  }

  /**
   * The counts of what is counted first; one that says another in round numbers is not a different one.
   * @type {Atlas.Namespace["firstCounts"]}
   */
  function firstCounts(rows) {
    const same = rows.filter(({ measure }) => measure === rows[0].measure);
    const exact = same.filter(({ rounds }) => !rounds);
    return exact.length ? exact : same;
  }

  /**
   * The first thing that is counted, in a few words; of several counts none is preferred. What is counted stands before its
   * number: after one a noun would change its form in most languages.
   * @type {Atlas.Namespace["figureInBrief"]}
   */
  function figureInBrief(rows) {
    const same = firstCounts(rows);
    if (same.length < 2) return same.map((row) => `${measureName(row.measure)}: ${numberRange(row)}`).join("");
    return `${measureName(rows[0].measure)}: ${atlas.format(atlas.ngettext("%(n)s count", "%(n)s different counts", same.length), { n: same.length })}`;
  }

  /** @type {Atlas.Namespace["figureLists"]} */
  function figureLists(rows) {
    if (!rows.length) return null;
    const groups = [...new Set(rows.map(({ measure }) => measure))].map((measure) => rows.filter((row) => row.measure === measure));
    const several = groups.some((same) => same.length > 1);
    const isDrawn = (same) => same.length > 1 || (several && isInterval(same[0])); // beside other counts an interval can be compared
    const most = Math.max(...groups.filter(isDrawn).flat().flatMap(({ low, best, high }) => [low ?? 0, best ?? 0, high ?? 0]));
    return el("div", { class: "at-figures" }, groups.map((same) => (isDrawn(same) ? sideBySide(same, most) : single(same[0]))));
  }

  const isInterval = ({ low, high }) => low !== null && high !== null && low < high;

  function single(/** @type {Atlas.Figure} */ figure) {
    return el("dl", {},
      el("dt", {}, `${measureName(figure.measure)}: `, el("strong", { text: numberRange(figure) }), basis(figure)),
      el("dd", {}, definition(figure), " ", source(figure)));
  }

  /** Counts of one thing by different authors, as a table whose numbers are also drawn on the event's one scale; no sum and no mean. */
  function sideBySide(/** @type {Atlas.Figure[]} */ rows, most) {
    const measure = measureName(rows[0].measure);
    const several = rows.filter(({ rounds }) => !rounds).length > 1;
    const columns = [_("Number"), _("What is counted"), _("Source")];
    return el("div", { class: "at-estimates" },
      el("p", { class: "at-estimates-title", "aria-hidden": "true" }, el("strong", { text: measure }), rows.length > 1 ? ` ${several ? _("Different counts: not added to each other.") : _("One count, and the same in round numbers.")}` : null),
      el("div", { role: "table", "aria-label": measure },
        el("div", { role: "row", class: "at-sr" }, columns.map((text) => el("span", { role: "columnheader", text }))),
        rows.map((figure) => estimate(figure, most))),
      el("p", { class: "at-scale", "aria-hidden": "true" }, el("span", { text: "0" }), el("span", { text: atlas.number(most) })));
  }

  function estimate(/** @type {Atlas.Figure} */ figure, most) {
    return el("div", { role: "row", class: "at-estimate" },
      el("span", { role: "cell", class: "at-estimate-number" }, el("strong", { text: numberRange(figure) }), basis(figure), bar(figure, most)),
      el("span", { role: "cell", class: "at-estimate-text" }, definition(figure)),
      el("span", { role: "cell", class: "at-estimate-text" }, source(figure)));
  }

  /** A bar as long as the best number, a line from the lowest to the highest, an arrow where one end is open. */
  function bar(/** @type {Atlas.Figure} */ { low, best, high, basis: kind }, most) {
    const x = (value) => (most ? (value / most) * (WIDTH - ROOM) : 0);
    const known = [low, best, high].filter((value) => value !== null).map(x);
    const [from, to] = [Math.min(...known), Math.max(...known)];
    const lines = [svg("path", { class: "at-bar-axis", d: "M0 12V88" }), ...(best === null ? [] : length(x(best)))];
    for (const what of ["under", "range"]) if (from < to) lines.push(svg("path", { class: `at-bar-${what}`, d: `M${from} 50H${to}` }));
    if (best === null && high === null) lines.push(svg("path", { class: "at-bar-open", d: `M${to} 50h${ROOM - 12}m-18 -26l18 26l-18 26` }));
    if (best === null && low === null) lines.push(svg("path", { class: "at-bar-open", d: `M${from} 50H${Math.max(from - ROOM, 6)}m18 -26l-18 26l18 26` }));
    const ends = known.filter((at) => best === null || at !== x(best)).map((at) => svg("path", { class: "at-bar-end", d: `M${at} 22V78` }));
    return svg("svg", { class: `at-bar at-bar-${kind || "unsaid"}`, viewBox: `0 0 ${WIDTH} 100`, preserveAspectRatio: "none", "aria-hidden": "true" }, ...lines, ...ends);
  }

  /** A bar that is as thick however the drawing is stretched; hollow by a thinner one of paper. */
  function length(at) {
    const to = Math.max(at, 4);
    return [svg("path", { class: "at-bar-point", d: `M0 50H${to}` }), svg("path", { class: "at-bar-hole", d: `M0 50H${Math.max(to - 7, 0)}` })];
  }

  /** @type {Atlas.Namespace["readBy"]} */
  const readBy = ({ read }) => (READ[read] ? el("span", { class: "at-role", text: ` (${_(READ[read])})` }) : null);

  const basis = ({ basis: kind }) => (BASES[kind] ? el("span", { class: "at-basis", text: ` · ${_(BASES[kind])}` }) : null);

  const definition = (/** @type {Atlas.Figure} */ figure) => atlas.dataText(figure.definition, atlas.isUntranslated(figure, "definition"));

  const source = (/** @type {Atlas.Figure} */ figure) => [el("span", { class: "at-figure-source", title: figure.source, text: `${_("Source")}: ${[figure.short || figure.source, figure.locator].filter(Boolean).join(", ")}` }), readBy(figure)];

  Object.assign(atlas, { figureBasis: basis, measureName, numberRange, readBy, firstCounts, figureInBrief, figureLists });
})(globalThis.atlas ??= {});
