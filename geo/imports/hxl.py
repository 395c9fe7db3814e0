"""HXL (Humanitarian Exchange Language): a second row that says what the columns are, such as ``#geo+lat``."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from geo.imports import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.imports.model import Sheet

_TAG: Final = re.compile(r"#[a-z][a-z0-9_]*(?:\s*\+[a-z0-9_]+)*", re.IGNORECASE)


def are_tags(cells: Iterable[str]) -> bool:
    """Say whether the cells of a row are tags, as far as they hold anything."""
    found = [cell.strip() for cell in cells if cell.strip()]
    return bool(found) and all(map(_TAG.fullmatch, found))


def left_out(record: str) -> str:
    """Return the sentence on a row of tags."""
    return f"{phrases.stand([record])} has HXL tags, which say what the columns are; left out"


def without_tags(sheet: Sheet) -> Sheet:
    """Return a sheet without its row of tags, if its first one is such a row, or the names of its columns are tags."""
    if are_tags(sheet.columns):
        remark = "the names of the columns are HXL tags, which say what they are"
        return replace(sheet, remarks=(*sheet.remarks, remark), tags={name: plain(name) for name in sheet.columns})
    first = sheet.records[:1]
    if not first or not are_tags(cell for cell in first[0].cells.values() if isinstance(cell, str)):
        return sheet
    tags = {column: plain(cell) for column, cell in first[0].cells.items() if isinstance(cell, str)}
    return replace(sheet, records=sheet.records[1:], remarks=(*sheet.remarks, left_out(first[0].place)), tags=tags)


def plain(tag: str) -> str:
    """Return a tag in small letters and without spaces."""
    return re.sub(r"\s+", "", tag.casefold())
