"use strict";
// The events of a view as CSV, in a page that has no server: the same rows as geo/export/tables.py makes.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const BOM = "\ufeff"; // without it Excel reads UTF-8 as the code page of its machine

  /**
   * Events, given by index in the order of the dataset, as CSV.
   * @type {Atlas.Namespace["csvOf"]}
   */
  async function csvOf(data, events) {
    const [{ columns, figures, rows, runs }, { events: texts }] = await Promise.all([data.source.table(), data.source.card([], events)]);
    const run = new RegExp(`^(?:${runs})`, "u");
    const cell = (text) => (run.test(text) ? `'${text}` : text);
    const said = (name, k) => (name === "place_name" ? data.places.name[data.events.place[events[k]]] ?? "" : texts[k][name] ?? "");
    const own = (k) => columns.map((name, at) => rows[events[k]][at] ?? cell(said(name, k)));
    const used = figures.map((_, at) => events.some((i) => rows[i][columns.length + at]));
    const kept = figures.map((_, at) => used.slice(at - (at % 3), at - (at % 3) + 3).some(Boolean)); // a measure as a whole
    const numbers = (k) => figures.map((_, at) => rows[events[k]][columns.length + at] ?? "").filter((_, at) => kept[at]);
    const lines = [[...columns, ...figures.filter((_, at) => kept[at])], ...events.map((_, k) => [...own(k), ...numbers(k)])];
    return BOM + lines.map((line) => `${line.map(quoted).join(",")}\r\n`).join("");
  }

  /** A cell as Python's csv module writes it. */
  const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

  Object.assign(atlas, { csvOf });
})(globalThis.atlas ??= {});
