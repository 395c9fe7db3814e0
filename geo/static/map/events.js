"use strict";
// What EventLayer of geo/map/layers.py calls, and the first view of a map.
(function (/** @type {Atlas.Namespace} */ atlas) {
  /**
   * Add the events of a data block to a map; with `withCard`, a click opens a card over the map. They come when they
   * are unpacked: what is returned at once, for other elements of folium, is a group that gets them as its layer
   * `ready`.
   * @type {Atlas.Namespace["addEvents"]}
   */
  function addEvents(map, block, withCard) {
    const id = atlas.inLanguage(block);
    const head = atlas.readBlock(id);
    atlas.setCatalog(head.catalog);
    const group = /** @type {Atlas.EventGroup} */ (L.layerGroup().addTo(map));
    group.ready = atlas.load(id, head).then((data) => {
      atlas.setTextLanguage(data.textLanguage);
      const layer = new atlas.EventLayer(data);
      group.addLayer(/** @type {any} */ (layer));
      if (map.options.center) fit(map, data); // a map without a view gets one from its page
      if (withCard) addCard(map, layer, data);
      return layer;
    });
    if (map.options.center) group.ready.catch((error) => missing(map, error)); // a page says it in its own place
    return group;
  }

  /** Say on a map that its events did not come. */
  function missing(map, error) {
    console.error(error);
    map.getContainer().append(atlas.missingTexts());
  }

  const NARROW = 700; // CSS pixels: there the same view needs a smaller scale

  const PADDING = /** @type {[number, number]} */ ([36, 36]); // CSS pixels
  const WORLD = 256; // pixels around the Earth at zoom 0
  const HIGH = 0.38; // of the height of a map that its land fills at least, if that hides no more than
  const HIDDEN = 1; // levels of zoom
  const SEEN = 0.7; // of all events, at least
  const ASKED = 2000; // places by which the first view is found

  /**
   * Where a narrow, high map looks at a wide country, of which it does not show all: else a phone would show more of
   * Africa than of what it is about. Null where the whole fits well, or too much would be hidden.
   */
  function closer(map, data, bounds) {
    if (map.getSize().x >= NARROW) return null;
    const zoom = map.getBoundsZoom(bounds, false, L.point(PADDING).multiplyBy(2));
    const high = map.project(bounds.getSouthWest(), zoom).y - map.project(bounds.getNorthEast(), zoom).y;
    const step = Math.min(HIDDEN, Math.log2((HIGH * map.getSize().y) / high));
    if (!(step > 0.25)) return null;
    const { lon, share } = densest(data, map.getSize().x / WORLD / 2 ** (zoom + step));
    return share >= SEEN ? { zoom: zoom + step, lon } : null;
  }

  /** The middle of the part of the map, `width` of the way around the Earth, where most events are, and their share. */
  function densest(data, width) {
    const { places: { lon, n } } = data;
    const order = Array.from({ length: n }, (_, i) => i).filter((i) => atlas.everAt(data, i) && !Number.isNaN(lon[i])).sort((a, b) => lon[a] - lon[b]);
    const wide = 0.85 * 360 * width; // what stands at the very edge is half hidden
    const total = order.reduce((sum, place) => sum + atlas.everAt(data, place), 0);
    let [first, sum, most, middle] = [0, 0, -1, 0];
    for (const last of order) {
      sum += atlas.everAt(data, last);
      while (lon[order[first]] < lon[last] - wide) sum -= atlas.everAt(data, order[first++]);
      if (sum > most) [most, middle] = [sum, (lon[order[first]] + lon[last]) / 2];
    }
    return { lon: middle, share: most / total };
  }

  /** Show the first view of the dataset, else all places that have events; says whether there is one. */
  function fit(map, data, animate = false, { top, bottom } = { top: PADDING[1], bottom: PADDING[1] }) {
    if (data.view) {
      const [lat, lon, zoom] = data.view;
      map.setView([lat, lon], map.getSize().x < NARROW ? zoom - 1 : zoom, { animate });
      return true;
    }
    const bounds = extent(data);
    if (!bounds) return false;
    const near = closer(map, data, bounds);
    const exactly = { animate, reset: !animate }; // a step from where the map was would round it
    if (near) map.setView([bounds.getCenter().lat, near.lon], near.zoom, exactly);
    else map.fitBounds(bounds, { paddingTopLeft: [PADDING[0], top], paddingBottomRight: [PADDING[0], bottom], maxZoom: 9, ...exactly });
    return true;
  }

  /**
   * South-west and north-east corner of the places that have events, with the whole of their shapes, but for the
   * outermost in each hundred: one event overseas must not make the country small. Of very many places a part says where
   * these are. Null when there is none.
   */
  function extent(data) {
    const { places, places: { n, lon } } = data, ever = data.remote?.ever ?? data.eventsAt.begin;
    const isHeld = data.remote ? (i) => ever[i] > 0 : (i) => ever[i + 1] > ever[i]; // as atlas.everAt of each says
    const placed = /** @type {number[]} */ ([]);
    for (let i = 0; i < n; i += 1) if (lon[i] === lon[i] && isHeld(i)) placed.push(i); // NaN is no number
    if (!placed.length) return null;
    const step = Math.ceil(placed.length / ASKED), asked = placed.filter((i, k) => k % step === 0 || i in places.shape);
    const bounds = asked.map((i) => (i in places.shape ? atlas.boundsOfPlace(data, i) : { south: places.lat[i], west: lon[i], north: places.lat[i], east: lon[i] }));
    const low = Math.ceil(asked.length / 100) - 1, high = asked.length - 1 - low;
    const at = (k, side) => Float64Array.from(bounds, (one) => one[side]).sort()[k];
    return L.latLngBounds([at(low, "south"), at(low, "west")], [at(high, "north"), at(high, "east")]);
  }

  function addCard(map, layer, data) {
    const Card = L.Control.extend({
      onAdd() {
        const root = atlas.el("div", { class: "at-card at-card-over", hidden: true });
        L.DomEvent.disableClickPropagation(root).disableScrollPropagation(root);
        const card = atlas.card(root, data, { close, place: (i) => open([i]) });
        function close() {
          root.hidden = true;
          layer.highlight([]);
        }
        function open(places) {
          root.hidden = false;
          layer.highlight(places);
          card.places(places, layer.result);
          card.focus();
        }
        layer.on("choose", ({ places }) => (places.length ? open(places) : close()));
        return root;
      },
    });
    new Card({ position: "topright" }).addTo(map);
  }

  Object.assign(atlas, { addEvents, fit, extent, NARROW });
})(globalThis.atlas ??= {});
