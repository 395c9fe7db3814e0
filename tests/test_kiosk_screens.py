"""The screens of a house: one list, a folder for each machine; every fault is told at once."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from geo import cli
from geo.dataset import kiosk_screens
from geo.errors import DataError
from tests.support.blocks import settings_of

if TYPE_CHECKING:
    from geo import Atlas

LIST = """
[foyer]
kiosk = "tartu"
diagonal = 32
rotation = 90

[cellar]
kiosk = "katyn-forest"
languages = ["en"]
scale = 2
source = "https://museum.example/cellar/kiosk.html"
"""


def test_a_screen_is_a_kiosk_with_settings_of_its_own(atlas: Atlas) -> None:
    foyer, cellar = kiosk_screens.read(atlas, LIST.encode(), "screens.toml")
    assert (foyer.kiosk.name, foyer.kiosk.diagonal_inches, foyer.rotation) == ("tartu", 32.0, 90)
    assert cellar.kiosk.languages == ("en",)
    assert foyer.conf() == "# foyer: tartu\nKIOSK_ROTATION=90\nKIOSK_SCALE=1\n"
    assert "KIOSK_SOURCE=https://museum.example/cellar/kiosk.html\n" in cellar.conf()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "has no screens"),
        ("[A]", "is no name of a folder"),
        ("[a]\ndiagonal = 43", "names no kiosk"),
        ('[a]\nkiosk = "nowhere"', "screens.toml:a:kiosk 'nowhere' - is neither a kiosk nor a place"),
        ('[a]\nkiosk = "tartu"\nrotation = 45', "is none of 0, 90, 180 and 270"),
        ('[a]\nkiosk = "tartu"\nrotation = 90.0', "is none of 0, 90, 180 and 270"),
        ('[a]\nkiosk = "tartu"\ndiagonal = 43\ndiagonal_inches = 43', "diagonal_inches '43' - is diagonal once more"),
        ('[a]\nkiosk = "tartu"\nbegin_with = ["katyn-massacre"]', "screens.toml:a:begin_with 'katyn-massacre' - is"),
        ('[a]\nkiosk = "tartu"\noutput = "x\\nKIOSK_SWITCHES=--no-sandbox"', "is no name of a screen"),
        ('[a]\nkiosk = "tartu"\nsource = "https://a.example/$(reboot).html"', "is no plain address"),
        ('[a]\nkiosk = "tartu"\ncolour = "red"', "is no setting of a screen"),
        ('[a]\nkiosk = "tartu"\ncounts = "yes"', "is neither true nor false"),
    ],
)
def test_a_wrong_screen_is_told(atlas: Atlas, text: str, told: str) -> None:
    with pytest.raises(DataError, match=told):
        kiosk_screens.read(atlas, text.encode(), "screens.toml")


def test_all_that_is_wrong_in_a_list_is_told_at_once_where_it_stands(atlas: Atlas) -> None:
    text = '[a]\nkiosk = "tartu"\ndiagonal = 3\nrotation = 45\ncolour = "red"\n[B]\nkiosk = "katyn"\ngate = "never"'
    with pytest.raises(DataError) as caught:
        kiosk_screens.read(atlas, text.encode(), "screens.toml")
    told = [str(problem).partition(" - ")[0] for problem in caught.value.problems]
    places = ["a:rotation '45'", "a:diagonal '3'", "a:colour 'red'", "B 'B'", "B:gate 'never'"]
    assert told == [f"screens.toml:{place}" for place in places]
    assert "the settings of a screen are kiosk, diagonal, rotation" in str(caught.value)


def test_the_screens_of_the_device_s_readme_are_made_without_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = Path(kiosk_screens.__file__).parents[1] / "kiosk_device" / "README.md"
    (example,) = re.findall(r"```toml\n(.*?)```", readme.read_text("utf-8"), re.DOTALL)
    (tmp_path / "screens.toml").write_text(example, "utf-8")
    monkeypatch.setattr("geo.map.kiosk.kiosk_page", lambda *_, **__: SimpleNamespace(html=lambda: "</html>"))
    command = ["kiosk", "--screens", str(tmp_path / "screens.toml"), "--output", str(tmp_path / "out")]
    assert cli.main(command) == 0
    assert "warning" not in capsys.readouterr().err
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["cellar", "foyer"]


def test_the_command_makes_a_folder_for_each_screen(tmp_path: Path) -> None:
    path = tmp_path / "screens.toml"
    path.write_text(LIST.partition("[cellar]")[0], "utf-8")
    assert cli.main(["kiosk", "--screens", str(path), "--output", str(tmp_path / "out")]) == 0
    folder = tmp_path / "out/foyer"
    page = (folder / "kiosk.html").read_bytes()
    assert (folder / "kiosk.html.sha256").read_text() == f"{sha256(page).hexdigest()}  kiosk.html\n"
    assert (folder / "kiosk.conf").read_text().startswith("# foyer: tartu\n")
    assert settings_of(page.decode())["diagonal_inches"] == 32


ASKED_TWICE = ["kiosk", "tartu", "--output", "x.html", "--check", "x.html"]


@pytest.mark.parametrize("arguments", [["kiosk"], ["kiosk", "tartu"], ["kiosk", "--output", "x.html"], ASKED_TWICE])
def test_a_command_without_a_task_says_what_can_be_asked(arguments: list[str], capsys: pytest.CaptureFixture) -> None:
    assert cli.main(arguments) == 1
    assert "geo kiosk --check FILE" in capsys.readouterr().err


def test_an_option_that_a_task_does_not_take_and_a_file_that_is_not_there_are_told(
    capsys: pytest.CaptureFixture,
) -> None:
    listed = ["kiosk", "--screens", "gone.toml", "--output", "out"]
    assert cli.main([*listed, "--languages", "et", "--pin", "4711"]) == 1
    assert [line.partition(" - ")[0] for line in capsys.readouterr().err.splitlines()] == [
        "geo kiosk:--languages 'et'",
        "geo kiosk:--pin '4711'",
    ]
    assert (cli.main(listed), cli.main(["kiosk", "--check", "gone.html"])) == (1, 1)
    why = "cannot be read (No such file or directory) - look at its name and rights"
    assert capsys.readouterr().err.splitlines() == [f"gone.{kind} - {why}" for kind in ("toml", "html")]
