"use strict";
// One picture: where it is, and what is said beneath it.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;
  const _ = (text) => atlas.gettext(text);

  /**
   * The address of a picture that has at least `wanted` pixels on its longer side, or as many as there are; "" for one that
   * this file does not hold.
   * @type {Atlas.Namespace["pictureSource"]}
   */
  function pictureSource({ media }, { name }, wanted) {
    const sizes = media?.sizes[name] ?? [];
    const size = sizes.find((one) => one >= wanted) ?? sizes.at(-1);
    if (!media || !size) return "";
    return media.prefix ? `${media.prefix}${name}-${size}.webp` : `data:image/webp;base64,${atlas.byId(`picture-${name}-${size}`).textContent}`;
  }

  /**
   * What is said beneath a picture: its caption, who made it when, its licence, where it comes from.
   * @type {Atlas.Namespace["pictureCaption"]}
   */
  function pictureCaption(row) {
    const made = [row.date, row.credit, atlas.format(_("Licence: %(licence)s"), { licence: row.licence })].filter(Boolean).join(" · ");
    return [
      row.caption ? el("span", { class: "at-picture-caption", dir: "auto" }, atlas.dataText(row.caption, atlas.isUntranslated(row, "caption"))) : null,
      el("span", { class: "at-picture-credit", dir: "auto", text: made }),
      row.source ? el("span", { class: "at-picture-credit", dir: "auto", text: row.source }) : null,
    ];
  }

  Object.assign(atlas, { pictureSource, pictureCaption });
})(globalThis.atlas ??= {});
