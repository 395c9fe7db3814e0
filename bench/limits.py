"""What small files that unpack to much, or keep a reader busy, cost a process that checks them.

Each case is the example of ``geo new`` with one file replaced; it is checked in a process of its own,
whose CPU and peak memory, imports included, are printed beside the first sentence of its report.

    python bench/limits.py                        all cases as zips
    python bench/limits.py csv-newlines toml-dots some of them
    python bench/limits.py --zip FILE.zip ...     files from elsewhere
"""

# ruff: noqa: E501 - a case is a line
from __future__ import annotations

import argparse
import io
import json
import os
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from geo.imports import example

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECONDS, MEGABYTES = 2.0, 500.0
"""CPU and peak memory that no case may take."""
M = 1_000_000
EVENTS, PLACES, PACKAGE, KIOSKS = "events.csv", "places.geojson", "datapackage.json", "kiosks.toml"
Files = dict[str, bytes]


def _features(features: bytes) -> bytes:
    return b'{"type":"FeatureCollection","features":[%s]}' % features


def _geometry(kind: bytes, coordinates: bytes, *, count: int = 1) -> bytes:
    one = (
        b'{"type":"Feature","properties":{"id":"a","name":"A","kind":"settlement","precision_m":"1","certainty":"certain",'
        b'"country_today":"","scope":"site","note":"n"},"geometry":{"type":"%s","coordinates":%s}}'
    )
    return _features(b",".join([one % (kind, coordinates)] * count))


def _square(x: float, y: float, size: float) -> bytes:
    a, b, c, d = x, y, x + size, y + size
    return f"[[{a:.5f},{b:.5f}],[{c:.5f},{b:.5f}],[{c:.5f},{d:.5f}],[{a:.5f},{d:.5f}],[{a:.5f},{b:.5f}]]".encode()


def _comb(count: int) -> bytes:
    """Return a ring of long slanting teeth, whose boxes all meet one another."""
    teeth = [f"[{at / count * 10:.6f},{(0 if at % 2 else 40) + at / count * 10:.6f}]" for at in range(count)]
    return f"[[{','.join(teeth)},[10.5,-5],[-1,-5],{teeth[0]}]]".encode()


