"""Which record an address of the app is about, and what its first document says of it to other sites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from geo import dates
from geo.dataset import dating
from geo.site.addresses import RECORDS, Page
from geo.site.page import brief
from geo.view import story_checks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.dataset.translate import Localized

PARAMS: Final[Mapping[str, Page]] = {
    "card": Page("event"),
    "story": Page("story"),
    "place": Page("place"),
    "person": Page("person"),
    "org": Page("body"),
    "group": Page("group"),
}
"""Parameter of an address -> the kind of page of the record that it names; the first that is there counts."""
STORY: Final = "story"


class Record(NamedTuple):
    """What an address is about: its plain page, the part of the address that names it, its title and a description."""

    page: Page
    asked: tuple[str, str]
    title: str
    description: str


def of(localized: Localized, params: Mapping[str, str]) -> Record | None:
    """Return the record that parameters name; None for none, or for several of a kind."""
    for name, page in PARAMS.items():
        key = params.get(name, "")
        said = (_story if name == STORY else _row)(localized, page.kind, key) if key else None
        if said is not None:
            return Record(Page(page.kind, key), (name, key), *said)
    return None


def _row(localized: Localized, kind: str, key: str) -> tuple[str, str] | None:
    table = RECORDS[kind]
    if table not in localized.atlas.tables:
        return None
    found = localized.atlas[table]
    rows = found[found["id"] == key].to_dict("records")
    if not rows:
        return None
    row = {str(name): value for name, value in rows[0].items()}
    return (row["title"], _of_event(localized, row)) if kind == "event" else (row["name"], brief(row.get("note", "")))


def _of_event(localized: Localized, row: Mapping[str, Any]) -> str:
    """Return when an event was and what is told of it: of what tells of violence no more than when."""
    when = dating.of_atlas(localized.atlas)[row["id"]]
    said = (dates.display(when, localized.lang) if when else "", "" if row["graphic"] == "true" else row["description"])
    return brief(". ".join(filter(None, said)))


def _story(localized: Localized, kind: str, key: str) -> tuple[str, str] | None:
    del kind
    found = next((one for one in story_checks.sound(localized.atlas).stories if one.id == key), None)
    if found is None:
        return None
    title, lead = (texts.get(localized.lang) or texts.get(localized.base, "") for texts in (found.title, found.lead))
    return title, brief(lead)
