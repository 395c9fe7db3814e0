"""Which column is which field, by well-known names; of several columns for the date the values decide."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING, Final

from geo.dataset import cells
from geo.errors import DateError
from geo.imports.schema import counts, roles
from geo.imports.values import date_words, dating, numbers, positions
from geo.imports.values.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.imports.model import Sheet

    Chosen = dict[str, list[str]]

SAMPLE: Final = 200
"""Values of a column by which it is judged."""
DATES: Final = ("edtf", "start", "end", "year", "month", "day")
_LONGEST: Final = 200
"""Characters in which column names are compared."""


def fields() -> list[str]:
    """Return every field that a column can be mapped to."""
    acts = [f"{who}.{role}" for who in ("organization", "person") for role in roles(who)]
    return [*word_list("fields")["names"], *acts, *counts()]


def many(field: str) -> bool:
    """Say whether a field may hold several values."""
    return field.partition(".")[0] in word_list("fields")["many"]["fields"]


def plain(text: str) -> str:
    """Return a name in the form in which names are compared: small letters and digits alone, without accents."""
    base = unicodedata.normalize("NFKD", text[:_LONGEST].casefold())
    return re.sub(r"[\W_]+", "", "".join(char for char in base if not unicodedata.combining(char)))


def near(column: str, columns: Sequence[str]) -> str:
    """Return how to fix the name of a column; "A" for "a" is nearer than any other."""
    same = [name for name in columns if plain(name) == plain(column)]
    return f"did you mean {same[0]!r}?" if same else cells.suggest(column, columns)


def guess(sheet: Sheet, order: str = "") -> tuple[Chosen, list[str]]:
    """Return field -> columns as far as their names are known, and what is to be said of the choice.

    Parameters
    ----------
    order
        Of day and month in dates, as in `geo.imports.model.Options`.
    """
    names = {plain(name): field for field, words in word_list("fields")["names"].items() for name in (field, *words)}
    names |= {plain(name): field for field, words in word_list("fields")["counts"].items() for name in words}
    names |= {plain(field): field for field in fields()}
    tags = word_list("fields")["hxl"]
    found: Chosen = {}
    for column in sheet.columns:
        # A tag is what the file itself says; "Dead" may be tagged as killed.
        if field := tags.get(sheet.tags.get(column, "")) or names.get(plain(column)):
            found.setdefault(field, []).append(column)
    dated, remarks = _dates(sheet, {field: found.pop(field) for field in DATES if field in found}, order)
    chosen = {field: columns if many(field) else columns[:1] for field, columns in (dated | found).items()}
    ordered = {field: chosen[field] for field in sorted(chosen, key=lambda one: sheet.columns.index(chosen[one][0]))}
    return ordered | _position(sheet, ordered) | _of_gazetteer(sheet, ordered), remarks


def texts(sheet: Sheet, column: str, most: int | None = None) -> Iterator[str]:
    """Yield the values of a column that say something, at most so many."""
    written = (record.cells.get(column, "") for record in sheet.records)
    bare = (cell.strip() for cell in written if isinstance(cell, str))
    yield from islice((text for text in bare if text and not numbers.says_nothing(text)), most)


def fineness(sheet: Sheet, column: str, order: str) -> float:
    """Return how exact the dates of a column are, 1 for years to 3 for days; 0 when none of its values is a date."""
    found = [_fineness(text, order) for text in texts(sheet, column, SAMPLE)]
    return sum(found) / sum(map(bool, found)) if any(found) else 0.0


def _fineness(text: str, order: str) -> int:
    try:
        date = dating.read(text, order or dating.ORDERS[0])  # that two days are meant is said when it is read
    except DateError:
        return 0
    return 3 if date.count("-", 1) >= 2 else 2 if "-" in date[1:] else 1


def _dates(sheet: Sheet, found: Chosen, order: str) -> tuple[Chosen, list[str]]:
    """Return the columns of the date: those whose values are dates, of several the finest."""
    exact = {column: fineness(sheet, column, order) for columns in found.values() for column in columns}
    either = {plain(word) for word in word_list("fields")["either"]["date"]}

    def sides(field: str) -> list[str]:
        """Return start or end, without columns that do not hold dates: "from" may be a place."""
        likely = [one for one in found.get(field, ()) if exact[one] or plain(one) not in either]
        return [one for one in likely if exact[one]] or likely

    parts = {field: found[field] for field in ("year", "month", "day") if field in found}
    months = parts.get("month", [""])[0]
    in_parts = "year" in parts and months and any(map(date_words.month, texts(sheet, months, SAMPLE)))
    wholes = [*found.get("edtf", ()), *([] if in_parts else found.get("year", ()))]
    whole = sorted(wholes, key=lambda one: -exact[one])[:1]  # of equals the first stays first
    start, end = sides("start")[:1], sides("end")[:1]
    if any(exact[one] for one in (*whole, *parts.get("year", ()))):  # then a column without dates has nothing to add
        start, end = ([one for one in side if exact[one]] for side in (start, end))
    remarks = [
        f"column {whole[0]!r} was taken for the date, being finer than {column!r}"
        for column in wholes
        if whole and column != whole[0] and exact[whole[0]] > exact[column] > 0
    ]
    if start and whole and not end and exact[whole[0]] > exact[start[0]]:
        start = []
    if start:
        return {"start": start, **({"end": end} if end else {})}, []
    if in_parts and not (whole and exact[whole[0]] >= (3 if "day" in parts else 2)):
        return {field: columns[:1] for field, columns in parts.items()}, []
    return {**({"edtf": whole} if whole else {}), **({"end": end} if end else {})}, remarks


def _of_gazetteer(sheet: Sheet, chosen: Chosen) -> Chosen:
    """Return which columns of a gazetteer name a place and say more of it, unless others have the names of places."""
    table = word_list("fields")["lp_tsv"]
    if "place" in chosen or table["known"] not in map(plain, sheet.columns):
        return {}
    found = {field: [one for one in sheet.columns if plain(one) in table[field]] for field in ("place", "place_note")}
    return {field: columns for field, columns in found.items() if columns and field not in chosen}


def _position(sheet: Sheet, chosen: Chosen) -> Chosen:
    """Return a column of well-known text (WKT), whatever its name, when nothing else gives a position."""
    if sheet.shaped or {"latitude", "longitude"} <= {*chosen}:
        return {}
    used = {column for columns in chosen.values() for column in columns}
    found = (one for one in sheet.columns if one not in used and _is_well_known(sheet, one))
    column = next(found, None)
    return {"position": [column]} if column is not None and "position" not in chosen else {}


def _is_well_known(sheet: Sheet, column: str) -> bool:
    sample: Sequence[str] = [*texts(sheet, column, SAMPLE)]
    return bool(sample) and sum(map(positions.is_well_known, sample)) * 2 > len(sample)
