"use strict";
// The one way to what is said of events and places. Here it comes in chunks, which stand in the page or beside it;
// elsewhere it may come from an engine, so whoever asks waits for a promise, and only the last question counts.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const KEPT = 48; // chunks; those that were read the longest ago are read anew

  /** For each event where it stands in an order. */
  function ranks(order) {
    const found = new Uint32Array(order.length);
    order.forEach((event, position) => (found[event] = position));
    return found;
  }

  /** Events by their place, those without one last, and at each in order of time: as geo/map/payload.py has it. */
  function byPlace({ place, order }, n) {
    const counts = new Uint32Array(n + 1);
    const of = (event) => (place[event] < 0 ? n : place[event]);
    order.forEach((event) => (counts[of(event)] += 1));
    const next = atlas.offsets(counts);
    const found = new Uint32Array(order.length);
    order.forEach((event) => (found[next[of(event)]++] = event));
    return found;
  }

  /**
   * Answers from chunks of words (geo/map/chunks.py); a chunk that did not come is asked for again.
   * @type {Atlas.Namespace["chunkSource"]}
   */
  function chunkSource(data, sizes, from) {
    const kept = new Map(); // by kind and number, those that were read last at the end
    const rank = {
      list: atlas.once(() => ranks(data.events.order)),
      events: atlas.once(() => ranks(byPlace(data.events, data.places.n))),
      places: () => null, // in the order of the dataset
    };

    function chunk(kind, number) {
      const key = `${kind} ${number}`;
      const found = kept.get(key) ?? from.json(kind, number);
      kept.delete(key);
      kept.set(key, found);
      found.catch(() => kept.delete(key));
      if (kept.size > KEPT) kept.delete(kept.keys().next().value);
      return found;
    }

    /** For each index what reads a field of its record. */
    async function records(kind, indices) {
      if (data.remote && kind !== "places") return data.remote.records(indices, { card: kind === "events" });
      if (!indices.length) return []; // else all would be put in order for none
      const at = rank[kind]();
      const positions = indices.map((i) => (at ? at[i] : i));
      const numbers = [...new Set(positions.map((position) => Math.floor(position / sizes[kind])))];
      const chunks = await Promise.all(numbers.map((number) => chunk(kind, number)));
      const byNumber = new Map(numbers.map((number, k) => [number, chunks[k]]));
      return positions.map((position) => {
        const fields = byNumber.get(Math.floor(position / sizes[kind]));
        return (name, missing) => fields[name]?.[position % sizes[kind]] ?? missing;
      });
    }

    /** What a search looks through: rules and words, and where these stand. */
    async function index() {
      const [head, bytes] = await Promise.all([from.json("search", 0), from.bytes("search", 1)]);
      return { head, columns: atlas.readColumns(bytes, head.columns) };
    }

    /** What a table of events is made of, beside the words of the page. */
    const table = () => from.json("table");

    const row = (i, field) => ({ event: i, title: field("title", ""), date: field("date", ""), where: field("where", ""), untranslated: field("untranslated") });
    const list = async (events) => (await records("list", events)).map((field, k) => row(events[k], field));

    /** Rows of events by index. */
    async function rowsOf(events) {
      const wanted = [...new Set(events)];
      return new Map((await list(wanted)).map((one) => [one.event, one]));
    }

    async function card(places, events) {
      const [ofPlaces, ofEvents, sources] = await Promise.all([records("places", places), records("events", events), chunk("sources", 0)]);
      const wholes = events.map((i) => data.events.partOf[i]).filter((whole) => whole >= 0);
      const others = await rowsOf([...wholes, ...ofEvents.flatMap((field) => field("dated_by", []).map(([, event]) => event))]);
      return { places: ofPlaces.map((field) => placeTexts(field, sources)), events: ofEvents.map((field, k) => eventTexts(data, row(events[k], field), field, sources, others)) };
    }

    return { list, card, index, table };
  }

  /** What names its source by a position is given its words. */
  const sourced = (rows, sources) => rows.map((one) => ({ ...one, source: sources[one.source]?.text ?? "" }));

  /** Of a source that the event cites a figure needs but the short name. */
  function figuresOf(rows, cited, sources) {
    return rows.map((one) => ({ basis: "", ...one, source: sources[one.source]?.text ?? "", short: cited.has(one.source) ? sources[one.source].short : "" }));
  }

  function placeTexts(field, sources) {
    return {
      certainty: field("certainty", ""),
      scope: field("scope", ""),
      note: field("note", ""),
      names: field("names", []),
      series: sourced(field("series", []), sources),
      links: field("links"),
      media: field("media"),
      corrected: field("corrected"),
      untranslated: field("untranslated"),
    };
  }

  /** What a card says of an event: organizations, groups and persons in full. */
  function eventTexts(/** @type {Omit<Atlas.Data, "source">} */ data, row, field, sources, others) {
    const i = row.event;
    const body = (at) => ({ ...data.organizations[at], ...(data.organizations[at].series ? { series: sourced(data.organizations[at].series, sources) } : {}) });
    return {
      ...row,
      ...Object.fromEntries(["description", "note", "confidence", "scope"].map((name) => [name, field(name, "")])),
      doubt: field("doubt", []),
      graphic: field("graphic", false),
      links: field("links"),
      media: field("media"),
      registers: field("registers", -1),
      corrected: field("corrected"),
      whole: others.get(data.events.partOf[i]) ?? null,
      relations: field("dated_by", []).map(([relation, event, days, source, locator]) => ({ relation, days, event: others.get(event), source: sources[source]?.text ?? "", locator })),
      figures: figuresOf(field("figures", []), new Set(field("citations", []).map(([source]) => source)), sources),
      series: sourced(field("series", []), sources),
      citations: field("citations", []).map(([source, passages]) => ({ ...sources[source], passages: passages.map(([read, where, more]) => ({ read, where, ...more })) })),
      organizations: field("organizations", []).map(([at, role, ...then]) => ({ ...body(at), role, ...(then.length ? { name: then[0], abbreviation: then[1], plain: then[2] } : {}) })),
      persons: field("persons", []).map(([person, role]) => ({ ...data.persons[person], role })),
      groups: Array.from(data.events.groups.at(i), (group) => data.groups[group]),
    };
  }

  /**
   * Keeps questions of one part of the page in order: the answer to an earlier one is not heard any more.
   * `ask(make, answer, failed)` calls `make`, which returns a promise; `drop()` hears no answer to what was asked.
   * The promise of `ask` says whether its answer was heard.
   */
  function questions() {
    let last = 0;
    function ask(make, answer, failed) {
      last += 1;
      const mine = last;
      const hear = (act) => (value) => {
        if (mine !== last) return false;
        act(value);
        return true;
      };
      return new Promise((resolve) => resolve(make())).then(hear(answer), hear((error) => {
        console.error(error); // for who runs the source; visitors read a sentence
        failed(error);
      }));
    }
    return { ask, drop: () => void (last += 1) };
  }

  /** What stands where texts would, when they did not come. */
  const missingTexts = () => atlas.el("p", { class: "at-missing", role: "alert", text: atlas.gettext("These texts could not be loaded. Try again.") });

  Object.assign(atlas, { chunkSource, questions, missingTexts });
})(globalThis.atlas ??= {});
