"use strict";
// Which places the map of a kiosk shows, each with its name: a dot without one tells a visitor nothing.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const LINE = 4; // CSS pixels: what a way takes
  const SMALL = 9; // CSS pixels: what is less is no mark, but a letter of a name

  const isIn = ({ x, y }, { left, top, right, bottom }, by) => x > left - by && x < right + by && y > top - by && y < bottom + by;

  /**
   * Find room for names on what `map` shows now: the places that are told of, then where ways lead, then the others, those with most
   * events first. {seen, written, taken}: symbols that are to be drawn, names, and what both take of the map; others that find no
   * room for a name are not drawn, until the map is nearer.
   * @type {Atlas.Namespace["kioskNames"]}
   */
  function kioskNames(map, symbols) {
    const { layer, names, ends } = map;
    const context = layer._context;
    const written = /** @type {Atlas.Name[]} */ ([]);
    const strong = symbols.filter((symbol) => map.isStrong(symbol));
    const taken = /** @type {Atlas.Taken[]} */ (strong.map(({ x, y, places }) => ({ x, y, places, r: atlas.OWN_RADIUS + 3, large: true })));
    const take = (/** @type {Atlas.Name | null} */ name) => {
      if (!name) return false;
      written.push(name);
      taken.push(...atlas.roomOfName(name));
      return true;
    };
    const lines = ends.flatMap(({ line }) => line.map((point) => ({ ...point, r: LINE })));
    /** Away from the ways, else over them. */
    const free = (at, text, others = taken) => [[...others, ...lines], others].some((rooms) => take(atlas.nameIfFree(layer, context, at, text, rooms)));

    const told = (symbol) => map.nameOf(symbol.places.filter((place) => map.named.has(place) || map.opened.has(place)));
    const sight = layer.sight();
    const own = taken.slice();
    const main = strong.filter(told);
    for (const symbol of main) {
      const at = { ...symbol, reach: atlas.OWN_RADIUS + 3 };
      const others = taken.filter((room) => room !== own[strong.indexOf(symbol)]);
      const isFound = free(at, told(symbol), others);
      if (!isFound && main.length === 1) take(atlas.nameBeside(layer, context, at, told(symbol), others.filter(({ written, r }) => written || r < SMALL))); // whatever lies there
    }
    for (const { place, from, points, reach, cut } of ends) {
      if ((map.strong.has(place) && !cut) || main.some((symbol) => symbol.places.includes(place) && isIn(symbol, sight, 0))) continue;
      const far = atlas.kilometres(atlas.distance(map.at(place), map.at(from)));
      points.some((point) => free({ ...point, reach }, cut ? `${names[place]}, ${far}` : names[place]));
    }
    for (const symbol of strong) if (!told(symbol)) free({ ...symbol, reach: atlas.OWN_RADIUS + 3 }, map.nameOf(symbol.places.filter((place) => map.strong.has(place)))); // of many, those that find room

    const reached = new Set(ends.filter(({ cut }) => !cut).map(({ place }) => place));
    const seen = new Set(symbols.filter((symbol) => map.isStrong(symbol) || symbol.places.some((place) => reached.has(place))));
    const over = layer.covered(sight);
    const isWhole = (symbol) => isIn(symbol, sight, -SMALL) && !over.some((box) => isIn(symbol, box, SMALL));
    for (const symbol of symbols.filter((one) => !seen.has(one) && isWhole(one)).sort((a, b) => b.count - a.count)) {
      const { x, y } = symbol;
      const r = atlas.quietRadius(symbol);
      if (taken.some((room) => Math.hypot(room.x - x, room.y - y) < room.r + r) || !free({ x, y, reach: r }, names[symbol.places[0]])) continue;
      taken.push({ x, y, r, places: symbol.places, large: true }); // and no town is written under it
      seen.add(symbol);
    }
    return { seen: symbols.filter((symbol) => seen.has(symbol)), written, taken };
  }

  atlas.kioskNames = kioskNames;
})(globalThis.atlas ??= {});
