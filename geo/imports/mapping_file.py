"""How a file was read, as a file: written beside what was made of it, to be corrected and given again."""

from __future__ import annotations

import json
import tomllib
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from geo.dataset import cells
from geo.errors import DataError
from geo.imports import selecting
from geo.imports.guess import fields as known_fields
from geo.imports.model import Options, refusal
from geo.imports.values.word_lists import word_list
from geo.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from geo.imports.model import Intake

FILE: Final = "import-mapping.toml"
"""Stands in the new folder beside the report."""
TEXTS: Final = (*(one.name for one in fields(Options) if one.type == "str"), "years")
"""Options that are one text."""
FLAGS: Final = tuple(one.name for one in fields(Options) if one.type == "bool")
"""Options that hold or not."""
TABLES: Final = ("map", "set", "where")
LARGEST: Final = 1_000_000


def text(intake: Intake, options: Options, name: str) -> str:
    """Return what was chosen and what was found by names, as TOML, for `--mapping`."""
    return "".join(f"{line}\n" for line in _lines(intake, options, name))


def _lines(intake: Intake, options: Options, name: str) -> Iterator[str]:
    yield f"# How {_quoted(intake.file)} was read. Correct it and give it again:"
    yield "#   geo import FILE --mapping import-mapping.toml --output FOLDER"
    yield f"format = {_quoted(name)}"
    years = "/".join(map(str, options.years or ()))
    given = {key: years if key == "years" else getattr(options, key) for key in TEXTS}
    yield from (f"{key.replace('_', '-')} = {_quoted(one)}" for key, one in given.items() if one)
    yield from (f"{key.replace('_', '-')} = true" for key in FLAGS if getattr(options, key))
    tables: dict[str, Mapping[str, Sequence[str]]] = {
        "map": intake.mapping,
        "set": {field: [one] for field, one in options.constants.items()},
        "where": options.where,
    }
    for table, pairs in tables.items():
        if pairs:
            yield f"\n[{table}]"
        for key, texts in pairs.items():
            listed = ", ".join(map(_quoted, texts))
            yield f"{_quoted(key)} = {listed if len(texts) == 1 else f'[{listed}]'}"


def _quoted(text: str) -> str:
    """Return a text as a basic string of TOML; JSON has the same, but for one sign."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def read(path: Path) -> dict[str, Any]:
    """Return what a file says, as `parse` does.

    Raises
    ------
    DataError
        When it cannot be read, is no TOML, or says what there is not, all at once.
    """
    try:
        with path.open("rb") as file:
            return parse(path.name, file.read(LARGEST))
    except OSError as error:
        raise refusal(str(path), f"cannot be read ({error.strerror})", "look at its name and rights") from error


def parse(name: str, content: bytes) -> dict[str, Any]:
    """Return what a file says: ``format``, texts by the names of options, and `TABLES` of lists.

    Raises
    ------
    DataError
        When it is no TOML, or says what there is not, all at once.
    """
    try:
        found = tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise refusal(name, f"is no TOML: {error}", f"write it as {FILE} is written by an import") from error
    return _checked(name, found)


def options(saved: Mapping[str, Any], given: Mapping[str, Any] | None = None) -> Options:
    """Return what a file says, and before it what was `given` in the same form.

    Raises
    ------
    DataError
        When one field is set twice, or the years are no years.
    """
    first = given or {}
    constants = saved.get("set", {}) | first.get("set", {})
    twice = [name for name, texts in constants.items() if len(texts) > 1]
    if twice:
        raise refusal("--set", "is set twice", "choose one text", value=", ".join(twice))  # noqa: EM101
    chosen: dict[str, Any] = {name: first.get(name) or saved.get(name, "") for name in TEXTS}
    chosen |= {name: bool(first.get(name) or saved.get(name)) for name in FLAGS}
    chosen |= {
        "mapping": saved.get("map", {}) | first.get("map", {}),
        "constants": {name: texts[0] for name, texts in constants.items()},
        "where": first.get("where") or saved.get("where", {}),
        "years": selecting.years(chosen["years"]),
    }
    return Options(**chosen)


def _formats() -> list[str]:
    return [*word_list("signatures")["verbs"]]


def _checked(file: str, found: Mapping[str, Any]) -> dict[str, Any]:
    known = ["format", *(key.replace("_", "-") for key in (*TEXTS, *FLAGS)), *TABLES]
    problems: list[Problem] = []
    checked: dict[str, Any] = {}
    for key, value in found.items():
        if key not in known:
            problems.append(Problem(file, "", "", key, "is no option", cells.suggest(key, known)))
        elif key in TABLES:
            pairs = value.items() if isinstance(value, dict) else ()
            lists = {name: [one] if isinstance(one, str) else one for name, one in pairs}
            sound = all(isinstance(one, list) and all(isinstance(text, str) for text in one) for one in lists.values())
            if not sound or not isinstance(value, dict):
                fix = f'write [{key}], and below it title = "Name"'
                problems.append(Problem(file, "", key, "", "is no table of texts", fix))
            checked[key] = lists
            unknown = [name for name in lists if key != "where" and name not in known_fields()]
            problems += (
                Problem(file, "", key, one, "is no field", cells.suggest(one, known_fields())) for one in unknown
            )
        elif key == "format" and isinstance(value, str) and value and value not in _formats():
            problems.append(Problem(file, "", "", value, "is no format", f"one of {', '.join(_formats())}"))
        elif isinstance(value, bool if key.replace("-", "_") in FLAGS else str):
            checked[key.replace("-", "_")] = value
        else:
            problems.append(Problem(file, "", key, str(value), "is no text", "put it into quotes"))
    if problems:
        raise DataError(problems)
    return checked
