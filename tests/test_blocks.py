"""What a page carries or asks for: columns and chunks hold what the tables say, and nothing of it can do anything."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from geo import dates
from geo.dataset import citations, dating
from geo.dataset.translate import localize
from geo.map import base85, columns, page, written
from geo.map.blocks import LINKED_FROM, addresses
from geo.map.chunks import chunks
from geo.map.cited import cited
from geo.map.columns import Column
from geo.map.moments import moments
from geo.map.payload import payload
from geo.map.searching import search_block
from geo.map.tabling import table_block
from tests.support import blocks
from tests.support.hostile import hostile_copy
from tests.support.published import ATLAS

WHOLE = {name: (np.iinfo(name).min, np.iinfo(name).max) for name in ("uint8", "int16", "uint16", "int32", "uint32")}
TEXTS = st.lists(st.text(max_size=30).filter(lambda text: "\0" not in text), max_size=20)
SIGNS = re.compile(r"[^\"'`\\<>&{}\s]+")


@st.composite
def a_column(draw: Any) -> tuple[str, list[int]]:
    """Return a type and numbers that it holds."""
    kind = draw(st.sampled_from(sorted(WHOLE)))
    return kind, draw(st.lists(st.integers(*WHOLE[kind]), max_size=20))


def unpacked(*given: Column) -> dict[str, Any]:
    packed, described = columns.block(given)
    return blocks.columns(gzip.decompress(packed), json.loads(json.dumps(described)))["x"]


@given(a_column(), a_column(), st.booleans())
def test_columns_are_unpacked_as_they_were(
    one: tuple[str, list[int]], two: tuple[str, list[int]], in_a_row: bool
) -> None:
    found = unpacked(Column("x.a", *one, in_a_row=in_a_row), Column("x.b", *two))
    assert [found[name].tolist() for name in "ab"] == [one[1], two[1]]
    assert [found[name].dtype for name in "ab"] == [one[0], two[0]]


@given(st.lists(st.tuples(st.integers(-32_768, 32_767), st.integers(-32_768, 32_767)), max_size=20))
def test_a_column_that_another_was_taken_from_is_unpacked_as_it_was(pairs: list[tuple[int, int]]) -> None:
    first, second = ([pair[side] for pair in pairs] for side in (0, 1))
    found = unpacked(Column("x.a", "int16", first), Column("x.b", "int16", second, "x.a"))
    assert (found["a"].tolist(), found["b"].tolist()) == (first, second)


def test_a_column_of_one_value_takes_no_bytes() -> None:
    packed, described = columns.block([Column("x.a", "int32", [-1] * 1000)])
    assert (gzip.decompress(packed), described) == (b"", [("x.a", "int32", 1000, 0, -1, "", 0)])


@given(st.data(), st.sampled_from(sorted(WHOLE)))
def test_a_column_of_one_value_but_for_a_few_has_these_only(data: Any, kind: str) -> None:
    one, *few = data.draw(st.lists(st.integers(*WHOLE[kind]), min_size=3, max_size=4, unique=True))
    numbers = data.draw(st.permutations([one] * 16 * len(few) + few))
    packed, described = columns.block([Column("x.a", kind, numbers)])
    assert len(gzip.decompress(packed)) == 8 * len(few)
    assert blocks.columns(gzip.decompress(packed), described)["x"]["a"].tolist() == numbers


@given(TEXTS)
def test_ids_are_unpacked_as_they_were(ids: list[str]) -> None:
    assert blocks.texts(unpacked(*columns.words("x.id", ids))) == ids


@given(st.binary(max_size=40))
def test_bytes_as_text_mean_nothing_elsewhere_and_are_bytes_again(content: bytes) -> None:
    text = base85.encode(content)
    assert set(text).isdisjoint("\"'`\\<>&{} \n")
    assert base85.decode(text) == content


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3))))
def test_links_are_sorted_and_each_is_there_once(links: list[tuple[int, int]]) -> None:
    owner, value = (np.array([link[side] for link in links], np.int64) for side in (0, 1))
    count, every = columns.flat(owner, value, 5)
    assert list(zip(np.repeat(range(5), count).tolist(), every.tolist(), strict=True)) == sorted(set(links))


@given(st.lists(st.text(st.characters(max_codepoint=0x2100, exclude_categories=["Cs"]), max_size=9)))
def test_texts_are_written_by_column_as_json_writes_each(texts: list[str]) -> None:
    assert written.quoted(written.array(texts)).to_pylist() == [json.dumps(one, ensure_ascii=False) for one in texts]


@given(st.permutations(range(7)), st.integers(1, 8), st.dictionaries(st.integers(0, 6), st.integers()))
def test_chunks_hold_each_record_in_its_order_and_nothing_empty(
    order: list[int], size: int, few: dict[int, int]
) -> None:
    fields = {"all": written.each(map(str, range(7))), "none": written.each([""] * 7), "few": written.some(few)}
    found = [blocks.read(chunk) for chunk in chunks(fields, np.array(order), size)]
    assert [one for chunk in found for one in chunk["all"]] == [f"{i}" for i in order]
    places = {
        number * size + int(k): value for number, one in enumerate(found) for k, value in one.get("few", {}).items()
    }
    assert {order[place]: value for place, value in places.items()} == few
    assert not [one for one in found if "none" in one or one.get("few") == {}]


def test_the_page_has_the_table() -> None:
    page_of, table = blocks.payload(ATLAS), localize(ATLAS, "en").atlas.events
    places = [*page_of["places"]["id"], ""]
    assert page_of["events"]["id"] == table["id"].tolist()
    assert [places[i] for i in page_of["events"]["place"]] == table["place_id"].tolist()
    assert page_of["events"]["title"] == table["title"].tolist()
    for field in ("title", "description", "note", "confidence", "scope"):
        assert [text.get(field, "") for text in page_of["texts"]] == table[field].tolist(), field


def test_dates_worked_out_once_are_those_of_each_event() -> None:
    when, each = moments(ATLAS), dating.of_atlas(ATLAS)
    dated = [each[event] for event in ATLAS.events["id"]]
    assert [when.dates[i] for i in when.of] == dated
    assert when.order().tolist() == dates.in_order(dated)
    texts = when.texts("en")
    assert [texts[i] for i in when.of] == [dates.display(date, "en") if date else "" for date in dated]


def test_the_same_data_make_the_same_bytes() -> None:
    one, two = (payload(geo.load()) for _ in range(2))
    assert (one.blocks, one.head) == (two.blocks, two.head)


def test_columns_are_the_same_bytes_in_every_language() -> None:
    english, russian = payload(ATLAS, "en"), payload(ATLAS, "ru")
    assert english.blocks["columns"][0] is russian.blocks["columns"][0]
    assert {name.partition("/")[0] for name, *_ in addresses(russian)} == {"columns-0", "columns-1", "ru"}


def test_no_text_of_a_dataset_stands_in_a_block_as_it_is(tmp_path: Path) -> None:
    html = page(geo.load(hostile_copy(Path("data"), tmp_path / "data"))).html()
    names = [name for name in blocks.names_of(html) if name.startswith(f"{blocks.NAME}-")]
    assert len(names) == 8
    assert not [name for name in names if not SIGNS.fullmatch(blocks.text_of(html, name))]
    assert "<script" in "".join(text["title"] for text in blocks.carried(html)["texts"])


@pytest.mark.parametrize("least", [0, LINKED_FROM])
def test_a_served_page_carries_columns_only_while_they_are_small(monkeypatch: Any, least: int) -> None:
    monkeypatch.setattr("geo.map.blocks.LINKED_FROM", least)
    html = page(ATLAS, data_prefix="data/v/").html()
    carried = {name.rpartition("-")[2] for name in blocks.names_of(html) if name.startswith(f"{blocks.NAME}-")}
    assert carried == ({"columns", "names"} if least else set())
    early = [["data/v/columns-0", "arrayBuffer"], ["data/v/en/names-0", "json"]]
    assert re.findall(r'id="early">(.*?)</script><script>\n"use strict"', html) == (
        [] if least else [json.dumps(early, separators=(",", ":"))]
    )


def test_a_page_in_one_file_has_every_chunk() -> None:
    html = page(ATLAS).html()
    ends, made = (
        json.loads(blocks.text_of(html, blocks.NAME))["ends"],
        {**payload(ATLAS).blocks, "search": search_block(ATLAS), "table": table_block(ATLAS)},
    )
    assert {kind: len(found) for kind, found in ends.items()} == {kind: len(parts) for kind, parts in made.items()}
    for kind, parts in made.items():
        assert blocks.text_of(html, f"{blocks.NAME}-{kind}") == "".join(base85.encode(part) for part in parts)


EVENTS, SOURCES = (ATLAS[table]["id"].tolist()[:3] for table in ("events", "sources"))
CLASSES = [citations.classes(ATLAS)[source] for source in SOURCES]
CITED = {"event_id": EVENTS, "source_id": SOURCES, "read": ["", "no"], "page": ["", "3", "4-5"], "passage": ["", "so"]}
CITATIONS = st.lists(
    st.fixed_dictionaries({name: st.sampled_from(values) for name, values in CITED.items()}), max_size=9
)


def sources_of(rows: list[dict[str, str]]) -> list[Any]:
    """Return the sources of one event, found one citation after the other."""
    found: dict[int, list[list[Any]]] = {}
    for row in rows:
        more = [{"passage": row["passage"]}] if row["passage"] else []
        passages = found.setdefault(SOURCES.index(row["source_id"]), [])
        alike = [one for one in passages if not more and one[0] == row["read"] and len(one) == 2]
        passage = alike[0] if alike else [row["read"], [], *more]
        passages += [] if alike else [passage]
        passage[1] += [f"pp. {row['page']}" if "-" in row["page"] else f"p. {row['page']}"] if row["page"] else []
    return [[source, found[source]] for source in sorted(found, key=CLASSES.__getitem__)]


@given(CITATIONS)
def test_sources_found_by_column_are_those_of_each_event(rows: list[dict[str, str]]) -> None:
    sources = ATLAS["sources"].assign(consulted="")
    table = pd.DataFrame(rows, columns=list(CITED), dtype="str").reindex(
        columns=ATLAS["citations"].columns, fill_value=""
    )
    atlas = replace(ATLAS, tables={**ATLAS.tables, "citations": table, "sources": sources})
    found = map(json.loads, cited(localize(atlas, "en")).to_pylist()[:3])
    assert list(found) == [sources_of([row for row in rows if row["event_id"] == event]) for event in EVENTS]
