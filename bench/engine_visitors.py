"""How many visitors the map in front of an engine serves: each does something every few seconds.

    geo load archive --to archive.engine
    python bench/engine_visitors.py --data archive.engine --visitors 1 20 60 --processes 2

A visitor keeps what is chosen while the years move, as the page does, and asks what it asks: half of the actions move
the years, for which only the list beside the map is asked; others choose a kind, a body or a word in the place of the
last choice, or nothing, for which counts are asked too, or open the card of a place. A browser would answer the same
question from its cache; here it is asked again. All over loopback, for a bounded time; with two processes visitors
take turns, as behind a proxy, and each question may go to either: neither keeps anything of a visitor.
"""

from __future__ import annotations

import argparse
import asyncio
import concurrent.futures
import random
import re
import sys
import time
from collections import Counter
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from urllib.request import urlopen

from flood import app
from visitors import cpu

from geo.engine import open_engine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.model import Atlas

PORT = 8760
ACTIONS = {"years": 50, "kind": 13, "body": 13, "word": 8, "all": 6, "place": 10}
"""How often of a hundred."""
FACETS = "1,2,3,4,5"
"""What the page counts always (``static/shared/remote.js``)."""
OPENED = "2"
"""What it counts besides, under all but the choice of a kind: the list that is open."""
OFF = {"hide": "context"}
"""As the page has it at first."""
Questions = list[list[tuple[str, dict[str, str]]]]
"""One after the other; those of one step together."""


class Visitor:
    """Somebody who looks at the map: what is chosen, and which years."""

    def __init__(self, skeleton: Atlas, draw: random.Random) -> None:
        self.draw = draw
        self.ids = {name: skeleton[name]["id"].tolist() for name in ("places", "kinds", "organizations")}
        self.chosen: dict[str, str] = {}
        self.years: dict[str, str] = {}

    def acts(self) -> Questions:
        """Do something, and return what the page asks for it."""
        (action,) = self.draw.choices([*ACTIONS], [*ACTIONS.values()])
        if action == "place":
            own = {"of": self.draw.choice(self.ids["places"]), "offset": "0", "limit": "50"}
            return [[("place", {**self.chosen, **OFF, **self.years, **own})]]
        if action == "years":
            first = self.draw.randrange(1917, 1960)
            self.years = {"from": str(first), "to": str(first + self.draw.randrange(10))}
            return [[self._list()]]
        self.chosen = self._choice(action)
        others = {name: value for name, value in self.chosen.items() if name != "kind"}
        counts = [("cube", self.chosen), ("facets", {**self.chosen, **OFF, "what": FACETS})]
        return [counts, [self._list(), ("facets", {**others, **OFF, "what": OPENED})]]

    def _list(self) -> tuple[str, dict[str, str]]:
        return "list", {**self.chosen, **OFF, **self.years, "offset": "0", "limit": "60"}

    def _choice(self, action: str) -> dict[str, str]:
        if action == "word":
            return {"q": f"surname{self.draw.randrange(1000)}"}
        if action == "all":
            return {}
        name, table = {"kind": ("kind", "kinds"), "body": ("org", "organizations")}[action]
        return {name: self.draw.choice(self.ids[table])}


async def visitor(bases: Iterator[str], skeleton: Atlas, args: argparse.Namespace, draw: random.Random) -> list[float]:
    """Act again and again; return the seconds that each action took, below zero one that failed."""
    waited, one = [], Visitor(skeleton, draw)
    end = time.monotonic() + args.seconds
    await asyncio.sleep(draw.random() * args.pause)
    while time.monotonic() < end:
        start, failed = time.monotonic(), False
        for step in one.acts():
            urls = [f"{next(bases)}{name}?{urlencode(asked)}" for name, asked in step]
            failed |= any(await asyncio.gather(*(asyncio.to_thread(_fails, url) for url in urls)))
        took = time.monotonic() - start
        waited.append(-took if failed else took)
        await asyncio.sleep(args.pause * (0.5 + draw.random()))
    return waited


def _fails(url: str) -> bool:
    try:
        with urlopen(url, timeout=60) as answer:
            return not answer.read()
    except OSError:
        return True


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--visitors", type=int, nargs="+", default=[1, 20, 60])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=5, help="seconds between two actions of a visitor")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--port", type=int, default=PORT)
    args = parser.parse_args()
    engine = open_engine(str(args.data))
    skeleton = engine.skeleton
    engine.close()
    with ExitStack() as running:
        ports = range(args.port, args.port + args.processes)
        servers = {port: running.enter_context(app(port, GEO_DATA=str(args.data))).pid for port in ports}
        bases = [f"http://127.0.0.1:{port}/data/{_version(port)}/engine/" for port in ports]
        for count in args.visitors:
            before, start = sum(map(cpu, servers.values())), time.monotonic()
            waited = asyncio.run(_crowd(count, bases, skeleton, args))
            used = sum(map(cpu, servers.values())) - before
            _tell(count, waited, used, time.monotonic() - start)


async def _crowd(count: int, bases: list[str], skeleton: Atlas, args: argparse.Namespace) -> list[float]:
    asyncio.get_running_loop().set_default_executor(_threads(count))
    turns = cycle(bases)
    told = await asyncio.gather(*(visitor(turns, skeleton, args, random.Random(n)) for n in range(count)))  # noqa: S311
    return [one for waited in told for one in waited]


def _threads(count: int) -> concurrent.futures.ThreadPoolExecutor:
    return concurrent.futures.ThreadPoolExecutor(2 * count)


def _version(port: int) -> str:
    with urlopen(f"http://127.0.0.1:{port}/map", timeout=120) as answer:
        found = re.search(r"data/([0-9a-zA-Z-]+)/", answer.read().decode())
    if not found:
        sys.exit("no page in front of an engine answers")
    return found[1]


def _tell(count: int, waited: list[float], used: float, lasted: float) -> None:
    ends = Counter("failed" if one < 0 else "heard" for one in waited)
    took = sorted(map(abs, waited))
    p50, p95 = (took[min(len(took) - 1, int(len(took) * part))] * 1e3 for part in (0.5, 0.95))
    each = f"{1e3 * used / len(took):.0f} ms of CPU an action, {used / lasted:.0%} of a core"
    print(f"{count:4} visitors: {dict(ends)}, p50 {p50:.0f} ms, p95 {p95:.0f} ms, {each}", flush=True)


if __name__ == "__main__":
    main()
