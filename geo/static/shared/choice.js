"use strict";
// What does not change while the years move: which events pass all other filters, and the sums over their years.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { NONE, UNDATED, NO_DETAIL, firstAfter } = atlas;
  const SHOWN = 0; // rows of `totals`
  const PLACED = 1;
  const SUPPORT = 16; // values of `evidence`
  const BRIEF = 3; // slots that an event may last and still be found by its beginning
  const known = new WeakMap(); // by the events of a dataset its slots, and the events that last longer

  class Choice {
    /** `chosen`: 1 for each event that passes; `lost`: events that only a kind that is off takes away, else all others; `wanted`: 1 for each organization whose family counts; `told`: what the page was told of what is shown at first. */
    constructor(/** @type {Atlas.Data} */ data, { chosen, lost = /** @type {number[] | undefined} */ (undefined), wanted, certain, by, lets = /** @type {Atlas.Choice["lets"] | undefined} */ (undefined), told = /** @type {Atlas.Choice["told"]} */ (undefined) }) {
      this.data = data;
      this.chosen = chosen;
      this.wanted = wanted;
      this.certain = certain;
      this.lets = lets ?? ((i) => chosen[i] > 0); // whether an event passes, which an engine may have told of since
      this.weight = data.events.weight; // how many events each stands for; undefined is one
      this.drawn = data.events.drawn ?? data.events.weight; // and how many of them stand at its place
      this.by = by; // whether symbols tell what happened, or who acted
      this.told = told;
      this.made = /** @type {{ lost?: number[], slots?: Atlas.Slots, whole?: Atlas.Choice["whole"], totals?: Atlas.Sums, kinds?: Atlas.FacetCounts, bodies?: Atlas.FacetCounts, hidden?: Atlas.Sums, evidence?: Atlas.Sums, presence?: Atlas.Presence, standing?: Atlas.Choice["standing"], masks?: Uint32Array }} */ ({ lost, whole: told });
    }

    // The years of events are read when some are asked for: all of them need none.

    get lost() {
      return (this.made.lost ??= this.others());
    }

    others() {
      const { chosen } = this, found = /** @type {number[]} */ ([]);
      for (let i = 0; i < chosen.length; i += 1) if (!chosen[i]) found.push(i);
      return found;
    }

    /** @returns {Atlas.Slots} */
    get slots() {
      return (this.made.slots ??= ofDataset(this.data).slots);
    }

    get spans() {
      return this.slots.events;
    }

    /** Where only certain events are asked for, those are all that is shown. */
    get start() {
      return this.certain ? this.spans.sureStart : this.spans.start;
    }

    get end() {
      return this.certain ? this.spans.sureEnd : this.spans.end;
    }

    /** Of each event a bit for each look that symbols tell of it: its kind, or the families that count, the last for none named. */
    get masks() {
      return (this.made.masks ??= this.by === "who" ? atlas.familyMasks(this.data, this.wanted) : atlas.kindMasks(this.data));
    }

    /** The same of one event, also of one that an engine has told of since. */
    maskOf(i) {
      if (!this.data.remote?.isKnown(i)) return this.masks[i];
      return this.by === "who" ? atlas.familiesOf(this.data, i, this.wanted) : 1 << this.data.rootOf[this.data.events.kind[i]];
    }

    /** The looks that symbols tell apart. */
    get looks() {
      return this.by === "who" ? this.data.families : this.data.roots;
    }

    /** The sums of all events, and of those that stand at a place with a point. */
    get totals() {
      return (this.made.totals ??= this.sumTotals());
    }

    sumTotals() {
      const { chosen, start, end, weight, data: { events: { n, place }, places: { lon }, stays: { of } } } = this;
      const sums = new atlas.Sums(2, this.slots.n);
      for (let i = 0; i < n; i += 1) {
        if (!chosen[i]) continue;
        const times = weight ? weight[i] : 1;
        sums.add(SHOWN, start[i], end[i], times);
        if (of[i] === NONE && place[i] >= 0 && lon[place[i]] === lon[place[i]]) sums.add(PLACED, start[i], end[i], times); // NaN is no number
      }
      this.eachMoved(() => 0, (group, shown) => sums.addUnion(PLACED, shown));
      return sums.finish();
    }

    /** In which slots anything stands at each place that has a point. */
    get presence() {
      return (this.made.presence ??= this.findPresence());
    }

    findPresence() {
      const { chosen, start, end, slots, drawn, data: { events: { n, place }, places, stays: { of } } } = this;
      const presence = new atlas.Presence(places.n, slots.n);
      for (let i = 0; i < n; i += 1) {
        if (chosen[i] && (!drawn || drawn[i] > 0) && of[i] === NONE && place[i] >= 0 && !Number.isNaN(places.lon[place[i]])) presence.add(place[i], start[i], end[i]);
      }
      this.eachMoved((at) => at, (at, shown) => {
        for (let k = 0; k < shown.length; k += 2) presence.add(at, shown[k], shown[k + 1]);
      });
      return presence;
    }

    /**
     * What is chosen and stands at each place, that of a place from `begin` of it to that of the next: of an event that has no other place
     * its slots (first and last, first and last of the certain ones) and its looks side by side, as they are read for hundreds of places in a frame;
     * and by place those events that have several.
     */
    get standing() {
      return (this.made.standing ??= this.findStanding());
    }

    findStanding() {
      const { chosen, masks, drawn, start, end, spans: { sureStart, sureEnd }, data: { eventsAt, places: { n, lon }, stays: { of } } } = this;
      const { begin: from, all } = eventsAt;
      const begin = new Uint32Array(n + 1), spans = new Uint16Array(4 * all.length), looks = new Uint32Array(all.length), times = drawn && new Int32Array(all.length);
      const several = /** @type {Map<number, number[]>} */ (new Map());
      let at = 0;
      for (let place = 0; place < n; place += 1) {
        for (let k = from[place]; k < from[place + 1]; k += 1) {
          const i = all[k];
          if (!chosen[i] || Number.isNaN(lon[place])) continue;
          if (of[i] === NONE) {
            spans[4 * at] = start[i];
            spans[4 * at + 1] = end[i];
            spans[4 * at + 2] = sureStart[i];
            spans[4 * at + 3] = sureEnd[i];
            looks[at] = masks[i];
            if (times) times[at] = drawn[i];
            at += 1;
          } else if (several.has(place)) several.get(place)?.push(i);
          else several.set(place, [i]);
        }
        begin[place + 1] = at;
      }
      return { begin, spans, looks, times, several };
    }

    /** Of all years: {shown, unplaced, undated}, how many events stand at each place (`ever`), and are of each kind and detail or value of `evidence`. */
    get whole() {
      return (this.made.whole ??= this.countAll());
    }

    countAll() {
      const { chosen, weight, drawn, data, data: { events: { n, place, kind, detail, evidence: support, earliest_start: years }, places, places: { lon }, stays: { of } } } = this;
      const ever = new Uint32Array(places.n), kinds = new Uint32Array(data.kinds.length), evidence = new Uint32Array(SUPPORT);
      let [shown, unplaced, undated] = [0, 0, 0];
      for (let i = 0; i < n; i += 1) {
        if (!chosen[i]) continue;
        const times = weight ? weight[i] : 1, at = place[i];
        shown += times;
        if (years[i] === UNDATED) undated += times;
        kinds[kind[i]] += times;
        if (detail[i] !== NO_DETAIL) kinds[detail[i]] += times;
        evidence[support[i]] += times;
        if (of[i] === NONE && at >= 0 && lon[at] === lon[at]) ever[at] += drawn ? drawn[i] : 1; // NaN is no number
        else unplaced += times;
      }
      this.eachStanding(() => 0, () => (unplaced -= 1));
      this.eachStanding((at) => at, (at) => (ever[at] += 1));
      return { shown, unplaced, undated, ever, kinds, evidence };
    }

    /** {shown, unplaced} of the slots `from` to `to`. */
    count(from, to) {
      const shown = this.totals.count(SHOWN, from, to);
      return { shown, unplaced: shown - this.totals.count(PLACED, from, to) };
    }

    /** Of the kinds that are off: [kind, how many events they would show in the years of a result], those that would show any. */
    hidden(/** @type {Atlas.Result} */ result) {
      const { told, data: { roots } } = this;
      if (!(told && result.isAll) && !this.lost.length) return [];
      const counts = !result.isAll ? this.lostIn(result) : told ? told.hidden : this.lostAll();
      return roots.map((kind, row) => /** @type {[Atlas.Kind, number]} */ ([kind, counts[row]])).filter(([, n]) => n);
    }

    lostAll() {
      const { lost, weight, data: { roots, rootOf, events: { kind } } } = this, counts = new Uint32Array(roots.length + 1);
      for (const i of lost) counts[rootOf[kind[i]]] += weight ? weight[i] : 1;
      return counts;
    }

    lostIn({ from, to }) {
      const { lost, start, end, weight, data: { roots, rootOf, events: { kind } } } = this;
      if (!this.made.hidden) {
        const sums = (this.made.hidden = new atlas.Sums(roots.length + 1, this.slots.n));
        for (const i of lost) sums.add(rootOf[kind[i]], start[i], end[i], weight ? weight[i] : 1);
        sums.finish();
      }
      const sums = this.made.hidden;
      return roots.map((_, row) => sums.count(row, from, to));
    }

    /** Counts by the id of a kind or detail ("kinds"), or of an organization or family, and "none" ("bodies"). */
    facets(/** @type {"kinds" | "bodies"} */ part, /** @type {Atlas.Result} */ result) {
      if (part === "kinds" && result.isAll) {
        return new Map(this.data.kinds.map(({ id }, row) => [id, this.whole.kinds[row]]));
      }
      const { ids, sums } = (this.made[part] ??= part === "kinds" ? atlas.sumKinds(this) : atlas.sumBodies(this));
      return new Map(ids.map((id, row) => [id, sums.count(row, result.from, result.to)]));
    }

    /** Counts for groups of places. */
    groups(/** @type {number[][]} */ groups) {
      return new atlas.GroupSums(this, groups);
    }

    /** Counts of the events of a result by how they are supported, one for each value of `evidence`. */
    evidence(/** @type {Atlas.Result} */ result) {
      if (result.isAll) return Array.from(this.whole.evidence);
      const sums = (this.made.evidence ??= this.sumEvidence());
      return Array.from({ length: SUPPORT }, (_, row) => sums.count(row, result.from, result.to));
    }

    sumEvidence() {
      const { chosen, start, end, data: { events: { evidence } } } = this;
      const sums = new atlas.Sums(SUPPORT, this.slots.n);
      for (let i = 0; i < evidence.length; i += 1) if (chosen[i]) sums.add(evidence[i], start[i], end[i]);
      return sums.finish();
    }

    /**
     * Visit the events that may touch the slots `from` to `to`: those that begin there or shortly before, in their order
     * of time, and those that last.
     */
    eachNear(from, to, visit) {
      const { data, data: { events: { order } }, spans: { start, end: ends } } = this, own = ofDataset(data);
      const { inOrder, long } = (own.lasting ??= lastingOf(order, this.spans));
      if (inOrder) {
        const end = firstAfter(order, start, to);
        for (let k = firstAfter(order, start, from - BRIEF - 1); k < end; k += 1) if (ends[order[k]] - start[order[k]] <= BRIEF) visit(order[k]);
      }
      for (let k = 0; k < long.length; k += 1) visit(long[k]);
    }

    /** Whether an event is at one place at most, as its columns say. */
    isPlain(i) {
      return this.data.stays.of[i] === NONE;
    }

    /** For each chosen event of several places, and each group that it stands in in some year: visit(group, event). */
    eachStanding(groupOf, visit) {
      const { chosen, data: { stays: { event, offset, place, role }, places: { lon } } } = this;
      const seen = /** @type {number[]} */ ([]);
      for (let at = 0; at < event.length; at += 1) {
        if (!chosen[event[at]]) continue;
        seen.length = 0;
        for (let stay = offset[at]; stay < offset[at + 1]; stay += 1) {
          const group = groupOf(place[stay]);
          if (group < 0 || seen.includes(group) || !atlas.STANDING.includes(role[stay]) || Number.isNaN(lon[place[stay]])) continue;
          seen.push(group);
          visit(group, event[at]);
        }
      }
    }

    /**
     * For each chosen event of several places, and each group that it stands in: visit(group, shown, certain, event) with
     * the spans [start, end, ...] in which it stands there. `groupOf(place)`: its group, negative for none.
     */
    eachMoved(groupOf, visit) {
      const { chosen, certain, start, end, spans: { sureStart, sureEnd }, slots: { stays: own }, data: { events, stays, places } } = this;
      stays.event.forEach((i, at) => {
        if (!chosen[i]) return;
        const undated = events.earliest_start[i] === UNDATED;
        const found = /** @type {{ group: number, shown: number[], sure: number[] }[]} */ ([]); // mostly one
        for (let stay = stays.offset[at]; stay < stays.offset[at + 1]; stay += 1) {
          const place = stays.place[stay], group = groupOf(place);
          if (group < 0 || !atlas.STANDING.includes(stays.role[stay]) || Number.isNaN(places.lon[place])) continue;
          let here = found.find((one) => one.group === group);
          if (!here) found.push(here = { group, shown: [], sure: [] });
          const { shown, sure } = here;
          if (undated) sure.push(start[i], end[i]);
          else sure.push(Math.max(sureStart[i], own.sureStart[stay]), Math.min(sureEnd[i], own.sureEnd[stay]));
          if (undated || certain) shown.push(sure[sure.length - 2], sure[sure.length - 1]);
          else shown.push(Math.max(start[i], own.start[stay]), Math.min(end[i], own.end[stay]));
        }
        for (const { group, shown, sure } of found) visit(group, shown, sure, i);
      });
    }
  }

  function ofDataset(/** @type {Atlas.Data} */ data) {
    if (!known.has(data.events)) known.set(data.events, { slots: new atlas.Slots(data) });
    return known.get(data.events);
  }

  /** The events that last more than BRIEF slots; all of them, if the order is not that of their beginnings. */
  function lastingOf(order, { start, end }) {
    const n = order.length, long = new Uint32Array(n);
    let [inOrder, found, before] = [true, 0, 0];
    for (let k = 0; k < n; k += 1) {
      const i = order[k], begin = start[i];
      if (begin < before) inOrder = false;
      before = begin;
      if (end[i] - begin > BRIEF) long[found++] = i;
    }
    if (!inOrder) long.set(order);
    return { inOrder, long: inOrder ? long.slice(0, found) : long };
  }

  atlas.Choice = Choice;
})(globalThis.atlas ??= {});
