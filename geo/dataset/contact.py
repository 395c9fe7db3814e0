"""Whom readers tell that something is wrong: one of the ``contributors`` of a data package.

See https://specs.frictionlessdata.io/data-package/#metadata: each has a title and may have ``email``, ``path`` and
``role``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from geo.dataset import links

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

EMAIL: Final = re.compile(r"[^\s@<>\"',;:?&=%]+@[^\s@<>\"',;:?&=%/]+\.[^\s@<>\"',;:?&=%/.]+")
"""An address that needs no quoting in a ``mailto:`` (RFC 6068)."""
FIRST: Final = ("maintainer", "wrangler", "publisher", "author", "contributor")
"""Roles of contributors, those who can change the data first."""


def of(package: Mapping[str, Any]) -> str:
    """Return where readers may write: an e-mail address, else a web address; "" when the dataset gives none.

    Of several contributors the first in the order of `FIRST` counts, and of one his e-mail address before his path.
    """
    listed = package.get("contributors")
    people = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    ways = [way for one in sorted(people, key=_rank) for way in _ways(one)]
    return next(iter(ways), "")


def _rank(contributor: Mapping[str, Any]) -> int:
    role = contributor.get("role", FIRST[-1])
    return FIRST.index(role) if role in FIRST else len(FIRST)


def _ways(contributor: Mapping[str, Any]) -> Iterator[str]:
    email, path = (str(contributor.get(name) or "") for name in ("email", "path"))
    if EMAIL.fullmatch(email):
        yield email
    if links.is_web(path):
        yield path
