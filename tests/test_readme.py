"""Every command of the README and of the pages in `docs` does what it says."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pyogrio
import pytest

from geo import Query, YearSpan, export
from geo.cli import main
from geo.imports import example
from geo.imports.formats import FORMATS as IMPORTS
from geo.site import contents
from tests.support.blocks import carried
from tests.support.imported import HEADER, foreign_rows, write_csv, write_geopackage
from tests.support.workbooks import xlsx

ROOT = Path(__file__).parents[1]
PAPERS = {
    path: path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
}
README = "\n".join(PAPERS.values())


def block(name):
    """Return a marked block of code of the README or of `docs`."""
    return re.search(rf"<!-- \w+: {name} -->\n```\w*\n(.*?)```", README, re.DOTALL)[1].strip()


def workbook(path):
    """Write a register as archives keep it: a cover, a title above the table, numbers as numbers."""
    rows = [[*row[:3], *(float(cell.replace(",", ".")) for cell in row[3:5]), *row[5:]] for row in foreign_rows()]
    return xlsx(path, {"Titel": [["Register"]], "Liste": [["Vorgänge 1848-1850"], [], HEADER, *rows]})


def run(command, folder):
    """Run a command of the README in a folder with this Python's programs first."""
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    return subprocess.run(
        ["sh", "-ec", command],
        cwd=folder,
        env={"PATH": path, "HOME": str(folder)},
        check=True,
        capture_output=True,
        text=True,
    )


@pytest.fixture
def geo_run(tmp_path, monkeypatch, capsys):
    """Return a function that runs the lines of a block in an empty folder, in this process, and returns what they say.

    That the shell finds the command is claimed of `geo validate`.
    """
    monkeypatch.chdir(tmp_path)

    def geo_run(name):
        for line in block(name).splitlines():
            program, *arguments = shlex.split(line)
            assert program == "geo"
            assert main(arguments) == 0
        return capsys.readouterr().out

    return geo_run


def size_said(pattern):
    """Return what the documentation says of a size in MB, which is right as far as it is written: 1.4 is 1.35 to 1.45."""
    return pytest.approx(float(re.search(rf"{pattern} about ([\d.]+) MB", README)[1]), abs=0.05)


def test_the_map_command_writes_one_page_of_about_the_size_it_says(tmp_path, geo_run):
    geo_run("map")
    page = tmp_path / "atlas.html"
    assert 'class="at-page"' in page.read_text(encoding="utf-8")
    assert page.stat().st_size / 1e6 == size_said(r"One\s+language of the published data is")


def test_the_languages_command_writes_one_page_in_four_languages_of_about_the_size_it_says(tmp_path, geo_run):
    geo_run("languages")
    assert (tmp_path / "atlas.html").stat().st_size / 1e6 == size_said("four are")
    assert '"lang":"pl"' in (tmp_path / "atlas.html").read_text(encoding="utf-8")


def test_the_sheet_command_writes_a_pdf(tmp_path, geo_run):
    geo_run("sheet")
    assert (tmp_path / "katyn.pdf").read_bytes().startswith(b"%PDF-")


def test_the_site_command_writes_pages_and_the_published_data_have_as_many_as_it_says(tmp_path, atlas, monkeypatch):
    """On the small example: the published data take it 20 seconds."""
    monkeypatch.chdir(tmp_path)
    example.make(tmp_path / "small")
    assert main([*shlex.split(block("site"))[1:], "--data", "small"]) == 0
    assert (tmp_path / "atlas-site" / "et" / "index.html").is_file()
    said = int(re.search(r"The published data have ([\d,]+) pages", README)[1].replace(",", ""))
    assert 4 * len([*contents.of_atlas(atlas).pages()]) == pytest.approx(said, rel=0.1)


def test_the_kiosk_command_writes_one_page_below_one_and_a_half_megabytes(tmp_path, geo_run):
    geo_run("kiosk")
    page = (tmp_path / "tartu.html").read_text(encoding="utf-8")
    assert 'class="at-kiosk"' in page
    assert "@font-face" in page
    assert len(page.encode()) < 1_500_000


def test_the_export_command_writes_the_view_as_a_geopackage(tmp_path, atlas, geo_run):
    geo_run("export")
    shown = export.shown(
        atlas, Query(years=YearSpan(1937, 1938), organizations=frozenset({"nkvd-ussr"}), hidden=frozenset({"context"}))
    )
    assert 0 < len(pyogrio.read_dataframe(tmp_path / "terror.gpkg", layer="events")) == len(shown) < len(atlas.events)


