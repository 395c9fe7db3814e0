"use strict";
// Places that cannot be drawn apart share one symbol, never farther than NEAR from where they are.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const NEAR = 23; // CSS pixels: a finger does not tell places apart that are nearer; 24 with what Leaflet rounds

  /**
   * Gather places into groups: in the given order each free place leads, and takes every free place
   * that lies within NEAR of it. `at` has their coordinates in CSS pixels. A group keeps the order.
   */
  function gather(/** @type {ArrayLike<number>} */ order, /** @type {Atlas.Points} */ at) {
    const { x, y, ranks, begin, end, around } = grid(order, at);
    const free = new Uint8Array(order.length).fill(1), taken = new Uint32Array(order.length);
    const groups = /** @type {number[][]} */ ([]);
    for (let leader = 0; leader < order.length; leader += 1) {
      if (!free[leader]) continue;
      const left = x[leader], top = y[leader];
      let n = 0;
      around(left, top, NEAR, (cell) => {
        let kept = begin[cell]; // of the square: what is taken need not be looked at again
        for (let k = begin[cell]; k < end[cell]; k += 1) {
          const rank = ranks[k];
          const east = x[rank] - left, south = y[rank] - top;
          if (east * east + south * south > NEAR * NEAR) ranks[kept++] = rank; // Math.hypot takes ten times as long
          else {
            taken[n++] = rank;
            free[rank] = 0;
          }
        }
        end[cell] = kept;
      });
      if (n > 1) taken.subarray(0, n).sort(); // as numbers, without asking back for each pair
      const found = new Array(n);
      for (let k = 0; k < n; k += 1) found[k] = order[taken[k]];
      groups.push(found);
    }
    return groups;
  }

  /**
   * What a group shows now, its `shown` places, as lists of those that share a symbol. The first of a list is where the
   * symbol stands, and itself shown: the leader, else the next, from which other members may be too far.
   */
  function standing(leader, shown, /** @type {Atlas.Points} */ { x, y }) {
    let rest = /** @type {number[]} */ (shown);
    if (rest.length < 2 || rest[0] === leader) return rest.length ? [rest] : [];
    // As gather does, without its grid: this is done in every frame while years move.
    const parts = /** @type {number[][]} */ ([]);
    while (rest.length) {
      const [part, far] = /** @type {number[][]} */ ([[], []]), [left, top] = [x[rest[0]], y[rest[0]]];
      for (const place of rest) ((x[place] - left) ** 2 + (y[place] - top) ** 2 <= NEAR * NEAR ? part : far).push(place);
      parts.push(part);
      rest = far;
    }
    return parts;
  }

  /**
   * The largest unit, at most `unit`, with which no symbol hides what stands near it. `places` are those where
   * symbols stand, none within NEAR of another, `counts` their events, `fitting(more, fewer, distance)` the largest
   * unit of two symbols and `radius(count, unit)` that of one. All symbols of a view share the unit: their areas can
   * be compared.
   */
  function roomy(unit, places, counts, /** @type {Atlas.Points} */ at, { fitting, radius }) {
    const order = Array.from(places.keys()).sort((a, b) => counts[b] - counts[a]);
    const { x, y, ranks, begin, end, around } = grid(order.map((i) => places[i]), at);
    for (let one = 0; one < order.length; one += 1) {
      const reach = 1.5 * radius(counts[order[one]], unit);
      if (reach <= NEAR) break; // the others are smaller still
      around(x[one], y[one], reach, (cell) => {
        for (let k = begin[cell]; k < end[cell]; k += 1) {
          const other = ranks[k];
          if (other > one) unit = Math.min(unit, fitting(counts[order[one]], counts[order[other]], Math.hypot(x[other] - x[one], y[other] - y[one])));
        }
      });
    }
    return unit;
  }

  /**
   * Coordinates by rank in an order, and the ranks by the square they lie in, NEAR wide: those of square `cell` stand
   * at `begin[cell]` to `end[cell]`; `around(x, y, reach, visit)` visits the squares that reach into a distance of a point.
   * There are about as many squares as places: the world is laid over them again and again, and those far apart that share
   * one do no harm.
   */
  function grid(/** @type {ArrayLike<number>} */ order, /** @type {Atlas.Points} */ at) {
    const n = order.length, bits = Math.max(3, Math.ceil(Math.log2(n + 1) / 2)), last = 2 ** bits - 1;
    const [x, y, cellAt] = [new Float64Array(n), new Float64Array(n), new Uint32Array(n)];
    const begin = new Uint32Array(2 ** (2 * bits) + 1), ranks = new Uint32Array(n);
    const squareOf = (value) => Math.floor(value / NEAR), cellOf = (column, row) => ((row & last) << bits) | (column & last);
    for (let rank = 0; rank < n; rank += 1) {
      x[rank] = at.x[order[rank]];
      y[rank] = at.y[order[rank]];
      cellAt[rank] = cellOf(squareOf(x[rank]), squareOf(y[rank]));
      begin[cellAt[rank] + 1] += 1;
    }
    for (let cell = 1; cell < begin.length; cell += 1) begin[cell] += begin[cell - 1];
    const end = begin.slice(0, -1);
    for (let rank = 0; rank < n; rank += 1) ranks[end[cellAt[rank]]++] = rank;
    function around(left, top, reach, visit) {
      const west = squareOf(left - reach), east = squareOf(left + reach), south = squareOf(top + reach);
      for (let row = squareOf(top - reach); row <= south; row += 1) for (let column = west; column <= east; column += 1) visit(cellOf(column, row));
    }
    return { x, y, ranks, begin, end, around };
  }

  Object.assign(atlas, { gather, standing, roomyUnit: roomy });
})(globalThis.atlas ??= {});
