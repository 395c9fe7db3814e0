"use strict";
// What was corrected, and "Something is wrong here": a mail, or the page for a new issue, that names what is meant. Where a dataset gives no address
// (geo/dataset/contact.py) there is no such line. Nothing is asked of the network, and nothing is kept.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;
  const _ = (text) => atlas.gettext(text);
  const NEW_ISSUE = /\/issues\/new\/?$/; // of GitHub, Forgejo, GitLab

  /**
   * A line that leads to who can put right what is said of an event or place; null when the dataset names nobody.
   * @type {Atlas.Namespace["wrongHere"]}
   */
  function wrongHere(data, subject) {
    if (!data.about.contact) return null;
    const link = el("a", { href: reportTo(data, subject, seenAt()), target: "_blank", rel: "noopener noreferrer", text: _("Something is wrong here") });
    link.addEventListener("pointerdown", () => (link.href = reportTo(data, subject, seenAt()))); // what is shown may have changed
    link.addEventListener("focus", () => (link.href = reportTo(data, subject, seenAt())));
    return el("p", { class: "at-wrong" }, link);
  }

  /**
   * The address of a mail or issue about `subject` {id, title}, seen at an address.
   * @type {Atlas.Namespace["reportTo"]}
   */
  function reportTo({ about, title, version, textLanguage }, subject, seen) {
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
    const written = (values) => Object.entries(values).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&");
    if (!about.contact.includes("://")) return `mailto:${about.contact}?${written({ subject: heading, body: body.replaceAll("\n", "\r\n") })}`;
    const url = new URL(about.contact);
    if (!NEW_ISSUE.test(url.pathname)) return url.href;
    const names = url.pathname.includes("/-/") ? ["issue[title]", "issue[description]"] : ["title", "body"];
    url.search = [url.search.slice(1), written({ [names[0]]: heading, [names[1]]: body })].filter(Boolean).join("&");
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

  Object.assign(atlas, { wrongHere, correctedHere, reportTo });
})(globalThis.atlas ??= {});
