"use strict";
// Where a finger lands: crosses at the corners and in the middle, and how far from the next one each touch was. A
// panel that was turned, but not its touch screen, shows itself at once.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, format } = atlas;
  const _ = (text) => atlas.gettext(text);
  const FROM_EDGE = 25; // mm
  const GOOD = 5; // mm

  /** Fill the screen with the test; `mm` is pixels a millimetre, `leave` closes it. */
  function touchTest(root, { mm, leave }) {
    const [width, height] = [innerWidth, innerHeight];
    const edge = Math.min(FROM_EDGE * mm, width / 4, height / 4);
    const crosses = /** @type {[number, number][]} */ ([[edge, edge], [width - edge, edge], [width - edge, height - edge], [edge, height - edge], [width / 2, height / 2]]);
    const sign = (name, /** @type {[number, number]} */ [x, y], text = "") => el("span", { class: name, "aria-hidden": "true", text, style: { left: `${x}px`, top: `${y}px` } });
    const answer = el("output", { class: "at-k-hit", text: format(_("Touch each cross. A hit within %(n)s millimetres is good."), { n: GOOD }) });
    const leaving = el("button", { type: "button", class: "at-k-button at-k-choice", text: _("Back"), on: { click: leave } });
    const marks = crosses.map((spot) => sign("at-k-cross", spot, "+"));
    const told = el("div", { class: "at-k-touched" }, answer, leaving);
    const field = el("div", { class: "at-k-field", role: "dialog", "aria-label": _("Touch test") }, marks, told);
    field.addEventListener("pointerdown", ({ clientX, clientY, target }) => {
      if (target === leaving) return;
      const off = Math.min(...crosses.map(([x, y]) => Math.hypot(clientX - x, clientY - y))) / mm;
      const said = { n: Number(off.toFixed(1)) };
      answer.textContent = off <= GOOD ? format(_("%(n)s millimetres from the cross: good."), said) : format(_("%(n)s millimetres from the next cross: turn or calibrate the touch screen."), said);
      field.querySelector(".at-k-finger")?.remove();
      field.append(sign("at-k-finger", [clientX, clientY]));
    });
    atlas.fill(root, field);
  }

  atlas.touchTest = touchTest;
})(globalThis.atlas ??= {});
