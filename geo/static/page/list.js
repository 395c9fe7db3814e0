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
    unplaced: { keep: (data, i) => !atlas.isPlaced(data, i), title: N_("Events without a point on the map") },
  };

  /** Keep a list of events in `root`. `on.choose(event)` is called with an index. */
  function list(root, data, on) {
    let subset = "all";
    let limit = STEP;
    let result = null;
    let focuses = [];

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
      render();
    }

    function render() {
      const focused = root.getRootNode().activeElement?.dataset?.list;
      const rows = visible(data, result, subset);
      fill(root, heading(subset, () => show("all")), focuses.map((focus) => chip(data, focus, on)), empty(rows), el("ol", { class: "at-list" }, rows.slice(0, limit).map((i) => row(data, result, i, on))), more(rows.length));
      if (focused !== undefined) root.querySelector(`[data-list="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    }

    function more(count) {
      if (count <= limit) return null;
      const text = atlas.format(atlas.ngettext("Show %(n)s more", "Show %(n)s more", count - limit), { n: count - limit });
      return el("button", { type: "button", class: "at-button", text, on: { click: () => ((limit += STEP * 4), render()) } });
    }

    const focus = () => root.querySelector("h2")?.focus({ preventScroll: true });
    return { update, show, render, focus, subset: () => subset };
  }

  function visible(data, result, subset) {
    const marks = subset === "undated" ? result.chosen : result.marks;
    return data.order.filter((i) => marks[i] && SUBSETS[subset].keep(data, i));
  }

  function heading(subset, all) {
    const back = subset === "all" ? null : el("button", { type: "button", class: "at-button", text: _("All events"), on: { click: all } });
    return el("div", { class: "at-list-head" }, el("h2", { class: "at-card-title", tabindex: "-1", text: _(SUBSETS[subset].title) }), back);
  }

  /** What the list is narrowed to, with a way out of it. */
  function chip(data, focus, on) {
    const label = atlas.focusLabel(data, focus);
    const out = el("button", { type: "button", class: "at-button", "aria-label": atlas.format(_("No longer only %(name)s"), { name: label }), text: "×", on: { click: () => on.unfocus(focus) } });
    return el("div", { class: "at-chip" }, el("span", {}, `${_("Only:")} `, el("strong", { text: label })), out);
  }

  function empty(rows) {
    return rows.length ? null : el("p", { class: "at-empty", text: _("No event matches. Widen the years, or take a filter away.") });
  }

  function row(data, result, i, on) {
    const where = data.events.where[i] || _("no single place");
    const possible = result.marks[i] === atlas.POSSIBLE ? el("span", { class: "at-possible", text: _("possibly in these years") }) : null;
    return el(
      "li",
      {},
      el(
        "button",
        { type: "button", class: "at-row", "data-list": data.events.id[i], on: { click: () => on.choose(i) } },
        el("span", { class: "at-row-date", text: data.events.date[i] || _("Without a date") }),
        el("span", { class: "at-row-title" }, atlas.said(data.events.title[i], atlas.isUntranslated(data.texts[i], "title"))),
        el("span", { class: "at-row-place" }, marks(data, i), where, possible),
      ),
    );
  }

  function marks(data, i) {
    const bodies = data.events.organization.subarray(data.events.offset[i], data.events.offset[i + 1]);
    return Array.from(new Set(Array.from(bodies, (body) => data.familyOf[body])), (family) => atlas.familyMark(data.families[family]));
  }

  Object.assign(atlas, { list });
})(globalThis.atlas ??= {});
