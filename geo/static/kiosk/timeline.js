"use strict";
// The years of a kiosk: one year or all, by steps or by a touch on the axis. Nothing is dragged.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill, clamp } = atlas;
  const _ = (text) => atlas.gettext(text);
  const STEPS = [10, 20, 50, 100, 200, 500, 1000];
  const MOST_TICKS = 9;

  /** A drawing of one path over a plane of years. */
  function drawing(className, width, height) {
    const path = atlas.svg("path", {});
    const node = atlas.svg("svg", { class: className, viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", "aria-hidden": "true" }, path);
    return { node, draw: (d) => path.setAttribute("d", d) };
  }

  class KioskTimeline {
    /** `axis`: {first, last}; `chosen(year or null)` hears a choice. */
    constructor(root, axis, chosen) {
      this.axis = axis;
      this.chosen = chosen;
      this.n = axis.last - axis.first + 1;
      this.year = null; // all
      this.ownYears = []; // in which events of the place begin
      const button = (className, click, text) => el("button", { type: "button", class: `at-k-button ${className}`, text, on: { click } });
      this.back = button("at-k-square", () => this.step(-1), "◀");
      this.forward = button("at-k-square", () => this.step(1), "▶");
      this.whole = button("at-k-whole", () => this.chosen(null), "");
      this.label = el("p", { class: "at-k-year" });
      this.note = el("p", { class: "at-k-note", role: "status" });
      this.all = drawing("at-k-bars", this.n, 1);
      this.long = drawing("at-k-lane at-k-span", this.n, 1);
      this.own = drawing("at-k-lane", this.n, 1);
      this.counts = []; // events of each year of the axis, all of the atlas
      this.spans = []; // first and last year of the events of the place
      this.now = el("div", { class: "at-k-now", hidden: true });
      this.track = el("div", { class: "at-k-track", role: "slider", tabindex: 0, "aria-valuemin": axis.first, "aria-valuemax": axis.last,
        on: { click: (event) => this.touch(event), keydown: (event) => this.key(event) } }, this.all.node, this.long.node, this.own.node, this.now, this.ticks());
      fill(root, el("div", { class: "at-k-timehead" }, this.label, this.note, this.whole), el("div", { class: "at-k-steps" }, this.back, this.track, this.forward));
      new ResizeObserver(() => this.draw()).observe(this.track);
    }

    /** Round years; of an axis too short to hold some, its first and its last. */
    ticks() {
      const { first, last } = this.axis;
      const step = STEPS.find((years) => this.n / years < MOST_TICKS) ?? STEPS[STEPS.length - 1];
      const round = Array.from({ length: this.n }, (unused, i) => first + i).filter((year) => atlas.isRound(year, step));
      const few = round.filter((year) => atlas.isRound(year, 2 * step)).length < 2; // small screens show these only
      const years = few ? [...new Set([first, last])] : round;
      const left = (year) => (few ? `clamp(1rem, ${this.middle(year)}%, 100% - 1rem)` : `${this.middle(year)}%`); // the ends are whole
      return years.map((year) => el("span", { class: `at-k-tick${few || atlas.isRound(year, 2 * step) ? "" : " at-k-odd"}`, style: { left: left(year) }, text: atlas.yearName(year) }));
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
      const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
      if (by === undefined) return;
      event.preventDefault();
      this.step(by);
    }

    /** One year on; from all years to the first or the last year of the place's own events. */
    step(by) {
      const start = by > 0 ? this.ownYears[0] : this.ownYears.at(-1);
      const year = this.year === null ? start ?? this.axis.first : this.year + by;
      this.chosen(clamp(year, this.axis.first, this.axis.last));
    }

    /** Draw what can be shown: `counts` by year of all events, `spans` [from, to] of the place's own. */
    update({ counts, spans }) {
      this.counts = counts;
      this.spans = spans.map(([from, to]) => [Math.max(from, this.axis.first), Math.min(to, this.axis.last)]).filter(([from, to]) => from <= to);
      this.ownYears = this.spans.map(([from]) => from).sort((a, b) => a - b);
      this.draw();
    }

    /** No bar or block is thinner than a device pixel; of years that share one, the highest bar shows. */
    draw() {
      const { counts, spans, n, axis } = this, most = Math.sqrt(Math.max(1, ...counts));
      const least = n / Math.max(1, this.track.clientWidth * (globalThis.devicePixelRatio || 1)); // years in a pixel
      const thin = least > 0.76, width = thin ? least : 0.76;
      const left = (start, wide) => Math.min(start, n - wide);
      const bars = counts.map((count, i) => (count ? `M${left(thin ? i : i + 0.12, width)} 1V${1 - Math.sqrt(count) / most}h${width}V1z` : ""));
      const block = ([from, to]) => {
        const wide = Math.max(to - from + 1, least);
        return `M${left(from - axis.first, wide)} 0h${wide}v1h${-wide}z`;
      };
      for (const { node } of [this.all, this.own]) node.classList.toggle("at-k-thin", thin);
      this.all.draw(bars.join(""));
      this.long.draw(spans.filter(([from, to]) => to > from).map(block).join(""));
      this.own.draw(spans.filter(([from, to]) => to === from).map(block).join(""));
    }

    /** Show a year (or null for all) and what is said of it. */
    show(year, note) {
      this.year = year;
      const { first, last } = this.axis;
      const name = year === null ? "" : atlas.yearName(year);
      this.label.textContent = name || atlas.yearSpan(first, last);
      this.note.textContent = note;
      this.now.hidden = year === null;
      this.now.style.left = `${this.middle(year ?? first)}%`;
      this.track.setAttribute("aria-valuenow", year ?? first);
      this.track.setAttribute("aria-valuetext", name || _("all years"));
      this.whole.setAttribute("aria-pressed", String(year === null));
      this.back.disabled = year === first;
      this.forward.disabled = year === last;
    }

    speak() {
      this.whole.textContent = _("All years");
      this.back.setAttribute("aria-label", _("One year back"));
      this.forward.setAttribute("aria-label", _("One year forward"));
      this.track.setAttribute("aria-label", _("Years"));
    }
  }

  atlas.KioskTimeline = KioskTimeline;
})(globalThis.atlas ??= {});
