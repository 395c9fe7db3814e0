"""Answers that are kept, as many as there is room for."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Kept(Generic[T]):
    """Answers by what was asked; those that nobody asked for the longest go first.

    Who asks while the same is asked already waits for that answer.

    Parameters
    ----------
    limit
        Bytes; an answer that is larger than half of it is not kept.
    size
        Returns how many an answer has.
    """

    def __init__(self, limit: int, size: Callable[[T], int]) -> None:
        self._limit, self._size_of = limit, size
        self._size = 0
        self._values: OrderedDict[str, T] = OrderedDict()
        self._asking: dict[str, threading.Lock] = {}
        self._changing = threading.Lock()

    def get(self, question: str, ask: Callable[[str], T]) -> T:
        """Return the answer to a question."""
        with self._changing:
            if question in self._values:
                return self._find(question)
            asking = self._asking.setdefault(question, threading.Lock())
        with asking:
            with self._changing:
                if question in self._values:
                    return self._find(question)
            try:
                found = ask(question)
                with self._changing:
                    self._keep(question, found)
            finally:
                with self._changing:
                    self._asking.pop(question, None)
        return found

    def _find(self, question: str) -> T:
        self._values.move_to_end(question)
        return self._values[question]

    def _keep(self, question: str, found: T) -> None:
        size = len(question) + self._size_of(found)
        if size > self._limit // 2 or question in self._values:
            return
        self._values[question] = found
        self._size += size
        while self._size > self._limit:
            gone, value = self._values.popitem(last=False)
            self._size -= len(gone) + self._size_of(value)
