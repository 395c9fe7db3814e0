"use strict";
// Stories: steps of text above the list, each with its view of the map; and the opening, which offers them.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill } = atlas;
  const _ = (text) => atlas.gettext(text);
  const DISMISSED = "atlas-opening";
  const BEFORE = `atlas-before-story ${location.pathname}`; // another page has other views
  const LOW = matchMedia("(max-height: 480px)"); // of a phone on its side

  /**
   * Offer the stories of `page` in its panel, by a button in `beside`. In a page of its own the address says which step
   * stands there; `hosted`: the page around does. Null when there are none.
   * @type {Atlas.Namespace["story"]}
   */
  function story(page, { root, panel }, { beside, hosted }) {
    const { data } = page;
    if (!data.stories.length) return undefined;
    let reading = /** @type {Atlas.Reading | null} */ (null);
    const section = el("section", { class: "at-story", hidden: true, on: { keydown: key } });
    panel.prepend(section);
    const body = shell(section, { turn, leave, offer, print });
    const opener = el("button", { type: "button", class: "at-button at-stories", text: _("Stories"), on: { click: () => offer({ focus: true }) } });
    beside.append(opener);
    atlas.swipes(body.page, turn);

    /** Go to a step; null leaves for where the reader was. */
    function go(next) {
      if (!reading) atlas.keep(BEFORE, hosted ? hostAddress() : page.address?.() ?? null);
      if (!next) {
        const before = atlas.kept(BEFORE) ?? "";
        atlas.keep(BEFORE, null);
        show(null);
        if (hosted) page.notify({ type: "story", story: before ? { before } : null });
        else page.goTo?.(before);
        return;
      }
      dismiss();
      show(next);
      if (hosted) page.notify({ type: "story", story: next });
      else page.goTo?.(`story=${next.story}&step=${next.step}`);
    }

    function turn(by) {
      if (!reading) return;
      const next = atlas.turned(reading, data, by);
      if (next) go(next);
    }

    function leave() {
      go(null);
      opener.focus();
    }

    /** Show the step that an address asks for, or none; `fresh`: nothing was asked for, so that the opening may stand there. */
    function show(next, { fresh = false } = {}) {
      const known = next && atlas.storyNamed(data, next.story) ? next : null;
      const entered = known && known.story !== reading?.story;
      const changed = known?.story !== reading?.story || known?.step !== reading?.step;
      reading = known;
      if (known && changed) write(known, entered);
      else if (!known && (fresh || changed)) hide();
      if (fresh && !known && !isDismissed()) offer();
    }

    function write(at, entered) {
      const told = /** @type {Atlas.Story} */ (atlas.storyNamed(data, at.story));
      body.story(told, at.step, { to: (step) => go({ story: at.story, step }), event: (i) => page.showEvent(i), source: data.source, pictures: at.step === told.steps.length ? atlas.pictures?.(data, told.media) : null });
      reveal("story", entered);
    }

    function reveal(mode, focus) {
      const had = section.contains(atlas.activeIn(root));
      section.hidden = false;
      section.dataset.mode = mode;
      root.dataset.story = mode;
      opener.setAttribute("aria-expanded", "true");
      panel.scrollTop = 0;
      if (mode === "opening" && !focus && LOW.matches) return; // nobody asked, and it would hide the whole map
      page.raise();
      if (mode === "opening" && page.travel.isHome()) page.travel.home();
      if (focus || (had && !section.contains(atlas.activeIn(root)))) body.focus();
    }

    function hide() {
      section.hidden = true;
      delete root.dataset.story;
      opener.setAttribute("aria-expanded", "false");
    }

    /** The opening: what the atlas is, one number, and the stories. */
    function offer({ focus = false } = {}) {
      if (reading) go(null);
      if (root.dataset.panel === "card") page.choosePlace(null);
      body.opening(data, { begin: (id) => go({ story: id, step: 1 }), explore, search: () => /** @type {HTMLElement | null} */ (root.querySelector(".at-search-root input"))?.focus() });
      reveal("opening", focus);
    }

    function explore() {
      dismiss();
      hide();
      page.lower();
      if (page.travel.isHome()) page.travel.home();
      opener.focus();
    }

    function key(event) {
      if (root.dataset.panel === "card") return; // which ends first
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (event.key === "Escape") (reading ? leave : explore)();
      else if (by && reading) turn(by);
      else return;
      event.preventDefault();
      event.stopPropagation();
    }

    /** Print the whole story as a sheet for a lesson. */
    async function print() {
      if (!reading) return;
      const address = atlas.addressOf(new URLSearchParams({ ...reading, step: "1" }), { hosted });
      page.paper = await atlas.lesson(data, /** @type {Atlas.Story} */ (atlas.storyNamed(data, reading.story)), atlas.citation(data, data.events.n, address));
      window.addEventListener("afterprint", () => (page.paper = null), { once: true });
      window.print();
    }

    /** Bring the map to the places of the events that a step names, whose view says nothing of where to look; says whether it did. */
    function look() {
      if (!reading) return false;
      const step = atlas.stepOf(reading, data);
      const { at, all: places } = atlas.stepPlaces(data, page.result(), step);
      page.layer.highlight(at, step.events.length === 1 ? step.events[0] : null);
      // At once: a movement that begins while another one zooms would be lost, and readers turn pages quickly.
      if (!page.travel.results(places, { animate: false })) page.travel.home();
      body.nowhere(atlas.nowhere(step, !places.length));
      return true;
    }

    if (!hosted && isFresh(root)) show(null, { fresh: true });
    return { show, look, reading: () => reading };
  }

  /** Whether a page of its own was opened with no address; a frame of another page offers nothing by itself. */
  function isFresh(root) {
    if (window.parent !== window || root.dataset.address) return false;
    const written = location.protocol === "file:" ? location.hash.slice(1) : location.search.slice(1);
    return !written.split("&").some((part) => part === "all" || atlas.isOfView(part.split("=")[0]));
  }

  const isDismissed = () => atlas.kept(DISMISSED) !== null;
  const dismiss = () => atlas.keep(DISMISSED, "1");

  /** What the page around shows, for when it forgets: its session ends when it is read anew. */
  function hostAddress() {
    try {
      return window.parent.location.search.slice(1);
    } catch {
      return null; // a page of another site
    }
  }

  /** The parts that stay while steps change, so that what has the focus keeps it. */
  function shell(section, { turn, leave, offer, print }) {
    const button = (text, act, props) => el("button", { type: "button", class: "at-button", text, on: { click: act }, ...props });
    const title = el("h2", { class: "at-story-title", tabindex: "-1" });
    const text = el("div", { class: "at-story-text", "aria-live": "polite", "aria-atomic": "true" });
    const where = el("p", { class: "at-story-where" }); // of it more is said when the map has been drawn
    const more = el("div", { class: "at-story-more" });
    const dots = el("ol", { class: "at-story-dots" });
    const previous = button("‹", () => turn(-1), { class: "at-button at-story-turn", "aria-label": _("Previous step") });
    const next = button("›", () => turn(1), { class: "at-button at-story-turn", "aria-label": _("Next step") });
    const nav = el("nav", { class: "at-story-nav", "aria-label": _("Steps of the story") }, previous, dots, next);
    const close = button("×", leave, { class: "at-button at-story-close", "aria-label": _("Close the story"), title: _("Close the story") });
    const foot = el("p", { class: "at-story-foot" }, button(_("All stories"), () => offer({ focus: true }), {}), button(_("Sheet for a lesson"), print, {}));
    const page = el("div", { class: "at-story-page" });

    function story(told, at, { to, event, source, pictures }) {
      const step = told.steps[at - 1];
      section.setAttribute("aria-label", told.title);
      fill(title, atlas.storyText(told, "title"));
      const words = el("p", {}, atlas.storyText(step, "text"));
      fill(text, el("p", { class: "at-story-count", text: atlas.stepCount(at, told.steps.length) }), step.graphic ? atlas.covered(words) : words, where);
      atlas.say(where, atlas.nowhere(step));
      fill(more, pictures, events(step, source, event), el("details", { class: "at-story-sources" }, el("summary", { text: _("Sources") }), atlas.sourceList(step)));
      dot(told.steps.length, at, to);
      for (const [one, end] of /** @type {[HTMLElement, number][]} */ ([[previous, 1], [next, told.steps.length]])) one.toggleAttribute("data-end", at === end);
      for (const one of [previous, next]) one.setAttribute("aria-disabled", String(one.hasAttribute("data-end")));
      if (!section.contains(nav)) fill(section, close, fill(page, title, text), nav, more, foot);
      else if (page.firstChild !== title) fill(page, title, text);
    }

    /** As many dots as steps; they stay while the story does. */
    function dot(n, at, to) {
      if (dots.children.length !== n) fill(dots, Array.from({ length: n }, (_none, i) => el("li", {}, el("button", { type: "button", "data-step": i + 1 }))));
      for (const one of /** @type {NodeListOf<HTMLElement>} */ (dots.querySelectorAll("button"))) {
        const step = Number(one.dataset.step);
        one.onclick = () => to(step);
        atlas.putAttributes(one, { "aria-label": atlas.stepCount(step, n), "aria-current": step === at ? "step" : "false" });
      }
    }

    function opening(data, on) {
      const { opening: first, stories } = data;
      section.setAttribute("aria-label", _("Stories"));
      fill(title, _("Where to begin"));
      const words = first ? el("p", {}, atlas.storyText(first, "text")) : null;
      const cards = stories.map((one) => el("li", {}, el("button", { type: "button", class: "at-story-card", on: { click: () => on.begin(one.id) } }, el("strong", {}, atlas.storyText(one, "title")), el("span", {}, atlas.storyText(one, "lead")))));
      fill(page, title, words, first?.figure ? figure(first.figure) : null);
      fill(section, page, el("ul", { class: "at-story-cards", "aria-label": _("Stories") }, cards), el("p", { class: "at-story-foot" }, button(_("Explore by yourself"), on.explore, {}), button(_("Search"), on.search, {})));
    }

    return { story, opening, page, nowhere: (said) => atlas.say(where, said), focus: () => title.focus({ preventScroll: true }) };
  }

  function figure({ n, counts, basis, source }) {
    return el("p", { class: "at-story-figure" }, el("strong", { text: atlas.number(n) }), ": ", el("span", { text: counts }), el("small", { text: [counts.includes(basis) ? "" : basis, source].filter(Boolean).join(" · ") }));
  }

  /** The events that a step names, by their titles, which come later. */
  function events(step, source, open) {
    const list = el("ul", { class: "at-story-events" });
    source.list(step.events).then((rows) => fill(list, rows.map((row) => el("li", {}, el("button", { type: "button", class: "at-link", on: { click: () => open(row.event) } }, atlas.dataText(row.title, atlas.isUntranslated(row, "title")))))), () => fill(list, atlas.missingTexts()));
    return list;
  }

  atlas.story = story;
})(globalThis.atlas ??= {});
