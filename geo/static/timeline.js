"use strict";
// The time slider: a histogram of events by year under a two-ended window of years.
// Positions are "slots": 0 is "before the first year", 1..n are the years, n + 1 is "after the last".
(function (atlas) {
  const { el, gettext, ngettext, format } = atlas;
  const PACE_MS = 1500, SPEEDS = [1, 2, 0.5];
  const SLOP_PX = 4; // a press that moves less is a tap
  const SMALL_PX = 640; // a narrower track has short labels and narrow end bins
  const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10, Home: -Infinity, End: Infinity };
  const ICONS = { back: "M14.5 6 8.5 12l6 6", forward: "M9.5 6l6 6-6 6", play: "M8.5 5.5v13L18.5 12z", pause: "M9 6v12M15 6v12" };

  const clamp = (n, low, high) => Math.min(Math.max(n, low), high);
  const same = (p, q) => p.a === q.a && p.b === q.b;
  const slots = (n, { before = 0, years = [], after = 0 } = {}) => [before, ...Array.from({ length: n }, (_, i) => years[i] ?? 0), after];
  const put = (node, attributes) => Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));

  function svg(className, ...paths) {
    const [node, ...children] = ["svg", ...paths.map(() => "path")].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
    put(node, { class: className, "aria-hidden": "true" });
    children.forEach((child, i) => put(child, paths[i]));
    node.append(...children);
    return node;
  }

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

  /** Pixels of the slots. The pitch is a whole number of device pixels, so that all bars are equally wide. */
  function makeScale({ end }, room, ratio, small) {
    const [bin, gap] = small ? [10, 5] : [18, 8];
    const start = bin + gap;
    const pitch = Math.max(1, Math.floor(((room - 2 * start) / (end - 1)) * ratio)) / ratio;
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

  function tickPath(scale, axis) {
    const base = `M0 .5h${scale.bin}M${scale.start} .5H${scale.stop}M${scale.width - scale.bin} .5h${scale.bin}`;
    const fives = [...Array(axis.end - 1).keys()].map((i) => i + 1).filter((slot) => axis.year(slot) % 5 === 0);
    return base + fives.map((slot) => `M${scale.middle(slot)} 0v${axis.year(slot) % 10 ? 3 : 5}`).join("");
  }

  class Timeline {
    constructor(root, options) {
      this.options = options;
      this.axis = makeAxis(options.first, options.last);
      this.span = this.sent = this.axis.all;
      this.certain = this.possible = Array(this.axis.end + 1).fill(0);
      this.dirty = false; // the window has changed since the last commit
      this.speed = 0;
      this.build();
      root.append(this.node);
      this.listen();
      this.layout();
      this.draw();
    }

    build() {
      this.main = el("span", { class: "at-tl-main" });
      this.note = el("span", { class: "at-tl-note" });
      this.type = this.button("at-tl-type", null, () => this.edit(!this.grid.classList.contains("at-tl-editing")));
      this.type.setAttribute("aria-label", gettext("Type the years"));
      this.grid = el("div", { class: "at-tl-grid" }, el("div", { class: "at-tl-label" }, this.main, this.note, this.type),
        this.buildTransport(), this.buildTrack(), this.buildExact());
      this.node = el("div", { class: "at-timeline", role: "group", "aria-label": gettext("Years") }, this.grid);
      this.edit(false);
    }

    button(className, text, click, ...icons) {
      const shapes = icons.map((name) => svg(`at-tl-icon at-tl-${name}`, { d: ICONS[name] }));
      const label = icons.length ? text : null;
      return el("button", { type: "button", class: `at-tl-button ${className}`, "aria-label": label, on: { click } }, shapes, label ? null : text);
    }

    buildTransport() {
      this.back = this.button("", gettext("One year back"), () => this.step(-1), "back");
      this.player = this.button("", gettext("Play"), () => (this.timer ? this.pause() : this.play()), "play", "pause");
      this.forward = this.button("", gettext("One year forward"), () => this.step(1), "forward");
      this.pacer = this.button("at-tl-speed", "", () => this.setSpeed(this.speed + 1));
      this.setSpeed(0);
      return el("div", { class: "at-tl-transport" }, this.back, this.player, this.forward, this.pacer);
    }

    buildTrack() {
      const part = (name, props) => el("div", { class: `at-tl-${name}`, ...props });
      const bars = [{ class: "at-tl-solid" }, { class: "at-tl-hollow" }];
      const handle = (edge, name) => part("handle", { role: "slider", tabindex: 0, "aria-label": name, "data-edge": edge });
      [this.pale, this.dark, this.rule] = [svg("at-tl-bars", ...bars), svg("at-tl-bars at-tl-in", ...bars), svg("at-tl-rule", {})];
      this.handles = { a: handle("a", gettext("From")), b: handle("b", gettext("To")) };
      this.ends = [0, this.axis.end].map((slot) => part(slot ? "tick at-tl-after" : "tick at-tl-before", { "data-slot": slot }));
      const decades = [...Array(this.axis.end).keys()].slice(1).filter((slot) => this.axis.year(slot) % 10 === 0);
      this.ticks = decades.map((slot) => part("tick", { "data-slot": slot, text: this.axis.year(slot) }));
      this.peak = part("peak");
      this.plot = el("div", { class: "at-tl-plot" }, part("window"), this.pale, this.dark, this.rule, part("rail"),
        this.peak, this.ends, this.ticks, this.handles.a, this.handles.b);
      return (this.track = el("div", { class: "at-tl-track" }, this.plot));
    }

    buildExact() {
      const field = (name) => el("label", { class: "at-tl-field" }, name, el("input", {
        type: "text", inputmode: "numeric", autocomplete: "off", placeholder: gettext("any"),
      }));
      const fields = [field(gettext("From")), field(gettext("To"))];
      const [a, b] = fields.map((label) => label.lastChild);
      this.inputs = { a, b };
      this.whole = this.button("at-tl-all", gettext("All years"), () => this.jump(this.axis.all));
      return el("div", { class: "at-tl-exact" }, fields, this.whole);
    }

    listen() {
      const on = (target, types, listener, signal) => types.split(" ").forEach((type) => target.addEventListener(type, listener, { signal }));
      this.ending = new AbortController();
      on(this.track, "pointerdown", (event) => this.press(event));
      on(this.track, "pointermove", (event) => (this.gesture ? this.drag(event) : this.point(event)));
      on(this.track, "pointerup lostpointercapture", (event) => this.release(event));
      on(this.track, "pointercancel", (event) => event.pointerId === this.gesture?.id && this.restore());
      on(this.track, "pointerleave", () => this.drawPeak());
      on(this.track, "mousedown", (event) => event.preventDefault()); // the focus stays where press() puts it
      on(this.node, "keydown", (event) => this.key(event));
      on(this.node, "keyup focusout", (event) => event.target.dataset.edge && !this.gesture && !this.timer && this.commit());
      for (const edge of ["a", "b"]) this.listenToField(edge, this.inputs[edge], on);
      on(document, "visibilitychange", () => document.hidden && this.pause(), this.ending.signal);
      this.observer = new ResizeObserver(() => this.layout());
      this.observer.observe(this.track);
    }

    listenToField(edge, input, on) {
      on(input, "focus", () => { this.pause(); input.select(); });
      on(input, "input", () => { this.typing = edge; });
      on(input, "change", () => this.typed(edge));
      on(input, "keydown", (event) => {
        if (event.key === "Enter") this.typed(edge);
        if (event.key === "Escape") this.typing = null;
        if (["Enter", "Escape"].includes(event.key)) this.edit(false, true);
      });
    }

    // Every change goes through go(); flush() draws and tells the page, commit() ends the change.
    go(span) {
      if (same(span, this.span)) return;
      [this.span, this.dirty] = [span, true];
      this.frame ??= requestAnimationFrame(() => this.flush());
    }
    flush() {
      cancelAnimationFrame(this.frame);
      this.frame = null;
      this.grid.classList.toggle("at-tl-ease", !this.gesture);
      this.draw();
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
    step(by) { this.jump(this.shift(by)); }
    shift(by, span = this.span) {
      const filled = (slot) => this.certain[slot] + this.possible[slot] > 0;
      return shifted(this.axis, span, by, { before: filled(0), after: filled(this.axis.end) });
    }
    withEdge(edge, slot) {
      const { a, b } = this.span;
      return edge === "a" ? { a: clamp(slot, 0, b), b } : { a, b: clamp(slot, a, this.axis.end) };
    }

    // Pointer: an edge ("a", "b"), the window ("shift"), or, while all years are shown, a new window ("brush").
    xOf(event) { return event.clientX - this.plot.getBoundingClientRect().left; }
    edges() { return { a: this.scale.left(this.span.a), b: this.scale.right(this.span.b) }; }
    nearest(x) {
      const { a, b } = this.edges();
      return Math.abs(x - a) <= Math.abs(x - b) ? "a" : "b";
    }
    modeAt(x) {
      const { a, b } = this.edges();
      const slack = Math.max(0, this.size - (b - a)) / 2; // a narrow window can be taken as well
      if (x < a - slack || x > b + slack) return this.nearest(x);
      return same(this.span, this.axis.all) ? "brush" : "shift";
    }
    press(event) {
      if (this.gesture || !event.isPrimary || event.button !== 0) return;
      this.stop();
      const x = this.xOf(event), taken = event.target.dataset.edge;
      const edge = taken ?? this.nearest(x), mode = taken ?? this.modeAt(x);
      const [grip, lean] = taken ? [x - this.scale.middle(this.span[edge]), this.centres[edge] - this.edges()[edge]] : [0, 0];
      this.gesture = { id: event.pointerId, mode, x, grip, lean, start: this.span, dirty: this.dirty, moved: mode === edge };
      this.track.setPointerCapture(event.pointerId);
      this.handles[edge].focus({ preventScroll: true });
      if (!taken && mode === edge) this.drag(event);
    }
    drag(event) {
      const { mode, x, grip, start, id, moved } = this.gesture, now = this.xOf(event);
      if (event.pointerId !== id || (!moved && Math.abs(now - x) < SLOP_PX)) return;
      this.gesture.moved = true;
      const [from, to] = [this.scale.at(x), this.scale.at(now - grip)];
      if (mode === "brush") this.go({ a: Math.min(from, to), b: Math.max(from, to) });
      else this.go(mode === "shift" ? this.shift(to - from, start) : this.withEdge(mode, to));
    }
    release(event) {
      const { gesture } = this;
      if (event.pointerId !== gesture?.id) return;
      if (!gesture.moved) this.go(this.withEdge(this.nearest(gesture.x), this.scale.at(gesture.x)));
      this.end(gesture);
    }
    restore() {
      this.span = this.gesture.start;
      this.end(this.gesture);
    }
    end(gesture) {
      this.gesture = null;
      this.dirty = gesture.dirty || !same(this.span, gesture.start);
      this.commit();
    }
    point(event) {
      if (event.pointerType === "mouse") this.drawPeak(this.scale.at(this.xOf(event)));
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
      const busy = (slot) => slot > 0 && slot < axis.end && this.certain[slot] + this.possible[slot] > 0;
      const start = Math.max(1, this.certain.findIndex((n, slot) => busy(slot)));
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
      this.timer = null;
    }
    pause() {
      if (!this.timer) return;
      this.stop();
      this.commit();
    }
    setSpeed(index) {
      this.speed = index % SPEEDS.length;
      const text = format(gettext("%(n)s×"), { n: SPEEDS[this.speed] });
      this.pacer.textContent = text;
      this.pacer.setAttribute("aria-label", format(gettext("Speed %(speed)s"), { speed: text }));
      if (this.timer) this.run();
    }

    /** Show or hide the year fields, which have no room of their own on a narrow screen. */
    edit(open, refocus) {
      this.grid.classList.toggle("at-tl-editing", open);
      this.type.setAttribute("aria-expanded", String(open));
      if (open) this.inputs.a.focus();
      else if (refocus) this.type.focus();
      if (refocus) this.draw();
    }
    typed(edge) {
      const text = this.inputs[edge].value.trim();
      this.typing = null;
      const year = text === "" ? null : Number(text);
      const value = { ...this.axis.value(this.span), [edge === "a" ? "from" : "to"]: year };
      if (/^\d{0,4}$/.test(text)) this.go(this.axis.span(value));
      this.commit();
    }

    layout() {
      const small = this.track.clientWidth < SMALL_PX, { axis } = this;
      const ends = [[gettext("before"), slotName(axis, 0)], [gettext("after"), slotName(axis, axis.end)]];
      this.ends.forEach((node, i) => { node.textContent = ends[i][small ? 0 : 1]; });
      this.size = this.handles.a.offsetWidth;
      const gutter = Math.max(this.size / 2, ...this.ends.map((node) => node.offsetWidth - 10)); // room for the end labels
      this.scale = makeScale(axis, this.track.clientWidth - 2 * gutter, globalThis.devicePixelRatio || 1, small);
      this.plot.style.setProperty("--width", `${this.scale.width}px`);
      this.plot.classList.toggle("at-tl-thin", this.scale.pitch < 5);
      this.rule.firstChild.setAttribute("d", tickPath(this.scale, axis));
      this.grid.classList.remove("at-tl-ease");
      this.layoutTicks();
      this.drawBars();
      this.draw();
    }
    layoutTicks() {
      const { scale } = this, half = Math.max(...this.ticks.map((node) => node.offsetWidth)) / 2 + 3;
      const rare = scale.pitch * 10 < 2 * half;
      this.ends.forEach((node, i) => node.style.setProperty("--x", `${i ? scale.width - scale.bin : scale.bin}px`));
      for (const node of this.ticks) {
        const x = scale.middle(Number(node.dataset.slot));
        node.style.setProperty("--x", `${x}px`);
        node.hidden = (rare && node.textContent % 20 !== 0) || x - half < scale.bin || x + half > scale.width - scale.bin;
      }
    }
    drawBars() {
      const height = this.pale.clientHeight, { certain, possible } = this;
      const totals = certain.map((n, slot) => n + possible[slot]), years = totals.slice(1, -1);
      const paths = barPaths(this.scale, certain, possible, Math.max(1, ...years), height);
      for (const bars of [this.pale, this.dark]) paths.forEach((d, i) => bars.children[i].setAttribute("d", d));
      this.ends.forEach((node) => { node.style.visibility = totals[node.dataset.slot] > 0 ? "" : "hidden"; });
      this.tallest = Math.max(...years) > 0 ? 1 + years.indexOf(Math.max(...years)) : null;
      this.drawPeak();
    }
    /** Say what the bar at `slot` counts; without one, the tallest year. */
    drawPeak(slot = this.tallest) {
      const { certain, possible, scale, axis } = this;
      const say = (one, many, n) => format(ngettext(one, many, n), { n });
      const counts = slot === null ? [gettext("no events")] : [say("%(n)s event", "%(n)s events", certain[slot] + possible[slot])];
      if (possible[slot] > 0) counts.push(say("%(n)s only possible", "%(n)s only possible", possible[slot]));
      this.peak.textContent = (slot === null ? "" : `${slotName(axis, slot)}: `) + counts.join(", ");
      const half = this.peak.offsetWidth / 2, x = slot === null ? scale.width / 2 : scale.middle(slot);
      this.peak.style.setProperty("--x", `${clamp(x, half, scale.width - half)}px`);
    }
    draw() {
      const { axis, span, scale, gesture } = this, { a, b } = this.edges();
      this.centres = apart(a, b, this.size, scale.width);
      if (gesture?.moved && gesture.mode in this.handles) this.centres[gesture.mode] = this.edges()[gesture.mode] + gesture.lean;
      const places = { "--a": a, "--b": b, "--ha": this.centres.a, "--hb": this.centres.b };
      for (const [name, x] of Object.entries(places)) this.plot.style.setProperty(name, `${x}px`);
      [this.main.textContent, this.note.textContent] = words(axis, span);
      const { from, to } = axis.value(span);
      this.drawEdge("a", from, 0, span.b);
      this.drawEdge("b", to, span.a, axis.end);
      this.drawButtons();
    }
    drawEdge(edge, value, low, high) {
      const { axis, span } = this, handle = this.handles[edge], input = this.inputs[edge];
      const [min, max, now] = [low, high, span[edge]].map(axis.year);
      put(handle, { "aria-valuemin": min, "aria-valuemax": max, "aria-valuenow": now, "aria-valuetext": slotName(axis, span[edge]) });
      handle.classList.toggle("at-tl-open", value === null);
      if (this.typing !== edge) input.value = value ?? "";
    }
    drawButtons() {
      const { axis, span } = this, playing = Boolean(this.timer);
      this.grid.classList.toggle("at-tl-whole", same(span, axis.all));
      this.grid.classList.toggle("at-tl-playing", playing);
      this.player.setAttribute("aria-label", playing ? gettext("Pause") : gettext("Play"));
      this.back.setAttribute("aria-disabled", String(same(this.shift(-1), span)));
      this.forward.setAttribute("aria-disabled", String(same(this.shift(1), span)));
      this.whole.setAttribute("aria-pressed", String(same(span, axis.all)));
    }

    take(all, possible) {
      this.possible = possible.map((n, slot) => Math.min(n, all[slot]));
      this.certain = all.map((n, slot) => n - this.possible[slot]);
    }
    /** Take new counts (`possible` of them only possible) and, unless the visitor is changing it, a new window. */
    update({ counts, possible, value }) {
      if (counts) this.take(slots(this.axis.end - 1, counts), slots(this.axis.end - 1, possible));
      if (value && !this.gesture && !this.timer && !this.dirty) this.span = this.sent = this.axis.span(value);
      if (counts) this.drawBars();
      this.draw();
    }
    destroy() {
      this.stop();
      cancelAnimationFrame(this.frame);
      this.ending.abort();
      this.observer.disconnect();
      this.node.remove();
    }
  }

  /** A time slider in `root`: {update(state), pause(), destroy()}. */
  function timeline(root, options) {
    const widget = new Timeline(root, options);
    return { update: (state) => widget.update(state), pause: () => widget.pause(), destroy: () => widget.destroy() };
  }

  atlas.timeline = timeline;
})(globalThis.atlas ??= {});
