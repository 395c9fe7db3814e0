"use strict";
// The events of a place as an index, a page at a time: a place may have ten thousand.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill } = atlas;
  const _ = (text) => atlas.gettext(text);
  const PAGE = 50;

  /** The bounds of the page on which a position stands. */
  function pageWith(/** @type {number} */ position, /** @type {number} */ n) {
    const first = Math.floor(Math.min(Math.max(position, 0), Math.max(n - 1, 0)) / PAGE) * PAGE;
    return [first, Math.min(first + PAGE, n)];
  }

  /**
   * An index of some events, which an engine may have yet to tell, in their order, from which each opens; on the page with the event `came`.
   * @type {Atlas.Namespace["eventIndex"]}
   */
  async function eventIndex(data, events, { open, isPale = () => false, came }) {
    const ol = el("ol", { class: "at-index" });
    const step = (text, by) => el("button", { type: "button", class: "at-button", text, on: { click: () => turn(by) } });
    const [before, where, after] = [step(_("Earlier"), -1), el("span", { role: "status" }), step(_("Later"), 1)];
    const { ask } = atlas.questions();
    const missing = el("div", {});
    let [first, last] = pageWith(came === undefined || !Array.isArray(events) ? 0 : events.indexOf(came), events.length);

    const rows = async () => (await data.source.card([], await events.slice(first, last))).events.map((text, k) => indexRow(data, text, { open, pale: isPale(text.event), at: first + k, n: events.length }));
    function put(found) {
      fill(ol, found);
      fill(missing);
      before.disabled = first === 0;
      after.disabled = last === events.length;
      atlas.say(where, atlas.format(_("%(first)s–%(last)s of %(n)s"), { first: atlas.number(first + 1), last: atlas.number(last), n: events.length }));
    }
    function turn(by) {
      [first, last] = pageWith(first + by * PAGE, events.length);
      return ask(rows, (found) => {
        put(found);
        ol.scrollIntoView({ block: "nearest" });
      }, () => fill(missing, atlas.missingTexts()));
    }
    put(await rows());
    return [ol, missing, events.length > PAGE ? el("div", { class: "at-pager" }, before, where, after) : null];
  }

  /** Date, title, kind and figure of an event. */
  function indexRow(/** @type {Atlas.Data} */ data, /** @type {Atlas.EventTexts} */ text, { open, pale, at, n }) {
    const line = [atlas.kindName(data, text.event), atlas.figureInBrief(text.figures)].filter(Boolean).join(" · ");
    return el("li", { "aria-setsize": n, "aria-posinset": at + 1 }, el("button", { type: "button", class: `at-row${pale ? " at-outside" : ""}`, "data-row": text.event, on: { click: () => open(text.event) } },
      el("span", { class: "at-row-date", text: text.date || _("Without a date") }),
      el("span", { class: "at-row-title", dir: "auto" }, atlas.dataText(text.title, atlas.isUntranslated(text, "title"))),
      el("span", { class: "at-row-place", text: line })));
  }

  atlas.eventIndex = eventIndex;
})(globalThis.atlas ??= {});
