"""What keeps a kiosk running for weeks: its scripts are run with a browser that is none, which does as a test says."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geo.dataset import kiosks
from tests.support.pages import eventually

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DEVICE = Path(kiosks.__file__).parents[1] / "kiosk_device"
PAGE = "<!doctype html><p>{}</p></html>\n"
LIVES = r'echo "[1:1:1/1.1:INFO:CONSOLE:7] \"atlas: alive {}\", source: file:///k.html (1)" >&2'
STAYS = "exec sleep 60"
RUNS = f"while :; do {LIVES.format('attract')}; sleep 0.1; done"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="scripts for Linux")


class Machine:
    """A folder with a page, and a `chromium` that is a script."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.page = folder / "kiosk.html"
        self.started = folder / "started"
        self.started.touch()
        self.environment = {
            "PATH": f"{folder}:{os.environ['PATH']}",
            "KIOSK_EVERY": "0.2",
            "KIOSK_STATE": str(folder / "state"),
        }
        self.write("kiosk.html", PAGE.format("first"))

    def write(self, name: str, text: str) -> Path:
        """Write a file of the folder."""
        path = self.folder / name
        path.write_text(text, "utf-8")
        return path

    def browser(self, does: str, name: str = "chromium") -> None:
        """Let the browser, or another program, note how it was called and then do something."""
        self.write(name, f'#!/bin/sh\necho "$$ $*" >>{shlex.quote(str(self.started))}\n{does}\n').chmod(0o755)

    def starts(self) -> list[str]:
        """Return how the browser was called, each time."""
        return self.started.read_text("utf-8").splitlines()

    def after(self, number: int) -> list[str]:
        """Wait until the browser was started so often."""
        eventually(lambda: len(self.starts()) >= number, f"start {number} of the browser")
        return self.starts()

    def run(self, script: str, *options: str) -> subprocess.CompletedProcess[str]:
        """Run one of the scripts to its end."""
        command = ["sh", str(DEVICE / script), *options]
        return subprocess.run(command, check=False, capture_output=True, text=True, env=self.environment)

    @contextmanager
    def showing(self, asked: str = "") -> Iterator[Callable[[], str]]:
        """Let the start script show the page; yields what gives its log so far."""
        log = self.folder / "log"
        command = ["sh", str(DEVICE / "kiosk-browser.sh"), asked or str(self.page)]
        with (
            log.open("w") as out,
            subprocess.Popen(command, stderr=out, env=self.environment, cwd=self.folder) as script,
        ):
            yield lambda: log.read_text("utf-8")
            script.terminate()
            script.wait(30)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def is_running(start: str) -> bool:
    return Path("/proc", start.split(maxsplit=1)[0]).exists()


def test_the_policy_allows_the_folder_of_the_kiosk_by_its_beginning() -> None:
    """A path in these lists matches by how it begins; a * in it stands for itself."""
    allowed = json.loads((DEVICE / "policy.json").read_text("utf-8"))["URLAllowlist"]
    assert allowed == ["file:///home/kiosk/kiosk/"]
    assert not [entry for entry in allowed if "*" in re.sub(r"^\w+://[^/]*", "", entry)]


def test_edge_has_the_same_policies_by_its_own_names_but_those_that_its_kiosk_mode_does_not_bear() -> None:
    """It runs InPrivate; "Configure Microsoft Edge kiosk mode", functional limitations, asks to leave both alone."""
    unborne, own = {"IncognitoModeAvailability", "DefaultPopupsSetting"}, {"MetricsReportingEnabled": "DiagnosticData"}
    named = {*json.loads((DEVICE / "policy.json").read_text("utf-8"))}
    wanted = {own.get(name, name) for name in named - unborne} | {"HideFirstRunExperience"}
    found = (DEVICE / "policy-edge.reg").read_text("utf-8")
    assert {*re.findall(r'^"([A-Z]\w+)"=|Edge\\(\w+)\]$', found, re.MULTILINE)} == {
        (name, "") if "list" not in name else ("", name) for name in wanted
    }


