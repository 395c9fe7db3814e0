"use strict";
// The name of a place beside its symbol: the one place that is chosen, or a kiosk's own.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const FONT = "600 15px"; // in the typeface of the page
  const NOTE = "italic 400 15px"; // of a sentence that is no name
  const HALF = 10; // CSS pixels: half of the height that a line of text needs
  const EDGE = 6;

  /**
   * Find room for a text beside a circle {x, y, reach} on a canvas layer, away from `others` [{x, y, r}]:
   * {text, x, y, width}, the middle of its left edge; a text may have several lines. The longest names are condensed to the width of the map.
   */
  function nameBeside(layer, context, circle, text, others) {
    const { free, possible, berths } = room(layer, context, circle, text, others);
    return free[0] ?? possible[0] ?? berths[2];
  }

  /**
   * The same where it touches nothing, else null.
   * @type {Atlas.Namespace["nameIfFree"]}
   */
  const nameIfFree = (...asked) => namesFree(...asked)[0] ?? null;

  /**
   * The same on every side where it touches nothing.
   * @type {Atlas.Namespace["namesFree"]}
   */
  const namesFree = (...asked) => room(...asked).free;

  function room(layer, context, circle, text, others) {
    context.font = `${FONT} ${atlas.look().sans}`;
    const sight = layer.sight();
    const rows = text.split("\n"), half = HALF * rows.length;
    const width = Math.min(Math.max(...rows.map((row) => context.measureText(row).width)), sight.right - sight.left - 2 * EDGE);
    const covered = layer.keptFree(sight);
    const inner = atlas.withinEdge(sight);
    const whole = (box) => box.left >= inner.left && box.right <= inner.right && box.top >= inner.top && box.bottom <= inner.bottom && !covered.some((other) => atlas.boxesMeet(box, other));
    const berths = sides(circle, width, half, sight).map(([x, y]) => ({ text, x, y, width, box: { left: x, right: x + width, top: y - half, bottom: y + half } }));
    if (circle.x < sight.left || circle.x > sight.right) return { free: [], possible: [berths[0]], berths }; // out of sight with its place
    const possible = berths.filter(({ box }) => whole(box));
    return { free: possible.filter(({ box }) => !others.some((other) => touches(other, box))), possible, berths };
  }

  /** On the right, else on the left, below or above. */
  function sides({ x, y, reach }, width, half, sight) {
    const far = reach + 7;
    const middle = Math.max(sight.left + EDGE, Math.min(x - width / 2, sight.right - width - EDGE));
    return [[x + far, y], [x - far - width, y], [middle, y + far + half - 2], [middle, y - far - half + 2]];
  }

  const touches = ({ x, y, r }, box) => (x - Math.min(Math.max(x, box.left), box.right)) ** 2 + (y - Math.min(Math.max(y, box.top), box.bottom)) ** 2 < r * r; // Math.hypot takes ten times as long

  function writeName(context, { text, x, y, width, isNote = false, isRight = false }) {
    context.font = `${isNote ? NOTE : FONT} ${atlas.look().sans}`;
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 4;
    context.strokeStyle = "#f3f0ea";
    context.fillStyle = atlas.look().ink;
    const rows = inRows({ text, y }).map((row) => ({ ...row, x: x + (isRight ? Math.max(0, width - context.measureText(row.text).width) : 0) }));
    for (const row of rows) context.strokeText(row.text, row.x, row.y, width);
    for (const row of rows) context.fillText(row.text, row.x, row.y, width);
  }

  /** The lines of a text, {text, y} each. */
  const inRows = ({ text, y }) => text.split("\n").map((row, i, { length }) => ({ text: row, y: y + HALF * (2 * i + 1 - length) }));

  /** The room a name takes, as the labels of the basemap are told it: no town is written there. */
  function roomOf({ text, x, y, width }) {
    return inRows({ text, y }).flatMap((row) => Array.from({ length: Math.ceil(width / 9) }, (_, i) => ({ x: x + 9 * i, y: row.y, r: 9, written: true, large: true })));
  }

  Object.assign(atlas, { nameBeside, nameIfFree, namesFree, touches, writeName, roomOfName: roomOf });
})(globalThis.atlas ??= {});
