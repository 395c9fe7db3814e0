"use strict";
// What is read follows what is watched: the frame of a change holds symbols and, as often as somebody can read them, counts.
// The other parts of the page come after it: while a change goes on one after each frame, then as many as one frame has time for.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const PACE = 300; // ms between two runs of one lane while a change goes on
  const FRAME = 1000 / 60; // ms; where frames are slow, what is watched goes before what is read: frames are counted as well
  const LATEST = 1000; // ms after which a lane runs however slow they are
  const BUDGET = 8; // ms after a frame in which another lane is begun, once the change has ended

  class Lanes {
    /**
     * `parts`: by name, in the order in which they follow a change; each may return a promise of its end. `paces`: ms of
     * those that follow at another one.
     */
    constructor(parts, paces = {}) {
      this.lanes = Object.entries(parts).map(([name, run]) => ({ name, run, pace: paces[name] ?? PACE, due: false, last: -Infinity, frames: 0 }));
      this.held = ""; // the lane that waits until it is known what it is to follow
      this.live = false;
      this.frame = 0;
      this.timer = 0; // of what follows the frame
      this.running = 0;
      this.waiting = /** @type {(() => void)[]} */ ([]);
    }

    /** Everything is to follow; `live`: further changes will come, so that no lane runs more often than PACE. */
    change(live) {
      if (live && !this.live) for (const lane of this.lanes) lane.last = -Infinity; // what begins is told at once
      this.live = live;
      for (const lane of this.lanes) lane.due = true;
      this.go();
    }

    go() {
      if (this.lanes.some((lane) => this.hasWork(lane))) this.frame ||= requestAnimationFrame(() => this.step());
    }

    /** After a frame that is painted, the lanes whose turn it is: those that wait longest come first. */
    step() {
      this.frame = 0;
      const now = performance.now();
      for (const lane of this.lanes) lane.frames += 1;
      if (!this.timer && this.lanes.some((lane) => this.isNext(lane, now))) {
        this.running += 1;
        this.timer = setTimeout(() => {
          this.running -= 1;
          this.timer = 0;
          this.follow();
          this.notify(); // they may have run in the meantime
        });
      }
      this.go();
    }

    hasWork({ due, name }) {
      return due && name !== this.held;
    }

    isNext(lane, now) {
      return this.hasWork(lane) && (!this.live || isRested(lane, now));
    }

    follow() {
      const begun = performance.now();
      const next = this.lanes.filter((lane) => this.isNext(lane, begun)).sort((a, b) => a.last - b.last);
      for (const { name } of this.live ? next.slice(0, 1) : next) if (performance.now() - begun < BUDGET) this.flush(name);
    }

    /** Run a lane now, if it has something to follow; `paced`: if its turn has come. */
    flush(name, paced = false) {
      const lane = this.lanes.find((one) => one.name === name);
      if (!lane || !this.hasWork(lane) || (paced && !this.isNext(lane, performance.now()))) return;
      Object.assign(lane, { due: false, last: performance.now(), frames: 0 });
      this.running += 1;
      new Promise((resolve) => resolve(lane.run())).finally(() => {
        this.running -= 1;
        this.notify();
      });
    }

    /** Tell those who wait, once everything is settled. */
    notify() {
      if (this.isSettled()) this.waiting.splice(0).forEach((heard) => heard());
    }

    /** Let the lane that is held follow. */
    release() {
      const name = this.held;
      this.held = "";
      this.flush(name);
    }

    flushAll() {
      for (const { name } of this.lanes) this.flush(name);
    }

    isDue(name) {
      return this.lanes.some((lane) => lane.due && lane.name === name);
    }

    isSettled() {
      return !this.running && !this.lanes.some(({ due }) => due);
    }

    /** A promise of the moment at which all that is read is as new as what is watched. */
    settled() {
      return /** @type {Promise<void>} */ (new Promise((resolve) => (this.isSettled() ? resolve() : this.waiting.push(resolve))));
    }
  }

  const isRested = ({ last, frames, pace }, now) => now - last >= LATEST || (now - last >= pace && frames >= Math.floor(pace / FRAME));

  atlas.Lanes = Lanes;
})(globalThis.atlas ??= {});
