"""An engine answers what the filters, counts and tables in memory answer, over DuckDB and over PostgreSQL."""

from __future__ import annotations

import csv
import io
import json
import os
import random
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

import geo
from geo.dataset import stays
from geo.engine import FACETS, Box, exports, open_engine, parquet
from geo.map.columns import UNDATED
from geo.map.moments import moments
from geo.model import YearSpan
from geo.view import filters, standing, summarize
from geo.view.query import Query
from tests.support import postgres
from tests.support.bench import bench
from tests.support.published import ATLAS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.engine import Engine
    from geo.model import Atlas

QUESTIONS = 75
"""Random queries of each dataset and each database: 300 in all."""
TEXTS = ("stalin", "NKVD", "Katyń", "(", "of the", "Москва", "1937", "no such word", '"event 1"', "alfa", '"alfa bravo"',
         "synthetic", "расстрел", '"special camp"', "o", "по", "Tallinnas", "place 12", "1937-08")  # fmt: skip


class Asked(NamedTuple):
    """A dataset in memory, and an engine of the same."""

    atlas: Atlas
    events: Any
    engine: Engine
    ids: Any
    """In order of time."""


def asked(atlas: Atlas, engine: Engine) -> Asked:
    events = geo.join(atlas.places, atlas.events, atlas["dated_by"])
    return Asked(atlas, events, engine, atlas.events["id"].to_numpy()[moments(atlas).order()])


@pytest.fixture(scope="module")
def datasets(tmp_path_factory):
    """Return the published dataset, and a synthetic one."""
    folder = bench("synthetic").make_dataset(tmp_path_factory.mktemp("synthetic"), events=1_000)
    return {"published": ATLAS, "synthetic": geo.load(folder)}


@pytest.fixture(scope="module")
def databases(datasets, tmp_path_factory) -> Iterator[dict[str, Any]]:
    """Return a function that opens an engine for each dataset, by database; a server is started when it is asked for."""
    with ExitStack() as stack:

        def folder(name: str) -> Engine:
            target = tmp_path_factory.mktemp("engine") / name
            parquet.write(datasets[name], target)
            return open_engine(target)

        def server(name: str) -> Engine:
            from geo.engine import postgres_load  # noqa: PLC0415

            if postgres.programs() is None:
                assert not os.environ.get("CI"), "PostgreSQL is not installed"
                pytest.skip("PostgreSQL is not installed")
            if not addresses:
                addresses.append(stack.enter_context(postgres.server()))
            postgres_load.load(datasets[name], addresses[0])
            return open_engine(addresses[0])

        addresses: list[str] = []
        yield {"duckdb": folder, "postgresql": server}


@pytest.fixture(
    scope="module", params=["duckdb-published", "duckdb-synthetic", "postgresql-published", "postgresql-synthetic"]
)
def both(request, datasets, databases) -> Iterator[Asked]:
    """Return a dataset with an engine of it."""
    database, name = request.param.split("-")
    engine = databases[database](name)
    yield asked(datasets[name], engine)
    engine.close()


def queries(one: Asked, seed: int, n: int = QUESTIONS) -> Iterator[Query]:
    """Yield the same random queries for a dataset each time."""
    rng = random.Random(seed)
    atlas = one.atlas
    spoken = " ".join([*atlas.events["title"], *atlas.events["description"]]).split()

    def some(ids: Any, most: int, share: float) -> frozenset[str]:
        ids = sorted(ids)
        return frozenset(rng.sample(ids, min(len(ids), rng.randint(1, most))) if rng.random() < share else ())

    def text() -> str:
        at = rng.randrange(len(spoken) - 1)
        return rng.choice(
            ["", "", "", rng.choice(TEXTS), f'"{spoken[at]} {spoken[at + 1]}"', spoken[at][: rng.randint(1, 6)]]
        )

    def years() -> YearSpan:
        ends = [rng.choice([None, rng.randint(1900, 2000)]) for _ in range(2)]
        return YearSpan(*(sorted(ends) if None not in ends else ends))

    bodies = [*atlas["organizations"]["id"], *atlas["families"]["id"], "none"]
    for _ in range(n):
        yield Query(
            years=years(),
            certain=rng.random() < 0.4,
            organizations=some(bodies, 4, 0.5),
            kinds=some(atlas["kinds"]["id"], 3, 0.3),
            hidden=some(atlas["kinds"]["id"], 3, 0.3),
            groups=some(atlas["groups"]["id"], 3, 0.1),
            persons=some(atlas["persons"]["id"], 20, 0.1),
            within=rng.choice(one.ids) if rng.random() < 0.1 else "",
            text=text(),
        )


