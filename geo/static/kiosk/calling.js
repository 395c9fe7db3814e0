"use strict";
// What places are called on the map of a kiosk: by their whole names, else by what is true of all of them.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const LETTER = 8.5; // CSS pixels: what a letter of a name takes
  const BETWEEN = " · ";

  /** A name without that of today in brackets. */
  const plainOf = (/** @type {string} */ name) => name.replace(/ \([^()]*\)$/, "");

  /** Of a name such as "Big House, Leningrad" where that is: on a small map the other half finds no room. */
  const shortOf = (/** @type {string} */ name) => plainOf(name).slice(plainOf(name).lastIndexOf(", ") + 1).trim();

  const townsIn = (/** @type {string[]} */ names) => [...new Set(names.map(shortOf))];

  /** What some places are called where they are one disc and their names find no room: the town of all of them, else how many they are; never one of several. */
  const togetherOf = (/** @type {string[]} */ towns, n) => (towns.length === 1 ? towns[0] : atlas.format(atlas.ngettext("%(n)s place", "%(n)s places", n), { n }));

  /** Whether the map is wide enough for a text. */
  function isWideFor({ layer }, /** @type {string} */ text) {
    const { left, right } = layer.sight();
    return Math.max(...text.split("\n").map(({ length }) => length)) * LETTER < right - left;
  }

  /** The longest of the names of a disc of some places that the map has room for; the only one (`isOnly`) has its whole name, if in more lines. */
  function nameOfDisc(/** @type {Atlas.KioskMap} */ map, /** @type {number[]} */ places, /** @type {boolean} */ isOnly) {
    const called = places.map((place) => map.names[place]), whole = map.nameOf(places), plain = called.map(plainOf).join(BETWEEN);
    const rows = places.length === 1 ? [whole.replace(/ (?=\([^()]*\)$)/, "\n")] : []; // a town is called by the name of then and that of today
    const least = isOnly ? atlas.inTwo(plain).replaceAll(", ", ",\n") : townsIn(called).join(BETWEEN);
    return [whole, ...rows, plain, ...(isOnly ? [atlas.inTwo(plain)] : [])].find((text) => isWideFor(map, text)) ?? least;
  }

  /** Names without where they lie. */
  const partsOf = (/** @type {string[]} */ called) => called.map((name) => plainOf(name).split(", ")[0]);

  /** What the only place that is told of is called where its whole name has no room: in more lines; of several without where they lie, else how many they are. */
  function shorterOf(/** @type {string[]} */ called) {
    const plain = called.map(plainOf), parts = partsOf(called);
    const inRows = (/** @type {string[]} */ some) => some.join(" ·\n").replaceAll(", ", ",\n").replaceAll(" (", "\n(");
    if (called.length === 1) return [inRows(called), inRows(plain).replace(parts[0], atlas.inTwo(parts[0])), inRows(plain)];
    return [inRows(called), inRows(plain), parts.join(BETWEEN), parts.join(" ·\n"), togetherOf(townsIn(called), called.length)];
  }

  /** What a disc of several places is called among others, the longest first, and the `vague` one of them. */
  function textsOfDisc(/** @type {string[]} */ called, /** @type {string} */ whole) {
    const towns = townsIn(called), least = togetherOf(towns, called.length);
    return { texts: [whole, atlas.inTwo(whole), towns.join(BETWEEN), least].filter(Boolean), vague: towns.length > 1 ? least : "" };
  }

  /** What is written at the ends of ways that nobody could part. */
  function textsOfEnds(map, /** @type {string[]} */ called) {
    const whole = called.join(BETWEEN);
    return [...[whole, atlas.inTwo(whole)].filter((text) => isWideFor(map, text)), called.join(" ·\n")];
  }

  /** What lies beyond the map, with how far that is, the longest first. */
  function textsFar({ layer, names }, /** @type {Atlas.WayEnd} */ { place, from }) {
    const far = atlas.kilometres(atlas.apart(layer.data(), from, place)), name = names[place];
    return [name, plainOf(name), shortOf(name)].flatMap((one) => [`${one}, ${far}`, `${one}\n${far}`, `${atlas.inTwo(one)}\n${far}`]);
  }

  const fromOf = (/** @type {string} */ place) => atlas.format(atlas.gettext("from: %(place)s"), { place });

  /** What is written where a way leaves the map, or where one comes into it (`isBare`). */
  function textsBeyond(map, /** @type {Atlas.WayEnd} */ end) {
    const texts = textsFar(map, end);
    return end.isBare ? texts.map(fromOf) : texts;
  }

  /**
   * What says how much the map does not name of what it tells of, the longest first; [] where it names all: `parts` of an event, and of ends
   * of ways those that are `mute`. `origin`: what the only one is called from which people were brought, the longest first.
   */
  function leftOut({ parts, mute, origin }) {
    const { ngettext, format } = atlas, from = [...mute].filter((key) => key.includes(" ")).length, to = mute.size - from;
    const ofOrigin = (place) => format(atlas.gettext("People were brought from: %(place)s"), { place });
    const told = [
      { n: parts, text: ngettext("%(n)s more place of this event", "%(n)s more places of this event", parts) },
      { n: to, text: ngettext("People were taken to %(n)s more place", "People were taken to %(n)s more places", to) },
      { n: from, text: from === 1 ? ofOrigin(origin[0]) : ngettext("People were brought from %(n)s more place", "People were brought from %(n)s more places", from) },
    ];
    const long = told.filter(({ n }) => n).map(({ n, text }) => format(text, { n })).join(". "), n = parts + to + from;
    const head = ofOrigin("").trimEnd(), brief = n === 1 && from ? [`${head}\n${origin[1]}`, `${atlas.inTwo(head)}\n${origin[1]}`, fromOf(origin[0]), atlas.inTwo(fromOf(origin[0]))] : [];
    return long ? [long, atlas.inTwo(long), ...brief, format(ngettext("%(n)s more place", "%(n)s more places", n), { n })] : [];
  }

  atlas.BETWEEN = BETWEEN;
  atlas.calling = { plainOf, nameOfDisc, partsOf, shorterOf, textsOfDisc, textsOfEnds, textsFar, textsBeyond, leftOut };
})(globalThis.atlas ??= {});
