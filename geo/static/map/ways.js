"use strict";
// Part of the layer of events: the ways that people were taken.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const WORLD = 256; // pixels around the Earth at zoom 0

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

    _drawArcs(context) {
      const at = (place) => ({ x: this.x(place), y: this.y(place) });
      this._ends = new Map();
      const asked = this.options.allWays || this._query.kind.length > 0; // for a few of many kinds: then their ways are what was asked for
      const ways = this.ways();
      const told = this._told !== null; // then its ways alone, if it has any; else those that touch the chosen place
      const isChosen = told || this._selected !== null; // then the ways of others are in its way
      for (const { event, from, to, mark } of ways) {
        const selected = told ? this._isTold(event, from, to) : this._selected !== null && (this._selected === from || this._selected === to);
        if (isChosen && !selected && !asked) continue;
        for (const ends of atlas.shortWays(at(from), at(to), WORLD * this._scale)) atlas.drawArc(context, { ...ends, certain: mark === atlas.CERTAIN, selected, hinted: !asked && !selected });
        this._ends.set(to, { ...at(to), count: 1, r: 0, places: [to] });
      }
    },

    /** Whether a way is one of the event that is told; an engine has counted it among those that went the same way. */
    _isTold(event, from, to) {
      const { events: { place, destination }, remote } = this._data;
      return event === this._told || (Boolean(remote) && place[this._told] === from && destination[this._told] === to);
    },
  };
})(globalThis.atlas ??= {});
