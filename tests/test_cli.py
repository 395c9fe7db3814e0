"""The command itself: without arguments it helps, and it says its version and that of the data."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from geo.cli import COMMANDS, main, modules, parser
from geo.commands import console, validate
from tests.support.imported import HEADER, foreign_rows, write_csv
from tests.support.published import ATLAS


def test_python_m_geo_without_arguments_helps():
    done = subprocess.run([sys.executable, "-m", "geo"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert all(f"\n    {name} " in done.stderr for name in COMMANDS)


def test_commands_have_their_names_and_one_that_is_asked_for_is_loaded_alone():
    assert tuple(module.NAME for module in modules()) == COMMANDS
    assert [module.NAME for module in modules(["-q", "validate", "import"])] == ["validate"]
    code = "import sys, geo.cli; geo.cli.modules(['validate']); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"geo.export", "geo.imports", "geo.map", "geo.app", "geo.public", "jinja2", "pyogrio"} & {*loaded}


LOADED = "import geo; geo.load()"
COMMANDED = "import geo.cli; geo.cli.main(['validate', '-q'])"
SERVED = "import streamlit; from geo.app import site; site.settings()"


@pytest.mark.parametrize(("code", "is_ours"), [(LOADED, False), (COMMANDED, True), (SERVED, True)])
def test_only_a_process_of_ours_takes_its_memory_from_the_system(code, is_ours):
    """A program that uses `geo`, such as a notebook, has memory of its own choice."""
    backend = "pyarrow.default_memory_pool().backend_name"
    code = f"import pyarrow; before = {backend}; {code}; print([before, 'system'][{is_ours}] == {backend})"
    given = {name: value for name, value in os.environ.items() if name != "ARROW_DEFAULT_MEMORY_POOL"}
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=given).stdout
    assert said.split()[-1] == "True"


def test_the_version_is_that_of_the_program_and_that_of_the_data(capsys):
    assert main(["--version"]) == 0
    program, data = capsys.readouterr().out.splitlines()
    assert program.startswith("geo ")
    assert data.startswith(f"nkvd-atlas {ATLAS.package['version']} ({ATLAS.version}), from ")


def test_a_dash_is_stdout_and_quiet_says_nothing_else(capfdbinary):
    assert main(["export", "-", "--format", "geojson", "--view", "from=1937&to=1937", "--quiet"]) == 0
    written, said = capfdbinary.readouterr()
    assert (len(json.loads(written)["features"]) > 0, said) == (True, b"")
    assert main(["-q", "map", "--output", "-"]) == 0
    written, said = capfdbinary.readouterr()
    assert (b'class="at-page"' in written, said) == (True, b"")


def test_a_pipe_needs_a_format(capsys):
    assert main(["export", "-"]) == console.WRONG
    assert "--format" in capsys.readouterr().err


def test_the_report_of_an_import_is_one_document_of_json(tmp_path, capsys):
    write_csv(tmp_path / "a.csv", [HEADER, *foreign_rows(3)], ",")
    command = ["import", str(tmp_path / "a.csv"), "--dry-run", "--json", "--map", "title=Was geschah,edtf=Wann"]
    assert main(command) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["format"], report["written"], report["counts"]["events"]) == ("csv", False, 3)
    assert isinstance(report["remarks"], list)


def test_whoever_stops_a_command_gets_the_status_of_that(monkeypatch):
    def stopped(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(validate, "run", stopped)
    assert main(["validate"]) == console.STOPPED


def test_every_way_to_end_is_in_the_help_and_in_the_documentation():
    text = (Path(__file__).parents[1] / "docs" / "developer.md").read_text(encoding="utf-8")
    for status, meaning in console.STATUS.items():
        assert f"{status:>3}  {meaning}" in parser().format_help()
        assert f"| {status} | {meaning} |" in text


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_completes_every_command(shell, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--completion", shell])
    script = capsys.readouterr().out
    assert ended.value.code == 0
    assert all(name in script for name in COMMANDS)
    assert all(option in script for option in ("media-budget", "save-mapping", "quiet"))


@pytest.mark.parametrize("folder", ["nowhere", "odd\x1b[31m"])
def test_a_dataset_that_is_not_there_has_no_version(tmp_path, monkeypatch, capsys, folder):
    monkeypatch.setenv("GEO_DATA", str(tmp_path / folder))
    assert main(["--version"]) == 0
    (line,) = capsys.readouterr().out.splitlines()[1:]
    assert line.startswith(f"no dataset in {tmp_path}")
    assert line.isprintable()
