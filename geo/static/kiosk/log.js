"use strict";
// What went wrong, for the staff: a bounded list, kept over restarts where the browser allows it.
// Loaded before everything else, so that no error goes unseen.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const KEY = "atlas-kiosk-log";
  const MOST = 40;
  const LONGEST = 300; // characters of one line
  const PAUSES = [1000, 5000, 60000]; // ms after each recovery that failed
  let lines = stored();
  let next = 0; // timer of the next recovery
  /** @type {() => void | Promise<unknown>} */
  let onError = () => {
    throw new Error("the kiosk has not started");
  };

  function stored() {
    try {
      const found = JSON.parse(localStorage.getItem(KEY) ?? "null");
      return Array.isArray(found) ? found.map(String).slice(-MOST) : [];
    } catch {
      return []; // no storage, or a damaged one: the list in memory does
    }
  }

  function add(text) {
    atlas.tell(`log ${text}`);
    lines = [...lines, `${new Date().toISOString().slice(0, 19)}Z ${String(text).slice(0, LONGEST)}`].slice(-MOST);
    try {
      localStorage.setItem(KEY, JSON.stringify(lines));
    } catch {
      // The list in memory does.
    }
  }

  function caught(text) {
    add(text);
    recover(0);
  }

  /** Nobody is there to start a kiosk anew: what fails is tried again, and at last the page is read again. */
  function recover(attempt) {
    clearTimeout(next);
    new Promise((resolve) => resolve(onError())).catch((error) => {
      add(`while recovering: ${error}`);
      document.getElementById("kiosk")?.setAttribute("data-state", "attract"); // its words stand in the page already
      const reload = attempt === PAUSES.length - 1 && location.protocol === "file:"; // a server may be gone
      const then = () => (reload ? location.reload() : recover(Math.min(attempt + 1, PAUSES.length - 1)));
      next = setTimeout(then, PAUSES[attempt]);
    });
  }

  window.addEventListener("error", (event) => {
    if (/ResizeObserver loop/.test(event.message)) return; // a notice of the browser, not a fault
    caught(`${event.message} (${String(event.filename).split("/").pop()}:${event.lineno}:${event.colno})`);
  });
  window.addEventListener("unhandledrejection", (event) => caught(`unhandled: ${event.reason}`));

  /** Do `act` when what stands in the document has been painted: the screen is never blank. */
  function afterPaint(act) {
    let done = false;
    const once = () => {
      if (done) return;
      done = true;
      act();
    };
    requestAnimationFrame(() => setTimeout(once));
    setTimeout(once, 1000); // a window in the background paints nothing
  }

  atlas.afterPaint = afterPaint;
  atlas.kioskLog = { add, lines: () => [...lines], clear: () => ((lines = []), add("log cleared")), recover: (act) => (onError = act) };
})(globalThis.atlas ??= {});
