"""Check mutated datasets both ways, screened by column and looked at one by one: every problem must be the same.

Every dataset comes from a seed, so a difference can be made again. A hundred of the same run in the tests.

    python bench/mutate.py --count 2000
    python bench/mutate.py --seed 4711 --count 1   # one of them again
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import random
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

from geo.checks import records
from geo.checks.validate import validate
from geo.dataset import plain_collection, plain_csv, plain_features
from geo.dataset.assemble import assemble
from geo.dataset.limits import FOLDER, Budget

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.model import Problem

DATA = Path(__file__).parents[1] / "data"
Files = dict[str, bytes]
TEXTS = (
    "", "", " ", "x", "no-such-record", "none", " leading", "trailing\u00a0", "\u3000", "a\nb", "a\tb", "\x1b", "\x7f",
    "\x85", "\x1c", "e\u0301", "\u0301" * 3, "\u0301" * 101, "Жизнь", "\ufeff", "\u2028", "\U0001f480", '"', ",",
    "A" * 301, "1937", "1937-02-30", "193X", "1938/1937", "1917/..", "../1917", "Y17000", "Y-99999999999999999",
    "2999", "0", "-1",
    "007", "1e5", "10-15", "9" * 16, "true", "false", "yes", "part", "no", "region", "national", "site", "certain",
    "UA", "ru", "en", "xx", "https://example.org", "example.org", "https://[x", "https://www.wikidata.org/wiki/Q42",
    "10.1080/09668130600652159", "12-10", "xii", "53", "exact", "at", "from", "via", "to", "before", "within",
    "#aabbcc", "events", "places", "persons", "title", "name", "killing", "massacre", "seat",
    "memory", "nkvd", "katyn-massacre",
)  # fmt: skip
AT = (
    [0, 0],
    [37.6, 55.7],
    [55.7, 37.6],
    [179.9, 66],
    [190.5, 66],
    [-181, 10],
    [37.6, 155.7],
    [30, 50, 100],
    [True, 1],
    [],
)
LINE = [[170, 60], [-170, 61], [-160, 62]]
RING = [[30, 50], [40, 50], [40, 60], [30, 50]]
SHAPES: tuple[Any, ...] = (
    None, {"type": "LineString", "coordinates": LINE}, {"type": "Polygon", "coordinates": [RING]},
    {"type": "Polygon", "coordinates": [RING[::-1]]}, {"type": "MultiPoint", "coordinates": [[170, 60], [-170, 60]]},
    {"type": "Polygon", "coordinates": [[[30, 50], [40, 60], [40, 50], [30, 60], [30, 50]]]},
    {"type": "MultiLineString", "coordinates": [LINE[:2], LINE[1:]]}, {"type": "Point"}, "Point", {},
    {"type": "MultiPolygon", "coordinates": [[RING], [RING[::-1]]]},
)  # fmt: skip


@cache
def files() -> Mapping[str, bytes]:
    """Return the published dataset, every other file of its folder left out, as name -> content."""
    package = json.loads((DATA / "datapackage.json").read_bytes())
    names = ["datapackage.json", "kiosks.toml", *(resource["path"] for resource in package["resources"])]
    return {name: (DATA / name).read_bytes() for name in names if (DATA / name).exists()}


def mutated(seed: int) -> Files:
    """Return the dataset with a few tables changed, in ways in which people and programs change them."""
    rng = random.Random(f"mutate {seed}")  # noqa: S311 - repeatable is what is wanted here
    found = dict(files())
    for _ in range(rng.choice((1, 1, 2, 3, 6))):
        name = rng.choice([name for name in found if name.endswith((".csv", ".geojson"))])
        change = features_changed if name.endswith(".geojson") else table_changed
        found[name] = change(rng, found[name])
    return found


def table_changed(rng: random.Random, content: bytes) -> bytes:
    """Change cells of one table, exchange some, double, move and take away rows, and write it as some program does."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig", "replace"), newline="")))
    head, body = (rows[0], rows[1:]) if rows else ([""], [])
    body = body or [[""] * len(head)]
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        row, other = rng.choice(body), rng.choice(body)
        at = rng.randrange(len(head))
        action = rng.randrange(7)
        if action <= 2 and at < len(row):
            row[at] = rng.choice(TEXTS)
        elif action == 3 and at < min(len(row), len(other)):
            row[at] = other[at]
        elif action == 4:
            body.insert(rng.randrange(len(body) + 1), list(row))
        elif action == 5 and len(body) > 1:
            body.remove(row)
        elif at < len(row):
            row[at] = rng.choice((f"{row[at]} ", row[at].upper(), row[at][:-1], row[at] + rng.choice(TEXTS)))
    if rng.random() < 0.03:
        column, text = rng.randrange(len(head)), rng.choice(TEXTS)
        body = [[text if at == column else cell for at, cell in enumerate(row)] for row in body]
    return _written(rng, [head, *body])


