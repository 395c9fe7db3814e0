"""Sentences about an address, of which a reader gets the first."""

from __future__ import annotations

from typing import Final

from geo.i18n import translator
from geo.wording import shorten

MAX_NOTICES: Final = 8
"""Sentences; what else is wrong with an address is only counted."""
NOTICED: Final = 40
"""Characters of a wrong value that a notice shows: it stands above the map."""


def quoted(text: str) -> str:
    """Return a wrong value as a notice shows it, the beginning of a long one."""
    return repr(shorten(text, NOTICED))


class Notices(list[str]):
    """Sentences about an address, in the language that it asks for."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.messages = translator(lang)
        self.lang = self.messages.lang

    def say(self, message: str, **values: object) -> None:
        """Add a sentence; `message` is marked with `N_`."""
        self.append(self.messages.gettext(message) % values)

    def few(self) -> list[str]:
        """Return the first sentences, and how many there were beyond."""
        more = len(self) - MAX_NOTICES
        if more <= 0:
            return list(self)
        left = self.messages.ngettext(
            "%(n)s more part of the address was left out.", "%(n)s more parts of the address were left out.", more
        )
        return [*self[:MAX_NOTICES], left % {"n": more}]
