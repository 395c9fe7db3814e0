"use strict";
// A box that narrows a list to the names with the letters that are typed, compared as the search compares words.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, gettext } = atlas;

  /**
   * A box for a list: {node, fits(), failed}. `fits()` is null while nothing is typed, else a function of an item. `words()`
   * promises, when it is first needed, how words are folded, and all names by which an item is known: {folding, names(id)}.
   * @type {Atlas.Namespace["narrowing"]}
   */
  function narrowing({ label, words, changed }) {
    let known = /** @type {Atlas.NameWords | null} */ (null);
    let typed = /** @type {string[]} */ ([]);
    const folded = /** @type {Map<string, string[]>} */ (new Map());
    const hint = gettext("Find in this list");
    const node = el("input", {
      type: "search", class: "at-narrow", placeholder: hint, "aria-label": `${hint}: ${label}`, autocomplete: "off", spellcheck: "false",
      on: { input: read, keydown: (event) => event.stopPropagation() }, // letters are shortcuts elsewhere
    });
    const self = { node, failed: false, fits: () => (typed.length && known ? fits : null) };

    async function read() {
      try {
        known ??= await words();
        self.failed = false;
      } catch (error) {
        console.error(error); // for who runs the source
        self.failed = true;
      }
      typed = known ? known.folding.words(node.value) : [];
      changed();
    }

    function wordsOf({ id, name, short }) {
      if (!folded.has(id)) folded.set(id, [name, short ?? "", ...(known?.names(id) ?? [])].flatMap((text) => known?.folding.words(text) ?? []));
      return folded.get(id) ?? [];
    }

    /** Whether each word that is typed begins one of an item's names. */
    const fits = (item) => typed.every((word) => wordsOf(item).some((other) => other.startsWith(word)));

    return self;
  }

  atlas.narrowing = narrowing;
})(globalThis.atlas ??= {});
