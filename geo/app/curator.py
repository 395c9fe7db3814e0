"""The curator's page: drop a zip or a table, read what is wrong with it, look at it. All of it stays in memory.

It is shown at ``?check`` to whom `geo.app.access.curator` lets in. The zip, its report and its
preview belong to one visit, are never written to a disk and never shown to anybody else.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from geo.app import components, importing, texts
from geo.errors import DataError
from geo.i18n import translator
from geo.map.page import page
from geo.report import check as report_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.app.importing import Imported

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


def look(name: str, content: bytes, mapping: bytes = b"", encoding: str = "") -> tuple[Checked, Imported | None]:
    """Check a dataset; of a table, with its `encoding` if it is text, make one first, and return that too."""
    try:
        if importing.is_dataset(name, content):
            return check(content), None
        found = importing.take(name, content, mapping, encoding)
    except DataError as error:
        lines = tuple(map(str, error.problems))
        return Checked(lines, (), {"errors": len(lines), "warnings": 0}, "", None), None
    return check(found.package), found


def show(lang: str) -> None:
    """Draw the page in a language of the interface."""
    _ = translator(lang).gettext
    sync = {"revision": 0, "echo": 0, "lang": translator(lang).lang}
    with st.container(key="check"):
        components.heading(_("Check a dataset"), key="heading", **sync)
        st.markdown(_(texts.CHECK))
        st.markdown(_(texts.IMPORT))
        # Any file is taken: of another kind the check says so in a sentence, where Streamlit shows a red sign.
        label = _("Dataset as a zip file, or a table to import")
        given = st.file_uploader(label, key="zip", max_upload_size=MEGABYTES)
        mapping = st.file_uploader(_("Mapping of the table, if there is one"), key="mapping", max_upload_size=1)
        label = _("Encoding of a table as text, if it is not UTF-8")
        encoding = st.text_input(label, key="encoding", max_chars=40, placeholder="windows-1251").strip()
        if given is None:
            st.session_state.pop(KEPT, None)
            return
        ids = (given.file_id, mapping.file_id if mapping else "", encoding)
        known, checked, imported = st.session_state.get(KEPT, (None, None, None))
        if known != ids:
            with _ONE:
                columns = mapping.getvalue() if mapping else b""
                checked, imported = look(given.name, given.getvalue(), columns, encoding)
            st.session_state[KEPT] = (ids, checked, imported)
        if imported:
            importing.show(imported, lang, sync)
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
