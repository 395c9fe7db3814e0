"""Every place lies in the country it names, by Natural Earth, or is a named exception."""

from __future__ import annotations

import csv
from pathlib import Path

BASEMAP = Path(__file__).parents[1] / "data" / "basemap"


def rows(name):
    with (BASEMAP / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


BOXES = {
    "BY": (23.1, 51.2, 32.8, 56.2), "DE": (5.8, 47.2, 15.1, 55.1), "EE": (21.7, 57.5, 28.3, 59.8),
    "AM": (43.4, 38.8, 46.7, 41.4), "AZ": (44.7, 38.3, 50.7, 42.0), "MN": (87.7, 41.5, 120.0, 52.2),
    "ES": (-9.4, 35.9, 4.4, 43.9), "FR": (-5.2, 41.3, 9.6, 51.2), "HU": (16.1, 45.7, 22.9, 48.6), "NL": (3.3, 50.7, 7.3, 53.6),
    "GE": (39.9, 41.0, 46.8, 43.6), "KG": (69.2, 39.1, 80.3, 43.3), "KZ": (46.4, 40.5, 87.4, 55.5),
    "LT": (20.9, 53.8, 26.9, 56.5),
    "LV": (20.9, 55.6, 28.3, 58.1), "MD": (26.6, 45.4, 30.2, 48.5), "MX": (-118.5, 14.5, -86.7, 32.8),
    "PL": (14.1, 49.0, 24.2, 54.9), "RU": (27.3, 41.1, 180.0, 81.9), "UA": (22.1, 44.3, 40.3, 52.4),
    "TJ": (67.3, 36.6, 75.2, 41.1), "TM": (52.4, 35.1, 66.7, 42.8), "UZ": (55.9, 37.1, 73.2, 45.6),
}  # fmt: skip
"""West, south, east, north in degrees; Russia without Kaliningrad and beyond 180 degrees."""
STORED = {row["place_id"]: row for row in rows("place_countries.csv")}
EXCEPTIONS = {row["place_id"]: row["reason"] for row in rows("country_exceptions.csv")}


def test_the_stored_result_is_of_these_places_in_their_order(atlas):
    """After a place is added or moved, data/basemap/countries.py must run."""
    assert list(STORED) == list(atlas.places["id"])
    assert len(STORED) == len(rows("place_countries.csv"))


def test_the_stored_result_is_of_the_countries_stated_now(atlas):
    stated = dict(zip(atlas.places["id"], atlas.places["country_today"], strict=True))
    assert {place: row["country_today"] for place, row in STORED.items()} == stated


def test_every_place_lies_in_its_country_but_for_the_exceptions():
    differ = {place for place, row in STORED.items() if row["country_found"] != row["country_today"]}
    assert differ == set(EXCEPTIONS)


def test_no_place_has_left_the_box_of_its_country_since(atlas):
    """The stored result knows no coordinates: this much is seen at once when a point is moved."""
    for place in atlas.places[atlas.places["country_today"] != ""].itertuples():
        west, south, east, north = BOXES[place.country_today]
        left, bottom, right, top = place.geometry.bounds
        assert west < left <= right < east, place.id
        assert south < bottom <= top < north, place.id


def test_every_exception_stands_once_and_gives_its_reason():
    assert len(EXCEPTIONS) == len(rows("country_exceptions.csv"))
    assert all(len(reason.split()) >= 8 and reason.endswith(".") for reason in EXCEPTIONS.values())
