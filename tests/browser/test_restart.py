"""A visitor reads that the server is away, and what he chooses first when it is back counts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest

from geo import i18n
from geo.app import texts
from tests.browser.conftest import ROOT, _free_port, _healthy
from tests.browser.test_app import search_box, wait_for_address
from tests.support.pages import eventually


@contextmanager
def running(port):
    """Run the app until the end, when it is killed."""
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", f"--server.port={port}"]
    out = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out, start_new_session=True)
    try:
        eventually(lambda: _healthy(f"http://127.0.0.1:{port}/"), seconds=60)
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="no process groups")
def test_while_the_server_is_away_it_is_said_and_what_is_chosen_first_when_it_is_back_counts(visitor):
    port, lost = _free_port(), i18n.translator("et").gettext(texts.LOST)
    with running(port):
        page = visitor.open(f"http://127.0.0.1:{port}/?lang=et&from=1937&to=1941&q=Tartu")
        assert page.locator("html").get_attribute("lang") == "et"
    page.get_by_text(lost).wait_for()
    with running(port):
        page.get_by_text(lost).wait_for(state="detached", timeout=60_000)
        assert page.locator("[data-testid=stDialog]").count() == 0
        box = search_box(page, "et")
        box.fill("Katyn")
        box.press("Enter")
        wait_for_address(page, "q=Katyn")
    with running(port):
        eventually(lambda: page.locator(".at-away").count() == 0)
        page.get_by_role("tab", name="Organisatsioonid").click()
        page.locator(".at-ch-title", has_text="Salapolitsei").first.click()
        wait_for_address(page, "org=")
        assert "q=Katyn" in page.url
        page.goto("about:blank")
        visitor.errors.clear()  # the browser's, of the connection that was lost
