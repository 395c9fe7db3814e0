"""Checks of registers, where relatives can ask: each is for somebody, and what it is asked for is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.dataset import cells
from geo.dataset.registers import ASKED, REGISTERS, SCOPES
from geo.dataset.suggest import Suggester

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.checks.context import CheckContext
    from geo.model import Problem


def check_registers(atlas: CheckContext) -> Iterator[Problem]:
    """Every register has a scope, and a web address if any (warnings)."""
    scoped = {*atlas[SCOPES]["register_id"]}
    for index, key, url in cells.rows(atlas[REGISTERS], "id", "url"):
        if key and key not in scoped:
            why, fix = "is shown with no event", f"add a row to {atlas.path(SCOPES)} that says of whom it may know"
            yield atlas.problem(REGISTERS, index, "id", key, why, fix, warning=True)
        if url and not cells.host(url):
            why, fix = "is not a web address and will not be a link", "begin with https://, or leave it empty"
            yield atlas.problem(REGISTERS, index, "url", url, why, fix, warning=True)


def check_scopes(atlas: CheckContext) -> Iterator[Problem]:
    """Every scope asks for something, and for organizations or families that there are."""
    known = dict.fromkeys(sorted({*atlas["organizations"]["id"], *atlas["families"]["id"]} - {""}))
    lost = {*atlas.incomplete.get("organizations", ()), *atlas.incomplete.get("families", ())}
    suggest = Suggester(known)
    for index, register, *asked in cells.rows(atlas[SCOPES], "register_id", *ASKED):
        body = asked[ASKED.index("organization_id")]
        if body and body not in known and body not in lost:
            why = "there is no such organization or family"
            yield atlas.problem(SCOPES, index, "organization_id", body, why, suggest(body))
        if register and not any(asked):
            why, fix = "is asked for by every event of these years", f"give one of {', '.join(ASKED)}"
            yield atlas.problem(SCOPES, index, "register_id", register, why, fix)
