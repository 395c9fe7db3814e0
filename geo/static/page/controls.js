"use strict";
// The page's own filters: time slider, organizations, kinds. In the app Streamlit supplies them.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill } = atlas;
  const _ = (text) => atlas.gettext(text);

  const UNMARKED = { mark: undefined, colour: undefined };
  const NAMED = /** @type {{ [field: string]: "groups" | "persons" }} */ ({ group: "groups", person: "persons" });

  /** Put the filters into `parts` {filters, timeline} and keep them and the page in step. */
  function controls(page, parts) {
    const { data } = page;
    const section = () => el("div", {});
    const [ways, layers, years] = [section(), section(), section()];
    const certain = el("input", { type: "checkbox", on: { change: () => page.set({ certain: certain.checked }) } });
    const reset = el("button", { type: "button", class: "at-button", text: _("Show everything"), on: { click: showEverything } });
    fill(parts.filters, ways, layers, el("label", { class: "at-check" }, certain, el("span", { text: _("Only events certainly in these years") })), reset);
    fill(parts.timeline, years);
    const lineage = atlas.lineage(parts.filters, { onChange: (org) => page.set({ org }), onOpen: () => refresh() });
    const widgets = {
      timeline: atlas.timeline(years, { first: data.axis.first, last: data.axis.last, onInput: (span) => page.set(span, { live: true }), onCommit: (span) => page.set(span) }),
      facets: atlas.facets(ways, { sections: sections(page, lineage), onChange: page.keep, onOpen: () => widgets.facets && refresh() }),
      layers: atlas.switches(layers, { onChange: (hide) => page.set({ hide }) }),
      lineage,
      others: {}, // choices without the filter of one widget, kept while only years move
    };
    function showEverything() {
      widgets.timeline.pause();
      page.set({ ...atlas.atFirst(data), by: page.query().by });
    }
    const refresh = () => update(page, widgets, certain, refresh);
    page.listen((message) => message.type === "query" && refresh());
    page.listen((message) => message.type === "drop" && widgets.timeline.pause()); // else it plays on with the years that were dropped
    refresh();
  }

  /** The lists that a dataset has something for. */
  function sections(page, lineage) {
    const { data } = page;
    const tool = el("button", { type: "button", class: "at-fa-tool", "aria-haspopup": "dialog", text: _("Lineage: who came after whom"), on: { click: () => lineage.open() } });
    const words = (table) => async () => {
      const search = await page.search();
      const at = new Map(data[table].map(({ id }, position) => [id, position]));
      return { folding: search.folding, names: (id) => search.names[table]?.[at.get(id) ?? -1] ?? [] };
    };
    return atlas.facetSections({ organizations: data.organizations.length, groups: data.groups.length, persons: data.persons.length }, words, tool);
  }

  /** `again` is called when what was asked of an engine has come. */
  function update(page, widgets, certain, again) {
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
    widgets.layers.update({ rows: data.kinds.filter((kind) => kind.layer === "true"), value: query.hide });
    const states = Object.fromEntries(["org", "kind", "group", "person"].map((field) => [field, { value: chosenIn(query, field) }]));
    const field = widgets.facets.opened();
    if (field) Object.assign(states[field], listOf(page, field, widgets.others, again));
    widgets.facets.update(states);
    const counts = widgets.lineage.isOpen() ? facetCounts(page, "org", widgets.others, again) : null;
    widgets.lineage.update({ ...data, span: { from: query.from, to: query.to }, value: query.org, counts });
  }

  const chosenIn = (query, field) => (NAMED[field] ? query.focus.filter(({ what }) => what === field).map(({ id }) => id) : query[field]);

  /** What a list shows of the present choice; only the open one is counted. Nothing new until an engine has counted it. */
  function listOf(page, field, others, again) {
    const { data } = page;
    const found = NAMED[field] ? namedCounts(page, field, others, again) : facetCounts(page, field, others, again);
    if (!found) return {};
    if (field === "org") return organizationGroups(data, found, page.query().by);
    if (field === "kind") return { groups: kindGroups(data, found, page.query().by) };
    const counts = /** @type {any} */ (found);
    return { extra: data[NAMED[field]].map(({ id, name }, at) => ({ id, name, count: counts[at] })) };
  }

  /** Chosen ids and the families of chosen bodies: what is said of a family holds for its bodies. */
  function withFamilies(/** @type {Atlas.Data} */ data, ids) {
    return [...ids, ...data.organizations.filter((item) => ids.includes(item.id)).map((item) => item.family)];
  }

  /** Bars: events that each year would show, and how many of them only possibly. */
  function histograms(/** @type {Atlas.Data} */ data, chosen, query) {
    const ever = query.org.length ? atlas.choose(data, { ...query, from: null, to: null }) : chosen;
    const all = atlas.histogram(data, ever, query.certain, query.org);
    const sure = atlas.histogram(data, ever, true, query.org);
    return { counts: all, possible: { before: 0, after: 0, years: all.years.map((count, i) => count - sure.years[i]) } };
  }

  /** How many events of a choice name each group or person. */
  function namedCounts(page, own, others, again) {
    const { data } = page, query = page.query();
    if (!data.remote) return without(page, own, others).named(NAMED[own]);
    const asked = { ...query, focus: query.focus.filter(({ what }) => what !== own) };
    return data.remote.facetsOf(asked, [NAMED[own]], again)?.named(query, NAMED[own]) ?? null;
  }

  /** The same as facetCounts, of an engine; null until it has answered. */
  function remoteCounts(page, own, again) {
    const { data } = page, query = page.query();
    const what = own === "kind" ? ["kinds"] : ["organizations", "families"];
    const counts = data.remote.facetsOf({ ...query, [own]: [] }, what, again)?.counts(query) ?? null;
    if (own !== "kind" || !query.hide.length || !counts) return counts;
    const off = offKinds(page);
    const opened = data.remote.facetsOf({ ...query, kind: off, hide: [] }, what, again)?.counts(query);
    return opened ? withOff(counts, off, opened) : null;
  }

  /** Kinds that are off, and those beneath them. */
  function offKinds({ data, query }) {
    const { hide } = query();
    return data.kinds.filter(({ id, parent }) => hide.includes(id) || hide.includes(parent)).map(({ id }) => id);
  }

  /** Counts, of kinds that are off those that they would have. */
  const withOff = (counts, off, opened) => new Map([...counts, ...off.map((id) => /** @type {[string, number]} */ ([id, opened.get(id) ?? 0]))]);

  /** Counts that a choice would show: its own filter is left out; and who asks for a kind that is off gets it. */
  function facetCounts(page, own, others, again) {
    if (page.data.remote) return remoteCounts(page, own, again);
    const query = page.query();
    const counts = without(page, own, others).facets(own === "kind" ? "kinds" : "bodies");
    if (own !== "kind" || !query.hide.length) return counts;
    const off = offKinds(page);
    return withOff(counts, off, widened(page, "off", { kind: off, hide: [] }, others).facets("kinds"));
  }

  /** What the other filters show: that is what a choice of `own` can find. */
  function without(page, own, others) {
    const focus = page.query().focus.filter(({ what }) => what !== own);
    return widened(page, own, NAMED[own] ? { focus } : { [own]: [] }, others);
  }

  /** What the query shows with another `part`; what does not change with the years is kept in `others` by a name. */
  function widened(page, name, part, others) {
    const query = page.query();
    if (part.focus?.length === query.focus.length) return page.result();
    const known = others[name];
    const asked = { ...query, ...part };
    if (part.focus) asked.only = known?.focus === query.focus && known.text === query.text ? known.query.only : page.only(asked);
    if (atlas.sameChoice(query, asked)) return page.result();
    const choice = known && atlas.sameChoice(known.query, asked) ? known.choice : atlas.choiceOf(page.data, asked);
    others[name] = { query: asked, focus: query.focus, text: query.text, choice };
    return atlas.select(page.data, asked, choice);
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

  Object.assign(atlas, { controls, histograms });
})(globalThis.atlas ??= {});
