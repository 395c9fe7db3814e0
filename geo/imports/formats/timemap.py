"""TimeMap (Forensic Architecture): a folder with its sheets as CSV or as the JSON of its server.

``events`` is needed; ``associations`` and ``sources`` are joined to it. The category of an event
becomes its kind, an association of mode FILTER a group, named by its title or its filter path. What
tells a story in steps (mode NARRATIVE), sites, regions and shapes are not carried over.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from geo.errors import DateError
from geo.imports import selecting
from geo.imports.formats import csv_file, geojson_file, timemap_download
from geo.imports.model import Intake, Record, Row, Sheet, refusal
from geo.imports.taking import cleared
from geo.imports.values import dating
from geo.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from geo.imports.model import Options

DATE_ORDER: Final = "mdy"
"""Of dates such as 3/4/2014: that of TimeMap's own settings, unless another is chosen."""
FIELDS: Final = {
    "id": "id",
    "description": "description",
    "latitude": "latitude",
    "longitude": "longitude",
    "location": "place",
    "category": "kind",
    "comments": "note",
    "graphic": "graphic",
}
"""Column of the events -> field."""
LISTS: Final = ("associations", "sources")
"""Columns of the events with several ids, in one cell or as ``source1``, ``source2`` ..."""
OTHER_COLUMNS: Final = ("date", "time", "time_precision")
FILTER: Final = "FILTER"
READ: Final = {
    "associations": {"id", "title", "mode", "filter_path", "filter_paths"},
    "sources": {"id", "title", "url", "path", "paths", "author", "date", "type", "description", "notes"},
}
"""What is read of the other sheets."""
NEEDED: Final = ("description", "date", "latitude", "longitude", "location")
SHOWN: Final = 8
"""Columns that a message names."""
_LISTED: Final = re.compile("(association|source)s?[0-9]*")
TITLE: Final = 100
"""Characters of a description that serve as a title: TimeMap's events have none."""


def read(path: Path, options: Options) -> Intake:
    """Read a folder of TimeMap's sheets: ``events``, ``associations`` and ``sources``, each .csv or .json.

    Raises
    ------
    DataError
        When there are no events, or a sheet cannot be read.
    """
    sheets = {name: _sheet(path, name, options.encoding) for name in ("events", *LISTS)}
    events = sheets["events"]
    if events is None:
        raise refusal(str(path), "has no sheet of events", "put events.csv or events.json there")
    if not {*FIELDS, "date"}.intersection(events.columns):
        columns = ", ".join(map(repr, events.columns[:SHOWN]))
        raise refusal(events.file, f"has none of TimeMap's columns, but {columns}", f"name them {', '.join(NEEDED)}")
    within = timemap_download.sources(events.records)
    events = selecting.part(events, options)
    paths = {_text(record, "id"): _paths(record) for record in _records(sheets["associations"])}
    sources = {_text(record, "id"): record for record in (*_records(sheets["sources"]), *within)}
    titles = {
        key: _text(record, "title") or next(iter(_addresses(record)), "") or key for key, record in sources.items()
    }
    order = options.date_order or DATE_ORDER
    filled = {column for record in events.records for column in record.cells if record.cells[column]}
    rows, emptied = cleared(_row(record, paths, titles, order) for record in events.records)
    known = {*FIELDS, *OTHER_COLUMNS, timemap_download.FILTERS}
    return Intake(
        file=events.file,
        rows=rows,
        columns={field: column for column, field in FIELDS.items()} | {"edtf": "date"},
        unused=[
            *(name for name in events.columns if name in filled and name not in known and not _LISTED.fullmatch(name)),
            *(f"{name}.{column}" for name in LISTS for column in _unread(sheets[name], READ[name])),
        ],
        remarks=(*events.remarks, *emptied, f"dates such as 3/4/2014 are read as {order}", *_sheet_notes(sheets)),
        cited=True,
        sources={titles[key]: _source(record, order) for key, record in sources.items()},
    )


def _sheet(folder: Path, name: str, encoding: str) -> Sheet | None:
    """Return a sheet under its own name or the one of an export, as CSV or JSON; None when there is none.

    Where both are there, the own one may be what people fill in, with other columns: the one with more of TimeMap's.
    """
    if not folder.is_dir():
        raise refusal(str(folder), "is not a folder", "name the folder that holds events.csv")
    found = [
        _named(csv_file.sheet(path, encoding)) if path.suffix.lower() == ".csv" else _json(path)
        for path in sorted(folder.iterdir())
        if path.stem.lower() in (name, f"export_{name}") and path.suffix.lower() in (".csv", ".json")
    ]
    known = READ.get(name, {*FIELDS, *OTHER_COLUMNS})
    return max(found, key=lambda sheet: len(known.intersection(sheet.columns)), default=None)


def _named(sheet: Sheet) -> Sheet:
    """Return a sheet with TimeMap's names for its columns, which people write as ``Association 1``."""
    plain = {column: re.sub(r"\s+(?=[0-9]+$)", "", column).casefold().replace(" ", "_") for column in sheet.columns}
    known = {*FIELDS, *OTHER_COLUMNS, *READ["associations"], *READ["sources"]}
    names = {column: name if name in known or _LISTED.fullmatch(name) else column for column, name in plain.items()}
    if len({*names.values()}) < len(names):
        return sheet
    records = [
        replace(record, cells={names[column]: cell for column, cell in record.cells.items()})
        for record in sheet.records
    ]
    return replace(sheet, columns=[*names.values()], records=records)


