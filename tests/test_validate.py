"""Every fault of content is told once, with its place, its reason and how to mend it."""

from __future__ import annotations

import csv
import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geo
from geo.checks import context, events, lifetimes
from geo.checks.context import CheckContext
from geo.dataset import cells, description, geojson
from geo.dataset.read import read
from geo.dataset.suggest import ASKED, Suggester
from geo.map import columns, numbers
from geo.model import Problem
from tests.support import blocks
from tests.support.published import ATLAS

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo import Atlas

BOW_TIE = {"type": "Polygon", "coordinates": [[[30, 50], [40, 60], [40, 50], [30, 60], [30, 50]]]}
CLOCKWISE = {"type": "Polygon", "coordinates": [[[30, 50], [40, 60], [40, 50], [30, 50]]]}
COMBINED = "Z" + "\u0301" * 101
KATYN = ("events.csv", "katyn-massacre")
CASES: list[tuple[str, str | int | None, dict[str, Any], str]] = [
    # the cell itself
    (*KATYN, {"title": ""}, "title - must not be empty - give the title"),
    (*KATYN, {"title": "Katyn "}, "title 'Katyn ' - begins or ends with a space - take the space away"),
    (*KATYN, {"title": COMBINED}, f"title '{COMBINED[:80]}...' - has more than 100 combining marks in a row - keep "),
    (*KATYN, {"scope": "sight"}, "scope 'sight' - is not an allowed value - did you mean 'site'?"),
    (*KATYN, {"confidence": "D"}, "confidence 'D' - is not an allowed value - one of A, B, C"),
    (*KATYN, {"graphic": "yes"}, "graphic 'yes' - is neither true nor false - write true or false"),
    (*KATYN, {"edtf": "April 1940"}, "edtf 'April 1940' - is not an EDTF date - write a year 1937, "),
    (*KATYN, {"edtf": "1940-13"}, "edtf '1940-13' - there is no month 13 - write 1940-12 or 1940"),
    (*KATYN, {"edtf": "x" * 200}, f"edtf '{'x' * 80}...' - has 200 characters - write one EDTF date"),
    ("place_names.csv", 0, {"lang": "English"}, "lang 'English' - has a character or length that is not allowed"),
    ("figures.csv", 0, {"low": "12 733"}, "low '12 733' - is not a whole number - write digits only"),
    ("figures.csv", 0, {"low": "²"}, "low '²' - is not a whole number - write digits only"),
    ("figures.csv", 0, {"low": "10-15"}, "low '10-15' - is a range - write the least into low and the most into high"),
    ("figures.csv", 0, {"high": "ca. 120"}, "high 'ca. 120' - is no exact number - write the least into low and "),
    ("figures.csv", 0, {"low": "--5"}, "low '--5' - is not a whole number - write digits only"),
    ("figures.csv", 0, {"low": "-5"}, "low '-5' - is less than 0 - mend the number, or leave the cell empty"),
    ("places.geojson", 0, {"precision_m": 99.5}, "precision_m '99.5' - is not a whole number - write digits only"),
    ("places.geojson", 0, {"certainty": "sure"}, "certainty 'sure' - is not an allowed value - one of certain, "),
    (
        "places.geojson",
        0,
        {"scope": "region"},
        "precision_m - says more than a town, but the point has a radius",
    ),
    (
        "events.csv",
        "tartu-victims-1941",
        {"scope": "region"},
        "scope - says more than a town, but the point has a radius",
    ),
    # keys and references
    ("groups.csv", None, {}, "id '{id}' - stands twice, first in line "),
    ("event_groups.csv", None, {}, "event_id '{event_id}, {group_id}' - stands twice, first in line "),
    ("place_names.csv", None, {}, "place_id '{place_id}, {lang}, {name}' - stands twice, first in line "),
    ("families.csv", "camps", {"colour": "#2b2e22"}, "colour '#2b2e22' - stands twice, first in line "),
    (*KATYN, {"kind": "kiling"}, "kind 'kiling' - there is no such record in kinds - did you mean 'killing'?"),
    (*KATYN, {"part_of": "great-teror"}, "part_of 'great-teror' - there is no such record in events - did you mean"),
    (*KATYN, {"place_id": "katyn-forrest"}, "place_id 'katyn-forrest' - there is no such record in places - did you "),
    (*KATYN, {"destination_id": "zzz"}, "destination_id 'zzz' - there is no such record in places - "),
    ("organizations.csv", "gulag", {"family": "camp"}, "family 'camp' - there is no such record in families - did you"),
    ("figures.csv", 0, {"source_id": "legget1981"}, "source_id 'legget1981' - there is no such record in sources - "),
    # what tables say together
    ("places.geojson", 0, {"geometry": BOW_TIE}, "geometry - the geometry crosses or repeats itself - draw it again"),
    ("places.geojson", 0, {"geometry": CLOCKWISE}, "geometry - the outer ring runs clockwise - reverse it"),
    ("sources.csv", 0, {"url": "javascript:1"}, "url 'javascript:1' - is not a web address and will not be a link - "),
    ("events.csv", None, {"id": "new"}, "id 'new' - has no source - add a row to citations.csv"),
    ("kinds.csv", None, {"id": "camps"}, "id 'camps' - this id is already in families.csv - choose another id"),
    ("organizations.csv", None, {"id": "none"}, "id 'none' - this id is already a reserved word - choose another"),
    (
        "kinds.csv",
        None,
        {"id": "new", "parent": "camp"},
        "parent 'camp' - has a parent itself, but kinds have two levels - ",
    ),
    (*KATYN, {"kind": "massacre"}, "kind 'massacre' - is a detail, not a kind - write it as kind_detail of 'killing'"),
    (*KATYN, {"kind_detail": "camp"}, "kind_detail 'camp' - does not belong to the kind 'killing' - its kind is 'fo"),
    (*KATYN, {"kind_detail": "trial"}, "kind_detail 'trial' - does not belong to the kind 'killing' - it is a kind "),
    ("figures.csv", 0, {"low": ""}, "best - the figure has no number - give low, best or high, or take the row away"),
    (
        "figures.csv",
        0,
        {"high": "12"},
        "low '12733' - low is more than high, 12 - exchange them, or mend the wrong one",
    ),
    ("coverage.csv", 0, {"organization_id": "chekka"}, "organization_id 'chekka' - there is no such organization or f"),
    ("coverage.csv", 0, {"to": "1900"}, "to '1900' - comes before from "),
    (
        "register_scopes.csv",
        0,
        {"organization_id": "kgbb"},
        "organization_id 'kgbb' - there is no such organization",
    ),
    (
        "register_scopes.csv",
        0,
        {"country": ""},
        "register_id 'memorial-base' - is asked for by every event of these years",
    ),
    ("register_scopes.csv", 0, {"to": "1916"}, "to '1916' - comes before from 1917"),
    (
        "registers.csv",
        0,
        {"url": "base.memo.ru"},
        "url 'base.memo.ru' - is not a web address and will not be a link - ",
    ),
    (
        "registers.csv",
        None,
        {"id": "unasked"},
        "id 'unasked' - is shown with no event - add a row to register_scopes.csv",
    ),
    ("links.csv", 0, {"id": "moskow"}, "id 'moskow' - there is no such record in places - did you mean 'moscow'?"),
    ("links.csv", 0, {"table": "placs"}, "table 'placs' - is not an allowed value - did you mean 'places'?"),
    ("links.csv", 0, {"type": "same"}, "type 'same' - is not an allowed value - "),
    ("links.csv", 0, {"uri": "urn:x"}, "uri 'urn:x' - is not a full web address - write it as https://host/path"),
    (
        "links.csv",
        0,
        {"uri": "https://www.wikidata.org/wiki/Moscow"},
        "uri 'https://www.wikidata.org/wiki/Moscow' - is no record of Wikidata - write https://www.wikidata.org/entity",
    ),
    (
        "links.csv",
        0,
        {"uri": "http://www.geonames.org/524901/moscow.html"},
        "uri 'http://www.geonames.org/524901/moscow.html' - is another form of an identifier, which readers and",
    ),
    ("persons.csv", "lenin", {"died": "1800"}, "died '1800' - comes before born 1870 - exchange them, or mend the "),
    (*KATYN, {"part_of": "katyn-massacre"}, "part_of 'katyn-massacre' - the event is part of itself - clear part_of"),
    (
        "event_organizations.csv",
        0,
        {"organization_id": "kgb"},
        "organization_id 'kgb' - did not exist at 1897 (event league-of-struggle-photo-1897) - name the body of that",
    ),
]
ODD = st.sampled_from(
    ["²", "--5", "-", "1937/", "../..", "1937-02-30", "none", "nkvd-ussr", "killing", "٣", "\0", "\n"]
)


