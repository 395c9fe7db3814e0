"""What the file of a view is called: by the dataset and by what the view shows of it.

``static/page/saying.js`` makes the same names; a test compares the two.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from geo.dataset import columns
from geo.view.query import to_params

if TYPE_CHECKING:
    from geo.view.query import Query

NAMED: Final = 3
"""Ids of one filter that the name holds; others are counted."""
LONGEST: Final = 120
"""Characters; file systems take 255 bytes."""


def name(dataset: str, query: Query) -> str:
    """Return the name of a file that holds a view, without its ending.

    Parameters
    ----------
    dataset
        The name of the data package.
    query
        The view; where the map looks and which card is open are no part of a file.

    Examples
    --------
    >>> from geo import Query, YearSpan
    >>> name("nkvd-atlas", Query(years=YearSpan(1937, 1938), organizations=frozenset({"nkvd-ussr"})))
    'nkvd-atlas_1937-1938_nkvd-ussr'
    """
    asked = to_params(query)
    words = re.sub(r"[^a-z0-9]+", "-", query.text.lower()).strip("-")
    parts = [
        _years(asked.get("from", ""), asked.get("to", "")),
        "certain" if query.certain else "",
        *(part for key in ("org", "kind", "group", "person") for part in _ids(asked.get(key, ""))),
        *(["all-kinds"] if asked.get("hide") == columns.NONE_NAMED else _ids(asked.get("hide", ""), "without-")),
        *_ids(asked.get("within", ""), "within-"),
        f"words-{words}".rstrip("-") if query.text else "",
    ]
    said = [part for part in parts if part]
    if said == ["all-kinds"]:
        said = []  # that is everything
    of = re.sub(r"[^A-Za-z0-9.-]+", "-", dataset).strip("-") or "atlas"
    whole = "_".join([of, *said])
    return f"{whole[: LONGEST - 1]}~" if len(whole) > LONGEST else whole


def _ids(text: str, before: str = "") -> list[str]:
    every = [part for part in text.split(",") if part]
    more = [f"and-{len(every) - NAMED}-more"] if len(every) > NAMED else []
    return [*(f"{before}{part}" for part in every[:NAMED]), *more]


def _years(first: str, last: str) -> str:
    if not first and not last:
        return ""
    if not last:
        return f"from-{_year(first)}"
    if not first:
        return f"to-{_year(last)}"
    return _year(first) if first == last else f"{_year(first)}-{_year(last)}"


def _year(text: str) -> str:
    """Return an astronomical year without a sign: -489 is 490 BC."""
    return f"{1 - int(text)}bc" if int(text) < 1 else text
