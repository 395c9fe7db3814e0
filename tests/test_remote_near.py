"""Finer cells take the place of coarse ones whole: no event is counted twice, and none is lost."""

from __future__ import annotations

import numpy as np
import pytest

from geo.app.remote.near import whole_cells
from geo.engine import Box, open_engine, parquet
from geo.view import standing
from geo.view.join import join
from geo.view.query import Query

QUERIES = (Query(), Query(organizations=frozenset({"nkvd-ussr", "ogpu"})), Query(text="camp"))
BOXES = (Box(30, 50, 45, 60), Box(-10, 30, 40, 70), Box(150, 50, 200, 75), Box(0, 0, 1, 1))


@pytest.fixture(scope="module")
def engine(atlas, tmp_path_factory):
    """The published data behind DuckDB."""
    path = tmp_path_factory.mktemp("engine") / "data"
    parquet.write(atlas, path)
    return open_engine(path)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("moved", [False, True])
def test_the_rows_of_a_part_are_those_that_it_takes_away(engine, query, box, moved):
    coarse = engine.cube(query, most=60, moved=moved)
    assert coarse.degrees > 0
    wider, places = whole_cells(engine.skeleton, box, coarse.degrees)
    fine, gone = engine.cube(query, box=wider, moved=moved), np.isin(coarse.spot, places)
    assert fine.degrees == 0
    assert (fine.events.sum(), fine.drawn.sum()) == (coarse.events[gone].sum(), coarse.drawn[gone].sum())


def test_a_part_is_at_least_what_is_looked_at(engine):
    lon, lat = (getattr(engine.skeleton.places.geometry.representative_point(), name) for name in "xy")
    _, places = whole_cells(engine.skeleton, BOXES[0], 6.4)
    assert {*np.flatnonzero(lon.between(30, 45) & lat.between(50, 60))} <= {*places}


def test_each_place_is_told_with_all_its_events(engine, atlas):
    stands = standing.standing(join(atlas.places, atlas.events, atlas["dated_by"]), Query().years, atlas)
    assert engine.at_places().tolist() == [len(stands.get(place, ())) for place in atlas.places["id"]]
