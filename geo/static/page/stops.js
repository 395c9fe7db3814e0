"use strict";
// List and card on a small screen are a sheet over the map with three stops; on a larger one they stand beside it.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const SMALL = "(max-width: 820px), (max-width: 1000px) and (max-height: 480px)"; // as small.css has it
  const LOW = "(max-height: 480px)"; // where half is no room for a text
  const TALL = "(min-width: 600px) and (min-height: 860px)"; // where half leaves a wide country all the room it needs
  const STOPS = /** @type {Atlas.Stop[]} */ (["peek", "half", "full"]);
  const KEYS = { ArrowUp: 1, ArrowDown: -1, PageUp: 1, PageDown: -1, Home: Infinity, End: -Infinity };
  const SLOP = 6; // CSS pixels; a press that moves less is a tap

  /**
   * Keep the sheet of `parts` {root, sheet, handle, panel} at one of its stops; `moved(open)` hears whether it covers more of the map than it must.
   * @type {Atlas.Namespace["stops"]}
   */
  function stops({ root, sheet, handle, panel }, moved) {
    const small = matchMedia(SMALL), low = matchMedia(LOW), tall = matchMedia(TALL);
    const name = /** @type {HTMLElement} */ (handle.querySelector(".at-handle-name"));
    const resting = () => /** @type {Atlas.Stop} */ (isSmall() && tall.matches ? "half" : "peek"); // when nothing is opened
    let held = /** @type {{ y: number, height: number, moved: boolean } | null} */ (null);
    let dragged = false; // the click that ends a drag is none

    const isSmall = () => small.matches && !root.classList.contains("at-min");
    let stop = resting();
    const isOpen = () => stop !== "peek";

    function to(/** @type {Atlas.Stop} */ next) {
      stop = next;
      sheet.style.height = "";
      show();
      panel.dispatchEvent(new Event("scroll")); // a list that has more room has rows to bring
    }

    function show() {
      root.dataset.stop = stop;
      root.classList.toggle("at-open", isOpen());
      root.classList.toggle("at-low", isSmall() && low.matches);
      root.classList.toggle("at-folded", isSmall() && (isOpen() || low.matches)); // the years in one line
      handle.setAttribute("aria-expanded", String(isOpen()));
      moved(isSmall() && isOpen());
    }

    /** As high as what is opened needs it; who has it higher keeps that. */
    const raise = () => to(stop === "peek" ? (low.matches || !isSmall() ? "full" : "half") : stop);
    const rest = () => to(resting());
    const by = (step) => to(STOPS[atlas.clamp(STOPS.indexOf(stop) + step, 0, STOPS.length - 1)]);

    /** A tap leads round all stops; in a small frame of another page the sheet is there or not. */
    function press() {
      if (dragged) return;
      if (isSmall()) to(STOPS[(STOPS.indexOf(stop) + 1) % STOPS.length]);
      else if (isOpen()) to("peek");
      else raise();
    }

    function drag(event) {
      if (!held) return;
      held.moved ||= Math.abs(event.clientY - held.y) >= SLOP;
      if (held.moved) sheet.style.height = `${held.height + held.y - event.clientY}px`;
    }

    /** Let go: the next stop is the one whose height is nearest. */
    function drop() {
      if (!held) return;
      dragged = held.moved;
      setTimeout(() => (dragged = false)); // after the click
      held = null;
      if (!dragged) return;
      const now = sheet.getBoundingClientRect().height;
      sheet.style.height = "";
      const heights = STOPS.map((one) => {
        root.dataset.stop = one;
        return sheet.getBoundingClientRect().height;
      });
      const far = heights.map((height) => Math.abs(height - now));
      to(STOPS[far.indexOf(Math.min(...far))]);
    }

    handle.addEventListener("click", press);
    handle.addEventListener("pointerdown", (event) => {
      if (!isSmall() || !event.isPrimary || event.button !== 0) return;
      held = { y: event.clientY, height: sheet.getBoundingClientRect().height, moved: false };
      handle.setPointerCapture(event.pointerId);
    });
    handle.addEventListener("pointermove", drag);
    for (const type of ["pointerup", "pointercancel"]) handle.addEventListener(type, drop);
    handle.addEventListener("keydown", (event) => {
      if (!(event.key in KEYS) || !isSmall() || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      by(KEYS[event.key]);
    });
    for (const media of [small, low]) media.addEventListener("change", show);
    show();
    const hasRoom = () => isSmall() && !low.matches; // for a map and a list
    return { to, raise, rest, isOpen, isSmall, hasRoom, name: (text) => atlas.say(name, text) };
  }

  atlas.stops = stops;
})(globalThis.atlas ??= {});
