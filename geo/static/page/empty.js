"use strict";
// When no event matches: which one filter to take away, and how many events there would be.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill, format, gettext, ngettext } = atlas;
  const BARE = { ...atlas.EVERYTHING, focus: [] };
  /** The filters of a query, and its fields that each of them is. */
  const FILTERS = { text: ["text"], years: ["from", "to"], org: ["org"], kind: ["kind"], hide: ["hide"], certain: ["certain"], focus: ["focus"] };

  /** The fields of one filter as they are without it. */
  const without = (part) => Object.fromEntries(FILTERS[part].map((field) => [field, BARE[field]]));

  /** The filters of a query that are on. */
  function active(query) {
    const isOn = (field) => String(query[field] ?? "") !== String(BARE[field] ?? "");
    return Object.keys(FILTERS).filter((part) => FILTERS[part].some(isOn));
  }

  function named(part, query, axis) {
    if (part === "text") return format(gettext("Without “%(text)s”"), { text: query.text });
    if (part === "years") return format(gettext("Without the years %(years)s"), { years: atlas.yearSpan(query.from ?? axis.first, query.to ?? axis.last) });
    return {
      org: gettext("Of all organizations"),
      kind: gettext("Of all kinds"),
      hide: gettext("With the layers that are off"),
      certain: gettext("Also only possibly in these years"),
      focus: gettext("Whomever they concern"),
    }[part];
  }

  /**
   * Put into `root` what to do about a query that shows nothing. `on.only(query)` promises the events that its words and
   * focus leave; `on.drop(part, change)` takes one filter away.
   * @type {Atlas.Namespace["waysOut"]}
   */
  async function waysOut(root, data, query, on) {
    const rows = await Promise.all(active(query).map(async (part) => {
      const wider = { ...query, ...without(part) };
      const { shown } = atlas.select(data, { ...wider, only: await on.only(wider) });
      return { part, shown };
    }));
    const found = rows.filter(({ shown }) => shown).sort((a, b) => b.shown - a.shown);
    const button = ({ part, shown }) => el("button", {
      type: "button", class: "at-button",
      text: `${named(part, query, data.axis)}: ${format(ngettext("%(n)s event", "%(n)s events", shown), { n: shown })}`,
      on: { click: () => on.drop(part, without(part)) },
    });
    fill(root, el("p", { text: gettext("No event matches. Widen the years, or take a filter away.") }), found.map(button));
  }

  atlas.waysOut = waysOut;
})(globalThis.atlas ??= {});