def _squares(count: int) -> Iterator[bytes]:
    side = int(count**0.5)
    for at in range(count):
        yield _square(-80 + at % side * 160 / side, -80 + at // side * 160 / side, 80 / side)


def _event(number: int, title: str = "T", date: str = "1834", more: str = "") -> str:
    return f"x{number:07d},{title},tolpuddle,,{date},repression,arrest,site,{more},,B,example,false,"


def _events(count: int, row: Callable[[int], str]) -> Callable[[Files], Files]:
    def make(files: Files) -> Files:
        head = files[EVENTS].split(b"\n")[0]
        return {EVENTS: head + b"\n" + "".join(f"{row(number)}\n" for number in range(count)).encode()}

    return make


def _table(body: bytes, *, head: bool = True) -> Callable[[Files], Files]:
    return lambda files: {EVENTS: (files[EVENTS].split(b"\n")[0] + b"\n" if head else b"") + body}


def _described(change: Callable[[dict], None]) -> Callable[[Files], Files]:  # type: ignore[type-arg]
    def make(files: Files) -> Files:
        package = json.loads(files[PACKAGE])
        change(package)
        return {PACKAGE: json.dumps(package).encode()}

    return make


def _resource(package: dict, name: str) -> dict:  # type: ignore[type-arg]
    return next(one for one in package["resources"] if one["name"] == name)


def _patterned(files: Files) -> Files:
    def change(package: dict) -> None:  # type: ignore[type-arg]
        for field in _resource(package, "events")["schema"]["fields"]:
            if field["name"] in ("title", "note", "description"):
                field["constraints"] = {"pattern": "[^b]*[^c]*b"}

    rows = _events(27_000, lambda number: _event(number, "a" * 290 + str(number), "1834", "a" * 290 + str(number)))
    return {**_described(change)(files), **rows(files)}


def _enums(files: Files) -> Files:
    def change(package: dict) -> None:  # type: ignore[type-arg]
        for field in _resource(package, "events")["schema"]["fields"]:
            if field["name"] == "title":
                field["constraints"] = {"enum": [f"word-{number}" for number in range(60_000)]}

    return {**_described(change)(files), **_events(27_000, lambda number: _event(number, f"ward-{number}"))(files)}


def _many_fields(package: dict) -> None:  # type: ignore[type-arg]
    fields = _resource(package, "events")["schema"]["fields"]
    fields += [{"name": f"f{number}", "type": "string"} for number in range(25_000)]


def _many_resources(package: dict) -> None:  # type: ignore[type-arg]
    extra = [
        {"name": f"t{number}", "path": f"t{number}.csv", "schema": {"fields": [{"name": "a"}]}}
        for number in range(12_000)
    ]
    package["resources"] += extra


def _many_keys(package: dict) -> None:  # type: ignore[type-arg]
    package.update({f"k{number}": number for number in range(60_000)})


def _many_settings(package: dict) -> None:  # type: ignore[type-arg]
    package.update({f"atlas:k{number}": number for number in range(40_000)})


def _many_references(package: dict) -> None:  # type: ignore[type-arg]
    keys = _resource(package, "events")["schema"].setdefault("foreignKeys", [])
    keys += [{"fields": "kind", "reference": {"resource": "kinds", "fields": "id"}}] * 8_000


KIOSK = b'places=["tolpuddle"]\n'
BESIDE = 190_000
CASES: dict[str, Callable[[Files], Files]] = {
    "csv-newlines": _table(b"\n" * 98 * M, head=False),
    "csv-newlines-below": _table(b"\n" * 29 * M),
    "csv-returns": _table(b"\r" * 29 * M),
    "csv-one-cell-rows": _table(b"a\n" * 49 * M),
    "csv-one-cell-rows-below": _table(b"a\n" * 49_000),
    "csv-quote-newline": _table(b'"\n' * 49 * M),
    "csv-quote-newline-below": _table(b'"\n' * 49_000),
    "csv-many-quotes": _table(b'"' * 29 * M),
    "csv-many-pairs": _table(b'""' * 14 * M),
    "csv-pairs-and-lines": _table(b'"",""\n' * 4 * M),
    "csv-broken-rows": _table(b'a,"b"c\n' * 49_000),
    "csv-empty-cells": _table((b"," * 13 + b"\n") * 7 * M),
    "csv-empty-cells-below": _table((b"," * 13 + b"\n") * 27_000),
    "csv-commas-one-line": _table(b"," * 98 * M),
    "csv-commas-header": _table(b"," * 29 * M, head=False),
    "csv-commas-header-below": _table(b"," * 390_000, head=False),
    "csv-columns-header": _table(b",".join(b"c%d" % number for number in range(400_000)), head=False),
    "csv-header-over-lines": _table(b'"a\n",' * 49_000, head=False),
    "csv-1.4M-rows": _events(1_400_000, _event),
    "csv-rows-below": _events(27_000, _event),
    "csv-dates-below": _events(27_000, lambda n: _event(n, date=f"{1000 + n // 300:04d}-{1 + n % 12:02d}-{1 + n // 12 % 25:02d}")),
    "csv-wrong-dates-below": _events(27_000, lambda n: _event(n, date=f"{n}. of may")),
    "csv-wrong-everywhere": _events(27_000, lambda n: ",".join(f" {n}{at}" for at in range(14))),
    "csv-wrong-kinds": _events(27_000, lambda n: f"x{n},T,p{n},q{n},1834,k{n},d{n},site,,,B,example,false,y{n}"),
    "csv-repeated": _events(27_000, lambda _: _event(1)),
    "csv-newlines-in-cells": _events(300_000, lambda n: _event(n, '"a' + "\n" * 80 + '"')),
    "csv-newlines-in-cells-below": _events(600, lambda n: _event(n, '"a' + "\n" * 80 + '"')),
    "csv-combining": _events(100, lambda n: _event(n, "a" + "\u0301\u0323" * 50_000)),
    "csv-combining-short": _events(27_000, lambda n: _event(n, "a\u0301\u0323" * 40 + str(n))),
    "csv-controls": _events(27_000, lambda n: _event(n, f"a\x01{n}")),
    "csv-huge-cell": _table(b"a" * 29 * M),
    "csv-huge-ints": lambda files: {"figures.csv": files["figures.csv"].split(b"\n")[0] + b"\n" + (b"a,b," + b"9" * 4000 + b",,,,,,\n") * 7_000},
    "csv-emoji": _table(b"a" * 29 * M + "\U0001f600".encode()),
    "csv-not-utf-8": _table((b"\xe9" * 60 + b"\n") * 48_000),
    "csv-utf-16": _table("a,b\n".encode("utf-16") + "a\n".encode("utf-16-le") * 7 * M, head=False),
    "csv-nul": _table(b"\0" * 29 * M, head=False),
    "csv-ring": _events(27_000, lambda n: _event(n)[:-1] + f",x{(n + 1) % 27_000:07d}"),
    "csv-patterns": _patterned,
    "csv-enum": _enums,
    "geojson-empty-features": lambda _: {PLACES: _features(b"{}," * 30 * M + b"{}")},
    "geojson-empty-features-below": lambda _: {PLACES: _features(b"{}," * 160_000 + b"{}")},
    "geojson-features-below": lambda _: {PLACES: _geometry(b"Point", b"[1.5,2.5]", count=20_000)},
    "geojson-one-line": lambda _: {PLACES: _geometry(b"LineString", b"[" + b"[1,2]," * 15 * M + b"[1,2]]")},
    "geojson-one-line-below": lambda _: {PLACES: _geometry(b"LineString", b"[" + b"[1,2]," * 160_000 + b"[1,2]]")},
    "geojson-line-below": lambda _: {PLACES: _geometry(b"LineString", b"[" + b"[1,2]," * 9_000 + b"[1,2]]")},
    "geojson-lines-below": lambda _: {PLACES: _geometry(b"LineString", b"[" + b"[1,2]," * 4_900 + b"[1,2]]", count=30)},
    "geojson-arrays": lambda _: {PLACES: _features(b"[]," * 30 * M + b"[]")},
    "geojson-rings": lambda _: {PLACES: _geometry(b"MultiPolygon", b"[" + b"[[[0,0],[1,0],[1,1],[0,0]]]," * 3 * M + b"[[[0,0],[1,0],[1,1],[0,0]]]]")},
    "geojson-rings-below": lambda _: {PLACES: _geometry(b"MultiPolygon", b"[" + b",".join(b"[%s]" % one for one in _squares(1_900)) + b"]")},
    "geojson-holes": lambda _: {PLACES: _geometry(b"Polygon", b"[" + b",".join([_square(-90, -89, 178), *_squares(100_000)]) + b"]")},
    "geojson-holes-below": lambda _: {PLACES: _geometry(b"Polygon", b"[" + b",".join([_square(-90, -89, 178), *_squares(1_900)]) + b"]")},
    "geojson-comb-below": lambda _: {PLACES: _geometry(b"Polygon", _comb(9_900))},
    "geojson-combs-below": lambda _: {PLACES: _geometry(b"Polygon", _comb(9_900), count=15)},
    "geojson-deep": lambda _: {PLACES: b"[" * 29 * M},
    "geojson-deep-objects": lambda _: {PLACES: b'{"a":' * 5 * M},
    "geojson-huge-string": lambda _: {PLACES: b'"' + b"a" * 29 * M + b'"'},
    "geojson-huge-key": lambda _: {PLACES: b'{"' + b"a" * 29 * M + b'":1}'},
    "geojson-escapes": lambda _: {PLACES: b'"' + b"\\n" * 14 * M + b'"'},
    "geojson-unicode-escapes": lambda _: {PLACES: b'"' + b"\\u0430" * 4 * M + b'"'},
    "geojson-quotes": lambda _: {PLACES: _features(b'"",' * 9 * M + b'""')},
    "geojson-quotes-alone": lambda _: {PLACES: b'"' * 29 * M},
    "geojson-huge-int": lambda _: {PLACES: b"9" * 29 * M},
    "geojson-huge-float": lambda _: {PLACES: b"1." + b"9" * 29 * M},
    "geojson-ints": lambda _: {PLACES: _features((b"9" * 4_000 + b",") * 7_000 + b"1")},
    "geojson-floats": lambda _: {PLACES: _features(b"1.5," * 480_000 + b"1")},
    "geojson-properties": lambda _: {PLACES: _features(b'{"type":"Feature","geometry":null,"properties":{%s}}' % b",".join(b'"k%d":1' % n for n in range(400_000)))},
    "geojson-spaces": lambda _: {PLACES: b" " * 29 * M},
    "geojson-emoji": lambda _: {PLACES: b'"' + b"a" * 29 * M + "\U0001f600".encode() + b'"'},
    "geojson-crs": lambda _: {PLACES: _features(b"")[:-1] + b',"crs":' + b"[" * 30 + b"1," * 400_000 + b"1" + b"]" * 30 + b"}"},
    "toml-dots": lambda _: {KIOSKS: b".".join([b"a"] * 90_000) + b"=1"},
    "toml-dots-header": lambda _: {KIOSKS: b"[" + b".".join([b"a"] * 90_000) + b"]"},
    "toml-dots-spaced": lambda _: {KIOSKS: b" . ".join([b"a"] * 40_000) + b"=1"},
    "toml-dots-quoted": lambda _: {KIOSKS: b".".join([b'"a"'] * 45_000) + b"=1"},
    "toml-dots-inline": lambda _: {KIOSKS: b"x={" + b".".join([b"a"] * 90_000) + b"=1}"},
    "toml-dots-many": lambda _: {KIOSKS: b"\n".join(b"x%d." % n + b".".join([b"a"] * 30) + b"=1" for n in range(2_500))},
    "toml-arrays": lambda _: {KIOSKS: b"a=" + b"[" * BESIDE},
    "toml-arrays-closed": lambda _: {KIOSKS: b"a=" + b"[" * 90_000 + b"]" * 90_000},
    "toml-inline-tables": lambda _: {KIOSKS: b"a=" + b"{a=" * 60_000},
    "toml-arrays-of-tables": lambda _: {KIOSKS: b"[[a]]\n" * 27_000},
    "toml-nested-arrays-of-tables": lambda _: {KIOSKS: b"".join(b"[[%s]]\n" % b".".join([b"a"] * n) for n in range(1, 400))},
    "toml-kiosks": lambda _: {KIOSKS: b"".join(b"[k%d]\n" % n for n in range(25_000))},
    "toml-kiosks-sound": lambda _: {KIOSKS: b"".join(b"[k%d]\n%s" % (n, KIOSK) for n in range(6_000))},
    "toml-keys": lambda _: {KIOSKS: b"[k]\n" + b"".join(b"k%d=1\n" % n for n in range(20_000))},
    "toml-list": lambda _: {KIOSKS: b"[k]\nplaces=[" + b'"a",' * 45_000 + b"]"},
    "toml-long-key": lambda _: {KIOSKS: b"a" * BESIDE + b"=1"},
    "toml-int": lambda _: {KIOSKS: b"[a]\nidle_seconds=" + b"9" * BESIDE},
    "toml-hex": lambda _: {KIOSKS: b"[a]\nidle_seconds=0x" + b"f" * BESIDE},
    "toml-quotes": lambda _: {KIOSKS: b'a="""' + b'"' * BESIDE},
    "toml-string": lambda _: {KIOSKS: b'[a]\npin="' + b"a" * BESIDE + b'"'},
    "toml-escapes": lambda _: {KIOSKS: b'[a]\npin="' + b"\\n" * 90_000 + b'"'},
    "toml-comments": lambda _: {KIOSKS: b"#\n" * 90_000},
    "toml-blank": lambda _: {KIOSKS: b"\n" * BESIDE},
    "toml-spaces": lambda _: {KIOSKS: b" " * BESIDE},
    "toml-date": lambda _: {KIOSKS: b"a=1979-05-27T00:32:00." + b"9" * BESIDE},
    "package-fields": _described(_many_fields),
    "package-resources": _described(_many_resources),
    "package-keys": _described(_many_keys),
    "package-settings": _described(_many_settings),
    "package-references": _described(_many_references),
    "package-deep": lambda _: {PACKAGE: b"[" * BESIDE},
    "package-large": lambda _: {PACKAGE: b" " * 29 * M},
    "basemap-land": lambda _: {"basemap/land.json": _features(b'{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[%s[1,2]]]}}' % (b"[1,2]," * 150_000))},
    "basemap-full": lambda _: {f"basemap/{name}.json": _features(b'{"type":"Feature","properties":{"from":null,"to":null},"geometry":{"type":"LineString","coordinates":[%s[1.5,2.5]]}}' % (b"[1.5,2.5]," * 38_000)) for name in ("rivers", "borders")},
    "basemap-labels": lambda _: {"basemap/labels.csv": b"name,from,to,lon,lat,rank,class\n" + b",,,,,,\n" * 45_000},
    "basemap-labels-wide": lambda _: {"basemap/labels.csv": b"name,from,to,lon,lat,rank,class\n" + b"," * 900_000},
    "texts-below": lambda _: {"texts.csv": b"table,id,field,lang,text,translator,checked\n" + b"".join(b"events,e%d,title,ru,T,,\n" % n for n in range(48_000))},
    "citations-below": lambda files: {"citations.csv": files["citations.csv"].split(b"\n")[0] + b"\n" + b"".join(b"e%d,s%d,p%s\n" % (n, n, b"," * 10) for n in range(26_000))},
    "names-below": lambda files: {"place_names.csv": files["place_names.csv"].split(b"\n")[0] + b"\n" + b"".join(b"tolpuddle,N%d,ru,%04d,%04d\n" % (n, 1 + n % 2000, 1 + n % 1900) for n in range(48_000))},
}  # fmt: skip
"""Name -> what replaces which files of the example."""


def zipped(files: Files) -> bytes:
    """Return a zip of some files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return out.getvalue()


def base() -> Files:
    """Return the files of the example."""
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "example"
        example.make(folder)
        return {
            str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
        }


CHILD = """
import contextlib, io, sys
from geo.cli import main
out = io.StringIO()
with contextlib.redirect_stdout(out):
    status = main(["validate", sys.argv[1]])
lines = out.getvalue().splitlines()
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(peak, status, lines[-1] if lines else "", next((line for line in lines if " - " in line), "")[:150], sep=" | ")
"""


def measure(path: Path) -> tuple[float, float, str]:
    """Return CPU seconds and peak megabytes of a process that checks a dataset, imports included, and what it said."""
    reading, writing = os.pipe()
    child = os.posix_spawn(
        sys.executable,
        [sys.executable, "-c", CHILD, str(path)],
        os.environ,
        file_actions=[(os.POSIX_SPAWN_DUP2, writing, 1), (os.POSIX_SPAWN_DUP2, writing, 2)],
    )
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8", errors="replace") as file:
        output = file.read().strip()
    _, _, used = os.wait4(child, 0)
    # The figure of the kernel for a child begins with the memory of its parent, so the child says its own.
    peak, _, rest = output.splitlines()[-1].partition(" | ") if output else ("", "", "")
    return (
        used.ru_utime + used.ru_stime,
        int(peak) / 1024 if peak.isdecimal() else 0.0,
        rest if peak.isdecimal() else output,
    )


def main() -> int:
    """Measure some or all cases; return 1 when one takes too much."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="*", metavar="CASE")
    parser.add_argument("--zip", nargs="*", type=Path, default=[], metavar="FILE")
    arguments = parser.parse_args()
    files, bad = base(), 0
    chosen = arguments.cases or ([] if arguments.zip else list(CASES))
    with tempfile.TemporaryDirectory() as parent:
        for name in ["example", *chosen]:
            path = Path(parent) / f"{name}.zip"
            path.write_bytes(zipped({**files, **CASES.get(name, lambda _: {})(files)}))
            bad += _print(path)
            path.unlink()
    for path in arguments.zip:
        bad += _print(path)
    return int(bad > 0)


def _print(path: Path) -> bool:
    seconds, megabytes, output = measure(path)
    bad = seconds > SECONDS or megabytes > MEGABYTES or "Traceback" in output
    size = path.stat().st_size / 1000
    shown = output.splitlines()[-1] if output else ""
    print(
        f"{'!!' if bad else '  '} {path.stem:32} {size:8.0f} kB {seconds:6.2f} s {megabytes:5.0f} MB  {shown}",
        flush=True,
    )
    return bad


if __name__ == "__main__":
    sys.exit(main())
