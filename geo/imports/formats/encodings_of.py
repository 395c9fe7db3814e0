"""Which encodings a text may have: those that could be, each with how a line would read, for a person to judge.

None is chosen here. A text that somebody reads is told from one in a wrong encoding at a glance; a program only
puts the likeliest first, by the shape of the words: letters of one script, large ones at their beginning.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import TYPE_CHECKING, Final

from geo.dataset import encodings
from geo.wording import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

KNOWN: Final = (
    "windows-1251", "cp866", "koi8-r", "koi8-u", "mac-cyrillic", "iso8859-5",
    "windows-1252", "windows-1250", "windows-1257", "cp852", "iso8859-2", "cp775", "cp437", "mac-roman",
)  # fmt: skip
"""Those of archives from Germany to Central Asia; of equal ones the first is proposed."""
SHOWN: Final = 4
SAMPLE: Final = 200_000
"""Bytes that are looked at."""
AROUND: Final = 60
"""Bytes of a line that are shown, at most so many before the first that is not UTF-8."""
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_WORD: Final = re.compile(r"[^\W\d_]+")
COMMON: Final = frozenset("оеаинтсрвлкмдпуяыьгзбчйхіїєąćęłńóśźżáéíýčďěňřšťůžäöüßõåøæàèçâêîôûñìòùœ")
"""Letters that are frequent in the languages of these archives; in a wrong encoding most are others."""


def proposal(data: bytes, start: int, tried: str) -> str:
    """Return how to name the encoding of a file in which a byte did not fit the one that was tried."""
    if marked := encodings.MARKS.get(data[:2]):
        return f"name its encoding, such as --encoding {marked}"
    begin = max(data.rfind(b"\n", 0, start) + 1, start - AROUND // 2)
    line = next(iter(data[begin : start + AROUND].splitlines()), b"")
    read = _read(data, line, tried)
    shown = [f"--encoding {name} if this reads well: {shorten(text, AROUND)!r}" for name, text in read]
    return "name its encoding: " + "; ".join(shown) if shown else "look whether it is a text file"


def _read(data: bytes, line: bytes, tried: str) -> Iterator[tuple[str, str]]:
    """Yield the likeliest encodings and a line in each; two that read the file alike are one."""
    sample = data[:SAMPLE] if _HIGH.search(data[:SAMPLE]) else line
    high = bytes(sorted({*data} - {*range(128)}))
    alphabets: dict[str, str] = {}
    for name in KNOWN:
        if codecs.lookup(name) == codecs.lookup(tried):
            continue
        try:
            alphabet = high.decode(name)
        except UnicodeDecodeError:
            continue
        if not any(unicodedata.category(char) == "Cc" for char in alphabet):
            alphabets.setdefault(alphabet, name)
    ranked = sorted(alphabets.values(), key=lambda name: -_likeness(sample.decode(name)))
    yield from ((name, line.decode(name).strip()) for name in ranked[:SHOWN])


def _likeness(text: str) -> float:
    """Return how much the words with other letters than A to Z look like words, from 0 to 1."""
    found = points = 0.0
    for word in set(re.findall(r"\S*[^\x00-\x7f]\S*", text)):
        odd = [char for char in word if ord(char) > 127]
        found += len(odd)
        points += sum(char.casefold() in COMMON or char in "«»„“”–—№" for char in odd) if _is_sound(word) else 0
    return points / found if found else 0.0


def _is_sound(word: str) -> bool:
    """Say whether the letters of a word are of one script, and large ones stand at its beginning or everywhere."""
    for letters in _WORD.findall(word):
        scripts = {unicodedata.name(char, "").partition(" ")[0] for char in letters}
        if len(scripts) > 1 or not (letters.islower() or letters.isupper() or letters.istitle()):
            return False
        if scripts == {"LATIN"} and re.search(r"[^\x00-\x7f]{3}", letters):  # a Russian word in a Western encoding
            return False
    return True
