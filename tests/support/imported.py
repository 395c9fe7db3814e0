"""What the tests of imports share: a foreign table as a script would make it, and a short way through."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import geopandas as gpd

from geo.dataset.read import read
from geo.imports import formats, mapping
from geo.imports.model import Options
from geo.imports.write import write

if TYPE_CHECKING:
    from pathlib import Path

    import geo
    from geo.imports.report import ImportReport

HEADER = ["Nr", "Was geschah", "Wann", "Breite", "Länge", "Ort", "Art", "Behörde", "Tote", "Quelle"]
MAP = (
    "title=Was geschah,edtf=Wann,latitude=Breite,longitude=Länge,place=Ort,kind=Art,"
    "organization.ordered=Behörde,killed=Tote,source=Quelle"
)


def foreign_rows(count: int = 1000) -> list[list[str]]:
    """Return events of 1848-1850 at 200 places in a German archive's columns, with decimal commas."""
    return [
        [
            str(i + 1),
            f"Vorgang {i + 1}",
            (f"{i % 28 + 1}.{i % 12 + 1}.{1848 + i % 3}", str(1848 + i % 3), f"c. {1848 + i % 3}")[i % 5 % 3],
            f"{46 + i % 200 / 40:.3f}".replace(".", ","),
            f"{9 + i % 200 / 20:.3f}".replace(".", ","),
            f"Ort {i % 200}",
            ("Haft", "Prozess", "Verbot")[i % 3],
            ("Polizei", "Militärgericht", "Zensurbehörde")[i % 7 % 3],
            str(i % 17),
            f"Akte {i % 40}",
        ]
        for i in range(count)
    ]


def write_csv(path: Path, rows: list[list[str]], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """Write rows as another program would."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def write_geopackage(path: Path, rows: list[list[str]], crs: str = "EPSG:3035") -> Path:
    """Write the same events as points of a GeoPackage in another reference system."""
    columns: dict[str, Any] = {
        name: [row[i] for row in rows] for i, name in enumerate(HEADER) if name not in ("Breite", "Länge", "Tote")
    }
    lon, lat = ([float(row[i].replace(",", ".")) for row in rows] for i in (4, 3))
    points = gpd.points_from_xy(lon, lat, crs="EPSG:4326")
    frame = gpd.GeoDataFrame({**columns, "Tote": [int(row[8]) for row in rows]}, geometry=points)
    frame.to_crs(crs).to_file(path, layer="events", driver="GPKG")
    return path


def bring(kind: str, path: Path, target: Path, *maps: str, **options: Any) -> tuple[geo.Atlas, ImportReport]:
    """Import a file ("" finds its format), read what was written, and return both. `write` has checked it, as one of its tests says."""
    chosen = Options(mapping=mapping.pairs(maps), **options)
    report = write(formats.read(path, chosen, kind), target, chosen, force=True)
    atlas, problems = read(target)
    assert [problem for problem in problems if not problem.warning] == []
    return atlas, report
