"""Dates are told in English with every doubt."""

from __future__ import annotations

import pytest

from geo import dates

# A hyphen between words stands for the en dash that is shown.
DISPLAYED = {
    "1937": "1937",
    "1937-08": "August 1937",
    "1937-08-11": "11 August 1937",
    "1985-04-12T23:20:30Z": "12 April 1985",
    "193X": "1930s",
    "190X": "some year of 1900-1909",
    "19XX": "some year of 1900-1999",
    "-201X": "some year of 2020-2011 BC",
    "-0043": "44 BC",
    "0000": "1 BC",
    "0009": "AD 9",
    "0987": "AD 987",
    "Y170000002": "170000002",
    "1937~": "about 1937",
    "1940-05?": "perhaps May 1940",
    "1937%": "perhaps about 1937",
    "193X~": "about the 1930s",
    "1937-21": "spring 1937",
    "1937-24?": "perhaps winter 1937",
    "1937-05-XX": "some day in May 1937",
    "1937-XX": "some month of 1937",
    "1937-XX-XX": "some day of 1937",
    "1937-08-11/1938-11-17": "11 August 1937 - 17 November 1938",
    "1944-02-23/1944-03-09": "23 February - 9 March 1944",
    "1941-07-08/1941-07-09": "8-9 July 1941",
    "1940-04/1940-05": "April - May 1940",
    "1937-21/1937-22": "spring - summer 1937",
    "1933-05-18/1933-08": "18 May - August 1933",
    "1936/1938": "1936-1938",
    "1937/1937": "1937",
    "193X/194X": "1930s - 1940s",
    "1936~/1938": "about 1936 - 1938",
    "1936~/1938?": "about 1936 - perhaps 1938",
    "1937-08/1938": "August 1937 - 1938",
    "1937-08/1937": "August 1937 - some time in 1937",
    "193X/1937": "some time in the 1930s - 1937",
    "1937-08-11/1937-08": "11 August 1937 - some time in August 1937",
    "1937-05-XX/1937-06": "some day in May 1937 - June 1937",
    "2000-XX/2012": "some month of 2000 - 2012",
    "../1938": "before 1938",
    "../193X": "before the 1930s",
    "/1938": "until 1938, start unknown",
    "1937/..": "from 1937",
    "1937-08-11~/..": "from about 11 August 1937",
    "1937/": "from 1937, end unknown",
    "../..": "start and end unknown",
}


@pytest.mark.parametrize("text", DISPLAYED)
def test_a_date_is_told_in_english(text: str) -> None:
    shown = dates.display(dates.parse(text))
    assert shown == DISPLAYED[text].replace("-", "\N{EN DASH}")


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("1917-12-20", "1922-02-06", "1917-1922"),
        ("1941-02-03", "1941-07-20", "1941"),
        ("1931~", "1957", "about 1931 - 1957"),
        ("1937/1938", "1940/1941", "1937-1941"),
        ("1917", "", "from 1917"),
        ("", "1922-02", "until 1922"),
        ("", "", ""),
    ],
)
def test_the_years_of_a_life_are_told_without_days(first: str, last: str, shown: str) -> None:
    assert dates.years(first, last) == shown.replace("-", "\N{EN DASH}")


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("1940-04", "1940-05", "April - May 1940"),
        ("1941-07-08", "1941-07-09", "8-9 July 1941"),
        ("1937", "1938", "1937-1938"),
        ("1946-12", "", "from December 1946"),
    ],
)
def test_a_stay_is_told_as_exactly_as_it_is_known(first: str, last: str, shown: str) -> None:
    assert dates.stay(first, last) == shown.replace("-", "\N{EN DASH}")
