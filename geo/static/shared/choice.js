"use strict";
// What does not change while the years move: which events pass all other filters, and the sums over their years.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { NONE, UNDATED, NO_DETAIL, firstAfter, lowest } = atlas;
  const SHOWN = 0; // rows of `totals`
  const PLACED = 1;
  const SUPPORT = 16; // values of `evidence`
  const NONE_NAMED = "none";
  const LOOPED = 64; // events of a group that are looked at rather than summed
  const NO_TIE = [0, 0];
  const BRIEF = 3; // slots that an event may last and still be found by its beginning
  const known = new WeakMap(); // by the events of a dataset its slots, and the events that last longer

  class Choice {
    /** `chosen`: 1 for each event that passes; `lost`: events that only a kind that is off takes away; `wanted`: 1 for each organization whose family counts. */
    constructor(/** @type {Atlas.Data} */ data, { chosen, lost, wanted, certain, by, lets = /** @type {Atlas.Choice["lets"] | undefined} */ (undefined) }) {
      this.data = data;
      this.chosen = chosen;
      this.lost = lost;
      this.wanted = wanted;
      this.certain = certain;
      this.lets = lets ?? ((i) => chosen[i] > 0); // whether an event passes, which an engine may have told of since
      this.weight = data.events.weight; // how many events each stands for; undefined is one
      this.drawn = data.events.drawn ?? data.events.weight; // and how many of them stand at its place
      this.by = by; // whether symbols tell what happened, or who acted
      if (!known.has(data.events)) known.set(data.events, slotsOf(data));
      const { slots, lasting } = known.get(data.events);
      this.slots = /** @type {Atlas.Slots} */ (slots);
      this.lasting = lasting;
      this.spans = this.slots.events;
      // Where only certain events are asked for, those are all that is shown.
      this.start = certain ? this.spans.sureStart : this.spans.start;
      this.end = certain ? this.spans.sureEnd : this.spans.end;
      this.made = /** @type {{ totals?: Atlas.Sums, facets?: Atlas.Sums, hidden?: Atlas.Sums, evidence?: Atlas.Sums, presence?: Atlas.Presence, masks?: Uint32Array, undated?: number }} */ ({});
    }

    /** Of each event a bit for each look that symbols tell of it: its kind, or the families that count, the last for none named. */
    get masks() {
      return (this.made.masks ??= this.by === "who" ? familyMasks(this.data, this.wanted) : kindMasks(this.data));
    }

    /** The same of one event, also of one that an engine has told of since. */
    maskOf(i) {
      if (!this.data.remote?.isKnown(i)) return this.masks[i];
      return this.by === "who" ? familiesOf(this.data, i, this.wanted) : 1 << this.data.rootOf[this.data.events.kind[i]];
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
        if (of[i] === NONE && place[i] >= 0 && !Number.isNaN(lon[place[i]])) sums.add(PLACED, start[i], end[i], times);
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

    /** {shown, unplaced} of the years `from` to `to`, in order. */
    count(from, to) {
      const shown = this.totals.count(SHOWN, from, to);
      return { shown, unplaced: shown - this.totals.count(PLACED, from, to) };
    }

    /** Of the kinds that are off: [kind, how many events they would show], those that would show any. */
    hidden(from, to) {
      const { lost, start, end, data: { roots, rootOf, events } } = this;
      if (!lost.length) return [];
      if (!this.made.hidden) {
        const sums = (this.made.hidden = new atlas.Sums(roots.length + 1, this.slots.n));
        for (const i of lost) sums.add(rootOf[events.kind[i]], start[i], end[i], this.weight ? this.weight[i] : 1);
        sums.finish();
      }
      const sums = this.made.hidden;
      return roots.map((kind, row) => /** @type {[Atlas.Kind, number]} */ ([kind, sums.count(row, from, to)])).filter(([, n]) => n);
    }

    get undated() {
      return (this.made.undated ??= this.countUndated());
    }

    countUndated() {
      const { chosen, data: { events: { n, earliest_start: years } } } = this;
      let count = 0;
      for (let i = 0; i < n; i += 1) if (chosen[i] && years[i] === UNDATED) count += this.weight ? this.weight[i] : 1;
      return count;
    }

    /** Counts of shown events by the id of their kind, detail, organizations and families, and "none". */
    facets(from, to) {
      const { kinds, organizations, families } = this.data;
      const sums = (this.made.facets ??= this.sumFacets());
      const ids = [...kinds, ...organizations, ...families].map(({ id }) => id);
      return new Map([...ids, NONE_NAMED].map((id, row) => [id, sums.count(row, from, to)]));
    }

    sumFacets() {
      const { chosen, start, end, data, slots: { lives } } = this;
      const { kind, detail, offset, organization, n } = data.events;
      const bodies = data.kinds.length, families = bodies + data.organizations.length;
      const sums = new atlas.Sums(families + data.families.length + 1, this.slots.n);
      const masks = familyMasks(data, new Uint8Array(data.organizations.length).fill(1));
      for (let i = 0; i < n; i += 1) {
        if (!chosen[i]) continue;
        sums.add(kind[i], start[i], end[i]);
        if (detail[i] !== NO_DETAIL) sums.add(detail[i], start[i], end[i]);
        let isWhole = true; // whether all its organizations lived in all its years
        for (let k = offset[i]; k < offset[i + 1]; k += 1) {
          const body = organization[k], lived = lives.start[body] <= start[i] && lives.end[body] >= end[i]; // as most did
          const [from, to] = lived ? NO_TIE : this.tie(i, body);
          if (!lived && (from !== start[i] || to !== end[i])) isWhole = false;
          if (!named(organization, offset[i], k)) sums.add(bodies + body, lived ? start[i] : from, lived ? end[i] : to);
        }
        for (let rest = masks[i]; rest; rest &= rest - 1) {
          if (isWhole) sums.add(families + lowest(rest), start[i], end[i]);
          else sums.addUnion(families + lowest(rest), this.tiesOf(i, lowest(rest)));
        }
      }
      return sums.finish();
    }

    /** The slots [start, end] of an event in which an organization that it names lived, see shared/acting.js. */
    tie(i, body) {
      const { start, end, spans, slots: { lives } } = this;
      const meets = spans.start[i] <= lives.end[body] && spans.end[i] >= lives.start[body];
      return meets ? [Math.max(start[i], lives.start[body]), Math.min(end[i], lives.end[body])] : [start[i], end[i]];
    }

    /** The same for each body of a family, one after the other; the family after the last is that of events that name none. */
    tiesOf(i, family) {
      const { data: { familyOf, events: { offset, organization } } } = this;
      const bodies = organization.subarray(offset[i], offset[i + 1]).filter((body) => familyOf[body] === family);
      return Array.from(bodies, (body) => this.tie(i, body)).flat();
    }

    /** Counts by how events are supported, one for each value of `data.evidence`. */
    evidence(from, to) {
      const sums = (this.made.evidence ??= this.sumEvidence());
      return Array.from({ length: SUPPORT }, (_, row) => sums.count(row, from, to));
    }

    sumEvidence() {
      const { chosen, start, end, data: { evidence } } = this;
      const sums = new atlas.Sums(SUPPORT, this.slots.n);
      for (let i = 0; i < evidence.length; i += 1) if (chosen[i]) sums.add(evidence[i], start[i], end[i]);
      return sums.finish();
    }

    /** Sums for groups of places, each event once in a group: all, certain, and by look. Small groups need none. */
    groups(/** @type {number[][]} */ groups) {
      const { chosen, start, end, masks, drawn: weight, spans: { sureStart, sureEnd }, looks, data: { events, places, eventsAt } } = this;
      const width = looks.length + 3;
      const least = Math.max(LOOPED, this.slots.n); // so that sums take no more room than the events
      const rows = new Map(); // of large groups the first row
      const rowOf = new Int32Array(places.n).fill(-1);
      groups.forEach((group, g) => {
        let n = 0;
        for (let k = 0; n < least && k < group.length; k += 1) n += eventsAt[group[k]].length;
        if (n < least) return;
        rows.set(g, rows.size * width);
        for (const place of group) if (!Number.isNaN(places.lon[place])) rowOf[place] = rows.get(g);
      });
      const sums = new atlas.Sums(rows.size * width, this.slots.n);
      for (let i = 0; rows.size && i < events.n; i += 1) {
        const row = chosen[i] && this.isPlain(i) && events.place[i] >= 0 ? rowOf[events.place[i]] : -1;
        if (row < 0) continue;
        const n = weight ? weight[i] : 1;
        sums.add(row, start[i], end[i], n);
        sums.add(row + 1, sureStart[i], sureEnd[i], n);
        for (let rest = masks[i]; rest; rest &= rest - 1) sums.add(row + 2 + lowest(rest), start[i], end[i], n);
      }
      if (rows.size) this.eachMoved((place) => rowOf[place], (row, shown, certain, i) => {
        sums.addUnion(row, shown);
        sums.addUnion(row + 1, certain);
        for (let rest = masks[i]; rest; rest &= rest - 1) sums.addUnion(row + 2 + lowest(rest), shown);
      });
      return new GroupSums(groups, rows, sums.finish(), width);
    }

    /**
     * Visit the events that may touch the slots `from` to `to`: those that begin there or shortly before, in their order
     * of time, and those that last.
     */
    eachNear(from, to, visit) {
      const { data: { order }, spans: { start, end: ends }, lasting: { inOrder, long } } = this;
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

  /** Counts of groups of places as the years move. */
  class GroupSums {
    constructor(groups, rows, sums, width) {
      this.groups = groups;
      this.rows = rows;
      this.sums = sums;
      this.width = width;
      this.nothing = Object.freeze({ count: 0, certain: 0, looks: new Array(width - 2).fill(0) });
    }

    /** {count, certain, looks} of a group in the years of a result. */
    of(group, /** @type {Atlas.Result} */ result) {
      const row = this.rows.get(group);
      if (row === undefined) return atlas.countTogether(result.choice.data, result, this.groups[group]);
      const at = (column) => this.sums.count(row + column, result.from, result.to);
      const count = at(0);
      if (!count) return this.nothing;
      return { count, certain: at(1), looks: Array.from({ length: this.width - 2 }, (_, look) => at(2 + look)) };
    }
  }

  function slotsOf(/** @type {Atlas.Data} */ data) {
    const slots = new atlas.Slots(data);
    return { slots, lasting: lastingOf(data.order, slots.events) };
  }

  function kindMasks(/** @type {Atlas.Data} */ { events: { n, kind }, rootOf }) {
    const masks = new Uint32Array(n); // filled by a loop, which takes a tenth of the time of `from`
    for (let i = 0; i < n; i += 1) masks[i] = 1 << rootOf[kind[i]];
    return masks;
  }

  function familyMasks(/** @type {Atlas.Data} */ data, wanted) {
    const { events, families, familyOf } = data;
    if (data.remote) return Uint32Array.from(events.families ?? [], (mask, i) => (data.remote?.isKnown(i) ? familiesOf(data, i, wanted) : mask));
    const masks = new Uint32Array(events.n);
    for (let i = 0; i < events.n; i += 1) {
      if (events.offset[i] === events.offset[i + 1]) masks[i] = 1 << families.length;
      for (let k = events.offset[i]; k < events.offset[i + 1]; k += 1) if (wanted[events.organization[k]]) masks[i] |= 1 << familyOf[events.organization[k]];
    }
    return masks;
  }

  function familiesOf(/** @type {Atlas.Data} */ { events, families, familyOf }, i, wanted) {
    const named = events.organization.subarray(events.offset[i], events.offset[i + 1]);
    return named.reduce((mask, body) => (wanted[body] ? mask | (1 << familyOf[body]) : mask), named.length ? 0 : 1 << families.length);
  }

  /** The events that last more than BRIEF slots; all of them, if the order is not that of their beginnings. */
  function lastingOf(order, { start, end }) {
    const n = order.length;
    let inOrder = true;
    for (let k = 1; k < n; k += 1) if (start[order[k]] < start[order[k - 1]]) inOrder = false;
    const long = new Uint32Array(n);
    let found = 0;
    for (let k = 0; k < n; k += 1) if (!inOrder || end[order[k]] - start[order[k]] > BRIEF) long[found++] = order[k];
    return { inOrder, long: long.slice(0, found) };
  }

  /** Whether an organization stands in a list of an event before position `k` already, in another role. */
  function named(organization, first, k) {
    for (let at = first; at < k; at += 1) if (organization[at] === organization[k]) return true;
    return false;
  }

  Object.assign(atlas, { Choice, NONE_NAMED });
})(globalThis.atlas ??= {});
