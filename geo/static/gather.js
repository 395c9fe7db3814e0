"use strict";
// Places that lie too near each other to be drawn apart share one symbol.
(function (atlas) {
  const GATHER = 24; // CSS pixels: places nearer than this share one symbol at this zoom

  /**
   * Gather places into groups for one scale (pixels per pixel of zoom 0): the place with most events
   * leads and takes every free place within GATHER. It does not depend on the filter, so nothing
   * jumps while the years move.
   */
  function gather(flat, data, scale) {
    const free = new Uint8Array(data.places.n).map((_, i) => (Number.isNaN(data.places.lon[i]) || !data.eventsAt[i].length ? 0 : 1));
    const order = Array.from(free.keys()).filter((i) => free[i]);
    order.sort((a, b) => data.eventsAt[b].length - data.eventsAt[a].length || a - b);
    const cells = grid(order, flat, scale);
    const groups = [];
    for (const leader of order) {
      if (!free[leader]) continue;
      const group = near(leader, cells, flat, scale).filter((i) => free[i]);
      group.forEach((i) => (free[i] = 0));
      groups.push([leader, ...group.filter((i) => i !== leader)]);
    }
    return groups;
  }

  const cellKey = (column, row) => column * 4194304 + row;

  function grid(order, flat, scale) {
    const cells = new Map();
    for (const i of order) {
      const key = cellKey(Math.floor((flat[2 * i] * scale) / GATHER), Math.floor((flat[2 * i + 1] * scale) / GATHER));
      if (!cells.has(key)) cells.set(key, []);
      cells.get(key).push(i);
    }
    return cells;
  }

  function near(leader, cells, flat, scale) {
    const x = flat[2 * leader] * scale;
    const y = flat[2 * leader + 1] * scale;
    const found = [];
    for (let column = -1; column <= 1; column += 1) {
      for (let row = -1; row <= 1; row += 1) {
        const cell = cells.get(cellKey(Math.floor(x / GATHER) + column, Math.floor(y / GATHER) + row));
        for (const i of cell ?? []) if (Math.hypot(flat[2 * i] * scale - x, flat[2 * i + 1] * scale - y) < GATHER) found.push(i);
      }
    }
    return found;
  }

  atlas.gather = gather;
})(globalThis.atlas ??= {});
