"use strict";
// Turns the payload of geo/map/payload.py into what the modules of a page share.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const OPEN = 32000;
  const UNDATED = -32768;
  const NO_DETAIL = 65535;
  const REGIONS = ["region", "country"]; // kinds of places
  const MOST_LOOKS = 30; // kinds that are told apart: as many bits as a number has, less one
  const NO_RECORDS = new Uint32Array(0);
  const read = new Map(); // numbers by the block that has them: they are the same in every language

  /**
   * Read the dataset whose head stands in the block `id`.
   * @type {Atlas.Namespace["load"]}
   */
  async function load(id, head = atlas.readBlock(id)) {
    const from = atlas.blocks(id, head);
    if (!read.has(head.shared)) read.set(head.shared, numbersOf(from, head.columns));
    const [numbers, names] = await Promise.all([read.get(head.shared), from.json("names")]);
    const data = decode(head, numbers, names, from);
    if (!head.first || !head.later) await data.more();
    if (head.behind) await atlas.remote?.(data, head.behind); // else these are all its events
    return data;
  }

  /** What of the columns is kept: of 300,000 events every column that is not is a megabyte less. `more` brings those of single events. */
  async function numbersOf(from, [soon, later]) {
    const found = /** @type {any} */ (atlas.readColumns(await from.bytes("columns", 0), soon));
    const { places, stays, ways, first, looks = {} } = found, columns = /** @type {Record<string, any>} */ (found.events = {});
    let isWhole = false;
    const more = atlas.once(async () => {
      atlas.readColumns(await from.bytes("columns", 1), later, found);
      isWhole = true;
    });
    const told = { chosen: first.shown, looks: Object.entries(looks), ever: places.ever };
    return { events: eventsOf(columns, first.shown.length), places: { ...places, id: wordsOf(places) }, stays, ways, told, more, isWhole: () => isWhole };
  }

  const wordsOf = (columns) => new atlas.Words({ shared: taken(columns, "id.shared"), length: taken(columns, "id.length"), bytes: taken(columns, "id.bytes") });

  /** A column that nothing else is made of. */
  function taken(columns, name) {
    const column = held(columns, name);
    delete columns[name];
    return column;
  }

  /** A column of events, if they have come: nobody may take that they have not for none. */
  function held(columns, name) {
    if (!(name in columns)) throw new Error(`the events have not come: ${name}`);
    return columns[name];
  }

  /** For each event the records that it names, as positions. */
  function named(columns, table) {
    const all = held(columns, `${table}.all`);
    if (!all.length) return { at: () => NO_RECORDS, begin: null, all };
    const begin = atlas.offsets(taken(columns, `${table}.count`));
    return { at: (i) => all.subarray(begin[i], begin[i + 1]), begin, all };
  }

  function eventsOf(columns, n) {
    const events = /** @type {any} */ ({ n });
    atlas.lazily(events, "id", () => wordsOf(columns));
    // `order` is that of time, undated events at the end; years: OPEN or -OPEN where that side is open, UNDATED without a date
    for (const name of ["order", "place", "destination", "kind", "detail", "partOf", "evidence", "earliest_start", "latest_start", "earliest_end", "latest_end"]) {
      atlas.lazily(events, name, () => held(columns, name));
    }
    atlas.lazily(events, "offset", () => atlas.offsets(taken(columns, "organizations.count")));
    atlas.lazily(events, "organization", () => held(columns, "organizations.all"));
    for (const table of ["groups", "persons"]) atlas.lazily(events, table, () => named(columns, table));
    return events;
  }

  function placesOf({ id, lon, lat, precision, kind }, head, names) {
    const untranslated = new Set(names.untranslated);
    return {
      n: lon.length,
      id,
      name: names.places,
      untranslated: { at: (i) => untranslated.has(i) },
      kind: { at: (i) => head.place_kinds[kind[i]] },
      lon,
      lat,
      precision,
      shape: head.shapes,
    };
  }

  /** What all modules of the page share; it is never changed. */
  function decode(head, numbers, names, from) {
    const { events, ways, told, more, isWhole } = numbers;
    const places = placesOf(numbers.places, head, names);
    const family = new Map(head.families.map((item, index) => [item.id, index]));
    const roots = head.kinds.filter(({ parent }) => !parent);
    const rootAt = new Map(roots.map(({ id }, index) => [id, index]));
    const stays = atlas.readStays(numbers.stays, names.stays, events.n);
    const data = {
      title: head.title,
      tabled: Boolean(head.tabled),
      version: head.version,
      about: head.about,
      media: head.media ?? null,
      textLanguage: head.text_language,
      view: head.view,
      zoom: head.zoom,
      axis: { first: head.axis[0], last: head.axis[1] },
      families: head.families,
      organizations: head.organizations,
      familyOf: Uint8Array.from(head.organizations, (item) => family.get(item.family)),
      kinds: head.kinds,
      roots: roots.slice(0, MOST_LOOKS),
      rootOf: Uint8Array.from(head.kinds, ({ id, parent }) => Math.min(rootAt.get(parent || id), MOST_LOOKS)),
      off: head.kinds.filter(({ hidden }) => hidden === "true").map(({ id }) => id),
      coverage: head.coverage,
      events,
      places,
      stays,
      ways,
      ...atlas.eventsOfPlaces({ events, stays }, places.n, head.first && numbers.places.events),
      groups: names.groups,
      persons: names.persons,
      terms: names.terms,
      registers: names.registers,
      stories: names.stories ?? [],
      opening: names.opening ?? null,
      questions: names.questions ?? [],
      towns: names.towns,
      first: head.first && { ...head.first, ...told },
      more,
      isWhole,
      placeIndex: { get: (id) => places.id.get(id) },
      eventIndex: { get: (id) => events.id.get(id) },
    };
    return Object.assign(data, { source: atlas.chunkSource(data, head.sizes, from) }); // which changes with the answers of an engine
  }

  /** Whether the point of a place only labels a whole region: then its radius is the region's size, not a doubt. */
  function isRegion(/** @type {Atlas.Data} */ data, place) {
    return REGIONS.includes(data.places.kind.at(place)) && !(place in data.places.shape);
  }

  Object.assign(atlas, { load, isRegion, OPEN, UNDATED, NO_DETAIL });
})(globalThis.atlas ??= {});
