"use strict";
// Part of the layer of events: the ways that people were taken.
(function (/** @type {Atlas.Namespace} */ atlas) {
  atlas.waysOfEvents = {
    /** The arrows now shown, each once: {event, from, to, mark}; `from` and `to` are places. */
    ways() {
      const ways = /** @type {Atlas.Way[]} */ ([]);
      const gone = /** @type {Map<string, Atlas.Way>} */ (new Map()); // a way may have been gone twice
      for (const arc of this._arcs) {
        const mark = atlas.markOfArc(this._data, this.result, arc);
        if (!mark) continue;
        const key = arc.leg ? `${arc.event} ${arc.from} ${arc.to}` : "";
        const known = gone.get(key);
        if (known) known.mark = Math.max(known.mark, mark);
        else ways.push({ ...arc, mark });
        if (key && !known) gone.set(key, ways[ways.length - 1]);
      }
      return ways;
    },

    /** Draw them beneath `symbols`: a map has arrows.js for that, a kiosk its own. */
    _drawArcs(context, symbols) {
      atlas.drawArrows?.(context, this, symbols);
    },
  };
})(globalThis.atlas ??= {});
