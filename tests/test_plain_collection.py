"""The quick reader of GeoJSON and the strict one agree on every file that the quick one takes."""

from __future__ import annotations

import json
from unittest import mock

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo.dataset import plain_collection, plain_features, tables
from geo.dataset.limits import FOLDER, Budget
from geo.dataset.problems import Problems

FIELDS = ("id", "name")
RESOURCE = {"path": "x.geojson", "format": "geojson", "schema": {"fields": [{"name": name} for name in FIELDS]}}
ONE = '{"type":"FeatureCollection","features":[%s]}'
FEATURE = '{"type":"Feature","properties":%s,"geometry":{"type":"Point","coordinates":%s}}'
VALUES = ('"a"', '"a: b"', '": b"', '"\\"x\\":"', "null", "5", "-0", "0", "1e3", "2.50", "true", "1", "[]", "9" * 320)
NUMBERS = ("30", "50.5", "-0", "0", "-0.0", "1e1", "1e999", "NaN", "190", "true", '"3"', "9" * 400)
PROPERTIES = st.lists(
    st.tuples(st.sampled_from(('"id":', '"name":', '"id" :', '"na\\u006de":', '"other":')), st.sampled_from(VALUES)),
    max_size=3,
).map(lambda pairs: "{" + ",".join(f"{key}{value}" for key, value in pairs) + "}")
AT = st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=3).map(lambda numbers: f"[{','.join(numbers)}]")
FEATURES = st.lists(st.tuples(PROPERTIES, AT).map(lambda parts: FEATURE % parts), max_size=3).map(",".join)


def assert_agree(text: str) -> bool:
    """Return whether the quick reader takes a file, having seen that the strict one makes the same of it."""
    quick = plain_collection.read(text.encode(), FIELDS)
    if quick is None:
        return False
    problems = Problems()
    with mock.patch.object(plain_collection, "read", return_value=None):  # noqa: SIM117 - one line each
        with mock.patch.object(plain_features, "position", return_value=None):
            slow = tables.read_table(RESOURCE, text.encode(), Budget(FOLDER), problems).frame
    assert not problems.listed()
    pd.testing.assert_frame_equal(pd.DataFrame(quick), pd.DataFrame(slow))
    assert quick.to_wkb().equals(slow.to_wkb())
    return True


@given(FEATURES)
@example(FEATURE % ('{"id":"a","id":"b"}', "[1.5,2]"))
@example(FEATURE % ('{"id":"a","name":7}', "[1.5,2]"))
@example('{"type":"Feature","properties":{},"geometry":null}')
def test_both_ways_agree_on_any_features(features: str) -> None:
    assert_agree(ONE % features)


@pytest.mark.parametrize("text", ['{"id":"a","name":"b"}', '{"name":null,"id":"a"}', '{"id":12}', '{"name":true}'])
def test_plain_features_are_read_quickly(text: str) -> None:
    assert assert_agree(ONE % FEATURE % (text, "[30.25,60]"))


@pytest.mark.parametrize(
    "text",
    [
        FEATURE % ('{"id":"a","id":"a"}', "[1,2]"),  # the key stands twice
        FEATURE % ('{"id":-0}', "[1,2]"),
        FEATURE % ('{"id":1.50}', "[1,2]"),
        FEATURE % ('{"id":"a"}', "[1,-0]"),
        FEATURE % ('{"id":"\\ud800"}', "[1,2]"),
        FEATURE % ('{"id" :"a","id":"b"}', "[1,2]"),
    ],
)
def test_what_the_quick_reader_cannot_tell_is_left_to_the_strict_one(text: str) -> None:
    assert plain_collection.read((ONE % text).encode(), FIELDS) is None


def test_members_of_the_collection_count_as_keys() -> None:
    text = json.dumps({"type": "FeatureCollection", "name": "places", "features": []}).replace('"name"', '"type"')
    assert plain_collection.read(text.encode(), FIELDS) is None
