"use strict";
// The line below the map: how many events it shows.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill, say } = atlas;
  const _ = (text) => atlas.gettext(text);

  /** "N of M events shown, Not shown: Context 34, K without a date, L not on the map", with a way to see those. */
  function countLine(root, on) {
    const shown = el("span", {});
    const undated = el("button", { type: "button", class: "at-link", on: { click: () => on.open("undated") } });
    const unplaced = el("button", { type: "button", class: "at-link", on: { click: () => on.open("unplaced") } });
    const off = el("span", { class: "at-off" });
    const show = el("button", { type: "button", class: "at-link", text: _("Show"), on: { click: () => on.showHidden() } });
    const cells = el("span", { class: "at-cells-line" }); // one symbol stands for all places of a cell, and a card for one of them
    const live = el("span", { class: "at-sr", role: "status" });
    fill(root, shown, el("span", { class: "at-off-line" }, off, " ", show), undated, unplaced, cells, live);

    /** `right`: what a second map beside it shows; the lists are then those of the comparison. */
    function update(/** @type {Atlas.Result} */ result, right = /** @type {Atlas.Result | undefined} */ (undefined)) {
      root.classList.toggle("at-of-two", Boolean(right));
      const hidden = result.hidden();
      show.hidden = hidden.length === 0;
      say(off, hidden.length ? atlas.format(_("Not shown: %(names)s"), { names: hidden.map(([{ name }, n]) => (right ? name : `${name} ${atlas.number(n)}`)).join(", ") }) : "");
      say(shown, countOf(result, right));
      say(undated, atlas.format(_("%(undated)s without a date"), result));
      say(unplaced, atlas.format(_("%(unplaced)s not on the map"), result));
      const n = result.choice.data.remote?.degrees ?? 0;
      cells.hidden = n === 0;
      say(cells, n ? atlas.format(_("A symbol stands for a field of %(n)s°, a card for one place"), { n: atlas.number(n) }) : "");
      undated.hidden = result.undated === 0;
      unplaced.hidden = result.unplaced === 0;
    }

    return { update, announce: () => (live.textContent = shown.textContent) };
  }

  /**
   * How many events a map shows, or each of two.
   * @type {Atlas.Namespace["countOf"]}
   */
  function countOf(result, right) {
    const total = (one) => atlas.format(atlas.ngettext("%(shown)s of %(total)s event shown", "%(shown)s of %(total)s events shown", one.total), one);
    return right ? `${_("First map")}: ${total(result)} · ${_("Second map")}: ${total(right)}` : total(result);
  }

  Object.assign(atlas, { countLine, countOf });
})(globalThis.atlas ??= {});
