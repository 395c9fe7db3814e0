"use strict";
// The kiosk: one state, drawn by the parts in this folder; everything starts here.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const _ = (text) => atlas.gettext(text);
  const LOW = 900; // mm: a screen so high hangs where all of it is in reach
  const STORY_ZOOM = 6; // what lies around says where a step leads to
  const START = Object.freeze({ place: null, event: null, tab: "story", year: null, more: false, plain: false, all: false, reading: null });

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
      this.idle = atlas.idleness(this.timers, settings, { machine: () => this.machine, tick: (n) => this.tick?.(n) });
      this.tick = /** @type {((seconds: number) => void) | null} */ (null); // shows the seconds that are left, while a warning stands
      this.view = new atlas.KioskView(this.parts, this.subject, settings, {
        over: () => this.machine.send("over"),
        home: () => this.goHome(),
        language: (lang) => this.speak(lang),
        change: (part) => this.change(part),
        event: (row) => this.open(row),
        place: (place) => this.visit(place),
      });
      this.map = new atlas.KioskMap({ map, layer, basemap }, this.parts, { home: this.subject.home, view: settings.view, chosen: (places) => this.touched(places) });
      this.stories = /** @type {any} */ (atlas.kioskStories?.(/** @type {any} */ (this)) ?? null); // in a kiosk that offers any
      this.view.stories = this.stories;
      this.attract = atlas.attract(this.parts, this.timers, () => this.slides());
      // What restore() and speak() set anew for each visit:
      this.state = /** @type {Atlas.KioskState} */ (START);
      this.result = layer.result;
      this.language = settings.languages[0];
      this.data = this.dataOf(this.language.lang);
      this.offered = /** @type {Atlas.EventRow | null} */ (null); // the event that a dialog asks about
      this.sizes = atlas.sizes(settings, innerWidth, innerHeight);
      this.land = atlas.readBlock(settings.blocks.basemap).layers; // for the picture of the attract screen
      Object.values(this.land).forEach(atlas.unpack);
      this.counts = atlas.kioskCounts(settings);
      this.visits = 0; // since the page was read
      this.greet();
      this.listen();
    }

    listen() {
      const active = () => this.idle.restart();
      this.parts.attract.addEventListener("click", (event) => this.begin(event));
      for (const type of ["pointerdown", "keydown"]) document.addEventListener(type, () => this.machine.now() !== "warn" && active(), true);
      if (this.settings.pin) atlas.corners(() => this.machine.send("staff"));
    }

    /** "Touch to begin" in all languages; each is also the switch to it. */
    greet() {
      const begin = ({ lang, catalog }) => {
        atlas.setCatalog(catalog);
        return atlas.el("button", { type: "button", class: "at-k-beginner", lang, "data-lang": lang, text: _("Touch to begin") });
      };
      atlas.fill(this.parts.begin, this.settings.languages.map(begin));
    }

    /** What the attract screen tells in each language; without the texts, the names alone. */
    slides() {
      const story = this.subject.story(null).filter((i) => !this.subject.graphic.has(i));
      return Promise.all(this.settings.languages.map(async ({ lang, title, intro, pictures = [] }) => {
        const data = this.dataOf(lang);
        const { source, textLanguage: { base, mark } } = data;
        const event = (row) => ({ lang, base, date: row.date, title: row.title, mark: atlas.isUntranslated(row, "title") ? mark : "" });
        const rows = await source.list(story);
        return { lang, title, intro, events: rows.map(event), pictures: pictures.map((row) => ({ data, row, base, mark })) };
      }));
    }

    /** The touch that begins is swallowed; on a language it also chooses that language. */
    begin(/** @type {any} */ event) {
      const lang = event?.target.closest("[data-lang]")?.dataset.lang ?? this.settings.languages[0].lang;
      this.restore(lang);
      if (this.machine.send("touch")) this.counts.began();
    }

    /** Everything as a visitor first finds it: language, years, place, card, scroll, map. */
    restore(lang) {
      atlas.forgetGraphic();
      this.state = { ...START };
      this.filter();
      this.speak(lang);
      this.map.show(this.subject.home);
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
      if (this.state.year !== before.year || atlas.tellingOf(this.state) !== atlas.tellingOf(before)) this.filter();
      if (this.state.event !== null) this.counts.opened(this.layer.data().events.id.at(this.state.event));
      this.view.update(this.shown(), before);
      this.stories?.write();
    }

    filter() {
      const { year } = this.state;
      const telling = atlas.tellingOf(this.state);
      const shown = telling ? this.stories.view(telling) : { query: { ...atlas.EVERYTHING, from: year, to: year }, year: year ?? this.subject.homeYear };
      this.result = this.map.filter(shown.query, shown.year);
    }

    speak(lang) {
      atlas.setLanguage(lang);
      this.language = this.settings.languages.find((item) => item.lang === lang) ?? this.settings.languages[0];
      this.data = this.dataOf(lang);
      atlas.setTextLanguage(this.data.textLanguage);
      this.view.speak(this.language);
      this.basemap?.rename(this.language.labels);
      this.map.speak(this.language.title, this.data.places.name);
      this.view.draw(this.shown());
    }

    enter(state, from) {
      this.root.dataset.state = state;
      this.timers.stop("idle");
      if (state !== "place" && state !== "near") atlas.closePictures?.(); // nothing may lie over what is asked
      const { cover } = this.parts;
      if (["place", "near", "reset"].includes(state)) atlas.kioskDialog.hide(cover);
      if (from === "attract") this.attract.stop();
      if (state === "staff") this.counts.forget();
      if (state === "reset") this.counts.ended(this.language.lang);
      const act = { attract: () => this.attract.start(), reset: () => this.reset(), warn: () => this.warn(), sensitive: () => this.ask(), staff: () => this.staff() };
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

    warn() {
      this.tick = atlas.kioskDialog.warning(this.parts.cover, { stay: () => this.machine.send("stay"), over: () => this.machine.send("over") });
      this.idle.restart();
    }

    ask() {
      const { data, offered: row } = this;
      if (!row) return;
      const { kind, detail } = data.events;
      const show = () => {
        if (this.machine.send("show")) this.change({ event: row.event, more: false });
      };
      const about = { date: row.date, title: atlas.eventTitle(row), kind: data.kinds[detail[row.event] === atlas.NO_DETAIL ? kind[row.event] : detail[row.event]].name };
      atlas.kioskDialog.sensitive(this.parts.cover, about, { show, later: () => this.machine.send("later") });
    }

    staff() {
      const leave = () => this.machine.send("leave");
      atlas.kioskStaff?.(this.parts.cover, this, leave);
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
      const story = this.subject.story(place);
      const event = story.length === 1 && !this.subject.graphic.has(story[0]) ? story[0] : null;
      this.moveTo({ place, event, reading: this.state.reading });
    }

    /** From another place to the kiosk's own, or to the step of a story from which it was opened. */
    goHome() {
      if (this.state.reading) this.read(this.state.reading);
      else if (this.machine.send("home")) this.moveTo({});
    }

    /** Tell a step of a story, null: of the kiosk's own places. */
    read(/** @type {Atlas.Reading | null} */ reading) {
      this.machine.send("home"); // from another place
      this.change({ ...START, reading });
      if (!reading) return this.map.show(this.subject.home);
      const { at, all } = this.stories.places(reading);
      this.map.show(all, { ringed: at, maxZoom: STORY_ZOOM });
    }

    /** Another place, as it is first found; the year stays. */
    moveTo(part) {
      this.change({ ...START, year: this.state.year, ...part });
      this.map.show(this.subject.places(this.state.place));
    }

    /** Open an event of the list (null: none); one that is graphic is offered first. */
    open(/** @type {Atlas.EventRow | null} */ row) {
      const event = row?.event ?? null;
      if (event === null || !this.subject.graphic.has(event) || event === this.state.event) {
        this.change({ event, more: false });
        return;
      }
      this.offered = row;
      this.machine.send("graphic");
    }

    resize(sizes) {
      this.sizes = sizes;
      this.root.classList.toggle("at-k-portrait", innerHeight > innerWidth);
      this.root.classList.toggle("at-k-low", innerHeight / sizes.mm < LOW);
      this.map.enlarge(sizes.font);
      this.paintBackdrop();
      if (sizes.font < sizes.wanted) atlas.kioskLog.add(`the screen is too small for letters of ${sizes.wanted} px; they have ${sizes.font}`);
    }

    paintBackdrop() {
      const [place] = this.subject.home.filter((i) => !Number.isNaN(this.layer.data().places.lon[i])); // geo/dataset/kiosk_checks.py asks for one
      const portrait = innerHeight > innerWidth;
      const zoom = 5.9 + Math.log2(Math.max(innerWidth, innerHeight) / 1920);
      atlas.backdrop(this.parts.backdrop, this.land, { centre: this.map.at(place), zoom, x: portrait ? 0.5 : 0.72, y: portrait ? 0.27 : 0.46 });
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
    const settings = atlas.launched(atlas.readBlock(id), location.search, atlas.kioskLog.add);
    const [layer, dataOf] = await Promise.all([ready, atlas.library(settings.languages)]);
    atlas.kiosk = new Kiosk(map, layer, basemap, settings, dataOf);
    atlas.kiosk.start();
  }

  atlas.startKiosk = startKiosk;
})(globalThis.atlas ??= {});
