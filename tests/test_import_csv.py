"""A table in any columns becomes a dataset; what cannot be read is told and kept, and nothing changes."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point

import geo
import geo.map
from geo import Query, export
from geo.checks.validate import validate
from geo.cli import main
from geo.dataset import write
from geo.dataset.read import read
from geo.errors import DataError, OutputError
from geo.imports import folder, guess, mapping, places
from geo.imports.controls import PICTURES
from geo.imports.formats import FORMATS
from geo.imports.model import Options
from geo.imports.places import Gazetteer, PlaceOfRow
from geo.imports.tables import Tables, build
from geo.imports.values import numbers
from geo.imports.values.slugs import Ids, slug
from geo.imports.values.word_lists import word_list
from geo.view import evidence
from tests.support.blocks import carried
from tests.support.hostile import HOSTILE
from tests.support.imported import HEADER, MAP, bring, foreign_rows, write_csv

NAUGHTY_TEXTS = [
    *HOSTILE,
    "TRUE",
    "007",
    "1e5",
    "99999999999999999999",
    "1937-08",
    "=1+1",
    "@x",
    "\ufeff",
    "a\rb",
    "a\r\nb",
    "\0",
    '"',
    "'",
    "\u2028x",
]
NAUGHTY = st.sampled_from(NAUGHTY_TEXTS)
TEXTS = (NAUGHTY | st.text(st.characters(exclude_categories=["Cs"]), max_size=30)).filter(
    lambda text: text.strip() and not numbers.says_nothing(text.strip())
)


def table(path: Path, *rows: list[str], **options: str) -> Path:
    return write_csv(path / "table.csv", list(rows), **options)


def bring_table(
    path: Path, *rows: list[str], maps: str = "", **options: str
) -> tuple[geo.Atlas, list[str], dict[str, str]]:
    """Import a few rows; return the dataset, the problems as printed, and the first event."""
    atlas, report = bring("csv", table(path, *rows), path / "out", *([maps] if maps else []), **options)
    return atlas, list(map(str, report.problems)), atlas.rows("events")[0]


def test_a_thousand_foreign_events_become_a_map_with_a_thousand_events(tmp_path: Path) -> None:
    path = table(tmp_path, HEADER, *foreign_rows(), delimiter=";")
    atlas, report = bring("csv", path, tmp_path / "out", MAP)
    assert report.problems == []
    assert (len(atlas.events), len(atlas.places), len(atlas["organizations"])) == (1000, 200, 3)
    shown = carried(geo.map.page(atlas).html())
    assert len(set(shown["events"]["id"])) == 1000
    assert sorted(shown["events"]["title"]) == sorted(row[1] for row in foreign_rows())


def test_what_is_written_passes_validate_without_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = table(tmp_path, HEADER, *foreign_rows(40))
    assert main(["import", "csv", str(path), "--map", MAP, "--output", str(tmp_path / "out")]) == 0
    assert "40 events" in capsys.readouterr().out
    assert main(["validate", "--data", str(tmp_path / "out")]) == 0


COLUMNS = {
    "Was": "title", "Mehr": "description", "Dazu": "note", "Wo": "place",
    "Wer": "organization", "Wem": "group", "Woher": "source", "Art": "kind",
}  # fmt: skip
COLUMNS_MAP = ",".join(f"{field}={column}" for column, field in COLUMNS.items())


def tables_of(maps: str, *rows: list[str], **options: str) -> Tables:
    """Return the tables that would be written of a few rows; that written ones are read as they are is a roundtrip."""
    with tempfile.TemporaryDirectory() as name:
        chosen = Options(mapping=mapping.pairs([maps]))
        found = build(FORMATS["csv"].read(table(Path(name), *rows, **options), chosen), chosen, "2026-11-29")
    for one in found.rows.values():
        one.finish()
    return found


@given(st.lists(TEXTS, min_size=8, max_size=8), st.sampled_from([",", ";", "\t"]))
def test_no_value_changes_on_the_way(texts: list[str], delimiter: str) -> None:
    found = tables_of(COLUMNS_MAP, [*COLUMNS, "Z"], [*texts, "end"], delimiter=delimiter).rows
    cells = [*(("events", name) for name in ("title", "description", "note")), ("places", "name")]
    cells += [("organizations", "name"), ("groups", "name"), ("sources", "title"), ("kinds", "name")]
    shown = [next(found[name].column(column)) for name, column in cells]
    assert shown == [text.strip().translate(PICTURES) for text in texts]


def test_no_naughty_value_changes_until_it_is_read_again(tmp_path: Path) -> None:
    texts = [text for text in NAUGHTY_TEXTS if text.strip()]
    atlas, _ = bring("csv", table(tmp_path, [*COLUMNS], *([text] * 8 for text in texts)), tmp_path / "out", COLUMNS_MAP)
    wanted = [text.strip().translate(PICTURES) for text in texts]
    assert [[event[name] for name in ("title", "description", "note")] for event in atlas.rows("events")] == [
        [text] * 3 for text in wanted
    ]
    names = {name: {*atlas[name]["name"]} for name in ("organizations", "groups", "kinds")}
    assert {name: {*wanted} - found for name, found in names.items()} == {name: set() for name in names}
    assert {*wanted} <= {*atlas["sources"]["title"]}
    assert {*wanted} <= {*atlas.places["name"], *atlas["place_names"]["name"]}


@given(TEXTS)
def test_what_cannot_be_read_stands_in_the_note_as_written(text: str) -> None:
    maps = "title=Was,latitude=Breite,longitude=Länge,killed=Tote"
    found = tables_of(maps, ["Was", "Breite", "Länge", "Tote"], ["x", f"x{text}", "13", f"x{text}"])
    note = next(found.rows["events"].column("note")).split("\nNot read: ")
    shown = text.rstrip().translate(PICTURES)
    assert note[0] == f"Not read: Breite = x{shown}"
    assert note[1:] == ["Länge = 13", f"Tote = x{shown}"]
    assert [problem.value for problem in found.problems] == [f"x{text.rstrip()}"] * 2


def test_control_characters_stay_to_be_seen_and_are_told(tmp_path: Path) -> None:
    path = table(tmp_path, ["title", "date"], ["a\x08b", "1937"], ["c", "1938"])
    atlas, report = bring("csv", path, tmp_path / "out")
    assert list(atlas.events["title"]) == ["a\u2408b", "c"]
    assert "control characters are written as their pictures, such as \u2408" in report.text()


def test_a_bad_date_and_a_missing_place_lose_no_event(tmp_path: Path) -> None:
    rows = [["a", "3/4/1937", "50", "20"], ["b", "soon", "", ""], ["c", "1937", "99", "20"]]
    atlas, problems, first = bring_table(tmp_path, ["title", "date", "lat", "lon"], *rows)
    assert list(atlas.events["title"]) == ["a", "b", "c"]
    assert list(atlas.events["edtf"]) == ["", "", "1937"]
    assert [bool(place) for place in atlas.events["place_id"]] == [True, False, False]
    assert first["note"] == "Not read: date = 3/4/1937"
    assert [problem.split(" - ")[0] for problem in problems] == [
        "table.csv:2:date '3/4/1937'",
        "table.csv:3:date 'soon'",
        "table.csv:4:lat '99'",
    ]


def test_the_report_counts_and_names_what_was_left(tmp_path: Path) -> None:
    path = table(tmp_path, ["title", "date", "Extra", "Empty"], ["a", "x", "y", ""])
    _, report = bring("csv", path, tmp_path / "out")
    assert report.unused == ["Extra"]
    assert (report.counts["events"], report.counts["events without a date"]) == (1, 1)
    assert "columns guessed by their names: --map title=title, edtf=date" in report.text()
    assert (tmp_path / "out" / "import-report.txt").read_text(encoding="utf-8") == report.text()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_delimiters_and_byte_order_marks_are_found(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = table(tmp_path, ["title", "date"], ["a; b, c\td", "1937"], delimiter=delimiter, encoding=encoding)
    atlas, _ = bring("csv", path, tmp_path / "out")
    assert list(atlas.events["title"]) == ["a; b, c\td"]


def test_a_row_that_is_too_long_is_told_even_when_its_last_cell_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("title,date,note\nNarva, the prison,1941,\nTartu,1941,x\n", encoding="utf-8")
    with pytest.raises(DataError) as error:
        bring("csv", path, tmp_path / "out")
    assert str(error.value).startswith(
        "table.csv:2 - has 4 cells, not 3, and what is beyond is empty - put a text that holds the delimiter into "
    )


def test_delimiters_at_the_end_of_every_row_are_left_out_and_told(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("title,date\na,1941,,\nb,1942,,\n", encoding="utf-8")
    atlas, report = bring("csv", path, tmp_path / "out")
    assert list(atlas.events["edtf"]) == ["1941", "1942"]
    assert "every row has 2 empty cells after its last column; left out" in report.remarks


def test_another_encoding_is_asked_for_and_then_read(tmp_path: Path) -> None:
    path = table(tmp_path, ["Название", "Дата"], ["Расстрел", "1937"], encoding="windows-1251")
    with pytest.raises(DataError, match="is not UTF-8 - name its encoding: --encoding windows-1251 if "):
        bring("csv", path, tmp_path / "out")
    atlas, _ = bring("csv", path, tmp_path / "out", encoding="windows-1251")
    assert list(atlas.events["title"]) == ["Расстрел"]


def test_an_encoding_that_did_not_fit_is_not_offered_again(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_bytes(b"title\n\x98\n")
    with pytest.raises(DataError, match=r"name its encoding: --encoding (?!.*windows-1251)"):
        bring("csv", tmp_path / "table.csv", tmp_path / "out", encoding="cp1251")


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (["Название", "Дата", "Широта", "Долгота"], "title edtf latitude longitude"),
        (["Pealkiri", "Kuupäev", "Laiuskraad", "Pikkuskraad"], "title edtf latitude longitude"),
        (["Nazwa", "Data", "Szerokość", "Długość"], "title edtf latitude longitude"),
        (["Ereignis", "Datum", "Breite", "Länge"], "title edtf latitude longitude"),
        (["event_name", "Start Date", "LAT", "Lng"], "title start latitude longitude"),
    ],
)
def test_well_known_names_are_found_in_several_languages(tmp_path: Path, header: list[str], fields: str) -> None:
    path = table(tmp_path, header, ["a", "1937", "50.5", "20.5"])
    _, report = bring("csv", path, tmp_path / "out")
    maps = ", ".join(f"{field}={column}" for field, column in zip(fields.split(), header, strict=True))
    assert f"columns guessed by their names: --map {maps}" in report.remarks


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (["Was geschah", "Wann", "Wo", "Tote", "Verhaftete"], "title edtf place died arrested"),
        (["Что произошло", "Когда", "Где", "Погибло", "Расстреляно"], "title edtf place died executed"),
        (["Co się stało", "Kiedy", "Gdzie", "Zabici", "Uwagi"], "title edtf place killed note"),
        (["Mis juhtus", "Millal", "Kus", "Hukkunud", "Küüditatud"], "title edtf place died deported"),
        (["Que s'est-il passé", "Quand", "Où", "Tués", "Sources"], "title edtf place killed source"),
        (["Qué pasó", "Cuándo", "Dónde", "Muertos", "Fuente"], "title edtf place died source"),
    ],
)
def test_everyday_words_of_a_header_are_found(tmp_path: Path, header: list[str], fields: str) -> None:
    path = table(tmp_path, header, ["a", "1937", "Tartu", "5", "6"])
    _, report = bring("csv", path, tmp_path / "out")
    maps = ", ".join(f"{field}={column}" for field, column in zip(fields.split(), header, strict=True))
    assert f"columns guessed by their names: --map {maps}" in report.remarks


def test_no_well_known_name_means_two_fields() -> None:
    words = [
        guess.plain(word)
        for part in ("names", "counts")
        for many in word_list("fields")[part].values()
        for word in set(map(guess.plain, many))
    ]
    assert sorted(word for word in set(words) if words.count(word) > 1) == []


def test_a_missing_date_or_place_is_told_first(tmp_path: Path) -> None:
    path = table(tmp_path, ["title", "Dato", "Sted"], ["a", "1937", "Oslo"])
    _, report = bring("csv", path, tmp_path / "out")
    remark = "ATTENTION: NO COLUMN FOUND for the DATE (edtf, or start and end) and none for the PLACE"
    assert report.text().splitlines()[1].startswith(f"  {remark}")
    assert "(columns left: 'Dato', 'Sted')" in report.text()
    path = table(tmp_path, ["title", "wann", "wo", "lat", "lon"], ["a", "1937", "Oslo", "59.9", "10.7"])
    assert "ATTENTION" not in bring("csv", path, tmp_path / "out")[1].text()


@pytest.mark.parametrize("pair", ["52.766, 13.264", "52,766; 13,264", "52.766 13.264", "(52.7,13.2)"])
@pytest.mark.parametrize("column", ["Koordinaten", "Координаты"])
def test_coordinates_in_one_cell_are_told_and_not_guessed(tmp_path: Path, column: str, pair: str) -> None:
    path = table(tmp_path, ["title", "date", "place", column], ["a", "1937", "x", pair], ["b", "1937", "y", ""])
    _, report = bring("csv", path, tmp_path / "out")
    assert [line.removeprefix("ATTENTION: ").partition(";")[0] for line in report.remarks[:3]] == [
        "NO COLUMN FOUND for the POSITION (latitude and longitude)",
        f"column {column!r} has two numbers in one cell: say --map position={column} and --position-order lat-lon or lon-lat",
        "no place has a position: the map will be empty",
    ]


def test_coordinates_in_one_cell_are_told_though_the_columns_were_named(tmp_path: Path) -> None:
    path = table(tmp_path, ["t", "wo"], ["a", "52.766, 13.264"])
    remark = "ATTENTION: column 'wo' has two numbers in one cell: say --map position=wo and --position-order "
    assert any(line.startswith(remark) for line in bring("csv", path, tmp_path / "out", "title=t")[1].remarks)


def test_two_numbers_in_a_column_of_latitudes_are_told(tmp_path: Path) -> None:
    _, problems, _ = bring_table(tmp_path, ["title", "lat", "lon"], ["a", "52.766, 13.264", "13"])
    assert " - has two numbers in one cell - say --map position=COLUMN --position-order lat-lon, or " in problems[0]


def test_what_was_put_together_is_told(tmp_path: Path) -> None:
    path = table(tmp_path, ["date", "place", "Вид"], ["1937", "Narva", "arrest"], ["1938", "Narva", ""])
    atlas, report = bring("csv", path, tmp_path / "out")
    assert "and none for the TITLE (title); say which" in report.remarks[0]
    assert "2 events without a title in the file: it was put together of kind, place and date" in report.remarks
    assert "1 event without a kind in the file: 'Event' was taken" in report.remarks
    assert list(atlas["kinds"]["description"]) == [
        "From the column Вид of table.csv.",
        "For events of which table.csv says no kind.",
    ]


def test_a_kind_that_was_set_is_not_said_to_be_in_the_file(tmp_path: Path) -> None:
    atlas, *_ = bring_table(tmp_path, ["title"], ["a"], maps="title=title", constants={"kind": "Trial"})
    assert list(atlas["kinds"]["description"]) == ["Given for events of table.csv when it was imported."]


def test_the_report_says_where_the_places_lie(tmp_path: Path) -> None:
    rows = [["a", "28.19", "59.37"], ["b", "26.72", "58.38"]]
    _, report = bring("csv", table(tmp_path, ["title", "lat", "lon"], *rows), tmp_path / "out")
    assert "  places lie at latitude 26.72 to 28.19 and longitude 58.38 to 59.37; if that is " in report.text()


def test_one_is_told_in_the_singular(tmp_path: Path) -> None:
    _, report = bring("csv", table(tmp_path, ["title", "date"], ["a", "soon"]), tmp_path / "out")
    assert "        1 event\n" in report.text()
    assert "        1 event without a date\n" in report.text()
    assert "  1 value was not read; it stands as written in the note:\n" in report.text()


def test_several_values_of_a_cell_and_of_several_columns(tmp_path: Path) -> None:
    maps = "title=t,organization.ordered=a,organization.ordered=b,person.victim=p,group=g"
    atlas, *_ = bring_table(
        tmp_path, ["t", "a", "b", "p", "g"], ["x", "A|B", "B | C", "P|Q", "G|H"], maps=maps, separator="|"
    )
    assert list(atlas["organizations"]["name"]) == ["A", "B", "C"]
    assert set(atlas["event_organizations"]["role"]) == {"ordered"}
    assert (list(atlas["persons"]["name"]), list(atlas["groups"]["name"])) == (["P", "Q"], ["G", "H"])


def test_several_destinations_of_a_cell_are_places_of_the_event_and_none_is_the_main_one(tmp_path: Path) -> None:
    head, maps = (
        ["t", "p", "to", "x", "y"],
        "title=t,place=p,destination=to,destination_latitude=x,destination_longitude=y",
    )
    rows = [["a", "Home", "Omsk | Tomsk|Omsk", "55", "73"], ["b", "Home", "Omsk", "", ""]]
    atlas, *_ = bring_table(tmp_path, head, *rows, maps=maps, separator="|")
    assert list(atlas.events["destination_id"]) == ["", "omsk"]
    found = [(row["event_id"], row["place_id"], row["role"]) for row in atlas.rows("event_places")]
    assert found == [("a", "omsk", "to"), ("a", "tomsk", "to")]
    assert atlas.events["note"].iloc[0] == "Not read: x = 55\nNot read: y = 73"


def test_figures_keep_low_best_high_and_say_what_they_count(tmp_path: Path) -> None:
    maps = "title=t,low=l,best=b,high=h,deported=d"
    rows = [["x", "1", "2", "1 000", "7"], ["y", "9", "2", "1", "1,234"]]
    atlas, problems, _ = bring_table(
        tmp_path, ["t", "l", "b", "h", "d"], *rows, maps=maps, constants={"measure": "killed"}
    )
    found = [(row["measure"], row["low"], row["best"], row["high"]) for row in atlas.rows("figures")]
    assert found == [("killed", "1", "2", "1000"), ("deported", "", "7", ""), ("killed", "", "2", "")]
    assert [problem.split(" - ")[0] for problem in problems] == [
        f"table.csv:3:{field}" for field in ("l '9'", "h '1'", "d '1,234'")
    ]


@pytest.mark.parametrize(("text", "why"), [("15-10", "is a range"), ("ca. 120", "is no exact number")])
def test_a_number_that_is_not_exact_has_its_fields(tmp_path: Path, text: str, why: str) -> None:
    _, problems, _ = bring_table(tmp_path, ["t", "Tote"], ["x", text], maps="title=t,killed=Tote")
    problem = f"table.csv:2:Tote '{text}' - {why} - map the least to killed.low and the most to killed.high"
    assert problems == [problem]


def test_a_slipped_decimal_sign_is_thought_of(tmp_path: Path) -> None:
    _, problems, _ = bring_table(tmp_path, ["title", "lat", "lon"], ["a", "569,49", "24"])
    assert problems[0].startswith("table.csv:2:lat '569,49' - is no latitude: it goes to 90 degrees - ")
    assert "look whether a decimal sign slipped" in problems[0]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("-1", "is less than 0 - leave the cell empty if it is unknown"),
        ("12,5", "is a fraction - write whole people, or leave the cell empty"),
        ("1,234", "may be a thousand or a fraction - write digits only"),
        ("12.000", "may be a thousand or a fraction - write digits only"),
        ("10.000-12.000", "is a range - map the least to killed.low and the most to killed.high"),
        ("12.000,000", "has signs between its digits - write digits only"),
        ("1.2E+03", "was shortened by a spreadsheet - format the column as whole numbers"),
    ],
)
def test_a_figure_that_is_no_whole_number_says_why(tmp_path: Path, text: str, why: str) -> None:
    _, problems, _ = bring_table(tmp_path, ["title", "killed"], ["a", text])
    assert [problem.partition(" - ")[2] for problem in problems] == [why]


@pytest.mark.parametrize(
    ("lat", "lon", "y", "x"),
    [
        ("57°49' \u0441.ш.", "28°20' в.д.", 57.8167, 28.3333),
        ("59.9°", "30,3 °", 59.9, 30.3),
        ("N59.9", "W 30.3", 59.9, -30.3),
        ("54,71 N", "20,45 E", 54.71, 20.45),
        ("54 58 N", "73 23 30 E", 54.9667, 73.3917),
        ("33.9° ю. ш.", "18.4° в. д.", -33.9, 18.4),
    ],
)
def test_degrees_are_read_as_people_write_them(tmp_path: Path, lat: str, lon: str, y: float, x: float) -> None:
    atlas, problems, _ = bring_table(tmp_path, ["title", "lat", "lon"], ["a", lat, lon])
    assert (problems, [(one.y, one.x) for one in atlas.places.geometry]) == ([], [pytest.approx((y, x), abs=1e-4)])


@pytest.mark.parametrize("text", ["54 58", "59.9 E", "-59.9 S", "59°60'N", "59,9 O", "N", "59.9 N S"])
def test_degrees_that_leave_something_open_are_told(tmp_path: Path, text: str) -> None:
    _, problems, _ = bring_table(tmp_path, ["title", "lat", "lon"], ["a", text, "30"])
    assert problems[0].startswith(f"table.csv:2:lat {text!r} - ")


def test_a_figure_without_a_measure_is_not_guessed(tmp_path: Path) -> None:
    atlas, problems, event = bring_table(tmp_path, ["t", "b"], ["x", "5"], maps="title=t,best=b")
    assert len(atlas["figures"]) == 0
    assert "does not say what it counts" in problems[0]
    assert event["note"] == "Not read: b = 5"


@pytest.mark.parametrize(
    ("options", "maps", "titles"),
    [
        ({}, "title=t", ["table.csv"]),
        ({"source": "Archive, file 7"}, "title=t", ["Archive, file 7"]),
        ({}, "title=t,source=s", ["Book", "table.csv"]),
        ({"source": "Archive"}, "title=t,source=s", ["Book", "Archive"]),
    ],
)
def test_every_event_has_a_source(tmp_path: Path, options: dict[str, str], maps: str, titles: list[str]) -> None:
    atlas, *_ = bring_table(tmp_path, ["t", "s"], ["a", "Book"], ["b", ""], maps=maps, **options)
    assert list(atlas["sources"]["title"]) == titles
    assert set(atlas["citations"]["event_id"]) == {"a", "b"}


WHERE = {
    "page": "pp. 12-14",
    "archive": "GARF",
    "fonds": "9401",
    "series": "1",
    "file": "7",
    "folio": "3",
    "read": "Yes",
}
WHERE |= {"doi": "https://doi.org/10.1080/x", "archived_url": "https://a.example/b", "passage": "It says so."}
SOURCED = "title=t,killed=n," + ",".join(f"source_{name}={name}" for name in WHERE)


def test_where_a_source_says_it_can_be_mapped_column_by_column(tmp_path: Path) -> None:
    rows = [["t", "n", "s", *WHERE], ["a", "5", "Book", *WHERE.values()]]
    atlas, problems, _ = bring_table(tmp_path, *rows, maps=f"{SOURCED},source=s")
    expected = {**WHERE, "page": "12-14", "read": "yes", "doi": "10.1080/x"}
    cited = atlas.rows("citations")[0]
    assert problems == [*map(str, validate(atlas))] == []
    assert {name: cited[name] for name in WHERE} == expected
    assert atlas.rows("figures")[0]["locator"] == "GARF, f. 9401, op. 1, d. 7, l. 3, pp. 12-14"


@pytest.mark.parametrize("cells", [{"archive": "GARF"}, {"doi": "10.1080/x"}])
def test_a_source_without_a_title_is_called_by_what_it_has(tmp_path: Path, cells: dict[str, str]) -> None:
    name, text = next(iter(cells.items()))
    atlas, *_ = bring_table(tmp_path, ["t", name], ["a", text], maps=f"title=t,source_{name}={name}")
    assert atlas.rows("sources")[0]["title"] == text.replace("10.", "https://doi.org/10.")
    assert atlas.rows("citations")[0][name] == text


@pytest.mark.parametrize(
    ("name", "text", "more", "why"),
    [
        ("page", "12", "", "does not say in which source"),
        ("page", "par. 3", ",source=s", "is no page"),
        ("doi", "10.1/x", ",source=s", "is no DOI"),
        ("archived_url", "a.example", ",source=s", "is not a web address"),
        ("read", "maybe", ",source=s", "is not an allowed value"),
        ("passage", "It says so.", ",source=s", "says what nobody is said to have read"),
    ],
)
def test_what_is_not_read_of_a_citation_is_said_and_kept(
    tmp_path: Path, name: str, text: str, more: str, why: str
) -> None:
    maps = f"title=t,source_{name}={name}{more}"
    atlas, problems, event = bring_table(tmp_path, ["t", "s", name], ["a", "Book", text], maps=maps)
    assert [why in problem for problem in problems] == [True]
    assert event["note"] == f"Not read: {name} = {text}"
    assert [str(problem) for problem in validate(atlas)] == []


def test_the_file_is_cited_with_the_line_or_the_id(tmp_path: Path) -> None:
    atlas, *_ = bring_table(tmp_path, ["id", "title"], ["ETH1", "a"], ["", "b"])
    assert list(atlas["citations"]["locator"]) == ["id ETH1", "line 3"]


def test_a_column_that_says_how_exact_a_date_is_and_is_not_read_is_urgent(tmp_path: Path) -> None:
    columns = ["title", "date", "Date precision", "Точность"]
    _, report = bring("csv", table(tmp_path, columns, ["a", "1937-01-01", "year", "1"]), tmp_path / "out")
    assert any(
        line.startswith("ATTENTION: 'Date precision' and 'Точность' may say how exact") for line in report.remarks
    )


def test_records_without_an_id_that_are_the_same_are_told_and_stay(tmp_path: Path) -> None:
    rows = [["a", "1937"], ["b", "1937"], ["a", "1937"], ["a", "1938"], *([["b", "1937"]] * 12)]
    atlas, report = bring("csv", table(tmp_path, ["title", "date"], *rows), tmp_path / "out")
    (remark,) = [line for line in report.remarks if "without an id" in line]
    assert (len(atlas.events), remark[:54]) == (16, "13 records without an id say in every column that is t")
    assert "before, line 4 as line 2, line 6 as line 3, line 7 as line 3" in remark
    assert ", line 14 as line 3 and 3 more: each is an event of its own" in remark
    with_ids = table(tmp_path, ["id", "title"], ["1", "a"], ["2", "a"])
    assert not any("without an id" in line for line in bring("csv", with_ids, tmp_path / "two")[1].remarks)


def test_the_titles_of_a_gazetteer_name_its_places_and_what_is_known_of_them_stays(tmp_path: Path) -> None:
    columns = ["id", "title", "title_source", "start", "lon", "lat", "variants", "types", "matches"]
    row = ["1", "Tobolsk", "An atlas", "1855", "68.25", "58.20", "Tobol|Tobolium@la", "fort", "wd:Q1"]
    atlas, report = bring("csv", table(tmp_path, columns, row), tmp_path / "out")
    (place,) = atlas.rows("places")
    assert place["name"] == "Tobolsk"
    assert place["note"] == "variants: Tobol|Tobolium@la\ntypes: fort\nmatches: wd:Q1"
    assert not report.unused


def test_an_id_that_is_given_twice_is_told_with_what_it_became(tmp_path: Path) -> None:
    rows = [["1", "a"], ["2", "b"], ["2", "c"], *(["7", "d"] for _ in range(12))]
    atlas, report = bring("csv", table(tmp_path, ["id", "title"], *rows), tmp_path / "out")
    assert list(atlas.events["id"])[:3] == ["1", "2", "2-2"]
    assert "id '2' stands in lines 3 and 4: the second is called 2-2" in report.remarks
    (remark,) = [line for line in report.remarks if line.startswith("id '7' stands in lines 5, 6, 7")]
    assert ", 14 and 2 more: the others are called 7-2, 7-3, " in remark


@pytest.mark.parametrize("word", ["ИТОГО", "Razem", "Summe:", "Total", "Итого 1938", "Kokku", "Łącznie", "Iš viso"])
def test_a_row_of_totals_is_told_and_kept(tmp_path: Path, word: str) -> None:
    rows = [["1", "a", "1937", "Tartu", "5"], [word, "", "", "", "5"]]
    path = table(tmp_path, ["Nr", "title", "date", "place", "killed"], *rows)
    atlas, report = bring("csv", path, tmp_path / "out")
    remark = f"ATTENTION: looks like a row of totals; take it out of the table: line 3 {word!r}"
    assert (remark in report.remarks, len(atlas.events)) == (True, 2)


def test_a_title_that_is_a_word_for_totals_is_told_too(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "t.csv", [["id", "title", "date"], ["1", "Arrests", "1937"], ["2", "Total", "1937"]])
    _, report = bring("csv", path, tmp_path / "out")
    assert "ATTENTION: looks like a row of totals; take it out of the table: line 3 'Total'" in report.text()


def test_figures_without_a_date_and_a_place_are_told(tmp_path: Path) -> None:
    header, rows = ["title", "date", "place", "killed"], [["a", "1937", "", "5"], ["b", "", "", "6"], ["c", "", "", ""]]
    _, report = bring("csv", table(tmp_path, header, *rows), tmp_path / "out")
    assert "ATTENTION: figures with neither a date nor a place in line 3: take out " in report.text()


@pytest.mark.parametrize("title", ["Total destruction of Narva", "Summertime"])
def test_an_event_that_begins_like_a_total_is_none(tmp_path: Path, title: str) -> None:
    path = table(tmp_path, ["title", "date", "place"], [title, "1944", "Narva"])
    assert not any("totals" in line for line in bring("csv", path, tmp_path / "out")[1].remarks)


def test_a_long_list_in_the_report_has_an_end(tmp_path: Path) -> None:
    rows = [[str(n % 30), "a", f"P{n}", f"5{n % 30 / 100}", "20"] for n in range(60)]
    _, report = bring("csv", table(tmp_path, ["id", "title", "place", "lat", "lon"], *rows), tmp_path / "out")
    assert len([line for line in report.remarks if " stands in " in line or " share the position " in line]) == 20
    assert {"... and 20 more that stand in several records", "... and 20 more positions of several names"} <= {
        *report.remarks
    }


STATED = {"confidence": "C", "precision_m": "50", "scope": "site", "certainty": "uncertain"}


def test_what_no_one_said_is_told_with_the_way_to_say_it(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        ["title", "lat", "lon", "place"],
        ["a", "58.38", "26.72", ""],
        ["b", "", "", "Narva"],
        ["c", "", "", ""],
    )
    _, report = bring("csv", path, tmp_path / "out")
    (remark,) = [line for line in report.remarks if line.startswith("assumed")]
    assert (
        "certainty certain for 2 records, confidence B for 3 records, precision_m 1000 for 1 record, precision_m 1113 for 1 record"
        in remark
    )
    assert "say it with --map or --set, such as --set confidence=C " in remark
    _, report = bring("csv", path, tmp_path / "out", constants=STATED)
    assert "assumed" not in report.text()


def test_a_table_without_descriptions_gets_none(tmp_path: Path) -> None:
    _, problems, event = bring_table(tmp_path, ["title"], ["a"])
    assert (event["title"], event["description"], problems) == ("a", "", [])
    assert read(tmp_path / "out")[1] == []
    assert validate(geo.load(tmp_path / "out")) == []


def test_a_figure_is_defined_by_its_column(tmp_path: Path) -> None:
    atlas, *_ = bring_table(tmp_path, ["t", "Tote", "h"], ["x", "7", "9"], maps="title=t,killed=Tote,killed.high=h")
    assert list(atlas["figures"]["definition"]) == ['As given in the columns "Tote", "h" of table.csv.']


def test_one_name_at_two_positions_is_told(tmp_path: Path) -> None:
    rows = [["a", "Narva", "59.37", "28.19"], ["b", "Narva", "58.38", "26.72"], ["c", "Narva", "59.37", "28.19"]]
    path = table(tmp_path, ["title", "place", "lat", "lon"], *rows)
    _, report = bring("csv", path, tmp_path / "out")
    (remark,) = [line for line in report.remarks if "apart" in line]
    assert remark.startswith("1 name for more than one place, ")
    assert remark.endswith(": 'Narva' (2 places, up to 139 km apart)")


def test_a_name_at_many_positions_is_compared_for_the_first_of_them_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table may call every place alike."""
    compared: list[object] = []
    monkeypatch.setattr(places, "distance", lambda *pair, of=places.distance: compared.append(pair) or of(*pair))
    found = Gazetteer()
    for number in range(300):
        found.add(PlaceOfRow(name="Camp", shape=Point(number / 2, 10)))
    (remark,) = found.namesakes()
    assert ("'Camp' (300 places, " in remark, len(compared)) == (True, places.LISTED - 1)


