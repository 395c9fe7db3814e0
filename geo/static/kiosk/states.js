"use strict";
// The states of the kiosk and what leads from one to another. It shows nothing and knows no clock.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const BACK = "back"; // to the state from which this one was entered
  const MOVES = {
    boot: { ready: "attract" },
    attract: { touch: "place", staff: "staff" },
    place: { near: "near", graphic: "sensitive", about: "about", idle: "warn", over: "reset", staff: "staff" },
    near: { near: "near", home: "place", graphic: "sensitive", about: "about", idle: "warn", over: "reset", staff: "staff" },
    sensitive: { show: BACK, later: BACK, about: "about", over: "reset", staff: "staff" },
    about: { later: BACK, idle: "warn", over: "reset", staff: "staff" },
    warn: { stay: BACK, over: "reset" },
    reset: { done: "attract" },
    staff: { leave: "reset", over: "reset" },
  };

  /** A machine in state "boot"; `entered(state, before)` hears every move. */
  function states(entered) {
    let state = "boot";
    let before = "place";

    /** Move as `event` says; an event that means nothing in this state is ignored. */
    function send(event) {
      const next = event === "fail" ? "reset" : MOVES[state]?.[event];
      if (!next) return false;
      const from = state;
      state = next === BACK ? before : next;
      if (from === "place" || from === "near") before = from;
      entered(state, from);
      return true;
    }

    return { send, now: () => state };
  }

  /** Hears that nobody touches: warns after `idle` seconds, and starts over `warning` seconds later; `tick` hears the seconds left. */
  function idleness(timers, settings, { machine, tick }) {
    const SENSITIVE = 15; // seconds that an offer to show something may stand unanswered
    const STAFF = 60;

    /** Somebody is there: begin to wait anew, as the state asks. */
    function restart() {
      timers.stop("idle");
      const state = machine().now();
      const wait = (seconds, event) => timers.after("idle", seconds * 1000, () => machine().send(event));
      if (["place", "near", "about"].includes(state)) wait(settings.idle_seconds, "idle");
      if (state === "sensitive") count(SENSITIVE, "later");
      if (state === "staff") wait(STAFF, "leave");
      if (state === "warn") count(settings.warning_seconds, "over");
    }

    function count(left, event) {
      tick(left);
      timers.after("idle", 1000, () => (left > 1 ? count(left - 1, event) : machine().send(event)));
    }

    return { restart };
  }

  Object.assign(atlas, { states, idleness });
})(globalThis.atlas ??= {});
