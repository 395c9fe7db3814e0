"""The start script with a real browser: a page that dies comes back, and what it kept is still there."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import time
from pathlib import Path

import pytest

from geo.dataset import kiosks
from tests.support.kiosk_pages import PLAIN, PORTRAIT, begin, enter, log_in, open_event, start_over, tap, touch
from tests.support.pages import eventually

SCRIPT = Path(kiosks.__file__).parents[1] / "kiosk_device" / "kiosk-browser.sh"
UPDATE = SCRIPT.with_name("kiosk-update.sh")
TELLS_WHAT_IT_KEPT = """<script>const asking = setInterval(() => {
  const counts = atlas.kiosk?.counts;
  if (!counts) return;
  clearInterval(asking);
  atlas.kioskLog.add(`lines before: ${atlas.kioskLog.lines().length}, days with visits: ${counts.days().size}`);
  counts.began();
  counts.ended('en');
}, 50)</script></body>"""


def renderers(profile):
    """Return the processes that draw the page of a profile."""
    mark = f"--user-data-dir={profile}".encode()
    for folder in Path("/proc").iterdir():
        try:
            command = (folder / "cmdline").read_bytes() if folder.name.isdigit() else b""
        except OSError:
            continue
        if mark in command and b"--type=renderer" in command:
            yield int(folder.name)


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="ends a process that it finds in /proc")
def test_a_killed_page_waits_for_visitors_within_a_minute_and_its_log_and_counts_are_kept(
    kiosk_file, chromium, tmp_path
):
    """A promise of the device: with the script as it is shipped, and nothing of it made faster."""
    page = tmp_path / "kiosk.html"
    page.write_text(
        Path(kiosk_file(counts=True).removeprefix("file://")).read_text("utf-8").replace("</body>", TELLS_WHAT_IT_KEPT),
        "utf-8",
    )
    further = {"KIOSK_STATE": str(tmp_path / "state"), "KIOSK_SWITCHES": "--no-sandbox --headless"}
    with (tmp_path / "log").open("w") as out, subprocess.Popen(["sh", str(SCRIPT), str(page)], stderr=out, env=os.environ | further) as script:  # fmt: skip
        log = lambda: (tmp_path / "log").read_text("utf-8")  # noqa: E731
        eventually(lambda: "the page lives" in log(), "life", seconds=180)
        cut_off = tmp_path / "stick.html"
        newer = page.read_bytes().replace(b"lines before", b"lines")
        cut_off.write_bytes(newer[:-1000])
        cut_off.with_suffix(".html.sha256").write_text(hashlib.sha256(newer).hexdigest())
        refused = subprocess.run(["sh", str(UPDATE), str(cut_off), str(page)], check=False, stderr=subprocess.PIPE, text=True)  # fmt: skip
        killed = time.monotonic()
        for process in renderers(tmp_path / "state/profile"):
            os.kill(process, 9)
        try:
            eventually(lambda: log().count("the page lives") >= 2, "life again", log(), seconds=180)
            took = time.monotonic() - killed
        finally:
            script.terminate()
            script.wait(30)
    assert took < 60, log()
    first, second = log().split("no sign of life")
    assert "the page that runs is left as it is" in refused.stderr
    assert first.count("lines before") == 1  # nor was the page begun anew by what was refused
    assert "lines before: 0, days with visits: 0" in first
    assert "lines before: 1, days with visits: 1" in second


@pytest.mark.parametrize("visitor", [touch(PORTRAIT)], indirect=True, ids=["portrait"])
def test_visits_are_counted_by_day_and_cleared_by_the_staff(visitor, kiosk_file):
    tab = enter(visitor, kiosk_file(counts=True))
    tab.clock.set_system_time("2026-11-29T12:00:00")
    for lang in ("et", "en"):
        begin(tab, lang)
        open_event(tab, PLAIN)
        start_over(tab)
    log_in(tab)
    tap(tab, ".at-k-choice", has_text="Visits by day")
    lines = ["day,what,id,count", "2026-11-29,visits,,2", "2026-11-29,language,en,1", "2026-11-29,language,et,1", f"2026-11-29,event,{PLAIN},2"]  # fmt: skip
    assert tab.locator(".at-k-log").inner_text().splitlines() == lines
    tap(tab, ".at-k-choice", has_text="Clear the counts")
    tap(tab, ".at-k-choice", has_text="Clear them for good")
    assert tab.locator(".at-k-log").inner_text() == lines[0]
    assert tab.evaluate("localStorage.getItem('atlas-kiosk-counts')") is None


@pytest.mark.parametrize("visitor", [touch(PORTRAIT, kept=True)], indirect=True, ids=["portrait"])
def test_a_kiosk_that_is_not_asked_to_count_keeps_nothing(tab):
    begin(tab)
    open_event(tab, PLAIN)
    assert tab.evaluate("Object.keys(localStorage)") == []
    log_in(tab)
    tap(tab, ".at-k-choice", has_text="Touch test")
    for x, good in ((25, True), (45, False)):
        tab.touchscreen.tap(*(tab.evaluate(f"[{x}, {x}].map(n => n * atlas.kiosk.sizes.mm)")))
        assert ("good" in tab.locator(".at-k-hit").inner_text()) is good
    tap(tab, ".at-k-field .at-k-choice")
    assert tab.locator(".at-k-status").is_visible()


@pytest.mark.parametrize("visitor", [touch(PORTRAIT)], indirect=True, ids=["portrait"])
def test_a_clock_that_is_set_back_leaves_the_hours_that_a_page_runs(visitor, kiosk_file):
    tab = enter(visitor, kiosk_file())
    tab.clock.set_system_time("2020-01-01T12:00:00")
    begin(tab, "en")
    log_in(tab)
    assert re.search(r"\b0 hours; visits: 1", tab.locator(".at-k-status").inner_text())


@pytest.mark.parametrize("visitor", [touch(PORTRAIT)], indirect=True, ids=["portrait"])
def test_a_page_of_the_start_script_shows_no_pointer_and_another_one_does(visitor, kiosk_file):
    pointer = "['#kiosk', '.at-k-invite'].map(one => getComputedStyle(document.querySelector(one)).cursor)"
    assert enter(visitor, f"{kiosk_file()}?digest={'0' * 64}").evaluate(pointer) == ["none", "none"]
    assert "none" not in enter(visitor, kiosk_file()).evaluate(pointer)


@pytest.mark.parametrize("visitor", [touch(PORTRAIT)], indirect=True, ids=["portrait"])
def test_the_staff_are_told_the_digest_of_the_file_or_who_would_tell_it(visitor, kiosk_file):
    digest = hashlib.sha256(b"a page").hexdigest()
    for query, said in ((f"?digest={digest}", digest), ("", "told when the start script shows the page")):
        tab = enter(visitor, f"{kiosk_file()}{query}")
        begin(tab, "en")
        log_in(tab)
        assert said in tab.locator(".at-k-status").inner_text()
