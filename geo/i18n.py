"""The languages of the interface: messages, plural forms, and the catalogue for JavaScript.

Messages are read from ``locales/<lang>/LC_MESSAGES/atlas.po`` as their translators wrote them:
nothing is compiled. English stands in the code; a message without a translation stays English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from babel import Locale, UnknownLocaleError
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from geo.errors import QueryError
from geo.wording import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

LOCALES: Final = Path(__file__).parent / "locales"
DOMAIN: Final = "atlas"
DEFAULT: Final = "en"
LANGUAGES: Final[Mapping[str, str]] = {"en": "English", "ru": "Русский", "et": "Eesti", "pl": "Polski"}
"""Code (BCP 47) -> the language's own name, in the order of the switch."""
CATEGORIES: Final = ("zero", "one", "two", "few", "many", "other")
"""Plural categories of CLDR in the order in which gettext counts the forms."""

_WRITTEN: Final = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")

Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Translator:
    """Messages of one language; English where one is missing.

    `lang` is the language of the messages: English for a language that the interface does not speak.
    """

    lang: str
    messages: Mapping[Key, tuple[str, ...]]
    plural: tuple[str, ...]

    def gettext(self, message: str) -> str:
        """Return a message in the language."""
        return self.messages.get((None, message), (message,))[0]

    def pgettext(self, context: str, message: str) -> str:
        """Return a message that means something else in another context."""
        return self.messages.get((context, message), (message,))[0]

    def ngettext(self, one: str, many: str, n: int) -> str:
        """Return the form of a message that goes with the number `n`."""
        forms = self.messages.get((None, one))
        if forms is None:
            return one if n == 1 else many
        category = Locale.parse(self.lang).plural_form(n)
        return forms[self.plural.index(category) if category in self.plural else -1]


def N_(message: str) -> str:  # noqa: N802 - gettext's own name
    """Mark a constant for translation; it is looked up where it is shown."""
    return message


@lru_cache(maxsize=1000)
def is_language(lang: str) -> bool:
    """Whether texts may be in a language: a code of BCP 47 that the CLDR knows.

    >>> is_language("es"), is_language("zh-Hant"), is_language("spanish")
    (True, True, False)
    """
    try:
        return bool(_WRITTEN.fullmatch(lang)) and bool(Locale.parse(lang, sep="-"))
    except (UnknownLocaleError, ValueError):
        return False


def name_of(lang: str, shown_in: str | None = None) -> str:
    """Return what a language calls itself, or what it is called in another one.

    >>> name_of("es"), name_of("es", "en")
    ('Español', 'Spanish')
    """
    if shown_in is None and lang in LANGUAGES:
        return LANGUAGES[lang]
    name = Locale.parse(lang, sep="-").get_display_name(shown_in or Locale.parse(lang, sep="-")) or lang
    return name if shown_in else name[:1].upper() + name[1:]


def supported(lang: str) -> str:
    """Return the language of the interface for readers of a language: that one, or else English.

    Raises
    ------
    QueryError
        If it is no language.
    """
    if lang in LANGUAGES:
        return lang
    if not is_language(lang):
        msg = f"the atlas has no language {shorten(lang)!r}; it has {', '.join(LANGUAGES)}"
        raise QueryError(msg)
    return DEFAULT


@cache
def translator(lang: str) -> Translator:
    """Return the messages for readers of a language, read once; see `supported` for errors."""
    interface = supported(lang)
    messages = {} if interface == DEFAULT else _read(LOCALES / interface / "LC_MESSAGES" / f"{DOMAIN}.po")
    return Translator(interface, messages, plural_categories(interface))


def number(value: float, lang: str) -> str:
    """Return a number as a language writes it; in all but English four digits stand together, as in the texts."""
    together = lang != DEFAULT and abs(value) < 10_000
    return str(format_decimal(value, format="#,##0.#", locale=lang, group_separator=not together))


def _read(path: Path) -> dict[Key, tuple[str, ...]]:
    """Return what is translated and not marked as fuzzy."""
    found: dict[Key, tuple[str, ...]] = {}
    with path.open("rb") as file:
        for message in read_po(file):
            forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
            if message.id and forms and all(forms) and not message.fuzzy:
                source = message.id if isinstance(message.id, str) else message.id[0]
                found[message.context, source] = forms
    return found


def plural_categories(lang: str) -> tuple[str, ...]:
    """Return the CLDR categories of whole numbers, in the order of the plural forms of a .po file.

    >>> plural_categories("ru"), plural_categories("et")
    (('one', 'few', 'many'), ('one', 'other'))
    """
    form = Locale.parse(lang).plural_form
    used = {form(n) for n in range(200)}
    return tuple(name for name in CATEGORIES if name in used)


def catalog(lang: str) -> dict[str, Any]:
    """Return what ``static/shared/i18n.js`` needs: messages, and the plural categories of their forms.

    `messages` maps a message to its translation, or to the list of its plural forms; `plural` says
    which form goes with which answer of ``Intl.PluralRules``.
    """
    translated = translator(lang)
    plain = {message: forms for (context, message), forms in translated.messages.items() if context is None}
    messages = {message: forms[0] if len(forms) == 1 else list(forms) for message, forms in plain.items()}
    return {"lang": translated.lang, "plural": list(translated.plural), "messages": messages}
