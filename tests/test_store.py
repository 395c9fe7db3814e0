"""The last good dataset stays, whatever happens to the folder."""

from __future__ import annotations

import shutil

import pytest

from geo.app.store import Store
from geo.load import default_folder


@pytest.fixture
def store(tmp_path, monkeypatch):
    """A store on a copy of the published data that looks at every call."""
    monkeypatch.setattr("geo.app.store.LOOK_AFTER", -1)
    return Store(shutil.copytree(default_folder(), tmp_path / "data"))


def test_a_changed_dataset_is_taken_up_when_it_is_sound(store):
    old = store.current().atlas.version
    path = store.folder / "groups.csv"
    path.write_text(path.read_text(encoding="utf-8") + "new-group,New group\n", encoding="utf-8")
    assert store.current().atlas.version != old


def test_a_broken_dataset_leaves_the_last_good_one_and_is_told(store):
    good = store.current()
    (store.folder / "events.csv").write_text("id,title\n1,2\n", encoding="utf-8")
    assert store.current() is good
    assert "events.csv" in str(store.problems[0])


def test_a_deleted_folder_leaves_the_last_good_dataset(store):
    good = store.current()
    shutil.rmtree(store.folder)
    assert store.current() is good


def test_without_any_good_dataset_there_is_none(tmp_path):
    store = Store(tmp_path)
    assert store.current() is None
    assert store.problems
