"""No value changes in silence: small files that once came in wrong, and what must become of each.

The files stand in `tests/data/imports`; in those of dates a column says what must be read.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from shapely.geometry import Point

from geo.errors import DataError, DateError
from geo.imports.values import dating, degrees, positions
from tests.support.cases import FOLDER, Case, read_case
from tests.support.imported import write_csv


def written(name: str) -> list[dict[str, str]]:
    """Return the rows of a file as they stand in it."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def told(case: Case, *parts: str) -> bool:
    """Say whether one line of the report holds all parts."""
    return any(all(part in line for part in parts) for line in case.report.text().splitlines())


def table(path: Path, *rows: list[str]) -> Path:
    return write_csv(path / "table.csv", list(rows))


# Places and persons ---------------------------------------------------------------------------


def test_no_event_is_shown_more_exactly_than_its_own_row() -> None:
    found = read_case("csv", "01-place-first-row-wins.csv")
    said = [[found.place(at)[name] for name in ("precision_m", "certainty", "scope")] for at in (0, 1)]
    assert said == [["1000", "certain", "site"], ["150000", "uncertain", "region"]]
    assert told(found, "1 name for more than one place", "'Birch Hamlet' (2 places, differing in exactness)")


def test_namesakes_in_three_countries_are_three_places() -> None:
    found = read_case("csv", "02-same-name-three-countries.csv")
    assert [found.place(at)["country_today"] for at in range(3)] == ["CL", "CU", "PY"]
    assert told(found, "'San Pedro' (3 places, in CL, CU, PY)")


@pytest.mark.parametrize(("one_person", "persons"), [(False, 2), (True, 1)])
def test_two_people_of_one_name_are_one_only_when_that_is_said(one_person: bool, persons: int) -> None:
    found = read_case("csv", "03-two-victims-one-name.csv", "title=title,person.victim=victim", one_person=one_person)
    assert found.column("persons", "name") == ["Pavel Sinitsyn"] * persons
    assert [found.of(at, "event_persons", "person") for at in (0, 1)] == [["Pavel Sinitsyn"]] * 2
    assert told(found, "1 name of persons stands in 2 records", "'Pavel Sinitsyn'")


def test_two_houses_of_one_town_stay_where_they_are() -> None:
    found = read_case("csv", "23-two-houses-of-one-town.csv")
    assert [found.place(at)["shape"] for at in (0, 1)] == ["POINT (26.72 58.38)", "POINT (26.74 58.39)"]
    assert told(found, "'Elm City' (2 places, up to 1.61 km apart)")


# Words for nothing, numbers of programs ---------------------------------------------------------


def test_words_for_nothing_are_nothing_in_every_column() -> None:
    found = read_case("csv", "04-nothing-words.csv")
    assert found.column("places", "name")[1::2] == ["Port Two", "Port Four"]
    assert not {"NA", "#N/A"} & {*found.column("places", "name")}
    names = {name: found.column(name, "name") for name in ("organizations", "persons", "kinds")}
    assert names == {"organizations": ["Harbour Police"], "persons": ["J. Roe"], "kinds": ["Event", "Arrest"]}
    assert found.column("sources", "title") == ["04-nothing-words.csv", "Report 1"]
    assert told(found, "taken as empty, being words for nothing: 'NA' in 5 cells, '#N/A' in 2 cells")


def test_the_missing_are_a_kind_of_event_and_signs_alone_are_no_place(tmp_path: Path) -> None:
    rows = [["kind", "place", "organization"], ["missing", "\u2026", "(none)"], ["Arrest", "**", "0000-00-00"]]
    found = read_case("csv", table(tmp_path, *rows))
    assert found.column("kinds", "name") == ["missing", "Arrest"]
    assert found.column("places", "name") + found.column("organizations", "name") == []


