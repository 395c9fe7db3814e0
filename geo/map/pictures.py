"""The pictures of a page: what is said of each, which sizes a file carries within its budget, and what a server has."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geo import dates, i18n
from geo.dataset import cells, media
from geo.map import assets
from geo.map.encoding import TYPE, encoded, measured, name_of, sizes_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from branca.element import Figure

    from geo.dataset.translate import Localized
    from geo.model import Atlas

SCRIPTS: Final = ("shared/pictures.js",)
STYLES: Final = ("shared/pictures.css",)
BUDGET: Final = 20_000_000
"""Bytes that all pictures of a file may have together, before base64 makes a third more of them."""
_ADDRESS: Final = re.compile(r"(?P<name>[0-9a-f]{16})-(?P<size>[0-9]{3,4})\.webp")


def scripts(atlas: Atlas) -> tuple[str, ...]:
    """Return the scripts that a page needs for its pictures; none of a dataset that has none."""
    return SCRIPTS if len(atlas[media.TABLE]) else ()


def shown(localized: Localized, column: str) -> dict[str, list[dict[str, Any]]]:
    """Return record -> its pictures in the order of the table, as cards show them.

    Parameters
    ----------
    column
        One of `geo.dataset.media.NAMED`: by what the records are named.
    """
    atlas = localized.atlas
    rows = [row for row in media.of_atlas(atlas) if row[column]]
    sources = {row["id"]: row for row in atlas.rows("sources")} if rows else {}
    return cells.grouped((row[column], _row(localized, row, sources)) for row in rows)


def chosen(localized: Localized, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Return some pictures in the order of their ids, as cards show them."""
    rows = {row["id"]: row for row in media.of_atlas(localized.atlas)}
    sources = {row["id"]: row for row in localized.atlas.rows("sources")} if ids else {}
    return [_row(localized, rows[one], sources) for one in ids if one in rows]


