"use strict";
// The style sheets of a widget, which stand beside it.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;

  /**
   * Give a widget its styles; it is seen when it has them, so that nothing moves.
   * @type {Atlas.Namespace["style"]}
   */
  function style(host, assets) {
    const root = /** @type {ParentNode} */ (host.parentNode);
    const hrefs = assets.styles.map((name) => new URL(assets.prefix + name, document.baseURI).href);
    const sheets = hrefs.filter((href) => !root.querySelector(`link[href="${CSS.escape(href)}"]`)).map((href) => el("link", { rel: "stylesheet", href }));
    if (!sheets.length) return;
    const ready = sheets.map((sheet) => new Promise((done) => ["load", "error"].forEach((type) => sheet.addEventListener(type, done))));
    host.style.visibility = "hidden";
    Promise.all(ready).then(() => (host.style.visibility = ""));
    root.prepend(...sheets.reverse()); // as if each came before the last
  }

  atlas.style = style;
})(globalThis.atlas ??= {});
