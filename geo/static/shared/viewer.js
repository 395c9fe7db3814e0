"use strict";
// One picture in full over the page: nearer and farther by buttons, wheel, fingers and keys; what had the focus gets it back.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;
  const _ = (text) => atlas.gettext(text);
  const MOST = 8; // times the size that fits
  const STEP = 1.5;
  const MOVE = 60; // pixels for an arrow key
  let close = () => {};

  /**
   * Open a picture, among others that can be turned to.
   * @type {Atlas.Namespace["openPictures"]}
   */
  function openPictures(data, rows, first, opener) {
    close();
    let at = rows.indexOf(first);
    const image = el("img", { draggable: "false" });
    const stage = el("div", { class: "at-viewer-stage" }, image);
    const said = el("div", { class: "at-viewer-said", "aria-live": "polite" });
    const view = atlas.zoomed(stage, image, { most: MOST, moved: update });
    const button = (sign, label, click) => el("button", { type: "button", class: "at-viewer-button", "aria-label": label, on: { click } }, el("span", { "aria-hidden": "true", text: sign }));
    const nearer = button("+", _("Zoom in"), () => view.zoom(STEP));
    const farther = button("−", _("Zoom out"), () => view.zoom(1 / STEP));
    const turns = rows.length > 1 ? [button("‹", _("Previous picture"), () => turn(-1)), button("›", _("Next picture"), () => turn(1))] : [];
    const shut = el("button", { type: "button", class: "at-viewer-button at-viewer-close", text: _("Close"), on: { click: () => dialog.close() } });
    const dialog = /** @type {HTMLDialogElement} */ (el("dialog", { class: "at-viewer", "aria-label": _("Pictures and documents"), on: { close: leave, keydown: key } },
      stage, said, el("div", { class: "at-viewer-bar" }, turns, farther, nearer, shut)));

    function show() {
      const row = rows[at];
      image.alt = row.alt;
      image.width = row.w;
      image.height = row.h;
      image.style.setProperty("--wide", String(row.w));
      image.style.setProperty("--ratio", String(row.w / row.h));
      image.src = atlas.pictureSource(data, row, Math.max(innerWidth, innerHeight) * devicePixelRatio);
      const count = rows.length > 1 ? el("span", { class: "at-picture-credit", text: atlas.format(_("Picture %(n)s of %(all)s"), { n: at + 1, all: rows.length }) }) : null;
      atlas.fill(said, row.caption ? null : el("span", { class: "at-picture-caption", dir: "auto" }, atlas.dataText(row.alt, atlas.isUntranslated(row, "alt"))), atlas.pictureCaption(row), count);
      view.reset();
    }

    /** Who looks closer than the file allows gets the largest one there is. */
    function update(scale) {
      nearer.disabled = scale >= MOST;
      farther.disabled = scale <= 1;
      const largest = scale > 1 ? atlas.pictureSource(data, rows[at], Infinity) : "";
      if (largest && image.getAttribute("src") !== largest) image.src = largest;
    }

    function turn(by) {
      at = (at + by + rows.length) % rows.length;
      show();
    }

    function key(event) {
      event.stopPropagation(); // the card stays as it is
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const across = { ArrowLeft: 1, ArrowRight: -1 }[event.key] ?? 0;
      const down = { ArrowUp: 1, ArrowDown: -1 }[event.key] ?? 0;
      if (event.key === "+" || event.key === "=") view.zoom(STEP);
      else if (event.key === "-") view.zoom(1 / STEP);
      else if (event.key === "0") view.reset();
      else if ((across || down) && view.scale() > 1) view.move(across * MOVE, down * MOVE);
      else if (across && turns.length) turn(-across);
      else return;
      event.preventDefault();
    }

    function leave() {
      dialog.remove();
      close = () => {};
      if (opener.isConnected) opener.focus({ preventScroll: true });
    }

    (document.getElementById("kiosk") ?? document.body).append(dialog);
    close = () => dialog.close();
    dialog.showModal();
    show();
    shut.focus({ preventScroll: true });
  }

  Object.assign(atlas, { openPictures, closePictures: () => close() });
})(globalThis.atlas ??= {});
