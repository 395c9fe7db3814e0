"use strict";
// What was corrected, and "Something is wrong here": a mail, or the page for a new issue, that names what is meant. Where a dataset gives no address
// (geo/dataset/contact.py) it is a note to copy and pass on. Nothing is asked of the network, and nothing is kept.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;
  const _ = (text) => atlas.gettext(text);
  const NEW_ISSUE = /\/issues\/new\/?$/; // of GitHub, Forgejo, GitLab

  /**
   * What leads to who can put right what is said of an event or place.
   * @type {Atlas.Namespace["wrongHere"]}
   */
  function wrongHere(data, subject) {
    const title = _("Something is wrong here");
    if (!data.about.contact) return noteOf(data, subject, title);
    const link = el("a", { href: reportTo(data, subject, seenAt()), target: "_blank", rel: "noopener noreferrer", text: title });
    link.addEventListener("pointerdown", () => (link.href = reportTo(data, subject, seenAt()))); // what is shown may have changed
    link.addEventListener("focus", () => (link.href = reportTo(data, subject, seenAt())));
    return el("p", { class: "at-wrong" }, link);
  }

  /** What to copy, and what to do with it, where nobody can be written to. */
  function noteOf(data, subject, title) {
    const { named } = data.about;
    const whom = named.length ? atlas.format(_("The dataset names %(names)s, but gives no address."), { names: named.join(", ") }) : _("The dataset gives no address to write to.");
    const text = el("pre", { class: "at-wrong-note", tabindex: "0", dir: "auto", "aria-label": _("The note") });
    const said = el("span", { role: "status" });
    const copy = () => Promise.resolve(navigator.clipboard?.writeText(text.textContent ?? "") ?? Promise.reject(new Error("no clipboard"))).then(
      () => atlas.say(said, _("The note was copied.")),
      () => atlas.say(said, _("This browser does not allow it here.")), // it can be marked by hand
    );
    const write = () => atlas.say(text, Object.values(written(data, subject, seenAt())).join("\n\n"));
    return el("details", { class: "at-wrong", on: { toggle: write } }, el("summary", { text: title }),
      el("p", { dir: "auto", text: `${whom} ${_("Copy this note, write into it what is wrong and which source says so, and give it to those who have shown or given you this atlas.")}` }),
      text, el("button", { type: "button", class: "at-button", text: _("Copy the note"), on: { click: copy } }), said);
  }

  /** What is written about `subject` {id, title}, seen at an address. */
  function written({ about, title, version, textLanguage }, subject, seen) {
    const heading = `${about.name || title}: ${subject.title} (${subject.id})`;
    const body = [
      `${_("What is wrong, and what is right:")}\n\n`,
      `${_("Which source says so (author, title, page, or a link):")}\n\n`,
      "---",
      `${subject.title} (${subject.id})`,
      `${title}, ${atlas.format(_("Version %(version)s"), { version: about.version || version })}`,
      `${_("Language")}: ${textLanguage.lang}`,
      seen,
    ].join("\n");
    return { heading, body };
  }

  /**
   * The address of a mail or issue about `subject` {id, title}, seen at an address.
   * @type {Atlas.Namespace["reportTo"]}
   */
  function reportTo(data, subject, seen) {
    const { contact } = data.about, { heading, body } = written(data, subject, seen);
    const asked = (values) => Object.entries(values).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&");
    if (!contact.includes("://")) return `mailto:${contact}?${asked({ subject: heading, body: body.replaceAll("\n", "\r\n") })}`;
    const url = new URL(contact);
    if (!NEW_ISSUE.test(url.pathname)) return url.href;
    const names = url.pathname.includes("/-/") ? ["issue[title]", "issue[description]"] : ["title", "body"];
    url.search = [url.search.slice(1), asked({ [names[0]]: heading, [names[1]]: body })].filter(Boolean).join("&");
    return url.href;
  }

  /** @type {Atlas.Namespace["correctedHere"]} What was corrected in a record since it was first published; null for nothing. */
  function correctedHere(rows) {
    if (!rows?.length) return null;
    const item = (row) => el("li", { dir: "auto" }, `${row.version}, ${row.date}: `, atlas.dataText(row.reason, atlas.isUntranslated(row, "reason")));
    return el("details", { class: "at-corrected" }, el("summary", { text: _("What was corrected") }), el("ul", {}, rows.map(item)));
  }

  /** The address at which somebody reads: of a page in the app that of the app, of a saved file no more than its name. */
  function seenAt() {
    if (!location.protocol.startsWith("http")) return `${location.pathname.split("/").at(-1)}${location.hash}`;
    try {
      if (parent.location.origin === location.origin) return parent.location.href;
    } catch {
      // in a frame of another site
    }
    return location.href;
  }

  /**
   * A link to the plain page of an event or place, which lasts; null where this map has none beside it.
   * @type {Atlas.Namespace["ownPage"]}
   */
  function ownPage(data, kind, id) {
    if (!data.pages) return null;
    const values = { kind, id, lang: data.textLanguage.lang };
    const href = data.pages.replace(/\{(\w+)\}/g, (_all, name) => encodeURIComponent(values[name]));
    return el("p", { class: "at-own-page" }, el("a", { href, target: "_blank", rel: "noopener", text: kind === "event" ? _("Page of this event") : _("Page of this place") }));
  }

  Object.assign(atlas, { wrongHere, correctedHere, reportTo, ownPage });
})(globalThis.atlas ??= {});
