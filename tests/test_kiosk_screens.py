"""The screens of a house: one list, a folder for each machine; every fault is told at once."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from geo import cli
from geo.dataset import kiosk_screens
from geo.errors import DataError
from tests.support.blocks import settings_of

if TYPE_CHECKING:
    from pathlib import Path

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
        ('[a]\nkiosk = "nowhere"', "is neither a kiosk nor a place"),
        ('[a]\nkiosk = "tartu"\nrotation = 45', "is none of 0, 90, 180 and 270"),
        ('[a]\nkiosk = "tartu"\noutput = "x\\nKIOSK_SWITCHES=--no-sandbox"', "is no name of a screen"),
        ('[a]\nkiosk = "tartu"\nsource = "https://a.example/$(reboot).html"', "is no plain address"),
        ('[a]\nkiosk = "tartu"\ncolour = "red"', "is no setting of a kiosk"),
        ('[a]\nkiosk = "tartu"\ncounts = "yes"', "is neither true nor false"),
    ],
)
def test_a_wrong_screen_is_told(atlas: Atlas, text: str, told: str) -> None:
    with pytest.raises(DataError, match=told):
        kiosk_screens.read(atlas, text.encode(), "screens.toml")


def test_the_command_makes_a_folder_for_each_screen(tmp_path: Path) -> None:
    path = tmp_path / "screens.toml"
    path.write_text(LIST.partition("[cellar]")[0], "utf-8")
    assert cli.main(["kiosk", "--screens", str(path), "--output", str(tmp_path / "out")]) == 0
    folder = tmp_path / "out/foyer"
    page = (folder / "kiosk.html").read_bytes()
    assert (folder / "kiosk.html.sha256").read_text() == f"{sha256(page).hexdigest()}  kiosk.html\n"
    assert (folder / "kiosk.conf").read_text().startswith("# foyer: tartu\n")
    assert settings_of(page.decode())["diagonal_inches"] == 32


@pytest.mark.parametrize("arguments", [["kiosk"], ["kiosk", "tartu"], ["kiosk", "--output", "x.html"]])
def test_a_command_without_a_task_says_what_can_be_asked(arguments: list[str], capsys: pytest.CaptureFixture) -> None:
    assert cli.main(arguments) == 1
    assert "geo kiosk --check FILE" in capsys.readouterr().err
