"""A table in any columns, as text or in a workbook: one way to read it, whatever program wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.imports import own_export
from geo.imports.formats import csv_file, recognize, workbook
from geo.imports.formats.grids import sheet_of
from geo.imports.mapping import intake
from geo.imports.model import refusal

if TYPE_CHECKING:
    from collections.abc import Collection

    from geo.imports.formats.grids import Grid
    from geo.imports.model import File, Intake, Options


def read(path: File, options: Options, whole: Grid | None = None) -> Intake:
    """Read a table by `options.mapping`, or by well-known names of columns; `whole` is it if it was read already.

    Raises
    ------
    DataError
        With every fault of form, when there is any.
    """
    return intake(own_export.restored(sheet_of(path.name, whole or grid(path, options))), options)


def grid(path: File, options: Options, used: Collection[str] | None = None) -> Grid:
    """Return a table as written, or the columns of it that are `used`; rows without any text are left out.

    Raises
    ------
    DataError
        With every fault of form, when there is any.
    """
    if recognize.kind(path).name not in ("xlsx", "ods"):
        return csv_file.grid(path, options.encoding, used, options.progress)
    if options.encoding:
        raise refusal(path.name, "is a workbook, which says its own encoding", "leave --encoding out")
    return workbook.grid(path, options.layer, used, options.progress)
