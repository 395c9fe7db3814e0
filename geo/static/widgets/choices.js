"use strict";
// Choices in two levels: a group ("secret police") and its items ("OGPU"), with their counts.
// The value is a list of ids. Empty means everything; a group's id stands for all its items.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, arrange, say, gettext, ngettext, format } = atlas;
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
      this.node = el("div", { class: "at-ch-group" }, el("div", { class: "at-ch-row" }, this.pill.node, this.opener), this.list);
    }

    open(shown) {
      this.list.hidden = !shown;
      this.opener.setAttribute("aria-expanded", String(shown));
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
      this.node = el("div", { class: "at-choices", role: "group", "aria-label": options.label });
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
      const { groups, extra } = this.state;
      this.groups = keep(this.groups, groups, () => new Group(this));
      this.extras = keep(this.extras, extra, (id) => new Pill("at-ch-first", () => this.change(toggleGroup(this.chosen, { id, items: [] }))));
      for (const data of groups) this.groups.get(data.id).paint(data, this.chosen);
      for (const data of extra) this.extras.get(data.id).paint(data, String(this.chosen.has(data.id)));
      this.all.paint({ name: this.options.all ?? gettext("All") }, String(this.chosen.size === 0));
      arrange(this.node, [this.all, ...this.groups.values(), ...this.extras.values()].map((part) => part.node));
    }

    destroy() {
      this.node.remove();
    }
  }

  /** Choices in `root`: {update(state), destroy()}; options are {label, all, onChange(ids)}. */
  function choices(root, options) {
    const widget = new Choices(root, options);
    return { update: (state) => widget.update(state), destroy: () => widget.destroy() };
  }

  atlas.choices = choices;
})(globalThis.atlas ??= {});
