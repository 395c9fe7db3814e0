"use strict";
// Choices in two levels: a group ("secret police") and its items ("OGPU"), with their counts.
// The value is a list of ids. Empty means everything; a group's id stands for all its items. What has no items is in
// `extra`; there may be thousands of it.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, arrange, say, gettext, ngettext, format } = atlas;
  const LONG = 12; // choices from which on a box narrows the list
  const MOST = 300; // of a flat list that are written; what else there is, its box finds
  let lists = 0; // for ids that aria-controls can name

  /** What a press on group `group` makes of the chosen ids: the whole group, or nothing of it. */
  function toggleGroup(chosen, group) {
    const next = without(chosen, group);
    return chosen.has(group.id) ? next : next.add(group.id);
  }

  /** A press on an item: it alone, when its whole group was chosen; else one more, or one fewer. */
  function toggleItem(chosen, group, id) {
    if (chosen.has(group.id)) return group.items.length > 1 ? without(chosen, group).add(id) : without(chosen, group);
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    const complete = group.items.every((item) => next.has(item.id));
    return complete ? without(next, group).add(group.id) : next;
  }

  function without(chosen, { id, items }) {
    const next = new Set(chosen);
    for (const gone of [id, ...items.map((item) => item.id)]) next.delete(gone);
    return next;
  }

  /** "true", "mixed" or "false" for aria-pressed. */
  function pressed(chosen, { id, items }) {
    if (chosen.has(id)) return "true";
    return items.some((item) => chosen.has(item.id)) ? "mixed" : "false";
  }

  /** A toggle button; `paint` shows what it stands for now, `press` is what a press does. */
  class Pill {
    constructor(className, press) {
      this.disc = el("span", { class: "at-ch-disc", "aria-hidden": "true" });
      this.title = el("span", { class: "at-ch-title" });
      this.detail = el("span", { class: "at-ch-detail" });
      this.years = el("span", { class: "at-ch-years" });
      this.count = el("span", { class: "at-ch-count", "aria-hidden": "true" });
      this.hiddenCount = el("span", { class: "at-sr" });
      this.painted = "";
      const texts = el("span", { class: "at-ch-texts" }, this.title, " ", this.years, " ", this.detail);
      this.node = el("button", { type: "button", class: `at-ch-pill ${className}`, on: { click: press } }, this.disc, texts, this.count, this.hiddenCount);
    }

    /** @param {Atlas.ChoiceItem} item */
    paint({ name, short, years, mark, colour, count }, state) {
      const painted = [name, short, years, mark, colour, count, state].join("\n");
      if (painted === this.painted) return;
      this.painted = painted;
      say(this.title, short || name);
      say(this.detail, short && short !== name ? name : "");
      say(this.years, years ?? "");
      atlas.fill(this.disc, mark && colour ? atlas.markIcon({ mark, colour }) : null);
      say(this.count, count === undefined ? "" : atlas.number(count));
      say(this.hiddenCount, count === undefined ? "" : `, ${format(ngettext("%(n)s event", "%(n)s events", count), { n: count })}`);
      this.node.classList.toggle("at-ch-marked", Boolean(mark));
      this.node.classList.toggle("at-ch-none", count === 0);
      this.node.setAttribute("aria-pressed", state);
    }
  }

  /** A group's pill, the button that opens it, and the pills of its items. */
  class Group {
    constructor(owner) {
      this.owner = owner;
      this.items = new Map();
      this.pill = new Pill("at-ch-first", () => owner.change(toggleGroup(owner.chosen, this.data)));
      this.list = el("div", { class: "at-ch-items", id: `at-ch-${++lists}`, hidden: true });
      this.opener = el("button", {
        type: "button", class: "at-ch-opener", "aria-expanded": "false", "aria-controls": this.list.id,
        on: { click: () => this.open(this.list.hidden) },
      });
      this.isOpen = false;
      this.node = el("div", { class: "at-ch-group" }, el("div", { class: "at-ch-row" }, this.pill.node, this.opener), this.list);
    }

    open(shown) {
      this.isOpen = shown;
      this.unfold(shown);
    }

    unfold(shown) {
      this.list.hidden = !shown;
      this.opener.setAttribute("aria-expanded", String(shown));
    }

    /** Show only what `fits`: the whole group, or the items that do; null shows what is open. */
    narrow(fits) {
      const whole = !fits || fits(this.data);
      const found = this.data.items.filter((item) => fits?.(item));
      for (const item of this.data.items) this.items.get(item.id).node.hidden = !whole && !found.includes(item);
      this.node.hidden = !whole && !found.length;
      this.unfold(this.isOpen || found.length > 0);
      return !this.node.hidden;
    }

    paint(data, chosen) {
      const state = pressed(chosen, data);
      const born = this.data === undefined;
      this.data = data;
      this.pill.paint(data, state);
      this.opener.hidden = data.items.length === 0;
      this.opener.setAttribute("aria-label", format(gettext("Parts of %(name)s"), { name: data.name }));
      this.paintItems(data.items, chosen);
      if (born && state === "mixed") this.open(true);
    }

    paintItems(items, chosen) {
      const whole = chosen.has(this.data.id);
      this.items = keep(this.items, items, (id) => new Pill("at-ch-item", () => this.owner.change(toggleItem(this.owner.chosen, this.data, id))));
      for (const item of items) {
        const pill = this.items.get(item.id);
        pill.paint(item, String(whole || chosen.has(item.id)));
        pill.node.classList.toggle("at-ch-via", whole);
      }
      arrange(this.list, [...this.items.values()].map((pill) => pill.node));
    }
  }

  /** The parts of `parts` that `data` still names, and new ones, in the order of `data`. */
  function keep(parts, data, make) {
    return new Map(data.map(({ id }) => [id, parts.get(id) ?? make(id)]));
  }

  class Choices {
    constructor(root, options) {
      this.options = options;
      this.chosen = new Set();
      this.groups = new Map();
      this.extras = new Map();
      this.state = /** @type {Atlas.ChoicesState} */ ({ groups: [], extra: [], value: [] });
      this.all = new Pill("at-ch-first at-ch-all", () => this.change(new Set()));
      this.box = options.words ? atlas.narrowing({ label: options.label, words: options.words, changed: () => this.paint() }) : null;
      this.list = el("div", { class: "at-choices", role: "group", "aria-label": options.label });
      this.note = el("p", { class: "at-ch-note", role: "status" });
      this.node = el("div", {}, this.box?.node, this.list, this.note);
      this.paint();
      root.append(this.node);
    }

    known() {
      const { groups, extra } = this.state;
      return [...groups.flatMap(({ id, items = [] }) => [id, ...items.map((item) => item.id)]), ...extra.map(({ id }) => id)];
    }

    /** Show the new choice and report it in the order of the list. */
    change(chosen) {
      const value = this.known().filter((id) => chosen.has(id));
      this.update({ value });
      this.options.onChange?.(value);
    }

    update(state) {
      this.state = { ...this.state, ...state };
      this.state.groups = this.state.groups.map((group) => ({ ...group, items: group.items ?? [] }));
      const known = new Set(this.known());
      this.chosen = new Set(this.state.value.filter((id) => known.has(id)));
      this.keepingFocus(() => this.paint());
    }

    keepingFocus(action) {
      const root = /** @type {Document | ShadowRoot} */ (this.node.getRootNode());
      const held = root.activeElement;
      action();
      if (held instanceof HTMLElement && this.node.contains(held) && root.activeElement !== held) held.focus({ preventScroll: true });
    }

    paint() {
      const { groups, more = 0 } = this.state;
      if (this.box) this.box.node.hidden = this.known().length < LONG;
      const fits = this.box?.fits() ?? null;
      const extra = this.ranked().filter((item) => !fits || fits(item));
      const written = extra.filter(({ id }, rank) => rank < MOST || this.chosen.has(id));
      this.groups = keep(this.groups, groups, () => new Group(this));
      this.extras = keep(this.extras, written, (id) => new Pill("at-ch-first", () => this.change(toggleGroup(this.chosen, { id, items: [] }))));
      for (const data of groups) this.groups.get(data.id).paint(data, this.chosen);
      for (const data of written) this.extras.get(data.id).paint(data, String(this.chosen.has(data.id)));
      this.all.paint({ name: this.options.all ?? gettext("All") }, String(this.chosen.size === 0));
      this.all.node.hidden = Boolean(fits);
      arrange(this.list, [this.all, ...this.groups.values(), ...this.extras.values()].map((part) => part.node));
      const found = groups.filter(({ id }) => this.groups.get(id).narrow(fits)).length + written.length;
      say(this.note, this.noteOf(fits, found, extra.length - written.length + more));
    }

    /** What has no items: of a `ranked` list what has most events first, else as it came. */
    ranked() {
      const { extra } = this.state;
      if (!this.options.ranked) return extra;
      const { compare } = new Intl.Collator(atlas.language());
      return [...extra].sort((a, b) => (b.count ?? 0) - (a.count ?? 0) || compare(a.name, b.name));
    }

    noteOf(fits, found, left) {
      if (this.box?.failed) return gettext("These texts could not be loaded. Try again.");
      if (fits && !found) return gettext("No name in this list begins so.");
      return left ? format(ngettext("%(n)s more: type a part of the name.", "%(n)s more: type a part of the name.", left), { n: left }) : "";
    }

    destroy() {
      this.node.remove();
    }
  }

  /**
   * Choices in `root`: {update(state), destroy()}; options are {label, all, ranked, words, onChange(ids)}. With `words`, see
   * atlas.narrowing, a long list has a box that narrows it.
   */
  function choices(root, options) {
    const widget = new Choices(root, options);
    return { update: (state) => widget.update(state), destroy: () => widget.destroy() };
  }

  atlas.choices = choices;
})(globalThis.atlas ??= {});
