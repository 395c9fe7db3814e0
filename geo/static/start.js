"use strict";
// Starts the map page once its parts stand in the document.
(function (atlas) {
  const NARROW = 700; // CSS pixels: there the whole country needs a smaller scale

  /** `id` is that of the page's root; `controls=0` in the address leaves the filters to a framing page. */
  function start(map, layer, basemap, id) {
    const root = document.getElementById(id);
    const part = (name) => root.querySelector(`[data-part="${name}"]`);
    const names = ["panel", "count", "legend", "background", "handle"];
    const parts = { root, ...Object.fromEntries(names.map((name) => [name, part(name)])) };
    const bare = new URLSearchParams(location.search).get("controls") === "0";
    root.classList.toggle("at-bare", bare);
    L.control.zoom({ position: "bottomright", zoomInTitle: atlas.gettext("Zoom in"), zoomOutTitle: atlas.gettext("Zoom out") }).addTo(map);
    firstView(map, layer.data());
    const page = atlas.page(map, layer, layer.data(), parts, { basemap, hosted: bare });
    // The map is seen first; its filters come with the next frame.
    if (!bare) requestAnimationFrame(() => setTimeout(() => atlas.controls(page, { filters: part("filters"), timeline: part("timeline") })));
    part("open-filters").addEventListener("click", () => root.classList.toggle("at-filtering"));
    atlas.connect(page);
    atlas.current = page;
    return page;
  }

  /**
   * Show everything; again when the map takes its size, until somebody or an address moves it. Meanwhile
   * `map.settling` is true: no visitor has chosen what is seen.
   */
  function firstView(map, data) {
    let moved = false;
    const settle = (action) => {
      map.settling = true;
      action();
      map.settling = false;
    };
    const show = () =>
      settle(() => {
        map.setMinZoom(map.getSize().x < NARROW ? data.zoom - 1 : data.zoom);
        map.stop();
        atlas.fit(map, data);
      });
    map.invalidateSize({ pan: false });
    show();
    map.on("movestart", () => (moved ||= !map.settling));
    map.on("resize", () => moved || show());
    // Leaflet hears of the window alone, but the time slider takes its room from the map.
    new ResizeObserver(() => settle(() => map.invalidateSize({ pan: false }))).observe(map.getContainer());
  }

  atlas.start = start;
})(globalThis.atlas ??= {});
