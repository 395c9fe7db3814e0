"""Texts for people: cut to a length, counted in English."""

from __future__ import annotations

from typing import Final

SHOWN: Final = 80
"""Characters of a wrong value that a message shows."""


def shorten(text: str, most: int = SHOWN) -> str:
    """Return a text, or its beginning with ``...`` when it has more than `most` characters."""
    return text if len(text) <= most else f"{text[:most]}..."


def plural(noun: str, number: int) -> str:
    """Return an English noun, with an s unless there is one of it."""
    return noun if number == 1 else f"{noun}s"


def count(number: int, noun: str) -> str:
    """Return a number and its noun: ``1 event``, ``2,000 events``."""
    return f"{number:,} {plural(noun, number)}"


def plain(text: str) -> str:
    """Return a text of a dataset as one line that cannot steer a terminal."""
    if text.isprintable():  # nearly always, and quickly
        return text
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)
