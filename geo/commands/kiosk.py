"""``geo kiosk``: its options, and what it does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.commands import console, progress
from geo.commands.output import add_budget, carried, write_page
from geo.dataset import kiosks
from geo.errors import DataError
from geo.model import Problem

if TYPE_CHECKING:
    import argparse

NAME = "kiosk"
TEXT = "save one location for a touch screen as one HTML file that needs no network"
OPTIONS = (
    ("--languages", "languages", lambda text: text.split(","), "in the order of the switch, such as et,ru,en"),
    ("--diagonal", "diagonal_inches", float, "of the screen, in inches"),
    ("--distance", "distance_mm", int, "from the eyes to the screen, in millimetres"),
    ("--idle", "idle_seconds", int, "seconds without a touch until the screen asks whether somebody is there"),
    ("--public-address", "public_address", str, "where a phone reads on; without it no QR code is drawn"),
    ("--pin", "pin", str, "digits that open the status page for the staff; without them it stays closed"),
)
"""Option, the setting it changes, how it is read, help."""


def add(command: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("name", metavar="NAME", help="a kiosk of kiosks.toml, or the id of a place")
    command.add_argument("--output", type=Path, required=True, metavar="FILE", help="- is stdout")
    for option, setting, kind, text in OPTIONS:
        command.add_argument(option, dest=setting, type=kind, default=None, help=text)
    add_budget(command)


def _as_typed(problem: object) -> object:
    """Name an option as it was typed, not the setting of the file that it changes."""
    if not isinstance(problem, Problem) or problem.file != kiosks.COMMAND:
        return problem
    typed = {setting: option for option, setting, *_ in OPTIONS}
    return replace(problem, field=typed.get(problem.field, problem.field))


def run(args: argparse.Namespace) -> int:
    """Write the page of a kiosk as one file, atomically; nothing is written when a setting is wrong."""
    from geo.app import fonts  # noqa: PLC0415 - the other commands do without Streamlit
    from geo.map.kiosk import kiosk_page, stories  # noqa: PLC0415 - nor do they need Folium

    atlas = progress.loaded(args.data)
    asked: dict[str, Any] = {setting: getattr(args, setting) for _, setting, *_ in OPTIONS}
    changes = {setting: value for setting, value in asked.items() if value is not None}
    try:
        kiosk = kiosks.find(atlas, args.name, changes)
    except DataError as error:
        raise DataError([_as_typed(problem) for problem in error.problems]) from error
    for sentence in kiosks.untranslated(atlas, kiosk):
        console.say(f"warning: {sentence}")
    for story in set(kiosk.stories or ()) - set(stories(atlas, kiosk)):
        console.say(f"warning: the story {story} has a fault, which geo validate tells, and is left out")
    today = datetime.now(tz=UTC).date()
    fits = carried(atlas, args.media_budget)
    write_page(args.output, lambda: kiosk_page(atlas, kiosk, fonts=fonts.families(), made=today, carried=fits).html())
    return 0
