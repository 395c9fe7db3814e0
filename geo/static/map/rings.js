"use strict";
// Rings of shares as pictures. A browser without a graphics card takes far longer to draw an arc than to set its pixels,
// and a map of very many events has two thousand arcs in a frame, other ones each year.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const TALLEST = 16000; // pixels of a sheet; beyond them rings are drawn as arcs

  /** How much of a pixel lies inside an edge that is `by` pixels away. */
  const covered = (by) => Math.min(1, Math.max(0, by + 0.5));

  /** All rings of one size, on a sheet one below the other. */
  class Sheet {
    /** `under`: the picture on which such a ring lies, with radius `r` in CSS pixels. */
    constructor(/** @type {HTMLCanvasElement} */ under, r, ratio) {
      const trim = Math.max(0, Math.floor(under.width / 2 - (r + atlas.SYMBOL_EDGE) * ratio));
      const side = under.width - 2 * trim;
      this.side = side;
      this.under = new Int32Array(atlas.contextOf(under).getImageData(trim, trim, side, side).data.buffer);
      this.sectors = Math.ceil(2 * Math.PI * r * ratio); // of the turn, one for a pixel
      const found = ringPixels(side, r * ratio, atlas.innerRadius(r) * ratio, this.sectors);
      this.at = Uint32Array.from(found, ([at]) => at);
      this.sector = Uint16Array.from(found, ([, sector]) => sector);
      this.cover = Float32Array.from(found, ([, , cover]) => cover);
      this.sums = new Float32Array(3 * this.sectors);
      this.canvas = new OffscreenCanvas(side, side);
      this.context = /** @type {OffscreenCanvasRenderingContext2D} */ (this.canvas.getContext("2d", { willReadFrequently: true }));
      this.image = new ImageData(side, side);
    }

    /** Show the rings of lists of parts, in the order of these. */
    show(/** @type {[number, number][][]} */ all, colours) {
      const { side } = this;
      if (this.image.height < side * all.length) {
        this.image = new ImageData(side, side * all.length);
        this.canvas.height = this.image.height;
      }
      const pixels = new Int32Array(this.image.data.buffer);
      all.forEach((parts, i) => {
        this.mix(parts, colours);
        this.paint(pixels, i * side * side);
      });
      this.context.putImageData(this.image, 0, 0, 0, 0, side, side * all.length);
    }

    /** The mean colour of each sector: red, green, blue, red ... */
    mix(parts, colours) {
      const { sums, sectors: n } = this;
      sums.fill(0);
      let total = 0;
      for (const part of parts) total += part[1];
      let begin = 0;
      for (const part of parts) {
        const end = begin + (n * part[1]) / total, colour = colours[part[0]];
        for (let k = Math.floor(begin); k < end && k < n; k += 1) {
          const share = Math.min(end, k + 1) - Math.max(begin, k);
          for (let channel = 0; channel < 3; channel += 1) sums[3 * k + channel] += share * colour[channel];
        }
        begin = end;
      }
    }

    /** Lay a ring over what is under it, from the pixel `first` on. A pixel is a number: alpha, blue, green, red. */
    paint(/** @type {Int32Array} */ pixels, first) {
      const { under, at, sector, cover, sums } = this;
      pixels.set(under, first);
      for (let k = 0; k < at.length; k += 1) {
        const to = first + at[k], from = 3 * sector[k], c = cover[k], rest = 1 - c, old = pixels[to];
        const red = (old & 255) * rest + sums[from] * c, green = ((old >> 8) & 255) * rest + sums[from + 1] * c, blue = ((old >> 16) & 255) * rest + sums[from + 2] * c;
        pixels[to] = (old & 0xff000000) | ((blue + 0.5) << 16) | ((green + 0.5) << 8) | (red + 0.5);
      }
    }
  }

  /** Which pixels of a square a ring around its middle covers, each with its sector and how much of it is covered. */
  function ringPixels(side, outer, inner, sectors) {
    const found = /** @type {[at: number, sector: number, cover: number][]} */ ([]);
    for (let at = 0; at < side * side; at += 1) {
      const x = (at % side) + 0.5 - side / 2, y = Math.floor(at / side) + 0.5 - side / 2, far = Math.hypot(x, y);
      const cover = covered(outer - far) * covered(far - inner);
      const turn = (Math.atan2(y, x) / (2 * Math.PI) + 1.25) % 1; // from the top on, as a clock goes
      if (cover > 0) found.push([at, Math.min(sectors - 1, Math.floor(turn * sectors)), cover]);
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
      for (const [sheet, all] of bySheet) sheet.show(all.map(({ parts }) => parts), colours);
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
