"""A server takes up what is loaded anew without a restart, and goes on with what it has where that is faulty."""

from __future__ import annotations

import os
import shutil

import pytest

from geo import cli
from geo.app.store import Store
from geo.engine import duck, open_engine, parquet
from geo.view.query import Query
from tests.support import postgres
from tests.support.foreign import SMALLEST, write

RENAMED = {**SMALLEST, "events": [{**SMALLEST["events"][0], "title": "Another event"}]}


@pytest.fixture
def loaded(tmp_path):
    """Return a function that loads the smallest dataset, or the same with another title, to where is said."""

    def load(where, tables=SMALLEST):
        name = f"data{len(list(tmp_path.iterdir()))}"
        assert cli.main(["load", str(write(tmp_path / name, tables)), "--to", str(where), "--force"]) == 0

    return load


def settled(store):
    store.look()
    store.look()
    return store.current()


def title(snapshot):
    return snapshot.engine.excerpt([0]).events["title"].tolist()


def test_a_folder_that_is_replaced_is_taken_up_under_another_version(loaded, tmp_path):
    loaded(tmp_path / "engine")
    store = Store(tmp_path / "engine")
    first = settled(store)
    loaded(tmp_path / "engine", RENAMED)
    second = settled(store)
    assert title(second) == ["Another event"]
    assert second.version != first.version


@pytest.mark.skipif(not duck.OPEN.is_dir(), reason="only Linux reads what is open but gone")
def test_who_has_an_engine_of_a_folder_that_is_gone_is_answered_from_it(loaded, tmp_path):
    loaded(tmp_path / "engine")
    engine = open_engine(tmp_path / "engine")
    loaded(tmp_path / "engine", RENAMED)
    assert engine.excerpt([0]).events["title"].tolist() == ["An event"]
    shutil.rmtree(tmp_path / "engine")
    assert (engine.count(Query(text="event")), engine.number("event")) == (1, 0)


def test_the_last_good_folder_stays_where_the_next_is_of_another_version_of_the_program(loaded, tmp_path):
    loaded(tmp_path / "engine")
    store = Store(tmp_path / "engine")
    settled(store)
    loaded(tmp_path / "engine", RENAMED)
    about = tmp_path / "engine" / parquet.ABOUT
    about.write_text(about.read_text(encoding="utf-8").replace('"format": ', '"format": 9'), encoding="utf-8")
    assert title(settled(store)) == ["An event"]
    assert "made by another version" in store.problems[0].why


def test_a_database_that_is_loaded_anew_is_taken_up(loaded):
    if postgres.programs() is None:
        assert not os.environ.get("CI"), "PostgreSQL is not installed"
        pytest.skip("PostgreSQL is not installed")
    with postgres.server() as address:
        loaded(address)
        store = Store(address)
        assert title(settled(store)) == ["An event"]
        loaded(address, RENAMED)
        assert title(settled(store)) == ["Another event"]
        store.current().engine.close()
    before = store.current()
    assert settled(store) is before  # a server that is gone changes nothing
