"use strict";
// Which places share a symbol, and how large symbols are. It is settled when a choice or the scale changes; while a
// hand is on the years, or they play, it stays, so that nothing jumps.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const MOST = 2 ** 15; // events of a place that still count for its rank
  const KEPT = 4; // views of a choice to which a visitor may come back, as from some years to all of them

  class Groups {
    /** `flat` are the coordinates of places in the plane of zoom 0: x, y, x, y ... */
    constructor(data, flat) {
      this.data = data;
      this.flat = flat;
      /** @type {Atlas.Settled | null} */
      this.settled = null;
      this.kept = { choice: /** @type {Atlas.Choice | null} */ (null), views: /** @type {Map<string, Atlas.Settled>} */ (new Map()) };
      this.most = Infinity; // the largest unit, where another map has its symbols beside these
      /** @type {{ ever: Uint32Array | null, scale: number, unit: number }} */
      this.always = { ever: null, scale: NaN, unit: NaN }; // of all years
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
      const years = result.isAll ? "all" : `${result.from} ${result.to}`;
      return (this.settled = this.known(result, [years, scale, this.most, ...apart].join(" "), () => this.settle(result, scale, apart)));
    }

    /** What was settled for a view, or is `made` of it now. */
    known(/** @type {Atlas.Result} */ { choice }, /** @type {string} */ view, /** @type {() => Atlas.Settled} */ made) {
      if (this.kept.choice !== choice) this.kept = { choice, views: new Map() };
      const { views } = this.kept, found = views.get(view) ?? made();
      views.delete(view); // the one that was looked at last stands last
      views.set(view, found);
      if (views.size > KEPT) views.delete(/** @type {string} */ (views.keys().next().value));
      return found;
    }

    /** @returns {Atlas.Settled} */
    settle(result, scale, apart) {
      const { atPlace: now, choice: { whole: { ever } } } = result;
      const own = new Set(apart.filter((place) => this.isPlaced(place)));
      const order = inRank(now, ever);
      const groups = atlas.gather(own.size ? order.filter((place) => !own.has(place)) : order, this.points(scale));
      const isAll = !own.size && (now === ever || ever.every((count, place) => count === now[place])); // as when no years are chosen
      const all = own.size ? [...groups, ...atlas.gather([...own], this.points(scale))] : groups;
      const sums = result.choice.groups(all);
      atlas.whenIdle(() => this.data.more().then(() => sums.prepare()));
      const counts = groups.map((_, g) => sums.count(g, result));
      const unit = this.roomy(Math.min(this.most, this.steady(ever, scale, isAll ? groups : null)), scale, groups, counts);
      return { scale, groups: all, apart: own, unit, sums };
    }

    /** What a group of the settled ones shows now: lists of places, each with its symbol at the first; those apart stay. */
    standing(group, result) {
      const { scale, apart } = /** @type {Atlas.Settled} */ (this.settled);
      const found = atlas.standing(group[0], result.shownAmong(group), this.points(scale));
      return found.length || !apart.has(group[0]) ? found : [group];
    }

    /** The unit for all years of the choice; it does not depend on the present ones. `known`: their groups, if these are. */
    steady(ever, scale, known) {
      if (this.always.ever !== ever || this.always.scale !== scale) {
        const groups = known ?? atlas.gather(inRank(ever, ever), this.points(scale));
        const sums = groups.map((group) => group.reduce((total, place) => total + ever[place], 0)); // at most: who moved may be in it twice
        this.always = { ever, scale, unit: this.roomy(Infinity, scale, groups, sums) };
      }
      return this.always.unit;
    }

    /** The largest unit, at most `unit`, for groups that have some numbers of events. */
    roomy(unit, scale, groups, counts) {
      const most = Math.min(unit, atlas.symbolUnit(counts, Math.log2(scale)));
      return atlas.roomyUnit(most, groups.map(([leader]) => leader), counts, this.points(scale), { fitting: atlas.fittingUnit, radius: atlas.symbolRadius });
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

  /** Places with events, those with most now first, then those with most ever. */
  function inRank(now, ever) {
    const places = new Uint32Array(ever.length);
    let n = 0;
    for (let place = 0; place < ever.length; place += 1) if (ever[place]) places[n++] = place;
    const ranked = byCount(places.subarray(0, n), ever);
    return now === ever ? ranked : byCount(ranked, now);
  }

  /** Places by their counts, the largest first, those of one count in their order: a counting sort, since most counts are small. */
  function byCount(/** @type {Uint32Array} */ places, /** @type {Uint32Array} */ counts) {
    const n = places.length, ranks = new Uint16Array(n), next = new Uint32Array(MOST + 1), sorted = new Uint32Array(n);
    for (let k = 0; k < n; k += 1) {
      const count = counts[places[k]];
      ranks[k] = MOST - 1 - (count < MOST ? count : MOST - 1);
      next[ranks[k] + 1] += 1;
    }
    for (let at = 0; at < MOST; at += 1) next[at + 1] += next[at];
    for (let k = 0; k < n; k += 1) sorted[next[ranks[k]]++] = places[k];
    return sorted;
  }

  atlas.Groups = Groups;
})(globalThis.atlas ??= {});
