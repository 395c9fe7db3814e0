"""Large files: what is made once of equal texts is what is made of each record, and how much is read."""

from __future__ import annotations

import json
import tracemalloc
from collections import Counter
from dataclasses import asdict
from itertools import chain
from typing import TYPE_CHECKING

import pyarrow as pa

from geo.dataset import strict_csv
from geo.dataset.limits import FOLDER, IMPORT, ZIP, counted_csv, counted_json
from geo.imports import packed, reader
from geo.imports.formats import FORMATS, column_sets, csv_file, grids, parted_rows
from geo.imports.growing import Table
from geo.imports.model import MAX_RECORDS, Options
from geo.imports.write import write
from tests.support.bench import bench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest


def written(path: Path, target: Path) -> dict[str, bytes]:
    """Import a file of UCDP GED and return what was written."""
    write(FORMATS["ucdp-ged"].read(path, Options()), target, Options(), force=True)
    return {one.name: one.read_bytes() for one in target.iterdir()}


def test_what_is_remembered_of_texts_changes_no_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = bench("ucdp").make_file(tmp_path / "ged.csv", events=400)
    found = written(path, tmp_path / "out")
    for module, name, most in (
        (reader, "REMEMBERED", 1),
        (parted_rows, "REMEMBERED", 0),
        (grids, "SHARED", 0),
        (packed, "PIECE", 7),
    ):
        monkeypatch.setattr(module, name, most)
    assert written(path, tmp_path / "out") == found
    assert found["import-report.txt"].count(b" - ") > 10  # faults are among what is remembered


def test_a_row_among_others_is_the_row_alone(tmp_path: Path) -> None:
    path = bench("ucdp").make_file(tmp_path / "ged.csv", events=60)
    together = FORMATS["ucdp-ged"].read(path, Options()).rows
    grid = csv_file.grid(path)
    for number, row in enumerate(together):
        alone = grids.Grid(grid.columns, [grid.rows[number]], [grid.lines[number]], (), ())
        assert column_sets.rows(alone, "ucdp-ged")[0] == row


def test_a_row_that_ends_early_is_cut_among_packed_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [",".join(one) for one in (["id", "year", "best"], *([str(at), "1989", "1"] for at in range(1, 30)))]
    path = tmp_path / "ged.csv"
    path.write_text("\n".join([*lines[:12], "12,1989", *lines[13:]]), encoding="utf-8")
    monkeypatch.setattr(packed, "PIECE", 7)
    found = csv_file.grid(path, used=["id", "best"])
    assert [*map(tuple, found.rows)] == [(str(at), "" if at == 12 else "1") for at in range(1, 30)]
    assert found.rows[11] == ("12", "")
    assert "line 13" in found.remarks[1]


def test_records_take_little_more_room_than_their_letters() -> None:
    texts = [(f"event-{number}", "a note", f"title of {number}", "") for number in range(40_000)]
    letters = sum(map(len, chain.from_iterable(texts)))
    table, before = Table(("id", "note", "title", "none")), pa.total_allocated_bytes()
    tracemalloc.start()
    for record in texts:
        table.take(tuple(f"{cell}" for cell in record))
    room = tracemalloc.get_traced_memory()[0] + pa.total_allocated_bytes() - before
    tracemalloc.stop()
    assert room < 2 * letters


def test_of_a_file_that_is_read_only_its_lines_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = bench("ucdp").make_file(tmp_path / "ged.csv", events=4_000)
    room, records = [], strict_csv.records

    def seen(lines: list[str], delimiter: str) -> Iterator[tuple[int, int, list[str] | str]]:
        room.append(tracemalloc.get_traced_memory()[0])
        return records(lines, delimiter)

    monkeypatch.setattr(strict_csv, "records", seen)
    tracemalloc.start()
    csv_file.grid(path, used=["id"])
    tracemalloc.stop()
    assert max(room) < 2 * path.stat().st_size


def test_a_folder_may_hold_three_million_events(tmp_path: Path) -> None:
    """Counted in a dataset of 100 events, whose tables are thought 30,000 times as long."""
    folder = bench("synthetic").make_dataset(tmp_path / "many", events=100)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    spent: Counter[str] = Counter()
    for content in ((folder / resource["path"]).read_bytes() for resource in package["resources"]):
        counts = counted_json(content) if content.startswith(b"{") else counted_csv(content)
        spent.update({"bytes": len(content), **counts})
    assert {name: most for name, most in asdict(FOLDER).items() if name in spent and spent[name] * 30_000 > most} == {}


def test_a_zip_may_hold_no_more_than_before() -> None:
    assert (ZIP.bytes, ZIP.records, ZIP.cells, ZIP.values) == (30_000_000, 50_000, 400_000, 400_000)


def test_a_file_to_import_may_have_a_million_records_of_fifty_columns() -> None:
    """A row of UCDP GED has 49 columns and about 450 bytes, some of them commas and ends of lines within texts."""
    assert MAX_RECORDS >= 300_000
    assert IMPORT.bytes >= 1_000 * MAX_RECORDS
    assert IMPORT.cells >= 60 * MAX_RECORDS
    assert IMPORT.records >= 2 * MAX_RECORDS
