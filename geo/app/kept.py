"""What is made once and then answered from memory: values by name, and bodies of answers packed for the wire."""

from __future__ import annotations

import gzip
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
LEVEL = 6
"""Of gzip: the next steps take twice the time for one hundredth of the bytes."""


@dataclass(frozen=True)
class Content:
    """A body as it is sent; it is compressed once, where that helps, and not for every answer.

    Attributes
    ----------
    sent
        Its bytes, in gzip when `packed`.
    scripts
        Of a page: its inline scripts, as a Content-Security-Policy names them.
    """

    sent: bytes
    packed: bool
    scripts: str = ""

    @classmethod
    def of(cls, body: bytes, scripts: str = "") -> Content:
        """Return a body in the smaller of its two forms."""
        small = gzip.compress(body, LEVEL, mtime=0)
        smaller = len(small) < len(body)
        return cls(small if smaller else body, packed=smaller, scripts=scripts)

    @property
    def body(self) -> bytes:
        """The bytes as they were made."""
        return gzip.decompress(self.sent) if self.packed else self.sent


class Made(Generic[T]):
    """Values by name, all kept; each is made by one thread while those who want the same wait."""

    def __init__(self) -> None:
        self._values: dict[str, T] = {}
        self._making: dict[str, threading.Lock] = {}
        self._changing = threading.Lock()

    def find(self, name: str) -> T | None:
        """Return the value of a name when there is one, without waiting."""
        return self._values.get(name)

    def get(self, name: str, make: Callable[[str], T]) -> T:
        """Return the value of a name, from `make` when there is none."""
        if (found := self.find(name)) is not None:
            return found
        with self._changing:
            making = self._making.setdefault(name, threading.Lock())
        try:
            with making:
                if (found := self.find(name)) is None:
                    found = make(name)
                    with self._changing:
                        self._keep(name, found)
        finally:
            with self._changing:
                self._making.pop(name, None)
        return found

    def _keep(self, name: str, value: T) -> None:
        self._values[name] = value


class Kept(Made[Content]):
    """Bodies by name, as many as there is room for; those that nobody asked for the longest go first.

    Parameters
    ----------
    limit
        Bytes; a body that is larger than all of it is not kept.
    """

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._values: OrderedDict[str, Content] = OrderedDict()
        self._limit = limit
        self.size = 0

    def find(self, name: str) -> Content | None:
        """Return the body of a name when it is kept, without waiting."""
        found = self._values.get(name)
        if found is not None:
            with self._changing:
                if name in self._values:
                    self._values.move_to_end(name)
        return found

    def _keep(self, name: str, value: Content) -> None:
        if len(value.sent) > self._limit:
            return
        self._values[name] = value
        self.size += len(value.sent)
        while self.size > self._limit:
            self.size -= len(self._values.popitem(last=False)[1].sent)
