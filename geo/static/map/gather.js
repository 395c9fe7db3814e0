"use strict";
// Places that cannot be drawn apart share one symbol.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const NEAR = 24; // CSS pixels: a finger does not tell places apart that are nearer than this

  /**
   * Gather places into groups for one zoom: the place with most events leads, and takes every free
   * place that is nearer than NEAR or would lie under its symbol, which grows with what it takes. It
   * does not depend on the filter, so nothing jumps while the years move. `radius(count)` is that of
   * the symbol for so many events.
   */
  function gather(flat, data, zoom, radius) {
    /** @returns {[number, number]} */
    const at = (i) => [flat[2 * i] * 2 ** zoom, flat[2 * i + 1] * 2 ** zoom];
    const free = Uint8Array.from(data.places.lon, (lon, i) => (Number.isNaN(lon) || !data.eventsAt[i].length ? 0 : 1));
    const order = Array.from(free.keys()).filter((i) => free[i]);
    order.sort((a, b) => data.eventsAt[b].length - data.eventsAt[a].length || a - b);
    const cells = grid(order, at);
    const groups = [];
    for (const leader of order) {
      if (!free[leader]) continue;
      const group = grown(leader, data.eventsAt, radius, (reach) => near(at(leader), reach, cells, at).filter((i) => free[i]));
      group.forEach((i) => (free[i] = 0));
      groups.push([leader, ...group.filter((i) => i !== leader)]);
    }
    return groups;
  }

  /** What `within(reach)` finds, as soon as the symbol for it covers nothing further. */
  function grown(leader, eventsAt, radius, within) {
    let [group, before] = [[leader], 0];
    while (group.length > before) {
      before = group.length;
      const count = group.reduce((total, i) => total + eventsAt[i].length, 0);
      group = within(Math.max(NEAR, radius(count)));
    }
    return group;
  }

  const cellOf = (value) => Math.floor(value / NEAR);
  const cellKey = (column, row) => column * 4194304 + row;

  function grid(order, at) {
    const cells = new Map();
    for (const i of order) {
      const [x, y] = at(i);
      const key = cellKey(cellOf(x), cellOf(y));
      if (!cells.has(key)) cells.set(key, []);
      cells.get(key).push(i);
    }
    return cells;
  }

  function near([x, y], reach, cells, at) {
    const found = [];
    for (let column = cellOf(x - reach); column <= cellOf(x + reach); column += 1) {
      for (let row = cellOf(y - reach); row <= cellOf(y + reach); row += 1) {
        for (const i of cells.get(cellKey(column, row)) ?? []) {
          const [left, top] = at(i);
          if (Math.hypot(left - x, top - y) < reach) found.push(i);
        }
      }
    }
    return found;
  }

  atlas.gather = gather;
})(globalThis.atlas ??= {});