def test_marks_that_mean_the_cell_above_are_told(tmp_path: Path) -> None:
    rows = [["a", "Oak", "Report 1"], ["b", '"', "Ibid."], ["c", "Elm", "Report 2"]]
    found = read_case("csv", table(tmp_path, ["title", "place", "source"], *rows))
    assert told(found, "ATTENTION: 2 cells such as '\"' may mean the cell above", "(columns: place and source)")
    assert found.column("places", "name") == ["Oak", '"', "Elm"]


@pytest.mark.parametrize(
    ("cells", "countries"), [(["NA", "BW"], ["", "BW"]), (["NA", "Chad"], ["", "TD"]), (["NAM", "BW"], ["NA", "BW"])]
)
def test_namibia_is_not_taken_for_nothing_nor_nothing_for_namibia(
    tmp_path: Path, cells: list[str], countries: list[str]
) -> None:
    rows = [["a", "One", cells[0]], ["b", "Two", cells[1]]]
    found = read_case("csv", table(tmp_path, ["title", "place", "country"], *rows))
    assert found.column("places", "country_today") == countries
    assert told(found, "may be Namibia") == (cells == ["NA", "BW"])


def test_codes_of_ucdp_are_whole_numbers_however_they_are_written() -> None:
    found = read_case("ucdp-ged", "14-ged-float-codes.csv")
    kinds = {row["id"]: row["name"] for row in found.rows("kinds")}
    assert [kinds[key] for key in found.events("kind")] == ["State-based conflict", "One-sided violence"]
    assert found.events("edtf") == ["2014-05-01", "2014"]
    assert [found.place(at)["shape"] for at in (0, 1)] == ["POINT (38 48)", ""]
    assert found.column("places", "country_today") == ["UA", "UA"]
    assert found.events("id") == ["1", "2"]
    assert [row["role"] for row in found.rows("event_organizations")] == ["present", "present", "carried-out"]
    assert found.report.problems == []


@pytest.mark.parametrize(
    ("name", "dates"), [("17-float-year.csv", ["1937", "", "1938"]), ("float_years.csv", ["1937", "1938", ""])]
)
def test_years_of_programs_are_years(name: str, dates: list[str]) -> None:
    assert read_case("csv", name).events("edtf") == dates


def test_a_row_of_hxl_tags_is_no_event() -> None:
    found = read_case("csv", "13-hxl-row.csv", "title=event,edtf=date,place=place,latitude=lat,longitude=lon")
    assert found.events("title") == ["Raid"]
    assert told(found, "line 2 has HXL tags")


def test_a_range_in_one_cell_is_its_least_and_its_most() -> None:
    found = read_case("csv", "31-range-in-one-cell.csv")
    figures = [(row["low"], row["best"], row["high"]) for row in found.rows("figures")]
    assert figures == [("10", "", "12"), ("", "1200000", "")]
    assert told(found, "'about 30'", "is no exact number")
    assert told(found, "1 range in one cell: read as the least and the most")


def test_several_addresses_in_one_cell_are_several_sources() -> None:
    found = read_case("csv", "32-urls-in-one-cell.csv")
    assert found.of(0, "citations", "source", "url")[:2] == ["https://media.example/1", "https://media.example/2"]
    assert told(found, "several web addresses in 1 cell")


def test_several_articles_of_ucdp_are_several_sources() -> None:
    found = read_case("ucdp-ged", "24-ged-several-articles.csv")
    assert found.of(0, "citations", "source", "title")[:2] == [
        "Agency One,2014-05-01,First head",
        "Agency Two,2014-05-02,Second head",
    ]


def test_countries_are_known_by_their_usual_names() -> None:
    found = read_case("csv", "35-countries.csv")
    assert found.column("places", "country_today") == [row["expected"] for row in written("35-countries.csv")]


def test_a_country_in_doubt_is_not_taken_for_sure(tmp_path: Path) -> None:
    found = read_case("csv", table(tmp_path, ["title", "place", "country"], ["a", "Fern", "Ukraine?"]))
    assert found.column("places", "country_today") == [""]
    assert told(found, "country 'Ukraine?'")


