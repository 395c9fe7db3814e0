"use strict";
// On a narrow map the first view shows the part of a wide country where most happened: the edges say how much lies beyond.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, format, ngettext } = atlas;
  const STEP = 0.6; // of the width of the map that a press moves it
  const HEAD = 64; // CSS pixels at the top of the map, where the search stands
  const GAP = 3; // CSS pixels between a button and a symbol
  const SIDES = /** @type {const} */ ([
    { side: "west", sign: -1, says: (n) => ngettext("%(n)s place with events lies farther west", "%(n)s places with events lie farther west", n), text: (/** @type {string} */ places) => `← ${places}` },
    { side: "east", sign: 1, says: (n) => ngettext("%(n)s place with events lies farther east", "%(n)s places with events lie farther east", n), text: (/** @type {string} */ places) => `${places} →` },
  ]);

  /** Buttons at the edges of `map`, in `root`: {update(), avoid(symbols)}; `layers()` are those of the map, and of a second one beside it; `isHome()` says whether it shows its first view. */
  function beyond(root, map, layers, isHome) {
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
    /**
     * Each stands as low as it can without hiding one of the drawn symbols {x, y, r}, on a sheet of which the visitor sees
     * `sight`; where it cannot, as low as ever.
     */
    function avoid(/** @type {Atlas.Drawn} */ { symbols, sight }) {
      const seen = (layers().length > 1 ? buttons.slice(0, 1) : buttons).filter(({ hidden }) => !hidden); // the right one may be over another map
      if (!seen.length) return;
      const { top, left, bottom } = root.getBoundingClientRect();
      for (const button of seen) {
        button.style.bottom = "";
        const box = button.getBoundingClientRect();
        const [from, to] = [box.left - left - GAP + sight.left, box.right - left + GAP + sight.left];
        const near = symbols.filter(({ x, r }) => x + r > from && x - r < to);
        const isFree = (/** @type {number} */ low) => near.every(({ y, r }) => y - sight.top + r < low - box.height - GAP || y - sight.top - r > low + GAP);
        const lowest = box.bottom - top, highest = HEAD + box.height;
        const free = Array.from({ length: Math.max(0, Math.ceil((lowest - highest) / GAP)) }, (_, i) => lowest - i * GAP).find(isFree);
        if (free !== undefined) button.style.bottom = `${bottom - top - free}px`;
      }
    }
    function countBeyond() {
      const [west, east] = [map.getBounds().getWest(), map.getBounds().getEast()];
      const places = new Set(layers().flatMap((layer) => layer.shownPlaces()));
      const lons = Array.from(places, (place) => layers()[0].data().places.lon[place]);
      return [lons.filter((lon) => lon < west).length, lons.filter((lon) => lon > east).length];
    }
    map.on("moveend", update);
    return { update, avoid };
  }

  atlas.beyond = beyond;
})(globalThis.atlas ??= {});
