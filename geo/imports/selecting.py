"""A part of a file: records with certain texts in certain columns, events of certain years."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeVar

from geo import dates
from geo.errors import DataError
from geo.imports import phrases
from geo.imports.guess import near
from geo.imports.model import refusal
from geo.model import Problem
from geo.wording import count, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo.imports.model import Cell, Options, Sheet

    Cells = Mapping[str, Cell]

T = TypeVar("T")
WHERE: Final = "--where"
YEARS: Final = "--years"


def where(texts: Sequence[str]) -> dict[str, list[str]]:
    """Read ``country=Ukraine`` into column -> texts.

    Raises
    ------
    DataError
        For each text that is no such pair.
    """
    found: dict[str, list[str]] = {}
    wrong = [text for text in texts if not text.partition("=")[0].strip() or "=" not in text]
    if wrong:
        why, fix = "is no pair", 'write COLUMN=TEXT, such as --where "country=Ukraine"'
        raise DataError([Problem(WHERE, "", "", text, why, fix) for text in wrong])
    for text in texts:
        column, _, value = text.partition("=")
        found.setdefault(column.strip(), []).append(value.strip())
    return found


def years(text: str) -> tuple[int, int] | None:
    """Read ``1936/1939`` or ``1937``; "" is None.

    Raises
    ------
    DataError
        When it is neither, or runs backwards.
    """
    first, _, last = text.partition("/")
    try:
        found = int(first), int(last or first)
    except ValueError:
        found = (1, 0)
    if text and found[0] > found[1]:
        raise refusal(YEARS, "is no span of years", "write it as 1936/1939", value=text)
    return found if text else None


def part(sheet: Sheet, options: Options) -> Sheet:
    """Return the records of a sheet that `options.where` asks for, and say how many.

    Raises
    ------
    DataError
        When there is no such column, or no such record: with the texts that the column has.
    """
    if not options.where:
        return sheet
    rows = [record.cells for record in sheet.records]
    found, remark = taken(sheet.file, sheet.columns, rows, options.where)
    return replace(sheet, records=[sheet.records[at] for at in found], remarks=(remark, *sheet.remarks))


def objects(file: str, found: Sequence[T], texts: Sequence[Cells], options: Options) -> tuple[list[T], tuple[str, ...]]:
    """Return those of some records that `options.where` asks for by their `texts`, and a sentence on it.

    Raises
    ------
    DataError
        As `part`; a name is known if one of the records has it.
    """
    if not options.where:
        return [*found], ()
    names = [*dict.fromkeys(name for one in texts for name in one)]
    places, remark = taken(file, names, texts, options.where)
    return [found[at] for at in places], (remark,)


def taken(
    file: str, columns: Sequence[str], rows: Sequence[Cells], asked: Mapping[str, Sequence[str]]
) -> tuple[list[int], str]:
    """Return which rows are asked for, and a sentence on it.

    Raises
    ------
    DataError
        As `part`.
    """
    missing = [column for column in asked if column not in columns]
    if missing:
        why = f"no column has this name ({WHERE})"
        raise DataError([Problem(file, "", "", column, why, near(column, columns)) for column in missing])
    wanted = {column: {text.casefold() for text in texts} for column, texts in asked.items()}
    found = [at for at, row in enumerate(rows) if _fits(row, wanted)]
    shown = " and ".join(f"{column} = {' or '.join(texts)}" for column, texts in asked.items())
    if not found:
        raise refusal(file, f"no record has {shown}", "; ".join(_values(rows, column) for column in asked))
    return found, f"{len(found):,} of {count(len(rows), 'record')} taken, those with {shown}"


def _texts(row: Cells, column: str) -> Iterator[str]:
    cell = row.get(column, "")
    yield from (text.strip() for text in ((cell,) if isinstance(cell, str) else cell or ("",)))


def _fits(row: Cells, wanted: Mapping[str, set[str]]) -> bool:
    return all(any(text.casefold() in texts for text in _texts(row, name)) for name, texts in wanted.items())


def _values(rows: Sequence[Cells], column: str) -> str:
    found = Counter(text for row in rows for text in _texts(row, column))
    shown = [f"{shorten(text)!r} ({number:,})" for text, number in found.most_common()]
    return f"{column} has {phrases.listed(shown)}"


@dataclass
class Years:
    """Whether events lie in the years that were asked for, as far as anybody knows; others are counted."""

    asked: tuple[int, int] | None
    taken: int = 0
    others: int = 0
    undated: int = 0

    def take(self, edtf: str) -> bool:
        """Say whether an event of this date is to be taken: some year that it may have is one of them."""
        if self.asked is None:
            return True
        date = dates.try_parse(edtf)
        if date is None:
            self.undated += 1
            return False
        first, last = self.asked
        early, late = date.earliest_start, date.latest_end
        fits = (early is None or early[0] <= last) and (late is None or late[0] >= first)
        self.taken += fits
        self.others += not fits
        return fits

    def sentences(self, file: str) -> Iterator[str]:
        """Say how many were taken, and which were left out.

        Raises
        ------
        DataError
            When there is none.
        """
        if self.asked is not None:
            span = "/".join(map(str, dict.fromkeys(self.asked)))
            if not self.taken:
                left = f"{self.others:,} are of other years, {self.undated:,} have no date that is read"
                raise refusal(file, f"no event may lie in {span}", f"look at the columns of the date: {left}")
            yield (
                f"{count(self.taken, 'event')} taken, those that may lie in {span}; left out: "
                f"{self.others:,} of other years, {self.undated:,} without a date"
            )