# Dates ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "column"), [("33-dates.csv", "expected"), ("day_ranges.csv", "right"), ("old_style.csv", "right")]
)
def test_dates_are_read_as_historians_write_them(name: str, column: str) -> None:
    expected = ["" if row[column] == "says nothing" else row[column] for row in written(name)]
    found = read_case("csv", name)
    assert found.events("edtf") == expected
    assert found.report.problems == []
    assert name != "old_style.csv" or told(found, "3 dates in old and new style", "the new style was taken")


def test_no_reason_is_false_and_no_day_invented() -> None:
    name = "34-dates-false-reasons.csv"
    reasons = {problem.value: f"{problem.why} - {problem.fix}" for problem in read_case("csv", name).report.problems}
    assert list(reasons) == ["61", "1937-08-11/12", "26/12/1976 LA PLATA", "42370"]
    assert reasons["61"] == "has a year of two digits - write all four, 0061 for the year 61"
    assert reasons["1937-08-11/12"].endswith("write 1937-08-11/1937-08-12")
    assert reasons["26/12/1976 LA PLATA"].startswith("has other words beside a date - write 1976-12-26 alone")
    assert "day number of a spreadsheet" in reasons["42370"]


def test_columns_called_from_and_to_are_dates_only_if_they_hold_some() -> None:
    found = read_case("csv", "09-from-to-are-places.csv")
    assert found.events("edtf") == ["1941-06-14", "1949-03-25"]
    assert found.report.unused == ["from", "to"]


def test_an_unknown_half_never_makes_a_single_day() -> None:
    found = read_case("csv", "10-start-end-halves.csv")
    assert found.events("edtf") == ["1930/1935", "1930/", "/1935", "1937-08-11/", "/1938-01-05", "1937/..", "1937/"]
    assert told(found, "2 records have a date of the start and none of the end")
    assert told(found, "1 record has a date of the end and none of the start")


def test_that_an_event_ended_when_it_began_can_be_said() -> None:
    found = read_case("csv", "10-start-end-halves.csv", constants={"end": "same", "start": "same"})
    assert found.events("edtf")[:4] == ["1930/1935", "1930", "1935", "1937-08-11/"]


def test_a_month_beside_pairs_of_years_may_be_one() -> None:
    found = read_case("csv", "11-year-pairs-as-months.csv")
    assert found.events("edtf") == ["", "1885/1908", "1899/1902", ""]
    assert told(found, "'1904-08'", "may be month 08 of 1904, or the years 1904 to 1908")


def test_the_finer_of_two_columns_is_the_date() -> None:
    found = read_case("csv", "12-year-before-date.csv")
    assert found.events("edtf") == ["1937-08-11", "1938-02-01"]
    assert told(found, "'event_date' was taken for the date, being finer than 'year'")


def test_names_of_months_and_hyphens_are_a_date_and_nothing_read_is_urgent(tmp_path: Path) -> None:
    assert read_case("csv", "16-no-date-read.csv").events("edtf") == ["2015-01-05", "2015-01-06"]
    found = read_case("csv", "no_dates_told.csv")
    assert found.report.remarks[0] == "ATTENTION: nothing in column 'date' (edtf) could be read: 2 values, such as 'c1'"
    assert "ATTENTION: no event has a date" in found.report.remarks[:3]


@pytest.mark.parametrize("maps", [[], ["title=title,year=year,month=month,day=day"]])
def test_year_month_and_day_of_three_columns_are_one_date(maps: list[str]) -> None:
    found = read_case("csv", "18-year-month-day-columns.csv", *maps)
    assert found.events("edtf") == ["1937-08-11", "1938-02", "1939-08-05"]


def test_years_to_come_and_the_extent_of_dates_are_told() -> None:
    found = read_case("csv", "28-year-far-off.csv")
    assert found.events("edtf") == ["9912-01-01", "1937", ""]
    assert told(found, "ATTENTION: 1 event is dated in years to come: '9912-01-01'")
    assert told(found, "dates lie between 1937 and 9912-01-01")


