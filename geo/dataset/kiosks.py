"""Named kiosks: which places a screen in a museum shows, in which languages, and how it behaves.

A dataset may have ``kiosks.toml``, one table a kiosk. A place with events is a kiosk of its own
name even without a table. Everything is checked before a page is made of it, since nothing can be
mended on the floor of a museum.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from geo import i18n
from geo.dataset import settings, stays, toml_tables, translate
from geo.dataset.kiosk_checks import CHECKS, REQUIRED, TABS
from geo.errors import DataError
from geo.model import Problem

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from geo.dataset.toml_tables import Table
    from geo.model import Atlas

FILE = "kiosks.toml"
COMMAND = "geo kiosk"
DAMAGED = "write it as the other tables of data/kiosks.toml are written"
MAX_DEPTH = 4
DISTANCES: Final = {"below": 15, "tablet": 400, "screen": 600}
"""From how near a screen is read in millimetres, a tablet `below` so many inches and others, unless a kiosk says it."""


@dataclass(frozen=True, slots=True)
class Kiosk:
    """The settings of one kiosk.

    Attributes
    ----------
    places
        Ids of the places it tells of, the one it is named after first.
    events
        Ids of further events that belong to its story though they stand elsewhere or nowhere.
    stories
        Ids of the stories that it offers; None: those of which a step names one of its events (`own_events`).
    pictures
        Ids of the pictures that stand on the attract screen, with whom to name; without any there are none.
    attract
        Ids of the events that the attract screen tells, in that order; None: the first of its own.
    begin_with
        Ids of some of its events that stand above a long list, since nobody reads all of it.
    logo
        Id of the picture that stands over the credits; "" for none.
    credits
        Language -> who shows it and with whom; a line break begins a paragraph.
    gate
        When a text that tells of violence is offered first: "each" time, "once" for a visit, or "off".
    tabs
        Which parts a visitor can open: "story", "people", "sources", "near".
    timeline
        Whether the years stand there.
    near_radius_km
        How far other places of the list may be; 0 is no limit.
    sources
        "full", or "short": without passages and without what the compilers have read.
    languages
        BCP 47 codes in the order of the switch; the first is the one it begins in.
    title, intro
        Language -> what stands above the map, and one sentence on what the visitor will meet.
    idle_seconds, warning_seconds
        Without a touch for so long it asks, and then waits, before it starts over.
    diagonal_inches, distance_mm
        The screen, and from where it is read: all sizes follow from them.
    is_distance_given
        Whether the kiosk says from where it is read; else that follows from the screen (`DISTANCES`).
    view
        Latitude, longitude, zoom of the first view; None fits the places.
    public_address
        Where a phone reads on; "" draws no QR code.
    pin
        Digits that open the status page for the staff; "" closes it.
    counts
        Whether it counts visits, languages and opened events by day, for its staff.
    """

    name: str
    places: tuple[str, ...]
    languages: tuple[str, ...] = ("en",)
    events: tuple[str, ...] = ()
    stories: tuple[str, ...] | None = None
    pictures: tuple[str, ...] = ()
    attract: tuple[str, ...] | None = None
    begin_with: tuple[str, ...] = ()
    logo: str = ""
    credits: Mapping[str, str] = field(default_factory=dict)
    gate: str = "once"
    tabs: tuple[str, ...] = TABS
    timeline: bool = True
    near_radius_km: int = 0
    sources: str = "full"
    title: Mapping[str, str] = field(default_factory=dict)
    intro: Mapping[str, str] = field(default_factory=dict)
    idle_seconds: int = 90
    warning_seconds: int = 20
    diagonal_inches: float = 43.0
    distance_mm: int = 600
    is_distance_given: bool = False
    view: tuple[float, float, float] | None = None
    public_address: str = ""
    pin: str = ""
    counts: bool = False


def find(atlas: Atlas, name: str, changes: Mapping[str, Any] | None = None) -> Kiosk:
    """Return a kiosk by its name, or one of a single place by the place's id.

    Parameters
    ----------
    atlas
        The dataset; its files may hold ``kiosks.toml``.
    name
        A table of that file, or a place.
    changes
        Settings that go before those of the file, under the same names.

    Raises
    ------
    DataError
        With every fault of the kiosk, or when there is no such kiosk.
    """
    tables = _tables(atlas)
    if name not in tables and name not in set(atlas["places"]["id"]):
        known = f"the kiosks are {', '.join(sorted(tables))}" if tables else "this dataset has no kiosks"
        raise DataError(
            [
                Problem(
                    FILE,
                    "",
                    "",
                    name,
                    "is neither a kiosk nor a place",
                    f"{known}; or name a place by its id",
                )
            ]
        )
    table = {**tables.get(name, {"places": [name]}), **(changes or {})}
    problems = list(faults(atlas, name, table, changes or ()))
    if problems:
        raise DataError(problems)
    return _kiosk(atlas, name, table)


def names(atlas: Atlas) -> list[str]:
    """Return the kiosks that the dataset names."""
    return sorted(_tables(atlas))


def logos(atlas: Atlas) -> set[str]:
    """Return the ids of the pictures that show who shows a kiosk; none of a file that cannot be read."""
    try:
        tables = _tables(atlas)
    except DataError:
        return set()
    return {name for table in tables.values() if isinstance(name := table.get("logo"), str)}


def check(atlas: Atlas) -> list[Problem]:
    """Return every fault of ``kiosks.toml``."""
    try:
        tables = _tables(atlas)
    except DataError as error:
        return [problem for problem in error.problems if isinstance(problem, Problem)]
    return [problem for name, table in tables.items() for problem in faults(atlas, name, table)]


def own_events(atlas: Atlas, kiosk: Kiosk) -> set[str]:
    """Return the ids of the events that a kiosk tells of: those of its places, and those that it names."""
    here = {event for event, rows in stays.of_events(atlas).items() if any(stay.place in kiosk.places for stay in rows)}
    return here.union(kiosk.events)


def untranslated(atlas: Atlas, kiosk: Kiosk) -> Iterator[str]:
    """Yield a sentence for each language that lacks titles or texts of the kiosk's own events."""
    base, known = settings.of(atlas).language, own_events(atlas, kiosk)
    own = [row for row in atlas.rows("events") if row["id"] in known]
    for lang in [lang for lang in kiosk.languages if lang != base]:
        texts = translate.translations(atlas, lang)
        titles, descriptions = (
            sum(1 for row in own if row[field] and ("events", row["id"], field) not in texts)
            for field in ("title", "description")
        )
        notes = sum(
            1
            for row in atlas.rows("places")
            if row["id"] in kiosk.places and row["note"] and ("places", row["id"], "note") not in texts
        )
        if titles or descriptions or notes:
            yield (
                f"{kiosk.name}: of its {len(own)} events, {titles} titles and {descriptions} texts, and {notes} notes "
                f"of its places have no translation in {i18n.name_of(lang, 'en')} and will be shown in "
                f"{i18n.name_of(base, 'en')}"
            )


