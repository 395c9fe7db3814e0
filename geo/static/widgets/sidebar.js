"use strict";
// Streamlit's sidebar, where our filters are: on a tablet it would take half of the map.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const PHONE = 768, TABLET = 1000; // CSS pixels; up to the first Streamlit itself has it closed at first
  const CLOSE = "[data-testid=stSidebar] [data-testid=stSidebarCollapseButton] button";
  const WAIT = 5000; // ms in which Streamlit shows it
  let done = false;

  /** Close it when the page begins; who opens it has it open. */
  function foldSidebar() {
    if (done || innerWidth <= PHONE || innerWidth > TABLET) return;
    done = true;
    function close() {
      const button = /** @type {HTMLElement | null} */ (document.querySelector(CLOSE));
      if (!button) return;
      watcher.disconnect();
      button.click();
    }
    const watcher = new MutationObserver(close);
    watcher.observe(document.body, { childList: true, subtree: true });
    setTimeout(() => watcher.disconnect(), WAIT);
    close(); // it may stand there already
  }

  atlas.foldSidebar = foldSidebar;
})(globalThis.atlas ??= {});
