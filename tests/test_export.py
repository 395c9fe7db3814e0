"""What is taken away is exactly what is shown, can be read back, and says where it came from."""

from __future__ import annotations

import csv
import io
import os
import re
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import ATLAS, BROAD

import geo
from geo import Query, YearSpan, export, filters, geojson

if TYPE_CHECKING:
    import geopandas as gpd

EVENTS = geo.join(ATLAS.places, ATLAS.events)
CELLS = st.text() | st.text("=+-@'\t\r\n\uff1d\uff0b\uff0d\uff20 ,;\"a1", max_size=6)


def read_csv(text: str) -> list[dict[str, str]]:
    """Read an exported table back, as its documentation says."""
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return [{name: export.read_cell(cell) for name, cell in row.items()} for row in rows]


def one_event(**cells: str) -> gpd.GeoDataFrame:
    return EVENTS[EVENTS["id"] == "katyn-massacre"].assign(**cells)


@settings(max_examples=30)
@given(BROAD)
def test_a_table_read_back_is_what_is_shown(query: Query) -> None:
    shown = filters.apply(EVENTS, query, ATLAS)
    rows = read_csv(export.to_csv(shown, ATLAS))
    names = list(export.COLUMNS)
    assert [[row[name] for name in names] for row in rows] == shown[names].to_numpy().tolist()


@given(CELLS)
def test_any_text_comes_back_from_a_table_unchanged(text: str) -> None:
    (row,) = read_csv(export.to_csv(one_event(title=text), ATLAS))
    assert row["title"] == text


@given(CELLS)
def test_a_cell_can_be_made_harmless_and_read_back(text: str) -> None:
    cell = export.write_cell(text)
    assert export.read_cell(cell) == text
    assert not cell.startswith(export.RUNS_IN_A_SPREADSHEET)


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", "'"])
def test_a_formula_gets_an_apostrophe(first: str) -> None:
    text = f'{first}HYPERLINK("https://example.org")'
    table = export.to_csv(one_event(title=text), ATLAS)
    (row,) = csv.DictReader(io.StringIO(table, newline=""))
    assert row["title"] == f"'{text}"


def test_what_is_no_formula_stays_as_it_is() -> None:
    assert export.write_cell("1937 = 1938") == "1937 = 1938"
    assert export.write_cell("") == ""


def test_coordinates_stay_numbers_west_of_greenwich() -> None:
    west = one_event().set_geometry(one_event().geometry.translate(xoff=-40))
    (row,) = csv.DictReader(io.StringIO(export.to_csv(west, ATLAS), newline=""))
    assert float(row["longitude"]) == pytest.approx(31.7889 - 40)
    assert float(row["latitude"]) == pytest.approx(54.7744)


def test_an_event_without_a_point_has_empty_coordinates() -> None:
    (row,) = read_csv(export.to_csv(EVENTS[EVENTS["id"] == "great-terror"], ATLAS))
    assert (row["longitude"], row["latitude"]) == ("", "")


def test_organizations_and_sources_are_listed_once() -> None:
    (row,) = read_csv(export.to_csv(one_event(), ATLAS))
    assert row["organizations"] == "politburo; nkvd-ussr"
    assert row["sources"].split("; ") == list(dict.fromkeys(row["sources"].split("; ")))


def test_an_empty_table_has_its_header() -> None:
    text = export.to_csv(EVENTS.iloc[:0], ATLAS)
    assert text.startswith("id,title,edtf,")
    assert text.count("\r\n") == 1


@settings(max_examples=30)
@given(BROAD)
def test_an_exported_map_is_strict_geojson_of_what_is_shown(query: Query) -> None:
    shown = filters.apply(EVENTS, query, ATLAS)
    collection = geojson.parse(export.to_geojson(shown, ATLAS))
    assert isinstance(collection, dict)
    features = collection["features"]
    assert [feature["id"] for feature in features] == list(shown["id"])
    assert [fault for one in features for fault in geojson.geometry_faults(one["geometry"])] == []
    assert [geojson.to_shape(one["geometry"]) for one in features] == list(shown.geometry)
    names = list(export.COLUMNS)
    assert [[one["properties"][name] for name in names] for one in features] == shown[names].to_numpy().tolist()


@given(CELLS)
def test_any_text_comes_back_from_a_map_unchanged(text: str) -> None:
    collection = geojson.parse(export.to_geojson(one_event(title=text), ATLAS))
    assert isinstance(collection, dict)
    assert collection["features"][0]["properties"]["title"] == text


def test_what_is_shown_is_what_the_query_filters() -> None:
    query = Query(YearSpan(1937, 1938), organizations=frozenset({"camps"}))
    assert export.shown(ATLAS, query).equals(filters.apply(EVENTS, query, ATLAS))


def test_nothing_of_other_events_is_exported() -> None:
    for text in (export.to_csv(one_event(), ATLAS), export.to_geojson(one_event(), ATLAS)):
        others = [title for title in ATLAS.events["title"] if title != "Katyn massacre" and title in text]
        assert others == []


def test_a_citation_names_title_version_address_and_day() -> None:
    query = Query(YearSpan(1937, None), text="A & B")
    text = export.cite(ATLAS, query, count=3, address="https://atlas.example/", on=date(2025, 6, 5))
    assert text == (
        f"{ATLAS.package['title']}. Dataset version {ATLAS.version}, 3 events shown. "
        "https://atlas.example/?from=1937&q=A+%26+B (accessed 5 June 2025)."
    )


def test_a_citation_of_everything_has_the_bare_address() -> None:
    text = export.cite(ATLAS, Query(), count=59, address="https://atlas.example/", on=date(2025, 6, 15))
    assert "https://atlas.example/ (accessed 15 June 2025)." in text


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "atlas.html"
    for content in ("old", "new Катынь", b"\x00\xff"):
        export.write_atomic(path, content)
        assert path.read_bytes() == (content if isinstance(content, bytes) else content.encode())
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("module", "name"), [(os, "fsync"), (Path, "replace"), (Path, "chmod")])
@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()], ids=["full", "interrupted"])
def test_an_interrupted_writer_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: object, name: str, error: BaseException
) -> None:
    def stop(*_: object) -> None:
        raise error

    path = tmp_path / "atlas.html"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr(module, name, stop)
    with pytest.raises(type(error)):
        export.write_atomic(path, "new")
    assert [(one.name, one.read_text(encoding="utf-8")) for one in tmp_path.iterdir()] == [("atlas.html", "old")]


def test_a_replaced_file_keeps_its_rights_and_a_new_one_has_the_usual(tmp_path: Path) -> None:
    path, usual = tmp_path / "atlas.html", tmp_path / "usual"
    usual.touch()
    export.write_atomic(path, "new")
    assert path.stat().st_mode == usual.stat().st_mode
    path.chmod(0o640)
    export.write_atomic(path, "newer")
    assert path.stat().st_mode & 0o777 == 0o640


def test_what_a_killed_writer_left_is_cleared_after_an_hour(tmp_path: Path) -> None:
    names = [".atlas.html.0a.tmp", ".atlas.html.0b.tmp", ".other.html.0c.tmp"]
    for name, age in zip(names, (2 * export.LEFT_BEHIND, 0, 2 * export.LEFT_BEHIND), strict=True):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    export.write_atomic(tmp_path / "atlas.html", "new")
    assert sorted(one.name for one in tmp_path.iterdir()) == [*names[1:], "atlas.html"]


def test_the_version_is_that_of_the_files() -> None:
    assert re.fullmatch("[0-9a-f]{12}", ATLAS.version)
