"use strict";
// Names of towns and waters as they were in one year, thinned so that none overlap.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const DOT = 2; // CSS pixels: radius of a town
  const LEAST = 14; // CSS pixels of a name on a map that is enlarged: as large as the letters around it
  const ZOOM_OF_RANK = { 1: 2, 2: 4, 3: 5, 4: 6, 5: 7 };

  const LabelLayer = atlas.CanvasLayer.extend({
    options: { pane: "atlas-labels", still: true },

    /** `rows`: [name, lon, lat, rank, class, from, to], years or null, which may be left out; most important first. */
    initialize(rows) {
      L.Util.setOptions(this, {});
      this._layers = {};
      this._rows = rows;
      this._year = null;
      Object.assign(this, { _avoid: [], _given: [], _givenIn: { left: 0, top: 0 } });
      this.setPositions(rows.map((row) => row[1]), rows.map((row) => row[2]));
    },

    /** Use the names of `year`. */
    setYear(year) {
      if (year === this._year) return;
      this._year = year;
      this.redraw();
    },

    /** Use other texts, one for each row, as in another language. */
    rename(texts) {
      this._rows = this._rows.map((row, i) => [texts[i], ...row.slice(1)]);
      this.redraw();
    },

    /** How many towns are named at a zoom within some bounds, in degrees; those that are `not` meant are not counted. */
    townsWithin(bounds, zoom, not) {
      const named = this._rows.filter((row) => row[4] === "city" && zoom >= ZOOM_OF_RANK[row[3]] && holds(row, this._year));
      return named.filter(([name, lon, lat]) => bounds.contains([lat, lon]) && !not([lat, lon], name)).length;
    },

    /**
     * Keep names clear of symbols, and of the `air` around them: [{x, y, r, air, written, large}], in pixels of a canvas of which the visitor sees `sight`.
     * A town whose room is `written` over has its name there already and gets no second one; one under a
     * `large` symbol gets none, since beside it nobody would know which point is meant.
     */
    avoid(symbols, sight) {
      Object.assign(this, { _given: symbols, _givenIn: sight });
      this.redraw();
    },

    /** What is to be kept clear of, in pixels of this canvas, which may be larger than that of the symbols. */
    _toAvoid(sight) {
      const [x, y] = [sight.left - this._givenIn.left, sight.top - this._givenIn.top];
      if (!x && !y) return this._given;
      return this._given.map((one) => ({ x: one.x + x, y: one.y + y, r: one.r, air: one.air, written: one.written, large: one.large }));
    },

    draw(context, size) {
      const zoom = this._map.getZoom();
      const sight = this.sight();
      this._avoid = this._toAvoid(sight);
      const over = this.keptFree(sight, true);
      const taken = /** @type {ReturnType<typeof this._boxes>} */ ([]);
      context.lineJoin = "round";
      for (const [i, row] of this._rows.entries()) {
        if (zoom < ZOOM_OF_RANK[row[3]] || !holds(row, this._year)) continue;
        const free = (box) => !cut(box.whole, sight) && !over.some((other) => atlas.boxesMeet(box, other)) && !taken.some((other) => atlas.boxesMeet(box, other)) && !this._avoid.some((symbol) => covers(symbol, box));
        const boxes = this._boxes(context, i, row, size, zoom);
        if (boxes.length && this._avoid.some((symbol) => symbol.written && covers(symbol, boxes[0]))) continue;
        const box = boxes.find(free);
        if (!box) continue;
        taken.push(box);
        write(context, box, row, font(row, fontSize(row, zoom)));
      }
      this.hasTowns = taken.some((box) => box.dot && atlas.boxesMeet(box, sight));
    },

    /** Where a name may stand, best first: a town's on its right, else on its left; a water's in its middle. */
    _boxes(context, i, row, size, zoom) {
      const x = this.x(i);
      const y = this.y(i);
      if (x < 0 || y < 0 || x > size.x || y > size.y) return [];
      const px = fontSize(row, zoom);
      const width = widthOf(context, row[0], font(row, px));
      const town = row[4] === "city";
      const under = town ? this._avoid.find((symbol) => Math.hypot(symbol.x - x, symbol.y - y) < symbol.r + (symbol.large ? DOT : 6)) : null;
      if (under?.large) return [];
      const [from, to] = under ? [under.x - under.r - 6, under.x + under.r + 6] : [x - 7, x + 7];
      const lefts = town ? [to, from - width] : [x - width / 2];
      const dot = town && !under;
      return lefts.map((left) => {
        const box = { left: left - 3, top: y - px * 0.65, right: left + width + 3, bottom: y + px * 0.65 };
        const whole = dot ? { ...box, left: Math.min(box.left, x - DOT), right: Math.max(box.right, x + DOT) } : box; // no name is seen without its dot
        return { ...box, whole, x, y, text: left, town, dot };
      });
    },
  });

  /** Whether a name is that of a year; null: of any. */
  const holds = ([, , , , , from = null, to = null], year) => atlas.holds({ from, to }, year ?? undefined);

  function fontSize(row, zoom) {
    return Math.max((atlas.magnified ?? 0) > 0 ? LEAST : 0, Math.min(17, 15 - row[3] + Math.max(0, zoom - ZOOM_OF_RANK[row[3]]) * 0.6));
  }

  function font(row, px) {
    const { sans, serif } = atlas.look();
    return row[4] === "city" ? `${row[3] <= 2 ? 600 : 400} ${px}px ${sans}` : `italic 400 ${px + 0.5}px ${serif}`;
  }

  /** Whether the edge of the map would cut a name: it is neither wholly in sight nor wholly out of it. */
  function cut(box, sight) {
    const inside = box.left >= sight.left && box.right <= sight.right && box.top >= sight.top && box.bottom <= sight.bottom;
    return !inside && atlas.boxesMeet(box, sight);
  }

  /** Whether a symbol lies over a box: the nearest point of the box is inside the circle, or in the air around it. */
  function covers({ x, y, r, air = 0 }, box) {
    return Math.hypot(x - Math.min(Math.max(x, box.left), box.right), y - Math.min(Math.max(y, box.top), box.bottom)) < r + air + 1;
  }

  const widths = new Map();

  /** Width of a text in a font; measured once, since most names stay from year to year. */
  function widthOf(context, text, font) {
    const key = `${font} ${text} ${document.fonts.status}`;
    if (!widths.has(key)) {
      context.font = font;
      widths.set(key, context.measureText(text).width);
    }
    return widths.get(key);
  }

  function write(context, box, row, font) {
    context.font = font;
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.lineWidth = 3;
    context.strokeStyle = box.town ? atlas.look().paper : "rgba(223, 229, 232, 0.9)";
    context.strokeText(row[0], box.text, box.y);
    context.fillStyle = box.town ? "#4a453e" : "#5b6f7b";
    context.fillText(row[0], box.text, box.y);
    if (!box.dot) return;
    context.beginPath();
    context.arc(box.x, box.y, DOT, 0, 2 * Math.PI);
    context.fillStyle = atlas.look().inactive;
    context.fill();
  }

  atlas.LabelLayer = LabelLayer;
})(globalThis.atlas ??= {});
