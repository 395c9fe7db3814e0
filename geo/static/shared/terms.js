"use strict";
// Words of the field (NKVD, troika): where they stand in a text, and what each means. geo/map/terms.py says how they are spelled.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;
  const _ = (text) => atlas.gettext(text);
  const LETTER = "[\\p{L}\\p{N}\\p{M}]";
  const patterns = new WeakMap(); // by the terms of a dataset

  /** What finds any of some terms in a text, the longest first; `order[k]` is the term of group k + 1. */
  function pattern(/** @type {Atlas.Term[]} */ terms) {
    if (!patterns.has(terms)) {
      const one = ({ words }) => words.map((spellings) => `(?:${spellings.join("|")})`).join("[\\s\\u2010-]+");
      const order = [...terms].sort((a, b) => b.words.length - a.words.length);
      patterns.set(terms, { order, regex: new RegExp(`(?<!${LETTER})(?:${order.map((term) => `(${one(term)})`).join("|")})(?!${LETTER})`, "gu") });
    }
    return patterns.get(terms);
  }

  /** @type {Atlas.Namespace["termsIn"]} The terms of a text, in the order in which they stand: {term, text, at}. */
  function termsIn({ terms }, text) {
    if (!terms.length) return [];
    const { order, regex } = pattern(terms);
    return Array.from(text.matchAll(regex), ({ 0: found, index: at, ...groups }) => ({ term: order.find((_term, k) => groups[k + 1]), text: found, at }));
  }

  /**
   * Finds the terms of one text after the other, each only where it stands first.
   * @type {Atlas.Namespace["newTerms"]}
   */
  function newTerms(data) {
    const said = new Set();
    return (text) => termsIn(data, text).filter(({ term }) => !said.has(term) && said.add(term));
  }

  /** @type {Atlas.Namespace["termMeaning"]} */
  const termMeaning = (term) => [
    el("p", {}, el("b", {}, atlas.dataText(term.term, atlas.isUntranslated(term, "term"))), " – ", atlas.dataText(term.definition, atlas.isUntranslated(term, "definition"))),
    el("p", { class: "at-figure-source", text: `${_("Source")}: ${term.source}` }),
  ];

  Object.assign(atlas, { termsIn, newTerms, termMeaning });
})(globalThis.atlas ??= {});
