"""axe-core asks whether everybody can use what a page shows."""

from __future__ import annotations

import pytest

STANDARDS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
RUN = """([within, options]) => axe.run(within ?? document, options).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => [id, html.slice(0, 90)])))"""


def wrong(tab, within=None):
    """Return rule and element of every violation of WCAG 2.2 A and AA in a page or frame, or in a part of it."""
    if not tab.evaluate("'axe' in globalThis"):  # half a megabyte: once a page
        tab.evaluate(pytest.importorskip("axe_playwright_python.sync_playwright").Axe().axe_script)
    return tab.evaluate(RUN, [within, STANDARDS])
