"use strict";
// What the screen that waits is made of: its slides, the invitation, the languages, the country behind them.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill } = atlas;
  const _ = (text) => atlas.gettext(text);
  const MOST_EVENTS = 4; // where the settings choose none
  const LEAST = 2.5e6; // metres from side to side: of less nobody would know where it is

  /**
   * The attract screen of a kiosk; `begin(lang)` hears the touch that begins, of any number of fingers.
   * @type {Atlas.Namespace["waiting"]}
   */
  function waiting(parts, timers, settings, { subject, dataOf, land, begin }) {
    const { languages } = settings;
    const first = languages[0].lang;
    const button = (className, lang, text) => el("button", { type: "button", class: className, lang, "data-lang": lang, text });
    const invitation = button("at-k-invite", first, "");
    const names = languages.length > 1 ? languages.map(({ lang, name }) => button("at-k-beginner", lang, name)) : [];
    let mark = { x: 0, y: 0, r: 0 }; // of the place, on the screen
    fill(parts.begin, invitation, el("div", { class: "at-k-beginners" }, names));
    invite(first);

    function touched(/** @type {any} */ event) {
      event.preventDefault(); // it presses nothing of what is there now
      event.stopPropagation();
      begin(event.target.closest("[data-lang]")?.dataset.lang ?? first);
    }
    parts.attract.addEventListener("touchstart", touched, { passive: false });
    parts.attract.addEventListener("click", touched);

    /** Invite in the language of the slide. */
    function invite(lang) {
      invitation.lang = invitation.dataset.lang = lang;
      invitation.textContent = spoken(lang, () => _("Touch to begin"));
    }

    /** What is said in another language than the present one. */
    function spoken(lang, say) {
      const before = atlas.language();
      atlas.setLanguage(lang);
      const said = say();
      atlas.setLanguage(before);
      return said;
    }

    /** What is recorded of the place, where the settings have no sentence; of `rows` the first that is translated is named. */
    function said(data, lang, /** @type {Atlas.EventRow[]} */ rows) {
      const named = rows.find((row) => !atlas.isUntranslated(row, "title"));
      return spoken(lang, () => atlas.summary(data, subject.story(null), named?.title).join(""));
    }

    /** What is told in each language: events that the settings choose, else those of the place; none that is graphic. */
    function slides() {
      const story = (settings.attract ? subject.chosen(settings.attract) : subject.story(null)).filter((i) => !subject.graphic.has(i));
      const most = settings.attract ? story.length : MOST_EVENTS;
      return Promise.all(languages.map(async ({ lang, title, intro, pictures = [] }) => {
        const data = dataOf(lang);
        const { source, textLanguage: { base, mark } } = data;
        const event = (row) => ({ lang, base, date: row.date, title: row.title, mark: atlas.isUntranslated(row, "title") ? mark : "" });
        const rows = await source.list(story);
        return { lang, title, intro: intro || said(data, lang, rows), events: rows.slice(0, most).map(event), pictures: pictures.map((row) => ({ data, row, base, mark })) };
      }));
    }

    function paint() {
      const { places } = subject.data;
      const [place] = subject.home.filter((i) => !Number.isNaN(places.lon[i])); // geo/dataset/kiosk_checks.py asks for one
      const centre = /** @type {[number, number]} */ ([places.lat[place], places.lon[place]]);
      const least = L.latLng(centre).toBounds(LEAST);
      const bounds = atlas.extent(subject.data)?.pad(0.05).extend(least) ?? least;
      mark = atlas.backdrop(parts.backdrop, land, { centre, bounds, y: 0.36, span: subject.yearsOf({ year: null, event: null, place: null }) });
    }

    /** Whether the words lie over the mark of the place, or have less air above them than half of that beneath. */
    function isCrowded() {
      const air = (parts.attract.getBoundingClientRect().bottom - parts.begin.getBoundingClientRect().bottom) / 2;
      const boxes = [...parts.slide.children].map((node) => node.getBoundingClientRect());
      return boxes.some(({ left, top, right }) => top < air || (top < mark.y + mark.r && left < mark.x + mark.r && right > mark.x - mark.r));
    }

    return { ...atlas.attract(parts, timers, slides, { spoken: invite, isCrowded }), paint };
  }

  atlas.waiting = waiting;
})(globalThis.atlas ??= {});
