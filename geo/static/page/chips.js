"use strict";
// What the page is narrowed to, each filter with a way out of it.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill, format } = atlas;
  const _ = (text) => atlas.gettext(text);

  /**
   * Show the filters of a query in `root`. `on`: {drop(part, change), keep(field, ids), unfocus(focus), clear(), empty()}:
   * the last has the focus when no filter is left.
   * @type {Atlas.Namespace["chips"]}
   */
  function chips(root, data, on) {
    const { ask } = atlas.questions();
    const names = namesOf(data);
    let shown = "";

    /** The room of the line is taken at once, so that the map is brought to what is found in the room that is left. */
    function update(query) {
      const any = active(query, new Map()).length > 0;
      root.hidden = !any;
      root.parentElement?.classList.toggle("at-chipped", any);
      const wholes = query.focus.filter(({ what }) => what === "within").map(({ id }) => id);
      const known = wholes.map((id) => data.eventIndex.get(id)).filter((i) => i !== undefined);
      const titles = async () => new Map((await data.source.list(known)).map((row) => [data.events.id.at(row.event), row.title]));
      return ask(titles, (found) => put(query, found), () => put(query, new Map()));
    }

    function put(query, titles) {
      const all = active(query, titles);
      const says = JSON.stringify(all.map(({ text }) => text));
      if (says === shown) return;
      shown = says;
      const at = buttons().indexOf(/** @type {HTMLElement} */ (atlas.activeIn(root)));
      const clear = el("button", { type: "button", class: "at-link at-chips-clear", text: _("Clear all filters"), on: { click: on.clear } });
      fill(root, all.map(chip), all.length > 1 ? clear : null);
      if (at < 0) return;
      const left = buttons();
      if (left.length) left[Math.min(at, left.length - 1)].focus();
      else on.empty();
    }

    const buttons = () => /** @type {HTMLElement[]} */ ([...root.querySelectorAll("button")]);

    const chip = ({ text, label, act }) => el("button", { type: "button", class: "at-chip", "aria-label": label ?? format(_("No longer only %(name)s"), { name: text }), on: { click: act } },
      el("span", { class: "at-chip-name", dir: "auto", text }), el("span", { "aria-hidden": "true", text: "×" }));

    /** The filters that are on: {text, label, act}. */
    function active(query, titles) {
      const { from, to, text, certain, focus } = query;
      const some = (field, ids) => ids.map((id) => ({ text: names[field].get(id) ?? id, act: () => on.keep(field, ids.filter((other) => other !== id)) }));
      const focused = (what) => focus.filter((one) => one.what === what).map(({ id }) => id);
      return [
        ...(text ? [{ text: `“${text}”`, act: () => on.drop("text", { text: "" }) }] : []),
        ...(from !== null || to !== null ? [{ text: atlas.yearSpan(from ?? data.axis.first, to ?? data.axis.last), act: () => on.drop("years", { from: null, to: null }) }] : []),
        ...(certain ? [{ text: _("Only certain"), label: _("Also only possibly in these years"), act: () => on.drop("certain", { certain: false }) }] : []),
        ...some("org", query.org), ...some("kind", query.kind), ...some("group", focused("group")), ...some("person", focused("person")),
        ...focused("within").map((id) => ({ text: titles.get(id) ?? id, act: () => on.unfocus({ what: "within", id }) })),
      ];
    }

    return { update };
  }

  /** What the ids of each filter are called. */
  function namesOf(/** @type {Atlas.Data} */ data) {
    const byId = (rows) => new Map(rows.map(({ id, name }) => [id, name]));
    return { org: byId([...data.organizations, ...data.families, { id: atlas.NONE_NAMED, name: _("None named") }]), kind: byId(data.kinds), group: byId(data.groups), person: byId(data.persons) };
  }

  atlas.chips = chips;
})(globalThis.atlas ??= {});
