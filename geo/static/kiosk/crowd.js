"use strict";
// Names of marks that stand close together: which of them is written first decides how many find room.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { LINE, BESIDE, within, apartFrom, namesApart, roomOf } = atlas.berths;
  const ORDERS = 40; // in which names are placed at most
  const AGAIN = 4; // of these each first with the nearest places, then with others
  const HEAD = 14; // CSS pixels around the end of a way: a line that passes nearer seems to lead there

  const apart = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);
  const isOver = ({ box }, /** @type {Atlas.Taken[]} */ rooms) => rooms.some((room) => atlas.touches(room, box));
  const isClear = (name, /** @type {Atlas.Taken[]} */ rooms) => !isOver(name, rooms) && !name.line?.some((point) => rooms.some((room) => within(room, point)));

  class Crowd {
    /** `asked`: marks, discs or ends of ways, with their texts; `taken` is what no name may touch, and of that `lines` ways. */
    constructor(layer, /** @type {Atlas.Asked[]} */ asked, /** @type {Record<"taken" | "lines", Atlas.Taken[]>} */ { taken, lines }) {
      this.layer = layer;
      this.asked = asked;
      this.taken = taken;
      this.lines = lines;
      this.marks = [...taken.filter(({ places }) => places), ...asked.map(({ symbol }) => ({ r: symbol.reach ?? atlas.OWN_RADIUS, ...symbol, places: symbol.places }))];
      this.tips = this.marks.filter(({ places }) => !places);
      this.known = /** @type {Map<string, Atlas.Berth[]>} */ (new Map());
      this.lost = new Map(asked.map((one) => [one, 0])); // how much of its text each has gone without until now
    }

    /** Whether the line to a name goes over a way, but for that at whose end it begins. */
    crosses({ line = [] }, own) {
      return line.some((point) => apart(point, own) > own.reach + 2 * LINE && this.lines.some((room) => within(room, point)));
    }

    /** When a name is tried: first those off the ways, and nearer to what they name than to any other mark; NaN for one that would be read as another's. */
    turnOf(name, own, /** @type {Atlas.Taken[]} */ others) {
      const far = apartFrom(own, own.reach, name.box), near = others.filter((mark) => apartFrom(mark, mark.r, name.box) < far);
      const isAnothers = (own.places ? near : others).some((mark) => mark.places && apartFrom(mark, mark.r, name.box) < BESIDE);
      const passes = name.line?.some((point) => this.tips.some((tip) => (tip.x !== own.x || tip.y !== own.y) && apart(point, tip) < HEAD));
      const isOn = isOver(name, this.lines); // it looks like a station of that way
      return isAnothers || passes || (isOn && !own.places) ? NaN : Number(near.length > 0) + 2 * Number(this.crosses(name, own)) + 4 * Number(isOn);
    }

    /** Where a text has room while no other is written, in the order in which that is tried. */
    berthsOf(/** @type {Atlas.Asked["symbol"]} */ symbol, /** @type {string} */ text) {
      const key = `${symbol.x} ${symbol.y} ${text}`, { layer, taken } = this;
      const found = this.known.get(key);
      if (found) return found;
      const own = { reach: atlas.OWN_RADIUS + 3, ...symbol, places: symbol.places };
      const others = this.marks.filter((mark) => apart(mark, own) > (own.places ? own.reach + mark.r : 0)); // what lies over a disc is read with it
      const names = [...atlas.namesFree(layer, layer._context, own, text, taken), ...namesApart(layer, own, text, taken)];
      const berths = names.map((name) => ({ name, turn: this.turnOf(name, own, others) })).filter(({ turn }) => turn >= 0).sort((a, b) => a.turn - b.turn).map(({ name }) => name);
      this.known.set(key, berths);
      return berths;
    }

    /** What a name adds for its mark alone: a disc has one before arrows have theirs. */
    weightOf(/** @type {Atlas.Asked} */ { symbol }) {
      return symbol.places ? this.asked.length : 0;
    }

    /** The names of all in an order, each without the first `skipped` of its berths; `said` is how much that is: to be named at all counts as much as the rest of the letters. */
    inOrder(/** @type {Atlas.Asked[]} */ order, skipped = 0) {
      const found = /** @type {Atlas.Name[]} */ ([]), rooms = /** @type {Atlas.Taken[]} */ ([]), unsaid = /** @type {Atlas.Asked[]} */ ([]);
      let said = 0;
      for (const one of order) {
        let name = /** @type {Atlas.Name | undefined} */ (undefined);
        for (const text of one.texts) if ((name = this.berthsOf(one.symbol, text).find((berth, nth) => nth >= skipped && isClear(berth, rooms)))) break;
        if (name) found.push(name), rooms.push(...roomOf(name));
        else unsaid.push(one);
        const part = name ? (1 + name.text.length / one.texts[0].length) / 2 : 0;
        said += part + (name ? this.weightOf(one) : 0);
        this.lost.set(one, (this.lost.get(one) ?? 0) + 1 - part);
      }
      return { found, rooms, said, unsaid };
    }

    /** The names that say most; what found least until then is tried first. */
    most() {
      const { asked, lost } = this, all = asked.reduce((sum, one) => sum + 1 + this.weightOf(one), 0);
      let best = this.inOrder(asked);
      for (let i = 1; i < ORDERS && best.said < all; i += 1) {
        const next = this.inOrder([...asked].sort((a, b) => (lost.get(b) ?? 0) - (lost.get(a) ?? 0)), Math.floor(i / AGAIN));
        if (next.said > best.said) best = next;
      }
      return best;
    }
  }

  /** @type {Atlas.Namespace["crowdNames"]} */
  const crowdNames = (layer, asked, on) => new Crowd(layer, asked, on).most();

  Object.assign(atlas, { crowdNames });
})(globalThis.atlas ??= {});
