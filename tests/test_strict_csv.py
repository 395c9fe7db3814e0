"""CSV is read as it is: no value changes, every fault is told by its line, and reading goes on after it."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dataset import strict_csv
from geo.dataset.encodings import decode

COLUMNS = ["id", "name"]
CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


def faults_of(text: str) -> list[tuple[int, str]]:
    """Return the faults as (line, why), warnings marked with a star."""
    faults = strict_csv.read(text, COLUMNS).faults
    return [(fault.line, fault.why + (" *" if fault.warning else "")) for fault in faults]


@given(st.lists(st.tuples(CELLS, CELLS).filter(any)), st.sampled_from(sorted(strict_csv.DELIMITERS)))
def test_any_cell_comes_back_as_it_was(rows: list[tuple[str, str]], delimiter: str) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n", delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([COLUMNS, *rows])
    assert [tuple(row) for row in strict_csv.read(out.getvalue(), COLUMNS).rows] == rows


@pytest.mark.parametrize(
    "value", ["NA", "1937-08", "007", "1e5", "12345678901234567890", "\u00a0x\u00a0", " x ", "null"]
)
def test_no_value_changes(value: str) -> None:
    assert strict_csv.read(f"id,name\na,{value}\n", COLUMNS).rows == [["a", value]]


@pytest.mark.parametrize("limit", [1000, 10_000_000])
def test_the_longest_cell_does_not_depend_on_what_other_libraries_set(limit: int) -> None:
    csv.field_size_limit(limit)
    longest, longer = ("x" * (strict_csv.CELL + extra) for extra in (0, 1))
    assert faults_of(f"id,name\na,{longest}\nb,{longer}\n") == [(3, "has a cell of more than 1,000,000 characters")]


@pytest.mark.parametrize(("delimiter", "name"), [(";", "semicolons"), ("\t", "tabs")])
def test_other_delimiters_are_read_and_told_as_a_warning(delimiter: str, name: str) -> None:
    text = f"id{delimiter}name\na{delimiter}A, B\nb\n"
    found = strict_csv.read(text, COLUMNS)
    assert found.rows == [["a", "A, B"]]
    assert faults_of(text) == [(1, f"uses {name} between its cells, not commas *"), (3, "has 1 cell, not 2")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_system(end: str) -> None:
    text = f'id,name{end}a,"A{end}A"{end}b,B{end}'
    found = strict_csv.read(text, COLUMNS)
    assert (found.rows, found.lines, found.faults) == ([["a", f"A{end}A"], ["b", "B"]], [3, 4], [])


@pytest.mark.parametrize(
    ("body", "faults", "kept"),
    [
        ('a,"A\nb,B\nc,C\n', [(2, "opens a quote that is never closed")], "bc"),
        ('a,"A\nb,B\nc,"C, C"\nd,D\n', [(2, "has text after a closing quote")], "bcd"),
        ('a,"A" x\nb,B\n', [(2, "has text after a closing quote")], "b"),
        ("a,A\rA\nb,B\n", [(2, "has a carriage return outside of quotes")], "b"),
        ("a\nb,B,B\nc,C\n", [(2, "has 1 cell, not 2"), (3, "has 3 cells, not 2")], "c"),
        (",\na,A\n", [(2, "is a row of empty cells *")], "a"),
        ("\n\na,A\n\n", [], "a"),
        ("a," + "x" * 1_000_001 + "\nb,B\n", [(2, "has a cell of more than 1,000,000 characters")], "b"),
    ],
)
def test_a_broken_line_costs_itself_only(body: str, faults: list[tuple[int, str]], kept: str) -> None:
    text = f"id,name\n{body}"
    assert faults_of(text) == faults
    assert "".join(row[0] for row in strict_csv.read(text, COLUMNS).rows) == kept


def test_reading_ends_after_a_hundred_broken_quotes() -> None:
    found = strict_csv.read("id,name\n" + 'a,"A"x\n' * 5000 + "b,B\n", COLUMNS)
    assert len(found.faults) == 101
    assert "b" in found.lost


def test_quotes_that_each_take_in_all_that_follows_are_looked_at_a_few_times_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(strict_csv, "MAX_VAIN", 1000)
    found = strict_csv.read("id,name\na,A\n" + 'x","\n' * 99 + "b,B\n", COLUMNS)
    assert [fault.line for fault in found.faults] == [3, 4, 5, 6]  # each takes in about 500 characters
    assert found.faults[-1].why == "is not read, nor what follows"
    assert (found.rows, "b" in found.lost) == ([["a", "A"]], True)


def test_broken_lines_that_take_in_no_other_are_all_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strict_csv, "MAX_VAIN", 10)
    assert len(faults_of("id,name\n" + 'a,"A"x\n' * 9 + "b,B\n")) == 9


def test_where_a_long_name_of_a_column_is_cut_is_seen() -> None:
    ((_, why),) = faults_of(f"id,name,{'x' * 200}\n")
    assert why == f"columns unknown: '{'x' * 80}...'"


def test_a_header_of_too_many_columns_is_told_without_them() -> None:
    header = ",".join(f"c{number}" for number in range(strict_csv.MAX_COLUMNS + 1))
    assert faults_of(f"{header}\n") == [(1, "has more than 1,000 columns")]


def test_many_unknown_columns_are_counted_and_a_few_named() -> None:
    found = faults_of(f"id,name,{','.join(f'c{number}' for number in range(900))}\n")
    assert found[0][1].endswith(", 'c18', 'c19' and 880 more")


@pytest.mark.parametrize(("header", "rows"), [("name,id", [["a", "A"]]), ("name,more,id", []), ("name,nome", [])])
def test_columns_are_found_by_their_names(header: str, rows: list[list[str]]) -> None:
    found = strict_csv.read(f"{header}\nA,a\n", COLUMNS)
    assert found.rows == rows
    assert found.faults[0].line == 1


@pytest.mark.parametrize(
    ("content", "why", "text"),
    [
        ("é".encode(), "", "é"),
        ("\ufeffé".encode(), "", "é"),
        ("é,é".encode("utf-16"), "is UTF-16, not UTF-8", "é,é"),
        ("id,name".encode("utf-16-le"), "is UTF-16, not UTF-8", "id,name"),
        ("id,name".encode("utf-16-be"), "is UTF-16, not UTF-8", "id,name"),
        (b"id\na,caf\xe9", "byte 8 is not UTF-8; the file is probably Windows-1252", "id\na,caf\udce9"),
        ("id\nЖизнь".encode("cp1251"), "byte 3 is not UTF-8; the file is probably Windows-1251", None),
        (b"", "", ""),
    ],
)
def test_an_encoding_is_recognised(content: bytes, why: str, text: str | None) -> None:
    found, problem = decode("x.csv", content)
    assert (problem.why if problem else "") == why
    assert text in (None, found)


def test_a_row_with_a_byte_that_is_not_utf_8_is_left_out_and_the_others_are_read() -> None:
    text, _ = decode("x.csv", b"id,name\na,caf\xe9\nb,B\n")
    found = strict_csv.read(text, COLUMNS)
    assert (found.rows, "a" in found.lost) == ([["b", "B"]], True)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_told(content: bytes) -> None:
    text, problem = decode("x.csv", b"id,name\n" + content)
    found = strict_csv.read(text, COLUMNS)
    assert problem or found.faults or all(len(row) == 2 for row in found.rows)
