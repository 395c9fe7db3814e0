"use strict";
// The filters by what events name: one tab each for organizations, kinds, victims, persons; only one list is open.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, say, format, gettext, ngettext } = atlas;
  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  let made = 0; // for ids that aria-controls can name

  /** A tab with the list of choices that it opens. */
  class Section {
    constructor(/** @type {Atlas.FacetSection} */ { field, label, tool, ...options }, { open, onChange }) {
      const id = `at-fa-${++made}`;
      this.field = field;
      this.count = el("span", { class: "at-fa-count", "aria-hidden": "true" });
      this.hiddenCount = el("span", { class: "at-sr" });
      this.tab = el("button", {
        type: "button", class: "at-fa-tab", role: "tab", id: `${id}-tab`, "aria-controls": id, on: { click: () => open(field) },
      }, el("span", { text: label }), this.count, this.hiddenCount);
      this.panel = el("div", { class: "at-fa-panel", role: "tabpanel", id, "aria-labelledby": `${id}-tab` }, tool);
      this.choices = atlas.choices(this.panel, { label, ...options, onChange: (ids) => onChange(field, ids) });
    }

    update(state) {
      this.choices.update(state);
      const n = state.value.length;
      say(this.count, n ? atlas.number(n) : "");
      say(this.hiddenCount, n ? `, ${format(ngettext("%(n)s chosen", "%(n)s chosen", n), { n })}` : "");
    }

    open(isOpen) {
      this.tab.setAttribute("aria-selected", String(isOpen));
      this.tab.tabIndex = isOpen ? 0 : -1;
      this.panel.hidden = !isOpen;
    }
  }

  /**
   * Filters in `root`: {opened(), update(states), destroy()}. `update` takes the state of each list by its field; of one that is
   * not open only {value} is needed, and `onOpen(field)` asks for the rest. `onChange(field, ids)` hears a choice.
   * @type {Atlas.Namespace["facets"]}
   */
  function facets(root, { sections, onChange, onOpen }) {
    let opened = "";
    const parts = sections.map((section) => new Section(section, { open: choose, onChange }));
    const tabs = el("div", { class: "at-fa-tabs", role: "tablist", "aria-label": gettext("Filters"), on: { keydown: step } }, parts.map(({ tab }) => tab));
    const node = el("div", { class: "at-facets" }, tabs, parts.map(({ panel }) => panel));
    root.append(node);

    function open(field) {
      opened = field;
      for (const part of parts) part.open(part.field === field);
    }

    function choose(field) {
      open(field);
      onOpen?.(field);
    }

    /** Arrow keys lead from tab to tab, as readers of a page expect. */
    function step(event) {
      const at = parts.findIndex(({ field }) => field === opened);
      const next = event.key === "Home" ? 0 : event.key === "End" ? parts.length - 1 : event.key in STEPS ? (at + STEPS[event.key] + parts.length) % parts.length : -1;
      if (next < 0) return;
      event.preventDefault();
      choose(parts[next].field);
      parts[next].tab.focus();
    }

    function update(states) {
      for (const part of parts) if (states[part.field]) part.update(states[part.field]);
      // At first the list opens in which something is chosen, as far as there is one.
      if (!opened) choose((parts.find(({ field }) => states[field]?.value.length) ?? parts[0]).field);
    }

    return { update, opened: () => opened, destroy: () => node.remove() };
  }

  /**
   * The sections of a dataset, of what it has records of; kinds every dataset has. `words(table)` see atlas.narrowing.
   * @type {Atlas.Namespace["facetSections"]}
   */
  function facetSections(has, words, tool) {
    const list = (table, field, label, more) => (has[table] ? [{ field, label, words: words(table), ...more }] : []);
    return [
      { field: "kind", label: gettext("What happened") },
      ...list("organizations", "org", gettext("Organizations"), { tool }),
      ...list("groups", "group", gettext("Victims"), { ranked: true }),
      ...list("persons", "person", gettext("Persons"), { ranked: true }),
    ];
  }

  Object.assign(atlas, { facets, facetSections });
})(globalThis.atlas ??= {});