def touching(start: Any, end: Any, years: YearSpan) -> Any:
    """Say which spans touch years, as a page does."""
    if years.unbounded:
        return np.ones(len(start), dtype=bool)
    first, last = filters.ends(years)
    return (start != UNDATED) & (start <= last) & (end >= first)


def counted(facets: Any, here: Any, what: str, n: int) -> list[int]:
    rows = here & (facets.what == FACETS.index(what))
    return [*map(int, np.bincount(facets.id[rows], facets.events[rows], n))]


def in_years(cube: Any, query: Query) -> Any:
    possibly, certainly = (cube.earliest_start, cube.latest_end), (cube.latest_start, cube.earliest_end)
    return touching(*(certainly if query.certain else possibly), query.years)


def test_it_finds_the_events_that_the_filters_find_in_order_of_time(both):
    for query in queries(both, 1):
        shown = {*filters.apply(both.events, query, both.atlas)["id"]}
        found = both.engine.numbers(query, listed=False)
        assert [*both.ids[found]] == [one for one in both.ids if one in shown], query
        assert both.engine.count(query) == len(shown)


def test_sums_of_a_cube_are_the_counts_of_any_years(both):
    for query in queries(both, 2, 15):
        cube = both.engine.cube(query)
        for years in (YearSpan(), YearSpan(1937, 1938), YearSpan(None, 1930), YearSpan(1950)):
            there = query.with_(years=years)
            assert cube.events[in_years(cube, there)].sum() == both.engine.count(there), there


def test_a_cube_draws_events_where_they_stand(both):
    places = both.atlas.places
    for query in queries(both, 3, 10):
        cube = both.engine.cube(query)
        rows = in_years(cube, query) & (cube.spot >= 0)
        drawn = np.bincount(cube.spot[rows], cube.drawn[rows], len(places))
        shown = filters.apply(both.events, query, both.atlas)
        stands = standing.standing(shown, query.years, both.atlas, certain=query.certain)
        wanted = [len(stands.get(place, ())) for place in places["id"]]
        assert [n for n, shape in zip(drawn, places.geometry, strict=True) if shape] == [
            n for n, shape in zip(wanted, places.geometry, strict=True) if shape
        ], query


def test_facets_count_what_each_choice_would_show(both):
    atlas = both.atlas
    for query in queries(both, 4, 10):
        facets, shown = both.engine.facets(query), filters.apply(both.events, query, atlas)
        here = touching(facets.start, facets.end, query.years)

        counts = partial(counted, facets, here)
        wanted = summarize.by_organization(shown, atlas, query.years, certain=query.certain)
        families = [*atlas["families"]["id"], "none"]
        assert counts("organizations", len(atlas["organizations"])) == [
            wanted[one] for one in atlas["organizations"]["id"]
        ]
        assert counts("families", len(families)) == [wanted[one] for one in families]
        kinds = summarize.by_kind(shown)
        assert counts("kinds", len(atlas["kinds"])) == [kinds.get(one, 0) for one in atlas["kinds"]["id"]]
        groups = summarize.by_named(shown, "groups", atlas)
        assert counts("groups", len(atlas["groups"])) == [groups[one] for one in atlas["groups"]["id"]]
        tally = summarize.tally(both.events, query, atlas)
        assert tally.shown - counts("placed", 1)[0] == tally.unplaced == len(both.engine.numbers(query, unplaced=True))


def test_a_place_has_the_events_that_stand_there_or_lead_there(both):
    atlas, every = both.atlas, stays.of_events(both.atlas)
    for query, place in zip(queries(both, 5, 20), atlas.places["id"], strict=False):
        shown = filters.apply(both.events, query, atlas)
        stands = standing.standing(shown, query.years, atlas, certain=query.certain).get(place, {})
        leads = {one for one in shown["id"] for stay in every[one] if stay.place == place and not stay.stands}
        assert {*both.ids[both.engine.at_place(place, query)]} == {*stands, *leads}


def test_an_excerpt_has_the_rows_of_its_events_in_their_order(both):
    numbers = [7, 3, 11, 0]
    part = both.engine.excerpt(numbers)
    ids = [*both.ids[numbers]]
    assert [*part.events["id"][: len(ids)]] == ids
    for table in ("events", "citations", "figures", "event_organizations", "event_places", "dated_by"):
        column = "id" if table == "events" else "event_id"
        for one in ids:
            mine, theirs = (rows[rows[column] == one].to_numpy().tolist() for rows in (part[table], both.atlas[table]))
            assert mine == theirs, (table, one)


