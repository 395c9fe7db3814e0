"use strict";
// Sizes from the real screen: letters by the angle at which they are read, targets in millimetres.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const ANGLE = 0.7; // degrees of a capital letter (EN 301 549, 5.1.4)
  const LEAST_CAPITAL = 4.8; // mm (Section 508, 402.4)
  const CAPITAL = 0.65; // height of a capital letter in em: Source Sans, the smallest of our typefaces
  const LEAST_TARGET = 15; // mm (Natural History Museum, gallery multimedia guidelines)
  const TABLET = { inches: 15, target: 10 }; // a smaller screen is held, or stands at arm's length; mm (WCAG 2.5.5: 44 CSS pixels)
  const NARROWEST = 25; // em: below it the layout would break, so letters stop growing there

  /** Sizes in CSS pixels for a page of `width` times `height` that fills a screen. */
  function sizes({ diagonal_inches: diagonal, distance_mm: distance }, width, height) {
    const mm = Math.hypot(width, height) / (diagonal * 25.4);
    const capital = Math.max((Math.PI * distance * ANGLE) / 180, LEAST_CAPITAL);
    const wanted = Math.ceil((capital / CAPITAL) * mm);
    const font = Math.min(wanted, Math.floor(Math.min(width, height) / NARROWEST));
    return { mm, font, wanted, target: Math.ceil((diagonal < TABLET.inches ? TABLET.target : LEAST_TARGET) * mm) };
  }

  /** Keep the page at the sizes of its screen; `changed(sizes)` hears of each change. */
  function keepSizes(settings, changed) {
    function apply() {
      const found = sizes(settings, innerWidth, innerHeight);
      const root = document.documentElement;
      root.style.fontSize = `${found.font}px`;
      root.style.setProperty("--at-k-least", `${found.target}px`);
      changed(found);
    }
    addEventListener("resize", apply);
    apply();
  }

  /** Tell the style sheet how long a title and its longest word are: letters shrink, and no word is broken. */
  function fitted(title) {
    const text = title.textContent;
    title.style.setProperty("--signs", text.length);
    title.style.setProperty("--word", Math.max(...text.split(/\s+|(?<!\d)[\u2013-]+|[\u2013-]+(?![\p{L}\d])/u).map((word) => word.length)));
    return title;
  }

  Object.assign(atlas, { sizes, keepSizes, fitted });
})(globalThis.atlas ??= {});
