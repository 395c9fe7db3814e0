"""Lets a few things be made at once, and shares the turns among the clients that wait."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from typing import TYPE_CHECKING, TypeVar

from anyio import CapacityLimiter, to_thread

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class BusyError(Exception):
    """So many wait that somebody has to come again later."""


class Gate:
    """Threads of their own for what takes long, so that nothing else waits for one.

    A free place goes to the client that has the fewest, and among equals to the one that came first: a client
    that asks for a hundred files keeps nobody else from getting one. Used from one event loop.

    Parameters
    ----------
    places
        How many are made at once.
    line
        How many may wait. When it is full, the last of the client with the most goes.
    seconds
        How long one waits.
    """

    def __init__(self, places: int, *, line: int, seconds: float) -> None:
        self.places, self.line, self.seconds = places, line, seconds
        self._threads = CapacityLimiter(places)
        self._inside: Counter[str] = Counter()
        self._waiting: dict[str, deque[asyncio.Future[bool]]] = {}

    async def run(self, client: str, make: Callable[[], T]) -> T:
        """Return what `make` returns, called in a thread when it is the client's turn.

        Raises
        ------
        BusyError
            If the turn does not come in time, or the line is full.
        """
        await self._enter(client)
        try:
            return await to_thread.run_sync(make, limiter=self._threads)
        finally:
            self._leave(client)

    @property
    def waiting(self) -> int:
        """How many wait."""
        return sum(map(len, self._waiting.values()))

    async def _enter(self, client: str) -> None:
        if self.waiting >= self.line:
            self._make_room(client)
        turn = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(client, deque()).append(turn)
        self._admit()
        try:
            await asyncio.wait([turn], timeout=self.seconds)
        except asyncio.CancelledError:
            if turn.done() and turn.result():
                self._leave(client)
            self._forget(client, turn)
            raise
        self._forget(client, turn)
        if not turn.done() or not turn.result():
            raise BusyError

    def _leave(self, client: str) -> None:
        self._inside[client] -= 1
        self._inside += Counter()  # without those that have none inside
        self._admit()

    def _admit(self) -> None:
        """Give away the places that are free."""
        while self._waiting and self._inside.total() < self.places:
            client = min(self._waiting, key=lambda one: self._inside[one])
            line = self._waiting.pop(client)
            line.popleft().set_result(True)
            self._inside[client] += 1
            if line:
                self._waiting[client] = line  # behind the others

    def _make_room(self, client: str) -> None:
        """Send away the last of the client with the longest line, unless that is the one who comes."""
        longest = max(self._waiting, key=lambda one: len(self._waiting[one]))
        if len(self._waiting[longest]) <= len(self._waiting.get(client, ())) + 1:
            raise BusyError
        self._waiting[longest].pop().set_result(False)

    def _forget(self, client: str, turn: asyncio.Future[bool]) -> None:
        """Take out of the line who waits no longer."""
        line = self._waiting.get(client, deque())
        if turn in line:
            line.remove(turn)
        if not line:
            self._waiting.pop(client, None)
