"""Read exported files back, as their documentation says."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pyogrio

import geo
from geo import export
from geo.dataset import geojson
from geo.export import qgis

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from geo import Atlas


def read_csv(text: str) -> list[dict[str, str]]:
    """Read an exported table back."""
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return [{export.read_cell(name): export.read_cell(cell) for name, cell in row.items()} for row in rows]


def read_json(text: str) -> Any:
    """Read exported JSON strictly."""
    return geojson.parse(text)


def unzip(content: bytes, folder: Path) -> Path:
    """Unzip an exported data package."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
    return folder


def read_package(content: bytes) -> Atlas:
    """Read an exported data package back."""
    with TemporaryDirectory() as folder:
        return geo.load(unzip(content, Path(folder)))


def layers(content: bytes) -> dict[str, pd.DataFrame | gpd.GeoDataFrame]:
    """Read every layer of an exported GeoPackage back."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "back.gpkg"
        path.write_bytes(content)
        names = [name for name in pyogrio.list_layers(path)[:, 0] if name != qgis.TABLE]
        return {name: pyogrio.read_dataframe(path, layer=name) for name in names}


def changes(before: pd.DataFrame, after: pd.DataFrame) -> tuple[int, list[tuple[str, str]]]:
    """Return how many cells were compared, and each pair that differs."""
    names = [name for name in before.columns if name != "geometry"]
    assert len(before) == len(after)
    pairs = [pair for name in names for pair in zip(before[name], after[name], strict=True)]
    return len(pairs), [pair for pair in pairs if pair[0] != pair[1]]


def dumps(value: object) -> str:
    """Return JSON to compare two values by."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
