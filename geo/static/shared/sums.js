"use strict";
// How many events touch some years, without looking at each: those that began by the last year, less those that had
// ended before the first, both from prefix sums (as vega/falcon does for bars).
(function (/** @type {Atlas.Namespace} */ atlas) {
  const NEVER = 32767; // stands for the year of an undated event, which only all years hold
  const ZERO = 32768; // of a table by year, from -32768 on

  /**
   * Years as positions among all the years that a dataset names, the slots: counts are exact whatever its axis, and
   * whatever years are asked for. Undated events have the last slot.
   */
  class Slots {
    constructor(/** @type {Pick<Atlas.Data, "events" | "stays" | "organizations">} */ { events, stays, organizations }) {
      const lives = atlas.livesOf({ organizations });
      const named = new Uint8Array(2 * ZERO);
      for (const column of [...columnsOf(events), ...columnsOf(stays), lives.first, lives.last]) note(named, column);
      named[NEVER + ZERO] = 1;
      named[atlas.UNDATED + ZERO] = 0;
      this.upTo = new Uint16Array(2 * ZERO + 1); // of each year how many slots are before it
      for (let year = 0; year < 2 * ZERO; year += 1) this.upTo[year + 1] = this.upTo[year] + named[year];
      this.n = this.upTo[2 * ZERO];
      const [start, sureStart, sureEnd, end] = columnsOf(events).map((column) => this.of(column));
      this.events = { start, end, sureStart, sureEnd };
      this.lives = { start: this.of(lives.first), end: this.of(lives.last) };
      const stay = columnsOf(stays).map((column) => this.of(column));
      this.stays = { start: stay[0], sureStart: stay[1], sureEnd: stay[2], end: stay[3] };
    }

    of(/** @type {Int16Array} */ years) {
      const { upTo } = this, slots = new Uint16Array(years.length), last = this.n - 1, { UNDATED } = atlas;
      for (let i = 0; i < years.length; i += 1) slots[i] = years[i] === UNDATED ? last : upTo[years[i] + ZERO];
      return slots;
    }

    /** The first slot that is not before `from`, and the last that is not after `to`; years that run backwards are turned. */
    between({ from, to }) {
      if (from === null && to === null) return [0, this.n - 1];
      const backwards = from !== null && to !== null && from > to;
      const [first, last] = backwards ? [to, from] : [from, to];
      const before = (year) => this.upTo[atlas.clamp(year, 1 - ZERO, NEVER) + ZERO];
      return [first === null ? 0 : before(first), (last === null ? this.n - 1 : before(last + 1)) - 1];
    }
  }

  /** Mark the years of a column. */
  function note(/** @type {Uint8Array} */ named, /** @type {Int16Array} */ years) {
    for (let i = 0; i < years.length; i += 1) named[years[i] + ZERO] = 1;
  }

  /** @returns {Int16Array[]} */
  const columnsOf = (table) => [table.earliest_start, table.latest_start, table.earliest_end, table.latest_end];

  /**
   * Counts in rows: first things are added, then `finish` makes sums of them. Spans are pairs of slots. The rows of one slot
   * stand side by side: a frame asks hundreds of them for the same years.
   */
  class Sums {
    constructor(rows, slots) {
      this.rows = rows;
      this.starts = new Int32Array(rows * (slots + 1));
      this.ends = new Int32Array(rows * (slots + 1));
      this.pairs = /** @type {Map<number, number[]>} */ (new Map());
      this.unions = /** @type {Map<number, number[][]>} */ (new Map());
    }

    /**
     * Count something, `n` times, in a row for all years that reach up to `start` and down to `end`. Where doubt leaves no year
     * that is certain, `start` comes after `end`: such a pair is no difference of two sums, and is looked at.
     */
    add(row, start, end, n = 1) {
      if (start > end) entryOf(this.pairs, row).push(start, end, n);
      else {
        this.starts[(start + 1) * this.rows + row] += n;
        this.ends[(end + 1) * this.rows + row] += n;
      }
    }

    /** Count something once that has several spans [start, end, start, end ...]. */
    addUnion(row, spans) {
      const whole = merged(spans);
      if (whole) this.add(row, whole[0], whole[1]);
      else entryOf(this.unions, row).push(spans);
    }

    finish() {
      const { rows } = this;
      for (const sums of [this.starts, this.ends]) for (let at = rows; at < sums.length; at += 1) sums[at] += sums[at - rows];
      return this;
    }

    /** How many of a row touch the slots of some years. */
    count(row, from, to) {
      let n = this.starts[(to + 1) * this.rows + row] - this.ends[from * this.rows + row];
      if (this.pairs.size) n += sumPairs(this.pairs.get(row), from, to);
      if (this.unions.size) for (const spans of this.unions.get(row) ?? []) if (countPairs(spans, from, to)) n += 1;
      return n;
    }
  }

  /**
   * In which slots anything stands at each of `n` places, a bit for each: whether one is shown is asked of every place
   * of a map in every frame. Of spans that doubt leaves no slot nothing is known: `isKnown` says where.
   */
  class Presence {
    constructor(n, slots) {
      this.width = Math.ceil(slots / 32);
      this.bits = new Uint32Array(n * this.width);
      this.doubtful = new Uint8Array(n);
    }

    add(place, start, end) {
      if (start > end) this.doubtful[place] = 1;
      else for (let k = start >> 5; k <= end >> 5; k += 1) this.bits[place * this.width + k] |= wordOf(k, start, end);
    }

    isKnown(place) {
      return this.doubtful[place] === 0;
    }

    touches(place, from, to) {
      for (let k = from >> 5; k <= to >> 5; k += 1) if (this.bits[place * this.width + k] & wordOf(k, from, to)) return true;
      return false;
    }

    /** Those of some places at which anything stands from the slot `from` to `to`; `asks` is asked where it is not known. */
    among(/** @type {number[]} */ places, from, to, /** @type {(place: number) => boolean} */ asks) {
      const { width, bits, doubtful } = this, first = from >> 5, last = to >> 5, found = /** @type {number[]} */ ([]);
      const low = wordOf(first, from, to), high = wordOf(last, from, to);
      for (let k = 0; k < places.length; k += 1) {
        const place = places[k], row = place * width;
        let here = (bits[row + first] & low) | (bits[row + last] & high);
        for (let word = first + 1; !here && word < last; word += 1) here = bits[row + word];
        if (doubtful[place] ? asks(place) : here) found.push(place);
      }
      return found;
    }
  }

  /** The bits of the slots `from` to `to` that are in number `k`. */
  function wordOf(k, from, to) {
    const low = from >> 5 === k ? -1 << (from & 31) : -1;
    return to >> 5 === k ? low & (-1 >>> (31 - (to & 31))) : low;
  }

  /** The first position in a list of events, in order of their beginnings `start`, that is after a slot. */
  function firstAfter(order, start, slot) {
    let [low, high] = [0, order.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (start[order[middle]] <= slot) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Position of the lowest bit. */
  const lowest = (mask) => 31 - Math.clz32(mask & -mask);

  /** Of spans with a number behind each, the sum of those that touch some slots. */
  function sumPairs(spans, from, to) {
    let n = 0;
    if (spans) for (let k = 0; k < spans.length; k += 3) if (spans[k] <= to && spans[k + 1] >= from) n += spans[k + 2];
    return n;
  }

  /** Whether any of some spans [start, end, start, end ...] touches some slots. */
  const touch = (spans, from, to) => countPairs(spans, from, to) > 0;

  function countPairs(spans, from, to) {
    let n = 0;
    if (spans) for (let k = 0; k < spans.length; k += 2) if (spans[k] <= to && spans[k + 1] >= from) n += 1;
    return n;
  }

  /** Several spans as one [start, end], if no slot lies between them. */
  function merged(spans) {
    if (spans.length === 2) return spans;
    const pairs = Array.from({ length: spans.length / 2 }, (_, k) => [spans[2 * k], spans[2 * k + 1]]).sort((a, b) => a[0] - b[0]);
    const whole = pairs[0].slice();
    for (const [start, end] of pairs) {
      if (start > end || start > whole[1]) return pairs.length === 1 ? whole : null;
      whole[1] = Math.max(whole[1], end);
    }
    return whole;
  }

  function entryOf(map, row) {
    if (!map.has(row)) map.set(row, []);
    return map.get(row);
  }

  Object.assign(atlas, { Slots, Sums, Presence, touch, firstAfter, lowest });
})(globalThis.atlas ??= {});
