"""Feed damaged files to the readers: nothing may be raised, take long, or fill the memory.

Every input comes from a seed, so a finding can be made again. A few hundred of the same run in the
tests; this runs thousands.

    python bench/fuzz.py --count 20000
    python bench/fuzz.py --kind zip --seed 4711 --count 1   # one of them again
"""

from __future__ import annotations

import argparse
import copy
import importlib
import io
import json
import random
import struct
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

import geo
from geo import YearSpan, dates
from geo.dataset import kiosks
from geo.dataset.problems import Problems
from geo.errors import DateError
from geo.view import filters
from geo.view.join import bounds

sys.path.insert(0, str(Path(__file__).parent))
from synthetic import make_dataset

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo import Atlas

EVENTS = 20
SLOW = 2.0
"""CPU seconds that no input may take."""
CHUNK = 240
"""Inputs that a process takes at a time, a multiple of the number of kinds, so that all of them take alike."""
MEMORY_MB = 700
"""Megabytes that the whole process may come to hold; importing the library takes about 150."""
KIOSKS = """[one]
places = ["place-0"]
events = ["event-1"]
languages = ["en", "ru"]
title = { en = "One", ru = "Один" }
view = [57.4, 41.1, 7]
idle_seconds = 90
diagonal_inches = 43.5
pin = "1234"
"""
TEXTS = (
    "", " ", "NA", "null", "NaN", "-0", "1e400", "9" * 400, "1937-08", "1937-02-30", "\0", "\r", "\x1b[2J", "\ufeff",
    "\u2028", "\u202e", "\u00a0", "é", "e\u0301", "\U0001f480", "'", '"', '""', ";", "\t", ",", "=1+1", "{{7*7}}",
    "../x", "place-0", "event-1", "none", "{", "[" * 60, "a" * 5000, "<script>", "²", "٣", "\ud800",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 10**18, 10**400, 1.5, 1e308, "", "x", [], {}, [[]], {"a": {}}, [None], [1, 2], ["x"],
    {"type": "Point"}, {"type": "Point", "coordinates": [1e99, 2]}, [[[1, 2]]], "[", "(", "[a-", "(a+)+$", ".*",
)  # fmt: skip
RAW = (
    b"NaN", b"Infinity", b"-Infinity", b"1e999", b"-0", b"01", b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\0", b"\r",
    b'"', b"'", b"\\", b"\\u", b"\\ud800", b"{", b"}", b"[", b"]", b",", b";", b"\t", b"\n", b"\r\n", b"\xef\xbb\xbf",
    b"\xff\xfe", b"[" * 5000, b'{"a":' * 500, b'"' * 999, b"9" * 5000, b"a." * 500, b'"""', b"'''", b"#", b"=",
)  # fmt: skip
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
EDTF_PARTS = (
    "1937", "193X", "19XX", "XXXX", "-0001", "-0000", "Y17000", "Y-17000", "Y9999999999", "08", "13", "00", "02-30",
    "21", "24", "41", "11", "31", "XX", "/", "..", "-", "?", "~", "%", "T", "23:20:30", "24:00:00", "Z", "+14:00",
    "[", "]", "{", ",", "E5", "S2", " ", "unknown", "\u2013", "\0", "²", "٣", "9" * 70, "\ud800",
)  # fmt: skip


@cache
def files() -> dict[str, bytes]:
    """Return a small sound dataset: the name of each file and its content."""
    with tempfile.TemporaryDirectory() as folder:
        make_dataset(Path(folder), events=EVENTS)
        found = {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir()) if path.is_file()}
    return {**found, "kiosks.toml": KIOSKS.encode("utf-8")}


