"use strict";
// How well the shown events are supported: a line of counts, and the lists behind them. The same rules as
// geo/view/evidence.py; a test compares the two on hundreds of random queries.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, N_, CONFIDENCE } = atlas;
  const _ = (text) => atlas.gettext(text);
  const LOCATED = 4;
  const READ = 8;

  const of = (grade) => (data, i) => data.evidence[i] % LOCATED === grade;
  const has = (flag) => (data, i) => (data.evidence[i] & flag) > 0;
  const lacks = (flag) => (data, i) => (data.evidence[i] & flag) === 0;

  /** Lists of events by how they are supported; `rest` names the list of those that are not of one. */
  const evidenceSubsets = {
    A: { keep: of(1), title: N_("Confidence A"), hint: N_("What happened, when and where stands in a source that the compilers read, whole or in part.") },
    B: { keep: of(2), title: N_("Confidence B"), hint: CONFIDENCE.B },
    C: { keep: of(3), title: N_("Confidence C"), hint: CONFIDENCE.C },
    located: { keep: has(LOCATED), title: N_("Events with a locator"), hint: N_("At least one citation says where in its source it stands: a page, a paragraph, a sheet."), rest: "unlocated" },
    unlocated: { keep: lacks(LOCATED), title: N_("Events without a locator"), hint: N_("No citation says where in its source it stands."), rest: "located" },
    read: { keep: has(READ), title: N_("Events read by the compilers"), hint: N_("The compilers read at least one of the cited passages. What they read only in part does not count."), rest: "unread" },
    unread: { keep: lacks(READ), title: N_("Events not read by the compilers"), hint: N_("The compilers read none of the cited passages, or parts of them only."), rest: "read" },
  };
  const COUNTED = ["A", "B", "C", "located", "read"];
  const LABELS = { located: N_("with a locator %(n)s"), read: N_("read by the compilers %(n)s") };

  /** How many shown events are of each list. */
  function countEvidence(/** @type {Atlas.Result} */ result) {
    const flags = result.evidence();
    const sum = (keep) => flags.reduce((total, n, flag) => (keep({ evidence: [flag] }, 0) ? total + n : total), 0);
    return Object.fromEntries(Object.entries(evidenceSubsets).map(([name, { keep }]) => [name, sum(keep)]));
  }

  /** One line below the counts: "Confidence: A 126 · B 112 · C 15 · with a locator 96 · read by the compilers 80". */
  function evidenceLine(root, on) {
    const buttons = COUNTED.map((name) => el("button", { type: "button", class: "at-link", "data-subset": name, title: _(evidenceSubsets[name].hint), on: { click: () => on.open(name) } }));
    root.append(el("div", { class: "at-evidence", role: "group", "aria-label": _("How well the shown events are supported") }, el("span", { text: _("Confidence:") }), buttons));

    function update(result) {
      const counts = countEvidence(result);
      COUNTED.forEach((name, at) => {
        const n = counts[name];
        atlas.say(buttons[at], name in LABELS ? atlas.format(_(LABELS[name]), { n }) : `${name} ${n}`);
        buttons[at].disabled = n === 0;
      });
    }

    return { update };
  }

  Object.assign(atlas, { evidenceLine, evidenceSubsets, countEvidence });
})(globalThis.atlas ??= {});
