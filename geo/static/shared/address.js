"use strict";
// The address of a page of its own: the same parameters, with the same rules, as geo/view/query.py; a test compares them.
// A kiosk reads the views of stories by it. A saved file keeps them behind "#", a served page behind "?".
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { N_, format } = atlas;
  const YEARS = [-9999, 9999];
  const MAX_TEXT = 200;
  const OPEN = ".."; // an open end of years, as EDTF writes it
  const MAX_NOTICES = 8;
  const NOTICED = 40; // characters of a wrong value that are shown
  const VIEW = /^-?\d{1,6}(?:\.\d{1,20})?,-?\d{1,6}(?:\.\d{1,20})?,-?\d{1,6}(?:\.\d{1,20})?$/;
  const LIMITS = /** @type {[number, number, number][]} */ ([[3, -85, 85], [3, -360, 360], [2, 1, 14]]); // digits, least, most: latitude, longitude, zoom
  const ORDER = ["story", "step", "from", "to", "certain", "org", "kind", "group", "person", "hide", "within", "year", "q", "place", "card", "town", "list", "v", "by", "vs", "vsorg"];

  /** Which ids an address may name, by parameter. */
  function knownIds(/** @type {Atlas.Data} */ data) {
    const some = (rows) => new Set(rows.map(({ id }) => id));
    const kinds = some(data.kinds);
    const bodies = new Set([...some(data.organizations), ...some(data.families), atlas.NONE_NAMED]);
    const has = (words) => ({ has: (id) => words.get(id) !== undefined });
    return { org: bodies, vsorg: bodies, kind: kinds, hide: kinds, group: some(data.groups), person: some(data.persons), within: has(data.eventIndex), card: has(data.eventIndex), place: has(data.placeIndex), town: new Set(data.towns) };
  }

  /**
   * What an address asks for: {query, place, card, town, list, view, notices}; what is wrong with it is left out and said.
   * @type {Atlas.Namespace["readAddress"]}
   */
  function readAddress(address, data) {
    const notices = /** @type {string[]} */ ([]);
    const say = (message, values) => notices.push(format(atlas.gettext(message), values));
    const { reading, params: given } = atlas.readingOf(new URLSearchParams(address), data, (message, part) => say(message, { part: quoted(part) }));
    const value = (name) => given.getAll(name).at(-1) ?? "";
    const known = knownIds(data);
    function ids(name) {
      const asked = [...new Set(value(name).split(",").filter(Boolean))];
      for (const part of asked) if (!known[name].has(part)) say(N_("The address names %(part)s, which this atlas does not have; it was left out."), { part: quoted(part) });
      return asked.filter((part) => known[name].has(part));
    }
    const hidden = (text) => (text === atlas.NONE_NAMED ? [] : text ? ids("hide").sort() : data.off);
    function oneOf(words, name) {
      const asked = value(name);
      if (!asked || words.includes(asked)) return asked || words[0];
      say(N_("The address says %(part)s for %(name)s, which may be %(words)s; it was left out."), { part: quoted(asked), name: `'${name}'`, words: words.join(", ") });
      return words[0];
    }
    function one(name) {
      const found = ids(name);
      if (found.length > 1) say(N_("The address names several ids for %(name)s; %(part)s was taken."), { name: `'${name}'`, part: `'${found[0]}'` });
      return found[0] ?? "";
    }
    const [org, kind, group, person] = ["org", "kind", "group", "person"].map((name) => ids(name).sort());
    const hide = hidden(value("hide"));
    const span = years(value("from"), value("to"), say); // in the order in which Python reads, and tells what is wrong
    const [certain, text] = [isOn(value("certain"), say), searched(value("q"), say)];
    const within = one("within");
    const year = yearOf(value("year"), say);
    const [place, card] = [one("place") || null, one("card") || undefined];
    const town = one("town");
    const list = /** @type {Atlas.Subset} */ (oneOf(atlas.subsets ?? ["all"], "list"));
    const view = viewOf(value("v"), say);
    const by = oneOf(["what", "who"], "by");
    const against = offered(againstOf(value("vs"), ids("vsorg").sort(), say), data, say);
    const focus = [...focuses("group", group), ...focuses("person", person), ...focuses("within", within ? [within] : [])];
    const query = { ...span, certain, org, kind, hide, year, text, focus, by, against, only: null }; // the page works out what is left
    const asked = { query, place, card, town, list, view, reading };
    return { ...asked, reading: writeAddress(asked, data).startsWith("story=") ? reading : null, notices: few(notices) };
  }

  /** @type {(what: Atlas.Focus["what"], ids: string[]) => Atlas.Focus[]} */
  const focuses = (what, ids) => ids.map((id) => ({ what, id }));

  function years(first, last, say) {
    const [from, to] = [yearOf(first, say), yearOf(last, say)];
    if (from === null || to === null || from <= to) return { from, to };
    say(N_("The years %(first)s to %(last)s ran backwards and were turned round."), { first: atlas.yearName(from), last: atlas.yearName(to) });
    return { from: to, to: from };
  }

  /** With what a view is compared: other years, as an interval, or other bodies. */
  function againstOf(text, org, say) {
    const [first, last, ...more] = text.split("/");
    const sound = first && last && !more.length;
    if (text && !sound) say(N_("%(part)s in the address is no span of years; it was left out."), { part: quoted(text) });
    const span = sound ? years(first === OPEN ? "" : first, last === OPEN ? "" : last, say) : null;
    return span || org.length ? { years: span, org } : null;
  }

  /** A page in front of an engine has one map. */
  function offered(against, /** @type {Atlas.Data} */ data, say) {
    if (against && data.remote) say(N_("Very large datasets are not compared on two maps; this part of the address was left out."));
    return data.remote ? null : against;
  }

  function yearOf(text, say) {
    if (!text) return null;
    const asked = atlas.readYear(text);
    if (asked === null) say(N_("%(part)s in the address is not a year; it was left out."), { part: quoted(text) });
    if (asked === null) return null;
    const year = atlas.clamp(asked, YEARS[0], YEARS[1]);
    if (year !== asked) say(N_("The year %(part)s in the address was taken as %(year)s."), { part: text.split(/\s+/).join(" "), year });
    return year;
  }

  function isOn(text, say) {
    if (!["", "0", "1"].includes(text)) say(N_("%(part)s in the address is neither 0 nor 1; it was left out."), { part: quoted(text) });
    return text === "1";
  }

  function searched(text, say) {
    const words = Array.from(text.trim());
    if (words.length > MAX_TEXT) say(N_("The search text was cut to %(n)s characters."), { n: MAX_TEXT });
    return words.slice(0, MAX_TEXT).join("").trim();
  }

  function viewOf(text, say) {
    if (text && !VIEW.test(text)) say(N_("%(part)s in the address is not a view of the map; it was left out."), { part: quoted(text) });
    return VIEW.test(text) ? clamped(text.split(",").map(Number)) : null;
  }

  function clamped(numbers) {
    const [lat, lon, zoom] = numbers.map((number, i) => atlas.clamp(Number(number.toFixed(LIMITS[i][0])), LIMITS[i][1], LIMITS[i][2]));
    return { lat, lon, zoom };
  }

  function few(notices) {
    const more = notices.length - MAX_NOTICES;
    if (more <= 0) return notices;
    const left = atlas.ngettext("%(n)s more part of the address was left out.", "%(n)s more parts of the address were left out.", more);
    return [...notices.slice(0, MAX_NOTICES), format(left, { n: more })];
  }

  const quoted = (text) => `'${text.length > NOTICED ? `${text.slice(0, NOTICED)}...` : text}'`;

  /**
   * The address of what a page shows; defaults are left out.
   * @type {Atlas.Namespace["writeAddress"]}
   */
  function writeAddress({ query, place, card, town, list, view, reading = null }, data) {
    const focused = (what) => query.focus.filter((one) => one.what === what).map(({ id }) => id).sort().join(",");
    const ids = (some) => [...some].sort().join(",");
    const values = {
      from: query.from ?? "", to: query.to ?? "", certain: query.certain ? "1" : "",
      org: ids(query.org), kind: ids(query.kind), hide: ids(query.hide) === ids(data.off) ? "" : ids(query.hide) || atlas.NONE_NAMED,
      group: focused("group"), person: focused("person"), within: focused("within"),
      year: query.year ?? "", q: query.text, place: place ?? "", card: card ?? "", town: town ?? "", list: list === "all" ? "" : list ?? "",
      by: query.by === "what" ? "" : query.by,
      vs: query.against?.years ? [query.against.years.from, query.against.years.to].map((year) => year ?? OPEN).join("/") : "",
      vsorg: ids(query.against?.org ?? []),
      v: view ? `${view.lat.toFixed(3)},${view.lon.toFixed(3)},${Number(view.zoom.toFixed(2))}` : "",
    };
    const written = new Map(ORDER.filter((name) => (values[name] ?? "") !== "").map((name) => [name, String(values[name])]));
    return [...atlas.readingAddress(reading, written, data)].map(([name, text]) => `${name}=${encodeURIComponent(text).replaceAll("%2C", ",")}`).join("&");
  }

  /** Whether a parameter is one of a view. */
  const isOfView = (name) => ORDER.includes(name);

  Object.assign(atlas, { readAddress, writeAddress, isOfView });
})(globalThis.atlas ??= {});
