// The module that anywidget mounts in a notebook: the saved map page in a frame without an origin, which asks nothing of the
// network, and two traits that go both ways. It is an ES module because anywidget asks for one.
// A page may write an address in another order than Python: the same parts are the same address.
const same = (a, b) => a.split("&").sort().join("&") === b.split("&").sort().join("&");

function render({ model, el }) {
  const frame = document.createElement("iframe");
  // Links to sources open in tabs of their own, which are pages like any other.
  frame.setAttribute("sandbox", "allow-scripts allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox");
  frame.setAttribute("allow", "fullscreen");
  Object.assign(frame, { title: model.get("title"), srcdoc: model.get("page") });
  Object.assign(frame.style, { display: "block", width: "100%", border: "0" });
  const size = () => (frame.style.height = `${model.get("height")}px`);
  let shown = /** @type {{address: string, selected: string[]} | null} */ (null); // what the page has told last: it is not told it back
  const post = (message) => shown && frame.contentWindow?.postMessage({ target: "atlas", ...message }, "*"); // no origin has no name

  /** Take what a reader has chosen in the page. */
  function hear(event) {
    if (event.source !== frame.contentWindow || event.data?.source !== "atlas" || event.data.type !== "address") return;
    const { address, selected } = event.data;
    const first = !shown;
    shown = { address, selected };
    if (first && start(shown)) return;
    if (!same(model.get("query"), address)) model.set("query", address);
    if (String(model.get("selected")) !== String(selected)) model.set("selected", selected);
    model.save_changes();
  }

  /** Bring a page that is new to what the model holds; false when it shows that. */
  function start({ address, selected }) {
    const [elsewhere, chosen] = [!same(model.get("query"), address), String(model.get("selected")) !== String(selected)];
    if (elsewhere) ask();
    if (chosen && model.get("selected").length) select();
    return elsewhere || (chosen && model.get("selected").length > 0);
  }

  function ask() {
    if (shown && !same(model.get("query"), shown.address)) post({ address: model.get("query") });
  }

  function select() {
    if (shown && String(model.get("selected")) !== String(shown.selected)) post({ selected: model.get("selected") });
  }

  window.addEventListener("message", hear);
  model.on("change:query", ask);
  model.on("change:selected", select);
  model.on("change:height", size);
  size();
  el.append(frame);
  return () => {
    window.removeEventListener("message", hear);
    model.off("change:query", ask);
    model.off("change:selected", select);
    model.off("change:height", size);
  };
}

export default { render };
