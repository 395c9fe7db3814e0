"use strict";
// How well the shown events are supported: a line of counts, and the lists behind them. The same rules as
// geo/view/evidence.py; a test compares the two on hundreds of random queries.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, N_ } = atlas;
  const _ = (text) => atlas.gettext(text);
  const LOCATED = 4;
  const READ = 8;

  const of = (grade) => (flags) => flags % LOCATED === grade;
  const has = (flag) => (flags) => (flags & flag) > 0;
  const lacks = (flag) => (flags) => (flags & flag) === 0;

  /** Lists of events by how they are supported; `supported` is asked of a value of `evidence`, `rest` names the list of those that are not of one. */
  const evidenceSubsets = {
    A: { supported: of(1), title: N_("Events from a source read"), hint: N_("What happened, when and where stands in a source that the compilers read, whole or in part.") },
    B: { supported: of(2), title: N_("Events well known, not fully checked"), hint: N_("Well established, but details, or all of it, rest on works that those who made the atlas have not opened, or on general knowledge.") },
    C: { supported: of(3), title: N_("Events disputed or weakly supported"), hint: N_("Disputed or weakly supported: read the note.") },
    located: { supported: has(LOCATED), title: N_("Events with page or paragraph"), hint: N_("At least one citation says where in its source it stands: a page, a paragraph, a sheet."), rest: "unlocated" },
    unlocated: { supported: lacks(LOCATED), title: N_("Events without page or paragraph"), hint: N_("No citation says where in its source it stands."), rest: "located" },
    read: { supported: has(READ), title: N_("Events read by the compilers"), hint: N_("The compilers read at least one of the cited passages. What they read only in part does not count."), rest: "unread" },
    unread: { supported: lacks(READ), title: N_("Events not read by the compilers"), hint: N_("The compilers read none of the cited passages, or parts of them only."), rest: "read" },
  };
  /** The values of `evidence` of the events in a list; undefined of a list by something else. */
  const flagsOf = (/** @type {string} */ name) => evidenceSubsets[name] && Array.from({ length: 16 }, (_, flags) => flags).filter((flags) => evidenceSubsets[name].supported(flags));
  const GRADES = { A: N_("from a source read"), B: N_("well known, not fully checked"), C: N_("disputed or weak") };
  const LABELS = { ...GRADES, located: N_("with page or paragraph"), read: N_("with a passage read") };

  /** How many shown events are of each list. */
  function countEvidence(/** @type {Atlas.Result} */ result) {
    const flags = result.evidence();
    const sum = (supported) => flags.reduce((total, n, flag) => (supported(flag) ? total + n : total), 0);
    return Object.fromEntries(Object.entries(evidenceSubsets).map(([name, { supported }]) => [name, sum(supported)]));
  }

  /**
   * Below the counts: "How is this known? 126 from a source read · 149 well known, not fully checked · ...". On a small screen it is
   * unfolded by who asks.
   */
  function evidenceLine(root, on) {
    const names = Object.keys(LABELS);
    const buttons = names.map((name) => el("button", { type: "button", class: "at-link", "data-subset": name, title: _(evidenceSubsets[name].hint), on: { click: () => on.open(name) } }));
    const ask = el("button", { type: "button", class: "at-link at-evidence-ask", "aria-expanded": "false", text: _("How is this known?"), on: { click: unfold } });
    const group = el("div", { class: "at-evidence", role: "group", "aria-label": _("How well the shown events are supported") }, ask, el("span", { "aria-hidden": "true", text: _("How is this known?") }), buttons);
    root.append(group);

    function unfold() {
      ask.setAttribute("aria-expanded", String(group.classList.toggle("at-unfolded")));
    }

    function update(result) {
      const counts = countEvidence(result);
      names.forEach((name, at) => {
        atlas.say(buttons[at], `${atlas.number(counts[name])} ${_(LABELS[name])}`);
        buttons[at].disabled = counts[name] === 0;
      });
    }

    return { update };
  }

  /** How well an event is supported, in a few words. */
  const gradeWords = (/** @type {string} */ grade) => _(GRADES[grade] ?? "");

  Object.assign(atlas, { evidenceLine, gradeWords, evidenceSubsets, flagsOf, countEvidence });
})(globalThis.atlas ??= {});
