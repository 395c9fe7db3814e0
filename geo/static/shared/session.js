"use strict";
// What a tab remembers while it is open, also when its page is read anew: the browser forgets it with the tab.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const here = /** @type {Map<string, string>} */ (new Map()); // for a browser that keeps nothing

  /** What was kept under a name; null for nothing. */
  function kept(name) {
    try {
      return sessionStorage.getItem(name) ?? here.get(name) ?? null;
    } catch {
      return here.get(name) ?? null;
    }
  }

  /** Keep a text; null forgets it. */
  function keep(name, text) {
    if (text === null) here.delete(name);
    else here.set(name, text);
    try {
      if (text === null) sessionStorage.removeItem(name);
      else sessionStorage.setItem(name, text);
    } catch {
      // until the page is read anew
    }
  }

  Object.assign(atlas, { kept, keep });
})(globalThis.atlas ??= {});