def test_a_kiosk_comes_back_with_the_machine() -> None:
    """graphical-session.target is started by a desktop only, and refuses to be started by hand."""
    unit = (DEVICE / "kiosk.service").read_text("utf-8")
    assert "\nWantedBy=multi-user.target\n" in unit
    assert "\nExecStart=/home/kiosk/kiosk/kiosk-screen.sh /home/kiosk/kiosk/kiosk.html\n" in unit
    assert "--user" not in (DEVICE / "kiosk-restart.service").read_text("utf-8")


def unit(name: str) -> str:
    return (DEVICE / name).read_text("utf-8")


def named_in(table: str) -> set[str]:
    """Return the files that the first column names; "`a.timer`, `.service`" are two of one name."""
    found = set()
    for row in re.findall(r"^\| (`.+?) \|", table, re.MULTILINE):
        names = re.findall(r"`([\w.-]+)`", row)
        stems = [name.partition(".")[0] for name in names if not name.startswith(".")]
        found |= {stem + name if name.startswith(".") else name for name in names for stem in stems}
    return found


def test_the_readme_names_every_file_of_the_folder_and_no_other() -> None:
    table = unit("README.md").partition("| file | goes to | does |")[2].partition("\n\n")[0]
    assert named_in(table) == {path.name for path in DEVICE.iterdir()} - {"README.md"}


