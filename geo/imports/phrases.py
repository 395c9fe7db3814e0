"""How reports of imports speak: what is urgent, and lists that stay short."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo.wording import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

ATTENTION: Final = "ATTENTION:"
"""Begins what would spoil the map; the report has these sentences first."""
SHOWN: Final = 10
"""Things that one sentence names, and sentences of one kind."""


def listed(texts: Sequence[str]) -> str:
    """Return ``a``, ``a and b``, ``a, b and c``; of many the first, and how many more."""
    shown = [*texts] if len(texts) <= SHOWN else [*texts[:SHOWN], f"{len(texts) - SHOWN:,} more"]
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))


def stand(records: Sequence[str]) -> str:
    """Return where records stand: ``line 3``, ``lines 3 and 4``, ``features[0] and features[7]``."""
    if not all(record.isdigit() for record in records):
        return listed(records)
    return f"{plural('line', len(records))} {listed(records)}"
