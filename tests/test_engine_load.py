"""What an engine reads is made whole, from sound datasets only, and says no secret; unions of spans are sums."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import DataError, cli
from geo.engine import engine_of, exports, is_engine, open_engine, parquet, pieces, sources
from geo.engine.stored import FORMAT
from tests.support.foreign import SMALLEST, write

YEARS = st.integers(1, 12)


@pytest.fixture
def small(tmp_path):
    return write(tmp_path / "small", SMALLEST)


def test_the_load_command_makes_a_folder_that_an_engine_opens(small, tmp_path, capsys):
    target = tmp_path / "engine"
    assert cli.main(["load", str(small), "--to", str(target)]) == 0
    assert f"1 event: {target}" in capsys.readouterr().err
    assert open_engine(target).excerpt([0]).events["title"].tolist() == ["An event"]
    assert engine_of(small) is None


def test_a_folder_is_replaced_only_when_asked_and_only_one_of_its_kind(small, tmp_path, capsys):
    target = tmp_path / "engine"
    assert [cli.main(["load", str(small), "--to", str(target), *more]) for more in ([], [], ["--force"])] == [0, 1, 0]
    assert cli.main(["load", str(small), "--to", str(small), "--force"]) == 1
    assert "holds other things than a dataset" in capsys.readouterr().err


def test_a_faulty_dataset_is_not_loaded(tmp_path, capsys):
    faulty = write(tmp_path / "faulty", {**SMALLEST, "citations": []})
    assert cli.main(["load", str(faulty), "--to", str(tmp_path / "engine")]) == 1
    assert "has no source" in capsys.readouterr().err
    assert not (tmp_path / "engine").exists()


@pytest.mark.parametrize(
    "address", ["postgresql://me:hush@127.0.0.1:1/x", "postgresql://me:hush@[x/y", "postgres://me:hush@h:p/x"]
)
def test_a_password_is_never_told(small, capsys, address):
    assert cli.main(["load", str(small), "--to", address]) == 1
    told = capsys.readouterr()
    assert "cannot be reached" in told.err
    assert "hush" not in told.err + told.out


def test_a_large_dataset_is_prepared_once_for_each_content(small, tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "LARGE", 0)
    monkeypatch.setattr(sources.platformdirs, "user_cache_path", lambda _: tmp_path / "kept")
    first = sources.prepared(small)
    assert is_engine(first)
    monkeypatch.setattr(parquet, "write", None)
    assert sources.prepared(small) == first == sources.prepared(first)


def test_a_folder_of_another_version_of_the_program_is_refused(small, tmp_path):
    target = tmp_path / "engine"
    cli.main(["load", str(small), "--to", str(target)])
    about = target / parquet.ABOUT
    about.write_text(about.read_text(encoding="utf-8").replace(f'"format": {FORMAT}', '"format": 0'), encoding="utf-8")
    with pytest.raises(DataError, match="made by another version"):
        open_engine(target)


@given(
    st.lists(st.tuples(st.integers(0, 1), YEARS, YEARS, YEARS, YEARS), min_size=1, max_size=8),
    st.booleans(),
    YEARS,
    YEARS,
)
def test_pieces_of_a_union_sum_to_one_where_any_of_its_spans_touches(spans, certain, first, last):
    first, last = sorted((first, last))
    spans = np.array(spans)
    start, end = (1, 2) if certain else (0, 3)

    def touches(bounds):
        return (bounds[:, start] <= last) & (bounds[:, end] >= first)

    found = pieces.union(spans[:, 0], spans[:, 1:], certain=certain)
    for group in (0, 1):
        own, of = spans[spans[:, 0] == group, 1:], found.group == group
        assert found.weight[of][touches(found.bounds[of])].sum() == touches(own).any()


def test_an_export_of_a_loaded_folder_is_that_of_its_dataset(small, tmp_path, capsys):
    target = tmp_path / "engine"
    assert cli.main(["load", str(small), "--to", str(target)]) == 0
    made = []
    for data in (small, target):
        for name in ("events.csv", "atlas.lpf.json"):
            assert cli.main(["export", str(tmp_path / name), "--data", str(data), "--view", "hide=none"]) == 0
            made.append((tmp_path / name).read_bytes())
    assert made[:2] == made[2:]
    assert "1 of 1 event: " in capsys.readouterr().err


def test_an_export_of_a_loaded_folder_refuses_what_is_wrong(small, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(exports, "MOST", 0)
    target, file = tmp_path / "engine", str(tmp_path / "atlas.zip")
    assert cli.main(["load", str(small), "--to", str(target)]) == 0
    assert cli.main(["export", file, "--data", str(target), "--view", "within=nothing"]) == 2
    assert cli.main(["export", file, "--data", str(target)]) == 2
    said = capsys.readouterr().err
    assert "there is no event" in said
    assert "0 at most" in said
