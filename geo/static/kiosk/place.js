"use strict";
// The location view: head, tabs, card and the bar that stays the same on every screen.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill, N_ } = atlas;
  const _ = (text) => atlas.gettext(text);
  const TABS = { story: N_("Events"), people: N_("People"), sources: N_("Sources"), near: N_("Other places") };

  /** Name of the place, and the QR code that takes this screen along. */
  function head(root, { title, atlasTitle, code }) {
    const figure = code ? el("figure", { class: "at-k-qr" }, atlas.qr(code, _("QR code of this place in the atlas")), el("figcaption", { text: _("On your phone") })) : null;
    fill(root, el("div", { class: "at-k-names" }, el("p", { class: "at-k-kicker" }, atlasTitle), atlas.fitted(el("h1", { class: "at-k-title" }, title))), figure);
  }

  /** The parts that the settings ask for; a single one needs no choice. */
  function tabs(root, { wanted, chosen, choose }) {
    const button = ([id, text]) => el("button", { type: "button", class: "at-k-button at-k-tab", "data-key": `tab-${id}`, "aria-pressed": String(id === chosen), text: _(text), on: { click: () => choose(id) } });
    fill(root, el("div", { class: "at-k-tablist", role: "group", "aria-label": _("What to read") }, Object.entries(TABS).filter(([id]) => wanted.includes(id)).map(button)));
    root.hidden = wanted.length < 2;
  }

  /**
   * The card. In a wide one list and text stand side by side, in a narrow one CSS shows one of them.
   * @param {Atlas.KioskCard} view
   */
  function card(root, view, on) {
    root.toggleAttribute("data-alone", view.tab === "story" && view.rows.length === 1 && !view.offers); // a list of one is no choice
    root.dataset.tab = view.tab;
    root.dataset.reading = view.event === null ? "list" : "event";
    if (view.tab !== "story") return fill(root, atlas.scroller("at-k-only", body(view, on)).node);
    return fill(root, storyPart(view, on), textPart(view, on));
  }

  function body(/** @type {Atlas.KioskCard} */ { data, tab, year, here, texts, placeTexts, result, all, settings, names, home, told }, on) {
    if (tab === "people") return atlas.peopleList(data, texts);
    if (tab === "near") return atlas.nearList(data, here, result.atPlace, { all, year, names, home, own: told.filter((i) => atlas.isHere(data, result, i, home)).length, choose: on.place, more: on.more, radius: settings.near_radius_km });
    const isShort = settings.sources === "short";
    return [atlas.sourceLists(texts, isShort), isShort ? null : atlas.placeNotes(data, here, placeTexts)];
  }

  const introductionOf = ({ data, here, placeTexts, intro, story, rows, begun }) => atlas.introduction(data, here, placeTexts, { intro, story, row: rows.find(({ event }) => event === begun) ?? rows[0] });

  /** The nearest other places, where the settings offer any. */
  const furtherOf = (/** @type {Atlas.KioskCard} */ { data, here, settings, names, home, told }, on) => (settings.tabs.includes("near") ? atlas.nearestFew(data, here, { names, home, own: told.length, choose: on.place, radius: settings.near_radius_km }) : null);

  function storyPart(/** @type {Atlas.KioskCard} */ view, on) {
    const list = atlas.storyList(view.rows, { data: view.data, here: view.here, texts: view.previews, begun: view.event === null ? view.texts[0]?.event : undefined, isAsked: view.isAsked, first: view.place === null ? view.first : [], decade: view.decade, year: view.year, turn: on.decade, chosen: view.event, isHere: (i) => atlas.isHere(view.data, view.result, i, view.here), choose: on.event });
    const { words, pictures } = introductionOf(view);
    const intro = (...what) => el("div", { class: "at-k-listintro" }, what); // of a narrow card; a wide one has it beside the list
    const lead = intro(words);
    if (!view.intro && view.rows.length === 1) lead.dataset.spare = "lead"; // made of what the list says anyway
    const further = furtherOf(view, on);
    return atlas.scroller("at-k-list", lead, view.offers, list, intro(pictures), view.event === null && !view.texts.length ? intro(further) : further).node;
  }

  /** The text of an event, with the way back to the list below it, where the pages are turned. */
  function textPart(/** @type {Atlas.KioskCard} */ view, on) {
    const { data } = view;
    const articles = (toggle) => view.texts.map((text) => atlas.eventArticle(data, text, { more: view.more, toggle, plain: view.plain, easy: view.easy, simplify: on.simplify, within: view.within, here: view.here, recorded: view.recordings?.[data.events.id.at(text.event)] }));
    if (view.event === null) return unopened(view, articles, on);
    const isAlone = view.rows.length < 2 && !view.offers;
    const { node } = atlas.scroller("at-k-text", articles(on.detail), isAlone ? furtherOf(view, on) : null);
    if (isAlone) return node;
    const back = el("button", { type: "button", class: "at-k-button at-k-all", "data-key": "all", on: { click: () => on.event(null) } }, atlas.icon("back"), el("span", { text: _("All events") }));
    node.lastElementChild?.prepend(back);
    return node;
  }

  /** What stands beside a list of which nothing is open yet: the sentence, and the text of the event that it begins with. */
  function unopened(/** @type {Atlas.KioskCard} */ view, articles, on) {
    const { words, pictures } = introductionOf(view);
    const [text] = view.texts;
    const open = () => (on.event(text), on.detail());
    const first = text ? el("div", { class: "at-k-beginning", "data-event": text.event, hidden: !atlas.isHere(view.data, view.result, text.event, view.here) }, articles(open)) : null;
    return atlas.scroller("at-k-text", words, first, pictures, first ? null : furtherOf(view, on)).node;
  }

  /** Start over, the way home from another place, who made this, larger letters, and the languages: always in the same place. */
  function bar(root, languages, { over, home, about, clear }) {
    const button = (className, click, ...children) => el("button", { type: "button", class: `at-k-button ${className}`, on: { click } }, ...children);
    const [overText, homeText, homeName] = [el("span", {}), el("span", { class: "at-k-whole-name" }), el("span", { class: "at-k-name-only" })];
    const start = button("at-k-over", over, atlas.icon("again"), overText);
    const back = button("at-k-home", home, atlas.icon("back"), homeText, homeName);
    const who = button("at-k-square at-k-about", about, atlas.icon("about"));
    const large = button("at-k-square at-k-letters", clear, atlas.icon("letters"));
    back.hidden = true;
    fill(root, start, back, el("div", { class: "at-k-aids" }, who, large), languages.node);
    return {
      speak() {
        overText.textContent = _("Start over");
        who.setAttribute("aria-label", _("About this atlas"));
        large.setAttribute("aria-label", _("Large letters, strong contrast"));
      },
      see: (is) => large.setAttribute("aria-pressed", String(is)),
      /** `to`: where the way home leads, in a sentence and, for small screens, by its `name`; "" when that is here. */
      away(to, name) {
        back.hidden = !to;
        homeText.textContent = to;
        homeName.textContent = name;
        if (isCut(homeName)) homeName.textContent = _("Back");
        back.setAttribute("aria-label", to);
      },
    };
  }

  /** Whether a word or a line has no room; letters alone may stand out of close lines. */
  const isCut = (/** @type {HTMLElement} */ node) => node.scrollWidth > node.clientWidth || node.scrollHeight > 1.25 * node.clientHeight;

  /** Draw without losing the keyboard's focus: what had it gets it again, by its `data-key`; if that is gone, the way back. */
  function keepingFocus(root, draw) {
    const held = document.activeElement;
    const key = held instanceof HTMLElement && root.contains(held) ? held.dataset.key : undefined;
    draw();
    if (key === undefined) return;
    const found = [root.querySelector(`[data-key="${CSS.escape(key)}"]`), ...root.querySelectorAll("[data-key=all], .at-k-row")];
    found.find((node) => node?.checkVisibility())?.focus({ preventScroll: true });
  }

  atlas.locationView = { head, tabs, card, bar, keepingFocus };
})(globalThis.atlas ??= {});
