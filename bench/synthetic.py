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
KEPT = ("families", "kinds", "measures")
"""Tables taken over as they are: they are choices of the map, not claims."""
LANGUAGE = "ru"
"""Of every tenth event it has a title in this language, as evidently made as the others."""
ORGANIZATIONS = 8
SOURCES = 12
PERSONS = 40
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
    stays = [stay for event in made[::50] for stay in _stays(rng, event, places)] if places > 1 else []
    used = {row[name] for row in (*made, *stays) for name in ("place_id", "destination_id") if row.get(name)}
    return {
        **{name: list(_rows(name)) for name in KEPT},
        "places": [_place(rng, number, used) for number in range(places)],
        "organizations": list(_organizations()),
        "sources": [
            {"id": f"source-{n}", "type": "dataset", "title": f"Synthetic source {n}", "consulted": "whole"}
            for n in range(SOURCES)
        ],
        "persons": [{"id": f"person-{n}", "name": f"Synthetic person {n}"} for n in range(PERSONS)],
        "events": made,
        "event_organizations": [link for event in made for link in _links(rng, event["id"])],
        "event_persons": [_person(rng, event["id"]) for event in made[::20]],
        "event_places": stays,
        "citations": [citation for event in made for citation in _citations(rng, event["id"])],
        "figures": [_figure(rng, event["id"]) for event in made[::10]],
        "coverage": list(_coverage()),
        "texts": [_title(event) for event in made[::10]],
    }


def _rows(table: str) -> Iterator[dict[str, str]]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _organizations() -> Iterator[dict[str, str]]:
    families = [row["id"] for row in _rows("families")]
    for number in range(ORGANIZATIONS):
        family = families[number % len(families)]
        yield {"id": f"organization-{number}", "name": f"Synthetic organization {number}", "family": family}


def _place(rng: random.Random, number: int, used: set[str]) -> dict[str, Any]:
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
        "note": "" if f"place-{number}" in used else "no event",
        "at": [round(rng.uniform(west, east), 5), round(rng.uniform(south, north), 5)],
    }


def _event(rng: random.Random, number: int, places: int, details: list[tuple[str, str]]) -> dict[str, str]:
    kind, detail = rng.choice(details)
    return {
        "id": f"event-{number}",
        "title": f"Synthetic event {number}",
        "place_id": _some_place(rng, places) if rng.random() < 0.98 else "",
        "destination_id": _some_place(rng, places) if rng.random() < 0.002 else "",
        "edtf": _date(rng),
        "kind": kind,
        "kind_detail": detail,
        "scope": "city",
        "description": " ".join(rng.choices(WORDS, k=20)),
        "confidence": rng.choice("ABC"),
        "graphic": "false",
    }


def _some_place(rng: random.Random, places: int) -> str:
    """Return the id of a place; few have many events."""
    return f"place-{int(places * rng.random() ** 2)}"


def _date(rng: random.Random) -> str:
    """Return a date of 1917 to 1991: a year, month, day, decade or interval, some doubtful, some unknown."""
    year = rng.choice((1937, 1938)) if rng.random() < 0.7 else rng.randint(1917, 1991)
    form = rng.random()
    if form < 0.01:
        return ""
    if form < 0.05:
        return f"{year}/{min(year + rng.randint(1, 4), 1991)}" if year < 1991 else "1991"
    if form < 0.06:
        return f"{min(max(year, 1920), 1989) // 10}X"
    month, day = f"{rng.randint(1, 12):02}", f"{rng.randint(1, 28):02}"
    date = "-".join((f"{year}", month, day)[: 1 + (form > 0.4) + (form > 0.7)])
    return date + ("?" if rng.random() < 0.1 else "")


def _links(rng: random.Random, event: str) -> Iterator[dict[str, str]]:
    for number in rng.sample(range(ORGANIZATIONS), k=rng.choices((0, 1, 2), weights=(5, 75, 20))[0]):
        yield {"event_id": event, "organization_id": f"organization-{number}", "role": "carried-out"}


def _person(rng: random.Random, event: str) -> dict[str, str]:
    return {"event_id": event, "person_id": f"person-{rng.randrange(PERSONS)}", "role": "victim"}


def _stays(rng: random.Random, event: dict[str, str], places: int) -> Iterator[dict[str, str]]:
    """Yield where an event was that moved: at its own place first, then at another."""
    other = _some_place(rng, places)
    if event["place_id"] not in ("", other) and not event["destination_id"]:
        yield {"event_id": event["id"], "place_id": event["place_id"], "role": "at", "order": "1"}
        yield {"event_id": event["id"], "place_id": other, "role": "at", "order": "2"}


def _citations(rng: random.Random, event: str) -> Iterator[dict[str, str]]:
    for number in rng.sample(range(SOURCES), k=rng.choices((1, 2, 3), weights=(70, 20, 10))[0]):
        yield {"event_id": event, "source_id": f"source-{number}", "locator": f"p. {rng.randint(1, 500)}"}


def _figure(rng: random.Random, event: str) -> dict[str, str]:
    low = rng.randint(1, 300)
    counted = {"low": str(low), "best": "", "high": str(low + rng.randint(1, 99))}
    return {"event_id": event, "measure": "executed", **counted, "definition": "made up", "source_id": "source-0"}


def _coverage() -> Iterator[dict[str, str]]:
    for row in _rows("families"):
        yield {"organization_id": row["id"], "from": "1920", "to": "1953", "depth": "sampled", "note": "made up"}


def _title(event: dict[str, str]) -> dict[str, str]:
    number = event["id"].rpartition("-")[2]
    text = f"Искусственное событие {number}"
    return {"table": "events", "id": event["id"], "field": "title", "lang": LANGUAGE, "text": text}


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
