"use strict";
// A small map of the whole country in a corner of the large one: where in it the large one stands.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const ROOM = 0.08; // of its width, around the places of the dataset
  const MOST = 0.4; // of its width that the large map may show: a frame around everything says nothing
  const LEAST = 9; // CSS pixels: a smaller frame is a dot
  const MARK = 3.5; // CSS pixels: radius of the mark of the own place
  const LOW = 0.42; // height by width: no flatter than a country looks

  /**
   * Draw it in `canvas` for what `map` shows, with a mark for the `own` place ([] or one point [lat, lon]); hidden where it would tell nothing.
   * @type {Atlas.Namespace["inset"]}
   */
  function inset(canvas, map, data, layers, own) {
    const found = atlas.extent(data);
    const tones = { sea: "#c6d1d7", land: "#fbfaf7", edge: "#8d877d" };
    const flat = (point) => L.CRS.EPSG3857.latLngToPoint(L.latLng(point), 0);
    const bounds = found ?? map.getBounds();
    const [first, last] = [flat(bounds.getNorthWest()), flat(bounds.getSouthEast())];
    const wide = Math.max(last.x - first.x, 1e-6) * (1 + 2 * ROOM);
    const high = Math.max((last.y - first.y) * (1 + 2 * ROOM), wide * LOW);
    const left = (first.x + last.x - wide) / 2, top = (first.y + last.y - high) / 2;
    canvas.style.setProperty("--high", String(high / wide));

    function draw() {
      const shown = map.getBounds();
      const [from, to] = [flat(shown.getNorthWest()), flat(shown.getSouthEast())];
      canvas.hidden = !found || (to.x - from.x > wide * MOST && own.every((point) => shown.contains(point)));
      if (canvas.hidden || !canvas.clientWidth) return;
      const ratio = window.devicePixelRatio || 1;
      const [width, height] = [canvas.clientWidth, canvas.clientHeight];
      Object.assign(canvas, { width: width * ratio, height: height * ratio });
      const context = atlas.contextOf(canvas);
      context.scale(ratio, ratio);
      const at = ({ x, y }) => [((x - left) * width) / wide, ((y - top) * width) / wide];
      const scale = width / wide;
      atlas.drawLand(context, { land: layers.land }, { scale, x: left * scale, y: top * scale, width, height }, tones);
      frame(context, at(from), at(to));
      for (const point of own) mark(context, at(flat(point)));
    }

    map.on("moveend zoomend resize", draw);
    return draw;
  }

  function frame(context, /** @type {number[]} */ [left, top], /** @type {number[]} */ [right, bottom]) {
    const small = right - left < LEAST;
    const { accent } = atlas.look();
    context.strokeStyle = context.fillStyle = accent;
    context.lineWidth = 2;
    context.beginPath();
    if (small) context.arc((left + right) / 2, (top + bottom) / 2, LEAST / 2, 0, 2 * Math.PI);
    else context.rect(left, top, right - left, bottom - top);
    if (small) context.fill();
    else context.stroke();
  }

  /** The own place, wherever the large map stands. */
  function mark(context, /** @type {number[]} */ [x, y]) {
    for (const [r, colour] of [[MARK + 1.5, "#ffffff"], [MARK, atlas.look().accent]]) {
      context.beginPath();
      context.arc(x, y, r, 0, 2 * Math.PI);
      context.fillStyle = colour;
      context.fill();
    }
  }

  atlas.inset = inset;
})(globalThis.atlas ??= {});
