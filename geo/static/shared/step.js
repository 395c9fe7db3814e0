"use strict";
// A step of a story, as every face tells it: which one it is, where it was, and on what it rests.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el, format } = atlas;
  const _ = (text) => atlas.gettext(text);
  const SWIPE = 48; // CSS pixels sideways that turn a step

  /** @type {Atlas.Namespace["storyText"]} A text of a story or of a step, marked where it has no translation. */
  const storyText = (record, name) => atlas.dataText(record[name], atlas.isUntranslated(record, name));

  /** Which step of how many. */
  const stepCount = (step, all) => format(_("Step %(n)s of %(all)s"), { n: step, all });

  /** The sources of a step, each with how far it was read, as geo/map/stories.py writes them for paper. */
  const stepSources = (/** @type {Atlas.StoryStep} */ step) => step.sources.map(({ text, read }) => (read ? `${text} (${read})` : text));

  const sourceList = (/** @type {Atlas.StoryStep} */ step) => el("ul", {}, stepSources(step).map((text) => el("li", { text })));

  /**
   * Where the events of a step stood, and with that all places to which they lead in the years shown; of a step that has no place those of
   * what its view shows.
   * @type {Atlas.Namespace["stepPlaces"]}
   */
  function stepPlaces(data, result, { events }) {
    const hasPoint = (place) => place >= 0 && !Number.isNaN(data.places.lon[place]);
    const now = (/** @type {number[]} */ some) => [...new Set(some.map((i) => atlas.placeNow(data, result, i)))].filter(hasPoint);
    const ends = (i) => (data.stays.of[i] === atlas.NONE ? [data.events.destination[i]] : atlas.staysOf(data, i).filter(({ stay }) => atlas.markOfStay(data.stays, result, i, stay)).map(({ place }) => place));
    const all = (/** @type {number[]} */ some) => [...new Set([...now(some), ...some.flatMap(ends)])].filter(hasPoint);
    const named = all(events);
    return { at: now(events), all: named.length ? named : all(Array.from(data.events.order.filter((i) => result.mark(i)))) };
  }

  /**
   * What is said of a step whose events have no place, "" of any other; `isEmpty`: whether its map shows none at all, where
   * that is known.
   * @type {Atlas.Namespace["nowhere"]}
   */
  function nowhere(step, isEmpty) {
    if (!step.nowhere || isEmpty === undefined) return step.nowhere;
    return `${step.nowhere} ${isEmpty ? _("No event stands on the map.") : _("The map shows related events.")}`;
  }

  /** A finger that goes sideways on `node` turns the step; one that scrolls does not, nor do two. */
  function swipes(/** @type {HTMLElement} */ node, /** @type {(by: number) => void} */ turn) {
    let from = /** @type {Touch | null} */ (null);
    node.addEventListener("touchstart", (event) => (from = event.touches.length === 1 ? event.touches[0] : null), { passive: true });
    node.addEventListener("touchend", (event) => {
      const [to] = event.changedTouches;
      if (!from || !to) return;
      const [x, y] = [to.clientX - from.clientX, to.clientY - from.clientY];
      from = null;
      if (Math.abs(x) > SWIPE && Math.abs(x) > 2 * Math.abs(y)) turn(x < 0 ? 1 : -1);
    }, { passive: true });
  }

  Object.assign(atlas, { storyText, stepCount, stepSources, sourceList, stepPlaces, nowhere, swipes });
})(globalThis.atlas ??= {});