def test_a_date_against_the_order_that_was_said_is_told() -> None:
    found = read_case("csv", "29-two-orders-in-one-file.csv", date_order="dmy")
    assert found.events("edtf") == ["1937-08-13", "1937-08-14", "1937-04-03"]
    assert told(
        found, "ATTENTION: '08/14/1937'", "line 3", "can only be mdy, though --date-order is dmy", "1 date that may"
    )


# Positions --------------------------------------------------------------------------------------


def test_well_known_text_is_a_position() -> None:
    found = read_case("csv", "19-wikidata-point.csv")
    assert (found.events("title"), found.events("edtf")) == (
        ["Camp A", "Camp B"],
        ["1930-01-01/1938-01-01", "1931-01-01/"],
    )
    assert [found.place(at)["shape"] for at in (0, 1)] == ["POINT (37.6 55.7)", "POINT (30.3 59.9)"]


@pytest.mark.parametrize(("order", "first"), [("lat-lon", "POINT (26.7 58.4)"), ("lon-lat", "POINT (58.4 26.7)")])
def test_two_numbers_in_one_cell_are_read_in_the_order_that_is_said(order: str, first: str) -> None:
    maps = "title=title,edtf=date,position=coordinates"
    found = read_case("csv", "20-lat-lon-in-one-cell.csv", maps, position_order=order)
    assert found.place(0)["shape"] == first
    assert found.place(1)["shape"].startswith("POINT (26.71666666666666")
    silent = read_case("csv", "20-lat-lon-in-one-cell.csv", maps)
    assert told(silent, "'58.4, 26.7'", "say --position-order lat-lon or lon-lat")
    assert told(
        read_case("csv", "20-lat-lon-in-one-cell.csv"), "--map position=coordinates and --position-order lat-lon"
    )


@pytest.mark.parametrize(("lat", "lon"), [("\u221233.4", "\u221270.6"), ('"-33.4"', "'-70.6'")])
def test_a_minus_sign_and_quotes_are_no_obstacle(tmp_path: Path, lat: str, lon: str) -> None:
    found = read_case("csv", table(tmp_path, ["title", "lat", "lon"], ["a", lat, lon]))
    assert found.place(0)["shape"] == "POINT (-70.6 -33.4)"


@pytest.mark.parametrize(("lat", "lon"), [("\u0441.\u0448. 58°22'", "\u0432.\u0434. 26°43'"), ("N 58 22", "E 26 43")])
def test_the_half_of_the_earth_may_stand_first(tmp_path: Path, lat: str, lon: str) -> None:
    found = read_case("csv", table(tmp_path, ["title", "lat", "lon"], ["a", lat, lon]))
    assert found.place(0)["shape"] == "POINT (26.716666666666665 58.36666666666667)"


def test_a_place_where_both_degrees_are_0_is_told(tmp_path: Path) -> None:
    found = read_case("csv", table(tmp_path, ["title", "lat", "lon"], ["a", "0", "0"], ["b", "0", "9.5"]))
    assert told(found, "ATTENTION: 1 place at latitude 0, longitude 0, in the sea")


def test_rows_without_text_above_the_names_of_columns_are_left_out(tmp_path: Path) -> None:
    found = read_case("csv", table(tmp_path, ["", "", ""], ["title", "date", "place"], ["a", "1937", "Oak"]))
    assert (found.events("edtf"), found.of(0, "citations", "source", "title")) == (["1937"], ["table.csv"])


def test_a_longitude_among_latitudes_is_called_so(tmp_path: Path) -> None:
    found = read_case("csv", table(tmp_path, ["title", "lat", "lon"], ["a", "26°43'E", "58°22'N"]))
    assert told(found, "is a longitude, by its letter E - look whether the two columns are swapped")


