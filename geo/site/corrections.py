"""Whom a reader tells that something is wrong on a page: ``static/shared/wrong.js`` writes the same for a card."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from geo.dataset import contact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.site.addresses import Page
    from geo.site.edition import Edition

NEW_ISSUE: Final = re.compile(r"/issues/new/?")
"""Of GitHub, Forgejo, GitLab."""


def address(edition: Edition, page: Page, title: str, seen: str) -> str:
    """Return the address of a mail or an issue that names the page; "" where the dataset names nobody to write to."""
    to = contact.of(edition.atlas.package)
    if not to:
        return ""
    _ = edition.words.gettext
    subject = f"{title} ({page.id})" if page.id else title
    name = str(edition.atlas.package.get("name") or edition.title)
    version = _("Version %(version)s") % {"version": edition.atlas.edition}
    body = [
        f"{_('What is wrong, and what is right:')}\n\n",
        f"{_('Which source says so (author, title, page, or a link):')}\n\n",
        "---",
        subject,
        f"{edition.title}, {version}",
        f"{_('Language')}: {edition.lang}",
        seen or page.plain,
    ]
    return _written(to, f"{name}: {subject}", "\n".join(body))


def _written(to: str, heading: str, body: str) -> str:
    if "://" not in to:
        return f"mailto:{to}?{_asked({'subject': heading, 'body': body.replace(chr(10), chr(13) + chr(10))})}"
    parts = urlsplit(to)
    if not NEW_ISSUE.search(parts.path):
        return to
    names = ("issue[title]", "issue[description]") if "/-/" in parts.path else ("title", "body")
    asked = _asked(dict(zip(names, (heading, body), strict=True)))
    return parts._replace(query="&".join(filter(None, (parts.query, asked)))).geturl()


def _asked(values: Mapping[str, str]) -> str:
    return "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in values.items())
