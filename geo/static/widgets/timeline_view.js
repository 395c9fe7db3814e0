"use strict";
// The parts of the time slider and how they are drawn; what can be done with them is in timeline.js.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, gettext, ngettext, format } = atlas;
  const { clamp, same, makeAxis, shifted, slotName, words, makeScale, apart, barPaths, tickPath, stepOf } = atlas.timelineAxis;
  const SMALL_PX = 640; // a narrower track has short labels and narrow end bins
  const SHORT = 40; // slots; on a shorter axis every year may be named
  const ICONS = { back: "M14.5 6 8.5 12l6 6", forward: "M9.5 6l6 6-6 6", play: "M8.5 5.5v13L18.5 12z", pause: "M9 6v12M15 6v12" };
  const put = (node, attributes) => Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));

  function svg(className, ...paths) {
    const [node, ...children] = ["svg", ...paths.map(() => "path")].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
    put(node, { class: className, "aria-hidden": "true" });
    children.forEach((child, i) => put(child, paths[i]));
    node.append(...children);
    return node;
  }

  /** What is to be seen: the parts, their places, and drawing. timeline.js is what can be done with it. */
  class TimelineView {
    constructor(options) {
      this.axis = makeAxis(options.first, options.last);
      this.span = this.axis.all;
      this.certain = this.possible = Array(this.axis.end + 1).fill(0);
      this.speed = 0;
      this.build();
    }

    build() {
      this.main = el("span", { class: "at-tl-main" });
      this.note = el("span", { class: "at-tl-note" });
      this.type = this.button("at-tl-type", null, () => this.edit(!this.grid.classList.contains("at-tl-editing")));
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
      const unit = this.axis.end > SHORT ? 10 : 1;
      const named = [...Array(this.axis.end).keys()].slice(1).filter((slot) => this.axis.year(slot) % unit === 0);
      this.ticks = named.map((slot) => part("tick", { "data-slot": slot, text: this.axis.year(slot) }));
      this.peak = part("peak");
      this.band = atlas.timelineBand();
      this.plot = el("div", { class: "at-tl-plot" }, part("window"), this.pale, this.dark, this.rule, this.band.nodes, part("rail"),
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

    edges() { return { a: this.scale.left(this.span.a), b: this.scale.right(this.span.b) }; }
    shift(by, span = this.span) {
      const filled = (slot) => this.certain[slot] + this.possible[slot] > 0;
      return shifted(this.axis, span, by, { before: filled(0), after: filled(this.axis.end) });
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
      for (const node of this.ticks) node.hidden = false; // what is hidden has no width
      const { scale } = this, half = Math.max(...this.ticks.map((node) => node.offsetWidth)) / 2 + 3;
      const step = stepOf(scale, 2 * half);
      this.ends.forEach((node, i) => node.style.setProperty("--x", `${i ? scale.width - scale.bin : scale.bin}px`));
      for (const node of this.ticks) {
        const x = scale.middle(Number(node.dataset.slot));
        node.style.setProperty("--x", `${x}px`);
        node.hidden = node.textContent % step !== 0 || x - half < scale.bin || x + half > scale.width - scale.bin;
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
      this.band.update({}, this.axis, this.scale);
    }
    /** Say what the bar at `slot` counts; without one, the tallest year. */
    drawPeak(slot = this.tallest) {
      const { certain, possible, scale, axis } = this;
      const n = slot === null ? 0 : certain[slot] + possible[slot], maybe = possible[slot];
      const counts = [slot === null ? gettext("no events") : format(ngettext("%(n)s event", "%(n)s events", n), { n })];
      if (maybe > 0) counts.push(format(ngettext("%(n)s only possible", "%(n)s only possible", maybe), { n: maybe }));
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
  }

  atlas.TimelineView = TimelineView;
})(globalThis.atlas ??= {});