def _written(rng: random.Random, rows: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    end = rng.choice(("\n", "\n", "\n", "\r\n"))
    quoting = rng.choice((csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    csv.writer(out, lineterminator=end, quoting=quoting).writerows(rows)
    text = out.getvalue()
    if rng.random() < 0.1:
        at = rng.randrange(len(text))
        text = text[:at] + rng.choice(('"', ",", "\n", "\r", "\n\n", '""', "\0")) + text[at:]
    return text.encode(rng.choice(("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16")), "surrogatepass")


def features_changed(rng: random.Random, content: bytes) -> bytes:
    """Change properties and geometries of some features, double and take away some."""
    collection = json.loads(content)
    features = collection["features"]
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        feature, other = rng.choice(features), rng.choice(features)
        action = rng.randrange(8)
        if action <= 2:
            field = rng.choice(list(feature.get("properties") or {"id": ""}))
            values = (*TEXTS, None, 5, 1.5, True, [], {})
            feature["properties"] = {**(feature.get("properties") or {}), field: rng.choice(values)}
        elif action == 3:
            feature["geometry"] = {"type": "Point", "coordinates": rng.choice(AT)}
        elif action == 4:
            feature["geometry"] = rng.choice(SHAPES)
        elif action == 5:
            features.insert(rng.randrange(len(features) + 1), json.loads(json.dumps(other)))
        elif action == 6 and len(features) > 1:
            features.remove(feature)
        else:
            feature[rng.choice(("id", "type", "properties", "geometry", "bbox", "more"))] = rng.choice(
                (None, 1, "x", {})
            )
    return json.dumps(collection, ensure_ascii=rng.random() < 0.5).encode()


def both(content: Mapping[str, bytes]) -> tuple[list[Problem], list[Problem]]:
    """Return the problems of a dataset found the quick way, and those found by looking at every record."""
    with mock.patch.object(records, "SMALL", 0):
        quick = _problems(content, screened=True)
    with ExitStack() as slow:
        for module, name in ((plain_csv, "read"), (plain_collection, "read"), (plain_features, "position")):
            slow.enter_context(mock.patch.object(module, name, return_value=None))
        return quick, _problems(content, screened=False)


def _problems(content: Mapping[str, bytes], *, screened: bool) -> list[Problem]:
    atlas, problems = assemble(content.get, Budget(FOLDER))
    return [*problems, *validate(atlas, screened=screened)]


def run(seeds: list[int]) -> tuple[Counter[str], list[str]]:
    """Return how many problems of each reason were found, and the datasets in which the two ways differ."""
    said: Counter[str] = Counter()
    differ = []
    for seed in seeds:
        quick, slow = both(mutated(seed))
        said.update(problem.why for problem in slow)
        if quick != slow:
            differ += [f"seed {seed}:", *(f"  quick only: {one}" for one in quick if one not in slow)]
            differ += [f"  slow only: {one}" for one in slow if one not in quick] or ["  in another order"]
    return said, differ


def main() -> int:
    """Run, print what was found, and return 1 when the two ways differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1, help="processes that share the work")
    arguments = parser.parse_args()
    start, said, differ = time.perf_counter(), Counter[str](), []
    seeds = range(arguments.seed, arguments.seed + arguments.count)
    with ProcessPoolExecutor(arguments.jobs) as pool:
        for found, other in pool.map(run, [[*seeds[at : at + 50]] for at in range(0, len(seeds), 50)]):
            said += found
            differ += other
            print(*other, sep="\n", end="\n" if other else "", file=sys.stderr, flush=True)
    print(f"{arguments.count:,} datasets in {time.perf_counter() - start:.0f} s, {said.total():,} problems of")
    print(f"{len(said):,} sentences; {sum(line.startswith('seed') for line in differ)} datasets differ")
    return int(bool(differ))


if __name__ == "__main__":
    sys.exit(main())
