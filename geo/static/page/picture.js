"use strict";
// The map as a picture: what is drawn on its canvases, finer than on most screens, with words above and below.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const FINE = 2; // pixels of the picture for one of CSS, at least
  const EDGE = 16; // CSS pixels

  /**
   * The map as it is drawn now, on one canvas; null while it has no size. Its layers draw themselves once for it and
   * again for the screen, so that the picture is sharp on a screen that is not.
   * @type {Atlas.Namespace["mapCanvas"]}
   */
  function mapCanvas(map) {
    const box = map.getContainer();
    if (!box.offsetWidth || !box.offsetHeight) return null;
    map.stop();
    const own = window.devicePixelRatio || 1;
    const ratio = Math.max(FINE, own);
    const canvas = atlas.el("canvas", { width: Math.round(box.offsetWidth * ratio), height: Math.round(box.offsetHeight * ratio) });
    const still = new atlas.Still(canvas); // a picture: of a canvas that is drawn on a browser prints the strokes, and not all of them
    still.resize();
    const { context } = still;
    const drawn = drawnAt(map, ratio / own);
    try {
      context.fillStyle = getComputedStyle(box).backgroundColor;
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.scale(ratio, ratio);
      const zero = box.getBoundingClientRect();
      for (const layer of canvasesOf(box)) {
        const { left, top, width, height } = layer.getBoundingClientRect();
        if (width && height) context.drawImage(layer, left - zero.left, top - zero.top, width, height);
      }
      still.show();
    } finally {
      drawn.restore();
    }
    return canvas;
  }

  /** Let all layers of a map draw with more pixels than the screen has. */
  function drawnAt(map, finer) {
    const before = { finer: map.options.finer, retina: L.Browser.retina };
    const layers = /** @type {any[]} */ ([]);
    map.eachLayer((layer) => layer instanceof L.Renderer && layers.push(layer));
    const draw = ({ finer, retina }) => {
      map.options.finer = finer;
      Object.assign(L.Browser, { retina });
      for (const layer of layers) layer._update();
    };
    draw({ finer, retina: true });
    return { restore: () => draw(before) };
  }

  /** Canvases in the order in which they cover each other. */
  function canvasesOf(box) {
    const height = (node) => Number(getComputedStyle(node.closest(".leaflet-pane")).zIndex) || 0;
    const canvases = /** @type {HTMLCanvasElement[]} */ ([...box.querySelectorAll(".leaflet-map-pane canvas")]);
    return canvases.map((node) => ({ node, at: height(node) })).sort((a, b) => a.at - b.at).map(({ node }) => node);
  }

  /**
   * The picture of a view: its title and lines above, `below` beneath.
   * @type {Atlas.Namespace["picture"]}
   */
  function picture(map, { title, lines, below }) {
    const drawn = mapCanvas(map);
    if (!drawn) return null;
    const ratio = drawn.width / map.getContainer().offsetWidth;
    const width = drawn.width / ratio;
    const { sans, serif, ink, paper } = atlas.look();
    const soft = atlas.look()["ink-soft"];
    const measure = atlas.contextOf(atlas.el("canvas", {}));
    const style = (font, height, colour) => ({ font, height, colour });
    const [heading, text, small] = [style(`600 22px ${serif}`, 28, ink), style(`400 15px ${sans}`, 21, ink), style(`400 12px ${sans}`, 17, soft)];
    const rows = (said, how) => said.flatMap((one) => wrapped(measure, how.font, one, width - 2 * EDGE)).map((row) => ({ row, ...how }));
    const above = [...rows([title], heading), ...rows(lines, text)];
    const under = rows(below, small);
    const tall = (some) => some.reduce((sum, { height }) => sum + height, some.length ? 2 * EDGE - 8 : 0);
    const canvas = atlas.el("canvas", { width: drawn.width, height: Math.round(drawn.height + (tall(above) + tall(under)) * ratio) });
    const context = atlas.contextOf(canvas);
    context.fillStyle = paper;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(drawn, 0, Math.round(tall(above) * ratio));
    context.scale(ratio, ratio);
    write(context, above, EDGE - 4);
    write(context, under, tall(above) + drawn.height / ratio + EDGE - 4);
    return canvas;
  }

  function write(context, rows, top) {
    context.textBaseline = "middle";
    let y = top;
    for (const { row, font, height, colour } of rows) {
      Object.assign(context, { font, fillStyle: colour });
      context.fillText(row, EDGE, y + height / 2);
      y += height;
    }
  }

  /** A text in lines that are not wider than `width`; a word that is, such as an address, is parted. */
  function wrapped(context, font, text, width) {
    context.font = font;
    const fits = (line) => context.measureText(line).width <= width;
    const rows = [""];
    const put = (piece) => (rows[rows.length - 1] += piece);
    for (const word of text.split(/(?<=\s)/u)) {
      if (!fits((rows[rows.length - 1] + word).trimEnd()) && rows[rows.length - 1]) rows.push("");
      if (fits(word.trimEnd())) put(word);
      else for (const char of word) fits(rows[rows.length - 1] + char) ? put(char) : rows.push(char);
    }
    return rows.map((row) => row.trimEnd()).filter(Boolean);
  }

  Object.assign(atlas, { mapCanvas, picture });
})(globalThis.atlas ??= {});
