"use strict";
// What lies over the location view and asks something: stay or start over; show or not; who made this.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill, format, ngettext } = atlas;
  const _ = (text) => atlas.gettext(text);

  const button = (text, click, className = "") => el("button", { type: "button", class: `at-k-button at-k-choice ${className}`, text, on: { click } });

  /** Show a dialog in `root`; `hide` takes it away. The first heading has the focus. */
  function show(root, name, ...children) {
    const title = el("h2", { class: "at-k-asktitle", id: "at-k-asktitle", tabindex: "-1" }, name);
    fill(root, el("div", { class: "at-k-ask", role: "dialog", "aria-modal": "true", "aria-labelledby": title.id }, title, ...children));
    root.hidden = false;
    title.focus({ preventScroll: true });
  }

  function hide(root) {
    root.hidden = true;
    root.onclick = null;
    fill(root);
  }

  /** Nobody has touched for a while. Any touch stays; returns what shows the seconds that are left. */
  function warning(root, on) {
    const left = el("p", { class: "at-k-left", "aria-live": "polite" });
    show(root, _("Are you still here?"), left, el("div", { class: "at-k-choices" }, button(_("Continue"), on.stay), button(_("Start over"), on.over)));
    root.onclick = (event) => event.target === root && on.stay(); // beside the buttons: any touch stays
    return (n) => (left.textContent = format(ngettext("This screen starts over in %(n)s second.", "This screen starts over in %(n)s seconds.", n), { n }));
  }

  /** What an event tells of is said before it is shown; both answers are alike. Returns what shows the seconds that are left. */
  function sensitive(root, { date, title }, on) {
    const left = el("p", { class: "at-k-left at-k-soft" });
    show(root, title, el("p", { class: "at-k-when", text: date }), el("p", { text: _("This text tells of violence against people.") }), left, el("div", { class: "at-k-choices" }, button(_("Show the text"), on.show), button(_("Not now"), on.later)));
    return (n) => (left.textContent = format(ngettext("This question closes in %(n)s second.", "This question closes in %(n)s seconds.", n), { n }));
  }

  /** Who made the atlas, and who shows it here. */
  function about(root, { title, credits, logo, made }, close) {
    const image = logo ? el("img", { class: "at-k-logo", src: logo, alt: "" }) : null;
    show(root, title, image, (credits || "").split("\n").filter(Boolean).map((text) => el("p", { text })), el("p", { class: "at-k-soft", text: made }), el("div", { class: "at-k-choices" }, button(_("Close"), close)));
    root.onclick = (event) => event.target === root && close();
  }

  atlas.kioskDialog = { show, hide, warning, sensitive, about, button };
})(globalThis.atlas ??= {});
