"""Files that are sent while they are made: a few at once, broken off when they fail, and nobody's place is kept."""

from __future__ import annotations

import asyncio
import gzip
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.requests import Request

from geo.app.gate import BusyError, Gate
from geo.app.sending import Sending

SCOPE = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "client": ("me", 1), "headers": []}


def sent(pieces, *, headers=(), leaves=False, sending=None):
    """Return the messages of an answer, and how many files are under way after it."""
    messages = []

    async def run():
        own = sending or Sending(Gate(1, line=3, seconds=1))
        request = Request({**SCOPE, "headers": [*headers]})
        answer = await own.begin(request, iter(pieces), "tag", {}, "text/csv", pack=True)

        async def receive():
            if not leaves:
                await asyncio.sleep(60)
            return {"type": "http.disconnect"}

        async def send(message):
            messages.append(message)
            await asyncio.sleep(0.01)

        await answer(request.scope, receive, send)
        return own.under_way

    with ThreadPoolExecutor(1) as thread:  # this one may belong to the loop of a browser
        return messages, thread.submit(asyncio.run, run()).result()


def failing():
    yield b"one"
    raise OSError


def test_pieces_are_sent_in_their_order_and_end():
    messages, left = sent([b"one", b"two"])
    assert b"".join(one.get("body", b"") for one in messages) == b"onetwo"
    assert (messages[-1]["more_body"], left) == (False, 0)


def test_pieces_are_packed_together_for_who_unpacks_them():
    messages, _ = sent([b"one" * 99, b"two"], headers=[(b"accept-encoding", b"gzip")])
    assert (b"content-encoding", b"gzip") in messages[0]["headers"]
    assert gzip.decompress(b"".join(one.get("body", b"") for one in messages)) == b"one" * 99 + b"two"


def test_what_fails_breaks_off_and_looks_unfinished(caplog):
    messages, left = sent(failing())
    assert (messages[-1]["more_body"], left) == (True, 0)
    assert "broke off" in caplog.text


def test_who_leaves_keeps_no_place():
    messages, left = sent(iter(lambda: b"one", None), leaves=True)
    assert (messages[-1].get("more_body", True), left) == (True, 0)


def test_no_more_than_a_few_are_sent_at_once():
    full = Sending(Gate(1, line=3, seconds=1), most=0)
    with pytest.raises(BusyError):
        sent([b"one"], sending=full)
