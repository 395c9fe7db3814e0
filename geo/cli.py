"""The command line; each command is a module of `geo.commands`.

Examples
--------
``geo serve --port 8501``
``geo map --output atlas.html``
``geo kiosk tartu --languages et,ru,en --diagonal 43 --output tartu.html``
``geo export killings-1937.gpkg --view "from=1937&to=1938&kind=killing"``
``geo validate data``
"""

from __future__ import annotations

import argparse
import atexit
import gc
import io
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import shtab

from geo.commands import console
from geo.dataset import memory
from geo.dataset.collector import uncollected
from geo.errors import DataError, OutputError
from geo.wording import plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

COMMANDS = ("serve", "map", "kiosk", "sheet", "site", "export", "diff", "validate", "new", "import", "load")
"""In the order of the help."""
DISTRIBUTION = "repression-atlas"
SILENT = "say nothing but faults and what was asked for"
atexit.register(gc.freeze)  # a process that ends need not look for cycles in what it held


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return the exit status, one of `geo.commands.console.STATUS`."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # what a terminal's code page lacks is shown as an escape
        sys.stdout.reconfigure(errors="backslashreplace")  # as Python does for stderr
    given = [*(sys.argv[1:] if arguments is None else arguments)]
    memory.from_system()
    with uncollected():  # modules are kept
        asked = modules(given)
    top = parser(asked)
    args = top.parse_args(asked[0].named(given) if hasattr(asked[0], "named") else given)
    if not hasattr(args, "run"):
        top.print_help(sys.stderr)
        return console.WRONG
    console.QUIET.set(args.quiet)
    try:
        status: int = args.run(args)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads, such as `head`, has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return console.FAULTS
    except KeyboardInterrupt:
        return console.STOPPED
    except UnicodeEncodeError:  # files are decoded strictly: only a name or an option can hold what is no text
        print("a name or an option is not UTF-8 - rename the file, or write it otherwise", file=sys.stderr)  # noqa: T201
        return console.WRONG
    except (DataError, OutputError) as error:
        print(error, file=sys.stderr)  # noqa: T201 - a command line prints
        return console.FAULTS if isinstance(error, DataError) else console.WRONG
    return status


def modules(arguments: Sequence[str] = ()) -> list[ModuleType]:
    """Return the module of the command that is asked for, which alone is loaded; else all, as for help.

    What the other commands import takes longer than a check of the published dataset.
    """
    first = next((word for word in arguments if word not in ("-q", "--quiet")), "")
    asked = [first] if first in COMMANDS else COMMANDS
    return [import_module("geo.commands." + ("import_" if name == "import" else name)) for name in asked]


def version(_: argparse.Namespace) -> int:
    """Print the version of the program and of the dataset that it shows."""
    from importlib import metadata  # noqa: PLC0415 - the other commands do without

    from geo.dataset.read import default, read  # noqa: PLC0415

    try:
        program = metadata.version(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        program = "(not installed)"
    atlas, _problems = read()
    shown = f"{atlas.package.get('name', 'dataset')} {atlas.edition}, from" if atlas.package else "no dataset in"
    print(f"geo {program}\n{plain(f'{shown} {default()}')}")  # noqa: T201 - a command line prints
    return 0


def parser(asked: Sequence[ModuleType] | None = None) -> argparse.ArgumentParser:
    """Return the parser with one sub-command for each command, or for those that are asked for."""
    ends = "\n".join(["how it ends:", *(f"  {status:>3}  {meaning}" for status, meaning in console.STATUS.items())])
    about = "A map of places and events, with sources and doubt shown."
    top = argparse.ArgumentParser(
        prog="geo", description=about, epilog=ends, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    text = "show the version of the program and of the dataset that it shows"
    top.add_argument("--version", action="store_const", dest="run", const=version, default=argparse.SUPPRESS, help=text)
    top.add_argument("-q", "--quiet", action="store_true", help=SILENT)
    shtab.add_argument_to(top, "--completion", help="print what completes this command in a shell, such as bash")
    commands = top.add_subparsers(metavar="command")
    text = "a folder with datapackage.json, or a zip file of one; else the dataset that comes with the atlas"
    for module in modules() if asked is None else asked:
        command = commands.add_parser(module.NAME, help=module.TEXT, description=module.TEXT)
        command.set_defaults(run=module.run)
        if not hasattr(module, "MAKES"):
            command.add_argument("--data", type=Path, default=None, metavar="DATASET", help=text)
        module.add(command)
        _finish(command)
    return top


def _finish(command: argparse.ArgumentParser) -> None:
    """Add to a command, and to those beneath it, what all have; a shell completes their files."""
    command.add_argument("-q", "--quiet", action="store_true", default=argparse.SUPPRESS, help=SILENT)
    for action in command._actions:
        if action.type is Path:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
        for beneath in dict.fromkeys(action.choices.values()) if isinstance(action, argparse._SubParsersAction) else ():
            _finish(beneath)


if __name__ == "__main__":
    sys.exit(main())
