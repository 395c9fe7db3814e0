"""What an engine sums and packs beforehand."""

from __future__ import annotations

import weakref
from collections import defaultdict

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from geo.engine import parquet, records, sums_stored, tables
from geo.engine.sizes import ANYBODY, Sizes
from geo.engine.stored import LINE, NUMBER
from geo.map.moments import moments
from tests.support.foreign import SMALLEST, write


@pytest.fixture(scope="module")
def stored(atlas):
    """The tables of the published data before and after they are summed."""
    before = dict(tables.derived(atlas, moments(atlas).order()))
    return before, dict(sums_stored.extended(before.items()))


def rows(table: pa.Table, *names: str) -> list[tuple[object, ...]]:
    return list(zip(*(table.column(name).to_pylist() for name in names), strict=True))


def test_a_profile_says_of_its_events_who_acted_when(stored):
    before, after = stored
    said = ("who", "certain", "start", "finish", "weight")
    of_event, of_profile = defaultdict(list), defaultdict(list)
    for n, *row in rows(before["acting"], "n", *said):
        of_event[n].append(row)
    for profile, *row in rows(after["tied"], "profile", *said):
        of_profile[profile].append(row)
    assert len(of_profile) < len(of_event)
    for n, profile in rows(after["events"], "n", "profile"):
        assert of_profile[profile] == of_event[n]


def test_events_by_the_dozen_are_worked_out_as_all_together(stored, atlas, monkeypatch):
    monkeypatch.setattr(tables, "AT_ONCE", 12)
    again = dict(tables.derived(atlas, moments(atlas).order()))
    assert [name for name, table in stored[0].items() if not table.equals(again[name])] == []


def test_what_was_written_is_gone_before_more_is_made(tmp_path, monkeypatch):
    written, gone = {}, {}

    def seen(_, name, table):
        gone[name] = [one for one, ref in written.items() if ref() is None]
        written[name] = weakref.ref(table)

    monkeypatch.setattr(parquet, "write_table", seen)
    parquet.write(geo.load(write(tmp_path / "small", SMALLEST)), tmp_path / "engine")
    assert {"ids", "said", "postings"} <= {*gone["spans"]}


def test_sums_count_every_event_once_and_so_does_the_cube_of_all(stored):
    before, after = stored
    events, moved = before["events"].num_rows, sum(before["events"].column("moved").to_pylist())
    assert sum(after["sums"].column("weight").to_pylist()) == events
    counts = rows(after["whole"], "told", "events")
    assert [sum(n for told, n in counts if told is one) for one in (False, True)] == [events - moved] * 2
    assert sum(after["cells"].column("many").to_pylist()) == events


def test_sizes_are_the_rows_of_a_cube_of_some_kinds(stored):
    _, after = stored
    sizes = Sizes(*(after["sizes"].column(name).to_numpy() for name in Sizes.columns))
    kinds = [0, *after["events"].column("kind").to_pylist()[:1]]
    every = {*rows(after["events"], "place", "destination", "kind", "span")}
    assert sizes.of((ANYBODY,), None, families=False)[0] == len(every)
    assert sizes.of((ANYBODY,), kinds, families=False)[0] == sum(row[2] in kinds for row in every)


@given(st.lists(st.lists(st.integers(0, 900), max_size=40), min_size=1, max_size=4), st.lists(st.integers(0, 1_200)))
def test_records_written_in_pieces_are_found_by_the_numbers_of_their_events(tmp_path_factory, drawn, wanted):
    path = tmp_path_factory.mktemp("records") / "rows.arrow"
    every = sorted(n for piece in drawn for n in piece)
    cuts = np.cumsum([0, *map(len, drawn)])
    whole = pa.table({NUMBER: pa.array(every, pa.int32()), LINE: pa.array(range(len(every)), pa.int32())})
    records.write(path, (whole.slice(int(cut), len(piece)) for cut, piece in zip(cuts, drawn, strict=False)))
    found = records.Records(path).of(np.array(wanted, np.int64))
    assert rows(found, NUMBER, LINE) == [(n, line) for n in wanted for line, one in enumerate(every) if one == n]


def test_an_id_is_found_among_those_of_many_batches(tmp_path):
    ids = sorted(f"event-{n}" for n in range(2 * records.IDS + 10))
    records.Ids.write(tmp_path / "ids.arrow", pa.table({"id": ids, "n": pa.array(range(len(ids)), pa.int32())}))
    known = records.Ids(tmp_path / "ids.arrow")
    assert [known.number(one) for one in ids[:: records.IDS - 1]] == [*range(0, len(ids), records.IDS - 1)]
    assert [known.number(one) for one in ("", "event-5x", "zzz")] == [None] * 3
