"use strict";
// Where on the map of a kiosk a name has room: beside its mark, or further off at the end of a line.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const LINE = 4; // CSS pixels: what a line takes
  const APART = 5; // CSS pixels between the points of a line: so few that no other slips through
  const SMALL = 9; // CSS pixels: what is less is no mark, but a letter of a name
  const AWAY = [22, 30, 40, 52, 66, 82]; // CSS pixels from the middle of a disc to a name that a line leads to
  const DIRECTIONS = 16;
  const NEARLY = 40; // CSS pixels: a line that is shorter by less is no nearer
  const AIR = 10; // CSS pixels around a mark in which no name of another stands
  const BESIDE = 30; // CSS pixels from a disc: what is nearer is read as its name
  const [ROW, COLUMNS] = [6, 24]; // CSS pixels between the rows in which a sentence is tried, and how many parts of them it may begin at

  const isIn = ({ x, y }, { left, top, right, bottom }, by) => x > left - by && x < right + by && y > top - by && y < bottom + by;

  const within = (room, { x, y }) => (room.x - x) ** 2 + (room.y - y) ** 2 < room.r ** 2;

  /** How far a box is from the rim of a circle. */
  const apartFrom = ({ x, y }, r, { left, top, right, bottom }) => Math.hypot(x - Math.min(Math.max(x, left), right), y - Math.min(Math.max(y, top), bottom)) - r;

  /** Marks with the air around them in which no name of another stands, but for those that lie over the disc `own`. */
  const airOf = (/** @type {Atlas.Taken[]} */ marks, own) => marks.filter(({ x, y, r }) => Math.hypot(x - own.x, y - own.y) > r + own.r).map((mark) => ({ ...mark, r: mark.r + AIR }));

  /** Points of a line. */
  const between = (from, to) => {
    const n = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / APART));
    return Array.from({ length: n + 1 }, (_none, i) => ({ x: from.x + ((to.x - from.x) * i) / n, y: from.y + ((to.y - from.y) * i) / n }));
  };

  /** What a name takes of the map, with the line that leads to it. */
  const roomOf = (/** @type {Atlas.Name} */ name) => [...atlas.roomOfName(name), ...(name.lead ? between(...name.lead).map((point) => ({ ...point, r: LINE })) : [])];

  /** A name of several lines ends at what it names, where that lies on its right. */
  const towards = (/** @type {Atlas.Berth} */ name, { x }) => (name.text.includes("\n") && name.box.right < x ? { ...name, isRight: true } : name);

  /** Boxes of the lines of a name. */
  const rowsOf = (context, { text, box, isRight = false }) => {
    const rows = text.split("\n"), high = (box.bottom - box.top) / rows.length;
    return rows.map((row, i) => {
      const spare = Math.max(0, box.right - box.left - context.measureText(row).width);
      return { left: box.left + (isRight ? spare : 0), right: box.right - (isRight ? 0 : spare), top: box.top + i * high, bottom: box.top + (i + 1) * high };
    });
  };

  /** What says of a name whether none of some `marks` is nearer to it than that which it names, {x, y, reach}. */
  const readsAs = (at, /** @type {Atlas.Taken[]} */ marks) => ({ box }) => !marks.some((mark) => apartFrom(mark, mark.r, box) < apartFrom(at, at.reach, box));

  /** A name beside a mark {x, y, reach} where it touches nothing, and no other of some `marks` is nearer to it; null where there is none. */
  const nameRead = (layer, at, text, taken, marks) => {
    const name = atlas.namesFree(layer, layer._context, at, text, taken).find(readsAs(at, marks));
    return name ? towards(name, at) : null;
  };

  /**
   * Names for what found no room beside its disc: further off, with a line that leads there and crosses nothing; the nearest first.
   * @returns {Generator<Atlas.Berth>}
   */
  function* namesApart(layer, { x, y, reach = atlas.OWN_RADIUS + 3 }, text, taken) {
    const others = taken.filter((room) => room.x !== x || room.y !== y), over = layer.covered(layer.sight());
    for (const away of AWAY) {
      for (let i = 0; i < DIRECTIONS; i += 1) {
        const [right, down] = [Math.cos((2 * Math.PI * i) / DIRECTIONS), Math.sin((2 * Math.PI * i) / DIRECTIONS)];
        const at = (by) => ({ x: x + by * right, y: y + by * down });
        const [from, to] = [at(reach), at(away)];
        const line = between(from, to);
        const isCrossed = line.some((point) => others.some((room) => within(room, point)) || over.some((box) => isIn(point, box, LINE)));
        const free = isCrossed ? null : atlas.nameIfFree(layer, layer._context, { ...to, reach: -4 }, text, taken);
        if (!free) continue;
        const name = towards(free, { x }), rows = rowsOf(layer._context, name), end = line.find((point) => rows.some((row) => isIn(point, row, 1))) ?? (rows.some((row) => isIn(to, row, SMALL)) ? to : null);
        if (end) yield { ...name, line, lead: [from, end] }; // it ends where its name begins, and not beside a shorter line of it
      }
    }
  }

  /** The nearest of them; null where there is no room. */
  const nameApart = (layer, at, text, taken) => namesApart(layer, at, text, taken).next().value ?? null;

  /** Of those to which a line leads the nearest that no other of some `marks` is nearer to, else the nearest. */
  const apartRead = (layer, at, text, taken, marks) => {
    const isRead = readsAs(at, marks);
    let nearest = /** @type {Atlas.Berth | null} */ (null);
    for (const name of namesApart(layer, at, text, taken)) {
      if (isRead(name)) return name;
      nearest ??= name;
    }
    return nearest;
  };

  const lengthOf = (name) => Math.floor(name.lead ? Math.hypot(name.lead[0].x - name.lead[1].x, name.lead[0].y - name.lead[1].y) / NEARLY : 0);

  /** Of some names that with the shortest line, of several the first. */
  const nearestOf = (names) => names.filter(Boolean).sort((a, b) => lengthOf(a) - lengthOf(b))[0];

  /** The first of some sentences that has room, as low and as far left as it may, `form` being which it is; null where none has. */
  function noted(layer, /** @type {string[]} */ forms, /** @type {Atlas.Taken[]} */ taken) {
    const { left, top, right, bottom } = layer.sight();
    for (const [form, text] of forms.entries()) {
      for (let y = bottom - ROW; y > top; y -= ROW) {
        const free = Array.from({ length: COLUMNS + 1 }, (_none, i) => left + ((right - left) * i) / COLUMNS).map((x) => atlas.nameIfFree(layer, layer._context, { x, y, reach: 0 }, text, taken)).find(Boolean);
        if (free) return { ...free, form };
      }
    }
    return null;
  }

  atlas.berths = { LINE, SMALL, AIR, BESIDE, isIn, within, apartFrom, airOf, between, roomOf, rowsOf, nameRead, namesApart, nameApart, apartRead, nearestOf, noted };
})(globalThis.atlas ??= {});
