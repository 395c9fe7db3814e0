"""References name each source once, say what it supports, and survive the way through BibTeX."""

from __future__ import annotations

import json
import logging
import re
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from geo import QueryError
from geo.dataset.read import default
from geo.dataset.read import read as read_folder
from geo.export import bibliography
from tests.support import bibtex
from tests.support.hostile import HOSTILE, hostile_copy
from tests.support.published import ATLAS

EVENTS = geo.join(ATLAS.places, ATLAS.events)
NOWHERE = dict.fromkeys(ATLAS["citations"].columns, "")
CSL_TYPES = {
    *("article-journal", "article-magazine", "article-newspaper", "book", "chapter", "dataset", "document"),
    *("entry-encyclopedia", "graphic", "speech", "webpage"),
}
SPECIAL = st.text(st.sampled_from("\\{}$&%#_~^<>|\"'`-,;=@!? \n\taé“💀Ж(ed.)"), max_size=30)


def of(*ids):
    return EVENTS[EVENTS["id"].isin(ids)]


def read(text):
    """Return what stands in a BibTeX file, key -> fields as TeX prints them; it prints addresses and DOIs verbatim."""
    return {
        key: {name: value if name in ("url", "doi") else bibtex.printed(value) for name, value in fields.items()}
        for key, fields in bibtex.entries(text).items()
    }


