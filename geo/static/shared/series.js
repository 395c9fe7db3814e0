"use strict";
// Numbers by date: one small drawing for each measure, definition and source, with a table of what it shows.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, svg } = atlas;
  const _ = (text) => atlas.gettext(text);
  const WIDTH = 1000;
  const HEIGHT = 300;
  const TOP = 40;

  /** @type {Atlas.Namespace["seriesBlock"]} */
  function seriesBlock(rows) {
    if (!rows.length) return null;
    const note = _("The base line is zero; a gap means that no number is known. Numbers of different dates are not added.");
    return el("div", { class: "at-series" }, el("h4", { text: _("Numbers by date") }), rows.map(one), el("p", { class: "at-series-note", text: note }));
  }

  function one(/** @type {Atlas.Series} */ series) {
    const { values, source, locator } = series;
    return el("figure", {},
      el("figcaption", {}, el("strong", { text: atlas.measureName(series.measure) }), " ", atlas.dataText(series.definition, atlas.isUntranslated(series, "definition")),
        el("span", { class: "at-figure-source", text: ` ${_("Source")}: ${[source, locator].filter(Boolean).join(", ")}` }), atlas.readBy(series)),
      drawing(series), years(values), ends(values), table(values));
  }

  /** The numbers of a value as an interval, and which end of it is open. */
  function interval({ low, best, high }) {
    return { from: low ?? best ?? high, to: high ?? best ?? low, above: best === null && high === null, below: best === null && low === null };
  }

  /** Where values stand: the axis of years is as long as the whole years that they touch, that of numbers begins at zero. */
  function scales(/** @type {Atlas.SeriesValue[]} */ values) {
    const first = Math.min(...values.map(({ years: [from] }) => from));
    const last = Math.max(...values.map(({ years: [, to] }) => to)) + 1;
    const most = Math.max(1, ...values.map((value) => interval(value).to));
    return {
      x: (value) => ((value.at - first) / (last - first)) * WIDTH,
      y: (number) => HEIGHT - (number / most) * (HEIGHT - TOP),
    };
  }

  /** Whether a line may lead from a value to the next: no year lies between them of which nothing is known. */
  const isJoined = (value, next) => next.years[0] - value.years[1] <= 1;

  /**
   * Pairs of neighbours that a line joins.
   * @type {Atlas.Namespace["seriesJoins"]}
   */
  function seriesJoins(values) {
    return values.slice(1).map((next, i) => /** @type {[Atlas.SeriesValue, Atlas.SeriesValue]} */ ([values[i], next])).filter(([value, next]) => isJoined(value, next));
  }

  function drawing(/** @type {Atlas.Series} */ series) {
    const { values } = series;
    const { x, y } = scales(values);
    const joins = seriesJoins(values);
    const isRange = (value) => interval(value).from < interval(value).to;
    const bands = joins.filter(([a, b]) => isRange(a) || isRange(b)).map(([a, b]) => band(x, y, a, b));
    const ranges = values.filter(isRange).map((value) => svg("path", { class: "at-series-range", d: `M${x(value)} ${y(interval(value).from)}V${y(interval(value).to)}` }));
    const lines = joins.filter((pair) => pair.every(({ best }) => best !== null)).map(([a, b]) => svg("path", { class: "at-series-line", d: `M${x(a)} ${y(a.best)}L${x(b)} ${y(b.best)}` }));
    const named = namedOf(values);
    const points = values.filter(({ best }) => best !== null).map((value) => svg("path", { class: `at-series-point${named.includes(value) ? " at-series-named" : ""}`, d: `M${x(value)} ${y(value.best)}h0` }));
    const open = values.flatMap((value) => openEnd(x(value), y, interval(value)));
    return svg("svg", { class: "at-series-plot", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": sentence(series) }, ...bands, ...ranges, ...lines, ...points, ...open);
  }

  function band(x, y, a, b) {
    const [one, other] = [interval(a), interval(b)];
    return svg("path", { class: "at-series-band", d: `M${x(a)} ${y(one.from)}L${x(b)} ${y(other.from)}V${y(other.to)}L${x(a)} ${y(one.to)}Z` });
  }

  /** "At least" and "up to": a stroke at the number, and a dashed line into what is not known. */
  function openEnd(at, y, { from, to, above, below }) {
    if (above) return [svg("path", { class: "at-series-open", d: `M${at} ${y(from)}V4` }), stroke(at, y(from))];
    return below ? [svg("path", { class: "at-series-open", d: `M${at} ${y(to)}V${HEIGHT}` }), stroke(at, y(to))] : [];
  }

  const stroke = (at, height) => svg("path", { class: "at-series-line", d: `M${at - 12} ${height}h24` });

  function highest(/** @type {Atlas.SeriesValue[]} */ values) {
    return values.reduce((most, value) => (interval(value).to > interval(most).to ? value : most));
  }

  function sentence(/** @type {Atlas.Series} */ { measure, values }) {
    const top = highest(values);
    const text = atlas.ngettext("%(measure)s, %(first)s – %(last)s: %(n)s number; highest: %(highest)s (%(date)s)", "%(measure)s, %(first)s – %(last)s: %(n)s numbers; highest: %(highest)s (%(date)s)", values.length);
    const date = (value) => value?.date ?? "";
    return atlas.format(text, { measure: atlas.measureName(measure), first: date(values[0]), last: date(values.at(-1)), n: values.length, highest: atlas.numberRange(top), date: top.date });
  }

  function years(/** @type {Atlas.SeriesValue[]} */ values) {
    const first = Math.min(...values.map((value) => value.years[0]));
    const last = Math.max(...values.map((value) => value.years[1]));
    return el("p", { class: "at-scale", "aria-hidden": "true" }, el("span", { text: atlas.yearName(first) }), first === last ? null : el("span", { text: atlas.yearName(last) }));
  }

  /** The first, the highest and the last value, each once. */
  function namedOf(/** @type {Atlas.SeriesValue[]} */ values) {
    return [...new Set([values[0], highest(values), values[values.length - 1]])];
  }

  /** These in words; their points are larger. */
  function ends(/** @type {Atlas.SeriesValue[]} */ values) {
    const top = highest(values);
    const item = (value) => el("li", {}, `${value.date}: `, el("strong", { text: atlas.numberRange(value) }), value === top && values.length > 1 ? ` (${_("highest")})` : null);
    return el("ul", { class: "at-series-ends" }, namedOf(values).map(item));
  }

  function table(/** @type {Atlas.SeriesValue[]} */ values) {
    const withLocators = values.some((value) => value.locator);
    const head = [_("Date"), _("Number"), withLocators ? _("Where") : null].filter(Boolean);
    const row = (value) => el("tr", {}, el("th", { scope: "row", text: value.date }), el("td", { text: atlas.numberRange(value) }), withLocators ? el("td", { text: value.locator ?? "" }) : null);
    return el("details", {}, el("summary", { text: _("As a table") }),
      el("table", {}, el("thead", {}, el("tr", {}, head.map((text) => el("th", { scope: "col", text })))), el("tbody", {}, values.map(row))));
  }

  Object.assign(atlas, { seriesBlock, seriesJoins });
})(globalThis.atlas ??= {});
