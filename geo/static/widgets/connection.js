"use strict";
// Loaded before Streamlit: it hears of the connection from the socket itself, so that a visitor reads in his
// own language that the server does not answer, and the page asks anew when it is back.
(function () {
  const STREAM = /\/_stcore\/stream$/;
  const PATIENCE = 2000; // ms; a connection that comes back sooner is nobody's concern
  const words = JSON.parse(document.getElementById("atlas-lost")?.textContent ?? "{}");
  const own = new Set();
  let waiting = /** @type {number | undefined} */ (undefined);
  let notice = /** @type {HTMLElement | null} */ (null);
  let lost = false;

  /** A socket of Streamlit's page that is listened to. */
  class Socket extends WebSocket {
    /**
     * @param {string | URL} url
     * @param {string | string[]} [protocols]
     */
    constructor(url, protocols) {
      super(url, protocols);
      if (!STREAM.test(new URL(this.url).pathname)) return;
      this.addEventListener("open", () => opened(this));
      this.addEventListener("close", () => closed(this));
    }
  }

  // Streamlit's own dialog makes the page inert; closed once, it stays away until the next time.
  const dialogs = new MutationObserver(() => /** @type {HTMLElement | null} */ (document.querySelector("[data-testid=stDialog] [role=dialog] > button"))?.click());

  function opened(socket) {
    own.add(socket);
    document.documentElement.classList.remove("at-away");
    dialogs.disconnect();
    clearTimeout(waiting);
    waiting = undefined;
    notice?.remove();
    notice = null;
    if (lost) globalThis.dispatchEvent(new CustomEvent("atlas:back"));
    lost = false;
  }

  function closed(socket) {
    const known = own.delete(socket);
    lost ||= known;
    if (own.size) return;
    document.documentElement.classList.add("at-away");
    dialogs.observe(document.body, { childList: true });
    waiting ||= setTimeout(showNotice, PATIENCE);
  }

  function showNotice() {
    if (notice) return;
    notice = document.createElement("div");
    notice.className = "at-lost";
    notice.setAttribute("role", "alert");
    document.body.append(notice);
    notice.textContent = words[document.documentElement.lang] ?? words.en;
  }

  globalThis.WebSocket = Socket;
})();