def test_events_without_a_source_are_counted(tmp_path: Path) -> None:
    path = table(tmp_path, ["title", "source"], ["a", "Book"], ["b", ""], ["c", ""])
    _, report = bring("csv", path, tmp_path / "out")
    assert "  2 events without a source: the file and the line are cited" in report.text()
    _, report = bring("csv", path, tmp_path / "out", source="Archive")
    assert "without a source" not in report.text()


def test_rows_at_one_position_under_one_name_are_one_place_and_none_is_moved(tmp_path: Path) -> None:
    rows = [
        ["a", "Tartu", "58.3800", "26.7200"],
        ["b", "", "58.3800", "26.7200"],
        ["c", "tartu", "58.3850", "26.7250"],
        ["d", "Tartu", "59.0000", "26.7200"],
        ["e", "Elva", "58.3850", "26.7290"],
    ]
    atlas, *_ = bring_table(tmp_path, ["title", "place", "lat", "lon"], *rows)
    assert list(atlas.events["place_id"]) == ["tartu", "tartu", "tartu-2", "tartu-3", "elva"]
    assert [shape.y for shape in atlas.places.geometry] == [58.38, 58.385, 59.0, 58.385]


def test_two_names_at_one_position_are_two_places_and_told(tmp_path: Path) -> None:
    rows = [["a", "Butyrka"], ["b", "Lubyanka"], ["c", ""], ["d", "butyrka"]]
    path = table(tmp_path, ["title", "place", "lat", "lon"], *([*row, "55.75", "37.62"] for row in rows))
    atlas, report = bring("csv", path, tmp_path / "out")
    assert list(atlas.events["place_id"]) == ["butyrka", "lubyanka", "butyrka", "butyrka"]
    remark = "'Butyrka' and 'Lubyanka' share the position 55.7500, 37.6200: each is a place of its own"
    assert [line for line in report.remarks if "share" in line] == [remark]


