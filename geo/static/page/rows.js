"use strict";
// A list of any length, of which only what its box shows, and some more, stands in the document.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const GUESS = 92; // CSS pixels: height of a row before one was seen
  const TALLEST = 15e6; // CSS pixels that a browser can lay out
  const ANCHORS = CSS.supports("overflow-anchor", "auto"); // whether the browser itself keeps in its place what is read
  const AROUND = 0.6; // heights of the box that are kept ready above and below it

  /** Rows in `list`, an <ol> that scrolls inside `box` between `above` and `below`; where several questions for rows overlap, only the last answer counts. */
  class Rows {
    constructor(/** @type {HTMLElement} */ list, /** @type {HTMLElement} */ box) {
      this.list = list;
      this.box = box;
      this.above = atlas.el("div", {}); // as high as the rows that do not stand there
      this.below = atlas.el("div", {});
      this.ask = /** @type {(places: number[]) => Promise<HTMLElement[]>} */ (async () => []);
      this.failed = /** @type {(error: unknown) => void} */ (() => {});
      this.n = 0;
      this.first = 0; // of the rows that stand there
      this.rows = /** @type {Map<number, HTMLElement>} */ (new Map()); // by place in the list
      this.asked = 0;
      this.row = GUESS; // mean height
      this.top = 0; // as far as the box was scrolled
      this.height = innerHeight;
      this.before = 0; // height of what stands above the list in its box
      this.frame = 0;
      box.addEventListener("scroll", () => (this.frame ||= requestAnimationFrame(() => this.follow())), { passive: true });
      list.addEventListener("keydown", (event) => this.key(event));
      const sizes = new ResizeObserver(() => this.measure());
      for (const node of [box, list]) sizes.observe(node);
    }

    /** Heights are read when the browser has laid out anyway. */
    measure() {
      if (!this.list.isConnected) this.height = innerHeight; // a frame is given its height after it has begun
      if (!this.list.offsetParent) return;
      if (this.box.clientHeight > this.height) this.frame ||= requestAnimationFrame(() => this.follow()); // there is room for more than were asked for
      this.height = this.box.clientHeight;
      this.before = this.above.getBoundingClientRect().top - this.box.getBoundingClientRect().top + this.box.scrollTop;
      const rows = this.inOrder();
      if (rows.length) this.row = Math.max(1, (rows[rows.length - 1].getBoundingClientRect().bottom - rows[0].getBoundingClientRect().top) / rows.length);
    }

    /** Height that stands for a row that is not there. */
    unit(n = this.n) {
      return Math.min(this.row, TALLEST / Math.max(1, n));
    }

    /** How many rows stand there. */
    get length() {
      return Math.ceil(((1 + 2 * AROUND) * this.height) / this.row) + 2;
    }

    /**
     * Make ready to show `n` other rows, as far scrolled as the box is: a promise of what puts them there. `ask(places)`
     * gives a promise of the rows at some places of the list, each an <li> with a button; `failed` hears that later ones
     * did not come.
     */
    async ready(n, ask, failed) {
      const { places } = this.window(this.at(this.top, n), n);
      const made = await ask(places);
      return () => {
        this.asked += 1;
        Object.assign(this, { n, ask, failed });
        this.put(places[0] ?? 0, new Map(places.map((place, i) => [place, made[i]])), { fresh: true });
      };
    }

    get nodes() {
      return [this.above, this.list, this.below];
    }

    /** Nothing stands there. */
    clear() {
      this.asked += 1;
      Object.assign(this, { n: 0, rows: new Map() });
      this.put(0, this.rows, { fresh: true });
    }

    /** The places of the rows that stand there together, if one begins at `first`. */
    window(first, n = this.n) {
      const start = Math.max(0, Math.min(first, n - this.length));
      return { start, places: Array.from({ length: Math.min(this.length, n - start) }, (_, i) => start + i) };
    }

    /** The first place of the rows around a scrolled height. */
    at(top, n = this.n) {
      return Math.max(0, Math.floor((top - this.before - AROUND * this.height) / this.unit(n)));
    }

    /** Let the rows from a place on stand there, when they have come; `anchor` is one that keeps its height on the screen. */
    async bring(first, anchor = /** @type {HTMLElement | null} */ (null)) {
      this.asked += 1;
      const mine = this.asked;
      const { start, places } = this.window(first);
      const missing = places.filter((place) => !this.rows.has(place));
      const made = await this.ask(missing).catch((error) => mine === this.asked && this.failed(error));
      if (mine !== this.asked || !made) return false;
      const found = new Map(missing.map((place, i) => [place, made[i]]));
      const rows = /** @type {[number, HTMLElement][]} */ (places.map((place) => [place, found.get(place) ?? this.rows.get(place)]));
      this.put(start, new Map(rows), { anchor });
      return true;
    }

    /** The row that has the keyboard's focus stays, unseen, when it is scrolled away, so that the next key finds it. */
    put(first, rows, { fresh = false, anchor = /** @type {HTMLElement | null} */ (null) }) {
      const held = atlas.activeIn(this.list);
      const holder = /** @type {HTMLElement | null} */ (held && this.list.contains(held) ? held.closest("li") : null);
      const away = holder && !fresh && !rows.has(placeOf(holder)) ? holder : null;
      const stood = ANCHORS ? 0 : anchor?.getBoundingClientRect().top ?? 0;
      Object.assign(this, { first, rows });
      away?.classList.add("at-away");
      for (const [place, node] of rows) {
        node.classList.remove("at-away");
        atlas.putAttributes(node, { "aria-setsize": this.n, "aria-posinset": place + 1 });
      }
      const nodes = this.inOrder();
      atlas.arrange(this.list, !away ? nodes : placeOf(away) < first ? [away, ...nodes] : [...nodes, away]);
      this.above.style.height = `${first * this.unit()}px`;
      this.below.style.height = `${(this.n - first - rows.size) * this.unit()}px`;
      if (anchor?.isConnected && !ANCHORS) this.box.scrollTop += anchor.getBoundingClientRect().top - stood;
      if (held && holder && !holder.isConnected) this.find(held.dataset.list)?.focus({ preventScroll: true });
    }

    /** The button of a row that stands there, by its id. */
    find(id) {
      return /** @type {HTMLElement | null} */ (this.list.querySelector(`[data-list="${CSS.escape(id ?? "")}"]`));
    }

    inOrder() {
      return [...this.rows.values()];
    }

    /** Bring what the box has been scrolled to. */
    follow() {
      this.frame = 0;
      if (!this.list.offsetParent) return;
      this.top = this.box.scrollTop;
      if (!this.rows.size) return;
      const rows = this.inOrder(), zero = this.box.getBoundingClientRect().top;
      const [top, bottom] = [rows[0].getBoundingClientRect().top - zero, rows[rows.length - 1].getBoundingClientRect().bottom - zero];
      const margin = (AROUND * this.height) / 2;
      if ((top <= -margin || this.first === 0) && (bottom >= this.height + margin || this.first + rows.length >= this.n)) return;
      const anchor = rows.find((node) => node.getBoundingClientRect().bottom > zero) ?? null;
      const near = anchor && top <= this.height && bottom >= 0;
      if (near) this.bring(this.first + rows.indexOf(anchor) - Math.round((AROUND * this.height) / this.row), anchor);
      else this.bring(this.at(this.top));
    }

    /** Arrows, Home and End lead from row to row, also to those that do not stand there yet. */
    key(event) {
      const item = event.target.closest("li");
      const by = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity }[event.key];
      if (!item || by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.focus(Math.max(0, Math.min(placeOf(item) + by, this.n - 1)));
    }

    /** Give the keyboard's focus to a row. */
    async focus(place) {
      if (!this.rows.has(place) && !(await this.bring(place - Math.round(this.length / 3)))) return;
      this.rows.get(place)?.querySelector("button")?.focus();
    }
  }

  const placeOf = (node) => Number(node.getAttribute("aria-posinset")) - 1;

  atlas.Rows = Rows;
})(globalThis.atlas ??= {});
