"use strict";
// The years of one place at a glance: a strip with a mark for every event.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;

  /** A strip over the axis of the atlas for events given by index; open ends run off the strip. */
  function yearStrip(/** @type {Atlas.Data} */ data, indices) {
    const { first, last } = data.axis;
    const span = last - first + 1;
    const share = (year) => Math.min(Math.max((year - first) / span, 0), 1) * 100;
    const bars = indices.filter((i) => data.events.earliest_start[i] !== atlas.UNDATED).map((i) => {
      const left = share(data.events.earliest_start[i]);
      const width = Math.max(share(data.events.latest_end[i] + 1) - left, 1.4);
      return el("span", { class: "at-strip-bar", style: { left: `${Math.min(left, 98.6)}%`, width: `${width}%` } });
    });
    return el("div", { class: "at-strip", "aria-hidden": "true" }, el("div", { class: "at-strip-line" }, bars), el("span", { text: atlas.yearName(first) }), el("span", { text: atlas.yearName(last) }));
  }

  atlas.yearStrip = yearStrip;
})(globalThis.atlas ??= {});
