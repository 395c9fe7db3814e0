"""One place on paper: a tagged PDF that says all that its card says, and asks nobody."""

from __future__ import annotations

import io
import re
import sys
from datetime import date
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from weasyprint.urls import FatalURLFetchingError

from geo import i18n
from geo.app import fonts
from geo.cli import main
from geo.dataset import stays
from geo.dataset.translate import localize
from geo.map import pdf
from geo.map.sheet import document
from tests.support.published import ATLAS, DATA

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 29)
WORDS = re.compile(r"[^\W_]+")


def sheet(place: str, lang: str = "en", **options: Any) -> str:
    return document(ATLAS, place, lang, on=DAY, **options)


def read(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def words(text: str) -> str:
    """Return the letters of a text: lines break anywhere."""
    return "".join(WORDS.findall(text))


@pytest.fixture(scope="module")
def polish(tmp_path_factory: pytest.TempPathFactory) -> pypdf.PdfReader:
    """The sheet of Katyn as the command writes it."""
    path = tmp_path_factory.mktemp("sheet") / "katyn.pdf"
    options = ["--language", "pl", "--graphic", "--output", str(path), "--public-address", "https://atlas.example/"]
    assert main(["sheet", "katyn-forest", *options]) == 0
    return read(path.read_bytes())


def test_a_sheet_is_tagged_and_says_its_language_and_title(polish: pypdf.PdfReader) -> None:
    root = polish.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], "/StructTreeRoot" in root) == ("pl", True, True)
    assert polish.metadata
    assert polish.metadata.title == "Las Katyński – Atlas represji sowieckich"


def test_a_sheet_is_a4_and_has_the_pages_that_its_events_need(polish: pypdf.PdfReader) -> None:
    assert 1 <= len(polish.pages) <= 4
    assert [round(float(side)) for side in polish.pages[0].mediabox[2:]] == [595, 842]


def test_a_sheet_says_every_event_with_its_text_and_sources(polish: pypdf.PdfReader) -> None:
    text = words("".join(page.extract_text() for page in polish.pages))
    atlas = localize(ATLAS, "pl").atlas
    here = {stay.event for found in stays.of_events(ATLAS).values() for stay in found if stay.place == "katyn-forest"}
    events = [row for row in atlas.rows("events") if row["id"] in here]
    cited = atlas["citations"][atlas["citations"]["event_id"].isin(here)]["source_id"].unique()
    titles = [row["title"] for row in atlas.rows("sources") if row["id"] in cited]
    assert len(events) == 3
    missing = [
        said
        for said in (*(row[name] for row in events for name in ("title", "description")), *titles)
        if words(said) not in text
    ]
    assert missing == []
    assert "4421" in text
    assert "atlasexample" in text


def test_a_text_that_tells_of_violence_is_left_out_unless_it_is_asked_for() -> None:
    event = next(row for row in ATLAS.rows("events") if row["id"] == "katyn-massacre")
    without, whole = sheet("katyn-forest"), sheet("katyn-forest", graphic=True)
    assert (words(event["description"]) in words(without), words(event["description"]) in words(whole)) == (False, True)
    assert words(event["title"]) in words(without)
    assert ("is left out of this sheet" in without, "is left out of this sheet" in whole) == (True, False)


def test_a_memorial_has_no_victims_but_is_about_somebodys_fate() -> None:
    shot, memorial = sheet("katyn-forest", graphic=True).split("<h2>Katyn memorial opened")
    assert "<b>Victims:</b>" in shot
    assert "<b>Whose fate it is about:</b> Poles" in memorial
    assert "<b>Victims:</b>" not in memorial


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_what_is_counted_stands_before_its_number(lang: str) -> None:
    rows = re.findall(r'<th scope="row">([^<]+)</th>', sheet("katyn-forest", lang, graphic=True))
    assert len(rows) == 2
    assert [row for row in rows if not re.match(r"[^\d:]+: \d", row)] == []


def test_a_code_is_there_only_with_an_address() -> None:
    assert 'class="code"' not in sheet("tartu")
    assert 'class="code"' in sheet("tartu", address="https://atlas.example/")


def test_a_sheet_asks_for_nothing_from_outside() -> None:
    html = sheet("tartu", fonts=fonts.families(), address="https://atlas.example/")
    assert {
        address[:5]
        for address in re.findall(r'(?:src|href)="([^"]*)|url\(([^)]*)\)', html)
        for address in address
        if address
    } == {"data:"}
    leak = '<link rel="stylesheet" href="http://outside.example/a.css"><img alt="" src="file:///etc/hostname"></head>'
    with pytest.raises(FatalURLFetchingError, match=r"outside\.example"):
        pdf.pdf(html.replace("</head>", leak, 1))


def test_text_of_a_dataset_is_no_markup(broken: Any) -> None:
    import geo  # noqa: PLC0415

    folder = broken("events.csv", "katyn-massacre", {"title": "<script>alert(1)</script>{{7*7}}"})
    html = document(geo.load(folder), "katyn-forest", "en", on=DAY)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in html
    assert "<script" not in html


def test_a_place_without_a_point_has_a_sheet_that_says_so() -> None:
    nowhere = ATLAS.places[ATLAS.places.geometry.isna() | ATLAS.places.geometry.is_empty]["id"]
    for place in nowhere.tolist()[:1]:
        assert "Without a point on the map" in sheet(place)
    assert "<figure>" in sheet("tartu")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["katyn-forst", "--output", "a.pdf"], "there is no place 'katyn-forst': "),
        (["tartu", "--language", "xx", "--output", "a.pdf"], "the atlas has no language 'xx'"),
        (["tartu", "--output", "a.docx"], "a.docx is no PDF - end its name with .pdf or .html"),
        (["tartu", "--output", "a.pdf", "--public-address", "atlas"], "'atlas' is no address"),
    ],
)
def test_a_sheet_that_cannot_be_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["sheet", *options]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


class _NoPango(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name != "HTML":
            raise AttributeError(name)
        msg = "cannot load library 'libpango-1.0-0': no such file\nand more"
        raise OSError(msg)


@pytest.mark.parametrize(
    ("there", "said"),
    [(False, "python -m pip install 'repression-atlas[pdf]'"), (True, "apt-get install libpango-1.0-0")],
)
def test_without_weasyprint_or_its_libraries_a_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], there: bool, said: str
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", _NoPango("weasyprint") if there else None)
    assert main(["sheet", "--data", str(DATA), "tartu", "--output", str(tmp_path / "a.pdf")]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error
    assert list(tmp_path.iterdir()) == []
