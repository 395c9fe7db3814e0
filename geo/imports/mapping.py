"""Which column is which field: as the person says, else by well-known names; then rows of fields."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any, Final

from geo.dataset import cells
from geo.errors import DataError
from geo.export.selection import PLACES
from geo.imports import date_columns, hxl, own_export, own_lacks, phrases, schema, selecting, totals
from geo.imports.guess import fields, guess, many, near, plain
from geo.imports.model import Intake, refusal
from geo.imports.taking import Taking
from geo.imports.values import degrees
from geo.imports.values.word_lists import word_list
from geo.model import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from geo.imports.model import Options, Sheet

FROM_THE_FORMAT: Final = "--map"
SHOWN: Final = 20
"""Columns that a sentence names."""
ENOUGH: Final = ("title", "edtf", "start", "year", "latitude", "position", "place")
"""A table in which none of these was recognised is not guessed at."""
PLACE: Final = "the PLACE (place, or latitude and longitude)"


def pairs(texts: Iterable[str], *, option: str = FROM_THE_FORMAT) -> dict[str, list[str]]:
    """Read ``title=Name,edtf=Date`` into field -> columns; quotes as in CSV keep a comma: ``"title=Name, full"``.

    Raises
    ------
    DataError
        For a part without ``=`` and for a field that does not exist, all at once.
    """
    found: dict[str, list[str]] = {}
    problems = []
    known = fields()
    for part in (part for text in texts for part in _parts(text, option)):
        name, equals, column = part.partition("=")
        name = name.strip()
        if not equals:
            problems.append(Problem(option, "", "", part, "is no pair", "write FIELD=COLUMN, such as title=Name"))
        elif name not in known:
            problems.append(Problem(option, "", "", name, "is no field", cells.suggest(name, known)))
        else:
            found.setdefault(name, []).append(column)
    if problems:
        raise DataError(problems)
    return found


def _parts(text: str, option: str) -> list[str]:
    try:
        return next(csv.reader([text]), [])
    except csv.Error as error:
        raise refusal(option, f"cannot be read: {error}", "write FIELD=COLUMN,FIELD=COLUMN", value=text) from error


def intake(sheet: Sheet, options: Options, **more: Any) -> Intake:
    """Return the rows of a sheet as fields, by `options.mapping` or by well-known names.

    Parameters
    ----------
    more
        Further attributes of the `Intake`.

    Raises
    ------
    DataError
        When a column that was named does not exist, or nothing was named and nothing recognised.
    """
    sheet = selecting.part(hxl.without_tags(sheet), options)
    chosen, choices = {name: list(columns) for name, columns in options.mapping.items()}, []
    exported = not chosen and own_export.is_own(sheet.columns)
    if exported:
        chosen = own_export.columns_of(sheet)
        counted = own_lacks.FIGURES if not {*schema.counts()}.isdisjoint(chosen) else {}
        choices = [*own_lacks.sentences({**own_lacks.ROWS, **counted})]
    elif not chosen:
        chosen, choices = _guess(sheet, options.date_order)
    _check(sheet, chosen)
    guessed = (
        choices if options.mapping or exported else (*_lacking(sheet, chosen, options), _guesses(chosen), *choices)
    )
    used = {column for columns in chosen.values() for column in columns}
    filled = _filled(sheet)
    taking = Taking(sheet, chosen, options, verbatim=exported)
    rows = [taking.row(record) for record in sheet.records]
    remarks = (*guessed, *sheet.remarks, *taking.sentences(), *date_columns.sentences(rows, chosen, options.date_order))
    unused = [name for name in sheet.columns if name in filled and name not in used]
    if exported and not own_export.further_places(sheet):
        unused = [name for name in unused if name != PLACES]
    pairs = () if _has_positions(sheet, chosen) else _pairs_in(sheet, unused)
    return Intake(
        file=sheet.file,
        rows=rows,
        columns={name: " + ".join(columns) for name, columns in chosen.items()},
        unused=[*unused, *sheet.others],
        mapping={} if exported else chosen,
        as_written=not exported,
        as_exported=exported,
        remarks=(*remarks, *pairs, *_of_exactness(unused), *totals.likely_totals(sheet, rows)),
        **more,
    )


def _guess(sheet: Sheet, order: str) -> tuple[dict[str, list[str]], list[str]]:
    found, remarks = guess(sheet, order)
    if not sheet.shaped and not any(field in found for field in ENOUGH):
        columns = ", ".join(map(repr, sheet.columns[:SHOWN]))
        raise refusal(sheet.file, f"none of the columns {columns} is known", "say which is which with --map")
    return found, remarks


def _lacking(sheet: Sheet, chosen: Mapping[str, Sequence[str]], options: Options) -> Iterator[str]:
    """Tell what no map can do without, when no column for it was found by its name."""
    given = {*chosen, *options.constants}
    dated = not given.isdisjoint(("edtf", "start", "end", "year"))
    position = "the POSITION (latitude and longitude)" if "place" in given else PLACE
    lost = [
        *([] if dated else ["the DATE (edtf, or start and end)"]),
        *([] if _has_positions(sheet, given) else [position]),
        *([] if "title" in given else ["the TITLE (title)"]),
    ]
    if lost:
        used = {column for columns in chosen.values() for column in columns}
        free = ", ".join(repr(column) for column in sheet.columns[:SHOWN] if column not in used) or "none"
        what = " and none for ".join(lost)
        yield f"{phrases.ATTENTION} NO COLUMN FOUND for {what}; say which with --map (columns left: {free})"


def _has_positions(sheet: Sheet, given: Collection[str]) -> bool:
    return "position" in given or {"latitude", "longitude"} <= {*given} or sheet.shaped


def _pairs_in(sheet: Sheet, columns: Sequence[str]) -> Iterator[str]:
    """Tell columns that hold a latitude and a longitude in one cell; which is which is not guessed."""
    for column in columns:
        texts = (record.cells.get(column, "") for record in sheet.records)
        if any(isinstance(text, str) and degrees.is_pair(text.strip()) for text in texts):
            say = f"--map position={column} and --position-order lat-lon or lon-lat"
            yield f"{phrases.ATTENTION} column {column!r} has two numbers in one cell: say {say}"


def _of_exactness(columns: Sequence[str]) -> Iterator[str]:
    """Tell columns by which a date or a place may be less exact than it is shown."""
    words = [plain(word) for word in word_list("fields")["exactness"]["words"]]
    found = [repr(column) for column in columns if any(word in plain(column) for word in words)]
    if found:
        verb = "is" if len(found) == 1 else "are"
        yield (
            f"{phrases.ATTENTION} {phrases.listed(found)} may say how exact or how sure dates or places are, and "
            f"{verb} not carried over: look whether any is shown more exactly than its row has it"
        )


def _guesses(chosen: Mapping[str, Sequence[str]]) -> str:
    guesses = ", ".join(f"{field}={column}" for field, columns in chosen.items() for column in columns)
    return f"columns guessed by their names: --map {guesses or '(none)'}"


def _check(sheet: Sheet, chosen: Mapping[str, Sequence[str]]) -> None:
    problems = []
    joined = word_list("fields")["joined"]["fields"]
    for field, columns in chosen.items():
        problems += [
            Problem(sheet.file, "", "", column, f"no column has this name ({field})", near(column, sheet.columns))
            for column in columns
            if column not in sheet.columns
        ]
        if len(columns) > 1 and not many(field) and field not in joined:
            why = f"{field} holds one value, but {len(columns)} columns are given"
            problems.append(Problem(FROM_THE_FORMAT, "", "", ", ".join(columns), why, "choose one"))
    if problems:
        raise DataError(problems)


def _filled(sheet: Sheet) -> set[str]:
    """Return the columns that hold any text."""
    silent, found = {*sheet.columns}, set[str]()
    for record in sheet.records:
        if not silent:
            break
        more = [name for name in silent if record.cells.get(name)]
        found.update(more)
        silent.difference_update(more)
    return found
