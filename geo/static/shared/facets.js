"use strict";
// How many events of a choice are of each kind, and name each body or family, as sums over their years.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { NO_DETAIL, lowest } = atlas;
  const NONE_NAMED = "none";
  const NO_TIE = [0, 0];

  /** Rows for kinds and details: {ids, sums}. */
  function sumKinds({ chosen, start, end, data, slots }) {
    const { kind, detail, n } = data.events;
    const sums = new atlas.Sums(data.kinds.length, slots.n);
    for (let i = 0; i < n; i += 1) {
      if (!chosen[i]) continue;
      sums.add(kind[i], start[i], end[i]);
      if (detail[i] !== NO_DETAIL) sums.add(detail[i], start[i], end[i]);
    }
    return { ids: data.kinds.map(({ id }) => id), sums: sums.finish() };
  }

  /** Rows for organizations, in the years they lived, for families, and for events that name none: {ids, sums}. */
  function sumBodies(/** @type {Atlas.Choice} */ choice) {
    const { chosen, start, end, data, slots: { lives, n: slots } } = choice;
    const { offset, organization, n } = data.events;
    const families = data.organizations.length;
    const sums = new atlas.Sums(families + data.families.length + 1, slots);
    const masks = atlas.familyMasks(data, new Uint8Array(families).fill(1));
    for (let i = 0; i < n; i += 1) {
      if (!chosen[i]) continue;
      let isWhole = true; // whether all its organizations lived in all its years
      for (let k = offset[i]; k < offset[i + 1]; k += 1) {
        const body = organization[k], lived = lives.start[body] <= start[i] && lives.end[body] >= end[i]; // as most did
        const [from, to] = lived ? NO_TIE : tie(choice, i, body);
        if (!lived && (from !== start[i] || to !== end[i])) isWhole = false;
        if (!named(organization, offset[i], k)) sums.add(body, lived ? start[i] : from, lived ? end[i] : to);
      }
      for (let rest = masks[i]; rest; rest &= rest - 1) {
        if (isWhole) sums.add(families + lowest(rest), start[i], end[i]);
        else sums.addUnion(families + lowest(rest), tiesOf(choice, i, lowest(rest)));
      }
    }
    return { ids: [...[...data.organizations, ...data.families].map(({ id }) => id), NONE_NAMED], sums: sums.finish() };
  }

  /** The slots [start, end] of an event in which an organization that it names lived, see shared/acting.js. */
  function tie({ start, end, spans, slots: { lives } }, i, body) {
    const meets = spans.start[i] <= lives.end[body] && spans.end[i] >= lives.start[body];
    return meets ? [Math.max(start[i], lives.start[body]), Math.min(end[i], lives.end[body])] : [start[i], end[i]];
  }

  /** The same for each body of a family, one after the other; the family after the last is that of events that name none. */
  function tiesOf(/** @type {Atlas.Choice} */ choice, i, family) {
    const { data: { familyOf, events: { offset, organization } } } = choice;
    const bodies = organization.subarray(offset[i], offset[i + 1]).filter((body) => familyOf[body] === family);
    return Array.from(bodies, (body) => tie(choice, i, body)).flat();
  }

  /** Whether an organization stands in a list of an event before position `k` already, in another role. */
  function named(organization, first, k) {
    for (let at = first; at < k; at += 1) if (organization[at] === organization[k]) return true;
    return false;
  }

  Object.assign(atlas, { sumKinds, sumBodies, NONE_NAMED });
})(globalThis.atlas ??= {});
