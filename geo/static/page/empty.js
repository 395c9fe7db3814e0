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

  /** Why nothing is shown: words that no event has, or filters that leave nothing of what there is. */
  function why(isNowhere, query) {
    if (!isNowhere) return gettext("No event matches. Widen the years, or take a filter away.");
    return format(gettext("“%(text)s” is in no event of the atlas. Look at the spelling, or search without it."), { text: query.text });
  }

  /**
   * Put into `root` what to do about a query that shows nothing. `on.count(query)` promises how many events another one shows;
   * `on.drop(part, change)` takes one filter away.
   * @type {Atlas.Namespace["waysOut"]}
   */
  async function waysOut(root, data, query, on) {
    const { count } = on;
    const rows = await Promise.all(active(query).map(async (part) => ({ part, shown: await count({ ...query, ...without(part) }) })));
    const isNowhere = query.text && !(await count({ ...query, ...BARE, text: query.text }));
    const found = rows.filter(({ shown }) => shown).sort((a, b) => b.shown - a.shown);
    const button = ({ part, shown }) => el("button", {
      type: "button", class: "at-button",
      text: `${named(part, query, data.axis)}: ${format(ngettext("%(n)s event", "%(n)s events", shown), { n: shown })}`,
      on: { click: () => on.drop(part, without(part)) },
    });
    fill(root, el("p", { text: why(isNowhere, query) }), found.map(button));
  }

  atlas.waysOut = waysOut;
})(globalThis.atlas ??= {});
