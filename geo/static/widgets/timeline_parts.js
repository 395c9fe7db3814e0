"use strict";
// The elements of the time slider; timeline_view.js draws them, timeline.js is what can be done with them.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, svg, gettext, yearName, isRound } = atlas;
  const SHORT = 40; // slots; on a shorter axis every year may be named
  const ICONS = { back: "M14.5 6 8.5 12l6 6", forward: "M9.5 6l6 6-6 6", play: "M8.5 5.5v13L18.5 12z", pause: "M9 6v12M15 6v12" };
  const BARS = [{ class: "at-tl-solid" }, { class: "at-tl-hollow" }];

  /** Set those attributes of an element that differ. */
  const put = (node, attributes) => Object.entries(attributes).forEach(([name, value]) => node.getAttribute(name) === String(value) || node.setAttribute(name, value));

  function drawing(className, ...paths) {
    return svg("svg", { class: className, "aria-hidden": "true" }, ...paths.map((path) => svg("path", path)));
  }

  function button(className, text, click, ...icons) {
    const shapes = icons.map((name) => drawing(`at-tl-icon at-tl-${name}`, { d: ICONS[name] }));
    const label = icons.length ? text : null;
    return el("button", { type: "button", class: `at-tl-button ${className}`, "aria-label": label, on: { click } }, shapes, label ? null : text);
  }

  const part = (name, props, ...children) => el("div", { class: `at-tl-${name}`, ...props }, ...children);

  /** All parts of a slider over `axis`, by name; `node` holds them. `on` hears its buttons: {edit, step(by), play, pace, all}. */
  function timelineParts(axis, on) {
    const head = label(on), transport = controls(on), track = plot(axis), exact = fields(axis, on);
    const grid = part("grid", {}, head.node, transport.node, track.node, exact.node);
    const node = el("div", { class: "at-timeline", role: "group", "aria-label": gettext("Years") }, grid);
    return { ...head, ...transport, ...track, ...exact, track: track.node, grid, node };
  }

  function label(on) {
    const main = el("span", { class: "at-tl-main" }), note = el("span", { class: "at-tl-note" });
    const type = button("at-tl-type", null, on.edit);
    return { main, note, type, node: part("label", {}, main, note, type) };
  }

  function controls(on) {
    const back = button("", gettext("One year back"), () => on.step(-1), "back");
    const player = button("", gettext("Play"), on.play, "play", "pause");
    const forward = button("", gettext("One year forward"), () => on.step(1), "forward");
    const pacer = button("at-tl-speed", "", on.pace);
    return { back, player, forward, pacer, node: part("transport", {}, back, player, forward, pacer) };
  }

  function plot(axis) {
    const handle = (edge, name) => part("handle", { role: "slider", tabindex: 0, "aria-label": name, "data-edge": edge });
    const handles = { a: handle("a", gettext("From")), b: handle("b", gettext("To")) };
    const [pale, dark, rule] = [drawing("at-tl-bars", ...BARS), drawing("at-tl-bars at-tl-in", ...BARS), drawing("at-tl-rule", {})];
    const ends = [0, axis.end].map((slot) => part(slot ? "tick at-tl-after" : "tick at-tl-before", { "data-slot": slot }));
    const unit = axis.end > SHORT ? 10 : 1;
    const named = [...Array(axis.end).keys()].slice(1).filter((slot) => isRound(axis.year(slot), unit));
    const ticks = named.map((slot) => part("tick", { "data-slot": slot, text: yearName(axis.year(slot)) }));
    const [within, rail, peak] = [part("within", {}, part("window"), dark), part("rail"), part("peak")], band = atlas.timelineBand();
    const upTo = part("cut", {}, within), cut = part("cut", {}, upTo), lines = { a: part("line"), b: part("line") };
    const inner = part("plot", {}, pale, cut, lines.a, lines.b, rule, band.nodes, rail, peak, ends, ticks, handles.a, handles.b);
    return { plot: inner, handles, cut, upTo, within, lines, rail, pale, dark, rule, ends, ticks, peak, band, node: part("track", {}, inner) };
  }

  function fields(axis, on) {
    const inputmode = axis.first < 1 ? "text" : "numeric"; // "490 BC" needs letters
    const input = () => el("input", { type: "text", inputmode, autocomplete: "off", placeholder: gettext("any") });
    const inputs = { a: input(), b: input() };
    const field = (name, edge) => el("label", { class: "at-tl-field" }, name, inputs[edge]);
    const whole = button("at-tl-all", gettext("All years"), on.all);
    const said = el("p", { class: "at-tl-said", role: "status" }); // about what was typed
    return { inputs, whole, said, node: part("exact", {}, said, field(gettext("From"), "a"), field(gettext("To"), "b"), whole) };
  }

  Object.assign(atlas, { timelineParts, putAttributes: put });
})(globalThis.atlas ??= {});
