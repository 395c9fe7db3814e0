"use strict";
// What a query shows. Counts come from the sums of its choice; what is said of single events and places is worked out
// when it is asked for.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { HIDDEN, POSSIBLE, CERTAIN, NONE, UNDATED, lowest } = atlas;

  class Result {
    constructor(/** @type {Atlas.Choice} */ choice, /** @type {Atlas.Span} */ span) {
      this.choice = choice;
      this.isAll = span.from === null && span.to === null; // then nothing is asked of years
      this.years = { ...inOrder(span), certain: choice.certain };
      this.made = /** @type {{ slots?: number[], marks?: Uint8Array, atPlace?: Uint32Array, certainAtPlace?: Uint32Array }} */ ({});
      const { shown, unplaced } = this.isAll ? choice.whole : choice.count(this.from, this.to);
      this.shown = shown;
      this.unplaced = choice.data.remote ? shown - choice.data.remote.shown.placed(span) : unplaced;
      this.total = choice.data.remote?.total ?? choice.data.events.n;
      this.undated = choice.whole.undated;
    }

    /** The first slot of its years. */
    get from() {
      return this.slots[0];
    }

    /** And the last. */
    get to() {
      return this.slots[1];
    }

    get slots() {
      return (this.made.slots ??= this.choice.slots.between(this.years));
    }

    /** 1 for each event that all but the years lets pass. */
    get chosen() {
      return this.choice.chosen;
    }

    /** HIDDEN, POSSIBLE (only possibly in these years) or CERTAIN. */
    mark(i) {
      if (this.choice.data.remote?.isKnown(i)) return this.choice.data.remote.mark(this, i);
      if (this.isAll) return this.chosen[i] ? CERTAIN : HIDDEN;
      const { choice: { chosen, certain, spans: { start, end, sureStart, sureEnd } }, from, to } = this;
      if (!chosen[i] || start[i] > to || end[i] < from) return HIDDEN;
      if (sureStart[i] <= to && sureEnd[i] >= from) return CERTAIN;
      return certain ? HIDDEN : POSSIBLE;
    }

    /** The first position from `k` on in a list of events whose event is shown; its length if there is none. */
    nextShown(events, k) {
      const { chosen } = this, n = events.length;
      if (this.isAll) {
        while (k < n && !chosen[events[k]]) k += 1;
        return k;
      }
      const { choice: { start, end }, from, to } = this;
      while (k < n && !(chosen[events[k]] && start[events[k]] <= to && end[events[k]] >= from)) k += 1;
      return k;
    }

    /**
     * The shown events in order of time: those that may have begun in the chosen years, then those that had begun before,
     * such as a prison that stood for decades. Looked for only as far as they are read.
     */
    *inTime() {
      const { data: { events, events: { order } } } = this.choice;
      const before = (i) => !this.isAll && events.earliest_start[i] !== UNDATED && this.choice.start[i] < this.from;
      let [first, end] = [0, order.length];
      while (first < end) {
        const middle = (first + end) >> 1;
        if (before(order[middle])) first = middle + 1;
        else end = middle;
      }
      for (const part of [order.subarray(first), order.subarray(0, first)]) {
        for (let k = this.nextShown(part, 0); k < part.length; k = this.nextShown(part, k + 1)) yield part[k];
      }
    }

    /** Whether an event had surely begun before the chosen years. */
    hadBegun(i) {
      const { data: { events, remote } } = this.choice;
      if (remote?.isKnown(i)) return this.years.from !== null && events.latest_start[i] !== UNDATED && events.latest_start[i] < this.years.from;
      return !this.isAll && this.choice.spans.sureStart[i] < this.from;
    }

    /** Of the kinds that are off: [kind, how many events of these years they would show]. */
    hidden() {
      return this.choice.data.remote?.shown.hidden(this.years) ?? this.choice.hidden(this);
    }

    /** The mark of each event. */
    get marks() {
      return (this.made.marks ??= this.markAll());
    }

    markAll() {
      const { choice: { chosen, certain, spans: { start, end, sureStart, sureEnd } }, from, to } = this;
      const total = chosen.length;
      const marks = new Uint8Array(total);
      const doubtful = certain ? HIDDEN : POSSIBLE;
      for (let i = 0; i < total; i += 1) {
        if (chosen[i] && start[i] <= to && end[i] >= from) marks[i] = sureStart[i] <= to && sureEnd[i] >= from ? CERTAIN : doubtful;
      }
      return marks;
    }

    /** How many events stand at each place, and how many of them certainly. */
    get atPlace() {
      return (this.made.atPlace ??= this.isAll ? this.choice.whole.ever : this.countPlaces(POSSIBLE));
    }

    get certainAtPlace() {
      return (this.made.certainAtPlace ??= this.isAll ? this.choice.whole.ever : this.countPlaces(CERTAIN));
    }

    /** Whether any event stands at a place. */
    isShownAt(place) {
      return this.isAll || this.made.atPlace ? this.atPlace[place] > 0 : this.isPresent(place, this.choice.presence, this.from, this.to);
    }

    /** The same by the slots of years. Of years of which the dataset names none no slot says it. */
    isPresent(place, presence, from, to) {
      return from <= to && presence.isKnown(place) ? presence.touches(place, from, to) : this.isAnyAt(place);
    }

    isAnyAt(place) {
      const { choice: { data, chosen, start, end, drawn }, from, to } = this, { places: { lon }, stays: { of }, eventsAt } = data;
      if (Number.isNaN(lon[place])) return false;
      const stands = (i) => chosen[i] && start[i] <= to && end[i] >= from && (!drawn || drawn[i]) && (of[i] === NONE || atlas.markAt(data, this, i, place, atlas.STANDING));
      return eventsAt.at(place).some(stands);
    }

    /** Those of some places at which any event stands: thousands are asked in a frame. */
    shownAmong(/** @type {number[]} */ places) {
      if (this.isAll || this.made.atPlace) return places.filter((place) => this.atPlace[place]);
      const { choice: { presence }, from, to } = this, asks = (place) => this.isAnyAt(place);
      return from <= to ? presence.among(places, from, to, asks) : places.filter(asks);
    }

    countPlaces(least) {
      const { choice: { data, chosen, start, end, spans, drawn: weight }, from, to } = this;
      const { events: { place }, places, stays } = data;
      const [begin, finish] = least === CERTAIN ? [spans.sureStart, spans.sureEnd] : [start, end];
      const counts = new Uint32Array(places.n);
      const { of } = stays;
      this.choice.eachNear(from, to, (i) => {
        if (chosen[i] && begin[i] <= to && finish[i] >= from && place[i] >= 0 && of[i] === NONE) counts[place[i]] += weight ? weight[i] : 1;
      });
      for (let at = 0; at < places.n; at += 1) if (Number.isNaN(places.lon[at])) counts[at] = 0;
      for (const i of stays.event) if (this.mark(i)) for (const [at, mark] of atlas.standsAt(data, this, i)) if (mark >= least) counts[at] += 1;
      return counts;
    }

    /** Counts of shown events by how they are supported, as geo/view/evidence.py numbers that. */
    evidence() {
      return this.choice.data.remote?.shown.evidence(this.years) ?? this.choice.evidence(this);
    }

    /** Counts of shown events by the id of their kind and detail, or organizations, families and "none"; both unless one part is asked for. */
    facets(/** @type {("kinds" | "bodies")[]} */ ...parts) {
      const wanted = /** @type {typeof parts} */ (parts.length ? parts : ["kinds", "bodies"]);
      return this.choice.data.remote?.shown.counts(this.years) ?? new Map(wanted.flatMap((part) => [...this.choice.facets(part, this)]));
    }

    /** Counts of shown events by what they name: one for each of `data.groups` or `data.persons`. */
    named(/** @type {"groups" | "persons"} */ table) {
      const { choice: { data, chosen, start, end }, from, to, total } = this;
      const { begin, all } = data.events[table];
      const counts = new Uint32Array(data[table].length);
      for (let i = 0; begin && i < total; i += 1) {
        if (chosen[i] && start[i] <= to && end[i] >= from) for (let k = begin[i]; k < begin[i + 1]; k += 1) counts[all[k]] += 1;
      }
      return counts;
    }
  }

  /** As the time slider takes years that run backwards. */
  const inOrder = ({ from, to }) => (from !== null && to !== null && from > to ? { from: to, to: from } : { from, to });

  /**
   * What stands at some places together, each event once: {count, certain, looks}. It looks at every event there.
   * @type {Atlas.Namespace["countTogether"]}
   */
  function countTogether(data, result, places) {
    const { from, to, choice: { masks, drawn: weight, looks: { length }, standing: { begin, spans, looks: own, times, several } } } = result;
    const looks = new Array(length + 1).fill(0);
    const moved = /** @type {Map<number, number>} */ (new Map()); // events of several places, with the best of their marks
    let [count, certain] = [0, 0];
    for (const place of places) {
      for (let k = begin[place]; k < begin[place + 1]; k += 1) {
        if (spans[4 * k] > to || spans[4 * k + 1] < from) continue;
        const n = times ? times[k] : 1;
        count += n;
        if (spans[4 * k + 2] <= to && spans[4 * k + 3] >= from) certain += n;
        for (let rest = own[k]; rest; rest &= rest - 1) looks[lowest(rest)] += n;
      }
      for (const i of several.get(place) ?? []) moved.set(i, Math.max(moved.get(i) ?? HIDDEN, atlas.markAt(data, result, i, place, atlas.STANDING)));
    }
    for (const [i, mark] of moved) {
      if (!mark) continue;
      const n = weight ? weight[i] : 1;
      count += n;
      if (mark === CERTAIN) certain += n;
      for (let rest = masks[i]; rest; rest &= rest - 1) looks[lowest(rest)] += n;
    }
    return { count, certain, looks };
  }

  Object.assign(atlas, { Result, countTogether });
})(globalThis.atlas ??= {});