def test_the_diff_command_tells_two_versions_apart(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    example.make(tmp_path / "small")
    for name in shlex.split(block("diff"))[2:]:
        assert main(["export", name, "--data", "small"]) == 0
    assert main(shlex.split(block("diff"))[1:]) == 0
    assert "0 records added, 0 records removed, 0 records changed in 0 cells" in capsys.readouterr().out


def test_the_validate_command_finds_the_published_data_sound(tmp_path):
    assert run(block("validate"), tmp_path).stdout == "nkvd-atlas 1.1.0: 0 errors and 0 warnings\n"


def test_a_reader_that_stops_early_sees_no_traceback(tmp_path):
    done = run("geo validate --json | true; geo validate --json | head -1", tmp_path)
    assert (done.stdout, done.stderr) == ("{\n", "")


def test_the_new_command_makes_a_sound_dataset(tmp_path, geo_run):
    lines = geo_run("new").splitlines()
    assert lines[-1] == "tolpuddle-1834 1.0.0: 0 errors and 0 warnings"
    assert (tmp_path / "my-atlas" / "README.md").is_file()


@pytest.mark.parametrize(
    ("name", "write", "result"),
    [
        ("import-csv", lambda folder: write_csv(folder / "archive.csv", [HEADER, *foreign_rows()], ";"), "archive"),
        ("import-workbook", lambda folder: workbook(folder / "register.xlsx"), "register"),
        ("import-vector", lambda folder: write_geopackage(folder / "survey.gpkg", foreign_rows()), "survey"),
    ],
)
def test_a_thousand_foreign_events_become_a_map_in_three_commands(tmp_path, geo_run, name, write, result):
    write(tmp_path)
    assert block(name).count("\n") == 2
    geo_run(name)
    page = (tmp_path / f"{result}.html").read_text(encoding="utf-8")
    assert len(set(carried(page)["events"]["id"])) == 1000


@pytest.mark.parametrize(("name", "file"), [("library", "atlas.html"), ("stock", "events.html")])
def test_the_examples_of_the_library_run(tmp_path, monkeypatch, name, file):
    monkeypatch.chdir(tmp_path)
    exec(block(name), {})  # noqa: S102
    assert "atlas.addEvents" in (tmp_path / file).read_text(encoding="utf-8")


def test_the_bill_of_materials_names_what_is_pinned(tmp_path):
    shutil.copy(ROOT / "constraints.txt", tmp_path)
    run(block("sbom"), tmp_path)
    listed = {one["name"].lower() for one in json.loads((tmp_path / "sbom.json").read_text("utf-8"))["components"]}
    pinned = {line.split("==")[0].lower() for line in (ROOT / "constraints.txt").read_text("utf-8").split()}
    assert listed == pinned


def test_the_documentation_of_the_library_has_its_functions_and_asks_nobody(tmp_path):
    run(f"PYTHONPATH={ROOT} {block('api-docs')}", tmp_path)
    page = (tmp_path / "api-docs" / "geo.html").read_text(encoding="utf-8")
    assert "def" in page
    assert 'id="load"' in page
    assert re.findall(r'(?:src=|rel="stylesheet" href=)"http', page) == []


def listed(heading):
    """Return the first column of the table under a heading row of the README."""
    return README.partition(heading)[2].partition("\n\n")[0]


def test_the_readme_lists_every_format_of_export_and_import():
    exports, imports = listed("| name | what it holds |"), listed("| `geo import` | reads |")
    assert [kind.suffix for kind in export.FORMATS.values() if f"`{kind.suffix}`" not in exports] == []
    assert [name for name, kind in IMPORTS.items() if f"`{name} {kind.what}" not in imports] == []


def test_both_set_up_commands_use_the_constraints():
    assert block("start").endswith("python -m streamlit run streamlit_app.py")
    assert block("test").endswith("python -m pytest")
    assert all("-c constraints.txt" in block(name) for name in ("start", "test"))


def test_constraints_pin_exactly():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[\w.+!-]+", line) for line in lines)


def test_pictures_and_links_lead_somewhere():
    links = [(path, name) for path, text in PAPERS.items() for name in re.findall(r"\]\((?!https?:)([^)#]+)", text)]
    assert len(links) > 10
    assert [(path.name, name) for path, name in links if not (path.parent / name).exists()] == []


def test_there_is_a_page_for_each_reader_and_the_readme_is_short():
    short = PAPERS[ROOT / "README.md"]
    assert all(f"docs/{name}.md" in short for name in ("visitor", "museum", "archive", "developer"))
    assert short.count("\n") < 100


def test_the_colours_of_the_look_are_those_of_the_style_sheet():
    named = re.findall("#[0-9a-f]{6}", README.partition("## Look")[2])
    tokens = (ROOT / "geo/static/shared/tokens.css").read_text(encoding="utf-8")
    found = [re.search(rf"--{name}: (.+);", tokens)[1] for name in ("paper", "ink", "accent")]
    assert named == found


@pytest.mark.parametrize("options", re.findall(r"streamlit run streamlit_app.py (--[^`]+)`", README))
def test_options_of_the_deployment_table_are_streamlits(options):
    command = f"python -m streamlit run streamlit_app.py {options} --help"
    assert "Usage" in run(command, ROOT).stdout


IN_A_WHEEL = """
from geo.cli import main
import repression_atlas
assert repression_atlas.load
assert main(['new', 'example']) == 0
assert main(['import', 'geojson', 'example/places.geojson', '--output', 'i']) == 0
import geo.app.routes, geo.app.store as s
from geo.dataset.read import default as d
assert 'place' in str(d())
s.shared().current().page()
"""


def test_a_wheel_in_an_empty_folder_holds_all_it_needs(tmp_path):
    wheels, place, empty = (tmp_path / name for name in ("wheels", "place", "empty"))
    empty.mkdir()
    pip = f"{sys.executable} -m pip"
    run(f"{pip} wheel -q --no-deps --no-build-isolation -w {wheels} {ROOT}", tmp_path)
    run(f"{pip} install -q --no-deps --target {place} {wheels}/*.whl", tmp_path)
    run(f"PYTHONPATH={place} {sys.executable} -m geo.cli map --output atlas.html", empty)
    run(f'PYTHONPATH={place} {sys.executable} -c "{IN_A_WHEEL}"', empty)
    assert (empty / "atlas.html").stat().st_size > 500_000
