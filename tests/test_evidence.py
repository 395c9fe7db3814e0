"""What is not known is counted: by confidence, by locator, by what the compilers read."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pandas as pd
import pytest
from hypothesis import given

from geo import Query, export
from geo.dataset import citations
from geo.dataset.plain_csv import TEXT
from geo.export.tables import to_geojson
from geo.view import evidence, filters
from geo.view.join import join
from tests.support.published import ATLAS
from tests.support.strategies import BROAD

EVENTS = join(ATLAS.places, ATLAS.events)
EMPTY = dict.fromkeys(("page", "archive", "fonds", "series", "file", "folio", "locator"), "")


def counted(shown: Any) -> evidence.Evidence:
    """Count events by their own citations, one by one."""
    said = citations.rows(ATLAS)
    of = {event: [row for row in said if row["event_id"] == event] for event in shown["id"]}
    where = ("page", "fonds", "series", "file", "folio", "locator")
    return evidence.Evidence(
        len(shown),
        {word: int((shown["confidence"] == word).sum()) for word in "ABC"},
        sum(any(row[name] for row in rows for name in where) for rows in of.values()),
        sum(any(row["read"] == "yes" for row in rows) for rows in of.values()),
    )


@given(BROAD)
def test_a_view_counts_its_own_events(query):
    shown = filters.apply(EVENTS, query, ATLAS)
    assert evidence.count(shown, ATLAS) == counted(shown)


@pytest.mark.parametrize(
    ("given", "found"),
    [({"page": "53"}, True), ({"locator": "par. 5"}, True), ({"archive": "GARF"}, False), ({}, False)],
)
def test_the_name_of_an_archive_alone_is_no_locator(given, found):
    assert [*citations.located({"citations": pd.DataFrame([{**EMPTY, **given}], dtype=TEXT)})] == [found]


def test_a_passage_read_in_part_does_not_count_as_read():
    part = {row["event_id"] for row in citations.rows(ATLAS) if row["read"] == "part"}
    whole = {row["event_id"] for row in citations.rows(ATLAS) if row["read"] == "yes"}
    only = ATLAS.events[ATLAS.events["id"].isin(part - whole)]
    assert len(only)
    assert evidence.count(only, ATLAS).read == 0


def test_citations_are_counted_each_once():
    found = evidence.cited(ATLAS)
    assert found.citations == len(ATLAS["citations"]) == sum(found.read.values())
    assert found.located == sum(any(map(row.get, citations.LOCATING)) for row in ATLAS.rows("citations"))


@pytest.mark.parametrize("query", [Query(), Query(text="katyn")])
def test_exports_say_how_well_what_they_hold_is_supported(query):
    selection = export.select(ATLAS, query)
    wanted = evidence.count(selection.events, ATLAS).as_dict()
    archive = zipfile.ZipFile(io.BytesIO(export.to_package(selection)))
    told = [archive.read("datapackage.json"), to_geojson(selection.events, ATLAS), export.to_linked_places(selection)]
    assert [json.loads(text)[evidence.MEMBER] for text in told] == [wanted] * 3
