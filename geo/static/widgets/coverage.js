"use strict";
// Which years the collection has examined: an empty stretch must not read as "nothing happened".
(function (/** @type {Atlas.Namespace} */ atlas) {
  const DEPTHS = { sampled: 1, examined: 2 };

  /**
   * For each year from `first` to `last`, 0 (not covered), 1 (sampled) or 2 (examined). `rows`:
   * {id, from, to, depth}, ids of families or organizations; `wanted`: ids to look at, none for all.
   */
  function coverageOf(rows, wanted, first, last) {
    const ids = new Set(wanted);
    const depth = new Uint8Array(last - first + 1);
    for (const row of rows) {
      if (ids.size && !ids.has(row.id)) continue;
      for (let year = Math.max(first, row.from); year <= Math.min(last, row.to); year += 1) {
        depth[year - first] = Math.max(depth[year - first], DEPTHS[row.depth] ?? 0);
      }
    }
    return depth;
  }

  /** Stretches of equal depth as [depth, first year, last year], uncovered ones too. */
  function stretches(depth, first) {
    const found = [];
    depth.forEach((value, i) => {
      const last = found.at(-1);
      if (last?.[0] === value) last[2] = first + i;
      else found.push([value, first + i, first + i]);
    });
    return found;
  }

  Object.assign(atlas, { coverageOf, coverageStretches: stretches });
})(globalThis.atlas ??= {});
