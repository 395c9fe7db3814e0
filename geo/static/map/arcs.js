"use strict";
// Deportations: a curved line from where people were taken to where they were brought.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const BEND = 0.16; // of the distance; always to the left of the way, so that ways there and back part
  const HEAD = 9; // CSS pixels
  const HINT = 0.28; // opacity
  const STEP = 1; // CSS pixels by which an end steps back to a rim

  /**
   * The arrows of all events that can be drawn, as {event, from, to, leg}: `leg` are the two stays of one of an event of
   * several places, which geo/dataset/stays.py has worked out, else null.
   */
  function arcsOf(/** @type {Atlas.Data} */ data) {
    const { event, offset, leg, place: stayAt } = data.stays, { event: led, from, to } = data.remote ? leading(data) : data.ways;
    const arcs = /** @type {Atlas.Arc[]} */ ([]);
    for (let k = 0; k < led.length; k += 1) arcs.push({ event: led[k], from: from[k], to: to[k], leg: null });
    for (let k = 0, own = 0; k < leg.length; k += 2) {
      while (offset[own + 1] <= leg[k]) own += 1;
      arcs.push({ event: event[own], from: stayAt[leg[k]], to: stayAt[leg[k + 1]], leg: [leg[k], leg[k + 1]] });
    }
    return arcs;
  }

  /** The ways of events of one place that an engine has told of, as geo/map/first.py has those of others. */
  function leading(/** @type {Atlas.Data} */ { events: { place, destination, n }, stays: { of }, places: { lon } }) {
    const drawn = (index) => index >= 0 && !Number.isNaN(lon[index]);
    const [event, from, to] = /** @type {number[][]} */ ([[], [], []]);
    for (let i = 0; i < n; i += 1) {
      if (destination[i] < 0 || of[i] !== atlas.NONE || !drawn(place[i]) || !drawn(destination[i]) || place[i] === destination[i]) continue;
      event.push(i);
      from.push(place[i]);
      to.push(destination[i]);
    }
    return { event, from, to };
  }

  /** Whether an arrow is shown: in the years of where it leads to, and of where people were taken from, if it begins there. */
  function markOfArc(/** @type {Atlas.Data} */ { stays }, /** @type {Atlas.Result} */ result, { event, leg }) {
    if (!leg) return result.mark(event);
    const [begins, ends] = leg.map((stay) => atlas.markOfStay(stays, result, event, stay));
    return stays.role[leg[0]] === atlas.ROLES.VIA ? ends : Math.min(begins, ends);
  }

  /**
   * The short way between two points of the map, `world` pixels being once around: where that crosses the
   * cut of the map it is drawn twice, out over one edge and in over the other.
   */
  function shortWays(from, to, world) {
    const turn = Math.abs(to.x - from.x) > world / 2 ? Math.sign(from.x - to.x) * world : 0;
    const moved = (point, by) => ({ ...point, x: point.x + by });
    return turn ? [{ from, to: moved(to, turn) }, { from: moved(from, -turn), to }] : [{ from, to }];
  }

  /** The point to which the curve from one point to another bends. */
  const bend = (from, to, bow = BEND) => ({ x: (from.x + to.x) / 2 + (to.y - from.y) * bow, y: (from.y + to.y) / 2 - (to.x - from.x) * bow });

  const mix = (one, other, t) => ({ x: one.x + t * (other.x - one.x), y: one.y + t * (other.y - one.y) });

  /** The part of a way from `begin` to `end`, of a whole: the first, where none is given; `bow`: how far it bends, of the distance. */
  function partOfWay(from, to, end, begin = 0, bow = BEND) {
    const turn = bend(from, to, bow);
    const at = (s, t) => mix(mix(from, turn, s), mix(turn, to, s), t);
    return { from: at(begin, begin), control: at(begin, end), to: at(end, end) };
  }

  /** How far a way goes, of the whole, until the rim of what lies over its end: under that nobody would see its arrow. */
  function untilRim(from, to, isUnder, bow = BEND) {
    const step = STEP / Math.max(2, Math.hypot(to.x - from.x, to.y - from.y));
    let t = 1;
    while (t > 0.5 && isUnder(partOfWay(from, to, t, 0, bow).to)) t -= step;
    return t;
  }

  /** Draw one way, or only a hint of it. `way`: {from: {x, y}, to: {x, y}, control, certain, selected, hinted}; `control`: of a part of a way. */
  function drawArc(context, way) {
    const { from, to, control = bend(from, to) } = way;
    if (way.hinted) return hint(context, from, control, to);
    const { accent, paper, "ink-soft": soft } = atlas.look();
    const colour = way.selected ? accent : soft;
    context.globalAlpha = way.selected ? 1 : 0.75;
    stroke(context, from, control, to, paper, way.selected ? 6 : 4, []);
    stroke(context, from, control, to, colour, way.selected ? 3 : 1.6, way.certain ? [] : [6, 4]);
    arrowhead(context, control, to, colour);
    context.globalAlpha = 1;
  }

  /** Of many ways, nobody can follow one: they only show that there are some. */
  function hint(context, from, control, to) {
    context.globalAlpha = HINT;
    stroke(context, from, control, to, atlas.look()["ink-soft"], 1, []);
    context.globalAlpha = 1;
  }

  function stroke(context, from, control, to, colour, width, dash) {
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.quadraticCurveTo(control.x, control.y, to.x, to.y);
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.setLineDash(dash);
    context.stroke();
    context.setLineDash([]);
  }

  function arrowhead(context, control, to, colour) {
    const angle = Math.atan2(to.y - control.y, to.x - control.x);
    context.beginPath();
    context.moveTo(to.x, to.y);
    for (const side of [-0.42, 0.42]) context.lineTo(to.x - HEAD * Math.cos(angle + side), to.y - HEAD * Math.sin(angle + side));
    context.closePath();
    context.fillStyle = colour;
    context.fill();
  }

  Object.assign(atlas, { arcsOf, markOfArc, shortWays, bend, partOfWay, untilRim, drawArc });
})(globalThis.atlas ??= {});
