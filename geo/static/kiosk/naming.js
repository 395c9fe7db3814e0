"use strict";
// Which places the map of a kiosk shows, each with its name: a dot without one tells a visitor nothing.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { LINE, SMALL, AIR, BESIDE, isIn, within, airOf, roomOf, rowsOf, nameRead, nameApart, apartRead, nearestOf, noted } = atlas.berths;
  const { plainOf, nameOfDisc, partsOf, shorterOf, textsOfDisc, textsOfEnds, textsFar, textsBeyond, leftOut } = atlas.calling;
  const TOWN = 6; // CSS pixels that are left around the dot of a town
  const CLOSE = 22; // CSS pixels between the ends of two ways: nearer they have one name, as no line could lead to one of them alone
  const LEAD = 2; // CSS pixels of air above and below the letters of a line
  const TIP = 5; // CSS pixels from the end of a way to its name
  const ON_WAY = 0.25; // of a name that is missing: one that stands on a way

  /** Ends of ways, those together that nobody can tell apart. */
  const together = (/** @type {Atlas.WayEnd[]} */ ends) => [...ends].sort((a, b) => a.points[0].x - b.points[0].x).reduce((groups, end) => {
    const [{ x, y }] = end.points, near = groups.find((group) => group.some(({ points: [at] }) => Math.hypot(at.x - x, at.y - y) < CLOSE));
    if (near) near.push(end);
    else groups.push([end]);
    return groups;
  }, /** @type {Atlas.WayEnd[][]} */ ([]));

  /** What an end of a way is called among those without a name: where it leads, and of a bare one whence it comes too. */
  const keyOf = (/** @type {Atlas.WayEnd} */ { place, from, isBare }) => (isBare ? `${place} ${from}` : `${place}`);

  const offWay = (point) => ({ ...point, r: LINE / 2 }); // a name may all but touch a way

  /** The names of what a map tells of, one after the other: what is `written` takes its room from what follows. */
  class Naming {
    /** `drawn` are points of a canal or a railway: what lies on it is read as its station. `ends` are those of the ways. */
    constructor(map, /** @type {Atlas.Symbol[]} */ symbols, /** @type {Atlas.Point[]} */ drawn, /** @type {Atlas.WayEnd[]} */ ends) {
      const { layer } = map;
      this.map = map;
      this.layer = layer;
      this.symbols = symbols;
      this.ends = ends;
      this.sight = layer.sight();
      this.over = layer.covered(this.sight);
      this.strong = symbols.filter((symbol) => map.isStrong(symbol));
      this.inSight = this.strong.filter((symbol) => isIn(symbol, this.sight, atlas.OWN_RADIUS));
      this.own = /** @type {Atlas.Taken[]} */ (this.strong.map(({ x, y, places }) => ({ x, y, places, r: atlas.OWN_RADIUS + 3, large: true })));
      this.lines = /** @type {Atlas.Taken[]} */ ([...[...new Set(ends.map(({ line }) => line))].flat(), ...drawn].map((point) => ({ ...point, r: LINE })));
      this.here = atlas.ownAway(map).map((place) => ({ x: layer.x(place), y: layer.y(place), r: atlas.OWN_RADIUS, places: [place] })); // what is told of leaves sight of it
      this.quiet = symbols.filter((symbol) => !this.strong.includes(symbol)).map(({ x, y }) => ({ x, y, r: atlas.QUIET_RADIUS })); // rather than over these a name stands elsewhere
      this.rings = symbols.filter(({ places }) => places.some((place) => map.parts.has(place))).map(({ x, y }) => ({ x, y, r: atlas.QUIET_RADIUS })); // what else a name lies on is left out
      this.taken = /** @type {Atlas.Taken[]} */ ([...this.own, ...ends.filter((end) => this.isTip(end)).map(({ points: [{ x, y }] }) => ({ x, y, r: TIP }))]);
      this.written = /** @type {Atlas.Name[]} */ ([]);
      this.mute = /** @type {Set<string>} */ (new Set()); // ends of ways that nothing would name
      this.done = /** @type {Set<Atlas.Symbol>} */ (new Set()); // those that have their names
      this.forced = 0; // names that stand where there is no room for them
      this.vague = 0; // discs that say how many places they are, or nothing
      this.main = this.inSight.filter((symbol) => this.textOf(symbol));
      this.known = /** @type {Atlas.Taken[] | null} */ (null);
      this.pointers = /** @type {Atlas.Pointers | null} */ (null);
    }

    /** Write a name, if there is one. */
    take(/** @type {Atlas.Name | null | undefined} */ name) {
      if (!name) return false;
      this.written.push(name);
      this.taken.push(...roomOf(name));
      return true;
    }

    /** Towns of the basemap: by these a visitor knows where all of it is. */
    get towns() {
      return (this.known ??= atlas.townsOf(this.map, this.sight, TOWN));
    }

    /** Whether a way of what is told leads to a place where nothing stands. */
    isTip(/** @type {Atlas.WayEnd} */ { place, cut }) {
      return this.map.strong.has(place) && !cut && !this.strong.some((symbol) => symbol.among.includes(place));
    }

    /** Whether a way ends under a disc, which bears its name too. */
    isUnder(/** @type {Atlas.WayEnd} */ { points: [at] }, /** @type {Atlas.Symbol} */ { x, y }) {
      return Math.hypot(at.x - x, at.y - y) < atlas.OWN_RADIUS + TIP;
    }

    /** Places to which ways lead that end under a disc. */
    under(/** @type {Atlas.Symbol} */ symbol) {
      return this.ends.filter((end) => this.isTip(end) && this.isUnder(end, symbol)).map(({ place }) => place);
    }

    /** Whether a disc in sight stands for where a way leads. */
    isOwn({ place }) {
      return this.main.some((symbol) => symbol.places.includes(place) && isIn(symbol, this.sight, 0));
    }

    /** The places of a disc that are to be named now. */
    toldOf(/** @type {Atlas.Symbol} */ { places }) {
      return places.filter((place) => this.map.named.has(place) || this.map.opened.has(place));
    }

    textOf(/** @type {Atlas.Symbol} */ symbol) {
      const told = this.toldOf(symbol);
      return nameOfDisc(this.map, told.length ? [...told, ...this.under(symbol)] : [], this.strong.length === 1);
    }

    /** Name a disc: off the ways if that can be, else beside it, else with a line; the only one whatever lies there. */
    nameDisc(/** @type {Atlas.Symbol} */ symbol) {
      const { layer, map, here, quiet, lines } = this, own = this.own[this.strong.indexOf(symbol)];
      const at = { ...symbol, places: symbol.places, reach: atlas.OWN_RADIUS + 3 };
      const others = this.taken.filter((room) => room !== own), marks = [...this.own.filter((mark) => mark !== own), ...here];
      const text = this.textOf(symbol), called = this.toldOf(symbol).map((place) => map.names[place]);
      const shorter = this.strong.length === 1 && text !== map.title ? shorterOf(called) : [];
      const beside = (said, rooms) => this.take(nameRead(layer, at, said, [...rooms, ...lines], marks) ?? nameRead(layer, at, said, rooms, marks));
      const further = (said, rooms) => this.take(apartRead(layer, at, said, [...this.taken, ...here, ...rooms], marks));
      const off = [...airOf([...this.own, ...here, ...quiet], { ...symbol, r: atlas.OWN_RADIUS }), ...lines]; // rather than over a way a name stands further off
      const offWays = (said) => this.take(nameRead(layer, at, said, [...others, ...off], marks) ?? apartRead(layer, at, said, [...this.taken, ...off], marks));
      const clear = [...others, ...here, ...quiet], isCrowded = here.length || quiet.length;
      const isNamed = offWays(text) || (lines.length > 0 && offWays(atlas.inTwo(text))) || beside(text, clear) || (isCrowded && further(text, quiet)) || beside(text, [...others, ...here, ...this.rings])
        || shorter.some((said) => offWays(said) || beside(said, clear) || further(said, quiet));
      if (!isNamed) {
        const isForced = (here.length && further(text, [])) || beside(text, others);
        if (!isForced && this.main.length > 1) return;
        const whole = isForced ? null : atlas.nameBeside(layer, layer._context, at, shorter.at(-1) ?? text, others.filter(({ written, r }) => written || r < SMALL));
        const part = partsOf(called).join(atlas.BETWEEN), parts = whole && this.isHidden(whole) ? [part, atlas.inTwo(part)] : []; // under a button nobody reads the whole
        if (isForced || parts.some((said) => beside(said, others)) || this.take(whole)) this.forced += 1;
      }
      this.done.add(symbol);
    }

    /** Whether a line of a name lies under what stands on the map. */
    isHidden(/** @type {Atlas.Berth} */ name) {
      const rows = rowsOf(this.layer._context, name).map((row) => ({ ...row, top: row.top + LEAD, bottom: row.bottom - LEAD }));
      return this.over.some((box) => rows.some((row) => atlas.boxesMeet(box, row)));
    }

    /** Name where a way leaves the map, or comes into it: beside that, else further off, by the first of its texts that has room nearby. */
    nameEnd(/** @type {Atlas.WayEnd} */ way) {
      const { layer } = this, { points, reach, isBare } = way, [end] = points, texts = textsBeyond(this.map, way);
      const rooms = [...this.taken, ...this.here, ...this.lines, ...(isBare ? this.towns : [])];
      const along = (text, some) => some.map((at) => atlas.nameIfFree(layer, layer._context, { ...at, reach }, text, rooms)).find(Boolean);
      const one = (text) => along(text, isBare ? points : [end]) ?? nameApart(layer, { ...end, reach }, text, rooms);
      return this.take(nearestOf(texts.map(one)) ?? along(texts[1], points));
    }

    nameEnds(/** @type {Atlas.WayEnd[]} */ some) {
      for (const end of some.filter((one) => one.cut && !this.isOwn(one))) {
        if (this.nameEnd(end)) this.taken.push({ ...end.points[0], r: TIP }); // no other name stands there
        else this.mute.add(keyOf(end));
      }
    }

    /** The name of the own place at its mark. */
    nameHere(/** @type {Atlas.Point} */ point, /** @type {number} */ reach, /** @type {string} */ text) {
      const { layer, lines } = this, at = { ...point, reach };
      const others = this.taken.filter((room) => room.x !== point.x || room.y !== point.y);
      const further = (rooms, said = text) => nameApart(layer, point, said, [...this.taken, ...rooms]);
      const offWays = (said) => nameRead(layer, at, said, [...others, ...lines], this.own) ?? further(lines, said) ?? further(lines.map(offWay), said);
      const free = offWays(text) ?? offWays(atlas.inTwo(text)) ?? atlas.nameIfFree(layer, layer._context, at, text, [...others, ...lines]) ?? further([]);
      if (!free) this.forced += 1;
      return free ?? atlas.nameBeside(layer, layer._context, at, text, others);
    }

    /** Point at where "here" is, and at what lies nearest. */
    point() {
      const { sight, over, taken, lines, ends } = this;
      const { written, ...pointers } = atlas.kioskPointers(this.map, { sight, over, taken, lines, ends, nameAt: (...given) => this.nameHere(...given) });
      this.written.push(...written);
      this.pointers = pointers;
    }

    /** Name places where ways end that are not told of. */
    nameStops() {
      const { layer } = this;
      for (const end of this.ends.filter((one) => !one.cut && !this.map.strong.has(one.place) && !this.isOwn(one))) {
        const at = { ...end.points[0], reach: end.reach };
        [[...this.taken, ...this.lines], this.taken].some((rooms) => this.take(atlas.nameIfFree(layer, layer._context, at, this.map.names[end.place], rooms)));
      }
    }

    /** Name the discs that have no name yet, and where ways end: all that stands close together. */
    nameCrowd() {
      const { names, strong } = this.map, { taken, lines } = this;
      const rest = this.inSight.filter((symbol) => !this.done.has(symbol)).map((symbol) => {
        const places = [...symbol.places.filter((place) => strong.has(place)), ...this.under(symbol)];
        return { symbol, ...textsOfDisc(places.map((place) => names[place]), this.textOf(symbol) || this.map.nameOf(places)) };
      });
      const tips = together(this.ends.filter((end) => this.isTip(end) && !this.strong.some((symbol) => this.isUnder(end, symbol)))).map((some) => {
        const { points: [{ x, y }] } = some[Math.floor(some.length / 2)];
        return { symbol: { x, y, reach: TIP }, some, texts: textsOfEnds(this.map, some.map(({ place }) => names[place])) };
      });
      const { found, rooms, unsaid } = atlas.crowdNames(this.layer, [...rest, ...tips], { taken, lines });
      for (const { place } of tips.filter((one) => unsaid.includes(one)).flatMap(({ some }) => some)) this.mute.add(`${place}`); // an arrow without a name says nothing
      for (const { symbol } of rest) if (found.some(({ text }) => text === this.textOf(symbol))) this.done.add(symbol);
      this.vague = found.filter(({ text }) => rest.some((one) => one.vague === text)).length + rest.filter((one) => unsaid.includes(one)).length;
      this.written.push(...found);
      this.taken.push(...rooms);
    }

    /** Write all that is told of, `first` what has room before the rest: what is told of, "here" or what lies beyond the map. */
    write(first = "told") {
      const isAway = ({ place, isBare }) => !isBare && !this.map.strong.has(place); // what is told of says by its own name where that is
      const { ends } = this, beyond = ends.filter(isAway);
      if (first === "here") this.point();
      if (first === "beyond") this.nameEnds(beyond);
      for (const symbol of this.main) this.nameDisc(symbol);
      if (first !== "beyond") this.nameEnds(beyond);
      if (first !== "here") this.point();
      this.nameEnds(ends.filter(({ isBare }) => isBare));
      this.nameEnds(ends.filter((end) => !end.isBare && !isAway(end)));
      this.nameStops();
      this.nameCrowd();
      return this;
    }

    /** Whether the discs have all their names. */
    get isAll() {
      return this.main.every((symbol) => this.done.has(symbol));
    }

    /** How many names are missing, vague or forced; of one that stands on a way a part. */
    get lacking() {
      const onWays = this.written.filter((name) => atlas.roomOfName(name).some((room) => this.lines.some((point) => within(room, point)))).length;
      return this.mute.size + this.forced + this.vague + ON_WAY * onWays;
    }

    /** What the first place is called from which people were brought, of those without a name, with how far that is and without; [] for none. */
    get origin() {
      const bare = this.ends.find((end) => end.isBare && this.mute.has(keyOf(end)));
      return bare ? [textsFar(this.map, bare)[0], plainOf(this.map.names[bare.place])] : [];
    }

    /** A sentence that counts what has no name, where it has room; null where there is nothing to say. */
    note(/** @type {string[]} */ forms) {
      if (!forms.length) return null;
      const { layer, taken, lines, written } = this, away = this.own.map((mark) => ({ ...mark, r: BESIDE + AIR })); // where it would be read as a name
      const note = [[...taken, ...lines], taken, written.flatMap(roomOf)].map((some) => noted(layer, forms, [...some, ...away])).find(Boolean) ?? null;
      if (note) taken.push(...roomOf(note));
      return note;
    }

    /** Whether a quiet place lies on something, or on a way, of which it would be a stop. */
    isOn({ x, y }, /** @type {Atlas.Taken[]} */ rooms) {
      return [...rooms, ...this.lines].some((room) => Math.hypot(room.x - x, room.y - y) < room.r + atlas.QUIET_RADIUS + (room.written ? AIR : 0));
    }

    /** Name a quiet place by its name, else without that of today. */
    nameQuiet(/** @type {Atlas.Symbol} */ { x, y, places }, /** @type {Atlas.Taken[]} */ rooms) {
      const { layer } = this, r = atlas.QUIET_RADIUS, name = this.map.names[places[0]];
      const clear = [...rooms, ...this.lines, ...airOf(this.taken.filter((room) => room.places), { x, y, r })];
      return this.take([name, plainOf(name)].map((text) => atlas.nameIfFree(layer, layer._context, { x, y, reach: r }, text, clear)).find(Boolean));
    }

    /**
     * With the other places, those with most events first: symbols that are to be drawn, names, and what both take of the map. Others that find
     * no room for a name are not drawn, until the map is nearer, but for parts of an event.
     * @type {() => ReturnType<Atlas.Namespace["kioskNames"]>}
     */
    complete() {
      const { map, symbols, strong, taken, written, mute, origin } = this, r = atlas.QUIET_RADIUS;
      const reached = new Set(this.ends.filter(({ cut }) => !cut).map(({ place }) => place));
      const seen = new Set(symbols.filter((symbol) => map.isStrong(symbol) || symbol.places.some((place) => reached.has(place))));
      const isPart = ({ places }) => places.some((place) => map.parts.has(place));
      const isWhole = (symbol) => isIn(symbol, this.sight, -SMALL) && !this.over.some((box) => isIn(symbol, box, SMALL));
      const others = symbols.filter((one) => !seen.has(one) && isWhole(one)).sort((a, b) => b.count - a.count);
      const mark = ({ x, y, places }) => taken.push({ x, y, r, places, large: true }); // and no town is written under it
      for (const symbol of others.filter(isPart)) seen.add(symbol) && mark(symbol);
      const told = new Set(strong.flatMap(({ places }) => places));
      const forms = () => leftOut({ parts: [...map.parts].filter((place) => !told.has(place)).length, mute, origin });
      const note = this.note(forms());
      for (const symbol of others) {
        if (isPart(symbol) && others.some((other) => other !== symbol && Math.hypot(other.x - symbol.x, other.y - symbol.y) < 2 * r)) continue; // a name beside several would be that of any
        const rooms = map.isRegion(symbol) ? [...taken, ...this.towns] : taken;
        if ((!seen.has(symbol) && this.isOn(symbol, rooms)) || !this.nameQuiet(symbol, rooms)) continue;
        mark(symbol);
        seen.add(symbol);
        told.add(symbol.places[0]);
      }
      if (note && forms().length) written.push({ ...note, text: forms()[note.form], isNote: true }); // by now some parts have their names
      const ways = this.lines.map((point) => ({ ...point, large: true })); // of a town there nobody would know whether they begin in it
      return { seen: symbols.filter((symbol) => seen.has(symbol)), written, taken: [...taken.map((room) => ({ ...room, large: true })), ...ways], mute, pointers: /** @type {Atlas.Pointers} */ (this.pointers) };
    }
  }

  /** The names in the order that leaves least without one: "here", or what lies beyond the map, may need its room before what is told of. */
  function namesOf(map, /** @type {Atlas.Symbol[]} */ symbols) {
    const drawn = map.alongLines(), named = (first = "told", ends = /** @type {Atlas.WayEnd[]} */ (map.ends)) => new Naming(map, symbols, drawn, ends).write(first);
    const usual = named(), others = [usual.lacking ? "here" : "", usual.mute.size ? "beyond" : ""].filter(Boolean).map((first) => named(first));
    const best = others.reduce((least, one) => (one.lacking < least.lacking && (one.isAll || !least.isAll) ? one : least), usual);
    const beyond = map.ends.filter(({ place, cut, isBare }) => cut && !isBare && !map.strong.has(place));
    if (beyond.length < 2 || !beyond.every(({ place }) => best.mute.has(`${place}`))) return best;
    for (const only of beyond) { // ways side by side leave none of them room for a name, where one alone has it
      const alone = named("told", map.ends.filter((end) => end === only || !beyond.includes(end)));
      if (!alone.isAll || alone.mute.has(`${only.place}`)) continue;
      for (const { place } of beyond) if (place !== only.place) alone.mute.add(`${place}`);
      return alone;
    }
    return best;
  }

  /** How much of what is told of has no name, or a vague one. */
  const namesLacking = (map, /** @type {Atlas.Symbol[]} */ symbols) => namesOf(map, symbols).lacking;

  /** @type {Atlas.Namespace["kioskNames"]} */
  const kioskNames = (map, symbols) => namesOf(map, symbols).complete();

  Object.assign(atlas, { kioskNames, namesLacking });
})(globalThis.atlas ??= {});
