"""The page, its downloads and its plain pages answer from PostgreSQL what they answer from a folder."""

from __future__ import annotations

import json
import os

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geo.app.routes import routes
from geo.app.store import Store
from geo.engine import parquet
from tests.support import postgres
from tests.support.blocks import NAME, text_of

ASKED = (
    "count?from=1937&to=1938&org=nkvd-ussr",
    "list?limit=40&q=gulag",
    "list?subset=unplaced&limit=40",
    "place?of=moscow&limit=50&from=1937",
    "events?ids=katyn-massacre,great-terror",
    "hits?text=gulag&limit=5",
    "list?within=great-terror&certain=1&lang=ru",
)
COUNTED = ("cube?hide=memory", "near?box=20,40,60,65&cells=6.4", "facets?org=ogpu", "ever")
FILES = ("download/events.csv?from=1937&org=nkvd-ussr", "download/events.geojson?q=camp", "event/katyn-massacre?lang=pl",
         "place/moscow?lang=en", "api/events?limit=30&from=1930")  # fmt: skip


@pytest.fixture(scope="module")
def clients(atlas, tmp_path_factory):
    """Our routes before a folder, and before a server of the same; and what stands before what the page asks."""
    if postgres.programs() is None:
        assert not os.environ.get("CI"), "PostgreSQL is not installed"
        pytest.skip("PostgreSQL is not installed")
    from geo.engine import postgres_load  # noqa: PLC0415 - an extra

    folder = tmp_path_factory.mktemp("engine") / "data"
    parquet.write(atlas, folder)
    with postgres.server() as address:
        postgres_load.load(atlas, address)
        stores = [Store(folder), Store(address)]
        one, other = (TestClient(Starlette(routes=routes(store, ""))) for store in stores)
        with one, other:
            yield one, other, json.loads(text_of(one.get("/map").text, NAME))["behind"]["prefix"]
        for store in stores:
            store.current().engine.close()


def test_both_show_one_version_under_one_address(clients):
    one, other, _ = clients
    assert other.get("/map").headers["etag"] == one.get("/map").headers["etag"]


@pytest.mark.parametrize("question", ASKED)
def test_single_events_are_the_same(clients, question):
    one, other, prefix = clients
    answers = [client.get(f"/{prefix}{question}") for client in (one, other)]
    assert answers[1].json() == answers[0].json()
    assert answers[0].status_code == 200


@pytest.mark.parametrize("question", COUNTED)
def test_counts_have_as_many_rows(clients, question):
    one, other, prefix = clients
    heads = [json.loads(client.get(f"/{prefix}{question}").content.partition(b"\n")[0]) for client in (one, other)]
    rows = [[(name, n) for name, _, n, *_ in head["columns"]] for head in heads]
    assert rows[1] == rows[0]
    assert heads[1].get("degrees") == heads[0].get("degrees")


@pytest.mark.parametrize("address", FILES)
def test_files_and_pages_are_the_same(clients, address):
    one, other, _ = clients
    answers = [client.get(f"/{address}") for client in (one, other)]
    assert (answers[1].status_code, answers[1].content) == (200, answers[0].content)
