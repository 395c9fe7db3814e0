"use strict";
// How many events there are of what a page in front of an engine is narrowed by, for any years.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const FACETS = { organizations: 0, families: 1, kinds: 2, evidence: 3, hidden: 4, placed: 5, groups: 6, persons: 7 }; // as geo.engine numbers them
  const SUPPORT = 16; // values of `evidence`

  /** Counts of what is chosen by, for any years. */
  class FacetSums {
    constructor(/** @type {Atlas.Data} */ data, { what, id, start, end, events } = /** @type {any} */ ({ what: [], id: [], start: new Int16Array(0), end: new Int16Array(0), events: [] })) {
      this.data = data;
      this.rows = new Map();
      const none = new Int16Array(0);
      const table = { earliest_start: start, latest_start: start, earliest_end: end, latest_end: end };
      const stays = { earliest_start: none, latest_start: none, earliest_end: none, latest_end: none };
      this.slots = new atlas.Slots(/** @type {any} */ ({ events: table, stays, organizations: [] }));
      for (let k = 0; k < what.length; k += 1) if (!this.rows.has(keyOf(what[k], id[k]))) this.rows.set(keyOf(what[k], id[k]), this.rows.size);
      this.sums = new atlas.Sums(this.rows.size, this.slots.n);
      const { start: starts, end: ends } = this.slots.events;
      for (let k = 0; k < what.length; k += 1) this.sums.add(this.rows.get(keyOf(what[k], id[k])), starts[k], ends[k], events[k]);
      this.sums.finish();
    }

    of(span) {
      const [from, to] = this.slots.between(span);
      return (what, id) => (this.rows.has(keyOf(what, id)) ? this.sums.count(this.rows.get(keyOf(what, id)), from, to) : 0);
    }

    /** Counts by the id of kinds, details, organizations and families, and "none". */
    counts(span) {
      const { kinds, organizations, families } = this.data, of = this.of(span);
      const counted = (rows, what) => rows.map((row, at) => [row.id, of(what, at)]);
      return new Map([...counted(kinds, FACETS.kinds), ...counted(organizations, FACETS.organizations), ...counted([...families, { id: atlas.NONE_NAMED }], FACETS.families)]);
    }

    evidence(span) {
      const of = this.of(span);
      return Array.from({ length: SUPPORT }, (_, flags) => of(FACETS.evidence, flags));
    }

    /** Of the kinds that are off: [kind, how many events they would show], those that would show any. */
    hidden(span) {
      const { roots, rootOf, kinds } = this.data, of = this.of(span);
      const counts = kinds.map((_, at) => of(FACETS.hidden, at));
      return roots.map((kind, row) => /** @type {[Atlas.Kind, number]} */ ([kind, counts.reduce((sum, n, at) => (rootOf[at] === row ? sum + n : sum), 0)])).filter(([, n]) => n);
    }

    /** How many events stand at a point of the map. */
    placed(span) {
      return this.of(span)(FACETS.placed, 0);
    }

    named(span, table) {
      const of = this.of(span);
      return Uint32Array.from(this.data[table], (_, at) => of(FACETS[table], at));
    }
  }

  const keyOf = (what, id) => what * 2 ** 24 + id;

  Object.assign(atlas, { FacetSums, FACETS });
})(globalThis.atlas ??= {});
