"""Read a TOML file that lies beside the tables of a dataset: nothing in it can keep the reader busy for long."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any, Final

from geo.errors import DataError
from geo.model import Problem
from geo.wording import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_TEXT: Final = 200_000
"""Characters of a file; a kiosk with texts in four languages has about 1,000, a story 8,000."""
MAX_DOTS, MAX_BRACKETS = 60, 1_000
"""In one line, such as a sentence of an intro; in the file, of tables and lists."""
LARGEST: Final = 10**15
"""Numbers beyond it are no setting; printing one of thousands of digits raises."""
Table = dict[str, Any]


def read(files: Mapping[str, bytes], name: str, damaged: str, depth: int) -> dict[str, Table]:
    """Return the tables of a file in their order, none when there is no such file.

    Parameters
    ----------
    files
        What lies beside the tables, by name (`geo.model.Atlas.files`).
    damaged
        How a table that is none is fixed.
    depth
        Levels of tables and lists that the file may have.

    Raises
    ------
    DataError
        When the file cannot be read, is too large, or something stands outside of a table.
    """
    try:
        text = files.get(name, b"").decode("utf-8-sig")
        too_much = _too_much(text)
        tables = {} if too_much else tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also of numbers with thousands of digits
        fix = "mend that line, or save the file as UTF-8"
        raise DataError([Problem(name, "", "", "", f"cannot be read: {error}", fix)]) from error
    if too_much:
        raise DataError([Problem(name, "", "", "", too_much, damaged)])
    odd = [(key, why) for key, value in tables.items() if (why := _unprintable(value, depth))]
    if odd:
        raise DataError([Problem(name, shorten(key), "", "", why, damaged) for key, why in odd])
    loose = [key for key, value in tables.items() if not isinstance(value, dict)]
    if loose:
        raise DataError([Problem(name, key, "", "", "stands outside of a table", damaged) for key in loose])
    return tables


def _too_much(text: str) -> str:
    """Say what would keep `tomllib` busy for long, which takes time squared for a key of many parts; "" for nothing."""
    if len(text) > MAX_TEXT:
        return f"has more than {MAX_TEXT:,} characters"
    if any(line.count(".") > MAX_DOTS for line in text.splitlines() if not line.lstrip().startswith("#")):
        return f"has a line with more than {MAX_DOTS} dots"
    if text.count("[") > MAX_BRACKETS:
        return f"has more than {MAX_BRACKETS:,} opening brackets"
    return ""


def _unprintable(value: object, depth: int) -> str:
    """Say what nothing here needs and checks could not print: many levels, endless numbers; "" for neither."""
    step = [value]
    for _ in range(depth):
        if any(isinstance(one, int) and abs(one) > LARGEST for one in step):
            return "has a number that is too large"
        step = [
            part
            for one in step
            if isinstance(one, dict | list)
            for part in (one.values() if isinstance(one, dict) else one)
        ]
    return "has tables within tables" if step else ""
