"""The page on method: what is included, what is counted, how it was made, and what is missing. All from the data."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from geo import dates, i18n
from geo.app import answers, state
from geo.app.kept import Content
from geo.dataset.translate import DATASET
from geo.map import assets
from geo.map.page import TEMPLATES
from geo.view import evidence, labels, method

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from geo.app.downloads import Answer
    from geo.app.store import Snapshot, Store
    from geo.dataset.translate import Localized

POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


def serve(store: Store) -> Answer:
    """Return the route; the page of each language is made once."""

    async def answer(request: Request) -> Response:
        snapshot = await answers.shown(store)
        if snapshot is None:
            return answers.unavailable(request)
        lang = language(request, snapshot)
        if lang is None:
            return await answers.not_found(request)
        tag = f"{snapshot.version}-method-{lang}"
        headers = {"Cache-Control": "no-cache", "Content-Security-Policy": POLICY, "Content-Language": lang}
        if same := answers.unchanged(request, tag, headers):
            return same
        content = snapshot.method_pages.find(lang)
        if content is None:
            content = await answers.beside(partial(made, snapshot, lang))
        answer = await answers.answer(request, content, tag, headers, "text/html")
        answer.headers["Vary"] = "Accept-Encoding, Accept-Language"
        return answer

    return answer


def language(request: Request, snapshot: Snapshot) -> str | None:
    """Return the language asked for, else the reader's own when the dataset has it, else that in which it begins.

    None for one that is asked for and that the dataset does not have.
    """
    asked = request.query_params.get("lang")
    if asked:
        return asked if asked in snapshot.languages else None
    return answers.without_address(snapshot.languages, request.headers.get("accept-language"))


def made(snapshot: Snapshot, lang: str) -> Content:
    """Return the page in a language, made once."""
    return snapshot.method_pages.get(lang, lambda one: Content.of(page(snapshot.localized(one), snapshot.languages)))


def page(localized: Localized, languages: tuple[str, ...]) -> bytes:
    """Return the page of a dataset in one of its languages; numbers are those of `geo.view.method` and `evidence`."""
    atlas, messages = localized.atlas, i18n.translator(localized.lang)

    def mark(table: str, record: str, field: str) -> str:
        """Return what stands behind a text that has no translation."""
        return localized.mark if localized.untranslated_fields(table, record, [field]) else ""

    found, lack = evidence.count(atlas.events, atlas), method.missing(atlas)
    html = TEMPLATES.get_template("method.html").render(
        lang=messages.lang,
        title=atlas.package.get("title") or messages.gettext("Atlas"),
        name=str(atlas.package.get("name")),
        version=atlas.edition,
        languages=[(one, i18n.name_of(one)) for one in languages],
        assets=f"assets/{assets.version()}",
        pgettext=messages.pgettext,
        _=messages.gettext,
        mark=mark,
        dataset=DATASET,
        description=state.description(localized),
        evidence=found,
        confidence=[(word, messages.gettext(labels.CONFIDENCE[word]), n) for word, n in found.confidence.items()],
        cited=evidence.cited(atlas),
        kinds=method.kinds(atlas),
        measures=method.measures(atlas),
        words={name: messages.gettext(word) for name, word in labels.MEASURES.items()},
        standards=atlas.rows("standards"),
        missing=lack,
        gaps=[(gap.id, gap.name, _years(gap.years, localized.lang)) for gap in lack.unlooked],
        covered=state.covered(localized),
    )
    return html.encode("utf-8")


def _years(stretches: tuple[tuple[int, int], ...], lang: str) -> str:
    """Return stretches of years in words: "1917, 1930–1934"."""
    named = (
        dates.year(first, lang) if first == last else f"{dates.year(first, lang)}\N{EN DASH}{dates.year(last, lang)}"
        for first, last in stretches
    )
    return ", ".join(named)
