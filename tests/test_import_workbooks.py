"""XLSX and ODS: what a spreadsheet holds becomes what its cells say, and what was done to it is said."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from geo.errors import DataError
from geo.imports.formats import workbook
from geo.imports.model import Upload
from tests.support.imported import bring
from tests.support.workbooks import COVERED, merged, ods, percent, xlsx, zipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WRITERS = pytest.mark.parametrize("write", [xlsx, ods])
HEADER = ["title", "date", "latitude", "longitude", "killed"]
ROWS = [
    HEADER,
    ["a", date(1937, 8, 11), 58.4, 26.7, 3],
    ["b", datetime.fromisoformat("1938-02-01T14:30:00"), 59, 30.30000000000001, None],
    ["c", 1937, 55.75, 37, 12.0],
]


def grid(path: Path, **options: Any) -> tuple[list[list[str]], tuple[str, ...]]:
    """Return the rows of a sheet, its header first, and what is said of it."""
    found = workbook.grid(path, **options)
    return [[*found.columns], *map(list, found.rows)], found.remarks


@WRITERS
def test_days_numbers_and_empty_cells_are_what_the_sheet_says(tmp_path: Path, write: Callable[..., Path]) -> None:
    atlas, report = bring("", write(tmp_path / "t", {"Liste": ROWS}), tmp_path / "out")
    assert list(atlas.events["edtf"]) == ["1937-08-11", "1938-02-01T14:30:00", "1937"]
    assert [(row["measure"], row["best"]) for row in atlas.rows("figures")] == [("killed", "3"), ("killed", "12")]
    assert [(one.x, one.y) for one in atlas.places.geometry] == [(26.7, 58.4), (30.3, 59), (37, 55.75)]
    assert "1 cell of 'date' has a time of day" in report.remarks


@WRITERS
def test_what_is_not_read_is_named_by_sheet_and_row(tmp_path: Path, write: Callable[..., Path]) -> None:
    path = write(tmp_path / "t.x", {"Liste": [["A list"], [], HEADER, ["a", "soon", 58.4, 26.7, 1]]})
    atlas, report = bring("", path, tmp_path / "out")
    assert str(report.problems[0]).startswith("t.x:Liste!4:date 'soon' - ")
    assert atlas.rows("citations")[0]["locator"] == "Liste!4"
    assert "row 1 above the column names left out: 'A list'" in report.remarks


def test_the_first_sheet_with_a_table_is_taken_and_the_others_named(tmp_path: Path) -> None:
    sheets = {"Cover": [["An archive"]], "Old": [HEADER, ["x", 1900, 1, 1, 1]], "New": ROWS}
    path = xlsx(tmp_path / "t.xlsx", sheets, hidden=["Old"])
    rows, remarks = grid(path)
    assert len(rows) == 4
    assert remarks[0] == "sheet 'New' of the workbook; there are also Cover and Old (hidden): choose with --sheet"
    assert grid(path, wanted="Old")[0][1][0] == "x"
    with pytest.raises(DataError, match="'old' - there is no such sheet - one of Cover, Old and New"):
        grid(path, wanted="old")


def test_a_sheet_of_notes_before_the_table_is_not_taken_for_it(tmp_path: Path) -> None:
    notes = [["About this register"], ["Made in 1998"], ["By the archive"]]
    rows, remarks = grid(xlsx(tmp_path / "t.xlsx", {"Notes": notes, "Data": ROWS}))
    assert (len(rows), remarks[0]) == (4, "sheet 'Data' of the workbook; there are also Notes: choose with --sheet")
    rows, _ = grid(xlsx(tmp_path / "u.xlsx", {"Notes": notes, "Data": ROWS}, hidden=["Data"]))
    assert [row[0] for row in rows[-2:]] == ["Made in 1998", "By the archive"]


def test_both_systems_of_days_are_read(tmp_path: Path) -> None:
    days = [["title", "date"], ["a", date(1904, 1, 2)], ["b", date(1937, 8, 11)], ["c", date(1900, 3, 1)]]
    assert [row[1] for row in grid(xlsx(tmp_path / "n", {"S": days}))[0][1:]] == [
        "1904-01-02",
        "1937-08-11",
        "1900-03-01",
    ]
    old = xlsx(tmp_path / "o", {"S": days[:3]}, epoch=1904)
    assert [row[1] for row in grid(old)[0][1:]] == ["1904-01-02", "1937-08-11"]


def test_formulas_errors_and_truths(tmp_path: Path) -> None:
    cells = [["title", "graphic", "killed", "note"], ["=A1=x", True, "#N/A", "=B1="], ["y", False, 1e15, "#REF!"]]
    rows, remarks = grid(xlsx(tmp_path / "t", {"S": cells}))
    assert rows[1:] == [["x", "true", "", ""], ["y", "false", "1000000000000000", ""]]
    assert "2 cells with an error such as #N/A taken as empty" in remarks
    assert [one.split(" without")[0] for one in remarks if "formula" in one] == ["ATTENTION: 1 formula"]


def test_errors_of_ods_are_empty_too(tmp_path: Path) -> None:
    rows, remarks = grid(ods(tmp_path / "t", {"S": [["title", "killed"], ["a", "#N/A"], ["b", 2]]}))
    assert rows[1:] == [["a", ""], ["b", "2"]]
    assert "1 cell with an error such as #N/A taken as empty: row 2" in remarks


def test_headings_over_several_columns_are_named_and_tell_equal_names_apart(tmp_path: Path) -> None:
    cells = [["Event", None, "Killed", None, "Arrested"], ["title", "date", "low", "high", "low"], ["a", 1937, 1, 2, 3]]
    merged = ["A1:B1", "C1:D1"]
    for number, path in enumerate(
        [xlsx(tmp_path / "x", {"S": cells}, merged=merged), ods(tmp_path / "o", {"S": cells})]
    ):
        rows, remarks = grid(path)
        assert rows[0] == ["title", "date", "Killed low", "high", "Arrested low"], number
        assert any(one.startswith("headings over several columns stand before the names ") for one in remarks)


def test_names_merged_downwards_stand_with_those_under_a_heading(tmp_path: Path) -> None:
    cells = [["title", "date", "Where", None], [None, None, "lat", "lon"], ["a", 1937, 58.4, 26.7]]
    path = xlsx(tmp_path / "t", {"S": cells}, merged=["A1:A2", "B1:B2", "C1:D1"])
    assert grid(path)[0] == [["title", "date", "lat", "lon"], ["a", "1937", "58.4", "26.7"]]
    assert grid(ods(tmp_path / "o", {"S": cells}))[0][0] == ["title", "date", "lat", "lon"]


def test_an_ods_with_merged_cells_dates_and_percents_is_read_as_it_shows(tmp_path: Path) -> None:
    head = [
        [merged("Register of 1855", 1, 5), *[COVERED] * 4],
        [merged("title", 2), merged("When", 1, 2), COVERED, merged("place", 2), merged("share", 2)],
        [COVERED, "start", "end", COVERED, COVERED],
    ]
    first = ["a", date(1855, 3, 2), datetime.fromisoformat("1855-03-04T00:00:00"), merged("Tartu", 2), percent(0.255)]
    rows, remarks = grid(
        ods(
            tmp_path / "t",
            {"Other": [[merged("x", 9, 9)]], "S": [*head, first, ["b", None, None, COVERED, percent(1)]]},
        ),
    )
    assert rows == [
        ["title", "start", "end", "place", "share"],
        ["a", "1855-03-02", "1855-03-04", "Tartu", "0.255"],
        ["b", "", "", "Tartu", "1"],
    ]
    assert "cells merged over several rows: 1 empty cell taken as what is shown there" in remarks
    assert "row 1 above the column names left out: 'Register of 1855'" in remarks


def test_a_cell_merged_over_several_rows_holds_for_each(tmp_path: Path) -> None:
    cells = [["title", "place"], ["a", "Tartu"], ["b", None], ["c", "Narva"]]
    rows, remarks = grid(xlsx(tmp_path / "t", {"S": cells}, merged=["B2:B3"]))
    assert [row[1] for row in rows[1:]] == ["Tartu", "Tartu", "Narva"]
    assert "cells merged over several rows: 1 empty cell taken as what is shown there" in remarks


def test_empty_rows_and_columns_are_none(tmp_path: Path) -> None:
    cells = [
        [],
        [None, "title", None, "date", None],
        [],
        [None, "a", None, 1937, None],
        [None, "b", None, None, "more"],
    ]
    assert grid(xlsx(tmp_path / "t", {"S": cells}))[0] == [
        ["title", "date", "(column 5)"], ["a", "1937", ""], ["b", "", "more"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([date(1937, month, 1) for month in (8, 9, 11)], "is the first of its month"),
        ([date(year, 1, 1) for year in (1937, 1938, 1940)], "is the first of its year"),
        ([date(1905, 4, day) for day in (20, 21, 22)], "lies in 1905, as years do"),
    ],
)
def test_days_that_are_probably_months_or_years_are_doubted(tmp_path: Path, days: list[date], said: str) -> None:
    _, remarks = grid(xlsx(tmp_path / "t", {"S": [["title", "date"], *(["a", day] for day in days)]}))
    assert [one for one in remarks if one.startswith("ATTENTION") and said in one]


FAR = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"{}</row></sheetData></worksheet>'


def replaced(path: Path, member: str, content: str) -> Path:
    """Return a copy of a workbook with another member."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    return zipped(path.with_name("far.xlsx"), files | {member: content})


