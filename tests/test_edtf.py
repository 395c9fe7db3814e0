"""EDTF of levels 0 and 1 is read; all else is rejected with why and how to mend it."""

from __future__ import annotations

import pytest

from geo import dates
from geo.errors import DateError


def words(text: str) -> list[str]:
    """Return what stands between the spaces of a table."""
    return text.split()


# The examples of the specification (Library of Congress, 4 February 2019), by its headings.
LEVEL_0 = words("""
1985-04-12 1985-04 1985
1985-04-12T23:20:30 1985-04-12T23:20:30Z 1985-04-12T23:20:30-04 1985-04-12T23:20:30+04:30
1964/2008 2004-06/2006-08 2004-02-01/2005-02-08 2004-02-01/2005-02 2004-02-01/2005 2005/2006-02
""")
LEVEL_1 = words("""
Y170000002 Y-170000002
2001-21 2001-22 2001-23 2001-24
1984? 2004-06~ 2004-06-11%
201X 20XX 2004-XX 1985-04-XX 1985-XX-XX
1985-04-12/.. 1985-04/.. 1985/.. ../1985-04-12 ../1985-04 ../1985
1985-04-12/ 1985-04/ 1985/ /1985-04-12 /1985-04 /1985
1984~/2004-06 1984/2004-06~ 1984~/2004~ 1984-06?/2004-08? 1984-06-02?/2004-08-08~ 1984-06-02?/
-1985
""")
ALSO_VALID = words("""
0000 0000/0000 0000-02-29 -0004-02-29 2000-02-29 1937-12-31T24:00:00 1937-08-11T23:20:30+14:00
-1985-04-12T23:20:30Z -1000/-0999 -1000/2000 -0001/0000 -20XX -000X -2004-06? -1985-XX-XX
2000-XX/2012 2000/2000-XX-XX 198X/199X 198X/1999 1987/199X 1984-11-12/1984-11-XX
1937-08/1937 1937/1937-08 1923-21/1924 1952-23~/1953 2003-22/2003-22 193X~ 1937-24/1937-21
/.. ../ ../..
""")

LEVEL_2 = words("""
Y-17E7 Y17E8 1950S2 Y171010000S3 Y3388E2S3 -1859S5
2001-25 2001-34 -2001-41
[1667,1668,1670..1672] [..1760-12-03] [1760-12..] {1667,1668} {1960,1961-12} {..1984}
%2001 ?1937 2004-?06-?11 2004?-06-11 2004-06~-11 2004-%06 2004?-06-~11 2004-06-~01/2004-06-~20
156X-12-25 15XX-12-25 XXXX-12-XX XXXX 1XXX 1XXX-XX 1XXX-12 1984-1X 1984-X1 1560-XX-25 20X0-10-02
1984-11-2X 1984-11-2X/1999-01-01 2015-02-27/2015-02-X8 193X-XX 193X-21
""")
# Year, month or day that does not exist, or an end before the start.
IMPOSSIBLE = words("""
1900-02-29 -0100-02-29 1937-02-30 1960-06-31 1937-01-00 1937-01-32 1900-02-29T10:10:10Z
1937-13 1937-00 1937-20 1937-42 1937-99-01 1937-13-XX 1937/1938-13 1937-21-05 1937-21-XX -0000
1938/1937 2012/2011 0800/-0999 -1000/-2000 0001/0000 0000/-0001 0000-01-03/0000-01-02
2012-23/2012-22 1938-XX/1937 194X/193X 1937-05~/1937-04? 1937-08-12/1937-08-11
""")
MALFORMED = words("""
19 937 19370811 1937-8 1937-8-11 1937-08-1 12345 +1937 Y1937 Y01937 Y17000-05 y17000 Y17000/2000
193x 199u 1937?~ 1937~? 1937?? 1937- 1937-08- 1937--08 1937/1938/1939 1937// / 2012\\2013
unknown/1937 1937/open NONE/ 1937-1938 11.08.1937 c.1937 1937-08-11-01 1937-W01 1937-223
2000/12-12 foo NaN =1937 <script> ... .. ? ~ X XX 1937/? 1937/... 1937/..1938
""")
BAD_TIMES = words("""
1937T10:10:10 1937-08T10:10:10 1937-08-11T 1937-08-11T10:10 1937-08-11t10:10:10 T10:10:10
1937-08-11T10:10:1 1937-08-11T25:00:00 1937-08-11T24:00:01 1937-08-11T10:60:10
1937-08-11T10:10:60 1937-08-11T10:10:10z 1937-08-11T10:10:10.5 1937-08-11T10:10:10-00:00
1937-08-11T10:10:10+15 1937-08-11T10:10:10+24 1937-08-11T10:10:10-05:60
1937-08-11T10:10:10Z10 1937-08-11?T10:10:10 1937-08-11T10:10:10Z? 1937-08-XXT10:10:10
1937-08-11T10:10:10Z/1938 1937/1938-01-01T10:10:10Z
""")
ODD_CHARACTERS = [
    *("", " ", "1937 ", " 1937", "1937\n", "1937 / 1938", "1863- 03-29", "11 August 1937"),
    *("1937\N{EN DASH}1938", "\N{MINUS SIGN}1937", "\uff11\uff19\uff13\uff17", "193\u0667"),
    *("\ud800", "1937\u200f", "1937\0", "9" * 5000, "Y" + "9" * 5000),
]


