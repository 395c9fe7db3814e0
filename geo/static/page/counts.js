"use strict";
// The line below the map: how many events it shows.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill, say } = atlas;
  const _ = (text) => atlas.gettext(text);

  /** "N of M events shown, Not shown: Context 34, K without a date, L without a point", with a way to see those. */
  function countLine(root, on) {
    const shown = el("span", {});
    const undated = el("button", { type: "button", class: "at-link", on: { click: () => on.open("undated") } });
    const unplaced = el("button", { type: "button", class: "at-link", on: { click: () => on.open("unplaced") } });
    const off = el("span", { class: "at-off" });
    const show = el("button", { type: "button", class: "at-link", text: _("Show"), on: { click: () => on.showHidden() } });
    const live = el("span", { class: "at-sr", role: "status" });
    fill(root, shown, el("span", { class: "at-off-line" }, off, " ", show), undated, unplaced, live);

    function update(result) {
      const hidden = result.hidden();
      show.hidden = hidden.length === 0;
      say(off, hidden.length ? atlas.format(_("Not shown: %(names)s"), { names: hidden.map(([{ name }, n]) => `${name} ${atlas.number(n)}`).join(", ") }) : "");
      const total = atlas.ngettext("%(shown)s of %(total)s event shown", "%(shown)s of %(total)s events shown", result.total);
      say(shown, atlas.format(total, result));
      say(undated, atlas.format(_("%(undated)s without a date"), result));
      say(unplaced, atlas.format(_("%(unplaced)s without a point"), result));
      undated.hidden = result.undated === 0; // none is what most datasets have
      undated.disabled = result.undated === 0;
      unplaced.disabled = result.unplaced === 0;
    }

    return { update, announce: () => (live.textContent = shown.textContent) };
  }

  atlas.countLine = countLine;
})(globalThis.atlas ??= {});
