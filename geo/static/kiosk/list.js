"use strict";
// The events of a place as a list; where there is room for it, with the first sentence and the number of each.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, format, ngettext } = atlas;
  const _ = (text) => atlas.gettext(text);
  const UNDATED = -1e6; // stands for the decade of events without a date
  const NO_DECADE = -2e6; // all are closed
  const MANY = 12; // events of a list that stands as it is; more are grouped by decades
  const SHORT = 25; // characters: less is hardly a sentence
  const ABBREVIATION = /(^|[^\p{L}\d])[\p{L}\d]{1,3}\.\s*$/u; // what ends so may be an initial or a "St."

  /**
   * The list of a story; events that were not here in the chosen year are pale. Many are grouped by decades, of which one is
   * open; above them stand those that the kiosk would have read `first`. Of a few `texts` say more, where there is room, all of them if
   * `isWhole`; that of `begun` stands beside a wide list.
   * @type {Atlas.Namespace["storyList"]}
   */
  function storyList(rows, { data, here = [], texts = [], isWhole = false, begun, isAsked = () => false, first = [], decade = null, year = null, turn = () => undefined, chosen, isHere, choose }) {
    const named = (row) => `at-k-row${isHere(row.event) ? "" : " at-k-pale"}${row.event === begun ? " at-k-begun" : ""}`;
    const item = (/** @type {Atlas.EventRow} */ row) => el("li", {}, el("button", {
      type: "button", "data-event": row.event, "data-key": `event-${row.event}`, class: named(row), "aria-current": row.event === chosen ? "true" : null, on: { click: () => choose(row) },
    }, el("span", { class: "at-k-when", text: data ? atlas.dateHere(data, row, here) : atlas.keepDate(row.date) || _("Without a date") }), el("span", { class: "at-k-rowtitle" }, atlas.eventTitle(row)), preview(texts.find(({ event }) => event === row.event), isAsked(row.event), isWhole)));
    if (!data || rows.length <= MANY) return [el("ol", { class: "at-k-rows" }, rows.map(item))];
    const decadeOf = ({ event }) => (data.events.earliest_start[event] === atlas.UNDATED ? UNDATED : Math.floor(data.events.earliest_start[event] / 10) * 10);
    const read = rows.find(({ event }) => event === chosen);
    const ofYear = (tens) => (year === null ? null : tens.find((ten) => ten === Math.floor(year / 10) * 10) ?? tens[0] ?? null);
    const open = decade ?? (read ? decadeOf(read) : ofYear(rows.filter(({ event }) => isHere(event)).map(decadeOf)));
    const part = (ten) => {
      const own = rows.filter((row) => decadeOf(row) === ten);
      const name = ten === UNDATED ? _("Without a date") : atlas.yearSpan(ten, ten + 9);
      const count = format(ngettext("%(n)s event", "%(n)s events", own.length), { n: own.length });
      const head = el("button", { type: "button", class: "at-k-row at-k-decade", "data-key": `decade-${ten}`, "aria-expanded": String(ten === open), on: { click: () => turn(ten === open ? NO_DECADE : ten) } }, el("span", { class: "at-k-rowtitle", text: name }), el("span", { class: "at-k-when", text: count }), atlas.icon(ten === open ? "up" : "down"));
      return el("li", {}, head, ten === open ? el("ol", { class: "at-k-rows" }, own.map(item)) : null);
    };
    const begins = rows.filter(({ event }) => first.includes(event));
    const chosenFirst = begins.length ? [el("h3", { class: "at-k-grouptitle", text: _("Begin with these") }), el("ol", { class: "at-k-rows at-k-first" }, begins.map(item))] : [];
    return [...chosenFirst, el("ol", { class: "at-k-rows" }, [...new Set(rows.map(decadeOf))].map(part))];
  }

  /** Beneath a title, where there is room: the first sentence, what was counted, and if `isWhole` the other sentences and who did it. Of a text that is offered first only that it is, and always. */
  function preview(/** @type {Atlas.EventTexts | undefined} */ text, isAsked, isWhole) {
    const part = (/** @type {string | null} */ spare, ...said) => el("span", { class: "at-k-preview", "data-spare": spare }, said);
    if (isAsked) return part(null, el("span", { class: "at-k-soft", text: _("This text tells of violence against people.") }));
    if (!text?.description) return null;
    const number = atlas.figureLine(text.figures, text.scope, "span");
    const first = opening(text.description), rest = isWhole ? text.description.slice(first.length).trim() : "";
    const said = (/** @type {string} */ words) => atlas.dataText(words, atlas.isUntranslated(text, "description"));
    return [part("text", said(first)), number && part("number", number), rest && part("rest", said(rest)), isWhole && atlas.byWhom(text.organizations, "span", "by")];
  }

  /** The first sentence of a text. */
  function opening(/** @type {string} */ text) {
    let said = "";
    for (const { segment } of new Intl.Segmenter(atlas.language(), { granularity: "sentence" }).segment(text)) {
      said += segment;
      if (said.length >= SHORT && !ABBREVIATION.test(said)) break;
    }
    return said.trim();
  }

  Object.assign(atlas, { storyList });
})(globalThis.atlas ??= {});
