"""The quick reader of CSV and the strict one agree on every table that the quick one takes."""

from __future__ import annotations

import csv
import io
import tracemalloc
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo.dataset import plain_csv, strict_csv
from geo.dataset.encodings import decode
from geo.dataset.write import Records, files

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS = ("id", "name")
PIECES = ("a", "é", ",", '"', '""', "\n", "\r\n", "\r", " ", ";", "\t", "\0", "\ufeff", "\u2028", "NA", "'", "\\", "=1")
CELLS = st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs"]), max_size=6).map("".join)
POOL = pa.proxy_memory_pool(pa.system_memory_pool())
"""It must last longer than what is in it."""
BODIES = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def strict(content: bytes, columns: Sequence[str] = COLUMNS) -> tuple[pd.DataFrame, bool]:
    """Return what the strict reader makes of a table, and whether it found anything to report."""
    text, problem = decode("x.csv", content)
    found = strict_csv.read(text, columns)
    frame = pd.DataFrame(
        found.rows, columns=list(columns), index=pd.Index(found.lines, name="line", dtype="int64"), dtype="str"
    )
    return frame, bool(problem or found.faults or found.lost or not found.usable)


def assert_agree(content: bytes, columns: Sequence[str] = COLUMNS) -> None:
    quick = plain_csv.read(content, columns)
    if quick is not None:
        slow, told = strict(content, columns)
        assert not told
        pd.testing.assert_frame_equal(quick, slow, check_index_type="equiv")
        assert quick.dtypes.tolist() == slow.dtypes.tolist()


@given(BODIES, st.sampled_from(["id,name\n", "id,name\r\n", "\ufeffid,name\n", "id,name", "name,id\n", "id;name\n"]))
@example('a,"A"\n\n"b""",B\r\n', "id,name\n")
@example("\ufeffa,A\n", "id,name\n")
@example('a,"A\n,B', "id,name\n")
@example('a,"A" x\n', "id,name\n")
@example('a,A "x"\n', "id,name\n")
@example('"","",\n', "id,name\n")
def test_both_ways_agree_on_any_text(body: str, header: str) -> None:
    assert_agree((header + body).encode())


@given(BODIES)
@example("\n\n")
@example('""\na\n')
def test_both_ways_agree_on_a_single_column(body: str) -> None:
    assert_agree(f"id\n{body}".encode(), ["id"])


@given(st.binary(max_size=30))
@example(b"a,\xed\xa0\x80\n")
@example(b"a,\xc0\x80\n")
def test_both_ways_agree_on_any_bytes(body: bytes) -> None:
    assert_agree(b"id,name\n" + body)


@given(
    st.lists(st.tuples(CELLS, CELLS).filter(any)),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_programs_write_is_read_the_quick_way(rows: list[tuple[str, str]], quoting: int, end: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=end, quoting=quoting).writerows([COLUMNS, *rows])  # type: ignore[arg-type]
    content = out.getvalue().encode()
    assert_agree(content)
    lone = content.count(b"\r") != content.count(b"\r\n")
    assert (plain_csv.read(content, COLUMNS) is None) == (lone or b"\0" in content)


def test_lines_are_those_of_the_file() -> None:
    found = plain_csv.read(b'id,name\n\na,"A\nA"\r\n\r\nb,B', COLUMNS)
    assert found is not None
    assert found.index.tolist() == [4, 6]
    assert found["name"].tolist() == ["A\nA", "B"]


@pytest.mark.parametrize("body", ["a\n", "a,A,A\n", ",\n", 'a,"A\n', "a,A\rA\n", 'a,A"A\n', "a," + "x" * 1_000_001])
def test_what_is_doubtful_is_left_to_the_strict_reader(body: str) -> None:
    assert plain_csv.read(f"id,name\n{body}".encode(), COLUMNS) is None


@given(st.lists(st.tuples(CELLS, CELLS), max_size=8))
def test_what_is_written_has_the_quotes_that_python_gives_and_more_only_around_a_cr(
    rows: list[tuple[str, str]],
) -> None:
    package = {"resources": [{"name": "t", "path": "t.csv", "schema": {"fields": [{"name": one} for one in COLUMNS]}}]}
    written = dict(files(package, {"t": Records(rows)}))["t.csv"].decode("utf-8")
    expected = io.StringIO()
    plain, all_cells = (
        csv.writer(expected, lineterminator="\n", quoting=one) for one in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL)
    )
    for row in [COLUMNS, *rows]:
        (all_cells if any("\r" in cell for cell in row) else plain).writerow(row)
    assert written == expected.getvalue()


def test_a_table_without_records_is_never_parsed_and_nobody_shares_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_csv, "_parsed", lambda *_: pytest.fail("there is nothing to parse"))
    first, second = (plain_csv.read(b"id,name\n", COLUMNS) for _ in range(2))
    assert first is not None
    assert second is not None
    first["more"] = []
    pd.testing.assert_frame_equal(second, strict(b"id,name\n")[0])


def test_no_column_stands_twice_in_memory_while_others_are_read() -> None:
    names = [f"c{number}" for number in range(20)]
    content = (",".join(names) + "\n" + f"{'x,' * 19}x\n" * 200_000).encode()
    usual = pa.default_memory_pool()
    pa.set_memory_pool(POOL)
    try:
        found = plain_csv.read(content, names)
    finally:
        pa.set_memory_pool(usual)
    assert found is not None
    assert POOL.max_memory() < 1.3 * found.memory_usage(index=False).sum()


def test_a_cell_of_nothing_but_quotes_is_left_before_it_takes_memory() -> None:
    content = b"a\n" + b'"' * (2 * strict_csv.CELL + 4)
    tracemalloc.start()
    assert plain_csv.read(content, ["a"]) is None
    assert tracemalloc.get_traced_memory()[1] < len(content)
    tracemalloc.stop()