@pytest.mark.parametrize(
    ("written", "high"),
    [
        ("POINT Z (37.6 55.7 180.512)", True),
        ("POINT(37.6 55.7 0)", False),
        ("POINT(37.6 55.7)", False),
        ("POINT M (37.6 55.7 8.25)", False),
    ],
)
def test_heights_of_well_known_text_do_not_vanish_without_a_word(tmp_path: Path, written: str, high: bool) -> None:
    found = read_case("csv", table(tmp_path, ["title", "geom"], ["a", written], ["b", written]))
    assert ([*found.report.remarks].count("heights are left out"), told(found, "assumed", "high")) == (high, False)
    assert [found.place(0)[name] for name in ("shape", "precision_m")] == ["POINT (37.6 55.7)", "11132"]


def test_coordinates_in_quotes_are_numbers() -> None:
    found = read_case("geojson", "27-coordinates-in-quotes.geojson")
    assert found.place(0)["shape"] == "POINT (36.626021 55.091701)"
    assert told(found, "coordinates in quotes in 1 feature")


def test_a_hole_stays_a_hole() -> None:
    assert read_case("geojson", "hole.geojson").place(0)["shape"].count("(") == 3


# Every column -----------------------------------------------------------------------------------


def test_sources_of_timemap_keep_all_their_addresses() -> None:
    found = read_case("timemap", "05-timemap-paths")
    first, second, _ = found.rows("sources")
    assert (first["url"], first["note"]) == ("https://media.example/1.mp4", "description: video")
    assert (second["url"], second["note"]) == ("https://media.example/2.jpg", "path: https://media.example/3.jpg")


def test_sources_within_the_events_of_timemap_are_sources() -> None:
    found = read_case("timemap", "06-timemap-download")
    assert [(row["url"], row["note"]) for row in found.rows("sources")[:-1]] == [
        ("https://media.example/1.mp4", "description: video, from a yard"),
        ("https://media.example/2.jpg", ""),
    ]
    assert found.of(0, "event_groups", "group") == ["Cluster"]


def test_the_sheet_with_the_columns_of_timemap_is_read(tmp_path: Path) -> None:
    found = read_case("timemap", "07-timemap-human-sheets")
    assert (found.events("title"), found.events("edtf")) == (["A yard is hit"], ["2022-03-14T10:20:00"])
    assert found.place(0)["shape"] == "POINT (36.3 49.9)"
    write_csv(tmp_path / "events.csv", [["Was", "Wann"], ["a", "b"]])
    with pytest.raises(DataError, match=r"has none of TimeMap's columns, but 'Was', 'Wann'"):
        read_case("timemap", tmp_path)


def test_a_part_of_timemap_is_taken(tmp_path: Path) -> None:
    rows = [["id", "date", "description", "location"], ["1", "3/14/2022", "a", "Oak"], ["2", "3/15/2022", "b", "Elm"]]
    write_csv(tmp_path / "events.csv", rows)
    part = read_case("timemap", tmp_path, where={"location": ["elm"]})
    assert part.events("edtf") == ["2022-03-15"]
    assert told(part, "1 of 2 records taken, those with location = elm")


def test_objects_of_geojson_are_columns_to_choose_from() -> None:
    found = read_case("geojson", "08-language-objects.geojson")
    assert list(found.report.unused) == ["title.en", "title.ru"]
    assert found.place(0)["name"] == "Pine village"
    found = read_case("geojson", "08-language-objects.geojson", "title=title.ru,edtf=date,place=place.name")
    assert found.events("title") == ["Сосновый лагерь"]


def test_properties_of_linked_places_are_told() -> None:
    found = read_case("linked-places", "26-lp-properties.json")
    assert list(found.report.unused) == ["properties.description", "properties.snippet"]


# Sets of columns, ways back ---------------------------------------------------------------------


def test_the_older_columns_of_acled_are_read() -> None:
    found = read_case("acled", "15-acled-old.csv")
    assert (found.events("edtf"), [row["best"] for row in found.rows("figures")]) == (["2015-01-01"], ["2"])
    assert found.column("places", "country_today") == ["BD"]


