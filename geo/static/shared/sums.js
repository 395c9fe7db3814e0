"use strict";
// How many events touch some years, without looking at each: those that began by the last year, less those that had
// ended before the first. The years of each row are kept in order, so that a count is two searches, exact whatever
// the axis, and takes no more room than the events (prefix sums over the years of an axis say the same).
(function (/** @type {Atlas.Namespace} */ atlas) {
  const FIRST = -32767; // bounds of years that are open: beyond all that a column of years holds
  const LAST = 32766;
  const NEVER = 32767; // stands for the years of an undated event, which only all years hold

  /** The years of a query as numbers, in order; undated events are within all years only. */
  function boundsOf({ from, to }) {
    if (from === null && to === null) return [FIRST, NEVER];
    const inside = (year, open) => (year === null ? open : atlas.clamp(year, FIRST, LAST));
    const [a, b] = [inside(from, FIRST), inside(to, LAST)];
    return [Math.min(a, b), Math.max(a, b)];
  }

  /** The years in which each event may have gone on, and those between which it did whatever the doubt. */
  function spansOf(/** @type {Atlas.Events} */ events) {
    const dated = (/** @type {Int16Array} */ years) => years.map((year, i) => (events.earliest_start[i] === atlas.UNDATED ? NEVER : year));
    return { start: dated(events.earliest_start), end: dated(events.latest_end), sureStart: dated(events.latest_start), sureEnd: dated(events.earliest_end) };
  }

  /** Counts being made: what is added is kept unsorted until `sums` is asked for. */
  class Tally {
    constructor(rows) {
      this.rows = rows;
      this.n = 0;
      this.row = new Uint32Array(1024);
      this.start = new Int16Array(1024);
      this.end = new Int16Array(1024);
      this.pairs = /** @type {Map<number, number[]>} */ (new Map());
      this.unions = /** @type {Map<number, number[][]>} */ (new Map());
    }

    /**
     * Count something in a row for all years that reach up to `start` and down to `end`. Where the years in doubt leave
     * none that is certain, `start` comes after `end`: such a pair is no difference of two counts, and is looked at.
     */
    add(row, start, end) {
      if (start > end) return entryOf(this.pairs, row).push(start, end);
      if (this.n === this.row.length) this.grow();
      this.row[this.n] = row;
      this.start[this.n] = start;
      this.end[this.n] = end;
      this.n += 1;
    }

    /** Count something once that has several spans [start, end, start, end ...]. */
    addUnion(row, spans) {
      const whole = merged(spans);
      if (whole) this.add(row, whole[0], whole[1]);
      else entryOf(this.unions, row).push(spans);
    }

    grow() {
      for (const name of ["row", "start", "end"]) {
        const larger = new this[name].constructor(2 * this.n);
        larger.set(this[name]);
        this[name] = larger;
      }
    }

    sums() {
      return new Sums(this);
    }
  }

  class Sums {
    constructor(/** @type {Tally} */ { rows, n, row, start, end, pairs, unions }) {
      this.offset = new Uint32Array(rows + 1);
      for (let k = 0; k < n; k += 1) this.offset[row[k] + 1] += 1;
      for (let r = 0; r < rows; r += 1) this.offset[r + 1] += this.offset[r];
      this.starts = this.inOrder(start, row, n);
      this.ends = this.inOrder(end, row, n);
      this.pairs = pairs;
      this.unions = unions;
    }

    /** Years row by row, each row in order: sorted by counting, first by year, then by row. */
    inOrder(years, row, n) {
      const next = new Uint32Array(65537);
      for (let k = 0; k < n; k += 1) next[years[k] + 32769] += 1;
      for (let y = 0; y < 65536; y += 1) next[y + 1] += next[y];
      const byYear = new Uint32Array(n);
      for (let k = 0; k < n; k += 1) byYear[next[years[k] + 32768]++] = k;
      const at = this.offset.slice();
      const sorted = new Int16Array(n);
      for (let k = 0; k < n; k += 1) sorted[at[row[byYear[k]]]++] = years[byYear[k]];
      return sorted;
    }

    /** How many of a row touch the years `from` to `to`, in order. */
    count(row, from, to) {
      const [low, high] = [this.offset[row], this.offset[row + 1]];
      let n = low === high ? 0 : firstFrom(this.starts, low, high, to + 1) - firstFrom(this.ends, low, high, from);
      if (this.pairs.size) n += countPairs(this.pairs.get(row), from, to);
      if (this.unions.size) for (const spans of this.unions.get(row) ?? []) n += countPairs(spans, from, to) > 0 ? 1 : 0;
      return n;
    }
  }

  /** The first position from `low` to `high` whose year is not before `year`. */
  function firstFrom(years, low, high, year) {
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (years[middle] < year) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function countPairs(spans, from, to) {
    let n = 0;
    if (spans) for (let k = 0; k < spans.length; k += 2) if (spans[k] <= to && spans[k + 1] >= from) n += 1;
    return n;
  }

  /** Several spans as one [start, end], if no years lie between them. */
  function merged(spans) {
    const pairs = Array.from({ length: spans.length / 2 }, (_, k) => [spans[2 * k], spans[2 * k + 1]]).sort((a, b) => a[0] - b[0]);
    const whole = pairs[0].slice();
    for (const [start, end] of pairs) {
      if (start > end || start > whole[1] + 1) return pairs.length === 1 ? whole : null;
      whole[1] = Math.max(whole[1], end);
    }
    return whole;
  }

  function entryOf(map, row) {
    if (!map.has(row)) map.set(row, []);
    return map.get(row);
  }

  Object.assign(atlas, { Tally, boundsOf, spansOf });
})(globalThis.atlas ??= {});
