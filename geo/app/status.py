"""The status page: what is shown, and what keeps a change from being shown. For the curator only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse, JSONResponse, Response

from geo.app import access, answers
from geo.map.page import TEMPLATES
from geo.view import evidence

if TYPE_CHECKING:
    from starlette.requests import Request

    from geo.app.downloads import Answer
    from geo.app.snapshot import Snapshot
    from geo.app.store import Store
    from geo.model import Atlas

SECONDS = 10
"""After so many the page asks again."""
POLICY = f"{answers.BARE}; frame-ancestors 'none'"
STATES = {
    (True, False): "The dataset is shown as it lies there.",
    (True, True): "The dataset differs from what is shown: it has faults, or is about to be read.",
    (False, True): "Nothing is shown: the dataset has faults.",
}
"""Whether a dataset is shown, and whether what lies there differs from it."""


def serve(store: Store, refuse: Answer) -> Answer:
    """Return the route; to whom it is closed, `refuse` answers, as if there were no such page."""

    async def answer(request: Request) -> Response:
        if not access.status(request):
            return await refuse(request)
        shown = await answers.shown(store)
        status = describe(store, shown)
        headers = {"Cache-Control": "no-store"}
        if request.query_params.get("format") == "json":
            return JSONResponse(status, headers=headers)
        page = TEMPLATES.get_template("status.html").render(status=status, problems=store.problems, seconds=SECONDS)
        return HTMLResponse(page, headers={**headers, "Content-Security-Policy": POLICY})

    return answer


def describe(store: Store, shown: Snapshot | None) -> dict[str, Any]:
    """Return what the page tells; problems name files within the dataset, never paths of this machine."""
    problems = store.problems
    warnings = sum(problem.count for problem in problems if problem.warning)
    differs = store.differs
    return {
        "state": STATES[shown is not None, differs or shown is None],
        "differs": differs,
        "dataset": _dataset(shown) if shown else None,
        "counts": {"errors": sum(one.count for one in problems) - warnings, "warnings": warnings},
        "problems": [problem.as_dict() for problem in problems],
    }


def _dataset(shown: Snapshot) -> dict[str, Any]:
    package = shown.atlas.package
    return {
        "name": str(package.get("name", "")),
        "title": str(package.get("title", "")),
        "stated": str(package.get("version", "")),
        "version": shown.atlas.version,
        "loaded": shown.loaded.isoformat(timespec="seconds"),
        "events": shown.engine.events if shown.engine else len(shown.atlas.events),
        "places": len(shown.atlas.places),
        **({} if shown.engine else _claims(shown.atlas)),
    }


def _claims(atlas: Atlas) -> dict[str, Any]:
    """Return how well the events of a whole dataset are supported; of an engine's nobody counts all claims."""
    return {
        "evidence": evidence.count(atlas.events, atlas).as_dict(),
        "citations": _citations(evidence.cited(atlas)),
    }


def _citations(cited: evidence.Cited) -> dict[str, Any]:
    """Return how many claims have a locator, their share (0 to 1), and how far they were read."""
    share = round(cited.located / cited.citations, 3) if cited.citations else None
    read = {word or "unstated": n for word, n in cited.read.items()}
    return {"citations": cited.citations, "with_a_locator": cited.located, "share": share, "read": read}
