"""What the collection must not lack: republics, decades, special camps, the largest camps, places of shooting."""

from __future__ import annotations

import pytest

from geo import dates
from tests.support.published import ATLAS

EVENTS = {row["id"]: row for row in ATLAS.rows("events")}
COUNTRIES = {place.id: place.country_today for place in ATLAS.places.itertuples()}
REPUBLICS = ("AM", "AZ", "BY", "EE", "GE", "KG", "KZ", "LT", "LV", "MD", "RU", "TJ", "TM", "UA", "UZ")
"""The union republics of 1956-1991 by the state of today; the Karelo-Finnish one of 1940-1956 lies in Russia."""
SPECIAL_CAMPS = (
    "minlag", "gorlag", "dubravlag", "steplag", "berlag", "rechlag",
    "ozerlag", "peschanlag", "luglag", "kamyshlag", "dalny-camp", "vodorazdellag",
)  # fmt: skip
"""Nos. 1 to 12."""
LARGEST = (
    "bamlag", "dmitlag", "sevvostlag", "dallag", "belbaltlag",
    "sevpechlag", "bezymyanlag", "volgolag", "sevzheldorlag", "siblag",
)  # fmt: skip
"""The ten camp administrations with the largest one-day numbers of the handbook, as far as its entries were read."""
SHOOTING = {
    "east of the Urals": ("kolpashevo-1937-38", "pivovarikha-1937-38", "garanin-1937-38"),
    "Volga": ("kazan-arkhangelskoye",),
    "Caucasus": ("georgia-terror-1937-38", "azerbaijan-terror-1937-38", "armenia-terror-1937-38"),
    "Central Asia": ("ata-beyit-1938", "bozsu-tashkent-1938"),
}


@pytest.mark.parametrize("republic", REPUBLICS)
def test_every_republic_has_events_of_its_soviet_years(republic):
    told = [row["id"] for row in EVENTS.values() if COUNTRIES.get(row["place_id"]) == republic]
    assert [event for event in told if dates.parse(EVENTS[event]["edtf"]).earliest_start < (1992, 1, 1)]


@pytest.mark.parametrize("decade", range(1910, 2000, 10))
def test_every_decade_has_events_and_is_told_how_closely_it_was_looked_at(decade):
    def within(first: str, last: str) -> bool:
        start, end = dates.parse(first).earliest_start[0], dates.parse(last).latest_end[0]
        return start <= min(decade + 9, 1991) and end >= max(decade, 1917)

    assert [row for row in EVENTS.values() if within(row["edtf"], row["edtf"])]
    assert [row for row in ATLAS.rows("coverage") if within(row["from"], row["to"])]


def test_special_camps_and_the_largest_have_the_highest_number_known():
    peaks = {row["event_id"] for row in ATLAS.rows("figures") if row["measure"] == "imprisoned-peak"}
    assert set(SPECIAL_CAMPS) <= set(EVENTS)
    assert set(LARGEST) <= peaks


@pytest.mark.parametrize("region", SHOOTING)
def test_people_were_shot_in_every_part_of_the_union(region):
    assert set(SHOOTING[region]) <= set(EVENTS)
