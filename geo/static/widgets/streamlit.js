"use strict";
// Our widgets inside Streamlit. What moves while a hand is on it goes straight to the map; Python
// hears of it once, on release.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;
  const widgets = new WeakMap();
  // What the visitor has changed and Python has not yet confirmed: those values are ours. `moving`: a hand is still on
  // the years, or they play.
  const live = (atlas.live ??= { sent: 0, query: {}, moving: false, waiting: [] });
  const OF_QUERY = ["year", "by", "against"]; // what the page itself changes of a query
  const CALM = 2000; // ms over which the pages that have found their server again spread their first question

  /** Called by component.js on every run; creates the widget the first time. */
  function mount(host, data, streamlit) {
    let widget = widgets.get(host);
    atlas.setLanguage(data.lang);
    const made = JSON.stringify([data.lang, data.texts, data.axis, data.has && Object.values(data.has).map(Boolean)]); // what a widget cannot change once it is made
    if (widget && widget.made !== made && !widget.stays) widget = unmount(host);
    if (!widget) {
      atlas.style(host, data.assets);
      widget = MAKERS[data.widget](host, data);
      widget.made = made;
      widgets.set(host, widget);
    }
    widget.ask = (name, value) => streamlit.setStateValue(name, value);
    const key = `${data.widget} ${data.field ?? ""}`;
    widget.send = (name, value) => send(widget, key, name, value);
    confirm(data);
    widget.update(data);
    again(widget, key);
  }

  function unmount(host) {
    widgets.get(host)?.destroy?.();
    widgets.delete(host);
  }

  /** Tell Python a value; the number lets it say which of our changes it has seen. */
  function send(widget, key, name, value) {
    live.sent += 1;
    live.waiting.push({ n: live.sent, key, name, value });
    widget.ask(name, { n: live.sent, value });
  }

  /** Python's answer holds when it has seen our last change, or when the address changed. */
  function confirm(data) {
    if (data.session !== live.session) return begin(data);
    const turned = data.revision !== live.revision;
    if (turned) live.sent = Math.max(live.sent, data.echo);
    if (turned || data.echo >= live.sent) live.query = {};
    if (turned) live.moving = false;
    live.waiting = live.waiting.filter((one) => (one.missed || !turned) && one.n > data.echo);
    live.revision = data.revision;
  }

  /** A server that has started anew is given our values, but does not know which of them is new. */
  function begin(data) {
    Object.assign(live, { session: data.session, revision: data.revision });
    if (!live.waiting.length) live.query = {};
    live.waiting.forEach((one) => (one.missed = true));
  }

  /** Tell it once more what it has missed of a widget, as soon as it knows the widget. */
  function again(widget, key) {
    const missed = live.waiting.filter((one) => one.missed && one.key === key);
    live.waiting = live.waiting.filter((one) => !missed.includes(one));
    if (missed.length) setTimeout(() => missed.forEach(({ name, value }) => widget.send(name, value)));
  }

  function change(part, { moving = false } = {}) {
    Object.assign(live.query, part);
    live.moving = moving;
    window.dispatchEvent(new CustomEvent("atlas:query", { detail: part }));
  }

  function timeline(host, data) {
    let widget = /** @type {ReturnType<typeof atlas.timeline> | null} */ (null);
    let revision = null;
    const commit = (span) => {
      change(span);
      self.send("picked", span);
    };
    const low = matchMedia("(max-width: 1000px) and (max-height: 480px)");
    // The page around gives the timeline the height it needs.
    const observer = new ResizeObserver(() => document.documentElement.style.setProperty("--atlas-time", `${host.offsetHeight + (low.matches ? 6 : 16)}px`));
    observer.observe(host);
    const mark = (event) => widget?.update({ mark: event.detail });
    window.addEventListener("atlas:background", mark);
    // In one line while a sheet covers the map of a small screen, and where the screen is low.
    let open = false;
    const fold = () => host.classList.toggle("at-folded", open || low.matches);
    const sheet = (event) => {
      open = event.detail;
      fold();
    };
    const skips = atlas.onSkip(["years"], () => [...host.querySelectorAll("[role=slider], button")].find((node) => node.checkVisibility())?.focus());
    window.addEventListener("atlas:sheet", sheet);
    low.addEventListener("change", fold);
    fold();
    const self = {
      update(next) {
        if (next.revision !== revision) {
          // The address has changed: a running animation must not go on, nor report.
          widget?.destroy();
          widget = atlas.timeline(host, { ...data.axis, onInput: (span) => change(span, { moving: true }), onCommit: commit });
          revision = next.revision;
        }
        const { coverage, ...state } = next.state;
        const depth = coverage.rows.length ? atlas.coverageOf(coverage.rows, coverage.wanted, data.axis.first, data.axis.last) : null;
        widget?.update({ ...state, depth, value: { ...state.value, ...pick(live.query, ["from", "to"]) } });
      },
      destroy() {
        window.removeEventListener("atlas:background", mark);
        window.removeEventListener("atlas:sheet", sheet);
        skips();
        low.removeEventListener("change", fold);
        observer.disconnect();
        widget?.destroy();
      },
    };
    return self;
  }

  const OF_PYTHON = ["group", "person"]; // of the filters, what the map page leaves to who frames it

  /** Organizations, kinds, victims and persons; and the lineage of bodies. */
  function facets(host, data) {
    let known = data;
    const lineage = atlas.lineage(host, { onChange: (ids) => choose("org", ids), onOpen: () => drawLineage() });
    const tool = el("button", { type: "button", class: "at-fa-tool", "aria-haspopup": "dialog", text: atlas.gettext("Lineage: who came after whom"), on: { click: () => lineage.open() } });
    const words = (table) => async () => ({ folding: atlas.folding(), names: (id) => [known.words[table][id] ?? ""] });
    const widget = atlas.facets(host, { sections: atlas.facetSections(data.has, words, tool), onChange: choose });
    const value = (field) => live.query[field] ?? known.states[field].value;
    function choose(field, ids) {
      if (OF_PYTHON.includes(field)) live.query[field] = ids;
      else change({ [field]: ids });
      self.send(field, ids);
      drawLineage();
    }
    function drawLineage() {
      const counts = new Map(known.states.org.groups.flatMap(({ items }) => items.map(({ id, count }) => [id, count])));
      lineage.update({ ...known.lineage, span: { ...known.lineage.span, ...pick(live.query, ["from", "to"]) }, value: value("org"), counts });
    }
    const skips = atlas.onSkip(["filters"], () => /** @type {HTMLElement | null} */ (host.querySelector("[role=tab][tabindex='0'], [role=tab]"))?.focus());
    const self = {
      update(next) {
        known = next;
        widget.update(Object.fromEntries(Object.entries(next.states).map(([field, state]) => [field, { ...state, value: value(field) }])));
        drawLineage();
      },
      destroy() {
        skips();
        widget.destroy();
        lineage.destroy();
      },
    };
    return self;
  }

  /** Layers that can be off. */
  function switches(host) {
    const onChange = (hide) => {
      change({ hide });
      self.send("picked", hide);
    };
    const widget = atlas.switches(host, { onChange });
    const self = { update: (data) => widget.update({ ...data.state, value: live.query.hide ?? data.state.value }), destroy: () => widget.destroy() };
    return self;
  }

  /** The map page in its frame. It is made once and never reloaded while the data stay the same. */
  function frame(host, data) {
    const node = el("iframe", { class: "at-frame", title: data.title, src: data.src, style: FRAME_STYLE });
    host.replaceChildren(node);
    /** @type {{ ready: boolean, last: any, view: any, arrival: any, moved?: boolean }} */
    const state = { ready: false, last: null, view: data.view, arrival: null };
    const post = (message) => state.ready && node.contentWindow?.postMessage({ target: "atlas", ...message }, location.origin);
    const relay = (event) => post({ query: event.detail, live: live.moving });
    const hear = (event) => {
      if (event.source === node.contentWindow && event.origin === location.origin && event.data?.source === "atlas") receive(event.data);
    };
    function receive(message) {
      if (message.type === "ready") {
        state.ready = true;
        show(state.last, { whole: true, fresh: true });
      }
      if (OF_QUERY.includes(message.type)) live.query[message.type] = message[message.type]; // until Python has seen it
      if (["place", "card", "town", "list", "year", "by", "against", "focus", "search", "story"].includes(message.type)) self.send(message.type, message[message.type]);
      if (message.type === "background") window.dispatchEvent(new CustomEvent("atlas:background", { detail: message.year }));
      if (message.type === "sheet") window.dispatchEvent(new CustomEvent("atlas:sheet", { detail: message.open }));
      if (message.type === "view") keepView(message.view);
    }
    /** Show a state; `whole`: with its place or card; an address comes with its view, or asks for one. */
    function show(next, { whole, fresh = false }) {
      const query = { ...next.query, ...pick(live.query, Object.keys(next.query)) };
      if (!whole) return post({ query, live: live.moving });
      const arrived = next.arrival !== state.arrival;
      if (arrived) Object.assign(state, { arrival: next.arrival, view: next.view });
      const card = next.town ? { town: next.town } : next.card ? { card: next.card } : { place: next.place };
      post({ query, list: next.list, reading: next.reading, opening: fresh && next.opening, ...card, ...(arrived || fresh ? { view: state.view ?? null } : {}) });
    }
    function update(next) {
      const whole = !state.last || state.last.revision !== next.revision;
      if (next.src !== data.src) return reload(next);
      state.last = next;
      if (state.ready) show(next, { whole });
      for (const delay of [0, 300]) setTimeout(putRight, delay); // where a browser does not tell of a new address
    }
    /** Streamlit writes the address without the view, or with one that is over. */
    function putRight(event) {
      if (state.moved && event?.navigationType !== "traverse") writeView(state.view);
    }
    function reload(next) {
      data = next;
      Object.assign(state, { ready: false, last: next });
      node.title = next.title;
      node.src = next.src;
    }
    /** Remember what a visitor looks at; null when the page looks by itself at what the address asks for. */
    function keepView(view) {
      Object.assign(state, { moved: true, view });
      writeView(view);
    }
    const skips = atlas.onSkip(["map", "list"], (skip) => {
      node.focus();
      post({ skip });
    });
    window.addEventListener("atlas:query", relay);
    window.addEventListener("message", hear);
    window.navigation?.addEventListener("currententrychange", putRight);
    const printOther = atlas.printFrame(node);
    const self = {
      update,
      stays: true, // another language loads another page into it
      destroy() {
        printOther();
        skips();
        window.removeEventListener("atlas:query", relay);
        window.removeEventListener("message", hear);
        window.navigation?.removeEventListener("currententrychange", putRight);
      },
    };
    return self;
  }

  /** Put the view into the address, or take it out, without a new step in the history. */
  function writeView(view) {
    const parts = location.search.slice(1).split("&").filter((part) => part && !part.startsWith("v="));
    if (view) parts.push(`v=${view.lat.toFixed(3)},${view.lon.toFixed(3)},${Math.round(view.zoom * 100) / 100}`);
    const search = parts.length ? `?${parts.join("&")}` : "";
    if (search !== location.search) history.replaceState(history.state, "", location.pathname + search + location.hash);
  }

  /** The name of the atlas as a heading, text only; and what Streamlit's page must know of the language. */
  function heading(host) {
    // After the server was away nobody runs the page by itself, and what it shows may be old.
    const back = () => setTimeout((session) => live.session === session && self.ask("back", Date.now()), CALM * Math.random(), live.session);
    window.addEventListener("atlas:back", back);
    const ways = atlas.passing();
    atlas.foldSidebar();
    const self = {
      destroy() {
        window.removeEventListener("atlas:back", back);
        ways.destroy();
      },
      update(data) {
        const page = document.documentElement;
        page.lang = data.lang;
        page.style.setProperty("--atlas-word-filters", JSON.stringify(atlas.gettext("Filters")));
        page.style.setProperty("--atlas-word-more", JSON.stringify(atlas.gettext("More")));
        ways.update();
        host.replaceChildren(el("h1", { class: "at-heading", dir: "auto", text: data.title }));
      },
    };
    return self;
  }

  /** Problems of a dataset, one a row, text only. */
  function report(host) {
    return { update: (data) => host.replaceChildren(el("ol", { class: "at-report", lang: "en" }, data.lines.map((text) => el("li", { text })))) };
  }

  /** A page that is not trusted: scripts run, but without an origin, and nothing leads out of the frame. */
  function preview(host) {
    let shown = null;
    return {
      update(data) {
        if (data.html === shown) return;
        shown = data.html;
        host.replaceChildren(el("iframe", { class: "at-frame at-preview", sandbox: "allow-scripts", title: data.title, srcdoc: data.html, style: FRAME_STYLE }));
      },
    };
  }

  // Set here and not in the style sheet, which comes later than the page: it must not see another size.
  const FRAME_STYLE = { display: "block", width: "100%", height: "var(--atlas-map-height, 70dvh)", border: "0" };
  const MAKERS = { timeline, facets, switches, frame, heading, report, preview, taking: (host) => atlas.takeButtons(host) };
  const pick = (object, names) => Object.fromEntries(names.filter((name) => name in object).map((name) => [name, object[name]]));

  Object.assign(atlas, { mount, unmount });
})(globalThis.atlas ??= {});