def line_of(path: Path, record: str | int | None) -> str:
    """Return how a problem names a record: its line, or its feature."""
    if path.suffix == ".geojson":
        feature = json.loads(path.read_text(encoding="utf-8"))["features"][record]
        return geojson.named(record, feature["properties"]["id"])
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        lines = [(row, reader.line_num) for row in reader]
    if isinstance(record, str):
        return str(next(line for row, line in lines if row["id"] == record))
    return str(lines[-1 if record is None else record][1])


def test_the_published_dataset_has_no_problem(atlas: Atlas) -> None:
    assert geo.validate(atlas) == []


@pytest.mark.parametrize(
    ("file", "record", "changes", "problem"), CASES, ids=[" ".join(case[3].split(" ")[:6]) for case in CASES]
)
def test_one_wrong_cell_is_one_problem(
    broken: Callable[..., Path], file: str, record: str | int | None, changes: dict[str, Any], problem: str
) -> None:
    folder = broken(file, record, changes)
    atlas, form = read(folder)
    problems = [str(problem) for problem in geo.validate(atlas)]
    last = {str(name): cell for name, cell in atlas[Path(file).stem].iloc[-1].items()}
    assert form == []
    assert len(problems) == 1
    assert problems[0].startswith(f"{file}:{line_of(folder / file, record)}:{problem.format(**last)}")
    assert problems[0].count(" - ") == 2