def test_a_row_of_hxl_tags_says_what_columns_are(tmp_path: Path) -> None:
    tags = ["#event+name", "#date+occurred", "#geo+lat", "#geo +lon", "#affected+injured"]
    path = table(tmp_path, ["A", "B", "C", "D", "E"], tags, ["Raid", "2014-05-01", "48.1", "37.8", "3"])
    found = read_case("csv", path)
    assert (found.events("title"), found.place(0)["shape"]) == (["Raid"], "POINT (37.8 48.1)")
    assert [row["measure"] for row in found.rows("figures")] == ["wounded"]


def test_a_tag_says_more_than_a_name_and_may_be_the_name(tmp_path: Path) -> None:
    tags = ["#event+name", "#date+occurred", "#geo+lat", "#geo+lon", "#affected+killed"]
    row = ["Raid", "2014-05-01", "48.1", "37.8", "3"]
    for lines in ([["Event", "Date", "Lat", "Lon", "Dead"], tags, row], [tags, row]):
        found = read_case("csv", table(tmp_path, *lines))
        assert (found.events("title"), found.place(0)["shape"]) == (["Raid"], "POINT (37.8 48.1)")
        assert [row["measure"] for row in found.rows("figures")] == ["killed"]
        assert told(found, "HXL tags, which say what")


def test_ucdp_with_a_row_of_hxl_tags_is_read(tmp_path: Path) -> None:
    head, first, *_ = (FOLDER / "24-ged-several-articles.csv").read_text(encoding="utf-8").splitlines()
    tags = ",".join("#meta" for _ in head.split(","))
    (tmp_path / "ged.csv").write_text(f"{head}\n{tags}\n{first}", encoding="utf-8")
    found = read_case("ucdp-ged", tmp_path / "ged.csv")
    assert found.events("id") == ["1"]
    assert told(found, "line 2 has HXL tags")


