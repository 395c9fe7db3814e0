"""Where in its source an imported event stands, and what was read there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from geo.dataset import citations
from geo.errors import CellError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.imports.reader import Reader

FIELD: Final = "source_{}"
"""What a column of `citations` is called as a field of an import: `page` is a common name of other things."""
AS_WRITTEN: Final = ("archive", *citations.ARCHIVAL)
OTHERS: Final = ("page", "doi", "archived_url", "read", "passage")
FIELDS: Final = frozenset(FIELD.format(name) for name in (*AS_WRITTEN, *OTHERS))
"""What `passage` asks of a row, beside its source."""
OPENED: Final = ("yes", "part")
_BEFORE_PAGE = re.compile(r"(pp?|pages?|s|str|lk|\u0441|\u0441\u0442\u0440)\b\.?\s*", re.IGNORECASE)


def passage(reader: Reader) -> Mapping[str, str]:
    """Return column of `citations` -> what a row says for its one source; nothing empty.

    The words of a passage that, as far as the row says, nobody has opened are left to the note of the event.
    """
    row = reader.row
    found = {name: row[FIELD.format(name)] for name in AS_WRITTEN}
    found |= {
        "page": reader.value(FIELD.format("page"), _page, ""),
        "doi": reader.value(FIELD.format("doi"), _doi, ""),
        "archived_url": reader.value(FIELD.format("archived_url"), _address, ""),
        "read": reader.choice(FIELD.format("read"), "citations", "read", ""),
    }
    says = row[name := FIELD.format("passage")]
    if says and found["read"] not in OPENED:
        reader.fault(name, says, "says what nobody is said to have read", "map source_read too: yes or part")
        says = ""
    return {name: text for name, text in {**found, "passage": says}.items() if text}


def of_no_source(reader: Reader) -> Mapping[str, str]:
    """Leave to the note what belongs to no source, or to one of several without a word to which; return nothing."""
    for name in (*AS_WRITTEN, *OTHERS):
        if text := reader.row[FIELD.format(name)]:
            why, fix = "does not say in which source", "map one source too; further ones belong into citations.csv"
            reader.fault(FIELD.format(name), text, why, fix)
    return {}


def _page(text: str) -> str:
    found = _BEFORE_PAGE.sub("", text, count=1) if _BEFORE_PAGE.match(text) else text
    if fault := citations.page_fault(found):
        raise CellError(text, *fault)
    return found


def _doi(text: str) -> str:
    found = citations.bare_doi(text)
    if fault := citations.doi_fault(found):
        raise CellError(text, *fault)
    return found


def _address(text: str) -> str:
    if fault := citations.address_fault(text):
        raise CellError(text, *fault)
    return text
