"use strict";
// The kiosk: one state, drawn by the parts in this folder; everything starts here.
(function (atlas) {
  const _ = (text) => atlas.gettext(text);
  const LOW = 900; // mm: a screen so high hangs where all of it is in reach
  const START = Object.freeze({ place: null, event: null, tab: "story", year: null, more: false, all: false });

  class Kiosk extends atlas.KioskView {
    constructor(map, layer, basemap, settings) {
      super();
      Object.assign(this, { settings, layer, basemap, timers: atlas.timers(), visits: 0, began: Date.now() });
      const root = document.getElementById("kiosk");
      this.root = root;
      this.parts = Object.fromEntries([...root.querySelectorAll("[data-part]")].map((node) => [node.dataset.part, node]));
      this.dataOf = atlas.library(settings.languages, settings.blocks.events);
      this.machine = atlas.states((state, from) => this.enter(state, from));
      this.idle = atlas.idleness(this.timers, settings, { machine: () => this.machine, tick: (n) => this.tick?.(n) });
      this.prepare(map);
      this.build(map);
    }

    /** Translate ids of the settings into indices of the dataset, the same in every language. */
    prepare() {
      const data = this.layer.data();
      const known = (ids, index) => ids.map((id) => index.get(id)).filter((i) => i !== undefined);
      this.home = known(this.settings.places, data.placeIndex);
      this.further = known(this.settings.events, data.eventIndex);
      this.graphic = new Set(known(this.settings.graphic, data.eventIndex));
      this.counts = atlas.histogram(data, atlas.choose(data, atlas.EVERYTHING), false).years;
      const story = this.story(this.home, this.further);
      this.homeYear = this.background(data, story);
    }

    /** The year whose borders and names stand behind a story while no year is chosen. */
    background(data, story) {
      const { first, last } = data.axis;
      const year = story.map((i) => data.events.earliest_start[i]).find((value) => value >= first && value <= last);
      return year ?? Math.floor((first + last) / 2);
    }

    build(map) {
      const { parts, settings } = this;
      this.languages = atlas.languageSwitch(settings.languages, (lang) => this.speak(lang));
      this.bar = atlas.locationView.bar(parts.bar, this.languages, { over: () => this.machine.send("over"), home: () => this.goHome() });
      this.map = new atlas.KioskMap({ map, layer: this.layer, basemap: this.basemap }, parts, { home: this.home, view: settings.view, chosen: (places) => this.touched(places) });
      this.time = new atlas.KioskTimeline(parts.time, this.layer.data().axis, (year) => this.change({ year }));
      this.attract = atlas.attract(parts, this.timers, () => this.slides());
      this.greet();
      parts.attract.addEventListener("click", (event) => this.begin(event));
      const stir = () => this.idle.stir();
      for (const type of ["pointerdown", "keydown"]) document.addEventListener(type, () => this.machine.now() !== "warn" && stir(), true);
      if (settings.pin) atlas.corners(() => this.machine.send("staff"));
    }

    /** "Touch to begin" in all languages; each is also the switch to it. */
    greet() {
      const begin = ({ lang, catalog }) => {
        atlas.setCatalog(catalog);
        return atlas.el("button", { type: "button", class: "at-k-beginner", lang, "data-lang": lang, text: _("Touch to begin") });
      };
      atlas.fill(this.parts.begin, this.settings.languages.map(begin));
    }

    slides() {
      return this.settings.languages.map(({ lang, title, intro }) => {
        const data = this.dataOf(lang);
        const told = this.story(this.home, this.further).filter((i) => !this.graphic.has(i));
        const { base, mark } = data.told;
        const event = (i) => ({ lang, base, date: data.events.date[i], title: data.events.title[i], mark: atlas.isUntranslated(data.texts[i], "title") ? mark : "" });
        return { lang, title, intro, events: told.map(event) };
      });
    }

    /** The touch that begins is swallowed; on a language it also chooses that language. */
    begin(event) {
      const lang = event.target.closest("[data-lang]")?.dataset.lang ?? this.settings.languages[0].lang;
      this.restore(lang);
      this.machine.send("touch");
    }

    /** Everything as a visitor first finds it: language, years, place, card, scroll, map. */
    restore(lang) {
      this.state = { ...START };
      this.result = this.map.filter(atlas.EVERYTHING, this.homeYear);
      this.speak(lang);
      this.map.show(this.here());
    }

    speak(lang) {
      atlas.setLanguage(lang);
      document.documentElement.lang = atlas.language();
      this.spoken = this.settings.languages.find((item) => item.lang === lang);
      this.data = this.dataOf(lang);
      atlas.setTold(this.data.told);
      document.title = this.spoken.title;
      this.languages.show(lang);
      this.bar.speak(this.spoken.title);
      this.time.speak();
      this.basemap?.rename(this.spoken.labels);
      this.map.speak(this.spoken.title, this.data.places.name);
      this.draw();
    }

    enter(state, from) {
      this.root.dataset.state = state;
      this.timers.stop("idle");
      const { cover } = this.parts;
      if (["place", "near", "reset"].includes(state)) atlas.kioskDialog.hide(cover);
      if (from === "attract") this.attract.stop();
      const act = { attract: () => this.attract.start(), reset: () => this.reset(), warn: () => this.warn(), sensitive: () => this.ask(), staff: () => this.staff() };
      act[state]?.();
      if (state === "place" && from === "attract") this.visits += 1;
      this.parts.stage.inert = state === "attract" || state === "reset";
      this.parts.bar.inert = this.parts.stage.inert;
      if (state !== "warn" && state !== "attract" && state !== "reset") this.idle.stir();
    }

    reset() {
      this.timers.stopAll();
      this.restore(this.settings.languages[0].lang);
      this.machine.send("done");
    }

    warn() {
      this.tick = atlas.kioskDialog.warning(this.parts.cover, { stay: () => this.machine.send("stay"), over: () => this.machine.send("over") });
      this.idle.stir();
    }

    ask() {
      const { data, offered: i } = this;
      const kind = data.kinds[data.events.detail[i] === atlas.NO_DETAIL ? data.events.kind[i] : data.events.detail[i]].name;
      const show = () => this.machine.send("show") && this.change({ event: i, more: false });
      atlas.kioskDialog.sensitive(this.parts.cover, { date: data.events.date[i], title: atlas.eventTitle(data, i), kind }, { show, later: () => this.machine.send("later") });
    }

    staff() {
      const leave = () => this.machine.send("leave");
      atlas.kioskStaff(this.parts.cover, this.settings.pin, { leave, status: () => this.status() });
    }

    status() {
      const { versions, name, languages } = this.settings;
      const { mm, font, wanted } = this.sizes;
      return {
        Kiosk: `${name}: ${languages.map(({ lang }) => lang).join(", ")}`,
        "Data version": versions.data,
        "Page version": versions.page,
        "Made on": versions.made || "unknown",
        Screen: `${innerWidth} × ${innerHeight} CSS px, ${mm.toFixed(2)} px a millimetre, letters ${font} px${font < wanted ? ` (${wanted} wanted: screen too small for this distance)` : ""}`,
        Running: `${((Date.now() - this.began) / 3600000).toFixed(1)} hours, ${this.visits} visits, ${this.timers.names().length} timers`,
      };
    }

    touched(places) {
      const own = places.some((place) => this.here().includes(place));
      if (own) this.change({ tab: "story", event: null });
      else if (places.some((place) => this.home.includes(place))) this.goHome();
      else this.visit(places[0]);
    }

    visit(place) {
      if (!this.machine.send("near")) return;
      const story = this.story([place], []);
      const event = story.length === 1 && !this.graphic.has(story[0]) ? story[0] : null;
      this.change({ ...START, year: this.state.year, place, event });
      this.map.show(this.here());
    }

    goHome() {
      if (!this.machine.send("home")) return;
      this.change({ ...START, year: this.state.year });
      this.map.show(this.here());
    }

    /** Open an event; one that is graphic is offered first. */
    open(event) {
      if (event === null || !this.graphic.has(event) || event === this.state.event) return this.change({ event, more: false });
      this.offered = event;
      return this.machine.send("graphic");
    }

    resize(sizes) {
      this.sizes = sizes;
      this.root.classList.toggle("at-k-portrait", innerHeight > innerWidth);
      this.root.classList.toggle("at-k-low", innerHeight / sizes.mm < LOW);
      if (this.state) this.map.enlarge(sizes.font);
      this.paintBackdrop();
      if (sizes.font < sizes.wanted) atlas.kioskLog.add(`the screen is too small for letters of ${sizes.wanted} px; they have ${sizes.font}`);
    }

    paintBackdrop() {
      this.ground ??= Object.fromEntries(Object.entries(atlas.readBlock(this.settings.blocks.basemap).layers).map(([name, layer]) => [name, atlas.unpack(layer)]));
      const place = this.home.find((i) => !Number.isNaN(this.layer.data().places.lon[i]));
      const portrait = innerHeight > innerWidth;
      const zoom = 5.9 + Math.log2(Math.max(innerWidth, innerHeight) / 1920);
      atlas.backdrop(this.parts.backdrop, this.ground, { centre: this.map.at(place), zoom, x: portrait ? 0.5 : 0.72, y: portrait ? 0.27 : 0.46 });
    }

    start() {
      atlas.kioskLog.recover(() => this.recover());
      this.restore(this.settings.languages[0].lang);
      atlas.keepSizes(this.settings, (sizes) => this.resize(sizes));
      document.fonts.ready.then(() => this.map.redraw());
      this.machine.send("ready");
    }

    /** After any error: forget the visit and wait for the next one. */
    recover() {
      this.timers.stopAll();
      this.machine.send("fail");
    }
  }

  function startKiosk(map, layer, basemap, id) {
    atlas.guard();
    const settings = atlas.launched(atlas.readBlock(id), location.search, atlas.kioskLog.add);
    atlas.kiosk = new Kiosk(map, layer, basemap, settings);
    atlas.kiosk.start();
  }

  atlas.startKiosk = startKiosk;
})(globalThis.atlas ??= {});
