"""All files of a site: pages in each language, the maps of places, the interactive map, downloads, what robots read."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from geo import i18n
from geo.dataset import settings
from geo.export import FORMATS, select
from geo.map import assets, outline
from geo.map.encoding import encoded
from geo.map.page import TEMPLATES
from geo.map.page import page as map_page
from geo.map.payload import dumps
from geo.site import changed, iiif, kept, page, sitemap
from geo.site.addresses import CHANGES, FEED, Files, template
from geo.site.chosen import chosen, has_all
from geo.site.contents import of_atlas
from geo.site.edition import Edition, size_of
from geo.site.home import of_dataset
from geo.site.pictures import Pictures
from geo.view import words
from geo.view.query import Query

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from geo.map.pictures import Plan
    from geo.model import Atlas
    from geo.site.addresses import Kept
    from geo.site.folder import File

SEARCH: Final = "site/search.js"
STYLES: Final = ("shared/tokens.css", "site/site.css")
PICTURES: Final = "picture"


@dataclass(frozen=True)
class Wanted:
    """What a site is to have.

    Attributes
    ----------
    languages
        The first is the one of the map at first, of downloads, and of readers who ask for none.
    base
        Where the site will stand on the web, with a solidus at the end; "" leaves out what needs whole addresses.
    fonts
        Name of a file -> its content, of the typefaces and the style sheet that names them.
    carried
        The pictures that the interactive map carries.
    pictures
        Whether other sites get a picture of each page; without a `base` they cannot know where it is.
    kept
        Earlier versions that stand beside it, the newest first.
    """

    languages: Sequence[str]
    base: str = ""
    fonts: Mapping[str, bytes] = field(default_factory=dict)
    carried: Plan | None = None
    pictures: bool = False
    kept: Sequence[Kept] = ()


def files(atlas: Atlas, wanted: Wanted, step: Callable[..., None]) -> Iterator[File]:
    """Yield every file of a site; `step` is told what is made, and how much of how much is done."""
    part, scheme = chosen(atlas), Files(wanted.base, kept=wanted.kept)
    editions = [Edition(part, lang, wanted.languages, scheme, whole=atlas) for lang in wanted.languages]
    shown = Pictures(editions[0]) if wanted.pictures and wanted.base else None
    for edition in editions:
        yield from _pages(edition, shown, step)
        if CHANGES in edition.contents.alone:
            yield scheme.feed(edition.lang), changed.feed(edition, root="../")
    if CHANGES in editions[0].contents.alone:
        yield FEED, changed.feed(editions[0])
    yield from kept.gone(editions, kept.missing(wanted.kept, paths(atlas, wanted.languages)))
    for name, make in shown.every() if shown else ():
        step("pictures for other sites")
        yield f"{PICTURES}/{name}", make
    step("maps of places")
    yield from _drawings(editions[0])
    shown_in_pages = {
        scheme.picture(name, size := size_of(content)): encoded(content, size)
        for name, content in editions[0].pictures.items()
    }
    yield from shown_in_pages.items()
    yield from _assets(wanted)
    yield from _doors(editions)
    if wanted.base:
        yield from _sitemaps(editions)
    if shown_elsewhere := iiif.manifest(editions, shown_in_pages):
        yield iiif.PATH, f"{json.dumps(shown_elsewhere, ensure_ascii=False, indent=1)}\n"
    step("the interactive map")
    first, *further = wanted.languages
    beside = {"pages": template(scheme) if has_all(atlas) else "", "stylesheets": ("assets/fonts.css",)}
    yield "map.html", map_page(atlas, lang=first, further=further, carried=wanted.carried, **beside).html()
    for one in FORMATS.values():
        step(one.file)
        yield scheme.download(one.file, first), one.write(select(atlas, Query(lang=first), address=wanted.base))


def paths(atlas: Atlas, languages: Sequence[str]) -> set[str]:
    """Return the paths of all pages."""
    every, of = [*of_atlas(chosen(atlas)).pages()], Files()
    return {of.address(one, lang) for lang in languages for one in every}


def _pages(edition: Edition, shown: Pictures | None, step: Callable[..., None]) -> Iterator[File]:
    every = list(edition.contents.pages())
    for done, one in enumerate(every):
        step(f"pages in {i18n.name_of(edition.lang, 'en')}", done, len(every))
        image = f"{edition.scheme.base}{PICTURES}/{shown.of_page(one)}" if shown else ""
        yield edition.scheme.address(one, edition.lang), page.html(edition, one, image)


def _drawings(edition: Edition) -> Iterator[File]:
    """Yield the map of each place, one for all languages."""
    for place in sorted(edition.placed):
        yield edition.scheme.drawing(place), outline.ground(edition.atlas, place, edition.year_of(place))


def _assets(wanted: Wanted) -> Iterator[File]:
    def text(name: str) -> str:
        return assets.path(name).read_text(encoding="utf-8")

    yield "assets/site.css", "".join(text(name) for name in STYLES)
    folded = f"globalThis.atlas.bringTables({dumps(words.tables())});\n"
    *used, own = map(text, assets.scripts(SEARCH))
    yield "assets/search.js", "".join([*used, folded, own])
    yield "assets/icon.svg", text("page/icon.svg")
    for name, content in {"fonts.css": b"", **wanted.fonts}.items():
        yield f"assets/{name}", content


def _doors(editions: Sequence[Edition]) -> Iterator[File]:
    """Yield what stands before the pages: the choice of a language, what is not there, and what robots ask first."""
    first = editions[0]
    rows = [
        {"lang": one.lang, "name": i18n.name_of(one.lang), "title": one.title, "address": f"{one.lang}/index.html"}
        | {"description": of_dataset(one, "description")}
        for one in editions
    ]
    values: dict[str, Any] = {"lang": first.lang, "title": first.title}
    yield "index.html", TEMPLATES.get_template("site/start.html").render(**values, rows=rows, scheme=first.scheme)
    root = urlsplit(first.scheme.base).path
    text = first.words.gettext("There is no such page in the atlas.")
    home = {"home": f"{root}{first.lang}/index.html", "link": first.title, "icon": f"{root}{first.scheme.icon}"}
    yield "404.html", TEMPLATES.get_template("not_found.html").render(**values, text=text, **home)
    yield "robots.txt", sitemap.robots(first.scheme.base)


def _sitemaps(editions: Sequence[Edition]) -> Iterator[File]:
    languages = [one.lang for one in editions]
    for one in editions:
        every = one.contents.pages()
        yield sitemap.of_language(one.lang), sitemap.pages(one.scheme.base, one.scheme, every, one.lang, languages)
    yield sitemap.FILE, sitemap.index(editions[0].scheme.base, languages)


def spoken(atlas: Atlas, asked: str) -> list[str]:
    """Return the languages that a text names, or those of the dataset."""
    named = [lang.strip() for lang in asked.split(",") if lang.strip()]
    return list(dict.fromkeys(named or settings.of(atlas).languages))
