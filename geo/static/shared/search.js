"use strict";
// Which events a text asks for, and what it may mean: the page's half of geo/view/search.py, on the index that
// geo/map/searching.py writes. A test compares the two on hundreds of texts.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const NAME_END = 1; // ends a name or title among the words of a record; 0 another text
  const NAMED = ["places", "organizations", "persons", "groups"];
  const SHORTEST = 2; // letters with which a word may begin to be found
  const QUOTED = /["“”„«»]([^"“”„«»]+)["“”«»]/g;
  const BEYOND = "\u{10ffff}";
  const TYPED = 5; // letters of a word in which one may be wrong

  class Search {
    constructor(head, columns, /** @type {Omit<Atlas.Data, "source">} */ data) {
      this.data = data;
      this.folding = new atlas.Folding(head);
      this.words = new atlas.Words(columns.vocabulary).all();
      this.languages = head.languages;
      this.spoken = columns.spoken.bits;
      this.names = head.names;
      this.towns = head.towns;
      this.inNames = /** @type {Uint8Array | null} */ (null);
      this.said = Object.fromEntries(["events", "towns", ...NAMED].map((table) => [table, { begin: atlas.offsets(columns[table].count), words: columns[table].words }]));
    }

    /** What a text asks for, words in quotation marks first: {words, whole}. */
    asked(text) {
      const quoted = Array.from(text.matchAll(QUOTED), (part) => ({ words: this.folding.words(part[1]), whole: true }));
      const single = this.folding.words(text.replace(QUOTED, " ")).map((word) => ({ words: [word], whole: false }));
      return [...quoted, ...single].filter(({ words }) => words.length);
    }

    /** Indices of the events that a text asks for; null, for all, when it has no word. */
    events(text) {
      const asked = this.asked(text);
      if (!asked.length) return null;
      const found = asked.map((one) => this.eventsOf(one)).reduce(both);
      return indices(found);
    }

    eventsOf({ words, whole }) {
      const masks = words.map((word) => this.meant(word, whole));
      const found = records(this.said.events, masks);
      const named = /** @type {any} */ (Object.fromEntries(NAMED.map((table) => [table, records(this.said[table], masks)])));
      for (let i = 0; i < found.length; i += 1) if (!found[i] && this.isNamed(i, named)) found[i] = 1;
      return found;
    }

    /** Whether an event names one of the marked places, bodies, persons or groups. */
    isNamed(i, { places, organizations, persons, groups }) {
      const { events, stays } = this.data;
      if (stays.of[i] === atlas.NONE) {
        if (places[events.place[i]] || places[events.destination[i]]) return true;
      } else if (atlas.staysOf(this.data, i).some(({ place }) => places[place])) return true;
      for (let k = events.offset[i]; k < events.offset[i + 1]; k += 1) if (organizations[events.organization[k]]) return true;
      return any(events.persons.at(i), persons) || any(events.groups.at(i), groups);
    }

    /** The first of all words from `word` on. */
    first(word) {
      let [low, high] = [0, this.words.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.words[middle] < word) low = middle + 1;
        else high = middle;
      }
      return low;
    }

    /** 1 for each word that a word asks for. */
    meant(word, whole) {
      const found = new Uint8Array(this.words.length);
      const exact = this.first(word);
      if (whole || word.length < SHORTEST) {
        if (this.words[exact] === word) found[exact] = 1;
        return found;
      }
      found.fill(1, exact, this.first(word + BEYOND));
      this.languages.forEach((lang, number) => this.markAkin(found, word, lang, 1 << number));
      return found;
    }

    markAkin(found, word, lang, bit) {
      const stem = this.folding.stem(word, lang);
      const small = this.folding.small[lang] ?? [];
      if (stem.length < this.folding.least || small.includes(word)) return;
      const end = this.first(stem + BEYOND);
      const has = (other) => !small.includes(other) && (other === stem || this.folding.stem(other, lang) === stem);
      for (let at = this.first(stem); at < end; at += 1) if (this.spoken[at] & bit && has(this.words[at])) found[at] = 1;
    }

    /**
     * What a text may mean, the best first: records of a table by their names, events by their titles. Each is {at, name}: its
     * position, and the name that was found as it is written ("" of an event). `shown(at)` is the name that stands for a record.
     * @type {Atlas.Search["hits"]}
     */
    hits(table, text, shown) {
      const asked = this.asked(text);
      if (!asked.length) return [];
      const masks = asked.map(({ words, whole }) => words.map((word) => this.meant(word, whole)));
      const marked = indices(masks.map((one) => records(this.said[table], one)).reduce(both));
      const typed = asked.flatMap(({ words }) => words.map((word) => this.first(word)));
      const found = marked.map((at) => ({ at, ...this.bestName(table, at, masks, typed, shown?.(at) ?? "") })).filter(({ score }) => score < Infinity);
      return found.sort((a, b) => a.score - b.score || this.weight(table, b.at) - this.weight(table, a.at) || b.agree - a.agree || a.length - b.length || a.at - b.at);
    }

    /** How well the best of a record's names is meant: the lower, the better; and how many agree. One that is `shown` goes before its others. */
    bestName(table, at, masks, typed, shown) {
      const { begin, words } = this.said[table];
      let isMeant = false; // the name that is shown, too
      let best = { score: Infinity, agree: 0, name: "", length: 0 };
      let [start, number] = [begin[at], 0];
      for (let k = start; k < begin[at + 1]; k += 1) {
        if (words[k] > NAME_END) continue;
        if (words[k] === NAME_END) {
          const score = this.scored(words.subarray(start, k), masks, typed);
          const name = this.names[table]?.[at][number] ?? "";
          const agree = score === best.score ? best.agree + 1 : 1;
          isMeant ||= score < Infinity && name === shown;
          if (score < best.score) best = { score, agree, name, length: k - start };
          else best.agree = agree > 1 ? agree : best.agree;
          number += 1;
        }
        start = k + 1;
      }
      return isMeant ? { ...best, name: shown } : best;
    }

    /** 0: the name itself; 1: it begins with these words; 2: it has them; 3, 4: the same with what words begin with. */
    scored(name, masks, typed) {
      if (!masks.every((one) => one.every((mask) => name.some((word) => mask[word])))) return Infinity;
      const whole = typed.every((word) => name.includes(word));
      const begins = whole ? typed.every((word, i) => name[i] === word) : masks.flat().every((mask, i) => mask[name[i]]);
      return whole ? (begins ? (name.length === typed.length ? 0 : 1) : 2) : begins ? 3 : 4;
    }

    weight(table, at) {
      return table === "places" ? atlas.everAt(this.data, at) : 0;
    }

    /** A town of the gazetteer, called as the language of the page has it. */
    town(at) {
      const { own, ...town } = this.towns[at];
      return { ...town, name: this.names.towns[at][own[atlas.language()] ?? 0] };
    }

    /** For a text with words that are found nowhere: the same text with words of names in which one letter is another. */
    resembling(text) {
      const words = this.folding.words(text.replace(QUOTED, " $1 "));
      const unknown = words.filter((word) => !this.meant(word, false).includes(1));
      if (unknown.length !== 1 || unknown[0].length < TYPED) return [];
      const found = indices(this.nameWords()).filter((at) => isOneOff(unknown[0], this.words[at]));
      return found.map((at) => words.map((word) => (word === unknown[0] ? this.written(at) : word)).join(" "));
    }

    /** A word as it is written in a name; folded when it stands in titles alone. */
    written(at) {
      for (const [table, names] of Object.entries(this.names)) {
        const i = records(this.said[table], [Uint8Array.from(this.words, (_, word) => (word === at ? 1 : 0))]).indexOf(1);
        const part = names[i]?.flatMap((name) => name.split(/[\s,()-]+/)).find((one) => this.folding.words(one)[0] === this.words[at]);
        if (part) return part;
      }
      return this.words[at];
    }

    /** 1 for each word that stands in a name or title. */
    nameWords() {
      return (this.inNames ??= Object.values(this.said).reduce((found, { words }) => {
        let start = 0;
        words.forEach((word, k) => {
          if (word > NAME_END) return;
          if (word === NAME_END) for (let at = start; at < k; at += 1) found[words[at]] = 1;
          start = k + 1;
        });
        return found;
      }, new Uint8Array(this.words.length)));
    }
  }

  /** 1 for each record that says the words of some masks, one after the other. */
  function records({ begin, words }, masks) {
    const found = new Uint8Array(begin.length - 1);
    const [first, ...others] = masks;
    for (let i = 0; i < found.length; i += 1) {
      const end = begin[i + 1] - others.length;
      for (let k = begin[i]; k < end; k += 1) {
        if (first[words[k]] && others.every((mask, step) => mask[words[k + step + 1]])) {
          found[i] = 1;
          break;
        }
      }
    }
    return found;
  }

  const both = (a, b) => a.map((mark, i) => mark & b[i]);
  const any = (positions, marks) => positions.some((at) => marks[at]);

  function indices(marks) {
    const found = [];
    marks.forEach((mark, i) => mark && found.push(i));
    return found;
  }

  /** Whether one word becomes another by one letter more, less or different, or by two that change places. */
  function isOneOff(a, b) {
    if (Math.abs(a.length - b.length) > 1 || a === b) return false;
    let start = 0;
    while (start < a.length && a[start] === b[start]) start += 1;
    const [rest, other] = [a.slice(start), b.slice(start)];
    if (rest.length > other.length) return rest.slice(1) === other;
    if (rest.length < other.length) return rest === other.slice(1);
    return rest.slice(1) === other.slice(1) || (rest[0] === other[1] && rest[1] === other[0] && rest.slice(2) === other.slice(2));
  }

  atlas.Search = Search;
})(globalThis.atlas ??= {});
