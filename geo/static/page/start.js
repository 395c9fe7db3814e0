"use strict";
// Starts the map page once its parts stand in the document.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const SMALLER = 0.75; // levels of zoom that a narrow map may go further out

  /** `id` is that of the page's root; `controls=0` in the address leaves the filters to a framing page. */
  function start(map, layer, basemap, id) {
    const root = atlas.byId(id);
    const part = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-part="${name}"]`));
    const names = ["panel", "count", "legend", "background", "handle"];
    const parts = { root, ...Object.fromEntries(names.map((name) => [name, part(name)])) };
    const bare = new URLSearchParams(location.search).get("controls") === "0";
    root.classList.toggle("at-bare", bare);
    L.control.zoom({ position: "bottomright", zoomInTitle: atlas.gettext("Zoom in"), zoomOutTitle: atlas.gettext("Zoom out") }).addTo(map);
    const page = atlas.page(map, layer, layer.data(), parts, { basemap, hosted: bare });
    firstView(map, layer.data()); // last, when the lines around the map have their height: it is drawn once
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
        map.setMinZoom(data.zoom - (map.getSize().x < atlas.NARROW ? SMALLER : 0));
        map.stop();
        if (!atlas.fit(map, data)) map.setView(map.options.emptyCenter, map.options.zoom, { animate: false });
      });
    show();
    map.on("movestart", () => (moved ||= !map.settling));
    // The map also changes its size when a line of text beside it wraps; then it stays where it is.
    new ResizeObserver(() => settle(() => map.invalidateSize({ pan: false }))).observe(map.getContainer());
    window.addEventListener("resize", () => {
      settle(() => map.invalidateSize({ pan: false }));
      if (!moved) show();
    });
  }

  atlas.start = start;
})(globalThis.atlas ??= {});
