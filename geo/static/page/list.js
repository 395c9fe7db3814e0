"use strict";
// The shown events as a list in order of time: all that the map shows, without the map.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill } = atlas;
  const { N_ } = atlas;
  const _ = (text) => atlas.gettext(text);
  const STEP = 150;

  const SUBSETS = {
    all: { keep: () => true, title: N_("Events") },
    undated: { keep: (data, i) => data.events.earliest_start[i] === atlas.UNDATED, title: N_("Events without a date") },
    unplaced: { keep: (data, i, result) => atlas.placeNow(data, result, i) < 0, title: N_("Events without a point on the map") },
    ...atlas.evidenceSubsets,
  };

  /**
   * Keep a list of events in `root`. `on.choose(event)` is called with an index.
   * @type {Atlas.Namespace["list"]}
   */
  function list(root, data, on) {
    let subset = /** @type {Atlas.Subset} */ ("all");
    let headed = ""; // the subset whose heading stands there: the rows of another never stand under it
    let limit = STEP;
    let result = /** @type {Atlas.Result | null} */ (null);
    let focuses = /** @type {Atlas.Focus[]} */ ([]);
    const { ask } = atlas.questions();

    function update(next, focus = []) {
      result = next;
      focuses = focus;
      limit = STEP;
      if (!root.hidden) render();
    }

    function show(name) {
      subset = name;
      limit = STEP;
      root.hidden = false;
      return render();
    }

    /** The heading stands there at once and keeps the focus; what it heads follows. */
    function render() {
      if (!result) return Promise.resolve(false);
      const now = result;
      const found = visible(data, now, subset);
      const wholes = focuses.filter(({ what }) => what === "within").map(({ id }) => data.eventIndex.get(id) ?? -1).filter((i) => i >= 0);
      const asked = [...found.slice(0, limit), ...wholes];
      if (headed !== subset) fill(root, heading(subset, show));
      headed = subset;
      const head = /** @type {ChildNode} */ (root.firstChild);
      return ask(() => data.source.list(asked), (rows) => {
        const focused = activeIn(root)?.dataset.list;
        const byEvent = new Map(rows.map((item) => [item.event, item]));
        const items = rows.slice(0, asked.length - wholes.length);
        atlas.fillAfter(head, focuses.map((focus) => chip(data, focus, byEvent, on)), empty(found), el("ol", { class: "at-list" }, items.map((item) => row(data, now, item, on))), more(found.length));
        if (focused !== undefined) /** @type {HTMLElement | null} */ (root.querySelector(`[data-list="${CSS.escape(focused)}"]`))?.focus({ preventScroll: true });
      }, () => atlas.fillAfter(head, atlas.missingTexts()));
    }

    function more(count) {
      if (count <= limit) return null;
      const text = atlas.format(atlas.ngettext("Show %(n)s more", "Show %(n)s more", count - limit), { n: count - limit });
      return el("button", { type: "button", class: "at-button", text, on: { click: () => ((limit += STEP * 4), render()) } });
    }

    const focus = () => /** @type {HTMLElement | null} */ (root.querySelector("h2"))?.focus({ preventScroll: true });
    return { update, show, render, focus, subset: () => subset };
  }

  /** What has the focus, in a document or a shadow tree. */
  function activeIn(root) {
    const { activeElement } = root.getRootNode();
    return activeElement instanceof HTMLElement ? activeElement : null;
  }

  function visible(/** @type {Atlas.Data} */ data, result, subset) {
    const marks = subset === "undated" ? result.chosen : result.marks;
    return data.order.filter((i) => marks[i] && SUBSETS[subset].keep(data, i, result));
  }

  /** What is listed and what that means; the way to the events that are not of it, and to all. */
  function heading(subset, show) {
    const { title, hint, rest } = SUBSETS[subset];
    const way = (name, text) => el("button", { type: "button", class: "at-button", text, on: { click: () => show(name) } });
    const ways = [rest ? way(rest, _(SUBSETS[rest].title)) : null, subset === "all" ? null : way("all", _("All events"))];
    return el("div", { class: "at-list-head" }, el("h2", { class: "at-card-title", tabindex: "-1", text: _(title) }), hint ? el("p", { class: "at-list-hint", text: _(hint) }) : null, ways);
  }

  /** What the list is narrowed to, with a way out of it. */
  function chip(/** @type {Atlas.Data} */ data, focus, rows, on) {
    const label = labelOf(data, focus, rows);
    const out = el("button", { type: "button", class: "at-button", "aria-label": atlas.format(_("No longer only %(name)s"), { name: label }), text: "×", on: { click: () => on.unfocus(focus) } });
    return el("div", { class: "at-chip" }, el("span", {}, `${_("Only:")} `, el("strong", { text: label })), out);
  }

  /** What a focus is called. */
  function labelOf(/** @type {Atlas.Data} */ data, /** @type {Atlas.Focus} */ { what, id }, rows) {
    if (what === "within") return rows.get(data.eventIndex.get(id))?.title ?? id;
    return (what === "group" ? data.groups : data.persons).find((one) => one.id === id)?.name ?? id;
  }

  function empty(rows) {
    return rows.length ? null : el("p", { class: "at-empty", text: _("No event matches. Widen the years, or take a filter away.") });
  }

  function row(/** @type {Atlas.Data} */ data, /** @type {Atlas.Result} */ result, /** @type {Atlas.EventRow} */ text, on) {
    const i = text.event;
    const where = whereOf(data, result, text);
    const possible = result.marks[i] === atlas.POSSIBLE ? el("span", { class: "at-possible", text: _("possibly in these years") }) : null;
    return el(
      "li",
      {},
      el(
        "button",
        { type: "button", class: "at-row", "data-list": data.events.id.at(i), on: { click: () => on.choose(i) } },
        el("span", { class: "at-row-date", text: text.date || _("Without a date") }),
        el("span", { class: "at-row-title" }, atlas.dataText(text.title, atlas.isUntranslated(text, "title"))),
        el("span", { class: "at-row-place" }, marks(data, i), where, possible),
      ),
    );
  }

  /** Where an event was: of one that has several places, those at which it stands in the years shown. */
  function whereOf(/** @type {Atlas.Data} */ data, /** @type {Atlas.Result} */ result, /** @type {Atlas.EventRow} */ text) {
    const now = atlas.namesNow(data, result, text.event);
    if (!now) return text.where || _("no single place");
    return now.length ? now.join(", ") : _("no known place in these years");
  }

  function marks(/** @type {Atlas.Data} */ data, i) {
    const bodies = data.events.organization.subarray(data.events.offset[i], data.events.offset[i + 1]);
    return Array.from(new Set(Array.from(bodies, (body) => data.familyOf[body])), (family) => atlas.familyMark(data.families[family]));
  }

  Object.assign(atlas, { list });
})(globalThis.atlas ??= {});
