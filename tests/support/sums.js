// Counts random datasets twice: by the page's own sums, and by looking at every event, place and organization as the
// rules say. Prints what differs. Run with node: the scripts of the page, each after what it uses, then the seeds.
"use strict";
const fs = require("node:fs"), vm = require("node:vm");
const [scripts, seeds] = [process.argv.slice(2, -1), process.argv.at(-1).split(",").map(Number)];
for (const script of scripts) vm.runInThisContext(fs.readFileSync(script, "utf8"), { filename: script });
const { atlas } = globalThis;

const OPEN = 32000, UNDATED = -32768, FAMILIES = 3, BODIES = 7, KINDS = 6, ROOTS = 3, PLACES = 14, EVENTS = 150, GROUPS = 6;
let state = 1;
const random = () => (state = (state * 16807) % 2147483647) / 2147483647;
const below = (n) => Math.floor(n * random());
const pick = (...values) => values[below(values.length)];

/** Four years: of one day, of an interval, of a decade in doubt, open or doubtful on each side, or none. */
function years(low, high) {
  const year = low + below(high - low + 1), later = Math.min(high, year + below(12));
  return pick(
    () => [year, year, year, year], () => [year, year, later, later], () => [year, later, year, later], () => [year, later, year, later],
    () => [year, later, Math.max(later - 3, year), Math.min(later + 4, high)], () => [-OPEN, year, year, later], () => [year, year, year, OPEN], () => Array(4).fill(UNDATED),
  )();
}

/** Of a place of an event: years inside those of the event, as geo/view/standing.py bounds them. */
function within(event) {
  if (event[0] === UNDATED || random() < 0.3) return event;
  const own = years(1915, 1960), clip = (year) => Math.min(Math.max(year, event[0]), event[3]);
  const [begins, begun, ended, ends] = own[0] === UNDATED ? event : own.map(clip);
  return [begins, Math.min(begun, ends), Math.max(ended, begins), ends];
}

function dataset() {
  const bounds = Array.from({ length: EVENTS }, () => years(1917, 1960));
  const bodies = Array.from({ length: EVENTS }, () => Array.from({ length: below(4) }, () => below(BODIES)));
  const moved = Array.from({ length: EVENTS }, (_, i) => (random() < 0.4 ? Array.from({ length: 1 + below(5) }, () => ({ place: below(PLACES), role: below(4), years: within(bounds[i]) })) : null));
  const several = moved.flatMap((stays, i) => (stays ? [i] : []));
  const all = several.flatMap((i) => moved[i]);
  const column = (k) => Int16Array.from(bounds, (four) => four[k]), stayColumn = (k) => Int16Array.from(all, (stay) => stay.years[k]);
  const of = new Int32Array(EVENTS).fill(-1);
  several.forEach((i, own) => (of[i] = own));
  const struck = Array.from({ length: EVENTS }, () => [...new Set(Array.from({ length: below(3) }, () => below(GROUPS)))]);
  const sum = (lengths) => lengths.reduce((sums, n) => [...sums, sums.at(-1) + n], [0]);
  const named = (n, name) => Array.from({ length: n }, (_, i) => ({ id: `${name}-${i}`, family: `family-${i % FAMILIES}` }));
  const data = {
    axis: { first: 1920, last: 1950 }, families: named(FAMILIES, "family"), organizations: named(BODIES, "body").map((body) => ({ ...body, life: pick([null, null], [1930, null], [1925.5, 1940.99], [1900, 1930.2], [1950.1, 1970]) })),
    kinds: named(KINDS, "kind").map((kind, i) => ({ ...kind, parent: i < ROOTS ? "" : `kind-${i % ROOTS}` })), roots: named(ROOTS, "kind"), rootOf: Uint8Array.from({ length: KINDS }, (_, i) => i % ROOTS), off: [],
    familyOf: Uint8Array.from({ length: BODIES }, (_, i) => i % FAMILIES),
    groups: named(GROUPS, "group"),
    places: { n: PLACES, lon: Float32Array.from({ length: PLACES }, (_, i) => (i < 2 ? NaN : i)) },
    events: {
      n: EVENTS, evidence: Uint8Array.from({ length: EVENTS }, () => below(16)), place: Int32Array.from({ length: EVENTS }, () => below(PLACES + 1) - 1), destination: new Int32Array(EVENTS).fill(-1),
      kind: Uint16Array.from({ length: EVENTS }, () => below(3)), detail: Uint16Array.from({ length: EVENTS }, () => pick(3, 4, 5, 65535)),
      offset: Uint32Array.from(sum(bodies.map((list) => list.length))), organization: Uint16Array.from(bodies.flat()),
      groups: { begin: Uint32Array.from(sum(struck.map((list) => list.length))), all: Uint32Array.from(struck.flat()) },
      earliest_start: column(0), latest_start: column(1), earliest_end: column(2), latest_end: column(3),
    },
    stays: {
      of, event: Uint32Array.from(several), offset: Uint32Array.from(sum(several.map((i) => moved[i].length))),
      place: Int32Array.from(all, (stay) => stay.place), role: Uint8Array.from(all, (stay) => stay.role),
      earliest_start: stayColumn(0), latest_start: stayColumn(1), earliest_end: stayColumn(2), latest_end: stayColumn(3),
    },
  };
  const when = (i) => (bounds[i][0] === UNDATED ? OPEN + 1 : bounds[i][0]);
  Object.assign(data.events, { order: Uint32Array.from([...Array(EVENTS).keys()].sort((a, b) => when(a) - when(b))) });
  return { ...data, ...atlas.eventsOfPlaces(data, PLACES) };
}

