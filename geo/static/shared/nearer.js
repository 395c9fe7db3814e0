"use strict";
// Counts of an engine that come in cells, as there are very many: finer ones take the place of those that a map looks at. They are
// made of the same events, so that sums stay those of all.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { UNDATED } = atlas;
  const AROUND = 0.5; // of the width and height that are looked at, on each side, for who drags the map
  const SHARE = 0.5; // of all rows: of more than these there are no finer ones
  const WIDER = 3; // times: as long as there are cells, a part so much larger than what is looked at is asked for anew
  const LEFT = 16; // times: what is looked at is so much larger than a part that nobody sees what is finer in it
  const TURN = 360;
  const POLE = 90;
  const DECIMALS = 6;

  class Nearer {
    constructor(/** @type {Atlas.Places} */ { lon, lat }) {
      Object.assign(this, { lon, lat });
      this.whole = 0;
      this.rows = /** @type {any} */ (null);
      this.part = /** @type {Atlas.Part | null} */ (null);
      this.come = /** @type {Atlas.Part | null | undefined} */ (undefined); // what is to be taken; null: all in coarse cells again
      this.asked = "";
    }

    /** The counts of all events, with the side of their cells, and with a part that was asked for in one go. */
    begin(rows, degrees, /** @type {Atlas.Part | null} */ part = null) {
      Object.assign(this, { rows, whole: degrees, part, come: undefined, asked: part?.key ?? "" });
    }

    /** The side of the cells that are seen, 0 where each place stands for itself. */
    get degrees() {
      return this.part ? this.part.degrees : this.whole;
    }

    /** Whether the symbol of a place stands for others as well. */
    isGathered(place) {
      return this.whole > 0 && !(this.part?.degrees === 0 && this.part.within.has(place));
    }

    /**
     * What to ask for when a map looks at `view`: {box, cells, key}; null when nothing finer is wanted.
     * @returns {Atlas.PartAsked | null}
     */
    wanted(/** @type {Atlas.Window} */ view) {
      if (!this.whole) return null;
      const { part } = this;
      if (part && sizeOf(view) > sizeOf(part.box) * LEFT) this.leave();
      const box = this.around(view);
      if (part && covers(part.box, view) && (part.degrees === 0 || sizeOf(box) * WIDER > sizeOf(part.box))) return null;
      if (box.east - box.west > TURN || box.west < -TURN || box.east > TURN) return null;
      const n = this.counted(box);
      if (!n || n > this.rows.place.length * SHARE) return null;
      const text = [box.west, box.south, box.east, box.north].map((one) => Number(one.toFixed(DECIMALS))).join(",");
      return text === this.asked ? null : { box, cells: this.whole, key: text };
    }

    leave() {
      this.come = null;
      this.asked = "";
    }

    /** A box with whole cells, wider than what is looked at. */
    around({ west, south, east, north }) {
      const side = this.whole;
      const [wide, high] = [(east - west) * AROUND, (north - south) * AROUND];
      const down = (value) => Math.floor(value / side) * side, up = (value) => Math.ceil(value / side) * side;
      return { west: down(west - wide), south: Math.max(-POLE, down(south - high)), east: up(east + wide), north: Math.min(POLE, up(north + high)) };
    }

    counted({ west, south, east, north }) {
      const { lon, lat, rows: { place } } = /** @type {any} */ (this);
      let n = 0;
      for (const at of place) if (at >= 0 && lon[at] >= west && lon[at] <= east && lat[at] >= south && lat[at] <= north) n += 1;
      return n;
    }

    /** A part has come: whether it is still wanted. */
    hear(/** @type {Atlas.PartAsked} */ asked, answer) {
      if (asked.key !== this.asked) return false;
      this.come = partOf(asked, answer);
      return true;
    }

    /** Take what has come: whether there was anything. */
    take() {
      if (this.come === undefined) return false;
      const isSame = this.come === this.part;
      Object.assign(this, { part: this.come, come: undefined });
      return !isSame;
    }

    /** All rows, in order of time. */
    all() {
      return this.part ? merged(this.rows, this.part) : this.rows;
    }
  }

  /** What was answered. */
  function partOf({ box, key }, { degrees, columns }) {
    return { box, key, degrees, rows: columns.events, within: new Set(columns.within.places) };
  }

  const sizeOf = ({ west, south, east, north }) => (east - west) * (north - south);
  const covers = (box, { west, south, east, north }) => box.west <= west && box.south <= south && box.east >= east && box.north >= north;

  /** The rows of a part, and those others that are of no place of it; both are in order of time. */
  function merged(rows, /** @type {Atlas.Part} */ { rows: own, within }) {
    const kept = Uint32Array.from(rows.place.keys()).filter((i) => !within.has(rows.place[i]));
    const many = own.place.length, n = kept.length + many;
    const time = ({ earliest_start: start }, i) => (start[i] === UNDATED ? Infinity : start[i]);
    const from = new Uint32Array(n); // positions in the part, or behind it among all
    for (let k = 0, a = 0, b = 0; k < n; k += 1) {
      const isOwn = a < many && (b === kept.length || time(own, a) <= time(rows, kept[b]));
      from[k] = isOwn ? a++ : many + kept[b++];
    }
    const column = (name) => {
      const [one, other] = [own[name], rows[name]], found = new other.constructor(n);
      for (let k = 0; k < n; k += 1) found[k] = from[k] < many ? one[from[k]] : other[from[k] - many];
      return [name, found];
    };
    return Object.fromEntries(Object.keys(rows).map(column));
  }

  Object.assign(atlas, { Nearer, partOf });
})(globalThis.atlas ??= {});
