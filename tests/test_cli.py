"""The command itself: without arguments it helps, and it says its version and that of the data."""

from __future__ import annotations

import subprocess
import sys

import pytest

from geo.cli import COMMANDS, main
from tests.support.published import ATLAS


def test_python_m_geo_without_arguments_helps():
    done = subprocess.run([sys.executable, "-m", "geo"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert all(f"\n    {module.NAME} " in done.stderr for module in COMMANDS)


def test_the_version_is_that_of_the_program_and_that_of_the_data(capsys):
    assert main(["--version"]) == 0
    program, data = capsys.readouterr().out.splitlines()
    assert program.startswith("geo ")
    assert data.startswith(f"nkvd-atlas {ATLAS.package['version']} ({ATLAS.version}), from ")


@pytest.mark.parametrize("folder", ["nowhere", "odd\x1b[31m"])
def test_a_dataset_that_is_not_there_has_no_version(tmp_path, monkeypatch, capsys, folder):
    monkeypatch.setenv("GEO_DATA", str(tmp_path / folder))
    assert main(["--version"]) == 0
    (line,) = capsys.readouterr().out.splitlines()[1:]
    assert line.startswith(f"no dataset in {tmp_path}")
    assert line.isprintable()
