"use strict";
// The dataset of a page in front of an engine (geo/app/remote/told.py). In the place of events it has rows of a cube, each with
// how many events it stands for: by them the page counts, draws and follows the years. Of single events it knows those that it was told of.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { UNDATED, FACETS } = atlas;
  const OF_PAGE = ["families", "kinds", "evidence", "hidden", "placed"];
  const BLOCK = 60; // rows of the list that are asked for together
  const KEPT = 24; // such blocks, and counts for choices
  const PAGE = 50; // events of a place of which there are very many, as shared/pager.js turns them
  const LINE_BREAK = 10;
  const SUBSETS = { undated: { subset: "undated" }, unplaced: { subset: "unplaced" } };

  class Remote {
    /** `data` is what atlas.load has made of the skeleton, and is changed with every answer. */
    constructor(/** @type {Atlas.Data} */ data, { events, prefix }) {
      this.data = data;
      this.total = events;
      this.prefix = prefix;
      this.query = /** @type {Atlas.Query & { focus: Atlas.Focus[] }} */ (atlas.atFirst(data)); // that is answered
      this.shown = new atlas.FacetSums(data);
      this.nearer = new atlas.Nearer(data.places); // where there are very many
      this.moved = null; // events of several places
      this.told = new atlas.Told(data);
      this.facts = this.told.facts;
      this.asked = ""; // the last question
      this.asking = /** @type {Promise<boolean> | null} */ (null);
      this.heard = ""; // the question whose answer is shown
      this.blocks = new Map();
      this.places = new Map(); // what is known of the events of a place
      this.counted = new Map(); // facets by question
      this.ever = new Uint32Array(data.places.n);
      Object.assign(data, { eventIndex: { get: (id) => this.told.byId.get(id ?? "") }, remote: this });
    }

    /** The first answer: all events, and how many there are at each place. */
    async first() {
      await this.ask(this.query);
      if (this.nearer.whole) return void (this.ever = (await this.columns("ever", "")).columns.ever.places);
      const { drawn, weight } = this.data.events, counts = /** @type {Int32Array} */ (drawn ?? weight);
      this.ever = this.ever.map((_, place) => this.data.eventsAt.at(place).reduce((sum, i) => sum + counts[i], 0));
    }

    // ---- Questions ----

    /** A question: what of a query the page leaves to the engine, as an address. */
    question(query, { years = false, hide = false, certain = true } = {}) {
      const focused = (what) => query.focus.filter((one) => one.what === what).map(({ id }) => id).sort().join(",");
      const ids = (some) => [...some].sort().join(",");
      const parts = {
        ...(years ? { from: query.from ?? "", to: query.to ?? "" } : {}), certain: certain && query.certain ? "1" : "",
        org: ids(query.org), kind: ids(query.kind), hide: hide ? ids(query.hide) : "",
        by: query.by === "who" ? "who" : "", // of what symbols do not tell the cube says nothing
        group: focused("group"), person: focused("person"), within: focused("within"), q: query.text, lang: this.data.textLanguage.lang,
      };
      return new URLSearchParams(Object.entries(parts).filter(([, text]) => text !== "").map(([name, text]) => [name, String(text)])).toString();
    }

    async fetch(name, question, more = {}) {
      const rest = new URLSearchParams(more).toString();
      const answer = await fetch(`${this.prefix}${name}?${[question, rest].filter(Boolean).join("&")}`);
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      return answer;
    }

    async json(name, question, more = {}) {
      return (await this.fetch(name, question, more)).json();
    }

    /** What stands in the first line, and the columns behind it. */
    async columns(name, question, more = {}) {
      const bytes = new Uint8Array(await (await this.fetch(name, question, more)).arrayBuffer());
      const end = bytes.indexOf(LINE_BREAK);
      const head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
      return { ...head, columns: atlas.readColumns(bytes.subarray(end + 1), head.columns) };
    }

    /** Whether what is here answers a query, but for its years. */
    answers(query) {
      return this.heard === this.question(query, { hide: true });
    }

    /** Ask for what answers a query. The promise says whether it is still wanted when it has come. */
    ask(/** @type {Atlas.Query} */ query) {
      const wanted = this.question(query, { hide: true });
      if (wanted === this.asked && this.asking) return this.asking;
      this.asked = wanted;
      const rows = this.rowsOf(query), near = this.nearer.part;
      const part = near && this.columns("near", rows, { box: near.key, cells: this.nearer.whole });
      const made = Promise.all([this.columns("cube", rows), this.facets(query, OF_PAGE), part]);
      const { whole } = this.nearer;
      const asking = made.then(([cube, facets, finer]) => {
        if (this.asked !== wanted) return false;
        this.blocks.clear();
        this.places.clear();
        Object.assign(this, { heard: wanted, query, shown: facets, moved: cube.moved });
        this.nearer.begin(cube.columns.events, cube.degrees, near && cube.degrees === whole ? atlas.partOf(near, finer) : null);
        this.put(cube.moved);
        return true;
      });
      this.asking = asking;
      asking.catch(() => {}).finally(() => this.asking === asking && (this.asking = null));
      return asking;
    }

    /** The question for the rows of a query, which tell kinds of the first level only. */
    rowsOf(/** @type {Atlas.Query} */ query) {
      const details = query.hide.filter((id) => this.data.kinds.some((kind) => kind.id === id && kind.parent));
      return this.question({ ...query, hide: details }, { hide: true, certain: false });
    }

    /** Let the page count and draw by the rows that are here; `moved` is null for events that are known. */
    put(moved) {
      const rows = this.nearer.all();
      this.told.put(this.query.certain ? { ...rows, ...atlas.surely(rows) } : rows, moved);
    }

    // ---- What is looked at ----

    /** Ask for finer cells of what a map looks at, where there are any. The promise says whether there is something to `take`. */
    async approach(/** @type {Atlas.Window} */ view) {
      const wanted = this.nearer.wanted(view), { heard } = this;
      if (!wanted) return this.nearer.come !== undefined;
      this.nearer.asked = wanted.key;
      const answer = await this.columns("near", this.rowsOf(this.query), { box: wanted.key, cells: wanted.cells });
      return heard === this.heard && this.nearer.hear(wanted, answer);
    }

    /** Count and draw by the finer cells that have come: whether any have. */
    take() {
      if (!this.nearer.take()) return false;
      this.put(null);
      return true;
    }

    get degrees() {
      return this.nearer.degrees;
    }

    isGathered(place) {
      return this.nearer.isGathered(place);
    }

    /** How many events there are of what is chosen by, under all of a query but its years. */
    async facets(query, what) {
      const question = this.question(query, { hide: true });
      const { columns } = await this.columns("facets", question, { what: what.map((table) => FACETS[table]).join(",") });
      return new atlas.FacetSums(this.data, columns.facets);
    }

    /** The same as it was answered; null, and `then` is called when it has come, where it was not asked for. */
    facetsOf(query, what, then) {
      if (this.answers(query) && what.every((table) => OF_PAGE.includes(table))) return this.shown;
      const key = `${what} ${this.question(query, { hide: true })}`;
      if (this.counted.has(key)) return this.counted.get(key);
      this.counted.set(key, null);
      if (this.counted.size > KEPT) this.counted.delete(this.counted.keys().next().value);
      this.facets(query, what).then((found) => {
        this.counted.set(key, found);
        then();
      }, (error) => {
        this.counted.delete(key);
        console.error(error);
      });
      return null;
    }

    /** How many events a query shows. */
    async count(query) {
      return (await this.json("count", this.question(query, { years: true, hide: true }))).events;
    }

    /** How many events name a body, a group or a person, whatever is shown. */
    naming(/** @type {"org" | "group" | "person"} */ what, at) {
      const every = { ...atlas.EVERYTHING, focus: [] };
      if (what === "org") return this.count({ ...every, org: [this.data.organizations[at].id] });
      return this.count({ ...every, focus: [{ what, id: this.data[`${what}s`][at].id }] });
    }

    /** The events whose titles have the words of a text, and how many have them anywhere. */
    async hits(text, limit) {
      const { events, answer } = await this.learn("hits", this.question(this.query), { text, limit });
      return { events, count: answer.count };
    }

    // ---- Events that are known beside the cube ----

    /** Keep the events of an answer: their positions. What passes the filters is said of those that were asked for. */
    async learn(name, question, more) {
      const { heard } = this, answer = await this.json(name, question, more);
      return { answer, events: this.told.hold(answer, { isNow: heard === this.heard }) };
    }

    /** Whether a position is that of a known event, and not of a row. */
    isKnown(i) {
      return this.told.has(i);
    }

    /** For each event by position what reads a field of its words. */
    async records(events, { card = false } = {}) {
      const missing = events.filter((i) => card && !this.facts[i]?.card);
      if (missing.length) await this.learn("events", this.question(this.query), { ids: missing.map((i) => this.facts[i]?.id).join(",") });
      return events.map((i) => this.told.reader(i));
    }

    parts(i) {
      return this.facts[i]?.parts ?? 0;
    }

    /** Learn of the events that an address names. */
    async know(address) {
      const asked = new URLSearchParams(address);
      const ids = ["card", "within"].map((name) => asked.get(name) ?? "").filter((id) => /^[a-z0-9-]{1,64}$/.test(id));
      if (ids.length) await this.learn("events", this.question(this.query), { ids: ids.join(",") });
    }

    /** The mark of a known event in the years of a result. */
    mark(/** @type {Atlas.Result} */ { choice, years: { from, to, certain } }, i) {
      const { events } = this.data;
      if (!this.facts[i] || !choice.lets(i, { from, to, certain })) return atlas.HIDDEN;
      if (from === null && to === null) return atlas.CERTAIN;
      const [low, high] = [from ?? -Infinity, to ?? Infinity];
      if (events.earliest_start[i] === UNDATED || events.earliest_start[i] > high || events.latest_end[i] < low) return atlas.HIDDEN;
      if (events.latest_start[i] <= high && events.earliest_end[i] >= low) return atlas.CERTAIN;
      return certain ? atlas.HIDDEN : atlas.POSSIBLE;
    }

    // ---- Lists ----

    /** The events at some places of a list, one after the other: their positions. */
    async listed(/** @type {Atlas.Result} */ { years }, subset, places) {
      const flags = atlas.flagsOf?.(subset);
      const kind = SUBSETS[subset] ?? (flags ? { evidence: flags.join(",") } : {});
      const question = this.question({ ...this.query, ...years }, { years: true, hide: true });
      const blocks = [...new Set(places.map((place) => Math.floor(place / BLOCK)))];
      const undatedFrom = subset === "undated" ? await this.undatedFrom() : 0;
      const found = new Map(await Promise.all(blocks.map(async (block) => /** @type {const} */ ([block, await this.block(question, kind, block, undatedFrom)]))));
      return places.map((place) => found.get(Math.floor(place / BLOCK))?.[place % BLOCK]).filter((i) => i !== undefined);
    }

    block(question, kind, block, from) {
      const key = `${question} ${JSON.stringify(kind)} ${block}`;
      const found = this.blocks.get(key) ?? this.learn("list", question, { ...kind, offset: from + block * BLOCK, limit: BLOCK }).then(({ events }) => events);
      this.blocks.delete(key);
      this.blocks.set(key, found);
      found.catch(() => this.blocks.delete(key));
      if (this.blocks.size > KEPT) this.blocks.delete(this.blocks.keys().next().value);
      return found;
    }

    /** Undated events are the last of all that pass the other filters. */
    async undatedFrom() {
      const all = atlas.select(this.data, { ...this.query, from: null, to: null });
      return all.shown - all.undated;
    }

    // ---- Places ----

    /** The key of what is known of the events of a place: of many only those are told that are shown. */
    has(place, /** @type {Atlas.Result} */ { years }) {
      const known = this.places.get(place);
      return Boolean(known) && (known.whole || known.years === JSON.stringify(years));
    }

    /** Learn of the events of a place. */
    async bring(place, /** @type {Atlas.Result} */ { years }) {
      const { data } = this, id = data.places.id.at(place);
      const question = this.question({ ...this.query, ...years }, { years: true, hide: true });
      const ask = (first, last) => this.learn("place", question, { of: id, offset: first, limit: last - first });
      const { answer: { whole, shown }, events } = await ask(0, PAGE);
      const many = { length: shown, slice: async (first, last) => (await ask(first, last)).events };
      this.places.set(place, { ...(whole ? ofRoles(data, place, events) : { here: many, brought: [], passing: [] }), whole, years: JSON.stringify(years) });
    }

    /** The events of a place: those that stood there, brought people there, or led through. */
    at(place) {
      return this.places.get(place) ?? { here: [], brought: [], passing: [], whole: true };
    }
  }

  /** Events of a place by what it had to do with them, each once. */
  function ofRoles(/** @type {Atlas.Data} */ data, place, events) {
    const { STANDING, ROLES: { TO } } = atlas;
    const rolesOf = (i) => atlas.staysOf(data, i).filter((one) => one.place === place).map(({ role }) => role);
    const here = events.filter((i) => rolesOf(i).some((role) => STANDING.includes(role)));
    const others = events.filter((i) => !here.includes(i));
    const brought = others.filter((i) => rolesOf(i).includes(TO));
    return { here, brought, passing: others.filter((i) => !brought.includes(i)) };
  }

  /** Let an engine answer for the events of `data`. */
  async function remote(data, behind) {
    await new Remote(data, behind).first();
  }

  Object.assign(atlas, { remote });
})(globalThis.atlas ??= {});
