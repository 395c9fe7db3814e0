"use strict";
// The years of one place at a glance: a strip with a mark for every event.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;
  const known = new WeakMap(); // by the events of a place their years: they do not depend on what is chosen

  /** A strip over the axis of the atlas for the years in which events, given by index, were at a place; open ends run off it. */
  function yearStrip(/** @type {Atlas.Data} */ data, indices, place) {
    const { first, last } = data.axis;
    const span = last - first + 1;
    const share = (year) => Math.min(Math.max((year - first) / span, 0), 1) * 100;
    if (!known.has(indices)) known.set(indices, spansOf(data, indices, place));
    const bars = known.get(indices).map(([from, to]) => {
      const left = share(from);
      const width = Math.max(share(to + 1) - left, 1.4);
      return el("span", { class: "at-strip-bar", style: { left: `${Math.min(left, 98.6)}%`, width: `${width}%` } });
    });
    return el("div", { class: "at-strip", "aria-hidden": "true" }, el("div", { class: "at-strip-line" }, bars), el("span", { text: atlas.yearName(first) }), el("span", { text: atlas.yearName(last) }));
  }

  /** The years in which events were at a place, each once: of thousands of events many are alike. */
  function spansOf(/** @type {Atlas.Data} */ data, indices, place) {
    const dated = indices.filter((i) => data.events.earliest_start[i] !== atlas.UNDATED);
    return [...new Map(dated.flatMap((i) => atlas.spansAt(data, i, [place])).map((span) => [span.join(), span])).values()];
  }

  atlas.yearStrip = yearStrip;
})(globalThis.atlas ??= {});
