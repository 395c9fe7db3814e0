"""Make millions of events in the form in which an engine reads them, evidently made up as those of `synthetic.py`.

They are written by column: as a dataset of CSV they would be checked for minutes.
"""

from __future__ import annotations

import json
import random
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import synthetic

from geo.dataset.read import read
from geo.dataset.write import files
from geo.engine import records, sums_stored, tables
from geo.engine.parquet import ABOUT, SKELETON, write_table
from geo.engine.stored import LINE, NUMBER, ROWS, About
from geo.view import index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.model import Atlas

PIECE = 500_000
SURNAMES, NAMES, WORDS = 50_021, 500, 8
"""Different ones in titles, and how many words a description has."""
STRIDE = WORDS + 7
"""Positions of an event among all words: those of title, description and date, and the ends of four texts."""


def make(folder: Path, *, events: int, places: int) -> Path:
    """Write a folder for an engine, whatever stood there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    skeleton = _skeleton(places)
    for name, content in (*files(skeleton.package, skeleton.tables), *skeleton.files.items()):
        (folder / SKELETON / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / SKELETON / name).write_bytes(content)
    made = Made(skeleton, events)
    for name, table in sums_stored.extended(made.tables()):
        write_table(folder, name, table)
    for name in ("events", "citations", "event_organizations"):
        records.write(folder / f"{ROWS}{name}.arrow", getattr(made, name)())
    about = About("synthetic000", events, (), ("events", "citations", "event_organizations"))
    (folder / ABOUT).write_text(about.as_text(), encoding="utf-8")
    return folder


def _skeleton(places: int) -> Atlas:
    """Return a dataset of many places and no event."""
    rng = random.Random(1917)  # noqa: S311 - repeatable is what is wanted here
    used = {f"place-{n}" for n in range(places)}
    few = synthetic._tables(rng, 0)  # noqa: SLF001 - the same tables
    few |= {"places": [synthetic._place(rng, n, used) for n in range(places)]}  # noqa: SLF001
    with tempfile.TemporaryDirectory() as home:
        folder = synthetic.make_dataset(Path(home), events=0)
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        package |= {"atlas:axis": [1917, 1991], "title": f"Synthetic dataset at {places:,} places"}
        (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
        for resource in package["resources"]:
            synthetic._write(folder, resource, few.get(resource["name"], []))  # noqa: SLF001
        atlas, problems = read(folder)
    if any(not one.warning for one in problems):
        raise RuntimeError(problems)
    return atlas


class Made:
    """The events, by column; their words as positions in the vocabulary."""

    def __init__(self, skeleton: Atlas, events: int) -> None:
        rng = np.random.default_rng(1917)
        self.n = np.arange(events)
        self.skeleton = skeleton
        year = np.where(rng.random(events) < 0.7, rng.integers(1937, 1939, events), rng.integers(1917, 1992, events))
        self.first = np.sort(year).astype(np.int16)
        lasting = np.where(rng.random(events) < 0.04, rng.integers(1, 5, events), 0)
        self.last = np.minimum(self.first + lasting, 1991).astype(np.int16)
        self.place = (len(skeleton.places) * rng.random(events) ** 2).astype(np.int32)
        kinds = skeleton["kinds"]
        parent = {one: at for at, one in enumerate(kinds["id"])}
        details = np.flatnonzero(kinds["parent"] != "")
        self.detail = rng.choice(details, events).astype(np.int16)
        self.kind = np.array([parent.get(one, -1) for one in kinds["parent"]], np.int16)[self.detail]
        self.body = rng.integers(0, synthetic.ORGANIZATIONS, (2, events)).astype(np.int32)
        share = rng.random(events)
        self.body[0, share < 0.05] = -1
        self.body[1, share < 0.8] = -1
        self.source = rng.integers(0, synthetic.SOURCES, events)
        self.surname = rng.integers(0, SURNAMES, events)
        self.name = rng.integers(0, NAMES, events)
        self.words = rng.integers(0, len(synthetic.WORDS), (WORDS, events)).astype(np.int8)

    def tables(self) -> Iterator[tuple[str, pa.Table]]:
        """Yield the tables of `geo.engine.tables`."""
        events, minus = len(self.n), np.full(len(self.n), -1)
        dates = [self.first, self.first, self.last, self.last]
        no = np.zeros(events, bool)
        family = self._families()
        bits = np.zeros(events, np.int64)
        for body in self.body:
            bits |= np.where(body < 0, 0, 1 << family[body])
        bits[bits == 0] = 1 << len(self.skeleton["families"])
        own = [self.n, self.place, minus, self.kind, self.detail, bits, np.full(events, 5), ~no, no, minus, *dates]
        _, table = self._table("events", own)
        yield "events", table
        yield from tables.gathered(self.skeleton, table)
        yield self._table("ids", [self._ids(self.n), self.n])
        yield self._table("acting", self._acting(bits))
        yield "stands", tables.SCHEMAS["stands"].empty_table()
        yield "ways", tables.SCHEMAS["ways"].empty_table()
        yield self._table("ties", self._ties())
        yield from self._said()

    def _families(self) -> Any:
        known = {one: at for at, one in enumerate(self.skeleton["families"]["id"])}
        return np.array([known[one] for one in self.skeleton["organizations"]["family"]])

    @staticmethod
    def _table(name: str, columns: list[Any]) -> tuple[str, pa.Table]:
        schema = tables.SCHEMAS[name]
        return name, pa.Table.from_arrays(
            [pa.array(one, field.type) for one, field in zip(columns, schema, strict=True)], schema=schema
        )

    @staticmethod
    def _ids(n: Any) -> pa.Array:
        digits = pc.utf8_lpad(pc.cast(pa.array(n), pa.string()), 8, "0")
        return pc.binary_join_element_wise("event", digits, "-")

    def _acting(self, bits: Any) -> list[Any]:
        bodies, families = len(self.skeleton["organizations"]), len(self.skeleton["families"])
        acts = [np.flatnonzero((self.body == body).any(axis=0)) for body in range(bodies)]
        acts += [np.flatnonzero(bits >> family & 1) for family in range(families + 1)]
        who, certain, event = [], [], []
        for at, n in enumerate(acts):
            who.append(np.full(2 * len(n), at))
            certain.append(np.repeat([False, True], len(n)))
            event += [n, n]
        n = np.concatenate(event)
        return [np.concatenate(who), np.concatenate(certain), n, self.first[n], self.last[n], np.ones(len(n), int)]

    def _ties(self) -> list[Any]:
        by = np.argsort(self.place, kind="stable")
        parts = [(np.zeros(len(by), int), self.place[by], by)]
        for body in range(len(self.skeleton["organizations"])):
            n = np.flatnonzero((self.body == body).any(axis=0))
            parts.append((np.ones(len(n), int), np.full(len(n), body), n))
        return [np.concatenate(column) for column in zip(*parts, strict=True)]

    def _said(self) -> Iterator[tuple[str, pa.Table]]:
        among = index.of_atlas(self.skeleton)
        own = [f"surname{n}" for n in range(SURNAMES)], [f"name{n}" for n in range(NAMES)], synthetic.WORDS
        dates = [str(year) for year in range(1917, 1992)]
        every = ["", "", *sorted({*among.words[2:], *own[0], *own[1], *own[2], *dates})]
        number = {word: at for at, word in enumerate(every)}
        yield self._table("words", [np.arange(len(every)), every, np.zeros(len(every), int)])
        moved = np.array([number[word] for word in among.words])
        said = tables._said(among)  # noqa: SLF001 - the same table
        yield "said", said.set_column(3, "word", pa.array(moved[said.column("word").to_numpy()], pa.int32()))
        at = [np.array([number[word] for word in some]) for some in (*own, dates)]
        columns = [at[0][self.surname], at[1][self.name], *at[2][self.words], at[3][self.first - 1917]]
        places = [0, 1, *range(3, 3 + WORDS), STRIDE - 2]
        words = np.concatenate(columns).astype(np.int32)
        by = np.argsort(words, kind="stable")
        n = np.tile(self.n.astype(np.int32), len(columns))[by]
        nth = np.concatenate([self.n * STRIDE + place for place in places])[by]
        yield self._table("postings", [words[by], n, nth])

    def _pieces(self) -> Iterator[Any]:
        return (self.n[begin : begin + PIECE] for begin in range(0, len(self.n), PIECE))

    def events(self) -> Iterator[pa.Table]:
        """Yield the records of events as they are written."""
        kinds = pa.array(self.skeleton["kinds"]["id"].tolist())
        vocabulary = pa.array(synthetic.WORDS)
        for n in self._pieces():
            surname, name = (pc.cast(pa.array(one[n]), pa.string()) for one in (self.surname, self.name))
            given = pc.binary_join_element_wise("Name", name, "")
            first, last = (pc.cast(pa.array(one[n]), pa.string()) for one in (self.first, self.last))
            span = pc.binary_join_element_wise(first, last, "/")
            texts = [vocabulary.take(pa.array(one[n])) for one in self.words]
            held = {
                "id": self._ids(n),
                "title": pc.binary_join_element_wise(pc.binary_join_element_wise("Surname", surname, ""), given, " "),
                "place_id": pc.binary_join_element_wise("place", pc.cast(pa.array(self.place[n]), pa.string()), "-"),
                "edtf": pc.if_else(pc.equal(first, last), first, span),
                "kind": kinds.take(pa.array(self.kind[n])),
                "kind_detail": kinds.take(pa.array(self.detail[n])),
                "scope": "city",
                "description": pc.binary_join_element_wise(*texts, " "),
                "confidence": "A",
                "graphic": "false",
            }
            yield self._records("events", n, held)

    def citations(self) -> Iterator[pa.Table]:
        """Yield the records of their sources."""
        for n in self._pieces():
            source = pc.binary_join_element_wise("source", pc.cast(pa.array(self.source[n]), pa.string()), "-")
            yield self._records("citations", n, {"event_id": self._ids(n), "source_id": source, "locator": "p. 1"})

    def event_organizations(self) -> Iterator[pa.Table]:
        """Yield the records of who acted."""
        for n in self._pieces():
            own = np.concatenate([n[body[n] >= 0] for body in self.body])
            bodies = np.concatenate([body[n][body[n] >= 0] for body in self.body])
            by = np.argsort(own, kind="stable")
            named = pc.binary_join_element_wise("organization", pc.cast(pa.array(bodies[by]), pa.string()), "-")
            held = {"event_id": self._ids(own[by]), "organization_id": named, "role": "carried-out"}
            yield self._records("event_organizations", own[by], held)

    def _records(self, table: str, n: Any, held: dict[str, Any]) -> pa.Table:
        columns = [held.get(str(name), "") for name in self.skeleton[table].columns]
        arrays = [one if isinstance(one, pa.Array) else pa.repeat(pa.scalar(one), len(n)) for one in columns]
        numbers = {name: pa.array(n, pa.int32()) for name in (NUMBER, LINE)}
        return pa.table({**numbers, **dict(zip(map(str, self.skeleton[table].columns), arrays, strict=True))})
