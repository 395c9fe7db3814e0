"use strict";
// The app on paper: the sheet that the map page in its frame makes of what it shows (page/print.js), and nothing of Streamlit's page.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;

  /**
   * Print what `frame` shows instead of the page around it; returns what ends that.
   * @type {Atlas.Namespace["printFrame"]}
   */
  function printFrame(frame) {
    let paper = /** @type {HTMLElement | null} */ (null);

    function put() {
      take();
      const inside = /** @type {any} */ (frame.contentWindow)?.atlas?.current?.take;
      if (!inside) return; // not yet there: what stands there is printed
      paper = el("div", { class: "at-paper" });
      const shadow = paper.attachShadow({ mode: "open" });
      shadow.append(el("style", { text: stylesOf(/** @type {Document} */ (frame.contentDocument)) }), el("div", { class: "at-page at-printing" }, document.adoptNode(inside.sheet())));
      document.body.append(paper);
    }

    function take() {
      paper?.remove();
      paper = null;
    }

    /** Somebody asks for the paper, or for the map as a picture. */
    async function make(event) {
      const { what, failed } = event.detail;
      try {
        const inside = /** @type {any} */ (frame.contentWindow)?.atlas?.current?.take;
        if (what === "picture") return await inside.picture();
        await inside.ready();
        window.print();
      } catch (error) {
        console.warn(error);
        failed();
      }
    }

    window.addEventListener("beforeprint", put);
    window.addEventListener("afterprint", take);
    window.addEventListener("atlas:take", make);
    return () => {
      take();
      window.removeEventListener("atlas:take", make);
      window.removeEventListener("beforeprint", put);
      window.removeEventListener("afterprint", take);
    };
  }

  /** All rules of a document, as they are in force: a style sheet that is asked for again would come too late. */
  const stylesOf = (/** @type {Document} */ page) => [...page.styleSheets].flatMap((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText)).join("\n");

  atlas.printFrame = printFrame;
})(globalThis.atlas ??= {});
