"use strict";
// Starts the map page once its parts stand in the document.
(function (/** @type {Atlas.Namespace} */ atlas) {
  /**
   * Start the page when its events are there. `id` is that of the page's root; `controls=0` in the address leaves the
   * filters to a framing page.
   * @type {Atlas.Namespace["start"]}
   */
  async function start(map, { ready }, basemap, id) {
    const root = atlas.byId(id);
    const part = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-part="${name}"]`));
    const layer = await ready.catch((error) => {
      atlas.fill(part("panel"), atlas.missingTexts());
      throw error;
    });
    const names = ["panel", "count", "legend", "background", "handle"];
    const parts = { root, ...Object.fromEntries(names.map((name) => [name, part(name)])) };
    const bare = new URLSearchParams(location.search).get("controls") === "0";
    root.classList.toggle("at-bare", bare);
    const page = atlas.page(map, layer, layer.data(), parts, { basemap, hosted: bare });
    atlas.mapButtons(map, () => page.travel.home({ animate: true }));
    page.travel.home(); // last, when the lines around the map have their height: it is drawn once
    // The map is seen first; its filters come when its frame is on the screen.
    const filters = () => atlas.controls(page, { filters: part("filters"), timeline: part("timeline") });
    if (!bare) requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(filters)));
    part("open-filters").addEventListener("click", () => root.classList.toggle("at-filtering"));
    atlas.connect(page);
    atlas.current = page;
    return page;
  }

  atlas.start = start;
})(globalThis.atlas ??= {});
