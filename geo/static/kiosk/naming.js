"use strict";
// Which places the map of a kiosk shows, each with its name: a dot without one tells a visitor nothing.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const LINE = 4; // CSS pixels: what a way takes
  const APART = 5; // CSS pixels between the points of a line: so few that no other slips through
  const SMALL = 9; // CSS pixels: what is less is no mark, but a letter of a name
  const AWAY = [22, 30, 40, 52, 66, 82]; // CSS pixels from the middle of a disc to a name that a line leads to
  const DIRECTIONS = 16;
  const ORDERS = 40; // in which names are placed at most
  const AGAIN = 4; // of these each first with the nearest places, then with others
  const BESIDE = 30; // CSS pixels from a disc: what is nearer is read as its name
  const NEARLY = 40; // CSS pixels: a line that is shorter by less is no nearer
  const TOWN = 6; // CSS pixels that are left around the dot of a town
  const AIR = 10; // CSS pixels around a mark in which no name of another stands
  const HEAD = 14; // CSS pixels around the end of a way: a line that passes nearer seems to lead there
  const CLOSE = 22; // CSS pixels between the ends of two ways: nearer they have one name, as no line could lead to one of them alone
  const TIP = 5; // CSS pixels from the end of a way to its name
  const ON_WAY = 0.25; // of a name that is missing: one that stands on a way
  const LETTER = 8.5; // CSS pixels: what a letter of a name takes
  const [ROW, COLUMNS] = [6, 24]; // CSS pixels between the rows in which a sentence is tried, and how many parts of them it may begin at

  /** Of a name such as "Big House, Leningrad" where that is: on a small map the other half finds no room. */
  const shortOf = (/** @type {string} */ name) => plainOf(name).slice(plainOf(name).lastIndexOf(", ") + 1).trim();

  /** A name without that of today in brackets. */
  const plainOf = (/** @type {string} */ name) => name.replace(/ \([^()]*\)$/, "");

  /** Marks with the air around them in which no name of another stands, but for those that lie over the disc `own`. */
  const airOf = (/** @type {Atlas.Taken[]} */ marks, /** @type {Atlas.Taken} */ own) => marks.filter(({ x, y, r }) => Math.hypot(x - own.x, y - own.y) > r + own.r).map((mark) => ({ ...mark, r: mark.r + AIR }));

  /** What some places are called where they are one disc and their names find no room: the town of all of them, else how many they are; never one of several. */
  const togetherOf = (/** @type {string[]} */ towns, n) => (towns.length === 1 ? towns[0] : atlas.format(atlas.ngettext("%(n)s place", "%(n)s places", n), { n }));

  const isIn = ({ x, y }, { left, top, right, bottom }, by) => x > left - by && x < right + by && y > top - by && y < bottom + by;

  /** How far a box is from the rim of a circle. */
  const apartFrom = ({ x, y }, r, { left, top, right, bottom }) => Math.hypot(x - Math.min(Math.max(x, left), right), y - Math.min(Math.max(y, top), bottom)) - r;

  const within = (room, { x, y }) => (room.x - x) ** 2 + (room.y - y) ** 2 < room.r ** 2;

  /** Points of a line. */
  const between = (from, to) => {
    const n = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / APART));
    return Array.from({ length: n + 1 }, (_none, i) => ({ x: from.x + ((to.x - from.x) * i) / n, y: from.y + ((to.y - from.y) * i) / n }));
  };

  /** What a name takes of the map, with the line that leads to it. */
  const roomOf = (/** @type {Atlas.Name} */ name) => [...atlas.roomOfName(name), ...(name.lead ? between(...name.lead).map((point) => ({ ...point, r: LINE })) : [])];

  /** Ends of ways, those together that nobody can tell apart. */
  const together = (/** @type {Atlas.WayEnd[]} */ ends) => [...ends].sort((a, b) => a.points[0].x - b.points[0].x).reduce((groups, end) => {
    const [{ x, y }] = end.points, near = groups.find((group) => group.some(({ points: [at] }) => Math.hypot(at.x - x, at.y - y) < CLOSE));
    if (near) near.push(end);
    else groups.push([end]);
    return groups;
  }, /** @type {Atlas.WayEnd[][]} */ ([]));

  /** A name of several lines ends at what it names, where that lies on its right. */
  const towards = (/** @type {Atlas.Berth} */ name, { x }) => (name.text.includes("\n") && name.box.right < x ? { ...name, isRight: true } : name);

  /** Boxes of the lines of a name. */
  const rowsOf = (context, { text, box, isRight = false }) => {
    const rows = text.split("\n"), high = (box.bottom - box.top) / rows.length;
    return rows.map((row, i) => {
      const spare = Math.max(0, box.right - box.left - context.measureText(row).width);
      return { left: box.left + (isRight ? spare : 0), right: box.right - (isRight ? 0 : spare), top: box.top + i * high, bottom: box.top + (i + 1) * high };
    });
  };

  /** What says of a name whether none of some `marks` is nearer to it than that which it names, {x, y, reach}. */
  const readsAs = (at, /** @type {Atlas.Taken[]} */ marks) => ({ box }) => !marks.some((mark) => apartFrom(mark, mark.r, box) < apartFrom(at, at.reach, box));

  /** A name beside a mark {x, y, reach} where it touches nothing, and no other of some `marks` is nearer to it; null where there is none. */
  const nameRead = (layer, at, text, taken, marks) => {
    const name = atlas.namesFree(layer, layer._context, at, text, taken).find(readsAs(at, marks));
    return name ? towards(name, at) : null;
  };

  /**
   * Names for what found no room beside its disc: further off, with a line that leads there and crosses nothing.
   * @returns {Generator<Atlas.Berth>}
   */
  function* namesApart(layer, context, { x, y, reach = atlas.OWN_RADIUS + 3 }, text, taken) {
    const others = taken.filter((room) => room.x !== x || room.y !== y), over = layer.covered(layer.sight());
    for (const away of AWAY) {
      for (let i = 0; i < DIRECTIONS; i += 1) {
        const [right, down] = [Math.cos((2 * Math.PI * i) / DIRECTIONS), Math.sin((2 * Math.PI * i) / DIRECTIONS)];
        const at = (by) => ({ x: x + by * right, y: y + by * down });
        const [from, to] = [at(reach), at(away)];
        const line = between(from, to);
        const isCrossed = line.some((point) => others.some((room) => within(room, point)) || over.some((box) => isIn(point, box, LINE)));
        const free = isCrossed ? null : atlas.nameIfFree(layer, context, { ...to, reach: -4 }, text, taken);
        if (!free) continue;
        const name = towards(free, { x }), rows = rowsOf(context, name), end = line.find((point) => rows.some((row) => isIn(point, row, 1))) ?? (rows.some((row) => isIn(to, row, SMALL)) ? to : null);
        if (end) yield { ...name, line, lead: [from, end] }; // it ends where its name begins, and not beside a shorter line of it
      }
    }
  }

  /** The nearest of them; null where there is no room. */
  const nameApart = (layer, context, at, text, taken) => namesApart(layer, context, at, text, taken).next().value ?? null;

  /** Of those to which a line leads the nearest that no other of some `marks` is nearer to, else the nearest. */
  const apartRead = (layer, at, text, taken, marks) => {
    const isRead = readsAs(at, marks);
    let nearest = /** @type {Atlas.Berth | null} */ (null);
    for (const name of namesApart(layer, layer._context, at, text, taken)) {
      if (isRead(name)) return name;
      nearest ??= name;
    }
    return nearest;
  };

  const lengthOf = (name) => Math.floor(name.lead ? Math.hypot(name.lead[0].x - name.lead[1].x, name.lead[0].y - name.lead[1].y) / NEARLY : 0);

  /** Of some names that with the shortest line, of several the first. */
  const nearestOf = (names) => names.filter(Boolean).sort((a, b) => lengthOf(a) - lengthOf(b))[0];

  /**
   * Names of symbols [{symbol, texts}] that stand close together, and the rooms they take; beside their discs where that is free, and
   * the first of `texts` that has room. Which name is placed first decides how many find room: those that found least are tried first.
   */
  function mostNames(layer, context, rest, { taken, lines }) {
    const known = /** @type {Map<string, Atlas.Berth[]>} */ (new Map());
    const isOver = ({ box }, rooms) => rooms.some((room) => atlas.touches(room, box));
    const isClear = (name, rooms) => !isOver(name, rooms) && !name.line?.some((point) => rooms.some((room) => within(room, point)));
    const marks = [...taken.filter(({ places }) => places), ...rest.map(({ symbol }) => ({ r: symbol.reach ?? atlas.OWN_RADIUS, ...symbol, places: symbol.places }))];
    const tips = marks.filter(({ places }) => !places);
    /** Whether the line to a name goes over a way, but for that at whose end it begins. */
    const crosses = ({ line = [] }, own) => line.some((point) => Math.hypot(point.x - own.x, point.y - own.y) > own.reach + 2 * LINE && lines.some((room) => within(room, point)));
    /** First those away from the ways, and nearer to what they name than to any other mark; none beside the disc of another place, none that a line leads to past the end of another way, and of the end of a way none upon ways. */
    const inTurn = (/** @type {Atlas.Berth[]} */ names, own) => {
      const others = marks.filter(({ x, y, r }) => Math.hypot(x - own.x, y - own.y) > (own.places ? own.reach + r : 0)); // what lies over a disc is read with it
      const turnOf = (name) => {
        const far = apartFrom(own, own.reach, name.box), near = others.filter((mark) => apartFrom(mark, mark.r, name.box) < far);
        const isMisread = (own.places ? near : others).some((mark) => mark.places && apartFrom(mark, mark.r, name.box) < BESIDE) || name.line?.some((point) => tips.some((tip) => (tip.x !== own.x || tip.y !== own.y) && Math.hypot(point.x - tip.x, point.y - tip.y) < HEAD));
        const isOn = isOver(name, lines); // it looks like a station of that way
        return isMisread || (isOn && !own.places) ? NaN : Number(near.length > 0) + 2 * Number(crosses(name, own)) + 4 * Number(isOn);
      };
      return names.map((name) => ({ name, turn: turnOf(name) })).filter(({ turn }) => turn >= 0).sort((a, b) => a.turn - b.turn).map(({ name }) => name);
    };
    /** Where a text has room while no other is written. */
    const placesOf = (symbol, text) => {
      const key = `${symbol.x} ${symbol.y} ${text}`, at = { reach: atlas.OWN_RADIUS + 3, ...symbol, places: symbol.places };
      if (!known.has(key)) known.set(key, inTurn([...atlas.namesFree(layer, context, at, text, taken), ...namesApart(layer, context, at, text, taken)], at));
      return /** @type {Atlas.Berth[]} */ (known.get(key));
    };
    const weightOf = ({ symbol }) => (symbol.places ? rest.length : 0); // a disc has its name before arrows have theirs
    const lost = new Map(rest.map((one) => [one, 0])); // how much of its text each has gone without until now
    const inOrder = (asked, skipped = 0) => {
      const found = /** @type {Atlas.Name[]} */ ([]), rooms = /** @type {Atlas.Taken[]} */ ([]);
      const unsaid = /** @type {object[]} */ ([]);
      let said = 0; // to be named at all counts as much as the rest of the letters
      for (const one of asked) {
        let name = /** @type {Atlas.Name | undefined} */ (undefined);
        for (const text of one.texts) if ((name = placesOf(one.symbol, text).find((place, nth) => nth >= skipped && isClear(place, rooms)))) break;
        if (name) found.push(name), rooms.push(...roomOf(name));
        else unsaid.push(one);
        const part = name ? (1 + name.text.length / one.texts[0].length) / 2 : 0;
        said += part + (name ? weightOf(one) : 0);
        lost.set(one, lost.get(one) + 1 - part);
      }
      return { found, rooms, said, unsaid };
    };
    const all = rest.reduce((sum, one) => sum + 1 + weightOf(one), 0);
    let best = inOrder(rest);
    for (let i = 1; i < ORDERS && best.said < all; i += 1) {
      const next = inOrder(rest.toSorted((a, b) => lost.get(b) - lost.get(a)), Math.floor(i / AGAIN));
      if (next.said > best.said) best = next;
    }
    return best;
  }

  /** The first of some sentences that has room, as low and as far left as it may, `form` being which it is; null where none has. */
  function noted(layer, /** @type {string[]} */ forms, /** @type {Atlas.Taken[]} */ taken) {
    const { left, top, right, bottom } = layer.sight();
    for (const [form, text] of forms.entries()) {
      for (let y = bottom - ROW; y > top; y -= ROW) {
        const free = Array.from({ length: COLUMNS + 1 }, (_none, i) => left + ((right - left) * i) / COLUMNS).map((x) => atlas.nameIfFree(layer, layer._context, { x, y, reach: 0 }, text, taken)).find(Boolean);
        if (free) return { ...free, form };
      }
    }
    return null;
  }

  /** What says how much the map does not name of what it tells of, the longest first; [] where it names all. `mute`: ends of ways without a name. */
  function leftOut(map, /** @type {Set<string>} */ mute, /** @type {number} */ parts, /** @type {string} */ origin) {
    const { ngettext, format } = atlas, from = [...mute].filter((key) => key.includes(" ")).length, to = mute.size - from;
    const told = [
      { n: parts, text: ngettext("%(n)s more place of this event", "%(n)s more places of this event", parts) },
      { n: to, text: ngettext("People were taken to %(n)s more place", "People were taken to %(n)s more places", to) },
      { n: from, text: from === 1 ? origin : ngettext("People were brought from %(n)s more place", "People were brought from %(n)s more places", from) },
    ];
    const long = told.filter(({ n }) => n).map(({ n, text }) => format(text, { n })).join(". "), n = parts + to + from;
    return long ? [long, atlas.inTwo(long), format(ngettext("%(n)s more place", "%(n)s more places", n), { n })] : [];
  }

  /**
   * Find room for the names of what `map` tells of: its places, then where "here" is, where ways lead. `drawn` are points of a canal or a railway:
   * what lies on it is read as its station. {mute, lacking, isAll, complete}: ends of ways without a name, how many names are missing or vague,
   * those on ways as a part of one; whether the places have theirs; and `complete` adds the others to it. `first` is who has room first: what is told of, "here" or what is beyond.
   */
  function namedTold(map, symbols, /** @type {Atlas.Point[]} */ drawn, { first = "told", ends = /** @type {Atlas.WayEnd[]} */ (map.ends) } = {}) {
    const { layer, names } = map;
    const context = layer._context;
    const written = /** @type {Atlas.Name[]} */ ([]);
    const strong = symbols.filter((symbol) => map.isStrong(symbol));
    const taken = /** @type {Atlas.Taken[]} */ (strong.map(({ x, y, places }) => ({ x, y, places, r: atlas.OWN_RADIUS + 3, large: true })));
    const take = (/** @type {Atlas.Name | null} */ name) => {
      if (!name) return false;
      written.push(name);
      taken.push(...roomOf(name));
      return true;
    };
    const lines = /** @type {Atlas.Taken[]} */ ([...[...new Set(ends.map(({ line }) => line))].flat(), ...drawn].map((point) => ({ ...point, r: LINE })));
    /** Away from the ways, else over them. */
    const free = (at, text, others = taken) => [[...others, ...lines], others].some((rooms) => take(atlas.nameIfFree(layer, context, at, text, rooms)));

    const sight = layer.sight();
    const toldOf = (symbol) => symbol.places.filter((place) => map.named.has(place) || map.opened.has(place));
    const townsOf = (/** @type {number[]} */ places) => [...new Set(places.map((place) => shortOf(names[place])))];
    /** Whether the map is wide enough for a text. */
    const isWide = (/** @type {string} */ text) => Math.max(...text.split("\n").map(({ length }) => length)) * LETTER < sight.right - sight.left;
    /** The longest of the names of what is told of that the map has room for. */
    const textOf = (symbol) => {
      const told = toldOf(symbol), places = told.length ? [...told, ...under(symbol)] : [], whole = map.nameOf(places);
      const plain = places.map((place) => plainOf(names[place])).join(atlas.BETWEEN), isOnly = strong.length === 1; // it has its whole name
      const least = isOnly ? atlas.inTwo(plain).replaceAll(", ", ",\n") : townsOf(places).join(atlas.BETWEEN);
      const rows = places.length === 1 ? [whole.replace(/ (?=\([^()]*\)$)/, "\n")] : []; // a town is called by the name of then and that of today
      return [whole, ...rows, plain, ...(isOnly ? [atlas.inTwo(plain)] : [])].find(isWide) ?? least;
    };
    /** What the only place that is told of is called where its whole name has no room: in more lines; of several without where they lie, else how many they are. */
    const shorterOf = (symbol) => {
      const places = toldOf(symbol), plain = places.map((place) => plainOf(names[place])), parts = plain.map((name) => name.split(", ")[0]);
      const inRows = (/** @type {string[]} */ some) => some.join(" ·\n").replaceAll(", ", ",\n").replaceAll(" (", "\n(");
      const several = places.length > 1 ? [parts.join(atlas.BETWEEN), parts.join(" ·\n"), togetherOf(townsOf(places), places.length)] : [];
      return [inRows(places.map((place) => names[place])), inRows(plain), ...several];
    };
    const own = taken.slice();
    const isTip = ({ place, cut }) => map.strong.has(place) && !cut && !strong.some((symbol) => symbol.among.includes(place)); // a way of what is told leads there, and nothing stands there
    /** Whether a way ends under a disc, which bears its name too. */
    const isUnder = (/** @type {Atlas.WayEnd} */ { points: [at] }, /** @type {Atlas.Symbol} */ { x, y }) => Math.hypot(at.x - x, at.y - y) < atlas.OWN_RADIUS + TIP;
    const under = (/** @type {Atlas.Symbol} */ symbol) => ends.filter((end) => isTip(end) && isUnder(end, symbol)).map(({ place }) => place);
    taken.push(...ends.filter(isTip).map(({ points: [{ x, y }] }) => ({ x, y, r: TIP })));
    const here = atlas.ownAway(map).map((place) => ({ x: layer.x(place), y: layer.y(place), r: atlas.OWN_RADIUS, places: [place] })); // what is told of leaves sight of it
    const quiet = symbols.filter((symbol) => !strong.includes(symbol)).map((symbol) => ({ x: symbol.x, y: symbol.y, r: atlas.QUIET_RADIUS })); // rather than over these a name stands elsewhere
    const rings = symbols.filter(({ places }) => places.some((place) => map.parts.has(place))).map(({ x, y }) => ({ x, y, r: atlas.QUIET_RADIUS })); // what else a name lies on is left out
    const mute = /** @type {Set<string>} */ (new Set()); // ends of ways that nothing would name
    const inSight = strong.filter((symbol) => isIn(symbol, sight, atlas.OWN_RADIUS));
    const main = inSight.filter(textOf), done = new Set(); // those that have their names
    let forced = 0; // names that stand where there is no room for them
    const nameTold = (/** @type {Atlas.Symbol} */ symbol) => {
      const at = { ...symbol, places: symbol.places, reach: atlas.OWN_RADIUS + 3 };
      const others = taken.filter((room) => room !== own[strong.indexOf(symbol)]), marks = [...own.filter((_mark, i) => strong[i] !== symbol), ...here];
      const text = textOf(symbol), aside = strong.length === 1 && text !== map.title ? shorterOf(symbol) : [];
      const beside = (said, rooms) => take(nameRead(layer, at, said, [...rooms, ...lines], marks) ?? nameRead(layer, at, said, rooms, marks));
      const apart = (said, rooms) => take(apartRead(layer, at, said, [...taken, ...here, ...rooms], marks));
      const off = [...airOf([...own, ...here, ...quiet], { ...symbol, r: atlas.OWN_RADIUS }), ...lines]; // rather than over a way a name stands further off
      const offWays = (said) => take(nameRead(layer, at, said, [...others, ...off], marks) ?? apartRead(layer, at, said, [...taken, ...off], marks));
      const clear = [...here, ...quiet], hidden = here.length || quiet.length;
      if (offWays(text) || (lines.length > 0 && offWays(atlas.inTwo(text))) || beside(text, [...others, ...clear]) || (hidden && apart(text, quiet)) || beside(text, [...others, ...here, ...rings])
        || aside.some((said) => offWays(said) || beside(said, [...others, ...clear]) || apart(said, quiet))) done.add(symbol);
      else if ((here.length && apart(text, [])) || beside(text, others)) done.add(symbol) && (forced += 1);
      else if (main.length === 1) done.add(symbol) && take(atlas.nameBeside(layer, context, at, aside.at(-1) ?? text, others.filter(({ written, r }) => written || r < SMALL))) && (forced += 1); // whatever lies there
    };
    const over = layer.covered(sight);
    let known = /** @type {Atlas.Taken[] | null} */ (null);
    const towns = () => (known ??= atlas.townsOf(map, sight, TOWN)); // by these a visitor knows where all of it is
    const isOwn = ({ place }) => main.some((symbol) => symbol.places.includes(place) && isIn(symbol, sight, 0));
    /** Beside where a way leaves the map, or comes into it, else further off: of its texts the first that has room nearby. */
    const textsOf = ({ place, from, isBare }, far = atlas.kilometres(atlas.apart(layer.data(), from, place))) => [names[place], plainOf(names[place]), shortOf(names[place])]
      .flatMap((name) => [`${name}, ${far}`, `${name}\n${far}`, `${atlas.inTwo(name)}\n${far}`]).map((text) => (isBare ? atlas.format(atlas.gettext("from: %(place)s"), { place: text }) : text));
    const nameEnd = (/** @type {Atlas.WayEnd} */ way) => {
      const { points, reach, isBare } = way, [end] = points, own = [...taken, ...here, ...lines], texts = textsOf(way);
      const beside = (at, text, rooms) => atlas.nameIfFree(layer, context, { ...at, reach }, text, rooms);
      const along = (text, rooms, some = points) => some.map((at) => beside(at, text, rooms)).find(Boolean);
      const one = (text, rooms) => along(text, rooms, isBare ? points : [end]) ?? nameApart(layer, context, { ...end, reach }, text, rooms);
      const rooms = isBare ? [...own, ...towns()] : own;
      return take(nearestOf(texts.map((text) => one(text, rooms))) ?? along(texts[1], rooms) ?? null);
    };
    const nameEnds = (/** @type {Atlas.WayEnd[]} */ some) => {
      for (const end of some.filter((one) => one.cut && !isOwn(one))) {
        if (nameEnd(end)) taken.push({ ...end.points[0], r: TIP }); // no other name stands there
        else mute.add(end.isBare ? `${end.place} ${end.from}` : `${end.place}`);
      }
    };
    const isAway = ({ place, isBare }) => !isBare && !map.strong.has(place); // what is told of says by its own name where that is
    const beyond = ends.filter(isAway);
    const thin = (point) => ({ ...point, r: LINE / 2 }); // a name may all but touch a way
    const nameAt = (point, reach, text) => {
      const at = { ...point, reach }, others = taken.filter((room) => room.x !== point.x || room.y !== point.y);
      const apart = (rooms, said = text) => nameApart(layer, context, point, said, [...taken, ...rooms]);
      const offWays = (said) => nameRead(layer, at, said, [...others, ...lines], own) ?? apart(lines, said) ?? apart(lines.map(thin), said);
      const free = offWays(text) ?? offWays(atlas.inTwo(text)) ?? atlas.nameIfFree(layer, context, at, text, [...others, ...lines]) ?? apart([]);
      if (!free) forced += 1;
      return free ?? atlas.nameBeside(layer, context, at, text, others);
    };
    const pointAt = () => {
      const found = atlas.kioskPointers(map, { sight, over, taken, lines, ends, nameAt });
      written.push(...found.written);
      return found;
    };
    const before = first === "here" ? pointAt() : null;
    if (first === "beyond") nameEnds(beyond);
    main.forEach(nameTold);
    if (first !== "beyond") nameEnds(beyond);
    const pointers = before ?? pointAt();
    nameEnds(ends.filter(({ isBare }) => isBare));
    nameEnds(ends.filter((end) => !end.isBare && !isAway(end)));
    for (const { place, points: [at], reach, cut } of ends) {
      if (!cut && !map.strong.has(place) && !isOwn({ place })) free({ ...at, reach }, names[place]);
    }
    const rest = inSight.filter((symbol) => !done.has(symbol)).map((symbol) => {
      const places = [...symbol.places.filter((place) => map.strong.has(place)), ...under(symbol)];
      const towns = townsOf(places), whole = textOf(symbol) || map.nameOf(places);
      const least = togetherOf(towns, places.length);
      return { symbol, texts: [whole, atlas.inTwo(whole), towns.join(atlas.BETWEEN), least].filter(Boolean), vague: towns.length > 1 ? least : "" };
    });
    const tips = together(ends.filter((end) => isTip(end) && !strong.some((symbol) => isUnder(end, symbol)))).map((some) => {
      const { points: [{ x, y }] } = some[Math.floor(some.length / 2)], called = some.map(({ place }) => names[place]), whole = called.join(atlas.BETWEEN);
      return { symbol: { x, y, reach: TIP }, some, texts: [whole, atlas.inTwo(whole), called.join(" ·\n")].filter((text, i) => i === 2 || isWide(text)) };
    });
    const { found, rooms, unsaid } = mostNames(layer, context, [...rest, ...tips], { taken, lines });
    for (const one of tips) if (unsaid.includes(one)) for (const { place } of one.some) mute.add(`${place}`); // an arrow without a name says nothing
    written.push(...found);
    taken.push(...rooms);

    const onWays = written.filter((name) => atlas.roomOfName(name).some((room) => lines.some((point) => within(room, point)))).length;
    const vague = found.filter(({ text }) => rest.some((one) => one.vague === text)).length + rest.filter((one) => unsaid.includes(one)).length;
    const isAll = main.every((symbol) => done.has(symbol) || found.some(({ text }) => text === textOf(symbol)));
    const origin = ends.filter(({ isBare, place, from }) => isBare && mute.has(`${place} ${from}`)).map((end) => textsOf(end)[0])[0] ?? "";
    return { mute, isAll, lacking: mute.size + forced + vague + ON_WAY * onWays, complete: () => withOthers(map, symbols, { strong, written, taken, lines, own, ends, over, towns, take, mute, origin, pointers }) };
  }

  /**
   * What is told of with its names, and the other places, those with most events first: {seen, written, taken, mute, pointers}, symbols that are to be drawn,
   * names, and what both take of the map. Others that find no room for a name are not drawn, until the map is nearer, but for parts of an
   * event; a sentence says what has no name of what is told of.
   */
  function withOthers(map, /** @type {Atlas.Symbol[]} */ symbols, { strong, written, taken, lines, own, ends, over, towns, take, mute, origin, pointers }) {
    const { layer, names } = map, context = layer._context, sight = layer.sight();
    const reached = new Set(ends.filter(({ cut }) => !cut).map(({ place }) => place));
    const seen = new Set(symbols.filter((symbol) => map.isStrong(symbol) || symbol.places.some((place) => reached.has(place))));
    const r = atlas.QUIET_RADIUS, isPart = ({ places }) => places.some((place) => map.parts.has(place));
    const isWhole = (symbol) => isIn(symbol, sight, -SMALL) && !over.some((box) => isIn(symbol, box, SMALL));
    const others = symbols.filter((one) => !seen.has(one) && isWhole(one)).sort((a, b) => b.count - a.count);
    for (const symbol of others.filter(isPart)) seen.add(symbol), taken.push({ x: symbol.x, y: symbol.y, r, places: symbol.places, large: true });
    const told = new Set(strong.flatMap(({ places }) => places)), partsLeft = () => [...map.parts].filter((place) => !told.has(place)).length;
    const forms = () => leftOut(map, mute, partsLeft(), origin);
    const away = own.map((mark) => ({ ...mark, r: BESIDE + AIR })); // where it would be read as a name
    const note = forms().length ? [[...taken, ...lines], taken, written.flatMap(roomOf)].map((some) => noted(layer, forms(), [...some, ...away])).find(Boolean) : null;
    if (note) taken.push(...roomOf(note));
    for (const symbol of others) {
      const { x, y, places } = symbol;
      if (isPart(symbol) && others.some((other) => other !== symbol && Math.hypot(other.x - x, other.y - y) < 2 * r)) continue; // a name beside several would be that of any
      const rooms = map.isRegion(symbol) ? [...taken, ...towns()] : taken;
      if (!seen.has(symbol) && [...rooms, ...lines].some((room) => Math.hypot(room.x - x, room.y - y) < room.r + r + (room.written ? AIR : 0))) continue; // on a way it would be a stop of it
      const clear = [...rooms, ...lines, ...airOf(taken.filter((room) => room.places), { x, y, r })], name = names[places[0]];
      if (!take([name, plainOf(name)].map((text) => atlas.nameIfFree(layer, context, { x, y, reach: r }, text, clear)).find(Boolean) ?? null)) continue;
      taken.push({ x, y, r, places, large: true }); // and no town is written under it
      seen.add(symbol);
      told.add(places[0]);
    }
    if (note && forms().length) written.push({ ...note, text: forms()[note.form], isNote: true }); // by now some parts have their names
    const ways = lines.map((point) => ({ ...point, large: true })); // of a town there nobody would know whether they begin in it
    return { seen: symbols.filter((symbol) => seen.has(symbol)), written, taken: [...taken.map((room) => ({ ...room, large: true })), ...ways], mute, pointers };
  }

  /** The same in the order that leaves least without a name: "here", or what lies beyond the map, may need its room before what is told of. */
  function toldNames(map, /** @type {Atlas.Symbol[]} */ symbols) {
    const drawn = map.alongLines(), named = (given = {}) => namedTold(map, symbols, drawn, given);
    const usual = named(), others = [usual.lacking ? "here" : "", usual.mute.size ? "beyond" : ""].filter(Boolean).map((first) => named({ first }));
    const best = others.reduce((least, one) => (one.lacking < least.lacking && (one.isAll || !least.isAll) ? one : least), usual);
    const beyond = map.ends.filter(({ place, cut, isBare }) => cut && !isBare && !map.strong.has(place));
    if (beyond.length < 2 || !beyond.every(({ place }) => best.mute.has(`${place}`))) return best;
    for (const only of beyond) { // ways side by side leave none of them room for a name, where one alone has it
      const alone = named({ ends: map.ends.filter((end) => end === only || !beyond.includes(end)) });
      if (!alone.isAll || alone.mute.has(`${only.place}`)) continue;
      for (const { place } of beyond) if (place !== only.place) alone.mute.add(`${place}`);
      return alone;
    }
    return best;
  }

  /** How much of what is told of has no name, or a vague one. */
  const namesLacking = (map, /** @type {Atlas.Symbol[]} */ symbols) => toldNames(map, symbols).lacking;

  /** @type {Atlas.Namespace["kioskNames"]} */
  const kioskNames = (map, symbols) => toldNames(map, symbols).complete();

  Object.assign(atlas, { kioskNames, namesLacking, between, BETWEEN: " · " });
})(globalThis.atlas ??= {});
