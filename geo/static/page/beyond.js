"use strict";
// On a narrow map the first view shows the part of a wide country where most happened: the edges say how much lies beyond.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, format, ngettext } = atlas;
  const STEP = 0.6; // of the width of the map that a press moves it
  const SIDES = /** @type {const} */ ([
    { side: "west", sign: -1, says: (n) => ngettext("%(n)s place with events lies farther west", "%(n)s places with events lie farther west", n), text: (/** @type {string} */ places) => `← ${places}` },
    { side: "east", sign: 1, says: (n) => ngettext("%(n)s place with events lies farther east", "%(n)s places with events lie farther east", n), text: (/** @type {string} */ places) => `${places} →` },
  ]);

  /** Buttons at the edges of `map`, in `root`: {update()}; `isHome()` says whether the map shows its first view. */
  function beyond(root, map, layer, isHome) {
    const buttons = SIDES.map(({ side, sign }) => el("button", { type: "button", class: `at-beyond at-beyond-${side}`, hidden: true, on: { click: () => map.panBy([sign * STEP * map.getSize().x, 0], { animate: !atlas.reducedMotion() }) } }));
    root.append(...buttons);
    function update() {
      const shown = isHome() && map.getSize().x < atlas.NARROW;
      const counts = shown ? countBeyond() : [0, 0];
      SIDES.forEach(({ says, text }, at) => {
        const n = counts[at];
        buttons[at].hidden = n === 0;
        atlas.say(buttons[at], text(format(ngettext("%(n)s place", "%(n)s places", n), { n })));
        buttons[at].setAttribute("aria-label", format(says(n), { n }));
      });
    }
    function countBeyond() {
      const [west, east] = [map.getBounds().getWest(), map.getBounds().getEast()];
      const lons = layer.shownPlaces().map((place) => layer.data().places.lon[place]);
      return [lons.filter((lon) => lon < west).length, lons.filter((lon) => lon > east).length];
    }
    map.on("moveend", update);
    return { update };
  }

  atlas.beyond = beyond;
})(globalThis.atlas ??= {});
