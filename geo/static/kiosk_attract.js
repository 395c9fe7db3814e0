"use strict";
// The screen that waits: the place's name in every language, one sentence, "Touch to begin".
// No faces, no numbers that count, no sound; every slide stands a little elsewhere, against burn-in.
(function (atlas) {
  const { el, fill } = atlas;
  const SLIDE = 8000; // ms
  const FADE = 1000;
  const MOST_EVENTS = 4;
  const SHIFTS = [[0, 0], [1.4, 0.9], [-1.1, 1.6], [0.7, -1.2], [-1.5, -0.6]]; // rem

  /**
   * Run the slides in `parts` {attract, slide, begin} while `start` was called and `stop` not yet.
   * `texts` are {lang, title, intro, events: [{date, title}]} by language, graphic events left out.
   */
  function attract(parts, timers, texts) {
    const slides = compose(texts());
    let number = 0;

    function show() {
      const [x, y] = SHIFTS[number % SHIFTS.length];
      parts.attract.style.setProperty("--x", `${x}rem`);
      parts.attract.style.setProperty("--y", `${y}rem`);
      fill(parts.slide, names(texts()), slides[number % slides.length]());
      parts.slide.classList.remove("at-k-faded");
      timers.after("slide", SLIDE, next);
    }

    function next() {
      number += 1;
      parts.slide.classList.add("at-k-faded");
      timers.after("slide", FADE, show);
    }

    function start() {
      number = 0;
      show();
    }

    return { start, stop: () => timers.stop("slide") };
  }

  /** Each title once: a name that is the same in several languages is not repeated. */
  function names(languages) {
    const seen = new Set();
    const fresh = languages.filter(({ title }) => !seen.has(title) && seen.add(title));
    return fresh.map(({ lang, title }) => el("p", { class: "at-k-name", lang, text: title }));
  }

  function compose(languages) {
    const count = Math.min(MOST_EVENTS, languages[0].events.length);
    const sentence = ({ lang, intro }) => el("p", { class: "at-k-sentence", lang, text: intro });
    const event = (i) => ({ lang, events }) => el("p", { class: "at-k-sentence", lang }, el("span", { class: "at-k-when", text: events[i].date }), events[i].title);
    const slides = Array.from({ length: count }, (_, i) => () => languages.map(event(i)));
    return languages[0].intro ? [() => languages.map(sentence), ...slides] : slides.length ? slides : [() => []];
  }

  atlas.attract = attract;
})(globalThis.atlas ??= {});
