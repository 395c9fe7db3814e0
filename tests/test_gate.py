"""A few things are made at once, each client has its turn, and who waits too long comes again."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from geo.app.gate import BusyError, Gate


class Work:
    """What is made: it says when it has begun and ends when it is let."""

    def __init__(self):
        self.begun, self._go = [], threading.Semaphore(0)

    def make(self, name):
        """Return a function that makes a thing of that name."""

        def made():
            self.begun.append(name)
            assert self._go.acquire(timeout=20)
            return name

        return made

    def go(self, count=99):
        """Let so many end, whichever they are."""
        self._go.release(count)


def finish(claim):
    """Run a coroutine to its end in a thread of its own: this one may belong to the loop of a browser."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, claim).result()


async def soon(true):
    """Wait until something is true."""
    async with asyncio.timeout(20):
        while not true():  # noqa: ASYNC110 - a thread sets it
            await asyncio.sleep(0.005)


async def lined_up(gate, work, clients):
    """Let clients, a letter each, ask one after another; returns what they get."""
    asked = []
    for n, client in enumerate(clients):
        asked.append(asyncio.ensure_future(gate.run(client, work.make(f"{client}{n}"))))
        await asyncio.sleep(0)
    await soon(lambda: len(work.begun) == min(gate.places, len(clients)))
    return asked


def test_no_more_are_made_at_once_than_there_are_places():
    async def claim():
        gate, work = Gate(2, line=9, seconds=20), Work()
        asked = await lined_up(gate, work, "abcd")
        assert (len(work.begun), gate.waiting) == (2, 2)
        work.go()
        assert await asyncio.gather(*asked) == ["a0", "b1", "c2", "d3"]

    finish(claim())


def test_a_client_that_asks_for_one_thing_is_before_the_rest_of_one_that_asks_for_many():
    async def claim():
        gate, work = Gate(2, line=9, seconds=20), Work()
        asked = await lined_up(gate, work, "aaaaab")
        work.go(1)  # one place alone becomes free: threads that begin together tell of no order
        await soon(lambda: len(work.begun) == 3)
        assert work.begun[2] == "b5"
        work.go()
        await asyncio.gather(*asked)

    finish(claim())


def test_who_does_not_get_a_place_in_time_is_sent_away_and_leaves_the_line():
    async def claim():
        gate, work = Gate(1, line=9, seconds=0.05), Work()
        first, second = await lined_up(gate, work, "ab")
        with pytest.raises(BusyError):
            await second
        assert gate.waiting == 0
        work.go()
        assert await first == "a0"

    finish(claim())


def test_when_the_line_is_full_the_last_of_the_longest_goes():
    async def claim():
        gate, work = Gate(1, line=3, seconds=20), Work()
        asked = await lined_up(gate, work, "aaaab")
        with pytest.raises(BusyError):
            await asked[3]
        with pytest.raises(BusyError):
            await gate.run("a", work.make("one more"))
        work.go()
        assert await asyncio.gather(*asked[:3], asked[4]) == ["a0", "a1", "a2", "b4"]

    finish(claim())


def test_who_goes_away_while_waiting_or_fails_takes_no_place():
    async def claim():
        gate, work = Gate(1, line=9, seconds=20), Work()
        first, second, third = await lined_up(gate, work, "abc")
        second.cancel()
        work.go()
        assert await asyncio.gather(first, third) == ["a0", "c2"]
        with pytest.raises(ZeroDivisionError):
            await gate.run("d", lambda: 1 / 0)
        assert await gate.run("d", lambda: "made") == "made"

    finish(claim())