def test_the_columns_of_the_global_terrorism_database_are_read(tmp_path: Path) -> None:
    head = "eventid,iyear,imonth,iday,country,country_txt,provstate,city,latitude,longitude,specificity,summary,"
    head += "attacktype1_txt,gname,guncertain1,nkill,nwound,scite1"
    rows = [
        "197001000001,1970,1,0,200,Uruguay,Montevideo,Montevideo,-34.9,-56.1,1,Text,Bombing,Unknown,0,1.0,,A paper",
        "197001000002,1970,0,0,200,Uruguay,,Unknown,-32.5,-55.7,5,,Hijacking,Group A,1,-99,2.0,",
    ]
    (tmp_path / "gtd.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
    found = read_case("gtd", tmp_path / "gtd.csv")
    assert (found.events("edtf"), found.events("kind")) == (["1970-01", "1970"], ["bombing", "hijacking"])
    assert [found.place(at)["shape"] for at in (0, 1)] == ["POINT (-56.1 -34.9)", ""]
    assert [(row["measure"], row["best"]) for row in found.rows("figures")] == [("killed", "1"), ("wounded", "2")]
    acting = [(row["organization_id"], row["role"]) for row in found.rows("event_organizations")]
    assert acting == [("group-a", "subject")]
    assert found.report.problems == []


def test_a_table_of_linked_places_is_read(tmp_path: Path) -> None:
    head = ["id", "title", "title_source", "start", "end", "ccodes", "geowkt", "description"]
    found = read_case("csv", table(tmp_path, head, ["7", "Fern", "Map", "1937", "1938", "UA", "POINT(38 48)", "x"]))
    assert (found.events("edtf"), found.place(0)["country_today"]) == (["1937/1938"], "UA")
    assert found.place(0)["shape"] == "POINT (38 48)"
    assert found.of(0, "citations", "source", "title")[0] == "Map"


def test_linked_places_without_type_are_read(tmp_path: Path) -> None:
    text = (FOLDER / "26-lp-properties.json").read_text(encoding="utf-8")
    text = text.replace('"type": "FeatureCollection",', "").replace('"type": "Feature",', "")
    (tmp_path / "p.json").write_text(text, encoding="utf-8")
    found = read_case("linked-places", tmp_path / "p.json")
    assert found.events("edtf") == ["1937/1938"]
    assert told(found, "1 feature without `type`: taken as Feature")


def test_what_is_exported_as_csv_comes_back() -> None:
    found = read_case("csv", "25-own-csv-export.csv")
    place = found.place(0)
    assert [place[name] for name in ("name", "precision_m", "certainty")] == ["Fern", "150000", "uncertain"]
    assert found.of(0, "event_organizations", "organization") == ["body-one", "body-two"]
    assert found.of(0, "citations", "source", "title")[:2] == ["paper-one", "paper-two"]


# Hints ------------------------------------------------------------------------------------------

UNREAD = """3/4/1937|1921-22|1904/08|1937-8|11.08.37|37|61|1938-1937|30.02.1937|13/13/1937|before 1941|после 1945|1946-13
1937-08-11/12|26/12/1976 LA PLATA|начало 1937|конец 1937|13/14 марта 1917|декабрь — январь 1938|Tue, 11 Aug 1937|[1937]
19370811|1937+08|зима 1937–1938|987|198x|193x|1937-1X|1937-00-05|1937/1938/1939|+1937|Y1937|1937-25|1937-21-05|1937-02-30
zima 1941/42|1e3|1937-08-1X|1937-08?-11|{1937,1938}|17E8|-987|1937-XX-05|193X-08""".replace("\n", "|")
OFFERED = re.compile(r"(?<![\w.])[-.0-9XY/?~]*[0-9][-.0-9XY/?~]*(?!\w)")
INSTRUCTIONS = (
    "say --date-order dmy or mdy",
    "write all four",
    "write the year without it",
    "write XX for the whole month or day, or leave it out",
)
"""Hints that offer no date."""


@pytest.mark.parametrize("text", UNREAD.split("|"))
def test_every_hint_leads_to_a_date_that_is_read(text: str) -> None:
    with pytest.raises(DateError) as error:
        dating.read(text)
    hint = re.sub(r"for the years? [-0-9]+", "", error.value.fix)
    offered = [one.rstrip("./") for one in OFFERED.findall(hint)]
    assert hint in INSTRUCTIONS or [dating.read(one) for one in offered]


@pytest.mark.parametrize("text", ["3/4/1937", "1/2/1905"])
def test_an_order_that_is_said_is_enough(text: str) -> None:
    assert {len(dating.read(text, order)) for order in dating.ORDERS} == {len("1937-08-11")}


def test_hints_on_positions_are_read() -> None:
    for which, example in degrees.EXAMPLES.items():
        assert all(degrees.degrees(one, which) for one in example.split(", or "))
    assert positions.position(positions.EXAMPLE) == (Point(30.3141, 59.9386), 4, False)
    assert positions.position("POINT(30.3 59.9)")[0] == Point(30.3, 59.9)


def test_a_date_and_an_end_make_a_span_where_there_is_an_end(tmp_path: Path) -> None:
    rows = [["title", "date", "end date"], ["a", "1937", "1938"], ["b", "1937-08-11", ""], ["c", "1937", "soon"]]
    assert read_case("csv", table(tmp_path, *rows)).events("edtf") == ["1937/1938", "1937-08-11", "1937/"]


def test_a_long_repetition_is_told_once_with_its_number(tmp_path: Path) -> None:
    rows = [["a", f"x{number}", "20"] for number in range(50)]
    found = read_case("csv", table(tmp_path, ["title", "lat", "lon"], *rows))
    lines = [line for line in found.report.text().splitlines() if "is no latitude" in line]
    assert len(lines) == 3
    assert told(found, "... and 47 more of lat for this reason: lines 5, 6, 7")


def test_best_above_the_highest_keeps_best(tmp_path: Path) -> None:
    path = table(tmp_path, ["title", "killed.low", "killed", "killed.high"], ["a", "3", "9", "7"])
    found = read_case("csv", path)
    assert [(row["low"], row["best"], row["high"]) for row in found.rows("figures")] == [("3", "9", "")]
    assert told(found, "killed.high '7'", "low, best and high run backwards")
