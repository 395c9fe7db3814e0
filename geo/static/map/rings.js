"use strict";
// Rings of shares, with the number in them, as pictures. A browser without a graphics card takes far longer to draw an arc than
// to set its pixels, and a map of very many events has two thousand arcs in a frame, other ones each year.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const TALLEST = 16000; // pixels of a sheet; beyond them rings are drawn as arcs
  const NOTHING = { at: new Uint32Array(0), pixel: new Int32Array(0) };
  const ODD = 0xff00ff; // red and blue of a pixel, which are reckoned together
  const EVEN = 0x00ff00;
  const OPAQUE = 0xff000000;

  /** How much of a pixel lies inside an edge that is `by` pixels away. */
  const covered = (by) => Math.min(1, Math.max(0, by + 0.5));

  /** All rings of one size, on a sheet one below the other. */
  class Sheet {
    /** `under`: the picture on which such a ring lies, with radius `r` in CSS pixels. */
    constructor(/** @type {HTMLCanvasElement} */ under, r, ratio) {
      const trim = Math.max(0, Math.floor(under.width / 2 - (r + atlas.SYMBOL_EDGE) * ratio));
      const side = under.width - 2 * trim;
      this.side = side;
      this.r = r;
      this.ratio = ratio;
      this.under = new Int32Array(atlas.contextOf(under).getImageData(trim, trim, side, side).data.buffer);
      this.sectors = Math.ceil(2 * Math.PI * r * ratio); // of the turn, one for a pixel
      const found = ringPixels(side, r * ratio, atlas.innerRadius(r) * ratio, this.sectors);
      const isWhole = ({ at, cover }) => cover === 1 && this.under[at] >>> 24 === 255;
      this.whole = columnsOf(found.filter(isWhole), this.under);
      this.edge = columnsOf(found.filter((pixel) => !isWhole(pixel)), this.under);
      this.isRing = new Uint8Array(side * side);
      for (const { at } of found) this.isRing[at] = 1;
      this.tints = new Int32Array(this.sectors); // as pixels are: alpha, blue, green, red
      this.canvas = new OffscreenCanvas(side, side);
      this.context = /** @type {OffscreenCanvasRenderingContext2D} */ (this.canvas.getContext("2d", { willReadFrequently: true }));
      this.image = new ImageData(side, side);
      this.numbers = /** @type {Map<number, Ink>} */ (new Map()); // by count
      this.inks = /** @type {Ink[]} */ ([]); // the numbers that now stand on the sheet
    }

    /** Show the rings of symbols, in the order of these. */
    show(/** @type {Atlas.Symbol[]} */ all, colours) {
      const { side } = this;
      if (this.image.height < side * all.length) {
        this.image = new ImageData(side, side * all.length);
        this.canvas.height = this.image.height;
        this.inks = [];
      }
      this.learn(all.filter(({ count }) => !this.numbers.has(count)));
      const pixels = new Int32Array(this.image.data.buffer);
      all.forEach((symbol, i) => {
        this.mix(symbol.parts, colours);
        this.paint(pixels, i, this.numbers.get(symbol.count) ?? NOTHING);
      });
      this.context.putImageData(this.image, 0, 0, 0, 0, side, side * all.length);
    }

    /** Learn how numbers look: those that have room are written one below the other, and their pixels are read at once. */
    learn(/** @type {Atlas.Symbol[]} */ symbols) {
      if (!symbols.length) return;
      const { side, r, ratio, numbers } = this, wide = side / ratio, written = /** @type {number[]} */ ([]);
      const context = atlas.contextOf(atlas.el("canvas", { width: side, height: side * symbols.length }));
      context.scale(ratio, ratio);
      for (const { count, parts } of symbols) {
        if (numbers.has(count)) continue;
        numbers.set(count, NOTHING);
        if (atlas.drawCount(context, { x: wide / 2, y: (written.length + 0.5) * wide, r, parts, count, certain: count }, [])) written.push(count);
      }
      if (!written.length) return;
      const pixels = new Int32Array(context.getImageData(0, 0, side, side * written.length).data.buffer), size = side * side;
      written.forEach((count, i) => numbers.set(count, this.inkOf(pixels.subarray(i * size, (i + 1) * size))));
    }

    /** What is written on a picture, over what is under it; beneath the ring nothing of it is seen. */
    inkOf(/** @type {Int32Array} */ written) {
      const found = /** @type {number[]} */ ([]);
      for (let at = 0; at < written.length; at += 1) if (written[at] && !this.isRing[at]) found.push(at);
      const at = Uint32Array.from(found);
      return { at, pixel: Int32Array.from(at, (at) => mixed(this.under[at], written[at], written[at] >>> 24)) };
    }

    /** The mean colour of each sector: of most it is that of one part, which is written in one run. */
    mix(parts, colours) {
      const { tints, sectors: n } = this;
      let total = 0;
      for (const part of parts) total += part[1];
      let begin = 0, red = 0, green = 0, blue = 0; // of the sector in which parts meet
      for (const part of parts) {
        const end = begin + (n * part[1]) / total, colour = colours[part[0]], last = Math.floor(end);
        let at = Math.floor(begin);
        if (at < last) { // what is left of the sector in which it begins, and whole ones
          const share = at + 1 - begin, whole = pixelOf(colour[0], colour[1], colour[2]);
          tints[at] = pixelOf(red + share * colour[0], green + share * colour[1], blue + share * colour[2]);
          for (at += 1; at < last; at += 1) tints[at] = whole;
          red = green = blue = 0;
          begin = last;
        }
        red += (end - begin) * colour[0];
        green += (end - begin) * colour[1];
        blue += (end - begin) * colour[2];
        begin = end;
      }
      if (begin < n) tints[n - 1] = pixelOf(red, green, blue); // sums may end just before the turn is full
    }

    /** Lay a ring, and a number, over what is under it, as the picture `i` of the sheet. */
    paint(/** @type {Int32Array} */ pixels, i, number) {
      const { under, whole, edge, tints } = this, first = i * under.length, before = this.inks[i];
      if (!before) pixels.set(under, first);
      else for (const at of before.at) pixels[first + at] = under[at]; // a ring covers the one before it
      for (let k = 0; k < whole.at.length; k += 1) pixels[first + whole.at[k]] = tints[whole.sector[k]];
      for (let k = 0; k < edge.at.length; k += 1) {
        const tint = tints[edge.sector[k]], cover = edge.cover[k];
        const odd = edge.odd[k] + Math.imul(tint & ODD, cover), even = edge.even[k] + Math.imul(tint & EVEN, cover);
        pixels[first + edge.at[k]] = edge.alpha[k] | ((odd >>> 8) & ODD) | ((even >>> 8) & EVEN);
      }
      for (let k = 0; k < number.at.length; k += 1) pixels[first + number.at[k]] = number.pixel[k];
      this.inks[i] = number;
    }
  }

  /** A pixel over which another lies that covers a part of it, of 255; what is seen through stays so. */
  function mixed(old, over, part) {
    const cover = part + (part >> 7), rest = 256 - cover; // of 256
    const odd = Math.imul(old & ODD, rest) + Math.imul(over & ODD, cover), even = Math.imul(old & EVEN, rest) + Math.imul(over & EVEN, cover);
    return (old & OPAQUE) | ((odd >>> 8) & ODD) | ((even >>> 8) & EVEN);
  }

  const pixelOf = (red, green, blue) => OPAQUE | ((blue + 0.5) << 16) | ((green + 0.5) << 8) | (red + 0.5);

  /** @typedef {{ at: Uint32Array, pixel: Int32Array }} Ink */

  /** Pixels of a ring side by side: where each stands, its sector, how much of 256 is covered, and what is left of what is under it. */
  function columnsOf(/** @type {{ at: number, sector: number, cover: number }[]} */ pixels, /** @type {Int32Array} */ under) {
    const column = (/** @type {(pixel: number, cover: number) => number} */ of) => Int32Array.from(pixels, ({ at, cover }) => of(under[at], Math.round(256 * cover)));
    return {
      at: Uint32Array.from(pixels, ({ at }) => at),
      sector: Uint16Array.from(pixels, ({ sector }) => sector),
      cover: column((_, cover) => cover),
      alpha: column((pixel) => pixel & OPAQUE),
      odd: column((pixel, cover) => Math.imul(pixel & ODD, 256 - cover)),
      even: column((pixel, cover) => Math.imul(pixel & EVEN, 256 - cover)),
    };
  }

  /** Which pixels of a square a ring around its middle covers, each with its sector and how much of it is covered. */
  function ringPixels(side, outer, inner, sectors) {
    const found = /** @type {{ at: number, sector: number, cover: number }[]} */ ([]);
    for (let at = 0; at < side * side; at += 1) {
      const x = (at % side) + 0.5 - side / 2, y = Math.floor(at / side) + 0.5 - side / 2, far = Math.sqrt(x * x + y * y);
      const cover = covered(outer - far) * covered(far - inner);
      if (!cover) continue;
      const turn = (Math.atan2(y, x) / (2 * Math.PI) + 1.25) % 1; // from the top on, as a clock goes
      found.push({ at, sector: Math.min(sectors - 1, Math.floor(turn * sectors)), cover });
    }
    return found;
  }

  class Rings {
    /** `pictureOf(symbol)`: what is under a ring, the same canvas as long as it holds. */
    constructor(pictureOf) {
      this.pictureOf = pictureOf;
      this.sheets = /** @type {WeakMap<HTMLCanvasElement, Sheet>} */ (new WeakMap());
      this.spots = /** @type {Map<Atlas.Symbol, Atlas.Spot>} */ (new Map());
    }

    /** Make pictures of the rings of some symbols, for the frame that is drawn next. */
    prepare(/** @type {Atlas.Symbol[]} */ symbols, looks, ratio) {
      const bySheet = /** @type {Map<Sheet, Atlas.Symbol[]>} */ (new Map());
      this.spots.clear();
      for (const symbol of symbols) {
        const sheet = this.sheetOf(symbol, ratio), { side } = sheet;
        const all = bySheet.get(sheet) ?? [];
        if ((all.length + 1) * side > TALLEST) continue;
        this.spots.set(symbol, { picture: sheet.canvas, top: all.length * side });
        all.push(symbol);
        bySheet.set(sheet, all);
      }
      const colours = [...looks.map(({ colour }) => colour), atlas.look().inactive].map(channels);
      for (const [sheet, all] of bySheet) sheet.show(all, colours);
    }

    /** Where the picture of a symbol stands; undefined for one that has none. */
    spotOf(symbol) {
      return this.spots.get(symbol);
    }

    sheetOf(symbol, ratio) {
      const under = this.pictureOf(symbol);
      const known = this.sheets.get(under);
      if (known) return known;
      const sheet = new Sheet(under, atlas.spriteRadius(symbol), ratio);
      this.sheets.set(under, sheet);
      return sheet;
    }
  }

  const channelsOf = /** @type {Map<string, number[]>} */ (new Map());

  /** Red, green and blue of a colour as CSS writes it. */
  function channels(/** @type {string} */ colour) {
    const known = channelsOf.get(colour);
    if (known) return known;
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(1, 1).getContext("2d"));
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const found = Array.from(context.getImageData(0, 0, 1, 1).data).slice(0, 3);
    channelsOf.set(colour, found);
    return found;
  }

  atlas.Rings = Rings;
})(globalThis.atlas ??= {});
