"use strict";
// Symbols as pictures: what many have in common is drawn once for each look, and copied from then on.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const MOST = 600; // pictures that are kept
  const CORNER = 1.6; // of the radius the corners of marks reach

  class Sprites {
    constructor() {
      this.pictures = /** @type {Map<string, HTMLCanvasElement>} */ (new Map());
      this.ratio = 1; // of the pixels of the screen to those of CSS
      this.rings = new atlas.Rings((symbol) => this.pictureOf(symbol, []));
    }

    /** Make ready to draw symbols; pictures that were made for another screen, or before the typefaces had come, are forgotten. */
    prepare(ratio, /** @type {Atlas.Symbol[]} */ symbols, looks) {
      const fonts = document.fonts.status === "loaded";
      if (ratio !== this.ratio || fonts !== this.fonts || this.pictures.size > MOST) this.pictures.clear();
      this.ratio = ratio;
      this.fonts = fonts;
      this.rings.prepare(symbols.filter((symbol) => symbol.parts.length > 1 && symbol.certain > 0), looks, ratio);
    }

    /** Draw a symbol that is neither chosen nor pointed at, on the nearest pixel of the screen. */
    draw(context, /** @type {Atlas.Symbol} */ symbol, looks) {
      const { ratio } = this;
      const onPixel = (value) => Math.round(value * ratio) / ratio;
      const ring = this.rings.spotOf(symbol);
      const picture = ring?.picture ?? this.pictureOf(symbol, looks);
      const side = picture.width, wide = side / ratio; // of what is on a sheet one below the other as well
      context.drawImage(picture, 0, ring?.top ?? 0, side, side, onPixel(symbol.x - wide / 2), onPixel(symbol.y - wide / 2), wide, wide);
      if (!ring && symbol.parts.length > 1) atlas.drawShares(context, symbol, looks);
    }

    pictureOf(symbol, looks) {
      const r = atlas.spriteRadius(symbol);
      const isRing = symbol.parts.length > 1; // of which the paper under it is common
      const look = isRing ? "" : `${looks[symbol.parts[0][0]]?.id} ${symbol.certain === 0} ${symbol.count}`;
      const key = `${r} ${look} ${symbol.gathered}`;
      const known = this.pictures.get(key);
      if (known) return known;
      const side = Math.ceil(2 * (CORNER * r + atlas.SYMBOL_EDGE) * this.ratio);
      const picture = atlas.el("canvas", { width: side, height: side });
      const context = atlas.contextOf(picture);
      context.scale(this.ratio, this.ratio);
      const middle = side / this.ratio / 2;
      const here = { ...symbol, x: middle, y: middle, r };
      atlas.drawBody(context, here, looks);
      if (!isRing) atlas.drawShares(context, here, looks);
      this.pictures.set(key, picture);
      return picture;
    }
  }

  atlas.Sprites = Sprites;
})(globalThis.atlas ??= {});
