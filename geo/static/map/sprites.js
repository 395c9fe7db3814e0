"use strict";
// Symbols as pictures: what many have in common is drawn once for each look, and copied from then on.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const MOST = 600; // pictures that are kept
  const STEP = 4; // radii differ by a fourth of a CSS pixel
  const EDGE = 8; // CSS pixels around the radius: paper, outline

  class Sprites {
    constructor() {
      this.pictures = /** @type {Map<string, HTMLCanvasElement>} */ (new Map());
      this.ratio = 1; // of the pixels of the screen to those of CSS
    }

    /** Forget pictures that were made for another screen, or before the typefaces had come. */
    prepare(ratio) {
      const fonts = document.fonts.status === "loaded";
      if (ratio !== this.ratio || fonts !== this.fonts || this.pictures.size > MOST) this.pictures.clear();
      this.ratio = ratio;
      this.fonts = fonts;
    }

    /** Draw a symbol that is neither chosen nor pointed at, on the nearest pixel of the screen. */
    draw(context, /** @type {Atlas.Symbol} */ symbol, families) {
      const { ratio } = this;
      const picture = this.pictureOf(symbol, families);
      const side = picture.width / ratio;
      const onPixel = (value) => Math.round(value * ratio) / ratio;
      context.drawImage(picture, onPixel(symbol.x - side / 2), onPixel(symbol.y - side / 2), side, side);
      atlas.drawRing(context, symbol, families);
    }

    pictureOf(symbol, families) {
      const r = Math.round(symbol.r * STEP) / STEP;
      const key = `${r} ${symbol.parts[0][0]} ${symbol.certain === 0} ${symbol.parts.length > 1} ${symbol.gathered}`;
      const known = this.pictures.get(key);
      if (known) return known;
      const side = Math.ceil(2 * (r + EDGE) * this.ratio);
      const picture = atlas.el("canvas", { width: side, height: side });
      const context = atlas.contextOf(picture);
      context.scale(this.ratio, this.ratio);
      const middle = side / this.ratio / 2;
      atlas.drawBody(context, { ...symbol, x: middle, y: middle, r }, families);
      this.pictures.set(key, picture);
      return picture;
    }
  }

  atlas.Sprites = Sprites;
})(globalThis.atlas ??= {});
