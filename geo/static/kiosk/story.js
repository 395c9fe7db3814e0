"use strict";
// Stories in a kiosk: offered before the events of its places, told step by step, with the step in the address.
// Only a kiosk that offers one has this.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill, format, ngettext } = atlas;
  const _ = (text) => atlas.gettext(text);
  const VISITED = ["place", "near"]; // states in which a visitor reads

  const isSame = (/** @type {Atlas.Reading | null} */ one, /** @type {Atlas.Reading | null} */ other) => one?.story === other?.story && one?.step === other?.step;

  class KioskStories {
    constructor(/** @type {Atlas.Kiosk} */ kiosk) {
      this.kiosk = kiosk;
      this.trail = /** @type {Atlas.Reading[]} */ ([]); // the steps before the one that is told, to which Back leads
      addEventListener("hashchange", () => this.arrive());
      document.addEventListener("keydown", (event) => this.key(event));
      atlas.swipes(kiosk.parts.card, (by) => atlas.tellingOf(kiosk.state) && this.turn(by));
    }

    /** Tell the step that the address names, as a link of the staff or a page that was read anew asks. */
    arrive() {
      const { kiosk } = this;
      const { reading } = atlas.readingOf(new URLSearchParams(location.hash.slice(1)), kiosk.data, (message, part) => atlas.kioskLog.add(format(message, { part: `'${part}'` })));
      if (reading && kiosk.machine.now() === "attract") kiosk.begin();
      const { reading: now } = kiosk.state;
      if (VISITED.includes(kiosk.machine.now()) && !isSame(reading, now)) this.go(reading);
      this.write();
    }

    /** Say in the address what is told; it is no step of the history, which guards.js keeps. */
    write() {
      const { machine, state: { reading } } = this.kiosk;
      if (machine.now() === "boot") return; // what the address asks for is still to be told
      const address = reading ? `#story=${reading.story}&step=${reading.step}` : "";
      if (location.hash !== address || location.href.endsWith("#")) history.replaceState(null, "", location.pathname + location.search + address);
    }

    /** Go to a step; null leaves the story. */
    go(/** @type {Atlas.Reading | null} */ next) {
      const { reading } = this.kiosk.state;
      this.reach(next, next && reading ? [...this.trail, reading] : [], next && this.beyond(next));
    }

    /** Tell a step, of which `trail` are those before it; one that tells of violence is offered first, or a step `instead`. */
    reach(/** @type {Atlas.Reading | null} */ next, /** @type {Atlas.Reading[]} */ trail, /** @type {Atlas.Reading | null} */ instead = null) {
      const { kiosk } = this;
      const tell = (/** @type {Atlas.Reading | null} */ one) => {
        this.trail = trail;
        kiosk.read(one);
      };
      if (!next || isSame(next, kiosk.state.reading) || !kiosk.asks(Boolean(atlas.stepOf(next, kiosk.data).graphic))) return tell(next);
      kiosk.offer({ words: (data) => this.words(next, instead, data), show: () => tell(next), skip: () => tell(instead) });
    }

    /** What is said of a step before it is told: of which story, which one, of which years. */
    words(/** @type {Atlas.Reading} */ reading, /** @type {Atlas.Reading | null} */ instead, /** @type {Atlas.Data} */ data) {
      const { steps } = /** @type {Atlas.Story} */ (atlas.storyNamed(data, reading.story));
      const { from, to } = atlas.readAddress(atlas.stepOf(reading, data).view, data).query;
      const years = from === null || to === null ? [] : [atlas.yearSpan(from, to)];
      return { title: this.title(reading, data), date: [atlas.stepCount(reading.step, steps.length), ...years].join(" \u00b7 "), instead: instead && format(_("To step %(n)s"), { n: instead.step }) };
    }

    /** The next step beyond one, on the way on which a visitor is, that tells of no violence; null for none. */
    beyond(/** @type {Atlas.Reading} */ { story, step }) {
      const { data, state: { reading } } = this.kiosk;
      const by = reading?.story === story && reading.step > step ? -1 : 1;
      const { steps } = /** @type {Atlas.Story} */ (atlas.storyNamed(data, story));
      let at = step + by;
      while (steps[at - 1]?.graphic) at += by;
      return steps[at - 1] ? { story, step: at } : null;
    }

    turn(by) {
      const { reading } = this.kiosk.state;
      const next = reading && atlas.turned(reading, this.kiosk.data, by);
      if (next) this.go(next);
    }

    /** Leave what was opened last: another place, an event, or the story. */
    leave() {
      const { place, event } = this.kiosk.state;
      if (place !== null) this.kiosk.goHome();
      else if (event !== null) this.kiosk.open(null);
      else this.go(null);
    }

    /** Go back as a browser does: from what was opened to its step, from a step to the one before it. */
    back() {
      const { kiosk } = this;
      const { reading, place, event } = kiosk.state;
      if (reading && VISITED.includes(kiosk.machine.now())) {
        if (place === null && event === null && this.trail.length) this.reach(/** @type {Atlas.Reading} */ (this.trail.at(-1)), this.trail.slice(0, -1));
        else this.leave();
      }
      this.write();
    }

    key(event) {
      const { kiosk } = this;
      if (!kiosk.state.reading || !VISITED.includes(kiosk.machine.now()) || event.defaultPrevented || event.shiftKey) return;
      const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (event.key === "Escape") this.leave();
      else if (by && atlas.tellingOf(kiosk.state)) this.turn(by);
      else return;
      event.preventDefault();
    }

    /** A touch on the map opens the event of the step that stands there; elsewhere the place, from which one comes back. */
    touched(places) {
      const { kiosk } = this;
      const { reading } = kiosk.state;
      const { events } = atlas.stepOf(/** @type {Atlas.Reading} */ (reading), kiosk.data);
      const here = events.filter((i) => places.includes(atlas.placeNow(kiosk.data, kiosk.result, i)));
      if (!here.length) return kiosk.visit(places[0]);
      kiosk.open(here.length === 1 ? here[0] : null); // of several the list gives the choice
    }

    /** What the map shows of a step: {query, year of the background}. A kiosk has no search: of words it shows what the step names. */
    view(/** @type {Atlas.Reading} */ reading) {
      const { data } = this.kiosk;
      const step = atlas.stepOf(reading, data);
      const { query } = atlas.readAddress(step.view, data);
      return { query: { ...query, only: query.text ? step.events : atlas.eventsInFocus(data, query.focus) }, year: atlas.backgroundYear(query, data.axis) };
    }

    /** The places of a step, as `atlas.stepPlaces` gives them. */
    places(/** @type {Atlas.Reading} */ reading) {
      const { data, result } = this.kiosk;
      return atlas.stepPlaces(data, result, atlas.stepOf(reading, data));
    }

    /** The stories as buttons, for the list of the kiosk's own places. */
    offers(/** @type {Atlas.Data} */ data) {
      const button = (/** @type {Atlas.Story} */ one) => el("button", { type: "button", class: "at-k-row at-k-offer", "data-key": `story-${one.id}`, on: { click: () => this.go({ story: one.id, step: 1 }) } },
        el("span", { class: "at-k-when", text: format(ngettext("Story in %(n)s step", "Story in %(n)s steps", one.steps.length), { n: one.steps.length }) }),
        el("span", { class: "at-k-rowtitle" }, atlas.storyText(one, "title")), el("span", { class: "at-k-offerlead" }, atlas.storyText(one, "lead")));
      return el("div", { class: "at-k-offers" }, data.stories.map(button));
    }

    /** The title of the story that a step belongs to. */
    title(/** @type {Atlas.Reading} */ reading, data) {
      return atlas.storyText(/** @type {Atlas.Story} */ (atlas.storyNamed(data, reading.story)), "title");
    }

    /** Where a place has its tabs: one step back and on, the way out, and each step by its number. */
    nav(root, /** @type {Atlas.Reading} */ reading, data) {
      const { steps } = /** @type {Atlas.Story} */ (atlas.storyNamed(data, reading.story));
      const turn = (sign, label, by) => el("button", { type: "button", class: "at-k-button at-k-square", "data-key": `turn-${by}`, "aria-label": label, disabled: !atlas.turned(reading, data, by), on: { click: () => this.turn(by) } }, atlas.icon(sign));
      const close = el("button", { type: "button", class: "at-k-button at-k-close", "data-key": "close", text: _("Close the story"), on: { click: () => this.go(null) } });
      const step = (_none, i) => el("li", {}, el("button", { type: "button", class: "at-k-button at-k-square", "data-key": `step-${i + 1}`, text: i + 1, "aria-label": atlas.stepCount(i + 1, steps.length), "aria-current": i + 1 === reading.step ? "step" : null, on: { click: () => this.go({ story: reading.story, step: i + 1 }) } }));
      fill(root, el("nav", { class: "at-k-storynav", "aria-label": _("Steps of the story") },
        turn("left", _("Previous step"), -1), el("p", { class: "at-k-count", role: "status", text: atlas.stepCount(reading.step, steps.length) }), turn("right", _("Next step"), 1), close, el("ol", { class: "at-k-numbers" }, Array.from(steps, step))));
    }

    /** A step: its text, its events, and on what it rests; or one of the events. */
    card(root, /** @type {Atlas.KioskCard & { reading: Atlas.Reading }} */ { data, reading, event, rows, texts, previews, isAsked, more, plain, easy, settings }, on) {
      root.toggleAttribute("data-alone", false);
      root.dataset.tab = "story";
      root.dataset.reading = event === null ? "list" : "event";
      const step = atlas.stepOf(reading, data);
      const where = atlas.nowhere(step, !this.places(reading).all.length);
      const words = () => el("div", { class: "at-k-intro at-k-step" }, el("p", { class: "at-k-lead" }, atlas.storyText(step, "text")), where ? el("p", { class: "at-k-soft", text: where }) : null);
      const { media } = /** @type {Atlas.Story} */ (atlas.storyNamed(data, reading.story));
      const pictures = () => (reading.step === 1 ? atlas.pictures?.(data, media) : null); // where there is room, in a card of any width
      const sources = () => el("div", { class: "at-k-sources" }, el("h3", { class: "at-k-grouptitle", text: _("Sources") }), el("ul", {}, step.sources.map(({ text }) => el("li", { text }))), settings.sources === "short" ? null : atlas.howRead(atlas.sourceList(step)));
      const events = [el("h3", { class: "at-k-grouptitle", text: _("Events") }), atlas.storyList(rows, { texts: previews, isWhole: true, isAsked, chosen: event, isHere: () => true, choose: on.event })];
      const back = el("button", { type: "button", class: "at-k-button at-k-back", "data-key": "step", on: { click: () => on.event(null) } }, atlas.icon("back"), el("span", { text: _("Back to the story") }));
      const list = atlas.scroller("at-k-list", el("div", { class: "at-k-listintro" }, words()), events, pictures(), el("div", { class: "at-k-listintro" }, sources()));
      const text = event === null ? [words(), sources()] : [back, texts.map((one) => atlas.eventArticle(data, one, { more, toggle: on.detail, plain, easy, simplify: on.simplify }))];
      fill(root, list.node, atlas.scroller("at-k-text", ...text).node);
    }
  }

  /** Take the step of a story out of the launch address, where the rest are settings. */
  const takeStep = () => atlas.putBehindHash((name) => name === "story" || name === "step");

  atlas.takeStep = takeStep;
  atlas.kioskStories = (kiosk) => new KioskStories(kiosk);
})(globalThis.atlas ??= {});
