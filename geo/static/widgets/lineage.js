"use strict";
// The lineage: every body as a bar over its years, under its family and after the body that it succeeded. The bars are the
// buttons of a list: readers of the screen hear the same names, years and successions that others see.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, svg, fill, say, format, gettext, ngettext } = atlas;
  const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]; // years between two lines of the axis
  const LINES = 12; // at most
  const LETTER = 1.25; // percent of the width that a letter of a name takes at most: a name that fits stands in its bar
  const LATE = 62; // percent of the width from which on a name beside a bar stands before it
  const EDGE = 96; // percent up to which a year can be written
  let made = 0; // for ids that aria-labelledby can name

  /**
   * A dialog put into `root`: {open(), isOpen(), update(state), destroy()}. `onChange(ids)` hears the one body that is chosen, or
   * none; `onOpen()` asks for an update. The state is {families, organizations, axis, span, value, counts}.
   * @type {Atlas.Namespace["lineage"]}
   */
  function lineage(root, { onChange, onOpen }) {
    let state = /** @type {Atlas.LineageState} */ ({ families: [], organizations: [], axis: { first: 0, last: 0 }, span: { from: null, to: null }, value: [], counts: null });
    let drawn = /** @type {unknown[]} */ ([]);
    let before = /** @type {HTMLElement | null} */ (null); // what had the focus
    const bars = /** @type {Map<string, HTMLElement>} */ (new Map());
    const id = `at-li-${++made}`;
    const title = el("h2", { id, class: "at-li-title", text: gettext("Lineage: who came after whom") });
    const shut = el("button", { type: "button", class: "at-button", text: gettext("Close"), on: { click: () => dialog.close() } });
    const chart = el("div", { class: "at-li-chart" });
    const box = el("div", { class: "at-li-box" }, chart);
    const told = el("p", { class: "at-li-told" });
    const span = el("p", { class: "at-li-years" });
    const dialog = el("dialog", { class: "at-lineage", "aria-labelledby": id, on: { close: leave, keydown: (event) => event.stopPropagation(), click: outside } },
      el("div", { class: "at-li-head" }, title, shut), span, box, told);
    root.append(dialog);

    function open() {
      before = atlas.activeIn(root);
      dialog.showModal();
      onOpen?.();
      paint();
      const chosen = bars.get(state.value[0] ?? "");
      chosen?.scrollIntoView({ block: "center", inline: "nearest" });
    }

    function leave() {
      before?.focus({ preventScroll: true });
      before = null;
    }

    /** A press beside the panel closes it. */
    function outside(event) {
      if (event.target === dialog) dialog.close();
    }

    function update(change) {
      state = { ...state, ...change };
      if (dialog.open) paint();
    }

    function paint() {
      const { families, organizations, axis, value, counts } = state;
      const { from, to } = state.span;
      const place = (moment) => (100 * (atlas.clamp(moment, axis.first, axis.last + 1) - axis.first)) / (axis.last + 1 - axis.first);
      const content = [JSON.stringify([axis, atlas.language()]), ...families, ...organizations.map(({ id: body }) => body)];
      if (drawn.length !== content.length || drawn.some((one, i) => one !== content[i])) build(place);
      drawn = content;
      const years = from === null && to === null ? gettext("All years") : atlas.yearSpan(from ?? axis.first, to ?? axis.last);
      const away = organizations.some((body) => !lives(body, state.span)) ? gettext("Dashed: existed in other years.") : "";
      say(span, `${format(gettext("Chosen years: %(years)s."), { years })} ${away}`);
      chart.style.setProperty("--from", `${place(from ?? axis.first)}%`);
      chart.style.setProperty("--to", `${place((to ?? axis.last) + 1)}%`);
      for (const body of organizations) {
        const bar = bars.get(body.id);
        const isChosen = value.includes(body.id) || value.includes(body.family);
        bar?.setAttribute("aria-pressed", String(isChosen));
        bar?.classList.toggle("at-li-away", !lives(body, state.span));
        if (bar) say(/** @type {HTMLElement} */ (bar.lastElementChild), `. ${aside(body)}`);
      }
      if (counts === null) say(told, "");
    }

    /** What is said of a body beside its name and years; the same for the eye and the ear. */
    function aside(body) {
      const named = (wanted) => wanted.map((other) => other.abbreviation || other.name).join(", ");
      const before = state.organizations.filter((other) => other.id === body.after);
      const after = state.organizations.filter((other) => other.after === body.id);
      const once = (body.once ?? []).map(([name, years]) => `${name} (${years})`).join("; ");
      const n = state.counts?.get(body.id);
      return [
        once && format(gettext("Called %(names)s"), { names: once }),
        before.length && format(gettext("Came after: %(names)s"), { names: named(before) }),
        after.length && format(gettext("Followed by: %(names)s"), { names: named(after) }),
        n === undefined ? "" : format(ngettext("%(n)s event", "%(n)s events", n), { n }),
      ].filter(Boolean).join(". ");
    }

    function build(place) {
      bars.clear();
      const rows = inLine(state.families, state.organizations);
      const parts = state.families.map((family) => ({ family, bodies: rows.filter((body) => body.family === family.id) })).filter(({ bodies }) => bodies.length);
      const sections = parts.map(({ family, bodies }) => {
        const name = el("h3", { class: "at-li-family" }, el("span", { class: "at-li-name" }, atlas.markIcon(family), el("span", { text: family.name })));
        return el("section", { style: { "--colour": family.colour } }, name, el("ul", { class: "at-li-list" }, bodies.map((body) => row(body, place))));
      });
      const flat = parts.flatMap(({ bodies }) => [null, ...bodies]); // a heading has the height of a row
      fill(chart, el("div", { class: "at-li-axis", "aria-hidden": "true" }, ticks(state.axis, place)), el("div", { class: "at-li-span", "aria-hidden": "true" }), el("div", { class: "at-li-rows" }, links(flat, place), sections));
    }

    function row(body, place) {
      const [first, last] = extent(body, state.axis);
      const [left, right] = [place(first), place(last)];
      const named = body.abbreviation || body.name;
      const fits = LETTER * (named.length + body.years.length + 2) < right - left;
      const bar = el("button", {
        type: "button", class: `at-li-bar ${fits ? "" : right > LATE ? "at-li-before" : "at-li-beside"}`, "aria-pressed": "false", style: { left: `${left}%`, width: `${right - left}%` },
        on: { click: () => press(body), focus: () => tell(body), pointerenter: () => tell(body) },
      }, el("span", { class: "at-li-label" }, el("strong", { text: named }), ` ${body.years}`), el("span", { class: "at-sr", text: body.abbreviation && body.abbreviation !== body.name ? `, ${body.name}` : "" }), el("span", { class: "at-sr" }));
      bars.set(body.id, bar);
      return el("li", { class: "at-li-row" }, bar);
    }

    const tell = (body) => fill(told, el("strong", { text: body.name }), ` ${body.years}. ${aside(body)}`);

    function press(body) {
      const { value } = state;
      const next = value.length === 1 && value[0] === body.id ? [] : [body.id];
      update({ value: next });
      onChange(next);
      tell(body);
    }

    return { open, isOpen: () => dialog.open, update, destroy: () => dialog.remove() };
  }

  /** First and last moment of a life; one that is not known ends with the axis. */
  const extent = ({ life: [first, last] }, axis) => [first ?? axis.first, last ?? axis.last + 1];

  function lives({ life: [first, last] }, { from, to }) {
    return (first === null || to === null || Math.floor(first) <= to) && (last === null || from === null || Math.floor(last) >= from);
  }

  /** The bodies in order: those that succeeded another follow it, the earlier first. */
  function inLine(families, organizations) {
    const began = ({ life: [first] }) => first ?? -Infinity;
    const sorted = [...organizations].sort((a, b) => began(a) - began(b));
    const found = /** @type {Set<Atlas.Organization>} */ (new Set());
    function add(body) {
      if (found.has(body)) return;
      found.add(body);
      for (const next of sorted) if (next.after === body.id && next.family === body.family) add(next);
    }
    const own = new Map(organizations.map((body) => [body.id, body.family]));
    for (const { id } of families) {
      const members = sorted.filter((body) => body.family === id);
      for (const body of members) if (!body.after || own.get(body.after) !== id) add(body);
      for (const body of members) add(body); // of a ring, which no dataset should have
    }
    return [...found];
  }

  /** Lines from each body to those that came after it: down from its bar to where the next begins. */
  function links(rows, place) {
    const at = new Map(rows.flatMap((body, i) => (body ? [[body.id, i]] : [])));
    const paths = rows.flatMap((body, i) => {
      const above = body?.after ? at.get(body.after) : undefined;
      if (above === undefined) return [];
      const x = place(body.life[0] ?? -Infinity), end = place(rows[above].life[1] ?? Infinity);
      return [svg("path", { d: `M${Math.min(end, x)} ${above + 0.5}H${x}V${i + 0.5}` })];
    });
    return svg("svg", { class: "at-li-links", viewBox: `0 0 100 ${rows.length}`, preserveAspectRatio: "none", "aria-hidden": "true" }, ...paths);
  }

  function ticks({ first, last }, place) {
    const step = STEPS.find((years) => (last - first) / years <= LINES) ?? last - first;
    const years = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter((year) => atlas.isRound(year, step));
    return years.map((year) => el("span", { class: "at-li-tick", style: { left: `${place(year)}%` }, text: place(year) > EDGE ? "" : atlas.yearName(year) }));
  }

  atlas.lineage = lineage;
})(globalThis.atlas ??= {});
