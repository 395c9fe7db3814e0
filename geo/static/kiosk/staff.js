"use strict";
// The page for the staff: four corners, a PIN, then what runs here, what was counted and what went wrong.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill } = atlas;
  const _ = (text) => atlas.gettext(text);
  const TRIES = 3;
  const DELETE = "Delete";
  const RECENT = 14; // days that the table shows; the text below it has all

  const button = (text, click, className = "") => atlas.kioskDialog.button(text, click, className);

  /** Ask for the PIN in `root`, then show the page; `leave` closes it. */
  function staff(root, /** @type {any} */ kiosk, /** @type {() => void} */ leave) {
    const { pin } = kiosk.settings;
    let typed = "";
    let left = TRIES;
    const shown = el("output", { class: "at-k-pin", "aria-label": _("Digits typed") });
    const press = (key) => () => {
      typed = key === DELETE ? typed.slice(0, -1) : typed + key;
      if (typed.length >= pin.length) answer();
      shown.textContent = "•".repeat(typed.length);
    };
    function answer() {
      if (typed === pin) return page(root, kiosk, leave);
      typed = "";
      left -= 1;
      return left > 0 ? undefined : leave();
    }
    const keys = [..."123456789", DELETE, "0"].map((key) => el("button", { type: "button", class: "at-k-button at-k-key", "aria-label": key === DELETE ? _("Delete") : null, on: { click: press(key) } }, key === DELETE ? atlas.icon("back") : key));
    atlas.kioskDialog.show(root, _("Staff"), shown, el("div", { class: "at-k-keys" }, keys, button(_("Leave"), leave, "at-k-key")));
  }

  function page(root, kiosk, leave) {
    const list = el("dl", { class: "at-k-status" });
    const log = lines(_("Log"));
    const draw = () => {
      fill(list, atlas.kioskStatus(kiosk).map(([name, text]) => [el("dt", { text: name }), el("dd", { text })]));
      log.textContent = atlas.kioskLog.lines().reverse().join("\n") || _("No errors.");
    };
    const clear = () => {
      atlas.kioskLog.clear();
      draw();
    };
    const back = () => page(root, kiosk, leave);
    const further = [kiosk.counts.wanted ? button(_("Visits by day"), () => counted(root, kiosk.counts, back)) : null, button(_("Touch test"), () => atlas.touchTest(root, { mm: kiosk.sizes.mm, leave: back }))];
    atlas.kioskDialog.show(root, _("Status"), atlas.scroller("at-k-who", list, log).node, choices(button(_("Clear the log"), clear), ...further, button(_("Leave"), leave)));
    draw();
  }

  const lines = (name) => el("pre", { class: "at-k-log", tabindex: "0", "aria-label": name });
  const choices = (...buttons) => el("div", { class: "at-k-choices" }, buttons);

  /** Visits, languages and opened events of the last days, and all of them as text to photograph. */
  function counted(root, counts, back) {
    const sum = (sums) => Object.entries(sums).sort().map(([name, n]) => `${name} ${n}`).join(", ");
    const row = ([day, { visits, languages, events }]) => el("tr", {}, [day, String(visits), sum(languages), sum(events)].map((text) => el("td", { text })));
    const head = el("tr", {}, [_("Day"), _("Visits"), _("Languages"), _("Events opened")].map((text) => el("th", { scope: "col", text })));
    const table = el("table", { class: "at-k-counts" }, el("thead", {}, head), el("tbody", {}, [...counts.days()].slice(-RECENT).reverse().map(row)));
    const text = lines(_("As text"));
    text.textContent = counts.csv();
    const sure = () => {
      counts.clear();
      counted(root, counts, back);
    };
    const clear = button(_("Clear the counts"), () => clear.replaceWith(button(_("Clear them for good"), sure)));
    const note = el("p", { text: _("Sums of whole days. A visit counts for the language in which it ended, an event once a visit.") });
    atlas.kioskDialog.show(root, _("Visits by day"), atlas.scroller("at-k-who", note, table, text).node, choices(clear, button(_("Back"), back)));
  }

  atlas.kioskStaff = staff;
})(globalThis.atlas ??= {});
