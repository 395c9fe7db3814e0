"""Whom readers tell that something is wrong: one of the ``contributors`` of a data package.

See https://specs.frictionlessdata.io/data-package/#metadata: each has a title and may have ``email``, ``path`` and
``role``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from geo.dataset import links
from geo.dataset.description import FILE
from geo.model import Problem
from geo.wording import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geo.model import Atlas

EMAIL: Final = re.compile(r"[^\s@<>\"',;:?&=%]+@[^\s@<>\"',;:?&=%/]+\.[^\s@<>\"',;:?&=%/.]+")
"""An address that needs no quoting in a ``mailto:`` (RFC 6068)."""
FIRST: Final = ("maintainer", "wrangler", "publisher", "author", "contributor")
"""Roles of contributors, those who can change the data first."""

FORM: Final = (
    'write [{"title": "Editor", "role": "maintainer", "email": "editor@museum.example"}], or a path with https://'
)


def of(package: Mapping[str, Any]) -> str:
    """Return where readers may write: an e-mail address, else a web address; "" when the dataset gives none.

    Of several contributors the first in the order of `FIRST` counts, and of one his e-mail address before his path.
    """
    ways = [way for one in sorted(people(package), key=_rank) for way in _ways(one)]
    return next(iter(ways), "")


def named(package: Mapping[str, Any]) -> list[str]:
    """Return whom a dataset names as its contributors, those first who can change it."""
    return [title for one in sorted(people(package), key=_rank) if (title := str(one.get("title") or "").strip())]


def people(package: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return those who made the dataset, as it lists them."""
    listed = package.get("contributors")
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def check(atlas: Atlas) -> Iterator[Problem]:
    """Contributors are listed as Frictionless has them, and what looks like an address is one."""
    listed = atlas.package.get("contributors", [])
    if not isinstance(listed, list):
        yield Problem(FILE, "", "contributors", "", "is no list", FORM, warning=True)
        return
    for number, one in enumerate(listed):
        if not isinstance(one, dict):
            yield Problem(FILE, f"contributors/{number}", "", shorten(str(one)), "is no object", FORM, warning=True)
            continue
        for field, is_one in (("email", EMAIL.fullmatch), ("path", links.is_web)):
            if (value := str(one.get(field) or "")) and not is_one(value):
                why = "cannot be written to, and is left out"
                yield Problem(FILE, f"contributors/{number}", field, shorten(value), why, FORM, warning=True)


def _rank(contributor: Mapping[str, Any]) -> int:
    role = contributor.get("role", FIRST[-1])
    return FIRST.index(role) if role in FIRST else len(FIRST)


def _ways(contributor: Mapping[str, Any]) -> Iterator[str]:
    email, path = (str(contributor.get(name) or "") for name in ("email", "path"))
    if EMAIL.fullmatch(email):
        yield email
    if links.is_web(path):
        yield path
