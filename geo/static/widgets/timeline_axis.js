"use strict";
// The axis of the time slider, without any DOM: slots, windows of years, their words, pixels and bars.
// Slots: 0 is "before the first year", 1..n are the years, n + 1 is "after the last".
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { gettext, ngettext, format, yearName, yearSpan, isRound, clamp } = atlas;
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
    return slot === end ? format(gettext("after %(year)s"), { year: last }) : yearName(year(slot));
  }

  /** The window in words: [what stands large, what stands small]. */
  function words({ first, last, end, year, all }, { a, b }) {
    if (same({ a, b }, all)) return [yearSpan(first, last), gettext("all years")];
    if (b === 0) return [format(gettext("Before %(year)s"), { year: first }), ""];
    if (a === end) return [format(gettext("After %(year)s"), { year: last }), ""];
    if (a === 0) return [format(gettext("Up to %(year)s"), { year: year(b) }), gettext("and earlier")];
    if (b === end) return [format(gettext("From %(year)s"), { year: year(a) }), gettext("and later")];
    if (a === b) return [yearName(year(a)), gettext("one year")];
    return [yearSpan(year(a), year(b)), format(ngettext("%(n)s year", "%(n)s years", b - a + 1), { n: b - a + 1 })];
  }

  /**
   * Pixels of the slots. The pitch is a whole number of device pixels, so that all bars are equally wide;
   * less than one where an axis has more years than the track has pixels.
   */
  function makeScale({ end }, room, ratio, small) {
    const [bin, gap] = small ? [10, 5] : [18, 8];
    const start = bin + gap;
    const fair = Math.max(0.01, (room - 2 * start) / (end - 1)) * ratio;
    const thin = fair < 1;
    const pitch = (thin ? fair : Math.floor(fair)) / ratio;
    const stop = start + (end - 1) * pitch, width = stop + start;
    const left = (slot) => (slot === 0 ? 0 : slot === end ? stop + gap : start + (slot - 1) * pitch);
    const right = (slot) => (slot === 0 ? bin : slot === end ? width : start + slot * pitch);
    const within = (x) => clamp(Math.floor((x - start) / pitch) + 1, 1, end - 1);
    const at = (x) => (x < start - gap / 2 ? 0 : x > stop + gap / 2 ? end : within(x));
    return { pitch, thin, pixel: 1 / ratio, width, left, right, start, stop, bin, at, middle: (slot) => (left(slot) + right(slot)) / 2 };
  }

  /** Centres of the two handles: on the window's edges, pushed apart until each can be touched. */
  function apart(low, high, size, width) {
    const middle = clamp((low + high) / 2, size / 2, width - size / 2);
    return { a: Math.min(low, middle - size / 2), b: Math.max(high, middle + size / 2) };
  }

  /** For each slot the one whose bar stands there: itself, or of years that share a device pixel the one with most events. */
  function barSlots(scale, certain, possible) {
    const slots = certain.map((_, slot) => slot);
    if (!scale.thin) return slots;
    const column = (slot) => Math.floor(scale.left(slot) / scale.pixel);
    const weight = (slot) => certain[slot] + possible[slot];
    const best = new Map();
    for (const slot of slots.slice(1, -1)) {
      const other = best.get(column(slot)) ?? slot;
      best.set(column(slot), weight(slot) > weight(other) ? slot : other);
    }
    return slots.map((slot) => (slot === 0 || slot === slots.length - 1 ? slot : best.get(column(slot))));
  }

  /** Paths of the certain (solid) and the only possible (hollow) bars at `slots`; `most` is the tallest year. */
  function barPaths(scale, slots, certain, possible, most, height) {
    const rise = (n) => (n > 0 ? Math.max(2, Math.round((Math.min(n, most) / most) * height)) : 0);
    const gap = scale.pitch >= 8 ? 2 : scale.pitch >= 2 ? 1 : 0;
    const place = (slot) => {
      const x = scale.left(slot), width = scale.right(slot) - x;
      return width < scale.pixel ? [Math.floor(x / scale.pixel) * scale.pixel, scale.pixel] : [x + Math.floor(gap / 2), width - gap];
    };
    const draw = (slot, low, high, inset) => {
      const [x, width] = place(slot);
      return high > low ? `M${x + inset} ${height - low}V${height - high + inset}h${width - 2 * inset}V${height - low}` : "";
    };
    const cut = Math.round(height * 0.75); // an end bin taller than any year is drawn broken
    const whole = (n, slot) => (n > most ? draw(slot, 0, cut, 0) + draw(slot, cut + 3, height, 0) : draw(slot, 0, rise(n), 0));
    const inset = scale.pitch - gap >= 4 ? 0.5 : 0;
    const hollow = (n, slot) => draw(slot, rise(certain[slot]), rise(certain[slot] + n), inset);
    const path = (counts, bar) => counts.map((n, slot) => (slots[slot] === slot ? bar(n, slot) : "")).join("");
    return [path(certain, whole), path(possible, hollow)];
  }

  const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

  /** The least round number of years that take so many pixels. */
  const stepOf = (scale, pixels) => STEPS.find((years) => years * scale.pitch >= pixels) ?? STEPS[STEPS.length - 1];

  function tickPath(scale, axis) {
    const long = Math.max(10, stepOf(scale, 10));
    const base = `M0 .5h${scale.bin}M${scale.start} .5H${scale.stop}M${scale.width - scale.bin} .5h${scale.bin}`;
    const halves = [...Array(axis.end - 1).keys()].map((i) => i + 1).filter((slot) => isRound(axis.year(slot), long / 2));
    return base + halves.map((slot) => `M${scale.middle(slot)} 0v${isRound(axis.year(slot), long) ? 5 : 3}`).join("");
  }

  atlas.timelineAxis = { clamp, same, makeAxis, shifted, slotName, words, makeScale, apart, barSlots, barPaths, tickPath, stepOf };
})(globalThis.atlas ??= {});
