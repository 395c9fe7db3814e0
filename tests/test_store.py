"""The last good dataset stays, whatever happens to the folder, and nobody waits for a new one to be read."""

from __future__ import annotations

import errno
import gc
import gzip
import logging
import os
import shutil
import sys
import threading
import time
import weakref
from pathlib import Path
from types import SimpleNamespace

import pytest

from geo.app import heap
from geo.app import snapshot as snapshots
from geo.app import store as stores
from geo.app.snapshot import Snapshot
from geo.app.store import Store
from geo.map.payload import Payload
from geo.view.join import join
from tests.support.foreign import SMALLEST, write


@pytest.fixture
def store(tmp_path):
    """A store that has read a small dataset."""
    made = Store(write(tmp_path / "data", SMALLEST))
    made.look()
    return made


def settle(store):
    """Look until the folder is at rest: what has just changed is read at the second look."""
    store.look()
    store.look()
    return store.current()


def change(store, title="Another event", name="events.csv", old="An event"):
    path = store.source / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, title), encoding="utf-8")


def title(snapshot):
    return snapshot.events["title"].iloc[0]


def at_once(*calls):
    """Call each of some functions in a thread of its own."""
    threads = [threading.Thread(target=call) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.fixture
def made(monkeypatch):
    """What pages are made of; each is made so slowly that everybody asks for it meanwhile."""
    made = []

    def make(*given, **_):
        made.append(given)
        time.sleep(0.05)
        empty = Payload({"text_language": {"lang": "en"}}, {})
        return SimpleNamespace(html=lambda: "page", events=SimpleNamespace(payload=empty), files=())

    monkeypatch.setattr(snapshots, "page", make)
    monkeypatch.setattr(snapshots, "kiosk_page", make)
    monkeypatch.setattr(snapshots.kiosks, "find", lambda _, name: name)
    return made


@pytest.mark.parametrize("ask", ["page", "kiosk"])
def test_equal_requests_at_once_make_one_page(store, made, ask):
    snapshot = store.current()
    at_once(*[lambda: getattr(snapshot, ask)("en")] * 6)
    assert len(made) == 1


def test_the_kiosks_of_all_places_of_the_published_data_are_kept(atlas):
    page = len(Snapshot(atlas, join(atlas.places, atlas.events)).kiosk("tartu").sent)
    assert page * len(atlas.places) < snapshots.KIOSKS


def test_a_dataset_that_was_replaced_is_freed_though_it_holds_itself():
    class Loop:
        pass

    loop = Loop()
    loop.itself, seen = loop, weakref.ref(loop)
    try:
        heap.settle()
        del loop
        gc.collect()
        assert seen()  # set aside: no collection looks at it
        heap.settle()
        assert not seen()
    finally:
        gc.unfreeze()


def test_the_dataset_of_the_app_is_set_aside_from_collections(tmp_path):
    calls = []
    store = Store(write(tmp_path / "data", SMALLEST), lambda: calls.append("replaced"))
    store.look()
    change(store)
    settle(store)
    assert calls == ["replaced"] * 2
    assert stores.shared().replaced is heap.settle


def test_a_changed_dataset_is_taken_up_when_it_is_sound(store):
    change(store)
    assert title(settle(store)) == "Another event"
    assert not store.differs


def test_a_visit_finds_the_change_by_itself(store, monkeypatch):
    monkeypatch.setattr(stores, "LOOK_AFTER", 0.01)
    change(store)
    deadline = time.monotonic() + 20
    while title(store.current()) != "Another event":
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_broken_dataset_leaves_the_last_good_one_and_is_told(store):
    good = store.current()
    (store.source / "events.csv").write_text("id,title\n1,2\n", encoding="utf-8")
    assert settle(store) is good
    assert "events.csv" in str(store.problems[0])
    assert store.differs


def test_a_mended_dataset_comes_back(store):
    change(store, "")
    settle(store)
    sound = (store.source / "events.csv").read_text(encoding="utf-8")
    (store.source / "events.csv").write_text("", encoding="utf-8")
    settle(store)
    assert store.problems
    (store.source / "events.csv").write_text(sound, encoding="utf-8")
    settle(store)
    assert not store.problems


def test_a_deleted_folder_leaves_the_last_good_dataset_and_its_pages(store):
    good = store.current()
    shutil.rmtree(store.source)
    assert settle(store) is good
    assert b"An event" in gzip.decompress(good.page("en").data["en/list-0"])
    assert b"A place" in good.kiosk("place").body


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_a_folder_that_may_not_be_read_leaves_the_last_good_dataset(store):
    good, own = store.current(), os.geteuid()
    store.source.chmod(0)
    if own == 0:
        os.seteuid(65534)  # rights do not bind root
    try:
        assert settle(store) is good
        assert "cannot be read" in str(store.problems[0])
    finally:
        os.seteuid(own)
        store.source.chmod(0o700)


def test_a_read_only_folder_is_read(tmp_path):
    folder = write(tmp_path / "data", SMALLEST)
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    try:
        assert title(Store(folder).current()) == "An event"
    finally:
        folder.chmod(0o755)


def test_a_file_that_became_a_folder_leaves_the_last_good_dataset(store):
    good = store.current()
    (store.source / "events.csv").unlink()
    (store.source / "events.csv").mkdir()
    assert settle(store) is good
    assert "events.csv" in str(store.problems[0])


def test_a_file_that_is_still_being_written_is_not_read(store, monkeypatch):
    reads = []
    monkeypatch.setattr(stores, "check", reads.append)
    for length in range(1, 5):
        (store.source / "events.csv").write_text("x" * length, encoding="utf-8")
        store.look()
    assert reads == []


def test_what_changes_while_it_is_read_is_not_taken(store, monkeypatch):
    good, read = store.current(), stores.check

    def slow(folder):
        found = read(folder)
        change(store, "Third", old="Another event")
        return found

    change(store)
    monkeypatch.setattr(stores, "check", slow)
    assert settle(store) is good
    monkeypatch.setattr(stores, "check", read)
    assert title(settle(store)) == "Third"


def test_nobody_waits_while_a_change_is_read(store, monkeypatch):
    go, good, read = threading.Event(), store.current(), []
    monkeypatch.setattr(stores, "LOOK_AFTER", 0)  # not before: a look begun then could see the change first
    monkeypatch.setattr(stores, "check", lambda _: read.append(go.wait(20)))
    change(store)
    store.look()
    assert [store.current() for _ in range(100)] == [good] * 100
    assert read == []  # who waits comes back with something read
    go.set()


def test_one_thread_reads_at_a_time(store, monkeypatch):
    inside, most = [], []

    def read(folder):
        inside.append(folder)
        most.append(len(inside))
        time.sleep(0.05)
        inside.pop()
        raise OSError

    monkeypatch.setattr(stores, "check", read)
    change(store)
    store.look()
    at_once(*[store.look] * 8)
    assert most == [1]


@pytest.mark.parametrize("name", ["kiosks.toml", "basemap/labels.csv"])
def test_what_lies_beside_the_tables_is_noticed_too(store, name):
    old = store.current()
    (store.source / "basemap").mkdir()
    texts = {
        "kiosks.toml": '[here]\nplaces = ["place"]\n',
        "basemap/labels.csv": "name,from,to,lon,lat,rank,class\nTown,,,10,50,1,city\n",
    }
    (store.source / name).write_text(texts[name], encoding="utf-8")
    new = settle(store)
    assert new is not old
    assert new.version != old.version
    assert new.atlas.version == old.atlas.version


def test_a_zip_is_shown_and_noticed_as_a_folder_is(tmp_path):
    folder = write(tmp_path / "data", SMALLEST)
    store = Store(Path(shutil.make_archive(str(tmp_path / "data"), "zip", folder)))
    assert title(store.current()) == "An event"
    change(Store(folder))
    shutil.make_archive(str(tmp_path / "data"), "zip", folder)
    assert title(settle(store)) == "Another event"
    assert not store.differs


def test_a_faulty_basemap_leaves_the_last_good_one(store):
    good = store.current()
    (store.source / "basemap").mkdir()
    (store.source / "basemap" / "land.json").write_text("{", encoding="utf-8")
    assert settle(store) is good
    assert "land.json" in str(store.problems[0])


def test_a_faulty_kiosk_is_told_and_the_dataset_shown(store):
    (store.source / "kiosks.toml").write_text('[here]\nplaces = ["nowhere"]\n', encoding="utf-8")
    change(store)
    assert title(settle(store)) == "Another event"
    assert "nowhere" in str(store.problems[0])


def test_faults_go_to_the_log_once_for_each_version(store, caplog):
    (store.source / "events.csv").write_text("", encoding="utf-8")
    for _ in range(6):
        store.look()
    assert len([one for one in caplog.records if one.levelno >= logging.WARNING]) == 1


def test_an_error_of_ours_is_told_and_leaves_the_last_good_dataset(store, monkeypatch):
    good = store.current()
    monkeypatch.setattr(stores, "check", lambda _: 1 / 0)
    change(store)
    assert settle(store) is good
    assert "ZeroDivisionError" in str(store.problems[0])


class Full:
    """A file on a full disk."""

    def write(self, _):
        """Fail as such a disk does."""
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_elsewhere_keeps_nothing_from_being_shown(store, monkeypatch):
    """Nothing is written but the log, and a log that cannot be written stops nobody."""
    monkeypatch.setattr(logging, "raiseExceptions", False)
    handler = logging.StreamHandler(Full())
    stores.LOG.addHandler(handler)
    (store.source / "kiosks.toml").write_text("places = 1", encoding="utf-8")
    change(store)
    assert title(settle(store)) == "Another event"
    stores.LOG.removeHandler(handler)


def test_without_any_good_dataset_there_is_none_until_it_is_there(tmp_path):
    store = Store(tmp_path / "data")
    assert store.current() is None
    assert "datapackage.json" in str(store.problems[0])
    write(tmp_path / "data", SMALLEST)
    assert title(settle(store)) == "An event"