def _tables(atlas: Atlas) -> dict[str, Table]:
    return toml_tables.read(atlas.files, FILE, DAMAGED, MAX_DEPTH)


def faults(atlas: Atlas, name: str, table: Table, given: Container[str] = ()) -> Iterator[Problem]:
    """Yield every fault of one kiosk; the settings in `given` stand on the command line, not in the file."""
    for key in REQUIRED - table.keys():
        yield Problem(FILE, name, key, "", "is missing", CHECKS[key].fix)
    for key, value in table.items():
        file = COMMAND if key in given else FILE
        if key in CHECKS:
            wrong = CHECKS[key].faults(value, atlas)
            yield from (Problem(file, name, key, shown, why, CHECKS[key].fix) for shown, why in wrong)
        else:
            known = ", ".join(CHECKS)
            yield Problem(file, name, key, str(value), "is no setting of a kiosk", f"the settings are {known}")
    yield from _silent_languages(atlas, name, table)
    yield from _strange_events(atlas, name, table, given)


def _strange_events(atlas: Atlas, name: str, table: Table, given: Container[str]) -> Iterator[Problem]:
    """Yield the events that would stand above a list in which they are not."""
    asked, known = table.get("begin_with"), set(atlas["events"]["id"])
    if not isinstance(asked, list) or not all(isinstance(table.get(key, []), list) for key in ("places", "events")):
        return
    own = own_events(atlas, Kiosk(name, tuple(table.get("places", ())), events=tuple(table.get("events", ()))))
    for event in [item for item in asked if isinstance(item, str) and item in known - own]:
        fix = "add it to events, or take it out of begin_with"
        file = COMMAND if "begin_with" in given else FILE
        yield Problem(file, name, "begin_with", event, "is not told by this kiosk", fix)


def _silent_languages(atlas: Atlas, name: str, table: Table) -> Iterator[Problem]:
    """Yield the languages in which a kiosk has nothing to say while it has in others."""
    asked = table.get("languages", [settings.of(atlas).languages[0]])
    languages = (
        [lang for lang in asked if isinstance(lang, str) and settings.of(atlas).speaks(lang)]
        if isinstance(asked, list)
        else []
    )
    for key in ("title", "intro", "credits"):
        texts = table.get(key)
        if isinstance(texts, dict):
            for lang in [lang for lang in languages if lang not in texts]:
                fix = f'add the line {lang} = "...", or take the language out of languages'
                yield Problem(FILE, name, key, lang, "has no text in this language", fix)


def _kiosk(atlas: Atlas, name: str, table: Table) -> Kiosk:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    languages = values.setdefault("languages", (settings.of(atlas).languages[0],))
    values["title"] = values.get("title") or {lang: _place_name(atlas, values["places"][0], lang) for lang in languages}
    values["diagonal_inches"] = float(values.get("diagonal_inches", 43))
    is_tablet = values["diagonal_inches"] < DISTANCES["below"]
    values.setdefault("distance_mm", DISTANCES["tablet" if is_tablet else "screen"])
    return Kiosk(name=name, is_distance_given="distance_mm" in table, **values)


def _place_name(atlas: Atlas, place: str, lang: str) -> str:
    """Return the present name of a place in a language, else its translation, else the name of the dataset."""
    head = {row["id"]: row["name"] for row in atlas.rows("places")}[place]
    if lang == settings.of(atlas).language:
        return head
    return translate.translations(atlas, lang).get(("places", place, "name"), head)
