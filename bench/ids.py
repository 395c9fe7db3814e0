"""Ask the page and Python the same random queries, and say where they show different events.

    python bench/ids.py                       # 300, 3,000 and 30,000 events
    python bench/ids.py --events 300000 --queries 500

The page counts by sums over years (static/shared/sums.js) and marks event by event; both must be Python's.
"""

from __future__ import annotations

import argparse
import base64
import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import browser
import numpy as np
import synthetic

import geo
from geo import Query, YearSpan
from geo.map import page
from geo.view import filters

if TYPE_CHECKING:
    from geo import Atlas

SIZES = (300, 3_000, 30_000)
ASK = """asked => asked.map(query => {
  const { data, layer } = atlas.current, result = atlas.select(data, { ...atlas.EVERYTHING, ...query });
  const bits = new Uint8Array(Math.ceil(data.events.n / 8));
  for (let i = 0; i < data.events.n; i += 1) if (result.marks[i]) bits[i >> 3] |= 128 >> (i & 7);
  const isUnplaced = (i) => result.marks[i] && atlas.placeNow(data, result, i) < 0;
  const unplaced = data.events.order.reduce((n, i) => n + (isUnplaced(i) ? 1 : 0), 0);
  let text = "";
  for (const byte of bits) text += String.fromCharCode(byte);
  return [btoa(text), result.shown, result.unplaced === unplaced];
})"""
AT_ONCE = 20


def random_query(draw: random.Random, atlas: Atlas) -> Query:
    """Return years, bodies and kinds as a visitor might combine them."""
    bodies = [*atlas["organizations"]["id"], *atlas["families"]["id"], "none"]
    kinds = sorted(atlas["kinds"]["id"])
    years = sorted(draw.choices(range(1890, 2000), k=2))
    first, last = (year if draw.random() < 0.8 else None for year in years)
    return Query(
        years=YearSpan(first, last),
        certain=draw.random() < 0.5,
        organizations=frozenset(draw.sample(bodies, draw.choice([0, 0, 1, 3]))),
        kinds=frozenset(draw.sample(kinds, draw.choice([0, 0, 1, 4]))),
        hidden=frozenset(draw.sample(kinds, draw.choice([0, 0, 1]))),
    )


def as_change(query: Query) -> dict[str, Any]:
    """Return a query as the page has it."""
    return {
        "from": query.years.first, "to": query.years.last, "certain": query.certain,
        "org": sorted(query.organizations), "kind": sorted(query.kinds), "hide": sorted(query.hidden),
    }  # fmt: skip


def differences(atlas: Atlas, path: Path, queries: int) -> list[Query]:
    """Return the queries to which a saved page and Python answer otherwise."""
    draw, wrong = random.Random(1937), []  # noqa: S311 - repeatable is what is wanted here
    events = geo.join(atlas.places, atlas.events, atlas["dated_by"])
    asked = [random_query(draw, atlas) for _ in range(queries)]
    page(atlas).save(path)
    with browser.chromium() as running, browser.opened(running, path) as (tab, _):
        for start in range(0, queries, AT_ONCE):
            some = asked[start : start + AT_ONCE]
            for query, found in zip(some, tab.evaluate(ASK, [as_change(one) for one in some]), strict=True):
                shown = np.zeros(len(events), dtype=bool)
                shown[filters.apply(events.assign(position=range(len(events))), query, atlas)["position"]] = True
                if found != [base64.b64encode(np.packbits(shown).tobytes()).decode(), int(shown.sum()), True]:
                    wrong.append(query)
    return wrong


def main() -> None:
    """Ask, and print what differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, nargs="+", default=SIZES)
    parser.add_argument("--queries", type=int, default=500)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for n in arguments.events:
            atlas = geo.load(synthetic.make_dataset(Path(name) / str(n), events=n))
            wrong = differences(atlas, Path(name) / f"{n}.html", arguments.queries)
            print(f"{n:,} events: {arguments.queries - len(wrong)} of {arguments.queries} queries equal", *wrong[:3])


if __name__ == "__main__":
    main()
