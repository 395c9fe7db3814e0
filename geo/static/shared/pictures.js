"use strict";
// Pictures of an event, a place, a person or a story: small ones in a card, which open in full. One that is graphic is never
// small: a grey field says what it is until somebody asks, and its file is not even decoded before.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, N_ } = atlas;
  const _ = (text) => atlas.gettext(text);
  const THUMBNAIL = 480; // pixels on the longer side: the smallest form that there is

  /** What a text of violence says of itself where a dataset has pictures (shared/graphic.js). */
  const GRAPHIC_TEXT = N_("This text tells of violence against people (%(kind)s).");

  /** An image with its text instead; it takes the room of the whole picture before it is there. */
  function image(data, row, wanted, props = {}) {
    return el("img", { src: atlas.pictureSource(data, row, wanted), alt: row.alt, width: row.w, height: row.h, decoding: "sync", ...props });
  }

  /**
   * The pictures of a card; null for none.
   * @type {NonNullable<Atlas.Namespace["pictures"]>}
   */
  function pictures(data, rows) {
    if (!rows?.length) return null;
    const shown = rows.filter((row) => atlas.pictureSource(data, row, 0));
    const open = (row, opener) => atlas.openPictures(data, shown.filter((one) => one === row || !one.graphic || atlas.graphicWanted()), row, opener);
    const one = (row) => (!shown.includes(row) ? missing(row) : row.graphic ? covered(data, row, open) : small(data, row, open));
    return el("div", { class: "at-pictures", role: "group", "aria-label": _("Pictures and documents") }, rows.map(one));
  }

  function small(data, row, open) {
    const button = el("button", { type: "button", class: "at-picture-open", on: { click: () => open(row, button) } }, image(data, row, THUMBNAIL));
    button.setAttribute("aria-label", atlas.format(_("Enlarge: %(text)s"), { text: row.alt }));
    return el("figure", { class: "at-picture" }, button, el("figcaption", {}, atlas.pictureCaption(row)));
  }

  /** A grey field with what the picture is; who has asked for it finds it on paper too. */
  function covered(data, row, open) {
    const said = atlas.graphicWanted() ? null : el("p", { class: "at-graphic-said", text: _("This picture shows violence against people or its traces.") });
    const show = () => {
      atlas.showGraphic();
      if (!figure.querySelector("img")) figure.prepend(image(data, row, 960, { class: "at-picture-paper" }));
      open(row, button);
    };
    const button = el("button", { type: "button", class: "at-button at-k-button", text: _("Show the picture"), on: { click: show } });
    const field = el("div", { class: "at-picture-covered" }, said, el("p", { dir: "auto" }, atlas.dataText(row.alt, atlas.isUntranslated(row, "alt"))), button);
    const figure = el("figure", { class: "at-picture at-picture-graphic" }, field, el("figcaption", {}, atlas.pictureCaption(row)));
    return figure;
  }

  function missing(row) {
    return el("figure", { class: "at-picture" },
      el("div", { class: "at-picture-covered" }, el("p", { text: _("This picture was left out, to keep this file small.") }), el("p", { dir: "auto" }, atlas.dataText(row.alt, atlas.isUntranslated(row, "alt")))),
      el("figcaption", {}, atlas.pictureCaption(row)));
  }

  /**
   * The pictures of a sheet of paper: none that is graphic.
   * @type {NonNullable<Atlas.Namespace["printedPictures"]>}
   */
  function printedPictures(data, rows) {
    const shown = (rows ?? []).filter((row) => !row.graphic && atlas.pictureSource(data, row, 0));
    if (!shown.length) return null;
    return el("div", { class: "at-pictures" }, shown.map((row) => el("figure", { class: "at-picture" }, image(data, row, 960), el("figcaption", {}, atlas.pictureCaption(row)))));
  }

  Object.assign(atlas, { GRAPHIC_TEXT, pictures, printedPictures });
})(globalThis.atlas ??= {});
