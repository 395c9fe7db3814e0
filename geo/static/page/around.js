"use strict";
// A point that is no place of the dataset, such as a town of the basemap or where a visitor stands: what lies near it. No event is there.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, format, gettext, N_, ngettext } = atlas;
  const MARK = { radius: 9, weight: 2, color: "#1d1d1b", fillColor: "#fff", fillOpacity: 0.6, interactive: false }; // no symbol looks like it
  const WAIT = 20000; // ms for the device to find where it is
  const REFUSED = { 1: N_("This browser was not allowed to say where you are."), 2: N_("The device could not say where you are."), 3: N_("The device took too long to find where you are.") };

  /**
   * Show points of `map` in `card`. `on`: {open(town, quiet), result(), look(at, places), place(i), unplaced()}.
   * @type {Atlas.Namespace["around"]}
   */
  function around(map, data, card, on) {
    const mark = L.circleMarker([0, 0], MARK);
    let asked = 0; // a position that comes after something else was chosen is dropped

    function clear() {
      asked += 1;
      mark.remove();
    }

    function show(title, at, says, { town = "", quiet = false } = {}) {
      on.open(town, quiet);
      if (at) mark.setLatLng(at).addTo(map);
      card.point(title, says);
      if (!quiet) card.focus();
      if (at) on.look(at, atlas.nearest(data, at, on.result().atPlace).map(({ place }) => place));
    }

    /** A town of the gazetteer: {id, name, at, inside, regions}. */
    function town({ id, name, at, inside, regions }, { quiet = false } = {}) {
      const here = () => inside.filter((place) => on.result().atPlace[place]);
      const first = () => (here().length ? gettext("No event of the atlas stands for all of %(town)s. In it or near it:") : gettext("The atlas places no event in %(town)s itself. The nearest:"));
      show(name, at, () => [el("p", { text: format(first(), { town: name }) }), near(at), wider(at, regions), nowhere()], { town: id, quiet });
    }

    const near = (at) => atlas.nearestList(data, atlas.nearest(data, at, on.result().atPlace), on.place);

    /** Regions have no point of their own: it is said how far they reach. */
    function wider(at, regions) {
      const { atPlace } = on.result();
      const shown = regions.filter((place) => atPlace[place]).map((place) => ({ place, km: atlas.distanceTo(data, at, place), isWide: false, count: atPlace[place] }));
      return shown.length ? [el("h3", { class: "at-card-place", text: gettext("Told of whole regions near or around it:") }), atlas.nearestList(data, shown, on.place)] : null;
    }

    function nowhere() {
      const { unplaced: n } = on.result();
      if (!n) return null;
      const text = format(ngettext("%(n)s event without a point on the map", "%(n)s events without a point on the map", n), { n });
      return el("p", { class: "at-card-note" }, gettext("What concerned whole countries has no point:"), " ", el("button", { type: "button", class: "at-link", text, on: { click: on.unplaced } }));
    }

    /** Ask the device where it is, once; the answer stays in this page. */
    function here() {
      clear();
      const mine = asked;
      const fail = ({ code }) => mine === asked && show(gettext("Near me"), null, () => [el("p", { role: "status", text: gettext(REFUSED[code]) })]);
      if (!navigator.geolocation) return fail({ code: 2 });
      navigator.geolocation.getCurrentPosition(({ coords }) => mine === asked && found(coords), fail, { maximumAge: 0, timeout: WAIT });
    }

    function found({ latitude, longitude, accuracy }) {
      const at = /** @type {[number, number]} */ ([latitude, longitude]);
      const doubt = format(gettext("Your device knows its position within %(distance)s. It is neither sent nor kept."), { distance: accuracy < 1000 ? format(gettext("%(n)s m"), { n: Math.round(accuracy) }) : atlas.kilometres(accuracy / 1000) });
      show(gettext("Near me"), at, () => [el("p", { text: doubt }), near(at)]);
    }

    return { town, here, clear };
  }

  atlas.around = around;
})(globalThis.atlas ??= {});
