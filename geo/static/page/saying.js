"use strict";
// A view in words, as the name of a file, and as a citation: what is carried away says what it is of.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { format, N_ } = atlas;
  const _ = (text) => atlas.gettext(text);
  const NAMED = 3; // ids of one filter in the name of a file
  const LONGEST = 120; // characters of that name
  const FOCUSED = { group: N_("Victims"), person: N_("Persons"), within: N_("Part of") };

  /** The years of a query in words; without any those of the axis. */
  function yearsOf(/** @type {Atlas.Data} */ data, { from, to }) {
    return atlas.yearSpan(from ?? Math.min(data.axis.first, to ?? Infinity), to ?? Math.max(data.axis.last, from ?? -Infinity));
  }

  /**
   * All filters of a query but the years, a line each; `titles` are those of events by id, for what is part of one.
   * @type {Atlas.Namespace["filterWords"]}
   */
  function filterWords(data, query, titles = new Map()) {
    const bodies = new Map([...data.organizations, ...data.families, { id: atlas.NONE_NAMED, name: _("None named") }].map(({ id, name }) => [id, name]));
    const kinds = new Map(data.kinds.map(({ id, name }) => [id, name]));
    const known = { group: new Map(data.groups.map(({ id, name }) => [id, name])), person: new Map(data.persons.map(({ id, name }) => [id, name])), within: titles };
    const named = (label, ids, names) => (ids.length ? `${label}: ${ids.map((id) => names.get(id) ?? id).join(", ")}` : "");
    const focused = (what) => named(_(FOCUSED[what] ?? what), query.focus.filter((one) => one.what === what).map(({ id }) => id), known[what] ?? new Map());
    return [
      query.certain ? _("Only events certainly in these years") : "",
      named(_("Organizations"), query.org, bodies),
      named(_("What happened"), query.kind, kinds),
      named(_("Left out"), [...atlas.offOf(data, query)], kinds),
      ...new Set(query.focus.map(({ what }) => focused(what))),
      query.against ? `${_("Compared, on a map of its own, with")}: ${[query.against.years ? yearsOf(data, query.against.years) : "", ...(query.against.org ?? []).map((id) => bodies.get(id) ?? id)].filter(Boolean).join(", ")}` : "",
      query.text ? `${_("Words")}: “${query.text}”` : "",
    ].filter(Boolean);
  }

  /**
   * The name of a file that holds a view, without its ending; the same as geo/view/naming.py makes, which a test compares.
   * @type {Atlas.Namespace["viewName"]}
   */
  function viewName(name, parameters) {
    const value = (key) => parameters.get(key) ?? "";
    const ids = (key, before = "") => {
      const all = value(key).split(",").filter(Boolean);
      return [...all.slice(0, NAMED).map((id) => before + id), ...(all.length > NAMED ? [`and-${all.length - NAMED}-more`] : [])];
    };
    const words = value("q").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
    const parts = [
      years(value("from"), value("to")), value("certain") === "1" ? "certain" : "",
      ...ids("org"), ...ids("kind"), ...ids("group"), ...ids("person"), ...(value("hide") === atlas.NONE_NAMED ? ["all-kinds"] : ids("hide", "without-")), ...ids("within", "within-"),
      value("q") ? `words-${words}`.replace(/-$/, "") : "",
    ];
    const said = parts.filter(Boolean);
    if (said.join() === "all-kinds") said.pop(); // that is everything
    const whole = [name.replace(/[^A-Za-z0-9.-]+/g, "-").replace(/^-+|-+$/g, "") || "atlas", ...said].join("_");
    return whole.length > LONGEST ? `${whole.slice(0, LONGEST - 1)}~` : whole;
  }

  function years(from, to) {
    const year = (text) => (Number(text) < 1 ? `${1 - Number(text)}bc` : text);
    if (!from && !to) return "";
    if (!to) return `from-${year(from)}`;
    if (!from) return `to-${year(to)}`;
    return from === to ? year(from) : `${year(from)}-${year(to)}`;
  }

  /**
   * How to cite a view: as geo/export/citation.py, by the address where it can be seen again.
   * @type {Atlas.Namespace["citation"]}
   */
  function citation(data, shown, address) {
    const message = atlas.ngettext("%(title)s. Dataset version %(version)s, %(n)s event shown. %(address)s (accessed %(day)s).", "%(title)s. Dataset version %(version)s, %(n)s events shown. %(address)s (accessed %(day)s).", shown);
    const day = new Intl.DateTimeFormat(atlas.language() === "en" ? "en-GB" : atlas.language(), { dateStyle: "long" }).format(new Date());
    return format(message, { title: data.title, version: data.version, n: shown, address, day });
  }

  /**
   * The address at which a view is seen again; of a saved file its name, since where it lies is nobody's business. What a
   * page in the app shows is shown by the app.
   * @type {Atlas.Namespace["addressOf"]}
   */
  function addressOf(parameters, { hosted = false } = {}) {
    const written = `${parameters}`.replaceAll("%2C", ",");
    if (!location.protocol.startsWith("http")) return `${fileName()}${written ? `#${written}` : ""}`;
    const base = hosted ? new URL(".", location.href) : new URL(location.pathname, location.href);
    return `${base.href}${written ? `?${written}` : ""}`;
  }

  function fileName() {
    const last = location.pathname.split("/").at(-1) ?? "";
    try {
      return decodeURIComponent(last) || "map.html";
    } catch {
      return last; // a name that is no UTF-8
    }
  }

  Object.assign(atlas, { yearsOf, filterWords, viewName, citation, addressOf });
})(globalThis.atlas ??= {});
