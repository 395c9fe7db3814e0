"use strict";
// Places that cannot be drawn apart share one symbol, never farther than NEAR from where they are.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const NEAR = 23; // CSS pixels: a finger does not tell places apart that are nearer; 24 with what Leaflet rounds

  /**
   * Gather places into groups: in the given order each free place leads, and takes every free place
   * that lies within NEAR of it. `at(place)` are its coordinates in CSS pixels. A group keeps the order.
   */
  function gather(order, at) {
    const { x, y, cells } = grid(order, at);
    const free = new Uint8Array(order.length).fill(1);
    const groups = [];
    for (let leader = 0; leader < order.length; leader += 1) {
      if (!free[leader]) continue;
      const ranks = [];
      for (const cell of around(cells, x[leader], y[leader], NEAR)) {
        let left = 0; // of the cell: what is taken need not be looked at again
        for (const rank of cell) {
          if (!free[rank]) continue;
          if (Math.hypot(x[rank] - x[leader], y[rank] - y[leader]) > NEAR) cell[left++] = rank;
          else {
            ranks.push(rank);
            free[rank] = 0;
          }
        }
        cell.length = left;
      }
      groups.push(ranks.sort((a, b) => a - b).map((rank) => order[rank]));
    }
    return groups;
  }

  /**
   * What a group shows now, as lists of places that share a symbol. The first of a list is where the symbol
   * stands, and itself shown: the leader, else the next, from which other members may be too far.
   */
  function standing(group, isShown, at) {
    const shown = group.filter(isShown);
    if (shown.length < 2 || shown[0] === group[0]) return shown.length ? [shown] : [];
    // As gather does, without its grid: a group is small, and this is done in every frame while years move.
    const points = shown.map(at);
    const free = shown.map(() => true);
    const parts = [];
    points.forEach(([x, y], leader) => {
      if (!free[leader]) return;
      const part = shown.filter((_, i) => free[i] && Math.hypot(points[i][0] - x, points[i][1] - y) <= NEAR);
      shown.forEach((place, i) => part.includes(place) && (free[i] = false));
      parts.push(part);
    });
    return parts;
  }

  /**
   * The largest unit, at most `unit`, with which no symbol hides what stands near it. `places` are those where
   * symbols stand, none within NEAR of another, `counts` their events, `fitting(more, fewer, distance)` the largest
   * unit of two symbols and `radius(count, unit)` that of one. All symbols of a view share the unit: their areas can
   * be compared.
   */
  function roomy(unit, places, counts, at, { fitting, radius }) {
    const order = Array.from(places.keys()).sort((a, b) => counts[b] - counts[a]);
    const { x, y, cells } = grid(order, (i) => at(places[i]));
    for (let one = 0; one < order.length; one += 1) {
      const reach = 1.5 * radius(counts[order[one]], unit);
      if (reach <= NEAR) break; // the others are smaller still
      for (const cell of around(cells, x[one], y[one], reach)) {
        for (const other of cell) {
          if (other > one) unit = Math.min(unit, fitting(counts[order[one]], counts[order[other]], Math.hypot(x[other] - x[one], y[other] - y[one])));
        }
      }
    }
    return unit;
  }

  const cellOf = (value) => Math.floor(value / NEAR);
  const cellKey = (column, row) => column * 65536 + row; // small numbers are found fast; far squares that share one do no harm

  /** Coordinates by rank in an order, and the ranks by the square they lie in; a square is NEAR wide. */
  function grid(order, at) {
    const [x, y] = [new Float64Array(order.length), new Float64Array(order.length)];
    const cells = new Map();
    for (let rank = 0; rank < order.length; rank += 1) {
      [x[rank], y[rank]] = at(order[rank]);
      const key = cellKey(cellOf(x[rank]), cellOf(y[rank]));
      const cell = cells.get(key);
      if (cell) cell.push(rank);
      else cells.set(key, [rank]);
    }
    return { x, y, cells };
  }

  /** The squares that reach into a distance of a point. */
  function around(cells, x, y, reach) {
    const found = [];
    for (let column = cellOf(x - reach); column <= cellOf(x + reach); column += 1) {
      for (let row = cellOf(y - reach); row <= cellOf(y + reach); row += 1) {
        const cell = cells.get(cellKey(column, row));
        if (cell) found.push(cell);
      }
    }
    return found;
  }

  Object.assign(atlas, { gather, standing, roomyUnit: roomy });
})(globalThis.atlas ??= {});
