"""What is looked at by column only is what nothing can be said of: both ways of checking say the same."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, MultiLineString, Point, Polygon

from geo.checks import lifetimes
from geo.dataset import cells, columns, keys, longitudes, screens
from tests.support.bench import bench
from tests.support.published import DATA
from tests.test_forty_faults import break_cells, break_files, break_places

mutate = bench("mutate")
SEEDS = range(24)
"""Of the two thousand that ``bench/mutate.py`` runs."""
TEXTS = st.text(max_size=6) | st.sampled_from([text for text in mutate.TEXTS if text])
RULES = st.fixed_dictionaries(
    {},
    optional={
        "required": st.booleans(),
        "pattern": st.sampled_from(["[a-z0-9-]{1,64}", "[A-Z]{2}", "#[0-9a-f]{6}", r"\w+", "[^b]*", "[a-z]{2,3}x?"]),
        "enum": st.lists(TEXTS, min_size=1, max_size=3),
        "minimum": st.integers(-1, 2),
    },
)
KINDS = st.sampled_from([{}, {"type": "integer"}, {"type": "boolean"}, {"rdfType": columns.EDTF}])


@given(st.lists(TEXTS | st.just(""), max_size=4), RULES, KINDS)
def test_no_cell_that_breaks_its_field_passes_a_screen(values: list[str], rules: dict, kind: dict) -> None:
    field = {"name": "a", "constraints": rules, **kind}
    wrong = any(next(cells.faults(field, value), None) for value in values)
    assert screens.suspected(pd.DataFrame({"a": values}, dtype="str"), field) or not wrong


def test_every_combining_mark_is_one_to_a_screen() -> None:
    marks = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.combining(chr(code))]
    passed = [mark for mark in marks if not screens.suspected(pd.DataFrame({"a": [f"a{mark * 101}b"]}), {"name": "a"})]
    assert len(marks) > 900
    assert passed == []


def test_every_space_and_control_character_is_one_to_a_screen() -> None:
    spaces = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()]
    cases = [*(f"{space}é" for space in spaces), *(f"é{space}" for space in spaces), *map(chr, range(32)), "a\x7fb"]
    wrong = [case for case in cases if any(cells.faults({"name": "a"}, case))]
    passed = [case for case in wrong if not screens.suspected(pd.DataFrame({"a": [case]}), {"name": "a"})]
    assert len(wrong) > 50
    assert passed == []


@pytest.mark.parametrize("pattern", ["[a-z0-9-]{1,64}", "[A-Z]{2}", "#[0-9a-f]{6}"])
def test_the_patterns_of_the_published_data_are_matched_by_column(pattern: str) -> None:
    assert screens._ALIKE.fullmatch(pattern)


@pytest.mark.parametrize("pattern", [r"\w+", "[[:alpha:]]+", "a|b", "(?i)a", "a.b", "[^a]", "a{1000}", "[a-z-9]", "é"])
def test_patterns_that_may_mean_something_else_to_arrow_are_left_to_python(pattern: str) -> None:
    assert not screens._ALIKE.fullmatch(pattern)


@given(st.lists(st.tuples(*[st.sampled_from(["", "a", "b", "ab"])] * 3), max_size=8))
def test_a_key_that_stands_twice_is_found(rows: list[tuple[str, str, str]]) -> None:
    table = pd.DataFrame(rows, columns=["a", "b", "c"], dtype="str")
    for names in (["a"], ["a", "b"], ["a", "b", "c"]):
        keys = list(table[names].itertuples(index=False, name=None))
        assert screens.repeated(screens.numbered(table, name) for name in names) == (len(set(keys)) < len(keys))


def test_a_key_of_many_columns_is_counted_in_numbers_that_hold_it() -> None:
    table = pd.DataFrame({f"c{at}": [str(row % 1000) for row in range(1999)] for at in range(12)}, dtype="str")
    numbers = [screens.numbered(table, name) for name in table]
    assert screens.repeated(numbers)
    assert not screens.repeated([*numbers, np.repeat([0, 1], [1000, 999])])


@given(st.lists(st.sampled_from("abc "), max_size=5), st.lists(st.sampled_from("abc "), max_size=5))
def test_positions_are_those_of_the_first_that_is_the_same(own: list[str], other: list[str]) -> None:
    one, two = (pd.DataFrame({"x": [value.strip() for value in values]}, dtype="str") for values in (own, other))
    known = two["x"].tolist()
    expected = [known.index(value) if value in known else screens.NOWHERE for value in one["x"]]
    assert screens.positions(one, "x", screens.column(two, "x")).tolist() == expected


def test_shapes_that_leap_are_those_in_which_a_jump_may_be() -> None:
    shapes = [None, Point(1, 2), LineString([(170, 1), (-170, 1)]), Polygon([(0, 0), (9, 0), (9, 9)])]
    shapes.append(MultiLineString([[(170, 1), (179, 1)], [(-179, 1), (-170, 1)]]))
    found = longitudes.leap(np.array(shapes, dtype=object))
    assert found.tolist() == [False, False, True, False, True]
    assert not shapely.is_missing(shapes[2])
    assert [bool(shape and longitudes.jump(shape)) for shape in shapes] == [False, False, True, False, False]


def test_days_are_in_their_order_as_numbers_and_what_no_number_can_tell_is_looked_at() -> None:
    days = [(-5, 12, 31), (0, 1, 1), (1937, 8, 31), (1937, 9, 1), (1938, 1, 1), None, (10**20, 1, 1)]
    found = lifetimes._numbers(days, -np.inf).tolist()
    assert sorted(found[:5]) == found[:5]
    assert found[5:] == [-np.inf, np.inf, -np.inf]


def test_the_forty_faults_are_the_same_both_ways(dataset: Path) -> None:
    shutil.copy(DATA / "kiosks.toml", dataset)
    break_cells(dataset)
    break_places(dataset)
    break_files(dataset)
    quick, slow = mutate.both({name: (dataset / name).read_bytes() for name in mutate.files()})
    assert len(slow) >= 39
    assert quick == slow


@pytest.mark.parametrize("part", range(4))
def test_mutated_datasets_have_the_same_problems_both_ways(part: int) -> None:
    said, differ = mutate.run([*SEEDS[part::4]])
    assert said.total() > 20
    assert differ == []


def test_a_difference_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "positions", lambda atlas, name, *_: np.zeros(len(atlas[name]), dtype=np.int64))
    content = mutate.files()["event_groups.csv"]
    monkeypatch.setattr(mutate, "mutated", lambda _: {**mutate.files(), "event_groups.csv": content + b"gone,poles\n"})
    _, differ = mutate.run([1])
    assert "there is no such record" in differ[1]


def test_columns_of_a_table_without_records_are_not_converted(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = pd.DataFrame(columns=["id"], dtype="str")
    monkeypatch.setattr(pd.DataFrame, "__getitem__", lambda *_: pytest.fail("nothing stands there"))
    assert len(screens.column(empty, "id")) == len(screens.given(empty, "id")) == 0
    assert list(cells.rows(empty, "id")) == []


@given(text=st.sampled_from(["", "0", "-0", "-1", "٣", "1\n", "1.5", "9" * 15, "9" * 16]) | st.text(max_size=3))
def test_what_counts_as_a_number_by_column_is_one_in_its_cell(text: str) -> None:
    (found,) = screens.numbers(pd.DataFrame({"best": [text]}, dtype="str"), "best")
    assert np.isnan(found) if text == "" else found in (-1, cells.number(text))