def test_a_sheet_of_all_rows_and_columns_is_refused_before_it_is_read(tmp_path: Path) -> None:
    far = replaced(xlsx(tmp_path / "t", {"S": ROWS}), "xl/worksheets/sheet1.xml", FAR.format("><v>1</v></c>"))
    with pytest.raises(DataError, match=r"far.xlsx - has a sheet of 1,048,576 rows and 16,384 columns - delete"):
        bring("", far, tmp_path / "out")


def test_a_sheet_whose_far_cells_are_only_styled_is_read(tmp_path: Path) -> None:
    sheet = FAR.format(' s="1"/>').replace(
        "<v>1</v></c></row>",
        '<v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c><c r="B2"><v>4</v></c></row>',
    )
    assert grid(replaced(xlsx(tmp_path / "t", {"S": ROWS}), "xl/worksheets/sheet1.xml", sheet))[0] == [
        ["1", "2"],
        ["3", "4"],
    ]


@pytest.mark.parametrize("what", ["columns", "rows"])
def test_repeated_cells_of_ods_are_refused_before_they_are_read(tmp_path: Path, what: str) -> None:
    path = ods(tmp_path / "t", {"S": [["a" if what == "columns" else "b"] * 60] * 60})
    with zipfile.ZipFile(path) as archive:
        content = archive.read("content.xml").decode()
    place = "<table:table-row>" if what == "rows" else "<table:table-cell office"
    far = place.replace("<table:table-row", '<table:table-row table:number-rows-repeated="900000"')
    far = far.replace("-cell ", '-cell table:number-columns-repeated="900000" ')
    many = replaced(path, "content.xml", content.replace(place, far, 2))
    with pytest.raises(DataError, match="has a sheet of "):
        bring("", many, tmp_path / "out")


def test_what_was_sent_has_narrower_limits(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "t.xlsx", {"S": [["title"], *([f"{n}"] for n in range(50_001))]})
    with pytest.raises(DataError, match=r"t.xlsx - has 50,001 records, more than 50,000 - split the file"):
        workbook.grid(Upload("t.xlsx", path.read_bytes()))


@pytest.mark.parametrize("cut", [60, 400, 900])
def test_a_damaged_workbook_is_refused(tmp_path: Path, cut: int) -> None:
    data = xlsx(tmp_path / "t", {"S": ROWS}).read_bytes()
    (tmp_path / "d.xlsx").write_bytes(data[:cut] + data[cut + 40 :])
    with pytest.raises(DataError):
        bring("workbook", tmp_path / "d.xlsx", tmp_path / "out")


def test_an_ods_whose_table_never_ends_is_refused(tmp_path: Path) -> None:
    path = ods(tmp_path / "t", {"S": ROWS})
    with zipfile.ZipFile(path) as archive:
        content = archive.read("content.xml").decode()
    with pytest.raises(DataError, match=r"far.xlsx - is damaged \(content.xml: mismatched tag"):
        bring("", replaced(path, "content.xml", content.replace("</table:table>", "</table:x>")), tmp_path / "out")
