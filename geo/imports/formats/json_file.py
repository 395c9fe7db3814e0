"""JSON that is a list of objects, lines of JSON, or the result of a query to Wikidata: each object is a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.dataset import geojson
from geo.imports.formats import files, geojson_file, recognize
from geo.imports.mapping import intake
from geo.imports.model import Record, Sheet, refusal, unseen
from geo.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geo.imports.model import File, Intake, Options, Progress


def read(path: File, options: Options) -> Intake:
    """Read a list of objects; an object within an object becomes columns such as ``place.name``.

    Raises
    ------
    DataError
        When it is not strict JSON, or there is no list of objects in it.
    """
    return intake(sheet(path, options.progress), options)


def sheet(path: File, progress: Progress = unseen) -> Sheet:
    """Return the objects of a file as records, their members as columns in the order of appearance.

    Raises
    ------
    DataError
        As `read`.
    """
    lines = recognize.kind(path).name == "json-lines"
    found, where = ([*_lines(path)], "lines of JSON") if lines else _list(path)
    files.check(path, b"", records=len(found))
    records = [_record(place, one) for _, (place, one) in files.counted(path, progress, found)]
    columns = dict.fromkeys(column for record in records for column in record.cells)
    return Sheet(path.name, list(columns), records, (f"{count(len(found), 'object')} in {where}",))


def _lines(path: File) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(files.text(path).split("\n"), 1):
        text = line.strip().removeprefix("\x1e")  # RFC 7464, which GDAL writes too
        if not text:
            continue
        try:
            value = geojson.parse(text)
        except (ValueError, RecursionError) as error:
            raise refusal(path.name, f"is not strict JSON: {error}", "mend this line", record=str(number)) from error
        if not isinstance(value, dict):
            raise refusal(path.name, "is no JSON object", "write one in each line", record=str(number))
        yield str(number), value


def _list(path: File) -> tuple[list[tuple[str, Any]], str]:
    """Return the objects, each with where it stands, and what the whole is."""
    value = geojson_file.strict_json(path)
    what = "a list"
    if isinstance(value, dict):
        bindings = _bindings(value)
        if bindings is not None:
            return [(f"bindings[{number}]", one) for number, one in enumerate(bindings)], "the result of a SPARQL query"
        lists = [name for name, one in value.items() if _are_objects(one)]
        if len(lists) > 1:
            fix = "save the one that has the events as a file of its own"
            raise refusal(path.name, f"has several lists of objects: {', '.join(lists)}", fix)
        if lists:
            what, value = f"the list {lists[0]!r}", value[lists[0]]
        elif value and _are_objects([*value.values()]):
            return [(str(key), one) for key, one in value.items()], "an object of objects"
    if not isinstance(value, list) or not _are_objects(value):
        raise refusal(path.name, "is JSON, but no list of objects", 'it should be [{"title": ..., "date": ...}, ...]')
    return [(f"[{number}]", one) for number, one in enumerate(value)], what


def _bindings(value: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """Return the rows of a result of SPARQL 1.1 as JSON; None for anything else."""
    results = value.get("results")
    bindings = results.get("bindings") if isinstance(results, dict) and "head" in value else None
    if not isinstance(bindings, list) or not all(isinstance(one, dict) for one in bindings):
        return None
    return [{name: cell.get("value", "") for name, cell in one.items() if isinstance(cell, dict)} for one in bindings]


def _are_objects(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _record(place: str, value: dict[str, Any]) -> Record:
    if value.get("type") == "Feature":
        return geojson_file.record(place, value)
    geometry = value.get("geometry")
    shaped = isinstance(geometry, dict) and "coordinates" in geometry
    shape, faults = geojson_file.shape(geometry) if shaped else (None, ())
    others = {name: one for name, one in value.items() if not (shaped and name == "geometry")}
    cells = {name: geojson_file.cell(one) for name, one in geojson_file.members(others).items()}
    return Record(place, cells, shape, faults)
