"use strict";
// Land, lakes and rivers from the dataset's own files: no tiles, no network, no modern borders.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const STYLES = {
    land: ({ land }) => ({ stroke: true, color: "#b9b2a5", weight: 0.8, fill: true, fillColor: land, fillOpacity: 1 }),
    lakes: ({ water }) => ({ stroke: true, color: "#b5c0c6", weight: 0.6, fill: true, fillColor: water, fillOpacity: 1 }),
    borders: ({ inactive }) => ({ stroke: true, color: inactive, weight: 1.4, dashArray: "5 4", fill: false }),
    rivers: () => ({ stroke: true, color: "#bcc8ce", weight: 0.9, fill: false }),
  };

  function pane(map, name, zIndex) {
    const node = map.getPane(name) ?? map.createPane(name);
    node.style.zIndex = zIndex;
    node.style.pointerEvents = "none";
    return name;
  }

  /**
   * Draw the layers of a basemap (name -> GeoJSON) below everything else. Returns {setYear(year)},
   * which shows the waters and names of that year; features carry half-open `from`, `to` years.
   * `changes` tells whether any does, `borders(year, bounds)` whether borders are drawn there, `legendTexts(sign, year)` what
   * the legend of the basemap says, `own` whether the land is that of the atlas.
   */
  function basemap(map, { layers, labels, legend, own }) {
    // What is there in some years only has a canvas of its own: what always is there is not drawn anew as the years move.
    const [lasting, passing] = [0, 1].map(() => new atlas.StillPaths({ pane: pane(map, "atlas-base", 210), padding: 0.5 }));
    map.getContainer().classList.add("at-water");
    pane(map, "atlas-labels", 640);
    const dated = Object.entries(layers).flatMap(([name, collection]) => draw(map, { lasting, passing }, name, collection));
    const names = new atlas.LabelLayer(labels).addTo(map);
    function setYear(year) {
      names.setYear(year);
      for (const { layer, from, to } of dated) {
        const shown = holds({ from, to }, year);
        if (shown !== map.hasLayer(layer)) map[shown ? "addLayer" : "removeLayer"](layer);
      }
    }
    const notes = Object.values(layers).flatMap((layer) => layer.notes ?? []);
    const legendTexts = (sign, year) => legend.filter((row) => row.sign === sign && holds(row, year)).map((row) => row.text);
    return {
      setYear,
      legendTexts,
      own,
      changes: dated.length > 0 || labels.some(([, , , , , ...years]) => years.length > 0),
      named: labels.length > 0,
      borders: (year, within) => (layers.borders?.features ?? []).some((feature) => holds(years(feature), year) && (!within || crosses(feature.geometry.coordinates, { low: [within.getWest(), within.getSouth()], high: [within.getEast(), within.getNorth()] }))),
      notesOf: (year) => [...legendTexts("note", year), ...notes.filter((row) => holds(row, year)).map(({ note }) => note)],
      townsWithin: (bounds, zoom, not) => names.townsWithin(bounds, zoom, not),
      hasTowns: () => Boolean(names.hasTowns),
      avoid: (symbols, sight) => names.avoid(symbols, sight),
      again: (twin) => basemap(twin, { layers, labels, legend, own }),
      rename: (texts) => names.rename(texts),
    };
  }

  const years = ({ properties }) => ({ from: properties.from ?? null, to: properties.to ?? null });
  const holds = ({ from, to }, year) => year === undefined || ((from === null || from <= year) && (to === null || year < to));

  /** Whether a line of nested coordinates comes into a box, in degrees. */
  const crosses = (line, { low, high }) => typeof line[0][0] !== "number" ? line.some((part) => crosses(part, { low, high }))
    : line.some((point, i) => i > 0 && point.every((value, k) => Math.max(value, line[i - 1][k]) >= low[k] && Math.min(value, line[i - 1][k]) <= high[k]));

  /** Add one layer; returns those of its features that hold only in some years. */
  function draw(map, { lasting, passing }, name, collection) {
    const options = (renderer) => ({ renderer, pane: "atlas-base", interactive: false, style: { ...STYLES[name](atlas.look()), smoothFactor: 1.2 } });
    const isDated = (feature) => (years(feature).from ?? years(feature).to) !== null;
    const always = collection.features.filter((feature) => !isDated(feature));
    L.geoJSON(always, options(lasting)).addTo(map);
    return collection.features.filter(isDated).map((feature) => ({
      layer: L.geoJSON(feature, options(passing)),
      ...years(feature),
    }));
  }

  /** Let the names and the legend of a basemap be those of another language. */
  function speak(data, { labels, legend }) {
    data.labels.forEach((row, i) => (row[0] = labels[i]));
    data.legend = legend;
  }

  /** What Basemap of geo/map/layers.py calls: draw the basemap of a data block. */
  function addBasemap(map, id) {
    const data = atlas.readBlock(id);
    const spoken = atlas.inLanguage(id);
    if (spoken !== id) speak(data, atlas.readBlock(spoken));
    Object.values(data.layers).forEach(atlas.unpack);
    return basemap(map, data);
  }

  Object.assign(atlas, { basemap, addBasemap });
})(globalThis.atlas ??= {});
