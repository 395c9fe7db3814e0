"use strict";
// What a query shows. Counts come from the sums of its choice; what is said of single events and places is worked out
// when it is asked for.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { HIDDEN, POSSIBLE, CERTAIN } = atlas;

  class Result {
    constructor(/** @type {Atlas.Choice} */ choice, /** @type {Atlas.Span} */ span) {
      this.choice = choice;
      const [from, to] = atlas.boundsOf(span);
      this.from = from; // in order, open ones as numbers
      this.to = to;
      this.years = { ...inOrder(span), certain: choice.certain };
      const { shown, unplaced } = choice.count(from, to);
      this.shown = shown;
      this.unplaced = unplaced;
      this.total = choice.data.events.n;
      this.undated = choice.undated;
      this.made = /** @type {{ marks?: Uint8Array, atPlace?: Uint32Array, certainAtPlace?: Uint32Array }} */ ({});
    }

    /** 1 for each event that all but the years lets pass. */
    get chosen() {
      return this.choice.chosen;
    }

    /** HIDDEN, POSSIBLE (only possibly in these years) or CERTAIN. */
    mark(i) {
      const { choice: { chosen, certain, spans: { start, end, sureStart, sureEnd } }, from, to } = this;
      if (!chosen[i] || start[i] > to || end[i] < from) return HIDDEN;
      if (sureStart[i] <= to && sureEnd[i] >= from) return CERTAIN;
      return certain ? HIDDEN : POSSIBLE;
    }

    /** The mark of each event. */
    get marks() {
      if (!this.made.marks) {
        this.made.marks = new Uint8Array(this.total);
        for (let i = 0; i < this.total; i += 1) this.made.marks[i] = this.mark(i);
      }
      return this.made.marks;
    }

    /** How many events stand at each place, and how many of them certainly. */
    get atPlace() {
      return (this.made.atPlace ??= this.countPlaces(POSSIBLE));
    }

    get certainAtPlace() {
      return (this.made.certainAtPlace ??= this.countPlaces(CERTAIN));
    }

    countPlaces(least) {
      const { data } = this.choice, { events: { place }, places, stays } = data;
      const counts = new Uint32Array(places.n);
      for (let i = 0; i < this.total; i += 1) if (place[i] >= 0 && stays.of[i] === atlas.NONE && this.mark(i) >= least) counts[place[i]] += 1;
      for (const i of stays.event) if (this.mark(i)) for (const [at, mark] of atlas.standsAt(data, this, i)) if (mark >= least) counts[at] += 1;
      for (let at = 0; at < places.n; at += 1) if (Number.isNaN(places.lon[at])) counts[at] = 0;
      return counts;
    }

    /** Counts of shown events by the id of their kind, detail, organizations and families, and "none". */
    facets() {
      return this.choice.facets(this.from, this.to);
    }
  }

  /** As the time slider takes years that run backwards. */
  const inOrder = ({ from, to }) => (from !== null && to !== null && from > to ? { from: to, to: from } : { from, to });

  /**
   * What stands at some places together, each event once: {count, certain, families}. It looks at every event there.
   * @type {Atlas.Namespace["countTogether"]}
   */
  function countTogether(data, result, places) {
    const { masks } = result.choice;
    const families = new Array(data.families.length + 1).fill(0);
    const moved = new Map(); // events of several places, with the best of their marks
    let [count, certain] = [0, 0];
    const add = (i, mark) => {
      count += 1;
      if (mark === CERTAIN) certain += 1;
      for (let family = 0; family < families.length; family += 1) families[family] += (masks[i] >> family) & 1;
    };
    for (const place of places) {
      for (const i of Number.isNaN(data.places.lon[place]) ? [] : data.eventsAt[place]) {
        const isPlain = data.stays.of[i] === atlas.NONE;
        const mark = isPlain ? result.mark(i) : atlas.markAt(data, result, i, place, atlas.STANDING);
        if (mark && isPlain) add(i, mark);
        else if (mark) moved.set(i, Math.max(mark, moved.get(i) ?? HIDDEN));
      }
    }
    for (const [i, mark] of moved) add(i, mark);
    return { count, certain, families };
  }

  Object.assign(atlas, { Result, countTogether });
})(globalThis.atlas ??= {});
