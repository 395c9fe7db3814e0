"use strict";
// "Everything about ...": one group of victims, one person, or one event with all that is part of it.
(function (/** @type {Atlas.Namespace} */ atlas) {
  /** Whether event `i` names a group or person, or is part of an event. `focus`: {what, id}. */
  function names(data, i, { what, id }) {
    if (what === "within") return isWithin(data, i, id);
    return data.texts[i][what === "group" ? "groups" : "persons"].some((row) => row.id === id);
  }

  function isWithin(data, i, id) {
    for (let step = i; step !== undefined; step = data.eventIndex.get(data.texts[step].part_of)) {
      if (data.events.id[step] === id) return true;
    }
    return false;
  }

  /** Indices of the events that fulfil every focus; null when there is none to fulfil. */
  function eventsInFocus(data, focuses) {
    if (!focuses.length) return null;
    return Array.from({ length: data.events.n }, (_, i) => i).filter((i) => focuses.every((focus) => names(data, i, focus)));
  }

  /** What a focus is called. */
  function focusLabel(data, { what, id }) {
    if (what === "within") return data.events.title[data.eventIndex.get(id)] ?? id;
    const rows = data.texts.flatMap((text) => text[what === "group" ? "groups" : "persons"]);
    return rows.find((row) => row.id === id)?.name ?? id;
  }

  /** The events that are directly part of event `i`. */
  function partsOf(data, i) {
    return data.order.filter((other) => data.texts[other].part_of === data.events.id[i]);
  }

  Object.assign(atlas, { eventsInFocus, focusLabel, partsOf });
})(globalThis.atlas ??= {});
