"use strict";
// The page inside another page: state comes in, choices go out, both by postMessage.
(function (/** @type {Atlas.Namespace} */ atlas) {
  /** Connect a running page to the window that frames it; does nothing when none does. */
  function connect(page, root) {
    if (window.parent === window) return;
    const served = location.origin !== "null" && location.protocol !== "file:";
    const target = served ? location.origin : "*";
    const post = (message) => window.parent.postMessage({ ...message, source: "atlas" }, target);
    window.addEventListener("message", (event) => {
      if (event.source !== window.parent || (served && event.origin !== location.origin)) return;
      receive(page, root, event.data);
    });
    page.listen((message) => {
      if (!["query", "choice"].includes(message.type)) post(message);
    });
    post({ type: "ready" });
    page.tell?.();
  }

  function receive(page, root, message) {
    if (message?.target !== "atlas") return;
    if (message.address !== undefined) return void page.goTo?.(message.address);
    if (message.selected) return void page.select?.(message.selected);
    if (message.skip) return void atlas.skipTo(page, root, message.skip);
    if ("reading" in message) page.story?.show(message.reading);
    if ("view" in message) page.arrive({ ...message, look: page.story?.look }).finally(begin); // an address, which may have no view of its own
    else {
      if (message.query) page.set(message.query, { live: message.live });
      if (message.list) page.openList(message.list);
      if (message.town) return void page.chooseTown(message.town);
      if (message.place !== undefined) page.choosePlace(message.place, { still: true });
      if (message.card !== undefined) page.chooseCard(message.card, { still: true });
    }

    /** The opening stands over the first view, which it moves. */
    function begin() {
      if (message.opening) page.story?.show(null, { fresh: true });
      root.classList.remove("at-waiting");
    }
  }

  atlas.connect = connect;
})(globalThis.atlas ??= {});
