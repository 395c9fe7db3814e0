"""The claims of the Linked Places format, read from what is exported."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiLineString, MultiPoint, MultiPolygon, Point, box

from geo import Query, dates, export
from geo.dataset import geojson
from geo.export.linked_places import OUR_KINDS, _when_of
from geo.export.lpf_values import between, when
from tests.support import lpf_rules
from tests.support.exported import read_json
from tests.support.naughty import NAUGHTY, with_texts
from tests.support.published import ATLAS
from tests.support.strategies import BROAD

BOUND = re.compile(r"-?[0-9]{4}(-[0-9]{2}){0,2}")
DATES = st.sampled_from(
    [
        "",
        "1937",
        "1937-08-11?",
        "193X",
        "1937-21",
        "../1938",
        "1937/..",
        "../..",
        "-0043-03",
        "Y-12000",
        "Y17000",
        "0000",
    ]
)
SHAPES = st.sampled_from(
    [
        *(None, Point(1, 2), Point(1, 2, 300), Point(180, -90), LineString([(0, 0), (1, 1)]), box(0, 0, 1, 1)),
        *(MultiPoint([(1, 1), (2, 2)]), MultiLineString([[(0, 0), (1, 1)]]), MultiPolygon([box(0, 0, 1, 1)])),
    ]
)
CELLS = st.fixed_dictionaries(
    {
        "country_today": st.sampled_from(["", "RU", "XK", "TW", "ZZ"]),
        "certainty": st.sampled_from(["", "uncertain", "sure"]),
        "precision_m": st.sampled_from(["", "0", "1500", "9" * 30]),
        "name": st.sampled_from(["Katyn", "two\nlines", "two\u2028lines"]),
    }
)
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
            list(geojson.geometry_faults({name: feature["geometry"][name] for name in ("type", "coordinates")})) == []
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
        ("Y-12000", {"in": "-12000"}, {"in": "-12000"}, False),
    ],
)  # fmt: skip
def test_a_date_becomes_a_timespan_with_its_bounds(edtf, start, end, doubt):
    expected = {"timespans": [{"start": start, "end": end}], "label": edtf}
    assert when(dates.parse(edtf)) == (expected | {"certainty": "less-certain"} if doubt else expected)


@pytest.mark.parametrize("edtf", ["../..", "Y17000"])
def test_a_date_that_says_nothing_or_lies_after_all_years_of_the_format_is_no_time(edtf):
    assert when(dates.parse(edtf)) == {}


def test_of_an_unknown_end_it_is_said_that_it_lies_on_its_side_of_the_other():
    """The format reads a span without an end as one that ends in its first year."""
    year = dates.parse("1991")
    assert between(year, None, "1991/..")["timespans"] == [{"start": {"in": "1991"}, "end": {"earliest": "1991-01-01"}}]
    assert between(None, year, "../1991")["timespans"] == [{"start": {"latest": "1991-12-31"}, "end": {"in": "1991"}}]


def collected(atlas):
    return read_json(export.to_linked_places(export.select(atlas, Query())))["features"]


def faults(features):
    return [fault for feature in features for fault in lpf_rules.faults(feature)]


def test_the_published_places_are_valid_in_both_versions(places):
    assert faults(places.values()) == []


def test_places_with_any_texts_are_valid_in_both_versions():
    assert faults(collected(with_texts(ATLAS, NAUGHTY))) == []


@settings(max_examples=20)
@given(st.lists(st.tuples(SHAPES, CELLS, DATES, DATES, DATES), min_size=1, max_size=4))
def test_places_of_any_shape_and_time_are_valid_in_both_versions(drawn):
    """Also those without a position, without a date, before our era, or with words of another dataset."""
    rows = ATLAS.places.iloc[: len(drawn)].reset_index(drop=True)
    shapes = gpd.GeoSeries([shape for shape, *_ in drawn], crs=ATLAS.places.crs)
    places = rows.assign(**pd.DataFrame([cells for _, cells, *_ in drawn]), geometry=shapes)
    events = ATLAS.events.iloc[: len(drawn)].assign(place_id=list(rows["id"]), edtf=[edtf for *_, edtf in drawn])
    named = zip(rows["id"], drawn, ("en", "zh-Hant-TW", "x-q", "q"), strict=False)
    names = [
        {"place_id": place, "name": "N", "lang": lang, "from": first, "to": last}
        for place, (_, _, first, last, _), lang in named
    ]
    tables = {"places": places, "events": events, "place_names": pd.DataFrame(names)}
    assert faults(collected(replace(ATLAS, tables={**ATLAS.tables, **tables}))) == []


def test_a_place_without_a_position_has_an_empty_geometry():
    nowhere = ATLAS.places.iloc[[0]].assign(geometry=gpd.GeoSeries([None], crs=ATLAS.places.crs).to_numpy())
    (found,) = collected(replace(ATLAS, tables={**ATLAS.tables, "places": nowhere}))
    assert found["geometry"] == {"type": "GeometryCollection", "geometries": []}


def test_the_radius_of_a_place_is_told_in_kilometres(places):
    tolerances = {place: 1000 * feature["geometry"]["approximation"]["tolerance"] for place, feature in places.items()}
    assert tolerances == dict(zip(ATLAS.places["id"], map(float, ATLAS.places["precision_m"]), strict=True))


def test_links_are_told_in_the_terms_of_the_format(places):
    assert {"type": "exactMatch", "identifier": "https://sws.geonames.org/524901/"} in places["moscow"]["links"]
    assert {one["type"] for one in places["vorkuta"]["links"]} == {"seeAlso"}
    count = sum(len(feature.get("links", [])) for feature in places.values())
    assert count == sum(ATLAS["links"]["table"] == "places")


def test_the_file_says_which_versions_it_is_of():
    assert collection()["dct:conformsTo"] == ["Linked Places format 1.2.2", "Linked Places format 2.0"]


def test_names_have_their_years(places):
    names = {name["toponym"]: name.get("when") for name in places["petrograd"]["names"] if name["lang"] == "en"}
    assert names["Saint Petersburg"] is None or "timespans" in names["Saint Petersburg"]
    dated = [row for row in ATLAS.rows("place_names") if row["from"] and row["to"]]
    row = dated[0]
    period = next(
        name
        for name in places[row["place_id"]]["names"]
        if name["toponym"] == row["name"] and name["lang"] == row["lang"]
    )
    assert period["when"]["label"] == f"{row['from']}/{row['to']}"
    assert set(period["when"]["timespans"][0]) == {"start", "end"}


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
    assert kinds == [{"crm:P27i_was_origin_of"}, {"crm:P26i_was_destination_of"}]


@settings(max_examples=20)
@given(BROAD)
def test_no_event_is_lost_also_without_a_place(query):
    found = collection(query)
    assert [event["id"] for event in found["events"]] == list(export.shown(ATLAS, query)["id"])
    related = sum(len(feature.get("relations", [])) for feature in found["features"])
    assert related == sum(len(event["places"]) for event in found["events"])


def test_the_certainty_of_a_position_is_that_of_the_place(places):
    certainty = {place: feature["geometry"]["certainty"] for place, feature in places.items()}
    assert certainty == dict(zip(ATLAS.places["id"], ATLAS.places["certainty"], strict=True))


def test_notes_are_told_in_every_language(places):
    texts = ATLAS["texts"]
    row = next(row for row in ATLAS.rows("texts") if (row["table"], row["field"]) == ("places", "note"))
    notes = {one["lang"]: one["value"] for one in places[row["id"]]["descriptions"]}
    assert notes[row["lang"]] == row["text"]
    assert len(notes) == 1 + sum((texts["table"] == "places") & (texts["id"] == row["id"]) & (texts["field"] == "note"))


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
    found = _when_of([{"when": span} for span in spans])["timespans"]
    assert found == [span["timespans"][0] for span in (spans[0], spans[1], spans[3])]


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
