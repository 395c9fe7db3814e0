"""How many visitors one process of the app serves: each changes the years, or a body, every few seconds.

Visitors are WebSockets that speak Streamlit's own protocol; every action is a rerun of the page for another
address. Starts the app, with ``--processes 2`` twice; then each visitor stays with one of them.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import websockets
from flood import app
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

import geo

ROOT = Path(__file__).parents[1]
PORT = 8690
TICK = os.sysconf("SC_CLK_TCK")
SMALL = 400
"""Bytes; the message that a run is over is shorter."""


@dataclass
class Seen:
    """What the visitors saw: seconds until a run was over, of the first and of later ones."""

    first: list[float] = field(default_factory=list)
    later: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def cpu(process: int) -> float:
    """Return the seconds of CPU that a process has used (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def address(action: int, bodies: list[str]) -> str:
    """Return the address that an action leads to."""
    first = 1917 + action * 7 % 60
    if bodies:
        return urlencode({"from": 1930, "to": 1950, "org": bodies[action % len(bodies)]})
    return urlencode({"from": first, "to": first + 9})


async def run(link: websockets.ClientConnection, query: str) -> None:
    """Ask for a run of the page and wait until it is over."""
    asked = BackMsg()
    asked.rerun_script.query_string = query
    await link.send(asked.SerializeToString())
    while True:
        data = await asyncio.wait_for(link.recv(), 60)
        message = ForwardMsg()
        if (
            len(data) < SMALL
            and message.ParseFromString(data) is not None
            and message.WhichOneof("type") == "script_finished"
        ):
            return


async def visitor(number: int, port: int, args: argparse.Namespace, bodies: list[str], seen: Seen) -> None:
    """Come, look, and act again and again."""
    url, origin = f"ws://127.0.0.1:{port}/_stcore/stream", f"http://127.0.0.1:{port}"
    options = {"max_size": None, "open_timeout": 30, "ping_interval": None}
    end, action = time.monotonic() + args.seconds, number * 13
    try:
        await asyncio.sleep(random.random() * min(args.pause, 3))  # noqa: S311
        async with websockets.connect(url, subprotocols=["streamlit"], origin=origin, **options) as link:
            while time.monotonic() < end:
                start = time.monotonic()
                await run(link, address(action, bodies))
                (seen.later if action > number * 13 else seen.first).append(time.monotonic() - start)
                action += 1
                await asyncio.sleep(args.pause * (0.5 + random.random()))  # noqa: S311
    except (OSError, TimeoutError, websockets.WebSocketException) as error:
        seen.errors.append(type(error).__name__)


async def crowd(count: int, servers: dict[int, int], args: argparse.Namespace, bodies: list[str]) -> None:
    """Let `count` visitors in, spread over servers (port -> process), and tell what they saw."""
    seen, ports = Seen(), list(servers)
    before, start = sum(map(cpu, servers.values())), time.monotonic()
    await asyncio.gather(*(visitor(n, ports[n % len(ports)], args, bodies, seen) for n in range(count)))
    used, lasted = sum(map(cpu, servers.values())) - before, time.monotonic() - start
    waited = sorted(seen.later)
    p50, p95 = (waited[min(len(waited) - 1, int(len(waited) * part))] * 1e3 for part in (0.5, 0.95))
    each = used / max(1, len(seen.later) + len(seen.first)) * 1e3
    print(
        f"{count:4} visitors: {len(waited)} actions, p50 {p50:.0f} ms, p95 {p95:.0f} ms; "
        f"{each:.0f} ms of CPU a run, {used / lasted:.0%} of a core; errors {seen.errors}",
        flush=True,
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, nargs="+", default=[1, 10, 25, 40])
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--pause", type=float, default=5, help="seconds between two actions of a visitor")
    parser.add_argument("--bodies", action="store_true", help="choose organizations, not years")
    parser.add_argument("--data", type=Path, default=ROOT / "data")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--port", type=int, default=PORT)
    args = parser.parse_args()
    bodies = geo.load(args.data)["organizations"]["id"].tolist() if args.bodies else []
    with ExitStack() as running:
        ports = range(args.port, args.port + args.processes)
        servers = {port: running.enter_context(app(port, GEO_DATA=str(args.data))).pid for port in ports}
        for count in args.visitors:
            asyncio.run(crowd(count, servers, args, bodies))


if __name__ == "__main__":
    main()
