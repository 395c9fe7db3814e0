"""Measure an engine: millions of events over DuckDB, and over PostgreSQL beside it.

    python bench/engine.py                       # 3,000,000 events at 50,000 places, DuckDB
    python bench/engine.py --postgres            # and PostgreSQL, if its programs are installed
    python bench/engine.py --events 300000 --folder made

Prints a table in Markdown; each number is the median of five, over different questions where answers are kept.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.dataset import memory
from geo.dataset.translate import localize
from geo.engine import Box, open_engine
from geo.map.chunks import chunks
from geo.map.moments import moments
from geo.map.texts import card_fields, list_fields
from geo.model import YearSpan
from geo.view.query import Query

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.engine import Engine

TIMES = 5


def measure(where: str) -> dict[str, Any]:
    """Return what an engine takes for each question, in milliseconds of the clock and of the processor."""
    memory.from_system()  # as the app does
    begun, cpu = time.perf_counter(), time.process_time()
    engine = open_engine(where)
    found: dict[str, Any] = {"ready": (_ms(begun), round(1000 * (time.process_time() - cpu)))}
    bodies, kinds = (engine.skeleton[name]["id"].tolist() for name in ("organizations", "kinds"))
    years = YearSpan(1937, 1938)
    begun, cpu = time.perf_counter(), time.process_time()
    cube = engine.cube(Query(), families=False)
    found["first cube"] = (_ms(begun), round(1000 * (time.process_time() - cpu)))
    found["rows of the cube, degrees of a cell"] = f"{len(cube.spot):,}, {cube.degrees}"
    asked: dict[str, Callable[[int], Any]] = {
        "cube of a body": lambda n: engine.cube(Query(organizations=frozenset({bodies[n]})), families=False),
        "cube of two bodies": lambda n: engine.cube(Query(organizations=frozenset(bodies[n : n + 2])), families=False),
        "cube of a kind": lambda n: engine.cube(Query(kinds=frozenset({kinds[n]})), families=False),
        "cube in a box": lambda n: engine.cube(Query(), box=Box(30 + n, 50, 40 + n, 60), families=False),
        "cube by who acted": lambda n: engine.cube(Query(hidden=frozenset({kinds[n]}))),
        "facets of all but a kind": lambda n: engine.facets(Query(hidden=frozenset({kinds[n]}))),
        "facets of a body": lambda n: engine.facets(Query(organizations=frozenset({bodies[n]}))),
        "count of 1937 and 1938": lambda _: engine.count(Query(years=years)),
        "list page 1": lambda _: _words(engine, engine.numbers(Query(years=years), limit=30)),
        "list page 1,000": lambda _: _words(engine, engine.numbers(Query(years=years), offset=30_000, limit=30)),
        "card of a place": lambda n: _words(engine, engine.at_place(f"place-{n * 97}", Query(), limit=30)),
        "card of an event": lambda n: _words(engine, [engine.number(f"event-{n * 400_009:08}") or 0]),
        "search: a name": lambda n: engine.count(Query(text=f"surname{n}123 name7")),
        "search: a beginning": lambda n: engine.count(Query(text=f"surname{n}")),
        "search: a common word": lambda n: engine.count(Query(text=["alfa", "bravo", "kilo", "lima", "zulu"][n])),
        "search: two words as written": lambda n: engine.count(Query(text=f'"kilo {["lima", "alfa"][n % 2]}"')),
        "cube of a search": lambda n: engine.cube(Query(text=f"surname{n + 1}"), families=False),
        "suggestions": lambda n: [*engine.hits("places", f"place {n}"), *engine.hits("events", f"surname{n}77")],
    }
    for name, ask in asked.items():
        samples = []
        for n in range(TIMES):
            start, cpu = time.perf_counter(), time.process_time()
            ask(n)
            samples.append((_ms(start), 1000 * (time.process_time() - cpu)))
        found[name] = tuple(round(statistics.median(column)) for column in zip(*samples, strict=True))
    found["memory, MB now / at most"] = _memory()
    return found


def _words(engine: Engine, numbers: Any) -> Any:
    """Make of some events what a list and a card say, as the page is given it."""
    part = engine.excerpt(numbers)
    localized, when = localize(part, "en"), moments(part)
    fields = list_fields(localized, when) | card_fields(localized, when)
    return chunks(fields, when.order(), 30)


def _ms(start: float) -> int:
    return round(1000 * (time.perf_counter() - start))


def _memory() -> str:
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return " / ".join(str(int(status[name].split()[0]) // 1024) for name in ("VmRSS", "VmHWM"))


def _asked(where: str) -> dict[str, Any]:
    """Measure in a process of its own."""
    command = [sys.executable, __file__, "--measure", where]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ)
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _report(found: dict[str, dict[str, Any]]) -> str:
    first = next(iter(found.values()))
    lines = [f"| ms of the clock (of CPU in this process) | {' | '.join(found)} |", "|---|" + "---|" * len(found)]
    for name in first:
        values = [one[name] for one in found.values()]
        cells = [f"{one[0]} ({one[1]})" if isinstance(one, list) else str(one) for one in values]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Make the events, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=3_000_000)
    parser.add_argument("--places", type=int, default=50_000)
    parser.add_argument("--folder", type=Path, help="where they are made, or stand already")
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        print(json.dumps(measure(arguments.measure)))
        return
    import engine_data  # noqa: PLC0415 - what is measured does without

    with tempfile.TemporaryDirectory() as home:
        folder = arguments.folder or Path(home) / "made"
        if not (folder / "engine.json").is_file():
            start = time.perf_counter()
            engine_data.make(folder, events=arguments.events, places=arguments.places)
            print(f"made in {time.perf_counter() - start:.0f} s")
        size = sum(path.stat().st_size for path in folder.rglob("*.*"))
        print(f"{size / 1e6:.0f} MB; load of the machine {os.getloadavg()[0]:.1f}")
        found = {"DuckDB": _asked(str(folder))}
        if arguments.postgres:
            import engine_postgres  # noqa: PLC0415

            with engine_postgres.loaded(folder) as address:
                found["PostgreSQL"] = _asked(address)
        print(_report(found))


if __name__ == "__main__":
    main()
