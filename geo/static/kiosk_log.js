"use strict";
// What went wrong, for the staff: a bounded list, kept over restarts where the browser allows it.
// Loaded before everything else, so that no error goes unseen.
(function (atlas) {
  const KEY = "atlas-kiosk-log";
  const MOST = 40;
  const LONGEST = 300; // characters of one line
  let lines = stored();
  let onError = null;

  function stored() {
    try {
      const found = JSON.parse(localStorage.getItem(KEY));
      return Array.isArray(found) ? found.map(String).slice(-MOST) : [];
    } catch {
      return []; // no storage, or a damaged one: the list in memory does
    }
  }

  function add(text) {
    lines = [...lines, `${new Date().toISOString().slice(0, 19)}Z ${String(text).slice(0, LONGEST)}`].slice(-MOST);
    try {
      localStorage.setItem(KEY, JSON.stringify(lines));
    } catch {
      // The list in memory does.
    }
  }

  function caught(text) {
    add(text);
    try {
      onError?.();
    } catch (error) {
      add(`while recovering: ${error}`);
      document.getElementById("kiosk").dataset.state = "attract"; // its words stand in the page already
    }
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
