"""What `geo export` writes `geo import` reads back equal, of the published data and of a hostile dataset."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest

from geo import Query, export
from geo.errors import DataError
from geo.export.geopackage import to_geopackage
from geo.imports.formats import FORMATS, files
from geo.imports.model import Options, Upload
from geo.model import YearSpan
from tests.support.cases import Case, read_case
from tests.support.imported import bring
from tests.support.naughty import NAUGHTY, with_texts
from tests.support.published import ATLAS

if TYPE_CHECKING:
    from pathlib import Path

    from geo import Atlas

WRITERS = {
    "csv": (lambda one: export.to_csv(one.events, one.atlas), "own.csv"),
    "geojson": (lambda one: export.to_geojson(one.events, one.atlas), "own.geojson"),
    "linked-places": (export.to_linked_places, "own.lpf.json"),
    "vector": (to_geopackage, "own.gpkg"),
    "parquet": (export.to_geoparquet, "own.parquet"),
}
"""Kind of file -> what writes it, and its name."""
READERS = {"parquet": "vector"}
"""Kind of file -> format that reads it, where it has another name."""


@pytest.fixture(scope="module")
def back(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return a function that exports a dataset, and reads it in again; each once."""
    found: dict[tuple[str, str], Case] = {}
    datasets = {"published": ATLAS, "hostile": with_texts(ATLAS, NAUGHTY)}

    def through(kind: str, name: str) -> tuple[Atlas, Case]:
        if (kind, name) not in found:
            write, file = WRITERS[kind]
            content = write(export.select(datasets[name], Query()))
            path = tmp_path_factory.mktemp(name) / file
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
            found[kind, name] = read_case(READERS.get(kind, kind), path)
        return datasets[name], found[kind, name]

    return through


each = pytest.mark.parametrize("kind", list(WRITERS))
both = pytest.mark.parametrize("name", ["published", "hostile"])


def differing(before: list[dict[str, str]], after: list[dict[str, str]], columns: Any) -> list[Any]:
    """Return the cells of records of one id that are not equal."""
    found = {row["id"]: row for row in after}
    assert {row["id"] for row in before} == {*found}
    return [
        (row["id"], column, row[column], found[row["id"]][column])
        for row in before
        for column in columns
        if row[column] != found[row["id"]][column]
    ]


@each
@both
def test_every_event_comes_back_equal(back: Any, kind: str, name: str) -> None:
    atlas, case = back(kind, name)
    assert differing(atlas.rows("events"), case.rows("events"), atlas.events.columns) == []
    assert list(case.report.problems) == []


@each
@both
def test_every_place_is_as_exact_and_as_sure_as_before(back: Any, kind: str, name: str) -> None:
    atlas, case = back(kind, name)
    used = {*atlas.events["place_id"]}
    before, after = ([row for row in rows if row["id"] in used] for rows in (atlas.rows("places"), case.rows("places")))
    known = ("name", "precision_m", "certainty")
    whole = (*known, "kind", "country_today", "scope", "note")
    assert differing(before, after, known if kind in ("csv", "geojson", "parquet") else whole) == []


@each
@both
def test_several_organizations_and_sources_come_back(back: Any, kind: str, name: str) -> None:
    atlas, case = back(kind, name)
    pairs = [("event_organizations", "organization_id"), ("citations", "source_id")]
    for table, column in pairs:
        found = {(row["event_id"], row[column]) for row in case.rows(table)}
        assert {(row["event_id"], row[column]) for row in atlas.rows(table)} == found


@both
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_figures_come_back_from_a_spreadsheet(back: Any, kind: str, name: str) -> None:
    atlas, case = back(kind, name)
    bounds = ("event_id", "measure", "low", "best", "high")
    before, after = (sorted(tuple(row[one] for one in bounds) for row in of.rows("figures")) for of in (atlas, case))
    assert before == after


@both
def test_a_geopackage_comes_back_table_by_table(back: Any, name: str) -> None:
    atlas, case = back("vector", name)
    tables = [table for table in atlas.tables if table not in ("places", "media")]
    told = {table: [row for row in atlas.rows(table) if row.get("table") != "media"] for table in tables}
    assert [table for table in tables if told[table] != case.rows(table)] == []
    assert len(case.rows("media")) == 0 < len(atlas.rows("media"))  # the files are not in it
    assert list(case.tables.shapes) == list(atlas.places.geometry)


def test_names_and_links_of_places_come_back_from_linked_places(back: Any) -> None:
    atlas, case = back("linked-places", "published")
    own = {(row["id"], row["name"]) for row in atlas.rows("places")}
    for table in ("place_names", "links"):
        before, after = ({tuple(row.values()) for row in of.rows(table)} for of in (atlas, case))
        before = {row for row in before if table == "place_names" or row[0] == "places"}
        # A first name that says nothing more than the place does may be one of its names or not.
        repeated = {row for row in before if row[:2] in own and row[2] == "en" and not any(row[3:])}
        assert before - repeated == after


def test_a_geopackage_of_ours_is_a_dataset_again(tmp_path: Path) -> None:
    (tmp_path / "own.gpkg").write_bytes(to_geopackage(export.select(ATLAS, Query(years=YearSpan(1937, 1938)))))
    atlas, report = bring("vector", tmp_path / "own.gpkg", tmp_path / "out")
    assert 0 < len(atlas.events) < len(ATLAS.events)
    assert "every column was carried over" in report.text()
    assert "1 picture left out: their files are in the zip alone" in report.text()


@pytest.fixture(scope="module")
def year() -> bytes:
    """Return a year of the published dataset as GeoPackage."""
    return to_geopackage(export.select(ATLAS, Query(years=YearSpan(1949, 1949))))


def test_layers_of_ours_count_together(year: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = FORMATS["vector"].read(Upload("own.gpkg", year), Options()).whole
    monkeypatch.setattr(files, "ZIP", replace(files.ZIP, records=max(map(len, whole.values()))))
    with pytest.raises(DataError, match=r"own\.gpkg - has [0-9,]+ records, more than [0-9,]+ - split the file"):
        FORMATS["vector"].read(Upload("own.gpkg", year), Options())


def test_a_damaged_geopackage_of_ours_is_refused(year: bytes) -> None:
    pages = bytearray(year)
    pages[40_000:60_000] = bytes(20_000)
    with pytest.raises(DataError, match=r"own\.gpkg - cannot be read"):
        FORMATS["vector"].read(Upload("own.gpkg", bytes(pages)), Options())


def test_places_of_ours_that_were_saved_in_another_system_stay_where_they_are(tmp_path: Path, year: bytes) -> None:
    path = tmp_path / "own.gpkg"
    path.write_bytes(year)
    places = gpd.read_file(path, layer="places")
    places.to_crs("EPSG:3857").to_file(path, layer="places", driver="GPKG")
    found = read_case("vector", path)
    there = found.tables.shapes
    moved = [not shape.equals_exact(was, 1e-6) for shape, was in zip(there, places.geometry, strict=True) if shape]
    assert moved == [False] * len(places)
