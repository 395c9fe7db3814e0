"""What was corrected, in all versions: a page of it, and a feed (Atom, RFC 4287) that tells what is new."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Final

from geo import dates
from geo.dataset import cells, changes, contact
from geo.map.page import TEMPLATES
from geo.map.paper import Text
from geo.site.addresses import CHANGES, RECORDS, Page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.site.edition import Edition

Values = dict[str, Any]
OF: Final[Mapping[str, str]] = {table: kind for kind, table in RECORDS.items()}
"""Table -> kind of the pages of its records."""
MOST: Final = 200
"""Entries of a feed: the newest."""


def page(edition: Edition) -> Values:
    """Return what was corrected, by version, the newest first."""
    found = cells.grouped((one["version"], one) for one in entries(edition))
    return {"versions": list(found.items())}


def entries(edition: Edition) -> list[Values]:
    """Return what changed in each record and version, the newest first; what is of a whole table comes last in each."""
    rows = changes.rows(edition.atlas)
    together: dict[tuple[str, str, str, str], list[changes.Row]] = {}
    for row in sorted(rows, key=lambda row: not row["id"]):
        together.setdefault((row["version"], row["what"], row["table"], row["id"]), []).append(row)
    versions = [*dict.fromkeys(row["version"] for row in rows)]
    every = [_entry(edition, some) for some in together.values()]
    return sorted(every, key=lambda one: versions.index(one["version"]))


def _entry(edition: Edition, rows: Sequence[changes.Row]) -> Values:
    first, last = rows[0], max((dates.parse(row["date"]) for row in rows), key=lambda date: date.earliest_start or (0,))
    year, month, day = last.earliest_start or (0, 1, 1)
    kind = OF.get(first["table"], "") if first["id"] else ""
    here = first["id"] in edition.rows.get(first["table"], {})
    pgettext = edition.words.pgettext
    headings = {
        changes.CORRECTED: pgettext("site", "Corrected: %(name)s"),
        changes.ADDED: pgettext("site", "Added: %(name)s"),
        changes.REMOVED: pgettext("site", "Removed: %(name)s"),
    }
    name = _name(edition, first["table"], first["id"])
    return {
        "version": first["version"],
        "day": dates.display(last, edition.lang),
        "updated": f"{year:04}-{month:02}-{day:02}T00:00:00Z",
        "name": name,
        "heading": headings[first["what"]] % {"name": name.text},
        "page": Page(kind, first["id"]) if kind and here else None,
        "reasons": [edition.reason(_marked(edition, row)) for row in rows],
        "urn": _urn(edition, first["version"], first["what"], first["table"], first["id"]),
    }


def _marked(edition: Edition, row: changes.Row) -> dict[str, Any]:
    return edition.localized.with_untranslated(dict(row), changes.TABLE, row["key"])


def _name(edition: Edition, table: str, key: str) -> Text:
    """Return what a record is called: its table, where all of it is meant, and its id, where nothing else is known."""
    row = edition.rows.get(table, {}).get(key)
    if row is None:
        listed = {one["name"]: str(one.get("title") or one["name"]) for one in edition.atlas.package["resources"]}
        return Text(key or listed.get(table, table), "")
    if table == "sources":
        return edition.titled(row)
    return edition.sheet.marked(table, row, "title" if table == "events" else "name")


def _urn(edition: Edition, *parts: str) -> str:
    """Return an identifier that stays, wherever the site stands: made of what the dataset and the change are called."""
    name = str(edition.atlas.package.get("name", ""))
    return uuid.uuid5(uuid.NAMESPACE_URL, "/".join(("atlas", name, edition.lang, *parts))).urn


def feed(edition: Edition, *, root: str = "") -> str:
    """Return the feed in a language; `root` leads from it to where addresses begin, where there is no base."""
    every = entries(edition)[:MOST]

    def whole(to: Page, anchor: str = "") -> str:
        address = edition.scheme.address(to, edition.lang)
        return f"{edition.scheme.base or root}{address}{anchor}"

    return TEMPLATES.get_template("site/feed.xml").render(
        lang=edition.lang,
        title=edition.words.pgettext("site", "%(title)s: what was corrected") % {"title": edition.title},
        urn=_urn(edition, CHANGES),
        updated=max(one["updated"] for one in every),
        author=_author(edition),
        own=f"{edition.scheme.base}{edition.scheme.feed(edition.lang)}" if edition.scheme.base else "",
        home=whole(Page(CHANGES)),
        entries=[{**one, "address": whole(one["page"] or Page(CHANGES))} for one in every],
    )


def _author(edition: Edition) -> str:
    """Return who made the dataset, as far as it says; a feed must name somebody."""
    return ", ".join(contact.named(edition.atlas.package)) or edition.title
