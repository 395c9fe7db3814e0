"""Takes the texts of records as values of fields; what is changed or left empty on the way is counted and told."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from geo.imports import phrases
from geo.imports.guess import many
from geo.imports.model import Cell, Row
from geo.imports.values import numbers
from geo.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from geo.imports.model import Fault, Options, Record, Sheet

SENTENCES: Final = frozenset({"title", "description", "note", "remark", "place_note", "definition", "source_passage"})
"""Fields in which people write sentences: there only a dash and the words of programs are nothing."""
KINDS: Final = frozenset({"kind", "kind_detail"})
GONE: Final = ("missing", "fehlt", "отсутствует", "puudub")
"""Words for nothing that as a kind of event say that somebody is."""
DECIMAL: Final = frozenset({"latitude", "longitude", "destination_latitude", "destination_longitude"})
"""Fields of which the decimals say something."""
_WHOLE: Final = re.compile(f"-?{numbers.WHOLE}")
_ADDRESS: Final = re.compile(r"https?://", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"[\s,;|]+(?=https?://)", re.IGNORECASE)
Taken = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]
"""Texts, and what is to be told of a cell."""
FAULT, EMPTY, FLOAT, PARTED, ABOVE, TRIMMED = "fault", "empty", "float", "parted", "above", "trimmed"
REMEMBERED: Final = 20_000
"""Cells of each column that are remembered; of more hardly any is repeated."""
NAMIBIA: Final = ("may be Namibia, or a word for nothing", "write NAM, or leave the cell empty")


def is_nothing(text: str, field: str) -> bool:
    """Say whether a text is as good as an empty cell in a field."""
    if field in KINDS and text.casefold() in GONE:
        return False
    return numbers.is_empty(text) if field in SENTENCES else numbers.says_nothing(text)


def cleared(rows: Iterable[Row]) -> tuple[list[Row], tuple[str, ...]]:
    """Return rows without words for nothing, and what is to be said of it; for formats with columns of their own."""
    found: Counter[str] = Counter()
    kept = []
    for row in rows:
        words = [text for field, texts in row.values.items() for text in texts if is_nothing(text, field)]
        if words:
            found.update(words)
            values = {
                field: tuple(text for text in texts if not is_nothing(text, field))
                for field, texts in row.values.items()
            }
            kept.append(replace(row, values={field: texts for field, texts in values.items() if texts}))
        else:
            kept.append(row)
    return kept, (emptied(found),) if found else ()


def emptied(found: Counter[str], columns: Iterable[str] = ()) -> str:
    """Return the sentence on words that were taken as empty cells: word -> how many."""
    words = [f"{word!r} in {count(number, 'cell')}" for word, number in found.most_common()]
    where = f" (columns: {phrases.listed([*columns])})" if columns else ""
    return f"taken as empty, being words for nothing: {phrases.listed(words)}{where}"


class Taking:
    """Takes the records of one sheet as rows of fields."""

    def __init__(
        self, sheet: Sheet, chosen: Mapping[str, Sequence[str]], options: Options, *, verbatim: bool = False
    ) -> None:
        """Take a sheet and which of its columns are which field; with `verbatim` every text stays as it is."""
        self._verbatim = verbatim
        self._many = frozenset(filter(many, chosen))
        self._constants = {name: (text,) for name, text in options.constants.items() if text}
        self._separator = options.separator
        used = {column: field for field, columns in chosen.items() for column in columns}
        self._whole = {name for name, field in used.items() if field not in DECIMAL and _are_whole(sheet, name)}
        self._codes = any(_has_codes(sheet, column) for column in chosen.get("country", ()))
        self._nothing: Counter[str] = Counter()
        self._emptied: dict[str, None] = {}
        self._above: dict[tuple[str, str], None] = {}
        self._changed: Counter[str] = Counter()
        none: Callable[[], dict[Cell, Taken]] = dict
        self._columns = [(field, [(column, none()) for column in columns]) for field, columns in chosen.items()]

    def row(self, record: Record) -> Row:
        """Return a record as fields."""
        values: dict[str, tuple[str, ...]] = {**self._constants}
        faults: list[Fault] = []
        cells = record.cells
        for field, columns in self._columns:
            if len(columns) > 1:
                found = self._joined(field, columns, cells, faults)
            elif cell := cells.get((only := columns[0])[0]):  # as most are: what stands there is what the field holds
                column, known = only
                found, effects = known.get(cell) or self._remembered(known, cell, field, column, alone=True)
                if effects:
                    self._tell(effects, column, faults)
            else:
                continue
            if found:
                values[field] = found
        if "\n" in values.get("source_url", ("",))[0]:  # they are sources each; which of them has the title is not said
            urls = values.pop("source_url")[0].split("\n")
            values["source"] = (*values.get("source", ()), *urls)
        return Row(record.place, values, record.shape, faults=(*record.faults, *faults))

    def _joined(
        self,
        field: str,
        columns: Sequence[tuple[str, dict[Cell, Taken]]],
        cells: Mapping[str, Cell],
        faults: list[Fault],
    ) -> tuple[str, ...]:
        """Return the texts of a field that has several columns."""
        found: list[str] = []
        for column, known in columns:
            if cell := cells.get(column):
                texts, effects = known.get(cell) or self._remembered(known, cell, field, column)
                found += [f"{column}: {text}" for text in texts] if field == "place_note" else texts
                self._tell(effects, column, faults)
        return self._one(field, found) if found else ()

    def _one(self, field: str, found: Sequence[str]) -> tuple[str, ...]:
        """Return the texts of a field: several where it may hold so many, else as lines of one."""
        return tuple(dict.fromkeys(found)) if field in self._many else ("\n".join(found),)

    def _remembered(
        self, known: dict[Cell, Taken], cell: Cell, field: str, column: str, *, alone: bool = False
    ) -> Taken:
        """Return what is taken of a cell, and remember it: in a large file few cells are new.

        Of a field that has its column `alone` that is what the field holds.
        """
        found = self._taken(cell, field, column)
        if alone and len(found[0]) > 1:
            found = self._one(field, found[0]), found[1]
        if len(known) < REMEMBERED:
            known[cell] = found
        return found

    def _taken(self, cell: Cell, field: str, column: str) -> Taken:
        """Return the texts of a cell, and what is to be told of them: which sentence, and the text."""
        parts = (cell,) if isinstance(cell, str) else cell
        if self._verbatim:
            return tuple(filter(None, parts)), ()
        effects: list[tuple[str, str]] = [(TRIMMED, "") for text in parts if text != text.strip()]
        if self._separator and field in self._many:
            parts = tuple(part for text in parts for part in text.split(self._separator))
        elif field in ("source", "source_url"):
            whole, parts = parts, _addresses(parts)
            effects += [(PARTED, "")] if len(parts) > len(whole) else []
        texts = []
        for text in filter(None, map(str.strip, parts)):
            if text == "NA" and field == "country" and self._codes:
                effects.append((FAULT, text))
            elif is_nothing(text, field):
                effects.append((EMPTY, text))
            elif column in self._whole and "." in text:
                effects.append((FLOAT, text))
                texts.append(text.partition(".")[0])
            else:
                effects += [(ABOVE, text)] if numbers.is_above(text) else []
                texts.append(text)
        return tuple(texts), tuple(effects)

    def _tell(self, effects: Iterable[tuple[str, str]], column: str, faults: list[Fault]) -> None:
        """Count what was done to a cell."""
        for what, text in effects:
            if what == FAULT:
                faults.append((column, text, *NAMIBIA))
            elif what == EMPTY:
                self._nothing[text] += 1
                self._emptied[column] = None
            else:
                self._changed[what] += 1
                if what == ABOVE:
                    self._above[text, column] = None

    def sentences(self) -> Iterator[str]:
        """Tell what was left empty, and what was changed."""
        if self._nothing:
            yield emptied(self._nothing, self._emptied)
        if floats := self._changed[FLOAT]:
            yield f"{count(floats, 'value')} such as 1937.0 in columns of whole numbers: read without the .0"
        if above := self._changed[ABOVE]:
            where = "it stands as written" if above == 1 else "they stand as written"
            yield (
                f"{phrases.ATTENTION} {count(above, 'cell')} such as {next(iter(self._above))[0]!r} may mean the cell "
                f"above: {where}, so repeat what stands there (columns: {phrases.listed(self._columns_above())})"
            )
        if parted := self._changed[PARTED]:
            yield f"several web addresses in {count(parted, 'cell')}: each was taken as a source of its own"
        if trimmed := self._changed[TRIMMED]:
            yield f"spaces around {count(trimmed, 'value')} were taken away"

    def _columns_above(self) -> list[str]:
        return [*dict.fromkeys(column for _, column in self._above)]


def _addresses(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return texts, those of several web addresses as so many."""
    return tuple(
        part for text in parts for part in (_BETWEEN.split(text) if len(_ADDRESS.findall(text)) > 1 else (text,))
    )


def _are_whole(sheet: Sheet, column: str) -> bool:
    """Say whether a column has whole numbers only, some with a point as programs write them."""
    pointed = False
    for cell in {record.cells.get(column, "") for record in sheet.records}:
        if not isinstance(cell, str):
            return False
        text = cell.strip()
        if text and not numbers.says_nothing(text):
            match = _WHOLE.fullmatch(text)
            if match is None:
                return False
            pointed = pointed or match[2] is not None
    return pointed


def _has_codes(sheet: Sheet, column: str) -> bool:
    """Say whether a column has codes of two letters, beside NA."""
    cells = {record.cells.get(column, "") for record in sheet.records}
    return any(isinstance(cell, str) and re.fullmatch("[A-Z]{2}", cell.strip()) and cell != "NA" for cell in cells)
