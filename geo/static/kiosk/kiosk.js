"use strict";
// The kiosk: one state, drawn by the parts in this folder; everything starts here.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const LOW = 900; // mm: a screen so high hangs where all of it is in reach
  const STORY_ZOOM = 6; // what lies around says where a step leads to
  const START = Object.freeze({ place: null, event: null, tab: "story", year: null, more: false, plain: false, all: false, reading: null, decade: null });

  class Kiosk {
    constructor(/** @type {L.Map} */ map, /** @type {Atlas.EventLayer} */ layer, /** @type {Atlas.Basemap | null} */ basemap, /** @type {Atlas.KioskSettings} */ settings, /** @type {(lang: string) => Atlas.Data} */ dataOf) {
      const root = atlas.byId("kiosk");
      this.root = root;
      this.settings = settings;
      this.layer = layer;
      this.basemap = basemap;
      this.parts = Object.fromEntries([.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-part]"))].map((node) => [node.dataset.part, node]));
      this.dataOf = dataOf;
      this.subject = new atlas.KioskSubject(layer.data(), settings);
      this.timers = atlas.timers();
      this.machine = atlas.states((state, from) => this.enter(state, from));
      this.idle = atlas.idleness(this.timers, settings, { machine: () => this.machine, tick: (n) => this.asking.tick(n) });
      this.asking = atlas.kioskAsking(this);
      this.view = new atlas.KioskView(this.parts, this.subject, settings, {
        over: () => this.machine.send("over"),
        home: () => this.goHome(),
        language: (lang) => this.choose(lang),
        change: (part) => this.change(part),
        event: (row) => this.open(row?.event ?? null),
        place: (place) => this.visit(place),
        year: (year) => this.goTo(year),
        step: (by) => this.step(by),
        next: (by) => this.next(by),
        about: () => this.machine.send("about"),
        clear: () => this.magnify(),
      });
      this.map = new atlas.KioskMap({ map, layer, basemap }, this.parts, { home: this.subject.home, view: settings.view, radius: settings.tabs.includes("near") ? settings.near_radius_km || Infinity : 0, chosen: (places) => this.touched(places) });
      this.stories = /** @type {any} */ (atlas.kioskStories?.(/** @type {any} */ (this)) ?? null); // in a kiosk that offers any
      this.view.stories = this.stories;
      this.waiting = atlas.waiting(this.parts, this.timers, settings, { subject: this.subject, dataOf, land: basemap?.layers ?? {}, begin: (lang) => this.begin(lang) });
      // What restore() and speak() set anew for each visit:
      this.state = /** @type {Atlas.KioskState} */ (START);
      this.result = layer.result;
      this.year = this.subject.homeYear; // of which the map has waters and names
      this.language = settings.languages[0];
      this.data = this.dataOf(this.language.lang);
      this.offered = /** @type {Atlas.Offered | null} */ (null); // what a dialog asks about
      this.isAgreed = false; // whether this visitor has asked for a text that tells of violence
      this.isClear = false; // whether letters are large and contrasts strong
      this.sizes = atlas.sizes(settings, innerWidth, innerHeight);
      this.counts = atlas.kioskCounts(settings);
      this.visits = 0; // since the page was read
      this.listen();
    }

    listen() {
      const active = () => this.idle.restart();
      for (const type of ["pointerdown", "keydown", "atlas-present"]) document.addEventListener(type, () => this.machine.now() !== "warn" && active(), true);
      atlas.press((mm) => mm * this.sizes.mm);
      const stay = () => this.machine.send("stay"); // before what is pressed answers; a finger that slides presses nothing, and is there
      for (const type of ["click", "touchend", "touchcancel"]) document.addEventListener(type, stay, true);
      if (this.settings.pin) atlas.corners(() => this.machine.send("staff"));
    }

    /** The touch that begins is swallowed; on a language it also chooses that language. */
    begin(lang = this.settings.languages[0].lang) {
      this.restore(lang);
      if (this.machine.send("touch")) this.counts.began();
    }

    /** Everything as a visitor first finds it: language, years, place, card, scroll, map. */
    restore(lang) {
      atlas.forgetGraphic();
      this.isAgreed = false;
      this.see(false);
      this.state = { ...START, event: this.only(null) };
      this.filter();
      this.speak(lang);
      this.map.show(this.subject.home);
      this.mark();
      this.stories?.write();
    }

    /** What is drawn now, for the view. */
    shown() {
      const { state, data, language, result } = this;
      return { state, data, language, result };
    }

    /** Change parts of the state, and draw what that changes. */
    change(/** @type {Partial<Atlas.KioskState>} */ part) {
      const before = this.state;
      this.state = { ...before, ...part };
      if (this.state.event !== before.event) this.mark();
      if (["year", "event", "place", "reading"].some((key) => this.state[key] !== before[key])) this.filter();
      if (this.state.event !== null) this.counts.opened(this.layer.data().events.id.at(this.state.event));
      this.view.update(this.shown(), before);
      this.stories?.write();
    }

    filter() {
      const { year, event } = this.state;
      const telling = atlas.tellingOf(this.state);
      const shown = telling ? this.stories.view(telling) : { query: { ...atlas.EVERYTHING, from: year, to: year }, year: null, years: null };
      this.year = event === null && shown.year !== null ? shown.year : this.subject.yearOf(this.state);
      this.map.names = atlas.namesOnMap(this, this.year);
      this.result = this.map.filter(shown.query, this.year, (event === null && shown.years) || this.subject.yearsOf(this.state));
    }

    /** Large letters and strong contrasts in the card, or as it is for everybody. */
    see(clear) {
      this.isClear = clear;
      this.root.classList.toggle("at-k-clear", clear);
      this.view.bar.see(clear);
    }

    /** Mark on the map where the event that is read took place; of one without a place show where its parts did. */
    mark() {
      const { event } = this.state;
      const placesOf = (some) => some.map((i) => this.data.events.place[i]).filter((place) => place >= 0 && !Number.isNaN(this.data.places.lon[place]));
      const places = event === null ? [] : placesOf([event]);
      this.map.open(event, places, event === null || places.length ? [] : placesOf(atlas.partsOf(this.data, event)));
    }

    /** Large letters, or as it is for everybody; where that changes how high the map is, what it shows is found anew. */
    magnify() {
      const high = () => this.parts.map.clientHeight, before = high();
      this.see(!this.isClear);
      if (high() === before) return;
      this.map.enlarge(this.sizes.font);
      this.mark();
    }

    /** What is asked is asked in the language that is chosen. */
    choose(lang) {
      this.speak(lang);
      const state = this.machine.now();
      if (state === "sensitive" || state === "about") this.asking[state]();
    }

    speak(lang) {
      atlas.setLanguage(lang);
      this.language = this.settings.languages.find((item) => item.lang === lang) ?? this.settings.languages[0];
      this.data = this.dataOf(lang);
      atlas.setTextLanguage(this.data.textLanguage);
      this.view.speak(this.language);
      this.basemap?.rename(this.language.labels);
      this.map.speak(this.language.title, atlas.namesOnMap(this, this.year), this.language.border);
      this.view.draw(this.shown());
    }

    enter(state, from) {
      this.root.dataset.state = state;
      this.timers.stop("idle");
      if (state !== "place" && state !== "near") atlas.closePictures?.(); // nothing may lie over what is asked
      if (state !== "place" && state !== "near") atlas.silence?.();
      const { cover } = this.parts;
      if (["place", "near", "reset"].includes(state)) atlas.kioskDialog.hide(cover);
      if (from === "attract") this.waiting.stop();
      if (state === "staff") this.counts.forget();
      if (state === "reset") this.counts.ended(this.language.lang);
      const act = { ...this.asking, attract: () => this.waiting.start(), reset: () => this.reset() };
      act[state]?.();
      if (state === "place" && from === "attract") this.visits += 1;
      this.parts.stage.inert = state === "attract" || state === "reset";
      this.parts.bar.inert = this.parts.stage.inert;
      if (state !== "warn" && state !== "attract" && state !== "reset") this.idle.restart();
    }

    reset() {
      this.timers.stopAll();
      this.restore(this.settings.languages[0].lang);
      this.machine.send("done");
    }

    touched(places) {
      if (atlas.tellingOf(this.state)) return void this.stories.touched(places);
      const own = places.some((place) => this.subject.places(this.state.place).includes(place));
      if (own) this.change({ tab: "story", event: null });
      else if (places.some((place) => this.subject.home.includes(place))) this.goHome();
      else this.visit(places[0]);
    }

    visit(place) {
      if (!this.machine.send("near")) return;
      this.moveTo({ place, event: this.only(place), reading: this.state.reading });
    }

    /** The event of a place that has no other, and nothing else to choose; null where there is a choice, or a question first. */
    only(place) {
      const story = this.subject.story(place);
      const more = place === null && this.layer.data().stories?.length;
      return story.length === 1 && !more && !this.isAsked(story[0]) ? story[0] : null;
    }

    /** Whether an event is shown only when it is asked for. */
    isAsked(event) {
      return this.asks(this.subject.graphic.has(event));
    }

    /** Whether a text that tells of violence (`is`) is shown only when it is asked for. */
    asks(is) {
      const { gate } = this.settings;
      return is && gate !== "off" && !(gate === "once" && this.isAgreed);
    }

    /** Ask whether to show what tells of violence. */
    offer(/** @type {Atlas.Offered} */ offered) {
      this.offered = offered;
      this.machine.send("graphic");
    }

    /** From another place to the kiosk's own, or to the step of a story from which it was opened. */
    goHome() {
      if (this.state.reading) this.read(this.state.reading);
      else if (this.machine.send("home")) this.moveTo({ event: this.only(null) });
    }

    /** Tell a step of a story, null: of the kiosk's own places. */
    read(/** @type {Atlas.Reading | null} */ reading) {
      this.machine.send("home"); // from another place
      this.change({ ...START, reading });
      if (!reading) return this.map.show(this.subject.home);
      const { at, all } = this.stories.places(reading);
      this.map.show(all, { named: at, maxZoom: STORY_ZOOM, events: at.length ? atlas.stepOf(reading, this.data).events : null });
    }

    /** Another place, as it is first found; the year stays. */
    moveTo(part) {
      this.change({ ...START, year: this.state.year, ...part });
      this.map.show(this.subject.places(this.state.place));
    }

    /** Open an event (null: none); one that tells of violence is offered first. */
    open(/** @type {number | null} */ event) {
      if (event === null || event === this.state.event || !this.isAsked(event)) return void this.change({ event, more: false });
      const words = async (/** @type {Atlas.Data} */ data) => {
        const [row] = await data.source.list([event]);
        return { date: row.date, title: atlas.eventTitle(row) };
      };
      this.offer({ words, show: () => this.change({ event, more: false }) });
    }

    /** Another year (null: all), whose decade opens in a long list; an event that was not then is closed. */
    goTo(/** @type {number | null} */ year) {
      const { event, place } = this.state;
      this.change({ year, decade: null });
      if (event !== null && year !== null && !atlas.isHere(this.data, this.result, event, this.subject.places(place))) this.change({ event: null });
    }

    /** On to the next event of the place, also to one after the years of the axis. */
    step(by) {
      const event = this.next(by);
      if (event === undefined) return;
      const year = this.data.events.earliest_start[event];
      const { first, last } = this.subject.axis;
      this.change({ year: year < first || year > last ? null : year, tab: "story", event: null, all: false });
      this.open(event);
    }

    /** The event before (-1) or after (1) the one that is read, else before or after the chosen year; undefined for none. */
    next(by) {
      const { event, year, place } = this.state;
      const begins = (i) => this.data.events.earliest_start[i];
      const story = this.subject.story(place).filter((i) => begins(i) !== atlas.UNDATED);
      if (by < 0) story.reverse();
      if (event !== null && story.includes(event)) return story[story.indexOf(event) + 1];
      return story.find((i) => year === null || (begins(i) - year) * by > 0);
    }

    resize(sizes) {
      this.sizes = sizes;
      this.root.classList.toggle("at-k-portrait", innerHeight > innerWidth);
      this.root.classList.toggle("at-k-low", innerHeight / sizes.mm < LOW);
      this.map.enlarge(sizes.font);
      this.waiting.paint();
      if (sizes.font < sizes.wanted) atlas.kioskLog.add(`the screen is too small for letters of ${sizes.wanted} px; they have ${sizes.font}`);
    }

    start() {
      atlas.kioskLog.recover(() => this.recover());
      this.restore(this.settings.languages[0].lang);
      atlas.keepSizes(this.settings, (sizes) => this.resize(sizes));
      document.fonts.ready.then(() => this.map.redraw());
      this.machine.send("ready");
      this.root.classList.toggle("at-k-device", Boolean(this.settings.digest));
      atlas.beat();
      this.stories?.arrive();
    }

    /** After any error: forget the visit and wait for the next one; fails with what it draws. */
    recover() {
      this.timers.stopAll();
      this.machine.send("fail");
      return this.view.drawn;
    }
  }

  /** @type {Atlas.Namespace["startKiosk"]} */
  async function startKiosk(map, { ready }, basemap, id) {
    atlas.takeStep?.();
    atlas.guard(() => atlas.kiosk?.stories?.back());
    const settings = atlas.launched(await atlas.readPacked(id), location.search, atlas.kioskLog.add);
    const [layer, dataOf] = await Promise.all([ready, atlas.library(settings.languages)]);
    atlas.kiosk = new Kiosk(map, layer, basemap, settings, dataOf);
    atlas.kiosk.start();
  }

  atlas.startKiosk = startKiosk;
})(globalThis.atlas ??= {});
