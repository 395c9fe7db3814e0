"use strict";
// What a mouse resting on a symbol reads: the places and how many events are shown there.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const NAMED = 3;

  /** A Leaflet tooltip for a symbol; its content is made of text nodes. */
  function placeTooltip(/** @type {Atlas.Data} */ data, symbol) {
    const place = symbol.places[0];
    return L.tooltip({ direction: "top", offset: [0, -symbol.r - 4], className: "at-tooltip" })
      .setLatLng([data.places.lat[place], data.places.lon[place]])
      .setContent(content(data, symbol));
  }

  function content(/** @type {Atlas.Data} */ data, symbol) {
    const names = symbol.places.slice(0, NAMED).map((place) => data.places.name[place]);
    const more = symbol.places.length - names.length;
    if (data.remote?.isGathered(symbol.places[0])) names.push(atlas.gettext("and places around it")); // of which nobody knows how many
    else if (more > 0) names.push(atlas.format(atlas.ngettext("and %(n)s more place", "and %(n)s more places", more), { n: more }));
    const count = atlas.format(atlas.ngettext("%(n)s event", "%(n)s events", symbol.count), { n: symbol.count });
    return atlas.el("div", {}, names.map((name) => atlas.el("div", { class: "at-tooltip-name", text: name })), atlas.el("div", { text: count }));
  }

  atlas.placeTooltip = placeTooltip;
})(globalThis.atlas ??= {});
