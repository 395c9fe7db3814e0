"""What goes out comes back: every text, in every field, through every format that keeps it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import Query, export
from geo.export.geopackage import to_geopackage
from geo.view.evidence import MEMBER
from tests.support.exported import changes, layers, read_csv, read_json, read_package
from tests.support.naughty import NAUGHTY, free_fields, with_texts
from tests.support.published import ATLAS

EVERYTHING = Query()
TEXTS = st.lists(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(str.strip).filter(bool),
    min_size=1,
    max_size=200,
)
"""Texts that a dataset may hold: they neither begin nor end with a space."""


@pytest.fixture(scope="module")
def naughty():
    """The published dataset with a naughty text in every cell that may hold one."""
    return export.select(with_texts(ATLAS, NAUGHTY), EVERYTHING)


def cells_of(events, rows):
    """Return how many cells of events were compared, and which differ."""
    pairs = [(event[name], row[name]) for event, row in zip(events, rows, strict=True) for name in event]
    return len(pairs), [pair for pair in pairs if pair[0] != pair[1]]


def through_csv(one):
    return cells_of(one.atlas.rows("events"), read_csv(export.to_csv(one.events, one.atlas)))


def through_geojson(one):
    features = read_json(export.to_geojson(one.events, one.atlas))["features"]
    return cells_of(one.atlas.rows("events"), [feature["properties"] for feature in features])


def through_package(one):
    back = read_package(export.to_package(one))
    assert {**back.package, MEMBER: None} == {**one.atlas.package, MEMBER: None}  # counted anew by every export
    return total(changes(table, back[name]) for name, table in one.atlas.tables.items())


def through_geopackage(one):
    back = layers(to_geopackage(one))
    assert list(back) == ["places", "events", *(name for name in one.atlas.tables if name not in ("places", "events"))]
    return total(changes(table, back[name]) for name, table in one.atlas.tables.items())


def through_linked_places(one):
    found = read_json(export.to_linked_places(one))
    places = [feature["properties"] for feature in found["features"]]
    names = {(one["properties"]["id"], name["toponym"]) for one in found["features"] for name in one["names"]}
    lost = [row for row in one.atlas.rows("place_names") if (row["place_id"], line(row["name"])) not in names]
    count, wrong = total(
        [cells_of(one.atlas.rows("events"), found["events"]), cells_of(one.atlas.rows("places"), places)]
    )
    return count + len(one.atlas["place_names"]), wrong + lost


def line(text):
    """Return a name as Linked Places takes it: with a space for every line break."""
    return re.sub("[\n\r\u2028\u2029]+", " ", text)


def through_csl(one):
    back = {item["id"]: item for item in read_json(export.FORMATS["csl-json"].write(one))}
    wanted = (("title", "title"), ("container_title", "container-title"), ("publisher", "publisher"))
    pairs = [(row[own], back[row["id"]].get(theirs, "")) for row in one.atlas.rows("sources") for own, theirs in wanted]
    return len(pairs), [pair for pair in pairs if pair[0] != pair[1]]


def total(parts):
    counts, wrong = zip(*parts, strict=True)
    return sum(counts), [pair for pairs in wrong for pair in pairs]


LOSSLESS = {
    through_csv: 3_500,
    through_geojson: 3_500,
    through_package: 15_000,
    through_geopackage: 15_000,
    through_linked_places: 4_500,
    through_csl: 300,
}
"""A way out and back, and how many cells at least it must have compared."""


@pytest.mark.parametrize(
    ("there_and_back", "least"), LOSSLESS.items(), ids=lambda value: getattr(value, "__name__", "")
)
def test_no_naughty_text_is_changed_in_any_field(naughty, there_and_back, least, record_property):
    compared, wrong = there_and_back(naughty)
    record_property("cells", compared)
    assert wrong == []
    assert compared > least


def test_every_naughty_text_stands_in_many_kinds_of_fields(naughty):
    """The claim above is about something: all texts, in all free fields."""
    free = {(one["name"], field) for one in ATLAS.package["resources"] for field in free_fields(one)}
    assert len(free) >= 30
    found = {text for name, field in free for text in naughty.atlas[name][field]}
    assert found == set(NAUGHTY)


@settings(max_examples=6)
@given(TEXTS)
@pytest.mark.parametrize("there_and_back", list(LOSSLESS), ids=lambda value: value.__name__)
def test_no_text_at_all_is_changed(there_and_back, texts):
    events = ATLAS.events.assign(
        **{
            field: [texts[(7 * place + number) % len(texts)] for number in range(len(ATLAS.events))]
            for place, field in enumerate(("title", "description", "note"))
        }
    )
    sources = ATLAS["sources"].assign(title=[texts[number % len(texts)] for number in range(len(ATLAS["sources"]))])
    changed = replace(ATLAS, tables={**ATLAS.tables, "events": events, "sources": sources})
    assert there_and_back(export.select(changed, EVERYTHING))[1] == []


def test_geometry_comes_back_as_it_was(naughty):
    places = naughty.atlas.places.geometry
    assert list(read_package(export.to_package(naughty)).places.geometry) == list(places)
    assert list(layers(to_geopackage(naughty))["places"].geometry) == list(places)
