"""Stories and the opening as a page has them, in one language: texts, what each step shows, and on what it rests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geo.dataset.citations import OF_SOURCE, consulted
from geo.i18n import N_, translator
from geo.map import pictures
from geo.map.texts import numbered, reference
from geo.view import story_checks
from geo.view.labels import BASES, READ

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.dataset.stories import Step, Stories
    from geo.dataset.translate import Localized
    from geo.model import Atlas


QUESTIONS: Final = (
    N_("What happened, when, and to whom? Who gave the order, and who carried it out?"),
    N_("Which of these numbers is an archival count, which is an estimate, and of which is it not said? Who counted?"),
    N_("Which numbers are part of another one, so that they must not be added?"),
    N_("Where does the text say that something is disputed or not known? What would have to be found to know it?"),
    N_("Which of the sources have the compilers of this atlas read, and which have they not opened?"),
    N_("Whose words stand in these sources, and whose are missing?"),
)
"""What a lesson asks about a story: about evidence and doubt; there is no answer sheet and no score."""


def of_page(atlas: Atlas, localized: Localized) -> dict[str, Any]:
    """Return ``{"stories": [...], "opening": {...}, "questions": [...]}``, nothing where a dataset has none.

    A text without a translation is in the language of the tables; what is not translated is named under
    ``untranslated``. Events are positions in the table of events.
    """
    told = story_checks.sound(atlas)
    if not told.stories:
        return {}
    events, sources = numbered(atlas.events["id"]), _sources(localized)
    shown = pictures.shown(localized, "story")
    offered = [
        {
            "id": story.id,
            **_texts(localized, title=story.title, lead=story.lead),
            **({"media": shown[story.id]} if story.id in shown else {}),
            "steps": [_step(localized, step, events, sources) for step in story.steps],
        }
        for story in told.stories
    ]
    questions = [translator(localized.lang).gettext(question) for question in QUESTIONS]
    return {"stories": offered, "opening": _opening(atlas, localized, told), "questions": questions}


def _step(
    localized: Localized, step: Step, events: Mapping[str, int], sources: Mapping[str, dict[str, str]]
) -> dict[str, Any]:
    named = {"events": [events[event] for event in step.events], "sources": [sources[one] for one in step.sources]}
    return {"view": step.view, **named, **_texts(localized, text=step.text)}


def _texts(localized: Localized, **texts: Mapping[str, str]) -> dict[str, Any]:
    """Return texts in the language of a page, and which of them stayed in that of the tables."""
    missed = [name for name, text in texts.items() if localized.lang not in text]
    own = {name: text.get(localized.lang) or text[localized.base] for name, text in texts.items()}
    return {**own, "untranslated": missed} if missed else own


def _sources(localized: Localized) -> dict[str, dict[str, str]]:
    """Return each source as it is cited, and how far the compilers read it."""
    words, how = translator(localized.lang), consulted(localized.atlas)
    read = {source: READ.get(OF_SOURCE.get(word, ""), "") for source, word in how.items()}
    spoken = {source: word and words.gettext(word) for source, word in read.items()}
    rows = localized.atlas.rows("sources")
    return {row["id"]: {"text": reference(row)["text"], "read": spoken[row["id"]]} for row in rows}


def _opening(atlas: Atlas, localized: Localized, told: Stories) -> dict[str, Any]:
    """Return what readers see first, with a number, what it counts, on what it rests and who counted."""
    if not told.opening:
        return {}
    opening, words = _texts(localized, text=told.opening), translator(localized.lang)
    for at, row in enumerate(atlas.rows("figures") if told.figure else []):
        if all(row[column] == value for column, value in told.figure.items()):
            said, basis = localized.atlas.rows("figures")[at], BASES.get(row["basis"], "")
            source = next(reference(one)["text"] for one in atlas.rows("sources") if one["id"] == row["source_id"])
            opening["figure"] = {
                "n": int(row["best"]),
                "counts": said["definition"],
                "basis": basis and words.gettext(basis),
                "source": source,
            }
    return opening