function question() {
  const [a, b] = [1912 + below(55), 1912 + below(55)].sort((x, y) => x - y);
  const some = (n, name) => Array.from({ length: pick(0, 0, 1, 2) }, () => `${name}-${below(n)}`);
  return {
    from: random() < 0.15 ? null : a, to: random() < 0.15 ? null : pick(a, b), certain: random() < 0.4,
    org: [...some(BODIES, "body"), ...some(FAMILIES, "family"), ...pick([], [], ["none"])], kind: some(KINDS, "kind"), hide: some(KINDS, "kind"), by: pick("what", "who"),
    only: pick(null, null, [...Array(EVENTS).keys()].filter(() => random() < 0.6)),
  };
}

// ---- The rules, read off event by event ----

function markOf({ from, to, certain }, chosen, [start, begun, ended, end]) {
  if (!chosen) return 0;
  if (from === null && to === null) return 2;
  const [low, high] = [from ?? -Infinity, to ?? Infinity];
  if (start === UNDATED || start > high || end < low) return 0;
  return begun <= high && ended >= low ? 2 : certain ? 0 : 1;
}

/** Whether an organization counts for an event that is shown: it lived in some of the years that both have. */
function counts({ from, to, certain }, [start, begun, ended, end], { life }) {
  const [first, last] = [life[0] === null ? -Infinity : Math.floor(life[0]), life[1] === null ? Infinity : Math.floor(life[1])];
  if ((from === null && to === null) || start > last || end < first) return true;
  const [low, high] = certain ? [begun, ended] : [start, end];
  return Math.max(low, first) <= (to ?? Infinity) && Math.min(high, last) >= (from ?? -Infinity);
}

function looked(data, query, chosen, groups) {
  const { events, stays, places } = data, four = (table, i) => [table.earliest_start[i], table.latest_start[i], table.earliest_end[i], table.latest_end[i]];
  const wanted = data.organizations.map(({ id, family }) => !query.org.length || query.org.includes(id) || query.org.includes(family));
  const found = { shown: 0, undated: 0, unplaced: 0, marks: [], facets: {}, named: Array(GROUPS).fill(0), evidence: Array(16).fill(0), hidden: {}, atPlace: Array(PLACES).fill(0), groups: groups.map(() => ({ count: 0, certain: 0, looks: Array((query.by === "who" ? FAMILIES : ROOTS) + 1).fill(0) })) };
  const shownIf = atlas.choose(data, { ...query, hide: [] });
  for (let i = 0; i < EVENTS; i += 1) {
    const mark = markOf(query, chosen[i], four(events, i));
    found.marks.push(mark);
    if (!chosen[i] && markOf(query, shownIf[i], four(events, i))) found.hidden[`kind-${events.kind[i] % ROOTS}`] = (found.hidden[`kind-${events.kind[i] % ROOTS}`] ?? 0) + 1;
    if (chosen[i] && events.earliest_start[i] === UNDATED) found.undated += 1;
    if (!mark) continue;
    found.shown += 1;
    found.evidence[data.events.evidence[i]] += 1;
    for (let k = events.groups.begin[i]; k < events.groups.begin[i + 1]; k += 1) found.named[events.groups.all[k]] += 1;
    const standing = new Map(), own = stays.of[i], hasPoint = (place) => place >= 0 && !Number.isNaN(places.lon[place]);
    const stand = (place, here) => here && hasPoint(place) && standing.set(place, Math.max(here, standing.get(place) ?? 0));
    if (own < 0) stand(events.place[i], mark);
    else for (let k = stays.offset[own]; k < stays.offset[own + 1]; k += 1) if (stays.role[k] < 2) stand(stays.place[k], Math.min(mark, markOf(query, true, four(stays, k))));
    if (!standing.size) found.unplaced += 1;
    for (const place of standing.keys()) found.atPlace[place] += 1;
    const bodies = [...events.organization.slice(events.offset[i], events.offset[i + 1])];
    const ids = [data.kinds[events.kind[i]].id, data.kinds[events.detail[i]]?.id, ...bodies.filter((body) => counts(query, four(events, i), data.organizations[body])).flatMap((body) => [data.organizations[body].id, data.organizations[body].family]), bodies.length ? null : "none"];
    for (const id of new Set(ids.filter(Boolean))) found.facets[id] = (found.facets[id] ?? 0) + 1;
    const families = new Set(bodies.length ? bodies.filter((body) => wanted[body]).map((body) => body % FAMILIES) : [FAMILIES]);
    const looks = query.by === "who" ? families : [events.kind[i] % ROOTS];
    groups.forEach((group, g) => {
      const here = Math.max(0, ...group.map((place) => standing.get(place) ?? 0));
      if (!here) return;
      found.groups[g].count += 1;
      if (here === 2) found.groups[g].certain += 1;
      for (const look of looks) found.groups[g].looks[look] += 1;
    });
  }
  return found;
}