@pytest.mark.parametrize("script", sorted(DEVICE.glob("*.sh")), ids=lambda path: path.name)
def test_every_script_is_read_by_a_shell(script: Path) -> None:
    done = subprocess.run(["sh", "-n", str(script)], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_the_readme_enables_and_what_a_timer_starts_is_there() -> None:
    lines = re.findall(r"systemctl enable (?:--now )?([^`\n]+)", unit("README.md"))
    enabled = {name for line in lines for name in line.split()}
    assert {"kiosk.service", "kiosk-open.timer", "kiosk-update.timer", "kiosk-stick.service"} <= enabled
    started = {path.with_suffix(".service").name for path in DEVICE.glob("*.timer")}
    assert {name for name in enabled | started if not (DEVICE / name).exists()} == set()
    assert [name for name in enabled if "\n[Install]\nWantedBy=" not in unit(name)] == []


@pytest.mark.parametrize(("name", "does", "screen"), [("open", "start", "0"), ("close", "stop", "4")])
def test_opening_hours_wake_and_end_the_page_and_its_screen(name: str, does: str, screen: str) -> None:
    assert len(re.findall(r"^OnCalendar=.*\d\d:\d\d$", unit(f"kiosk-{name}.timer"), re.MULTILINE)) == 1
    assert f"\nExecStart=/usr/bin/systemctl {does} kiosk.service\n" in unit(f"kiosk-{name}.service")
    assert f"echo {screen} >/sys/class/graphics/fb0/blank" in unit(f"kiosk-{name}.service")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd")
@pytest.mark.parametrize("timer", sorted(DEVICE.glob("*.timer")), ids=lambda path: path.name)
def test_the_time_of_a_timer_is_understood(timer: Path) -> None:
    (when,) = re.findall(r"^OnCalendar=(.*)$", timer.read_text("utf-8"), re.MULTILINE)
    done = subprocess.run(["systemd-analyze", "calendar", when], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_stick_is_mounted_where_its_new_page_is_looked_for() -> None:
    """A demand of systemd: a mount is called after its path, with - for /."""
    (where,) = re.findall(r"^Where=/(.*)$", unit("run-kioskstick.mount"), re.MULTILINE)
    assert (DEVICE / f"{where.replace('/', '-')}.mount").exists()
    assert f" /{where}/kiosk.html /home/kiosk/kiosk/kiosk.html\n" in unit("kiosk-stick.service")
    assert "\nWhat=/dev/disk/by-label/KIOSK\n" in unit("run-kioskstick.mount")
    assert "\nWantedBy=dev-disk-by\\x2dlabel-KIOSK.device\n" in unit("kiosk-stick.service")


def test_touches_are_turned_by_90_180_and_270_degrees_clockwise() -> None:
    """Where a touch at the upper left of the glass is on the picture: upper right, lower right, lower left."""
    lines = re.findall(r'MATRIX\}="(.*?)"', unit("kiosk-touch.rules"))
    turned = [[float(part) for part in line.split()] for line in lines]
    assert [(right, down) for _, _, right, _, _, down in turned] == [(1, 0), (1, 1), (0, 1)]
    assert [a * e - b * d for a, b, _, d, e, _ in turned] == [1, 1, 1]  # none is a mirror


def test_a_nightly_restart_opens_no_closed_house() -> None:
    assert " try-restart kiosk.service" in (DEVICE / "kiosk-restart.service").read_text("utf-8")


def test_the_start_script_waits_for_its_page_and_writes_its_address_as_browsers_read_it(machine: Machine) -> None:
    machine.browser(STAYS)
    page = machine.folder / "Tartu #1 100%.html"
    with machine.showing(f"{page}?diagonal=32") as log:
        eventually(lambda: log() == f"kiosk-browser.sh: there is no file {page}; waiting for it\n", "the sentence")
        page.write_text(PAGE, "utf-8")
        digest = sha256(PAGE.encode()).hexdigest()
        address = f"file://{machine.folder}/Tartu%20%231%20100%25.html?diagonal=32&digest={digest}"
        assert machine.after(1)[0].split()[1] == address


def test_a_page_that_gives_no_sign_of_life_any_more_is_ended_and_starts_anew(machine: Machine) -> None:
    machine.browser(f"{LIVES.format('place')}; [ -e deaf ] || {{ >deaf; trap '' TERM; }}; while :; do sleep 1; done")
    with machine.showing() as log:
        first, second = machine.after(2)[:2]
        assert "no sign of life" in log()
        assert not is_running(first)
    assert not is_running(second)


def test_a_page_that_lives_is_left_alone(machine: Machine) -> None:
    machine.browser(RUNS)
    with machine.showing() as log:
        eventually(lambda: "the page lives" in log(), "life")
        with pytest.raises(AssertionError):
            eventually(lambda: len(machine.starts()) > 1, "no second start", seconds=2)


def test_what_goes_wrong_in_a_page_stands_in_the_log_of_the_machine_and_its_pulse_does_not(machine: Machine) -> None:
    said = "echo '[1:1:1/1.1:INFO:CONSOLE:7] \"atlas: log planted\", source: file:///k.html (1)' >&2"
    machine.browser(f"{said}; echo '[1:1:1/1.1:INFO:CONSOLE:7] \"Uncaught Error: thrown\"' >&2; {RUNS}")
    with machine.showing() as log:
        eventually(lambda: "the page lives" in log(), "life")
        assert 'page: "atlas: log planted"' in log()
        assert "thrown" in log()
        assert "alive" not in log()


def test_what_the_page_keeps_outlasts_a_restart_and_nothing_else_does(machine: Machine) -> None:
    machine.browser('for one in "$@"; do case $one in --user-data-dir=*) cd "${one#*=}/Default"; esac; done\n'
                    'ls >>"$KIOSK_STATE/seen"; mkdir -p "Local Storage" Cache; echo . >>"Local Storage/kept"; wc -l <"Local Storage/kept" >>"$KIOSK_STATE/seen"')  # fmt: skip
    with machine.showing():
        machine.after(3)
    seen = (machine.folder / "state/seen").read_text("utf-8").split("\n")
    assert seen[:4] == ["1", "Local Storage", "2", "Local Storage"]


def test_a_page_that_never_comes_to_life_gives_way_to_the_one_before_it(machine: Machine) -> None:
    machine.write("kiosk.1.html", PAGE.format("before"))
    machine.browser(f"case $1 in *kiosk.1.html*) {RUNS};; esac")
    with machine.showing() as log:
        eventually(lambda: "the page lives" in log(), "life")
        assert [re.sub(r".*/(.*)\?.*", r"\1", start) for start in machine.starts()] == [
            *["kiosk.html"] * 2,
            "kiosk.1.html",
        ]


def test_a_page_that_is_cut_off_is_not_shown_where_there_is_one_before_it(machine: Machine) -> None:
    machine.write("kiosk.html", "<!doctype html><p>fir")
    machine.write("kiosk.1.html", PAGE.format("before"))
    machine.browser(STAYS)
    with machine.showing():
        assert "/kiosk.1.html?" in machine.after(1)[0]


def test_a_new_page_is_shown_when_nobody_uses_the_old_one(machine: Machine) -> None:
    doing = machine.write("doing", "place")
    machine.browser(f"while :; do {LIVES.format(f'$(cat {doing})')}; sleep 0.1; done")
    with machine.showing() as log:
        eventually(lambda: "the page lives" in log(), "life")
        machine.write("new.html", PAGE.format("second")).replace(machine.page)
        with pytest.raises(AssertionError):
            eventually(lambda: len(machine.starts()) > 1, "nobody is disturbed", seconds=1)
        doing.write_text("attract", "utf-8")
        assert sha256(PAGE.format("second").encode()).hexdigest() in machine.after(2)[1]


def offered(machine: Machine, text: str, digest: str | None = None) -> str:
    path = machine.write("offered.html", text)
    machine.write("offered.html.sha256", f"{digest or sha256(text.encode()).hexdigest()}  offered.html\n")
    return str(path)


@pytest.mark.parametrize(
    ("text", "whole", "said"),
    [
        (PAGE.format("second")[:-12], PAGE.format("second"), "does not have its digest"),
        (PAGE.format("second")[:-12], "", "does not end with </html>"),
        (PAGE.format("dead"), "", "does not start"),
        (PAGE.format("fault"), "", "does not start"),
    ],
)
def test_an_update_that_is_not_sound_leaves_the_old_page(machine: Machine, text: str, whole: str, said: str) -> None:
    path, thrown = "$(echo \"$1\" | sed 's#file://##; s#?.*##')", LIVES.replace("atlas: alive {}", "Uncaught Error: x")
    machine.browser(f'grep -q fault "{path}" && {thrown}; grep -q dead "{path}" || {{ {RUNS}; }}')
    source = offered(machine, text, sha256(whole.encode()).hexdigest() if whole else None)
    done = machine.run("kiosk-update.sh", source, str(machine.page))
    assert done.returncode == 1
    assert said in done.stderr
    assert machine.page.read_text("utf-8") == PAGE.format("first")
    assert sorted(path.name for path in machine.folder.glob("kiosk*")) == ["kiosk.html", "kiosk.lock"]


def test_an_update_keeps_the_last_two_and_can_be_taken_back(machine: Machine) -> None:
    machine.browser(RUNS)
    texts = [PAGE.format(name) for name in ("second", "third", "fourth")]
    for text in texts:
        assert machine.run("kiosk-update.sh", offered(machine, text), str(machine.page)).returncode == 0
    names = ("kiosk.html", "kiosk.1.html", "kiosk.2.html")
    assert [(machine.folder / name).read_text("utf-8") for name in names] == texts[::-1]
    starts = len(machine.starts())
    assert machine.run("kiosk-update.sh", offered(machine, texts[-1]), str(machine.page)).returncode == 0
    assert len(machine.starts()) == starts  # the same page is no new one
    assert machine.run("kiosk-update.sh", "--back", str(machine.page)).returncode == 0
    assert machine.page.read_text("utf-8") == texts[1]


def test_what_was_taken_back_is_not_brought_again_and_another_page_is(machine: Machine) -> None:
    machine.browser(RUNS)
    bad, mended = (PAGE.format(name) for name in ("bad", "mended"))
    assert machine.run("kiosk-update.sh", offered(machine, bad), str(machine.page)).returncode == 0
    assert machine.run("kiosk-update.sh", "--back", str(machine.page)).returncode == 0
    assert "was taken back; delete" in machine.run("kiosk-update.sh", offered(machine, bad), str(machine.page)).stderr
    assert machine.page.read_text("utf-8") == PAGE.format("first")
    assert machine.run("kiosk-update.sh", offered(machine, mended), str(machine.page)).returncode == 0
    assert machine.page.read_text("utf-8") == mended


@pytest.mark.parametrize(
    ("usage", "called"),
    [("-r Rotate", "-r -r -r -- {here}/kiosk-browser.sh p"), ("-s Allow", "-- {here}/kiosk-screen.sh --inside p")],
)
def test_a_screen_is_turned_by_the_compositor_or_by_wlr_randr(machine: Machine, usage: str, called: str) -> None:
    machine.browser(f"echo ' {usage}'", name="cage")
    machine.environment["KIOSK_ROTATION"] = "270"
    machine.run("kiosk-screen.sh", "p")
    assert machine.starts()[-1].partition(" ")[2] == called.format(here=DEVICE)