def test_a_position_without_a_name_takes_the_first_that_is_given(tmp_path: Path) -> None:
    rows = [[one, name, "55.75", "37.62"] for one, name in zip("abc", ["", "Butyrka", "Lubyanka"], strict=True)]
    atlas, *_ = bring_table(tmp_path, ["title", "place", "lat", "lon"], *rows)
    assert list(atlas.places["name"]) == ["Butyrka", "Lubyanka"]


def test_a_place_by_name_alone_has_no_position(tmp_path: Path) -> None:
    atlas, *_ = bring_table(tmp_path, ["title", "place"], ["a", "Tartu"], ["b", "Tartu"])
    assert list(atlas.events["place_id"]) == ["tartu", "tartu"]
    assert list(atlas.places.geometry) == [None]


@pytest.mark.parametrize(
    ("lat", "lon", "metres"),
    [
        ("58.38", "26.7", "1113"),
        ("58.38001", "26.7", "1000"),
        ("58", "26", "111320"),
        ("58°22'48\"N", "26°43'W", "1000"),
    ],
)
def test_precision_is_no_finer_than_the_digits(tmp_path: Path, lat: str, lon: str, metres: str) -> None:
    atlas, problems, _ = bring_table(tmp_path, ["title", "lat", "lon"], ["a", lat, lon])
    assert (list(atlas.places["precision_m"]), problems) == ([metres], [])


