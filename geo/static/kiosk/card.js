"use strict";
// What is told of a place: its story event by event, the people and the sources of these events.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, format, ngettext } = atlas;
  const _ = (text) => atlas.gettext(text);

  /** A place's name, marked when it stayed English. */
  const placeName = (data, place) => atlas.said(data.places.name[place], atlas.isUntranslated(data.places.texts[place], "name"));

  const eventTitle = (data, i) => atlas.said(data.events.title[i], atlas.isUntranslated(data.texts[i], "title"));

  /** Events that happened at `places`, led people to them, or are named by the kiosk; in order of time. */
  function storyOf(data, places, further = []) {
    const found = new Set([...places.flatMap((place) => [...data.eventsAt[place], ...data.arrivalsAt[place]]), ...further]);
    return data.order.filter((i) => found.has(i));
  }

  /** An event as the card shows it, in two levels; nothing in it leads out. */
  function telling(data, i, { more, toggle }) {
    const node = atlas.article(data, i, [...data.order].fill(2));
    node.querySelector(".at-sources")?.remove();
    node.querySelectorAll(".at-event-outside").forEach((part) => part.remove());
    const deeper = node.querySelector(".at-figures, .at-people, .at-event-note, .at-event-part, .at-event-way");
    node.classList.toggle("at-k-brief", !more);
    if (deeper) node.append(el("button", { type: "button", class: "at-k-button at-k-more", "aria-expanded": String(more), text: more ? _("Less") : _("Numbers, people, doubts"), on: { click: toggle } }));
    return node;
  }

  /** The list of a story; events outside of the chosen year are pale. */
  function storyList(data, story, { chosen, marks, choose }) {
    const item = (i) => el("li", {}, el("button", {
      type: "button", "data-event": i, class: `at-k-row${marks[i] ? "" : " at-k-pale"}`, "aria-current": i === chosen ? "true" : null, on: { click: () => choose(i) },
    }, el("span", { class: "at-k-when", text: data.events.date[i] || _("Without a date") }), el("span", { class: "at-k-rowtitle" }, eventTitle(data, i))));
    return el("ol", { class: "at-k-rows" }, story.map(item));
  }

  /** What stands first: one sentence, the names the place bore, and what to do. */
  function introduction(data, places, { intro, story }) {
    const names = places.flatMap((place) => data.places.texts[place].names.map((row) => ({ ...row, place })));
    const told = format(ngettext("The atlas tells of %(n)s event here.", "The atlas tells of %(n)s events here.", story.length), { n: story.length });
    return el("div", { class: "at-k-intro" }, intro ? el("p", { class: "at-k-lead", text: intro }) : null,
      el("p", { text: `${told} ${_("Touch an event to read about it.")}` }), places.length === 1 ? nameLine(names) : null, notes(data, places));
  }

  function nameLine(names) {
    const item = (row) => el("li", {}, el("span", { lang: row.lang, text: row.name }), row.years ? el("span", { class: "at-years", text: ` ${row.years}` }) : null);
    return names.length > 1 ? el("ul", { class: "at-names", "aria-label": _("Names") }, names.map(item)) : null;
  }

  function notes(data, places) {
    return places.map((place) => data.places.texts[place].note && el("p", { class: "at-k-soft" }, el("strong", {}, placeName(data, place)), ": ", atlas.said(data.places.texts[place].note, atlas.isUntranslated(data.places.texts[place], "note"))));
  }

  /** Organizations, victims and persons of each event, with what they did or suffered. */
  function peopleList(data, story) {
    const parts = story.map((i) => {
      const people = atlas.article(data, i, [...data.order].fill(2)).querySelectorAll(".at-people");
      return people.length ? el("section", { class: "at-k-group" }, heading(data, i), [...people]) : null;
    });
    return parts.some(Boolean) ? parts : el("p", { class: "at-k-empty", text: _("No people or organizations are named here.") });
  }

  function heading(data, i) {
    return el("h3", { class: "at-k-grouptitle" }, el("span", { class: "at-k-when", text: data.events.date[i] }), eventTitle(data, i));
  }

  /** The sources of each event as text: a museum's screen leads nowhere. */
  function sourceList(data, story) {
    return story.map((i) => {
      const list = atlas.article(data, i, [...data.order].fill(2)).querySelector(".at-sources ol");
      list?.querySelectorAll("a").forEach((link) => link.replaceWith(el("span", { class: "at-k-soft", text: link.textContent })));
      return list ? el("section", { class: "at-k-group" }, heading(data, i), list) : null;
    });
  }

  Object.assign(atlas, { placeName, eventTitle, storyOf, telling, storyList, introduction, peopleList, sourceList });
})(globalThis.atlas ??= {});
