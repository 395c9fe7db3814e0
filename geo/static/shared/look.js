"use strict";
// What scripts draw looks as the style sheets say: colours and typefaces of shared/tokens.css, and less motion.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const TOKENS = /** @type {const} */ (["paper", "land", "water", "ink", "ink-soft", "accent", "inactive", "sans", "serif"]);
  let read = /** @type {Atlas.Look | null} */ (null);

  /** The tokens, read from the document once. */
  function look() {
    return (read ??= readTokens());
  }

  function readTokens() {
    const style = getComputedStyle(document.documentElement);
    return /** @type {Atlas.Look} */ (Object.fromEntries(TOKENS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])));
  }

  /** Whether whoever looks has asked for less motion. */
  const reducedMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  Object.assign(atlas, { look, reducedMotion });
})(globalThis.atlas ??= {});
