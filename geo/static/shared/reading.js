"use strict";
// A step of a story in an address, with the rules of geo/view/stories.py; a test compares them.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { N_ } = atlas;
  const LISTS = ["org", "kind", "group", "person", "hide", "vsorg"];
  const LONGEST = 3; // digits of a step

  /** What the address of a step has, as a view writes it. */
  function saysOf(step) {
    const inOrder = (ids) => [...new Set(ids.split(","))].sort().join(",");
    return new Map([...new URLSearchParams(step.view)].map(([name, text]) => [name, LISTS.includes(name) ? inOrder(text) : text]));
  }

  const storyNamed = (/** @type {Atlas.Data} */ data, id) => data.stories.find((one) => one.id === id);

  /**
   * The step that an address asks for, and the address with what the step says beneath it; what is wrong is said.
   * @type {Atlas.Namespace["readingOf"]}
   */
  function readingOf(given, data, say) {
    const [id, asked] = ["story", "step"].map((name) => given.getAll(name).at(-1) ?? "");
    const story = storyNamed(data, id);
    if (id && !story) say(N_("The address names %(part)s, which this atlas does not have; it was left out."), id);
    if (!story) return { reading: null, params: given };
    const found = /^\d+$/.test(asked) && asked.length <= LONGEST ? Number(asked) : 0;
    const isStep = found >= 1 && found <= story.steps.length;
    if (asked && !isStep) say(N_("%(part)s in the address is no step of the story; the first was taken."), asked);
    const step = isStep ? found : 1;
    const params = new URLSearchParams([...saysOf(story.steps[step - 1]), ...given]);
    return { reading: { story: id, step }, params };
  }

  /**
   * The step that stands so many steps on; null where the story has none.
   * @type {Atlas.Namespace["turned"]}
   */
  function turned({ story, step }, data, by) {
    const { length } = storyNamed(data, story)?.steps ?? [];
    return step + by >= 1 && step + by <= length ? { story, step: step + by } : null;
  }

  /** @type {Atlas.Namespace["stepOf"]} */
  const stepOf = (reading, data) => /** @type {Atlas.Story} */ (storyNamed(data, reading.story)).steps[reading.step - 1];

  /**
   * The parameters of a view of a step, given those of the view: the step and what differs, or the view in full.
   * @type {Atlas.Namespace["readingAddress"]}
   */
  function readingAddress(reading, written, data) {
    const story = reading && storyNamed(data, reading.story);
    if (!story) return written;
    const says = saysOf(story.steps[reading.step - 1]);
    if (![...says.keys()].every((name) => name === "v" || written.has(name))) return written; // where the map looks may be left to the step
    const differs = [...written].filter(([name, text]) => says.get(name) !== text);
    return new Map([["story", reading.story], ["step", String(reading.step)], ...differs]);
  }

  /** A file keeps what it shows behind "#": what is `own` of an address behind "?", as the app writes it, is put there. */
  function putBehindHash(/** @type {(name: string) => boolean} */ own) {
    const parts = location.search.slice(1).split("&").filter(Boolean);
    const [moved, left] = [true, false].map((wanted) => parts.filter((part) => own(part.split("=")[0]) === wanted).join("&"));
    if (moved && location.hash.length < 2) history.replaceState(null, "", `${location.pathname}${left && `?${left}`}#${moved}`);
  }

  Object.assign(atlas, { readingOf, readingAddress, storyNamed, stepOf, turned, putBehindHash });
})(globalThis.atlas ??= {});
