"use strict";
// What is said of a place: its story event by event, the people and the sources of these events.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, format, ngettext } = atlas;
  const _ = (text) => atlas.gettext(text);
  const MOST_NUMBERS = 3; // in one line
  const FEW = 2; // events of a list that needs no example
  const MOST_LETTERS = 88; // of who did it: a small screen tells of more only who is named first
  const LOCAL = ["site", "city"]; // scopes of events that are no wider than their place
  const HOLE = "\0"; // in a sentence, where a title comes that may be in another language
  /** What organizations and persons did, before their names. */
  const BY = {
    ordered: atlas.N_("Ordered by:"),
    "ordered-disputed": atlas.N_("Ordered by (accounts differ):"),
    "carried-out": atlas.N_("Carried out by:"),
    "carried-out-disputed": atlas.N_("Carried out by (accounts differ):"),
    sentenced: atlas.N_("Sentenced by:"),
    guarded: atlas.N_("Guarded by:"),
    organized: atlas.N_("Organized by:"),
    suppressed: atlas.N_("Suppressed by:"),
    organizer: atlas.N_("Organized by:"),
  };
  /** What others had to do with an event, before their names. */
  const WITH = {
    subject: atlas.N_("It is about:"),
    author: atlas.N_("Written or made by:"),
    disclosed: atlas.N_("Made public by:"),
    victim: atlas.N_("Victims:"),
    imprisoned: atlas.N_("Imprisoned:"),
    survived: atlas.N_("Survived:"),
  };
  const STRUCK = ["victim", "imprisoned", "survived"]; // whom an event struck: named before those who did it

  /** @type {Atlas.Namespace["placeName"]} A place's name, marked when it stayed English. */
  const placeName = (data, place, names = data.places.name) => atlas.dataText(names[place], data.places.untranslated.at(place));

  /** @type {Atlas.Namespace["eventTitle"]} */
  const eventTitle = (text) => atlas.dataText(text.title, atlas.isUntranslated(text, "title"));

  /**
   * When an event was, and when it was at `places`, where that is another time: the strip of years below shows that.
   * @type {Atlas.Namespace["dateHere"]}
   */
  function dateHere(data, row, places) {
    const years = atlas.staysOf(data, row.event).filter(({ place, stay }) => places.includes(place) && data.stays.years[stay]).map(({ stay }) => data.stays.years[stay]);
    const said = [...new Set(years)].join(", ").replaceAll(" \u2013", "\u00a0\u2013"); // no line begins with a dash
    const here = years.length ? format(_("here: %(years)s"), { years: said }) : "";
    return [row.date || _("Without a date"), here].filter(Boolean).join(" · ");
  }

  /** Events that happened at `places`, led people to them, or are named by the kiosk; in order of time. */
  function storyOf(/** @type {Atlas.Data} */ data, places, further = []) {
    const found = new Set([...places.flatMap((place) => [data.eventsAt, data.arrivalsAt, data.passingAt].flatMap((lists) => lists.at(place))), ...further]);
    return Array.from(data.events.order.filter((i) => found.has(i)));
  }

  /** What puts buttons for new terms beneath a text: a word in a line is too small for a finger. */
  function termsBeneath(/** @type {Atlas.Data} */ data) {
    const fresh = atlas.newTerms(data);
    return (/** @type {HTMLElement | null} */ node) => {
      const found = node ? fresh(node.textContent ?? "") : [];
      if (!node || !found.length) return node && [node];
      const pairs = found.map(({ term }) => atlas.explained(term.term, () => atlas.termMeaning(term), "at-k-button"));
      const row = [el("div", { class: "at-k-terms" }, pairs.map(([button]) => button)), ...pairs.map(([, box]) => box)];
      if (node.tagName === "P") return [node, ...row];
      node.append(...row); // hidden with it
      return [node];
    };
  }

  /**
   * An event as the card shows it, in two levels, those whom it struck first; nothing in it leads out.
   * @type {Atlas.Namespace["eventArticle"]}
   */
  function eventArticle(data, text, { more, toggle, plain, easy, simplify, recorded, within = [], here: places = [] }) {
    const words = easy[data.events.id.at(text.event)];
    const told = { ...text, date: dateHere(data, text, places), figures: text.figures.map(bare), series: text.series.map(bare), organizations: text.organizations.map((row) => (row.series ? { ...row, series: row.series.map(bare) } : row)), ...(plain && words ? inEasyWords(text, words) : {}) };
    const { kind, relations, date, title, description, pictures, figures, whole, series, way, organizations, persons, victims, ...rest } = atlas.eventParts(data, told, {}, termsBeneath(data));
    const further = [figures, series, organizations, way, victims, persons, whole, rest.doubt].some(Boolean);
    const [first, ...terms] = [description].flat();
    const here = within.map((one) => numberHere(one, within.length === 1));
    const brief = figureLine(text.figures, text.scope), short = more ? null : here;
    const numbers = brief?.matches(".at-k-counts:not(.at-k-local)") ? [short, brief] : [brief, short]; // after its own numbers, unless these are several of wider areas, which take a page
    const node = atlas.articleOf(text, false, { date, title, told: first, by: byWhom(text.organizations), numbers, terms: terms.length ? el("div", {}, terms) : null, recorded: atlas.recording?.(recorded) ?? null, pictures, figures, part: more ? here : null, unread: further ? unread(text.figures) : null, victims, struck: byName(data, text), whole, series, way, acted: acted(data, text, organizations), ...rest });
    if (!more && further) node.classList.add("at-k-brief", "at-k-close-2", "at-k-close-4"); // until it is known what has room (scroll.js)
    const button = (key, label, click, state) => el("button", { type: "button", class: `at-k-button at-k-${key}`, "data-key": key, text: label, on: { click }, ...state });
    const buttons = [
      further ? button("more", more ? _("Less") : moreOf({ figures: figures || series, people: organizations || victims || persons, known: rest.doubt }), toggle, { "aria-expanded": String(more) }) : null,
      words ? button("easy", _("Easy words"), simplify, { "aria-pressed": String(plain) }) : null,
    ];
    const asked = atlas.registersOf(data, text, address);
    const [relatives, list] = asked ? atlas.explained(_("Where relatives can ask"), () => asked, "at-k-button at-k-relatives") : [];
    node.append(el("div", { class: "at-k-buttons" }, buttons, relatives), ...[list].filter(Boolean));
    return node;
  }

  /** A number with its source by name alone: where in that it stands is for who looks it up, and whether it was read is said below. */
  const bare = (row) => ({ ...row, locator: "", read: "" });

  /** Which sources of some numbers nobody of those who made the atlas has read. */
  function unread(/** @type {Atlas.Figure[]} */ rows) {
    const sources = [...new Set(rows.filter(({ read }) => read === "no").map((row) => row.short || row.source))];
    const said = ngettext("We have not read this source ourselves: %(sources)s.", "We have not read these sources ourselves: %(sources)s.", sources.length);
    return sources.length ? el("p", { class: "at-event-part", text: format(said, { sources: sources.join("; ") }) }) : null;
  }

  /** What was counted at the place itself, of an event that is wider: a part of it, which its own number may leave out; `isOnly`: there is no other such part. */
  function numberHere(/** @type {Atlas.EventTexts} */ text, /** @type {boolean} */ isOnly) {
    const { figures } = text;
    const numbers = [...new Set(atlas.firstCounts(figures).map(atlas.numberRange))];
    const counted = numbers.length > MOST_NUMBERS ? atlas.figureInBrief(figures) : `${atlas.measureName(figures[0].measure)}: ${numbers.join(" / ")}`;
    const title = el("span", { class: isOnly ? "at-k-heretitle" : null }, eventTitle(text), " · ");
    return el("p", { class: "at-k-figure at-k-here" }, `${_("A part of this, here:")} `, title, counted);
  }

  /**
   * The first thing that is counted, and what that takes in, which may be more than the place: of several counts each, and none is preferred.
   * @type {Atlas.Namespace["figureLine"]}
   */
  function figureLine(rows, scope, tag = "p") {
    if (!rows.length) return null;
    const same = atlas.firstCounts(rows);
    const numbers = new Map(same.map((row) => [atlas.numberRange(row), row]));
    if (numbers.size > MOST_NUMBERS) return el(tag, { class: "at-k-figure", text: atlas.figureInBrief(rows) });
    const number = (text) => el("strong", { class: "at-k-number", text });
    const counted = (/** @type {Atlas.Figure} */ row, before = " ") => (row.definition ? el("span", { class: "at-k-counted" }, before, atlas.dataText(row.definition, atlas.isUntranslated(row, "definition"))) : null);
    if (numbers.size === 1) return el(tag, { class: "at-k-figure" }, `${atlas.measureName(same[0].measure)}: `, number(atlas.numberRange(same[0])), atlas.figureBasis(same[0]), counted(same[0]));
    const counts = format(ngettext("%(n)s count", "%(n)s different counts", numbers.size), { n: numbers.size });
    const each = Array.from(numbers, ([text, row]) => el("span", { class: "at-k-count-of" }, number(text), counted(row, ": "))); // a definition begins with a capital letter
    return el(tag, { class: `at-k-figure at-k-counts${LOCAL.includes(scope) ? " at-k-local" : ""}` }, `${atlas.measureName(same[0].measure)} (${counts}): `, each);
  }

  /** What a button promises: only what is there. */
  function moreOf(/** @type {Record<"figures" | "people" | "known", unknown>} */ { figures, people, known }) {
    const what = [figures && _("figures"), people && _("people"), known && _("how we know")].filter(Boolean);
    return what.length ? format(_("More: %(what)s"), { what: what.join(", ") }) : _("More");
  }

  /**
   * Who did it, in one line, by the short names of that day: a sentence in the passive leaves it out. Null where the data name nobody.
   * @type {Atlas.Namespace["byWhom"]}
   */
  function byWhom(rows, tag = "p", spare = null) {
    const acted = rows.filter(({ role }) => BY[role]);
    const namesOf = (role) => [...new Map(acted.filter((row) => row.role === role).map((row) => [row.plain || row.abbreviation || row.name, row]))];
    const part = (role, i) => el("span", { class: "at-k-role" }, i ? " · " : "", el("span", {}, _(BY[role] ?? "")), " ", namesOf(role).map(([name, row], n) => [n ? ", " : "", atlas.dataText(name, name === row.name && atlas.isUntranslated(row, "name"))]));
    const roles = Object.keys(BY).filter((role) => acted.some((row) => row.role === role));
    const line = roles.length ? el(tag, { class: "at-k-by", "data-spare": spare }, roles.map(part)) : null;
    line?.classList.toggle("at-k-many", line.textContent.length > MOST_LETTERS);
    return line;
  }

  /** Who had the same to do with an event in one line, what that was before their names: who guarded a camp one after the other. Null where no roles are given. */
  function byRole(/** @type {Atlas.EventTexts["organizations"] | Atlas.EventTexts["persons"]} */ rows) {
    if (!rows.some(({ role }) => role)) return null;
    const label = ({ role }) => role && (_(BY[role] ?? WITH[role] ?? "") || `${atlas.roleName(role)}:`);
    const line = (text) => {
      const names = rows.filter((row) => label(row) === text).map((row) => [atlas.dataText(row.name, atlas.isUntranslated(row, "name")), atlas.yearsOfTwin(row, rows)]);
      return el("p", {}, text ? el("strong", {}, `${text} `) : null, names.map((name, i) => [i ? ", " : "", name]));
    };
    return el("div", { class: "at-people at-k-roles" }, [...new Set(rows.map(label))].map(line));
  }

  /** The same in place of lists of them, with all that stands beneath these; lists with pictures stay. */
  function inLines(rows, ...lists) {
    const nodes = lists.flat().filter(Boolean);
    const lines = rows.some(({ media }) => media?.length) ? null : byRole(rows);
    lines?.append(...nodes.flatMap(({ children }) => [...children].filter((child) => !child.matches("h4, ul"))));
    return lines ?? nodes;
  }

  const isStruck = ({ role }) => STRUCK.includes(role);

  /** Organizations, and persons but those whom an event struck: one line for each thing that they did, whoever it was. */
  function acted(/** @type {Atlas.Data} */ data, /** @type {Atlas.EventTexts} */ text, organizations) {
    const others = text.persons.filter((row) => !isStruck(row));
    const { persons } = atlas.peopleOf(data, { ...text, persons: others });
    const every = [...text.organizations, ...others];
    return every.every(({ role }) => role) ? inLines(every, organizations, persons) : [inLines(text.organizations, organizations), inLines(others, persons)];
  }

  /** Those whom an event struck, a line for each: a name alone does not say who that was. Null for nobody. */
  function byName(/** @type {Atlas.Data} */ data, /** @type {Atlas.EventTexts} */ { persons, groups }) {
    const struck = persons.filter(isStruck);
    const label = (role) => (role === "victim" && groups.length ? _("By name:") : _(WITH[role] ?? "")); // groups have the heading
    const list = (role) => [el("p", {}, el("strong", { text: label(role) })), el("ul", {}, struck.filter((row) => row.role === role).map((row) => person(data, row)))];
    return struck.length ? el("div", { class: "at-people at-k-roles" }, STRUCK.filter((role) => struck.some((row) => row.role === role)).map(list)) : null;
  }

  /** A person: name, years, who that was; beneath it what is noted. */
  function person(/** @type {Atlas.Data} */ data, /** @type {Atlas.Named} */ row) {
    const said = (field, text) => (text ? [atlas.dataText(text, atlas.isUntranslated(row, field))] : []);
    const parts = [said("name", row.name), row.years ?? [], said("role", row.was)].flat();
    return el("li", {}, parts.map((part, i) => [i ? " · " : "", part]), row.note ? el("p", { class: "at-k-soft" }, said("note", row.note)) : null, atlas.pictures?.(data, row.media));
  }

  /** An event told in easy words, which are in the language that is read even where the full text is not. */
  const inEasyWords = (/** @type {Atlas.EventTexts} */ text, description) => ({ ...text, description, untranslated: text.untranslated?.filter((field) => field !== "description") });

  /** The address of a register, to write down: a museum's screen leads nowhere. */
  const address = (/** @type {Atlas.Web} */ { url }) => el("span", { class: "at-k-soft", text: url });

  /**
   * What stands first: one sentence, the names the place bore, and what to do; and the pictures of the place.
   * @type {Atlas.Namespace["introduction"]}
   */
  function introduction(data, places, texts, { intro, story, row }) {
    const count = intro ? format(ngettext("The atlas tells of %(n)s event here.", "The atlas tells of %(n)s events here.", story.length), { n: story.length }) : "";
    const other = ({ lang, years }) => years && lang === atlas.language(); // without years it is no former one
    const names = texts.length === 1 ? atlas.placeNames(texts[0].names.filter(other), true) : null; // in other languages: where it is asked how we know
    const title = row && story.length > FEW ? eventTitle(row) : null; // of so few each is seen beneath it
    const lead = el("p", { class: "at-k-lead" }, intro || summary(data, story, title));
    const words = el("div", { class: "at-k-intro" }, lead, el("p", { class: "at-k-hint", text: `${count} ${_("Touch an event to read about it.")}`.trim() }), names);
    return { words, pictures: places.map((place, i) => [atlas.pictures?.(data, texts[i].media), atlas.seriesBlock(texts[i].series.map(bare))]) };
  }

  /**
   * What some events are, in a sentence that says no more than the data do: how many are recorded, of which years, and the
   * `title` of one.
   * @type {Atlas.Namespace["summary"]}
   */
  function summary(data, story, title) {
    const n = story.length;
    const many = title ? ngettext("%(n)s event is recorded here (%(years)s), among them: %(title)s.", "%(n)s events are recorded here (%(years)s), among them: %(title)s.", n) : ngettext("%(n)s event is recorded here (%(years)s).", "%(n)s events are recorded here (%(years)s).", n);
    const [before, after] = format(title && n === 1 ? _("One event is recorded here (%(years)s): %(title)s.") : many, { n, years: yearsOf(data, story), title: HOLE }).split(HOLE);
    return [before, title, after].filter(Boolean);
  }

  /** From the first to the last year of some events, and how many of them have no date. */
  function yearsOf(/** @type {Atlas.Data} */ { events: { earliest_start: starts, latest_end: ends } }, story) {
    const dated = story.filter((i) => starts[i] !== atlas.UNDATED && Math.abs(starts[i]) !== atlas.OPEN);
    const last = (i) => (ends[i] === atlas.OPEN ? starts[i] : ends[i]);
    const undated = story.length - dated.length;
    const span = dated.length ? [atlas.yearSpan(Math.min(...dated.map((i) => starts[i])), Math.max(...dated.map(last)))] : [];
    const without = _("Without a date").toLowerCase();
    return [...span, undated && span.length ? `${without}: ${undated}` : "", span.length ? "" : without].filter(Boolean).join("; ");
  }

  /** What the compilers note of each place, and its names in all languages: for who asks how we know. */
  const placeNotes = (/** @type {Atlas.Data} */ data, places, /** @type {Atlas.PlaceTexts[]} */ texts) => places.map((place, i) => note(data, place, texts[i]));

  function note(/** @type {Atlas.Data} */ data, place, /** @type {Atlas.PlaceTexts} */ text) {
    const names = atlas.placeNames(text.names.filter(({ name, years }) => years || name !== data.places.name[place]));
    if (!text.note && !names) return null;
    return [el("p", { class: "at-k-soft" }, el("strong", {}, placeName(data, place)), text.note ? [": ", atlas.dataText(text.note, atlas.isUntranslated(text, "note"))] : null), names];
  }

  /**
   * Victims, organizations and persons of each event, with what they suffered or did.
   * @type {Atlas.Namespace["peopleList"]}
   */
  function peopleList(data, texts) {
    const parts = texts.map((text) => {
      const { organizations, victims } = atlas.peopleOf(data, text);
      const people = [victims, byName(data, text), acted(data, text, organizations)].flat(2).filter(Boolean);
      return people.length ? el("section", { class: "at-k-group" }, heading(text), people) : null;
    });
    return parts.some(Boolean) ? parts : el("p", { class: "at-k-empty", text: _("No people or organizations are named here.") });
  }

  function heading(/** @type {Atlas.EventRow} */ text) {
    return el("h3", { class: "at-k-grouptitle" }, el("span", { class: "at-k-when", text: text.date }), eventTitle(text));
  }

  /**
   * The sources of each event as text: a museum's screen leads nowhere. Short: no passages, nothing of who has read what.
   * @type {Atlas.Namespace["sourceLists"]}
   */
  function sourceLists(texts, isShort = false) {
    const host = (row) => (row.host && !row.text.includes(row.host) ? [" ", el("span", { class: "at-k-soft", text: row.host })] : null);
    const item = (row) => el("li", {}, row.text, isShort ? null : [host(row), row.passages.map(atlas.says)]);
    const lists = texts.map((text) => el("section", { class: "at-k-group" }, heading(text), el("ol", {}, text.citations.map(item))));
    const every = texts.flatMap((text) => text.citations.flatMap((row) => row.passages.map((passage) => /** @type {[string, Atlas.Passage]} */ ([row.text, passage]))));
    return [lists, isShort || !every.length ? null : howRead(el("ul", {}, eachOnce(every).map(([text, passage]) => el("li", {}, text, atlas.readBy(passage)))))];
  }

  /** Of some sources, each with a passage, those that differ in their name or in how far they were read. */
  const eachOnce = (/** @type {[string, { read: string }][]} */ rows) => [...new Map(rows.map((row) => [`${row[0]}|${row[1].read}`, row])).values()];

  /**
   * How far the compilers have read some sources, for who asks.
   * @type {Atlas.Namespace["howRead"]}
   */
  const howRead = (list) => atlas.explained(_("How we know: what the compilers read"), () => [el("p", { text: _("“Not opened” means that the compilers know the work only from others.") }), list], "at-k-button");

  Object.assign(atlas, { placeName, eventTitle, dateHere, storyOf, eventArticle, figureLine, byWhom, introduction, summary, howRead, peopleList, sourceLists, placeNotes });
})(globalThis.atlas ??= {});