def test_families_take_the_palette_by_frequency_and_the_rest_is_other(tmp_path: Path, atlas: geo.Atlas) -> None:
    rows = [["x", f"Body {n}"] for n in range(12) for _ in range(12 - n)]
    made, *_ = bring_table(tmp_path, ["title", "organization"], *rows)
    colours = list(atlas["families"]["colour"])
    assert list(made["families"]["colour"]) == colours
    assert next(iter(made["families"]["name"])) == "Body 0"
    assert list(made["families"]["name"])[-1] == "Other"
    assert made["organizations"]["family"].value_counts()["other-family"] == 12 - (len(colours) - 1)


@given(st.text(max_size=90))
def test_an_id_is_what_the_schema_asks(text: str) -> None:
    ids = Ids()
    taken = [ids.take(text, "event") for _ in range(3)]
    assert all(re.fullmatch("[a-z0-9-]{1,64}", one) for one in taken)
    assert len(set(taken)) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Тарту, Серый дом", "tartu-seryi-dom"),
        ("Щедрин", "shchedrin"),
        ("Łódź", "lodz"),
        ("Київ", "kyiv"),
        ("Αθήνα", "athina"),
        ("Straße", "strasse"),
        ("თბილისი", "tbilisi"),
        ("東京", "dongjing"),
        ("서울", "seoul"),
        ("Ёлкино, мыс Уэллен", "yolkino-mys-uellen"),
        ("\u041f\u2019\u044f", "pya"),
        ("\ue000 …", ""),
    ],
)
def test_ids_are_readable(text: str, expected: str) -> None:
    assert slug(text).replace("kiyiv", "kyiv") == expected


