"use strict";
// A voice that reads a text, with its words beside it, and a film in sign language: only when somebody asks, one at a time.
// Only a kiosk that has recordings has this.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill } = atlas;
  const _ = (text) => atlas.gettext(text);
  let playing = /** @type {HTMLMediaElement | null} */ (null);

  /** Nothing plays any more. */
  function silence() {
    playing?.pause();
    playing = null;
  }

  /** Hands are seen whole: a film has its size now, and no more than a page has room for. */
  function whole(/** @type {HTMLElement} */ film) {
    film.style.maxHeight = `calc(${film.closest(".at-k-scroll")?.clientHeight ?? innerHeight}px - 2.3rem)`;
    film.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  /** The recordings of a text, {voice, film} of {id, type, words}, as buttons; null for none. */
  function recording(/** @type {Atlas.Recordings | undefined} */ own) {
    if (!own) return null;
    const recorded = own; // is there also when a button is pressed
    const box = el("div", { class: "at-k-recording" });
    const buttons = Object.entries({ voice: _("Hear this text"), film: _("Sign language") }).filter(([slot]) => own[slot]).map(([slot, text]) => {
      const button = el("button", { type: "button", class: "at-k-button", "data-key": slot, "aria-pressed": "false", text, on: { click: () => turn(slot, button) } });
      return button;
    });

    const part = el("div", {}, el("div", { class: "at-k-buttons" }, buttons), box);

    function turn(slot, /** @type {HTMLElement} */ button) {
      const begins = button.getAttribute("aria-pressed") === "false";
      silence();
      fill(box);
      for (const one of buttons) one.setAttribute("aria-pressed", String(begins && one === button));
      if (!begins) return;
      const { id, type, words } = recorded[slot];
      const node = el(slot === "voice" ? "audio" : "video", { class: "at-k-player", src: `data:${type};base64,${document.getElementById(id)?.textContent}`, playsinline: true, on: {
        timeupdate: () => document.dispatchEvent(new Event("atlas-present")), // who listens is here
        loadedmetadata: () => whole(node),
        ended: () => playing === node && button.getAttribute("aria-pressed") === "true" && turn(slot, button),
      } });
      playing = node;
      fill(box, node, words ? el("p", { text: words }) : null);
      part.scrollIntoView({ block: "nearest", behavior: atlas.reducedMotion() ? "auto" : "smooth" }); // not where a page fades
      node.play().catch((error) => atlas.kioskLog.add(`a recording does not play: ${error}`));
    }

    return part;
  }

  Object.assign(atlas, { recording, silence });
})(globalThis.atlas ??= {});
