"""A story as a sheet for a lesson: its steps with maps, events, figures and sources, and questions about evidence.

It is HTML in which nothing leads out; `geo.map.pdf` makes a PDF of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo import dates, i18n
from geo.dataset import stays
from geo.dataset.translate import localize
from geo.map.outline import outline
from geo.map.paper import Sheet, Text, image, licence, written
from geo.map.stories import QUESTIONS, cited, in_words, nowhere, unplaced
from geo.view import story_checks

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geo.dataset.stories import Step
    from geo.model import Atlas

TEMPLATE = "lesson.html"


def document(
    atlas: Atlas,
    story: str,
    lang: str,
    *,
    graphic: bool = False,
    fonts: Mapping[str, Path] | None = None,
    address: str = "",
) -> str:
    """Return the sheet of a story as HTML.

    Parameters
    ----------
    atlas
        The dataset.
    story
        Id of a story that it offers (`geo.view.story_checks.sound`).
    lang
        The language of the texts; what has no translation is marked.
    graphic
        With the texts that tell of violence; else a line stands in their place.
    fonts
        Family -> file of the typefaces to carry; without any those of the machine are used.
    address
        Of the public atlas, with a slash at the end; "" leaves it out.
    """
    sheet = Sheet(localize(atlas, lang), i18n.translator(lang), graphic=graphic)
    sources = cited(sheet.localized)
    told = next(one for one in story_checks.sound(atlas).stories if one.id == story)
    values = {
        "lang": lang,
        "title": spoken(sheet, told.title),
        "lead": spoken(sheet, told.lead),
        "of": sheet.localized.atlas.package.get("title", ""),
        "steps": [_step(atlas, sheet, step, sources) for step in told.steps],
        "pictures_of_story": sheet.pictures_of("story", story),
        "questions": [sheet.words.gettext(question) for question in QUESTIONS],
        "licence": licence(atlas),
        "edition": atlas.edition,
        "seen": f"{address}?story={story}&step=1&lang={lang}" if address else "",
        "_": sheet.words.gettext,
    }
    return written(TEMPLATE, values, ["sheet", "lesson"], fonts)


def _step(atlas: Atlas, sheet: Sheet, step: Step, sources: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Return what a step says, the map of the first place that it names, and on what it rests."""
    rows, figures = {row["id"]: row for row in sheet.localized.atlas.rows("events")}, sheet.figures(step.events)
    return {
        "text": spoken(sheet, step.text),
        "left_out": step.graphic and not sheet.graphic,
        "events": [_event(sheet, rows[event], figures) for event in step.events],
        "map": _map(atlas, sheet, step),
        "nowhere": nowhere(step, unplaced(atlas), sheet.localized.lang),
        "sources": [in_words(sources[source]) for source in step.sources],
    }


def _event(sheet: Sheet, row: dict[str, str], figures: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """Return title, date and figures of an event."""
    named = {"title": sheet.marked("events", row, "title"), "date": sheet.date(row["id"])}
    shown = sheet.pictures_of("event_id", row["id"])
    return {**named, "figures": figures.get(row["id"], []), "pictures": shown}


def spoken(sheet: Sheet, texts: Mapping[str, str]) -> Text:
    """Return a text that stands by language; the one in the language of the tables where there is none."""
    own, base = sheet.localized.lang, sheet.localized.base
    return Text(texts[own], own) if own in texts else Text(texts[base], base, sheet.localized.mark)


def _map(atlas: Atlas, sheet: Sheet, step: Step) -> dict[str, str]:
    """Return the map of the first of the events that has a place with a point, and what it shows."""
    placed = set(atlas.places["id"][atlas.places.geometry.notna()])
    every = stays.of_events(atlas)
    here = [(event, stay.place) for event in step.events for stay in every.get(event, ()) if stay.place in placed]
    if not here:
        return {}
    event, place = here[0]
    when, name = sheet.when[event], sheet.rows["places"][place]["name"]
    year = when.first_year if when else None
    drawn = outline(sheet.localized.atlas, place, year, sheet.localized.lang, name)
    said = dates.year(year, sheet.localized.lang) if year is not None else ""
    return {"src": image(drawn, "image/svg+xml"), "place": name, "year": said} if drawn else {}
