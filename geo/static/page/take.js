"use strict";
// What can be taken away from a view: on paper, as a picture, as a table, as a citation.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;
  const _ = (text) => atlas.gettext(text);

  /**
   * Offer it in a menu at the end of `beside`. `hosted`: the page stands in the app, which has a menu of its own.
   * @type {Atlas.Namespace["taking"]}
   */
  function taking(page, root, beside, { hosted }) {
    const { data } = page;
    const said = el("p", { class: "at-take-said", role: "status" });
    const cited = el("p", { class: "at-take-citation" });
    const served = location.protocol.startsWith("http");

    /** The query as an address has it, without the card and the view. */
    const written = (of = data) => atlas.writeAddress({ query: page.query(), view: null }, of);

    const name = (suffix) => `${atlas.viewName(data.about.name, new URLSearchParams(written()))}.${suffix}`;

    /** What stands in the address of this page, or of the app around it: also the open card and where the map looks. */
    function seen() {
      return new URLSearchParams([...new URLSearchParams(addressed(hosted) ?? written())].filter(([key]) => key === "lang" || atlas.isOfView(key)));
    }

    /** How many events are shown, on either map where there are two. */
    function shown() {
      const right = page.compared.result();
      return right ? Object.values(atlas.parted(data, page.result(), right)).flat().length : page.result().shown;
    }

    const citation = () => atlas.citation(data, shown(), atlas.addressOf(seen(), { hosted }));

    async function says() {
      const wholes = page.query().focus.filter(({ what }) => what === "within").map(({ id }) => data.eventIndex.get(id)).filter((i) => i !== undefined);
      const titles = new Map((await data.source.list(wholes)).map(({ event, title }) => [data.events.id.at(event), title]));
      return { years: atlas.yearsOf(data, page.query()), filters: atlas.filterWords(data, page.query(), titles), citation: citation() };
    }

    const paper = data.remote ? null : atlas.printing(page, root, { says, citation }); // of what an engine has nobody knows all

    async function picture() {
      const { years, filters } = await says();
      const canvas = atlas.picture(atlas.mapsOf(page), { title: data.title, lines: [years, ...filters], looks: atlas.looksOf(page.result(), page.compared.result()), below: [citation(), atlas.licenceLine(data)].filter(Boolean) });
      const file = canvas && (await new Promise((resolve) => canvas.toBlob(resolve, "image/png")));
      if (!file) throw new Error("no picture");
      save(file, name("png"));
    }

    async function table() {
      if (served) return download("events.csv");
      const events = data.events.id.all().map((_, i) => i).filter((i) => page.result().mark(i));
      save(new Blob([await atlas.csvOf(data, events)], { type: "text/csv;charset=utf-8" }), name("csv"));
    }

    /** Let the server make a file of what is shown. */
    function download(file) {
      const asked = new URLSearchParams(written({ ...data, off: [] })); // a file leaves out what its address says, and nothing else
      asked.set("lang", data.textLanguage.lang);
      leadTo(`download/${file}?${asked}`, "");
    }

    async function copy() {
      await navigator.clipboard.writeText(citation());
      atlas.say(said, _("The citation was copied."));
    }

    /** What does not work is said; a citation can be marked by hand too. */
    const action = (label, act) => el("button", { type: "button", class: "at-button", text: label, on: { click: () => {
      atlas.say(said, "");
      Promise.resolve(act()).catch((error) => {
        console.warn(error);
        atlas.say(said, _("This browser does not allow it here."));
      });
    } } });

    function menu() {
      const choices = el("div", { class: "at-take-menu" },
        paper ? action(_("Print"), () => paper.print()) : null, action(_("Picture of the map"), picture), data.tabled || data.remote ? action(_("Table, CSV"), table) : null,
        data.remote ? [action(_("Events, GeoJSON"), () => download("events.geojson")), action(_("Events, GeoParquet"), () => download("events.parquet"))] : null, action(_("Copy citation"), copy), cited, said);
      const details = el("details", { class: "at-take" }, el("summary", { class: "at-button" }, el("span", { text: _("Save, cite") })), choices);
      details.addEventListener("toggle", () => details.open && atlas.say(cited, citation()));
      details.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !details.open) return;
        event.stopPropagation(); // it would close the card too
        details.open = false;
        details.querySelector("summary")?.focus();
      });
      document.addEventListener("pointerdown", (event) => event.target instanceof Node && !details.contains(event.target) && (details.open = false));
      return details;
    }

    if (!hosted) beside.append(menu());
    return { ...paper, citation, picture, name };
  }

  /** The parameters that are written where somebody reads; null where there is no address, as in a notebook. */
  function addressed(hosted) {
    if (location.protocol === "file:") return location.hash.slice(1) || null;
    if (!location.protocol.startsWith("http")) return null;
    try {
      return (hosted ? parent.location : location).search.slice(1);
    } catch {
      return null; // in a frame of another site
    }
  }

  function save(file, name) {
    const url = URL.createObjectURL(file);
    leadTo(url, name);
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }

  /** Let the browser save what is at an address. */
  const leadTo = (href, download) => el("a", { href, download }).click();

  Object.assign(atlas, { taking });
})(globalThis.atlas ??= {});
