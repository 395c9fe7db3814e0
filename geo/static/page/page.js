"use strict";
// The map page: map, list, card, legend and the line of counts, kept true to one query.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill } = atlas;
  const _ = (text) => atlas.gettext(text);
  const ANNOUNCE_AFTER = 600; // ms: a screen reader hears the count when the movement has stopped

  const MARGIN = 40; // CSS pixels of the map's edge where a place counts as out of sight
  const SHEET_ZOOM = 4; // at smaller scales a place cannot be brought above a sheet
  const inside = (value, size) => value > MARGIN && value < size - MARGIN;

  /**
   * Run the page. `parts` are elements: {root, panel, count, legend, background}; `basemap` is what
   * atlas.basemap returned, or null; `hosted` says that a framing page filters by text, persons and
   * groups. Returns {set(change), query(), shownIds(), choosePlace(id), chooseCard(id)}; `listen(callback)` hears
   * {type: "place" | "card" | "view" | "query", ...}.
   */
  function page(map, layer, data, parts, { basemap, hosted }) {
    const listeners = [];
    const tell = (message) => listeners.forEach((listener) => listener(message));
    let query = /** @type {Atlas.Query & { focus: Atlas.Focus[] }} */ ({ ...atlas.EVERYTHING, year: null, focus: [] });
    let announcing = 0; // timer
    let listTop = 0; // how far the list was scrolled when a card took its place
    let fromList = false; // whether the card was opened from the list, to which its end leads back
    const changes = basemap?.changes ?? false; // whether the map is another in other years

    const sheet = el("div", { class: "at-card", hidden: true });
    const listRoot = el("div", { class: "at-list-root" });
    fill(parts.panel, listRoot, sheet);
    const card = atlas.card(sheet, data, { close: () => close(), place: (i) => choosePlace(data.places.id[i], {}), focus });
    const list = atlas.list(listRoot, data, { choose: chooseEvent, unfocus });
    const legend = atlas.legend(parts.legend, data, { open: false, basemap });
    const counts = countLine(parts.count, { open: openSubset });

    function apply() {
      const result = layer.filter(query);
      const year = background.update(query);
      list.update(result, query.focus);
      card.refresh(result.marks);
      counts.update(result);
      legend.setYear(year);
      basemap?.setYear(year);
      tell({ type: "background", year: changes ? year : null });
      clearTimeout(announcing);
      announcing = setTimeout(() => counts.announce(), ANNOUNCE_AFTER);
    }

    const background = atlas.background(parts.background, data.axis, (year) => {
      set({ year });
      tell({ type: "year", year });
    });

    parts.background.hidden = !changes;

    /** Show everything about a group, a person or an event with its parts: of these all, whomever they concern. */
    function focus(one) {
      const others = query.focus.filter((other) => other.what !== one.what);
      layer.highlight(null);
      refocus(one.what === "within" ? [one] : [...others, one], one, true);
      openSubset("all");
    }

    function unfocus(one) {
      refocus(query.focus.filter((other) => other.what !== one.what), one, false);
      list.focus();
    }

    function refocus(focuses, { what, id }, on) {
      if (!hosted) set({ focus: focuses, only: atlas.eventsInFocus(data, focuses) });
      tell({ type: "focus", focus: { what, id, on } });
    }

    /** Change parts of the query; the map keeps its zoom, place and focus. */
    function set(change) {
      query = { ...query, ...change };
      apply();
      tell({ type: "query", query });
    }

    /** Show the list, where it was left, or the card. */
    function open(what, focus) {
      if (!listRoot.hidden) listTop = parts.panel.scrollTop;
      listRoot.hidden = what !== "list";
      sheet.hidden = what !== "card";
      parts.root.dataset.panel = what;
      if (what === "list") {
        const top = listTop;
        list.render().then((heard) => heard && (parts.panel.scrollTop = top));
      }
      if (focus) (what === "list" ? list : card).focus();
    }

    /**
     * End the card; on a narrow screen the list comes back when the card was opened from it.
     * @param {{quiet?: boolean, back?: boolean}} [options]
     */
    function close({ quiet, back = fromList } = {}) {
      layer.highlight(null);
      open("list", !quiet);
      parts.root.classList.toggle("at-open", back);
      if (!quiet) tell({ type: "place", place: null });
    }

    /**
     * Open the card of one place or of several that share a symbol.
     * @param {number[]} places
     * @param {{emphasis?: number, quiet?: boolean}} [options]
     */
    function choose(places, { emphasis, quiet } = {}) {
      layer.highlight(places[0]);
      fromList = emphasis !== undefined;
      open("card", false); // first: what is hidden cannot be scrolled
      parts.root.classList.add("at-open");
      const written = card.places(places, layer.result.marks, emphasis);
      if (!quiet) card.focus();
      if (!quiet) tell({ type: "place", place: data.places.id[places[0]] });
      return written;
    }

    /**
     * Open the card of an event, at its place when it has one.
     * @param {number} i
     * @param {{quiet?: boolean}} [options]
     */
    function chooseEvent(i, { quiet } = {}) {
      if (atlas.isPlaced(data, i)) {
        revealWhen(choose([data.events.place[i]], { emphasis: i, quiet }), data.events.place[i]);
        return;
      }
      fromList ||= !quiet;
      layer.highlight(null);
      open("card", false);
      parts.root.classList.add("at-open");
      card.event(i, layer.result.marks);
      if (quiet) return;
      card.focus();
      tell({ type: "card", card: data.events.id[i] });
    }

    /** Move the map only when the place is not in sight; a sheet over the map hides its lower part. */
    function reveal(place) {
      const latLng = [data.places.lat[place], data.places.lon[place]];
      const point = map.latLngToContainerPoint(latLng);
      const size = map.getSize();
      const sheet = parts.panel.getBoundingClientRect().top - map.getContainer().getBoundingClientRect().top;
      const height = sheet > MARGIN ? Math.min(sheet, size.y) : size.y;
      if (inside(point.x, size.x) && inside(point.y, height)) return;
      const zoom = height < size.y ? Math.max(map.getZoom(), SHEET_ZOOM) : map.getZoom();
      const centre = map.project(latLng, zoom).add([0, (size.y - height) / 2]);
      map.setView(map.unproject(centre, zoom), zoom, { animate: !reducedMotion() });
    }

    /** A sheet is as high as what is written in it: only then is it known what it hides. */
    const revealWhen = (written, place) => written.then((heard) => heard && reveal(place));

    /** Open a place by its id, as an address or another page asks; an unknown id closes the card. */
    function choosePlace(id, { quiet = true } = {}) {
      const place = data.placeIndex.get(id);
      if (place === undefined) {
        if (!sheet.hidden) close({ quiet: true, back: false });
        return;
      }
      const written = choose([place], { quiet });
      if (!Number.isNaN(data.places.lon[place])) revealWhen(written, place);
    }

    /** Open the card of an event by its id, as an address asks; an unknown id closes the card. */
    function chooseCard(id) {
      const event = data.eventIndex.get(id);
      if (event === undefined) choosePlace(undefined);
      else chooseEvent(event, { quiet: true });
    }

    /** The button beside the counts: the whole list, or the bare map when it is there already. */
    function turnSheet() {
      const whole = parts.root.classList.contains("at-open") && sheet.hidden && list.subset() === "all";
      if (whole) parts.root.classList.remove("at-open");
      else {
        if (!sheet.hidden) close();
        openSubset("all");
      }
    }

    function openSubset(name) {
      open("list", false);
      list.show(name);
      parts.panel.scrollTop = 0;
      list.focus();
      parts.root.classList.add("at-open");
    }

    if (basemap) layer.on("drawn", ({ symbols }) => basemap.avoid(symbols));
    layer.on("choose", ({ places }) => {
      if (places.length) choose(places);
      else if (!sheet.hidden) close({ back: false });
    });
    map.on("moveend", () => {
      if (map.settling) return;
      const centre = map.getCenter();
      tell({ type: "view", lat: centre.lat, lon: centre.lng, zoom: map.getZoom() });
    });
    parts.root.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !sheet.hidden) close();
    });
    parts.handle?.addEventListener("click", turnSheet);

    listRoot.hidden = true; // the list is made once, by open()
    apply();
    open("list", false);
    return {
      set,
      choosePlace,
      chooseCard,
      listen: (callback) => listeners.push(callback),
      query: () => query,
      result: () => layer.result,
      changes,
      shownIds: () => layer.shownIds(),
      data,
      map,
      layer,
    };
  }

  function reducedMotion() {
    return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  /** "N of M events shown, K without a date, L without a point", with a way to see those. */
  function countLine(root, on) {
    const shown = el("span", {});
    const undated = el("button", { type: "button", class: "at-link", on: { click: () => on.open("undated") } });
    const unplaced = el("button", { type: "button", class: "at-link", on: { click: () => on.open("unplaced") } });
    const live = el("span", { class: "at-sr", role: "status" });
    fill(root, shown, undated, unplaced, live);

    function update(result) {
      const total = atlas.ngettext("%(shown)s of %(total)s event shown", "%(shown)s of %(total)s events shown", result.total);
      shown.textContent = atlas.format(total, result);
      undated.textContent = atlas.format(_("%(undated)s without a date"), result);
      unplaced.textContent = atlas.format(_("%(unplaced)s without a point"), result);
      undated.disabled = result.undated === 0;
      unplaced.disabled = result.unplaced === 0;
    }

    return { update, announce: () => (live.textContent = shown.textContent) };
  }

  atlas.page = page;
})(globalThis.atlas ??= {});
