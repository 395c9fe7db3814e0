"use strict";
// How places look on the map of a kiosk: plain discs, and ways that end with the name of where they lead.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const OWN = 11; // CSS pixels: radius of the place that is told of
  const QUIET = [4.5, 12]; // CSS pixels: least and largest radius of another place's dot
  const EDGE = 16; // CSS pixels between the end of a way and the border of the map
  const STEPS = 96; // along a way, to find where it leaves the map
  const WORLD = 256; // pixels around the Earth at zoom 0

  const quietRadius = (symbol) => Math.min(QUIET[1], Math.max(QUIET[0], symbol.r * 0.55));

  /**
   * A place that is told of: one disc in the accent; dotted when it stands for a region, which has no point.
   * @type {Atlas.Namespace["drawOwn"]}
   */
  function drawOwn(context, { x, y }, region) {
    const { accent, paper } = atlas.look();
    disc(context, x, y, OWN + 2.5, "#ffffff");
    disc(context, x, y, OWN, region ? paper : accent);
    if (region) line(context, accent, 3, [3, 4]);
  }

  /**
   * Another place: a grey dot whose area follows the number of events; dotted when it stands for a region.
   * @type {Atlas.Namespace["drawQuiet"]}
   */
  function drawQuiet(context, symbol, region) {
    disc(context, symbol.x, symbol.y, quietRadius(symbol), "#ffffff");
    line(context, atlas.look().inactive, 2, region ? [2, 3] : []);
  }

  function disc(context, x, y, r, colour) {
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    context.fillStyle = colour;
    context.fill();
  }

  function line(context, colour, width, dash) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.setLineDash(dash);
    context.stroke();
    context.setLineDash([]);
  }

  /**
   * What leads from a disc to its name, where that has no room beside it.
   * @type {Atlas.Namespace["drawLead"]}
   */
  function drawLead(context, [from, to]) {
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    line(context, "#ffffff", 4, []);
    line(context, atlas.look().ink, 1.5, []);
  }

  const isIn = ({ x, y }, { left, top, right, bottom }) => x > left && x < right && y > top && y < bottom;
  const inside = ({ left, top, right, bottom }, { x, y }) => x >= left + EDGE && x <= right - EDGE && y >= top + EDGE && y <= bottom - EDGE;

  /** Points along a way, each with how far it is. */
  const along = (from, to) => Array.from({ length: STEPS + 1 }, (_, i) => ({ t: i / STEPS, ...atlas.partOfWay(from, to, i / STEPS).to }));

  /**
   * Draw the ways of a layer, each to its end or to the border of the map or of what lies over it, but for those that would leave it
   * with nothing to say where they lead: their beginning and end are in `mute`; `discOf` a place is where its disc stands, {x, y, r}. Returns both ends of each, which are to be named:
   * {place, from, points, line, reach, cut}, in pixels of the canvas, each place once; `cut`: at the border, or further in along the way.
   * @type {Atlas.Namespace["drawWays"]}
   */
  function drawWays(context, layer, told, mute, discOf) {
    const sight = layer.sight(), over = layer.covered(sight);
    const isSeen = (point) => inside(sight, point) && !over.some((box) => isIn(point, box));
    const ends = /** @type {Map<number, Atlas.WayEnd>} */ (new Map());
    layer._ends = new Map();
    for (const { event, from, to, mark } of layer.ways()) {
      if (told !== null && event !== told) continue; // of another event than the one that is read
      for (const way of atlas.shortWays(discOf(from), discOf(to), WORLD * layer._scale)) {
        const points = along(way.from, way.to).filter(isSeen);
        if (!points.length || (way.from.x === way.to.x && way.from.y === way.to.y)) continue; // of one disc
        const [first, last] = [points[0], points[points.length - 1]];
        const [begins, arrives] = [isSeen(way.from), isSeen(way.to)];
        const isUnder = ({ x, y }) => Math.hypot(x - way.to.x, y - way.to.y) < way.to.r;
        const part = atlas.partOfWay(way.from, way.to, arrives || !begins ? atlas.untilRim(way.from, way.to, isUnder) : last.t), end = part.to;
        const named = (place, other, among, cut, isBare = false) => (cut && ends.has(place) ? null : ends.set(place, { place, from: other, points: among, line, reach: cut ? 6 : QUIET[1], cut, isBare }));
        const isMute = told === null && mute.has(`${from} ${to}`);
        if (!isMute) atlas.drawArc(context, { ...part, certain: mark === atlas.CERTAIN, selected: event === told, hinted: false });
        const line = points.filter((_none, i) => i % 2); // as many as a letter needs to be missed by
        const on = (t) => points[Math.round(t * (points.length - 1))];
        named(from, to, begins ? [way.from] : [first, on(0.25), on(0.5)], !begins, !begins);
        named(to, from, arrives ? [way.to] : [last, on(0.75), on(0.5)], !arrives);
        layer._ends.set(to, { ...end, count: 1, r: 0, places: [to] });
      }
    }
    return [...ends.values()];
  }

  Object.assign(atlas, { drawOwn, drawQuiet, quietRadius, drawWays, drawLead, OWN_RADIUS: OWN });
})(globalThis.atlas ??= {});
