"use strict";
// At which places an event stands in chosen years, and which ways it took. The same rules as geo/dataset/stays.py and
// geo/view/standing.py; a test compares the two on random queries.
(function (/** @type {Atlas.Namespace} */ atlas) {
  /** @type {Atlas.Namespace["ROLES"]} As geo/dataset/stays.py numbers them. */
  const ROLES = Object.freeze({ AT: 0, FROM: 1, VIA: 2, TO: 3 });
  const { AT, FROM, VIA, TO } = ROLES;
  const STANDING = [AT, FROM]; // roles of places at which the event itself is shown and counted
  const NONE = -1;
  const HIDDEN = 0; // marks of an event or of a stay in the chosen years
  const POSSIBLE = 1;
  const CERTAIN = 2;

  /**
   * Events with several places, of columns and words (geo/map/stays.py). `of` gives for each event its position among
   * them, NONE for one whose places are its columns `place` and `destination`.
   */
  function readStays(columns, { years, name }, n) {
    const of = new Int32Array(n).fill(NONE);
    columns.event.forEach((i, position) => (of[i] = position));
    return { ...columns, of, years, name };
  }

  /** The places of an event in order, as {place, role, stay}; `stay` is NONE where it has the span of the event. */
  function staysOf(/** @type {{events: Atlas.Events, stays: Atlas.Stays}} */ { events, stays }, i) {
    const own = stays.of[i];
    if (own === NONE) {
      const [place, destination] = [events.place[i], events.destination[i]];
      const found = [{ place, role: destination >= 0 ? FROM : AT, stay: NONE }, { place: destination, role: TO, stay: NONE }];
      return found.filter((one) => one.place >= 0);
    }
    const [first, end] = [stays.offset[own], stays.offset[own + 1]];
    return Array.from({ length: end - first }, (_, k) => ({ place: stays.place[first + k], role: stays.role[first + k], stay: first + k }));
  }

  /** HIDDEN, POSSIBLE or CERTAIN: whether an event was at one of its places in the years of a result. */
  function markOfStay(/** @type {Atlas.Stays} */ stays, /** @type {Atlas.Result} */ result, i, stay) {
    const { years } = result;
    const mark = result.mark(i);
    if (stay === NONE || !mark || (years.from === null && years.to === null)) return mark;
    const [from, to] = [years.from ?? -Infinity, years.to ?? Infinity];
    if (stays.earliest_start[stay] > to || stays.latest_end[stay] < from) return HIDDEN;
    if (stays.latest_start[stay] <= to && stays.earliest_end[stay] >= from) return mark; // no more certain than its event
    return years.certain ? HIDDEN : POSSIBLE;
  }

  /** Where an event of several places stands in the years of a result, as [place, mark] of each place with a point, each once. */
  function standsAt(/** @type {Atlas.Data} */ data, /** @type {Atlas.Result} */ result, i) {
    const { stays, places } = data;
    const found = /** @type {[place: number, mark: number][]} */ ([]);
    const end = stays.offset[stays.of[i] + 1];
    for (let stay = stays.offset[stays.of[i]]; stay < end; stay += 1) {
      const place = stays.place[stay];
      const mark = STANDING.includes(stays.role[stay]) && !Number.isNaN(places.lon[place]) ? markOfStay(stays, result, i, stay) : HIDDEN;
      if (!mark) continue;
      const known = found.find((one) => one[0] === place);
      if (known) known[1] = Math.max(known[1], mark);
      else found.push([place, mark]);
    }
    return found;
  }

  /** Whether an event was at a place in the years of a result, in one of these roles (all when left out). */
  function markAt(/** @type {Atlas.Data} */ data, /** @type {Atlas.Result} */ result, i, place, roles = [AT, FROM, VIA, TO]) {
    const { stays } = data, own = stays.of[i];
    if (own === NONE) return result.mark(i);
    let best = HIDDEN;
    for (let stay = stays.offset[own]; stay < stays.offset[own + 1]; stay += 1) { // hundreds are asked for in a frame
      if (stays.place[stay] === place && roles.includes(stays.role[stay])) best = Math.max(best, markOfStay(stays, result, i, stay));
    }
    return best;
  }

  /**
   * The place with a point at which an event stands now: its main one, if that is among several; -1 for none. Of an event
   * that is not shown it is one of those of all years.
   */
  function placeNow(/** @type {Atlas.Data} */ data, /** @type {Atlas.Result} */ result, i) {
    const main = data.events.place[i];
    const hasPoint = (place) => place >= 0 && !Number.isNaN(data.places.lon[place]);
    if (data.stays.of[i] === NONE) return hasPoint(main) ? main : -1;
    const standing = () => staysOf(data, i).filter(({ place, role }) => STANDING.includes(role) && hasPoint(place));
    const now = result.mark(i) ? standsAt(data, result, i).map(([place]) => place) : standing().map(({ place }) => place);
    return now.includes(main) ? main : now[0] ?? -1;
  }

  /** The names of the places where an event of several stands now, as they were called; null for an event of at most one. */
  function namesNow(/** @type {Atlas.Data} */ data, /** @type {Atlas.Result} */ result, i) {
    if (data.stays.of[i] === NONE) return null;
    const standing = staysOf(data, i).filter(({ role }) => STANDING.includes(role));
    const now = standing.filter(({ stay }) => !result.mark(i) || markOfStay(data.stays, result, i, stay));
    return standing.length ? [...new Set(now.map(({ stay }) => data.stays.name[stay]))] : null;
  }

  /** How many events stand at a place in some year, whatever is shown. */
  const everAt = (/** @type {Omit<Atlas.Data, "source">} */ { eventsAt, remote }, place) => remote?.ever[place] ?? eventsAt.count(place);

  /**
   * For each place a list of events, which stand together in one column: those of a place from `begin` of it to that of
   * the next. They are made when they are asked for: how many there are is asked of every place, which they are of few.
   */
  class Lists {
    /** The events of `order`, asked for when they are needed; `single` has the place of those of one place (negative: none), `several(event)` those of the others. */
    constructor(/** @type {{ order: Uint32Array, n: number, of: Int32Array, single: Int32Array, several: (event: number) => Set<number>, counts?: Uint32Array }} */ from) {
      this.from = from; // `counts`: how many are in each list, where that is known
      this.made = /** @type {{ begin?: Uint32Array, all?: Uint32Array }} */ ({});
    }

    get begin() {
      return (this.made.begin ??= this.counted());
    }

    get all() {
      return (this.made.all ??= this.filled());
    }

    counted() {
      const { n, counts } = this.from, begin = new Uint32Array(n + 1);
      if (counts) begin.set(counts, 1);
      else this.countInto(begin);
      for (let place = 0; place < n; place += 1) begin[place + 1] += begin[place];
      return begin;
    }

    countInto(begin) {
      const { order, of, single, several } = this.from;
      for (let k = 0; k < order.length; k += 1) {
        const i = order[k];
        if (of[i] !== NONE) for (const place of several(i)) begin[place + 1] += 1;
        else if (single[i] >= 0) begin[single[i] + 1] += 1;
      }
    }

    filled() {
      const { order, of, single, several } = this.from, next = this.begin.slice(), all = new Uint32Array(this.begin[this.from.n]);
      for (let k = 0; k < order.length; k += 1) {
        const i = order[k];
        if (of[i] !== NONE) for (const place of several(i)) all[next[place]++] = i;
        else if (single[i] >= 0) all[next[single[i]]++] = i;
      }
      return all;
    }

    count(/** @type {number} */ place) {
      return this.begin[place + 1] - this.begin[place];
    }

    /** The events of a place. */
    at(/** @type {number} */ place) {
      return Array.from(this.all.subarray(this.begin[place], this.begin[place + 1]));
    }
  }

  /** The list of each place, in the order of `order`: the events of which it is the `column`, or at which they have one of some roles. */
  function listsOf({ events, stays: { of, offset, place, role } }, n, column, roles, { order = () => events.order, counts = /** @type {Uint32Array | undefined} */ (undefined) } = {}) {
    function several(i) {
      const found = /** @type {Set<number>} */ (new Set()); // an event may have been twice at a place
      for (let stay = offset[of[i]]; stay < offset[of[i] + 1]; stay += 1) if (place[stay] >= 0 && roles.includes(role[stay])) found.add(place[stay]);
      return found;
    }
    return new Lists({ n, of, several, counts, get order() { return order(); }, get single() { return events[column]; } });
  }

  /**
   * For each place, in order of time: the events that stand there in some year, bring people there, lead through.
   * `counts`: how many stand at each, where that was told (geo/map/first.py).
   */
  function eventsOfPlaces(/** @type {{events: Atlas.Events, stays: Atlas.Stays}} */ data, n, counts = /** @type {Uint32Array | undefined} */ (undefined)) {
    const passing = data.stays.event.filter((i, own) => data.stays.role.subarray(data.stays.offset[own], data.stays.offset[own + 1]).includes(VIA));
    const order = () => (passing.length ? data.events.order.filter((i) => data.stays.of[i] !== NONE) : passing);
    return { eventsAt: listsOf(data, n, "place", STANDING, { counts }), arrivalsAt: listsOf(data, n, "destination", [TO]), passingAt: listsOf(data, n, "place", [VIA], { order }) };
  }

  /** The years of a strip or a lane: for each stay of an event at some places its first and last; else those of the event. */
  function spansAt(/** @type {Atlas.Data} */ { events, stays }, i, places) {
    if (stays.of[i] === NONE) return [[events.earliest_start[i], events.latest_end[i]]];
    const here = staysOf({ events, stays }, i).filter(({ place, stay }) => stay !== NONE && places.includes(place)).map(({ stay }) => stay);
    const spans = here.map((stay) => [stays.earliest_start[stay], stays.latest_end[stay]]);
    return spans.length ? spans : [[events.earliest_start[i], events.latest_end[i]]];
  }

  Object.assign(atlas, { readStays, staysOf, markOfStay, standsAt, markAt, placeNow, namesNow, everAt, eventsOfPlaces, spansAt, ROLES, STANDING, NONE, HIDDEN, POSSIBLE, CERTAIN });
})(globalThis.atlas ??= {});