def zipped(members: dict[str, bytes]) -> bytes:
    """Return the files as a zip, not compressed, which is quick."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in members.items():
            file.writestr(member(name), content)
    return out.getvalue()


def member(name: str, method: int = zipfile.ZIP_STORED) -> zipfile.ZipInfo:
    """Return the head of a file in a zip, always of one day: a seed stands for the same bytes tomorrow."""
    info = zipfile.ZipInfo(name)
    info.compress_type = method
    return info


def bytes_changed(rng: random.Random, content: bytes) -> bytes:
    """Flip, cut, double and insert bytes anywhere."""
    changed = bytearray(content)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(changed) + 1)
        until = min(len(changed), at + rng.choice((1, 1, 2, 8, 100)))
        action = rng.randrange(5)
        if action == 0 and at < len(changed):
            changed[at] ^= 1 << rng.randrange(8)
        elif action == 1:
            del changed[at:until]
        elif action == 2:
            changed[at:at] = changed[at:until] * rng.choice((1, 2, 50))
        elif action == 3:
            changed[at:at] = rng.choice(RAW)
        elif rng.random() < 0.3:
            del changed[at:]
    return bytes(changed)


def json_changed(rng: random.Random, content: bytes) -> bytes:
    """Put a value of another type, a deep or a huge one somewhere, take members away, double keys."""
    value = json.loads(content)
    for _ in range(rng.randint(1, 3)):
        parent, key = _somewhere(rng, value)
        if parent is None:
            return _dumped(rng, copy.deepcopy(rng.choice(VALUES)))
        action = rng.randrange(4)
        if action == 0:
            del parent[key]
        elif action == 1:
            parent[key] = rng.choice(TEXTS)
        elif action == 2:
            parent[key] = _deep(rng)
        else:
            parent[key] = copy.deepcopy(rng.choice(VALUES))
    return _dumped(rng, value)


def _somewhere(rng: random.Random, value: Any) -> tuple[Any, Any]:
    """Return a list or an object within a value, and one of its places."""
    parent, key = None, None
    while isinstance(value, dict | list) and value and (parent is None or rng.random() < 0.85):
        parent, key = value, rng.choice(list(value)) if isinstance(value, dict) else rng.randrange(len(value))
        value = parent[key]
    return parent, key


def _deep(rng: random.Random) -> Any:
    value: Any = copy.deepcopy(rng.choice(VALUES))
    for _ in range(rng.choice((1, 5, 39, 41, 200))):
        value = [value] if rng.random() < 0.5 else {"a": value}
    return value


def _dumped(rng: random.Random, value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=rng.random() < 0.5)
    if rng.random() < 0.1:
        text = text.replace('"id":', '"id": 1, "id":', 1)
    return text.encode(rng.choice(("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-32")), "surrogatepass")


def csv_changed(rng: random.Random, content: bytes) -> bytes:
    """Change cells, rows and columns, the delimiter, the ends of lines and the encoding."""
    rows = [line.split(",") for line in content.decode("utf-8").splitlines()]
    for _ in range(rng.randint(1, 4)):
        row = rng.choice(rows)
        action = rng.randrange(5)
        if action == 0 and row:
            row[rng.randrange(len(row))] = rng.choice(TEXTS)
        elif action == 1:
            row.append(rng.choice(TEXTS))
        elif action == 2 and row:
            row.pop(rng.randrange(len(row)))
        elif action == 3:
            rows.insert(rng.randrange(len(rows) + 1), list(row))
        else:
            rng.shuffle(row)
    delimiter = rng.choice((",", ",", ",", ";", "\t", "|"))
    end = rng.choice(("\n", "\n", "\r\n", "\r", "\n\n"))
    text = end.join(delimiter.join(row) for row in rows) + rng.choice(("", end))
    encoding = rng.choice(("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251"))
    return text.encode(encoding, "replace" if encoding == "cp1251" else "surrogatepass")


def toml_changed(rng: random.Random, content: bytes) -> bytes:
    """Put another value after an equals sign, double lines, open brackets."""
    lines = content.decode("utf-8").splitlines()
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(lines))
        name = lines[at].partition("=")[0]
        values = (
            "nan",
            "inf",
            "-0",
            "1e400",
            "9" * 400,
            "[",
            "[" * 3000,
            "[[]]",
            "{}",
            "{a={a={a=1}}}",
            "''",
            '"""',
            "true",
            "1937-02-30",
            "1937-08-11",
            "00:00:00",
            "0x",
            "[1,[2,'a']]",
            '"\\ud800"',
            "a.b",
            ".".join("a" * 900),
        )
        lines.insert(
            at, rng.choice((f"{name}= {rng.choice(values)}", lines[at], "[one]", "[[one]]", "one = 1", "x." * 99))
        )
        if rng.random() < 0.5:
            del lines[at + 1]
    return "\n".join(lines).encode(rng.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16")))


def zip_changed(rng: random.Random, _: bytes) -> bytes:
    """Add members that no dataset has, compress in other ways, and damage what comes of it."""
    out = io.BytesIO()
    method = rng.choice(
        (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
    )
    top = rng.choice(("", "", "data/", "a/b/", "/", "../"))
    names = rng.choice(("../x", "C:\\x", "EVENTS.csv", "x\0.csv", "a/" * 99, "\u202e.csv", "__MACOSX/x", "é.csv"))
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in files().items():
            if rng.random() > 0.02:
                file.writestr(member(top + name, method), b"\n" * 3_000_000 if rng.random() < 0.01 else content)
        if rng.random() < 0.3:
            file.writestr(member(names, method), b"x" * rng.choice((0, 1, 1_000_000)))
    content = bytearray(out.getvalue())
    for _ in range(rng.choice((0, 0, 1, 5))):
        at = content.rfind(b"PK", 0, rng.randrange(2, len(content)))
        struct.pack_into(
            "<H", content, min(max(at, 0) + rng.randrange(4, 46), len(content) - 2), rng.choice((0, 1, 8, 99, 65535))
        )
    return bytes(content)


def edtf_changed(rng: random.Random, _: bytes) -> bytes:
    """Join parts of dates at random."""
    return "".join(rng.choice(EDTF_PARTS) for _ in range(rng.randint(1, 7))).encode("utf-8", "surrogatepass")


@dataclass(frozen=True)
class Kind:
    """A kind of file: which files it has, and how its structure is changed."""

    names: Callable[[], list[str]]
    change: Callable[[random.Random, bytes], bytes]


KINDS = {
    "json": Kind(lambda: ["datapackage.json"], json_changed),
    "geojson": Kind(lambda: ["places.geojson"], json_changed),
    "csv": Kind(lambda: [name for name in files() if name.endswith(".csv")], csv_changed),
    "edtf": Kind(lambda: [""], edtf_changed),
    "toml": Kind(lambda: ["kiosks.toml"], toml_changed),
    "zip": Kind(lambda: [""], zip_changed),
}


def damaged(kind: str, seed: int) -> tuple[str, bytes]:
    """Return the file and the content that a seed stands for."""
    rng = random.Random(f"{kind} {seed}")  # noqa: S311 - repeatable is what is wanted here
    name = rng.choice(KINDS[kind].names())
    content = files().get(name, b"")
    if rng.random() < 0.7 or not content:
        content = KINDS[kind].change(rng, content)
    if rng.random() < 0.4:
        content = bytes_changed(rng, content)
    return name, content


@cache
def sound() -> Atlas:
    """Return the small dataset as read."""
    return geo.check(zipped(files())).atlas


def remember_sound_tables() -> None:
    """Read tables that are as they were only once: what takes the time of a run is not what it is for."""
    module = importlib.import_module("geo.dataset.assemble")
    read, known = module.read_table, {}

    def quick(resource: Any, content: bytes, budget: Any, problems: Any) -> Any:
        if content != files().get(resource["path"]):
            return read(resource, content, budget, problems)
        key = json.dumps(resource)
        if key not in known:
            found = Problems()
            known[key] = (read(resource, content, budget, found), found.listed())
        table, found = known[key]
        problems.extend(found)
        return table

    module.read_table = quick


def feed(kind: str, seed: int) -> bool:
    """Give one damaged file to its reader; return whether it was accepted. Whatever is raised is a finding."""
    name, content = damaged(kind, seed)
    if kind == "toml":
        return not kiosks.check(replace(sound(), files={name: content}))
    if kind == "edtf":
        return _is_date(content.decode("utf-8", "surrogateescape"))
    report = geo.check(content if kind == "zip" else zipped({**files(), name: content}))
    json.dumps(report.as_dict(), ensure_ascii=False).encode("utf-8", "surrogatepass")
    assert all(str(problem) for problem in report.problems)  # noqa: S101
    return report.sound


def _is_date(text: str) -> bool:
    try:
        date = dates.parse(text)
    except DateError:
        return False
    dates.in_order([text])
    dates.display(date)
    years = bounds(pd.Series([text], dtype="str"))
    certain, possible = (filters.touching(years, YearSpan(1937, 1938), certain=one).all() for one in (True, False))
    assert possible or not certain  # noqa: S101
    return True


@dataclass
class Tally:
    """What a run found."""

    accepted: Counter[str] = field(default_factory=Counter)
    raised: list[str] = field(default_factory=list)
    slowest: list[tuple[float, str, int]] = field(default_factory=list)
    peak_mb: float = 0.0

    def __add__(self, other: Tally) -> Tally:
        """Join what two processes found."""
        return Tally(
            self.accepted + other.accepted,
            self.raised + other.raised,
            sorted(self.slowest + other.slowest, reverse=True)[:5],
            max(self.peak_mb, other.peak_mb),
        )

    def add(self, kind: str, seed: int) -> None:
        """Feed one damaged file and note what became of it."""
        start = time.process_time()
        try:
            self.accepted[kind] += feed(kind, seed)
        except Exception:  # noqa: BLE001 - finding them is what this is for
            self.raised.append(f"{kind} {seed}\n{traceback.format_exc()}")
        self.slowest = sorted([*self.slowest, (time.process_time() - start, kind, seed)], reverse=True)[:5]


def peak_mb() -> float:
    """Return the largest memory the process has held, in megabytes; 0 where the system does not tell."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024**2 if sys.platform == "darwin" else 1024)


def run(inputs: list[tuple[str, int]]) -> Tally:
    """Feed one damaged file after another."""
    tally = Tally()
    for kind, seed in inputs:
        tally.add(kind, seed)
    tally.peak_mb = peak_mb()
    return tally


def main() -> int:
    """Run, print what was found, and return 1 when there is anything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1, help="processes that share the work")
    parser.add_argument("--kind", choices=list(KINDS))
    arguments = parser.parse_args()
    kinds = [arguments.kind] if arguments.kind else list(KINDS)
    start, before = time.perf_counter(), peak_mb()
    inputs = [(kinds[number % len(kinds)], arguments.seed + number // len(kinds)) for number in range(arguments.count)]
    chunks = [inputs[at : at + CHUNK] for at in range(0, len(inputs), CHUNK)]
    tally = Tally()
    with ProcessPoolExecutor(arguments.jobs, initializer=remember_sound_tables) as pool:
        for number, part in enumerate(pool.map(run, chunks), 1):
            tally += part
            print(f"{min(number * CHUNK, len(inputs)):,}: {len(tally.raised)} exceptions", file=sys.stderr, flush=True)
    print(*tally.raised[:20], sep="\n")
    print(f"{arguments.count:,} inputs in {time.perf_counter() - start:.0f} s, {len(tally.raised)} exceptions")
    print("accepted: " + ", ".join(f"{kind} {tally.accepted[kind]:,}" for kind in kinds))
    print("slowest: " + ", ".join(f"{seconds:.2f} s ({kind} {seed})" for seconds, kind, seed in tally.slowest))
    print(f"peak memory of a process: {tally.peak_mb:.0f} MB, {before:.0f} of them before the first input")
    return int(bool(tally.raised) or tally.slowest[0][0] > SLOW or tally.peak_mb > MEMORY_MB)


if __name__ == "__main__":
    sys.exit(main())
