"use strict";
// How many events stand at groups of places, each event once in a group: all, certain, and by look.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { NONE, lowest } = atlas;
  const LOOPED = 64; // events of a group that are looked at rather than summed

  class GroupSums {
    constructor(/** @type {Atlas.Choice} */ choice, /** @type {number[][]} */ groups) {
      const { looks, slots, data: { places, eventsAt } } = choice;
      this.choice = choice;
      this.groups = groups;
      this.width = looks.length + 3;
      this.rows = new Map(); // of large groups the first row; small ones need none
      this.rowOf = new Int32Array(places.n).fill(-1);
      this.nothing = Object.freeze({ count: 0, certain: 0, looks: new Array(this.width - 2).fill(0) });
      this.now = { from: -1, to: -1, counts: new Uint32Array(0) }; // of the years that were asked for first
      this.made = /** @type {{ sums?: Atlas.Sums }} */ ({});
      const least = Math.max(LOOPED, slots.n); // so that sums take no more room than the events
      groups.forEach((group, g) => {
        let n = 0;
        for (let k = 0; n < least && k < group.length; k += 1) n += eventsAt.count(group[k]);
        if (n < least) return;
        this.rows.set(g, this.rows.size * this.width);
        for (const place of group) if (!Number.isNaN(places.lon[place])) this.rowOf[place] = this.rows.get(g);
      });
    }

    /** What a hand on the years will need, for a moment in which there is nothing else to do. */
    prepare() {
      return [this.sums, this.choice.totals, this.choice.presence];
    }

    /** Sums over the years. */
    get sums() {
      return (this.made.sums ??= this.sumAll());
    }

    sumAll() {
      const { rows, width, rowOf, choice } = this, { chosen, start, end, masks, drawn: weight, slots, spans: { sureStart, sureEnd }, data: { events: { n: total, place }, stays: { of } } } = choice;
      const sums = new atlas.Sums(rows.size * width, slots.n);
      for (let i = 0; rows.size && i < total; i += 1) {
        if (!chosen[i] || of[i] !== NONE || !(rowOf[place[i]] >= 0)) continue;
        const row = rowOf[place[i]], n = weight ? weight[i] : 1;
        sums.add(row, start[i], end[i], n);
        sums.add(row + 1, sureStart[i], sureEnd[i], n);
        for (let rest = masks[i]; rest; rest &= rest - 1) sums.add(row + 2 + lowest(rest), start[i], end[i], n);
      }
      if (rows.size) choice.eachMoved((place) => rowOf[place], (row, shown, certain, i) => {
        sums.addUnion(row, shown);
        sums.addUnion(row + 1, certain);
        for (let rest = masks[i]; rest; rest &= rest - 1) sums.addUnion(row + 2 + lowest(rest), shown);
      });
      return sums.finish();
    }

    /** Counts of some years alone, as a map needs them that stands still: a fifth of the work of all sums. */
    countNow(from, to) {
      const { rows, width, rowOf, choice } = this, { chosen, start, end, masks, drawn: weight, spans: { sureStart, sureEnd }, data: { events: { n: total, place }, stays: { of } } } = choice;
      const counts = new Uint32Array(rows.size * width);
      for (let i = 0; rows.size && i < total; i += 1) {
        if (!chosen[i] || start[i] > to || end[i] < from || of[i] !== NONE || !(rowOf[place[i]] >= 0)) continue;
        const row = rowOf[place[i]], n = weight ? weight[i] : 1;
        counts[row] += n;
        if (sureStart[i] <= to && sureEnd[i] >= from) counts[row + 1] += n;
        for (let rest = masks[i]; rest; rest &= rest - 1) counts[row + 2 + lowest(rest)] += n;
      }
      const add = (row, i, isSure) => {
        counts[row] += 1;
        if (isSure) counts[row + 1] += 1;
        for (let rest = masks[i]; rest; rest &= rest - 1) counts[row + 2 + lowest(rest)] += 1;
      };
      if (!rows.size) return counts;
      if (choice.isAll(from, to)) choice.eachStanding((place) => rowOf[place], (row, i) => add(row, i, true));
      else choice.eachMoved((place) => rowOf[place], (row, shown, certain, i) => atlas.touch(shown, from, to) && add(row, i, atlas.touch(certain, from, to)));
      return counts;
    }

    /** What tells the counts of a row and column in some years: sums, if other years were asked for before. */
    counter(from, to) {
      const { now } = this;
      if (now.from < 0) Object.assign(now, { from, to, counts: this.countNow(from, to) });
      if (now.from === from && now.to === to) return (at) => now.counts[at];
      return (at) => this.sums.count(at, from, to);
    }

    /** {count, certain, looks} of a group in the years of a result. */
    of(group, /** @type {Atlas.Result} */ result) {
      const row = this.rows.get(group);
      if (row === undefined) return atlas.countTogether(result.choice.data, result, this.groups[group]);
      const counted = this.counter(result.from, result.to), at = (column) => counted(row + column);
      const count = at(0);
      if (!count) return this.nothing;
      return { count, certain: at(1), looks: Array.from({ length: this.width - 2 }, (_, look) => at(2 + look)) };
    }
  }

  atlas.GroupSums = GroupSums;
})(globalThis.atlas ??= {});
