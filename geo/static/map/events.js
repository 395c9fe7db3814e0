"use strict";
// What EventLayer of geo/map/layers.py calls, and the first view of a map.
(function (/** @type {Atlas.Namespace} */ atlas) {
  /** Add the events of a data block to a map; with `withCard`, a click opens a card over the map. */
  function addEvents(map, id, withCard) {
    const payload = atlas.readBlock(id);
    atlas.setCatalog(payload.catalog);
    const data = atlas.decode(payload);
    const layer = new atlas.EventLayer(data).addTo(map);
    if (map.options.center) fit(map, data); // a map without a view gets one from its page
    if (withCard) addCard(map, layer, data);
    return layer;
  }

  const NARROW = 700; // CSS pixels: there the same view needs a smaller scale

  /** Show the first view of the dataset, else all places that have events; says whether there is one. */
  function fit(map, data, animate = false) {
    if (data.view) {
      const [lat, lon, zoom] = data.view;
      map.setView([lat, lon], map.getSize().x < NARROW ? zoom - 1 : zoom, { animate });
      return true;
    }
    const bounds = extent(data);
    if (bounds) map.fitBounds(bounds, { padding: [36, 36], maxZoom: 9, animate });
    return bounds !== null;
  }

  /**
   * South-west and north-east corner of the places that have events, with the whole of their shapes, but for the
   * outermost in each hundred: one event overseas must not make the country small. Null when there is none.
   */
  function extent(data) {
    const { places, eventsAt } = data;
    const placed = Array.from(places.lon.keys()).filter((i) => eventsAt[i].length && !Number.isNaN(places.lon[i]));
    if (!placed.length) return null;
    const boxes = placed.map((i) => atlas.boundsOfPlace(data, i));
    const least = (side) => withoutOutermost(boxes.map((box) => box[side]));
    const most = (side) => -withoutOutermost(boxes.map((box) => -box[side]));
    return L.latLngBounds([least("south"), least("west")], [most("north"), most("east")]);
  }

  /** The least value but for those outermost in each hundred. */
  function withoutOutermost(values) {
    return values.sort((a, b) => a - b)[Math.ceil(values.length / 100) - 1];
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

  Object.assign(atlas, { addEvents, fit, NARROW });
})(globalThis.atlas ??= {});
