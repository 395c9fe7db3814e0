"""A GeoPackage holds what is shown, as text, or says why it cannot."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pyogrio
import pytest

from geo import Query, YearSpan, export
from geo.errors import OutputError
from geo.export import geopackage
from tests.support.exported import layers
from tests.support.published import ATLAS

TERROR = Query(YearSpan(1937, 1938))


def changed(name, **columns):
    """Return the dataset with other columns in one table."""
    return replace(ATLAS, tables={**ATLAS.tables, name: ATLAS[name].assign(**columns)})


@pytest.fixture(scope="module")
def back():
    """What a view takes away, read again."""
    return layers(export.to_geopackage(export.select(ATLAS, TERROR)))


def test_events_stand_at_their_places_and_some_nowhere(back):
    shown = export.shown(ATLAS, TERROR)
    assert list(back["events"]["id"]) == list(shown["id"])
    assert list(back["events"].geometry) == list(shown.geometry)
    assert back["events"].geometry.isna().any()
    assert back["events"].crs == back["places"].crs == "EPSG:4326"


def test_lines_stay_lines():
    kinds = set(layers(export.to_geopackage(export.select(ATLAS, Query())))["places"].geom_type)
    assert kinds == {"Point", "LineString"}


def test_an_event_names_its_organizations_and_sources(back):
    rows = {row["id"]: row for row in export.records(export.shown(ATLAS, TERROR), ATLAS)}
    events = back["events"].set_index("id")
    assert events["sources"].to_dict() == {event: "; ".join(row["sources"]) for event, row in rows.items()}
    assert events["organizations"].to_dict() == {event: "; ".join(row["organizations"]) for event, row in rows.items()}


def test_a_layer_says_its_type_and_how_qgis_draws_it(tmp_path):
    (tmp_path / "a.gpkg").write_bytes(export.to_geopackage(export.select(ATLAS, Query(kinds=frozenset({"killing"})))))
    assert pyogrio.read_info(tmp_path / "a.gpkg", layer="events")["geometry_type"] == "Point"
    rows = pyogrio.read_dataframe(tmp_path / "a.gpkg", layer="layer_styles").set_index("f_table_name")
    assert set(rows.index) == {"events", "places"}
    assert rows["useAsDefault"].all()
    style = ET.fromstring(rows.loc["events", "styleQML"])  # noqa: S314 - our own
    told = {one.get("value"): one.get("label") for one in style.iter("category")}
    assert told == {row["id"]: row["name"] for row in ATLAS.rows("kinds") if not row["parent"]}
    assert [one.get("name") for one in style.iter("symbol")] == [one.get("symbol") for one in style.iter("category")]


def test_every_cell_is_text(back):
    kinds = {
        str(kind)
        for table in back.values()
        if len(table)
        for kind in table.drop(columns="geometry", errors="ignore").dtypes
    }
    assert kinds == {"str"}


def test_the_same_view_gives_the_same_bytes_and_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.setattr(export.files.tempfile, "tempdir", str(tmp_path))
    first, second = (export.to_geopackage(export.select(ATLAS, TERROR)) for _ in range(2))
    assert first == second
    assert list(tmp_path.iterdir()) == []


OF_THE_WHOLE = {"texts", "measures", "standards"}
"""Tables that speak of the dataset, whatever is shown of it."""


def test_a_view_with_nothing_in_it_has_all_its_layers():
    found = layers(export.to_geopackage(export.select(ATLAS, Query(text="no such word"))))
    assert len(found) == len(ATLAS.tables)
    assert {len(table) for name, table in found.items() if name not in OF_THE_WHOLE} == {0}


def test_columns_called_as_this_format_calls_its_own_are_kept():
    atlas = changed("places", fid="a", geom="b", ogc_fid="c")
    places = layers(export.to_geopackage(export.select(atlas, Query())))["places"]
    assert places[["fid", "geom", "ogc_fid"]].drop_duplicates().to_numpy().tolist() == [["a", "b", "c"]]


@pytest.mark.parametrize(
    ("table", "columns", "why"),
    [
        ("events", {"note": "a\0b"}, "the column 'note' of 'events' has a text with a NUL character"),
        ("events", {"NOTE": "x"}, "the table 'events' has two columns called 'note'"),
        ("places", {"no\0": "x"}, "of 'places' has a text with a NUL character"),
    ],
)
def test_what_would_be_cut_or_lost_is_refused_in_a_sentence(table, columns, why):
    with pytest.raises(
        OutputError, match=r"^no GeoPackage was made: .* - mend the dataset, or export the zip"
    ) as raised:
        export.to_geopackage(export.select(changed(table, **columns), Query()))
    assert why in str(raised.value)


def test_no_room_is_told_in_a_sentence_and_leaves_nothing(tmp_path, monkeypatch):
    def full(*_, **__):
        msg = "sqlite3_exec failed: database or disk is full"
        raise geopackage.FAILURES[1](msg)

    monkeypatch.setattr(export.files.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(geopackage.pyogrio, "write_dataframe", full)
    with pytest.raises(OutputError, match=f"disk is full - look whether {tmp_path} has room"):
        export.to_geopackage(export.select(ATLAS, TERROR))
    assert list(tmp_path.iterdir()) == []