def line(text):
    """Return a text as BibTeX holds it, on one line."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text).split())


def with_source(atlas=ATLAS, **cells):
    """Return an atlas whose only source is this one, cited by one event."""
    row = {**dict.fromkeys(atlas["sources"].columns, ""), "id": "one", "type": "book", **cells}
    link = {**NOWHERE, "event_id": "katyn-massacre", "source_id": "one", "locator": cells.get("note", "")}
    figures = atlas["figures"].iloc[:0]
    tables = {"sources": pd.DataFrame([row]), "citations": pd.DataFrame([link]), "figures": figures}
    return replace(atlas, tables={**atlas.tables, **tables})


def cited_as(*rows):
    """Return an atlas whose only source is cited like this, by one event unless a row names another."""
    atlas = with_source(title="A", consulted="part")
    links = pd.DataFrame([{**NOWHERE, "event_id": "katyn-massacre", "source_id": "one", **row} for row in rows])
    return replace(atlas, tables={**atlas.tables, "citations": links})


def only(atlas):
    (item,) = bibliography.csl(atlas, ["one"])
    return item


def test_every_source_becomes_an_item_of_a_type_that_csl_has():
    items = bibliography.csl(ATLAS, ATLAS["sources"]["id"])
    assert [item["id"] for item in items] == sorted(ATLAS["sources"]["id"])
    assert {item["type"] for item in items} <= CSL_TYPES
    assert all(item["title"] for item in items)


def test_the_sources_of_events_stand_once_each_and_no_other():
    chosen = of("polish-operation", "german-operation")
    links = ATLAS["citations"]
    cited = set(links[links["event_id"].isin(chosen["id"])]["source_id"])
    items = json.loads(bibliography.to_csl_json(ATLAS, chosen))
    assert [item["id"] for item in items] == sorted(cited)
    assert list(read(bibliography.to_bibtex(ATLAS, chosen))) == sorted(cited)


def test_an_item_tells_which_of_the_events_it_supports_and_where():
    (item,) = (
        one for one in json.loads(bibliography.to_csl_json(ATLAS, of("polish-operation"))) if one["id"] == "harvey2025"
    )
    assert item["note"].startswith("Supports: Polish operation, order 00485 (par. 49). The compilers read it.")


def test_a_source_of_a_figure_alone_is_a_source():
    atlas = with_source(title="A")
    figure = {
        **dict.fromkeys(ATLAS["figures"].columns, ""),
        "event_id": "blokhin",
        "source_id": "one",
        "locator": "p. 3",
    }
    atlas = replace(atlas, tables={**atlas.tables, "figures": pd.DataFrame([figure])})
    assert "(p. 3)" in bibliography.to_csl_json(atlas, of("blokhin"))


def test_an_item_says_where_its_source_was_read_and_how_far():
    where = {"archive": "GARF", "fonds": "9401", "series": "1", "file": "4157", "folio": "201-203", "page": "7"}
    item = only(cited_as({**where, "doi": "10.1080/a_b", "read": "yes"}))
    assert (item["archive"], item["locator"], item["DOI"]) == ("GARF", "7", "10.1080/a_b")
    assert item["archive_location"] == "f. 9401, op. 1, d. 4157, ll. 201-203"
    assert "(GARF, f. 9401, op. 1, d. 4157, ll. 201-203, p. 7). The compilers read it." in item["note"]


def test_an_item_says_of_each_event_how_far_its_source_was_read_where_that_differs():
    item = only(cited_as({"read": "yes", "page": "7"}, {"event_id": "blokhin", "read": "no"}))
    assert (
        item["note"]
        == "Supports: Katyn massacre (p. 7, read); Shooting of the Ostashkov prisoners under Vasily Blokhin (not opened)."
    )


def test_bibtex_has_the_doi_and_what_is_cited_in_a_note():
    atlas = cited_as({"doi": "10.1080/a_b", "page": "7-9"})
    entry = read(bibliography.to_bibtex(atlas, of("katyn-massacre")))["one"]
    assert (entry["doi"], entry["note"]) == ("10.1080/a_b", "pp. 7-9")
    assert "pages" not in entry


def test_no_event_has_no_source():
    assert bibliography.to_csl_json(ATLAS, EVENTS.iloc[:0]) == "[]"
    assert bibliography.to_bibtex(ATLAS, EVENTS.iloc[:0]) == ""


def test_a_source_that_is_not_there_is_an_error():
    with pytest.raises(QueryError, match="'nobody2000'"):
        bibliography.csl(ATLAS, ["nobody2000"])


@pytest.mark.parametrize(
    ("text", "authors", "editors"),
    [
        ("", [], []),
        ("Petrov, Nikita", [("Petrov", "Nikita")], []),
        ("Petrov, Nikita; Roginskii, Arsenii", [("Petrov", "Nikita"), ("Roginskii", "Arsenii")], []),
        ("van Voren, Robert", [("van Voren", "Robert")], []),
        ("Smirnov, M. B. (ed.)", [], [("Smirnov", "M. B.")]),
        ("Kokurin, A. I.; Petrov, N. V. (eds)", [], [("Kokurin", "A. I."), ("Petrov", "N. V.")]),
        ("Dimitrov, Georgi; Banac, Ivo (ed.)", [("Dimitrov", "Georgi")], [("Banac", "Ivo")]),
        ("Memorial (Kyiv)", ["Memorial (Kyiv)"], []),
    ],
)
def test_names_are_told_apart(text, authors, editors):
    item = only(with_source(title="A", author=text))
    found = [
        [one.get("literal") or (one["family"], one["given"]) for one in item.get(role, [])]
        for role in ("author", "editor")
    ]
    assert found == [authors, editors]


@pytest.mark.parametrize(
    ("text", "issued", "fields"),
    [
        ("2025-06-15", {"date-parts": [[2025, 6, 15]]}, {"year": "2025", "month": "jun", "day": "15"}),
        ("2019-12", {"date-parts": [[2019, 12]]}, {"year": "2019", "month": "dec"}),
        ("1990", {"date-parts": [[1990]]}, {"year": "1990"}),
        ("1990/1992", {"literal": "1990/1992"}, {"year": "1990/1992"}),
        ("", None, {}),
    ],
)
def test_dates_keep_what_is_known(text, issued, fields):
    atlas = with_source(title="A", issued=text)
    assert only(atlas).get("issued") == issued
    written = read(bibliography.to_bibtex(atlas, of("katyn-massacre")))["one"]
    assert {name: written[name] for name in ("year", "month", "day") if name in written} == fields


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "", "data:text/html,x"])
def test_only_web_addresses_are_given(url):
    assert "URL" not in only(with_source(title="A", url=url))


def test_an_address_is_ascii_and_needs_no_escape():
    item = only(with_source(title="A", url="https://ru.wikipedia.org/wiki/Ж_{x}%20\\y?a=b&c#d"))
    assert item["URL"] == "https://ru.wikipedia.org/wiki/%D0%96_%7Bx%7D%20%5Cy?a=b&c#d"


def equal(item, fields):
    """Say that an entry read back holds the texts of an item."""
    written = {"title": "title", "publisher": "publisher", "note": "annote", "URL": "url"}
    assert {name: line(item.get(name, "")) for name in written} == {
        name: fields.get(field, "") for name, field in written.items()
    }
    container = next(
        (fields[name] for name in ("journal", "booktitle", "series", "howpublished") if name in fields), ""
    )
    assert line(item.get("container-title", "")) == container


def test_all_published_sources_come_back_from_bibtex():
    entries = read(bibliography.to_bibtex(ATLAS, EVENTS))
    for item in json.loads(bibliography.to_csl_json(ATLAS, EVENTS)):
        equal(item, entries[item["id"]])


def test_all_published_names_come_back_from_bibtex():
    entries = bibtex.entries(bibliography.to_bibtex(ATLAS, EVENTS))
    for item in json.loads(bibliography.to_csl_json(ATLAS, EVENTS)):
        for role in ("author", "editor"):
            names = [(one.get("literal") or one["family"], one.get("given", "")) for one in item.get(role, [])]
            assert (bibtex.names(entries[item["id"]][role]) if names else []) == names


def test_a_name_with_and_or_a_comma_stays_one_name():
    atlas = with_source(title="A", author="Police and Courts; Stone, A. and B.; Memorial, Perm, Branch")
    people = bibtex.entries(bibliography.to_bibtex(atlas, of("katyn-massacre")))["one"]["author"]
    assert bibtex.names(people) == [("Police and Courts", ""), ("Stone", "A. and B."), ("Memorial", "Perm, Branch")]


@given(SPECIAL | st.sampled_from(HOSTILE), SPECIAL, SPECIAL)
def test_any_text_comes_back_from_bibtex(title, publisher, note):
    atlas = with_source(title=title, container_title=note, publisher=publisher, note=note, url=f"https://a/{title}")
    fields = read(bibliography.to_bibtex(atlas, of("katyn-massacre")))["one"]
    (item,) = json.loads(bibliography.to_csl_json(atlas, of("katyn-massacre")))
    equal(item, fields)


@given(SPECIAL)
def test_braces_always_balance_for_the_old_bibtex(text):
    """It counts a brace also after a backslash."""
    cells = dict.fromkeys(["author", "title", "container_title", "publisher", "issued", "note"], text)
    written = bibliography.to_bibtex(with_source(url=f"https://a/{text}", **cells), of("katyn-massacre"))
    depth = 0
    for mark in re.findall(r"[{}]", written):
        depth += 1 if mark == "{" else -1
        assert depth >= 0
    assert depth == 0


def test_a_hostile_dataset_gives_one_entry_a_source(tmp_path, caplog):
    atlas, _ = read_folder(hostile_copy(default(), tmp_path / "data"))
    with caplog.at_level(logging.WARNING):
        entries = read(bibliography.to_bibtex(atlas, atlas.events))
    assert list(entries) == sorted(atlas["sources"]["id"])
    assert caplog.records == []
    for item in json.loads(bibliography.to_csl_json(atlas, atlas.events)):
        equal(item, entries[item["id"]])
