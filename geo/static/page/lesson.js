"use strict";
// A story as a sheet for a lesson: its steps with the events and sources they rest on, and questions about evidence and doubt.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { el } = atlas;
  const _ = (text) => atlas.gettext(text);

  /**
   * Make the sheet of a story, to be printed; texts and figures of its events are read first.
   * @type {Atlas.Namespace["lesson"]}
   */
  async function lesson(data, story, citation) {
    const events = [...new Set(story.steps.flatMap((step) => step.events))];
    const { events: texts } = await data.source.card([], events);
    const of = new Map(texts.map((text) => [text.event, text]));
    return el(
      "div",
      { class: "at-print at-lesson" },
      el("p", { class: "at-print-of", text: data.title }),
      el("h1", {}, atlas.storyText(story, "title")),
      el("p", {}, atlas.storyText(story, "lead")),
      atlas.printedPictures?.(data, story.media),
      el("ol", { class: "at-print-list" }, story.steps.map((step) => el("li", {}, part(data, step, of)))),
      el("h2", { text: _("Questions") }),
      el("ol", {}, data.questions.map((text) => el("li", { text }))),
      el("footer", { class: "at-print-foot" }, [`${_("Cite this view")}: ${citation}`, atlas.licenceLine(data)].filter(Boolean).map((text) => el("p", { text }))),
    );
  }

  function part(/** @type {Atlas.Data} */ data, /** @type {Atlas.StoryStep} */ step, of) {
    const named = step.events.map((i) => of.get(i));
    return [
      el("p", {}, atlas.onPaper(step.graphic, atlas.storyText(step, "text"))),
      step.nowhere ? el("p", { text: step.nowhere }) : null,
      named.map((text) => [
        el("h2", {}, atlas.dataText(text.title, atlas.isUntranslated(text, "title"))),
        el("p", { class: "at-print-when", text: [text.date, text.where].filter(Boolean).join(" · ") }),
        atlas.printedPictures?.(data, text.media),
        atlas.figureLists(text.figures),
      ]),
      el("p", { class: "at-print-sources", text: `${_("Sources")}: ${atlas.stepSources(step).join("; ")}` }),
    ];
  }

  atlas.lesson = lesson;
})(globalThis.atlas ??= {});
