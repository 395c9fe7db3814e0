"""Cells that a spreadsheet would run are made harmless, and can be read back."""

from __future__ import annotations

import re

FORMULA = "=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
"""What begins a formula, as a class of a pattern: the signs, and their full-width and small twins."""
SKIPPED = "\\s\"'`\\x00-\\x20\\x7f-\\xa0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff"
"""What spreadsheets skip before it: spaces, quotes, control characters and what cannot be seen."""
RUNS = re.compile(f"['\t\r\n]|[{SKIPPED}]*[{FORMULA}]")
"""The beginning of a text that gets an apostrophe; a text with one gets another, to be read back."""


def write_cell(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run, and before an apostrophe."""
    return f"'{text}" if RUNS.match(text) else text


def read_cell(text: str) -> str:
    """Undo `write_cell`."""
    return text.removeprefix("'")