def _json(path: Path) -> Sheet:
    """Return a list of objects, or an object of objects by id, as a sheet."""
    value = geojson_file.strict_json(path)
    rows = list(value.values()) if isinstance(value, dict) else value
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise refusal(path.name, "is no list of objects", "export it from TimeMap's server")
    records = [
        Record(f"[{number}]", {key: geojson_file.cell(cell) for key, cell in row.items()})
        for number, row in enumerate(rows)
    ]
    return Sheet(path.name, list(dict.fromkeys(key for row in rows for key in row)), records)


def _records(sheet: Sheet | None) -> tuple[Record, ...]:
    return tuple(sheet.records) if sheet is not None else ()


def _unread(sheet: Sheet | None, read: set[str]) -> Iterator[str]:
    """Yield the columns of a sheet that hold anything and are not read."""
    for column in sheet.columns if sheet is not None else ():
        known = column in read or re.fullmatch("(filter_)?paths?[0-9]*", column)
        if not known and any(_text(record, column) for record in _records(sheet)):
            yield column


def _text(record: Record, column: str) -> str:
    cell = record.cells.get(column, "")
    return (cell if isinstance(cell, str) else ", ".join(cell)).strip()


def _paths(record: Record) -> str:
    """Return the name of the group that an association is, "" for one of another mode."""
    if _text(record, "mode").upper() not in (FILTER, ""):
        return ""
    steps = list(_listed(record, "filter_paths")) or list(_listed(record, "filter_path"))
    return _text(record, "title") or next(iter(steps[-1:]), "") or _text(record, "id")


def _listed(record: Record, column: str) -> Iterator[str]:
    """Yield the values of a list: of JSON, of one cell with commas, or of numbered columns."""
    singular = column.removesuffix("s")
    for name in record.cells:
        if re.fullmatch(rf"{column}|{singular}[0-9]+", name):
            cell = record.cells[name]
            parts = cell.split(",") if isinstance(cell, str) else cell
            yield from (part.strip() for part in parts if part.strip())


def _row(record: Record, groups: Mapping[str, str], titles: Mapping[str, str], order: str) -> Row:
    values: dict[str, tuple[str, ...]] = {
        field: (_text(record, column),) for column, field in FIELDS.items() if _text(record, column)
    }
    values["title"] = (_title(values.get("description", ("",))[0]),)
    values["edtf"] = (_date(record, order),)
    values["group"] = (
        *(name for key in _listed(record, "associations") if (name := groups.get(key, key))),
        *timemap_download.filters(record),
    )
    within = timemap_download.keys(record)
    values["source"] = tuple(titles.get(key, key) for key in (within or _listed(record, "sources")))
    precision = _text(record, "time_precision")
    values["note"] = (*values.get("note", ()), *([f"time_precision: {precision}"] if precision else []))
    kept = {field: tuple(filter(None, dict.fromkeys(texts))) for field, texts in values.items()}
    return Row(record.place, {field: texts for field, texts in kept.items() if texts})


def _title(description: str) -> str:
    """Return the beginning of a description, cut between words."""
    line = description.strip().partition("\n")[0].strip()
    if len(line) <= TITLE:
        return line
    whole, _, _ = line[:TITLE].rpartition(" ")
    return f"{whole or line[:TITLE]}\N{HORIZONTAL ELLIPSIS}"


def _date(record: Record, order: str) -> str:
    """Return the day, with its time if that can be read, as EDTF; as written when it cannot, to be reported."""
    day, time = _text(record, "date"), _text(record, "time")
    try:
        found = dating.read(day, order)
    except DateError:
        return day
    try:
        return dating.read(f"{found}T{time.zfill(5) if len(time) < 6 else time.zfill(8)}")
    except DateError:
        return found


def _addresses(record: Record) -> list[str]:
    """Return the web addresses of a source: its `url`, and its files, which are its `paths`."""
    found = [_text(record, "url"), _text(record, "path"), *_listed(record, "paths")]
    return [one for one in dict.fromkeys(found) if one.lower().startswith(("http://", "https://"))]


def _source(record: Record, order: str) -> dict[str, Any]:
    """Return what is known of a source as columns of `sources`; its date only where it can be read."""
    address, *others = [*_addresses(record), ""]
    known = {"author": _text(record, "author"), "url": address}
    notes = [f"path: {other}" for other in others if other]
    notes += [f"{name}: {_text(record, name)}" for name in ("type", "description", "notes") if _text(record, name)]
    try:
        issued = dating.read(_text(record, "date"), order)
    except DateError:
        issued = ""
        notes += [f"date: {_text(record, 'date')}"] if _text(record, "date") else []
    return {**known, "issued": issued, "note": "\n".join(notes)}


def _sheet_notes(sheets: Mapping[str, Sheet | None]) -> Iterator[str]:
    """Tell which sheets were missing, and which associations are no groups."""
    for name, sheet in sheets.items():
        if sheet is None:
            yield f"there is no sheet of {name}"
    others = [record for record in _records(sheets["associations"]) if not _paths(record)]
    if others:
        yield f"{count(len(others), 'association')} not carried over, being no filter"
