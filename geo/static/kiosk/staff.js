"use strict";
// The page for the staff: four corners, a PIN, then what runs here and what went wrong. English only.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill } = atlas;
  const TRIES = 3;
  const DELETE = "Delete";

  /** Ask for the PIN in `root`, then show `status()`: {label: text}. `leave` closes it. */
  function staff(root, pin, { status, leave }) {
    let typed = "";
    let left = TRIES;
    const shown = el("output", { class: "at-k-pin", "aria-label": "Digits typed" });
    const press = (key) => () => {
      typed = key === DELETE ? typed.slice(0, -1) : typed + key;
      if (typed.length >= pin.length) answer();
      shown.textContent = "•".repeat(typed.length);
    };
    function answer() {
      if (typed === pin) return page(root, status, leave);
      typed = "";
      left -= 1;
      return left > 0 ? undefined : leave();
    }
    const keys = [..."123456789", DELETE, "0"].map((key) => el("button", { type: "button", class: "at-k-button at-k-key", "aria-label": key === DELETE ? key : null, on: { click: press(key) } }, key === DELETE ? atlas.icon("back") : key));
    atlas.kioskDialog.show(root, "Staff", shown, el("div", { class: "at-k-keys", lang: "en" }, keys, atlas.kioskDialog.button("Leave", leave, "at-k-key")));
  }

  function page(root, status, leave) {
    const list = el("dl", { class: "at-k-status" });
    const log = el("pre", { class: "at-k-log", tabindex: "0", "aria-label": "Log" });
    const draw = () => {
      fill(list, Object.entries(status()).map(([name, text]) => [el("dt", { text: name }), el("dd", { text })]));
      log.textContent = atlas.kioskLog.lines().reverse().join("\n") || "No errors.";
    };
    const clear = atlas.kioskDialog.button("Clear the log", () => {
      atlas.kioskLog.clear();
      draw();
    });
    atlas.kioskDialog.show(root, "Status", list, log, el("div", { class: "at-k-choices" }, clear, atlas.kioskDialog.button("Leave", leave)));
    draw();
  }

  atlas.kioskStaff = staff;
})(globalThis.atlas ??= {});
