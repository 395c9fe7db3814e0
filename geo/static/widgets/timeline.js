"use strict";
// The time slider: a histogram of events by year under a two-ended window of years.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { gettext, format } = atlas;
  const { clamp, same, makeAxis, shifted } = atlas.timelineAxis;
  const PACE_MS = 1500, SPEEDS = [1, 2, 0.5];
  const TOLD_MS = 100; // between two sayings of what the window is while a hand moves it
  const SLOP_PX = 4; // a press that moves less is a tap
  const TYPED = 20; // letters of what was typed that are repeated
  const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10, Home: -Infinity, End: Infinity };
  const slots = (n, { before = 0, years = [], after = 0 }) => [before, ...Array.from({ length: n }, (_, i) => years[i] ?? 0), after];

  class Timeline {
    constructor(root, options) {
      this.options = options;
      this.axis = makeAxis(options.first, options.last);
      this.span = this.axis.all;
      this.sent = this.span; // the window that the page knows
      this.dirty = false; // changed since the last commit
      this.counts = { certain: slots(this.axis.end - 1, {}), possible: slots(this.axis.end - 1, {}) };
      this.ending = new AbortController();
      this.observer = new ResizeObserver(() => this.layout());
      this.speed = 0;
      /** @type {Atlas.Gesture | null} */
      this.gesture = null;
      /** @type {number | undefined} */
      this.timer = undefined;
      this.frame = 0;
      this.told = -Infinity; // when it was last said what the window is
      /** @type {number | undefined} */
      this.telling = undefined; // timer
      this.typing = null; // the edge whose field is being typed in
      this.parts = atlas.timelineParts(this.axis, {
        edit: () => this.edit(!this.parts.grid.classList.contains("at-tl-editing")),
        step: (by) => this.jump(this.shift(by)),
        play: () => (this.timer ? this.pause() : this.play()),
        pace: () => this.setSpeed(this.speed + 1),
        all: () => this.jump(this.axis.all),
      });
      this.view = new atlas.TimelineView(this.axis, this.parts);
      this.setSpeed(this.speed);
      this.edit(false);
      root.append(this.parts.node);
      this.listen();
      this.layout();
    }

    layout() {
      this.view.layout();
      this.view.drawBars(this.counts);
      this.draw();
    }
    draw() {
      this.move();
      this.tell();
    }
    move() {
      const { span, gesture } = this;
      this.view.move(span, gesture?.moved && gesture.mode in this.parts.handles ? { edge: gesture.mode, lean: gesture.lean } : null);
    }
    /** Say what can be read; `paced`: no more often than somebody reads, since a hand may pass many years in a second. */
    tell(paced = false) {
      const now = performance.now(), { span, typing } = this;
      clearTimeout(this.telling);
      if (paced && now - this.told < TOLD_MS) return void (this.telling = setTimeout(() => this.tell(), TOLD_MS));
      this.told = now;
      const still = { back: same(this.shift(-1), span), forward: same(this.shift(1), span) };
      this.view.tell({ span, typing, playing: Boolean(this.timer), still });
    }
    filled(slot) { return this.counts.certain[slot] + this.counts.possible[slot] > 0; }
    shift(by, span = this.span) {
      return shifted(this.axis, span, by, { before: this.filled(0), after: this.filled(this.axis.end) });
    }

    listen() {
      const on = (target, types, listener, signal) => types.split(" ").forEach((type) => target.addEventListener(type, listener, { signal }));
      const { track, node, inputs, ends } = this.parts;
      on(track, "pointerdown", (event) => this.press(event));
      on(track, "pointermove", (event) => (this.gesture ? this.drag(event) : this.point(event)));
      on(track, "pointerup lostpointercapture", (event) => this.release(event));
      on(track, "pointercancel", (event) => event.pointerId === this.gesture?.id && this.restore());
      on(track, "pointerleave", () => this.view.drawPeak());
      on(track, "mousedown", (event) => event.preventDefault()); // the focus stays where press() puts it
      on(node, "keydown", (event) => this.key(event));
      on(node, "keyup focusout", (event) => event.target.dataset.edge && !this.gesture && !this.timer && this.commit());
      for (const edge of ["a", "b"]) this.listenToField(edge, inputs[edge], on);
      on(document, "visibilitychange", () => document.hidden && this.pause(), this.ending.signal);
      for (const node of [track, ends[1]]) this.observer.observe(node); // a label grows when its typeface comes
    }

    listenToField(edge, input, on) {
      on(input, "focus", () => { this.pause(); input.select(); });
      on(input, "input", () => {
        this.typing = edge;
        this.parts.said.textContent = "";
        input.setCustomValidity("");
      });
      on(input, "change", () => this.typed(edge));
      on(input, "keydown", (event) => {
        if (event.key !== "Enter" && event.key !== "Escape") return;
        event.preventDefault(); // else Enter would press the button that gets the focus
        event.stopPropagation();
        if (event.key === "Enter" && !this.typed(edge)) return;
        this.typing = null;
        this.edit(false, true);
      });
    }

    // Every change goes through go(); flush() draws and tells the page, commit() ends the change.
    go(span) {
      if (same(span, this.span)) return;
      [this.span, this.dirty] = [span, true];
      this.parts.said.textContent = "";
      this.frame ||= requestAnimationFrame(() => this.flush());
    }
    flush() {
      cancelAnimationFrame(this.frame);
      this.frame = 0;
      this.parts.grid.classList.toggle("at-tl-ease", !this.gesture);
      this.move();
      this.tell(Boolean(this.gesture));
      if (same(this.span, this.sent)) return;
      this.sent = this.span;
      this.options.onInput?.(this.axis.value(this.span));
    }
    commit() {
      this.flush();
      if (!this.dirty) return;
      this.dirty = false;
      this.options.onCommit?.(this.axis.value(this.span));
    }
    jump(span) {
      this.stop();
      this.go(span);
      this.commit();
    }
    withEdge(edge, slot) {
      const { a, b } = this.span;
      return edge === "a" ? { a: clamp(slot, 0, b), b } : { a, b: clamp(slot, a, this.axis.end) };
    }

    // Pointer: an edge ("a", "b"), the window ("shift"), or, while all years are shown, a new window ("brush").
    xOf(event) { return event.clientX - (this.gesture?.left ?? this.parts.plot.getBoundingClientRect().left); } // no layout while it is dragged
    nearest(x) {
      const { a, b } = this.view.edges(this.span);
      return Math.abs(x - a) <= Math.abs(x - b) ? "a" : "b";
    }
    modeAt(x) {
      const { a, b } = this.view.edges(this.span);
      const slack = Math.max(0, this.view.size - (b - a)) / 2; // a narrow window can be taken as well
      if (x < a - slack || x > b + slack) return this.nearest(x);
      return same(this.span, this.axis.all) ? "brush" : "shift";
    }
    press(event) {
      if (this.gesture || !event.isPrimary || event.button !== 0) return;
      this.stop();
      const x = this.xOf(event), left = event.clientX - x, taken = event.target.dataset.edge;
      const edge = taken ?? this.nearest(x), mode = taken ?? this.modeAt(x);
      const [grip, lean] = taken ? [x - this.view.scale.middle(this.span[edge]), this.view.centres[edge] - this.view.edges(this.span)[edge]] : [0, 0];
      this.gesture = { id: event.pointerId, mode, left, x, grip, lean, start: this.span, dirty: this.dirty, moved: mode === edge };
      this.parts.track.setPointerCapture(event.pointerId);
      this.parts.handles[edge].focus({ preventScroll: true });
      this.view.drawPeak();
      this.draw();
      if (!taken && mode === edge) this.drag(event);
    }
    drag(event) {
      const { gesture } = this;
      if (!gesture || event.pointerId !== gesture.id) return;
      const { mode, x, grip, start } = gesture, now = this.xOf(event);
      if (!gesture.moved && Math.abs(now - x) < SLOP_PX) return;
      gesture.moved = true;
      const [from, to] = [x, now - grip].map(this.view.scale.at);
      if (mode === "brush") this.go({ a: Math.min(from, to), b: Math.max(from, to) });
      else this.go(mode === "shift" ? this.shift(to - from, start) : this.withEdge(mode, to));
    }
    release(event) {
      const { gesture } = this;
      if (!gesture || event.pointerId !== gesture.id) return;
      if (!gesture.moved) this.go(this.withEdge(this.nearest(gesture.x), this.view.scale.at(gesture.x)));
      this.end(gesture);
    }
    restore() {
      if (!this.gesture) return;
      this.span = this.gesture.start;
      this.end(this.gesture);
    }
    end(gesture) {
      this.gesture = null;
      this.dirty = gesture.dirty || !same(this.span, gesture.start);
      this.commit();
    }
    point(event) {
      if (event.pointerType === "mouse") this.view.drawPeak(this.xOf(event));
    }
    key(event) {
      const { edge } = event.target.dataset, by = KEYS[event.key];
      if (this.gesture && event.key === "Escape") {
        event.stopPropagation();
        this.restore();
      }
      if (!edge || by === undefined || this.gesture || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.stop();
      this.go(this.withEdge(edge, this.span[edge] + by));
    }

    play() {
      const { axis, span } = this;
      const years = Array.from({ length: axis.end - 1 }, (_, i) => i + 1);
      const start = years.find((slot) => this.filled(slot)) ?? 1;
      if (same(span, axis.all)) this.go({ a: start, b: start });
      else if (same(this.shift(1), span)) this.go(this.shift(-axis.end));
      this.run();
    }
    run() {
      clearInterval(this.timer);
      this.timer = setInterval(() => this.tick(), PACE_MS / SPEEDS[this.speed]);
      this.flush();
    }
    tick() {
      this.go(this.shift(1));
      if (same(this.shift(1), this.span)) this.pause();
      else this.flush();
    }
    stop() {
      clearInterval(this.timer);
      this.timer = undefined;
    }
    pause() {
      if (!this.timer) return;
      this.stop();
      this.commit();
    }
    setSpeed(index) {
      this.speed = index % SPEEDS.length;
      const text = format(gettext("%(n)s×"), { n: SPEEDS[this.speed] });
      this.parts.pacer.textContent = text;
      this.parts.pacer.setAttribute("aria-label", format(gettext("Speed %(speed)s"), { speed: text }));
      if (this.timer) this.run();
    }

    /** Show or hide the year fields, which have no room of their own on a narrow screen. */
    edit(open, refocus) {
      const { grid, type, inputs } = this.parts;
      grid.classList.toggle("at-tl-editing", open);
      type.setAttribute("aria-expanded", String(open));
      type.textContent = open ? gettext("Done") : "";
      type.setAttribute("aria-label", open ? gettext("Done") : gettext("Type the years"));
      if (open) inputs.a.focus();
      else if (refocus) type.focus();
      if (refocus) this.draw();
    }
    /** Take what was typed in a field, and say when it is no year or years run backwards; returns whether it was one. */
    typed(edge) {
      const input = this.parts.inputs[edge], text = input.value.trim(), { first, last } = this.axis;
      if (this.typing !== edge) return true; // it was taken already
      this.typing = null;
      const year = text === "" ? null : atlas.readYear(text);
      const known = text === "" || (year !== null && year >= first && year <= last);
      const asked = { ...this.axis.value(this.span), [edge === "a" ? "from" : "to"]: year };
      if (known) this.go(this.axis.span(asked));
      this.commit();
      const wrong = known ? "" : format(gettext("Type a year from %(from)s to %(to)s."), { from: first, to: last });
      input.setCustomValidity(wrong);
      const isTurned = known && asked.from !== null && asked.to !== null && asked.from > asked.to;
      if (isTurned) this.parts.said.textContent = format(gettext("From %(from)s to %(to)s runs backwards; it was turned round."), asked);
      else if (wrong) this.parts.said.textContent = `${format(gettext("“%(text)s” is none of the years."), { text: text.slice(0, TYPED) })} ${wrong}`;
      return known;
    }

    take(all, possible) {
      const maybe = possible.map((n, slot) => Math.min(n, all[slot]));
      this.counts = { certain: all.map((n, slot) => n - maybe[slot]), possible: maybe };
    }
    /** Take new counts (`possible` of them only possible) and, unless the visitor is changing it, a new window. */
    update({ counts, possible, value, ...band }) {
      if (counts) this.take(slots(this.axis.end - 1, counts), slots(this.axis.end - 1, possible ?? {}));
      if (value && !this.gesture && !this.timer && !this.dirty) this.span = this.sent = this.axis.span(value);
      this.parts.band.update(band, this.axis, this.view.scale);
      if (counts) this.view.drawBars(this.counts);
      this.move();
      this.tell(Boolean(this.gesture));
    }
    destroy() {
      this.stop();
      cancelAnimationFrame(this.frame);
      clearTimeout(this.telling);
      this.options = {}; // nothing is reported from now on
      this.ending.abort();
      this.observer.disconnect();
      this.parts.node.remove();
    }
  }

  /**
   * A time slider in `root`: {update(state), pause(), destroy()}.
   * `options` are {first, last, onInput({from, to}), onCommit({from, to})}; a bound of null is open.
   * `update` takes any of {counts, possible, value}; counts are {before, years, after}. Drawn by timeline_view.js.
   */
  function timeline(root, options) {
    const widget = new Timeline(root, options);
    return { update: (state) => widget.update(state), pause: () => widget.pause(), destroy: () => widget.destroy() };
  }

  atlas.timeline = timeline;
})(globalThis.atlas ??= {});
