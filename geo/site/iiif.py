"""The pictures of a site for viewers elsewhere: a manifest of the IIIF Presentation API 3.0.

Its identifiers are whole addresses, so that a site that does not know where it will stand has none. Graphic pictures
are left out: no viewer asks before it shows one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geo.dataset import media
from geo.map import pictures
from geo.map.encoding import TYPE, measured
from geo.site.addresses import Page
from geo.site.edition import size_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.site.edition import Edition

CONTEXT: Final = "http://iiif.io/api/presentation/3/context.json"
PATH: Final = "iiif/manifest.json"
OF: Final = {"event_id": "event", "place_id": "place", "person_id": "person", "story": "story"}
"""Column of `media` -> kind of the page of what a picture shows."""
KNOWN: Final = ("http://creativecommons.org/", "http://rightsstatements.org/")
Texts = dict[str, list[str]]
"""Language -> texts, as IIIF has them."""


def manifest(editions: Sequence[Edition], files: Mapping[str, bytes]) -> dict[str, Any] | None:
    """Return the manifest of the pictures of a dataset, in all languages of its site; None where there are none.

    `files` are the pictures of the site by their paths.
    """
    first = editions[0]
    covered = media.graphic(first.atlas)
    rows = [
        row for row in media.of_atlas(first.atlas) if row["file"] not in covered and any(row[column] for column in OF)
    ]
    if not rows or not first.scheme.base:
        return None
    said = {one.lang: pictures.chosen(one.localized, [row["id"] for row in rows]) for one in editions}
    return {
        "@context": CONTEXT,
        "id": f"{first.scheme.base}{PATH}",
        "type": "Manifest",
        "label": {one.lang: [one.title] for one in editions},
        "items": [
            _canvas(editions, row, {lang: every[at] for lang, every in said.items()}, files)
            for at, row in enumerate(rows)
        ],
    }


def _canvas(
    editions: Sequence[Edition],
    row: Mapping[str, str],
    said: Mapping[str, Mapping[str, Any]],
    files: Mapping[str, bytes],
) -> dict[str, Any]:
    """Return one picture: its words, whom to name, the pages that it belongs to, and the file that is painted."""
    base, shown = editions[0].scheme.base, next(iter(said.values()))
    path = editions[0].scheme.picture(shown["name"], size_of(editions[0].atlas.files[row["file"]]))
    width, height = measured(files[path])
    canvas = f"{base}iiif/{shown['name']}"
    body = {"id": f"{base}{path}", "type": "Image", "format": TYPE}
    painting = {"id": f"{canvas}/painting", "type": "Annotation", "motivation": "painting", "target": canvas}
    measures = {"width": width, "height": height}
    rights = _rights(row["licence"])
    return {
        "id": canvas,
        "type": "Canvas",
        **measures,
        "label": _texts("alt", said),
        **({"summary": summary} if (summary := _texts("caption", said)) else {}),
        "requiredStatement": {
            "label": {one.lang: [one.words.pgettext("site", "Author and licence")] for one in editions},
            "value": {one.lang: [pictures.credit(said[one.lang], one.lang)] for one in editions},
        },
        **({"rights": rights} if rights else {}),
        "homepage": [_home(one, column, row[column]) for column in OF if row[column] for one in editions],
        "items": [{"id": f"{canvas}/page", "type": "AnnotationPage", "items": [{**painting, "body": body | measures}]}],
    }


def _rights(licence: str) -> str:
    """Return a licence as IIIF knows it: those of Creative Commons, and by addresses that are not encrypted."""
    address = media.licence_address(licence).replace("https://", "http://", 1)
    return address if address.startswith(KNOWN) else ""


def _texts(field: str, said: Mapping[str, Mapping[str, Any]]) -> Texts:
    """Return a text of a picture in the languages in which there is one."""
    return {
        lang: [row[field]] for lang, row in said.items() if row.get(field) and field not in row.get("untranslated", ())
    }


def _home(edition: Edition, column: str, key: str) -> dict[str, Any]:
    address = f"{edition.scheme.base}{edition.scheme.address(Page(OF[column], key), edition.lang)}"
    label = {edition.lang: [edition.title]}
    return {"id": address, "type": "Text", "format": "text/html", "label": label, "language": [edition.lang]}
