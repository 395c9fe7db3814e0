"""``geo validate``: every problem of a dataset."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from geo.commands import console, progress
from geo.dataset.read import no_dataset
from geo.report import Report, check
from geo.wording import count, plain

if TYPE_CHECKING:
    import argparse
NAME = "validate"
TEXT = "check a dataset and tell every fault: 0 when it is sound, 1 when it has errors, 2 for wrong use"


def add(command: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    text = "the same as --data"
    command.add_argument("dataset", type=Path, nargs="?", metavar="FOLDER_OR_ZIP", help=text)
    command.add_argument("--json", action="store_true", help="print one JSON document instead of lines")


def run(args: argparse.Namespace) -> int:
    """Print errors, then warnings, then how many there are; or all of it as JSON."""
    wrong = _wrong_use(args.dataset, args.data)
    if wrong:
        print(f"geo validate: {wrong}", file=sys.stderr)  # noqa: T201 - a command line prints
        return console.WRONG
    with progress.shown(quiet=args.json) as step:
        report = check(args.dataset or args.data, step)
    lines = [json.dumps(report.as_dict(), ensure_ascii=True, indent=1)] if args.json else _lines(report)
    print("\n".join(lines))  # noqa: T201
    return console.WELL if report.sound else console.FAULTS


def _wrong_use(dataset: Path | None, data: Path | None) -> str:
    if dataset and data:
        return "name the dataset once, either after the command or with --data"
    path = dataset or data
    if path and not path.exists():
        return f"there is no {path}"
    return str((path and no_dataset(path)) or "")


def _lines(report: Report) -> list[str]:
    parts = {"error": report.errors, "warning": report.warnings}
    lines = []
    for level, problems in parts.items():
        if problems:
            lines += [f"{level}s:", *(plain(str(problem)) for problem in problems), ""]
    counts = " and ".join(count(report.counts[f"{level}s"], level) for level in parts)
    package = report.atlas.package
    named = f"{package.get('name', 'dataset')} {package.get('version', '')}".strip()
    return [*lines, plain(f"{named}: {counts}")]
