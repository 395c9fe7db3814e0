// The module that Streamlit mounts for each of our widgets: loads the page's own files once, then
// hands over to streamlit.js. It is an ES module because st.components.v2 asks for one.
function loadOnce(assets) {
  globalThis.atlasFiles ??= new Map();
  return assets.files.reduce((before, name) => before.then(() => loadScript(new URL(assets.prefix + name, document.baseURI).href)), Promise.resolve());
}

function loadScript(url) {
  if (!globalThis.atlasFiles.has(url)) {
    const script = Object.assign(document.createElement("script"), { src: url });
    const loaded = new Promise((resolve, reject) => Object.assign(script, { onload: resolve, onerror: reject }));
    globalThis.atlasFiles.set(url, loaded);
    document.head.append(script);
  }
  return globalThis.atlasFiles.get(url);
}

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const host = parentElement.querySelector("[data-atlas]");
  loadOnce(data.assets).then(() => globalThis.atlas.mount(host, data, { setStateValue, setTriggerValue }));
  return () => globalThis.atlas?.unmount?.(host);
}
