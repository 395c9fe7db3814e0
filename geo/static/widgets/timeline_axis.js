"use strict";
// The axis of the time slider, without any DOM: slots, windows of years, their words, pixels and bars.
// Slots: 0 is "before the first year", 1..n are the years, n + 1 is "after the last".
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { gettext, ngettext, format } = atlas;
  const clamp = (n, low, high) => Math.min(Math.max(n, low), high);
  const same = (p, q) => p.a === q.a && p.b === q.b;

  /** The slots of `first`..`last` and the years they stand for; a bound on an end slot is open (null). */
  function makeAxis(first, last) {
    const end = last - first + 2;
    const year = (slot) => first + slot - 1;
    const slot = (value, open) => (Number.isInteger(value) ? clamp(value - first + 1, 0, end) : open);
    const value = ({ a, b }) => ({ from: a === 0 ? null : year(a), to: b === end ? null : year(b) });
    const span = ({ from, to }) => {
      const [a, b] = [slot(from, 0), slot(to, end)];
      return a <= b ? { a, b } : { a: b, b: a };
    };
    return { first, last, end, year, value, span, all: { a: 0, b: end } };
  }

  /** The window moved by `by` years. An open end stays open; one year alone may enter a filled end bin. */
  function shifted({ end, all }, { a, b }, by, bins) {
    if (by === 0) return { a, b };
    if (same({ a, b }, all)) return by > 0 ? { a: 1, b: 1 } : { a: end - 1, b: end - 1 };
    if (a === 0 && b > 0) return { a, b: clamp(b + by, 1, end - 1) };
    if (b === end && a < end) return { a: clamp(a + by, 1, end - 1), b };
    const [low, high] = [a === b && bins.before ? 0 : 1, a === b && bins.after ? end : end - 1];
    const move = clamp(by, Math.min(0, low - a), Math.max(0, high - b));
    return { a: a + move, b: b + move };
  }

  function slotName({ first, last, end, year }, slot) {
    if (slot === 0) return format(gettext("before %(year)s"), { year: first });
    return slot === end ? format(gettext("after %(year)s"), { year: last }) : String(year(slot));
  }

  /** The window in words: [what stands large, what stands small]. */
  function words({ first, last, end, year, all }, { a, b }) {
    const years = (from, to) => format(gettext("%(from)s–%(to)s"), { from, to });
    if (same({ a, b }, all)) return [years(first, last), gettext("all years")];
    if (b === 0) return [format(gettext("Before %(year)s"), { year: first }), ""];
    if (a === end) return [format(gettext("After %(year)s"), { year: last }), ""];
    if (a === 0) return [format(gettext("Up to %(year)s"), { year: year(b) }), gettext("and earlier")];
    if (b === end) return [format(gettext("From %(year)s"), { year: year(a) }), gettext("and later")];
    if (a === b) return [String(year(a)), gettext("one year")];
    return [years(year(a), year(b)), format(ngettext("%(n)s year", "%(n)s years", b - a + 1), { n: b - a + 1 })];
  }

  /**
   * Pixels of the slots. The pitch is a whole number of device pixels, so that all bars are equally wide;
   * less than one where an axis has more years than the track has pixels.
   */
  function makeScale({ end }, room, ratio, small) {
    const [bin, gap] = small ? [10, 5] : [18, 8];
    const start = bin + gap;
    const fair = Math.max(0.01, (room - 2 * start) / (end - 1)) * ratio;
    const pitch = (fair < 1 ? fair : Math.floor(fair)) / ratio;
    const stop = start + (end - 1) * pitch, width = stop + start;
    const left = (slot) => (slot === 0 ? 0 : slot === end ? stop + gap : start + (slot - 1) * pitch);
    const right = (slot) => (slot === 0 ? bin : slot === end ? width : start + slot * pitch);
    const within = (x) => clamp(Math.floor((x - start) / pitch) + 1, 1, end - 1);
    const at = (x) => (x < start - gap / 2 ? 0 : x > stop + gap / 2 ? end : within(x));
    return { pitch, width, left, right, start, stop, bin, at, middle: (slot) => (left(slot) + right(slot)) / 2 };
  }

  /** Centres of the two handles: on the window's edges, pushed apart until each can be touched. */
  function apart(low, high, size, width) {
    const middle = clamp((low + high) / 2, size / 2, width - size / 2);
    return { a: Math.min(low, middle - size / 2), b: Math.max(high, middle + size / 2) };
  }

  /** Paths of the certain (solid) and the only possible (hollow) bars; `most` is the tallest year. */
  function barPaths(scale, certain, possible, most, height) {
    const rise = (n) => (n > 0 ? Math.max(2, Math.round((Math.min(n, most) / most) * height)) : 0);
    const gap = scale.pitch >= 8 ? 2 : scale.pitch >= 2 ? 1 : 0;
    const draw = (slot, low, high, inset) => {
      const x = scale.left(slot) + Math.floor(gap / 2) + inset, width = scale.right(slot) - scale.left(slot) - gap - 2 * inset;
      return high > low ? `M${x} ${height - low}V${height - high + inset}h${width}V${height - low}` : "";
    };
    const cut = Math.round(height * 0.75); // an end bin taller than any year is drawn broken
    const whole = (n, slot) => (n > most ? draw(slot, 0, cut, 0) + draw(slot, cut + 3, height, 0) : draw(slot, 0, rise(n), 0));
    const inset = scale.pitch - gap >= 4 ? 0.5 : 0;
    const hollow = (n, slot) => draw(slot, rise(certain[slot]), rise(certain[slot] + n), inset);
    return [certain.map(whole).join(""), possible.map(hollow).join("")];
  }

  const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

  /** The least round number of years that take so many pixels. */
  const stepOf = (scale, pixels) => STEPS.find((years) => years * scale.pitch >= pixels) ?? STEPS.at(-1);

  function tickPath(scale, axis) {
    const long = Math.max(10, stepOf(scale, 10));
    const base = `M0 .5h${scale.bin}M${scale.start} .5H${scale.stop}M${scale.width - scale.bin} .5h${scale.bin}`;
    const halves = [...Array(axis.end - 1).keys()].map((i) => i + 1).filter((slot) => axis.year(slot) % (long / 2) === 0);
    return base + halves.map((slot) => `M${scale.middle(slot)} 0v${axis.year(slot) % long ? 3 : 5}`).join("");
  }

  atlas.timelineAxis = { clamp, same, makeAxis, shifted, slotName, words, makeScale, apart, barPaths, tickPath, stepOf };
})(globalThis.atlas ??= {});
