"use strict";
// Which places share a symbol, and how large symbols are. It is settled when a choice or the scale changes; while a
// hand is on the years, or they play, it stays, so that nothing jumps.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const MOST = 2 ** 15; // events of a place that still count for its rank
  const PLACES = 2 ** 22;
  const rest = (count) => MOST - 1 - Math.min(count, MOST - 1);

  class Groups {
    /** `flat` are the coordinates of places in the plane of zoom 0: x, y, x, y ... */
    constructor(data, flat) {
      this.data = data;
      this.flat = flat;
      /** @type {Atlas.Settled | null} */
      this.settled = null;
      this.most = Infinity; // the largest unit, where another map has its symbols beside these
      /** @type {{ chosen: Uint8Array | null, counts: Uint32Array, scale: number, unit: number }} */
      this.ever = { chosen: null, counts: new Uint32Array(0), scale: NaN, unit: NaN };
      this.placed = { scale: NaN, x: new Float64Array(0), y: new Float64Array(0) };
    }

    /** Settle anew the next time they are asked for. */
    release() {
      this.settled = null;
    }

    /**
     * {groups, apart, unit, sums} for a result of atlas.select at a scale. First come the places shown, those with most
     * events first, then those that other years would show. Those `apart` share symbols with each other only. The unit
     * of the symbols' area is that of all years, so that areas can be compared as the years move, unless the places now
     * shown need a smaller one.
     * @returns {Atlas.Settled}
     */
    at(result, scale, apart) {
      const { settled } = this;
      if (settled && settled.scale === scale) return settled;
      const ever = this.everAt(result.chosen);
      const own = new Set(apart.filter((place) => this.isPlaced(place)));
      const now = result.atPlace;
      const order = this.order(now, ever);
      const groups = atlas.gather(own.size ? order.filter((place) => !own.has(place)) : order, this.points(scale));
      const isAll = !own.size && ever.every((count, place) => count === now[place]); // as when no years are chosen
      const all = [...groups, ...atlas.gather([...own], this.points(scale))];
      const sums = result.choice.groups(all);
      atlas.whenIdle(() => sums.prepare());
      const unit = this.roomy(Math.min(this.most, this.steady(scale, isAll ? groups : null)), scale, groups, (_, g) => sums.of(g, result).count);
      return (this.settled = { scale, groups: all, apart: own, unit, sums });
    }

    /** What a group of the settled ones shows now: lists of places, each with its symbol at the first; those apart stay. */
    standing(group, result) {
      const { scale, apart } = /** @type {Atlas.Settled} */ (this.settled);
      const found = atlas.standing(group, (place) => result.isShownAt(place), this.points(scale));
      return found.length || !apart.has(group[0]) ? found : [group];
    }

    /** Events of a choice at each place, whatever their years. */
    everAt(chosen) {
      if (this.ever.chosen !== chosen) {
        const counts = new Uint32Array(this.data.places.n), weight = this.data.events.drawn ?? this.data.events.weight;
        const { begin, all } = this.data.eventsAt;
        for (let place = 0; place < counts.length; place += 1) {
          for (let k = begin[place]; k < begin[place + 1]; k += 1) if (chosen[all[k]]) counts[place] += weight ? weight[all[k]] : 1;
        }
        this.ever = { chosen, counts, scale: NaN, unit: NaN };
      }
      return this.ever.counts;
    }

    /** The unit for all years of the choice; it does not depend on the present ones. `known`: their groups, if these are. */
    steady(scale, known) {
      const { ever } = this;
      if (ever.scale !== scale) {
        const groups = known ?? atlas.gather(this.order(ever.counts, ever.counts), this.points(scale));
        const sum = (group) => group.reduce((total, place) => total + ever.counts[place], 0); // at most: who moved may be in it twice
        Object.assign(ever, { scale, unit: this.roomy(Infinity, scale, groups, sum) });
      }
      return ever.unit;
    }

    /** Places with events, those with most now first, then those with most ever. */
    order(now, ever) {
      const keys = new Float64Array(ever.length);
      let n = 0;
      for (let place = 0; place < ever.length; place += 1) {
        if (ever[place] && this.isPlaced(place)) keys[n++] = (rest(now[place]) * MOST + rest(ever[place])) * PLACES + place;
      }
      // Sorted as numbers, which is ten times as fast as by a function: most events have the smallest.
      const sorted = keys.subarray(0, n).sort();
      const places = new Array(n);
      for (let k = 0; k < n; k += 1) places[k] = sorted[k] % PLACES;
      return places;
    }

    /** The largest unit, at most `unit`, for groups of which `countOf` gives the events. */
    roomy(unit, scale, groups, countOf) {
      const sums = groups.map(countOf);
      const most = Math.min(unit, atlas.symbolUnit(sums, Math.log2(scale)));
      return atlas.roomyUnit(most, groups.map(([leader]) => leader), sums, this.points(scale), { fitting: atlas.fittingUnit, radius: atlas.symbolRadius });
    }

    /** Coordinates of places in CSS pixels of the whole world. */
    points(scale) {
      const { flat, placed: known } = this;
      if (known.scale === scale) return known;
      const n = flat.length / 2, [x, y] = [new Float64Array(n), new Float64Array(n)];
      for (let place = 0; place < n; place += 1) {
        x[place] = flat[2 * place] * scale;
        y[place] = flat[2 * place + 1] * scale;
      }
      return (this.placed = { scale, x, y });
    }

    isPlaced(place) {
      return !Number.isNaN(this.data.places.lon[place]);
    }
  }

  atlas.Groups = Groups;
})(globalThis.atlas ??= {});
