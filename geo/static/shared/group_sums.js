"use strict";
// How many events stand at groups of places, each event once in a group: all, certain, and by look.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { NONE, CERTAIN, lowest } = atlas;
  const LOOPED = 64; // events of a group that are looked at rather than summed

  /** Add what stands at each place to a column of the counts of its group. */
  function addEach(counts, groupOf, width, column, at) {
    for (let place = 0; place < at.length; place += 1) if (groupOf[place] !== NONE) counts[groupOf[place] * width + column] += at[place];
  }

  class GroupSums {
    constructor(/** @type {Atlas.Choice} */ choice, /** @type {number[][]} */ groups) {
      const { looks, data: { places } } = choice;
      this.choice = choice;
      this.groups = groups;
      this.width = looks.length + 3;
      this.nothing = Object.freeze({ count: 0, certain: 0, looks: new Array(this.width - 2).fill(0) });
      this.groupOf = new Int32Array(places.n).fill(NONE); // of each place that has a point
      groups.forEach((group, g) => {
        for (const place of group) if (!Number.isNaN(places.lon[place])) this.groupOf[place] = g;
      });
      this.now = /** @type {any} */ (null); // {result, counts} of the years that were asked for first
      this.last = { result: /** @type {Atlas.Result | null} */ (null), isNow: false };
      this.made = /** @type {{ all?: { sums: Atlas.Sums, rowOf: Int32Array } }} */ ({});
    }

    /** What a hand on the years will need, for a moment in which there is nothing else to do. */
    prepare() {
      return [this.all, this.choice.totals, this.choice.presence, this.choice.standing];
    }

    /** Sums over the years, and of large groups their first row in them: `NONE` of small ones, which have no sums. */
    get all() {
      return (this.made.all ??= this.sumAll());
    }

    sumAll() {
      const { groupOf, choice } = this, { chosen, start, end, masks, drawn: weight, slots, spans: { sureStart, sureEnd }, data: { events: { n: total, place }, stays: { of } } } = choice;
      const { rowOf, rows } = this.ranged(), sums = new atlas.Sums(rows, slots.n);
      const rowAt = (at) => (groupOf[at] === NONE ? NONE : rowOf[groupOf[at]]);
      for (let i = 0; rows && i < total; i += 1) {
        if (!chosen[i] || of[i] !== NONE || place[i] < 0) continue;
        const row = rowAt(place[i]), n = weight ? weight[i] : 1;
        if (row < 0) continue;
        sums.add(row, start[i], end[i], n);
        sums.add(row + 1, sureStart[i], sureEnd[i], n);
        for (let rest = masks[i]; rest; rest &= rest - 1) sums.add(row + 2 + lowest(rest), start[i], end[i], n);
      }
      if (rows) choice.eachMoved(rowAt, (row, shown, certain, i) => {
        sums.addUnion(row, shown);
        sums.addUnion(row + 1, certain);
        for (let rest = masks[i]; rest; rest &= rest - 1) sums.addUnion(row + 2 + lowest(rest), shown);
      });
      return { sums: sums.finish(), rowOf };
    }

    /** The rows of large groups, so many that sums take no more room than the events. */
    ranged() {
      const { eventsAt } = this.choice.data, least = Math.max(LOOPED, this.choice.slots.n);
      const rowOf = new Int32Array(this.groups.length).fill(NONE);
      let rows = 0;
      this.groups.forEach((group, g) => {
        let n = 0;
        for (let k = 0; n < least && k < group.length; k += 1) n += eventsAt.count(group[k]);
        if (n < least) return;
        rowOf[g] = rows;
        rows += this.width;
      });
      return { rowOf, rows };
    }

    /** Counts of all groups in the years of a result, as a map needs them that stands still: a fifth of the work of all sums. */
    countNow(/** @type {Atlas.Result} */ result) {
      if (result.isAll && this.choice.told && this.choice.by === "what") return this.countTold(this.choice.told);
      const { width, groupOf, choice } = this, { chosen, drawn: weight, data: { events: { n: total, place, kind }, rootOf, remote, stays: { of } } } = choice;
      const masks = choice.by === "who" || remote ? choice.masks : null; // an event has one kind, and is not asked for more
      const counts = new Uint32Array(this.groups.length * width), isAll = result.isAll, marks = isAll ? chosen : result.marks;
      for (let i = 0; i < total; i += 1) {
        if (!marks[i] || of[i] !== NONE || place[i] < 0 || groupOf[place[i]] === NONE) continue;
        const row = groupOf[place[i]] * width, n = weight ? weight[i] : 1;
        counts[row] += n;
        if (isAll || marks[i] === CERTAIN) counts[row + 1] += n;
        if (!masks) counts[row + 2 + rootOf[kind[i]]] += n;
        else for (let rest = masks[i]; rest; rest &= rest - 1) counts[row + 2 + lowest(rest)] += n;
      }
      const add = (group, i, isSure) => {
        const row = group * width;
        counts[row] += 1;
        if (isSure) counts[row + 1] += 1;
        for (let rest = masks ? masks[i] : 1 << rootOf[kind[i]]; rest; rest &= rest - 1) counts[row + 2 + lowest(rest)] += 1;
      };
      if (isAll) choice.eachStanding((at) => groupOf[at], (group, i) => add(group, i, true));
      else choice.eachMoved((at) => groupOf[at], (group, shown, certain, i) => atlas.touch(shown, result.from, result.to) && add(group, i, atlas.touch(certain, result.from, result.to)));
      return counts;
    }

    /** The same of what is shown at first, of which the page was told by place: no event is looked at, but those of several places. */
    countTold({ looks }) {
      const { width, groupOf, choice, choice: { data: { rootOf, stays } } } = this, counts = new Uint32Array(this.groups.length * width);
      for (const [look, at] of looks) addEach(counts, groupOf, width, 2 + Number(look), at);
      choice.eachStanding((at) => groupOf[at], (group, i) => (counts[group * width + 2 + rootOf[stays.kind[stays.of[i]]]] += 1));
      for (let row = 0; row < counts.length; row += width) {
        for (let look = row + 2; look < row + width; look += 1) counts[row] += counts[look]; // an event has one look
        counts[row + 1] = counts[row]; // and of all years each is certain
      }
      return counts;
    }

    /** Whether a result has the years of which all groups were counted: those that were asked for first. */
    isNow(/** @type {Atlas.Result} */ result) {
      const { last } = this;
      if (last.result !== result) {
        this.now ??= { result, counts: this.countNow(result) };
        const { result: now } = this.now;
        this.last = { result, isNow: now.isAll || result.isAll ? now.isAll && result.isAll : now.from === result.from && now.to === result.to };
      }
      return this.last.isNow;
    }

    /** How many events a group has in the years of a result. */
    count(group, /** @type {Atlas.Result} */ result) {
      return this.isNow(result) ? this.now.counts[group * this.width] : this.of(group, result).count;
    }

    /** {count, certain, looks} of a group in the years of a result: by the counts of these years, by sums, or, where it is small, by looking at its events. */
    of(group, /** @type {Atlas.Result} */ result) {
      const { width } = this;
      if (this.isNow(result)) {
        const { counts } = this.now, row = group * width;
        return counts[row] ? { count: counts[row], certain: counts[row + 1], looks: Array.from(counts.subarray(row + 2, row + width)) } : this.nothing;
      }
      const { sums, rowOf } = this.all, row = rowOf[group], { from, to } = result;
      if (row === NONE) return atlas.countTogether(result.choice.data, result, this.groups[group]);
      const count = sums.count(row, from, to);
      if (!count) return this.nothing;
      const looks = new Array(width - 2);
      for (let look = 0; look < looks.length; look += 1) looks[look] = sums.count(row + 2 + look, from, to);
      return { count, certain: sums.count(row + 1, from, to), looks };
    }
  }

  atlas.GroupSums = GroupSums;
})(globalThis.atlas ??= {});
