"""Recordings that a museum brings to its kiosk: a voice that reads the text of an event, a film in sign language."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geo.dataset import settings
from geo.errors import DataError
from geo.map import assets
from geo.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from branca.element import Figure

    from geo.model import Atlas

SCRIPTS: Final = ("kiosk/recording.js",)
VOICES: Final = {".mp3": ("audio/mpeg", rb"ID3|\xff[\xe0-\xff]"), ".ogg": ("audio/ogg", b"OggS")}
FILMS: Final = {".mp4": ("video/mp4", b"....ftyp"), ".webm": ("video/webm", rb"\x1a\x45\xdf\xa3")}
KINDS: Final = {**VOICES, **FILMS}
"""End of a name -> MIME type, and how such a file begins: one that is none would be a button that does nothing."""
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
        For a file of another name or kind, a voice without its words, words without a recording, or more than
        `MOST_BYTES` in all.
    """
    try:
        files = sorted(folder.iterdir())
    except OSError as error:
        why, fix = f"cannot be read ({error.strerror})", "name the folder in which the recordings lie"
        raise DataError([Problem(str(folder), "", "", "", why, fix)]) from error
    recorded = [file for file in files if file.suffix.lower() != WORDS]
    problems = [*_strange(recorded, atlas), *_silent(files, recorded)]
    found = []
    for file in recorded:
        event, _, lang = file.stem.rpartition(".")
        if lang in languages and not problems:
            kind, _sign = KINDS[file.suffix.lower()]
            found.append(Recording(event, lang, kind, file.read_bytes(), _words(file)))
    size = sum(len(one.content) for one in found)
    if size > MOST_BYTES:
        why = f"has {size / 1e6:.1f} MB of recordings"
        problems.append(Problem(folder.name, "", "", "", why, f"{MOST_BYTES / 1e6:g} MB are what a page can carry"))
    if problems:
        raise DataError(problems)
    return tuple(found)


def _strange(files: Sequence[Path], atlas: Atlas) -> Iterator[Problem]:
    """Yield what is no recording of an event, or the second one of it in a language."""
    events, taken = set(atlas["events"]["id"]), set[tuple[str, bool]]()
    for file in files:
        event, _, lang = file.stem.rpartition(".")
        kind, sign = KINDS.get(file.suffix.lower(), ("", b""))
        slot = (file.stem, kind.startswith("video"))
        if event not in events or not kind or not file.is_file():
            yield Problem(file.name, "", "", "", "is no recording of an event", _NAMED)
        elif not settings.of(atlas).speaks(lang):
            known = ", ".join(settings.of(atlas).languages)
            yield Problem(file.name, "", "", lang, f"is no language of the atlas; it has {known}", _NAMED)
        elif not re.match(sign, file.read_bytes()[:16], re.DOTALL):
            yield Problem(file.name, "", "", "", "does not hold what its name says", f"save it anew as {file.suffix}")
        elif slot in taken:
            yield Problem(file.name, "", "", "", "is a second recording of one text", "leave one of them")
        taken.add(slot)


def _silent(files: Sequence[Path], recorded: Sequence[Path]) -> Iterator[Problem]:
    """Yield a voice without words, words without a recording, and words that nobody can read."""
    stems = {file.stem for file in recorded}
    for file in files:
        try:
            said = _words(file)
        except (UnicodeDecodeError, OSError):
            yield Problem(file.with_suffix(WORDS).name, "", "", "", "is not UTF-8", "save it as UTF-8")
            continue
        if file.suffix.lower() == WORDS and file.stem not in stems:
            yield Problem(file.name, "", "", "", "has no recording of which it is the words", _NAMED)
        elif file.suffix.lower() in VOICES and not said:
            yield Problem(file.name, "", "", "", "has no words to read along", _NAMED)


def _words(file: Path) -> str:
    """Return what stands beside a recording; "" where nothing does."""
    words = file.with_suffix(WORDS)
    return words.read_text("utf-8-sig").strip() if words.is_file() else ""


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
