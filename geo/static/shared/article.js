"use strict";
// One event in full: date, title, what happened, figures, who acted, whom it struck, doubts, sources.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, N_ } = atlas;
  const _ = (text) => (text ? atlas.gettext(text) : "");

  const MEASURES = {
    arrested: N_("arrested"),
    "cases-examined": N_("cases examined"),
    convicted: N_("convicted"),
    condemned: N_("sentenced to death"),
    executed: N_("executed"),
    killed: N_("killed"),
    deported: N_("deported"),
    "imprisoned-peak": N_("held at one time, at most"),
    "imprisoned-total": N_("held in all"),
    died: N_("died"),
    visitors: N_("visitors"),
  };
  const SCOPES = {
    national: N_("Concerned the whole country"),
    international: N_("Reached beyond the country"),
    region: N_("Concerned a region"),
  };
  const CONFIDENCE = {
    B: N_("A well-known account that the compilers have not checked against its source."),
    C: N_("Disputed or weakly supported: read the note."),
  };
  const READ = { whole: "", part: N_("read in part"), "not-opened": N_("not opened by the compilers") };
  const ROLES = {
    ordered: N_("ordered"),
    "carried-out": N_("carried out"),
    sentenced: N_("sentenced"),
    guarded: N_("guarded"),
    founded: N_("founded"),
    dissolved: N_("dissolved"),
    subject: N_("concerned"),
    present: N_("present"),
    organized: N_("organized"),
    victim: N_("victim"),
    author: N_("author"),
    photographer: N_("photographer"),
    researcher: N_("researched it later"),
    organizer: N_("organizer"),
  };

  /** Whether a text of a record has no translation; geo/dataset/translate.py names those. */
  const isUntranslated = (record, field) => Boolean(record.untranslated?.includes(field));

  /** One event in full. */
  function article(data, i, marks, on = {}) {
    const text = data.texts[i];
    return el(
      "article",
      { class: `at-event${marks[i] ? "" : " at-outside"}`, "data-event": i },
      el("p", { class: "at-event-date", text: data.events.date[i] || _("Without a date") }),
      el("h3", { class: "at-event-title" }, atlas.said(data.events.title[i], isUntranslated(text, "title"))),
      kindLine(data, i),
      text.description && el("p", { class: "at-event-text" }, atlas.said(text.description, isUntranslated(text, "description"))),
      figures(text.figures),
      people(_("Organizations"), text.organizations, organization(data, text.organizations)),
      ways(data, i, on),
      people(_("Victims"), text.groups, focus(on, "group")),
      people(_("Persons"), text.persons, focus(on, "person")),
      whole(data, text.part_of, on),
      parts(data, i, on),
      doubt(text),
      sources(text.citations, data.events.id[i]),
    );
  }

  function kindLine(data, i) {
    const detail = data.events.detail[i];
    const kinds = [data.kinds[data.events.kind[i]].name, detail === atlas.NO_DETAIL ? "" : data.kinds[detail].name];
    const scope = _(SCOPES[data.texts[i].scope] ?? "");
    return el("p", { class: "at-event-kind", text: [kinds.filter(Boolean).join(": "), scope].filter(Boolean).join(" · ") });
  }

  /** A number with its bounds: "4,421 (4,400–4,421)", "9,439 (up to 11,000)", "at least 950". Unknown parts are left out. */
  function range({ low, best, high }) {
    const spread = bounds(low, high);
    if (best === null) return spread;
    if (!spread) return atlas.number(best);
    const isWider = [low, high].some((value) => value !== null && value !== best);
    return isWider ? `${atlas.number(best)} (${spread})` : spread;
  }

  function bounds(low, high) {
    if (low === high) return low === null ? "" : atlas.number(low);
    if (high === null) return atlas.format(_("at least %(n)s"), { n: low });
    if (low === null) return atlas.format(_("up to %(n)s"), { n: high });
    return `${atlas.number(low)}–${atlas.number(high)}`;
  }

  function figures(rows) {
    if (!rows.length) return null;
    const row = (figure) => [
      el("dt", {}, el("strong", { text: range(figure) }), ` ${_(MEASURES[figure.measure] ?? figure.measure)}`),
      el("dd", {}, atlas.said(figure.definition, isUntranslated(figure, "definition")), el("span", { class: "at-figure-source", text: ` ${[figure.source, figure.locator].filter(Boolean).join(", ")}` })),
    ];
    return el("dl", { class: "at-figures" }, rows.map(row));
  }

  function people(label, rows, name) {
    if (!rows.length) return null;
    const item = (row) => el("li", {}, name(row), row.role ? el("span", { class: "at-role", text: ` ${_(ROLES[row.role] ?? row.role)}` }) : null);
    return el("div", { class: "at-people" }, el("h4", { text: label }), el("ul", {}, rows.map(item)));
  }

  /** An organization with the mark of its family; with its years when another in the list bears the same name. */
  function organization(data, rows) {
    const mark = (row) => familyMark(data.families.find((family) => family.id === row.family));
    const twins = (row) => rows.filter(({ name }) => name === row.name).length > 1;
    return (row) => [mark(row), row.name, twins(row) && row.years ? el("span", { class: "at-years", text: ` ${row.years}` }) : null];
  }

  /** A name that leads to everything about it, where the page can show that. */
  function focus(on, what) {
    const name = (row) => atlas.said(row.name, isUntranslated(row, "name"));
    return (row) => (on.focus ? link(name(row), () => on.focus({ what, id: row.id })) : name(row));
  }

  function link(text, press) {
    return el("button", { type: "button", class: "at-link at-inline", on: { click: press } }, text);
  }

  /** From where to where people were deported. */
  function ways(data, i, on) {
    const to = data.events.destination[i];
    if (to < 0) return null;
    const from = data.events.place[i];
    const place = (index) => (index < 0 ? _("no single place") : on.place ? link(data.places.name[index], () => on.place(index)) : data.places.name[index]);
    return el("p", { class: "at-event-way" }, place(from), el("span", { "aria-label": _("to"), text: " → " }), place(to));
  }

  /** The letter of a family on its colour. */
  function familyMark(family) {
    return el("span", { class: "at-mark", style: { background: family.colour }, "aria-hidden": "true", text: family.letter });
  }

  function whole(data, id, on) {
    const other = data.eventIndex.get(id);
    if (other === undefined) return null;
    const title = atlas.said(data.events.title[other], isUntranslated(data.texts[other], "title"));
    const name = on.focus ? link(title, () => on.focus({ what: "within", id })) : title;
    return el("p", { class: "at-event-part" }, `${_("Counted within:")} `, name, ". ", _("The figures must not be added to each other."));
  }

  function parts(data, i, on) {
    const n = atlas.partsOf(data, i).length;
    if (!n || !on.focus) return null;
    const text = atlas.format(atlas.ngettext("%(n)s event is part of this one", "%(n)s events are part of this one", n), { n });
    return el("p", { class: "at-event-part" }, link(text, () => on.focus({ what: "within", id: data.events.id[i] })));
  }

  function doubt(text) {
    const lines = [
      text.doubt.includes("uncertain") ? _("The date is uncertain.") : "",
      text.doubt.includes("approximate") ? _("The date is approximate.") : "",
      _(CONFIDENCE[text.confidence] ?? ""),
    ].filter(Boolean);
    if (!lines.length && !text.note) return null;
    const own = lines.length && text.note ? `${lines.join(" ")} ` : lines.join(" ");
    return el("p", { class: `at-event-note${text.confidence === "C" ? " at-disputed" : ""}` }, own, atlas.said(text.note, isUntranslated(text, "note")));
  }

  function sources(rows, event) {
    const item = (row) => el("li", {}, row.text, row.locators.length ? `, ${row.locators.join(", ")}` : "", READ[row.consulted] ? el("span", { class: "at-role", text: ` (${_(READ[row.consulted])})` }) : null, outside(row));
    return el("details", { class: "at-sources" }, el("summary", { text: atlas.format(atlas.ngettext("%(n)s source", "%(n)s sources", rows.length), { n: rows.length }) }), el("ol", {}, rows.map(item)), citation(event));
  }

  /** References for a bibliography, where a server can make them. */
  function citation(event) {
    if (!location.protocol.startsWith("http")) return null;
    const way = (file, label) => el("a", { href: `download/${file}?event=${encodeURIComponent(event)}`, download: true, text: label });
    return el("p", {}, `${_("References:")} `, way("sources.bib", "BibTeX"), " · ", way("sources.json", "CSL-JSON"));
  }

  /** Only http and https addresses become links (geo/map/texts.py drops the rest). */
  function outside({ url, host }) {
    return url ? [" ", el("a", { href: url, target: "_blank", rel: "noopener noreferrer", text: host })] : null;
  }

  Object.assign(atlas, { article, isUntranslated, familyMark });
})(globalThis.atlas ??= {});
