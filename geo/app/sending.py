"""Sends what is made in pieces while it is made: no more of it is in memory than one piece.

Each piece waits its turn at a gate: who asks for a very large file keeps no place that others wait for, also not while
their own end is slow. A file that cannot be made to its end breaks off, and browsers say so: it never looks whole.
"""

from __future__ import annotations

import logging
import zlib
from typing import TYPE_CHECKING, Final

import anyio
from starlette.responses import Response

from geo.app import answers
from geo.app.gate import BusyError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from geo.app.gate import Gate

LOG = logging.getLogger(__name__)
MOST: Final = 8
"""Files that are sent at once."""
SECONDS: Final = 60.0
"""Whose end takes nothing for so long is sent no more."""
AGAIN: Final = 1.0
"""Seconds until a piece that found the gate full comes again."""
IN_GZIP: Final = 31
"""Bits of the window of zlib, with the header of gzip."""


class Sending:
    """Sends files, a few at once, whose pieces are made at a gate."""

    def __init__(self, gate: Gate, most: int = MOST) -> None:
        self._gate = gate
        self._most = most
        self.under_way = 0

    async def begin(
        self, request: Request, pieces: Iterator[bytes], tag: str, headers: Mapping[str, str], media: str, *, pack: bool
    ) -> Response:
        """Return an answer of which the first piece is made: what is wrong with it is raised here.

        `pack`: in gzip, to who can read that; `tag` is that of the file.

        Raises
        ------
        BusyError
            When as many are sent already.
        """
        if self.under_way >= self._most:
            raise BusyError
        self.under_way += 1
        try:
            packed = pack and answers.takes_gzip(request)
            turn = Turns(self._gate, answers.client(request), _packed(pieces) if packed else pieces)
            first = await turn.next()
        except BaseException:
            self.done()
            raise
        own = {"ETag": answers.quoted(tag, packed=packed), "Vary": "Accept-Encoding", **headers}
        own |= {"Content-Encoding": "gzip"} if packed else {}
        return _Sent(first, turn, self.done, own, media)

    def done(self) -> None:
        """Let another one begin."""
        self.under_way -= 1


class Turns:
    """Makes the pieces of a client's file, each when it is its turn."""

    def __init__(self, gate: Gate, client: str, pieces: Iterator[bytes]) -> None:
        self._gate, self._client, self._pieces = gate, client, pieces

    async def next(self) -> bytes | None:
        """Return the next piece, None after the last."""
        while True:
            try:
                return await self._gate.run(self._client, lambda: next(self._pieces, None))
            except BusyError:
                await anyio.sleep(AGAIN)


class _Sent(Response):
    """An answer of which the length is not known when it begins (chunked)."""

    def __init__(
        self, first: bytes | None, turn: Turns, done: Callable[[], None], headers: Mapping[str, str], media: str
    ) -> None:
        super().__init__(headers=headers, media_type=media)
        del self.headers["content-length"]
        self._first, self._turn, self._done = first, turn, done

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - of the protocol
        """Send all pieces; see https://asgi.readthedocs.io for the protocol."""
        try:
            async with anyio.create_task_group() as both:

                async def listen() -> None:
                    while (await receive())["type"] != "http.disconnect":
                        pass
                    both.cancel_scope.cancel()

                both.start_soon(listen)
                await self._send(send)
                both.cancel_scope.cancel()
        except Exception:
            LOG.exception("a file broke off")
        finally:
            self._done()

    async def _send(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        piece = self._first
        while piece is not None:
            with anyio.fail_after(SECONDS):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            piece = await self._turn.next()
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def _packed(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield some bytes in gzip."""
    packer = zlib.compressobj(6, zlib.DEFLATED, IN_GZIP)
    for piece in pieces:
        yield packer.compress(piece)
    yield packer.flush()
