"""The claims of the Linked Places format, read from what is exported."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

from geo import Query, dates, export
from geo.dataset import geojson
from geo.export.linked_places import OUR_KINDS, _when_of, when
from tests.support.exported import read_json
from tests.support.published import ATLAS
from tests.support.strategies import BROAD

BOUND = re.compile(r"-?[0-9]{4}(-[0-9]{2}){0,2}")
ADDRESS = "https://atlas.example/"


def collection(query=Query(), address=""):  # noqa: B008 - frozen
    return read_json(export.to_linked_places(export.select(ATLAS, query, address=address)))


@pytest.fixture(scope="module")
def places():
    """All places, by their ids."""
    return {feature["properties"]["id"]: feature for feature in collection()["features"]}


def times(value):
    """Return every `when` inside a value."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    own = [value["when"]] if isinstance(value, dict) and "when" in value else []
    return [*own, *(time for part in inner for time in times(part))]


def test_it_is_a_collection_in_the_context_of_linked_places():
    found = collection()
    assert found["type"] == "FeatureCollection"
    assert found["@context"].endswith("/linkedplaces-context-v1.1.jsonld")
    assert len(found["features"]) == len(ATLAS.places)


def test_every_place_has_what_the_format_requires(places):
    for feature in places.values():
        assert feature["type"] == "Feature"
        assert re.fullmatch(r"\w+:\S+", feature["@id"])
        assert feature["properties"]["title"]
        assert feature["names"][0]["toponym"]
        assert feature["names"][0]["citations"][0]["label"]
        assert feature["types"][0]["label"]
        assert (
            list(
                geojson.geometry_faults(
                    {name: value for name, value in feature["geometry"].items() if name != "certainty"}
                )
            )
            == []
        )
    assert len({feature["@id"] for feature in places.values()}) == len(places)


def test_every_time_has_a_start_or_an_end_as_the_format_writes_them(places):
    found = times(list(places.values()))
    spans = [span for time in found for span in time["timespans"]]
    assert len(spans) > 400
    assert all(span and set(span) <= {"start", "end"} for span in spans)
    bounds = [bound for span in spans for bound in span.values()]
    assert all(set(bound) == {"in"} or (bound and set(bound) <= {"earliest", "latest"}) for bound in bounds)
    assert all(BOUND.fullmatch(text) for bound in bounds for text in bound.values())


@pytest.mark.parametrize(
    ("edtf", "start", "end", "doubt"),
    [
        ("1937", {"in": "1937"}, {"in": "1937"}, False),
        ("1937-08", {"in": "1937-08"}, {"in": "1937-08"}, False),
        ("1940-02-29", {"in": "1940-02-29"}, {"in": "1940-02-29"}, False),
        ("1937-08/1938-11", {"in": "1937-08"}, {"in": "1938-11"}, False),
        ("1937?", {"in": "1937"}, {"in": "1937"}, True),
        ("1937~/1938", {"in": "1937"}, {"in": "1938"}, True),
        ("193X", {"earliest": "1930-01-01", "latest": "1939-12-31"}, {"earliest": "1930-01-01", "latest": "1939-12-31"}, False),
        ("1937-21", {"earliest": "1937-03-01", "latest": "1937-05-31"}, {"earliest": "1937-03-01", "latest": "1937-05-31"}, False),
        ("../1938", {"latest": "1938-12-31"}, {"in": "1938"}, False),
        ("1937-08/..", {"in": "1937-08"}, {"earliest": "1937-08-01"}, False),
        ("-0043-03-15", {"in": "-0043-03-15"}, {"in": "-0043-03-15"}, False),
        ("Y17000", {"in": "+17000"}, {"in": "+17000"}, False),
    ],
)  # fmt: skip
def test_a_date_becomes_a_timespan_with_its_bounds(edtf, start, end, doubt):
    expected = {"timespans": [{"start": start, "end": end}], "label": edtf}
    assert when(dates.parse(edtf)) == (expected | {"certainty": "less-certain"} if doubt else expected)


def test_a_date_that_says_nothing_is_no_time():
    assert when(dates.parse("../..")) == {}


def test_names_have_their_years(places):
    names = {name["toponym"]: name.get("when") for name in places["petrograd"]["names"] if name["lang"] == "en"}
    assert names["Saint Petersburg"] is None or "timespans" in names["Saint Petersburg"]
    dated = [row for row in ATLAS.rows("place_names") if row["from"] and row["to"]]
    row = dated[0]
    told = next(
        name
        for name in places[row["place_id"]]["names"]
        if name["toponym"] == row["name"] and name["lang"] == row["lang"]
    )
    assert told["when"]["label"] == f"{row['from']}/{row['to']}"
    assert set(told["when"]["timespans"][0]) == {"start", "end"}


