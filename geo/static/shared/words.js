"use strict";
// Words as a search compares them: the rules of geo/view/words.py, with the tables that the index brings along.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const PLAIN = /^[a-z0-9]$/;
  const MARK = /^[\p{Mn}\p{Me}]$/u;
  const KEPT = /^[\p{L}\p{N}\p{Mc}]$/u;

  class Folding {
    /** `letters` are stretches of an alphabet: [code of the first, its letters in Latin ones with "|" between them]. */
    constructor({ letters, within, endings, least, small }) {
      this.known = new Map(Array.from(within, (sign) => [sign, ""]));
      for (const [first, latin] of letters) latin.split("|").forEach((text, i) => text !== "-" && this.known.set(String.fromCodePoint(first + i), text));
      this.endings = endings;
      this.least = least;
      this.small = small;
    }

    /** The words of a text: without case and accents, in Latin letters. */
    words(text) {
      const folded = Array.from(text.normalize("NFKD").toLowerCase(), (char) => this.letter(char)).join("");
      return folded.split(" ").filter(Boolean);
    }

    letter(char) {
      if (PLAIN.test(char)) return char;
      const found = this.known.get(char);
      if (found !== undefined) return found;
      const made = MARK.test(char) ? "" : KEPT.test(char) ? char : " ";
      this.known.set(char, made);
      return made;
    }

    /** A folded word without its ending in a language. */
    stem(word, lang) {
      const ending = this.endings[lang]?.find((one) => word.endsWith(one) && word.length - one.length >= this.least);
      return ending ? word.slice(0, -ending.length) : word;
    }
  }

  let brought = /** @type {Folding | null} */ (null); // of tables that came without an index

  /** Keep the tables for folding(). */
  const bringTables = (tables) => (brought = new Folding(tables));
  const folding = () => /** @type {Folding} */ (brought);

  Object.assign(atlas, { Folding, bringTables, folding });
})(globalThis.atlas ??= {});
