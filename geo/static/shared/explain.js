"use strict";
// Names of bodies, groups and persons in a card: touching one tells what it is, and leads to all its events. So do words
// of the field (troika): touching one tells what it means, and who says so.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;
  const _ = (text) => atlas.gettext(text);

  const CLOSED = "button, a, .at-untranslated"; // what leads elsewhere, or is no text of the dataset

  /**
   * A name that opens, beneath it, what `tell()` gives: [button, box]. Escape closes it and gives the focus back.
   * @type {Atlas.Namespace["explained"]}
   */
  function explained(name, tell, look = "at-link at-inline") {
    const box = el("div", { class: "at-explained", hidden: true });
    const button = el("button", { type: "button", class: look, "aria-expanded": "false", on: { click: () => turn(box.hidden) } }, name);
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

  /** How many events name a record of a table, whatever is shown now. */
  function eventsNaming(/** @type {Atlas.Data} */ data, /** @type {"org" | "group" | "person"} */ what, /** @type {number} */ at) {
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
    const button = el("button", { type: "button", class: "at-button", on: { click: press } });
    const say = (/** @type {number} */ n) => atlas.say(button, atlas.format(atlas.ngettext("Show its %(n)s event", "Show its %(n)s events", n), { n }));
    if (data.remote) data.remote.naming(what, at).then(say, console.error);
    else say(eventsNaming(data, what, at));
    return button;
  }

  /** Notes of bodies are written in the dataset's own language. */
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
      atlas.termsIn(data, [name, row.abbreviation].join(" ")).map(({ term }) => atlas.termMeaning(term)),
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
    const said = (field, text) => (text ? el("p", {}, atlas.dataText(text, atlas.isUntranslated(row, field))) : null);
    return explained(name, () => [
      row.years ? el("p", { text: row.years }) : null,
      said("role", row.was),
      said("note", row.note),
      atlas.pictures?.(data, row.media),
      showAll(data, what, rows.findIndex(({ id }) => id === row.id), () => on.focus?.({ what, id: row.id })),
    ]);
  }

  /**
   * What makes the terms of a card's nodes explain themselves, each where it stands first; what opens comes after its node.
   * @type {Atlas.Namespace["termsOf"]}
   */
  function termsOf(data) {
    const fresh = atlas.newTerms(data);

    /** Puts buttons in the place of the new terms of a text, and returns what they open. */
    function buttons(/** @type {Text} */ node) {
      const found = fresh(node.data).map(({ term, text, at }) => ({ text, at, nodes: explained(text, () => atlas.termMeaning(term), "at-term") }));
      for (const { text, at, nodes: [button] } of [...found].reverse()) {
        const word = node.splitText(at);
        word.splitText(text.length);
        word.replaceWith(button);
      }
      return found.map(({ nodes: [, box] }) => box);
    }

    function inside(/** @type {HTMLElement} */ node) {
      const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
      const texts = [];
      while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
      return texts.filter((text) => !text.parentElement?.closest(CLOSED)).flatMap(buttons);
    }

    return (node) => node && [node, ...inside(node)];
  }

  Object.assign(atlas, { explained, termsOf, bodyLink, namedLink });
})(globalThis.atlas ??= {});
