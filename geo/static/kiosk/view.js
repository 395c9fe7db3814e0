"use strict";
// How the state of a kiosk is drawn around its map; kiosk.js says what changes it.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { format, ngettext } = atlas;
  const _ = (text) => atlas.gettext(text);

  const FURTHER = ".at-event :is(.at-figures, .at-series, .at-people, .at-event-way, .at-event-part)"; // of an event, in the order of reading
  const OF_YEAR = ".at-k-rows:not(.at-k-first) .at-k-row[data-event]:not(.at-k-pale)"; // the events of the chosen year
  const AIR = 6; // CSS pixels above what is brought in sight
  const FADED = 1.6; // rem, as in scroll.js
  const FEW = 6; // events: a list of no more says more of each, where it has room

  const eventsHere = (n) => format(ngettext("%(n)s event told here", "%(n)s events told here", n), { n });

  class KioskView {
    /**
     * `parts`: the elements of the page by name; `on`: {over(), home(), language(lang), change(part of the
     * state), event(i), place(i)} hears what a visitor chooses.
     */
    constructor(parts, /** @type {Atlas.KioskSubject} */ subject, /** @type {Atlas.KioskSettings} */ settings, /** @type {Atlas.KioskEvents} */ on) {
      this.parts = parts;
      atlas.keepTogether(parts.stage.parentElement);
      this.subject = subject;
      this.settings = settings;
      this.on = on;
      this.shown = /** @type {Atlas.KioskShown} */ ({}); // what was drawn last
      this.stories = /** @type {Atlas.KioskStories | null} */ (null); // in a kiosk that offers any
      this.cards = atlas.questions();
      this.drawn = Promise.resolve(true);
      this.languages = atlas.languageSwitch(settings.languages, on.language);
      this.bar = atlas.locationView.bar(parts.bar, this.languages, on);
      this.time = new atlas.KioskTimeline(parts.time, subject.axis, on.year, on.step);
      parts.time.hidden = !settings.timeline || subject.axis.first === subject.axis.last; // one year is no choice
    }

    /** Say what stands still in the language of `language`, one of the settings' languages. */
    speak(language) {
      document.documentElement.lang = atlas.language();
      document.title = language.title;
      this.languages.show(language.lang);
      this.bar.speak();
      this.time.speak();
    }

    /** Draw what differs from the state `before`; a step in time leaves the card as it is. */
    update(/** @type {Atlas.KioskShown} */ shown, before) {
      const same = (...keys) => keys.every((key) => shown.state[key] === before[key]);
      const isGrouped = this.parts.card.querySelector(".at-k-decade") !== null; // by decades, of which that of the year is open
      if (same("place", "event", "tab", "more", "plain", "all", "reading", "decade") && shown.state.tab !== "near" && !(isGrouped && !same("year"))) this.drawYear(shown);
      else this.draw(shown, same("place", "tab", "reading") ? (same("event") ? ["at-k-list", "at-k-text", "at-k-only"] : ["at-k-list"]) : []);
      if (shown.state.more && !before.more) this.drawn.then(() => this.begin("at-k-text", FURTHER)); // the number is the first of it
      if (shown.state.year !== null && shown.state.event === null && !same("year", "event")) this.drawn.then(() => this.bring("at-k-list", OF_YEAR));
    }

    /** What scrolls in a part of the card, and the first of `some` that is seen in it. */
    firstOf(part, some) {
      const box = this.parts.card.querySelector(`.${part} > .at-k-scroll`);
      return { box, first: [...(box?.querySelectorAll(some) ?? [])].find((node) => node.checkVisibility()) };
    }

    /** The first of `some` in a part of the card begins at the top of the page, where it is not in sight as it is. */
    bring(part, some) {
      const { box, first } = this.firstOf(part, some);
      if (!box || !first) return;
      const { top, bottom, height } = box.getBoundingClientRect();
      const { top: begins, bottom: ends } = first.getBoundingClientRect();
      const faded = FADED * parseFloat(getComputedStyle(document.documentElement).fontSize); // the end of a page, which may leave out what does not end there
      if (begins < top || Math.min(ends, begins + height / 2) > bottom - faded) box.scrollBy({ top: begins - top - AIR, behavior: "instant" });
    }

    /** Where a part of the card has several pages, one begins with the first of `some`. */
    begin(part, some) {
      const { box, first } = this.firstOf(part, some);
      if (box && first) atlas.beginPage(box, first);
    }

    /** Draw, and push the named parts of the card as far as they were. */
    keepingScroll(names, draw) {
      const part = (name) => this.parts.card.querySelector(`.${name} > .at-k-scroll`);
      const kept = names.map((name) => [name, part(name)?.scrollTop ?? 0]);
      draw();
      for (const [name, top] of kept) part(name)?.scrollTo({ top, behavior: "instant" });
      const bring = () => this.parts.card.querySelector(".at-k-row[aria-current]")?.scrollIntoView({ block: "nearest", behavior: "instant" }); // a step leads far
      bring();
      requestAnimationFrame(() => requestAnimationFrame(bring)); // the buttons that turn pages take room from the list by then
    }

    /**
     * Draw what is chosen, and when its texts are there the card, whose parts named in `keep` stay as far pushed as
     * they were. `drawn` is kept when that is done.
     */
    draw(/** @type {Atlas.KioskShown} */ shown, keep = /** @type {string[]} */ ([])) {
      const { state, data } = shown;
      const { parts, on } = this;
      const telling = atlas.tellingOf(state);
      const here = telling ? [] : this.subject.places(state.place);
      const story = telling ? atlas.stepOf(telling, data).events : this.subject.story(state.place);
      this.shown = shown;
      atlas.silence?.();
      this.drawHead(shown);
      parts.stage.toggleAttribute("data-telling", telling !== null);
      atlas.locationView.keepingFocus(parts.tabs, () => {
        if (telling) this.stories?.nav(parts.tabs, telling, data);
        else atlas.locationView.tabs(parts.tabs, { wanted: this.settings.tabs.filter((tab) => tab !== "near" || this.subject.hasOthers), chosen: state.tab, choose: (tab) => on.change({ tab, event: null, all: false }) });
      });
      const { title } = shown.language;
      if (state.place === null) this.bar.away("", "");
      else if (state.reading) this.bar.away(_("Back to the story"), _("Back to the story"));
      else this.bar.away(format(_("Back to %(place)s"), { place: title }), title);
      if (!telling) this.drawTime(shown, story);
      const first = telling ? undefined : this.subject.beginning(state.place);
      const read = state.tab === "story" ? [state.event ?? first ?? []].flat() : state.tab === "near" ? [] : story;
      const few = state.tab === "story" && story.length <= FEW ? story : [];
      const inner = state.tab === "story" ? story.filter((i) => here.includes(data.events.place[i]) && read.includes(data.events.partOf[i])) : [];
      this.drawn = this.cards.ask(
        () => Promise.all([data.source.list(story), data.source.card(here, [...read, ...few, ...inner])]),
        ([rows, { events, places }]) => this.keepingScroll(keep, () => this.drawCard({ here, story, rows, begun: first, texts: events.slice(0, read.length), previews: events.slice(read.length, read.length + few.length), within: events.slice(read.length + few.length).filter(({ figures }) => figures.length), placeTexts: places })),
        (error) => {
          atlas.kioskLog.add(`no texts: ${error}`);
          atlas.fill(parts.card, atlas.missingTexts());
        },
      );
    }

    /** Draw the card of the state, which may have gone on to another year since its texts were asked for. */
    drawCard(found) {
      const { state, data, language, result } = this.shown;
      const { on } = this;
      const view = { ...state, ...found, data, result, names: atlas.namesIn(this.shown), home: this.subject.home, told: this.subject.story(null), settings: this.settings, isAsked: (event) => this.settings.gate !== "off" && this.subject.graphic.has(event), first: this.subject.first, recordings: language.recordings, easy: language.easy, intro: state.place === null ? language.intro : "", offers: state.place === null ? this.stories?.offers(data) ?? null : null };
      const heard = { event: on.event, detail: () => on.change({ more: !state.more }), simplify: () => on.change({ plain: !state.plain }), place: on.place, more: () => on.change({ all: true }), decade: (decade) => on.change({ decade }) };
      atlas.locationView.keepingFocus(this.parts.card, () => {
        if (atlas.tellingOf(state)) this.stories?.card(this.parts.card, view, heard);
        else atlas.locationView.card(this.parts.card, view, heard);
      });
    }

    drawYear(/** @type {Atlas.KioskShown} */ shown) {
      this.shown = shown;
      const isHere = (node) => atlas.isHere(shown.data, shown.result, Number(node.dataset.event), this.subject.places(shown.state.place));
      for (const row of this.parts.card.querySelectorAll(".at-k-row[data-event]")) row.classList.toggle("at-k-pale", !isHere(row));
      for (const one of this.parts.card.querySelectorAll(".at-k-beginning")) one.hidden = !isHere(one);
      this.drawHead(shown);
      this.drawTime(shown, this.subject.story(shown.state.place));
    }

    drawHead(/** @type {Atlas.KioskShown} */ shown) {
      const { state, data } = shown;
      const telling = atlas.tellingOf(state);
      const title = telling ? this.stories?.title(telling, data) : state.place === null ? this.subject.title(shown) : atlas.placeName(data, state.place, atlas.namesIn(shown));
      atlas.locationView.head(this.parts.head, { title, atlasTitle: atlas.titleOfAtlas(shown), code: this.code(shown) });
    }

    drawTime(shown, story) {
      const { state: { year, event, place }, data } = shown;
      const here = this.subject.places(place);
      const spansOf = (i) => atlas.spansAt(data, i, here).filter(([from]) => from !== atlas.UNDATED);
      this.time.update(story.flatMap(spansOf));
      const read = event === null ? [] : spansOf(event);
      const years = read.length ? [Math.min(...read.map(([from]) => from)), Math.max(...read.map(([, to]) => to))] : null;
      const note = year !== null ? this.countsOfYear(shown, story) : years ? [""] : [eventsHere(story.length)];
      this.time.show(year, note, years, [-1, 1].map((by) => this.on.next(by) !== undefined));
    }

    /** What the chosen year holds here and elsewhere; nothing recorded is not nothing happened. */
    countsOfYear({ data, result, state }, story) {
      const places = this.subject.places(state.place);
      const here = story.filter((i) => atlas.isHere(data, result, i, places)).length;
      const elsewhere = result.shown - here;
      const own = here ? eventsHere(here) : _("nothing recorded here");
      return [own, ` · ${format(ngettext("%(n)s elsewhere", "%(n)s elsewhere", elsewhere), { n: elsewhere })}`];
    }

    /** The QR code that takes along what is shown; undefined without an address to take. */
    code(/** @type {Atlas.KioskShown} */ { state, data, language: { lang } }) {
      const { codes, story_codes: steps, places } = this.settings;
      const { event, year, place } = state;
      const telling = atlas.tellingOf(state);
      if (telling && event === null) return steps[`${telling.story}|${telling.step}|${lang}`];
      const here = this.subject.places(place);
      const main = event !== null ? data.events.place[event] : -1;
      const at = event === null || here.includes(main) ? main : here.find((one) => data.eventsAt.at(one).includes(event)) ?? main;
      const id = data.places.id.at(at >= 0 ? at : here[0]);
      return codes[`${id}|${lang}|${year ?? ""}`] ?? codes[`${id}|${lang}|`] ?? (place === null ? codes[`${places[0]}|${lang}|`] : undefined);
    }
  }

  atlas.KioskView = KioskView;
})(globalThis.atlas ??= {});
