"""Reads what is asked of the atlas in the form of an address, where a wrong part must not make a part the whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from geo.view import kinds
from geo.view.query import strictly, to_params

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.model import Atlas
    from geo.view.query import Query


def read(asked: str | Mapping[str, str], atlas: Atlas) -> tuple[Query, list[str]]:
    """Read a view: its parameters, as a mapping or a text, or a whole address; return it and all that is wrong with it.

    An address shows what it shows in the app, where some kinds are off at first; no address means everything.
    """
    pairs = [*asked.items()] if isinstance(asked, Mapping) else pairs_of(asked)
    at_first = kinds.hidden_at_first(atlas) if asked else frozenset()
    query, faults = strictly(pairs, atlas, at_first=at_first)
    return query, [*no_view(asked, pairs), *faults]


def no_view(asked: object, pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Say so where something is asked for in words that have no parameters."""
    if asked and not pairs:
        yield f"{asked!r} is no view - write it as from=1937&to=1938"


def pairs_of(text: str) -> list[tuple[str, str]]:
    """Return the parameters of a text, or of a whole address, in their order."""
    try:
        asked = urlsplit(text).query if "?" in text else text
    except ValueError:  # an address that there cannot be, such as "http://[x?from=1937"
        asked = ""
    return parse_qsl(asked, keep_blank_values=True)


def write(query: Query) -> str:
    """Return the parameters of a view as a page writes them (``static/shared/address.js``), but for its language."""
    params = {name: value for name, value in to_params(query).items() if name != "lang"}
    return urlencode(params, safe=",!'()*", quote_via=quote)
