"use strict";
// The screen that waits: the place's name in every language, one sentence, "Touch to begin".
// No pictures but those that the settings of the kiosk name, no numbers that count, no sound; every slide stands a little
// elsewhere, against burn-in.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill } = atlas;
  const SLIDE = 8000; // ms
  const FADE = 1000;
  const MOST_EVENTS = 4;
  const SHIFTS = [[0, 0], [1.4, 0.9], [-1.1, 1.6], [0.7, -1.2], [-1.5, -0.6]]; // rem

  /**
   * Run the slides in `parts` {attract, slide, begin} while `start` was called and `stop` not yet.
   * `texts` promises {lang, title, intro, events: [{lang, base, date, title, mark}]} by language, graphic events left out.
   * @type {Atlas.Namespace["attract"]}
   */
  function attract(parts, timers, texts) {
    let number = 0;
    let tightness = 0; // 1: smaller letters, 2: also one language after another
    const { ask, drop } = atlas.questions();

    /** The next slide; what stands there stays while its texts are missing. */
    function turn() {
      ask(texts, show, (error) => {
        atlas.kioskLog.add(`no texts: ${error}`);
        parts.slide.classList.remove("at-k-faded");
        timers.after("slide", SLIDE, turn);
      });
    }

    function show(/** @type {Atlas.Slide[]} */ languages) {
      const [x, y] = SHIFTS[number % SHIFTS.length];
      parts.attract.style.setProperty("--x", `${x}rem`);
      parts.attract.style.setProperty("--y", `${y}rem`);
      draw(languages);
      while (parts.slide.offsetTop < 0 && tightness < 2) {
        tightness += 1;
        draw(languages);
      }
      parts.slide.classList.remove("at-k-faded");
      timers.after("slide", SLIDE, next);
    }

    function draw(languages) {
      parts.attract.classList.toggle("at-k-tight", tightness > 0);
      const slides = tightness < 2 ? compose(languages) : languages.flatMap((one) => compose([one]));
      fill(parts.slide, slides[number % slides.length]);
    }

    function next() {
      number += 1;
      parts.slide.classList.add("at-k-faded");
      timers.after("slide", FADE, turn);
    }

    function start() {
      number = 0;
      tightness = 0;
      turn();
    }

    function stop() {
      drop();
      timers.stop("slide");
    }

    return { start, stop };
  }

  /** Each title once: a name that is the same in several languages is not repeated. */
  function names(languages) {
    const seen = new Set();
    const fresh = languages.filter(({ title }) => !seen.has(title) && seen.add(title));
    return fresh.map(({ lang, title }) => atlas.fitted(el("p", { class: "at-k-name", lang, text: title })));
  }

  /** What stands on each slide: the names, and the sentence or an event in every language. */
  function compose(languages) {
    const count = Math.min(MOST_EVENTS, languages[0].events.length);
    const sentences = languages.map(({ lang, intro }) => el("p", { class: "at-k-sentence", lang, text: intro }));
    const slides = Array.from({ length: count }, (_, i) => once(languages.map(({ events }) => events[i])).map(sentence));
    const shown = languages[0].intro ? [sentences, ...slides] : slides.length ? slides : [[]];
    const pictures = languages[0].pictures.map((_, i) => [picture(languages[0].pictures[i]), languages.map(({ lang, pictures: told }) => caption(lang, told[i]))]);
    return [...shown, ...pictures].map((nodes) => [names(languages), nodes]);
  }

  /** A picture, with whom to name. */
  function picture({ data, row }) {
    const { name, alt, w, h } = row;
    const credit = [row.date, row.credit, row.licence].filter(Boolean).join(" · ");
    return el("figure", { class: "at-k-picture" }, el("img", { src: atlas.pictureSource?.(data, row, w), alt, width: w, height: h, "data-name": name, decoding: "sync" }), el("figcaption", { text: credit }));
  }

  const caption = (lang, { row, base, mark }) => {
    const missed = atlas.isUntranslated(row, "caption");
    return row.caption ? el("p", { class: "at-k-sentence", lang: missed ? base : lang }, row.caption, missed ? el("span", { class: "at-untranslated", text: ` ${mark}` }) : null) : null;
  };

  const sentence = ({ lang, base, date, title, mark }) =>
    el("p", { class: "at-k-sentence", lang }, el("span", { class: "at-k-when", text: date }), el("span", { lang: mark ? base : lang, text: title }), mark ? el("span", { class: "at-untranslated", text: ` ${mark}` }) : null);

  /** An event as translated; what has no translation stands there once, and marked only where nothing else does. */
  function once(tellings) {
    const seen = new Set(tellings.filter(({ mark }) => !mark).map(({ title }) => title));
    return tellings.filter(({ title, mark }) => !mark || (!seen.has(title) && seen.add(title)));
  }

  atlas.attract = attract;
})(globalThis.atlas ??= {});
