"""A step of a story in an address: ``story=katyn&step=3`` stands for the view of that step.

What else an address says goes before what the step says. The address of a view that has all parts of the step's names
the step and what differs; where a part of the step's was taken away no address of the step can say so, and the view is
written in full. The page does the same in ``static/shared/reading.js``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl
from weakref import WeakKeyDictionary

from geo.dataset import stories as written
from geo.dataset.stories import FILE, Stories
from geo.errors import DataError
from geo.i18n import N_
from geo.model import Problem
from geo.view.notices import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.model import Atlas
    from geo.view.notices import Notices

_READ: WeakKeyDictionary[Atlas, Stories] = WeakKeyDictionary()
LISTS: Final = ("org", "kind", "group", "person", "hide", "vsorg")
"""Parameters that hold ids, which an address has in order."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The step of a story that a reader has before them; `says` is what its address has, as a view writes it."""

    story: str
    step: int
    says: Mapping[str, str] = field(default_factory=dict, hash=False)

    def address(self, params: Mapping[str, str]) -> dict[str, str]:
        """Return the address of a view of this step: the step and what differs, or the view in full."""
        if not self.says.keys() - {"v"} <= params.keys():  # where the map looks may be left to the step
            return dict(params)
        differs = {name: text for name, text in params.items() if self.says.get(name) != text}
        return {"story": self.story, "step": str(self.step), **differs}


def of(atlas: Atlas) -> Stories:
    """Return what ``stories.toml`` says, read once for each `Atlas`; nothing of a file that cannot be read."""
    if atlas not in _READ:
        _READ[atlas] = _read(atlas) if FILE in atlas.files else Stories()
    return _READ[atlas]


def _read(atlas: Atlas) -> Stories:
    try:
        return written.read(atlas)
    except DataError as error:
        return Stories(problems=tuple(one for one in error.problems if isinstance(one, Problem)))


def asked(params: Mapping[str, str], atlas: Atlas, notices: Notices) -> Reading | None:
    """Return the step that an address names, with the address of the step as it is written; the first for none."""
    name, number = params.get("story", ""), params.get("step", "")
    if not name:
        return None
    story = next((one for one in of(atlas).stories if one.id == name), None)
    if story is None:
        message = N_("The address names %(part)s, which this atlas does not have; it was left out.")
        notices.say(message, part=quoted(name))
        return None
    found = int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else 0
    if number and not 1 <= found <= len(story.steps):
        message = N_("%(part)s in the address is no step of the story; the first was taken.")
        notices.say(message, part=quoted(number))
        found = 1
    step = max(found, 1)
    pairs = parse_qsl(story.steps[step - 1].view)
    return Reading(name, step, {name: _in_order(text) if name in LISTS else text for name, text in pairs})


def _in_order(text: str) -> str:
    """Return ids as an address has them."""
    return ",".join(sorted(set(text.split(","))))
