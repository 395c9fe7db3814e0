"use strict";
// What is said of a place: its story event by event, the people and the sources of these events.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, format, ngettext } = atlas;
  const _ = (text) => atlas.gettext(text);

  /** @type {Atlas.Namespace["placeName"]} A place's name, marked when it stayed English. */
  const placeName = (data, place) => atlas.dataText(data.places.name[place], data.places.untranslated.at(place));

  /** @type {Atlas.Namespace["eventTitle"]} */
  const eventTitle = (text) => atlas.dataText(text.title, atlas.isUntranslated(text, "title"));

  /** Events that happened at `places`, led people to them, or are named by the kiosk; in order of time. */
  function storyOf(/** @type {Atlas.Data} */ data, places, further = []) {
    const found = new Set([...places.flatMap((place) => [...data.eventsAt[place], ...data.arrivalsAt[place], ...data.passingAt[place]]), ...further]);
    return Array.from(data.order.filter((i) => found.has(i)));
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
   * An event as the card shows it, in two levels; nothing in it leads out.
   * @type {Atlas.Namespace["eventArticle"]}
   */
  function eventArticle(data, text, { more, toggle, plain, easy, simplify }) {
    const words = easy[data.events.id.at(text.event)];
    const parts = atlas.eventParts(data, plain && words ? inEasyWords(text, words) : text, {}, termsBeneath(data));
    const { figures, series, organizations, way, victims, persons, relations, whole, doubt } = parts;
    const node = atlas.articleOf(text, false, parts);
    node.classList.toggle("at-k-brief", !more);
    if (words) node.append(el("button", { type: "button", class: "at-k-button at-k-easy", "data-key": "easy", "aria-pressed": String(plain), text: _("Easy words"), on: { click: simplify } }));
    if ([figures, series, organizations, way, victims, persons, relations, whole, doubt].some(Boolean)) node.append(el("button", { type: "button", class: "at-k-button at-k-more", "data-key": "more", "aria-expanded": String(more), text: more ? _("Less") : _("Numbers, people, doubts"), on: { click: toggle } }));
    const asked = atlas.registersOf(data, text, address);
    if (asked) node.append(...atlas.explained(_("Where relatives can ask"), () => asked, "at-k-button at-k-relatives"));
    return node;
  }

  /** An event told in easy words, which are in the language that is read even where the full text is not. */
  const inEasyWords = (/** @type {Atlas.EventTexts} */ text, description) => ({ ...text, description, untranslated: text.untranslated?.filter((field) => field !== "description") });

  /** The address of a register, to write down: a museum's screen leads nowhere. */
  const address = (/** @type {Atlas.Web} */ { url }) => el("span", { class: "at-k-soft", text: url });

  /**
   * The list of a story; events that were not here in the chosen year are pale.
   * @type {Atlas.Namespace["storyList"]}
   */
  function storyList(rows, { chosen, isHere, choose }) {
    const item = (/** @type {Atlas.EventRow} */ row) => el("li", {}, el("button", {
      type: "button", "data-event": row.event, class: `at-k-row${isHere(row.event) ? "" : " at-k-pale"}`, "aria-current": row.event === chosen ? "true" : null, on: { click: () => choose(row) },
    }, el("span", { class: "at-k-when", text: row.date || _("Without a date") }), el("span", { class: "at-k-rowtitle" }, eventTitle(row))));
    return el("ol", { class: "at-k-rows" }, rows.map(item));
  }

  /**
   * What stands first: one sentence, the names the place bore, and what to do.
   * @type {Atlas.Namespace["introduction"]}
   */
  function introduction(data, places, texts, { intro, story }) {
    const count = format(ngettext("The atlas tells of %(n)s event here.", "The atlas tells of %(n)s events here.", story.length), { n: story.length });
    const names = texts.length === 1 && texts[0].names.length > 1 ? atlas.placeNames(texts[0].names) : null;
    return el("div", { class: "at-k-intro" }, intro ? el("p", { class: "at-k-lead", text: intro }) : null,
      el("p", { text: `${count} ${_("Touch an event to read about it.")}` }), names, places.map((place, i) => [note(data, place, texts[i]), atlas.pictures?.(data, texts[i].media), atlas.seriesBlock(texts[i].series)]));
  }

  function note(/** @type {Atlas.Data} */ data, place, /** @type {Atlas.PlaceTexts} */ text) {
    if (!text.note) return null;
    return el("p", { class: "at-k-soft" }, el("strong", {}, placeName(data, place)), ": ", atlas.dataText(text.note, atlas.isUntranslated(text, "note")));
  }

  /**
   * Organizations, victims and persons of each event, with what they did or suffered.
   * @type {Atlas.Namespace["peopleList"]}
   */
  function peopleList(data, texts) {
    const parts = texts.map((text) => {
      const people = Object.values(atlas.peopleOf(data, text)).filter(Boolean);
      return people.length ? el("section", { class: "at-k-group" }, heading(text), people) : null;
    });
    return parts.some(Boolean) ? parts : el("p", { class: "at-k-empty", text: _("No people or organizations are named here.") });
  }

  function heading(/** @type {Atlas.EventRow} */ text) {
    return el("h3", { class: "at-k-grouptitle" }, el("span", { class: "at-k-when", text: text.date }), eventTitle(text));
  }

  /**
   * The sources of each event as text: a museum's screen leads nowhere.
   * @type {Atlas.Namespace["sourceLists"]}
   */
  function sourceLists(texts) {
    const host = (row) => el("span", { class: "at-k-soft", text: row.host });
    return texts.map((text) => el("section", { class: "at-k-group" }, heading(text), atlas.sourceItems(text, host), atlas.elsewhere(text.links, catalogue)));
  }

  /** A place or an event in an outside catalogue: its name and identifier, to look up elsewhere. */
  const catalogue = (/** @type {Atlas.OutsideLink} */ { name, id, url }) => el("span", { class: "at-k-soft", text: id ? `${name} ${id}` : url });

  /**
   * Catalogues that know the places of a card.
   * @type {Atlas.Namespace["placesElsewhere"]}
   */
  function placesElsewhere(data, places, texts) {
    return places.map((place, i) => texts[i].links?.length ? el("section", { class: "at-k-group" }, el("h3", { class: "at-k-grouptitle" }, placeName(data, place)), atlas.elsewhere(texts[i].links, catalogue)) : null);
  }

  Object.assign(atlas, { placeName, eventTitle, storyOf, eventArticle, storyList, introduction, peopleList, sourceLists, placesElsewhere });
})(globalThis.atlas ??= {});
