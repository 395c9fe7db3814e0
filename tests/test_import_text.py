"""Tables as text: encodings are proposed and never guessed; rows of other lengths are read where nothing can have moved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from geo.cli import main
from geo.errors import DataError
from geo.imports.formats import csv_file, files
from geo.imports.model import Upload
from tests.support.imported import bring

if TYPE_CHECKING:
    from pathlib import Path

LINES = {
    "windows-1251": "Арестованы в Ленинграде и Тарту — «враги народа»",
    "cp866": "Арестованы в Ленинграде и Тарту",
    "koi8-r": "Арестованы в Ленинграде и Тарту",
    "windows-1250": "Więźniowie z Łodzi, zażalenie, příliš žluťoučký",
    "windows-1257": "Küüditatud: Šveits, Žukov, õhtu",
    "windows-1252": "Häftlinge aus Görlitz, Préfecture, señor",
}


@pytest.mark.parametrize("encoding", LINES)
def test_the_right_encoding_is_proposed_first_with_a_line_to_judge_by(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(f"title;date\nplain;1936\n{LINES[encoding]};1937\n".encode(encoding))
    with pytest.raises(DataError) as error:
        bring("", path, tmp_path / "out")
    found = re.findall(r"--encoding (\S+) if this reads well: '([^']*)", str(error.value))
    assert str(error.value).startswith("t.csv:3 - byte ")
    assert found[0][0] == encoding
    assert LINES[encoding][:20] in found[0][1]
    assert list(bring("", path, tmp_path / "o", encoding=encoding)[0].events["title"]) == ["plain", LINES[encoding]]


def text(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8", newline="")
    return path


def test_rows_that_end_early_are_read_and_doubted(tmp_path: Path) -> None:
    path = text(
        tmp_path / "t.csv",
        "title,date,lat,lon,note,source\nA,1937,59.9,30.3,n,s\nB,1938,59.9,30.3\nC,1939,59.9,30.3,,\n",
    )
    atlas, report = bring("csv", path, tmp_path / "out")
    assert list(atlas.events["edtf"]) == ["1937", "1938", "1939"]
    assert [
        one for one in report.remarks if "1 row ends before the last column" in one and one.endswith("look at line 3")
    ]


@pytest.mark.parametrize("rest", ["A,1937\nb,note,x\n", "A,1937,n,x\nB\n", "A,1937,n\nx,y\n"])
def test_a_line_broken_in_two_is_no_row_that_ends_early(tmp_path: Path, rest: str) -> None:
    with pytest.raises(DataError, match=r"t.csv:\d - has \d cells?, not 4"):
        bring("csv", text(tmp_path / "t.csv", f"title,date,note,source\n{rest}"), tmp_path / "out")


def test_empty_cells_beyond_columns_without_a_name_are_cut(tmp_path: Path) -> None:
    path = text(tmp_path / "t.csv", "title,date,latitude,longitude,,,\nA,1937,58.4,26.7,,,\nB,1938,58.5,26.8,,,,\n")
    atlas, report = bring("csv", path, tmp_path / "out")
    assert [one.y for one in atlas.places.geometry] == [58.4, 58.5]
    assert "empty cells after the last column left out in line 3" in report.remarks


def test_a_text_that_moved_the_cells_is_not_cut(tmp_path: Path) -> None:
    path = text(tmp_path / "t.csv", "title,date,latitude,longitude,,,\nA, the first,1937,58.4,26.7,,,\n")
    with pytest.raises(DataError, match=r"t.csv:2 - has 8 cells, not 7, and what is beyond is empty"):
        bring("csv", path, tmp_path / "out")


def test_the_line_that_tells_excel_the_delimiter_is_no_row_and_lines_stay_numbered(tmp_path: Path) -> None:
    path = text(tmp_path / "t.csv", "sep=;\r\ntitle;date;lat;lon\r\nA;soon;59,9;30,3\r\n")
    atlas, report = bring("csv", path, tmp_path / "out")
    assert [one.y for one in atlas.places.geometry] == [59.9]
    assert str(report.problems[0]).startswith("t.csv:3:date 'soon'")


def test_too_many_rows_are_refused_before_one_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = text(tmp_path / "t.csv", "title\n" + "a\n" * 30 + ",\n" * 50)
    assert len(csv_file.grid(path).rows) == 30
    monkeypatch.setattr(csv_file, "MAX_RECORDS", 20)
    monkeypatch.setattr(files, "MAX_RECORDS", 20)
    monkeypatch.setattr(csv_file.strict_csv, "records", lambda *_: pytest.fail("read"))
    with pytest.raises(DataError, match=r"t.csv - has 31 records, more than 20 - split the file"):
        csv_file.grid(path)


def test_what_was_sent_is_read_from_memory() -> None:
    assert csv_file.grid(Upload("t.csv", b"title,date\na,1937\n")).rows == [["a", "1937"]]
    with pytest.raises(DataError, match=r"t.csv - is larger than 30,000,000 bytes"):
        csv_file.grid(Upload("t.csv", b"title\n" + b"a" * 30_000_000))


def test_a_digit_that_is_no_decimal_is_no_date(tmp_path: Path) -> None:
    _, report = bring("csv", text(tmp_path / "t.csv", "title,date\na,\u00b2\n"), tmp_path / "out")
    assert str(report.problems[0]).startswith("t.csv:2:date '\u00b2' - ")


def test_an_encoding_that_is_none_is_refused_whatever_reads_the_file_first(tmp_path, capsys):
    (tmp_path / "t.csv").write_text("title,date\na,1937\n", encoding="utf-8")
    assert main(["import", str(tmp_path / "t.csv"), "--encoding", "foo", "--output", str(tmp_path / "t")]) == 1
    assert "'foo' - is no encoding of text" in capsys.readouterr().err
