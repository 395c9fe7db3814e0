"use strict";
// Starts the map page once its parts stand in the document.
(function (atlas) {
  /** `names`: {map, root} ids; `controls` in the address (0) leaves the filters to the framing page. */
  function start(map, layer, basemap, id) {
    const root = document.getElementById(id);
    const part = (name) => root.querySelector(`[data-part="${name}"]`);
    const parts = { root, panel: part("panel"), count: part("count"), legend: part("legend"), handle: part("handle") };
    const bare = new URLSearchParams(location.search).get("controls") === "0";
    root.classList.toggle("at-bare", bare);
    L.control.zoom({ position: "bottomright", zoomInTitle: atlas.gettext("Zoom in"), zoomOutTitle: atlas.gettext("Zoom out") }).addTo(map);
    map.invalidateSize();
    atlas.fit(map, layer.data());
    const page = atlas.page(map, layer, layer.data(), parts, basemap);
    if (!bare) atlas.controls(page, { filters: part("filters"), timeline: part("timeline") });
    part("open-filters").addEventListener("click", () => root.classList.toggle("at-filtering"));
    atlas.connect(page);
    atlas.current = page;
    return page;
  }

  atlas.start = start;
})(globalThis.atlas ??= {});
