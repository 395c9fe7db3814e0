"use strict";
// The page's own filters: time slider, organizations, kinds. In the app Streamlit supplies them.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill } = atlas;
  const _ = (text) => atlas.gettext(text);

  const UNMARKED = { mark: undefined, colour: undefined };

  /** Put the filters into `parts` {filters, timeline} and keep them and the page in step. */
  function controls(page, parts) {
    const { data } = page;
    const section = () => el("div", {});
    const [organizations, kinds, layers, years] = [section(), section(), section(), section()];
    const certain = el("input", { type: "checkbox", on: { change: () => page.set({ certain: certain.checked }) } });
    const reset = el("button", { type: "button", class: "at-button", text: _("Show everything"), on: { click: showEverything } });
    fill(
      parts.filters,
      el("h2", { class: "at-filter-title", text: _("What happened") }),
      kinds,
      layers,
      data.organizations.length ? [el("h2", { class: "at-filter-title", text: _("Organizations") }), organizations] : null,
      el("label", { class: "at-check" }, certain, el("span", { text: _("Only events certainly in these years") })),
      reset,
    );
    fill(parts.timeline, years);
    const widgets = {
      timeline: atlas.timeline(years, { first: data.axis.first, last: data.axis.last, onInput: (span) => page.set(span, { live: true }), onCommit: (span) => page.set(span) }),
      organizations: atlas.choices(organizations, { label: _("Organizations"), onChange: (org) => page.set({ org }) }),
      kinds: atlas.choices(kinds, { label: _("What happened"), onChange: (kind) => page.set({ kind }) }),
      layers: atlas.switches(layers, { onChange: (hide) => page.set({ hide }) }),
      others: {}, // choices without the filter of one widget, kept while only years move
    };
    function showEverything() {
      widgets.timeline.pause();
      page.set({ ...atlas.atFirst(data), by: page.query().by });
    }
    const refresh = () => update(page, widgets, certain);
    page.listen((message) => message.type === "query" && refresh());
    refresh();
  }

  function update(page, widgets, certain) {
    const { data } = page;
    const query = page.query();
    const result = page.result();
    certain.checked = query.certain;
    const depth = atlas.coverageOf(data.coverage, withFamilies(data, query.org), data.axis.first, data.axis.last);
    const mark = page.changes ? atlas.backgroundYear(query, data.axis) : null;
    // Bars and counts are the same while only the years move: they are not drawn again.
    const sameBars = widgets.drawn?.chosen === result.chosen && widgets.drawn.certain === query.certain;
    widgets.drawn = { chosen: result.chosen, certain: query.certain };
    widgets.timeline.update({ ...(sameBars ? {} : histograms(data, result.chosen, query)), value: { from: query.from, to: query.to }, depth: data.coverage.length ? depth : null, mark });
    widgets.organizations.update({ ...organizationGroups(data, facetCounts(page, "org", widgets.others), query.by), value: query.org });
    widgets.layers.update({ rows: data.kinds.filter((kind) => kind.layer === "true"), value: query.hide });
    widgets.kinds.update({ groups: kindGroups(data, facetCounts(page, "kind", widgets.others), query.by), value: query.kind });
  }

  /** Chosen ids and the families of chosen bodies: what is said of a family holds for its bodies. */
  function withFamilies(/** @type {Atlas.Data} */ data, ids) {
    return [...ids, ...data.organizations.filter((item) => ids.includes(item.id)).map((item) => item.family)];
  }

  /** Bars: events that each year would show, and how many of them only possibly. */
  function histograms(/** @type {Atlas.Data} */ data, chosen, query) {
    const all = atlas.histogram(data, chosen, query.certain);
    const sure = atlas.histogram(data, chosen, true);
    return { counts: all, possible: { before: 0, after: 0, years: all.years.map((count, i) => count - sure.years[i]) } };
  }

  /** Counts that a choice would show: its own filter is left out; and who asks for a kind that is off gets it. */
  function facetCounts(page, own, others) {
    const query = page.query();
    const counts = countsWithout(page, own, { ...query, [own]: [] }, others);
    if (own !== "kind" || !query.hide.length) return counts;
    const off = page.data.kinds.filter(({ id, parent }) => query.hide.includes(id) || query.hide.includes(parent)).map(({ id }) => id);
    const opened = countsWithout(page, "off", { ...query, kind: off, hide: [] }, others);
    return new Map([...counts, ...off.map((id) => /** @type {[string, number]} */ ([id, opened.get(id) ?? 0]))]);
  }

  function countsWithout(page, own, wider, others) {
    if (atlas.sameChoice(page.query(), wider)) return page.result().facets();
    const known = others[own];
    const choice = known && atlas.sameChoice(known.query, wider) ? known.choice : atlas.choiceOf(page.data, wider);
    others[own] = { query: wider, choice };
    return atlas.select(page.data, wider, choice).facets();
  }

  /** `by`: of what the symbols tell; those of the map stand beside that. */
  function organizationGroups(/** @type {Atlas.Data} */ data, counts, by) {
    const groups = data.families.map((family) => ({ ...family, ...(by === "who" ? {} : UNMARKED), count: counts.get(family.id) ?? 0, items: bodies(data, family.id, counts) }));
    return { groups: groups.filter((group) => group.items.length), extra: [{ id: atlas.NONE_NAMED, name: _("None named"), count: counts.get(atlas.NONE_NAMED) ?? 0 }] };
  }

  function bodies(/** @type {Atlas.Data} */ data, family, counts) {
    const members = data.organizations.filter((item) => item.family === family);
    return members.map((item) => ({ id: item.id, name: item.name, short: item.abbreviation || item.name, years: item.years, count: counts.get(item.id) ?? 0 }));
  }

  function kindGroups(/** @type {Atlas.Data} */ data, counts, by) {
    const item = (kind) => ({ id: kind.id, name: kind.name, short: kind.name, count: counts.get(kind.id) ?? 0 });
    const groups = data.kinds.filter((kind) => !kind.parent);
    return groups.map((group) => ({ ...item(group), ...(by === "what" ? { mark: group.mark, colour: group.colour } : {}), items: data.kinds.filter((kind) => kind.parent === group.id).map(item) }));
  }

  Object.assign(atlas, { controls, histograms, organizationGroups, kindGroups });
})(globalThis.atlas ??= {});
