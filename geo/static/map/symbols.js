"use strict";
// How a place looks. One kind of event: its mark, whose area follows the number of events. Several kinds: a ring of their
// shares around the number. What the looks stand for, kinds or families of organizations, is the choice's affair.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const SMALLEST = 8; // radius in CSS pixels of one event
  const NUMBERED = 10; // of several, whose number must be read
  const DIGIT = [0.45, 0.72]; // least width and height of a digit, of the size of its type
  const TYPE = [11, 20]; // CSS pixels: least and largest size of a number
  const OVERLAP = 0.15; // of its radius a smaller symbol may lie over a larger one
  const UNIT = 11; // radius for the area of one event, where there is room
  const LARGEST = 48; // radius that no symbol exceeds
  const RING = 0.3; // width of a ring of shares, of the radius
  const STEP = 4; // radii of pictures differ by a fourth of a CSS pixel
  const HALO = 2; // paper around a symbol
  const GATHERED = 3.5; // from the edge to the line around several places
  const SYMBOL_EDGE = 5; // CSS pixels around the radius of a picture: paper, and the line around several places
  const LARGE_SCALE = 7; // zoom
  const PAPER = "#ffffff";

  /**
   * Radius of the area of one event where the symbols of one zoom stand for `counts` events: smaller at
   * small scales, so that neighbours stay apart, and small enough that the largest is not above LARGEST.
   */
  function unitOf(counts, zoom) {
    const most = counts.reduce((most, count) => Math.max(most, count), 1);
    const smaller = Math.min(1, Math.max(0.5, 0.75 + (0.25 * (zoom - 3)) / (LARGE_SCALE - 3)));
    return Math.min(smaller * UNIT, LARGEST / Math.sqrt(most));
  }

  const smallest = (count) => (count > 1 ? NUMBERED : SMALLEST);

  /** Radius in CSS pixels of a symbol for `count` events: its area is proportional to the count, if not very small. */
  function radius(count, unit = UNIT) {
    return Math.min(LARGEST, Math.max(smallest(count), unit * Math.sqrt(count)));
  }

  /** The radius of the picture of a symbol, which many of about its size share. */
  const spriteRadius = ({ r }) => Math.round(r * STEP) / STEP;

  /** The largest unit with which symbols of `more` and `fewer` events, `distance` pixels apart, do not hide each other. */
  function fitting(more, fewer, distance) {
    const unit = (distance - (1 - OVERLAP) * smallest(fewer)) / Math.sqrt(more);
    return unit * Math.sqrt(fewer) <= smallest(fewer) ? unit : distance / (Math.sqrt(more) + (1 - OVERLAP) * Math.sqrt(fewer));
  }

  /** How far a symbol reaches with all its lines. */
  function reach(symbol) {
    return symbol.r + (symbol.gathered ? GATHERED + 0.5 : HALO) + (symbol.selected ? 7 : 0);
  }

  /** The looks of a symbol as [index, count], the most frequent first; the last index is none. */
  function shares(counts) {
    const found = /** @type {[number, number][]} */ ([]);
    for (let index = 0; index < counts.length; index += 1) if (counts[index] > 0) found.push([index, counts[index]]);
    return found.length > 1 ? found.sort((a, b) => b[1] - a[1] || a[0] - b[0]) : found;
  }

  function lookOf(looks, index) {
    return index < looks.length ? looks[index] : { mark: "circle", colour: atlas.look().inactive };
  }

  function circle(context, x, y, r) {
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
  }

  /** Draw one symbol. `symbol`: {x, y, r, count, certain, parts: shares(), gathered, selected, hovered}. */
  function drawSymbol(context, symbol, looks) {
    const larger = { ...symbol, r: symbol.r + (symbol.selected ? 3 : 0) };
    drawBody(context, larger, looks);
    drawShares(context, larger, looks);
    if (symbol.selected || symbol.hovered) emphasis(context, symbol, larger.r);
  }

  /** All of a symbol that many have in common: its mark, or the paper under a ring of shares. */
  function drawBody(context, symbol, looks) {
    const { x, y, r, parts, gathered } = symbol;
    if (parts.length < 2) return mark(context, symbol, lookOf(looks, parts[0][0]));
    circle(context, x, y, r + (gathered ? GATHERED : HALO));
    context.fillStyle = PAPER;
    context.fill();
    if (!gathered) return;
    context.lineWidth = 1;
    context.strokeStyle = atlas.look()["ink-soft"];
    context.stroke();
  }

  /** Filled when some shown event is certain, hollow and dashed when all are only possible. */
  function mark(context, { x, y, r, certain, gathered }, look) {
    const path = atlas.markPath(look.mark);
    context.save();
    context.translate(x, y);
    context.scale(r, r);
    context.lineJoin = "round";
    const around = (width, colour) => {
      Object.assign(context, { lineWidth: (2 * width) / r, strokeStyle: colour });
      context.stroke(path);
    };
    if (gathered) around(GATHERED, atlas.look()["ink-soft"]);
    around(gathered ? GATHERED - 1 : HALO, PAPER);
    context.fillStyle = certain === 0 ? PAPER : look.colour;
    context.fill(path);
    if (certain === 0) {
      context.setLineDash([3 / r, 2.5 / r]);
      context.lineWidth = 1.75 / r;
      context.strokeStyle = look.colour;
      context.stroke(path);
    }
    context.restore();
  }

  /** What differs from symbol to symbol: the ring of the shares, where several looks meet, and the number of events. */
  function drawShares(context, symbol, looks) {
    if (symbol.parts.length > 1) drawRing(context, symbol, looks);
    drawCount(context, symbol, looks);
  }

  /** The number of events of a symbol, inside its mark or its ring. Says whether it is written. */
  function drawCount(context, symbol, looks) {
    const { parts, r, certain } = symbol;
    const main = lookOf(looks, parts[0][0]);
    if (parts.length < 2) return drawNumber(context, symbol, r * atlas.markRoom(main.mark), certain === 0 ? main.colour : PAPER);
    return drawNumber(context, symbol, innerRadius(r), atlas.look().ink);
  }

  /** Radius of the paper inside a ring of shares. */
  const innerRadius = (r) => r * (1 - RING);

  function drawRing(context, { x, y, r, parts, certain }, looks) {
    const width = r * RING;
    const total = parts.reduce((sum, [, count]) => sum + count, 0);
    let angle = -Math.PI / 2;
    context.lineWidth = width;
    if (certain === 0) context.setLineDash([3, 2]);
    for (const [index, count] of parts) {
      const next = angle + (2 * Math.PI * count) / total;
      context.beginPath();
      context.arc(x, y, r - width / 2, angle, next);
      context.strokeStyle = lookOf(looks, index).colour;
      context.stroke();
      angle = next;
    }
    if (certain === 0) context.setLineDash([]);
  }

  /** How many events there are, inside a circle of radius `room`, if it fits; one event has no number. */
  function drawNumber(context, { x, y, count }, room, colour) {
    if (!(count > 1)) return false;
    const size = Math.round(Math.max(TYPE[0], Math.min(TYPE[1], room * 1.1))), text = String(count);
    const isTooWide = (width) => Math.hypot(width, size * DIGIT[1]) > 2 * room + 1;
    if (isTooWide(size * DIGIT[0] * text.length)) return false; // of most that have no room, without asking the browser
    Object.assign(context, { font: `700 ${size}px ${atlas.look().sans}`, textAlign: "center", textBaseline: "middle", fillStyle: colour });
    if (isTooWide(context.measureText(text).width)) return false;
    context.fillText(text, x, y + size * 0.05);
    return true;
  }

  function emphasis(context, symbol, r) {
    circle(context, symbol.x, symbol.y, r + (symbol.gathered ? 7 : 4));
    context.lineWidth = symbol.selected ? 4 : 2;
    context.strokeStyle = symbol.selected ? atlas.look().accent : atlas.look().ink;
    context.stroke();
  }

  /** The chosen place while no event is shown there: a ring around its point, which claims none and hides nothing. */
  function drawEmpty(context, symbol) {
    emphasis(context, symbol, symbol.r + 3);
  }

  Object.assign(atlas, { symbolUnit: unitOf, symbolRadius: radius, symbolReach: reach, symbolShares: shares, fittingUnit: fitting, drawSymbol, drawBody, drawShares, drawCount, innerRadius, spriteRadius, SYMBOL_EDGE, drawEmpty });
})(globalThis.atlas ??= {});
