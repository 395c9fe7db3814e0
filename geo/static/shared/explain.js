"use strict";
// Names of bodies, groups and persons in a card: touching one tells what it is, and leads to all its events.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;
  const _ = (text) => atlas.gettext(text);

  /**
   * A name that opens, beneath it, what `tell()` gives: [button, box]. Escape closes it and gives the focus back.
   * @type {Atlas.Namespace["explained"]}
   */
  function explained(name, tell) {
    const box = el("div", { class: "at-explained", hidden: true });
    const button = el("button", { type: "button", class: "at-link at-inline", "aria-expanded": "false", on: { click: () => turn(box.hidden) } }, name);
    function turn(open) {
      if (open && !box.firstChild) atlas.fill(box, tell());
      box.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
    }
    function key(event) {
      if (event.key !== "Escape" || box.hidden) return;
      event.stopPropagation(); // the card stays
      turn(false);
      button.focus();
    }
    for (const node of [button, box]) node.addEventListener("keydown", key);
    return [button, box];
  }

  /**
   * How many events name a record of each table, whatever is shown now.
   * @type {Atlas.Namespace["eventsNaming"]}
   */
  function eventsNaming(data, what, at) {
    const { events } = data;
    let n = 0;
    for (let i = 0; i < events.n; i += 1) {
      const named = what === "org" ? events.organization.subarray(events.offset[i], events.offset[i + 1]) : what === "group" ? events.groups.at(i) : events.persons.at(i);
      if (named.includes(at)) n += 1;
    }
    return n;
  }

  /** The button that shows everything about a body, a group or a person. */
  function showAll(/** @type {Atlas.Data} */ data, what, at, press) {
    const n = eventsNaming(data, what, at);
    return el("button", { type: "button", class: "at-button at-show-all", on: { click: press } }, atlas.format(atlas.ngettext("Show its %(n)s event", "Show its %(n)s events", n), { n }));
  }

  /** Notes of bodies and persons are written in the dataset's own language. */
  const note = (/** @type {Atlas.Data} */ { textLanguage: { lang, base } }, text) => (text ? el("p", {}, atlas.dataText(text, lang !== base)) : null);

  const bodyName = (row) => [atlas.dataText(row.name, atlas.isUntranslated(row, "name")), row.years ? ` (${row.years})` : ""];

  /**
   * A body of a card; where the page can filter it opens its years, what came before and after it, and the way to its events.
   * @type {Atlas.Namespace["bodyLink"]}
   */
  function bodyLink(data, row, name, on) {
    if (!on.organization) return name;
    const { organizations } = data;
    const lines = (label, rows) => rows.map((other) => el("p", {}, `${label} `, bodyName(other)));
    return explained(name, () => [
      el("p", {}, [row.abbreviation, row.years].filter(Boolean).join(" · ")),
      note(data, row.note),
      lines(_("Before it:"), organizations.filter(({ id }) => id === row.after)),
      lines(_("After it:"), organizations.filter(({ after }) => after === row.id)),
      showAll(data, "org", organizations.findIndex(({ id }) => id === row.id), () => on.organization?.(row.id)),
    ]);
  }

  /**
   * A group or a person of a card; where the page can filter it opens who that was and the way to the events.
   * @type {Atlas.Namespace["namedLink"]}
   */
  function namedLink(data, what, row, on) {
    const name = atlas.dataText(row.name, atlas.isUntranslated(row, "name"));
    if (!on.focus) return name;
    const rows = what === "group" ? data.groups : data.persons;
    return explained(name, () => [
      row.years ? el("p", { text: row.years }) : null,
      note(data, row.was),
      note(data, row.note),
      showAll(data, what, rows.findIndex(({ id }) => id === row.id), () => on.focus?.({ what, id: row.id })),
    ]);
  }

  Object.assign(atlas, { explained, eventsNaming, bodyLink, namedLink });
})(globalThis.atlas ??= {});
