"""The example that ``geo new`` writes: data files of the package, with the schema beside them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

from geo.imports import folder, schema
from geo.imports.write import fill

EXAMPLE: Final = Path(__file__).parents[1] / "examples" / "tolpuddle"
DESCRIBED: Final = "package.toml"
"""What ``datapackage.json`` says of the example beside the schema; not written as it is."""


def make(target: Path) -> None:
    """Write a small example dataset into a new folder, whole or not at all.

    Raises
    ------
    DataError
        When the folder holds anything, or cannot be written.
    """
    metadata = tomllib.loads((EXAMPLE / DESCRIBED).read_text(encoding="utf-8"))

    def write(draft: Path) -> None:
        fill(draft, schema.described(**metadata), {})
        for path in EXAMPLE.rglob("*"):
            if path.is_file() and path.name != DESCRIBED:
                copy = draft / path.relative_to(EXAMPLE)
                copy.parent.mkdir(exist_ok=True)
                copy.write_bytes(path.read_bytes())

    folder.build(target, write)
