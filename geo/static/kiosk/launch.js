"use strict";
// Settings in the launch address go before those of the file: tartu.html?languages=ru,et&diagonal=32
(function (/** @type {Atlas.Namespace} */ atlas) {
  /**
   * The settings of a kiosk as changed by the query of its address. `settings.launch` maps each
   * parameter to {setting, low, high, whole}; `warn` hears a sentence for each that is not taken.
   * Where neither file nor address say from where the screen is read, that follows from its size.
   */
  function launched(settings, search, warn) {
    const changed = { ...settings };
    for (const [name, text] of new URLSearchParams(search)) {
      if (name === "digest" && /^[0-9a-f]{64}$/.test(text)) {
        changed.digest = text; // the start script tells which file it shows
        continue;
      }
      const rule = Object.hasOwn(settings.launch, name) ? settings.launch[name] : null;
      const fault = name === "languages" ? takeLanguages(changed, settings, text) : takeNumber(changed, rule, text);
      if (name === "distance" && !fault) changed.distances = null;
      if (fault) warn(`${name}=${text} in the launch address is not taken: ${fault}`);
    }
    const { distances, diagonal_inches: inches } = changed;
    if (distances) changed.distance_mm = inches < distances.below ? distances.tablet : distances.screen;
    return changed;
  }

  function takeLanguages(changed, settings, text) {
    const codes = [...new Set(text.split(","))];
    const found = codes.map((code) => settings.languages.find(({ lang }) => lang === code));
    if (found.includes(undefined)) return `the file holds ${settings.languages.map(({ lang }) => lang).join(",")}`;
    changed.languages = found;
    return "";
  }

  function takeNumber(changed, rule, text) {
    if (!rule) return "there is no such setting";
    const value = Number(text);
    if (!/^\d+(\.\d+)?$/.test(text) || (rule.whole && !Number.isInteger(value))) return rule.whole ? "write a whole number" : "write a number";
    if (value < rule.low || value > rule.high) return `it must be from ${rule.low} to ${rule.high}`;
    changed[rule.setting] = value;
    return "";
  }

  atlas.launched = launched;
})(globalThis.atlas ??= {});
