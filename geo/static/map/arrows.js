"use strict";
// The ways of a map, each with an arrow where nothing lies over it, or only hinted at.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const WORLD = 256; // pixels around the Earth at zoom 0
  const CELL = 96; // CSS pixels: no symbol reaches farther than this from its middle
  const FARTHEST = 1.7; // of its radius the corners of a mark reach

  /**
   * Draw the ways that a layer shows now, beneath its `symbols`.
   * @type {NonNullable<Atlas.Namespace["drawArrows"]>}
   */
  function drawArrows(context, layer, symbols) {
    const { _selected: chosen, _query: query } = layer;
    const at = (place) => ({ x: layer.x(place), y: layer.y(place) });
    let near = /** @type {((point: Atlas.Point) => Atlas.Symbol[]) | null} */ (null); // worked out in a frame only where there are arrows
    const arrow = (way) => {
      near ??= lookUp(symbols);
      const over = near(way.to);
      return atlas.partOfWay(way.from, way.to, atlas.untilRim(way.from, way.to, (point) => over.some((symbol) => covers(context, layer, symbol, point))));
    };
    layer._ends = new Map();
    const asked = layer.options.allWays || query.kind.length > 0; // for a few of many kinds: then their ways are what was asked for
    const told = layer._told !== null; // then its ways alone, if it has any; else those that touch the chosen place
    const isChosen = told || chosen !== null; // then the ways of others are in its way
    for (const { event, from, to, mark } of layer.ways()) {
      const selected = told ? isTold(layer, event, from, to) : chosen !== null && (chosen === from || chosen === to);
      if (isChosen && !selected && !asked) continue;
      const hinted = !asked && !selected;
      for (const way of atlas.shortWays(at(from), at(to), WORLD * layer._scale)) {
        atlas.drawArc(context, { ...(hinted ? way : arrow(way)), certain: mark === atlas.CERTAIN, selected, hinted });
      }
      layer._ends.set(to, { ...at(to), count: 1, r: 0, places: [to] });
    }
  }

  /** Whether a way is one of the event that is told; an engine has counted it among those that went the same way. */
  function isTold({ _told: told, _data: { events: { place, destination }, remote } }, event, from, to) {
    return event === told || (Boolean(remote) && place[told] === from && destination[told] === to);
  }

  /** What gives the symbols whose squares touch that of a point: no other can lie over it, or over what is a little before it. */
  function lookUp(/** @type {Atlas.Symbol[]} */ symbols) {
    const cellOf = (x, y) => (Math.floor(x / CELL) << 16) + Math.floor(y / CELL);
    const cells = /** @type {Map<number, Atlas.Symbol[]>} */ (new Map());
    for (const symbol of symbols) {
      const cell = cellOf(symbol.x, symbol.y), known = cells.get(cell);
      if (known) known.push(symbol);
      else cells.set(cell, [symbol]);
    }
    const around = [-CELL, 0, CELL].flatMap((dx) => [-CELL, 0, CELL].map((dy) => [dx, dy]));
    return ({ x, y }) => around.flatMap(([dx, dy]) => cells.get(cellOf(x + dx, y + dy)) ?? []);
  }

  /** Whether a symbol lies over a point, with the paper around it. */
  function covers(context, layer, symbol, { x, y }) {
    const r = atlas.symbolReach(symbol), [east, south] = [(x - symbol.x) / r, (y - symbol.y) / r], far = Math.hypot(east, south);
    if (symbol.parts.length !== 1 || symbol.selected || far > FARTHEST) return far < 1;
    const { mark } = layer.result.choice.looks[symbol.parts[0][0]] ?? {};
    return context.isPointInPath(atlas.markPath(mark), layer._ratio * east, layer._ratio * south); // in pixels of the canvas
  }

  atlas.drawArrows = drawArrows;
})(globalThis.atlas ??= {});
