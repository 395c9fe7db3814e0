"use strict";
// Land, lakes and rivers from the dataset's own files: no tiles, no network, no modern borders.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const STYLES = {
    land: ({ land }) => ({ color: "#b9b2a5", weight: 0.8, fill: true, fillColor: land }),
    lakes: ({ water }) => ({ color: "#b5c0c6", weight: 0.6, fill: true, fillColor: water }),
    borders: ({ inactive }) => ({ color: inactive, weight: 1.4, dash: [5, 4], fill: false }),
    rivers: () => ({ color: "#bcc8ce", weight: 0.9, fill: false }),
  };

  function pane(map, name, zIndex) {
    const node = map.getPane(name) ?? map.createPane(name);
    node.style.zIndex = zIndex;
    node.style.pointerEvents = "none";
    return name;
  }

  /**
   * Draw the layers of a basemap (name -> shapes) below everything else. Returns {setYear(year, span)},
   * which shows the waters and names of that year and the borders that lasted through a span [first, last], if one is given; shapes have half-open `from`, `to` years.
   * `changes` tells whether any does, `borders(year, bounds, span)` whether borders are drawn there, `legendTexts(sign, year)` what
   * the legend of the basemap says, `own` whether the land is that of the atlas.
   */
  function basemap(map, { layers, labels, legend, own, notes }) {
    pane(map, "atlas-base", 210);
    map.getContainer().classList.add("at-water");
    pane(map, "atlas-labels", 640);
    // What is there in some years only has a canvas of its own: what always is there is not drawn anew as the years move.
    const isLasting = ({ from, to }) => (from ?? to) === null;
    const [lasting, passing] = [isLasting, (shape) => !isLasting(shape)].map((isMeant) => partsOf(layers, isMeant));
    new atlas.GroundLayer(lasting).addTo(map);
    const dated = passing.length ? new atlas.GroundLayer(passing).addTo(map) : null;
    const names = new atlas.LabelLayer(labels).addTo(map);
    function setYear(year, span = null) {
      names.setYear(year);
      dated?.setYear(year, span);
    }
    const legendTexts = (sign, year) => legend.filter((row) => row.sign === sign && atlas.holds(row, year)).map((row) => row.text);
    return {
      layers,
      setYear,
      legendTexts,
      own,
      changes: dated !== null || labels.some(([, , , , , ...years]) => years.length > 0),
      named: labels.length > 0,
      borders: (year, within, span) => (layers.borders ?? []).some((shape) => (span ? atlas.lasts(shape, span) : atlas.holds(shape, year)) && (!within || shape.lines.some((line) => crosses(line, boxOf(within))))),
      notesOf: (year) => [...legendTexts("note", year), ...notes.filter((row) => atlas.holds(row, year)).map(({ note }) => note)],
      townsWithin: (bounds, zoom, not) => names.townsWithin(bounds, zoom, not),
      hasTowns: () => Boolean(names.hasTowns),
      avoid: (symbols, sight) => names.avoid(symbols, sight),
      again: (twin) => basemap(twin, { layers, labels, legend, own, notes }),
      rename: (texts) => names.rename(texts),
    };
  }

  /** Parts of a GroundLayer: of every layer the shapes that are meant. */
  function partsOf(layers, isMeant) {
    const parts = Object.entries(layers).map(([name, shapes]) => ({ shapes: shapes.filter(isMeant), style: STYLES[name](atlas.look()), isBorder: name === "borders" }));
    return parts.filter(({ shapes }) => shapes.length);
  }

  /** A part of the map in the plane of zoom 0. */
  const boxOf = (/** @type {L.LatLngBounds} */ bounds) => ({ left: atlas.east(bounds.getWest()), top: atlas.south(bounds.getNorth()), right: atlas.east(bounds.getEast()), bottom: atlas.south(bounds.getSouth()) });

  /** Whether a line comes into a box of the plane. */
  function crosses({ points }, { left, top, right, bottom }) {
    for (let at = 2; at < points.length; at += 2) {
      const [x, y, px, py] = [points[at], points[at + 1], points[at - 2], points[at - 1]];
      if (Math.max(x, px) >= left && Math.min(x, px) <= right && Math.max(y, py) >= top && Math.min(y, py) <= bottom) return true;
    }
    return false;
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
    const notes = Object.values(data.layers).flatMap((layer) => layer.notes ?? []);
    const layers = Object.fromEntries(Object.entries(data.layers).map(([name, layer]) => [name, atlas.unpack(layer)]));
    return basemap(map, { ...data, layers, notes });
  }

  Object.assign(atlas, { basemap, addBasemap });
})(globalThis.atlas ??= {});
