"""Make a dataset of any size in the project's own form, for measuring.

It is evidently not real: its events, places and organizations are numbered, its words are those
of the spelling alphabet. The same arguments always give the same files.

    python bench/synthetic.py folder --events 3000
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).parents[1] / "data"
KEPT = ("families", "kinds")
"""Tables taken over as they are: they are choices of the map, not claims."""
ORGANIZATIONS = 8
WORDS = (  # noqa: SIM905
    "alfa bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa quebec "
    "romeo sierra tango uniform victor whiskey xray yankee zulu"
).split()
REGIONS = ((48, 30, 66, 58, 5), (40, 42, 43, 49, 1), (38, 54, 50, 80, 2), (50, 60, 68, 120, 3), (51, 120, 68, 160, 1))
"""South, west, north, east (degrees), and the share of places: roughly where people lived in the USSR."""
Table = list[dict[str, Any]]


def make_dataset(folder: Path, *, events: int) -> Path:
    """Write a valid dataset and return its folder.

    Parameters
    ----------
    folder
        Is made if need be; tables that it holds are replaced.
    events
        How many; they stand at a fifth as many places, most of them in 1937 and 1938.
    """
    folder.mkdir(parents=True, exist_ok=True)
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    package["title"] = f"Synthetic dataset of {events:,} events"
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    shutil.copytree(DATA / "basemap", folder / "basemap", dirs_exist_ok=True)
    tables = _tables(random.Random(1917), events)  # noqa: S311 - repeatable is what is wanted here
    for resource in package["resources"]:
        _write(folder, resource, tables.get(resource["name"], []))
    return folder


def _tables(rng: random.Random, events: int) -> dict[str, Table]:
    places = max(1, events // 5) if events else 0
    details = [(row["parent"], row["id"]) for row in _rows("kinds") if row["parent"]]
    made = [_event(rng, number, places, details) for number in range(events)]
    return {
        **{name: list(_rows(name)) for name in KEPT},
        "places": [_place(rng, number) for number in range(places)],
        "organizations": list(_organizations()),
        "sources": [{"id": "source-1", "type": "dataset", "title": "Synthetic source", "consulted": "whole"}],
        "events": made,
        "event_organizations": [link for event in made for link in _links(rng, event["id"])],
        "citations": [{"event_id": event["id"], "source_id": "source-1", "locator": "p. 1"} for event in made],
    }


def _rows(table: str) -> Iterator[dict[str, str]]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _organizations() -> Iterator[dict[str, str]]:
    families = [row["id"] for row in _rows("families")]
    for number in range(ORGANIZATIONS):
        family = families[number % len(families)]
        yield {"id": f"organization-{number}", "name": f"Synthetic organization {number}", "family": family}


def _place(rng: random.Random, number: int) -> dict[str, Any]:
    *box, _ = rng.choices(REGIONS, weights=[region[-1] for region in REGIONS])[0]
    south, west, north, east = box
    return {
        "id": f"place-{number}",
        "name": f"Synthetic place {number}",
        "kind": "settlement",
        "precision_m": rng.choice([500, 5_000, 20_000]),
        "certainty": "certain",
        "country_today": "",
        "scope": "city",
        "note": "",
        "at": [round(rng.uniform(west, east), 5), round(rng.uniform(south, north), 5)],
    }


def _event(rng: random.Random, number: int, places: int, details: list[tuple[str, str]]) -> dict[str, str]:
    kind, detail = rng.choice(details)
    return {
        "id": f"event-{number}",
        "title": f"Synthetic event {number}",
        "place_id": f"place-{int(places * rng.random() ** 2)}" if rng.random() < 0.98 else "",
        "edtf": _date(rng),
        "kind": kind,
        "kind_detail": detail,
        "scope": "city",
        "description": " ".join(rng.choices(WORDS, k=20)),
        "confidence": rng.choice("ABC"),
        "graphic": "false",
    }


def _date(rng: random.Random) -> str:
    """Return a date of 1917 to 1991: a year, month, day or interval, some doubtful, some unknown."""
    year = rng.choice((1937, 1938)) if rng.random() < 0.7 else rng.randint(1917, 1991)
    form = rng.random()
    if form < 0.01:
        return ""
    if form < 0.05:
        return f"{year}/{min(year + rng.randint(1, 4), 1991)}" if year < 1991 else "1991"
    month, day = f"{rng.randint(1, 12):02}", f"{rng.randint(1, 28):02}"
    date = "-".join((f"{year}", month, day)[: 1 + (form > 0.4) + (form > 0.7)])
    return date + ("?" if rng.random() < 0.1 else "")


def _links(rng: random.Random, event: str) -> Iterator[dict[str, str]]:
    for number in rng.sample(range(ORGANIZATIONS), k=rng.choices((0, 1, 2), weights=(5, 75, 20))[0]):
        yield {"event_id": event, "organization_id": f"organization-{number}", "role": "carried-out"}


def _write(folder: Path, resource: dict[str, Any], rows: Table) -> None:
    path = folder / resource["path"]
    if resource.get("format") == "geojson":
        collection = {"type": "FeatureCollection", "features": [_feature(row) for row in rows]}
        path.write_text(json.dumps(collection), encoding="utf-8")
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        names = [field["name"] for field in resource["schema"]["fields"]]
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    properties = {name: value for name, value in row.items() if name != "at"}
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Point", "coordinates": row["at"]}}


def main() -> None:
    """Make one dataset."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--events", type=int, default=3000)
    arguments = parser.parse_args()
    print(make_dataset(arguments.folder, events=arguments.events))


if __name__ == "__main__":
    main()
