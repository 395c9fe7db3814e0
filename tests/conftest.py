"""What the tests share: the published dataset, read once, and copies of it to break."""

from __future__ import annotations

import csv
import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

import geo
from tests.support.published import ATLAS, DATA

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import geopandas as gpd

    from geo import Atlas

settings.register_profile("atlas", deadline=None, max_examples=40)  # a loaded machine is no fault of the code
settings.register_profile("nightly", settings.get_profile("atlas"), max_examples=1000)  # --hypothesis-profile=nightly
settings.register_profile("ci", settings.get_profile("atlas"), derandomize=True, max_examples=20)  # the same answer
settings.load_profile("ci" if os.environ.get("CI") else "atlas")

LONG = {"test_validate.py"}
"""Files that take long by themselves: begun last, they would run while the other processes have nothing left to do."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in LONG)


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """Return the published dataset; nobody may change it."""
    return ATLAS


@pytest.fixture(scope="session")
def events(atlas: Atlas) -> gpd.GeoDataFrame:
    """Return all events of the published dataset, joined to their places."""
    return geo.join(atlas.places, atlas.events)


@pytest.fixture
def dataset(tmp_path: Path, atlas: Atlas) -> Path:
    """Return a folder with a copy of the published tables; of its pictures, which are of stories, it has none."""
    folder = tmp_path / "data"
    folder.mkdir()
    for name in ["datapackage.json", *(resource["path"] for resource in atlas.package["resources"])]:
        shutil.copy(DATA / name, folder)
    for name, begin in (("media.csv", "id,"), ("texts.csv", "")):
        lines = (folder / name).read_bytes().decode().splitlines(keepends=True)
        kept = (line for line in lines if line.startswith(begin) and not line.startswith("media,"))
        (folder / name).write_bytes("".join(kept).encode())
    return folder


@pytest.fixture
def broken(dataset: Path) -> Callable[..., Path]:
    """Return a function that changes cells of one record in the copy, and returns its folder.

    ``broken("events.csv", "katyn-massacre", {"kind": "x"})`` finds the record by its `id`, or by
    its number when there is none; with None it adds a copy of the last record with the changes.
    """

    def change(file: str, record: str | int | None, changes: Mapping[str, Any]) -> Path:
        edit = _edit_geojson if file.endswith(".geojson") else _edit_csv
        edit(dataset / file, record, changes)
        return dataset

    return change


def _edit_csv(path: Path, record: str | int | None, changes: Mapping[str, Any]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if record is None:
        rows.append({**rows[-1], **changes})
    else:
        _find(rows, record).update(changes)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _edit_geojson(path: Path, record: str | int | None, changes: Mapping[str, Any]) -> None:
    collection = json.loads(path.read_text(encoding="utf-8"))
    rows = [feature["properties"] for feature in collection["features"]]
    number = rows.index(_find(rows, record)) if record is not None else len(rows)
    if record is None:
        collection["features"].append({"type": "Feature", "properties": dict(rows[-1]), "geometry": None})
    feature = collection["features"][number]
    feature["properties"].update({name: value for name, value in changes.items() if name != "geometry"})
    feature["geometry"] = changes.get("geometry", feature["geometry"])
    path.write_text(json.dumps(collection), encoding="utf-8")


def _find(rows: list[dict[str, Any]], record: str | int) -> dict[str, Any]:
    return rows[record] if isinstance(record, int) else next(row for row in rows if row["id"] == record)
