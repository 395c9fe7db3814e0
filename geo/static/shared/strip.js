"use strict";
// The years of one place at a glance: a strip with a mark for every event.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;

  /** A strip over the axis of the atlas for the years in which events, given by index, were at a place; open ends run off it. */
  function yearStrip(/** @type {Atlas.Data} */ data, indices, place) {
    const { first, last } = data.axis;
    const span = last - first + 1;
    const share = (year) => Math.min(Math.max((year - first) / span, 0), 1) * 100;
    const dated = indices.filter((i) => data.events.earliest_start[i] !== atlas.UNDATED);
    const spans = new Map(dated.flatMap((i) => atlas.spansAt(data, i, [place])).map((span) => [span.join(), span])); // of thousands of events many are alike
    const bars = [...spans.values()].map(([from, to]) => {
      const left = share(from);
      const width = Math.max(share(to + 1) - left, 1.4);
      return el("span", { class: "at-strip-bar", style: { left: `${Math.min(left, 98.6)}%`, width: `${width}%` } });
    });
    return el("div", { class: "at-strip", "aria-hidden": "true" }, el("div", { class: "at-strip-line" }, bars), el("span", { text: atlas.yearName(first) }), el("span", { text: atlas.yearName(last) }));
  }

  atlas.yearStrip = yearStrip;
})(globalThis.atlas ??= {});
