"use strict";
// Where relatives can ask: registers and archives that may know the victims of an event (geo/view/registers.py says which).
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;
  const _ = (text) => atlas.gettext(text);

  /** @type {Atlas.Namespace["registersOf"]} */
  function registersOf({ registers: { rows, sets } }, text, address) {
    const asked = sets[text.registers] ?? [];
    if (!asked.length) return null;
    return [
      el("ul", { class: "at-registers-list" }, asked.map((at) => el("li", {}, one(rows[at], address)))),
      el("p", { class: "at-registers-note", text: _("These are kept by others. The atlas is no such register and names few victims, if any. Whether one of these knows a person only they can say.") }),
    ];
  }

  function one(/** @type {Atlas.Register} */ row, address) {
    const said = (field) => atlas.dataText(row[field], atlas.isUntranslated(row, field));
    return [
      el("strong", {}, said("name")), row.holder ? [" (", said("holder"), ")"] : null,
      el("p", {}, said("holds")),
      row.ask ? el("p", {}, `${_("How to ask")}: `, said("ask")) : null,
      row.languages ? el("p", {}, `${_("Languages")}: `, said("languages")) : null,
      row.url ? el("p", {}, address(/** @type {Atlas.Register & Atlas.Web} */ (row))) : null,
    ];
  }

  /** @type {Atlas.Namespace["registersBlock"]} */
  function registersBlock(data, text, address) {
    const asked = registersOf(data, text, address);
    return asked && el("details", { class: "at-registers" }, el("summary", { text: _("Where relatives can ask") }), asked);
  }

  Object.assign(atlas, { registersOf, registersBlock });
})(globalThis.atlas ??= {});
