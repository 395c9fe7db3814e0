"""Dates told by other events: what follows from them, what cannot hold, and that every face agrees."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import geo
from geo import dates, export
from geo.checks.validate import validate
from geo.dataset import archive, dating
from geo.dates.relative import RELATIONS, Relation, resolve, shifted
from geo.export.excerpt import NOTE
from geo.model import BOUNDS
from tests.support.blocks import payload
from tests.support.foreign import SMALLEST, write

if TYPE_CHECKING:
    from pathlib import Path

EVENTS = ("a", "b", "c", "d", "e")
TEXTS = ("", "1937", "1938-03", "1940-02-29", "1937/1941", "1940?", "../1939-05-01", "1938-06/..")
WRITTEN = st.fixed_dictionaries({event: st.sampled_from(TEXTS).map(dates.try_parse) for event in EVENTS})
RELATION = st.builds(
    Relation,
    st.sampled_from(EVENTS),
    st.sampled_from(RELATIONS),
    st.sampled_from(EVENTS),
    st.none() | st.integers(0, 900),
)


def later(relation: Relation) -> bool:
    """Say whether a relation leads to an event of a later letter: then no ring is possible."""
    return relation.event < relation.to


def narrower(one: geo.Date, other: geo.Date) -> bool:
    """Say whether no bound of a date lies outside of that of another."""
    far = (10**6,)
    firsts = ((one.earliest_start, other.earliest_start), (one.earliest_end, other.earliest_end))
    lasts = ((one.latest_start, other.latest_start), (one.latest_end, other.latest_end))
    return all((a or (-far[0],)) >= (b or (-far[0],)) for a, b in firsts) and all(
        (a or far) <= (b or far) for a, b in lasts
    )


@given(WRITTEN, st.lists(RELATION.filter(later)))
def test_a_relation_never_widens_a_date(written, relations):
    found = resolve(written, relations).dates
    assert all(narrower(date, written[event]) for event, date in found.items() if written[event])


@given(WRITTEN, st.lists(RELATION), st.randoms())
def test_the_order_of_relations_does_not_matter(written, relations, chance):
    shuffled = chance.sample(relations, len(relations))
    assert resolve(written, relations).dates == resolve(written, shuffled).dates


@given(WRITTEN, st.lists(RELATION))
def test_every_resolved_date_holds_a_day_and_rings_are_named_whole(written, relations):
    found = resolve(written, relations)
    for date in found.dates.values():
        assert not (date.earliest_start and date.latest_end and date.earliest_start > date.latest_end)
    pairs = {(one.event, one.to) for one in relations}
    assert all(pairs.issuperset(pairwise(ring)) and ring[0] == ring[-1] for ring in found.rings.values())


@given(st.integers(-4000, 4000), st.integers(1, 12), st.integers(1, 28), st.integers(-400_000, 400_000))
def test_days_are_counted_there_and_back(year, month, day, days):
    assert shifted(shifted((year, month, day), days), -days) == (year, month, day)


@pytest.mark.parametrize(
    ("own", "relation", "other", "first", "last"),
    [
        ("", "before", "1940-03-26", None, (1940, 3, 26)),
        ("", "before", "1940", None, (1940, 12, 31)),
        ("", "after", "1940-03", (1940, 3, 1), None),
        ("", "during", "1939-10/1940-05", (1939, 10, 1), (1940, 5, 31)),
        ("", "within", "1940-03-01", (1940, 2, 28), (1940, 3, 3)),
        ("1940", "before", "1940-03-26", (1940, 1, 1), (1940, 3, 26)),
        ("1940-01-05", "before", "1940-03-26", (1940, 1, 5), (1940, 1, 5)),
    ],
)
def test_a_relation_gives_bounds(own, relation, other, first, last):
    written = {"a": dates.try_parse(own), "b": dates.parse(other)}
    date = resolve(written, [Relation("a", relation, "b", 2)]).dates["a"]
    assert (date.earliest_start, date.latest_end) == (first, last)


@pytest.mark.parametrize(
    ("relation", "other", "lang", "said"),
    [
        ("before", "1940-03-26", "en", "before 26 March 1940"),
        ("before", "1940-03-26", "ru", "до 26 марта 1940"),
        ("before", "1940-03-26", "et", "enne 1940. aasta 26. märtsi"),
        ("before", "1940-03-26", "pl", "przed 26 marca 1940"),
        ("before", "1937", "en", "not after 1937"),
        ("after", "1937", "et", "pärast 1937. aasta algust"),
        ("after", "1938-02-28", "pl", "po 28 lutego 1938"),
        ("during", "1937", "en", "1937"),
        ("during", "1938-02", "en", "February 1938"),
        ("during", "1937-08-05/1938-11", "en", "after 5 August 1937, not after November 1938"),
    ],
)
def test_a_date_told_by_another_event_is_said_in_words(relation, other, lang, said):
    written = {"a": None, "b": dates.parse(other)}
    assert dates.display(resolve(written, [Relation("a", relation, "b")]).dates["a"], lang) == said


def made(folder: Path, edtf: dict[str, str], *rows: tuple[str, ...]) -> Path:
    """Write a dataset of events with dates, and relations (event, relation, other, days) among them."""
    event = SMALLEST["events"][0]
    names = ("event_id", "relation", "to_event", "days", "source_id")
    relations = [dict(zip(names, (*row, *[""] * (4 - len(row)), "source"), strict=True)) for row in rows]
    events = [{**event, "id": name, "title": f"Event {name}", "edtf": text} for name, text in edtf.items()]
    citations = [{"event_id": name, "source_id": "source"} for name in edtf]
    return write(folder, {**SMALLEST, "events": events, "citations": citations, "dated_by": relations})


@pytest.mark.parametrize(
    ("edtf", "rows", "told"),
    [
        (
            {"a": "", "b": "", "c": "1940"},
            [("a", "before", "b"), ("b", "after", "a"), ("a", "before", "c")],
            "dated_by.csv:2:to_event 'b' - 'a' is dated by itself: a -> b -> a - take one of these relations away",
        ),
        (
            {"a": "1940", "b": ""},
            [("a", "before", "b")],
            "dated_by.csv:2:to_event 'b' - the event has no date - give it",
        ),
        (
            {"a": "1940", "b": "1937"},
            [("a", "before", "b")],
            "dated_by.csv:2:relation 'before' - leaves no day for 'a': it is before 'b' (1937), and its own date is 1940",
        ),
        ({"a": "", "b": "1937"}, [("a", "within", "b")], "dated_by.csv:2:days - must not be empty for 'within' - say"),
        ({"a": "", "b": "1937"}, [("a", "after", "b", "3")], "dated_by.csv:2:days '3' - says nothing beside 'after'"),
        ({"a": "", "b": "1937"}, [("a", "near", "b")], "dated_by.csv:2:relation 'near' - is not an allowed value"),
    ],
)
def test_what_cannot_hold_is_reported_once(tmp_path, edtf, rows, told):
    problems = [str(one) for one in geo.check(made(tmp_path / "set", edtf, *rows)).problems]
    assert len(problems) == 1
    assert problems[0].startswith(told)


@pytest.fixture
def chain(tmp_path: Path) -> geo.Atlas:
    """An event before one that is before a dated one; and a year that this one narrows."""
    edtf = {"a": "", "b": "", "c": "1940-03-26", "d": "1940", "e": "1917-11-07"}
    return geo.load(made(tmp_path / "set", edtf, ("a", "before", "b"), ("b", "before", "c"), ("d", "after", "c")))


def test_table_page_and_exports_have_the_same_bounds(chain):
    table = geo.join(chain.places, chain.events, chain["dated_by"]).set_index("id")
    page = payload(chain)["events"]
    linked = json.loads(export.FORMATS["linked-places"].write(export.select(chain, geo.Query())))
    spans = {one["label"]: one["when"]["timespans"][0] for one in linked["features"][0]["relations"]}
    assert table.loc["a", list(BOUNDS)].tolist() == [float("-inf"), 1940, float("-inf"), 1940]
    assert page["date"] == ["before 26 March 1940"] * 2 + ["26 March 1940", "1940", "7 November 1917"]
    assert page["order"].tolist() == [0, 1, 4, 2, 3]
    assert spans["Event a"]["end"] == {"latest": "1940-03-26"}
    assert spans["Event d"]["start"] == {"earliest": "1940-03-26", "latest": "1940-12-31"}


def test_the_card_knows_what_dates_an_event_and_who_says_so(chain):
    texts = payload(chain)["texts"]
    assert [text["dated_by"] for text in texts[:2]] == [[["before", 1, None, 0, ""]], [["before", 2, None, 0, ""]]]


def test_a_corrected_date_takes_along_what_it_dates(tmp_path):
    after = [("a", "after", "b")]
    early, late = (
        geo.load(made(tmp_path / day, {"a": "1940", "b": day}, *after)) for day in ("1940-02-01", "1940-09-01")
    )
    found = [dating.by_id(atlas.events, atlas["dated_by"])["a"].earliest_start for atlas in (early, late)]
    assert found == [(1940, 2, 1), (1940, 9, 1)]


@given(st.sets(st.sampled_from("abcde")))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=32)
def test_an_excerpt_says_nothing_of_a_date_that_the_whole_does_not(chain, events):
    part = export.excerpt(chain, events)
    assert [one for one in validate(part) if not one.warning] == []
    whole, own = (dating.by_id(one.events, one["dated_by"]) for one in (chain, part))
    assert all(narrower(whole[event], date) for event, date in own.items() if date)
    left = {(one["id"], one["value"]) for one in part.package[NOTE]["cleared"]}
    rows = chain["dated_by"]
    gone = {(one, to) for one, to in zip(rows["event_id"], rows["to_event"], strict=True) if one in events}
    assert left == gone - set(zip(part["dated_by"]["event_id"], part["dated_by"]["to_event"], strict=True))


def test_the_relations_travel_with_the_package(chain):
    atlas, problems = archive.read_zip(export.FORMATS["package"].write(export.select(chain, geo.Query())))
    assert problems == []
    assert atlas.rows("dated_by") == chain.rows("dated_by")
