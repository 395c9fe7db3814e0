"use strict";
// Timers by name: setting one again moves it, so that none can be left over after weeks.
(function (/** @type {Atlas.Namespace} */ atlas) {
  function timers() {
    const running = new Map();

    /** Do `act` once, `ms` milliseconds from now; an earlier timer of this name is dropped. */
    function after(name, ms, act) {
      stop(name);
      running.set(name, setTimeout(() => {
        running.delete(name);
        act();
      }, ms));
    }

    function stop(name) {
      clearTimeout(running.get(name));
      running.delete(name);
    }

    const stopAll = () => [...running.keys()].forEach(stop);
    return { after, stop, stopAll, names: () => [...running.keys()] };
  }

  atlas.timers = timers;
})(globalThis.atlas ??= {});