@pytest.mark.parametrize(
    ("maps", "message"),
    [
        ("titel=t", "--map 'titel' - is no field - did you mean 'title'?"),
        ("title", "--map 'title' - is no pair - write FIELD=COLUMN, such as title=Name"),
        ("title=T", "table.csv 'T' - no column has this name (title) - did you mean 't'?"),
        ("title=t,title=u", "--map 't, u' - title holds one value, but 2 columns are given - choose one"),
    ],
)
def test_a_wrong_map_is_told(tmp_path: Path, maps: str, message: str) -> None:
    with pytest.raises(DataError) as error:
        bring_table(tmp_path, ["t", "u"], ["a", "b"], maps=maps)
    assert str(error.value) == message


def test_a_column_with_a_comma_can_be_named() -> None:
    assert mapping.pairs(['"title=Name, full",edtf=When']) == {"title": ["Name, full"], "edtf": ["When"]}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "table.csv - has no header - give each column a name in the first row"),
        ("title,date\n", "table.csv - has no records - look whether it is the right file or layer"),
        ("title,title\na,b\n", "table.csv:1 'title' - two columns have this name - rename one"),
        ("title,date\na\nb,1,2\n", "table.csv:2 - has 1 cell, not 2 - put a text that holds the delimiter into quotes, or mend a missing or extra delimiter\ntable.csv:3 - has 3 cells, not 2 - put a text that holds the delimiter into quotes, or mend a missing or extra delimiter"),
        ('title,date\n"a"b,c\nd,"e\n', 'table.csv:2 - has text after a closing quote - write "" for a quote within a text\ntable.csv:3 - opens a quote that is never closed - close it, or write "" for a quote within a text'),
        ("u,v\na,b\n", "table.csv - none of the columns 'u', 'v' is known - say which is which with --map"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_read_is_told(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as error:
        bring("csv", path, tmp_path / "out")
    assert str(error.value) == message
    assert not (tmp_path / "out").exists()


@settings(max_examples=200)
@given(
    st.binary(max_size=300) | st.text('title,date;"\n\r\t1937-é', max_size=60).map(str.encode),
    st.sampled_from(["", "utf-16", "rot13", "nothing", "unicode_escape", "hex"]),
)
def test_any_bytes_are_imported_or_refused(data: bytes, encoding: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "table.csv"
        path.write_bytes(data)
        message = outcome(path, Path(name) / "out", encoding)
        assert message == "imported" or (" - " in message and not (Path(name) / "out").exists())
        assert {one.name for one in Path(name).iterdir()} <= {"table.csv", "out"}


@pytest.mark.parametrize("encoding", ["unicode_escape", "raw_unicode_escape", "rot13", "hex", "nothing"])
def test_what_is_no_encoding_of_text_is_refused(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(DataError, match="is no encoding of text"):
        bring("csv", table(tmp_path, ["title"], ["\\ud800"]), tmp_path / "out", encoding=encoding)


def outcome(path: Path, target: Path, encoding: str) -> str:
    """Return what an import says, "imported" when it made events."""
    try:
        atlas, _ = bring("csv", path, target, encoding=encoding)
    except DataError as error:
        return str(error)
    return "imported" if len(atlas.events) else "no events"


@pytest.mark.parametrize(
    "text",
    [
        "List of events\ntitle,date\na,1937\n",
        "List of events;;\ntitle;date;place\n",
        "List of events\n\ntitle;date;place\n",
    ],
)
def test_a_title_above_the_table_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "table.csv").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"^table.csv:1 'List of events' - the first line must hold the column names, "):
        bring("csv", tmp_path / "table.csv", tmp_path / "out")


@pytest.mark.parametrize("text", ["title\na; b\n", 'title\n"a, b, c"\n', "title,date\na; b; c,1937\n", "title\n\na\n"])
def test_a_narrow_table_has_no_title_above(tmp_path: Path, text: str) -> None:
    (tmp_path / "table.csv").write_text(text, encoding="utf-8")
    assert len(bring("csv", tmp_path / "table.csv", tmp_path / "out")[0].events) == 1


@pytest.mark.parametrize("name", ["", "missing.csv", "a\0b.csv"])
def test_a_file_that_is_not_there_is_told(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "csv", str(tmp_path / name), "--output", str(tmp_path / "out")]) == 1
    assert ("is not a file" if name else "is a folder") in capsys.readouterr().err


def test_a_dataset_is_replaced_only_by_force_and_other_folders_never(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = table(tmp_path, ["title"], ["a"]), tmp_path / "out"
    command = ["import", "csv", str(path), "--output", str(out)]
    assert (main(command), main(command)) == (0, 1)
    assert "choose a new folder, or replace it with --force" in capsys.readouterr().err
    assert main([*command, "--force"]) == 0
    (out / "datapackage.json").unlink()
    assert main([*command, "--force"]) == 1
    assert len(list(out.iterdir())) > 10
    assert sorted(one.name for one in tmp_path.iterdir()) == ["out", "table.csv"]


def test_a_failure_leaves_the_old_dataset_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "datapackage.json").write_text("old", encoding="utf-8")

    def fail(draft: Path) -> None:
        (draft / "half").touch()
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match="the disk is full - free some space"):
        folder.build(out, fail, force=True)
    assert [one.name for one in tmp_path.iterdir()] == ["out"]
    assert (out / "datapackage.json").read_text(encoding="utf-8") == "old"


