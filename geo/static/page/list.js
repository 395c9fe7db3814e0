"use strict";
// The shown events as a list: all that the map shows, without the map. In order of time, but for those that a search means.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill, N_ } = atlas;
  const _ = (text) => atlas.gettext(text);

  const KEPT = 200; // rows

  const SUBSETS = {
    all: { keep: () => true, title: N_("Events") },
    undated: { keep: (data, i) => data.events.earliest_start[i] === atlas.UNDATED, title: N_("Events without a date") },
    unplaced: { keep: (data, i, result) => atlas.placeNow(data, result, i) < 0, title: N_("Events without a point on the map"), hint: N_("They concerned a whole country or region, or nobody knows where they were.") },
    ...Object.fromEntries(Object.entries(atlas.evidenceSubsets).map(([name, one]) => [name, { ...one, keep: (data, i) => one.supported(data.events.evidence[i]) }])),
  };

  /**
   * Keep a list of events in `root`, which scrolls inside `box`. `on.choose(event)` is called with an index; `on.now()`
   * gives the result that is shown.
   * @type {Atlas.Namespace["list"]}
   */
  function list(root, box, data, on) {
    let subset = /** @type {Atlas.Subset} */ ("all");
    let headed = ""; // the subset whose heading stands there: the rows of another never stand under it
    let asked = /** @type {{ result: Atlas.Result, subset: Atlas.Subset, written: Promise<boolean> } | null} */ (null); // what stands there or will
    const made = /** @type {Map<number, { says: string, node: HTMLElement }>} */ (new Map()); // rows by event
    const { ask } = atlas.questions();
    const notes = el("div", {});
    const ol = el("ol", { class: "at-list" });
    const rows = new atlas.Rows(ol, box);

    function show(name) {
      subset = name;
      root.hidden = false;
      rows.top = 0;
      return render();
    }

    /** The heading stands there at once and keeps the focus; what it heads follows. */
    function render() {
      const result = on.now();
      if (asked?.result === result && asked.subset === subset) return asked.written;
      if (headed !== subset) fill(root, heading(subset, on));
      headed = subset;
      const written = write(result);
      asked = { result, subset, written };
      return written;
    }

    function write(result) {
      return ask(async () => {
        const named = subset === "all" ? (await on.named()).filter((i) => result.mark(i) > 0) : [];
        const { n, at } = data.remote ? { n: told(result, subset), at: null } : listed(data, result, subset, named);
        const events = async (places) => (at ? places.map(at) : data.remote?.listed(result, subset, places)) ?? [];
        const make = async (places) => (await data.source.list(await events(places))).map((text) => rowOf(result, text));
        return { n, best: named.length, put: await rows.ready(n, make, fail) };
      }, ({ n, best, put }) => {
        fill(notes, n ? ordered(best, n) : empty());
        if (!ol.isConnected) root.append(notes, ...rows.nodes);
        put();
      }, fail);
    }

    /** What a search means stands first, in whatever year it was: that is said. */
    const ordered = (best, n) => (best && best < n ? el("p", { class: "at-list-hint", text: _("First those whose title has these words, then the others by date.") }) : null);

    function empty() {
      const root = el("div", { class: "at-empty" }, el("p", { text: _("No event matches. Widen the years, or take a filter away.") }));
      if (subset === "all") on.empty(root);
      return root;
    }

    /** The row of an event; the one that stands there, if it says the same. */
    function rowOf(result, /** @type {Atlas.EventRow} */ text) {
      const says = `${text.title} ${result.choice.by} ${result.mark(text.event)} ${result.hadBegun(text.event)} ${whereOf(data, result, text)}`;
      const known = made.get(text.event);
      if (known?.says === says) return known.node;
      if (made.size > KEPT) made.clear();
      const node = row(data, result, text, on);
      made.set(text.event, { says, node });
      return node;
    }

    function fail() {
      asked = null;
      rows.clear();
      fill(notes, atlas.missingTexts());
      if (!notes.isConnected) root.append(notes, ...rows.nodes);
    }

    const focus = () => /** @type {HTMLElement | null} */ (root.querySelector("h2"))?.focus({ preventScroll: true });
    return { show, render, focus, subset: () => subset, row: (id) => (id ? rows.find(id) : null) };
  }

  /**
   * The events of a list, first the `named` ones, then in order of time: {n, at(place)}. They are looked for only as far as
   * they are read, where their number is known anyway: the list follows a hand on the years.
   */
  function listed(/** @type {Atlas.Data} */ data, /** @type {Atlas.Result} */ result, subset, /** @type {number[]} */ named) {
    const { keep } = SUBSETS[subset];
    const events = subset === "undated" ? data.events.order.filter((i) => result.chosen[i] > 0).values() : namedFirst(result, named);
    const found = /** @type {number[]} */ ([]);
    function at(place) {
      while (found.length <= place) {
        const { value, done } = events.next();
        if (done) break;
        if (keep(data, value, result)) found.push(value);
      }
      return found[place];
    }
    if (subset !== "all") at(Infinity);
    return { n: subset === "all" ? result.shown : found.length, at };
  }

  /** How many events stand in a list that an engine tells. */
  function told(/** @type {Atlas.Result} */ result, subset) {
    const counts = { all: result.shown, undated: result.undated, unplaced: result.unplaced };
    return counts[subset] ?? atlas.countEvidence(result)[subset];
  }

  function* namedFirst(/** @type {Atlas.Result} */ result, /** @type {number[]} */ named) {
    yield* named;
    const known = new Set(named);
    for (const i of result.inTime()) if (!known.has(i)) yield i;
  }

  /** What is listed and what that means; the way to the events that are not of it, and to all. */
  function heading(subset, { subset: show, compare = /** @type {(() => void) | undefined} */ (undefined), beside = /** @type {HTMLElement | undefined} */ (undefined) }) {
    const { title, hint, rest } = SUBSETS[subset];
    const way = (name, text) => el("button", { type: "button", class: name === "all" ? "at-button at-all" : "at-button", text, on: { click: () => show(name) } });
    const ways = /** @type {(HTMLElement | null)[]} */ ([rest ? way(rest, _(SUBSETS[rest].title)) : null, subset === "all" ? null : way("all", _("All events"))]);
    if (subset === "all" && beside) ways.push(beside);
    if (subset === "all" && compare) ways.push(el("button", { type: "button", class: "at-button", text: _("Compare"), title: _("Compare with other years or another body, on a second map"), on: { click: compare } }));
    return el("div", { class: "at-list-head" }, el("h2", { class: "at-card-title", tabindex: "-1", text: _(title) }), hint ? el("p", { class: "at-list-hint", text: _(hint) }) : null, ways);
  }

  function row(/** @type {Atlas.Data} */ data, /** @type {Atlas.Result} */ result, /** @type {Atlas.EventRow} */ text, on) {
    const i = text.event;
    const where = whereOf(data, result, text);
    const possible = result.mark(i) === atlas.POSSIBLE ? el("span", { class: "at-possible", text: _("possibly in these years") }) : null;
    return el(
      "li",
      {},
      el(
        "button",
        { type: "button", class: "at-row", "data-list": data.events.id.at(i), on: { click: () => on.choose(i) } },
        el("span", { class: "at-row-date", text: [text.date || _("Without a date"), result.hadBegun(i) ? _("begun before") : ""].filter(Boolean).join(" · ") }),
        el("span", { class: "at-row-title", dir: "auto" }, atlas.dataText(text.title, atlas.isUntranslated(text, "title"))),
        el("span", { class: "at-row-place" }, marks(result.choice, i), where, possible),
      ),
    );
  }

  /** Where an event was: of one that has several places, those at which it stands in the years shown. */
  function whereOf(/** @type {Atlas.Data} */ data, /** @type {Atlas.Result} */ result, /** @type {Atlas.EventRow} */ text) {
    const now = atlas.namesNow(data, result, text.event);
    if (!now) return text.where || _("no single place");
    return now.length ? now.join(", ") : _("no known place in these years");
  }

  /** The marks by which the map tells of an event. */
  function marks(/** @type {Atlas.Choice} */ choice, i) {
    const { looks } = choice, mask = choice.maskOf(i);
    return looks.filter((_, index) => mask & (1 << index)).map(atlas.markIcon);
  }

  Object.assign(atlas, { list, listRow: row, subsets: Object.keys(SUBSETS) });
})(globalThis.atlas ??= {});
