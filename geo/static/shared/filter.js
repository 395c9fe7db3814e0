"use strict";
// Which events a query shows. The same rules as geo/view/filters.py and geo/view/summarize.py; a test
// compares the two on hundreds of random queries.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { NO_DETAIL, UNDATED } = atlas;

  /** The query that shows everything. Years are numbers or null (no bound on that side). */
  const EVERYTHING = Object.freeze({ from: null, to: null, certain: false, org: [], kind: [], hide: [], only: null, text: "", by: "what", against: null });

  /** What is shown where an address asks for nothing: some kinds explain the events, and are none. */
  const atFirst = (/** @type {Atlas.Data} */ data) => ({ ...EVERYTHING, hide: data.off, year: null, focus: [] });

  /** The kinds that are taken off the map: who asks for a kind, or for a detail of it, gets it. */
  function offOf(/** @type {Atlas.Data} */ data, { hide, kind }) {
    const asked = new Set(data.kinds.filter(({ id }) => kind.includes(id)).flatMap(({ id, parent }) => [id, parent]));
    return hide.filter((id) => !asked.has(id));
  }

  function organizationMask(/** @type {Atlas.Data} */ data, wanted) {
    const ids = new Set(wanted);
    return Uint8Array.from(data.organizations, (item) => (ids.has(item.id) || ids.has(item.family) ? 1 : 0));
  }

  function kindMask(/** @type {Atlas.Data} */ data, wanted) {
    const ids = new Set(wanted);
    return Uint8Array.from(data.kinds, (item) => (ids.has(item.id) ? 1 : 0));
  }

  /** `counts(event, body)`: whether an organization counts for an event in the years asked for. */
  function hasOrganization(events, i, mask, none, counts) {
    const end = events.offset[i + 1];
    if (none && events.offset[i] === end) return true;
    for (let k = events.offset[i]; k < end; k += 1) if (mask[events.organization[k]] && counts(i, events.organization[k])) return true;
    return false;
  }

  function countsIn(/** @type {Atlas.Data} */ data, { from, to, certain }) {
    if (from === null && to === null) return () => true;
    const [low, high] = [from ?? -Infinity, to ?? Infinity].sort((a, b) => a - b);
    const tie = atlas.ties(data, certain);
    return (i, body) => {
      const [start, end] = tie(i, body);
      return data.events.earliest_start[i] === UNDATED || (start <= high && end >= low);
    };
  }

  function hasKind({ kind, detail }, i, mask) {
    return mask[kind[i]] === 1 || (detail[i] !== NO_DETAIL && mask[detail[i]] === 1);
  }

  /** Events that pass every filter but the years, in which only their organizations must have lived: 1 for each, in a Uint8Array; `lost(i)` hears of those that only a kind that is off takes away. */
  function choose(/** @type {Atlas.Data} */ data, query, lost = (/** @type {number} */ _) => {}) {
    const { events } = data;
    if (data.remote) return chooseRows(data, query, lost);
    const chosen = new Uint8Array(events.n).fill(query.only ? 0 : 1);
    for (const i of query.only ?? []) if (i >= 0 && i < events.n) chosen[i] = 1;
    if (query.org.length) {
      const mask = organizationMask(data, query.org);
      const none = query.org.includes(atlas.NONE_NAMED);
      const counts = countsIn(data, query);
      for (let i = 0; i < events.n; i += 1) if (chosen[i] && !hasOrganization(events, i, mask, none, counts)) chosen[i] = 0;
    }
    if (query.kind.length) {
      const mask = kindMask(data, query.kind);
      for (let i = 0; i < events.n; i += 1) if (!hasKind(events, i, mask)) chosen[i] = 0;
    }
    hideIn(data, query, chosen, lost);
    return chosen;
  }

  /** Take away the events of kinds that are off. */
  function hideIn(/** @type {Atlas.Data} */ data, query, chosen, lost) {
    const off = offOf(data, query), { events } = data;
    if (!off.length) return;
    const mask = kindMask(data, off);
    for (let i = 0; i < events.n; i += 1) {
      if (!chosen[i] || !hasKind(events, i, mask)) continue;
      chosen[i] = 0;
      lost(i);
    }
  }

  /** The same where an engine has answered with the events that pass every filter but the years and the kinds that are off. */
  function chooseRows(/** @type {Atlas.Data} */ data, query, lost) {
    const { events } = data, lets = letting(data, { ...query, hide: [] });
    const chosen = Uint8Array.from(events.weight ?? [], (n, i) => ((n || events.drawn?.[i]) && (!data.remote?.isKnown(i) || lets(i, query)) ? 1 : 0));
    hideIn(data, query, chosen, lost);
    return chosen;
  }

  /** A function of an event that an engine has told of, and of years: whether it passes every filter but these. */
  function letting(/** @type {Atlas.Data} */ data, query) {
    const { events } = data, none = query.org.includes(atlas.NONE_NAMED);
    const [bodies, wanted, off] = [organizationMask(data, query.org), kindMask(data, query.kind), kindMask(data, offOf(data, query))];
    return (i, years) => Boolean(data.remote?.facts[i]?.among) && !hasKind(events, i, off) && (!query.kind.length || hasKind(events, i, wanted)) && (!query.org.length || hasOrganization(events, i, bodies, none, countsIn(data, years)));
  }

  /** What of a query does not change with the years. */
  function choiceOf(/** @type {Atlas.Data} */ data, /** @type {Atlas.Query} */ query) {
    // Of the families that acted only those asked for count: symbols show what was asked for.
    const wanted = query.org.length ? organizationMask(data, query.org) : new Uint8Array(data.organizations.length).fill(1);
    const told = !data.remote && sameFilters(query, atFirst(data)) ? data.first : undefined, lost = told ? undefined : /** @type {number[]} */ ([]);
    const chosen = told?.chosen ?? choose(data, query, (i) => lost?.push(i));
    return new atlas.Choice(data, { chosen, lost, wanted, certain: query.certain, by: query.by, lets: data.remote ? letting(data, query) : undefined, told });
  }

  /** Apply a query; `choice` may be passed when only the years changed. */
  function select(/** @type {Atlas.Data} */ data, query, choice = choiceOf(data, query)) {
    return new atlas.Result(choice, query);
  }

  /** Whether two queries differ in nothing but years that change no choice: where organizations are asked for, all do. */
  const sameChoice = (a, b) => sameFilters(a, b) && (!a.org.length || (a.from === b.from && a.to === b.to));

  /** Whether two queries differ in nothing but years. */
  function sameFilters(a, b) {
    return a.certain === b.certain && a.by === b.by && ["org", "kind", "hide", "only"].every((key) => a[key] === b[key] || JSON.stringify(a[key] ?? null) === JSON.stringify(b[key] ?? null));
  }

  /**
   * For each year of the axis, how many events a filter on that one year would show. `chosen` pass every filter, in all years;
   * `org` is who was asked for.
   */
  function histogram(/** @type {Atlas.Data} */ data, chosen, certain, org = /** @type {string[]} */ ([])) {
    const { axis: { first, last }, events } = data;
    const sure = data.remote ? surely(events) : events;
    const [low, high] = certain ? [sure.latest_start, sure.earliest_end] : [events.earliest_start, events.latest_end];
    const changes = new Int32Array(last - first + 2); // how many more there are in a year than in the one before
    const counts = { before: 0, years: new Array(last - first + 1).fill(0), after: 0 };
    function add(from, to, n) {
      if (from > to) return;
      changes[from - first] += n;
      changes[to - first + 1] -= n;
    }
    const spans = org.length ? spansOf(data, org, certain) : null, reach = org.length ? spansOf(data, org, false) : null;
    for (let i = 0; i < events.n; i += 1) {
      if (!chosen[i] || events.earliest_start[i] === UNDATED) continue;
      const n = events.weight ? events.weight[i] : 1;
      if (!spans || !reach) {
        if (events.earliest_start[i] < first) counts.before += n;
        if (events.latest_end[i] > last) counts.after += n;
        add(Math.max(first, low[i]), Math.min(last, high[i]), n);
        continue;
      }
      const whole = reach(i);
      if (whole.some(([start]) => start < first)) counts.before += n;
      if (whole.some(([, end]) => end > last)) counts.after += n;
      let next = first; // the first year that is not yet counted
      for (const [start, end] of spans(i).sort((one, other) => one[0] - other[0])) {
        const [from, to] = [Math.max(next, start), Math.min(last, end)];
        add(from, to, n);
        next = Math.max(next, to + 1);
      }
    }
    let now = 0;
    counts.years.forEach((_, year) => (counts.years[year] = now += changes[year]));
    return counts;
  }

  /** The years in which rows of an engine surely count for the bodies asked for: their possible ones are of what these lived. */
  function surely({ earliest_start: first, latest_start: begun, earliest_end: ended, latest_end: last }) {
    return { latest_start: Int16Array.from(begun, (year, i) => Math.max(year, first[i])), earliest_end: Int16Array.from(ended, (year, i) => Math.min(year, last[i])) };
  }

  /** A function of an event: the spans [start, end] of years in which it counts for those of `org` that it names. */
  function spansOf(/** @type {Atlas.Data} */ data, org, certain) {
    const { events } = data, sure = data.remote ? surely(events) : events;
    const [low, high] = certain ? [sure.latest_start, sure.earliest_end] : [events.earliest_start, events.latest_end];
    const mask = organizationMask(data, org), tie = atlas.ties(data, certain);
    return (i) => {
      const found = /** @type {number[][]} */ ([]);
      for (let k = events.offset[i]; org.length && k < events.offset[i + 1]; k += 1) if (mask[events.organization[k]]) found.push(tie(i, events.organization[k]));
      return found.length ? found : [[low[i], high[i]]];
    };
  }

  Object.assign(atlas, { choose, choiceOf, select, sameChoice, sameFilters, histogram, surely, EVERYTHING, atFirst, offOf });
})(globalThis.atlas ??= {});
