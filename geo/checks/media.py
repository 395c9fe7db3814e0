"""Checks of pictures: each is one, is of something, and says to everybody what is to be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.dataset import cells, kiosks, media, settings, stories, translate
from geo.dataset.toml_tables import read
from geo.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.checks.context import CheckContext
    from geo.model import Problem

SPOKEN = translate.SHOWN[media.TABLE]


def check_pictures(atlas: CheckContext) -> Iterator[Problem]:
    """Every file is a picture that can be decoded, within bounds; those that cannot be read are reported with that."""
    faults = {name: media.picture_fault(atlas.files[name]) for name in _files(atlas)}
    for index, name in cells.rows(atlas[media.TABLE], "file"):
        if fault := faults.get(name):
            yield atlas.problem(media.TABLE, index, "file", name, *fault)


def _files(atlas: CheckContext) -> list[str]:
    return [name for name in dict.fromkeys(atlas[media.TABLE]["file"].tolist()) if name in atlas.files]


def check_subjects(atlas: CheckContext) -> Iterator[Problem]:
    """Every picture but the logo of a kiosk is of something, and the story that it names is there."""
    known, logos = _stories(atlas), kiosks.logos(atlas)
    for index, key, *named in cells.rows(atlas[media.TABLE], "id", *media.NAMED):
        *_, story = named
        if not any(named) and key not in logos:
            fix = f"give one of {', '.join(media.NAMED)}, or name it as logo in {kiosks.FILE}"
            yield atlas.problem(media.TABLE, index, "id", key, "is a picture of nothing", fix)
        elif story and known is not None and story not in known:
            fix = cells.suggest(story, known) if known else f"write {stories.FILE}, or leave the cell empty"
            yield atlas.problem(media.TABLE, index, "story", story, f"there is no such story in {stories.FILE}", fix)


def _stories(atlas: CheckContext) -> list[str] | None:
    """Return the ids of all stories, faulty ones too; None when they cannot be read."""
    try:
        found = read(atlas.files, stories.FILE, stories.DAMAGED, stories.MAX_DEPTH).get("stories", {})
    except DataError:
        return None
    return [*found] if isinstance(found, dict) else None


def check_spoken(atlas: CheckContext) -> Iterator[Problem]:
    """Whoever does not see a picture is told in every language what it shows; what is missing is a warning."""
    own = settings.of(atlas)
    further = [lang for lang in own.languages if lang != own.language]
    if not further or atlas[media.TABLE].empty:
        return
    texts = {
        (row["id"], row["field"], row["lang"]) for row in atlas.rows(translate.TEXTS) if row["table"] == media.TABLE
    }
    for field in SPOKEN:
        for index, key, text in cells.rows(atlas[media.TABLE], "id", field):
            missed = [lang for lang in further if text and (key, field, lang) not in texts]
            if missed:
                why, fix = f"has no text in {', '.join(missed)}", f"add rows to {atlas.path(translate.TEXTS)}"
                yield atlas.problem(media.TABLE, index, field, text, why, fix, warning=True)
