"use strict";
// Below the bars: which years the collection covers, and the year whose borders the map shows.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill, gettext, format, yearSpan } = atlas;
  const CLASSES = ["none", "sampled", "examined"];

  /** A band for a timeline's plot; `update({depth, mark}, axis, scale)` draws what it was given last. */
  function timelineBand() {
    const band = el("div", { class: "at-tl-band", role: "img" });
    const mark = el("div", { class: "at-tl-mark", "aria-hidden": "true", hidden: true });
    let state = { depth: null, mark: null };
    let drawn = "";
    function update(change, axis, scale) {
      state = { ...state, ...change };
      if (!scale) return;
      const now = `${scale.width} ${scale.pitch} ${state.depth ? Array.from(state.depth).join("") : ""}`;
      if (now !== drawn) drawBand(band, state.depth, axis, scale);
      drawn = now;
      const slot = state.mark === null ? 0 : state.mark - axis.first + 1;
      mark.hidden = slot < 1 || slot >= axis.end;
      if (!mark.hidden) mark.style.setProperty("--x", `${scale.middle(slot)}px`);
    }
    return { nodes: [band, mark], update };
  }

  function drawBand(band, depth, axis, scale) {
    band.hidden = !depth;
    if (!depth) return;
    const rows = atlas.coverageStretches(Array.from(depth), axis.first);
    band.setAttribute("aria-label", describe(rows));
    fill(band, rows.map(([value, from, to]) => stretch(CLASSES[value], scale.left(from - axis.first + 1), scale.right(to - axis.first + 1))));
  }

  const stretch = (name, left, right) => el("span", { class: `at-tl-${name}`, style: { left: `${left}px`, width: `${right - left}px` } });

  function describe(rows) {
    const years = (value) => rows.filter((row) => row[0] === value).map(([, from, to]) => yearSpan(from, to)).join(", ");
    return format(gettext("Years this collection has examined: %(examined)s; sampled: %(sampled)s; not covered: %(none)s"), {
      examined: years(2) || "–",
      sampled: years(1) || "–",
      none: years(0) || "–",
    });
  }

  atlas.timelineBand = timelineBand;
})(globalThis.atlas ??= {});
