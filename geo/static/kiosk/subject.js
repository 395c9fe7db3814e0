"use strict";
// What one kiosk tells of: its places and events as indices of the dataset, the same in every language.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const known = (ids, index) => ids.map((id) => index.get(id)).filter((i) => i !== undefined);

  class KioskSubject {
    /** `settings` name {places, events, graphic} by id; `data` is the dataset in any language. */
    constructor(/** @type {Atlas.Data} */ data, /** @type {Atlas.KioskSettings} */ settings) {
      this.data = data;
      this.home = known(settings.places, data.placeIndex);
      this.further = known(settings.events, data.eventIndex);
      this.first = known(settings.begin_with, data.eventIndex);
      this.graphic = new Set(known(settings.graphic, data.eventIndex));
      this.hasOthers = Array.from(data.places.lon.keys()).some((place) => data.eventsAt.count(place) > 0 && !this.home.includes(place) && !Number.isNaN(data.places.lon[place]));
      this.axis = this.reach();
      this.homeYear = this.background();
    }

    /** Events by their ids, in that order. */
    chosen(ids) {
      return known(ids, this.data.eventIndex);
    }

    /** What it is called: as the settings say, else by its place, marked where that name stayed in another language. */
    title(/** @type {Pick<Atlas.KioskShown, "data" | "language">} */ { data, language: { title } }) {
      const [place] = this.home;
      return place !== undefined && data.places.name[place] === title ? atlas.placeName(data, place) : title;
    }

    /** The places it is about: the kiosk's own (null), or one other. */
    places(place) {
      return place === null ? this.home : [place];
    }

    /** Events of the kiosk's own places (null), or of one other, in order of time. */
    story(place) {
      return atlas.storyOf(this.data, this.places(place), place === null ? this.further : []);
    }

    /** The event whose text stands beside a list of which none is open yet; undefined where each tells of violence. */
    beginning(place) {
      const { first, graphic } = this;
      const story = this.story(place);
      return [...(place === null ? story.filter((i) => first.includes(i)) : []), ...story].find((i) => !graphic.has(i));
    }

    /** The year whose waters and names stand behind what is open: the chosen one, that of the event that is read, or of the first of the place. */
    yearOf(/** @type {Atlas.KioskState} */ { year, event, place }) {
      const begins = [event ?? [], place === null ? [] : this.story(place)].flat().map((i) => this.data.events.earliest_start[i]);
      return year ?? begins.find((value) => value !== atlas.UNDATED) ?? this.homeYear;
    }

    /** The years that the screen tells of: of the event that is read, the chosen one, or of all events of the place. */
    yearsOf(/** @type {Pick<Atlas.KioskState, "year" | "event" | "place">} */ { year, event, place }) {
      const { axis: { first, last }, data: { events: { earliest_start: starts, latest_end: ends } } } = this;
      if (event === null && year !== null) return [year, year];
      const told = (event === null ? this.story(place) : [event]).filter((i) => starts[i] !== atlas.UNDATED);
      const closed = (/** @type {number} */ value, /** @type {number} */ edge) => (Math.abs(value) < atlas.OPEN ? value : edge);
      if (!told.length) return [first, last];
      return [Math.min(...told.map((i) => closed(starts[i], first))), Math.max(...told.map((i) => closed(ends[i], last)))];
    }

    /** The years of the dataset, and on to the last in which something of the kiosk's own was: none is offered in which nothing can be. */
    reach() {
      const { axis: { first, last }, events } = this.data;
      const own = Math.max(last, ...this.story(null).flatMap((i) => [events.earliest_start[i], events.latest_end[i]]).filter((year) => Math.abs(year) < atlas.OPEN));
      return { first, last: own };
    }

    /** The same of the kiosk's own places. */
    background() {
      const { first, last } = this.axis;
      const year = this.story(null).map((i) => this.data.events.earliest_start[i]).find((value) => value >= first && value <= last);
      return year ?? Math.floor((first + last) / 2);
    }
  }

  /** What the atlas is called, marked where its title stayed in another language. */
  const titleOfAtlas = (/** @type {Pick<Atlas.KioskShown, "data" | "language">} */ { data, language }) => atlas.dataText(data.title, language.isTitleForeign);

  /** @type {Atlas.Namespace["namesIn"]} A map has the names of its year, a list those of today: neither calls one town by two. */
  function namesIn({ data, language }, year = Infinity) {
    const names = [...data.places.name];
    for (const [place, name, from, to] of language.called) if (atlas.holds({ from, to }, year)) names[place] = name;
    return names;
  }

  /** @type {Atlas.Namespace["namesOnMap"]} The names of a year, with where that is by its name of today in brackets where that differs: a text may have the one or the other. */
  function namesOnMap(shown, year) {
    const today = namesIn(shown), where = (/** @type {string} */ name) => name.slice(name.lastIndexOf(", ") + 1).trim();
    return namesIn(shown, year).map((name, place) => (where(name) === where(today[place]) ? name : `${name} (${where(today[place])})`));
  }

  /** The step of a story that is on the screen; null while another place is, or no story is read. */
  const tellingOf = (/** @type {Atlas.KioskState} */ { reading, place }) => (place === null ? reading : null);

  /** Whether an event was at any of some places in the years of a result; one that has nothing to do with them, at all. */
  function isHere(/** @type {Atlas.Data} */ data, /** @type {Atlas.Result} */ result, i, places) {
    const own = atlas.staysOf(data, i).filter(({ place }) => places.includes(place));
    return own.length ? own.some(({ stay }) => atlas.markOfStay(data.stays, result, i, stay)) : result.mark(i) > 0;
  }

  Object.assign(atlas, { KioskSubject, namesIn, namesOnMap, isHere, tellingOf, titleOfAtlas });
})(globalThis.atlas ??= {});