def _row(localized: Localized, row: Mapping[str, str], sources: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    content = localized.atlas.files[row["file"]]
    width, height = measured(content)
    said = {name: row[name] for name in ("alt", "caption", "credit", "licence") if row[name]}
    if row["date"]:
        said["date"] = dates.display(dates.parse(row["date"]), localized.lang)
    if row["source_id"] in sources:
        source = sources[row["source_id"]]
        said["source"] = ", ".join(filter(None, (source["author"], source["title"], source["issued"][:4])))
    covered = {"graphic": True} if row["file"] in media.graphic(localized.atlas) else {}
    made = {"name": name_of(content), "w": width, "h": height, **said, **covered}
    return localized.with_untranslated(made, media.TABLE, row["id"])


def data_url(atlas: Atlas, file: str) -> str:
    """Return the small form of a picture as an address that holds it."""
    content = atlas.files[file]
    return f"data:image/webp;base64,{base64.b64encode(encoded(content, sizes_of(content)[0])).decode()}"


def credit(row: Mapping[str, Any], lang: str) -> str:
    """Return who made a picture, when, and under which licence it is shown, in one line."""
    licence = i18n.translator(lang).gettext("Licence: %(licence)s") % {"licence": row["licence"]}
    return " · ".join(filter(None, (row.get("date", ""), row["credit"], licence)))


@dataclass(frozen=True)
class Plan:
    """Which pictures a file carries, and how large.

    Attributes
    ----------
    carried
        Name of a picture -> pixels on the longer side -> its bytes; nothing of one that is left out.
    smaller, left_out
        Files that do not have their full size, and those that are not there, in the order of the table.
    budget
        Bytes that all may have together.
    """

    carried: Mapping[str, Mapping[int, bytes]]
    smaller: tuple[str, ...]
    left_out: tuple[str, ...]
    budget: int

    @property
    def bytes(self) -> int:
        """What they have together."""
        return sum(len(content) for sizes in self.carried.values() for content in sizes.values())

    def said(self) -> Iterator[str]:
        """Yield sentences for whoever makes the file; none where there are no pictures."""
        if not self.carried:
            return
        kept = sum(map(bool, self.carried.values()))
        of = f"{self.bytes / 1e6:.2f} of {self.budget / 1e6:g} MB"
        yield f"pictures: {kept} of {len(self.carried)} in the file, {of}"
        if self.smaller:
            yield f"made smaller to fit: {', '.join(self.smaller)}"
        if self.left_out:
            yield f"warning: left out, as the cards say: {', '.join(self.left_out)} - allow more with --media-budget"


def plan(atlas: Atlas, budget: int = BUDGET) -> Plan:
    """Return what of all pictures fits into a budget of bytes.

    Each has a small form, which cards show, and the full one; one that is graphic has no small form. When that is too
    much, the largest files are made smaller first, all by one step before any by two; what then does not fit is left
    out.
    """
    files = contents(atlas)
    covered = media.graphic(atlas)
    steps = {file: _steps(sizes_of(content), small=file not in covered) for file, content in files.items()}
    at = dict.fromkeys(files, 0)
    made: dict[tuple[str, int], bytes] = {}

    def weight(file: str) -> int:
        for size in steps[file][at[file]]:
            if (file, size) not in made:
                made[file, size] = encoded(files[file], size)
        return sum(len(made[file, size]) for size in steps[file][at[file]])

    weights = {file: weight(file) for file in files}
    while sum(weights.values()) > budget:
        first = max(len(steps[file]) - at[file] for file in files)
        file = max((one for one in files if len(steps[one]) - at[one] == first), key=weights.__getitem__)
        at[file] += 1
        weights[file] = weight(file)
    carried = {name_of(files[file]): {size: made[file, size] for size in steps[file][at[file]]} for file in files}
    left_out = tuple(file for file in files if not steps[file][at[file]])
    return Plan(carried, tuple(file for file in files if at[file] and file not in left_out), left_out, budget)


def _steps(sizes: Sequence[int], *, small: bool) -> list[tuple[int, ...]]:
    """Return what of a picture a file may carry, the most first."""
    return [*(tuple(sorted({size, *(sizes[:1] if small else ())})) for size in reversed(sizes)), ()]


def of_plan(carried: Plan) -> dict[str, Any]:
    """Return what a page knows of the pictures that it carries: the sizes of each, in pixels on the longer side."""
    return {"sizes": {name: [*sizes] for name, sizes in carried.carried.items()}, "prefix": ""}


def of_server(atlas: Atlas, prefix: str) -> dict[str, Any]:
    """Return the same of pictures that a server has all of, at ``prefix`` and `address`."""
    return {"sizes": {name_of(one): sizes_of(one) for one in contents(atlas).values()}, "prefix": prefix}


def carry(figure: Figure, carried: Plan) -> None:
    """Put the pictures of a plan into the head of a figure, as texts: what nobody looks at is not decoded."""
    for name, sizes in carried.carried.items():
        for size, content in sizes.items():
            key = f"picture-{name}-{size}"
            block = f'<script type="text/plain" id="{key}">{base64.b64encode(content).decode()}</script>'
            figure.header.add_child(assets.Fixed(block), name=key)


def contents(atlas: Atlas) -> dict[str, bytes]:
    """Return file -> its content, of all pictures of the table, each once."""
    return {row["file"]: atlas.files[row["file"]] for row in media.of_atlas(atlas)}


def address(text: str) -> tuple[str, int] | None:
    """Return name and size of the picture at an address of the server, NAME-SIZE.webp; None for no such address."""
    asked = _ADDRESS.fullmatch(text)
    return (asked["name"], int(asked["size"])) if asked else None


def inline(content: bytes, size: int) -> str:
    """Return a picture as the address of an image that stands in a document."""
    return f"data:{TYPE};base64,{base64.b64encode(encoded(content, size)).decode()}"
