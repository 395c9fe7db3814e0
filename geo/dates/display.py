"""EDTF dates in the words of a language, with every doubt shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from geo.dates.bounds import parse
from geo.dates.edtf import SEASONS, UNSPECIFIED, month_length
from geo.dates.words import Words, after_a_word, alone
from geo.i18n import DEFAULT, translator
from geo.model import Edge, Part

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.model import Date, Day, Side

DASH: Final = "\N{EN DASH}"


def display(date: Date, lang: str = DEFAULT) -> str:
    """Return a date in words, such as "8 July 1941", "1930s", "perhaps about 1937".

    The sides of an interval stand around an en dash and share a year that is the same. A date that is
    told by other events only (it has no `text`) says between which days it lies: "before 26 March 1940".

    ``?`` is "perhaps" and ``~`` is "about", said of each side that carries it. Years before 1 are
    written as BC, years up to 999 as AD. Years are never grouped.

    Parameters
    ----------
    date
        The date.
    lang
        One of `geo.i18n.LANGUAGES`; a QueryError tells another.
    """
    wording = _wording_of(lang)
    if not date.text:
        return wording.between(date.earliest_start, date.latest_end)
    return wording.qualified(date.sides[0]) if len(date.sides) == 1 else wording.interval(*date.sides)


def year(value: int, lang: str = DEFAULT) -> str:
    """Return an astronomical year (0 is 1 BC) in words, such as "490 BC", "AD 14", "1937".

    ``yearName`` of ``static/shared/i18n.js`` is the same in the page.

    >>> year(-489), year(0), year(14), year(1937)
    ('490 BC', '1 BC', 'AD 14', '1937')
    """
    return _wording_of(lang).year(value)


def read_year(text: str, lang: str = DEFAULT) -> int | None:
    """Return the astronomical year that a text means, by its digits or in words of the language or English.

    ``readYear`` of ``static/shared/years.js`` is the same in the page.

    >>> read_year("-489"), read_year("490 BC"), read_year("44 p.n.e.", "pl"), read_year("soon")
    (-489, -489, -43, None)
    """
    if re.fullmatch(r"-?[0-9]{1,6}", text):
        return int(text)
    typed = _bare(text)
    for messages in (translator(lang), translator(DEFAULT)):
        for words, is_before in ((messages.gettext("%(year)s BC"), True), (messages.gettext("AD %(year)s"), False)):
            start, end = map(_bare, words.split("%(year)s"))
            found = re.fullmatch(f"{re.escape(start)}([1-9][0-9]{{0,5}}){re.escape(end)}", typed)
            if found:
                return 1 - int(found[1]) if is_before else int(found[1])
    return None


def _bare(text: str) -> str:
    """Return a year as it is compared: small letters without spaces and without the dots of abbreviations."""
    return re.sub(r"[ \u00a0]|(?<=[^\W\d_])\.", "", text.lower())


def years(first: str, last: str, lang: str = DEFAULT) -> str:
    """Return the years of a life given by two EDTF texts: "1917", "from 1917", "until 1922".

    Parameters
    ----------
    first, last
        When it began and ended; empty is open. Of an interval its outer side counts.
    lang
        One of `geo.i18n.LANGUAGES`.

    Raises
    ------
    DateError
        If a text is not an EDTF date of level 0 or 1.
    """
    return _wording_of(lang).life(_year_part(_side(first, 0)), _year_part(_side(last, -1)))


def stay(first: str, last: str, lang: str = DEFAULT) -> str:
    """Return the same as `years`, as exactly as it is known: "April – May 1940", "from December 1946"."""
    return _wording_of(lang).life(_side(first, 0), _side(last, -1))


def _side(text: str, side: int) -> Side:
    """Return the first (0) or last (-1) side of a date; none is open."""
    return parse(text).sides[side] if text else Edge.OPEN


def _year_part(side: Side) -> Side:
    return replace(side, month="", day="") if isinstance(side, Part) else side


@cache
def _wording_of(lang: str) -> _Wording:
    return _Wording(translator(lang).gettext, translator(lang).pgettext, alone(lang), after_a_word(lang))


@dataclass(frozen=True, slots=True)
class _Wording:
    """How dates are said in one language."""

    say: Callable[[str], str]
    in_context: Callable[[str, str], str]
    alone: Words
    after: Words

    def interval(self, start: Side, end: Side) -> str:
        if isinstance(start, Part) and isinstance(end, Part):
            return self.span(start, end)
        _ = self.say
        if isinstance(end, Part):
            message = _("before %(date)s") if start is Edge.OPEN else _("until %(date)s, start unknown")
            return message % {"date": self.qualified(end, self.after)}
        if isinstance(start, Part):
            message = _("from %(date)s, end unknown") if end is Edge.UNKNOWN else _("from %(date)s")
            return message % {"date": self.qualified(start, self.after)}
        return _("start and end unknown")

    def between(self, first: Day | None, last: Day | None) -> str:
        """Return what is known of a date that only other events tell: after and before which days it lies."""
        if first and last and (same := _whole(first, last)):
            return self.plain(same, self.alone)
        start, end = first and _first_part(first), last and _last_part(last)
        _, pgettext = self.say, self.in_context
        # NOTE: an event that happened after or before another one, of which the day is known
        after = pgettext("a day", "after %(date)s") if start and start.day else _("not before %(date)s")
        before = pgettext("a day", "before %(date)s") if end and end.day else _("not after %(date)s")
        sides = ((after, start), (before, end))
        return ", ".join(words % {"date": self.plain(part, self.after)} for words, part in sides if part)

    def life(self, start: Side, end: Side) -> str:
        if isinstance(end, Part) and not isinstance(start, Part):
            _ = self.say
            return _("until %(date)s") % {"date": self.qualified(end, self.after)}
        return self.interval(start, end) if isinstance(start, Part) else ""

    def span(self, start: Part, end: Part) -> str:
        if start == end:
            return self.qualified(start)
        if _contains(start, end) or _contains(end, start):
            return f"{self.somewhere_in(start, end)} {DASH} {self.somewhere_in(end, start)}"
        if _is_marked(start) or _is_marked(end):
            return f"{self.qualified(start)} {DASH} {self.qualified(end)}"
        return self.plain_span(start, end)

    def plain_span(self, start: Part, end: Part) -> str:
        """Return a span without doubt; a year or month that both sides share is written once."""
        last = self.plain(end, self.alone)
        if _is_common_year(start) and _is_common_year(end):
            return f"{self.plain(start, self.alone)}{DASH}{last}"
        if not _shares_year(start, end):
            return f"{self.plain(start, self.alone)} {DASH} {last}"
        if start.month == end.month and start.day.isdigit() and end.day.isdigit():
            _ = self.say
            return _("%(day)s–%(date)s") % {"day": int(start.day), "date": last}
        return f"{self.head(start)} {DASH} {last}"

    def somewhere_in(self, part: Part, other: Part) -> str:
        if not _contains(part, other):
            return self.qualified(part)
        _ = self.say
        return _("some time in %(date)s") % {"date": self.qualified(part, self.after)}

    def qualified(self, part: Part, words: Words | None = None) -> str:
        """Return a part with its doubts, alone or in the position of `words`."""
        words = words or self.alone
        text = self.plain(part, self.after if part.approximate else words)
        text = words.about % {"date": text} if part.approximate else text
        return words.perhaps % {"date": text} if part.uncertain else text

    def plain(self, part: Part, words: Words) -> str:
        """Return a part without its doubts."""
        if UNSPECIFIED in (part.month, part.day):
            return self.unspecified(part, words)
        first, last = part.years
        if first != last:
            return self.some_year(first, last, words)
        year = self.year(first)
        if not part.month:
            return words.year % {"year": year}
        if part.day:
            return words.day % {"day": int(part.day), "month": words.months_with_day[int(part.month) - 1], "year": year}
        return words.month % {"month": _name(part.month, words), "year": year}

    def unspecified(self, part: Part, words: Words) -> str:
        """Return a part of which the month or the day is not known."""
        if part.month != UNSPECIFIED:
            return words.some_day_of_month % {"date": self.plain(replace(part, day=""), self.after)}
        pattern = words.some_day if part.day else words.some_month
        return pattern % {"date": self.plain(replace(part, month="", day=""), self.after)}

    def some_year(self, first: int, last: int, words: Words) -> str:
        """Return a decade as "1930s"; "1900s" could be a century, so that is spelled out."""
        if first >= 1000 and last - first == 9 and first % 100:
            return words.decade % {"year": first, "last": last}
        start = str(1 - first) if last < 1 else self.year(first)
        return words.some_year % {"first": start, "last": self.year(last)}

    def year(self, year: int) -> str:
        _ = self.say
        if year < 1:
            return _("%(year)s BC") % {"year": 1 - year}
        return _("AD %(year)s") % {"year": year} if year < 1000 else str(year)

    def head(self, part: Part) -> str:
        """Return what goes before the year: a season, or a month with its day."""
        if not part.day:
            return _name(part.month, self.alone)
        _ = self.say
        return _("%(day)s %(month)s") % {
            "day": int(part.day),
            "month": self.alone.months_with_day[int(part.month) - 1],
        }


def _first_part(day: Day) -> Part:
    """Return the year, month or day that begins on a day, the longest of them."""
    year, month, number = day
    if number != 1:
        return _day_part(day)
    return Part((year, year), "" if month == 1 else f"{month:02}")


def _last_part(day: Day) -> Part:
    """Return the year, month or day that ends on a day, the longest of them."""
    year, month, number = day
    if number != month_length(year, month):
        return _day_part(day)
    return Part((year, year), "" if month == 12 else f"{month:02}")


def _whole(first: Day, last: Day) -> Part | None:
    """Return the year, month or day that two days bound exactly."""
    if first == last:
        return _day_part(first)
    year, month, _ = first
    if (first, last) == ((year, 1, 1), (year, 12, 31)):
        return Part((year, year))
    is_month = (first, last) == ((year, month, 1), (year, month, month_length(year, month)))
    return Part((year, year), f"{month:02}") if is_month else None


def _day_part(day: Day) -> Part:
    year, month, number = day
    return Part((year, year), f"{month:02}", f"{number:02}")


def _name(month: str, words: Words) -> str:
    return words.seasons[SEASONS.index(month)] if month in SEASONS else words.months[int(month) - 1]


def _is_marked(part: Part) -> bool:
    return part.uncertain or part.approximate


def _is_common_year(part: Part) -> bool:
    """Say whether the part is a plain year that needs no BC or AD."""
    first, last = part.years
    return not part.month and first == last and first >= 1000


def _shares_year(start: Part, end: Part) -> bool:
    """Say whether the year, written once at the end, holds for both sides."""
    exact = start.month.isdigit() and end.month.isdigit() and start.day != UNSPECIFIED
    return start.years == end.years and exact


def _contains(part: Part, other: Part) -> bool:
    """Say whether `part` is a year or month that `other` names more closely."""
    within = part.years[0] <= other.years[0] and other.years[1] <= part.years[1]
    return part != other and within and part.month in ("", other.month) and not part.day
