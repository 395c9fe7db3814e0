"use strict";
// What is printed: a sheet of its own, made of what the page shows: the title, the years and filters in words, the map as it is
// drawn, its legend, the events with their sources, how to cite them. Of an open card the card alone. Browsers print what
// stands in the document when they ask; texts come later than they are asked for, so they are read beforehand.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;
  const _ = (text) => atlas.gettext(text);
  const MOST = 2000; // events that are printed
  const CALM = location.protocol === "file:" ? 400 : 4000; // ms after a change: texts that a server sends wait until nobody is busy

  /**
   * Keep a page ready to be printed. Returns {ready(), sheet(), print()}: `ready` waits until what is shown can be printed,
   * `sheet` makes it, `print` opens the dialogue of the browser. Of a larger dataset texts are read when somebody asks for it.
   * @type {Atlas.Namespace["printing"]}
   */
  function printing(page, root, { says, citation }) {
    const { data } = page;
    let known = /** @type {Atlas.Printed | null} */ (null);
    let reading = /** @type {Promise<void> | null} */ (null);
    let waiting = 0; // timer

    async function read() {
      const result = page.result();
      const events = shownOn(page, MOST);
      const [{ events: texts }, words] = await Promise.all([data.source.card([], events), says()]);
      known = { result, right: page.compared.result(), texts, words };
    }

    /** Reads what is shown; what changed meanwhile is read again. */
    async function ready() {
      clearTimeout(waiting);
      await page.settled();
      while (!isNew(known)) await (reading ??= read().finally(() => (reading = null)));
    }

    function changed() {
      clearTimeout(waiting);
      if (data.events.n <= MOST) waiting = setTimeout(() => ready().catch(console.warn), CALM);
    }

    const isNew = (/** @type {Atlas.Printed | null} */ one) => one !== null && one.result === page.result() && one.right === page.compared.result();

    /** What was read holds as long as the same events are shown. */
    function stillKnown() {
      if (!known || isNew(known)) return known;
      const events = shownOn(page, MOST);
      return events.length === known.texts.length && known.texts.every(({ event }, i) => event === events[i]) ? known : null;
    }

    const sheet = () => page.paper ?? (root.dataset.panel === "card" ? ofCard(page.data, root, citation()) : ofView(page, root, stillKnown()));

    function put() {
      take();
      if (root.dataset.panel !== "card" && !stillKnown()) ready().catch(console.warn); // for the next time
      const open = sheet();
      root.append(open);
      root.classList.add("at-printing");
    }

    function take() {
      root.classList.remove("at-printing");
      for (const node of root.querySelectorAll(":scope > .at-print")) node.remove();
    }

    async function print() {
      await ready();
      window.print();
    }

    window.addEventListener("beforeprint", put);
    window.addEventListener("afterprint", take);
    window.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() !== "p" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      if (stillKnown()) return; // the browser's own way will do
      event.preventDefault();
      print();
    });
    page.listen((message) => message.type === "query" && changed());
    changed();
    return { ready, sheet, print };
  }

  /** The first of the events that are shown, on either map where there are two, in order of time. */
  function shownOn({ data, result, compared }, most) {
    const [left, right] = [result(), compared.result()];
    if (!right) return shownIn(left, most);
    const found = new Set([left, right].flatMap((one) => shownIn(one, most)));
    return Array.from(data.events.order.filter((i) => found.has(i))).slice(0, most);
  }

  /** The first of the shown events in order of time. */
  function shownIn(/** @type {Atlas.Result} */ result, most) {
    const found = /** @type {number[]} */ ([]);
    for (const i of result.inTime()) if (found.push(i) >= most) break;
    return found;
  }

  function ofView(page, root, /** @type {Atlas.Printed | null} */ known) {
    const { data } = page;
    const [result, right] = [page.result(), page.compared.result()];
    const words = known?.words ?? { years: atlas.yearsOf(data, page.query()), filters: atlas.filterWords(data, page.query()), citation: "" };
    const listed = known?.texts ?? [];
    const more = (right ? shownOn(page, Infinity).length : result.shown) - listed.length;
    const cut = known ? atlas.format(atlas.ngettext("%(n)s more event is not printed. Narrow the years or filters.", "%(n)s more events are not printed. Narrow the years or filters.", more), { n: more }) : _("The events were still being read. Print once more.");
    return el("div", { class: "at-print" },
      el("h1", { text: data.title }),
      el("p", { class: "at-print-years", text: words.years }),
      words.filters.map((text) => el("p", { text })),
      el("p", { text: atlas.countOf(result, right) }),
      atlas.mapsOf(page).map(({ map, caption }) => el("figure", { class: "at-print-map" }, caption ? el("figcaption", { text: caption }) : null, atlas.mapCanvas(map))),
      legendOf(root),
      el("ol", { class: "at-print-list" }, listed.map((text) => eventOf(data, result, text, right))),
      more > 0 ? el("p", { class: "at-print-more", text: cut }) : null,
      foot(data, words.citation));
  }

  /** One event of the list: when, where, what, how certain, from where it is known. */
  function eventOf(/** @type {Atlas.Data} */ data, /** @type {Atlas.Result} */ result, /** @type {Atlas.EventTexts} */ text, right = /** @type {Atlas.Result | undefined} */ (undefined)) {
    const [here, there] = [result.mark(text.event), right?.mark(text.event) ?? 0];
    const side = right ? [here && there ? _("Both") : here ? _("Only on the first map") : _("Only on the second map")] : [];
    const names = atlas.namesNow(data, here || !right ? result : right, text.event);
    const where = names ? names.join(", ") : text.where;
    const doubts = [
      ...side,
      Math.max(here, there) === atlas.POSSIBLE ? _("possibly in these years") : "",
      atlas.gradeWords(text.confidence),
    ].filter(Boolean);
    return el("li", {},
      el("p", { class: "at-print-when" }, [text.date || _("Without a date"), where, ...doubts].filter(Boolean).join(" · ")),
      el("h2", {}, atlas.dataText(text.title, atlas.isUntranslated(text, "title"))),
      el("p", {}, atlas.onPaper(text.graphic, atlas.dataText(text.description, atlas.isUntranslated(text, "description")))),
      el("p", { class: "at-print-sources" }, text.citations.map((row) => [row.text, ...row.passages.flatMap(({ where }) => where)].filter(Boolean).join(", ")).join("; ")));
  }

  function ofCard(/** @type {Atlas.Data} */ data, root, citation) {
    const card = copyOf(root.querySelector(".at-card-body"));
    return el("div", { class: "at-print at-print-card" }, el("p", { class: "at-print-of", text: data.title }), card, foot(data, citation));
  }

  function legendOf(root) {
    const body = root.querySelector(".at-legend-body");
    return body ? el("section", { class: "at-print-legend" }, el("h2", { text: _("Legend") }), copyOf(body)) : null;
  }

  function foot(data, citation) {
    return el("footer", { class: "at-print-foot" }, [citation ? `${_("Cite this view")}: ${citation}` : "", atlas.licenceLine(data)].filter(Boolean).map((text) => el("p", { text })));
  }

  /** A part of the page as it can be printed: all of it unfolded, names that lead somewhere as words, no other buttons. */
  function copyOf(/** @type {HTMLElement} */ node) {
    const copy = /** @type {HTMLElement} */ (node.cloneNode(true));
    const drawn = node.querySelectorAll("canvas");
    copy.querySelectorAll("canvas").forEach((canvas, i) => drawn[i].width && atlas.contextOf(canvas).drawImage(drawn[i], 0, 0));
    for (const details of copy.querySelectorAll("details")) details.open = true;
    for (const one of copy.querySelectorAll("button, .at-background, input, .at-own-page, .at-wrong")) {
      if (one.matches(".at-link, .at-inline, .at-term, .at-picture-open")) one.replaceWith(el("span", {}, ...one.childNodes));
      else one.remove();
    }
    for (const one of copy.querySelectorAll("[id]")) one.removeAttribute("id");
    return copy;
  }

  Object.assign(atlas, { printing });
})(globalThis.atlas ??= {});
