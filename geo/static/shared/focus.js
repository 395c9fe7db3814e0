"use strict";
// "Everything about ...": one group of victims, one person, or one event with all that is part of it.
(function (/** @type {Atlas.Namespace} */ atlas) {
  /** What says whether an event names a group or person, or is part of an event. */
  function test(/** @type {Atlas.Data} */ data, /** @type {Atlas.Focus} */ { what, id }) {
    if (what === "within") {
      const whole = data.eventIndex.get(id);
      return (i) => isWithin(data, i, whole);
    }
    const [rows, named] = what === "group" ? [data.groups, data.events.groups] : [data.persons, data.events.persons];
    const wanted = rows.findIndex((row) => row.id === id);
    return (i) => named.at(i).includes(wanted);
  }

  function isWithin(/** @type {Atlas.Data} */ data, i, whole) {
    for (let step = i; step >= 0; step = data.events.partOf[step]) if (step === whole) return true;
    return false;
  }

  /** @type {Atlas.Namespace["eventsInFocus"]} Indices of the events that name one of the groups, one of the persons and so on; null without any. */
  function eventsInFocus(data, focuses) {
    if (!focuses.length) return null;
    const alike = [...new Set(focuses.map(({ what }) => what))].map((what) => focuses.filter((focus) => focus.what === what));
    const tests = alike.map((some) => some.map((focus) => test(data, focus)));
    return Array.from({ length: data.events.n }, (_, i) => i).filter((i) => tests.every((some) => some.some((passes) => passes(i))));
  }

  /** @type {Atlas.Namespace["partsOf"]} The events that are directly part of event `i`. */
  function partsOf(data, i) {
    return Array.from(data.events.order.filter((other) => data.events.partOf[other] === i));
  }

  Object.assign(atlas, { eventsInFocus, partsOf });
})(globalThis.atlas ??= {});
