"""Events as GeoParquet: columns, shapes and the box of each, for readers that know nothing of the atlas."""

from __future__ import annotations

import io
import json

import duckdb
import geopandas as gpd
import pyarrow.parquet as pq
import pytest

from geo import Query, YearSpan, export
from tests.support.published import ATLAS

TERROR = Query(YearSpan(1937, 1938))


@pytest.fixture(scope="module")
def content():
    return export.to_geoparquet(export.select(ATLAS, TERROR))


def test_events_stand_at_their_places_in_geoparquet(content):
    shown, back = export.shown(ATLAS, TERROR), gpd.read_parquet(io.BytesIO(content))
    assert list(back["id"]) == list(shown["id"])
    assert list(back.geometry) == list(shown.geometry)
    assert back.geometry.isna().any()
    assert back.crs.to_epsg() == 4326


def test_the_file_says_its_version_and_where_the_boxes_are(content):
    described = json.loads(pq.read_metadata(io.BytesIO(content)).metadata[b"geo"])
    assert described["version"] == "1.1.0"
    assert described["columns"]["geometry"]["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]


def test_duckdb_counts_by_organization_and_window_without_an_extension(content, tmp_path):
    path = tmp_path / "events.parquet"
    path.write_bytes(content)
    asked = "SELECT id FROM read_parquet(?) WHERE list_contains(organizations, 'nkvd-ussr') AND bbox.ymin > 60"
    with duckdb.connect() as engine:
        found = {row[0] for row in engine.execute(asked, [str(path)]).fetchall()}
    shown = export.shown(ATLAS, Query(YearSpan(1937, 1938), organizations=frozenset({"nkvd-ussr"})))
    assert found == {row.id for row in shown.itertuples() if row.geometry and row.geometry.bounds[1] > 60} != set()


def test_the_same_view_gives_the_same_bytes(content):
    assert export.to_geoparquet(export.select(ATLAS, TERROR)) == content
