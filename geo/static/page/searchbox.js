"use strict";
// The search box over the map: an ARIA combobox that shows, from the second letter on, what a text may mean.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, fill, gettext, ngettext, format } = atlas;
  const SHORTEST = 2; // letters
  const MOST = 5; // of one group
  const WAIT = 80; // ms after a letter

  /**
   * Make the box in `root`. `on` hears what is chosen: place(index), event(index), group(id), person(id),
   * organization(id), text(text); `on.search()` promises the atlas.Search.
   */
  function searchBox(root, data, on) {
    const { ask } = atlas.questions();
    let options = /** @type {{ node: HTMLElement, act: () => void }[]} */ ([]);
    let active = -1;
    let waiting = 0; // timer
    let shownText = ""; // what the page is narrowed to
    const input = el("input", {
      type: "search", class: "at-search-input", role: "combobox", "aria-expanded": "false", "aria-controls": "at-search-list", "aria-autocomplete": "list",
      "aria-label": gettext("Search"), placeholder: gettext("Name, place, word"), autocomplete: "off", spellcheck: "false", maxlength: "200", dir: "auto",
      on: { input: later, focus: later, keydown: key, search: () => input.value || on.text("") },
    });
    const clear = el("button", { type: "button", class: "at-search-clear", hidden: true, "aria-label": gettext("Clear the search"), text: "×", on: { click: empty } });
    const here = el("button", { type: "button", class: "at-search-here", "aria-label": gettext("Near me"), title: gettext("Near me: asks this device where it is"), on: { click: () => on.here() } }, el("span", { "aria-hidden": "true", text: "◎" }));
    const popup = el("div", { class: "at-search-list", id: "at-search-list", role: "listbox", "aria-label": gettext("What is meant"), hidden: true });
    fill(root, el("div", { class: "at-search", role: "search" }, input, clear, here, popup));
    popup.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
    input.addEventListener("blur", () => close());

    function later() {
      clear.hidden = !input.value;
      clearTimeout(waiting);
      waiting = setTimeout(suggest, WAIT);
    }

    function suggest() {
      const text = input.value.trim();
      if (text.length < SHORTEST || document.activeElement !== input) return close();
      ask(() => answers(text), (groups) => document.activeElement === input && input.value.trim() === text && show(groups, text), () => show([missing()], text));
    }

    /** Everything that a text may mean, in groups: {title, rows}; a row is {text, more, act}. */
    async function answers(text) {
      const search = await on.search();
      const hits = (table, shown) => search.hits(table, text, shown).slice(0, MOST);
      const places = hits("places", (at) => data.places.name[at]);
      const { events, count } = data.remote ? await data.remote.hits(text, MOST) : { events: hits("events").map(({ at }) => at), count: search.events(text)?.length ?? 0 };
      const towns = hits("towns", (at) => search.town(at).name);
      const titles = await data.source.list(events);
      const resembling = count ? [] : search.resembling(text);
      const groups = [
        { title: gettext("Did you mean"), rows: resembling.slice(0, MOST).map((word) => ({ text: word, more: "", act: () => retry(word) })) },
        { title: gettext("Places"), rows: places.map(({ at, name }) => ({ ...named(data.places.name[at], name), more: ofEvents(atlas.everAt(data, at)), act: take(on.place, at) })) },
        { title: gettext("Other towns"), rows: towns.map(({ at, name }) => ({ ...named(search.town(at).name, name), more: "", act: take(on.town, search.town(at)) })) },
        { title: gettext("Events"), rows: titles.map((row) => ({ text: row.title, more: row.date, act: take(on.event, row.event) })) },
        ...[["groups", gettext("Victims"), on.group], ["persons", gettext("Persons"), on.person], ["organizations", gettext("Organizations"), on.organization]].map(([table, title, choose]) => ({
          title,
          rows: hits(table, (at) => data[table][at].name).map(({ at, name }) => ({ ...named(data[table][at].name, name), more: data[table][at].years ?? "", act: take(choose, data[table][at].id) })),
        })),
        { title: gettext("Words"), rows: count ? [{ text: format(ngettext("%(n)s event with “%(text)s”", "%(n)s events with “%(text)s”", count), { n: count, text }), more: "", act: () => words(text) }] : [] },
      ];
      const found = groups.filter(({ rows }) => rows.length);
      return found.length ? found : [nothing()];
    }

    const nothing = () => ({ title: gettext("Nothing has this name, and no event these words."), rows: [] });
    const missing = () => ({ title: gettext("The search could not be loaded. Try again."), rows: [] });

    function show(groups, text) {
      options = [];
      popup.dataset.text = text; // what it is about
      fill(popup, groups.map(({ title, rows }, number) => {
        const heading = el("div", { class: "at-search-title", id: `at-search-group-${number}`, text: title });
        return el("div", { role: "group", "aria-labelledby": heading.id }, heading, rows.map(option));
      }));
      active = -1;
      input.removeAttribute("aria-activedescendant");
      open(true);
    }

    function option({ text, also, more, act }) {
      const node = el("div", { class: "at-search-option", role: "option", id: `at-search-${options.length}`, "aria-selected": "false", on: { click: act } },
        el("span", { class: "at-search-name", dir: "auto", text }), also ? el("span", { class: "at-search-also", dir: "auto", text: ` ${also}` }) : null, more ? el("span", { class: "at-search-more", text: more }) : null);
      options.push({ node, act });
      return node;
    }

    function open(shown) {
      popup.hidden = !shown;
      input.setAttribute("aria-expanded", String(shown));
    }

    function close() {
      clearTimeout(waiting);
      open(false);
      options = [];
    }

    /** What has been chosen takes the place of words that were searched for. */
    const take = (choose, chosen) => async () => {
      close();
      input.value = "";
      clear.hidden = true;
      if (shownText) await on.text("");
      choose(chosen);
    };

    async function words(text) {
      close();
      try {
        await on.text(text);
      } catch (error) {
        console.error(error);
        show([missing()], text);
      }
    }

    function retry(word) {
      input.value = word;
      suggest();
    }

    function empty() {
      input.value = "";
      clear.hidden = true;
      close();
      input.focus();
      if (shownText) on.text("");
    }

    function mark(next) {
      options[active]?.node.setAttribute("aria-selected", "false");
      active = next;
      const node = options[active]?.node;
      node?.setAttribute("aria-selected", "true");
      node?.scrollIntoView({ block: "nearest" });
      if (node) input.setAttribute("aria-activedescendant", node.id);
      else input.removeAttribute("aria-activedescendant");
    }

    /** Arrows walk through what is offered and the box itself; Escape first closes it, then empties the box. */
    function key(event) {
      const ring = options.length + 1;
      if (event.key === "ArrowDown" && popup.hidden) suggest();
      else if (event.key === "ArrowDown") mark(((active + 2) % ring) - 1);
      else if (event.key === "ArrowUp") mark(((active + ring) % ring) - 1);
      else if (event.key === "Enter" && options[active]) options[active].act();
      else if (event.key === "Enter") words(input.value.trim());
      else if (event.key === "Escape" && !popup.hidden) close();
      else if (event.key === "Escape" && input.value) empty();
      else return;
      event.preventDefault();
      event.stopPropagation(); // Escape would close the card too
    }

    /** Show what the page is narrowed to, unless somebody is writing. */
    function update(text) {
      if (text === shownText) return;
      shownText = text;
      input.value = text;
      clear.hidden = !text;
    }

    return { update };
  }

  /** A name in the language of the page, and the one that was found when it is another. */
  const named = (text, found) => ({ text, also: found && found !== text ? `(${found})` : "" });
  const ofEvents = (n) => format(ngettext("%(n)s event", "%(n)s events", n), { n });

  atlas.searchBox = searchBox;
})(globalThis.atlas ??= {});