def test_an_event_is_a_relation_of_its_place_with_its_sources(places):
    katyn = next(one for one in places["katyn-forest"]["relations"] if one["label"] == "Katyn massacre")
    assert katyn["relationType"] == "crm:P7i_witnessed"
    assert katyn["when"]["label"] == ATLAS.events.set_index("id").loc["katyn-massacre", "edtf"]
    assert len(katyn["citations"]) == sum(ATLAS["citations"]["event_id"] == "katyn-massacre")


def test_a_deportation_is_told_at_both_ends(places):
    event = next(row for row in ATLAS.rows("events") if row["place_id"] and row["destination_id"])
    kinds = [
        {one["relationType"] for one in places[event[column]]["relations"] if one["label"] == event["title"]}
        for column in ("place_id", "destination_id")
    ]
    assert kinds == [{"crm:P7i_witnessed"}, {"crm:P26i_was_destination_of"}]


@settings(max_examples=20)
@given(BROAD)
def test_no_event_is_lost_also_without_a_place(query):
    found = collection(query)
    assert [event["id"] for event in found["events"]] == list(export.shown(ATLAS, query)["id"])
    related = sum(len(feature.get("relations", [])) for feature in found["features"])
    assert related == sum(bool(event["place_id"]) + bool(event["destination_id"]) for event in found["events"])


def test_the_certainty_of_a_position_is_that_of_the_place(places):
    told = {place: feature["geometry"]["certainty"] for place, feature in places.items()}
    assert told == dict(zip(ATLAS.places["id"], ATLAS.places["certainty"], strict=True))


def test_notes_are_told_in_every_language(places):
    texts = ATLAS["texts"]
    row = next(row for row in ATLAS.rows("texts") if (row["table"], row["field"]) == ("places", "note"))
    told = {one["lang"]: one["value"] for one in places[row["id"]]["descriptions"]}
    assert told[row["lang"]] == row["text"]
    assert len(told) == 1 + sum((texts["table"] == "places") & (texts["id"] == row["id"]) & (texts["field"] == "note"))


def test_what_a_dataset_says_is_told_in_its_own_language():
    place = ATLAS.places.iloc[[0]].assign(name="Villa", note="Un pueblo", kind="aldea")
    package = {**ATLAS.package, "atlas:language": "es", "atlas:languages": ["es"]}
    atlas = replace(ATLAS, package=package, tables={**ATLAS.tables, "places": place})
    (found,) = read_json(export.to_linked_places(export.select(atlas, Query())))["features"]
    assert {one["lang"] for one in found["names"] if one["toponym"] == "Villa"} == {"es"}
    assert {"value": "Un pueblo", "lang": "es"} in found["descriptions"]
    assert found["types"][0]["sourceLabels"] == [{"label": "aldea", "lang": "es"}]


def test_the_kinds_of_places_of_the_atlas_are_english_words_in_every_dataset():
    kinds = next(one for one in ATLAS.package["resources"] if one["name"] == "places")["schema"]["fields"][2]
    assert set(kinds["constraints"]["enum"]) == OUR_KINDS


def test_spans_of_a_place_are_told_once_each_in_their_order():
    spans = [when(dates.parse(text)) for text in ("1938", "1937", "1938", "1937-08", "1937")]
    told = _when_of([{"when": span} for span in spans])["timespans"]
    assert told == [span["timespans"][0] for span in (spans[0], spans[1], spans[3])]


def test_no_span_of_a_place_is_compared_with_all_others(monkeypatch):
    """A capital may have a hundred thousand events."""
    texts = []
    monkeypatch.setattr(json, "dumps", lambda span, write=json.dumps: texts.append(span) or write(span))
    assert len(_when_of([{"when": when(dates.parse(str(year)))} for year in range(1000, 1300)])["timespans"]) == 300
    assert len(texts) == 300


def test_a_place_is_called_by_its_address_where_that_is_known():
    katyn = next(one for one in collection(address=ADDRESS)["features"] if one["properties"]["id"] == "katyn-forest")
    assert katyn["@id"] == f"{ADDRESS}?place=katyn-forest"
    assert f"{ADDRESS}?within=katyn-massacre" in {one["relationTo"] for one in katyn["relations"]}
