"""Claims about the stored basemap in data/basemap."""

from __future__ import annotations

import csv
import gzip
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import shapely

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

BASEMAP = Path(__file__).parent.parent / "data" / "basemap"
LAYERS = ("land", "lakes", "rivers")
COLUMNS = ["id", "name", "name_ru", "name_et", "name_pl", "from", "to", "lon", "lat", "rank", "class", "country"]
ALPHABETS = {"et": "abdefghijklmnoprsšzžtuvõäöü", "pl": "aąbcćdeęfghijklłmnńoóprsśtuwyzźż"}
EARLIEST, LATEST = -9999, 9999


def features(layer: str) -> list[dict[str, Any]]:
    text = (BASEMAP / f"{layer}.json").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text)["features"]
    return found


def shape(layer: str) -> BaseGeometry:
    return shapely.union_all([geometry(feature) for feature in features(layer)])


def geometry(feature: dict[str, Any]) -> BaseGeometry:
    return shapely.from_geojson(json.dumps(feature["geometry"]))


def labels() -> list[dict[str, str]]:
    with (BASEMAP / "labels.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def period(row: dict[str, str]) -> tuple[int, int]:
    return int(row["from"] or EARLIEST), int(row["to"] or LATEST)


def names_in(year: int, column: str = "name") -> dict[str, str]:
    shown = (row for row in labels() if period(row)[0] <= year < period(row)[1])
    return {row["id"]: row[column] for row in shown}


@pytest.mark.parametrize("layer", LAYERS)
def test_every_geometry_is_valid_and_not_empty(layer: str) -> None:
    shapes = [geometry(feature) for feature in features(layer)]
    assert shapes
    assert all(shape.is_valid and not shape.is_empty for shape in shapes)


@pytest.mark.parametrize("layer", ["land", "lakes"])
def test_outer_rings_run_anticlockwise(layer: str) -> None:
    """RFC 7946, section 3.1.6."""
    parts = shapely.get_parts([geometry(feature) for feature in features(layer)])
    assert all(part.exterior.is_ccw for part in parts)


def test_the_three_layers_stay_small() -> None:
    contents = [(BASEMAP / f"{layer}.json").read_bytes() for layer in LAYERS]
    assert sum(len(content) for content in contents) <= 450_000
    assert sum(len(gzip.compress(content)) for content in contents) <= 150_000


def test_no_property_names_a_country() -> None:
    keys = {layer: {key for f in features(layer) for key in f["properties"]} for layer in LAYERS}
    assert keys == {"land": set(), "lakes": {"name", "from", "to"}, "rivers": {"rank"}}


def test_cities_are_on_land_and_seas_are_not() -> None:
    land = shape("land")
    inland = {"moscow", "minsk", "tashkent", "novosibirsk", "tartu"}
    for row in labels():
        point = shapely.Point(float(row["lon"]), float(row["lat"]))
        if row["id"] in inland:
            assert land.contains(point), row["id"]
        if row["class"] in {"sea", "region-of-water"}:
            assert not land.intersects(point), row["id"]


def test_leningrad_is_on_land_and_the_caspian_is_not() -> None:
    land = shape("land")
    assert land.contains(shapely.Point(30.36, 59.93))
    assert not land.intersects(shapely.Point(51.0, 41.5))


def test_chukotka_and_kamchatka_are_one_piece_with_moscow() -> None:
    """Nothing is cut at the antimeridian."""
    mainland = max(shapely.get_parts(shape("land")), key=lambda part: part.area)
    for lon, lat in [(37.6, 55.7), (158.5, 56.0), (179.9, 67.0), (187.0, 65.6)]:
        assert mainland.contains(shapely.Point(lon, lat)), (lon, lat)


@pytest.mark.parametrize(
    ("lake", "first", "last"),
    [("Rybinsk", 1941, None), ("Ivankovo", 1937, None), ("Ilmen", None, None),
     ("Aral Sea", None, 1989)],
)  # fmt: skip
def test_lakes_come_and_go_with_the_years(lake: str, first: int | None, last: int | None) -> None:
    (properties,) = (f["properties"] for f in features("lakes") if f["properties"]["name"] == lake)
    assert (properties["from"], properties["to"]) == (first, last)


@pytest.mark.parametrize(
    ("year", "names"),
    [
        (1917, {"saint-petersburg": "Petrograd", "volgograd": "Tsaritsyn", "almaty": "Verny"}),
        (1924, {"saint-petersburg": "Leningrad", "yekaterinburg": "Sverdlovsk"}),
        (1937, {"saint-petersburg": "Leningrad", "nizhny-novgorod": "Gorky", "lviv": "Lwów"}),
        (1945, {"perm": "Molotov", "vladikavkaz": "Dzaudzhikau", "vilnius": "Vilnius"}),
        (1991, {"saint-petersburg": "St Petersburg", "tver": "Tver", "bishkek": "Bishkek"}),
    ],
)
def test_places_bear_the_name_of_the_year(year: int, names: dict[str, str]) -> None:
    shown = names_in(year)
    assert {place: shown[place] for place in names} == names


@pytest.mark.parametrize(
    ("lang", "year", "names"),
    [
        ("et", 1917, {"saint-petersburg": "Petrograd", "tallinn": "Tallinn", "pskov": "Pihkva", "tartu": "Tartu"}),
        ("et", 1937, {"saint-petersburg": "Leningrad", "baltic-sea": "Läänemeri", "kyiv": "Kiiev", "riga": "Riia"}),
        ("pl", 1917, {"saint-petersburg": "Piotrogród", "tartu": "Dorpat", "tbilisi": "Tyflis"}),
        ("pl", 1937, {"saint-petersburg": "Leningrad", "baltic-sea": "Morze Bałtyckie", "tartu": "Tartu"}),
        ("pl", 1945, {"perm": "Mołotow", "yekaterinburg": "Swierdłowsk", "lviv": "Lwów", "vilnius": "Wilno"}),
    ],
)
def test_places_bear_the_name_of_the_year_in_estonian_and_polish(lang: str, year: int, names: dict[str, str]) -> None:
    shown = names_in(year, f"name_{lang}")
    assert {place: shown[place] for place in names} == names


@pytest.mark.parametrize("lang", ALPHABETS)
def test_every_water_has_an_estonian_and_a_polish_name(lang: str) -> None:
    assert [row["id"] for row in labels() if row["class"] != "city" and not row[f"name_{lang}"]] == []


@pytest.mark.parametrize(("lang", "alphabet"), ALPHABETS.items())
def test_estonian_and_polish_names_keep_to_their_alphabet(lang: str, alphabet: str) -> None:
    """But for names that are left in their own spelling, as in English: Kraków, Klaipėda, Võru."""
    for row in labels():
        name = row[f"name_{lang}"]
        assert name == name.strip(), row
        assert name == row["name"] or set(name.lower()) <= {*alphabet, *" -"}, row


def test_towns_are_absent_before_they_were_founded() -> None:
    assert not {"vorkuta", "norilsk", "magadan", "igarka"} & names_in(1925).keys()
    assert {"vorkuta", "norilsk", "magadan", "igarka"} <= names_in(1937).keys()


def test_periods_of_one_place_follow_each_other_without_overlap() -> None:
    """``to`` is the first year in which a name is no longer shown."""
    periods: dict[str, list[tuple[int, int]]] = {}
    for row in labels():
        periods.setdefault(row["id"], []).append(period(row))
    for place, spans in periods.items():
        assert all(start < end for start, end in spans), place
        assert all(before[1] <= after[0] for before, after in pairwise(spans)), place


def test_label_cells_are_well_formed() -> None:
    for row in labels():
        assert list(row) == COLUMNS
        assert re.fullmatch(r"[a-z0-9-]{1,64}", row["id"]), row
        assert row["name"].strip(), row
        assert row["name_ru"].strip(), row
        assert row["class"] in {"city", "sea", "river", "lake", "region-of-water"}, row
        assert 1 <= int(row["rank"]) <= 5, row


def test_a_place_keeps_its_point_rank_and_class() -> None:
    places: dict[str, tuple[str, ...]] = {}
    for row in labels():
        kept = (row["lon"], row["lat"], row["rank"], row["class"])
        assert places.setdefault(row["id"], kept) == kept, row["id"]