function summed(data, result, groups) {
  const { shown, undated, unplaced, marks, atPlace } = result, sums = result.choice.groups(groups);
  const facets = Object.fromEntries([...result.facets()].filter(([, n]) => n));
  const hidden = Object.fromEntries(result.hidden().map(([{ id }, n]) => [id, n]));
  return { shown, undated, unplaced, marks: [...marks], facets, named: [...result.named("groups")], evidence: result.evidence(), hidden, atPlace: [...atPlace], groups: groups.map((_, g) => sums.of(g, result)) };
}

const sorted = (value) => JSON.stringify(value, (_, part) => (part && part.constructor === Object ? Object.fromEntries(Object.entries(part).sort()) : part));
const wrong = [];
for (const seed of seeds) {
  state = seed;
  const data = dataset(), groups = [[], [], [], []];
  for (let place = 0; place < PLACES; place += 1) if (place !== 5) groups[below(4)].push(place);
  for (let k = 0; k < 40; k += 1) {
    const query = question(), result = atlas.select(data, query), chosen = atlas.choose(data, query);
    const [expected, found] = [looked(data, query, chosen, groups), summed(data, result, groups)];
    for (const name of Object.keys(expected)) if (sorted(expected[name]) !== sorted(found[name])) wrong.push({ seed, query, name, expected: expected[name], found: found[name] });
    const fresh = atlas.select(data, query, result.choice), present = expected.atPlace.map((_, place) => fresh.isShownAt(place));
    if (sorted(present) !== sorted(expected.atPlace.map((n) => n > 0))) wrong.push({ seed, query, name: "isShownAt", expected: expected.atPlace, found: present });
    const among = atlas.select(data, query, result.choice).shownAmong([...present.keys()]);
    if (sorted(among) !== sorted([...present.keys()].filter((place) => present[place]))) wrong.push({ seed, query, name: "shownAmong", expected: expected.atPlace, found: among });
    const together = groups.map((group) => atlas.countTogether(data, result, group));
    if (sorted(together) !== sorted(expected.groups)) wrong.push({ seed, query, name: "together", expected: expected.groups, found: together });
    const moving = result.choice.groups(groups), other = atlas.select(data, { ...query, from: 1930, to: 1931 }, result.choice);
    const sums = [other, result].map((one) => groups.map((_, g) => moving.of(g, one)))[1]; // of other years than it was first asked for
    if (sorted(sums) !== sorted(expected.groups)) wrong.push({ seed, query, name: "sums", expected: expected.groups, found: sums });
    const ever = atlas.choose(data, { ...query, from: null, to: null }), one = (year) => atlas.select(data, { ...query, from: year, to: year }).shown;
    const { years } = atlas.histogram(data, ever, query.certain, query.org);
    const bars = years.map((_, at) => one(data.axis.first + at));
    if (sorted(bars) !== sorted(years)) wrong.push({ seed, query, name: "histogram", expected: bars, found: years });
  }
}
console.log(JSON.stringify(wrong.slice(0, 3)));
