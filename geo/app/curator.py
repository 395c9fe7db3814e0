"""The curator's page: drop a zip, read what is wrong with it, look at it. All of it stays in memory.

It is shown at ``?check`` to whom `geo.app.access.curator` lets in. The zip, its report and its
preview belong to one visit, are never written to a disk and never shown to anybody else.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from geo.app import components, texts
from geo.i18n import translator
from geo.map.page import page
from geo.report import check as report_of

if TYPE_CHECKING:
    from collections.abc import Mapping

PARAMETER = "check"
KEPT = "checked"
"""Key of the session state under which the last zip's result lies."""
MEGABYTES = 10
"""Of a zip; Streamlit's own limit (``server.maxUploadSize``) is the same."""
SHOWN = 500
"""Problems that the page shows of each kind; all of them are counted."""
_ONE = threading.Semaphore(1)
"""One zip is read at a time: it may unpack to a hundred megabytes."""


@dataclass(frozen=True)
class Checked:
    """What is known of a zip: its problems, and the page of a dataset that can be shown."""

    errors: tuple[str, ...]
    warnings: tuple[str, ...]
    counts: Mapping[str, int]
    """How many ``errors`` and ``warnings`` there are; of many of one kind the last that is listed counts the others."""
    title: str
    html: str | None


def check(content: bytes, lang: str = "") -> Checked:
    """Return every problem of a zipped dataset and, when it can be shown, its map page as one file.

    Parameters
    ----------
    content
        The whole zip file.
    lang
        The language of the page, else the first of the dataset.
    """
    report = report_of(content)
    html = page(report.atlas, lang).html() if report.usable else None
    errors, warnings = (tuple(map(str, problems)) for problems in (report.errors, report.warnings))
    return Checked(errors, warnings, report.counts, str(report.atlas.package.get("title", "")), html)


def show(lang: str) -> None:
    """Draw the page in a language of the interface."""
    _ = translator(lang).gettext
    sync = {"revision": 0, "echo": 0, "lang": translator(lang).lang}
    with st.container(key="check"):
        components.heading(_("Check a dataset"), key="heading", **sync)
        st.markdown(_(texts.CHECK))
        # Any file is taken: of another kind the check says so in a sentence, where Streamlit shows a red sign.
        given = st.file_uploader(_("Dataset as a zip file"), key="zip", max_upload_size=MEGABYTES)
        if given is None:
            st.session_state.pop(KEPT, None)
            return
        known, checked = st.session_state.get(KEPT, (None, None))
        if known != given.file_id:
            with _ONE:
                checked = check(given.getvalue())
            st.session_state[KEPT] = (given.file_id, checked)
        _report(checked, lang, sync)


def _report(checked: Checked, lang: str, sync: dict[str, object]) -> None:
    messages = translator(lang)
    errors, warnings = checked.errors, checked.warnings
    faults, doubts = checked.counts["errors"], checked.counts["warnings"]
    if not errors and not warnings:
        st.text(messages.gettext("No problems were found."))
    if errors:
        st.markdown("## " + messages.ngettext("%(n)s error", "%(n)s errors", faults) % {"n": faults})
        components.report(errors[:SHOWN], key="errors", **sync)
    if warnings:
        st.markdown("## " + messages.ngettext("%(n)s warning", "%(n)s warnings", doubts) % {"n": doubts})
        components.report(warnings[:SHOWN], key="warnings", **sync)
    if checked.html is None:
        st.text(messages.gettext("The map is shown when there are no errors."))
    else:
        st.markdown("## " + messages.gettext("Preview"))
        components.preview(checked.html, title=checked.title, key="preview", **sync)
