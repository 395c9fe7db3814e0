"""Organizations, persons, groups, kinds, sources and families of imported rows: each name once."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Final

from geo.dataset import citations, columns
from geo.imports import phrases, schema
from geo.imports.values.slugs import Ids, slug
from geo.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from geo.imports.model import Intake, Options, Row

OTHER: Final = "Other"
ANY_KIND: Final = "Event"
"""The kind of events of which the file says none."""
_ADDRESS: Final = re.compile(r"https?://\S+")


class Register:
    """Records of one table, found by what makes them one and the same.

    Each is given to `take` when it is new; without that they are kept in `rows`.
    """

    def __init__(self, ids: Ids, otherwise: str, take: Callable[[dict[str, str]], None] | None = None) -> None:
        self.rows: list[dict[str, str]] = []
        self._take = take or self.rows.append
        self._known: dict[tuple[str, ...], str] = {}
        self._ids = ids
        self._otherwise = otherwise

    def add(self, *key: str, **cells: str) -> str:
        """Return the id of a record, made from the first part of its key when it is new."""
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._ids.take(key[0], self._otherwise)
            self._take({"id": found, **cells})
        return found


class Entities:
    """Who acted and who is meant, and what kinds of events there are, in one import.

    Ids of families, organizations and kinds differ, since the address of a view names all of them.
    """

    def __init__(self, intake: Intake, options: Options) -> None:
        shared = Ids({columns.NONE_NAMED})
        self.kinds = Register(shared, "kind")
        self.organizations = Register(shared, "organization")
        self.persons = Register(Ids(), "person")
        self.groups = Register(Ids(), "group")
        self._shared = shared
        self._intake = intake
        self._constants = options.constants
        self._one_person = options.one_person
        self._bearers: dict[str, dict[str, None]] = {}
        """Name of a person -> the records in which it stands."""
        self._family: dict[str, tuple[str, str]] = {}
        """Name of an organization -> its id and its family."""
        self._acted: Counter[str] = Counter()
        self._kinds: dict[tuple[str, str], tuple[str, str]] = {}

    def kind(self, name: str, detail: str) -> tuple[str, str]:
        """Return the ids of a kind and of its detail, which may be empty."""
        found = self._kinds.get((name, detail)) or self._new_kind(name, detail)
        self._kinds[name, detail] = found
        return found

    def _new_kind(self, name: str, detail: str) -> tuple[str, str]:
        without = f"For events of which {self._intake.file} says no kind."
        parent = self._kind(name, "") if name else self._kind(ANY_KIND, "", without)
        return parent, self._kind(detail, parent) if detail else ""

    def _kind(self, name: str, parent: str, description: str = "") -> str:
        description = (
            description or self._intake.kinds.get(name, "") or self._origin(name, "kind_detail" if parent else "kind")
        )
        return self.kinds.add(name, parent, name=name, parent=parent, description=description, layer="false")

    def _origin(self, name: str, field: str) -> str:
        """Return where a kind comes from, for readers."""
        column, file = self._intake.columns.get(field), self._intake.file
        if self._constants.get(field) == name:
            return f"Given for events of {file} when it was imported."
        return f"From the column {column} of {file}." if column else f"As in {file}."

    def organization(self, name: str, family: str) -> str:
        """Return the id of an organization that acted in one event; its first family stays."""
        found = self._family.get(name)
        if found is None:
            found = self._family[name] = self.organizations.add(name, name=name), family or name
        key, first = found
        self._acted[first] += 1
        return key

    def person(self, name: str, record: str) -> str:
        """Return the id of a person of a record; one of the same name in another record may be somebody else."""
        self._bearers.setdefault(name, {})[record] = None
        return self.persons.add(name, "" if self._one_person else record, name=name)

    def namesakes(self) -> Iterator[str]:
        """Tell which names of persons stand in several records."""
        several = [name for name, records in self._bearers.items() if len(records) > 1]
        if several:
            records = count(len({record for name in several for record in self._bearers[name]}), "record")
            names = phrases.listed([*map(repr, several)])
            verb, each = ("stands", "it is") if len(several) == 1 else ("stand", "each is")
            made = (
                "taken as one person each"
                if self._one_person
                else f"a person of its own in each record; if {each} one person, say --one-person"
            )
            yield f"{count(len(several), 'name')} of persons {verb} in {records}: {made}: {names}"

    def families(self) -> list[dict[str, str]]:
        """Return families by frequency with colours of the palette; the rare ones are "other"."""
        colours = schema.palette()
        ranked = [name for name, _ in self._acted.most_common() if name != OTHER]
        own = ranked if len(ranked) < len(colours) else ranked[: len(colours) - 1]
        rest = len(own) < len(ranked) or OTHER in self._acted
        rows, ids = [], {}
        for name, colour in [*zip(own, colours, strict=False), *([(OTHER, colours[-1])] if rest else [])]:
            ids[name] = self._shared.take(f"{slug(name)[:48]}-family", "family")
            rows.append({"id": ids[name], "name": name, "colour": colour})
        for row in self.organizations.rows:
            row["family"] = ids.get(self._family[row["name"]][1], ids.get(OTHER, ""))
        return rows


def _record(row: Row) -> str:
    """Return where a row stands in its file, by the id that the file gives it if there is one."""
    if row["locator"]:
        return row["locator"]
    if row["id"]:
        return f"id {row['id']}"
    return f"line {row.record}" if row.record.isdigit() else row.record


def _untitled(row: Row) -> str:
    """Return by what a source without a title is called: its address, its archive, or the address of its DOI."""
    doi = citations.bare_doi(row["source_doi"])
    return row["source_url"] or row["source_archive"] or ("" if citations.doi_fault(doi) else f"{citations.DOI}{doi}")


class Sources:
    """The sources of one import; a row that names none has the source of all, else the file itself."""

    def __init__(self, intake: Intake, given: str, day: str, take: Callable[[dict[str, str]], None]) -> None:
        """Take what is imported, the source that is given for all of it, its day, and what takes each new record."""
        self._register = Register(Ids(), "source", take)
        self._intake = intake
        self.unnamed = 0
        """Events that no source is named for, so that the file stands as theirs."""
        self._given = given
        self._day = day
        self._ids: dict[tuple[str, str, str], str] = {}

    def of(self, row: Row, issued: str) -> list[tuple[str, str]]:
        """Return the ids of the sources of a row and where in them it stands, one at least.

        `issued` is the EDTF date of the source that the row names, if it names one.
        """
        titles = row.values.get("source", ())
        one = len(titles) <= 1
        url = row["source_url"] if one else ""
        if not titles and (name := _untitled(row)):
            titles = (name,)
        more = {"author": row["source_author"], "issued": issued} if one else {}
        self.unnamed += not titles and not self._given and not self._intake.cited
        author = more.get("author", "")
        found = {}
        for title in titles:
            key = self._ids.get((title, url, author))
            if key is None:
                key = self._ids[title, url, author] = self._add(title, url, more)
            found[key] = row["locator"]
        if self._given or self._intake.cited or not found:
            locator = ("" if titles else row["locator"]) if self._given else _record(row)
            found.setdefault(self._whole, locator)
        return list(found.items())

    def of_figures(self, first: str) -> str:
        """Return the id of the source of an event's figures, `first` if its row says so.

        An export does not say which of the sources of an event has them.
        """
        return self._whole if self._intake.as_exported else first

    def named(self, row: Row) -> bool:
        """Say whether a row has a source beside the file itself."""
        return bool(self._given or row.values.get("source") or _untitled(row))

    def _add(self, title: str, url: str, more: Mapping[str, str]) -> str:
        known = dict(self._intake.sources.get(title, {}))
        address = url or known.get("url", "") or (title if _ADDRESS.fullmatch(title) else "")
        cells: Mapping[str, str] = {
            "type": "webpage" if address else "document",
            "title": title,
            **more,
            "consulted": "not-opened",
            "note": f"Named by {self._intake.file}.",
            **known,
            "url": address,
        }
        return self._register.add(title, address, cells.get("author", ""), **cells)

    @cached_property
    def _whole(self) -> str:
        """The id of the source of all rows, else of the file itself."""
        note = f"Imported on {self._day} from {self._intake.file}."
        title = self._given or self._intake.file
        cells = {"type": "dataset", "title": title, "consulted": "whole", "note": note}
        if address := _ADDRESS.search(title):
            cells["url"] = address[0].rstrip(".,;)")
        return self._register.add(title, "", "imported", **cells)
