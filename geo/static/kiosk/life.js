"use strict";
// Tells whoever started the browser that the page lives, and what went wrong. The console reaches the browser's own
// log, which kiosk_device/kiosk-browser.sh reads: no network, no port and no file is needed for it.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const EVERY = 5000; // ms; as often that script looks

  /** Say one line; a dataset's text cannot begin a second one. */
  const tell = (text) => console.debug(`atlas: ${String(text).replace(/\s+/gu, " ")}`);
  const beat = () => tell(`alive ${atlas.kiosk?.machine.now() ?? "boot"}`);

  setInterval(beat, EVERY);
  Object.assign(atlas, { tell, beat });
})(globalThis.atlas ??= {});
