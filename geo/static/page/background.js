"use strict";
// The one year inside the chosen years whose borders, names and waters the map shows.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;
  const _ = (text) => atlas.gettext(text);

  /** Shows and changes the highlighted year in its `node`; `onChange(year)` hears of a change. */
  function background(axis, onChange) {
    const year = el("output", { class: "at-year", "aria-live": "polite" });
    let now = { query: atlas.EVERYTHING, year: axis.first };
    const step = (by) => onChange(atlas.backgroundYear({ ...now.query, year: now.year + by }, axis));
    const button = (label, sign, by) => el("button", { type: "button", class: "at-year-step", "aria-label": label, text: sign, on: { click: () => step(by) } });
    const [back, forward] = [button(_("Borders and names of the year before"), "‹", -1), button(_("Borders and names of the year after"), "›", 1)];
    return {
      node: el("div", { class: "at-background", role: "group", "aria-label": _("Year of borders and names") }, back, year, forward),
      update(query) {
        const [low, high] = atlas.yearLimits(query, axis);
        now = { query, year: atlas.backgroundYear(query, axis) };
        atlas.say(year, atlas.format(_("Borders and names of %(year)s"), { year: now.year }));
        back.disabled = now.year <= low;
        forward.disabled = now.year >= high;
        return now.year;
      },
    };
  }

  atlas.background = background;
})(globalThis.atlas ??= {});
