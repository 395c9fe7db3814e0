"use strict";
// The location view: head, tabs, card and the bar that stays the same on every screen.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill, N_ } = atlas;
  const _ = (text) => atlas.gettext(text);
  const TABS = { story: N_("Events"), people: N_("People"), sources: N_("Sources"), near: N_("Nearby") };

  /** Name of the place, and the QR code that takes this screen along. */
  function head(root, { title, atlasTitle, code }) {
    const figure = code ? el("figure", { class: "at-k-qr" }, atlas.qr(code, _("QR code of this place in the atlas")), el("figcaption", { text: _("On your phone") })) : null;
    fill(root, el("div", { class: "at-k-names" }, el("p", { class: "at-k-kicker", text: atlasTitle }), atlas.fitted(el("h1", { class: "at-k-title" }, title))), figure);
  }

  function tabs(root, { chosen, choose }) {
    const button = ([id, text]) => el("button", { type: "button", class: "at-k-button at-k-tab", "data-key": `tab-${id}`, "aria-pressed": String(id === chosen), text: _(text), on: { click: () => choose(id) } });
    fill(root, el("div", { class: "at-k-tablist", role: "group", "aria-label": _("What to read") }, Object.entries(TABS).map(button)));
  }

  /**
   * The card. In a wide one list and text stand side by side, in a narrow one CSS shows one of them.
   * @param {Atlas.KioskCard} view
   */
  function card(root, view, on) {
    root.dataset.tab = view.tab;
    root.dataset.reading = view.event === null ? "list" : "event";
    if (view.tab !== "story") return fill(root, atlas.scroller("at-k-only", body(view, on)).node);
    return fill(root, storyPart(view, on), textPart(view, on));
  }

  function body(/** @type {Atlas.KioskCard} */ { data, tab, here, texts, placeTexts, result, all }, on) {
    if (tab === "people") return atlas.peopleList(data, texts);
    if (tab === "sources") return [el("p", { class: "at-k-soft", text: _("Every claim names its source. “Not opened” means that the compilers know the work only from others.") }), atlas.sourceLists(texts), atlas.placesElsewhere(data, here, placeTexts)];
    return atlas.nearList(data, here, result.atPlace, { all, choose: on.place, more: on.more });
  }

  const introductionOf = ({ data, here, placeTexts, intro, story }) => atlas.introduction(data, here, placeTexts, { intro, story });

  function storyPart(/** @type {Atlas.KioskCard} */ view, on) {
    const list = atlas.storyList(view.rows, { chosen: view.event, isHere: (i) => atlas.isHere(view.data, view.result, i, view.here), choose: on.event });
    return atlas.scroller("at-k-list", el("div", { class: "at-k-listintro" }, introductionOf(view)), view.offers, list).node;
  }

  function textPart(/** @type {Atlas.KioskCard} */ view, on) {
    if (view.event === null) return atlas.scroller("at-k-text", introductionOf(view)).node;
    const back = el("button", { type: "button", class: "at-k-button at-k-all", text: `← ${_("All events")}`, on: { click: () => on.event(null) } });
    return atlas.scroller("at-k-text", back, view.texts.map((text) => atlas.eventArticle(view.data, text, { more: view.more, toggle: on.detail, plain: view.plain, easy: view.easy, simplify: on.simplify }))).node;
  }

  /** Start over, the way home from another place, and the languages: always in the same place. */
  function bar(root, languages, { over, home }) {
    const start = el("button", { type: "button", class: "at-k-button at-k-over", on: { click: over } });
    const back = el("button", { type: "button", class: "at-k-button at-k-home", hidden: true, on: { click: home } });
    fill(root, start, back, languages.node);
    return {
      speak: () => (start.textContent = `⟲ ${_("Start over")}`),
      /** `to`: where the way home leads; "" when that is here. */
      away(to) {
        back.hidden = !to;
        back.textContent = `← ${to}`;
      },
    };
  }

  /** Draw without losing the keyboard's focus: what had it gets it again, by its `data-key` or text. */
  function keepingFocus(root, draw) {
    const held = document.activeElement;
    const key = held instanceof HTMLElement && root.contains(held) ? held.dataset.key : undefined;
    draw();
    if (key !== undefined) root.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
  }

  atlas.locationView = { head, tabs, card, bar, keepingFocus };
})(globalThis.atlas ??= {});
