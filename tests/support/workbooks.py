"""Workbooks as spreadsheet programs write them, made of nothing but zip files: XLSX (ECMA-376) and ODS (OpenDocument)."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    Value = str | float | bool | date | time | None
    Rows = Sequence[Sequence[Value]]

ERRORS: Final = ("#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!")
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
STYLES: Final = (
    f'<styleSheet xmlns="{MAIN}"><cellXfs count="3"><xf numFmtId="0"/>'
    '<xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
"""Style 1 shows a number as a day, style 2 as a day with its time."""
EPOCHS: Final = {1900: datetime.fromisoformat("1899-12-30"), 1904: datetime.fromisoformat("1904-01-01")}
"""The day 0 of both systems; the one of 1900 from March 1900 on."""


def name(column: int) -> str:
    """Return the letters of a column, the first being 0."""
    return (name(column // 26 - 1) if column >= 26 else "") + chr(65 + column % 26)


def xlsx(
    path: Path,
    sheets: Mapping[str, Rows],
    *,
    merged: Sequence[str] = (),
    hidden: Sequence[str] = (),
    epoch: int = 1900,
) -> Path:
    """Write sheets; ``=`` begins a formula of the value that follows a second one: ``=A1+1=3``.

    `merged` are ranges such as A1:C1 of every sheet, `hidden` names of sheets.
    """
    entries, relations, types = [], [], []
    for number, title in enumerate(sheets, 1):
        state = ' state="hidden"' if title in hidden else ""
        entries.append(f'<sheet name={quoteattr(title)} sheetId="{number}" r:id="r{number}"{state}/>')
        target = f"worksheets/sheet{number}.xml"
        relations.append(f'<Relationship Id="r{number}" Type="{OFFICE}/worksheet" Target="{target}"/>')
        types.append(f'<Override PartName="/xl/{target}" ContentType="{SHEET}.worksheet+xml"/>')
    old = '<workbookPr date1904="1"/>' if epoch == 1904 else ""
    main = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    styles = f'<Relationship Id="rs" Type="{OFFICE}/styles" Target="styles.xml"/>'
    known = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    known += f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET}.sheet.main+xml"/>'
    known += f'<Override PartName="/xl/styles.xml" ContentType="{SHEET}.styles+xml"/>'
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{known}{"".join(types)}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{main}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{old}<sheets>{"".join(entries)}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(relations)}{styles}</Relationships>',
        "xl/styles.xml": STYLES,
    }
    joined = "".join(f'<mergeCell ref="{one}"/>' for one in merged)
    joined = f"<mergeCells>{joined}</mergeCells>" if joined else ""
    for number, rows in enumerate(sheets.values(), 1):
        body = "".join(_row(at, row, epoch) for at, row in enumerate(rows, 1))
        sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData>{joined}</worksheet>'
        files[f"xl/worksheets/sheet{number}.xml"] = sheet
    return zipped(path, files)


SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def _row(at: int, row: Sequence[Value], epoch: int) -> str:
    cells = "".join(_cell(f"{name(column)}{at}", value, epoch) for column, value in enumerate(row) if value is not None)
    return f'<row r="{at}">{cells}</row>'


def _cell(at: str, value: Value, epoch: int) -> str:
    if isinstance(value, bool):
        return f'<c r="{at}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, datetime):
        return f'<c r="{at}" s="2"><v>{(value - EPOCHS[epoch]).total_seconds() / 86400}</v></c>'
    if isinstance(value, date):
        return f'<c r="{at}" s="1"><v>{(datetime.combine(value, time()) - EPOCHS[epoch]).days}</v></c>'
    if isinstance(value, int | float) or value in ERRORS:
        return f'<c r="{at}"{" t=" + chr(34) + "e" + chr(34) if isinstance(value, str) else ""}><v>{value}</v></c>'
    if value.startswith("=") and "=" in value[1:]:
        formula, _, result = value[1:].rpartition("=")
        return f'<c r="{at}" t="str"><f>{escape(formula)}</f><v>{escape(result)}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns"
SPACES: Final = f'xmlns:office="{OASIS}:office:1.0" xmlns:table="{OASIS}:table:1.0" xmlns:text="{OASIS}:text:1.0"'
ODS: Final = "application/vnd.oasis.opendocument.spreadsheet"


class Cell(str):
    """A cell of ODS as it stands in the XML, such as one that is merged, or a percentage."""

    __slots__ = ()


COVERED: Final = Cell("<table:covered-table-cell/>")
"""What a merged cell covers."""


def merged(text: str, rows: int = 1, columns: int = 1) -> Cell:
    """Return a text of ODS that is merged over rows and columns."""
    spans = f'table:number-rows-spanned="{rows}" table:number-columns-spanned="{columns}"'
    return Cell(
        f'<table:table-cell office:value-type="string" {spans}><text:p>{escape(text)}</text:p></table:table-cell>'
    )


def percent(value: float) -> Cell:
    """Return a share of ODS, shown as so many of a hundred."""
    kind = f'office:value-type="percentage" office:value="{value}"'
    return Cell(f"<table:table-cell {kind}><text:p>{value * 100:g} %</text:p></table:table-cell>")


def ods(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """Write sheets as LibreOffice does, with the empty rows and cells that it adds at the end."""
    tables = "".join(_table(title, rows) for title, rows in sheets.items())
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/>'
    manifest = f'<manifest:manifest xmlns:manifest="{OASIS}:manifest:1.0">{entry}</manifest:manifest>'
    content = f"<office:document-content {SPACES}>{body}</office:document-content>"
    return zipped(path, {"mimetype": ODS, "content.xml": content, "META-INF/manifest.xml": manifest})


def _table(title: str, rows: Rows) -> str:
    filler = '<table:table-cell table:number-columns-repeated="16000"/>'
    lines = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}{filler}</table:table-row>" for row in rows)
    last = f'<table:table-row table:number-rows-repeated="1048000">{filler}</table:table-row>'
    return f"<table:table table:name={quoteattr(title)}>{lines}{last}</table:table>"


def _ods_cell(value: Value) -> str:
    if isinstance(value, Cell):
        return value
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, bool):
        kind = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
    elif isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"


def zipped(path: Path, files: Mapping[str, str]) -> Path:
    """Write a zip of texts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in files.items():
            archive.writestr(entry, content)
    return path
