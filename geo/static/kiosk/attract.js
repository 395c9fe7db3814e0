"use strict";
// The screen that waits: the place's name, one sentence, "Touch to begin", in one language after the other.
// No pictures but those that the settings of the kiosk name, no numbers that count, no sound; every slide stands a little
// elsewhere, against burn-in.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill } = atlas;
  const SLIDE = 8000; // ms
  const FADE = 1000;
  const SHIFTS = [[0, 0], [1.4, 0.9], [-1.1, 1.6], [0.7, -1.2], [-1.5, -0.6]]; // rem

  /**
   * Run the slides in `parts` {attract, slide, begin} while `start` was called and `stop` not yet.
   * `texts` promises {lang, title, intro, events: [{lang, base, date, title, mark}]} by language, graphic events left out;
   * `spoken(lang)` hears the language of each slide; `isCrowded()` says whether one needs smaller letters.
   * @type {Atlas.Namespace["attract"]}
   */
  function attract(parts, timers, texts, { spoken, isCrowded }) {
    let number = 0;
    let isTight = false; // whether letters are smaller, as else a slide would not fit
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
      fit(languages);
      for (const image of parts.slide.querySelectorAll("img")) image.addEventListener("load", () => fit(languages)); // it has no size before
      parts.slide.classList.remove("at-k-faded");
      timers.after("slide", SLIDE, next);
    }

    /** Smaller letters, where the words need them. */
    function fit(languages) {
      if (isTight || !isCrowded()) return;
      isTight = true;
      draw(languages);
    }

    function draw(languages) {
      parts.attract.classList.toggle("at-k-tight", isTight);
      const slides = compose(languages);
      const { lang, nodes } = slides[number % slides.length];
      fill(parts.slide, nodes);
      spoken(lang);
    }

    function next() {
      number += 1;
      parts.slide.classList.add("at-k-faded");
      timers.after("slide", FADE, turn);
    }

    function start() {
      number = 0;
      isTight = false;
      turn();
    }

    function stop() {
      drop();
      timers.stop("slide");
    }

    return { start, stop };
  }

  /** The slides, each in one language, {lang, nodes}: the sentence, then each event and each picture, in every language. */
  function compose(languages) {
    const name = ({ title, lang }) => atlas.fitted(el("p", { class: "at-k-name", lang, text: title }));
    const slide = (one, ...nodes) => ({ lang: one.lang, nodes: [name(one), ...nodes] });
    const sentenceOf = ({ lang, intro }) => (intro ? el("p", { class: "at-k-sentence", lang, text: atlas.keepYears(intro) }) : null);
    const sentences = languages.filter(({ intro, pictures }) => intro && !pictures.length).map((one) => slide(one, sentenceOf(one)));
    const events = languages[0].events.flatMap((_, i) => once(languages, i).map((one) => slide(one, sentence(one.events[i]))));
    const pictures = languages[0].pictures.flatMap((_, i) => languages.map((one) => slide(one, picture(one.lang, one.pictures[i]), sentenceOf(one))));
    const slides = [...pictures, ...sentences, ...events];
    return slides.length ? slides : languages.map((one) => slide(one));
  }

  /** A picture, with what it shows and whom to name. */
  function picture(lang, { data, row, base, mark }) {
    const { name, alt, w, h } = row;
    const missed = atlas.isUntranslated(row, "caption");
    const credit = [row.date, row.credit, row.licence].filter(Boolean).join(" · ");
    return el("figure", { class: "at-k-picture" }, el("img", { src: atlas.pictureSource?.(data, row, w), alt, width: w, height: h, "data-name": name, decoding: "sync" }), el("figcaption", {}, row.caption ? [el("span", { lang: missed ? base : lang }, row.caption), missed ? el("span", { class: "at-untranslated", text: ` ${mark}` }) : null, " "] : null, credit));
  }

  const sentence = ({ lang, base, date, title, mark }) =>
    el("p", { class: "at-k-sentence", lang }, el("span", { class: "at-k-when", text: atlas.keepDate(date) }), el("span", { lang: mark ? base : lang, text: title }), mark ? el("span", { class: "at-untranslated", text: ` ${mark}` }) : null);

  /** The languages that tell an event; where some have no translation, the first of them in the language of the dataset. */
  function once(languages, i) {
    const told = languages.filter(({ events }) => !events[i].mark);
    return told.length ? told : languages.slice(0, 1);
  }

  atlas.attract = attract;
})(globalThis.atlas ??= {});
