"use strict";
// The map as a picture: what is drawn on its canvases, finer than on most screens, with words above and below.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const FINE = 2; // pixels of the picture for one of CSS, at least
  const EDGE = 16; // CSS pixels
  const MARK = 18; // CSS pixels across
  const ROW = 24; // CSS pixels: a line of the legend

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
    still.begin();
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
    const { finer: before } = map.options;
    const layers = /** @type {any[]} */ ([]);
    map.eachLayer((layer) => layer instanceof atlas.CanvasLayer && layers.push(layer));
    const draw = (pixels) => {
      map.options.finer = pixels;
      for (const layer of layers) layer._update();
    };
    draw(finer);
    return { restore: () => draw(before) };
  }

  /** Canvases in the order in which they cover each other. */
  function canvasesOf(box) {
    const height = (node) => Number(getComputedStyle(node.closest(".leaflet-pane")).zIndex) || 0;
    const canvases = /** @type {HTMLCanvasElement[]} */ ([...box.querySelectorAll(".leaflet-map-pane canvas")]);
    return canvases.map((node) => ({ node, at: height(node) })).sort((a, b) => a.at - b.at).map(({ node }) => node);
  }

  /**
   * The maps of a page, each with what it shows where there are two.
   * @type {Atlas.Namespace["mapsOf"]}
   */
  function mapsOf({ map, compared }) {
    const [left, right] = compared.captions();
    const other = compared.map();
    return other ? [{ map, caption: left }, { map: other, caption: right }] : [{ map, caption: "" }];
  }

  /**
   * The picture of a view: its title and lines above, each map under its caption, what the marks mean and `below` beneath.
   * @type {Atlas.Namespace["picture"]}
   */
  function picture(maps, { title, lines, looks, below }) {
    const drawn = maps.map(({ map }) => mapCanvas(map)).filter((one) => one !== null);
    if (drawn.length < maps.length) return null;
    const boxes = maps.map(({ map }) => map.getContainer().getBoundingClientRect());
    const ratio = drawn[0].width / boxes[0].width;
    const beside = boxes.length > 1 && boxes[1].top < boxes[0].bottom - 1;
    const width = beside ? boxes.reduce((sum, box) => sum + box.width, 0) + EDGE : boxes[0].width;
    const { sans, serif, ink, paper } = atlas.look();
    const soft = atlas.look()["ink-soft"];
    const measure = atlas.contextOf(atlas.el("canvas", {}));
    const style = (font, height, colour) => ({ font, height, colour });
    const [heading, text, small] = [style(`600 22px ${serif}`, 28, ink), style(`400 15px ${sans}`, 21, ink), style(`400 12px ${sans}`, 17, soft)];
    const rows = (said, how, across = width) => said.flatMap((one) => wrapped(measure, how.font, one, across - 2 * EDGE)).map((row) => ({ row, ...how }));
    const tall = (some) => some.reduce((sum, { height }) => sum + height, some.length ? 2 * EDGE - 8 : 0);
    const above = [...rows([title], heading), ...rows(lines, text)];
    const under = rows(below, small);
    const captions = maps.map(({ caption }, i) => rows(caption ? [caption] : [], { ...text, font: `600 15px ${serif}` }, boxes[i].width));
    const highest = Math.max(...captions.map(tall));
    const legend = legendOf(measure, looks, text.font, width);
    const heights = boxes.map(({ height }) => highest + height);
    const middle = beside ? Math.max(...heights) : heights.reduce((sum, height) => sum + height, 0);
    const canvas = atlas.el("canvas", { width: Math.round(width * ratio), height: Math.round((tall(above) + middle + legend.height + tall(under)) * ratio) });
    const context = atlas.contextOf(canvas);
    context.fillStyle = paper;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.scale(ratio, ratio);
    write(context, above, EDGE - 4);
    boxes.forEach((box, i) => {
      const [x, y] = beside ? [i * (boxes[0].width + EDGE), tall(above)] : [0, tall(above) + heights.slice(0, i).reduce((sum, height) => sum + height, 0)];
      write(context, captions[i], y + EDGE - 4, x);
      context.drawImage(drawn[i], x, y + highest, box.width, box.height);
    });
    legend.draw(context, tall(above) + middle, ink);
    write(context, under, tall(above) + middle + legend.height + EDGE - 4);
    return canvas;
  }

  /** The marks and what each means, one after the other in as many lines as they need. */
  function legendOf(measure, looks, font, width) {
    measure.font = font;
    let [x, y] = [EDGE, EDGE];
    const placed = looks.map((look) => {
      const wide = MARK + 8 + measure.measureText(look.name).width + 20;
      if (x > EDGE && x + wide > width - EDGE + 20) [x, y] = [EDGE, y + ROW];
      const at = { look, x, y };
      x += wide;
      return at;
    });
    function draw(context, top, ink) {
      context.textBaseline = "middle";
      for (const { look, x: left, y: down } of placed) {
        context.save();
        context.translate(left + MARK / 2, top + down + ROW / 2);
        context.scale(MARK / 3, MARK / 3);
        context.fillStyle = look.colour;
        context.fill(atlas.markPath(look.mark));
        context.restore();
        Object.assign(context, { font, fillStyle: ink });
        context.fillText(look.name, left + MARK + 8, top + down + ROW / 2);
      }
    }
    return { height: placed.length ? y + ROW : 0, draw };
  }

  function write(context, rows, top, left = 0) {
    context.textBaseline = "middle";
    let y = top;
    for (const { row, font, height, colour } of rows) {
      Object.assign(context, { font, fillStyle: colour });
      context.fillText(row, left + EDGE, y + height / 2);
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

  Object.assign(atlas, { mapCanvas, mapsOf, picture });
})(globalThis.atlas ??= {});