def test_a_dataset_that_a_killed_writer_put_aside_comes_back(tmp_path: Path) -> None:
    aside = tmp_path / ".out.0a.old"
    aside.mkdir()
    (aside / "datapackage.json").touch()
    with pytest.raises(DataError, match="holds a dataset already"):
        folder.build(tmp_path / "out", lambda _: None)
    assert (tmp_path / "out" / "datapackage.json").exists()


def test_formulas_stay_the_text_they_are(tmp_path: Path) -> None:
    text = '=HYPERLINK("https://evil.example")'
    atlas, _, event = bring_table(tmp_path, ["title", "place"], [text, text])
    assert (event["title"], atlas.places["name"].iloc[0]) == (text, text)
    written = (tmp_path / "out" / "events.csv").read_text(encoding="utf-8")
    assert [row["title"] for row in csv.DictReader(io.StringIO(written))] == [text]
    assert read(tmp_path / "out")[1] == []


def test_an_import_is_written_as_an_export_of_it_would_be(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "table.csv", [HEADER, *foreign_rows(20)])
    atlas, _ = bring("csv", path, tmp_path / "out", MAP)
    with zipfile.ZipFile(io.BytesIO(export.to_package(export.select(atlas, Query())))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    package = json.loads(files["datapackage.json"])
    del package[evidence.MEMBER]  # counted anew by every export
    files["datapackage.json"] = next(iter(write.files(package, {})))[1]
    assert {name: (tmp_path / "out" / name).read_bytes() for name in files} == files
