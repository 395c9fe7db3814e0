"""What can be said of a whole column at once, with Apache Arrow: which of its cells need a look of their own.

A screen never passes over what is wrong; it may suspect what is sound. So checks look at single records only where a
screen suspects something, and say of these what they would have said without it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.dataset import cells
from geo.dataset.description import longest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]
    """One truth value for each record of a table."""

_SPACES: Final = r"\x09-\x0d\x1c-\x20\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}"
_CONTROLS: Final = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
_NO_MARKS: Final = r"\x00-\x{2ff}\p{L}\p{N}\p{P}\p{S}\p{Z}"
_NOT_PLAIN: Final = f"^[{_SPACES}]|[{_SPACES}]$|{_CONTROLS}|[^{_NO_MARKS}]{{4}}"
"""What `geo.dataset.cells.faults` refuses in any cell, and four combining marks in a row, of which it allows 100."""
_NOT_PLAIN_ASCII: Final = rf"^[\x09-\x0d\x1c-\x20]|[\x09-\x0d\x1c-\x20]$|{_CONTROLS}"
"""The same of what is ASCII; it is made ready many times as fast."""
NOWHERE: Final = -1
"""Position of what is not found, and in Python that of the last: an array with one value more has that for it."""
_FEW: Final = 4_000
"""Cells by which it is known whether those of a column are mostly the same few."""
_NOTHING: Final = pa.chunked_array([], pa.large_string())
_ALIKE: Final = re.compile(
    r"(?:(?:[A-Za-z0-9#_-]|\[(?:[A-Za-z0-9]-[A-Za-z0-9]|[A-Za-z0-9])+-?\])(?:[*+?]|\{[0-9]{1,2}(?:,[0-9]{0,2})?\})?)+"
)
"""Patterns that mean the same to Arrow's regular expressions (RE2) as to Python's."""


def column(table: pd.DataFrame, name: str) -> pa.ChunkedArray:
    """Return a column as Arrow holds it."""
    if table.empty:  # as many optional tables are
        return _NOTHING
    found = pa.array(table[name].array, pa.large_string(), from_pandas=True)
    return found if isinstance(found, pa.ChunkedArray) else pa.chunked_array([found])


def distinct(table: pd.DataFrame, name: str) -> list[str]:
    """Return the values of a column, each once."""
    values: list[str] = pc.unique(column(table, name)).to_pylist()
    return values


def among(table: pd.DataFrame, name: str, values: Iterable[str] | pa.ChunkedArray) -> Mask:
    """Say of each record whether its cell is one of some values."""
    known = values if isinstance(values, pa.ChunkedArray) else pa.array([*values], pa.large_string())
    return _mask(pc.is_in(column(table, name), value_set=known))


def given(table: pd.DataFrame, *names: str) -> Mask:
    """Say of each record whether any of some cells holds something."""
    found = np.zeros(len(table), dtype=bool)
    for name in names:
        found |= _mask(pc.not_equal(column(table, name), ""))
    return found


def where(table: pd.DataFrame, name: str, wrong: Callable[[str], object]) -> Mask:
    """Say of each record whether its cell holds something of which a function says so; it is asked once for each."""
    found = [value for value in distinct(table, name) if value and wrong(value)]
    return among(table, name, found) if found else np.zeros(len(table), dtype=bool)


def numbered(table: pd.DataFrame, name: str) -> NDArray[np.int64]:
    """Return a number for each cell of a column, the same for the same cells only."""
    encoded = column(table, name).combine_chunks().dictionary_encode()
    found: NDArray[np.int64] = encoded.indices.to_numpy().astype(np.int64)
    return found


def repeated(columns: Iterable[NDArray[np.int64]]) -> bool:
    """Say whether two records have the same numbers, which are not negative, in all of some columns."""
    found, most = np.zeros(0, dtype=np.int64), 0
    for numbers in columns:
        if not len(numbers) or np.bincount(numbers).max() == 1:
            return False
        values = int(numbers.max()) + 1
        if most * values > np.iinfo(np.int64).max:
            each, found = np.unique(found, return_inverse=True)
            most = len(each)
        found, most = (found * values + numbers, most * values) if most else (numbers, values)
    found = np.sort(found)  # many times as fast as to hash them
    return bool((found[1:] == found[:-1]).any())


def numbers(table: pd.DataFrame, name: str) -> NDArray[np.float64]:
    """Return the number that each cell of a column holds: NaN for an empty one, -1 for one that is no plain count."""
    held = column(table, name)
    plain = pc.match_substring_regex(held, "^[0-9]{1,15}$")
    found: NDArray[np.float64] = pc.cast(pc.if_else(plain, held, "-1"), pa.float64()).to_numpy().copy()
    found[~given(table, name)] = np.nan
    return found


def combinations(table: pd.DataFrame, names: Sequence[str]) -> pa.Table:
    """Return what stands together in some columns, each once."""
    held = pa.table({name: column(table, name) for name in names})
    return held.group_by([*names]).aggregate([])


def positions(table: pd.DataFrame, name: str, values: pa.Array | pa.ChunkedArray) -> NDArray[np.int64]:
    """Return where the cell of each record first stands among some values; `NOWHERE` for one that does not."""
    held = column(table, name)
    if table.empty:
        return np.zeros(0, dtype=np.int64)
    if not _any(pc.not_equal(held, "")):  # a column that nobody uses; then the values need not be put in order
        return np.full(len(table), pc.index(values, "").as_py())
    return standing(held, values)


def standing(wanted: pa.Array | pa.ChunkedArray, values: pa.Array | pa.ChunkedArray) -> NDArray[np.int64]:
    """Return where each text first stands among some values; `NOWHERE` for one that does not."""
    return np.asarray(pc.fill_null(pc.index_in(wanted, value_set=values), NOWHERE), dtype=np.int64)


def suspected(table: pd.DataFrame, field: Mapping[str, Any]) -> bool:
    """Say whether a cell of a column may break what its field asks, as `geo.dataset.cells.faults` tells it."""
    held, rules = _few(column(table, field["name"])), dict(field.get("constraints", {}))
    if rules.get("required") and _any(pc.equal(held, "")):
        return True
    if _ALIKE.fullmatch(rules.get("pattern", "")) and _matches(held, rules["pattern"]):
        del rules["pattern"]  # nor does it leave room for anything that is not plain
    elif _any(pc.match_substring_regex(held, _NOT_PLAIN_ASCII if _is_ascii(held) else _NOT_PLAIN)):
        return True
    tests = [*cells.tests({**field, "constraints": rules})]
    values = [value for value in pc.unique(held).to_pylist() if value] if tests else []
    return not all(all(map(test, values)) for test in tests)


def _few(held: pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """Return the values of a column, each once where many are the same."""
    first = held.slice(0, _FEW)
    return pc.unique(held) if pc.count_distinct(first).as_py() * 2 <= len(first) else held


def _matches(held: pa.Array | pa.ChunkedArray, pattern: str) -> bool:
    """Say whether every cell that holds something matches a pattern, and is not too long for it."""
    most = pc.max(pc.binary_length(held)).as_py() or 0
    return most <= longest(pattern) and not _any(
        pc.and_not(pc.not_equal(held, ""), pc.match_substring_regex(held, f"^(?:{pattern})$"))
    )


def _is_ascii(held: pa.Array | pa.ChunkedArray) -> bool:
    return pc.all(pc.string_is_ascii(held)).as_py() is not False


def _any(found: pa.ChunkedArray) -> bool:
    return bool(pc.any(found).as_py())


def _mask(found: pa.ChunkedArray) -> Mask:
    held: Mask = found.to_numpy()
    return held
