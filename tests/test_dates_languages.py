# ruff: noqa: RUF001
"""Dates are told in the words and cases of each language; years are never grouped."""

from __future__ import annotations

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from geo import dates
from geo.dates.words import after_a_word, alone

# English is in test_dates_display.py.
DISPLAYED = {
    "1937": ("1937", "1937", "1937"),
    "1937-08": ("август 1937", "august 1937", "sierpień 1937"),
    "1937-08-11": ("11 августа 1937", "11. august 1937", "11 sierpnia 1937"),
    "193X": ("1930-е", "1930. aastad", "lata 1930–1939"),
    "190X": ("один из годов 1900–1909", "mõni aasta vahemikus 1900–1909", "któryś rok z lat 1900–1909"),
    "0987": ("987 н. э.", "987 pKr", "987 n.e."),
    "-0043": ("44 до н. э.", "44 eKr", "44 p.n.e."),
    "1937~": ("около 1937", "1937. aasta paiku", "około 1937"),
    "1940-05?": ("возможно, май 1940", "võib-olla mai 1940", "być może maj 1940"),
    "1940-05~": ("около мая 1940", "1940. aasta mai paiku", "około maja 1940"),
    "1937%": ("возможно, около 1937", "võib-olla 1937. aasta paiku", "być może około 1937"),
    "193X~": ("около 1930-х", "1930. aastate paiku", "około lat 1930–1939"),
    "1937-21": ("весна 1937", "kevad 1937", "wiosna 1937"),
    "1937-05-XX": ("один из дней мая 1937", "1937. aasta mai mõni päev", "któryś dzień maja 1937"),
    "1944-02-23/1944-03-09": ("23 февраля – 9 марта 1944", "23. veebruar – 9. märts 1944", "23 lutego – 9 marca 1944"),
    "1941-07-08/1941-07-09": ("8–9 июля 1941", "8.–9. juuli 1941", "8–9 lipca 1941"),
    "1940-04/1940-05": ("апрель – май 1940", "aprill – mai 1940", "kwiecień – maj 1940"),
    "1936/1938": ("1936–1938", "1936–1938", "1936–1938"),
    "1937-08/1937": (
        "август 1937 – в пределах 1937",
        "august 1937 – 1937. aasta jooksul",
        "sierpień 1937 – w ciągu 1937",
    ),
    "../1938-08": ("до августа 1938", "kuni 1938. aasta augustini", "do sierpnia 1938"),
    "/1938": ("до 1938, начало неизвестно", "kuni 1938. aastani, algus teadmata", "do 1938, początek nieznany"),
    "1937-08-11/..": ("с 11 августа 1937", "alates 1937. aasta 11. augustist", "od 11 sierpnia 1937"),
    "1937-21/..": ("с весны 1937", "alates 1937. aasta kevadest", "od wiosny 1937"),
    "../..": ("начало и конец неизвестны", "algus ja lõpp teadmata", "początek i koniec nieznane"),
}


@pytest.mark.parametrize("text", DISPLAYED)
@pytest.mark.parametrize(("position", "lang"), [(0, "ru"), (1, "et"), (2, "pl")])
def test_a_date_is_told(text: str, position: int, lang: str) -> None:
    assert dates.display(dates.parse(text), lang) == DISPLAYED[text][position]


@pytest.mark.parametrize(
    ("lang", "since", "until"),
    [("ru", "с 1917", "до 1922"), ("et", "alates 1917. aastast", "kuni 1922. aastani"), ("pl", "od 1917", "do 1922")],
)
def test_the_years_of_a_life_are_told(lang: str, since: str, until: str) -> None:
    assert (dates.years("1917", "", lang), dates.years("", "1922-02", lang)) == (since, until)
    assert dates.years("1917-12-20", "1922-02-06", lang) == "1917–1922"


@pytest.mark.parametrize("lang", ["en", "ru", "et", "pl"])
def test_names_of_months_are_those_of_cldr(lang: str) -> None:
    """Standing alone and with a day; the genitive after a word is the one with a day but in Estonian."""
    months = Locale.parse(lang).months
    assert alone(lang).months == tuple(months["stand-alone"]["wide"].values())
    assert alone(lang).months_with_day == tuple(months["format"]["wide"].values())
    if lang != "et":
        assert after_a_word(lang).months == alone(lang).months_with_day


@pytest.mark.parametrize("lang", ["en", "ru", "et", "pl"])
def test_there_are_twelve_months_and_four_seasons(lang: str) -> None:
    for words in (alone(lang), after_a_word(lang)):
        assert (len(words.months), len(words.months_with_day), len(words.seasons)) == (12, 12, 4)


YEARS = {
    "en": ("490 BC", "1 BC", "AD 14", "1937"),
    "ru": ("490 до н. э.", "1 до н. э.", "14 н. э.", "1937"),
    "et": ("490 eKr", "1 eKr", "14 pKr", "1937"),
    "pl": ("490 p.n.e.", "1 p.n.e.", "14 n.e.", "1937"),
}


@pytest.mark.parametrize("lang", YEARS)
def test_an_astronomical_year_is_told_as_the_list_tells_it(lang: str) -> None:
    assert tuple(dates.year(year, lang) for year in (-489, 0, 14, 1937)) == YEARS[lang]
    assert dates.year(-489, lang) == dates.display(dates.parse("-0489"), lang)


@given(st.integers(-9999, 9999), st.sampled_from(sorted(YEARS)))
def test_a_year_is_read_as_it_is_told_by_words_or_digits(year: int, lang: str) -> None:
    assert dates.read_year(dates.year(year, lang), lang) == dates.read_year(str(year), lang) == year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        *[("490 bc", -489), ("490BC", -489), ("490 до н.э.", -489), ("ad 14", 14), ("0 BC", None), ("BC", None)],
        *[("-490 BC", None), ("19 37", None), ("1937\n", None), ("", None), ("490 BC 1", None)],
    ],
)
def test_a_year_is_read_whatever_its_spaces_and_dots_and_nothing_else_is(text: str, year: int | None) -> None:
    assert dates.read_year(text, "ru") == year
