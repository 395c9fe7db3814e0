"use strict";
// Changes of single filters; a framing page, which has some of them itself, is asked to make them.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const FOCUSED = ["group", "person"];

  /**
   * `now()` gives the query and `set(change)` changes it; `only(query)` are the events that its words and focus leave.
   * @type {Atlas.Namespace["narrowingOf"]}
   */
  function narrowingOf({ data, hosted, notify, set, now, only }) {
    /** Take one filter away; a framing page does it where it has that filter. */
    function drop(part, change) {
      notify({ type: "drop" });
      if (hosted) return notify({ type: "search", search: { drop: part } });
      set({ ...change, only: only({ ...now(), ...change }) });
    }

    /** Take every filter away. */
    const clear = () => drop("all", { ...atlas.atFirst(data), by: now().by });

    /** Show only what names one of some ids; of none, whatever it names. */
    function keep(field, ids) {
      if (hosted) return notify({ type: "search", search: { field, ids } });
      if (!FOCUSED.includes(field)) return set({ [field]: ids });
      const focus = [...now().focus.filter(({ what }) => what !== field), ...ids.map((id) => ({ what: field, id }))];
      set({ focus, only: only({ ...now(), focus }) });
    }

    function refocus(focus, { what, id }, on) {
      if (!hosted) set({ focus, only: only({ ...now(), focus }) });
      notify({ type: "focus", focus: { what, id, on } });
    }

    const unfocus = (one) => refocus(now().focus.filter((other) => other.what !== one.what || other.id !== one.id), one, false);

    return { drop, clear, keep, refocus, unfocus };
  }

  atlas.narrowingOf = narrowingOf;
})(globalThis.atlas ??= {});
