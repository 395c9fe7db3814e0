"""Stories and the opening as a page has them, in one language: texts, what each step shows, and on what it rests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geo.dataset import stays
from geo.dataset.citations import OF_SOURCE, consulted
from geo.i18n import N_, translator
from geo.map import pictures
from geo.map.texts import numbered, reference
from geo.view import story_checks
from geo.view.labels import BASES, READ

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from geo.dataset.stories import Step, Stories
    from geo.dataset.translate import Localized
    from geo.model import Atlas


NATIONWIDE: Final = N_("This concerned the whole country and has no single place.")
SEVERAL: Final = N_("This has no single place.")
QUESTIONS: Final = (
    N_("What happened, when, and to whom? Who gave the order, and who carried it out?"),
    N_("Which of these numbers is an archival count, which is an estimate, and of which is it not said? Who counted?"),
    N_("Which numbers are part of another one, so that they must not be added?"),
    N_("Where does the text say that something is disputed or not known? What would have to be found to know it?"),
    N_("Which of the sources have the compilers of this atlas read, and which have they not opened?"),
    N_("Whose words stand in these sources, and whose are missing?"),
)
"""What a lesson asks about a story: about evidence and doubt; there is no answer sheet and no score."""


def of_page(atlas: Atlas, localized: Localized, among: Container[str] | None = None) -> dict[str, Any]:
    """Return ``{"stories": [...], "opening": {...}, "questions": [...]}``, nothing where a dataset has none.

    A text without a translation is in the language of the tables; what is not translated is named under
    ``untranslated``. Events are positions in the table of events. A face that offers only those stories whose ids are
    `among` some has neither the opening, which speaks of all, nor the questions of a lesson.
    """
    told = story_checks.sound(atlas)
    chosen = [story for story in told.stories if among is None or story.id in among]
    if not chosen:
        return {}
    events, sources, scopes = numbered(atlas.events["id"]), cited(localized), unplaced(atlas)
    shown = pictures.shown(localized, "story")
    offered = [
        {
            "id": story.id,
            **_texts(localized, title=story.title, lead=story.lead),
            **({"media": shown[story.id]} if story.id in shown else {}),
            "steps": [
                {**_step(localized, step, events, sources), "nowhere": nowhere(step, scopes, localized.lang)}
                for step in story.steps
            ],
        }
        for story in chosen
    ]
    if among is not None:
        return {"stories": offered}
    questions = [translator(localized.lang).gettext(question) for question in QUESTIONS]
    return {"stories": offered, "opening": _opening(atlas, localized, told), "questions": questions}


def _step(
    localized: Localized, step: Step, events: Mapping[str, int], sources: Mapping[str, dict[str, str]]
) -> dict[str, Any]:
    named = {"events": [events[event] for event in step.events], "sources": [sources[one] for one in step.sources]}
    mark = {"graphic": True} if step.graphic else {}
    return {"view": step.view, **named, **mark, **_texts(localized, text=step.text)}


def unplaced(atlas: Atlas) -> dict[str, str]:
    """Return the scope of each event that has no point on the map."""
    placed, every = set(atlas.places["id"][atlas.places.geometry.notna()]), stays.of_events(atlas)
    rows = atlas.rows("events")
    return {row["id"]: row["scope"] for row in rows if not any(one.place in placed for one in every.get(row["id"], ()))}


def nowhere(step: Step, scopes: Mapping[str, str], lang: str) -> str:
    """Return what is said of a step whose events all have no point (`unplaced`), "" of any other."""
    if not scopes.keys() >= {*step.events}:
        return ""
    national = all(scopes[event] == "national" for event in step.events)
    return translator(lang).gettext(NATIONWIDE if national else SEVERAL)


def _texts(localized: Localized, **texts: Mapping[str, str]) -> dict[str, Any]:
    """Return texts in the language of a page, and which of them stayed in that of the tables."""
    missed = [name for name, text in texts.items() if localized.lang not in text]
    own = {name: text.get(localized.lang) or text[localized.base] for name, text in texts.items()}
    return {**own, "untranslated": missed} if missed else own


def cited(localized: Localized) -> dict[str, dict[str, str]]:
    """Return each source as it is cited, and how far the compilers read it: ``{"text": ..., "read": ...}`` by id."""
    words, how = translator(localized.lang), consulted(localized.atlas)
    read = {source: READ.get(OF_SOURCE.get(word, ""), "") for source, word in how.items()}
    spoken = {source: word and words.gettext(word) for source, word in read.items()}
    rows = localized.atlas.rows("sources")
    return {row["id"]: {"text": reference(row)["text"], "read": spoken[row["id"]]} for row in rows}


def in_words(source: Mapping[str, str]) -> str:
    """Return a source of `cited` with how far it was read, as ``static/shared/step.js`` writes it too."""
    return f"{source['text']} ({source['read']})" if source["read"] else source["text"]


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
