// Types of what the page's scripts share, for the development check `tsc` (tsconfig.json). Not shipped.
// A script puts its names on `atlas`; geo/map/scripts.py works out from that in which order they load.

import * as L from "leaflet";

declare global {
  interface Uint8ArrayConstructor {
    /** Not in every browser. */
    fromBase64?(text: string): Uint8Array;
  }
  /** Columns of numbers: one for each event or place, in the order of the dataset. */
  type Column = Uint8Array | Uint16Array | Uint32Array | Int16Array | Int32Array | Float32Array;
  type Child = Node | string | number | false | null | undefined | Child[];
  type Lang = string;
  type Context = CanvasRenderingContext2D;

  namespace Atlas {
    // ---- The dataset, as geo/map/payload.py makes it and shared/data.js decodes it ----

    /** What stands in the page of a payload: its head, and of its blocks where each chunk ends, or where they are. */
    interface Head {
      [member: string]: any;
      text_language: TextLanguage;
      columns: [soon: Described[], later: Described[]]; later: boolean; sizes: Record<string, number>;
      ends: Record<string, number[]>; prefix: string; shared: string;
    }
    /** Name, type, how many numbers, bytes of each, the least number, and the column that was taken away. */
    type Described = [name: string, type: string, n: number, width: number, least: number, after: string];
    /** Reads chunks of the blocks of a payload. */
    interface Blocks { json(kind: string, number?: number): Promise<any>; bytes(kind: string, number?: number): Promise<Uint8Array> }
    /** Very many short texts, which stay bytes until one is asked for; `get` is that of a map from text to position. */
    interface Words { length: number; at(i: number): string; all(): string[]; indexOf(text: string): number; get(text: string | null | undefined): number | undefined }
    /** One value for each record, by its position. */
    interface Each<Value> { at(i: number): Value }

    interface Catalog { lang: Lang; plural: string[]; messages: Record<string, string | string[]> }
    /** The language that the texts of the dataset were asked for in, its own, and the mark of texts in that. */
    interface TextLanguage { lang: Lang; base: Lang; mark: string }
    /** A record whose listed fields have no translation. */
    interface Translated { untranslated?: string[] }

    /** A plain geometric mark (shared/marks.js), and its colour. */
    interface Appearance { mark: string; colour: string }
    interface Family extends Translated, Appearance { id: string; name: string }
    interface Organization extends Translated {
      id: string; name: string; abbreviation: string; family: string; years: string; series?: Series[];
      /** First and last moment as years with hundredths; null where open or unknown. */
      life: [first: number | null, last: number | null];
      /** The body that it succeeded; names that it bore at some time only, with their years in words. */
      after?: string; once?: [name: string, years: string][];
    }
    interface Organization extends Translated { id: string; name: string; abbreviation: string; plain?: string; family: string; years: string; series?: Series[]; note?: string; after?: string }
    interface Kind extends Translated, Partial<Appearance> { id: string; name: string; parent: string; layer: string; seat: string; hidden: string; past: string }
    interface Coverage { id: string; depth: string; from: number; to: number }
    /** A group or a person; of a person the years of life, who that was, and a note. */
    interface Named extends Translated { id: string; name: string; years?: string; was?: string; note?: string; media?: Picture[] }
    /** A picture as cards show it; `w` and `h`: pixels of the file, upright; `name`: see Pictures. */
    interface Picture extends Translated { name: string; w: number; h: number; alt: string; credit: string; licence: string; caption?: string; date?: string; source?: string; graphic?: boolean }
    /** By name the sizes that there are, pixels on the longer side; `prefix`: of their addresses, "" when the page carries them. */
    interface Pictures { sizes: Record<string, number[]>; prefix: string }
    /** A word of the field: what it means, who says so, and how texts spell each of its words. */
    interface Term extends Translated { term: string; definition: string; source: string; words: string[][] }
    interface Reference { text: string; url?: string; host?: string }
    /** Where relatives can ask; all but the address is text of the dataset. */
    interface Register extends Translated { name: string; holder: string; holds: string; languages: string; ask: string; url?: string; host?: string }
    /** A web address, and the words that stand for it. */
    interface Web { url: string; host: string }
    /** Where in a source something stands, how far the compilers read it (yes, part, no), and what it says. */
    interface Passage extends Translated { where: string[]; read: string; passage?: string; doi?: Web; archived?: Web }
    /** A record of an outside catalogue; `id` is empty where its address is of no known form. */
    interface OutsideLink { name: string; id: string; type: "exact" | "close" | "see"; url: string }
    /** `name`: of the data package; `contact`: an e-mail or web address, or "", and then whom it has `named`. */
    interface About { unchecked: boolean; name: string; contact: string; named: string[]; version: string; licences: string[] }
    interface Axis { first: number; last: number }
    /** [lon, lat] in degrees, WGS 84. */
    type LonLat = [lon: number, lat: number];
    /** Lines of a place, or outlines of an area and its holes; and each of several points. */
    interface Shape { lines: LonLat[][]; points: LonLat[] }
    /** A shape in the plane of zoom 0. */
    interface FlatShape { place: number; lines: { points: L.Point[]; closed: boolean }[]; points: L.Point[] }

    interface Figure extends Translated {
      /** `short`: the source in short, where it stands in full below. */
      measure: string; definition: string; locator: string; source: string; short: string; read: string;
      /** archive, estimate, testimony, or "" when it is not said. */
      basis: string;
      /** Another count in round numbers: not a different one. */
      rounds?: true;
      low: number | null; best: number | null; high: number | null;
    }
    interface SeriesValue {
      date: string;
      /** Where not all values of a series have the same. */
      locator?: string;
      /** The first and the last year that the date can mean, and where it stands on an axis of years. */
      years: [from: number, to: number]; at: number;
      low: number | null; best: number | null; high: number | null;
    }
    /** Numbers of one measure, definition and source, in order of time. */
    interface Series extends Translated { measure: string; definition: string; source: string; locator: string; read: string; values: SeriesValue[] }
    /** What an event is dated by: its relation to another one, and who says so. */
    interface Relation { relation: string; days: number | null; event: EventRow; source: string; locator: string }
    /** What a list says of an event: its index, title, date in words, and the place's name on that day. */
    interface EventRow extends Translated { event: number; title: string; date: string; where: string }
    interface EventTexts extends EventRow {
      description: string; note: string; confidence: string; scope: string; doubt: string[];
      /** Whether it tells of violence: the reader is asked first. */
      graphic: boolean;
      /** The event that this one is part of. */
      whole: EventRow | null;
      relations: Relation[];
      figures: Figure[];
      series: Series[];
      citations: (Reference & { passages: Passage[] })[];
      organizations: (Organization & { role: string })[];
      persons: (Named & { role: string })[];
      groups: Named[];
      /** Which of the sets of registers; -1 is none. */
      registers: number;
      corrected?: Correction[];
      links?: OutsideLink[];
      media?: Picture[];
    }
    interface PlaceTexts extends Translated {
      certainty: string; scope: string; note: string;
      names: { name: string; lang: Lang; years: string }[];
      corrected?: Correction[];
      links?: OutsideLink[];
      media?: Picture[];
      series: Series[];
    }
    /** When, in which version of the dataset and why something was corrected. */
    interface Correction extends Translated { version: string; date: string; reason: string }

    /**
     * The one way to texts, and all that an engine in the place of shared/source.js would have to answer. A promise may
     * come late or fail: then the page says so, and asks again when it is asked again.
     */
    interface Source {
      /** For each event by index its row. */
      list(events: number[]): Promise<EventRow[]>;
      /** What the card of these places and events says. */
      card(places: number[], events: number[]): Promise<{ places: PlaceTexts[]; events: EventTexts[] }>;
      /** What a search looks through (geo/map/searching.py); a kiosk has none. */
      index(): Promise<{ head: any; columns: Record<string, Record<string, any>> }>;
      /** What a table of events is made of (geo/map/tabling.py), in a saved page. */
      table(): Promise<Table>;
    }
    /** Columns and cells of events; null for what the page says itself; and columns of figures, those of a measure together. */
    interface Table { columns: string[]; figures: string[]; rows: (string | null)[][]; runs: string }
    /** A town of the basemap that is no place: [lat, lon], places within it that have its name, regions near or around it. */
    interface Town { id: string; name: string; at: [lat: number, lon: number]; inside: number[]; regions: number[] }
    interface Hit { at: number; name: string }
    interface Search {
      /** Indices of the events that a text asks for; null, for all, when it has no word. */
      events(text: string): number[] | null;
      town(at: number): Town;
      hits(table: string, text: string, shown?: (at: number) => string): Hit[];
      /** The same text with words that differ from one of it by a letter. */
      resembling(text: string): string[];
    }
    interface Folding { least: number; small: Record<Lang, string[]>; words(text: string): string[]; stem(word: string, lang: Lang): string }
    interface SearchEvents {
      search(): Promise<Search>; text(text: string): Promise<void> | void; place(index: number): void; event(index: number): void;
      town(town: Town): void; here(): void;
      group(id: string): void; person(id: string): void; organization(id: string): void;
    }

    /** What each event names, as positions; `begin` is null where no event names any. */
    interface NamedBy extends Each<Uint32Array> { begin: Uint32Array | null; all: ArrayLike<number> }
    interface Events {
      n: number; id: Words;
      /** Of the rows of an engine: for how many events each stands, and its families as bits; else each event is one. */
      weight?: Int32Array; families?: Uint32Array;
      /** How many of them stand at its place, where that is another number. */
      drawn?: Int32Array;
      /** The event that each is part of, else -1; positions in Data.groups and Data.persons. */
      partOf: Int32Array; groups: NamedBy; persons: NamedBy;
      place: Int32Array; destination: Int32Array; kind: Uint16Array; detail: Uint16Array;
      /** `order`: that of time. How each event is supported, see geo/view/evidence.py. */
      offset: Uint32Array; organization: Uint16Array; order: Uint32Array; evidence: Uint8Array;
      /** Earliest and latest start, earliest and latest end: years; atlas.UNDATED without a date. */
      earliest_start: Int16Array; latest_start: Int16Array; earliest_end: Int16Array; latest_end: Int16Array;
    }
    /** Places of the events that have several, all stays of one event together (geo/map/stays.py). */
    interface Stays {
      /** Of each event its position in `event` and `offset`; atlas.NONE of one whose places are its own columns. */
      of: Int32Array; event: Uint32Array; offset: Uint32Array;
      /** What each is: a position in Data.kinds. */
      kind: Uint16Array;
      place: Int32Array; role: Uint8Array;
      earliest_start: Int16Array; latest_start: Int16Array; earliest_end: Int16Array; latest_end: Int16Array;
      /** Pairs of stays between which an arrow leads. */
      leg: Uint32Array;
      /** In words; "" for the span of the event. The name of the place then. */
      years: string[]; name: string[];
    }
    /** Events that lead from one place to another, and between which. */
    interface Ways { event: ArrayLike<number>; from: ArrayLike<number>; to: ArrayLike<number> }
    /**
     * What is shown at first: counts; 1 for each event that is shown; by positions in Data.roots how many are not, and how many
     * that have one place stand at each place.
     */
    interface First extends Whole { chosen: Uint8Array; hidden: number[]; looks: [look: string, at: ArrayLike<number>][] }
    /** Of all years: counts, how many events stand at each place, and are of each kind and each value of Events.evidence. */
    interface Whole { shown: number; unplaced: number; undated: number; ever: Uint32Array; kinds: ArrayLike<number>; evidence: ArrayLike<number> }
    /** A place of an event; `stay` is its position in Stays, or atlas.NONE. */
    interface StayOf { place: number; role: number; stay: number }
    interface Places {
      n: number; id: Words; name: string[]; kind: Each<string>; lon: Float32Array; lat: Float32Array;
      /** Whether the name of a place stayed in the dataset's own language. */
      untranslated: Each<boolean>;
      /** Metres. */
      precision: Int32Array;
      shape: Record<number, Shape>;
    }
    /** The decoded dataset, which is never changed. */
    interface Data {
      /** Answers for the events, where these are rows of an engine. */
      remote?: Remote;
      title: string; version: string; about: About; media: Pictures | null; tabled: boolean; textLanguage: TextLanguage; axis: Axis; zoom: number;
      /** Where the plain page of a record is, with {kind}, {id} and {lang}; none beside a saved file. */
      pages?: string;
      view: [lat: number, lon: number, zoom: number] | null;
      families: Family[]; organizations: Organization[]; kinds: Kind[]; coverage: Coverage[];
      /** Kinds of the first level, which one of them each kind is of, and those that are off at first. */
      roots: (Kind & Appearance)[]; rootOf: Uint8Array; off: string[];
      familyOf: Uint8Array; events: Events; places: Places; groups: Named[]; persons: Named[]; terms: Term[]; towns: string[]; source: Source;
      registers: { rows: Register[]; sets: number[][] };
      stays: Stays;
      /** Ways of events of one place each (geo/map/first.py). */
      ways: Ways;
      /** For each place the events that stand there in some year, bring people there, or lead through; in order of time. */
      eventsAt: Lists; arrivalsAt: Lists; passingAt: Lists;
      /** What is counted of all that is shown where nothing is asked for (geo/map/first.py). */
      first?: First;
      /** Bring what single events are, of a large dataset; and whether it is there: else all columns of `events` raise an error. */
      more(): Promise<void>; isWhole(): boolean;
      stories: Story[]; opening: Opening | null; questions: string[];
      placeIndex: Pick<Words, "get">; eventIndex: Pick<Words, "get">;
    }

    /** What is known of an event that an engine has told of: who it names, its words and places, and whether all but years, bodies and kinds lets it pass. */
    interface Fact {
      number: number; id: string; among?: boolean; moved: boolean; card: boolean; whole: boolean; parts?: number; stays?: any;
      organizations: number[]; groups: number[]; persons: number[];
      /** A chunk of words, the position in it, positions in the page of its events, and its sets of registers. */
      fields: Record<string, any>; k: number; at: number[]; sets: number[][];
    }
    /** Counts of an engine, for any years. */
    interface FacetSums { counts(span: Span): Map<string, number>; hidden(span: Span): [kind: Kind, n: number][]; evidence(span: Span): number[]; placed(span: Span): number; named(span: Span, table: "groups" | "persons"): Uint32Array }
    /** The engine behind a page (shared/remote.js). */
    interface Remote {
      total: number; ever: Uint32Array; facts: (Fact | undefined)[]; shown: FacetSums; query: Query & { focus: Focus[] };
      isKnown(event: number): boolean; mark(result: Result, event: number): number; parts(event: number): number;
      answers(query: Query): boolean; ask(query: Query): Promise<boolean>; count(query: Query): Promise<number>; naming(what: string, at: number): Promise<number>;
      facetsOf(query: Query, what: string[], then: () => void): FacetSums | null;
      hits(text: string, limit: number): Promise<{ events: number[]; count: number }>;
      records(events: number[], options?: { card?: boolean }): Promise<((name: string, none?: any) => any)[]>;
      listed(result: Result, subset: Subset, places: number[]): Promise<number[]>;
      know(address: string): Promise<void>;
      /** The side of the cells that are seen; finer ones of what a map looks at; whether a symbol stands for others as well. */
      readonly degrees: number; approach(view: Window): Promise<boolean>; take(): boolean; isGathered(place: number): boolean;
      has(place: number, result: Result): boolean; bring(place: number, result: Result): Promise<void>; at(place: number): Here;
    }
    /** A part of the Earth in degrees. */
    interface Window { west: number; south: number; east: number; north: number }
    /** A part of which finer cells are asked for, and which are known; `cells` is the side of the coarse ones. */
    interface PartAsked { box: Window; cells: number; key: string }
    interface Part { box: Window; key: string; degrees: number; rows: any; within: Set<number> }
    /** Finer cells of what is looked at (shared/nearer.js). */
    interface Nearer {
      whole: number; rows: any; part: Part | null; come: Part | null | undefined; asked: string; readonly degrees: number;
      begin(rows: any, degrees: number, part?: Part | null): void; wanted(view: Window): PartAsked | null; hear(asked: PartAsked, answer: any): boolean;
      take(): boolean; all(): any; isGathered(place: number): boolean;
    }
    /** The events that the page knows beside the rows of the cube (shared/told.js). */
    interface Told {
      facts: (Fact | undefined)[]; byId: Map<string, number>;
      put(rows: any, moved: any): void; hold(answer: any, options?: { isNow?: boolean }): number[];
      has(event: number): boolean; reader(event: number): (name: string, none?: any) => any;
    }
    /** Events that are told of when they are read. */
    interface Later { length: number; slice(first: number, last: number): Promise<number[]> }
    /** Events that stand at a place, bring people there, or lead through. */
    interface Here { here: number[] | Later; brought: number[]; passing: number[] }

    // ---- Stories ----

    /** Events are indices; a view is the parameters of an address. */
    interface StoryStep { view: string; events: number[]; sources: { text: string; read: string }[]; text: string; untranslated?: string[] }
    interface Story { id: string; title: string; lead: string; steps: StoryStep[]; media?: Picture[]; untranslated?: string[] }
    interface StoryStep {
      /** What is said of a step whose events have no point, "" of any other. */
      nowhere: string;
      view: string; events: number[]; sources: { text: string; read: string }[]; text: string; untranslated?: string[];
      /** Whether the text tells of violence. */
      graphic?: boolean;
    }
    interface Story { id: string; title: string; lead: string; steps: StoryStep[]; untranslated?: string[] }
    /** What readers see first, with one number, what it counts, on what it rests and who counted. */
    interface Opening { text: string; untranslated?: string[]; figure?: { n: number; counts: string; basis: string; source: string } }
    /** A step (from 1 on) of a story. */
    interface Reading { story: string; step: number }
    interface StoryPanel { show(reading: Reading | null, options?: { fresh?: boolean }): void; look(): boolean; reading(): Reading | null }

    // ---- Query, result, messages ----

    interface Focus { what: "group" | "person" | "within"; id: string }
    interface Span { from: number | null; to: number | null }
    interface Against { years: Span | null; org: string[] }
    interface Query extends Span {
      certain: boolean; org: string[]; kind: string[]; hide: string[];
      /** Indices of the only events to show; null for all. */
      only: ArrayLike<number> & Iterable<number> | null;
      /** The text that they were asked for with. */
      text: string;
      /** Whether symbols tell what happened, or who acted. */
      by: string;
      /** What a second map shows instead: other years (null: the same), other bodies (none: the same). */
      against: Against | null;
      year?: number | null; focus?: Focus[];
    }
    /** First and last slot of each event or stay; and of those between which it went on whatever the doubt. */
    interface Spans { start: Uint16Array; end: Uint16Array; sureStart: Uint16Array; sureEnd: Uint16Array }
    /** The years that a dataset names, in order (shared/sums.js). */
    interface Slots { n: number; events: Spans; stays: Spans; lives: Pick<Spans, "start" | "end">; between(years: Span): [from: number, to: number] }
    /** How many of each row touch some years, given as slots. */
    interface Sums {
      add(row: number, start: number, end: number, n?: number): void;
      addUnion(row: number, spans: number[]): void;
      finish(): Sums;
      count(row: number, from: number, to: number): number;
    }
    type Together = { count: number; certain: number; looks: number[] };
    /** For each place a list of events (shared/stays.js): `all` from `begin` of it to that of the next. */
    interface Lists { begin: Uint32Array; all: Uint32Array; count(place: number): number; at(place: number): number[] }
    /** In which slots anything stands at a place; where doubt leaves an event none, that is not known. */
    interface Presence { add(place: number, start: number, end: number): void; isKnown(place: number): boolean; touches(place: number, from: number, to: number): boolean; among(places: number[], from: number, to: number, asks: (place: number) => boolean): number[] }
    /** Counts of choices, by the id of each. */
    interface FacetCounts { ids: string[]; sums: Sums }
    /** Counts of groups of places, each event once in a group. */
    interface GroupSums { count(group: number, result: Result): number; of(group: number, result: Result): Together; prepare(): unknown }
    /** What of a query does not change with the years (shared/choice.js). */
    interface Choice {
      by: string; looks: (Appearance & { id: string; name: string })[]; lost: number[];
      data: Data; chosen: Uint8Array; wanted: Uint8Array; certain: boolean;
      weight?: Int32Array; drawn?: Int32Array;
      lets(event: number, years?: Span & { certain: boolean }): boolean;
      maskOf(event: number): number;
      slots: Slots; spans: Spans; start: Uint16Array; end: Uint16Array; masks: Uint32Array; presence: Presence;
      standing: { begin: Uint32Array; spans: Uint16Array; looks: Uint32Array; times?: Int32Array; several: Map<number, number[]> };
      whole: Whole; told?: First;
      count(from: number, to: number): { shown: number; unplaced: number };
      facets(part: "kinds" | "bodies", result: Result): Map<string, number>;
      eachStanding(groupOf: (place: number) => number, visit: (group: number, event: number) => void): void; totals: Sums;
      eachMoved(groupOf: (place: number) => number, visit: (group: number, shown: number[], certain: number[], event: number) => void): void;
      hidden(result: Result): [kind: Kind, n: number][];
      evidence(result: Result): number[];
      groups(groups: number[][]): GroupSums;
      eachNear(from: number, to: number, visit: (event: number) => void): void;
    }
    /** What a query shows (shared/result.js); all but the counts is worked out when it is first asked for. */
    interface Result {
      choice: Choice;
      /** The first and the last slot, the years that were asked for, and whether these are all. */
      from: number; to: number; isAll: boolean; years: Span & { certain: boolean };
      shown: number; total: number; undated: number; unplaced: number;
      /** HIDDEN, POSSIBLE or CERTAIN for an event, or each; and 1 where all but the years lets it pass. */
      mark(event: number): number;
      marks: Uint8Array; chosen: Uint8Array;
      atPlace: Uint32Array; certainAtPlace: Uint32Array;
      isShownAt(place: number): boolean; shownAmong(places: number[]): number[];
      nextShown(events: ArrayLike<number>, k: number): number;
      inTime(): Generator<number>;
      hadBegun(event: number): boolean;
      /** Counts of shown events by the id of their kind, detail, organizations and families, and "none". */
      facets(...parts: ("kinds" | "bodies")[]): Map<string, number>;
      /** Of the kinds that are off: how many events of these years they would show. */
      hidden(): [kind: Kind, n: number][];
      /** Counts of shown events for each value of Events.evidence. */
      evidence(): number[];
      /** Counts of shown events for each of Data.groups or Data.persons. */
      named(table: "groups" | "persons"): Uint32Array;
    }
    interface Histogram { before: number; years: number[]; after: number }
    /** What the page tells whoever listens, and the window that frames it. */
    interface Message {
      type: "ready" | "query" | "place" | "card" | "view" | "year" | "focus" | "background" | "search" | "choice" | "by" | "against" | "drop" | "sheet" | "story" | "town" | "list" | "address";
      /** Where a page is that has no address of its own, and the events of what is open in it. */
      address?: string; selected?: string[];
      /** A step, or nothing any more: then what was seen before it, as an address. */
      story?: Reading | { before: string } | null;
      against?: Against | null;
      by?: string; open?: boolean;
      search?: { text?: string; drop?: string; field?: string; ids?: string[] };
      query?: Query; place?: string | null; card?: string; town?: string; list?: Subset; year?: number | null;
      focus?: Focus & { on: boolean }; view?: View | null;
    }
    /** Where the map looks. */
    interface View { lat: number; lon: number; zoom: number }
    /** What an address asks for; without a view the page finds one. */
    interface Address { query: Query & { focus: Focus[] }; place?: string | null; card?: string; view: View | null; reading?: Reading | null; look?(): boolean }
    interface Address { query: Query & { focus: Focus[] }; place?: string | null; card?: string; town?: string; list?: Subset; view: View | null }

    // ---- The map ----

    /** Colours and typefaces of shared/tokens.css. */
    type Look = Record<"paper" | "land" | "water" | "ink" | "ink-soft" | "accent" | "inactive" | "sans" | "serif", string>;

    interface Symbol {
      x: number; y: number; r: number; count: number;
      /** Where it stands, and all that it stands for. */
      place: number; places: number[]; certain: number;
      /** The same, and those that show no event. */
      among: number[];
      parts: [look: number, count: number][];
      gathered?: boolean; selected?: boolean; hovered?: boolean;
      /** Its places share symbols with each other only; it is drawn also when it shows no event. */
      alone?: boolean;
    }
    /** The middle of the left edge of a text on the canvas. */
    interface Name { text: string; x: number; y: number; width: number; lead?: [from: Point, to: Point]; line?: Point[]; isNote?: boolean; isRight?: boolean }
    /** A name that touches nothing, in its box; `line`: points of what leads to it. */
    interface Berth extends Name { box: Box }
    /** An arrow from place to place; `leg` are its two stays, null for an event without stays of its own. */
    interface Arc { event: number; from: number; to: number; leg: [begins: number, ends: number] | null }
    interface Way extends Arc { mark: number }
    /** By place, in CSS pixels. */
    interface Points { x: ArrayLike<number>; y: ArrayLike<number> }
    interface Settled { scale: number; groups: number[][]; apart: Set<number>; unit: number; sums: GroupSums }
    interface Groups {
      release(): void;
      most: number;
      at(result: Result, scale: number, apart: number[]): Settled;
      standing(group: number[], result: Result): number[][];
    }
    /** What a layer has drawn, in pixels of its canvas, of which the visitor sees `sight`. */
    interface Drawn { symbols: Taken[]; sight: Box }
    /** Room on the canvas that names keep clear of. */
    interface Taken { x: number; y: number; r: number; air?: number; places?: number[]; written?: boolean; large?: boolean }
    interface Box { left: number; top: number; right: number; bottom: number }
    /** [name, lon, lat, rank, class, from, to] */
    type Label = [string, number, number, number, string, number | null, number | null];
    type Point = { x: number; y: number };
    type Draw = (context: Context, symbol: Symbol, looks: Appearance[]) => void;

    /** A Leaflet layer; made in Leaflet's own way of classes, which its types do not describe. */
    interface CanvasLayer {
      options: { pane?: string; padding?: number };
      addTo(map: L.Map): this;
      on(type: string, listener: (event: any) => void, context?: object): this;
      off(type: string, listener: (event: any) => void, context?: object): this;
      fire(type: string, data?: object): this;
      redraw(): void;
      sight(): Box;
      covered(sight: { left: number; top: number }, fresh?: boolean): Box[]; keptFree(sight: { left: number; top: number }, fresh?: boolean): Box[];
      [internal: `_${string}`]: any;
    }
    /** What is drawn beside a canvas that shows it as a picture (map/canvas.js). */
    interface Still { context: OffscreenCanvasRenderingContext2D; begin(): void; show(): void }
    /** Stands on the map at once; gets its layer when the events are unpacked. */
    interface EventGroup extends L.LayerGroup { ready: Promise<EventLayer> }
    interface LabelLayer extends CanvasLayer {
      townsWithin(bounds: L.LatLngBounds, zoom: number, not: (at: [lat: number, lon: number], name: string) => boolean): number;
      hasTowns?: boolean;
      setYear(year: number, span?: number[] | null): void;
      rename(texts: string[]): void;
      avoid(symbols: Taken[], sight: Box): void;
    }
    interface EventLayer extends CanvasLayer {
      options: { pane?: string; padding?: number; paint?: Draw; allWays?: boolean };
      result: Result;
      filter(query: Query, options?: { live?: boolean }): Result;
      highlight(places: number[], event?: number | null): void;
      renew(): void;
      unit(most?: number): number;
      setApart(places: number[]): void;
      data(): Data;
      shownIds(): string[];
      shownPlaces(): number[];
      groups(): number[][];
      standing(place: number): number;
      ways(): Way[];
      on(type: "choose", listener: (event: { places: number[] }) => void): this;
      on(type: "drawn", listener: (event: Drawn) => void): this;
    }
    interface Sign { sign: string; from: number | null; to: number | null; text: string }
    /** A line or ring in the plane of zoom 0: x, y, x, y ... in pixels, and the box around it. */
    interface Line { points: Float64Array; left: number; top: number; right: number; bottom: number }
    /** What of a basemap is there from a year on and no more in another. */
    interface Ground { from: number | null; to: number | null; lines: Line[] }
    /** How a canvas shows the plane: so many times as large, from this point on. */
    interface Frame { scale: number; x: number; y: number; width: number; height: number }
    interface BasemapBlock { layers: Record<string, Ground[]>; notes: { note: string; from: number | null; to: number | null }[]; labels: Label[]; legend: Sign[]; own: boolean }
    interface Basemap {
      own: boolean; changes: boolean; named: boolean;
      layers: Record<string, Ground[]>;
      setYear(year: number, span?: number[] | null): void;
      legendTexts(sign: string, year?: number): string[];
      hasTowns(): boolean;
      borders(year: number, bounds?: L.LatLngBounds, span?: number[]): boolean;
      notesOf(year: number): string[];
      avoid(symbols: Taken[], sight: Box): void;
      townsWithin(bounds: L.LatLngBounds, zoom: number, not: (at: [lat: number, lon: number], name: string) => boolean): number;
      /** The same on another map. */
      again(twin: L.Map): Basemap;
      rename(texts: string[]): void;
    }

    // ---- The map page ----

    interface Page {
      set(change: Partial<Query>, options?: { live?: boolean; still?: boolean }): Promise<void> | void;
      choosePlace(id: string | null | undefined, options?: { still?: boolean }): Promise<boolean | void>;
      chooseCard(id: string, options?: { still?: boolean }): Promise<boolean | void>;
      chooseTown(id: string): Promise<void>;
      openList(name?: Subset): unknown;
      arrive(address: Address): Promise<boolean | void>;
      showEvent(event: number): void;
      notify(message: Message): void;
      /** What is printed instead of the view, for once. */
      paper?: HTMLElement | null;
      /** Stories, when there are any; where a page of its own goes to an address, and which one it has. */
      story?: StoryPanel; goTo?(address: string): Promise<void>; address?(): string;
      /** For the page around one that has no address: open an event, or mark several; hear where it is. */
      select?(ids: string[]): Promise<void>; tell?(): void;
      /** Let the sheet of a small screen be seen. */
      raise(): void; lower(): void;
      /** In the heading of the list, for what has no other place. */
      beside: HTMLElement;
      travel: Travel;
      listen(callback: (message: Message) => void): void;
      query(): Query & { focus: Focus[] }; result(): Result; shownIds(): string[];
      search(): Promise<Search>; searchFor(text: string): Promise<void>;
      /** The events that the words and the focus of a query leave; null for all. */
      only(query: { text: string; focus: Focus[] }): number[] | null;
      /** Show only what names one of some ids. */
      keep(field: string, ids: string[]): void;
      toList(): void;
      /** When all that is read is as new as the symbols and the counts. */
      settled(): Promise<void>;
      /** Fill the list: what is shown first is known. */
      begin(): void;
      changes: boolean; data: Data; map: L.Map; layer: EventLayer; compared: ReturnType<Namespace["compare"]>;
      /** What can be taken away (page/take.js). */
      take?: Partial<Printing> & { citation(): string; picture(): Promise<void>; name(suffix: string): string };
    }
    /** A view in words. */
    interface Said { years: string; filters: string[]; citation: string }
    /** What was read for the paper: the first of the shown events. */
    interface Printed { result: Result; right?: Result; texts: EventTexts[]; words: Said }
    interface Printing { ready(): Promise<void>; sheet(): HTMLElement; print(): Promise<void> }
    interface Subject { id: string; title: string }
    /** Where the picture of a ring stands: a square as wide as its sheet (map/rings.js). */
    interface Spot { picture: OffscreenCanvas; top: number }
    interface Rings {
      prepare(symbols: Symbol[], looks: Appearance[], ratio: number): void;
      spotOf(symbol: Symbol): Spot | undefined;
    }
    /** Parts of the page that follow a change, one after a frame each (page/lanes.js). */
    interface Lanes {
      live: boolean;
      held: string;
      change(live: boolean): void;
      flush(name: string, paced?: boolean): void;
      flushAll(): void;
      release(): void;
      isDue(name: string): boolean;
      settled(): Promise<void>;
    }
    /** A list of which only a part stands in the document (page/rows.js). */
    interface Rows {
      /** How far its box was scrolled, in CSS pixels. */
      top: number;
      nodes: HTMLElement[];
      ready(n: number, ask: (places: number[]) => Promise<HTMLElement[]>, failed: (error: unknown) => void): Promise<() => void>;
      clear(): void;
      find(id: string | undefined): HTMLElement | null;
    }
    /** What stands beside the map, list or card (page/panel.js); promises tell whether what was opened still is. */
    interface Panel {
      open(what: "list" | "card", focus: boolean): void; openCard(places: number[], emphasis?: number): void;
      close(options?: { quiet?: boolean; back?: boolean }): void;
      choose(places: number[], options?: { emphasis?: number; quiet?: boolean; inside?: boolean }): Promise<boolean>;
      chooseEvent(event: number, options?: { quiet?: boolean; still?: boolean; place?: number }): Promise<boolean>;
      choosePlace(id?: string | null, options?: { still?: boolean }): Promise<boolean>;
      chooseCard(id: string, options?: { still?: boolean }): Promise<boolean>;
      chooseNamed(place: number): void; goTo(place: number): void; bringTo(place: number): void;
      hasPoint(place: number): boolean; isCard(): boolean;
    }
    type Stop = "peek" | "half" | "full";
    /** The sheet of a small screen (page/stops.js). */
    interface Stops { to(stop: Stop): void; raise(): void; rest(): void; isOpen(): boolean; isSmall(): boolean; hasRoom(): boolean; name(text: string): void }
    interface Narrowing {
      drop(part: string, change: Partial<Query>): void; clear(): void; keep(field: string, ids: string[]): void;
      refocus(focus: Focus[], one: Focus, on: boolean): void; unfocus(focus: Focus): void;
    }
    interface Travel {
      back(): void;
      home(options?: { animate?: boolean }): void;
      results(places: number[], options?: { animate?: boolean }): boolean;
      near(place: number): void;
      spot(point: [lat: number, lon: number], places: number[]): void;
      reveal(place: number): void;
      /** Whether the map shows the first view, which nobody has moved. */
      isHome(): boolean;
    }
    /** What the card can lead to; what is missing is no link. */
    interface CardEvents { close?(): void; place?(index: number): void; focus?(focus: Focus): void }
    interface Near { place: number; km: number; isWide: boolean; count: number }
    interface CardEvents {
      close?(): void; place?(index: number): void; event?(index: number, place: number): void; apart?(places: number[]): void;
      focus?(focus: Focus): void; organization?(id: string): void;
    }
    interface Card {
      point(title: string, says: () => (HTMLElement | HTMLElement[] | null)[]): void;
      places(indices: number[], result: Result, emphasis?: number): Promise<boolean>;
      event(index: number, result: Result): Promise<boolean>;
      refresh(result?: Result, options?: { live?: boolean }): Promise<boolean | void> | undefined;
      focus(): void;
      shown(): { indices?: number[]; event?: number; seen?: string; coming?: boolean; says?: () => (HTMLElement | HTMLElement[] | null)[] } | null;
      /** What its title says. */
      name(): string;
    }
    type Subset = "all" | "undated" | "unplaced" | EvidenceSubset;
    type EvidenceSubset = "A" | "B" | "C" | "located" | "unlocated" | "read" | "unread";
    /** A list of some of the shown events: its heading, what it means, and the list of the others. */
    interface Listed { supported: (flags: number) => boolean; title: string; hint: string; rest?: EvidenceSubset }
    interface List {
      show(subset: Subset): Promise<boolean>;
      render(): Promise<boolean>;
      focus(): void;
      subset(): Subset;
      /** The button of an event's row, where it stands in the document. */
      row(id: string | undefined): HTMLElement | null;
    }

    // ---- Widgets ----

    interface ChoiceItem { id?: string; name: string; short?: string; years?: string; mark?: string; colour?: string; count?: number }
    interface ChoiceGroup extends ChoiceItem { items?: ChoiceItem[] }
    /** `more`: how many of `extra` were left out. */
    interface ChoicesState { groups: ChoiceGroup[]; extra: ChoiceItem[]; value: string[]; more?: number }
    interface ChoicesOptions { label: string; all?: string; ranked?: boolean; words?(): Promise<NameWords>; onChange?(ids: string[]): void }
    /** How a box compares names, and all names of a record. */
    interface NameWords { folding: Folding; names(id: string): string[] }
    interface FacetSection extends ChoicesOptions { field: string; tool?: HTMLElement }
    interface LineageState {
      families: Family[]; organizations: Organization[]; axis: Axis; span: Span; value: string[]; counts: Map<string, number> | null;
    }
    interface Widget<State> { update(state: Partial<State>): void; destroy(): void }
    interface TimelineState { counts: Histogram; possible: Histogram; value: Span; depth: ArrayLike<number> | null; mark: number | null }
    /** What a pointer holds on the time slider: an edge, the window, or a new window; pixels of the track, slots. */
    interface Gesture {
      id: number; mode: "a" | "b" | "shift" | "brush"; left: number; x: number; grip: number; lean: number;
      start: { a: number; b: number }; dirty: boolean; moved: boolean;
    }
    interface TimelineOptions { first: number; last: number; onInput?(span: Span): void; onCommit?(span: Span): void }

    // ---- The kiosk ----

    interface KioskLanguage {
      lang: Lang; name: string; title: string; intro: string; credits: string; catalog: Catalog; labels: string[];
      /** Whether the title of the atlas stayed in the language of its tables. */
      isTitleForeign: boolean;
      /** What places are called in some years only: position, name, since when, until when. */
      called: [place: number, name: string, from: number | null, to: number | null][];
      /** Whose the map is. */
      map: string;
      /** What a dashed line of the map is; "" where there is none. */
      border: string;
      /** Descriptions in easy words, by the id of the event. */
      easy: Record<string, string>;
      /** The head of the dataset in this language. */
      block: string;
      /** Recordings of texts, by the id of the event. */
      recordings?: Record<string, Recordings>;
      /** Those that the attract screen may show. */
      pictures?: Picture[];
    }
    /** What a museum recorded of a text. */
    type Recordings = Partial<Record<"voice" | "film", { id: string; type: string; words: string }>>;
    interface LaunchRule { setting: string; low: number; high: number; whole: boolean }
    interface KioskSettings {
      name: string; places: string[]; events: string[]; graphic: string[]; pin: string;
      idle_seconds: number; warning_seconds: number; diagonal_inches: number; distance_mm: number;
      view: [lat: number, lon: number, zoom: number] | null;
      blocks: { basemap: string };
      /** Events of the attract screen, by id; null: the first of the place. */
      attract: string[] | null;
      /** Events that stand above a long list, by id. */
      begin_with: string[];
      gate: "each" | "once" | "off"; tabs: Tab[]; timeline: boolean; near_radius_km: number; sources: "full" | "short"; logo: string;
      languages: KioskLanguage[]; order: number[]; launch: Record<string, LaunchRule>;
      /** Inches below which a screen is a tablet, and from where it and others are read, in mm; null where the kiosk says it. */
      distances: { below: number; tablet: number; screen: number } | null;
      codes: Record<string, string>; story_codes: Record<string, string>; versions: { data: string; page: string; made: string };
      counts: boolean; digest?: string;
      /** Who made the data, and on what these rest, as the dataset says it of itself. */
      made: { by: string[]; from: string[] };
    }
    /** Sums of one day: visits, and by id or code how many. */
    interface DayCounts { visits: number; languages: Record<string, number>; events: Record<string, number> }
    type Days = Map<string, DayCounts>;
    interface KioskCounts {
      wanted: boolean; began(): void; opened(event: string): void; forget(): void; ended(lang: Lang): void; clear(): void;
      csv(): string; days(): Days;
    }
    type Tab = "story" | "people" | "sources" | "near";
    interface KioskState {
      place: number | null; event: number | null; tab: Tab; year: number | null; more: boolean; all: boolean;
      /** Whether descriptions are read in easy words, where there are some. */
      plain: boolean;
      /** The decade of a long list that was opened by hand; null: that of the event, or of the year. */
      decade: number | null;
      /** The step of a story that is read, also while another place or one of its events is open. */
      reading: Reading | null;
    }
    /** What the kiosk draws of. */
    interface KioskShown { state: KioskState; data: Data; language: KioskLanguage; result: Result }
    /** What a card of the kiosk is drawn of. */
    interface KioskCard extends KioskState {
      data: Data; result: Result; settings: KioskSettings; intro: string; here: number[]; story: number[]; first: number[];
      /** Of places, as they are called today; those of the kiosk itself, and the events it tells of these. */
      names: string[]; home: number[]; told: number[];
      rows: EventRow[]; texts: EventTexts[]; placeTexts: PlaceTexts[];
      /** The event that a visit begins with; of a few events, what a list with room says of each; what counted parts of the open one stood here; and which are offered first. */
      begun: number | undefined; previews: EventTexts[]; within: EventTexts[]; isAsked(event: number): boolean;
      easy: Record<string, string>;
      /** Recordings of texts, by the id of the event. */
      recordings?: Record<string, Recordings>;
      /** The stories, as buttons. */
      offers: HTMLElement | null;
    }
    interface KioskEvents {
      over(): void; home(): void; language(lang: Lang): void;
      change(part: Partial<KioskState>): void; event(row: EventRow | null): void; place(index: number): void;
      year(year: number | null): void; step(by: number): void; next(by: number): number | undefined;
      about(): void; clear(): void;
    }
    /** Where a way of a kiosk's map ends, in pixels of its canvas; `cut`: at the border, on the way to its place. */
    interface WayEnd { place: number; from: number; points: Point[]; line: Point[]; reach: number; cut: boolean; isBare: boolean; isMute: boolean }
    /** A mark of a kiosk's map that is to have the first of its texts that has room; a disc has places, the end of a way has none. */
    interface Asked { symbol: Point & { places?: number[]; reach?: number; r?: number }; texts: string[] }
    interface Arrow extends Point { angle: number; place?: number; isHere?: boolean }
    interface Pointers { mark: (Point & { size: number }) | null; arrows: Arrow[] }
    type Parts = Record<string, HTMLElement>;
    interface Timers { after(name: string, ms: number, act: () => void): void; stop(name: string): void; stopAll(): void; names(): string[] }
    interface Machine { send(event: string): boolean; now(): string }
    interface Sizes { mm: number; font: number; wanted: number; target: number }
    interface Slide { lang: Lang; title: string; intro: string; events: { lang: Lang; base: Lang; date: string; title: string; mark: string }[]; pictures: { data: Data; row: Picture; base: Lang; mark: string }[] }
    interface KioskSubject {
      data: Data; home: number[]; further: number[]; first: number[]; graphic: Set<number>; homeYear: number; axis: { first: number; last: number };
      yearOf(state: KioskState): number;
      yearsOf(state: Pick<KioskState, "year" | "event" | "place">): [number, number];
      /** Whether other places have events. */
      hasOthers: boolean;
      chosen(ids: string[]): number[];
      places(place: number | null): number[];
      story(place: number | null): number[];
      title(shown: Pick<KioskShown, "data" | "language">): Child;
      beginning(place: number | null): number | undefined;
    }
    interface KioskView {
      speak(language: KioskLanguage): void;
      draw(shown: KioskShown, keep?: string[]): void;
      update(shown: KioskShown, before: KioskState): void;
      /** Settled when the card of what was drawn last stands there. */
      drawn: Promise<unknown>;
      code(shown: KioskShown): string | undefined;
      bar: { speak(): void; see(is: boolean): void; away(to: string, name: string): void };
      stories: KioskStories | null;
    }
    /** What the stories of a kiosk need of it. */
    interface Kiosk {
      state: KioskState; data: Data; result: Result; layer: EventLayer; machine: Machine; parts: Parts; stories: KioskStories | null;
      begin(): void; read(reading: Reading | null): void; visit(place: number): void; goHome(): void; open(event: number | null): void;
      asks(is: boolean): boolean; offer(offered: Offered): void;
    }
    /** What is said before a text of violence is shown, with the answer that leads past it. */
    interface OfferedWords { date: string; title: Child; instead?: string | null }
    interface Offered { words(data: Data): OfferedWords | Promise<OfferedWords>; show(): void; skip?(): void }
    interface KioskStories {
      arrive(): void; write(): void; back(): void; touched(places: number[]): void;
      view(reading: Reading): { query: Query; year: number; years: [number, number] };
      places(reading: Reading): { at: number[]; all: number[] };
      offers(data: Data): HTMLElement;
      title(reading: Reading, data: Data): Child;
      nav(root: HTMLElement, reading: Reading, data: Data): void;
      card(root: HTMLElement, view: KioskCard, on: Record<string, (what?: any) => void>): void;
    }
    interface KioskMap {
      filter(query: Query, year: number, years: [number, number]): Result;
      show(places: number[], options?: { named?: number[] | null; maxZoom?: number; events?: number[] | null }): void;
      open(event: number | null, places: number[], parts?: number[]): void;
      speak(title: string, names: string[], border: string): void;
      enlarge(font: number): void;
      redraw(): void;
      at(place: number): [lat: number, lon: number];
      alongLines(): Point[];
      nameOf(places: number[]): string;
      sizeOfHere(point: Point): number;
      isStrong(symbol: { places: number[] }): boolean;
      isHere(symbol: { places: number[] }): boolean;
      isRegion(symbol: { places: number[] }): boolean;
      layer: any; names: string[]; ends: WayEnd[]; strong: Set<number>; named: Set<number>; opened: Set<number>; parts: Set<number>;
      home: number[]; title: string; told: number | null; placed: number[]; isStory: boolean; radius: number; pointers: Pointers; symbols: Symbol[];
      map: L.Map; basemap: Basemap | null; near: { result?: Result; placed?: number[]; row?: ReturnType<Namespace["neighbours"]>[number] };
    }
    interface KioskFrame {
      over(): Box[];
      stand(bounds: L.LatLngBounds, wanted: number, isLid?: boolean, down?: number): void;
      holds(points: [lat: number, lon: number][], name?: number): boolean;
      fit(bounds: L.LatLngBounds, zoom: number, points: [lat: number, lon: number][], name?: number): void;
      takeIn(bounds: L.LatLngBounds, points: [lat: number, lon: number][], own: [lat: number, lon: number][]): void;
      knownNow(own: [lat: number, lon: number][]): number;
      know(bounds: L.LatLngBounds, nearest: number, own: [lat: number, lon: number][], name: number): void;
      isUpper(points: [lat: number, lon: number][], side: "left" | "right"): boolean;
    }
    interface KioskTimeline {
      update(spans: [from: number, to: number][]): void;
      show(year: number | null, note: string[], read: number[] | null, steps: boolean[]): void;
      speak(): void;
    }

    // ---- What the scripts put on `atlas`; all of it is there once they have loaded ----

    interface Namespace {
      // shared
      el<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, props?: Record<string, any>, ...children: Child[]): HTMLElementTagNameMap[Tag];
      svg<Tag extends keyof SVGElementTagNameMap>(tag: Tag, attributes: Record<string, string>, ...children: Node[]): SVGElementTagNameMap[Tag];
      fill(node: Element, ...children: Child[]): Element;
      fillAfter(node: ChildNode, ...children: Child[]): void;
      arrange(parent: Element, nodes: Element[]): void;
      say(node: Element, text: string): void;
      activeIn(root: Element): HTMLElement | null;
      byId(id: string): HTMLElement;
      contextOf(canvas: HTMLCanvasElement): Context;
      setCatalog(catalog?: Catalog): void;
      addCatalog(catalog: Catalog): void;
      setLanguage(lang: Lang): void;
      language(): Lang;
      yearsOf(data: Data, query: Span): string;
      filterWords(data: Data, query: Query & { focus: Focus[] }, titles?: Map<string, string>): string[];
      licenceLine(data: Data): string;
      viewName(name: string, parameters: URLSearchParams): string;
      citation(data: Data, shown: number, address: string): string;
      addressOf(parameters: URLSearchParams, options?: { hosted?: boolean }): string;
      mapCanvas(map: L.Map): HTMLCanvasElement | null;
      mapsOf(page: Pick<Page, "map" | "compared">): { map: L.Map; caption: string }[];
      picture(maps: { map: L.Map; caption: string }[], said: { title: string; lines: string[]; looks: (Appearance & { name: string })[]; below: string[] }): HTMLCanvasElement | null;
      csvOf(data: Data, events: number[]): Promise<string>;
      printing(page: Page, root: HTMLElement, on: { says(): Promise<Said>; citation(): string }): Printing;
      taking(page: Page, root: HTMLElement, beside: HTMLElement, options: { hosted: boolean }): NonNullable<Page["take"]>;
      inLanguage(block: string): string;
      speakPage(root: HTMLElement): void;
      foldSidebar(): void;
      takeButtons(host: HTMLElement): { update(): void };
      printFrame(frame: HTMLIFrameElement): () => void;
      correctedHere(rows?: Correction[]): HTMLElement | null;
      wrongHere(data: Data, subject: Subject): HTMLElement;
      ownPage(data: Data, kind: "event" | "place", id: string): HTMLElement | null;
      reportTo(data: Pick<Data, "about" | "title" | "version" | "textLanguage">, subject: Subject, seen: string): string;
      gettext(message: string): string;
      ngettext(one: string, many: string, n: number): string;
      N_(message: string): string;
      yearName(year: number): string;
      yearSpan(first: number, last: number): string;
      readYear(text: string): number | null;
      clamp(n: number, low: number, high: number): number;
      isRound(year: number, step: number): boolean;
      format(message: string, values: object): string;
      number(value: number): string;
      setTextLanguage(language: TextLanguage): void;
      dataText(text: string, untranslated: boolean): Child;
      look(): Look;
      reducedMotion(): boolean;
      east(lon: number): number;
      south(lat: number): number;
      unpack(layer: { digits: number; points: string; features: { properties: { from?: number | null; to?: number | null }; lines: number[] }[] }): Ground[];
      readBlock(id: string): any;
      readPacked(id: string): Promise<any>;
      readHead(id: string): Promise<any>;
      ofBase85(text: string): Uint8Array;
      blocks(id: string, head: Head): Blocks;
      readColumns(bytes: Uint8Array, described: Described[], found?: Record<string, Record<string, any>>): Record<string, Record<string, any>>;
      once<T>(make: () => T): () => T;
      /** What was asked for before the scripts came, by its address (shared/early.js). */
      early?: Map<string, Promise<any>>;
      offsets(counts: ArrayLike<number>): Uint32Array;
      lazily(target: object, key: string, make: () => any): void;
      Words: new (columns: { shared: Uint8Array; length: Uint16Array; bytes: Uint8Array }) => Words;
      load(id: string, head?: Head): Promise<Data>;
      readStays(columns: any, words: { years: string[]; name: string[] }, n: number): Stays;
      staysOf(data: Pick<Data, "events" | "stays">, event: number): StayOf[];
      markOfStay(stays: Stays, result: Result, event: number, stay: number): number;
      standsAt(data: Data, result: Result, event: number): [place: number, mark: number][];
      markAt(data: Data, result: Result, event: number, place: number, roles?: number[]): number;
      placeNow(data: Data, result: Result, event: number): number;
      surely(years: Pick<Events, "earliest_start" | "latest_start" | "earliest_end" | "latest_end">): Pick<Events, "latest_start" | "earliest_end">;
      everAt(data: Omit<Data, "source">, place: number): number;
      /** In a page in front of an engine: lets that answer for the events. */
      remote?(data: Data, behind: { events: number; prefix: string }): Promise<void>;
      FACETS: Record<string, number>;
      FacetSums: new (data: Data, columns?: any) => FacetSums;
      Told: new (data: Data) => Told;
      Nearer: new (places: Places) => Nearer;
      partOf(asked: { box: Window; key: string }, answer: any): Part;
      namesNow(data: Data, result: Result, event: number): string[] | null;
      eventsOfPlaces(data: Pick<Data, "events" | "stays">, n: number, counts?: Uint32Array): Pick<Data, "eventsAt" | "arrivalsAt" | "passingAt">;
      spansAt(data: Data, event: number, places: number[]): [from: number, to: number][];
      ROLES: Readonly<Record<"AT" | "FROM" | "VIA" | "TO", number>>;
      STANDING: number[];
      NONE: number;
      isRegion(data: Data, place: number): boolean;
      OPEN: number;
      UNDATED: number;
      NO_DETAIL: number;
      choose(data: Data, query: Query, lost?: (event: number) => void): Uint8Array;
      atFirst(data: Data): Query & { focus: Focus[] };
      offOf(data: Data, query: Query): string[];
      choiceOf(data: Data, query: Query): Choice;
      sameChoice(one: Query, other: Query): boolean;
      sameFilters(one: Query, other: Query): boolean;
      select(data: Data, query: Query, choice?: Choice): Result;
      Choice: new (data: Data, of: { chosen: Uint8Array; lost?: number[]; wanted: Uint8Array; certain: boolean; by: string; lets?: Choice["lets"]; told?: First }) => Choice;
      Result: new (choice: Choice, years: Span) => Result;
      kindMasks(data: Data): Uint32Array; familyMasks(data: Data, wanted: Uint8Array): Uint32Array; familiesOf(data: Data, event: number, wanted: Uint8Array): number;
      sumKinds(choice: Choice): FacetCounts; sumBodies(choice: Choice): FacetCounts;
      whenIdle(call: () => void): void;
      touch(spans: number[], from: number, to: number): boolean;
      GroupSums: new (choice: Choice, groups: number[][]) => GroupSums;
      Slots: new (data: Pick<Data, "events" | "stays" | "organizations">) => Slots;
      livesOf(data: Pick<Data, "organizations">): { first: Int16Array; last: Int16Array };
      ties(data: Data, certain: boolean): (event: number, body: number) => number[];
      Sums: new (rows: number, slots: number) => Sums;
      Presence: new (n: number, slots: number) => Presence;
      countTogether(data: Data, result: Result, places: number[]): Together;
      histogram(data: Data, chosen: Uint8Array, certain: boolean, org?: string[]): Histogram;
      EVERYTHING: Readonly<Query>;
      firstAfter(events: ArrayLike<number>, start: ArrayLike<number>, slot: number): number;
      lowest(mask: number): number;
      NONE_NAMED: string;
      HIDDEN: number;
      POSSIBLE: number;
      CERTAIN: number;
      eventsInFocus(data: Data, focuses: Focus[]): number[] | null;
      partsOf(data: Data, event: number): number[];
      chunkSource(data: Omit<Data, "source">, sizes: Record<string, number>, from: Blocks): Source;
      questions(): {
        ask<Answer>(make: () => Promise<Answer>, answer: (found: Answer) => void, failed: (error: unknown) => void): Promise<boolean>;
        drop(): void;
      };
      missingTexts(): HTMLElement;
      article(data: Data, text: EventTexts, options?: { outside?: boolean; on?: CardEvents }): HTMLElement;
      articleParts(data: Data, text: EventTexts, on?: CardEvents): Record<string, Child>;
      kindName(data: Data, event: number): string;
      kindWords(data: Data, event: number): Child[];
      explained(name: Child, tell: () => Child, look?: string): HTMLElement[];
      termsIn(data: Pick<Data, "terms">, text: string): { term: Term; text: string; at: number }[];
      newTerms(data: Pick<Data, "terms">): (text: string) => { term: Term; text: string; at: number }[];
      termMeaning(term: Term): HTMLElement[];
      termsOf(data: Pick<Data, "terms">): (node: HTMLElement | null) => HTMLElement[] | null;
      bodyLink(data: Data, row: Organization, name: string, on: CardEvents): Child;
      namedLink(data: Data, what: "group" | "person", row: Named, on: CardEvents): Child;
      eventIndex(data: Data, events: number[], on: { open(event: number): void; isPale?(event: number): boolean; came?: number }): Promise<Child>;
      aboutPlace(data: Data, place: number, text: PlaceTexts, options?: { wrong?: boolean }): HTMLElement;
      nearby(data: Data, place: number, result: Result, on: CardEvents): Child;
      figureInBrief(rows: Figure[]): string;
      firstCounts(rows: Figure[]): Figure[];
      articleOf(text: EventRow, outside: boolean, parts: Record<string, Child>): HTMLElement;
      eventParts(data: Data, text: EventTexts, on?: CardEvents, withTerms?: ReturnType<Atlas.Namespace["termsOf"]>): Record<
        "date" | "title" | "kind" | "description" | "pictures" | "figures" | "series" | "organizations" | "way" | "victims" | "persons" | "relations" | "whole" | "parts" | "doubt", HTMLElement | (HTMLElement | null)[] | null
      >;
      peopleOf(data: Data, text: EventTexts, on?: CardEvents): Record<"organizations" | "victims" | "persons", HTMLElement | null>;
      /** Who may know the victims of an event, with what to write; null for nobody. `address` shows where each is. */
      registersOf(data: Pick<Data, "registers">, text: EventTexts, address: (row: Register & Web) => Child): HTMLElement[] | null;
      registersBlock(data: Pick<Data, "registers">, text: EventTexts, address: (row: Register & Web) => Child): HTMLElement | null;
      elsewhere(links: OutsideLink[] | undefined, name?: (link: OutsideLink) => Child): HTMLElement | null;
      figureBasis(figure: Figure): HTMLElement | null;
      measureName(measure: string): string;
      numberRange(numbers: { low: number | null; best: number | null; high: number | null }): string;
      /** The figures of an event; where one measure has several, they stand side by side on one scale. */
      figureLists(rows: Figure[]): HTMLElement | null;
      /** Numbers by date of one record, each series drawn for itself. */
      seriesBlock(rows: Series[]): HTMLElement | null;
      seriesJoins(values: SeriesValue[]): [SeriesValue, SeriesValue][];
      readBy(cited: { read: string }): HTMLElement | null;
      sourceItems(text: EventTexts, host: (web: Reference | Web) => Child, readBy?: (cited: { read: string }) => Child): HTMLElement;
      says(passage: Passage): HTMLElement | null;
      yearsOfTwin(row: { id: string; name: string; years?: string }, rows: { id: string; name: string }[]): Child;
      placeNames(rows: PlaceTexts["names"], isPlain?: boolean): HTMLElement | null;
      isUntranslated(record: Translated, field: string): boolean;
      kept(name: string): string | null;
      keep(name: string, text: string | null): void;
      markPath(mark: string): Path2D;
      markRoom(mark: string): number;
      markIcon(look: Appearance): SVGElement;
      card(root: HTMLElement, data: Data, on: CardEvents): Card;
      yearStrip(data: Data, events: number[], place: number): HTMLElement;

      // map
      CanvasLayer: any;
      Still: new (canvas: HTMLCanvasElement) => Still;
      GroundLayer: any;
      holds(dated: { from: number | null; to: number | null }, year?: number): boolean;
      lasts(dated: { from: number | null; to: number | null }, span: number[]): boolean;
      trace(context: Context, line: Line, frame: Frame, closed?: boolean): void;
      waysOfEvents: any; pointing: any; // parts of EventLayer
      EventLayer: new (data: Data, query?: Query) => EventLayer;
      LabelLayer: new (rows: Label[]) => LabelLayer;
      addEvents(map: L.Map, id: string, withCard: boolean): EventGroup;
      addBasemap(map: L.Map, id: string): Basemap;
      basemap(map: L.Map, block: BasemapBlock): Basemap;
      extent(data: Data): L.LatLngBounds | null;
      fit(map: L.Map, data: Data, animate?: boolean, edges?: { top: number; bottom: number }): boolean;
      NARROW: number;
      gather(order: ArrayLike<number>, at: Points): number[][];
      standing(leader: number, shown: number[], at: Points): number[][];
      roomyUnit(
        unit: number, places: number[], counts: ArrayLike<number>, at: Points,
        of: { fitting(more: number, fewer: number, distance: number): number; radius(count: number, unit: number): number },
      ): number;
      Groups: new (data: Data, flat: Float64Array) => Groups;
      nameBeside(layer: CanvasLayer, context: Context, circle: Point & { reach: number }, text: string, others: Taken[]): Berth;
      nameIfFree(layer: CanvasLayer, context: Context, circle: Point & { reach: number }, text: string, others: Taken[]): Berth | null;
      namesFree(layer: CanvasLayer, context: Context, circle: Point & { reach: number }, text: string, others: Taken[]): Berth[];
      touches(room: Taken, box: Box): boolean;
      writeName(context: Context, name: Name): void;
      roomOfName(name: Name): Taken[];
      withinEdge(sight: Box): Box;
      boxesMeet(a: Box, b: Box): boolean;
      boxOver(container: HTMLElement, node: HTMLElement): Box | null;
      arcsOf(data: Data): Arc[];
      markOfArc(data: Data, result: Result, arc: Arc): number;
      shortWays<T extends Point>(from: T, to: T, world: number): { from: T; to: T }[];
      shapesOf(data: Data): FlatShape[];
      drawShape(context: Context, shape: FlatShape, at: (point: Point) => [x: number, y: number], selected: boolean): void;
      boundsOfPlace(data: Data, place: number): { south: number; west: number; north: number; east: number };
      bend(from: Point, to: Point, bow?: number): Point;
      partOfWay(from: Point, to: Point, end: number, begin?: number, bow?: number): { from: Point; control: Point; to: Point };
      drawArrows?(context: Context, layer: any, symbols: Symbol[]): void;
      untilRim(from: Point, to: Point, isUnder: (point: Point) => boolean, bow?: number): number;
      drawArc(context: Context, way: { from: Point; to: Point; control?: Point; certain: boolean; selected?: boolean; hinted?: boolean }): void;
      drawSymbol: Draw;
      drawBody: Draw;
      /** `type`: the size in which the number before was written, 0 for none. */
      drawShares(context: Context, symbol: Symbol, looks: Appearance[]): void;
      drawCount(context: Context, symbol: Pick<Symbol, "x" | "y" | "r" | "parts" | "count" | "certain">, looks: Appearance[]): boolean;
      innerRadius(r: number): number;
      spriteRadius(symbol: Symbol): number;
      SYMBOL_EDGE: number;
      Sprites: new () => { prepare(ratio: number, symbols: Symbol[], looks: Appearance[]): void; draw: Draw };
      Rings: new (pictureOf: (symbol: Symbol) => HTMLCanvasElement) => Rings;
      drawEmpty(context: Context, symbol: Symbol): void;
      fittingUnit(more: number, fewer: number, distance: number): number;
      symbolUnit(counts: number[], zoom: number): number;
      symbolRadius(count: number, unit?: number): number;
      symbolReach(symbol: Symbol): number;
      symbolShares(counts: ArrayLike<number>): [family: number, count: number][];
      placeTooltip(data: Data, symbol: Symbol): L.Tooltip;
      /** How much larger than Leaflet draws it a kiosk shows its map. */
      magnified: number;

      // page
      start(map: L.Map, events: EventGroup, basemap: Basemap | null, id: string): Promise<Page>;
      page(map: L.Map, layer: EventLayer, data: Data, parts: Parts, options: { basemap: Basemap | null; hosted: boolean }): Page;
      Folding: new (tables: any) => Folding;
      Search: new (head: any, columns: Record<string, Record<string, any>>, data: Omit<Data, "source">) => Search;
      finding(root: HTMLElement, data: Data, on: Omit<SearchEvents, "search">): {
        update(text: string): void; words(text: string): Promise<void>; named(text: string): Promise<number[]>; only(query: { text: string; focus: Focus[] }): number[] | null;
        search(): Promise<Search>;
        town(id: string): Promise<Town>; waysOut(root: HTMLElement, query: Query & { focus: Focus[] }, drop: (part: string, change: Partial<Query>) => void): void;
      };
      shareScrolling(map: L.Map): void;
      waysOut(root: HTMLElement, data: Data, query: Query & { focus: Focus[] }, on: {
        count(query: Query & { focus: Focus[] }): Promise<number>; drop(part: string, change: Partial<Query>): void;
      }): Promise<void>;
      readAddress(text: string, data: Data): Address & { reading: Reading | null; notices: string[] };
      readingOf(given: URLSearchParams, data: Data, say: (message: string, part: string) => void): { reading: Reading | null; params: URLSearchParams };
      readingAddress(reading: Reading | null, written: Map<string, string>, data: Data): Map<string, string>;
      storyNamed(data: Data, id: string): Story | undefined;
      stepOf(reading: Reading, data: Data): StoryStep;
      turned(reading: Reading, data: Data, by: number): Reading | null;
      storyText(record: Translated & Record<string, any>, name: string): Child;
      stepCount(step: number, all: number): string;
      stepSources(step: StoryStep): string[];
      sourceList(step: StoryStep): HTMLElement;
      stepPlaces(data: Data, result: Result, step: Pick<StoryStep, "events">): { at: number[]; all: number[] };
      nowhere(step: StoryStep, isEmpty?: boolean): string;
      putBehindHash(own: (name: string) => boolean): void;
      swipes(node: HTMLElement, turn: (by: number) => void): void;
      lesson(data: Data, story: Story, citation: string): Promise<HTMLElement>;
      story(page: Page, parts: Parts, options: { beside: HTMLElement; hosted: boolean }): StoryPanel | undefined;
      writeAddress(state: Address, data: Data): string;
      isOfView(name: string): boolean;
      eventsOf(page: Page, open: Pick<Address, "place" | "card" | "town">): string[];
      markPlaces(page: Page, ids: string[]): void;
      keepAddress(page: Page, options: { given: string; notice: (lines: string[]) => void }): Promise<void>;
      searchBox(root: HTMLElement, data: Data, on: SearchEvents): { update(text: string): void };
      travel(map: L.Map, data: Data, parts: Parts, moved: (view: View | null) => void): Travel;
      mapButtons(map: L.Map, whole: () => void): void;
      current: Page;
      connect(page: Page, root: HTMLElement): void;
      controls(page: Page, parts: { filters: HTMLElement; timeline: HTMLElement }): void;
      histograms(data: Data, chosen: Uint8Array, query: Query): { counts: Histogram; possible: Histogram };
      list(
        root: HTMLElement, box: HTMLElement, data: Data,
        on: { beside?: HTMLElement; named(): Promise<number[]>; choose(event: number): void; subset(name: Subset): void; compare?(): void; empty(root: HTMLElement): void; now(): Result },
      ): List;
      stops(parts: Parts, moved: (open: boolean) => void): Stops;
      steady(root: HTMLElement, isSmall: () => boolean): (live: boolean) => void;
      skips(page: Page, root: HTMLElement): void;
      skipTo(page: Page, root: HTMLElement, part: string): void;
      onSkip(parts: string[], take: (part: string) => void): () => void;
      style(host: HTMLElement, assets: { prefix: string; styles: string[] }): void;
      passing(): { update(): void; destroy(): void };
      covered(node: any, kind?: string): any;
      showGraphic(): void;
      graphicWanted(): boolean;
      onPaper(isGraphic: boolean | undefined, text: Child): Child;
      forgetGraphic(): void;
      /** Pictures: their scripts are there when a dataset has some. */
      GRAPHIC_TEXT?: string;
      pictures?: (data: Data, rows: Picture[] | undefined) => HTMLElement | null;
      printedPictures?: (data: Data, rows: Picture[] | undefined) => HTMLElement | null;
      pictureSource(data: Pick<Data, "media">, row: Picture, wanted: number): string;
      pictureCaption(row: Picture): Child[];
      openPictures(data: Data, rows: Picture[], first: Picture, opener: HTMLElement): void;
      closePictures?: () => void;
      zoomed(stage: HTMLElement, image: HTMLElement, options: { most: number; moved(scale: number): void }): {
        zoom(factor: number, left?: number, top?: number): void; move(right: number, down: number): void; reset(): void; scale(): number;
      };
      chips(root: HTMLElement, data: Data, on: Omit<Narrowing, "refocus"> & { empty(): void }): { update(query: Query & { focus: Focus[] }): void };
      narrowingOf(of: {
        data: Data; hosted: boolean; notify(message: Message): void; set(change: Partial<Query>): void;
        now(): Query & { focus: Focus[] }; only(query: Query & { focus: Focus[] }): number[] | null;
      }): Narrowing;
      Rows: new (list: HTMLElement, box: HTMLElement) => Rows;
      Lanes: new (parts: Record<string, () => unknown>, paces?: Record<string, number>) => Lanes;
      countLine(root: HTMLElement, on: { open(subset: Subset): void; showHidden(): void }): { update(result: Result, right?: Result): void; announce(): void };
      countOf(result: Result, right?: Result): string;
      evidenceLine(root: HTMLElement, on: { open(subset: EvidenceSubset): void }): { update(result: Result): void };
      gradeWords(grade: string): string;
      subsets?: string[];
      evidenceSubsets: Record<EvidenceSubset, Listed>;
      flagsOf(name: string): number[] | undefined;
      countEvidence(result: Result): Record<EvidenceSubset, number>;
      compare(
        map: L.Map, layer: EventLayer, data: Data, parts: { area: HTMLElement; root: HTMLElement },
        options: { basemap: Basemap | null; changed(against: Against | null): void; choose(event: number): void; places(places: number[]): void },
      ): { update(query: Query, live: boolean): void; list(): Promise<boolean> | undefined; isOn(): boolean; map(): L.Map | undefined; layer(): EventLayer | undefined; result(): Result | undefined; captions(): string[] };
      parted(data: Data, left: Result, right: Result): Record<"left" | "right" | "both", number[]>;
      listRow(data: Data, result: Result, text: EventRow, on: { choose(event: number): void }): HTMLElement;
      panel(
        parts: Parts, data: Data, nodes: { list: HTMLElement; card: HTMLElement },
        page: { layer: EventLayer; card: Card; list: List; around: { clear(): void }; travel: Travel; lanes: Lanes; stops: Stops; notify(message: Message): void; listed(): void },
      ): Panel;
      beyond(root: HTMLElement, map: L.Map, layers: () => EventLayer[], isHome: () => boolean): { update(): void; avoid(drawn: Drawn): void };
      legend(root: HTMLElement, data: Data, options: { tell(by: string): void; basemap: Basemap | null; background: HTMLElement | null; method?: string }): { update(result: Result, right?: Result): void; setYear(year: number): void };
      looksOf(result: Result, right?: Result): (Appearance & { id: string; name: string; n: number })[];
      background(axis: Axis, onChange: (year: number) => void): { node: HTMLElement; update(query: Query): number };
      yearLimits(query: Pick<Query, "from" | "to">, axis: Axis): [number, number];
      backgroundYear(query: Pick<Query, "from" | "to" | "year">, axis: Axis): number;

      // widgets
      timeline(root: HTMLElement, options: TimelineOptions): Widget<TimelineState> & { pause(): void };
      timelineAxis: any;
      timelineBand: any;
      timelineParts: any;
      putAttributes(node: Element, attributes: Record<string, any>): void;
      TimelineView: any;
      choices(root: HTMLElement, options: ChoicesOptions): Widget<ChoicesState>;
      /** How words are folded where a server brings the tables (geo/app/routes.py). */
      bringTables(tables: any): Folding;
      folding(): Folding;
      narrowing(options: { label: string; words(): Promise<NameWords>; changed(): void }): {
        node: HTMLInputElement; failed: boolean; fits(): ((item: ChoiceItem) => boolean) | null;
      };
      facets(root: HTMLElement, options: { sections: FacetSection[]; onChange(field: string, ids: string[]): void; onOpen?(field: string): void }): {
        update(states: Record<string, Partial<ChoicesState>>): void; opened(): string; destroy(): void;
      };
      facetSections(has: Record<"organizations" | "groups" | "persons", number>, words: (table: string) => () => Promise<NameWords>, tool: HTMLElement): FacetSection[];
      lineage(root: HTMLElement, on: { onChange(ids: string[]): void; onOpen?(): void }): Widget<LineageState> & { open(): void; isOpen(): boolean };
      switches(root: HTMLElement, options: { onChange(hidden: string[]): void }): Widget<{ rows: Kind[]; value: string[] }>;
      coverageOf(rows: Coverage[], wanted: string[], first: number, last: number): Uint8Array;
      coverageStretches(depth: ArrayLike<number> & Iterable<number>, first: number): [depth: number, first: number, last: number][];
      mount(host: HTMLElement, data: any, streamlit: any): void;
      unmount(host: HTMLElement): void;
      /** What a visitor changed in Streamlit's page and Python has not confirmed. */
      live: {
        sent: number; query: Partial<Query>; moving: boolean;
        /** Of Python: which of its sessions has answered, and how often the address changed. */
        session?: string; revision?: number;
        waiting: { n: number; key: string; name: string; value: any; missed?: boolean }[];
      };

      // kiosk
      startKiosk(map: L.Map, events: EventGroup, basemap: Basemap | null, id: string): Promise<void>;
      kiosk: { start(): void; machine: Machine; stories: KioskStories | null };
      tellingOf(state: KioskState): Reading | null;
      titleOfAtlas(shown: Pick<KioskShown, "data" | "language">): Child;
      kioskStories?(kiosk: Kiosk): KioskStories;
      takeStep?(): void;
      KioskSubject: new (data: Data, settings: KioskSettings) => KioskSubject;
      KioskView: new (parts: Parts, subject: KioskSubject, settings: KioskSettings, on: KioskEvents) => KioskView;
      KioskMap: new (
        on: { map: L.Map; layer: EventLayer; basemap: Basemap | null }, parts: Parts,
        options: { home: number[]; view: KioskSettings["view"]; radius: number; chosen(places: number[]): void },
      ) => KioskMap;
      KNOWN: number;
      KioskFrame: new (map: L.Map, layer: any, basemap: Basemap | null) => KioskFrame;
      KioskTimeline: new (root: HTMLElement, axis: Axis, chosen: (year: number | null) => void, step: (by: number) => void) => KioskTimeline;
      isHere(data: Data, result: Result, event: number, places: number[]): boolean;
      storyOf(data: Data, places: number[], further?: number[]): number[];
      placeName(data: Data, place: number, names?: string[]): Child;
      /** What all places are called in a year; without one, today. */
      namesIn(shown: Pick<KioskShown, "data" | "language">, year?: number): string[];
      namesOnMap(shown: Pick<KioskShown, "data" | "language">, year: number): string[];
      /** What stands between names of places that share a disc. */
      BETWEEN: string;
      eventTitle(text: EventRow): Child;
      keepYears(text: string): string;
      keepDate(date: string): string;
      keepTogether(root: HTMLElement): void;
      dateHere(data: Data, row: EventRow, places: number[]): string;
      eventArticle(data: Data, text: EventTexts, options: { more: boolean; toggle(): void; plain: boolean; easy: Record<string, string>; simplify(): void; recorded?: Recordings; within?: EventTexts[]; here?: number[] }): HTMLElement;
      nearestFew(data: Data, here: number[], options: { choose(place: number): void; names: string[]; home: number[]; own: number; radius?: number }): Child;
      storyList(rows: EventRow[], options: { data?: Data; here?: number[]; texts?: EventTexts[]; isWhole?: boolean; begun?: number; isAsked?(event: number): boolean; first?: number[]; decade?: number | null; year?: number | null; turn?(decade: number): void; chosen: number | null; isHere(event: number): boolean; choose(row: EventRow): void }): HTMLElement[];
      introduction(data: Data, places: number[], texts: PlaceTexts[], options: { intro: string; story: number[]; row?: EventRow }): { words: HTMLElement; pictures: Child };
      summary(data: Data, story: number[], title?: Child): Child[];
      roleName(role: string): string;
      figureLine(rows: Figure[], scope: string, tag?: "p" | "span"): HTMLElement | null;
      byWhom(rows: EventTexts["organizations"], tag?: "p" | "span", spare?: string | null): HTMLElement | null;
      howRead(text: Child): Child;
      peopleList(data: Data, texts: EventTexts[]): Child;
      sourceLists(texts: EventTexts[], isShort?: boolean): Child;
      placeNotes(data: Data, places: number[], texts: PlaceTexts[]): Child;
      nearList(data: Data, here: number[], atPlace: Uint32Array, on: { all: boolean; year: number | null; names: string[]; home: number[]; own: number; choose(place: number): void; more(): void; radius?: number }): Child;
      neighbours(data: Data, here: number[], atPlace: Uint32Array): { place: number; km: number | null; isWide: boolean; count: number }[];
      nearest(data: Data, at: [lat: number, lon: number], atPlace: Uint32Array, most?: number): Near[];
      nearestList(data: Data, rows: Near[], choose: (place: number) => void): HTMLElement;
      around(map: L.Map, data: Data, card: Card, on: {
        open(town: string, quiet: boolean): void; result(): Result; look(at: [lat: number, lon: number], places: number[]): void; place(index: number): void; unplaced(): void;
      }): { town(town: Town, options?: { quiet?: boolean }): void; here(): void; clear(): void };
      kilometres(km: number | null, isWide?: boolean): string;
      distanceTo(data: Data, from: [lat: number, lon: number], place: number): number;
      apart(data: Data, one: number, other: number): number;
      locationView: any;
      icon(name: string): SVGElement;
      pan(map: L.Map, box: HTMLElement, scale: () => number): void;
      press(wide: (mm: number) => number): void;
      SLIP: number;
      OWN_RADIUS: number;
      drawOwn(context: Context, symbol: { x: number; y: number }, region: boolean): void;
      drawQuiet(context: Context, symbol: { x: number; y: number }, region: boolean): void;
      QUIET_RADIUS: number;
      kioskAsking(kiosk: any): Record<"warn" | "sensitive" | "about" | "staff", () => void> & { tick(seconds: number): void };
      /** Where names have room on the map of a kiosk. */
      berths: {
        LINE: number;
        SMALL: number;
        AIR: number;
        BESIDE: number;
        isIn(point: Point, box: Box, by: number): boolean;
        within(room: { x: number; y: number; r: number }, point: Point): boolean;
        apartFrom(mark: Point, r: number, box: Box): number;
        airOf(marks: Taken[], own: Point & { r: number }): Taken[];
        between(from: Point, to: Point): Point[];
        roomOf(name: Name): Taken[];
        rowsOf(context: Context, name: Berth): Box[];
        nameRead(layer: CanvasLayer, at: Point & { reach: number }, text: string, taken: Taken[], marks: Taken[]): Berth | null;
        namesApart(layer: CanvasLayer, at: Point & { reach?: number }, text: string, taken: Taken[]): Generator<Berth>;
        nameApart(layer: CanvasLayer, at: Point & { reach?: number }, text: string, taken: Taken[]): Berth | null;
        apartRead(layer: CanvasLayer, at: Point & { reach: number }, text: string, taken: Taken[], marks: Taken[]): Berth | null;
        nearestOf(names: (Berth | null | undefined)[]): Berth | undefined;
        noted(layer: CanvasLayer, forms: string[], taken: Taken[]): (Berth & { form: number }) | null;
      };
      /** What places are called on the map of a kiosk, the longest first where there are several texts. */
      calling: {
        plainOf(name: string): string;
        nameOfDisc(map: KioskMap, places: number[], isOnly: boolean): string;
        partsOf(called: string[]): string[];
        shorterOf(called: string[]): string[];
        textsOfDisc(called: string[], whole: string): { texts: string[]; vague: string };
        textsOfEnds(map: KioskMap, called: string[]): string[];
        textsFar(map: KioskMap, end: WayEnd): string[];
        textsBeyond(map: KioskMap, end: WayEnd): string[];
        leftOut(of: { parts: number; mute: Set<string>; origin: string[] }): string[];
      };
      crowdNames(layer: CanvasLayer, asked: Asked[], on: { taken: Taken[]; lines: Taken[] }): { found: Name[]; rooms: Taken[]; said: number; unsaid: Asked[] };
      inTwo(name: string): string;
      namesLacking(map: KioskMap, symbols: Symbol[]): number;
      kioskNames(map: KioskMap, symbols: Symbol[]): { seen: Symbol[]; written: Name[]; taken: Taken[]; mute: Set<string>; pointers: Pointers };
      kioskKey(legend: HTMLElement, panel: HTMLElement): { speak(border: string): void; show(there: Record<string, any>): void };
      townsOf(map: KioskMap, sight: Box, r?: number): Taken[];
      kioskPointers(map: KioskMap, on: { sight: Box; over: Box[]; taken: Taken[]; lines: Taken[]; ends: WayEnd[]; nameAt(point: Point, reach: number, text: string): Name }): Pointers & { written: Name[] };
      ownAway(map: KioskMap): number[];
      drawHere(context: Context, point: Point, size?: number): void;
      drawPointers(context: Context, pointers: Pointers): void;
      drawWays(context: Context, layer: any, told: number | null, mute: Set<string>, discOf: (place: number) => Point & { r: number }, discs: (Point & { r: number })[]): WayEnd[];
      drawLead(context: Context, lead: [from: Point, to: Point]): void;
      inset(canvas: HTMLCanvasElement, map: L.Map, data: Data, layers: Record<string, Ground[]>, own: [lat: number, lon: number][]): () => void;
      waiting(parts: Parts, timers: Timers, settings: KioskSettings, on: {
        subject: KioskSubject; dataOf(lang: Lang): Data; land: Record<string, Ground[]>; begin(lang: Lang): void;
      }): { start(): void; stop(): void; paint(): void };
      attract(parts: Parts, timers: Timers, texts: () => Promise<Slide[]>, on: { spoken(lang: Lang): void; isCrowded(): boolean }): { start(): void; stop(): void };
      backdrop(canvas: any, layers: Record<string, Ground[]>, at: { centre: [lat: number, lon: number]; bounds: L.LatLngBounds; y: number; span: number[] }): { x: number; y: number; r: number };
      drawLand(context: Context, layers: Record<string, Ground[]>, frame: Frame, tones: Record<string, string>): void;
      recording?(own?: Recordings): HTMLElement | null;
      silence?(): void;
      library(languages: KioskLanguage[]): Promise<(lang: Lang) => Data>;
      languageSwitch(languages: KioskLanguage[], chosen: (lang: Lang) => void): { node: HTMLElement; show(lang: Lang): void };
      launched(settings: KioskSettings, search: string, warn: (text: string) => void): KioskSettings;
      states(entered: (state: string, from: string) => void): Machine;
      idleness(timers: Timers, settings: KioskSettings, on: { machine(): Machine; tick(seconds: number): void }): { restart(): void };
      timers(): Timers;
      guard(back: () => void): void;
      corners(found: () => void): void;
      kioskDialog: {
        show(root: HTMLElement, name: Child, ...children: Child[]): void;
        hide(root: HTMLElement): void;
        warning(root: HTMLElement, on: { stay(): void; over(): void }): (seconds: number) => void;
        sensitive(root: HTMLElement, words: OfferedWords, on: { show(): void; later(): void; skip(): void }): (seconds: number) => void;
        about(root: HTMLElement, of: { title: Child; credits: string; logo: string; made: Child[]; version: string }, close: () => void): void;
        button(text: string, click: () => void, className?: string): HTMLButtonElement;
      };
      kioskStaff?(root: HTMLElement, kiosk: any, leave: () => void): void;
      kioskStatus(kiosk: any): string[][];
      kioskCounts(settings: Pick<KioskSettings, "counts">): KioskCounts;
      touchTest(root: HTMLElement, on: { mm: number; leave(): void }): void;
      tell(text: string): void;
      beat(): void;
      kioskLog: { add(text: string): void; lines(): string[]; clear(): void; recover(act: () => void | Promise<unknown>): void };
      afterPaint(act: () => void): void;
      pageOf(box: Element, by: number): number;
      beginPage(box: HTMLElement, first: Element): void;
      scroller(className: string, ...children: Child[]): { node: HTMLElement; able(): void };
      qr(code: string, name: string): SVGElement;
      sizes(settings: Pick<KioskSettings, "diagonal_inches" | "distance_mm">, width: number, height: number): Sizes;
      keepSizes(settings: KioskSettings, changed: (sizes: Sizes) => void): void;
      fitted<Node extends HTMLElement>(title: Node): Node;
    }
  }

  /** Whichever script loads first makes the namespace; each knows it as Atlas.Namespace (tests/test_scripts.py). */
  var atlas: any;
  /** Which scripts component.js has loaded into the page around. */
  var atlasFiles: Map<string, Promise<unknown>>;
}

declare module "leaflet" {
  interface MapOptions {
    /** Where a map without a `center` stands until it has one (geo/map/page.py). */
    emptyCenter?: L.LatLngExpression;
  }
}
