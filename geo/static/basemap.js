"use strict";
// Land, lakes and rivers from the dataset's own files: no tiles, no network, no modern borders.
(function (atlas) {
  const STYLES = {
    land: { stroke: true, color: "#b9b2a5", weight: 0.8, fill: true, fillColor: "#f3f0ea", fillOpacity: 1 },
    lakes: { stroke: true, color: "#b5c0c6", weight: 0.6, fill: true, fillColor: "#dfe5e8", fillOpacity: 1 },
    rivers: { stroke: true, color: "#bcc8ce", weight: 0.9, fill: false },
  };

  function pane(map, name, zIndex) {
    const node = map.getPane(name) ?? map.createPane(name);
    node.style.zIndex = zIndex;
    node.style.pointerEvents = "none";
    return name;
  }

  /** Draw the layers of a basemap (name -> GeoJSON) below everything else; returns the labels layer. */
  function basemap(map, layers, labels) {
    const renderer = L.canvas({ pane: pane(map, "atlas-base", 210), padding: 0.5 });
    map.getContainer().classList.add("at-water");
    for (const [name, collection] of Object.entries(layers)) {
      L.geoJSON(collection, { renderer, pane: "atlas-base", interactive: false, style: { ...STYLES[name], smoothFactor: 1.2 } }).addTo(map);
    }
    pane(map, "atlas-labels", 450);
    return new atlas.LabelLayer(labels).addTo(map);
  }

  atlas.basemap = basemap;
})(globalThis.atlas ??= {});
