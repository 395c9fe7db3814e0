"use strict";
// Two spans of years, or two bodies, side by side: a second map that moves with the first, and lists of what only one of
// them shows and what both do. It says when and who; it never adds up or ranks.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill, say, format, N_ } = atlas;
  const _ = (text) => atlas.gettext(text);
  const LATEST = 9999; // year
  const LISTED = 60; // events of a list that are written at once
  const PARTS = /** @type {const} */ ([
    { part: "left", title: N_("Only on the first map") },
    { part: "right", title: N_("Only on the second map") },
    { part: "both", title: N_("Both") },
  ]);

  /** The query of the second map: all that is asked for, but for other years, or other bodies. */
  const ofOther = (query) => ({ ...query, ...(query.against?.years ?? {}), ...(query.against?.org?.length ? { org: query.against.org } : {}) });

  /** Which events only the left result shows, only the right one, and both; in order of time. */
  function parted(/** @type {Atlas.Data} */ { events: { order } }, /** @type {Atlas.Result} */ left, /** @type {Atlas.Result} */ right) {
    const found = { left: /** @type {number[]} */ ([]), right: /** @type {number[]} */ ([]), both: /** @type {number[]} */ ([]) };
    for (const i of order) {
      const [here, there] = [left.marks[i] > 0, right.marks[i] > 0];
      if (here && there) found.both.push(i);
      else if (here) found.left.push(i);
      else if (there) found.right.push(i);
    }
    return found;
  }

  /**
   * Compare on `map`, which stands in `area`; the lists stand in `root`. `on`: {changed(against), choose(event),
   * places(places)}; `layer` and `basemap` are those of the first map. Returns {update(query), list()}.
   */
  function compare(map, layer, data, { area, root }, { basemap, changed, choose, places }) {
    /** @type {ReturnType<typeof second> | null} */
    let other = null;
    let now = /** @type {Atlas.Query | null} */ (null);
    let part = /** @type {"left" | "right" | "both"} */ ("left");
    let listed = LISTED;
    const { ask } = atlas.questions();
    const head = heading(data, { changed: (against) => changed({ ...now?.against, ...against }), end: () => changed(null) });
    const tabs = PARTS.map((one) => el("button", { type: "button", class: "at-button", on: { click: () => show(one.part) } }));
    const rows = el("ol", { class: "at-list" });
    const more = el("button", { type: "button", class: "at-button", text: _("Show more"), on: { click: () => ((listed += LISTED), list()) } });
    fill(root, el("div", { class: "at-list-head" }, el("h2", { class: "at-card-title", tabindex: "-1", text: _("Comparison") }), head.controls, el("div", { class: "at-parts", role: "group", "aria-label": _("Comparison") }, tabs)), rows, more);

    function show(name) {
      [part, listed] = [name, LISTED];
      list();
    }

    function update(/** @type {Atlas.Query} */ query, live) {
      now = query;
      const on = Boolean(query.against);
      area.classList.toggle("at-comparing", on);
      if (!on) return end();
      if (!other) begin();
      const right = /** @type {NonNullable<typeof other>} */ (other);
      right.layer.filter(ofOther(query), { live });
      if (!live) share();
      right.setYear(query);
      head.update(query);
    }

    /** The lists follow the maps: to part all events is too much for every frame. */
    function list() {
      if (!other) return undefined;
      const left = layer.result;
      const found = parted(data, left, other.layer.result);
      PARTS.forEach(({ part: name, title }, at) => {
        say(tabs[at], `${_(title)} ${atlas.number(found[name].length)}`);
        tabs[at].setAttribute("aria-pressed", String(name === part));
      });
      const events = found[part].slice(0, listed);
      more.hidden = events.length === found[part].length;
      const shown = part === "right" ? other.layer.result : left;
      return ask(() => data.source.list(events), (texts) => fill(rows, texts.length ? texts.map((text) => atlas.listRow(data, shown, text, { choose })) : el("li", { class: "at-empty", text: _("No event") })), () => fill(rows, atlas.missingTexts()));
    }

    /** One scale for both: the same area is the same number of events. */
    function share() {
      if (!other) return;
      const both = [layer, other.layer], unit = Math.min(...both.map((one) => one.unit()));
      for (const one of both) one.unit(unit);
    }

    function begin() {
      other = second(map, data, area, { basemap, places });
      map.on("zoomend", share);
      area.append(...head.labels);
    }

    function end() {
      if (!other) return;
      map.off("zoomend", share);
      layer.unit();
      other.remove();
      other = null;
      fill(rows);
      for (const label of head.labels) label.remove();
      map.invalidateSize({ pan: false });
    }

    return { update, list, isOn: () => other !== null, map: () => other?.map, layer: () => other?.layer, result: () => other?.layer.result, captions: () => (other ? head.labels.map(({ textContent }) => textContent ?? "") : []) };
  }

  /** The second map. Where one of the two looks, the other looks. */
  function second(map, data, area, { basemap, places }) {
    const node = el("div", { class: "at-second folium-map", role: "application", "aria-label": _("Second map; all it shows is also in the lists of the comparison") });
    area.append(node);
    map.invalidateSize({ pan: false });
    const { zoomSnap, minZoom, maxZoom, maxBounds, worldCopyJump } = map.options;
    const twin = L.map(node, { zoomSnap, minZoom, maxZoom, maxBounds, worldCopyJump, zoomControl: false, attributionControl: false, keyboard: false });
    twin.setView(map.getCenter(), map.getZoom(), { animate: false });
    const ground = basemap?.again(twin) ?? null;
    const layer = new atlas.EventLayer(data).addTo(twin);
    layer.on("choose", ({ places: chosen }) => chosen.length && places(chosen));
    layer.on("drawn", ({ symbols, sight }) => ground?.avoid(symbols, sight));
    let following = false;
    const follow = (from, to) => () => {
      if (following) return;
      following = true;
      to.invalidateSize({ pan: false }); // the line below both may have grown
      to.options.minZoom = from.options.minZoom; // which follows the size of the window
      to.setView(from.getCenter(), from.getZoom(), { animate: false });
      following = false;
    };
    const [there, back] = [follow(map, twin), follow(twin, map)];
    map.on("move zoomend", there);
    twin.on("move zoomend", back);
    const sized = new ResizeObserver(there);
    sized.observe(node);
    return {
      map: twin,
      layer,
      setYear: (query) => ground?.setYear(atlas.backgroundYear({ ...ofOther(query), year: null }, data.axis)),
      remove() {
        sized.disconnect();
        map.off("move zoomend", there);
        twin.remove();
        node.remove();
      },
    };
  }

  /** What each map shows, over it; that of the second can be changed there. */
  function heading(/** @type {Atlas.Data} */ data, { changed, end }) {
    const labels = ["left", "right"].map((side) => el("p", { class: `at-compare-label at-compare-${side}` }));
    const field = (label) => el("input", { type: "text", inputmode: "numeric", size: "5", "aria-label": label, on: { change: read } });
    const [from, to] = [field(_("From year, second map")), field(_("To year, second map"))];
    const bodies = el("select", { "aria-label": _("Organizations, second map"), on: { change: () => changed({ org: bodies.value ? [bodies.value] : [] }) } });
    const option = ({ id, name }) => el("option", { value: id, text: name });
    fill(bodies, el("option", { value: "", text: _("the same organizations") }), data.families.map((family) => el("optgroup", { label: family.name }, option(family), data.organizations.filter((body) => body.family === family.id).map(option))));
    const wrong = el("span", { class: "at-compare-wrong", role: "status" });
    const close = el("button", { type: "button", class: "at-button", text: _("End comparison"), on: { click: end } });
    const controls = el("div", { class: "at-compare-controls", role: "group", "aria-label": _("Second map") }, el("span", { text: _("Second map") }), el("span", { class: "at-compare-years" }, from, "–", to), data.organizations.length ? bodies : null, close, wrong);

    /** Who moves one end past the other moves that along: the second is typed later. */
    function read(event) {
      const years = [from, to].map(({ value }) => yearOf(value.trim()));
      const bad = [from, to].find(({ value }, at) => value.trim() && years[at] === null);
      say(wrong, bad ? format(_("%(part)s is not a year."), { part: `“${bad.value}”` }) : "");
      if (bad) return;
      if (years[0] !== null && years[1] !== null && years[0] > years[1]) years.fill(years[event.target === from ? 0 : 1]);
      changed({ years: { from: years[0], to: years[1] } });
    }

    function update(/** @type {Atlas.Query} */ query) {
      const { from: low, to: high } = ofOther(query);
      const text = (year) => (year === null ? "" : atlas.yearName(year));
      const focused = document.activeElement;
      if (focused !== from) from.value = text(low);
      if (focused !== to) to.value = text(high);
      bodies.value = query.against?.org?.length === 1 ? query.against.org[0] : "";
      [query, ofOther(query)].forEach((one, at) => say(labels[at], words(data, one)));
    }
    return { labels, controls, update };
  }

  /** A year as it is typed; null for none, and for what is none. */
  function yearOf(text) {
    const year = text ? atlas.readYear(text) : null;
    return year !== null && Math.abs(year) <= LATEST ? year : null;
  }

  /** What a map shows, in words: years, and the bodies if not all. */
  function words(/** @type {Atlas.Data} */ data, { from, to, org }) {
    const years = from === null && to === null ? _("all years") : atlas.yearSpan(from ?? data.axis.first, to ?? data.axis.last);
    const names = [...data.families, ...data.organizations].filter(({ id }) => org.includes(id)).map(({ name }) => name);
    return [years, ...names].join(" · ");
  }

  Object.assign(atlas, { compare, parted });
})(globalThis.atlas ??= {});
