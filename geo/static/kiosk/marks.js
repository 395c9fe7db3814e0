"use strict";
// How places look on the map of a kiosk: plain discs, and ways that end with the name of where they lead.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const OWN = 11; // CSS pixels: radius of the place that is told of
  const QUIET = 5; // CSS pixels: radius of another place's dot; a larger one would need to be explained
  const HEAD = 7; // CSS pixels from the end of a way to what lies over the map: half of an arrow's head
  const TIP = 8; // CSS pixels around the end of a way that another keeps off
  const BESIDE = 12; // CSS pixels from the end of a way to its name
  const EDGE = 16; // CSS pixels between the end of a way and the border of the map
  const STEPS = 96; // along a way, to find about where it leaves the map
  const HALVES = 8; // of such a step, to find where
  const LETTER = 8; // CSS pixels
  const BOWS = [0.16, 0.08, 0.24, -0.08, -0.16, 0.02, 0.11, -0.11, 0.05, -0.05, 0.32, -0.24, -0.32]; // of the distance, in the order in which they are tried
  const LONG = 70; // CSS pixels: what is seen of a way, if less, is a stub
  const BENT = (12 * Math.PI) / 180; // by more a way that leaves the map would lead to another place there
  const APART = 26; // CSS pixels between the ends of two ways there: nearer they look like one
  const WORLD = 256; // pixels around the Earth at zoom 0

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
   * Another place: a grey dot; dotted when it stands for a region.
   * @type {Atlas.Namespace["drawQuiet"]}
   */
  function drawQuiet(context, symbol, region) {
    disc(context, symbol.x, symbol.y, QUIET, "#ffffff");
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
    line(context, "#ffffff", 3, []);
    line(context, atlas.look().inactive, 1, []); // a way is stronger
  }

  const isIn = ({ x, y }, { left, top, right, bottom }) => x > left && x < right && y > top && y < bottom;
  const grown = ({ left, top, right, bottom }) => ({ left: left - HEAD, top: top - HEAD, right: right + HEAD, bottom: bottom + HEAD });
  const inside = ({ left, top, right, bottom }, { x, y }) => x >= left + EDGE && x <= right - EDGE && y >= top + EDGE && y <= bottom - EDGE;

  /** Of a way the part [least, most] that one sees first of it on the way from one end: until it goes under something; null where one sees nothing. */
  function seenPart(/** @type {(t: number) => boolean} */ isSeen, /** @type {boolean} */ isBackward) {
    const t = (i) => (isBackward ? STEPS - i : i) / STEPS;
    let first = 0;
    while (first <= STEPS && !isSeen(t(first))) first += 1;
    if (first > STEPS) return null;
    let last = first;
    while (last < STEPS && isSeen(t(last + 1))) last += 1;
    const rim = (seen, unseen) => {
      for (let i = 0; i < HALVES; i += 1) {
        const middle = (seen + unseen) / 2;
        if (isSeen(middle)) seen = middle;
        else unseen = middle;
      }
      return seen;
    };
    return [first ? rim(t(first), t(first - 1)) : t(0), last < STEPS ? rim(t(last), t(last + 1)) : t(STEPS)].sort((x, y) => x - y);
  }

  /** The angle between the directions from one point to two others, in radians. */
  const turnOf = (from, one, other) => {
    const angle = Math.atan2(one.y - from.y, one.x - from.x) - Math.atan2(other.y - from.y, other.x - from.x);
    return Math.atan2(Math.sin(angle), Math.cos(angle));
  };

  /**
   * How far a way bends so that it meets fewest of some `discs` {x, y, r} but those of its ends: through others it would seem to lead from one to
   * the next; and so that one which leaves the map, `isSeen(point)`, is no stub there, goes where its end lies, and away from the `tips` of others.
   */
  function bowOf(from, to, /** @type {(Atlas.Point & { r: number })[]} */ discs, /** @type {(point: Atlas.Point) => boolean} */ isSeen, /** @type {Atlas.Point[]} */ tips) {
    const isOwn = ({ x, y }) => [from, to].some((end) => end.x === x && end.y === y);
    const isIn = (point) => ({ x, y, r }) => (point.x - x) ** 2 + (point.y - y) ** 2 < r * r;
    const others = discs.filter((disc) => !isOwn(disc)), ends = [from, to];
    const isWhole = ends.every(isSeen), isForward = isSeen(from);
    const partAt = (/** @type {number} */ i) => (isWhole ? i / STEPS : isForward ? (i / STEPS) ** 2 : 1 - (i / STEPS) ** 2); // most points where it is seen
    const flawsOf = (/** @type {number} */ bow) => {
      let met = 0, long = 0, last = isForward ? from : to;
      for (let i = 1; i < STEPS; i += 1) {
        const point = atlas.partOfWay(from, to, partAt(i), 0, bow).to;
        if (!isSeen(point)) continue;
        met += Number(!ends.some(isIn(point)) && others.some(isIn(point)));
        long += Math.hypot(point.x - last.x, point.y - last.y);
        last = point;
      }
      if (isWhole || !isForward) return met + (isWhole ? 0 : Math.max(0, 1 - long / LONG));
      const isBent = Math.abs(turnOf(from, last, to)) > BENT, isClose = tips.some(({ x, y }) => Math.hypot(x - last.x, y - last.y) < APART);
      return met + Math.max(0, 1 - long / LONG) + Number(isBent) + Number(isClose) / 2;
    };
    let [best, least] = [BOWS[0], Infinity];
    for (const bow of BOWS) {
      const flaws = flawsOf(bow);
      if (flaws < least) [best, least] = [bow, flaws];
      if (!flaws) break;
    }
    return best;
  }

  /**
   * Draw the ways of a layer, each to its end or to the border of the map or of what lies over it, but for those that would leave it
   * with nothing to say where they lead: their beginning and end are in `mute`; `discOf` a place is where its disc stands, {x, y, r}; round `discs` the ways bend. Returns both ends of each, which are to be named:
   * {place, from, points, line, reach, cut, isMute}, in pixels of the canvas, each place once; `cut`: at the border, or further in along the way.
   * @type {Atlas.Namespace["drawWays"]}
   */
  function drawWays(context, layer, told, mute, discOf, discs) {
    const sight = layer.sight(), over = layer.covered(sight);
    const isSeen = (point) => inside(sight, point) && !over.some((box) => isIn(point, grown(box)));
    const ends = /** @type {Map<number, Atlas.WayEnd>} */ (new Map());
    layer._ends = new Map();
    const shown = layer.ways().filter(({ event }) => told === null || event === told); // none of another event than the one that is read
    const met = [...discs, ...shown.map(({ to }) => discOf(to)).map(({ x, y, r }) => ({ x, y, r: Math.max(r, TIP) }))];
    const tips = /** @type {Atlas.Point[]} */ ([]); // of those that leave the map
    for (const { event, from, to, mark } of shown) {
      for (const way of atlas.shortWays(discOf(from), discOf(to), WORLD * layer._scale)) {
        const bow = bowOf(way.from, way.to, met, isSeen, tips);
        const at = (/** @type {number} */ t) => atlas.partOfWay(way.from, way.to, t, 0, bow).to;
        const [begins, arrives] = [isSeen(way.from), isSeen(way.to)];
        const seen = begins && arrives ? [0, 1] : seenPart((t) => isSeen(at(t)), !begins);
        if (!seen || (way.from.x === way.to.x && way.from.y === way.to.y)) continue; // of one disc
        const [least, most] = seen;
        const on = (/** @type {number} */ part) => at(least + part * (most - least));
        const [first, last] = [on(0), on(1)];
        const isUnder = ({ x, y }) => Math.hypot(x - way.to.x, y - way.to.y) < way.to.r;
        const part = atlas.partOfWay(way.from, way.to, arrives ? atlas.untilRim(way.from, way.to, isUnder, bow) : most, least, bow), end = part.to;
        const isMute = (told === null && mute.has(`${from} ${to}`)) || mute.has(`${to}`);
        if (!isMute) atlas.drawArc(context, { ...part, certain: mark === atlas.CERTAIN, selected: event === told, hinted: false });
        const named = (place, other, among, cut, isBare = false) => (cut && ends.has(place) ? null : ends.set(place, { place, from: other, points: among, line, reach: cut ? 6 : BESIDE, cut, isBare, isMute }));
        const n = Math.ceil(Math.hypot(last.x - first.x, last.y - first.y) / LETTER) + 1;
        const line = Array.from({ length: n }, (_none, i) => on((i + 0.5) / n)); // so close that no letter stands between
        named(from, to, begins ? [way.from] : [first, on(0.25), on(0.5)], !begins, !begins);
        named(to, from, arrives ? [way.to] : [last, on(0.75), on(0.5)], !arrives);
        if (begins && !arrives) tips.push(last); // also of one that finds no name: else the others would move for it, and it come back
        if (!isMute) layer._ends.set(to, { ...end, count: 1, r: 0, places: [to] });
      }
    }
    return [...ends.values()];
  }

  Object.assign(atlas, { drawOwn, drawQuiet, QUIET_RADIUS: QUIET, drawWays, drawLead, OWN_RADIUS: OWN });
})(globalThis.atlas ??= {});
