"use strict";
// What stands in the panel beside the map: the list where it was left, or the card of an event or of places, and how each is
// opened and ended.
(function (/** @type {Atlas.Namespace} */ atlas) {
  /**
   * Keep `nodes` {list, card} in the panel of `parts`; the others are parts of the page that follow. `listed()` shows the
   * lists that stand where no card does.
   * @type {Atlas.Namespace["panel"]}
   */
  function panel(parts, data, nodes, { layer, card, list, around, travel, lanes, stops, notify, listed }) {
    let listTop = 0; // how far the list was scrolled when a card took its place
    let origin = /** @type {HTMLElement | null} */ (null); // what had the focus when a card was opened, to which its end leads back
    let fromList = false; // whether the card was opened from the list, to which its end leads back
    const isCard = () => !nodes.card.hidden;
    const hasPoint = (place) => !Number.isNaN(data.places.lon[place]);

    /** Open a place and bring the map to it, wherever it was. */
    const goTo = (place) => choose([place]).then((heard) => heard && bringTo(place));
    const bringTo = (place) => place >= 0 && hasPoint(place) && travel.near(place);

    /** Show the list, where it was left, or the card. */
    function open(what, focus) {
      if (what === "card" && nodes.card.hidden) origin = atlas.activeIn(parts.root);
      around.clear();
      if (!nodes.list.hidden) listTop = parts.panel.scrollTop;
      parts.root.dataset.panel = what;
      nodes.card.hidden = what !== "card";
      listed();
      if (what === "list") {
        const top = listTop;
        lanes.flush("list");
        stops.name(atlas.gettext("List"));
        if (lanes.isDue("list")) return; // it is held
        list.render().then((heard) => {
          if (heard) parts.panel.scrollTop = top;
          if (heard && focus) refocusOrigin();
        });
      }
    }

    /** Give the focus back to the row, the field or the map from which a card was opened. */
    function refocusOrigin() {
      const back = list.row(origin?.dataset.list) ?? origin;
      if (back?.isConnected && back.offsetParent && parts.root.contains(back)) back.focus({ preventScroll: true });
      else if (stops.isSmall() && !stops.isOpen()) parts.handle.focus();
      else list.focus();
    }

    /**
     * End the card; on a narrow screen the list comes back when the card was opened from it.
     * @param {{quiet?: boolean, back?: boolean}} [options]
     */
    function close({ quiet, back = fromList } = {}) {
      layer.highlight([]);
      if (!back) stops.rest();
      open("list", !quiet);
      travel.back();
      if (!quiet) notify({ type: "place", place: null });
    }

    function openCard(places, emphasis) {
      layer.highlight(places, emphasis ?? null);
      open("card", false); // first: what is hidden cannot be scrolled
      stops.raise();
      queueMicrotask(() => isCard() && stops.name(card.name())); // what opens it writes its title
    }

    /**
     * Open the card of one place or of several that share a symbol.
     * @param {number[]} places
     * @param {{emphasis?: number, quiet?: boolean, inside?: boolean}} [options]
     */
    function choose(places, { emphasis, quiet, inside } = {}) {
      openCard(places, emphasis);
      if (!inside) fromList = emphasis !== undefined;
      const written = card.places(places, layer.result, emphasis);
      if (!quiet) card.focus();
      if (!quiet) notify(emphasis === undefined ? { type: "place", place: data.places.id.at(places[0]) } : { type: "card", card: data.events.id.at(emphasis) });
      return written;
    }

    /**
     * Open the card of an event, at its place when it has one.
     * @param {number} i
     * @param {{quiet?: boolean, still?: boolean, place?: number}} [options] `place`: from whose card it is opened
     */
    function chooseEvent(i, { quiet, still, place: within } = {}) {
      const place = within ?? atlas.placeNow(data, layer.result, i);
      if (place >= 0) {
        const written = choose([place], { emphasis: i, quiet, inside: within !== undefined });
        if (!still) revealWhen(written, place);
        return written;
      }
      fromList ||= !quiet;
      openCard([]);
      const written = card.event(i, layer.result);
      if (!quiet) card.focus();
      if (!quiet) notify({ type: "card", card: data.events.id.at(i) });
      return written;
    }

    /** A sheet is as high as what is written in it: only then is it known what it hides. */
    const revealWhen = (written, place) => written.then((heard) => heard && travel.reveal(place));

    /**
     * Open a place by its id, as an address or another page asks; an unknown id closes the card.
     * @param {string | null} [id]
     * @param {{still?: boolean}} [options]
     */
    function choosePlace(id, { still } = {}) {
      const place = data.placeIndex.get(id);
      if (place === undefined) {
        if (isCard()) close({ quiet: true, back: false });
        return Promise.resolve(true);
      }
      const written = choose([place], { quiet: true });
      if (!still && hasPoint(place)) revealWhen(written, place);
      return written;
    }

    /**
     * Open the card of an event by its id, as an address asks; an unknown id closes the card.
     * @param {string} id
     * @param {{still?: boolean}} [options]
     */
    function chooseCard(id, { still } = {}) {
      const event = data.eventIndex.get(id);
      return event === undefined ? choosePlace(undefined) : chooseEvent(event, { quiet: true, still });
    }

    /** Open a place that a card names. */
    function chooseNamed(place) {
      const written = choose([place], { inside: true });
      if (hasPoint(place)) revealWhen(written, place);
    }

    return { open, openCard, close, choose, chooseEvent, choosePlace, chooseCard, chooseNamed, goTo, bringTo, hasPoint, isCard };
  }

  atlas.panel = panel;
})(globalThis.atlas ??= {});
