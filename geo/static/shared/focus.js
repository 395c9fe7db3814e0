"use strict";
// "Everything about ...": one group of victims, one person, or one event with all that is part of it.
(function (/** @type {Atlas.Namespace} */ atlas) {
  /** Whether event `i` names a group or person, or is part of an event. */
  function names(/** @type {Atlas.Data} */ data, i, /** @type {Atlas.Focus} */ { what, id }) {
    if (what === "within") return isWithin(data, i, id);
    const [rows, named] = what === "group" ? [data.groups, data.events.groups] : [data.persons, data.events.persons];
    return named[i].some((position) => rows[position].id === id);
  }

  function isWithin(/** @type {Atlas.Data} */ data, i, id) {
    for (let step = i; step >= 0; step = data.events.partOf[step]) if (data.events.id[step] === id) return true;
    return false;
  }

  /** @type {Atlas.Namespace["eventsInFocus"]} Indices of the events that fulfil every focus; null when there is none to fulfil. */
  function eventsInFocus(data, focuses) {
    if (!focuses.length) return null;
    return Array.from({ length: data.events.n }, (_, i) => i).filter((i) => focuses.every((focus) => names(data, i, focus)));
  }

  /** @type {Atlas.Namespace["partsOf"]} The events that are directly part of event `i`. */
  function partsOf(data, i) {
    return data.order.filter((other) => data.events.partOf[other] === i);
  }

  Object.assign(atlas, { eventsInFocus, partsOf });
})(globalThis.atlas ??= {});