def renamed(atlas: Atlas, count: int) -> Atlas:
    """Return a dataset with so many more events, of which each has another id than its citation says."""
    new = [atlas.events.iloc[[0]].assign(id=f"new-{number}") for number in range(count)]
    old = [atlas["citations"].iloc[[0]].assign(event_id=f"new-{number}-old") for number in range(count)]
    tables = {"events": pd.concat([atlas.events, *new]), "citations": pd.concat([atlas["citations"], *old])}
    return replace(atlas, tables={**atlas.tables, **tables})


def test_what_references_miss_is_found_once_for_all_checks(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(context, "missing", lambda one, found=context.missing: asked.append(one) or found(one))
    assert geo.validate(renamed(atlas, 3))
    assert len(asked) == 1


def test_after_a_hundred_wrong_ids_nothing_is_suggested_and_nothing_told_twice(
    atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []
    monkeypatch.setattr(Suggester, "_nearest", lambda _, value: compared.append(value) or "new-0")
    found = [one for one in geo.validate(renamed(atlas, 150)) if one.file in ("citations.csv", "events.csv")]
    cited = [one for one in found if one.field == "event_id"]
    assert len([value for value in compared if value.startswith("new-")]) == ASKED
    assert [one.fix for one in cited] == ["did you mean 'new-0'?"] * 101  # the last stands for the others
    assert sum(one.count for one in cited) == 150
    assert not [one for one in found if one.why == "has no source"]


@pytest.mark.parametrize(
    ("url", "host"),
    [("https://example.org/a", "example.org"), ("http://[x", ""), ("https://", ""), ("javascript://example.org", "")],
)
def test_only_a_web_address_with_a_host_is_a_link(url: str, host: str) -> None:
    assert cells.host(url) == host


def test_a_ring_of_events_is_told_at_each_of_them(broken: Callable[..., Path]) -> None:
    broken("events.csv", "great-terror", {"part_of": "polish-operation"})
    atlas, _ = read(broken("events.csv", "katyn-massacre", {"part_of": "great-terror"}))
    found = {problem.value for problem in geo.validate(atlas)}
    assert found == {"polish-operation", "national-operations-1937", "great-terror"}
    assert len(geo.validate(atlas)) == 3


def test_more_families_than_colours_are_told(broken: Callable[..., Path]) -> None:
    for number in range(3):
        changes = {"id": f"more-{number}", "colour": f"#00000{number}"}
        folder = broken("families.csv", None, changes)
    found = [str(problem) for problem in geo.validate(read(folder)[0])]
    assert found == ["families.csv:id - there are more than 8 families - gather the rare ones under 'other'"]


@pytest.mark.parametrize("table", ["kinds", "organizations"])
def test_more_records_than_a_page_can_number_are_told(atlas: Atlas, table: str) -> None:
    def limits(count: int) -> list[str]:
        many = pd.DataFrame({"id": range(count)})
        examined = CheckContext.of(replace(atlas, tables={**atlas.tables, table: many}))
        return [str(one) for one in events.check_sizes(examined)]

    fix = "take away those that no event names, or split the dataset"
    assert limits(events.MOST) == []
    assert limits(events.MOST + 1) == [f"{table}.csv:id - there are more than 65,535 {table} - {fix}"]


def test_a_column_holds_every_record_that_is_allowed_and_no_number_becomes_another() -> None:
    assert events.MOST == numbers.NO_DETAIL
    held = [0, events.MOST - 1, numbers.NO_DETAIL]
    packed, described = columns.block([columns.Column("x.y", "uint16", held)])
    assert blocks.columns(gzip.decompress(packed), described)["x"]["y"].tolist() == held
    for wrong in ([65_536], [-1]):
        with pytest.raises(OverflowError, match="a column of uint16 cannot hold "):
            columns.block([columns.Column("x.y", "uint16", wrong)])


def test_remembering_may_name_a_body_that_is_gone(broken: Callable[..., Path]) -> None:
    """The Week of Conscience of 1988 could name the NKVD; a killing of 1988 could not."""
    row = {"event_id": "wall-of-sorrow-1988", "organization_id": "nkvd-ussr", "role": "subject"}
    folder = broken("event_organizations.csv", None, row)
    assert geo.validate(read(folder)[0]) == []
    broken("events.csv", "wall-of-sorrow-1988", {"kind": "killing", "kind_detail": "execution"})
    assert [problem.value for problem in geo.validate(read(folder)[0])] == ["nkvd-ussr"]


def test_a_long_line_of_bodies_is_followed_for_some_steps_only(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else each of a thousand rows would go through a thousand bodies."""
    bodies = pd.DataFrame({"id": [f"b{n}" for n in range(300)], "active_from": "1920", "active_to": "1930"})
    bodies["successor_of"] = ["", *bodies["id"][:-1]]
    rows = pd.DataFrame({"event_id": "katyn-massacre", "organization_id": bodies["id"], "role": "subject"})
    met: list[object] = []
    monkeypatch.setattr(lifetimes, "_meet", lambda *_: met.append(_))
    tables = {**atlas.tables, "organizations": bodies, "event_organizations": rows}
    assert len(list(lifetimes.check_lifetimes(CheckContext.of(replace(atlas, tables=tables))))) == 300
    assert len(met) < 300 * (lifetimes.LOOKED_AT + 5)


def test_a_body_lives_to_the_day(broken: Callable[..., Path]) -> None:
    """The NKGB of 1941 ended on 20 July; the killing in Tartu was twelve days before."""
    row = {"event_id": "tartu-victims-1941", "organization_id": "nkgb-1941", "role": "present"}
    folder = broken("event_organizations.csv", None, row)
    for last, alive in (("1941-07-09", True), ("1941-07-08", True), ("1941-07-07", False)):
        broken("organizations.csv", "nkgb-1941", {"active_to": last})
        reasons = [problem.why for problem in geo.validate(read(folder)[0])]
        assert any("tartu-victims-1941" in why for why in reasons) is not alive


def test_partly_numeric_figures_are_told_whatever_the_description_says(atlas: Atlas) -> None:
    """Totals are computed from these cells, so the check does not lean on the declared type."""
    figures = atlas["figures"].copy()
    figures.iloc[0, [2, 3]] = ["about 5", "7"]
    problems = geo.validate(replace(atlas, package={}, tables={"figures": figures}))
    assert [(p.field, p.value, p.why) for p in problems] == [("low", "about 5", "is no exact number")]


def test_tables_that_could_not_be_read_are_left_out(atlas: Atlas) -> None:
    """Whatever is missing, the checks of the rest run, and find nothing in the published data."""
    for missing in atlas.tables:
        tables = {name: table for name, table in atlas.tables.items() if name != missing}
        assert geo.validate(replace(atlas, tables=tables)) == [], missing
    assert geo.validate(replace(atlas, tables={})) == []
    assert geo.validate(replace(atlas, tables={}, package={})) == []


def test_problems_come_in_the_same_order_each_time(broken: Callable[..., Path]) -> None:
    for file, record, changes, _ in CASES[::3]:
        folder = broken(file, record, changes)
    first, second = geo.validate(read(folder)[0]), geo.validate(read(folder)[0])
    assert len(first) >= 10
    assert first == second


def test_a_problem_is_told_in_one_form() -> None:
    problem = Problem("events.csv", "41", "place_id", "perm-38", "no such place", "did you mean 'perm-37'?")
    assert str(problem) == "events.csv:41:place_id 'perm-38' - no such place - did you mean 'perm-37'?"
    assert str(replace(problem, record="", field="", value="")).startswith("events.csv - no such place - ")


CELL = st.none() | ODD | st.text(max_size=6)


@st.composite
def damages(draw: st.DrawFn) -> Atlas:
    """Draw the published atlas with one record of every table damaged: any cell may hold any text."""
    tables = {}
    for resource in ATLAS.package["resources"]:
        table = ATLAS[resource["name"]]
        if table.empty:
            table = table.reindex([2], fill_value="")
        columns = {field: table[field].tolist() for field in description.field_names(resource)}
        row = draw(st.integers(0, len(table) - 1))
        for column in columns.values():
            text = draw(CELL)
            column[row] = column[row] if text is None else text
        tables[resource["name"]] = table.assign(**columns)
    return replace(ATLAS, tables=tables)


@settings(max_examples=20)
@given(damages())
def test_any_text_in_any_cell_is_told_or_harmless(damaged: Atlas) -> None:
    for problem in geo.validate(damaged):
        assert problem.file
        assert problem.why
        assert problem.fix


def faults_of(folder: Path) -> list[tuple[str, str, str]]:
    """Return file, field and value of each problem."""
    return [(one.file, one.field, one.value) for one in geo.validate(read(folder)[0])]


def test_exchanged_coordinates_are_suspected_though_both_orders_are_legal(broken: Callable[..., Path]) -> None:
    places = geo.load(broken("groups.csv", 0, {})).places
    at = list(places["id"]).index("tartu-grey-house")
    lon, lat = places.geometry.iloc[at].coords[0]
    folder = broken("places.geojson", at, {"geometry": {"type": "Point", "coordinates": [lat, lon]}})
    problems = geo.validate(read(folder)[0])
    assert [(one.record, one.warning) for one in problems] == [(f"features[{at}](tartu-grey-house)", True)]
    assert f"write longitude before latitude, [{lon:g}, {lat:g}]" in problems[0].fix


def test_a_place_at_the_zero_of_both_scales_is_suspected(broken: Callable[..., Path]) -> None:
    (problem,) = geo.validate(
        read(broken("places.geojson", 0, {"geometry": {"type": "Point", "coordinates": [0, 0]}}))[0]
    )
    assert (problem.value, problem.warning) == ("[0, 0]", True)
    assert problem.why == "lies in the sea, where empty cells become zeros"


def test_the_body_that_lived_then_is_suggested(broken: Callable[..., Path]) -> None:
    row = {"event_id": "katyn-massacre", "organization_id": "ogpu", "role": "present"}
    problems = geo.validate(read(broken("event_organizations.csv", None, row))[0])
    assert [one.fix for one in problems] == [
        "name 'nkvd-ussr' or 'gugb', which existed then, or mend active_from and active_to"
    ]


def test_a_life_that_runs_backwards_is_told_once(broken: Callable[..., Path]) -> None:
    """Not again at each event of the organization."""
    assert faults_of(broken("organizations.csv", "nkvd-ussr", {"active_to": "1800"})) == [
        ("organizations.csv", "active_to", "1800")
    ]


def test_a_slip_in_an_id_is_told_once_for_all_who_name_it(broken: Callable[..., Path]) -> None:
    problems = geo.validate(read(broken("events.csv", "blokhin", {"id": "blokhyn"}))[0])
    assert [(one.value, one.fix) for one in problems] == [("blokhin", "did you mean 'blokhyn'?")]
    assert "also missed by" in problems[0].why


def test_an_id_of_wrong_form_is_not_also_missed(broken: Callable[..., Path]) -> None:
    assert faults_of(broken("events.csv", "lenin-dies-1924", {"id": "Lenin Dies 1924"})) == [
        ("events.csv", "id", "Lenin Dies 1924")
    ]


@pytest.mark.parametrize("table", ["places.geojson", "sources.csv", "persons.csv"])
def test_what_nothing_names_is_a_warning(broken: Callable[..., Path], table: str) -> None:
    problems = geo.validate(read(broken(table, None, {"id": "left-over", "note": ""}))[0])
    assert [(one.file, one.value, one.warning) for one in problems] == [(table, "left-over", True)]


def test_a_place_that_says_why_it_is_kept_is_no_fault(broken: Callable[..., Path]) -> None:
    assert faults_of(broken("places.geojson", None, {"id": "left-over", "note": "For orientation."})) == []


def test_a_control_character_is_told(broken: Callable[..., Path]) -> None:
    assert faults_of(broken(*KATYN, {"note": "a\x07"})) == [("events.csv", "note", "a\x07")]


def test_a_succession_in_a_ring_is_told_at_each_of_it(broken: Callable[..., Path]) -> None:
    assert {value for *_, value in faults_of(broken("organizations.csv", "cheka", {"successor_of": "gpu-rsfsr"}))} == {
        "gpu-rsfsr",
        "cheka",
    }


def test_tables_without_any_record_raise_nothing(atlas: Atlas) -> None:
    empty = replace(atlas, tables={name: table.iloc[:0] for name, table in atlas.tables.items()}, files={})
    assert geo.validate(empty) == []


NUMBERS = st.sampled_from(["", "0", "3", "7", "07", "12", "-1", "3.0", "about 5", "9" * 15, "9" * 16, "\u0663", "3\n"])


@given(st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), min_size=1, max_size=6))
def test_figures_are_screened_as_they_are_read_one_by_one(rows: list[tuple[str, str, str]]) -> None:
    given_rows = pd.DataFrame(rows, columns=["low", "best", "high"], dtype=ATLAS["figures"]["low"].dtype)
    figures = replace(ATLAS, tables={"figures": given_rows})
    found, asked = ([*events.check_figures(CheckContext.of(figures, screened=screened))] for screened in (True, False))
    assert found == asked
