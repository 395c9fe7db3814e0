"""Versions of a site that stay: before a new one is written, what was there is copied to ``v/<version>/``.

A copy is whole: its links lead to its own pages, maps and downloads. Each of its pages begins with a notice that it is
of an earlier version, and with a link to what stands at the same path now: the present page, or a sentence that it is
gone and where it was. Nothing that was kept is ever replaced.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
from typing import TYPE_CHECKING, Final

from geo import i18n
from geo.dataset import changes
from geo.errors import OutputError
from geo.export.files import failure
from geo.map.page import TEMPLATES
from geo.site import folder
from geo.site.addresses import KEPT, Kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from geo.model import Atlas
    from geo.site.edition import Edition
    from geo.site.folder import File

NAME: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+-]{0,60}", re.ASCII)
"""Of a version that can be a folder."""
PRESENT: Final = ("404.html", "robots.txt", "picture/", "sitemap")
"""How paths begin of what only the present version has: it speaks to robots and other sites."""
MAP: Final = "map.html"
OVER: Final = 62
"""Pixels of the notice over the map, which fills its window: it begins below them."""
_BODY: Final = re.compile(r"<body[^>]*>")
_LANG: Final = re.compile(r'<html[^>]*\slang="([\w-]+)"')
_EARLIER: Final = re.compile(r'<nav class="earlier".*?</nav>\n?', re.DOTALL)
_CITED: Final = re.compile(r'<p class="cite">.*?</p>', re.DOTALL)
_CANONICAL: Final = re.compile(r'<link rel="canonical" href="([^"]*)">')


def named(atlas: Atlas) -> str:
    """Return what the folder of a version is called: the version that its editors gave it, else that of its content."""
    given = changes.stated(atlas)
    return given if NAME.fullmatch(given) else atlas.version


def fault(root: Path, atlas: Atlas) -> str:
    """Return why what a folder holds cannot be kept beside a new site; "" when it can, or when there is nothing."""
    if not (root / folder.LIST).is_file():
        return ""
    before = folder.about(root)
    if not NAME.fullmatch(before.version):
        return f"{root} does not say of which version it is - write it once without --keep"
    if before.version == named(atlas) and before.digest != atlas.version:
        return (
            f"{root} holds other data that are version {before.version}, too, and would be lost - "
            "raise the version in datapackage.json, or leave out --keep"
        )
    if (there := folder.about(root / KEPT / before.version)).digest not in ("", before.digest):
        return f"{root / KEPT / there.version} holds other data that are version {there.version}, too - move one away"
    return ""


def keep(root: Path, atlas: Atlas) -> str:
    """Copy what a folder holds to the folder of its version, unless it is of the one that comes; return which it was.

    Raises
    ------
    OutputError
        When something cannot be written; what was there is untouched.
    """
    before = folder.about(root)
    path = root / KEPT / before.version
    if not NAME.fullmatch(before.version) or before.version == named(atlas) or path.exists():
        return ""
    draft = root / KEPT / f".atlas-{secrets.token_hex(6)}.tmp"
    try:
        for name in before.files:
            if not name.startswith(PRESENT) and name not in before.gone and (root / name).is_file():
                target = draft / name
                target.parent.mkdir(parents=True, exist_ok=True)
                if name.endswith(".html"):
                    text = (root / name).read_text(encoding="utf-8")
                    target.write_text(_stamped(text, name, before.version), encoding="utf-8", newline="")
                else:
                    shutil.copyfile(root / name, target)
        kept = [one for one in before.files if (draft / one).is_file()]
        (draft / folder.LIST).write_text(
            json.dumps({"version": before.version, "digest": before.digest, "files": kept}, indent=0), encoding="utf-8"
        )
        draft.rename(path)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise OutputError(failure(path, error)) from error
    return before.version


def found(root: Path, present: str = "") -> list[Kept]:
    """Return the versions that stand beside a site, but for the `present` one, the newest first."""
    every = (root / KEPT).iterdir() if (root / KEPT).is_dir() else iter(())
    names = [
        one.name for one in every if NAME.fullmatch(one.name) and one.name != present and (one / folder.LIST).is_file()
    ]
    ordered = sorted(names, key=changes.order, reverse=True)
    return [Kept(name, frozenset(folder.about(root / KEPT / name).files)) for name in ordered]


def missing(kept: Iterable[Kept], there: Iterable[str]) -> dict[str, Kept]:
    """Return the paths of pages that are not among those that are there, and the newest version that has each."""
    known = set(there)
    paths = [(name, one) for one in kept for name in one.files if name.endswith(".html") and "/" in name]
    return {name: one for name, one in reversed(paths) if name not in known}


def gone(editions: Sequence[Edition], paths: Mapping[str, Kept]) -> Iterator[File]:
    """Yield what stands at the paths of pages that only earlier versions have: where they can still be read."""
    first, every = editions[0], {one.lang: one for one in editions}
    for name, one in sorted(paths.items()):
        edition = every.get(name.partition("/")[0], first)
        text = edition.words.pgettext("site", "This page is no longer in the atlas. It stands in version %(version)s.")
        root = "../" * name.count("/")
        yield (
            name,
            TEMPLATES.get_template("not_found.html").render(
                lang=edition.lang,
                title=edition.title,
                text=text % {"version": one.version},
                link=one.version,
                home=f"{root}{one.folder}/{name}",
                icon=f"{root}{first.scheme.icon}",
            ),
        )


def _stamped(text: str, name: str, version: str) -> str:
    """Return a page that says of which version it is and leads to the present one; it cites its own address."""
    spoken = _LANG.search(text)
    lang = spoken[1] if spoken and i18n.is_language(spoken[1]) else i18n.DEFAULT
    messages = i18n.translator(lang)
    notice = TEMPLATES.get_template("site/older.html").render(
        text=messages.pgettext("site", "This is version %(version)s of the atlas, which has since been changed.")
        % {"version": version},
        link=messages.pgettext("site", "To the present version"),
        address=f"{'../' * (name.count('/') + 2)}{name}",
        over=OVER if name == MAP else 0,
    )
    if name == MAP:
        text = text.replace("</head>", f"<style>.at-page {{ top: {OVER}px !important }}</style>\n</head>", 1)
    canonical = _CANONICAL.search(text)
    if canonical and canonical[1].endswith(name):
        address, own = canonical[1], f"{canonical[1].removesuffix(name)}{KEPT}/{version}/{name}"
        text = _CITED.sub(lambda cited: cited[0].replace(address, own), text)
    elif not canonical:
        text = text.replace("</head>", '<meta name="robots" content="noindex">\n</head>', 1)
    text = _EARLIER.sub("", text)
    return _BODY.sub(lambda body: f"{body[0]}\n{notice}", text, count=1)
