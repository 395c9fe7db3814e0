"""``geo serve`` shows any folder, and says at once what is wrong with it."""

from __future__ import annotations

import os

import pytest

from geo import cli
from geo.app import site, store
from tests.support.foreign import SMALLEST, write


@pytest.fixture
def served(monkeypatch):
    """Run ``geo serve`` without a server; returns the store that it would serve."""
    monkeypatch.setenv("GEO_DATA", "unset")
    monkeypatch.setattr(site, "run", lambda **_: site.settings())

    def serve(folder):
        store.shared.cache_clear()
        assert cli.main(["serve", "--data", str(folder)]) == 0
        return store.shared()

    yield serve
    store.shared.cache_clear()


def test_the_folder_that_is_named_is_shown(served, tmp_path, caplog):
    shown = served(write(tmp_path / "mine", SMALLEST))
    assert os.environ["GEO_DATA"] == str(tmp_path / "mine")
    assert shown.current().events["title"].iloc[0] == "An event"
    assert not caplog.records


def test_a_missing_folder_is_told_on_the_console_and_the_app_waits_for_it(served, tmp_path, caplog):
    shown = served(tmp_path / "mine")
    assert "there is nothing to show until it is mended" in caplog.text
    assert "datapackage.json - cannot be read" in caplog.text
    write(tmp_path / "mine", SMALLEST)
    shown.look()
    shown.look()
    assert shown.current()


def test_a_faulty_folder_is_told_on_the_console(served, tmp_path, caplog):
    served(write(tmp_path / "mine", {**SMALLEST, "citations": []}))
    assert "events.csv:2:id 'event' - has no source - add a row to citations.csv" in caplog.text
