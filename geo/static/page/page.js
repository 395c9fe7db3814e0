"use strict";
// The map page: map, list, card, legend and the line of counts, kept true to one query.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill } = atlas;
  const COUNTED = 100; // ms between two counts while a change goes on: nobody reads sixty numbers in a second
  const ANNOUNCE_AFTER = 600; // ms: a screen reader hears the count when the movement has stopped

  /**
   * Run the page. `parts` are elements: {root, panel, count, legend, search}; `basemap` is what
   * atlas.basemap returned, or null; `hosted` says that a framing page filters by text, persons and
   * groups. Returns {set(change), query(), shownIds(), choosePlace(id), chooseCard(id), arrive(address), travel};
   * `listen(callback)` hears {type: "place" | "card" | "view" | "query", ...}.
   */
  function page(map, layer, data, parts, { basemap, hosted }) {
    const listeners = [];
    const notify = (message) => listeners.forEach((listener) => listener(message));
    let query = /** @type {Atlas.Query & { focus: Atlas.Focus[] }} */ (atlas.atFirst(data));
    let announcing = 0; // timer
    const changes = basemap?.changes ?? false; // whether the map is another in other years

    const cardRoot = el("div", { class: "at-card", hidden: true });
    const listRoot = el("div", { class: "at-list-root" });
    const missing = el("div", {}); // what an engine did not answer
    const compared = el("div", { class: "at-compared", hidden: true });
    fill(parts.panel, missing, listRoot, compared, cardRoot);
    const narrowing = atlas.narrowingOf({ data, hosted, notify, set, now: () => query, only: (asked) => finding.only(asked) });
    const stops = atlas.stops(parts, (open) => notify({ type: "sheet", open }));
    const hold = atlas.steady(parts.root, stops.isSmall);
    const chips = atlas.chips(parts.chips, data, { ...narrowing, empty: () => (stops.isSmall() ? parts.handle.focus() : list.focus()) });
    const card = atlas.card(cardRoot, data, { close: () => shown.close(), place: (at) => shown.chooseNamed(at), event: (i, place) => shown.chooseEvent(i, { still: true, place }), apart: (places) => travel.results(places), focus, organization: showBody });
    const beside = el("span", {}); // in the heading of the list, for what a framing page has no head for
    const list = atlas.list(listRoot, parts.panel, data, { beside, choose: (i) => shown.chooseEvent(i), compare: data.remote ? undefined : () => startComparing(), empty: (root) => finding.waysOut(root, query, narrowing.drop), named: () => finding.named(query.text), subset: (name) => openSubset(name), now: () => layer.result });
    const finding = atlas.finding(parts.search, data, {
      text: searchFor,
      place: (at) => shown.goTo(at),
      town: (one) => around.town(one),
      here: () => around.here(),
      event: (i) => shown.chooseEvent(i, { still: true }).then((heard) => heard && shown.bringTo(atlas.placeNow(data, layer.result, i))),
      group: (id) => focus({ what: "group", id }),
      person: (id) => focus({ what: "person", id }),
      organization: byBody,
    });
    const counts = atlas.countLine(parts.count, { open: openSubset, showHidden: () => narrowing.drop("hide", { hide: [] }) });
    const evidence = atlas.evidenceLine(parts.count, { open: openSubset });

    const around = atlas.around(map, data, card, {
      open(town, quiet) {
        shown.openCard([]);
        if (!quiet) notify(town ? { type: "town", town } : { type: "place", place: null });
      },
      result: () => layer.result,
      look: (at, places) => travel.spot(at, places),
      place: (at) => shown.goTo(at),
      unplaced: () => openSubset("unplaced"),
    });

    const travel = atlas.travel(map, data, parts, (view) => notify({ type: "view", view }));

    const edges = atlas.beyond(map.getContainer().parentElement, map, () => [layer, comparing.layer() ?? []].flat(), travel.isHome);

    const comparing = atlas.compare(map, layer, data, { area: map.getContainer().parentElement, root: compared }, { basemap, changed: compareWith, choose: (i) => shown.chooseEvent(i, { still: true }), places: (places) => shown.choose(places) });

    let drawn = /** @type {Atlas.Drawn} */ ({ symbols: [], sight: { left: 0, top: 0, right: 0, bottom: 0 } }); // what the symbols on the map take of it
    // Of an engine nothing is asked while a hand is on the years: its list follows when that rests.
    const lanes = new atlas.Lanes({
      counts: () => counts.update(layer.result, comparing.result()),
      list: () => (data.remote && lanes.live ? undefined : comparing.isOn() ? comparing.list() : listRoot.hidden ? undefined : list.render()),
      widgets: () => {
        chips.update(query); // for the years, while a hand is on them
        evidence.update(layer.result);
        legend.update(layer.result, comparing.result());
        notify({ type: "query", query });
      },
      basemap: () => {
        const year = background.update(query);
        legend.setYear(year);
        basemap?.setYear(year);
        basemap?.avoid(drawn.symbols, drawn.sight);
        edges.update();
        edges.avoid(drawn);
        notify({ type: "background", year: changes ? year : null });
      },
      card: () => card.refresh(layer.result, { live: lanes.live }),
    }, { counts: COUNTED });

    const shown = atlas.panel(parts, data, { list: listRoot, card: cardRoot }, { layer, card, list, around, travel, lanes, stops, notify, listed });

    function apply(live) {
      hold(live);
      if (!live && data.remote?.take()) layer.renew();
      finding.update(query.text);
      layer.filter(query, { live });
      comparing.update(query, live);
      listed();
      if (!live) chips.update(query);
      lanes.change(live);
      lanes.flush("counts", true);
      clearTimeout(announcing);
      announcing = setTimeout(() => counts.announce(), ANNOUNCE_AFTER);
    }

    const background = atlas.background(data.axis, (year) => {
      set({ year });
      lanes.flush("basemap"); // it is what was asked for
      notify({ type: "year", year });
    });
    const legend = atlas.legend(parts.legend, data, { tell, basemap, background: changes ? background.node : null, method: parts.root.dataset.method });

    /** Begin with what stands in the middle between nothing said and everything: the same years, to be changed. */
    const startComparing = () => compareWith({ years: { from: query.from, to: query.to }, org: [] });

    /** Compare with other years or bodies; null ends it. */
    function compareWith(against) {
      const inside = compared.contains(atlas.activeIn(parts.root));
      set({ against });
      if (inside && !against) list.focus(); // what had the focus is gone
      notify({ type: "against", against });
    }

    /** Where lists stand: those of the comparison, while there is one. */
    function listed() {
      const isList = parts.root.dataset.panel !== "card";
      listRoot.hidden = !isList || comparing.isOn();
      compared.hidden = !isList || !comparing.isOn();
    }

    /** Let symbols tell what happened, or who acted. */
    function tell(by) {
      set({ by });
      notify({ type: "by", by });
    }

    /** Show everything about a group, a person or an event with its parts: of these all, whomever they concern. */
    function focus(one) {
      const others = query.focus.filter((other) => other.what !== one.what);
      layer.highlight([]);
      openSubset("all", { quiet: true }); // first: what it covers of the map is not where the result is shown
      narrowing.refocus(one.what === "within" ? [one] : [...others, one], one, true);
    }

    /** Show the events of a body, and bring the map to them. */
    function byBody(id) {
      narrowing.keep("org", [id]);
      if (!hosted) travel.results(layer.shownPlaces());
    }

    /** Leave the card for all events of a body. */
    function showBody(id) {
      shown.close({ quiet: true, back: true });
      notify({ type: "place", place: null });
      byBody(id);
    }

    /**
     * Change parts of the query. The map keeps its view, unless a new search has a result (`still`: not even then).
     * `live`: a hand is still on the years, or they play; what is settled by a choice stays as it is. `told`: an address
     * asks for it, and need not be written.
     */
    function set(change, { live = false, still = false, told = false } = {}) {
      const before = query;
      query = { ...query, ...change };
      if (!data.remote || data.remote.answers(query)) return settle(before, { live, still, told });
      return data.remote.ask(query).then((heard) => {
        if (!heard) return; // something else was asked meanwhile
        layer.renew();
        settle(before, { live: false, still, told });
        approach();
      }, failed);
    }

    /** Let an engine tell more of what the map looks at; what is seen stays until it has come, and while a hand is on the years. */
    function approach() {
      const box = map.getBounds();
      const view = { west: box.getWest(), south: box.getSouth(), east: box.getEast(), north: box.getNorth() };
      data.remote?.approach(view).then((has) => has && !lanes.live && apply(false), (error) => console.error(error));
    }

    /** What an engine was asked for did not come: what stands there stays, and so does what is said of it. */
    function failed(error) {
      console.error(error);
      query = { ...query, ...data.remote?.query };
      apply(false);
      fill(missing, atlas.missingTexts());
    }

    function settle(before, { live, still, told }) {
      fill(missing);
      apply(live);
      if (!live && !told) notify({ type: "choice" });
      const searched = isSearch(query) && !sameSearch(before, query);
      const isEmpty = isSearch(query) && layer.result.shown === 0;
      if (!live && !shown.isCard() && (isEmpty || (searched && stops.hasRoom()))) stops.raise(); // the list says what is found, or what to do
      if (!still && searched) travel.results(layer.shownPlaces());
    }

    /** Show the events that a text asks for, of what else is chosen; in a framing page that looks for them. */
    async function searchFor(text) {
      if (shown.isCard()) shown.close({ quiet: true });
      if (hosted) return notify({ type: "search", search: { text } });
      await finding.words(text);
      set({ text, only: finding.only({ ...query, text }) });
    }

    /**
     * Show what an address asks for: {query, place or card, view}. Without a view of its own it gets the one that shows it,
     * beside the sheet that what is written has made; `look` may find it, and says whether it has.
     */
    async function arrive({ query: asked, place, card, town, list: name, view, look }) {
      if (!hosted && asked.text) await finding.words(asked.text);
      const query = hosted ? asked : { ...asked, only: finding.only(asked) };
      await set(query, { still: true, told: true });
      openList(name);
      lanes.release(); // also below a card, which leads back to it
      if (town) await chooseTown(town);
      else if (!await openOf(place, card)) return; // something else was chosen meanwhile
      const event = data.eventIndex.get(card);
      const chosen = data.placeIndex.get(place) ?? (event === undefined ? -1 : atlas.placeNow(data, layer.result, event));
      if (view) map.setView([view.lat, view.lon], view.zoom, { animate: false });
      else if (chosen >= 0 && shown.hasPoint(chosen)) travel.near(chosen);
      else if (look?.()) return lanes.settled();
      else if (!town && (!isSearch(query) || !travel.results(layer.shownPlaces(), { animate: false }))) travel.home();
      await lanes.settled();
    }

    const openOf = (place, card) => (card === undefined ? shown.choosePlace(place, { still: true }) : shown.chooseCard(card, { still: true }));
    const chooseTown = (id) => finding.town(id).then((one) => around.town(one, { quiet: true }));

    /** The list that an address names: a card stands over it. */
    const openList = (/** @type {Atlas.Subset} */ name = "all") => name !== list.subset() && openSubset(name, { quiet: true });

    function openSubset(name, { quiet = false } = {}) {
      shown.open("list", false);
      list.show(name);
      parts.panel.scrollTop = 0;
      stops.raise();
      if (quiet) return;
      list.focus();
      notify({ type: "list", list: name });
    }

    layer.on("drawn", (now) => {
      drawn = now;
      if (lanes.isDue("basemap")) return;
      basemap?.avoid(drawn.symbols, drawn.sight);
      edges.avoid(drawn);
    });
    if (data.remote) map.on("moveend", approach);
    layer.on("choose", ({ places }) => {
      if (places.length) shown.choose(places);
      else if (shown.isCard()) shown.close({ back: false });
    });
    parts.root.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && shown.isCard()) shown.close();
    });

    lanes.held = "list"; // of what is shown first there may be another list
    apply(false);
    shown.open("list", false);
    lanes.flushAll(); // the page is seen whole at first
    return {
      set,
      choosePlace: shown.choosePlace,
      chooseCard: shown.chooseCard,
      showEvent: (i) => shown.chooseEvent(i),
      notify,
      chooseTown,
      openList,
      arrive,
      travel,
      listen: (callback) => listeners.push(callback),
      query: () => query,
      result: () => layer.result,
      search: finding.search,
      searchFor,
      only: finding.only,
      keep: narrowing.keep,
      toList: () => openSubset("all"),
      beside,
      raise: stops.raise,
      lower: stops.rest,
      settled: () => lanes.settled(),
      begin: () => lanes.release(),
      changes,
      compared: comparing,
      shownIds: () => layer.shownIds(),
      data,
      map,
      layer,
    };
  }

  /** Whether a query asks for words, a group, a person or the parts of an event. */
  const isSearch = ({ only, focus }) => Boolean(only) || focus.length > 0;
  const sameSearch = (a, b) => (a.only === b.only && a.focus === b.focus) || JSON.stringify([a.only, a.focus]) === JSON.stringify([b.only, b.focus]);

  atlas.page = page;
})(globalThis.atlas ??= {});
