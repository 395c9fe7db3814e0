"""Dates as people write them become EDTF, or are refused; nothing is guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import dates
from geo.errors import DateError
from geo.imports.formats.spans import edtf
from geo.imports.values import date_numbers, dating


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1937", "1937"),
        ("1937-08", "1937-08"),
        ("193X", "193X"),
        ("1937-08-11 00:00:00", "1937-08-11"),
        ("1937-08-11 14:30", "1937-08-11T14:30:00"),
        ("1937/8/11", "1937-08-11"),
        ("11.08.1937", "1937-08-11"),
        ("8.1937", "1937-08"),
        ("8/21/1937", "1937-08-21"),
        ("21/8/1937", "1937-08-21"),
        ("8/8/1937", "1937-08-08"),
        ("August 1937", "1937-08"),
        ("August 11th, 1937", "1937-08-11"),
        ("11 августа 1937 \u0433.", "1937-08-11"),
        ("11. august 1937", "1937-08-11"),
        ("11 listopada 1937", "1937-11-11"),
        ("20 de agosto de 1937", "1937-08-20"),
        ("c. 1937", "1937~"),
        ("im August 1937", "1937-08"),
        ("den 11.8.1937", "1937-08-11"),
        ("vom 11.8. bis 15.8.1937", "1937-08-11/1937-08-15"),
        ("w sierpniu 1937", "1937-08"),
        ("\u0443 серпні 1937", "1937-08"),
        ("augustis 1937", "1937-08"),
        ("11-\u0433\u043e августа 1937", "1937-08-11"),
        ("11.viii.1937", "1937-08-11"),
        ("11.08.1937. a.", "1937-08-11"),
        ("1937. a.", "1937"),
        ("7 November (25 October) 1917", "1917-11-07"),
        ("18 (5) марта 1917", "1917-03-18"),
        ("Spring of 1937", "1937-21"),
        ("08-1937", "1937-08"),
        ("1937-??", "1937"),
        ("1937\u201108\u201111", "1937-08-11"),
        ("1937-08-11 / 1937-08-15", "1937-08-11/1937-08-15"),
        ("1937-08-11 00:00:00 UTC", "1937-08-11"),
        ("1937-08-11 14:30:00+03:00", "1937-08-11T14:30:00+03:00"),
        ("1930-1940-\u0435 \u0433\u0433.", "193X/194X"),
        ("ок. 1937", "1937~"),
        ("1937 (?)", "1937?"),
        ("c. 1937?", "1937%"),
        ("1930s", "193X"),
        ("1930-\u0435 годы", "193X"),
        ("lata 1930", "193X"),
        ("1937-1938", "1937/1938"),
        ("1937\u20131938", "1937/1938"),
        ("1937-38", "1937/1938"),
        ("\u0441 11 по 15 августа 1937", "1937-08-11/1937-08-15"),
        ("vom 3. bis 5. Mai 1945", "1945-05-03/1945-05-05"),
        ("5-8.VIII.1937", "1937-08-05/1937-08-08"),
        ("1937 - present", "1937/.."),
        ("\u0441 1937 \u0433.", "1937/"),
        ("13/26.03.1917", "1917-03-26"),
        ("25.10 (07.11).1917", "1917-11-07"),
        ("25 декабря 1916 (7 января 1917)", "1917-01-07"),
        ("1930–40-\u0435 \u0433\u0433.", "193X/194X"),
        ("490 до н.э.", "-0489"),
        ("AD 61", "0061"),
        ("5th century BC", "-04XX"),
        ("XVIII век", "17XX"),
        ("1937-08-11T14:30:00+0300", "1937-08-11T14:30:00+03:00"),
        ("11.08.1937 14:30", "1937-08-11T14:30:00"),
        ("8/21/1937 12:00:00 AM", "1937-08-21"),
        ("Wed, 11 Aug 1937", "1937-08-11"),
        ("??.08.1937", "1937-08"),
        ("11.08.1937 \u2013 12.09.1938", "1937-08-11/1938-09-12"),
        ("11.08.1937-17.11.1938", "1937-08-11/1938-11-17"),
        ("8.1937-17.11.1938", "1937-08/1938-11-17"),
        ("25.-29.3.1949", "1949-03-25/1949-03-29"),
        ("25. \u2013 29. 3. 1949", "1949-03-25/1949-03-29"),
        ("25-29.03.1949", "1949-03-25/1949-03-29"),
        ("25.3.-2.4.1949", "1949-03-25/1949-04-02"),
        ("1937 \u0433.", "1937"),
        ("1937 r.", "1937"),
        ("1937 aasta", "1937"),
        ("1937-1938 \u0433\u0433.", "1937/1938"),
        ("осень 1937 \u0433.", "1937-23"),
        ("лето 1938", "1938-22"),
        ("Frühjahr 1945", "1945-21"),
        ("zimą 1940", "1940-24"),
        ("весна 1937 \u2013 лето 1938", "1937-21/1938-22"),
        ("5.VIII.1937", "1937-08-05"),
        ("5 VIII 1937 r.", "1937-08-05"),
        ("VI 1945", "1945-06"),
        ("5.X.1937", "1937-10-05"),
        ("05.08.1937 00:00", "1937-08-05"),
    ],
)
def test_a_date_is_read(text: str, expected: str) -> None:
    assert dating.read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "3/4/1937",
        "3-4-1937",
        "1921-22",
        "1904/08",
        "1937-8",
        "1937-1X",
        "13/14 марта 1917",
        "Tue, 11 Aug 1937",
        "11.08.37",
        "37",
        "1938-1937",
        "29.-25.3.1949",
        "3.-4.1949",
        "30.02.1937",
        "13/13/1937",
        "1937 or 1938",
        "",
        "yesterday",
        "1937,5",
        "x" * 100,
        "X.1937",
        "5.IIX.1937",
        "5.13.1937 \u0433.",
        "1937 \u0433\u0433.",
        "3/4/1937 00:00",
    ],
)
def test_what_is_ambiguous_or_impossible_is_refused(text: str) -> None:
    with pytest.raises(DateError, match=" - "):
        dating.read(text)


@pytest.mark.parametrize(
    ("text", "date", "fix"),
    [
        ("до 1941", "1941", "../1941"),
        ("przed 1940", "1940", "../1940"),
        ("vor 1.9.1941", "1941-09-01", "../1941-09-01"),
        ("before August 1941", "1941-08", "../1941-08"),
        ("после 1945 \u0433.", "1945", "1945/.."),
        ("nach 1945", "1945", "1945/.."),
        ("po 1945", "1945", "1945/.."),
    ],
)
def test_a_bound_is_not_guessed_but_offered(text: str, date: str, fix: str) -> None:
    with pytest.raises(DateError) as error:
        dating.read(text)
    assert str(error.value) == f"{text}: does not say whether {date} is meant too - write {fix} if it is"


@pytest.mark.parametrize("number", ["6000", "13732", "37838"])
def test_the_day_number_of_a_spreadsheet_is_called_so(number: str) -> None:
    message = f"^{number}: looks like the day number of a spreadsheet - format the column as text or date$"
    with pytest.raises(DateError, match=message):
        dating.read(number)


@pytest.mark.parametrize("text", ["12.05.41", "08.37", "Aug-37", "5 авг 37", "авг.37", "3/4/37"])
def test_a_year_of_two_digits_is_called_so(text: str) -> None:
    with pytest.raises(DateError, match=r": has a year of two digits - write all four$"):
        dating.read(text)


@pytest.mark.parametrize("text", ["-", "n/a", "unknown", "нет данных", "(none)", "\u2026", "unk.", "[не указано]"])
def test_a_word_for_no_date_is_called_so(text: str) -> None:
    with pytest.raises(DateError, match=r": says that nothing is known - leave the cell empty$"):
        dating.read(text)


def test_a_month_that_there_is_not_is_no_duration() -> None:
    with pytest.raises(DateError, match=r"^1946-13: there is no month 13 - write 1946$"):
        dating.read("1946-13")


def test_a_text_with_many_marks_is_read_once_with_each_of_them_taken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(date_numbers, "decade", lambda text, _: seen.append(text))
    with pytest.raises(DateError):
        dating.read("ccccczz?????")
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize(("order", "expected"), [("dmy", "1937-04-03"), ("mdy", "1937-03-04")])
def test_the_order_can_be_said(order: str, expected: str) -> None:
    assert dating.read("3/4/1937", order) == expected


@given(
    st.dates(date(1000, 1, 1)),
    st.sampled_from(["{d}.{m}.{y}", "{d:02}.{m:02}.{y}", "{y}/{m:02}/{d:02}", "{y}-{m:02}-{d:02} 00:00:00"]),
)
def test_every_day_is_read_in_every_unambiguous_form(day: date, form: str) -> None:
    assert dating.read(form.format(d=day.day, m=day.month, y=f"{day.year:04}")) == day.isoformat()


@given(st.text() | st.text("0123456789-/.?~X c\u2013", max_size=24))
def test_any_text_gives_edtf_or_a_date_error(text: str) -> None:
    try:
        found = dating.read(text)
    except DateError:
        return
    assert dates.parse(found).text == found


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("1937", "1938", "1937/1938"),
        ("1937", "", "1937"),
        ("1937", "1937", "1937"),
        ("1937-08-11T10:00:00", "1938", "1937-08-11/1938"),
    ],
)
def test_a_first_and_a_last_date_make_a_duration(start: str, end: str, expected: str) -> None:
    assert dating.span(start, end) == expected


def test_a_duration_does_not_run_backwards() -> None:
    with pytest.raises(DateError):
        dating.span("1938", "1937")


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ({"start": {"in": "1600"}, "end": {"in": "1699"}}, "1600/1699"),
        ({"start": {"in": 980}}, "0980/"),
        ({"end": {"latest": "1699-05"}}, "/1699-05"),
        ({"start": {"earliest": "1850", "latest": "1859"}, "end": {"in": "1900"}}, "185X/1900"),
        ({"start": {"earliest": "1850", "latest": "1857"}, "end": {"in": "1900"}}, "1850~/1900"),
        ({"start": {"in": "1600"}, "end": {"earliest": "1690", "latest": "1695"}}, "1600/1695~"),
    ],
)
def test_a_time_span_of_linked_places_is_read(span: object, expected: str) -> None:
    assert edtf(span) == expected


@pytest.mark.parametrize(
    "span", [None, 7, [], {}, {"start": {}}, {"start": {"in": "x"}}, {"start": {"in": "1700"}, "end": {"in": "1600"}}]
)
def test_a_time_span_that_says_nothing_is_refused(span: object) -> None:
    with pytest.raises(ValueError):
        edtf(span)


@pytest.mark.parametrize("text", ["0000", "0000-00-00", "00.00.0000", "0001-01-01 00:00:00", "01.01.0001"])
def test_what_programs_write_for_no_date_is_none(text: str) -> None:
    with pytest.raises(DateError, match=r"is what programs write where there is no date - leave the cell empty"):
        dating.read(text)
    assert dating.read("1 BC") == "0000"


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("не ранее 1937", "1937/.."),
        ("не позднее 11 августа 1938", "../1938-08-11"),
        ("Not later than May 1945", "../1945-05"),
        ("nicht vor 1937", "1937/.."),
    ],
)
def test_a_bound_is_no_date_and_its_mend_says_the_same(text: str, mend: str) -> None:
    with pytest.raises(DateError, match="is a bound, not a date") as found:
        dating.read(text)
    assert found.value.fix == f"write {mend}"
    assert dating.read(mend) == mend


@pytest.mark.parametrize(
    ("text", "mend"),
    [("31.02.1937", "1937-02"), ("1937-09-31", "1937-09"), ("99.99.1937", "1937"), ("30 Feb 1937", "1937-02")],
)
def test_for_a_day_that_there_is_not_no_other_day_is_proposed(text: str, mend: str) -> None:
    with pytest.raises(DateError) as found:
        dating.read(text)
    assert (found.value.fix, dating.read(mend)) == (f"write {mend}", mend)
