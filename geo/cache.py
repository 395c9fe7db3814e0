"""Values that are made once and kept, as many as there is room for."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from concurrent.futures import Future
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Cache(Generic[T]):
    """Values by name; those that nobody asked for the longest go first. Each call may come from another thread.

    Who asks for what is being made waits for it. When it cannot be made, all of them hear why and nothing is kept.

    Parameters
    ----------
    limit
        Bytes of all names and values; what alone is larger is not kept.
    size
        Returns how many bytes a value has.
    """

    def __init__(self, limit: float = math.inf, size: Callable[[T], int] = lambda _: 0) -> None:
        self._limit, self._size_of = limit, size
        self.size = 0
        self._values: OrderedDict[str, tuple[T, int]] = OrderedDict()
        self._making: dict[str, Future[T]] = {}
        self._changing = threading.Lock()  # for a moment, never while something is made

    def find(self, name: str) -> T | None:
        """Return the value of a name when it is kept, without waiting."""
        with self._changing:
            return self._touched(name) if name in self._values else None

    def get(self, name: str, make: Callable[[str], T]) -> T:
        """Return the value of a name, from `make` when it is not kept."""
        with self._changing:
            if name in self._values:
                return self._touched(name)
            waiting = self._making.get(name)
            if waiting is None:
                made = self._making[name] = Future()
        if waiting is not None:
            return waiting.result()
        try:
            value = make(name)
            self._end(name, (value, len(name) + self._size_of(value)))
        except BaseException as error:
            self._end(name)
            made.set_exception(error)
            raise
        made.set_result(value)
        return value

    def _touched(self, name: str) -> T:
        self._values.move_to_end(name)
        return self._values[name][0]

    def _end(self, name: str, made: tuple[T, int] | None = None) -> None:
        """End the making of a value and keep it, at once: who asks next finds one or the other."""
        with self._changing:
            self._making.pop(name, None)
            if made is None or made[1] > self._limit:
                return
            self._values[name] = made
            self.size += made[1]
            while self.size > self._limit:
                self.size -= self._values.popitem(last=False)[1][1]
