"""Make a CSV file of any size in the column set of UCDP GED, for measuring ``geo import ucdp-ged``.

It is evidently not real: its countries are those of the column set, but conflicts, sides and places are numbered
and its words are those of the spelling alphabet. Its variety is that of the real one: many events at one place,
names in several scripts, days that bound an event, positions that stand for a country, texts with quotes and
several lines, and a few rows whose values cannot be read. The same arguments always give the same file.

    python bench/ucdp.py ged.csv --events 300000
"""

from __future__ import annotations

import argparse
import csv
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from synthetic import WORDS

COLUMNS: Final = (  # noqa: SIM905
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid "
    "country country_id region event_clarity date_prec date_start date_end "
    "deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob"
).split()
"""Of version 24.1."""
COUNTRIES: Final = (
    ("Afghanistan", "700", "Asia", 34, 66, 8),
    ("Syria", "652", "Middle East", 35, 38, 6),
    ("Mexico", "70", "Americas", 23, -102, 4),
    ("Ukraine", "369", "Europe", 48, 37, 3),
    ("Nigeria", "475", "Africa", 9, 8, 2),
    ("Russia (Soviet Union)", "365", "Europe", 43, 45, 1),
    ("Yugoslavia (Serbia)", "345", "Europe", 43, 20, 1),
    ("Myanmar (Burma)", "775", "Asia", 20, 96, 1),
    ("Elsewhere", "9999", "Asia", -10, 179, 0.05),
)
"""Name and number as UCDP has them, region, latitude and longitude of the middle (degrees), and its share."""
SPELLINGS: Final = ("{} town", "{} village", "Ville d'{}", "Город {}", "قرية {}", "Küla {}", "{} город, łódź")
FIRST: Final = date(1989, 1, 1)
DAYS: Final = 12_783
"""Until the end of 2023."""
WRONG: Final = 0.002
"""The share of rows with a value that cannot be read, for each of some columns."""


def make_file(path: Path, *, events: int) -> Path:
    """Write the file and return its path; its events stand at a sixth as many places, most of them at a few."""
    rng = random.Random(1989)  # noqa: S311 - repeatable is what is wanted here
    places = [_place(rng, number) for number in range(max(1, events // 6))]
    conflicts = max(4, min(2_000, events // 40))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        for number in range(events):
            place = places[int(len(places) * rng.random() ** 3)]
            writer.writerow(_event(rng, number, place, int(conflicts * rng.random() ** 2)))
    return path


def _place(rng: random.Random, number: int) -> dict[str, str]:
    country, code, region, latitude, longitude, _ = rng.choices(COUNTRIES, [one[-1] for one in COUNTRIES])[0]
    precision = rng.choices("1234567", (50, 20, 12, 10, 2, 5, 1))[0]
    name = rng.choice(SPELLINGS).format(f"{rng.choice(WORDS).title()} {number // 2}")  # of two places one name
    digits = rng.choice((2, 4, 6))
    return {
        "where_prec": precision,
        "where_coordinates": f"{country} {rng.choice(WORDS)} state" if precision == "6" else name,
        "where_description": rng.choice(("", name, f'near "{name}", {rng.choice(WORDS)} side')),
        "adm_1": f"{rng.choice(WORDS).title()} province" if precision < "6" else "",
        "adm_2": f"{rng.choice(WORDS).title()} district" if precision < "4" else "",
        "latitude": f"{latitude + rng.gauss(0, 2):.{digits}f}",
        "longitude": f"{longitude + rng.gauss(0, 2):.{digits}f}",
        "priogrid_gid": str(100_000 + number),
        "country": country,
        "country_id": code,
        "region": region,
    }


def _event(rng: random.Random, number: int, place: dict[str, str], conflict: int) -> dict[str, str]:
    violence = str(1 + conflict % 3)
    sides = f"Government of {WORDS[conflict % 26].title()}", f"Front {conflict} - {WORDS[conflict % 25]}"
    if violence == "3":
        sides = sides[1], "Civilians"
    row = {
        "id": str(number + 1 if rng.random() > WRONG else max(1, number)),  # now and then one stands twice
        "relid": f"AFG-1989-{conflict}-{number}",
        "active_year": "True",
        "code_status": "Clear",
        "type_of_violence": violence if rng.random() > WRONG else "4",
        "conflict_new_id": str(conflict),
        "conflict_name": f"{WORDS[conflict % 26].title()}: region {conflict}",
        "dyad_new_id": str(conflict),
        "dyad_name": " - ".join(sides),
        "side_a": sides[0],
        "side_b": sides[1],
        "event_clarity": rng.choice("12"),
        **place,
        **_source(rng),
        **_days(rng),
        **_deaths(rng),
    }
    row["year"] = row["date_start"][:4]
    row["geom_wkt"] = f"POINT ({row['longitude']} {row['latitude']})"
    return row


def _source(rng: random.Random) -> dict[str, str]:
    article = (
        f'"{rng.choice(WORDS).title()} agency,{rng.randint(1989, 2023)}-0{rng.randint(1, 9)}-11,{rng.random():.5f}"'
    )
    headline = " ".join(rng.choices(WORDS, k=rng.randint(4, 14)))
    between = rng.choices((" ", "\n", ' "said" ', "; ", "\r\n"), (80, 5, 10, 4, 1))[0]
    return {
        "number_of_sources": rng.choice(("-1", "1", "2", "5")),
        "source_article": f"Agency {rng.choice(WORDS)}" if rng.random() < 0.4 else article,
        "source_office": rng.choice(WORDS).title(),
        "source_date": f"{rng.randint(1989, 2023)}-06-0{rng.randint(1, 9)}",
        "source_headline": f"{headline}{between}{rng.choice(WORDS)}" if rng.random() < 0.8 else "",
        "source_original": rng.choice(("", "police", "a witness")),
    }


def _days(rng: random.Random) -> dict[str, str]:
    precision = rng.choices("12345", (70, 12, 6, 8, 4))[0]
    start = FIRST + timedelta(days=int(DAYS * rng.random()))
    if precision == "4":
        start = start.replace(day=1)
    end = start + timedelta(
        days={"1": 0, "2": rng.randint(1, 5), "3": 6, "4": 30, "5": rng.randint(31, 300)}[precision]
    )
    if rng.random() < WRONG:
        start, end = end + timedelta(days=1), start
    time = " 00:00:00.000" if rng.random() < 0.5 else ""  # as its versions write them
    first = f"{start}{time}" if rng.random() > WRONG else rng.choice(("3/4/1990", "1990-02-31", "unknown"))
    return {"date_prec": precision if rng.random() > WRONG else "9", "date_start": first, "date_end": f"{end}{time}"}


def _deaths(rng: random.Random) -> dict[str, str]:
    parts = [int(rng.expovariate(0.4)) for _ in range(4)]
    best = sum(parts)
    low, high = best - int(best * rng.random() / 2), best + int(rng.expovariate(0.2))
    if rng.random() < WRONG:
        low, high = high + 1, low
    names = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
    return {
        **{name: str(part) for name, part in zip(names, parts, strict=True)},
        "best": str(best) if rng.random() > WRONG else rng.choice(("1,200", "many", "3.5", "")),
        "high": str(high),
        "low": str(low),
    }


def main() -> None:
    """Make one file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--events", type=int, default=300_000)
    arguments = parser.parse_args()
    print(make_file(arguments.file, events=arguments.events))


if __name__ == "__main__":
    main()
