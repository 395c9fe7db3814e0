"use strict";
// Ways past what stands before, for the keyboard: to the map, the list, the years and the filters.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const FIRST = "button:not([disabled]), input, select, [tabindex='0']";

  const seen = (node) => node.checkVisibility({ visibilityProperty: true });
  const first = (root) => /** @type {HTMLElement[]} */ ([...root.querySelectorAll(FIRST)]).find((node) => node.tabIndex >= 0 && seen(node));

  /**
   * Bring the focus to a part of the page: "map", "list", "years" or "filters".
   * @type {Atlas.Namespace["skipTo"]}
   */
  function skipTo(page, root, part) {
    const all = (selector) => /** @type {HTMLElement[]} */ ([...root.querySelectorAll(selector)]);
    if (part === "map") return page.map.getContainer().focus();
    if (part === "list") return page.toList();
    const [place] = all(part === "filters" ? ".at-filters" : ".at-time");
    if (part === "filters" && !seen(place)) all(".at-open-filters")[0].click();
    const slider = all(".at-time [role=slider]").find(seen); // folded, there is none
    (part === "years" && slider ? slider : first(place))?.focus();
  }

  /** Let the links at the top of a page lead there. */
  function skips(page, root) {
    for (const link of root.querySelectorAll(".at-skips button")) link.addEventListener("click", () => skipTo(page, root, link.dataset.skip));
  }

  Object.assign(atlas, { skips, skipTo });
})(globalThis.atlas ??= {});
