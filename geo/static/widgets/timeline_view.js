"use strict";
// How the time slider is drawn: it is given what to show, and changes nothing by itself.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { say, gettext, ngettext, format, yearName, isRound, putAttributes } = atlas;
  const { clamp, same, slotName, words, makeScale, apart, barSlots, barPaths, tickPath, stepOf } = atlas.timelineAxis;
  const SMALL_PX = 640; // a narrower track has short labels and narrow end bins

  class TimelineView {
    /** `parts` are those of atlas.timelineParts. */
    constructor(axis, parts) {
      this.axis = axis;
      this.parts = parts;
      this.scale = null; // until the first layout
      this.size = 0; // CSS pixels of a handle
      this.centres = { a: 0, b: 0 };
      this.counts = { certain: [], possible: [] };
      this.slots = []; // for each slot the one whose bar stands there
      this.tallest = null;
    }

    /** Left and right pixel of a window. */
    edges({ a, b }) { return { a: this.scale.left(a), b: this.scale.right(b) }; }

    /** Fit the axis to the width that there is now; bars and window are to be drawn again. */
    layout() {
      const { axis, parts } = this, room = parts.track.clientWidth, small = room < SMALL_PX;
      const ends = [[`< ${yearName(axis.year(1))}`, slotName(axis, 0)], [`> ${yearName(axis.year(axis.end - 1))}`, slotName(axis, axis.end)]];
      parts.ends.forEach((node, i) => { node.textContent = ends[i][small ? 0 : 1]; });
      this.size = parts.handles.a.offsetWidth;
      const gutter = Math.max(this.size / 2, ...parts.ends.map((node) => node.offsetWidth - 10)); // room for the end labels
      this.scale = makeScale(axis, room - 2 * gutter, globalThis.devicePixelRatio || 1, small);
      parts.plot.style.setProperty("--width", `${this.scale.width}px`);
      parts.plot.classList.toggle("at-tl-thin", this.scale.pitch < 5);
      parts.rule.firstChild.setAttribute("d", tickPath(this.scale, axis));
      parts.grid.classList.remove("at-tl-ease");
      this.layoutTicks();
    }

    layoutTicks() {
      const { scale, axis, parts: { ticks, ends } } = this;
      for (const node of ticks) node.hidden = false; // what is hidden has no width
      const half = Math.max(...ticks.map((node) => node.offsetWidth)) / 2 + 3;
      const step = stepOf(scale, 2 * half);
      ends.forEach((node, i) => node.style.setProperty("--x", `${i ? scale.width - scale.bin : scale.bin}px`));
      for (const node of ticks) {
        const slot = Number(node.dataset.slot), x = scale.middle(slot);
        node.style.setProperty("--x", `${x}px`);
        node.hidden = !isRound(axis.year(slot), step) || x - half < scale.bin || x + half > scale.width - scale.bin;
      }
    }

    /** `counts`: {certain, possible} by slot. */
    drawBars(counts) {
      const { parts, scale, axis } = this, { certain, possible } = counts, height = parts.pale.clientHeight;
      const totals = certain.map((n, slot) => n + possible[slot]), years = totals.slice(1, -1), most = Math.max(...years);
      this.counts = counts;
      this.slots = barSlots(scale, certain, possible);
      const paths = barPaths(scale, this.slots, certain, possible, Math.max(1, most), height);
      for (const bars of [parts.pale, parts.dark]) paths.forEach((d, i) => bars.children[i].setAttribute("d", d));
      parts.ends.forEach((node) => { node.style.visibility = totals[node.dataset.slot] > 0 ? "" : "hidden"; });
      this.tallest = most > 0 ? 1 + years.indexOf(most) : null;
      this.drawPeak();
      parts.band.update({}, axis, scale);
    }

    /** Say what the bar at the pixel `x` counts; without one, the tallest year. */
    drawPeak(x = null) {
      const { counts: { certain, possible }, scale, axis, parts: { peak } } = this;
      const slot = x === null ? this.tallest : this.slots[scale.at(x)];
      const n = slot === null ? 0 : certain[slot] + possible[slot], maybe = possible[slot];
      const counts = [slot === null ? gettext("no events") : format(ngettext("%(n)s event", "%(n)s events", n), { n })];
      if (maybe > 0) counts.push(format(ngettext("%(n)s only possible", "%(n)s only possible", maybe), { n: maybe }));
      peak.textContent = (slot === null ? "" : `${slotName(axis, slot)}: `) + counts.join(", ");
      const half = peak.offsetWidth / 2, middle = slot === null ? scale.width / 2 : scale.middle(slot);
      peak.style.setProperty("--x", `${clamp(middle, half, scale.width - half)}px`);
    }

    /**
     * Move to a window; `held` is {edge, lean} while a handle is dragged. Nothing but transforms changes, and each of a part
     * by itself: the page is neither laid out nor painted anew, however fast the hand is.
     */
    move(span, held) {
      const { scale, parts: { cut, upTo, within, lines, rail, handles } } = this, { a, b } = this.edges(span), { width } = scale;
      this.centres = apart(a, b, this.size, width);
      if (held) this.centres[held.edge] = this.edges(span)[held.edge] + held.lean;
      const { a: low, b: high } = this.centres;
      // What lies in the window stands still in two sheets of the width of the axis: one hides what is before it, one what is after.
      for (const [node, x] of /** @type {[HTMLElement, number][]} */ ([[cut, a], [upTo, b - width - a], [within, width - b], [lines.a, a - 1], [lines.b, b], [handles.a, low], [handles.b, high]])) node.style.transform = `translateX(${x}px)`;
      rail.style.transform = `translateX(${low}px) scaleX(${high - low})`;
    }

    /**
     * Say of a window what can be read. `state`: {span, typing, playing, still}; `typing` is the edge whose field is being
     * typed in, `still` {back, forward} says which step would change nothing.
     */
    tell({ span, typing, playing, still }) {
      const { axis, parts } = this;
      words(axis, span).forEach((text, i) => say([parts.main, parts.note][i], text));
      const { from, to } = axis.value(span);
      this.drawEdge("a", span.a, [0, span.b], from, typing);
      this.drawEdge("b", span.b, [span.a, axis.end], to, typing);
      parts.grid.classList.toggle("at-tl-whole", same(span, axis.all));
      parts.grid.classList.toggle("at-tl-playing", playing);
      putAttributes(parts.player, { "aria-label": playing ? gettext("Pause") : gettext("Play") });
      putAttributes(parts.back, { "aria-disabled": still.back });
      putAttributes(parts.forward, { "aria-disabled": still.forward });
      putAttributes(parts.whole, { "aria-pressed": same(span, axis.all) });
    }

    drawEdge(edge, slot, bounds, year, typing) {
      const { axis, parts } = this, handle = parts.handles[edge];
      const [min, max, now] = [...bounds, slot].map(axis.year);
      putAttributes(handle, { "aria-valuemin": min, "aria-valuemax": max, "aria-valuenow": now, "aria-valuetext": slotName(axis, slot) });
      handle.classList.toggle("at-tl-open", year === null);
      const text = year === null ? "" : yearName(year);
      if (typing !== edge && parts.inputs[edge].value !== text) parts.inputs[edge].value = text;
    }
  }

  atlas.TimelineView = TimelineView;
})(globalThis.atlas ??= {});
