"use strict";
// How often a kiosk was used, for its museum: sums of a day and nothing finer, no order of things and no times. Off
// unless kiosks.toml has `counts = true`; kept by the browser on this machine until the staff clear them.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const KEY = "atlas-kiosk-counts";
  const DAYS = 400; // kept at most

  /** The day here and now, as YYYY-MM-DD. */
  function today() {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  }

  const isDay = ([day, sums]) => /^\d{4}-\d\d-\d\d$/.test(day) && Number.isInteger(sums?.visits) && [sums.languages, sums.events].every((part) => part && typeof part === "object");

  /** @returns {Atlas.Days} */
  function stored() {
    try {
      return new Map(Object.entries(JSON.parse(localStorage.getItem(KEY) ?? "{}")).filter(isDay));
    } catch {
      return new Map(); // no storage, or a damaged one
    }
  }

  /** Keeps the counts of the kiosk of these settings. @type {Atlas.Namespace["kioskCounts"]} */
  function kioskCounts({ counts: wanted }) {
    let days = wanted ? stored() : new Map();
    let visit = /** @type {Set<string> | null} */ (null); // what was opened in it: each event counts once

    function count(/** @type {(sums: Atlas.DayCounts) => void} */ change) {
      if (!wanted) return;
      const day = today();
      const sums = days.get(day) ?? { visits: 0, languages: {}, events: {} };
      change(sums);
      days = new Map([...days.set(day, sums)].sort(([one], [other]) => (one < other ? -1 : 1)).slice(-DAYS));
      try {
        localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(days)));
      } catch {
        // Those in memory do.
      }
    }

    const more = (sums, name) => (sums[name] = (sums[name] ?? 0) + 1);
    const began = () => void (visit = new Set());
    const opened = (/** @type {string} */ event) => void visit?.add(event);

    /** Who finds the way to the staff page is no visitor. */
    const forget = () => void (visit = null);

    /** Counted when it is over, for the language in which it ended. */
    function ended(/** @type {string} */ lang) {
      const over = visit;
      visit = null;
      if (over) count((sums) => {
        sums.visits += 1;
        more(sums.languages, lang);
        for (const event of over) more(sums.events, event);
      });
    }

    function clear() {
      days = new Map();
      try {
        localStorage.removeItem(KEY);
      } catch {
        // There was nothing.
      }
    }

    /** One line for each number: day, what is counted, of what, how often; to carry out. */
    function csv() {
      const lines = ([day, { visits, languages, events }]) => [
        `${day},visits,,${visits}`,
        ...Object.entries(languages).sort().map(([lang, n]) => `${day},language,${lang},${n}`),
        ...Object.entries(events).sort().map(([event, n]) => `${day},event,${event},${n}`),
      ];
      return ["day,what,id,count", ...[...days].flatMap(lines)].join("\n");
    }

    if (!wanted) clear(); // of a time when it was
    return { wanted, began, opened, forget, ended, clear, csv, days: () => days };
  }

  atlas.kioskCounts = kioskCounts;
})(globalThis.atlas ??= {});
