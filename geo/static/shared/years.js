"use strict";
// Years as visitors type them, and the one whose background a map shows.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { gettext } = atlas;
  const ERAS = /** @type {[string, (n: number) => number][]} */ ([["%(year)s BC", (n) => 1 - n], ["AD %(year)s", (n) => n]]);
  const bare = (text) => text.toLocaleLowerCase().replace(/[ \u00a0]|(?<=\p{L})\./gu, "");

  /**
   * The astronomical year that a text means, or null: "-489" and "490 BC" are one, and so are "14" and
   * "AD 14". The words of the era may be those of the page's language or English ones.
   */
  function readYear(text) {
    if (/^[-−–]?\d{1,6}$/.test(text)) return Number(text.replace(/^[−–]/, "-")) + 0; // no -0
    const typed = bare(text);
    for (const [message, astronomical] of ERAS) {
      for (const words of [gettext(message), message]) {
        const [before, after] = words.split("%(year)s").map(bare);
        const digits = typed.startsWith(before) && typed.endsWith(after) ? typed.slice(before.length, typed.length - after.length) : "";
        if (/^[1-9]\d{0,5}$/.test(digits)) return astronomical(Number(digits));
      }
    }
    return null;
  }

  const clamp = (n, low, high) => Math.min(Math.max(n, low), high);

  /** Whether a year is a round one as it is spoken: 500 BC is, the astronomical year -500 is not. */
  const isRound = (year, step) => (year < 1 ? 1 - year : year) % step === 0;

  /** First and last year that may be highlighted: the chosen years on the axis of the atlas. */
  function yearLimits(query, axis) {
    const inside = (year) => clamp(year, axis.first, axis.last);
    return [inside(query.from ?? axis.first), inside(query.to ?? axis.last)];
  }

  /** The highlighted year: the visitor's, kept inside the chosen years, else their middle. */
  function backgroundYear(query, axis) {
    const [low, high] = yearLimits(query, axis);
    return clamp(query.year ?? Math.floor((low + high) / 2), low, high);
  }

  Object.assign(atlas, { clamp, readYear, isRound, yearLimits, backgroundYear });
})(globalThis.atlas ??= {});
