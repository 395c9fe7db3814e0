"""``geo validate``: every problem of a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import kiosks
from geo.load import default_folder, read
from geo.validate import validate

if TYPE_CHECKING:
    import argparse

NAME = "validate"
TEXT = "check a dataset and tell every fault"


def add(_: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""


def run(args: argparse.Namespace) -> int:
    """Print every problem of a dataset, one a line."""
    atlas, problems = read(args.data or default_folder())
    problems += [*validate(atlas), *kiosks.check(atlas)]
    for problem in problems:
        print(problem)  # noqa: T201 - a command line prints
    return int(any(not problem.warning for problem in problems))
