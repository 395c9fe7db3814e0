"use strict";
// What is said of a place itself: how exact its point is, what it was called, who else knows it, what lies near.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, N_ } = atlas;
  const _ = (text) => (text ? atlas.gettext(text) : "");
  const NEAREST = 5;
  const CERTAINTY = {
    "less-certain": N_("The location is less certain."),
    uncertain: N_("The location is uncertain."),
  };

  /** @type {Atlas.Namespace["aboutPlace"]} Its precision, names, note, links and numbers, behind a heading. */
  function aboutPlace(data, place, text, { wrong = true } = {}) {
    const notes = [precision(data, place), _(CERTAINTY[text.certainty] ?? "")].filter(Boolean);
    return el("section", { class: "at-about-place" },
      el("h3", { class: "at-card-place" }, _("About the place"), ": ", placeName(data, place)),
      el("p", { class: "at-card-note" }, notes.map((note) => `${note} `), atlas.dataText(text.note, atlas.isUntranslated(text, "note"))),
      placeNames(text.names.filter((row) => row.years || row.name !== data.places.name[place])),
      atlas.elsewhere(text.links),
      atlas.correctedHere(text.corrected),
      atlas.ownPage(data, "place", data.places.id.at(place)),
      wrong ? atlas.wrongHere(data, { id: data.places.id.at(place), title: data.places.name[place] }) : null);
  }

  const placeName = (/** @type {Atlas.Data} */ data, place) => atlas.dataText(data.places.name[place], data.places.untranslated.at(place));

  /** @type {Atlas.Namespace["nearby"]} The nearest places that have events among those shown: open where this one has none. */
  function nearby(data, place, result, on) {
    if (!on.place || Number.isNaN(data.places.lon[place])) return null;
    const rows = /** @type {Atlas.Near[]} */ (atlas.neighbours(data, [place], result.atPlace).filter(({ km }) => km !== null).slice(0, NEAREST));
    if (!rows.length || atlas.isRegion(data, place)) return null;
    const choose = on.place;
    const list = (some) => atlas.nearestList(data, some, choose);
    if (result.atPlace[place]) return el("details", { class: "at-rest" }, el("summary", { text: _("Near here") }), list(rows));
    // A town is a point with its surroundings: the sites in it have points of their own.
    const isWithin = ({ km }) => km <= Math.max(1, data.places.precision[place] / 1000);
    const headed = (text, some) => (some.length ? [el("h3", { class: "at-card-place", text }), list(some)] : []);
    const within = rows.filter(isWithin);
    const away = within.length ? _("Farther away:") : _("None of the events shown stands here. The nearest:");
    return [...headed(atlas.format(_("The events shown in %(place)s stand at:"), { place: data.places.name[place] }), within), ...headed(away, rows.filter((row) => !isWithin(row)))];
  }

  function precision(/** @type {Atlas.Data} */ data, place) {
    const metres = data.places.precision[place];
    if (!metres) return "";
    const far = metres >= 1000;
    const distance = atlas.format(far ? _("%(n)s km") : _("%(n)s m"), { n: far ? metres / 1000 : metres });
    const sentence = atlas.isRegion(data, place) ? _("The point stands for a whole country or region, about %(distance)s around it.") : _("The true place lies within %(distance)s of the point.");
    return atlas.format(sentence, { distance });
  }

  /** @type {Atlas.Namespace["placeNames"]} The names that a place bore, with their years, and, unless it is plain, their languages. */
  function placeNames(rows, isPlain = false) {
    if (!rows.length) return null;
    const languages = new Intl.DisplayNames([document.documentElement.lang || "en"], { type: "language", fallback: "none" }); // a code says nothing
    const said = ({ lang, years }) => [!isPlain && lang && languages.of(lang), years].filter(Boolean).join(" ");
    const item = (name) => {
      const same = rows.filter((row) => row.name === name);
      const further = [...new Set(same.map(said))].filter(Boolean).join(", ");
      return el("li", {}, el("span", { lang: same[0].lang, text: name }), further ? el("span", { class: "at-years", text: ` (${further})` }) : null);
    };
    return el("ul", { class: "at-names", "aria-label": _("Names") }, [...new Set(rows.map((row) => row.name))].map(item));
  }

  Object.assign(atlas, { aboutPlace, nearby, placeNames });
})(globalThis.atlas ??= {});
