"""The screens of a house in one list, ``screens.toml``: a table each, with its kiosk, its size and how it hangs.

What is written of a screen beside that are settings of its kiosk, under the names that they have in ``kiosks.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from geo.dataset import kiosk_checks, kiosks, toml_tables
from geo.errors import DataError
from geo.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from geo.dataset.kiosks import Kiosk
    from geo.dataset.toml_tables import Table
    from geo.model import Atlas

DAMAGED: Final = 'write one table a screen, such as [foyer] with the line kiosk = "tartu"'
NAME: Final = "[a-z0-9-]{1,64}"
ROTATIONS: Final = (0, 90, 180, 270)
DIAGONAL: Final = {"diagonal": "diagonal_inches"}
"""A shorter name of the list -> the setting of a kiosk."""
SCALES: Final = (1, 1.25, 1.5, 2, 3)


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: its name, what it shows, and how it hangs.

    Attributes
    ----------
    kiosk
        The settings of what it shows, those of the screen among them.
    rotation
        Degrees by which the picture is turned, 0, 90, 180 or 270.
    scale
        Pixels of the panel for one of the page: 2 on a panel of 3840 x 2160.
    output
        What the system calls it; "" where there is only one.
    source
        Where it looks for a new page; "" nowhere.
    """

    name: str
    kiosk: Kiosk
    rotation: int = 0
    scale: float = 1
    output: str = ""
    source: str = ""

    def conf(self) -> str:
        """Return what stands in ``/etc/kiosk.conf`` of its machine."""
        values = {"ROTATION": self.rotation, "SCALE": f"{self.scale:g}", "OUTPUT": self.output, "SOURCE": self.source}
        lines = [f"KIOSK_{key}={value}" for key, value in values.items() if value != ""]
        return "\n".join([f"# {self.name}: {self.kiosk.name}", *lines, ""])


OWN: Final[Mapping[str, tuple[Callable[[Any], bool], str, str]]] = {
    "rotation": (
        lambda value: isinstance(value, int) and value in ROTATIONS, "is none of 0, 90, 180 and 270",
        "write rotation = 90",
    ),
    "scale": (lambda value: value in SCALES, "is none of 1, 1.25, 1.5, 2 and 3", "write scale = 2 for 3840 x 2160"),
    "output": (
        lambda value: isinstance(value, str) and bool(re.fullmatch("[A-Za-z0-9-]{1,32}", value)),
        "is no name of a screen",
        'write what wlr-randr lists, such as output = "HDMI-A-1"',
    ),
    "source": (
        lambda value: isinstance(value, str) and bool(re.fullmatch(r"https://[A-Za-z0-9._~:/-]+\.html", value)),
        "is no plain address of a page",
        'write source = "https://.../kiosk.html"',
    ),
}  # fmt: skip
"""Settings of a screen that are none of its kiosk: what they may be, else why not, and how to mend them."""


def read(atlas: Atlas, content: bytes, file: str) -> list[Screen]:
    """Return the screens of a list in their order.

    Raises
    ------
    DataError
        With every fault of every screen.
    """
    tables = toml_tables.read({file: content}, file, DAMAGED, kiosks.MAX_DEPTH)
    problems: list[Any] = [] if tables else [Problem(file, "", "", "", "has no screens", DAMAGED)]
    screens = []
    for name, table in tables.items():
        try:
            screens.append(_screen(atlas, name, table, file))
        except DataError as error:
            problems.extend(error.problems)
    if problems:
        raise DataError(problems)
    return screens


def _screen(atlas: Atlas, name: str, table: Table, file: str) -> Screen:
    problems = list(_faults(name, table, file))
    own = {key: table[key] for key in OWN if key in table}
    changes = {DIAGONAL.get(key, key): value for key, value in table.items() if key not in {*OWN, "kiosk"}}
    try:
        kiosk = kiosks.find(atlas, table["kiosk"], changes) if isinstance(table.get("kiosk"), str) else None
    except DataError as error:
        problems.extend(_of_screen(problem, name, table, file) for problem in error.problems)
    if problems or kiosk is None:
        raise DataError(problems)
    return Screen(name, kiosk, **own)


def _of_screen(problem: Any, name: str, table: Table, file: str) -> Any:
    """Return a problem of a kiosk as one of the list where that is what asks for it."""
    if problem.value == table["kiosk"] and not problem.field:
        return replace(problem, file=file, record=name, field="kiosk")
    if problem.file != kiosks.COMMAND:
        return problem
    named = next((key for key, setting in DIAGONAL.items() if key in table and setting == problem.field), problem.field)
    if named not in {*kiosk_checks.CHECKS, *DIAGONAL}:
        fix = (
            f"the settings of a screen are kiosk, {', '.join([*DIAGONAL, *OWN])}, and {', '.join(kiosk_checks.CHECKS)}"
        )
        return replace(problem, file=file, record=name, why="is no setting of a screen", fix=fix)
    return replace(problem, file=file, record=name, field=named)


def _faults(name: str, table: Table, file: str) -> Iterator[Problem]:
    if not re.fullmatch(NAME, name):
        yield Problem(file, name, "", name, "is no name of a folder", "use small letters, digits and -")
    if not isinstance(table.get("kiosk"), str):
        yield Problem(file, name, "kiosk", str(table.get("kiosk", "")), "names no kiosk", DAMAGED)
    for key, (right, why, fix) in OWN.items():
        if key in table and (isinstance(table[key], bool) or not right(table[key])):
            yield Problem(file, name, key, str(table[key]), why, fix)
    for key, setting in DIAGONAL.items():
        if key in table and setting in table:
            yield Problem(file, name, setting, str(table[setting]), f"is {key} once more", f"leave {key} alone")