def test_an_excerpt_says_the_same_dates_and_texts(both):
    numbers = [*range(0, len(both.ids), 7)]
    part = both.engine.excerpt(numbers)
    whole, own = moments(both.atlas), moments(part)
    position = {one: at for at, one in enumerate(both.atlas.events["id"])}
    dates = whole.texts("en"), own.texts("en")
    for at, number in enumerate(numbers):
        assert dates[1][own.of[at]] == dates[0][whole.of[position[both.ids[number]]]]
    texts = {tuple(row) for row in both.atlas["texts"].to_numpy().tolist()}
    assert {tuple(row) for row in part["texts"].to_numpy().tolist()} <= texts


def test_a_coarse_cube_counts_all_and_is_small_enough(both):
    query = Query()
    fine, coarse = both.engine.cube(query), both.engine.cube(query, most=200)
    assert len(coarse.spot) < len(fine.spot)
    assert coarse.degrees > 0 == fine.degrees
    assert coarse.events.sum() == fine.events.sum() == len(both.ids)
    assert coarse.drawn.sum() == fine.drawn.sum()


def test_a_box_leaves_what_lies_in_it(both):
    cube = both.engine.cube(Query(), box=Box(30, 50, 45, 60))
    points = both.atlas.places.geometry.iloc[np.unique(cube.spot)].representative_point()
    assert len(cube.spot)
    assert points.x.between(30, 45).all()
    assert points.y.between(50, 60).all()


def test_events_of_several_places_can_be_left_to_the_page(both):
    query = Query(years=YearSpan(1930, 1940))
    moved = {*both.ids[both.engine.moved(query)]}
    assert moved == {*stays.written(both.atlas)}
    cube = both.engine.cube(query, moved=False)
    assert cube.events.sum() == cube.drawn.sum() == len(both.ids) - len(moved)


def test_an_event_is_found_by_its_id_and_an_unknown_one_is_not(both):
    assert both.ids[both.engine.number(both.ids[5])] == both.ids[5]
    assert both.engine.number("'; DROP TABLE events; --") is None


def test_a_search_suggests_names_and_titles(both):
    title, place = both.atlas.events["title"].iloc[0], both.atlas.places["name"].iloc[0]
    assert title in [hit.name for hit in both.engine.hits("events", f'"{title}"')]
    assert place in [hit.name for hit in both.engine.hits("places", f'"{place}"')]


EXPORTED = (Query(years=YearSpan(1937, 1938)), Query(), Query(text="no such word"))


@pytest.fixture(params=EXPORTED, ids=["some", "all", "none"])
def exported(both, monkeypatch, request):
    """Return a function for an export in memory and the same in pieces of a hundred events, as bytes."""
    monkeypatch.setattr(exports, "PIECE", 100)
    selection = geo.export.select(both.atlas, request.param)

    def made(name: str) -> tuple[bytes, bytes]:
        whole = geo.export.FORMATS[name].write(selection)
        pieces = b"".join(exports.engine_export(both.engine, request.param, name))
        return whole.encode() if isinstance(whole, str) else whole, pieces

    return made


def test_a_table_in_pieces_has_the_columns_and_rows_of_that_in_memory(exported):
    (header, *rows), (own_header, *own) = ([*csv.reader(io.StringIO(made.decode("utf-8")))] for made in exported("csv"))
    assert own_header == header
    assert sorted(own) == sorted(rows)


def test_geojson_in_pieces_says_what_that_in_memory_says(exported):
    one, other = map(json.loads, exported("geojson"))
    assert other["atlas:evidence"] == one["atlas:evidence"]
    by_id = [{feature["id"]: feature for feature in found["features"]} for found in (one, other)]
    assert by_id[0] == by_id[1]


def test_geoparquet_in_pieces_is_read_as_that_in_memory(exported):
    whole, parts = (gpd.read_parquet(io.BytesIO(made)) for made in exported("geoparquet"))
    assert [*parts.columns] == [*whole.columns]
    assert parts.crs == whole.crs
    one, other = (frame.sort_values("id", ignore_index=True) for frame in (whole, parts))
    pd.testing.assert_frame_equal(pd.DataFrame(other).astype(str), pd.DataFrame(one).astype(str))


def test_geoparquet_in_pieces_tells_the_box_and_the_kinds_of_all_shapes(exported):
    one, other = (json.loads(pq.read_metadata(io.BytesIO(made)).metadata[b"geo"]) for made in exported("geoparquet"))
    assert other == one


@pytest.mark.parametrize("name", [*exports.STREAMED])
def test_no_export_has_more_events_in_memory_than_a_piece(both, monkeypatch, name):
    monkeypatch.setattr(exports, "PIECE", 50)
    asked, excerpt = [], both.engine.excerpt
    monkeypatch.setattr(both.engine, "excerpt", lambda numbers: asked.append(len(numbers)) or excerpt(numbers))
    for _ in exports.engine_export(both.engine, Query(), name):
        assert max(asked) <= 50
    assert sum(asked) == both.engine.events
