"""What robots are told: where they may go, and the list of all pages with their languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.site.addresses import Page, Scheme

NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
FILE: Final = "sitemap.xml"


def robots(base: str, closed: Sequence[str] = ()) -> str:
    """Return ``robots.txt``: all may be read but what is `closed`; without a base the list of pages is nowhere."""
    listed = f"Sitemap: {base}{FILE}\n" if base else ""
    return "".join(["User-agent: *\nAllow: /\n", *(f"Disallow: {path}\n" for path in closed), listed])


def index(base: str, languages: Iterable[str]) -> str:
    """Return the list of the lists of each language: none may have more than 50,000 pages."""
    lists = "".join(f"<sitemap><loc>{escape(base)}{of_language(lang)}</loc></sitemap>\n" for lang in languages)
    return _xml(f'<sitemapindex xmlns="{NAMESPACE}">\n{lists}</sitemapindex>')


def of_language(lang: str) -> str:
    """Return what the list of a language is called."""
    return f"sitemap-{lang}.xml"


def pages(base: str, scheme: Scheme, every: Iterable[Page], lang: str, languages: Sequence[str]) -> str:
    """Return the list of the pages of a language, each with the same page in the others."""
    head = f'<urlset xmlns="{NAMESPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">'
    return _xml(f"{head}\n{''.join(_located(base, scheme, every, lang, languages))}</urlset>")


def _located(base: str, scheme: Scheme, every: Iterable[Page], lang: str, languages: Sequence[str]) -> Iterator[str]:
    for one in every:
        whole = {other: escape(f"{base}{scheme.address(one, other)}") for other in languages}
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{other}" href="{url}"/>' for other, url in whole.items()
        )
        yield f"<url><loc>{whole[lang]}</loc>{others}</url>\n"


def _xml(text: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'
