"""Look up the country in which every place of the dataset and every town of the labels lies.

The one is place_countries.csv, the other the column ``country`` of labels.csv.

Run ``python data/basemap/countries.py`` after a place was added or moved. The tests compare the
stored result with ``country_today``; places where the two rightly differ are named, with the
reason, in country_exceptions.csv, which is written by hand.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import natural_earth
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).parent
PLACES = HERE.parent / "places.geojson"
CRIMEA = shapely.box(32.4, 44.3, 36.65, 46.1)
"""Its towns are counted to Ukraine, as `country_today` of its places: see country_exceptions.csv."""
ON_A_BORDER = {"narva": "EE"}
"""Towns whose rounded point lies across a river that is a border."""
HEADER = ("place_id", "country_today", "country_found")

CODE = "ISO_A2_EH"
"""ISO 3166-1 alpha-2; unlike ``ISO_A2`` also filled for France, Norway and the like."""


def main() -> None:
    """Write place_countries.csv and the countries of labels.csv beside this script."""
    with natural_earth.wheels_of_command_line(__doc__) as wheels:
        countries = read_countries(wheels)
    write(HERE / "place_countries.csv", HEADER, rows(gpd.read_file(PLACES), countries))
    label_countries(HERE / "labels.csv", countries)


def read_countries(wheels: Path) -> gpd.GeoDataFrame:
    """Return the countries by code, each one valid geometry; EPSG:4326.

    One polygon of the source touches itself; it is repaired, as a test for points needs valid ones.
    """
    countries = natural_earth.read_layer(wheels, "countries_10m")
    repaired = countries.set_geometry(countries.geometry.make_valid())
    return repaired[[CODE, "geometry"]].dissolve(CODE)


def rows(places: gpd.GeoDataFrame, countries: gpd.GeoDataFrame) -> Iterable[tuple[str, str, str]]:
    """Yield id, stated country and found country of each place, in the order of the places."""
    for place in places.itertuples():
        yield place.id, place.country_today or "", found(place.geometry, countries)


def found(place: BaseGeometry | None, countries: gpd.GeoDataFrame) -> str:
    """Return the country that holds every point of a place, or nothing.

    Of lines and areas the corners are looked up: between two of them a canal drawn by a few points
    may cross a bay.
    """
    if place is None:
        return ""
    corners = shapely.MultiPoint(shapely.get_coordinates(place))
    return next(iter(countries.index[countries.covers(corners)]), "")


def label_countries(path: Path, countries: gpd.GeoDataFrame) -> None:
    """Write into the labels in which country of today each town lies; one on a coarse shore in the nearest."""
    with path.open(encoding="utf-8", newline="") as file:
        labels = list(csv.DictReader(file))
    for row in labels:
        point = shapely.Point(float(row["lon"]), float(row["lat"]))
        known = "UA" if CRIMEA.covers(point) else ON_A_BORDER.get(row["id"])
        here = known or found(point, countries) or countries.distance(point).idxmin()
        row["country"] = here if row["class"] == "city" else ""
    write(path, tuple(labels[0]), (tuple(row.values()) for row in labels))


def write(path: Path, header: tuple[str, ...], table: Iterable[tuple[str, ...]]) -> None:
    """Write a table as UTF-8 with LF, whatever the machine."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(table)


if __name__ == "__main__":
    main()
