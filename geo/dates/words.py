"""The words for dates in one language, from its messages.

A date stands alone ("August 1937", "1930s") or after a word such as "from" or "about", where many
languages change it ("od sierpnia 1937", "from the 1930s"). So each pattern is asked for twice, with
the context ``alone`` and ``after a word``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from geo.i18n import translator


@dataclass(frozen=True, slots=True)
class Words:
    """What a language calls dates that stand in one position; patterns hold ``%(name)s`` places."""

    months: tuple[str, ...]
    months_with_day: tuple[str, ...]
    seasons: tuple[str, ...]
    year: str
    decade: str
    month: str
    day: str
    some_year: str
    some_month: str
    some_day: str
    some_day_of_month: str
    perhaps: str
    about: str


@cache
def alone(lang: str) -> Words:
    """Return the words of a date that stands alone, such as "August 1937"."""
    pgettext = translator(lang).pgettext
    # NOTE: the twelve months in one message, with a space between them
    months = pgettext("alone", "January February March April May June July August September October November December")
    with_day = pgettext(
        "with a day", "January February March April May June July August September October November December"
    )
    return Words(
        months=tuple(months.split()),
        months_with_day=tuple(with_day.split()),
        seasons=tuple(pgettext("alone", "spring summer autumn winter").split()),
        year=pgettext("alone", "%(year)s"),
        # NOTE: 1930s; %(last)s is 1939
        decade=pgettext("alone", "%(year)ss"),
        month=pgettext("alone", "%(month)s %(year)s"),
        day=pgettext("alone", "%(day)s %(month)s %(year)s"),
        some_year=pgettext("alone", "some year of %(first)s–%(last)s"),
        some_month=pgettext("alone", "some month of %(date)s"),
        some_day=pgettext("alone", "some day of %(date)s"),
        some_day_of_month=pgettext("alone", "some day in %(date)s"),
        perhaps=pgettext("alone", "perhaps %(date)s"),
        about=pgettext("alone", "about %(date)s"),
    )


@cache
def after_a_word(lang: str) -> Words:
    """Return the words of a date after "from", "until", "about" or the like."""
    pgettext = translator(lang).pgettext
    # NOTE: the twelve months in one message, with a space between them
    months = pgettext(
        "after a word", "January February March April May June July August September October November December"
    )
    return Words(
        months=tuple(months.split()),
        months_with_day=tuple(months.split()),
        seasons=tuple(pgettext("after a word", "spring summer autumn winter").split()),
        year=pgettext("after a word", "%(year)s"),
        # NOTE: 1930s; %(last)s is 1939
        decade=pgettext("after a word", "the %(year)ss"),
        month=pgettext("after a word", "%(month)s %(year)s"),
        day=pgettext("after a word", "%(day)s %(month)s %(year)s"),
        some_year=pgettext("after a word", "some year of %(first)s–%(last)s"),
        some_month=pgettext("after a word", "some month of %(date)s"),
        some_day=pgettext("after a word", "some day of %(date)s"),
        some_day_of_month=pgettext("after a word", "some day in %(date)s"),
        perhaps=pgettext("after a word", "perhaps %(date)s"),
        about=pgettext("after a word", "about %(date)s"),
    )
