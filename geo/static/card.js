"use strict";
// The card: everything known of a place, or of one event that has no place.
(function (atlas) {
  const { el, fill } = atlas;
  const _ = (text) => atlas.gettext(text);

  const MEASURES = {
    arrested: "arrested",
    "cases-examined": "cases examined",
    convicted: "convicted",
    condemned: "sentenced to death",
    executed: "executed",
    killed: "killed",
    deported: "deported",
    "imprisoned-peak": "held at one time, at most",
    "imprisoned-total": "held in all",
    died: "died",
    visitors: "visitors",
  };
  const SCOPES = {
    national: "Concerned the whole country",
    international: "Reached beyond the country",
    region: "Concerned a region",
  };
  const CONFIDENCE = {
    B: "A well-known account that the compilers have not checked against its source.",
    C: "Disputed or weakly supported: read the note.",
  };
  const CERTAINTY = {
    "less-certain": "The location is less certain.",
    uncertain: "The location is uncertain.",
  };
  const READ = { whole: "", part: "read in part", "not-opened": "not opened by the compilers" };

  /** Show places and their events in `root`. `on`: {close(), event(i), place(i)}. */
  function card(root, data, on) {
    let shown = null;

    function places(indices, marks, emphasis) {
      shown = { indices, emphasis };
      const body = indices.length === 1 ? onePlace(data, indices[0], marks) : severalPlaces(data, indices, marks, on);
      fill(root, bar(on), el("div", { class: "at-card-body" }, body));
      scroll(root, emphasis);
    }

    function event(i, marks) {
      shown = { event: i };
      const title = el("h2", { class: "at-card-title", tabindex: "-1", text: _("Without a point on the map") });
      fill(root, bar(on), el("div", { class: "at-card-body" }, title, article(data, i, marks)));
    }

    function refresh(marks) {
      for (const node of root.querySelectorAll("[data-event]")) node.classList.toggle("at-outside", !marks[Number(node.dataset.event)]);
    }

    const focus = () => root.querySelector(".at-card-title")?.focus({ preventScroll: true });
    return { places, event, refresh, focus, shown: () => shown };
  }

  function scroll(root, emphasis) {
    const node = emphasis === undefined ? null : root.querySelector(`[data-event="${Number(emphasis)}"]`);
    if (node) node.scrollIntoView({ block: "start" });
    else root.scrollTop = 0;
  }

  function bar(on) {
    return el("div", { class: "at-card-bar" }, el("button", { type: "button", class: "at-button", on: { click: on.close } }, el("span", { "aria-hidden": "true", text: "← " }), _("All events")));
  }

  function onePlace(data, place, marks) {
    const text = data.places.texts[place];
    const notes = [precision(data.places.precision[place]), _(CERTAINTY[text.certainty] ?? ""), text.note].filter(Boolean);
    return [
      el("h2", { class: "at-card-title", tabindex: "-1", text: data.places.name[place] }),
      names(text.names.filter((row) => row.years || row.name !== data.places.name[place])),
      el("p", { class: "at-card-note", text: notes.join(" ") }),
      data.eventsAt[place].map((i) => article(data, i, marks)),
    ];
  }

  function precision(metres) {
    if (!metres) return "";
    const distance = metres >= 1000 ? `${Math.round(metres / 100) / 10} km` : `${metres} m`;
    return atlas.format(_("The true place lies within %(distance)s of the point."), { distance });
  }

  function names(rows) {
    if (!rows.length) return null;
    const item = (row) => el("li", {}, el("span", { lang: row.lang, text: row.name }), row.years ? el("span", { class: "at-years", text: ` ${row.years}` }) : null);
    return el("ul", { class: "at-names", "aria-label": _("Names") }, rows.map(item));
  }

  function severalPlaces(data, indices, marks, on) {
    const heading = atlas.format(atlas.ngettext("%(n)s place here", "%(n)s places here", indices.length), { n: indices.length });
    const part = (place) => [
      el("h3", { class: "at-card-place" }, el("button", { type: "button", class: "at-link", text: data.places.name[place], on: { click: () => on.place(place) } })),
      data.eventsAt[place].map((i) => article(data, i, marks)),
    ];
    const hint = el("p", { class: "at-card-note", text: _("They lie too near each other to be drawn apart at this zoom.") });
    return [el("h2", { class: "at-card-title", tabindex: "-1", text: heading }), hint, indices.map(part)];
  }

  /** One event in full. */
  function article(data, i, marks) {
    const text = data.texts[i];
    return el(
      "article",
      { class: `at-event${marks[i] ? "" : " at-outside"}`, "data-event": i },
      el("p", { class: "at-event-date", text: data.events.date[i] || _("Without a date") }),
      el("h3", { class: "at-event-title", text: data.events.title[i] }),
      kindLine(data, i),
      el("p", { class: "at-event-outside", text: _("Outside the present filter.") }),
      el("p", { class: "at-event-text", text: text.description }),
      figures(text.figures),
      people(_("Organizations"), text.organizations, data),
      people(_("Victims"), text.groups),
      people(_("Persons"), text.persons),
      part(text.part_of),
      doubt(text),
      sources(text.citations),
    );
  }

  function kindLine(data, i) {
    const detail = data.events.detail[i];
    const kinds = [data.kinds[data.events.kind[i]].name, detail === atlas.NO_DETAIL ? "" : data.kinds[detail].name];
    const scope = _(SCOPES[data.texts[i].scope] ?? "");
    return el("p", { class: "at-event-kind", text: [kinds.filter(Boolean).join(": "), scope].filter(Boolean).join(" · ") });
  }

  /** A number with its range: "192–193", "about 4,421 (4,400–4,421)". Unknown parts are left out. */
  function range({ low, best, high }) {
    const number = (value) => value.toLocaleString("en");
    const ends = [low, high].filter((value) => value !== null);
    const spread = ends.length === 2 && low !== high ? `${number(low)}–${number(high)}` : "";
    if (best !== null) return spread ? `${number(best)} (${spread})` : number(best);
    if (spread) return spread;
    if (low !== null && high === null) return atlas.format(_("at least %(n)s"), { n: number(low) });
    if (high !== null && low === null) return atlas.format(_("up to %(n)s"), { n: number(high) });
    return number(ends[0]);
  }

  function figures(rows) {
    if (!rows.length) return null;
    const row = (figure) => [
      el("dt", {}, el("strong", { text: range(figure) }), ` ${_(MEASURES[figure.measure] ?? figure.measure)}`),
      el("dd", {}, figure.definition, el("span", { class: "at-figure-source", text: ` ${[figure.source, figure.locator].filter(Boolean).join(", ")}` })),
    ];
    return el("dl", { class: "at-figures" }, rows.map(row));
  }

  function people(label, rows, data) {
    if (!rows.length) return null;
    const chip = (row) => (data ? familyMark(data.families.find((family) => family.id === row.family)) : null);
    const item = (row) => el("li", {}, chip(row), row.name, row.role ? el("span", { class: "at-role", text: ` ${_(row.role.replace("-", " "))}` }) : null);
    return el("div", { class: "at-people" }, el("h4", { text: label }), el("ul", {}, rows.map(item)));
  }

  /** The letter of a family on its colour. */
  function familyMark(family) {
    return el("span", { class: "at-mark", style: { background: family.colour }, "aria-hidden": "true", text: family.letter });
  }

  function part(title) {
    return title ? el("p", { class: "at-event-part", text: atlas.format(_("Counted within: %(title)s. Its figures must not be added to it."), { title }) }) : null;
  }

  function doubt(text) {
    const lines = [
      text.doubt.includes("uncertain") ? _("The date is uncertain.") : "",
      text.doubt.includes("approximate") ? _("The date is approximate.") : "",
      _(CONFIDENCE[text.confidence] ?? ""),
      text.note,
    ].filter(Boolean);
    if (!lines.length) return null;
    return el("p", { class: `at-event-note${text.confidence === "C" ? " at-disputed" : ""}`, text: lines.join(" ") });
  }

  function sources(rows) {
    const item = (row) => el("li", {}, row.text, row.locators.length ? `, ${row.locators.join(", ")}` : "", READ[row.consulted] ? el("span", { class: "at-role", text: ` (${_(READ[row.consulted])})` }) : null, link(row.url));
    return el("details", { class: "at-sources" }, el("summary", { text: atlas.format(atlas.ngettext("%(n)s source", "%(n)s sources", rows.length), { n: rows.length }) }), el("ol", {}, rows.map(item)));
  }

  /** Only http and https addresses become links (geo/map/texts.py drops the rest). */
  function link(url) {
    return /^https?:\/\//.test(url) ? [" ", el("a", { href: url, target: "_blank", rel: "noopener noreferrer", text: new URL(url).hostname })] : null;
  }

  Object.assign(atlas, { card, familyMark, figureRange: range });
})(globalThis.atlas ??= {});
