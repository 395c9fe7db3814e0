"""What `geo export` writes `geo import` reads back equal, of the published data and of a hostile dataset."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import Query, export
from geo.errors import DataError
from geo.export.geopackage import to_geopackage
from geo.export.geoparquet import to_geoparquet
from geo.imports import formats
from geo.imports.formats import FORMATS, files
from geo.imports.model import Options, Upload
from geo.imports.write import write as write_folder
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


@pytest.mark.parametrize("kind", ["vector", "linked-places"])
def test_a_part_of_our_export_is_taken(tmp_path: Path, year: bytes, kind: str) -> None:
    write, name = WRITERS[kind]
    path = tmp_path / name
    content = year if kind == "vector" else write(export.select(ATLAS, Query(years=YearSpan(1949, 1949))))
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    whole = read_case(kind, path)
    kinds = whole.events("kind")
    where = {"kind": [kinds[0]]}
    part = read_case(kind, path, where=where)
    assert 0 < len(part.events("id")) < len(kinds)
    assert part.events("id") == [one for one, of in zip(whole.events("id"), kinds, strict=True) if of == kinds[0]]
    assert {*part.column("places", "id")} < {*whole.column("places", "id")}
    write_folder(formats.read(path, Options(where=where), kind), tmp_path / "out", Options())  # which is validated


def test_years_of_a_geopackage_of_ours_are_taken(tmp_path: Path) -> None:
    (tmp_path / "own.gpkg").write_bytes(to_geopackage(export.select(ATLAS, Query())))
    case = read_case("vector", tmp_path / "own.gpkg", years=(1937, 1938))
    shown = export.select(ATLAS, Query(years=YearSpan(1937, 1938))).events["id"]
    assert {*shown} <= {*case.events("id")} < {*ATLAS.events["id"]}
    assert {*case.column("citations", "event_id")} <= {*case.events("id")}
    assert "taken, those that may lie in 1937/1938; left out: " in case.report.text()
    atlas, _ = bring("vector", tmp_path / "own.gpkg", tmp_path / "out", years=(1937, 1938))
    assert list(atlas.events["id"]) == case.events("id")


@pytest.mark.parametrize("kind", ["csv", "geojson", "linked-places"])
def test_a_date_of_ours_is_not_asked_what_else_it_may_mean(tmp_path: Path, kind: str) -> None:
    own = ["1921-22", "0000", "-0087", "1937-08~/1938?", "1937-24/..", "Y17000", "1904-08"]
    cells = [*own, *ATLAS.events["edtf"]][: len(ATLAS.events)]
    changed = replace(ATLAS, tables={**ATLAS.tables, "events": ATLAS.events.assign(edtf=cells)})
    write, name = WRITERS[kind]
    (tmp_path / name).write_text(str(write(export.select(changed, Query()))), encoding="utf-8")
    found = dict(zip(*(read_case(kind, tmp_path / name).events(one) for one in ("id", "edtf")), strict=True))
    assert [found[event] for event in ATLAS.events["id"][: len(own)]] == own


KEYS = {"event_organizations": ("event_id", "organization_id"), "citations": ("event_id", "source_id")}
"""Columns that say which record of a table is which, where it is not its id."""


def lost(before: list[dict[str, str]], after: list[dict[str, str]], key: tuple[str, ...]) -> set[str]:
    """Return the columns of records that are not as before, as far as the records are there."""
    known, new = ({tuple(row[name] for name in key): row for row in rows} for rows in (before, after))
    return {
        column for one in known.keys() & new.keys() for column in new[one] if known[one][column] != new[one][column]
    }


@pytest.mark.parametrize("kind", ["csv", "geojson", "linked-places"])
def test_all_that_an_export_lacks_is_said_when_it_is_read(back: Any, kind: str) -> None:
    atlas, case = back(kind, "published")
    said = next(one for one in case.report.remarks if "does not hold the whole dataset" in one).partition(". Instead")[
        0
    ]
    tables, _, columns = said.partition("Missing here are the tables ")[2].partition("; of other tables the columns ")
    gone = {table for table in atlas.tables if len(atlas[table]) and not case.rows(table)}
    assert {*tables.split(", ")} - {"links of what is no place"} == gone | {"families"} - {
        "figures" if kind == "csv" else ""
    }
    cut = {part.partition(" (")[0]: {*part.partition(" (")[2].strip(")").split(", ")} for part in columns.split("; ")}
    used = {*atlas.events["place_id"]}
    for table in {*atlas.tables} - gone - {"families", "links", "place_names", "figures"}:
        rows = [row for row in atlas.rows(table) if table != "places" or row["id"] in used]
        assert lost(rows, case.rows(table), KEYS.get(table, ("id",))) <= cut.get(table, set()), table


def test_figures_of_an_export_cite_the_file_that_has_them(back: Any) -> None:
    _, case = back("csv", "published")
    titles = {row["id"]: row["title"] for row in case.rows("sources")}
    assert {titles[row["source_id"]] for row in case.rows("figures")} == {"own.csv"}


CELLS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t\"'=+-@;,|\u202e\u200f"), min_size=1
)
"""Texts that a dataset may hold: right to left, formulas, delimiters, quotes."""


@pytest.mark.parametrize("kind", ["csv", "geojson", "linked-places"])
@given(title=CELLS, note=CELLS)
@settings(max_examples=25, deadline=None)
def test_any_text_comes_back_as_it_was(kind: str, title: str, note: str) -> None:
    first = ATLAS.events.head(1)
    changed = replace(ATLAS, tables={**ATLAS.tables, "events": first.assign(title=title, note=note)})
    write, name = WRITERS[kind]
    content = str(write(export.select(changed, Query()))).encode("utf-8")
    intake = FORMATS[kind].read(Upload(name, content), Options())
    event = next(row for row in intake.rows if row.event)
    assert (event["title"], event["note"]) == (title, note)


@both
def test_geoparquet_of_ours_comes_back_as_the_other_rows_do(tmp_path: Path, name: str) -> None:
    atlas = ATLAS if name == "published" else with_texts(ATLAS, NAUGHTY)
    (tmp_path / "own.parquet").write_bytes(to_geoparquet(export.select(atlas, Query())))
    case = read_case("vector", tmp_path / "own.parquet")
    assert differing(atlas.rows("events"), case.rows("events"), atlas.events.columns) == []
    bounds = ("event_id", "measure", "low", "best", "high")
    before, after = (sorted(tuple(row[one] for one in bounds) for row in of.rows("figures")) for of in (atlas, case))
    assert before == after
    assert case.report.remarks[0].startswith("ATTENTION: such a file does not hold the whole dataset")
