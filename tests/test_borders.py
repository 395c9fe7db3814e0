"""Claims about the borders of the Soviet Union in data/basemap, at the end of each year."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
import shapely

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

BASEMAP = Path(__file__).parent.parent / "data" / "basemap"
YEARS = range(1922, 1992)
EQUAL_AREA = "+proj=cea +lon_0=100 +datum=WGS84"

TOWNS = {
    "Moscow": (37.62, 55.75, 1922),
    "Kiev": (30.52, 50.45, 1922),
    "Minsk": (27.56, 53.90, 1922),
    "Tiraspol": (29.63, 46.84, 1922),
    "Bilibino": (166.44, 68.05, 1922),
    "Iultin": (181.26, 67.87, 1922),
    "Okha": (142.94, 53.59, 1922),
    "Kola": (33.03, 68.88, 1922),
    "Zaslavl": (27.27, 54.01, 1922),
    "Kamenets-Podolsky": (26.59, 48.68, 1922),
    "Beloostrov": (30.02, 60.15, 1922),
    "Lviv": (24.03, 49.84, 1939),
    "Ternopil": (25.59, 49.55, 1939),
    "Brest": (23.70, 52.10, 1939),
    "Nesvizh": (26.68, 53.22, 1939),
    "Dokshitsy": (27.77, 54.89, 1939),
    "Radoshkovichi": (27.24, 54.16, 1939),
    "Tallinn": (24.75, 59.43, 1940),
    "Vilnius": (25.28, 54.69, 1940),
    "Vyborg": (28.75, 60.71, 1940),
    "Sortavala": (30.69, 61.70, 1940),
    "Kishinev": (28.86, 47.01, 1940),
    "Chernivtsi": (25.94, 48.29, 1940),
    "Khotyn": (26.49, 48.51, 1940),
    "Bender": (29.48, 46.83, 1940),
    "Suoyarvi": (32.37, 62.09, 1940),
    "Izborsk": (27.86, 57.71, 1940),
    "Izmail": (28.84, 45.35, 1940),
    "Kyzyl": (94.45, 51.72, 1944),
    "Pechenga": (31.17, 69.53, 1944),
    "Kaliningrad": (20.51, 54.71, 1945),
    "Klaipėda": (21.18, 55.70, 1945),
    "Uzhhorod": (22.30, 48.62, 1945),
    "Yuzhno-Sakhalinsk": (142.74, 46.96, 1945),
}
"""Longitude, latitude and the first year at whose end the town was Soviet."""


@cache
def collection(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((BASEMAP / name).read_text(encoding="utf-8"))
    return found


@cache
def shapes(name: str) -> list[BaseGeometry]:
    features = collection(name)["features"]
    return [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in features]


@cache
def in_year(name: str, year: int) -> list[BaseGeometry]:
    spans = (feature["properties"] for feature in collection(name)["features"])
    pairs = zip(spans, shapes(name), strict=True)
    return [shape for span, shape in pairs if span["from"] <= year < span["to"]]


@cache
def coast() -> BaseGeometry:
    return shapely.union_all(shapes("land.json")).boundary


@cache
def soviet_years(lon: float, lat: float) -> list[int]:
    """Return the years from 1917 to 1994 in which the zones hold the point."""
    point = shapely.Point(lon, lat)
    held = {zone for zone in shapes("outlines.json") if zone.contains(point)}
    return [year for year in range(1917, 1995) if held.intersection(in_year("outlines.json", year))]


def crossings(one: str, other: str, year: int) -> int:
    """How often the straight line between two towns crosses the border."""
    walk = shapely.LineString([TOWNS[one][:2], TOWNS[other][:2]])
    return crossings_of(walk, year)


def crossings_of(walk: shapely.LineString, year: int) -> int:
    crossed = shapely.get_parts(shapely.intersection(walk, in_year("borders.json", year)))
    return sum(not part.is_empty for part in crossed)


@pytest.mark.parametrize("town", TOWNS)
def test_a_town_is_soviet_from_its_year_to_1991_and_not_before(town: str) -> None:
    lon, lat, first = TOWNS[town]
    assert soviet_years(lon, lat) == list(range(first, 1992))


@pytest.mark.parametrize("place", [(23.16, 53.13), (22.06, 53.18), (23.12, 50.16)])
def test_bialystok_lomza_and_lubaczow_are_soviet_only_until_1943(
    place: tuple[float, float],
) -> None:
    assert soviet_years(*place) == list(range(1939, 1944))


@pytest.mark.parametrize(
    ("lon", "lat"),
    [(21.01, 52.23), (24.94, 60.17), (23.59, 46.77), (42.7, 39.9), (106.9, 47.9), (126.6, 45.8)],
    ids=["Warsaw", "Helsinki", "Cluj", "Agri", "Ulan Bator", "Harbin"],
)
def test_towns_of_the_neighbours_were_never_soviet(lon: float, lat: float) -> None:
    assert soviet_years(lon, lat) == []


@pytest.mark.parametrize("name", ["borders.json", "outlines.json"])
def test_nothing_is_shown_before_1922_or_after_1991(name: str) -> None:
    """The Soviet Union was founded on 30 December 1922."""
    assert not in_year(name, 1921)
    assert not in_year(name, 1992)
    assert all(in_year(name, year) for year in YEARS)


@pytest.mark.parametrize(("year", "millions"), [(1930, 21.44), (1939, 21.66), (1940, 21.89), (1946, 22.13)])
def test_areas_are_within_two_percent(year: int, millions: float) -> None:
    """In millions of km2, land and lakes without the seas."""
    zones = gpd.GeoSeries(in_year("outlines.json", year), crs=4326).to_crs(EQUAL_AREA)
    assert zones.area.sum() / 1e12 == pytest.approx(millions, rel=0.02)


@pytest.mark.parametrize("name", ["borders.json", "outlines.json", "cuts.geojson"])
def test_every_geometry_is_valid_and_not_empty(name: str) -> None:
    assert shapes(name)
    assert all(shape.is_valid and not shape.is_empty for shape in shapes(name))


def test_zones_do_not_overlap() -> None:
    pairs = combinations(shapes("outlines.json"), 2)
    assert all(one.intersection(other).area < 1e-3 for one, other in pairs)


def test_no_line_is_drawn_twice_in_a_year() -> None:
    for year in (1930, 1939, 1940, 1944, 1946):
        steps = Counter(
            frozenset(step)
            for line in shapely.get_parts(in_year("borders.json", year))
            for step in pairwise(line.coords)
        )
        assert max(steps.values()) == 1, year


@pytest.mark.parametrize("year", YEARS)
def test_lines_of_a_year_end_only_at_the_coast(year: int) -> None:
    """Within 0.08 degrees: land.json is coarser than the border, most of all at Rybachy."""
    lines = shapely.get_parts(in_year("borders.json", year))
    ends = Counter(point for line in lines for point in (line.coords[0], line.coords[-1]))
    loose = [shapely.Point(point) for point, number in ends.items() if number % 2]
    assert [point.wkt for point in loose if coast().distance(point) > 0.08] == []


@pytest.mark.parametrize("year", [1923, 1938, 1939, 1940, 1941, 1944, 1945, 1991])
def test_the_way_between_two_towns_crosses_the_border_if_one_town_is_abroad(year: int) -> None:
    """An odd number of times if only one is Soviet, else an even number; ways over land only."""
    inland = ["Lviv", "Ternopil", "Minsk", "Brest", "Nesvizh", "Vilnius", "Dokshitsy", "Moscow"]
    for one, other in combinations([*inland, "Kiev", "Chernivtsi", "Uzhhorod", "Tiraspol"], 2):
        abroad = (TOWNS[one][2] > year) != (TOWNS[other][2] > year)
        assert crossings(one, other, year) % 2 == abroad, (one, other)


@pytest.mark.parametrize(("one", "other"), [("Okha", "Yuzhno-Sakhalinsk"), ("Moscow", "Kyzyl"), ("Kola", "Pechenga")])
def test_a_line_parts_two_towns_until_both_are_soviet(one: str, other: str) -> None:
    parted = [year for year in YEARS if crossings(one, other, year) % 2]
    assert parted == list(range(1922, TOWNS[other][2]))


@pytest.mark.parametrize("year", [1938, 1940, 1946])
def test_a_walker_from_warsaw_to_minsk_crosses_one_line(year: int) -> None:
    walk = shapely.LineString([(21.01, 52.23), TOWNS["Minsk"][:2]])
    assert crossings_of(walk, year) == 1


def test_hand_drawn_lines_say_what_they_follow_and_how_closely() -> None:
    for feature in collection("cuts.geojson")["features"]:
        properties = feature["properties"]
        assert properties["name"]
        assert properties["source"]
        assert 1_000 <= properties["precision_m"] <= 30_000


def test_occupation_and_annexation_are_noted() -> None:
    notes = [n for n in collection("borders.json")["notes"] if n["from"] <= 1942 < n["to"]]
    assert any("occupation" in note["note"] for note in notes)
    assert any("never recognised" in note["note"] for note in notes)


@pytest.mark.parametrize("name", ["borders.json", "outlines.json"])
def test_features_stand_in_an_order_that_never_changes(name: str) -> None:
    lines = (BASEMAP / name).read_text(encoding="utf-8").splitlines()[1:-1]
    features = [line.removesuffix(",") for line in lines]
    assert features == sorted(features)


def test_the_curonian_spit_joined_with_memel() -> None:
    """Its two halves became Soviet together, so no stub of a border is left on it."""
    spit = shapely.box(20.8, 55.2, 21.03, 55.7)
    assert not any(spit.intersects(line) for year in YEARS for line in in_year("borders.json", year))


def test_files_stay_small() -> None:
    border, outlines = ((BASEMAP / n).read_bytes() for n in ("borders.json", "outlines.json"))
    assert len(border) <= 60_000
    assert len(gzip.compress(border)) <= 20_000
    assert len(outlines) <= 150_000
