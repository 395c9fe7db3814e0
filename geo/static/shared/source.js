"use strict";
// The one way to what is said of events and places. Here it stands in the page; elsewhere it may come in
// chunks or from an engine, so whoever asks waits for a promise, and only the last question counts.
(function (/** @type {Atlas.Namespace} */ atlas) {
  /** What a decoded dataset must know without waiting, of the texts in a payload. */
  function columnsOfTexts(raw, eventIndex) {
    return {
      groups: raw.lists.groups,
      persons: raw.lists.persons,
      ofEvents: {
        partOf: Int32Array.from(raw.texts, (text) => eventIndex.get(text.part_of) ?? -1),
        groups: raw.texts.map((text) => text.groups),
        persons: raw.texts.map((text) => text.persons.map(([person]) => person)),
      },
      ofPlaces: {
        kind: raw.places.texts.map((text) => text.kind),
        untranslated: raw.places.texts.map((text) => atlas.isUntranslated(text, "name")),
      },
    };
  }

  /** Answers from the payload that stands in the page. */
  function inlinedSource(raw) {
    const { sources, groups, persons } = raw.lists;
    const indexOf = new Map(raw.events.id.map((id, i) => [id, i]));
    const row = (i) => ({
      event: i, title: raw.events.title[i], date: raw.events.date[i], where: raw.events.where[i], untranslated: raw.texts[i].untranslated,
    });
    /** The payload holds every source once: its words in the place of its position. */
    const sourced = (rows = []) => rows.map((row) => ({ ...row, source: sources[row.source]?.text ?? "" }));
    const bodies = raw.organizations.map((body) => (body.series ? { ...body, series: sourced(body.series) } : body));
    const wholeOf = (text) => (indexOf.has(text.part_of) ? row(indexOf.get(text.part_of)) : null);
    /** So it does with groups and persons. */
    const full = (i) => {
      const text = raw.texts[i];
      return {
        ...text,
        ...row(i),
        whole: wholeOf(text),
        relations: text.dated_by.map(([relation, event, days, source, locator]) => ({ relation, days, event: row(indexOf.get(event)), source: sources[source]?.text ?? "", locator })),
        figures: sourced(text.figures).map((figure) => ({ basis: "", ...figure })),
        series: sourced(text.series),
        citations: text.citations.map(([source, passages]) => ({ ...sources[source], passages: passages.map(([read, where, more]) => ({ read, where, ...more })) })),
        organizations: text.organizations.map(([body, role, name]) => ({ ...bodies[body], role, name: name || bodies[body].name })),
        persons: text.persons.map(([person, role]) => ({ ...persons[person], role })),
        groups: text.groups.map((group) => groups[group]),
      };
    };
    const place = (i) => ({ ...raw.places.texts[i], series: sourced(raw.places.texts[i].series) });
    return {
      list: async (events) => events.map(row),
      card: async (places, events) => ({ places: places.map(place), events: events.map(full) }),
    };
  }

  /**
   * Keeps questions of one part of the page in order: the answer to an earlier one is not heard any more.
   * `ask(make, answer, failed)` calls `make`, which returns a promise; `drop()` hears no answer to what was asked.
   * The promise of `ask` says whether its answer was heard.
   */
  function questions() {
    let last = 0;
    function ask(make, answer, failed) {
      last += 1;
      const mine = last;
      const hear = (act) => (value) => {
        if (mine !== last) return false;
        act(value);
        return true;
      };
      return new Promise((resolve) => resolve(make())).then(hear(answer), hear((error) => {
        console.error(error); // for who runs the source; visitors read a sentence
        failed(error);
      }));
    }
    return { ask, drop: () => void (last += 1) };
  }

  /** What stands where texts would, when they did not come. */
  const missingTexts = () => atlas.el("p", { class: "at-missing", role: "alert", text: atlas.gettext("These texts could not be loaded. Try again.") });

  Object.assign(atlas, { columnsOfTexts, inlinedSource, questions, missingTexts });
})(globalThis.atlas ??= {});
