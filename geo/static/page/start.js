"use strict";
// Starts the map page once its parts stand in the document.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const PAINTED = 2; // frames after which what was drawn is on the screen
  const SEEN = 3; // frames: what stands beside the map is built when the map is on the screen

  /**
   * Start the page when its events are there. `id` is that of the page's root; a bare one leaves the filters to a
   * framing page.
   * @type {Atlas.Namespace["start"]}
   */
  async function start(map, { ready }, basemap, id) {
    if (location.protocol === "file:") atlas.putBehindHash((name) => name === "lang" || atlas.isOfView(name));
    const root = atlas.byId(id);
    const part = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-part="${name}"]`));
    const layer = await ready.catch((error) => {
      atlas.fill(part("panel"), atlas.missingTexts());
      throw error;
    });
    const head = /** @type {HTMLElement} */ (root.querySelector(".at-head"));
    const names = ["panel", "count", "legend", "search", "sheet", "chips", "handle"];
    const parts = { root, ...Object.fromEntries(names.map((name) => [name, part(name)])) };
    const [bare, small] = ["at-bare", "at-min"].map((face) => root.classList.contains(face)); // as face.js has found
    atlas.speakPage(root);
    layer.data().pages = root.dataset.pages;
    const page = atlas.page(map, layer, layer.data(), parts, { basemap, hosted: bare });
    atlas.current = page;
    atlas.mapButtons(map, () => page.travel.home({ animate: true }));
    if (bare && window.parent !== window) root.classList.add("at-waiting"); // until the page around says what to show
    if (!small) page.story = atlas.story(page, parts, { beside: bare ? page.beside : head, hosted: bare });
    if (!small) page.take = atlas.taking(page, root, head, { hosted: bare });
    page.travel.home(); // last, when what stands around the map has its height: it is drawn once
    if (!page.data.isWhole()) await coming(page, root, part("sheet"), part("panel"));
    if (!bare) await addressed(page, root, part("search")); // when all that takes room from the map stands there
    if (!root.classList.contains("at-waiting")) page.begin(); // nothing else is asked for
    if (!bare && window.parent !== window) atlas.shareScrolling(map);
    if (small) whole(page, part("count"));
    if (!bare && !small) afterFrames(SEEN, () => atlas.controls(page, { filters: part("filters"), timeline: part("timeline") }));
    part("open-filters").addEventListener("click", () => part("open-filters").setAttribute("aria-expanded", String(root.classList.toggle("at-filtering"))));
    atlas.skips(page, root);
    sharpen(page);
    atlas.connect(page, root);
    return page;
  }

  /** The map is seen before single events have come; until then it is looked at, and answers nothing. */
  async function coming(page, root, sheet, panel) {
    const said = atlas.el("p", { class: "at-loading", role: "status", text: atlas.gettext("The events are being loaded …") });
    const waiting = [...root.children, ...sheet.children].filter((node) => node !== sheet && node !== panel);
    const wait = (isOn) => waiting.forEach((node) => (node.inert = isOn));
    panel.prepend(said);
    wait(true);
    await new Promise((resolve) => afterFrames(PAINTED, () => resolve(undefined)));
    await page.data.more().catch((error) => {
      atlas.fill(panel, atlas.missingTexts());
      throw error;
    });
    said.remove();
    wait(false);
  }

  /** The map is seen first: call when its frame has been on the screen. */
  function afterFrames(n, call) {
    if (n) requestAnimationFrame(() => afterFrames(n - 1, call));
    else setTimeout(call);
  }

  /** Draw anew for a screen with other pixels: the page is enlarged, or its window has gone to another one. */
  function sharpen(page) {
    matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`).addEventListener("change", () => {
      for (const map of [page.map, page.compared.map()]) map?.fire("viewreset");
      sharpen(page);
    }, { once: true });
  }

  /** Lead to the same view on a page of its own, with all filters. */
  function whole(page, beside) {
    const link = atlas.el("a", { class: "at-link at-to-whole", target: "_blank", rel: "noopener", text: atlas.gettext("Open the whole atlas") });
    const span = atlas.el("strong", { class: "at-span" });
    const show = () => {
      const { from, to } = page.query();
      atlas.say(span, from === null && to === null ? "" : atlas.yearSpan(from ?? page.data.axis.first, to ?? page.data.axis.last));
      link.href = location.href.replace(/([?&])ui=min&?/, "$1").replace(/[?&](?=#|$)/, "");
    };
    beside.prepend(span);
    beside.append(link);
    page.listen(show);
    show();
  }

  /** Show what the address asks for; what it does not ask for is not seen before. */
  async function addressed(page, root, beside) {
    const notices = atlas.el("div", { class: "at-notices", role: "status" });
    beside.append(notices);
    const notice = (lines) => atlas.fill(notices, lines.map((text) => atlas.el("p", { text })));
    root.classList.add("at-waiting");
    try {
      await atlas.keepAddress(page, { given: root.dataset.address ?? "", notice });
    } finally {
      root.classList.remove("at-waiting");
    }
  }

  atlas.start = start;
})(globalThis.atlas ??= {});
