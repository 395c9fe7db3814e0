"use strict";
// Kinds of event that are layers of their own, each on or off.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill, gettext, format } = atlas;

  /** Switches in `root`; `onChange(hidden)` hears the ids that are off. `update({rows, value})`. */
  function switches(root, { onChange }) {
    let boxes = [];
    function build(rows) {
      boxes = rows.map((row) => el("input", { type: "checkbox", value: row.id, on: { change: report } }));
      const label = (row, box) => el("label", { class: "at-check" }, box, el("span", { text: format(gettext("Show: %(name)s"), { name: row.name }) }));
      fill(root, rows.map((row, i) => label(row, boxes[i])));
    }
    const report = () => onChange(boxes.filter((box) => !box.checked).map((box) => box.value));
    function update({ rows, value }) {
      if (rows.map((row) => row.id).join() !== boxes.map((box) => box.value).join()) build(rows);
      for (const box of boxes) box.checked = !value.includes(box.value);
    }
    return { update, destroy: () => fill(root) };
  }

  atlas.switches = switches;
})(globalThis.atlas ??= {});
