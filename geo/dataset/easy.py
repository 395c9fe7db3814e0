"""Texts in easy words: descriptions of events in `texts`, whose tag of language ends in `EASY`.

That part is private (BCP 47, x): no subtag is registered for easy words.

A kiosk offers them beside the full text, to those who ask; nothing else shows or searches them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo.dataset.translate import EASY, TEXTS

if TYPE_CHECKING:
    from geo.model import Atlas

FIELD: Final = ("events", "description")


def descriptions(atlas: Atlas, lang: str) -> dict[str, str]:
    """Return the events that are told in easy words in a language, with what is told."""
    rows = atlas.rows(TEXTS) if TEXTS in atlas.tables else []
    spoken = lang + EASY
    return {row["id"]: row["text"] for row in rows if row["lang"] == spoken and (row["table"], row["field"]) == FIELD}
