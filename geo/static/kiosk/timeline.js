"use strict";
// The years of a kiosk: one year or all, by a touch on the axis; steps go from event to event. Nothing is dragged.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill, clamp } = atlas;
  const _ = (text) => atlas.gettext(text);
  const STEPS = [10, 20, 50, 100, 200, 500, 1000];
  const MOST_TICKS = 9;
  const APART = 0.4; // rem between the names of two years
  const BEYOND = 1.15; // rem that a name may stand out beside the axis, half of the last one: a button comes after 1.3

  /** A drawing of one path over a plane of years. */
  function drawing(className, width, height) {
    const path = atlas.svg("path", {});
    const node = atlas.svg("svg", { class: className, viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", "aria-hidden": "true" }, path);
    return { node, draw: (d) => path.setAttribute("d", d) };
  }

  class KioskTimeline {
    /** `axis`: {first, last}; `chosen(year or null)` hears a choice, `step(-1 or 1)` a step. */
    constructor(root, axis, chosen, step) {
      this.axis = axis;
      this.chosen = chosen;
      this.step = step;
      this.n = axis.last - axis.first + 1;
      this.year = null; // all
      const button = (className, click, ...children) => el("button", { type: "button", class: `at-k-button ${className}`, on: { click } }, ...children);
      this.back = button("at-k-square", () => this.step(-1), atlas.icon("left"));
      this.forward = button("at-k-square", () => this.step(1), atlas.icon("right"));
      this.whole = button("at-k-whole", () => this.chosen(null));
      this.label = el("p", { class: "at-k-year" });
      this.note = el("p", { class: "at-k-note", role: "status" });
      this.paleText = el("span", {});
      this.pale = el("p", { class: "at-k-palekey", hidden: true }, el("span", { class: "at-k-mark at-k-mark-span" }), this.paleText); // what pale bars are
      this.long = drawing("at-k-lane at-k-span", this.n, 1);
      this.own = drawing("at-k-lane", this.n, 1);
      this.spans = []; // first and last year of the events of the place
      this.reach = /** @type {number[] | null} */ (null); // of all of them
      this.now = el("div", { class: "at-k-now", hidden: true });
      this.read = el("div", { class: "at-k-read", hidden: true }); // the years of the event that is read
      this.names = this.ticks();
      this.track = el("div", { class: "at-k-track", role: "slider", tabindex: 0, "aria-valuemin": axis.first, "aria-valuemax": axis.last,
        on: { click: (event) => this.touch(event), keydown: (event) => this.key(event) } }, this.long.node, this.own.node, this.read, this.now, this.names.map(({ node }) => node));
      this.head = el("div", { class: "at-k-timehead" }, this.label, this.note, this.pale, this.whole);
      fill(root, this.head, el("div", { class: "at-k-steps" }, this.back, this.track, this.forward));
      new ResizeObserver(() => (this.draw(), this.spread())).observe(this.track);
    }

    /** Round years; of an axis too short to hold some, its first and its last. Those that say most come first. */
    ticks() {
      const { first, last } = this.axis;
      const step = STEPS.find((years) => this.n / years < MOST_TICKS) ?? STEPS[STEPS.length - 1];
      const years = Array.from({ length: this.n }, (unused, i) => first + i).filter((year) => atlas.isRound(year, step));
      const isRounder = (year) => atlas.isRound(year, 2 * step);
      const few = years.filter(isRounder).length < 2; // small screens show these only
      const left = (year) => (few ? `clamp(1.15em, ${this.middle(year)}%, 100% - 1.15em)` : `${this.middle(year)}%`); // the ends are whole
      const name = (year) => el("span", { class: "at-k-tick", style: { left: left(year) }, text: atlas.yearName(year) });
      return (few ? [...new Set([first, last])] : years).map((year) => ({ year, isFirst: few || isRounder(year), node: name(year) }));
    }

    /** Leave out the names of years that would lie on another or on a button. */
    spread() {
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize), wide = this.track.clientWidth;
      const taken = [];
      for (const { node } of [...this.names].sort((a, b) => Number(b.isFirst) - Number(a.isFirst))) {
        const from = node.offsetLeft - node.offsetWidth / 2, to = from + node.offsetWidth;
        const isFree = from >= -BEYOND * rem && to <= wide + BEYOND * rem && taken.every((one) => to + APART * rem <= one.from || from >= one.to + APART * rem);
        node.style.visibility = isFree ? "" : "hidden";
        if (isFree) taken.push({ from, to });
      }
    }

    middle(year) {
      return ((year - this.axis.first + 0.5) / this.n) * 100;
    }

    touch(event) {
      const box = this.track.getBoundingClientRect();
      const slot = Math.floor(((event.clientX - box.left) / box.width) * this.n);
      this.chosen(this.axis.first + clamp(slot, 0, this.n - 1));
    }

    key(event) {
      const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
      if (by === undefined) return;
      event.preventDefault();
      this.step(by);
    }

    /** Draw the years of the place's own events, `spans` [from, to]. */
    update(spans) {
      this.spans = spans.map((span) => this.within(span)).filter(([from, to]) => from <= to);
      const bounded = spans.filter((span) => span.every((year) => Math.abs(year) < atlas.OPEN));
      this.reach = bounded.length ? [Math.min(...bounded.map(([from]) => from)), Math.max(...bounded.map(([, to]) => to))] : null; // also beyond the axis
      this.draw();
    }

    within([from, to]) {
      return [Math.max(from, this.axis.first), Math.min(to, this.axis.last)];
    }

    /** No block is thinner than a device pixel. */
    draw() {
      const { spans, n, axis } = this;
      this.pale.hidden = spans.every(([from, to]) => from === to);
      const least = n / Math.max(1, this.track.clientWidth * (globalThis.devicePixelRatio || 1)); // years in a pixel
      const left = (start, wide) => Math.min(start, n - wide);
      const block = ([from, to]) => {
        const wide = Math.max(to - from + 1, least);
        return `M${left(from - axis.first, wide)} 0h${wide}v1h${-wide}z`;
      };
      this.own.node.classList.toggle("at-k-thin", least > 0.76);
      this.long.draw(spans.filter(([from, to]) => to > from).map(block).join(""));
      this.own.draw(spans.filter(([from, to]) => to === from).map(block).join(""));
    }

    /**
     * Show a year (or null for all) and what is said of it, `note` [here, elsewhere]; the years `read` [from, to] of an event that is open (else null); and
     * whether there is one before or after: `steps` [back, forward].
     */
    show(year, note, read, steps) {
      this.year = year;
      const { first, last } = this.axis;
      const name = year === null ? "" : atlas.yearName(year);
      const [begins, ends] = read ?? this.reach ?? [first, last];
      this.label.textContent = name || atlas.yearSpan(begins, ends);
      fill(this.note, note.map((text, i) => el("span", { class: i ? "at-k-elsewhere" : null, text })));
      this.note.classList.toggle("at-k-whole-note", year === null); // a low screen has no room for it
      this.head.classList.toggle("at-k-every", year === null && read === null); // there what pale bars are stands in the place of the years
      this.now.hidden = year === null;
      this.now.style.setProperty("--middle", `${this.middle(year ?? first)}%`);
      const [from, to] = this.within([begins, ends]);
      this.read.hidden = read === null || year !== null || from > to; // one frame: nobody would know what two are
      this.read.style.setProperty("--middle", `${this.middle((from + to) / 2)}%`);
      this.read.style.setProperty("--wide", `${((to - from + 1) / this.n) * 100}%`);
      this.track.setAttribute("aria-valuenow", year ?? first);
      this.track.setAttribute("aria-valuetext", name || _("all years"));
      this.whole.setAttribute("aria-pressed", String(year === null && read === null));
      [this.back.disabled, this.forward.disabled] = steps.map((is) => !is);
    }

    speak() {
      this.whole.textContent = _("All years");
      this.paleText.textContent = _("In more than one year");
      this.back.setAttribute("aria-label", _("To the event before"));
      this.forward.setAttribute("aria-label", _("To the next event"));
      this.track.setAttribute("aria-label", _("Years"));
    }
  }

  atlas.KioskTimeline = KioskTimeline;
})(globalThis.atlas ??= {});
