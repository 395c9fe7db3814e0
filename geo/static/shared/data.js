"use strict";
// Turns the payload of geo/map/payload.py into typed arrays.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const OPEN = 32000;
  const UNDATED = -32768;
  const NO_DETAIL = 65535;
  const REGIONS = ["region", "country"]; // kinds of places
  const TYPES = { uint8: Uint8Array, uint16: Uint16Array, uint32: Uint32Array, int16: Int16Array, int32: Int32Array, float32: Float32Array };

  /** Read a column that Python packed: base64 of little-endian numbers. */
  function column(text, type) {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
    return new TYPES[type](bytes.buffer);
  }

  function readEvents(raw, texts) {
    return {
      ...texts,
      n: raw.id.length,
      id: raw.id,
      place: column(raw.place, "int32"),
      destination: column(raw.destination, "int32"),
      kind: column(raw.kind, "uint16"),
      detail: column(raw.detail, "uint16"),
      offset: column(raw.offset, "uint32"),
      organization: column(raw.organization, "uint16"),
      order: column(raw.order, "uint32"), // of time: undated events at the end
      // years: OPEN or -OPEN where that side is open, UNDATED without a date
      earliest_start: column(raw.earliest_start, "int16"),
      latest_start: column(raw.latest_start, "int16"),
      earliest_end: column(raw.earliest_end, "int16"),
      latest_end: column(raw.latest_end, "int16"),
    };
  }

  function readPlaces(raw, texts) {
    return {
      ...texts,
      n: raw.id.length,
      id: raw.id,
      name: raw.name,
      lon: column(raw.lon, "float32"),
      lat: column(raw.lat, "float32"),
      precision: column(raw.precision, "int32"),
      shape: raw.shape,
    };
  }

  /** Decode a payload into the dataset that all modules of the page share; it is never changed. */
  function decode(payload) {
    atlas.setTextLanguage(payload.text_language);
    const eventIndex = new Map(payload.events.id.map((id, index) => [id, index]));
    const { groups, persons, ofEvents, ofPlaces } = atlas.columnsOfTexts(payload, eventIndex);
    const events = readEvents(payload.events, ofEvents);
    const places = readPlaces(payload.places, ofPlaces);
    const family = new Map(payload.families.map((item, index) => [item.id, index]));
    const order = Array.from(events.order);
    const stays = atlas.readStays(payload.stays, events.n, column);
    return {
      title: payload.title,
      version: payload.version,
      about: payload.about,
      textLanguage: payload.text_language,
      view: payload.view,
      zoom: payload.zoom,
      axis: { first: payload.axis[0], last: payload.axis[1] },
      families: payload.families,
      organizations: payload.organizations,
      familyOf: Uint8Array.from(payload.organizations, (item) => family.get(item.family)),
      kinds: payload.kinds,
      coverage: payload.coverage,
      events,
      places,
      order,
      stays,
      ...atlas.eventsOfPlaces({ events, stays }, order, places.n),
      groups,
      persons,
      evidence: column(payload.evidence ?? "", "uint8"), // none where the page does not count it
      source: atlas.inlinedSource(payload),
      placeIndex: new Map(places.id.map((id, index) => [id, index])),
      eventIndex,
    };
  }

  /** Whether the point of a place only labels a whole region: then its radius is the region's size, not a doubt. */
  function isRegion(/** @type {Atlas.Data} */ data, place) {
    return REGIONS.includes(data.places.kind[place]) && !(place in data.places.shape);
  }

  /** Read a JSON data block of the document. */
  function readBlock(id) {
    return JSON.parse(atlas.byId(id).textContent ?? "");
  }

  Object.assign(atlas, { decode, isRegion, readBlock, OPEN, UNDATED, NO_DETAIL });
})(globalThis.atlas ??= {});