@pytest.mark.parametrize("text", LEVEL_0 + LEVEL_1 + ALSO_VALID)
def test_levels_0_and_1_are_read(text: str) -> None:
    assert dates.parse(text).text == text


@pytest.mark.parametrize("text", LEVEL_2)
def test_level_2_is_rejected_by_name(text: str) -> None:
    with pytest.raises(DateError, match="EDTF level 2; the atlas reads levels 0 and 1 - "):
        dates.parse(text)


@pytest.mark.parametrize("text", IMPOSSIBLE + MALFORMED + BAD_TIMES + ODD_CHARACTERS)
def test_what_is_no_date_is_rejected_with_why_and_how_to_mend_it(text: str) -> None:
    with pytest.raises(DateError, match=r"(?s)^.+: \S.+ - \S.+$") as caught:
        dates.parse(text)
    assert len(str(caught.value)) < 250
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1937-13", "1937-13: there is no month 13 - write 1937-12 or 1937"),
        ("1937/1938-13", "1937/1938-13: there is no month 13 - write 1938-12 or 1938"),
        ("1900-02-29", "1900-02-29: 1900-02 has only 28 days - write 1900-02-28 or 1900-02"),
        (
            "1938/1937",
            "1938/1937: the end comes before the start - write 1937/1938 if that is meant",
        ),
        ("Y17000/", "Y17000/: a year with Y cannot be part of an interval - write it alone"),
        ("1937-1938", "1937-1938: a duration is written with a slash - write 1937/1938"),
        ("19370811", "19370811: has no hyphens - write 1937-08-11"),
        ("c. 1937", "c. 1937: is not an EDTF date - write 1937~"),
        ("11.08.1937", "11.08.1937: is not an EDTF date - write 1937-08-11"),
        ("1.8.1937", "1.8.1937: is not an EDTF date - write 1937-08-01"),
        ("31.02.1937", "31.02.1937: is not an EDTF date - write year, month and day, as in 1937-08-11"),
        ("11 08 1937", "11 08 1937: is not an EDTF date - write year, month and day, as in 1937-08-11"),
        ("/", "/: names neither a start nor an end - leave the cell empty"),
        ("1937\n", "1937\\n: has a space before or after it - remove the space"),
    ],
)
def test_a_message_says_why_and_how_to_mend_it(text: str, message: str) -> None:
    with pytest.raises(DateError) as caught:
        dates.parse(text)
    assert str(caught.value) == message
