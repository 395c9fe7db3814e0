"use strict";
// One event in full: date, title, what happened, figures, who acted, whom it struck, doubts, sources.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, N_ } = atlas;
  const _ = (text) => (text ? atlas.gettext(text) : "");

  const SCOPES = {
    national: N_("Concerned the whole country"),
    international: N_("Reached beyond the country"),
    region: N_("Concerned a region"),
  };
  const CONFIDENCE = {
    B: N_("Well established, but details rest on works that those who made the atlas have not opened, or on general knowledge."),
    C: N_("Disputed or weakly supported: read the note."),
  };
  /** What B means where none of the sources was read even in part. */
  const UNREAD = N_("A well-known account that those who made the atlas have not compared with its source.");
  const RELATIONS = { before: N_("Before:"), after: N_("After:"), during: N_("During:") };
  const ROLES = {
    ordered: N_("ordered"),
    "carried-out": N_("carried out"),
    "ordered-disputed": N_("ordered; accounts differ"),
    "carried-out-disputed": N_("carried out; accounts differ"),
    suppressed: N_("suppressed it"),
    sentenced: N_("sentenced"),
    guarded: N_("guarded"),
    founded: N_("founded"),
    dissolved: N_("dissolved"),
    subject: N_("whom or what this is about"),
    present: N_("present"),
    organized: N_("organized"),
    victim: N_("victim"),
    imprisoned: N_("imprisoned"),
    survived: N_("survived"),
    author: N_("wrote or made it"),
    disclosed: N_("made it public"),
    photographer: N_("photographer"),
    researcher: N_("researched it later"),
    organizer: N_("organizer"),
  };

  /**
   * One event in full, of its texts; pale when it is `outside` of the filter.
   * @type {Atlas.Namespace["article"]}
   */
  function article(data, text, { outside = false, on = {} } = {}) {
    return articleOf(text, outside, articleParts(data, text, on));
  }

  /**
   * All that a card says of an event, in the order of reading: what is doubted comes after the sources.
   * @type {Atlas.Namespace["articleParts"]}
   */
  function articleParts(data, text, on = {}) {
    const { relations, doubt, ...first } = eventParts(data, text, on);
    const sources = el("details", { class: "at-sources" }, el("summary", { text: countOfSources(text) }), sourceItems(text, outsideLink), citation(data.events.id.at(text.event)));
    const kind = text.graphic ? kindName(data, text.event) : "";
    const description = text.graphic && text.description ? atlas.covered(el("div", {}, first.description), kind) : first.description;
    return { ...first, description, sources, relations, doubt, elsewhere: elsewhere(text.links), registers: atlas.registersBlock(data, text, outsideLink), corrected: atlas.correctedHere(text.corrected), page: atlas.ownPage(data, "event", data.events.id.at(text.event)), wrong: atlas.wrongHere(data, { id: data.events.id.at(text.event), title: text.title }) };
  }

  function articleOf(text, outside, parts) {
    return el("article", { class: `at-event${outside ? " at-outside" : ""}`, "data-event": text.event }, Object.values(parts));
  }

  /**
   * What is said of an event, part by part in the order of reading, without the sources; null where nothing is said.
   * @type {Atlas.Namespace["eventParts"]}
   */
  function eventParts(data, text, on = {}, withTerms = atlas.termsOf(data)) {
    const { organizations, victims, persons } = peopleOf(data, text, on);
    return { // in the order of reading: a term is explained where it stands first
      date: el("p", { class: "at-event-date", text: text.date || _("Without a date") }),
      title: el("h3", { class: "at-event-title", dir: "auto" }, atlas.dataText(text.title, atlas.isUntranslated(text, "title"))),
      description: withTerms(text.description ? el("p", { class: "at-event-text", dir: "auto" }, atlas.dataText(text.description, atlas.isUntranslated(text, "description"))) : null),
      pictures: atlas.pictures?.(data, text.media) ?? null,
      figures: atlas.figureLists(text.figures),
      whole: whole(data, text.whole, on),
      series: atlas.seriesBlock(text.series),
      way: ways(data, text.event, on),
      organizations: withTerms(organizations),
      persons,
      victims,
      kind: withTerms(kindLine(data, text)),
      parts: parts(data, text.event, on),
      relations: relations(data, text.relations, on),
      doubt: withTerms(doubt(text)),
    };
  }

  /**
   * Where else a place or an event is told of; `name(link)` shows the name of the catalogue. Null for nowhere.
   * @type {Atlas.Namespace["elsewhere"]}
   */
  function elsewhere(links, name = outsideName) {
    if (!links?.length) return null;
    const item = (link, i) => [i ? " · " : " ", name(link), link.type === "close" ? ` (${_("close match")})` : null, link.type === "see" ? ` (${_("see also")})` : null];
    return el("p", { class: "at-elsewhere" }, _("Elsewhere:"), links.map(item));
  }

  /** @type {Atlas.Namespace["peopleOf"]} Who acted, whom it struck, who else is named. */
  function peopleOf(data, text, on = {}) {
    return {
      organizations: people(_("Organizations"), text.organizations, organization(data, text.organizations, on), seriesOf(text.organizations)),
      victims: people(isOfThePast(data, text.event) ? _("Whose fate it is about") : _("Victims"), text.groups, (row) => atlas.namedLink(data, "group", row, on)),
      persons: people(_("Persons"), text.persons, (row) => [atlas.namedLink(data, "person", row, on), on.focus ? null : atlas.pictures?.(data, row.media)]),
    };
  }

  const kindsOf = (/** @type {Atlas.Data} */ { events, kinds }, i) => [kinds[events.kind[i]], kinds[events.detail[i]]].filter(Boolean); // no kind has the number NO_DETAIL

  /** Whether an event is about what was done before it: a memorial has no victims of its own. */
  const isOfThePast = (data, i) => kindsOf(data, i).some(({ past }) => past === "true");

  /** @type {Atlas.Namespace["kindName"]} */
  const kindName = (data, i) => kindsOf(data, i).map(({ name }) => name).join(": ");

  /**
   * The same to be read, marked where it has no translation.
   * @type {Atlas.Namespace["kindWords"]}
   */
  function kindWords(data, i) {
    const kinds = kindsOf(data, i);
    const missed = kinds.map((kind) => atlas.isUntranslated(kind, "name"));
    if (missed.every(Boolean)) return [atlas.dataText(kindName(data, i), true)]; // one mark for both
    return kinds.map(({ name }, n) => [n ? ": " : "", atlas.dataText(name, missed[n])]);
  }

  function kindLine(/** @type {Atlas.Data} */ data, /** @type {Atlas.EventTexts} */ text) {
    const kinds = kindsOf(data, text.event);
    const isSeat = text.scope === "region" && kinds.at(-1)?.seat === "true" && data.events.place[text.event] >= 0;
    const scope = [_(SCOPES[text.scope] ?? ""), isSeat ? _("the point is its seat") : ""];
    return el("p", { class: "at-event-kind" }, kindWords(data, text.event), scope.filter(Boolean).map((one) => ` · ${one}`));
  }

  /** @type {Atlas.Namespace["roleName"]} What an organization or a person has to do with an event. */
  const roleName = (role) => _(ROLES[role] ?? role);

  function people(label, rows, name, more = /** @type {HTMLElement[]} */ ([])) {
    if (!rows.length) return null;
    const item = (row) => el("li", {}, name(row), row.role ? el("span", { class: "at-role", text: ` ${roleName(row.role)}` }) : null);
    return el("div", { class: "at-people" }, el("h4", { text: label }), el("ul", {}, rows.map(item)), more);
  }

  /** The numbers by date of organizations, folded: they are of the body, not of the event. */
  function seriesOf(/** @type {Atlas.EventTexts["organizations"]} */ rows) {
    const given = rows.filter(({ series }) => series?.length);
    return given.map(({ name, series }) => el("details", {}, el("summary", { text: atlas.format(_("%(name)s: numbers by date"), { name }) }), atlas.seriesBlock(series ?? [])));
  }

  /** @type {Atlas.Namespace["yearsOfTwin"]} The years of an organization, where another in a list has its name; it may stand there twice itself. */
  function yearsOfTwin(row, rows) {
    const hasTwin = rows.some(({ id, name }) => name === row.name && id !== row.id);
    return hasTwin && row.years ? el("span", { class: "at-years", text: ` ${row.years}` }) : null;
  }

  /** An organization; with its years when another in the list bears the same name. */
  function organization(/** @type {Atlas.Data} */ data, rows, on) {
    return (row) => [atlas.bodyLink(data, row, row.name, on), yearsOfTwin(row, rows)];
  }

  function link(text, press) {
    return el("button", { type: "button", class: "at-link at-inline", on: { click: press } }, text);
  }

  /** From where, through where and to where people were deported; and every place where the event stood, when these are several. */
  function ways(/** @type {Atlas.Data} */ data, i, on) {
    const { AT, FROM, VIA, TO } = atlas.ROLES;
    const stays = atlas.staysOf(data, i);
    const having = (role) => stays.filter((one) => one.role === role);
    const [stood, origins, ends] = [having(AT), having(FROM), having(TO)];
    const place = (index) => (on.place ? link(data.places.name[index], () => on.place(index)) : data.places.name[index]);
    const named = ({ place: index, stay }) => [place(index), data.stays.years[stay] ? el("span", { class: "at-years", text: ` (${data.stays.years[stay]})` }) : null];
    const listed = (few) => few.map((one, k) => [k ? ", " : "", named(one)]);
    const start = origins.length ? listed(origins) : stood.length ? named(stood[0]) : _("no single place");
    const stops = [...having(VIA).map((one) => [one]), ends];
    const way = ends.length ? el("p", { class: "at-event-way" }, start, stops.map((few) => [el("span", { "aria-label": _("to"), text: " → " }), listed(few)])) : null;
    const several = ends.length ? [] : origins;
    const list = stood.length > 1 || several.length > 1 || [...stood, ...several].some(({ stay }) => data.stays.years[stay]);
    const parts = [way, list ? people(_("Places"), [...stood, ...several], named) : null].filter(Boolean);
    return parts.length ? parts : null;
  }

  /** By which other events it is dated, and who says so. */
  function relations(/** @type {Atlas.Data} */ data, /** @type {Atlas.Relation[]} */ rows, on) {
    if (!rows.length) return null;
    const label = ({ relation, days }) => (days === null ? _(RELATIONS[relation] ?? relation) : atlas.format(atlas.ngettext("Within %(n)s day of:", "Within %(n)s days of:", days), { n: days }));
    const item = (row) => el("li", {}, `${label(row)} `, related(data, row.event, on), ` (${row.event.date || _("Without a date")})`,
      el("span", { class: "at-figure-source", text: ` ${[row.source, row.locator].filter(Boolean).join(", ")}` }));
    return el("div", { class: "at-people" }, el("h4", { text: _("Dated by other events") }), el("ul", {}, rows.map(item)));
  }

  /** The title of another event, which leads to it where the page can show that. */
  function related(/** @type {Atlas.Data} */ data, /** @type {Atlas.EventRow} */ row, on) {
    const title = atlas.dataText(row.title, atlas.isUntranslated(row, "title"));
    return on.focus ? link(title, () => on.focus({ what: "within", id: data.events.id.at(row.event) })) : title;
  }

  function whole(/** @type {Atlas.Data} */ data, /** @type {Atlas.EventRow | null} */ row, on) {
    if (!row) return null;
    return el("p", { class: "at-event-part" }, `${_("Part of:")} `, related(data, row, on), ". ", _("The figures must not be added to each other."));
  }

  function parts(/** @type {Atlas.Data} */ data, i, on) {
    const n = data.remote ? data.remote.parts(i) : atlas.partsOf(data, i).length;
    if (!n || !on.focus) return null;
    const text = atlas.format(atlas.ngettext("%(n)s event is part of this one", "%(n)s events are part of this one", n), { n });
    return el("p", { class: "at-event-part" }, link(text, () => on.focus({ what: "within", id: data.events.id.at(i) })));
  }

  /** What the grade of an event means: of one that is not A, by how far its sources were read. */
  function confidenceOf(/** @type {Atlas.EventTexts} */ { confidence, citations }) {
    const isRead = citations.some(({ passages }) => passages.some(({ read }) => read === "yes" || read === "part"));
    return _(confidence === "B" && !isRead ? UNREAD : CONFIDENCE[confidence] ?? "");
  }

  function doubt(text) {
    const lines = [
      text.doubt.includes("uncertain") ? _("The date is uncertain.") : "",
      text.doubt.includes("approximate") ? _("The date is approximate.") : "",
      confidenceOf(text),
    ].filter(Boolean);
    if (!lines.length && !text.note) return null;
    const own = lines.length && text.note ? `${lines.join(" ")} ` : lines.join(" ");
    return el("div", { class: `at-event-note${text.confidence === "C" ? " at-disputed" : ""}` }, el("h4", { text: _("Notes") }), el("p", { dir: "auto" }, own, atlas.dataText(text.note, atlas.isUntranslated(text, "note"))));
  }

  function countOfSources({ citations: { length: n } }) {
    return atlas.format(atlas.ngettext("%(n)s source", "%(n)s sources", n), { n });
  }

  /**
   * The sources of an event; `host(source)` shows where one stands on the web, `readBy(passage)` how far it was read.
   * @type {Atlas.Namespace["sourceItems"]}
   */
  function sourceItems(text, host, readBy = atlas.readBy) {
    const link = (row) => (row?.url ? [" ", host(row)] : null);
    const kept = (/** @type {Atlas.Passage} */ row) => [link(row.doi), row.archived ? [` ${_("archived copy:")}`, link(row.archived)] : null, says(row)];
    const one = (row, [passage]) => [row.text, passage.where.map((where) => `, ${where}`), readBy(passage), link(row), kept(passage)];
    const several = (row) => [row.text, link(row), el("ul", {}, row.passages.map((passage) => el("li", {}, passage.where.join(", "), readBy(passage), kept(passage))))];
    const item = (row) => el("li", {}, row.passages.length === 1 ? one(row, row.passages) : several(row));
    return el("ol", {}, text.citations.map(item));
  }

  /** What a passage says, in the compilers' words. */
  function says(/** @type {Atlas.Passage} */ row) {
    return row.passage ? el("p", { class: "at-passage" }, atlas.dataText(row.passage, atlas.isUntranslated(row, "passage"))) : null;
  }

  /** References for a bibliography, where a server can make them. */
  function citation(event) {
    if (!location.protocol.startsWith("http")) return null;
    const way = (file, label) => el("a", { href: `download/${file}?event=${encodeURIComponent(event)}`, download: true, text: label });
    return el("p", {}, `${_("References:")} `, way("sources.bib", "BibTeX"), " · ", way("sources.json", "CSL-JSON"));
  }

  function outsideName(/** @type {Atlas.OutsideLink} */ { url, name, id }) {
    return el("a", { href: url, target: "_blank", rel: "noopener noreferrer", title: id || url, text: name });
  }

  /** Only http and https addresses become links (geo/map/texts.py drops the rest). */
  function outsideLink(/** @type {Atlas.Reference | Atlas.Web} */ { url, host }) {
    return el("a", { href: url, target: "_blank", rel: "noopener noreferrer", text: host });
  }

  Object.assign(atlas, { article, articleOf, articleParts, eventParts, kindName, kindWords, peopleOf, roleName, elsewhere, sourceItems, says, yearsOfTwin });
})(globalThis.atlas ??= {});
