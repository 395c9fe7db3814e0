"use strict";
// How a place looks: a circle whose area follows the number of shown events, a letter and colour
// for the family that acted most, a ring split where several acted. A small one has no room for a letter.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const SMALLEST = 8; // radius in CSS pixels
  const CAPITAL = 0.72; // height of a capital letter, of the size of its type
  const OVERLAP = 0.5; // of its radius a smaller symbol may lie over a larger one
  const UNIT = 11; // radius for the area of one event, where there is room
  const LARGEST = 56; // radius that no symbol exceeds
  const RING = 3; // width of the ring, if the symbol is not small
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

  /** Radius in CSS pixels of a symbol for `count` events: its area is proportional to the count, if not very small. */
  function radius(count, unit = UNIT) {
    return Math.min(LARGEST, Math.max(SMALLEST, unit * Math.sqrt(count)));
  }

  /** The largest unit with which symbols of `more` and `fewer` events, `distance` pixels apart, leave each other in sight. */
  function fitting(more, fewer, distance) {
    const unit = (distance - OVERLAP * SMALLEST) / Math.sqrt(more);
    return unit * Math.sqrt(fewer) <= SMALLEST ? unit : distance / (Math.sqrt(more) + OVERLAP * Math.sqrt(fewer));
  }

  /** How far a symbol reaches with all its lines. */
  function reach(symbol) {
    return symbol.r + 2 + (symbol.gathered ? 4 : 0) + (symbol.selected ? 7 : 0);
  }

  /** The families of a symbol as [index, count], the most frequent first; the last index is none. */
  function shares(counts) {
    return Array.from(counts, (count, index) => [index, count])
      .filter(([, count]) => count > 0)
      .sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  }

  function style(families, index) {
    return index < families.length ? families[index] : { letter: "–", colour: atlas.look().inactive };
  }

  function circle(context, x, y, r) {
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
  }

  /** Draw one symbol. `symbol`: {x, y, r, certain, parts: shares(), gathered, selected, hovered}. */
  function drawSymbol(context, symbol, families) {
    const r = symbol.r + (symbol.selected ? 3 : 0);
    drawBody(context, { ...symbol, r }, families, symbol.r);
    drawRing(context, { ...symbol, r }, families);
    if (symbol.selected || symbol.hovered) emphasis(context, symbol, r);
  }

  /** All of a symbol that many have in common: its disc and letter on paper. `type`: the radius that its letter is made for. */
  function drawBody(context, symbol, families, type = symbol.r) {
    const main = style(families, symbol.parts[0][0]);
    const doubtful = symbol.certain === 0;
    const inner = symbol.parts.length > 1 ? symbol.r - ringWidth(symbol.r) : symbol.r;
    circle(context, symbol.x, symbol.y, symbol.r + (symbol.gathered ? 5 : 2));
    context.fillStyle = PAPER;
    context.fill();
    if (symbol.gathered) outline(context);
    circle(context, symbol.x, symbol.y, inner);
    disc(context, main.colour, doubtful);
    letter(context, { ...symbol, r: type }, main, doubtful, inner);
  }

  /** A second line around a symbol that stands for several places near each other. */
  function outline(context) {
    context.lineWidth = 1;
    context.strokeStyle = atlas.look().ink;
    context.stroke();
  }

  const ringWidth = (r) => Math.min(RING, r * 0.28);

  /** The shares of the families, where several acted: on the paper around the disc. */
  function drawRing(context, symbol, families) {
    if (symbol.parts.length < 2) return;
    const width = ringWidth(symbol.r);
    const total = symbol.parts.reduce((sum, [, count]) => sum + count, 0);
    let angle = -Math.PI / 2;
    context.lineWidth = width - 0.5;
    for (const [index, count] of symbol.parts) {
      const next = angle + (2 * Math.PI * count) / total;
      context.beginPath();
      context.arc(symbol.x, symbol.y, symbol.r - width / 2 + 0.5, angle, next);
      context.strokeStyle = style(families, index).colour;
      context.stroke();
      angle = next;
    }
  }

  /** Filled when some shown event is certain, hollow and dashed when all are only possible. */
  function disc(context, colour, doubtful) {
    if (!doubtful) {
      context.fillStyle = colour;
      context.fill();
      return;
    }
    context.setLineDash([3, 2.5]);
    context.lineWidth = 1.75;
    context.strokeStyle = colour;
    context.stroke();
    context.setLineDash([]);
  }

  const widths = new Map();

  /** Width of a letter in the present font of `size`; measured once, since it is asked for in every frame. */
  function widthOf(context, text, size) {
    const key = `${text} ${size}`;
    if (!widths.has(key)) widths.set(key, context.measureText(text).width);
    return widths.get(key);
  }

  /** The letter of a family inside a disc of radius `room`, if it fits. */
  function letter(context, symbol, main, doubtful, room) {
    const size = Math.round(Math.max(11, Math.min(22, symbol.r * 0.95)));
    context.font = `700 ${size}px ${atlas.look().sans}`;
    if (Math.hypot(widthOf(context, main.letter, size), size * CAPITAL) > 2 * room) return;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillStyle = doubtful ? main.colour : PAPER;
    context.fillText(main.letter, symbol.x, symbol.y + size * 0.04);
  }

  function emphasis(context, symbol, r) {
    circle(context, symbol.x, symbol.y, r + (symbol.gathered ? 7 : 4));
    context.lineWidth = symbol.selected ? 4 : 2;
    context.strokeStyle = symbol.selected ? atlas.look().accent : atlas.look().ink;
    context.stroke();
  }

  /** The chosen place while no event is shown there: a ring around its point, which claims none. */
  function drawEmpty(context, symbol) {
    circle(context, symbol.x, symbol.y, symbol.r + 3);
    context.fillStyle = "rgba(255, 255, 255, 0.7)";
    context.fill();
    emphasis(context, symbol, symbol.r + 3);
  }

  Object.assign(atlas, { symbolUnit: unitOf, symbolRadius: radius, symbolReach: reach, symbolShares: shares, fittingUnit: fitting, drawSymbol, drawBody, drawRing, drawEmpty });
})(globalThis.atlas ??= {});
