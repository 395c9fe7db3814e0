"""``geo kiosk``: its options, and what it does."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo import export
from geo.commands import console, output, progress
from geo.commands.output import add_budget, carried, write_page
from geo.dataset import kiosk_screens, kiosks, reach
from geo.errors import DataError
from geo.model import Problem

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from geo.dataset.kiosks import Kiosk
    from geo.map.pictures import Plan
    from geo.model import Atlas

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
SCRIPT = Path(__file__).parents[1] / "kiosk_device" / "kiosk-browser.sh"
WHOLE_LETTERS_INCHES = 13
"""On a smaller screen the layout bears no letters of the size that is reckoned (`geo.dataset.reach`)."""
MOST_BYTES = 25_000_000
"""Of a page with its pictures and recordings, each of which has a bound of its own."""
PAGE = "kiosk.html"
"""What the page of a screen is called, as the files of geo/kiosk_device call it."""


def add(command: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("name", metavar="NAME", nargs="?", help="a kiosk of kiosks.toml, or the id of a place")
    command.add_argument("--output", type=Path, metavar="FILE", help="the page, - is stdout; a folder with --screens")
    command.add_argument("--digest", action="store_true", help="write FILE.sha256 too, which an update compares")
    command.add_argument("--screens", type=Path, metavar="LIST", help="make a folder for each screen of screens.toml")
    command.add_argument("--check", type=Path, metavar="FILE", help="only start a saved kiosk unseen, as updates do")
    for option, setting, kind, text in OPTIONS:
        command.add_argument(option, dest=setting, type=kind, default=None, help=text)
    text = "of texts: EVENT.LANGUAGE.mp3 with its words in EVENT.LANGUAGE.txt, and EVENT.LANGUAGE.mp4 in sign language"
    command.add_argument("--recordings", type=Path, default=None, metavar="FOLDER", help=text)
    add_budget(command)


def _as_typed(problem: object) -> object:
    """Name an option as it was typed, not the setting of the file that it changes."""
    if not isinstance(problem, Problem) or problem.file != kiosks.COMMAND:
        return problem
    typed = {setting: option for option, setting, *_ in OPTIONS}
    return replace(problem, field=typed.get(problem.field, problem.field))


def run(args: argparse.Namespace) -> int:
    """Write the page of a kiosk as one file, atomically; nothing is written when a setting is wrong."""
    changes = {setting: value for _, setting, *_ in OPTIONS if (value := getattr(args, setting)) is not None}
    _refuse_what_is_not_taken(args, changes)
    if args.check:
        return check(args.check)
    listed = _content(args.screens) if args.screens else b""
    atlas = progress.loaded(args.data)
    try:
        if args.screens:
            screens = kiosk_screens.read(atlas, listed, args.screens.name)
        else:
            kiosk = kiosks.find(atlas, args.name, changes)
    except DataError as error:
        raise DataError([_as_typed(problem) for problem in error.problems]) from error
    fits = carried(atlas, args.media_budget)
    if not args.screens:
        _write(atlas, kiosk, args.output, fits, digest=args.digest, spoken=args.recordings)
        return 0
    for screen in screens:
        folder = args.output / screen.name
        folder.mkdir(parents=True, exist_ok=True)
        _write(atlas, screen.kiosk, folder / PAGE, fits, digest=True, spoken=args.recordings)
        export.write_atomic(folder / "kiosk.conf", screen.conf().encode("utf-8"))
    return 0


def _refuse_what_is_not_taken(args: argparse.Namespace, changes: Mapping[str, Any]) -> None:
    """Raise for a command without one task, and for options that its task would pass over in silence."""
    if [bool(args.name and args.output), bool(args.screens and args.output), bool(args.check)].count(True) != 1:
        fix = "geo kiosk NAME --output FILE, geo kiosk --screens LIST --output FOLDER, or geo kiosk --check FILE"
        raise DataError([Problem(kiosks.COMMAND, "", "", "", "does not know what to do", fix)])
    if not args.name:
        typed = {option: changes[setting] for option, setting, *_ in OPTIONS if setting in changes}
        fix = "write it into the list, for each screen" if args.screens else "make the file with it"
        why = f"is not taken with {'--screens' if args.screens else '--check'}"
        shown = {option: ",".join(value) if isinstance(value, list) else str(value) for option, value in typed.items()}
        problems = [Problem(kiosks.COMMAND, "", option, value, why, fix) for option, value in shown.items()]
        if problems:
            raise DataError(problems)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        fix = "look at its name and rights"
        raise DataError([Problem(str(path), "", "", "", f"cannot be read ({error.strerror})", fix)]) from error


def _write(atlas: Atlas, kiosk: Kiosk, path: Path, fits: Plan, *, digest: bool, spoken: Path | None) -> None:
    """Write one page, with the recordings of a folder, and what speaks for it; say what it lacks."""
    from geo.app import fonts  # noqa: PLC0415 - the other commands do without Streamlit
    from geo.map import recordings  # noqa: PLC0415 - nor do they need Folium
    from geo.map.kiosk import kiosk_page, stories  # noqa: PLC0415

    for sentence in kiosks.untranslated(atlas, kiosk):
        console.say(f"warning: {sentence}")
    if kiosk.counts and not kiosk.pin:
        console.say(f"warning: {kiosk.name}: counts = true, and without a pin nobody can see or clear the counts")
    for story in set(kiosk.stories or ()) - set(stories(atlas, kiosk)):
        console.say(f"warning: the story {story} has a fault, which geo validate tells, and is left out")
    today = datetime.now(tz=UTC).date()
    recorded = recordings.read(spoken, atlas, kiosk.languages) if spoken else ()
    options = {"fonts": fonts.families(), "made": today, "carried": fits, "recorded": recorded}
    write_page(path, lambda: _no_larger_than_a_device_bears(kiosk_page(atlas, kiosk, **options).html(), kiosk))
    if digest and path != output.STDOUT:
        line = f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        export.write_atomic(path.with_name(f"{path.name}.sha256"), line.encode("utf-8"))
    inches, distance = kiosk.diagonal_inches, kiosk.distance_mm
    if inches < WHOLE_LETTERS_INCHES:
        console.say(f"letters on {inches:g} inches are as large as the layout bears, smaller than on larger screens")
    upright, wide = (reach.lower_edge_mm(inches, distance, upright=is_upright) for is_upright in (True, False))
    console.say(
        f"hang the lower edge of the picture at most {upright} mm (upright) or {wide} mm (wide) above the floor: "
        f"then all that must be touched is below {reach.HIGHEST_MM} mm"
    )


def _no_larger_than_a_device_bears(html: str, kiosk: Kiosk) -> str:
    if (size := len(html.encode())) > MOST_BYTES:
        why, fix = (
            f"has {size / 1e6:.1f} MB",
            f"{MOST_BYTES / 1e6:g} are enough: lower --media-budget, or bring fewer recordings",
        )
        raise DataError([Problem(kiosks.COMMAND, kiosk.name, "", "", why, fix)])
    return html


def check(path: Path) -> int:
    """Start a saved kiosk unseen, by the script that the device has; 0 when it waits for visitors, 1 when not."""
    _content(path)
    shell = shutil.which("sh")
    if not shell:
        fix = "try it on the device: sh kiosk-browser.sh --check FILE"
        raise DataError([Problem(kiosks.COMMAND, "", "--check", str(path), "needs a shell, as Linux has", fix)])
    return subprocess.run([shell, str(SCRIPT), "--check", str(path)], check=False).returncode  # noqa: S603 - our own
