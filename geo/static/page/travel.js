"use strict";
// Where the map looks: at first, at what a search has found, at a chosen place. A visitor's own hand goes before all.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const EDGE = 40; // CSS pixels kept free around what is shown
  const SYMBOL = 18; // CSS pixels, as far as most symbols reach
  const LOST = 1.5; // levels of zoom that may be lost so that nothing lies under a button
  const RESULT_ZOOM = 7; // a search does not bring anything nearer than this
  const PLACE_ZOOM = 6; // nor an address with a place, whose surroundings say where it is
  const WIDEST = 600000; // metres around a point that are brought into sight; a wider region would hide its own point on a phone
  const SPOT = 50000; // metres of the surroundings of a point that is no place
  const SHEET_ZOOM = 4; // at smaller scales a place cannot be brought above a sheet
  const LOW = 320; // CSS pixels: the height of a map below which its buttons take so much that the first view stands above them
  const LOW_EDGES = { top: 30, bottom: 70 };
  const LINE = 4; // CSS pixels: what covers less of the map is the edge of a sheet
  const SMALLER = 0.75; // levels of zoom that a narrow map may go further out
  const LOWER = 0.25; // and a low one: with more the Earth would not fill it

  /**
   * Move `map` over `data`; `parts` are {panel, search}, which may lie over it. `moved(view)` hears of every
   * view that a hand or an address has chosen, and null when the page itself has chosen one.
   */
  function travel(map, data, parts, moved) {
    /** @type {(() => void) | null} */
    let again = null; // what the page has shown by itself, as long as nobody moves the map
    let going = false; // until the movement that the page has begun is over
    let atHome = false; // whether that is the first view
    let sizing = false;
    const limits = map.options.maxBounds && L.latLngBounds(map.options.maxBounds);
    /** @type {(() => void) | null} */
    let earlier = null; // brings back the view that cards have moved the map away from, as long as nobody else does

    /**
     * End what moves. Leaflet's own `stop` leaves a change of scale running, whose end would win over what is shown next,
     * and has all that is drawn on the map drawn again where nothing moves.
     */
    function halt() {
      const moving = /** @type {any} */ (map);
      moving._stop();
      if (moving._animatingZoom) moving._onZoomTransitionEnd();
    }

    function go(look, first = false) {
      halt();
      earlier = null;
      atHome = first;
      again = look;
      going = true;
      look();
      moved(null);
    }

    /** The part of the map that neither the line of the year nor a sheet covers, in CSS pixels from its top. */
    function room() {
      const { top, height } = map.getContainer().getBoundingClientRect();
      const sheet = parts.sheet.getBoundingClientRect().top - top;
      const bar = parts.search.getBoundingClientRect();
      return { top: Math.max(0, bar.bottom - top), bottom: sheet > EDGE ? Math.min(sheet, height) : height, height };
    }

    /** Above a sheet the first view goes up as far as its most northern place lets it. */
    function above() {
      const { top, bottom, height } = room();
      if (height - bottom < LINE) return;
      const north = data.places.lat.reduce((most, lat) => (lat > most ? lat : most), -90);
      const [centre, zoom] = [map.getCenter(), map.getZoom()];
      const free = map.latLngToContainerPoint([north, centre.lng]).y - top - EDGE;
      going = true; // still: the movement before it has ended
      map.setView(map.unproject(map.project(centre, zoom).add([0, atlas.clamp(free, 0, height - bottom)]), zoom), zoom, { animate: false });
    }

    /** The world may be pushed up as far as a sheet covers the map: else what lies low could not be brought above it. */
    function loosen(covered) {
      if (!limits) return;
      const least = map.getMinZoom(), low = map.project(limits.getSouthWest(), least).add([0, covered]);
      map.options.maxBounds = L.latLngBounds(map.unproject(low, least), limits.getNorthEast());
    }

    function bring(bounds, maxZoom, animate) {
      resize(); // what has asked for it may have taken room from the map
      const { top, bottom, height } = room();
      loosen(height - bottom);
      const edge = Math.max(0, Math.min(EDGE, (bottom - top) / 4));
      const [paddingTopLeft, paddingBottomRight] = beside({ top: top + edge, bottom: height - bottom + edge, edge }, bounds, maxZoom);
      map.fitBounds(bounds, { paddingTopLeft, paddingBottomRight, maxZoom, animate: animate && !atlas.reducedMotion() });
    }

    /**
     * What to keep free around `bounds`, [left, top] and [right, bottom], so that none of it lies under the legend or
     * the buttons in the lower corners: of the ways to pass them, above or beside, those that show it largest.
     * @returns {[L.PointTuple, L.PointTuple]}
     */
    function beside({ top, bottom, edge }, bounds, maxZoom) {
      const frame = map.getContainer().getBoundingClientRect(), { x: wide, y: high } = map.getSize();
      const nodes = [".at-legend:not([open])", ".leaflet-control-zoom"].map((name) => parts.root.querySelector(name));
      const shown = nodes.filter((node) => node?.checkVisibility({ visibilityProperty: true })).map((node) => node.getBoundingClientRect());
      const boxes = shown.filter((box) => box.top - frame.top > top); // else it stands beside the search, above which nothing is shown
      const corners = boxes.map((box) => ({ left: box.left - frame.left - SYMBOL, right: box.right - frame.left + SYMBOL, top: box.top - frame.top - SYMBOL }));
      const bare = { left: edge, right: edge, bottom };
      const past = (way, box) => [
        { ...way, bottom: Math.max(way.bottom, high - box.top) },
        box.left < wide - box.right ? { ...way, left: Math.max(way.left, box.right) } : { ...way, right: Math.max(way.right, wide - box.left) },
      ];
      const ways = corners.reduce((all, box) => all.flatMap((way) => past(way, box)), [bare]);
      const zoom = ({ left, right, bottom: low }) => Math.min(maxZoom, map.getBoundsZoom(bounds, false, L.point(left + right, top + low)) || -Infinity); // NaN where there is no room
      const isFree = (way) => {
        const [one, other] = [bounds.getNorthWest(), bounds.getSouthEast()].map((at) => map.project(at, zoom(way)));
        const reach = [(wide + way.left - way.right + other.x - one.x) / 2, (wide + way.left - way.right - other.x + one.x) / 2];
        const low = (high + top - way.bottom + other.y - one.y) / 2;
        return corners.every((box) => low < box.top || reach[0] < box.left || reach[1] > box.right);
      };
      const best = isFree(bare) ? bare : ways.reduce((most, way) => (zoom(way) > zoom(most) ? way : most));
      const { left, right, bottom: low } = zoom(best) > zoom(bare) - LOST ? best : bare; // a small screen has no room to give away
      return [[left, top], [right, low]];
    }

    /** What the first view keeps free above and below, where buttons or a sheet take much of the map. */
    function edgesOf(/** @type {number} */ high) {
      const covered = high - room().bottom;
      const caption = parts.root.querySelector(".at-compare-left");
      if (caption) return { top: caption.getBoundingClientRect().bottom - map.getContainer().getBoundingClientRect().top + SYMBOL, bottom: covered + SYMBOL };
      return covered >= LINE || high < LOW ? { ...LOW_EDGES, bottom: LOW_EDGES.bottom + covered } : undefined;
    }

    /** The first view of the dataset; what a sheet leaves of the map shows as much of it as it can. */
    function home({ animate = false } = {}) {
      go(() => {
        const { x: wide, y: high } = map.getSize();
        map.options.minZoom = data.zoom - (wide < atlas.NARROW ? SMALLER : 0) - (high < LOW ? LOWER : 0);
        if (!atlas.fit(map, data, animate && !atlas.reducedMotion(), edgesOf(high))) map.setView(map.options.emptyCenter, map.options.zoom, { animate: false });
        above();
        resize(); // its centre is now that of its pixels, as after every change of its size: who comes back sees the same
        map.fire("zoomlevelschange"); // for its buttons
      }, true);
    }

    /** All of some places (indices); says whether there is a point among them. */
    function results(places, { animate = true } = {}) {
      const [first, ...others] = places.map(around);
      if (first) go(() => bring(others.reduce((bounds, other) => bounds.extend(other), first), RESULT_ZOOM, animate));
      return places.length > 0;
    }

    /** One place with its surroundings, or with the whole region that its point stands for. */
    function near(place) {
      const region = L.latLng(at(place)).toBounds(2 * Math.min(Math.max(data.places.precision[place], 1), WIDEST));
      go(() => bring(around(place).extend(region), PLACE_ZOOM, false));
    }

    /** Move only when the place is not in sight; a sheet over the map hides its lower part. */
    function reveal(place) {
      const point = map.latLngToContainerPoint(at(place));
      const { top, bottom, height } = room();
      const inside = (value, low, high) => value > low + EDGE && value < high - EDGE;
      if (inside(point.x, 0, map.getSize().x) && inside(point.y, top - EDGE, bottom)) return;
      const zoom = bottom < height ? Math.max(map.getZoom(), SHEET_ZOOM) : map.getZoom();
      const centre = map.project(at(place), zoom).add([0, (height - bottom) / 2]);
      const left = earlier ?? leave();
      go(() => map.setView(map.unproject(centre, zoom), zoom, { animate: !atlas.reducedMotion() }));
      earlier = left;
    }

    /** What brings back the present view: its upper left corner, which stays when a sheet gives the map another height. */
    function leave() {
      const [look, first, zoom] = [again, atHome, map.getZoom()];
      const corner = map.project(map.containerPointToLatLng([0, 0]), zoom);
      const width = map.getSize().x;
      const show = () => map.setView(map.unproject(corner.add(map.getSize().divideBy(2)), zoom), zoom, { animate: false });
      return () => {
        if (!look) return show();
        go(map.getSize().x === width ? show : look, first); // who turns the phone has another view anyway
        again = look; // for when the window has another size
      };
    }

    /** Show what was seen before cards moved the map; where a hand has moved it since, that stays. */
    function back() {
      const look = earlier; // what ends now is no move of a hand
      if (!look) return;
      halt();
      look();
      earlier = null;
    }

    /** @returns {[number, number]} */
    const at = (place) => [data.places.lat[place], data.places.lon[place]];

    /** The point of a place, and the whole of its shape. */
    function around(place) {
      const { south, west, north, east } = atlas.boundsOfPlace(data, place);
      return L.latLngBounds([south, west], [north, east]);
    }

    function resize() {
      sizing = true;
      map.invalidateSize({ pan: false });
      sizing = false;
    }

    map.on("movestart", () => {
      if (!going && !sizing) again = earlier = null;
    });
    map.on("moveend", () => {
      if (sizing) return;
      const own = going;
      going = false;
      if (own) return;
      const { lat, lng } = map.getCenter();
      moved({ lat, lon: lng, zoom: map.getZoom() });
    });
    // The map also changes its size when a line of text beside it wraps; then it stays where it is.
    new ResizeObserver(resize).observe(map.getContainer());
    window.addEventListener("resize", () => {
      resize();
      const left = earlier; // a frame is given another height when a card opens
      if (again) go(again, atHome);
      earlier = left;
    });
    /** A point that is no place, with the places (indices) nearest to it. */
    function spot(point, places) {
      go(() => bring(places.map(around).reduce((bounds, other) => bounds.extend(other), L.latLng(point).toBounds(SPOT)), RESULT_ZOOM, false));
    }

    return { home, results, near, spot, reveal, back, isHome: () => atHome && again !== null };
  }

  /** The buttons that change the scale, and the one that shows the whole map again. */
  function buttons(map, whole) {
    const title = atlas.gettext("Whole map");
    const zoom = L.control.zoom({ position: "bottomright", zoomInTitle: atlas.gettext("Zoom in"), zoomOutTitle: atlas.gettext("Zoom out") }).addTo(map);
    const press = (event) => {
      event.preventDefault();
      whole();
    };
    const button = atlas.el("a", { class: "at-whole", href: "#", role: "button", title, "aria-label": title, on: { click: press } });
    L.DomEvent.disableClickPropagation(button);
    zoom.getContainer()?.append(button);
  }

  Object.assign(atlas, { travel, mapButtons: buttons });
})(globalThis.atlas ??= {});
