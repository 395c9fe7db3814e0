"use strict";
// Where "here" is while the map tells of something else, and what lies nearest: a mark with its name, or an arrow that points there.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const MARK = 8; // CSS pixels: radius of the mark of the own place
  const ARROW = 10; // CSS pixels: half of an arrow
  const EDGE = ARROW + 6; // CSS pixels between the middle of an arrow and the border of the map
  const ALONG = [1, 0.85, 0.7, 0.55]; // of the way from what is told of to the border
  const TURNS = [0, 12, -12, 24, -24, 36, -36, 48, -48, 60, -60, 72, -72]; // degrees: where an arrow has no room it stands beside

  const TOWN = [15, 6]; // CSS pixels that are left around the dot of a town: nearer than the first it gives way to what is written, which is better than no arrow
  const SAME = 10; // km from the own place: what is nearer needs no arrow of its own
  const LETTER = 7; // CSS pixels: what a letter of a town's name takes

  /** @type {Atlas.Namespace["inTwo"]} A name in two lines about as long as each other; of several names each stays whole. */
  const inTwo = (/** @type {string} */ name) => {
    const cuts = [...name.matchAll(name.includes(" · ") ? /(?<=·) /g : / /g)].map(({ index }) => index).sort((a, b) => Math.abs(a - name.length / 2) - Math.abs(b - name.length / 2));
    return cuts.length ? `${name.slice(0, cuts[0])}\n${name.slice(cuts[0] + 1)}` : name;
  };

  /** What is found for the first of some texts for which anything is; null for none. */
  const firstOf = (texts, find) => {
    for (const text of texts) {
      const found = find(text);
      if (found) return found;
    }
    return null;
  };

  const apartOf = (room, { x, y }) => Math.hypot(room.x - x, room.y - y) - room.r;

  /** How far a ray from a point within a box goes until it leaves it. */
  function reachIn({ left, top, right, bottom }, { x, y }, [across, down]) {
    const to = (way, from, low, high) => (way > 0 ? (high - from) / way : way < 0 ? (low - from) / way : Infinity);
    return Math.min(to(across, x, left, right), to(down, y, top, bottom));
  }

  /**
   * An arrow at the border of `sight`, as seen from a point of it towards one beyond, with its name where `name(point)` finds room; null
   * where there is none.
   * @returns {{ arrow: Atlas.Arrow, name: Atlas.Name } | null}
   */
  function arrowTo(target, { sight, from, isFree, name }) {
    const inner = { left: sight.left + EDGE, top: sight.top + EDGE, right: sight.right - EDGE, bottom: sight.bottom - EDGE };
    const straight = Math.atan2(target.y - from.y, target.x - from.x);
    for (const turn of TURNS) {
      const angle = straight + (turn * Math.PI) / 180;
      const [across, down] = [Math.cos(angle), Math.sin(angle)];
      for (const part of ALONG) {
        const far = part * reachIn(inner, from, [across, down]);
        const at = { x: from.x + far * across, y: from.y + far * down };
        const found = isFree(at) ? name({ ...at, reach: ARROW - 2 }) : null;
        if (found) return { arrow: { ...at, angle: Math.atan2(target.y - at.y, target.x - at.x) }, name: found };
      }
    }
    return null;
  }

  /**
   * The own place of a kiosk, [] where a disc of what is told of stands for it, and where it has no point.
   * @type {Atlas.Namespace["ownAway"]}
   */
  function ownAway(map) {
    const { home, symbols } = map, { lon } = map.layer.data().places;
    return symbols.some((symbol) => map.isStrong(symbol) && symbol.places.some((place) => home.includes(place))) ? [] : home.filter((place) => !Number.isNaN(lon[place])).slice(0, 1);
  }

  /**
   * What the map of a kiosk points at now, {place, texts, isHere}, of the texts the first that has room: its own place where that is not what is told of, else the nearest other.
   * @returns {{ place: number, texts: string[], isHere: boolean }[]}
   */
  function pointedAt(/** @type {Atlas.KioskMap} */ map) {
    const { layer, title, names, told, placed, isStory, radius } = map;
    const data = layer.data();
    const awayOf = (/** @type {number} */ place) => {
      const km = Math.min(...placed.map((one) => atlas.apart(data, one, place) ?? Infinity)), far = atlas.kilometres(km);
      return km < Infinity ? [`${title}, ${far}`, `${title}\n${far}`] : [];
    };
    const own = ownAway(map).map((place) => ({ place, texts: [...awayOf(place), title, inTwo(title)], isHere: true }));
    if (isStory || told !== null || !radius) return own;
    const { result } = layer;
    if (map.near.result !== result || map.near.placed !== placed) map.near = { result, placed, row: atlas.neighbours(data, placed, result.atPlace).find(({ km, place }) => km !== null && km <= radius && !own.some((one) => (atlas.apart(data, one.place, place) ?? Infinity) < SAME)) }; // a finger that moves the map asks at every frame
    const near = map.near.row;
    if (!near) return own;
    const name = names[near.place], within = `, ${title}`; // nothing is far from what lies in it
    const text = name.endsWith(within) ? name.slice(0, -within.length) : `${name}, ${atlas.kilometres(/** @type {number} */ (near.km), near.isWide)}`;
    return [...own, { place: near.place, texts: [text], isHere: false }];
  }

  /**
   * What towns of the basemap take of the map, with their names; `r` pixels are left around their dots.
   * @type {Atlas.Namespace["townsOf"]}
   */
  function townsOf({ map, basemap }, sight, r = TOWN[0]) {
    const towns = /** @type {Atlas.Taken[]} */ ([]);
    basemap?.townsWithin(map.getBounds(), map.getZoom(), (at, name) => {
      const { x, y } = map.latLngToContainerPoint(at).add([sight.left, sight.top]);
      towns.push({ x, y, r }, ...atlas.roomOfName({ text: name, x: x + ARROW, y, width: LETTER * name.length }));
      return true;
    });
    return towns;
  }

  /**
   * Find room for them: {mark: of the own place, arrows, written: names}; what they take is added to `taken`. Of what is in sight only the own place is marked: others have discs.
   * @type {Atlas.Namespace["kioskPointers"]}
   */
  function kioskPointers(map, { sight, over, taken, lines, ends, nameAt }) {
    const { layer } = map;
    const at = (place) => ({ x: layer.x(place), y: layer.y(place) });
    const isIn = ({ x, y }, by) => x > sight.left + by && x < sight.right - by && y > sight.top + by && y < sight.bottom - by && !over.some((box) => x > box.left - by && x < box.right + by && y > box.top - by && y < box.bottom + by);
    const seen = map.placed.map(at).filter((point) => isIn(point, 0));
    const from = seen[0] ?? { x: (sight.left + sight.right) / 2, y: (sight.top + sight.bottom) / 2 };
    const found = { mark: /** @type {Atlas.Pointers["mark"]} */ (null), arrows: /** @type {Atlas.Arrow[]} */ ([]), written: /** @type {Atlas.Name[]} */ ([]) };
    const write = (/** @type {Atlas.Name} */ name) => (found.written.push(name), taken.push(...atlas.roomOfName(name)));
    for (const { place, texts, isHere } of pointedAt(map)) {
      const point = at(place);
      if (isIn(point, 0)) {
        if (!isHere) continue;
        found.mark = { ...point, size: map.sizeOfHere(point) };
        taken.push({ ...point, r: MARK + 2, places: [place], large: true });
        write(nameAt(point, MARK, map.title));
      } else if (!ends.some((end) => end.place === place && end.cut)) {
        const find = (/** @type {Atlas.Taken[]} */ towns) => firstOf(texts, (text, rooms = [...taken, ...lines, ...towns]) => arrowTo(point, { sight, from, isFree: (spot) => isIn(spot, ARROW) && rooms.every((room) => apartOf(room, spot) > ARROW), name: (spot) => atlas.nameIfFree(layer, layer._context, spot, text, rooms) }));
        const way = isHere ? find([]) : find(townsOf(map, sight, TOWN[0])) ?? find(townsOf(map, sight, TOWN[1])); // by towns a visitor knows where all of it is
        if (!way) continue;
        found.arrows.push({ ...way.arrow, place, isHere });
        taken.push({ x: way.arrow.x, y: way.arrow.y, r: ARROW + 2, large: true });
        write(way.name);
      }
    }
    return found;
  }

  /**
   * The mark of the own place while something else is told of, of a `size` of 1 or less.
   * @type {Atlas.Namespace["drawHere"]}
   */
  function drawHere(context, point, size = 1) {
    const { accent } = atlas.look();
    for (const [r, colour] of /** @type {[number, string][]} */ ([[MARK + 1.5, "#ffffff"], [MARK, accent], [MARK - 2, "#ffffff"], [MARK - 4.5, accent]])) circle(context, point, r * size, colour);
  }

  /**
   * Draw the mark of the own place, and the arrows.
   * @type {Atlas.Namespace["drawPointers"]}
   */
  function drawPointers(context, { mark, arrows }) {
    const { accent, inactive } = atlas.look();
    if (mark) drawHere(context, mark, mark.size);
    for (const { x, y, angle, isHere } of arrows) {
      context.save();
      context.translate(x, y);
      context.rotate(angle);
      context.beginPath();
      for (const [along, across] of [[ARROW * 1.2, 0], [-ARROW * 0.8, -ARROW * 0.65], [-ARROW * 0.4, 0], [-ARROW * 0.8, ARROW * 0.65]]) context.lineTo(along, across);
      context.closePath();
      context.lineJoin = "round";
      context.lineWidth = 4;
      context.strokeStyle = "#ffffff";
      context.stroke();
      context.fillStyle = isHere ? accent : inactive;
      context.fill();
      context.restore();
    }
  }

  function circle(context, { x, y }, r, colour) {
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    context.fillStyle = colour;
    context.fill();
  }

  Object.assign(atlas, { inTwo, ownAway, townsOf, kioskPointers, drawHere, drawPointers });
})(globalThis.atlas ??= {});
