"use strict";
// What lies over the location view and asks something: stay or start over; show or not; who made this.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill, format, ngettext } = atlas;
  const _ = (text) => atlas.gettext(text);

  const button = (text, click, className = "") => el("button", { type: "button", class: `at-k-button at-k-choice ${className}`, text, on: { click } });

  let left = /** @type {HTMLElement | null} */ (null); // what had the focus before

  /** Show a dialog in `root`; `hide` takes it away. The first heading has the focus, and keys reach nothing beneath it. */
  function show(root, name, ...children) {
    const title = el("h2", { class: "at-k-asktitle", id: "at-k-asktitle", tabindex: "-1" }, name);
    fill(root, el("div", { class: "at-k-ask", role: "dialog", "aria-modal": "true", "aria-labelledby": title.id }, title, ...children));
    if (root.hidden) left = /** @type {HTMLElement | null} */ (document.activeElement);
    root.hidden = false;
    beneath(root, true);
    title.focus({ preventScroll: true });
  }

  function hide(root) {
    if (root.hidden) return;
    const isIn = root.contains(document.activeElement);
    root.hidden = true;
    root.onclick = null;
    beneath(root, false);
    fill(root);
    if (isIn) left?.focus({ preventScroll: true });
  }

  function beneath(root, isInert) {
    for (const one of root.parentElement.children) if (one !== root) one.inert = isInert;
  }

  /** Nobody has touched for a while. Any touch stays (`Kiosk.listen`); returns what shows the seconds that are left. */
  function warning(root, on) {
    const left = el("p", { class: "at-k-left", "aria-live": "polite" });
    show(root, _("Are you still here?"), left, el("div", { class: "at-k-choices" }, button(_("Continue"), on.stay), button(_("Start over"), on.over)));
    return (n) => (left.textContent = format(ngettext("This screen starts over in %(n)s second.", "This screen starts over in %(n)s seconds.", n), { n }));
  }

  /** What a text tells of is said before it is shown; all answers are alike. Returns what shows the seconds that are left. */
  function sensitive(root, { date, title, instead }, on) {
    const left = el("p", { class: "at-k-left at-k-soft" });
    const answers = [button(_("Show the text"), on.show), instead ? button(instead, on.skip) : null, button(_("Not now"), on.later)];
    show(root, title, el("p", { class: "at-k-when", text: atlas.keepDate(date) }), el("p", { text: _("This text tells of violence against people.") }), left, el("div", { class: "at-k-choices" }, answers));
    return (n) => (left.textContent = format(ngettext("This question closes in %(n)s second.", "This question closes in %(n)s seconds.", n), { n }));
  }

  /** Who shows the atlas here, `made`: lines on who made it and whom to tell what is wrong, and its version. */
  function about(root, { title, credits, logo, made, version }, close) {
    const image = logo ? el("img", { class: "at-k-logo", src: logo, alt: "" }) : null;
    const shown = (credits || "").split("\n").filter(Boolean).map((text) => el("p", { text }));
    const lines = [...made, `${_("Data version")}: ${version}`].map((line) => el("p", { class: "at-k-made" }, line));
    const { node } = atlas.scroller("at-k-who", image, shown, lines);
    node.lastElementChild?.prepend(button(_("Close"), close)); // where the pages are turned
    show(root, title, node);
    root.onclick = (event) => event.target === root && close();
  }

  atlas.kioskDialog = { show, hide, warning, sensitive, about, button };
})(globalThis.atlas ??= {});
