"use strict";
// The single events that a page in front of an engine knows. They stand in columns before the rows of a cube, where each
// keeps its position while others are told of.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { NONE, NO_DETAIL, UNDATED } = atlas;
  const ROOM = 4096; // events; of more, those that were told of the longest ago are forgotten
  const BOUNDS = /** @type {const} */ (["earliest_start", "latest_start", "earliest_end", "latest_end"]);

  class Told {
    /** `data` gets other events with every cube. */
    constructor(/** @type {Atlas.Data} */ data) {
      this.data = data;
      this.index = /** @type {Map<number, number>} */ (new Map()); // positions by number
      this.byId = /** @type {Map<string, number>} */ (new Map());
      this.facts = /** @type {(Atlas.Fact | undefined)[]} */ (new Array(ROOM));
      this.next = 0;
      this.put(rowsOf(0), { n: 0, number: [] });
    }

    /**
     * Take the rows of a cube, and the events that stood at several places, which are not among these; null where they are
     * those that are known, and the same question was asked.
     */
    put(rows, moved) {
      const { data, facts } = this, n = ROOM + rows.place.length, before = data.events;
      const made = (Type, name, fill) => {
        const column = new Type(n);
        if (before[name]) column.set(before[name].subarray(0, ROOM));
        else column.fill(fill, 0, ROOM);
        column.set(rows[name] ?? new Type(n - ROOM).fill(fill), ROOM);
        return column;
      };
      const named = (table) => ({ at: (i) => facts[i]?.[table] ?? [], begin: null, all: [] });
      const weight = made(Int32Array, "weight", 0).fill(0, 0, ROOM);
      const drawn = rows.drawn && made(Int32Array, "drawn", 0).fill(0, 0, ROOM);
      data.events = /** @type {any} */ ({
        n, weight, drawn, ...Object.fromEntries(BOUNDS.map((name) => [name, made(Int16Array, name, UNDATED)])),
        place: made(Int32Array, "place", NONE), destination: made(Int32Array, "destination", NONE), partOf: made(Int32Array, "partOf", NONE),
        kind: made(Uint16Array, "kind", 0), detail: made(Uint16Array, "detail", NO_DETAIL), families: made(Uint32Array, "families", 0), evidence: made(Uint8Array, "evidence", 0),
        id: { length: n, at: (i) => facts[i]?.id ?? "", all: () => facts.map((fact) => fact?.id ?? ""), indexOf: (id) => this.byId.get(id) ?? NONE, get: (id) => this.byId.get(id) },
        groups: named("groups"), persons: named("persons"),
      });
      if (moved) for (const fact of facts) if (fact) Object.assign(fact, { among: false, moved: false });
      this.tie();
      const known = moved ? this.hold(moved) : [...facts.keys()].filter((i) => facts[i]?.moved);
      for (const i of known) {
        weight[i] = 1;
        /** @type {Atlas.Fact} */ (facts[i]).moved = true;
      }
      data.events.order = inOrder(data.events, known);
      Object.assign(data, atlas.eventsOfPlaces(data, data.places.n));
    }

    /** Keep the events of an answer: the positions of those that it is about. `isNow`: it was asked of what is shown. */
    hold(answer, { isNow = true } = {}) {
      const { events } = this.data;
      const at = answer.number.map((number, k) => this.place(number, answer.id[k]));
      let changed = false;
      at.forEach((i, k) => {
        const known = this.facts[i], isWhole = k < answer.n;
        if (known?.whole && !isWhole) return; // of what an event names less is said
        const pick = (name) => answer[name][k];
        const fields = known?.card && !("citations" in answer.fields) ? {} : { fields: answer.fields, k, at, sets: answer.registers, card: "citations" in answer.fields || "description" in answer.fields };
        const fact = /** @type {any} */ ({ number: answer.number[k], id: answer.id[k], moved: false, ...known, ...fields, whole: isWhole, organizations: pick("organizations"), groups: pick("groups"), persons: pick("persons") });
        if (isWhole && isNow) fact.among = answer.among[k];
        if (answer.parts) fact.parts = answer.parts[k];
        this.facts[i] = fact;
        for (const name of ["place", "destination", "kind", "detail", "evidence", ...BOUNDS]) events[name][i] = pick(name);
        events.partOf[i] = answer.part_of[k] < 0 ? NONE : at[answer.part_of[k]];
        fact.stays = staysIn(answer, k);
        changed = true;
      });
      if (changed) this.tie();
      return at.slice(0, answer.n);
    }

    /** The position of an event by its number: where it stands, else that of one that is forgotten for it. */
    place(number, id) {
      const known = this.index.get(number);
      if (known !== undefined) return known;
      while (this.facts[this.next]?.moved) this.next = (this.next + 1) % ROOM;
      const i = this.next;
      this.next = (i + 1) % ROOM;
      const forgotten = this.facts[i];
      if (forgotten) {
        this.index.delete(forgotten.number);
        this.byId.delete(forgotten.id);
        this.facts[i] = undefined;
      }
      this.index.set(number, i);
      this.byId.set(id, i);
      return i;
    }

    /** What known events name, and where those stood that have several places. */
    tie() {
      const { data, facts } = this, { events } = data;
      const offset = new Uint32Array(events.n + 1), every = /** @type {number[]} */ ([]);
      for (let i = 0; i < ROOM; i += 1) {
        offset[i] = every.length;
        for (const body of facts[i]?.organizations ?? []) every.push(body);
      }
      offset.fill(every.length, ROOM);
      Object.assign(events, { offset, organization: Uint16Array.from(every) });
      data.stays = staysOf(facts, events.n);
    }

    /** Whether a position is that of an event, and not of a row. */
    has(i) {
      return i < ROOM;
    }

    /** What reads a field of the words of an event. */
    reader(i) {
      const fact = this.facts[i];
      if (!fact) throw new Error("an event was forgotten");
      return (name, none) => this.said(fact, name, fact.fields[name]?.[fact.k] ?? none);
    }

    /** Positions in an answer are made those of the page. */
    said(fact, name, value) {
      if (name === "dated_by" && value) return value.map(([relation, k, ...rest]) => [relation, fact.at[k], ...rest]);
      if (name === "registers" && value >= 0) return this.setOf(fact.sets[value]);
      return value;
    }

    setOf(rows) {
      const { sets } = this.data.registers;
      const known = sets.findIndex((one) => one.join() === rows.join());
      return known < 0 ? sets.push(rows) - 1 : known;
    }
  }

  /** Columns of `n` rows. */
  function rowsOf(n) {
    const years = Object.fromEntries(BOUNDS.map((name) => [name, new Int16Array(n)]));
    return { place: new Int32Array(n), destination: new Int32Array(n), kind: new Uint16Array(n), families: new Uint32Array(n), weight: new Int32Array(n), ...years };
  }

  /** Rows, which come in order of time, and some known events among them. */
  function inOrder({ n, earliest_start: start }, known) {
    const key = (i) => (start[i] === UNDATED ? Infinity : start[i]);
    const rows = Uint32Array.from({ length: n - ROOM }, (_, k) => ROOM + k);
    if (!known.length) return rows;
    return Uint32Array.from([...rows, ...known].sort((a, b) => key(a) - key(b) || a - b));
  }

  /** The places of one event of an answer that has several: {place, role, bounds, years, name, leg}. */
  function staysIn({ stays }, k) {
    const own = stays.event.indexOf(k);
    if (own < 0) return null;
    const [first, end] = [stays.offset[own], stays.offset[own + 1]];
    const cut = (name) => stays[name].slice(first, end);
    return { ...Object.fromEntries(["place", "role", ...BOUNDS, "years", "name"].map((name) => [name, cut(name)])), leg: stays.leg.filter((stay) => stay >= first && stay < end).map((stay) => stay - first) };
  }

  /** The same of all known events, as atlas.readStays has it. */
  function staysOf(facts, n) {
    const found = /** @type {Record<string, any[]>} */ ({ event: [], offset: [0], leg: [], place: [], role: [], years: [], name: [], ...Object.fromEntries(BOUNDS.map((name) => [name, []])) });
    facts.forEach((fact, i) => {
      if (!fact?.stays) return;
      const first = found.place.length;
      found.event.push(i);
      for (const stay of fact.stays.leg) found.leg.push(first + stay);
      for (const name of ["place", "role", "years", "name", ...BOUNDS]) found[name].push(...fact.stays[name]);
      found.offset.push(found.place.length);
    });
    const years = Object.fromEntries(BOUNDS.map((name) => [name, Int16Array.from(found[name])]));
    const columns = { event: Uint32Array.from(found.event), offset: Uint32Array.from(found.offset), leg: Uint32Array.from(found.leg), place: Int32Array.from(found.place), role: Uint8Array.from(found.role), ...years };
    return atlas.readStays(columns, { years: found.years, name: found.name }, n);
  }

  atlas.Told = Told;
})(globalThis.atlas ??= {});
