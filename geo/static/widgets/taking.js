"use strict";
// What the map page in the frame can make of what it shows, asked for from Streamlit's page around it.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;

  /**
   * Two buttons in `host`; who has the frame hears of them, and says whether it went well.
   * @type {Atlas.Namespace["takeButtons"]}
   */
  function takeButtons(host) {
    const said = el("p", { class: "at-take-said", role: "status" });
    const failed = () => atlas.say(said, atlas.gettext("This browser does not allow it here."));
    function ask(what) {
      atlas.say(said, "");
      window.dispatchEvent(new CustomEvent("atlas:take", { detail: { what, failed } }));
    }
    const button = (what, text) => el("button", { type: "button", class: "at-button", text, on: { click: () => ask(what) } });
    return { update: () => host.replaceChildren(el("div", { class: "at-take-buttons" }, button("print", atlas.gettext("Print")), button("picture", atlas.gettext("Picture of the map"))), said) };
  }

  atlas.takeButtons = takeButtons;
})(globalThis.atlas ??= {});
