"use strict";
// Which events a query shows. The same rules as geo/view/filters.py and geo/view/summarize.py; a test
// compares the two on hundreds of random queries.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const NONE_NAMED = "none";
  const { POSSIBLE, CERTAIN } = atlas;

  /** The query that shows everything. Years are numbers or null (no bound on that side). */
  const EVERYTHING = Object.freeze({ from: null, to: null, certain: false, org: [], kind: [], hide: [], only: null });

  function organizationMask(/** @type {Atlas.Data} */ data, wanted) {
    const ids = new Set(wanted);
    return Uint8Array.from(data.organizations, (item) => (ids.has(item.id) || ids.has(item.family) ? 1 : 0));
  }

  function kindMask(/** @type {Atlas.Data} */ data, wanted) {
    const ids = new Set(wanted);
    return Uint8Array.from(data.kinds, (item) => (ids.has(item.id) ? 1 : 0));
  }

  function hasOrganization(events, i, mask, none) {
    const end = events.offset[i + 1];
    if (none && events.offset[i] === end) return true;
    for (let k = events.offset[i]; k < end; k += 1) if (mask[events.organization[k]]) return true;
    return false;
  }

  function hasKind(events, i, mask) {
    return mask[events.kind[i]] === 1 || (events.detail[i] !== atlas.NO_DETAIL && mask[events.detail[i]] === 1);
  }

  /** Events that pass every filter but the years: 1 for each, in a Uint8Array. */
  function choose(/** @type {Atlas.Data} */ data, query) {
    const { events } = data;
    const chosen = new Uint8Array(events.n).fill(query.only ? 0 : 1);
    for (const i of query.only ?? []) if (i >= 0 && i < events.n) chosen[i] = 1;
    if (query.org.length) {
      const mask = organizationMask(data, query.org);
      const none = query.org.includes(NONE_NAMED);
      for (let i = 0; i < events.n; i += 1) if (!hasOrganization(events, i, mask, none)) chosen[i] = 0;
    }
    if (query.kind.length) {
      const mask = kindMask(data, query.kind);
      for (let i = 0; i < events.n; i += 1) if (!hasKind(events, i, mask)) chosen[i] = 0;
    }
    if (query.hide.length) {
      const mask = kindMask(data, query.hide);
      for (let i = 0; i < events.n; i += 1) if (hasKind(events, i, mask)) chosen[i] = 0;
    }
    return chosen;
  }

  /**
   * The columns of the first and the last year in which events may have gone on; with `certain` those
   * between which they did whatever the doubt. Years of queries and of the axis lie between -OPEN and OPEN.
   */
  function extent(events, certain) {
    return certain ? [events.latest_start, events.earliest_end] : [events.earliest_start, events.latest_end];
  }

  /** Mark every event HIDDEN (0), POSSIBLE (only possibly in these years) or CERTAIN. */
  function markYears(events, chosen, query) {
    const marks = new Uint8Array(events.n);
    const [start, end] = extent(events, false);
    const [sureStart, sureEnd] = extent(events, true);
    if (query.from === null && query.to === null) {
      for (let i = 0; i < events.n; i += 1) if (chosen[i]) marks[i] = CERTAIN;
      return marks;
    }
    const from = query.from ?? -Infinity;
    const to = query.to ?? Infinity;
    for (let i = 0; i < events.n; i += 1) {
      if (!chosen[i] || start[i] === atlas.UNDATED || start[i] > to || end[i] < from) continue;
      if (sureStart[i] <= to && sureEnd[i] >= from) marks[i] = CERTAIN;
      else if (!query.certain) marks[i] = POSSIBLE;
    }
    return marks;
  }

  /** Count per place, per place and family, and for the line below the map. */
  function countShown(/** @type {Atlas.Data} */ data, chosen, marks, query) {
    const { events, places, families, stays } = data;
    const width = families.length + 1;
    const result = {
      marks,
      chosen,
      years: { from: query.from, to: query.to, certain: query.certain },
      // Of the families that acted only those asked for count: symbols show what was asked for.
      wanted: query.org.length ? organizationMask(data, query.org) : new Uint8Array(data.organizations.length).fill(1),
      shown: 0,
      total: events.n,
      undated: 0,
      unplaced: 0,
      atPlace: new Uint32Array(places.n),
      certainAtPlace: new Uint32Array(places.n),
      familiesAtPlace: new Uint32Array(places.n * width),
      several: new Map(),
    };
    for (let i = 0; i < events.n; i += 1) {
      if (chosen[i] && events.earliest_start[i] === atlas.UNDATED) result.undated += 1;
      if (!marks[i]) continue;
      result.shown += 1;
      if (stays.of[i] !== atlas.NONE) countStays(data, result, i);
      else if (events.place[i] < 0 || Number.isNaN(places.lon[events.place[i]])) result.unplaced += 1;
      else countEvent(data, result, i, events.place[i], marks[i]);
    }
    return result;
  }

  function countEvent(/** @type {Atlas.Data} */ data, result, i, place, mark) {
    result.atPlace[place] += 1;
    if (mark === CERTAIN) result.certainAtPlace[place] += 1;
    addFamilies(data, result.wanted, i, result.familiesAtPlace, place * (data.families.length + 1), 1);
  }

  /** An event of several places counts at each where it stands now; `several` keeps those that stand at more than one. */
  function countStays(/** @type {Atlas.Data} */ data, result, i) {
    const now = atlas.standsAt(data, result, i);
    if (!now.length) result.unplaced += 1;
    for (const [place, mark] of now) {
      countEvent(data, result, i, place, mark);
      if (now.length < 2) continue;
      if (!result.several.has(place)) result.several.set(place, new Map());
      result.several.get(place).set(i, mark);
    }
  }

  /** Add `by` to the counts, from position `start` on, of the families that acted in an event. */
  function addFamilies(/** @type {Atlas.Data} */ data, wanted, i, counts, start, by) {
    const { events, families, familyOf } = data;
    const end = events.offset[i + 1];
    if (events.offset[i] === end) counts[start + families.length] += by;
    let seen = 0;
    for (let k = events.offset[i]; k < end; k += 1) {
      const family = familyOf[events.organization[k]];
      if (!wanted[events.organization[k]] || seen & (1 << family)) continue;
      counts[start + family] += by;
      seen |= 1 << family;
    }
  }

  /**
   * What stands at some places together, each event once: {count, certain, families} of a result.
   * @type {Atlas.Namespace["countTogether"]}
   */
  function countTogether(data, result, places) {
    const width = data.families.length + 1;
    const families = new Array(width).fill(0);
    let [count, certain] = [0, 0];
    for (const place of places) {
      count += result.atPlace[place];
      certain += result.certainAtPlace[place];
      for (let f = 0; f < width; f += 1) families[f] += result.familiesAtPlace[place * width + f];
    }
    for (const [i, marks] of repeated(result, places)) {
      count -= marks.length - 1;
      certain -= Math.max(0, marks.filter((mark) => mark === CERTAIN).length - 1);
      addFamilies(data, result.wanted, i, families, 0, 1 - marks.length);
    }
    return { count, certain, families };
  }

  /** Events that stand at more than one of some places, with their marks there. */
  function repeated(result, places) {
    if (places.length < 2 || !result.several.size) return [];
    const found = new Map();
    for (const place of places) for (const [i, mark] of result.several.get(place) ?? []) found.set(i, [...(found.get(i) ?? []), mark]);
    return [...found].filter(([, marks]) => marks.length > 1);
  }

  /** Apply a query; `chosen` may be passed when only the years changed. */
  function select(/** @type {Atlas.Data} */ data, query, chosen = choose(data, query)) {
    return countShown(data, chosen, markYears(data.events, chosen, query), query);
  }

  /** For each year of the axis, how many events a filter on that one year would show. */
  function histogram(/** @type {Atlas.Data} */ data, chosen, certain) {
    const { first, last } = data.axis;
    const counts = { before: 0, years: new Array(last - first + 1).fill(0), after: 0 };
    const [start, end] = extent(data.events, false);
    const [low, high] = extent(data.events, certain);
    for (let i = 0; i < data.events.n; i += 1) {
      if (!chosen[i] || start[i] === atlas.UNDATED) continue;
      if (start[i] < first) counts.before += 1;
      if (end[i] > last) counts.after += 1;
      for (let year = Math.max(first, low[i]); year <= Math.min(last, high[i]); year += 1) counts.years[year - first] += 1;
    }
    return counts;
  }

  /** Count shown events for every family, organization, kind and detail id, and "none". */
  function facets(/** @type {Atlas.Data} */ data, marks) {
    const counts = new Map();
    const add = (id) => counts.set(id, (counts.get(id) ?? 0) + 1);
    const { events } = data;
    for (let i = 0; i < events.n; i += 1) {
      if (!marks[i]) continue;
      add(data.kinds[events.kind[i]].id);
      if (events.detail[i] !== atlas.NO_DETAIL) add(data.kinds[events.detail[i]].id);
      const bodies = new Set(events.organization.subarray(events.offset[i], events.offset[i + 1]));
      if (!bodies.size) add(NONE_NAMED);
      bodies.forEach((body) => add(data.organizations[body].id));
      new Set(Array.from(bodies, (body) => data.families[data.familyOf[body]].id)).forEach(add);
    }
    return counts;
  }

  Object.assign(atlas, { choose, select, countTogether, histogram, facets, EVERYTHING, NONE_NAMED });
})(globalThis.atlas ??= {});
