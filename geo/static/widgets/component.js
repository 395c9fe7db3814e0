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
    loaded.catch(() => globalThis.atlasFiles.delete(url)); // the next run asks again
    globalThis.atlasFiles.set(url, loaded);
    document.head.append(script);
  }
  return globalThis.atlasFiles.get(url);
}

// The last call for each host: Streamlit may end an earlier one after the next has begun.
const calls = new WeakMap();

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const host = parentElement.querySelector("[data-atlas]");
  const call = {};
  calls.set(host, call);
  loadOnce(data.assets).then(() => calls.get(host) === call && globalThis.atlas.mount(host, data, { setStateValue, setTriggerValue }));
  return () => calls.get(host) === call && calls.delete(host) && globalThis.atlas?.unmount?.(host);
}
