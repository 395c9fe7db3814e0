"""Recordings that a museum brings to its kiosk: a voice that reads the text of an event, a film in sign language."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geo.errors import DataError
from geo.map import assets
from geo.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from branca.element import Figure

    from geo.model import Atlas

SCRIPTS: Final = ("kiosk/recording.js",)
VOICES: Final = {".mp3": "audio/mpeg", ".ogg": "audio/ogg"}
FILMS: Final = {".mp4": "video/mp4", ".webm": "video/webm"}
WORDS: Final = ".txt"
MOST_BYTES: Final = 16_000_000
"""Of all recordings of a kiosk; in base64 these are 21 MB of the 25 that a page may have."""
_NAMED: Final = "name it EVENT.LANGUAGE.mp3 (.ogg), its words EVENT.LANGUAGE.txt, a film EVENT.LANGUAGE.mp4 (.webm)"


@dataclass(frozen=True)
class Recording:
    """One recording: of which event (id), in which language (BCP 47), its MIME type, and what a voice says."""

    event: str
    lang: str
    type: str
    content: bytes
    words: str = ""

    @property
    def key(self) -> str:
        """Return the name of its block in the page."""
        return f"recording-{self.event}-{self.lang}-{'film' if self.type.startswith('video') else 'voice'}"


def read(folder: Path, atlas: Atlas, languages: Sequence[str]) -> tuple[Recording, ...]:
    """Return the recordings of a folder in some languages.

    Raises
    ------
    DataError
        For a file of another name or kind, a voice without its words, or more than `MOST_BYTES` in all.
    """
    events, problems, found = set(atlas["events"]["id"]), list[Problem](), list[Recording]()
    for file in sorted(folder.iterdir()):
        event, _, lang = file.stem.rpartition(".")
        kind = {**VOICES, **FILMS}.get(file.suffix)
        if file.suffix == WORDS:
            continue
        if event not in events or kind is None:
            problems.append(Problem(file.name, "", "", "", "is no recording of an event", _NAMED))
        elif lang in languages:
            words = file.with_suffix(WORDS)
            said = words.read_text("utf-8").strip() if words.is_file() else ""
            if file.suffix in VOICES and not said:
                problems.append(Problem(file.name, "", "", "", "has no words to read along", _NAMED))
            found.append(Recording(event, lang, kind, file.read_bytes(), said))
    size = sum(len(one.content) for one in found)
    if size > MOST_BYTES:
        why = f"has {size / 1e6:.1f} MB of recordings"
        problems.append(Problem(folder.name, "", "", "", why, f"{MOST_BYTES / 1e6:g} MB are what a page can carry"))
    if problems:
        raise DataError(problems)
    return tuple(found)


def of(recordings: Sequence[Recording], lang: str) -> dict[str, dict[str, Any]]:
    """Return event -> "voice" and "film" of a language, as ``static/kiosk/recording.js`` plays them."""
    made: dict[str, dict[str, Any]] = {}
    for one in recordings:
        if one.lang == lang:
            slot = "film" if one.type.startswith("video") else "voice"
            made.setdefault(one.event, {})[slot] = {"id": one.key, "type": one.type, "words": one.words}
    return made


def carry(figure: Figure, recordings: Sequence[Recording]) -> None:
    """Put recordings into the head of a figure, as texts: what nobody plays is not decoded."""
    for name, block in _blocks(recordings):
        figure.header.add_child(assets.Fixed(block), name=name)


def _blocks(recordings: Sequence[Recording]) -> Iterator[tuple[str, str]]:
    for one in recordings:
        content = base64.b64encode(one.content).decode()
        yield one.key, f'<script type="text/plain" id="{one.key}">{content}</script>'
