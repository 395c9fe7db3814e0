"use strict";
// In which years an organization counts for an event that names it: those of the event in which it lived. The same rules
// as geo/view/ties.py; a test compares the two on random queries.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { OPEN, UNDATED } = atlas;
  const known = new WeakMap(); // by the organizations of a dataset

  /** The first and the last year of each organization, OPEN or -OPEN where that is open or unknown. */
  function livesOf(/** @type {Pick<Atlas.Data, "organizations">} */ { organizations }) {
    if (!known.has(organizations)) known.set(organizations, years(organizations));
    return /** @type {{ first: Int16Array, last: Int16Array }} */ (known.get(organizations));
  }

  function years(organizations) {
    const year = (moment, open) => atlas.clamp(moment === null ? open : Math.floor(moment), -OPEN, OPEN);
    return { first: Int16Array.from(organizations, ({ life }) => year(life[0], -OPEN)), last: Int16Array.from(organizations, ({ life }) => year(life[1], OPEN)) };
  }

  /**
   * A function of an event and an organization that it names: [start, end] of the years in which that counts, as bounds of
   * the event (`certain`: of what is certain of it). An event that lies outside of a life, such as one of memory, counts in all its years.
   */
  function ties(/** @type {Atlas.Data} */ data, certain) {
    const { events: { earliest_start: earliest, latest_end: latest, latest_start: begun, earliest_end: ended } } = data;
    const { first, last } = livesOf(data);
    const [low, high] = certain ? [begun, ended] : [earliest, latest];
    return (i, body) => {
      const meets = earliest[i] !== UNDATED && earliest[i] <= last[body] && latest[i] >= first[body];
      return meets ? [Math.max(low[i], first[body]), Math.min(high[i], last[body])] : [low[i], high[i]];
    };
  }

  Object.assign(atlas, { livesOf, ties });
})(globalThis.atlas ??= {});
