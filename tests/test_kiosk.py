"""Named kiosks: wrong settings are told with how to mend them; the page is one file that asks for nothing."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import segno

from geo import cli, i18n
from geo.dataset import kiosks
from geo.errors import DataError
from geo.map import assets, base85, qr, recordings
from geo.map import kiosk as map_kiosk
from geo.map.kiosk import kiosk_page
from geo.map.typefaces import style_sheet
from tests.support import blocks
from tests.support.blocks import names_of, payload, text_of, without_pictures

if TYPE_CHECKING:
    from geo import Atlas

LANGUAGES = [lang for lang in i18n.LANGUAGES if lang == "en" or (i18n.LOCALES / lang).is_dir()]
EVENT = "tartu-grey-house-1940-54"
SOUND = 'places = ["tartu-prison"]\n'


@pytest.fixture
def problems_of(atlas: Atlas) -> Any:
    """Return a function that puts one table into ``kiosks.toml`` and returns what is wrong with it."""

    def write(text: str) -> list[str]:
        files = {"kiosks.toml": text.encode("utf-8")}
        return [str(problem) for problem in kiosks.check(replace(atlas, files=files))]

    return write


@pytest.mark.skipif(len(LANGUAGES) < len(i18n.LANGUAGES), reason="the messages of a language are missing")
def test_the_published_kiosks_are_sound_in_every_language(atlas: Atlas) -> None:
    assert kiosks.check(atlas) == []
    for name in kiosks.names(atlas):
        assert kiosks.find(atlas, name, {"languages": list(i18n.LANGUAGES)}).title.keys() >= set(i18n.LANGUAGES)


def test_the_kiosks_of_the_issue_are_there(atlas: Atlas) -> None:
    assert {"tartu", "katyn", "moscow-canal", "moscow"} <= set(kiosks.names(atlas))


def test_the_checklist_of_a_museum_names_tests_that_are_there() -> None:
    folder = Path(__file__).parent / "browser"
    told = (folder / "KIOSK.md").read_text("utf-8")
    named = re.findall(r"`(test_\w+_)…`", told)
    there = {
        path.name: re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)
        for path in folder.glob("test_kiosk_*.py")
    }
    every = [name for names in there.values() for name in names]
    assert len(named) > 50
    assert [prefix for prefix in named if not any(name.startswith(prefix) for name in every)] == []
    assert [
        name for name in there if f"`{name}`" not in told and f"`{name.removeprefix('test_kiosk')}`" not in told
    ] == []


def test_a_place_with_events_is_a_kiosk_of_its_own(atlas: Atlas) -> None:
    kiosk = kiosks.find(atlas, "nazino-island")
    assert (kiosk.places, kiosk.title) == (("nazino-island",), {"en": "Nazino Island"})


def test_a_place_is_called_as_the_dataset_translates_it(atlas: Atlas) -> None:
    """Its name in Estonian stands in ``texts.csv``, not in the table of names."""
    assert kiosks.find(atlas, "nazino-island", {"languages": ["et"]}).title == {"et": "Nazino saar"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[x]\n", "kiosks.toml:x:places - is missing - write ids of places, such"),
        ("[x]\nplaces = []", "kiosks.toml:x:places '[]' - is no list of texts"),
        ("[x]\nplaces = 7", "kiosks.toml:x:places '7' - is no list of texts"),
        ('[x]\nplaces = ["dorpat"]', "kiosks.toml:x:places 'dorpat' - is not in places"),
        ('[x]\nplaces = ["tartu"]', "kiosks.toml:x:places 'tartu' - has no events, so that the kiosk would be empty"),
        ('[x]\nplaces = ["tartu-prison", "tartu-prison"]', "tartu-prison' - names one twice"),
        (
            f"[x]\n{SOUND}stories = ['katin']",
            "kiosks.toml:x:stories 'katin' - is no sound story of stories.toml; it has",
        ),
        (f"[x]\n{SOUND}stories = 'katyn'", "kiosks.toml:x:stories 'katyn' - is no list of texts"),
        (f"[x]\n{SOUND}events = ['tea']", "kiosks.toml:x:events 'tea' - is not in events"),
        (f"[x]\n{SOUND}languages = ['xx']", "kiosks.toml:x:languages 'xx' - is no language of the atlas"),
        (f"[x]\n{SOUND}languages = 'et'", "kiosks.toml:x:languages 'et' - is no list of texts"),
        (f"[x]\n{SOUND}title.ru = 'a'", "kiosks.toml:x:title 'en' - has no text in this language"),
        (f"[x]\n{SOUND}intro = 'a'", "kiosks.toml:x:intro 'a' - is no table of language = text"),
        (f"[x]\n{SOUND}intro.en = '{'a' * 300}'", "is longer than 220 characters"),
        (f"[x]\n{SOUND}title.en = ''", "kiosks.toml:x:title 'en = ' - is no text"),
        (f"[x]\n{SOUND}idle_seconds = 5", "kiosks.toml:x:idle_seconds '5' - is not between 30 and 3600"),
        (f"[x]\n{SOUND}warning_seconds = 19", "kiosks.toml:x:warning_seconds '19' - is not between 20 and 300"),
        (f"[x]\n{SOUND}idle_seconds = true", "kiosks.toml:x:idle_seconds 'True' - is no whole number"),
        (f"[x]\n{SOUND}idle_seconds = 90.5", "kiosks.toml:x:idle_seconds '90.5' - is no whole number"),
        (f"[x]\n{SOUND}diagonal_inches = '43'", "kiosks.toml:x:diagonal_inches '43' - is no number"),
        (f"[x]\n{SOUND}diagonal_inches = nan", "kiosks.toml:x:diagonal_inches 'nan' - is not between 7 and 120"),
        (f"[x]\n{SOUND}view = [58, 26]", "kiosks.toml:x:view '[58, 26]' - is not latitude, longitude and zoom"),
        (f"[x]\n{SOUND}view = [26.7, 58.4, 7]", "kiosks.toml:x:view '[26.7, 58.4, 7]' - lies outside of the map"),
        (
            f"[x]\n{SOUND}public_address = 'javascript:1'",
            "kiosks.toml:x:public_address 'javascript:1' - is no plain web",
        ),
        (
            f"[x]\n{SOUND}public_address = 'https://a.example/{'a' * 4000}'",
            "is longer than 100 characters: a phone could",
        ),
        (f"[x]\n{SOUND}pin = 1234", "kiosks.toml:x:pin '1234' - is no PIN - write 4 to 8 digits in quotes"),
        (f"[x]\n{SOUND}attract = ['tartu-victims-1941']", "attract 'tartu-victims-1941' - is graphic, and nobody has"),
        (
            f"[x]\n{SOUND}begin_with = ['katyn-massacre']",
            "begin_with 'katyn-massacre' - is not told by this kiosk - add",
        ),
        (f"[x]\n{SOUND}gate = 'never'", "kiosks.toml:x:gate 'never' - is none of each, once, off - write"),
        (f"[x]\n{SOUND}tabs = ['near']", "kiosks.toml:x:tabs 'near' - leaves out story, from which a visit begins"),
        (f"[x]\n{SOUND}timeline = 'no'", "kiosks.toml:x:timeline 'no' - is neither true nor false"),
        (f"[x]\n{SOUND}near_radius_km = -1", "kiosks.toml:x:near_radius_km '-1' - is not between 0 and 20000"),
        (f"[x]\n{SOUND}sources = 'none'", "kiosks.toml:x:sources 'none' - is none of full, short"),
        (f"[x]\n{SOUND}logo = 'eagle'", "kiosks.toml:x:logo 'eagle' - is not in media"),
        (f"[x]\n{SOUND}credits.ru = 'a'", "kiosks.toml:x:credits 'en' - has no text in this language"),
        (f"[x]\n{SOUND}idle = 90", "kiosks.toml:x:idle '90' - is no setting of a kiosk - the settings are places,"),
        ("places = 1", "kiosks.toml:places - stands outside of a table"),
        ("[x", "kiosks.toml - cannot be read: Expected ']'"),
        ("[x]\na = " + "9" * 5000, "kiosks.toml - cannot be read: Exceeds the limit (4300 digits)"),
        ("[x]\na = " + "[" * 900, "kiosks.toml - cannot be read: "),
        ("[x]\na = " + "[" * 5000, "kiosks.toml - has more than 1,000 opening brackets"),
        ("[x]\nidle_seconds = 0x" + "f" * 6000, "kiosks.toml:x - has a number that is too large - write it as"),
        ("[x]\na" + ".a" * 50 + " = 1", "kiosks.toml:x - has tables within tables - write it as"),
    ],
)
def test_a_wrong_setting_is_reported_once_with_how_to_mend_it(problems_of: Any, text: str, problem: str) -> None:
    found = problems_of(text)
    assert len(found) == 1
    assert problem in found[0]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["tartoo"], "kiosks.toml 'tartoo' - is neither a kiosk nor a place - the kiosks are katyn, moscow"),
        (["katyn-village"], "has no events, so that the kiosk would be empty"),
        (["tartu", "--languages", "en,xx"], "geo kiosk:tartu:--languages 'xx' - is no language of the atlas"),
        (["tartu", "--languages", "en", "--diagonal", "3"], "geo kiosk:tartu:--diagonal '3.0' - is not between"),
        (["tartu", "--languages", "en", "--pin", "abcd"], "geo kiosk:tartu:--pin 'abcd' - is no PIN"),
    ],
)
def test_a_wrong_kiosk_stops_the_command_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    page = tmp_path / "kiosk.html"
    assert cli.main(["kiosk", *arguments, "--output", str(page)]) == 1
    assert sentence in capsys.readouterr().err
    assert not page.exists()


def test_what_has_no_translation_is_counted_for_each_language_but_that_of_the_dataset(atlas: Atlas) -> None:
    bare = replace(atlas, tables={**atlas.tables, "texts": atlas["texts"].iloc[:0]})
    (sentence,) = kiosks.untranslated(bare, kiosks.Kiosk("butovo", ("butovo",), ("en", "et")))
    counts = "butovo: of its 3 events, 3 titles and 3 texts, and 1 notes of its places have no translation in Estonian"
    assert sentence == f"{counts} and will be shown in English"
    assert not list(kiosks.untranslated(bare, kiosks.Kiosk("butovo", ("butovo",), ("en",))))


def test_the_command_warns_of_what_has_no_translation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.map.kiosk.kiosk_page", lambda *_, **__: SimpleNamespace(html=str))
    monkeypatch.setattr(kiosks, "untranslated", lambda *_: ["3 texts are missing"])
    assert cli.main(["kiosk", "butovo", "--output", str(tmp_path / "kiosk.html")]) == 0
    assert "warning: 3 texts are missing\n" in capsys.readouterr().err


def test_the_command_warns_of_counts_that_nobody_could_see(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.map.kiosk.kiosk_page", lambda *_, **__: SimpleNamespace(html=str))
    (tmp_path / "screens.toml").write_text(
        '[a]\nkiosk = "butovo"\ncounts = true\n[b]\nkiosk = "butovo"\ncounts = true\npin = "4711"'
    )
    assert cli.main(["kiosk", "--screens", str(tmp_path / "screens.toml"), "--output", str(tmp_path / "out")]) == 0
    assert capsys.readouterr().err.count("warning: butovo: counts = true, and without a pin nobody can") == 1


def test_a_page_that_pictures_and_recordings_make_too_large_is_not_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.map.kiosk.kiosk_page", lambda *_, **__: SimpleNamespace(html=lambda: "x" * 25_000_001))
    assert cli.main(["kiosk", "butovo", "--output", str(tmp_path / "kiosk.html")]) == 1
    assert "geo kiosk:butovo - has 25.0 MB - 25 are enough: lower --media-budget" in capsys.readouterr().err
    assert not (tmp_path / "kiosk.html").exists()


def test_the_command_says_how_high_the_screen_may_hang(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.map.kiosk.kiosk_page", lambda *_, **__: SimpleNamespace(html=str))
    assert cli.main(["kiosk", "butovo", "--diagonal", "55", "--output", str(tmp_path / "kiosk.html")]) == 0
    assert "at most 620 mm (upright) or 630 mm (wide) above the floor" in capsys.readouterr().err


def test_a_tablet_is_read_from_nearer(atlas: Atlas) -> None:
    assert [kiosks.find(atlas, "butovo", {"diagonal_inches": d}).distance_mm for d in (7, 10.1, 24)] == [400, 400, 600]


SOUNDS = {
    "mp3": b"ID3",
    "ogg": b"OggS",
    "mp4": b"\0\0\0\x18ftyp",
    "webm": b"\x1a\x45\xdf\xa3",
    "txt": b"\xef\xbb\xbfSaid.\n",
}


def recorded(folder: Path, *names: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name.replace("E.", f"{EVENT}.")).write_bytes(SOUNDS.get(name.rpartition(".")[2].lower(), b""))
    return folder


def test_recordings_are_taken_by_their_names_and_a_voice_with_its_words(atlas: Atlas, tmp_path: Path) -> None:
    folder = recorded(tmp_path, "E.en.MP3", "E.en.mp4", "E.en.txt", "E.et.webm")
    found = recordings.of(recordings.read(folder, atlas, ["en"]), "en")
    assert {slot: one["words"] for slot, one in found[EVENT].items()} == {"voice": "Said.", "film": "Said."}
    assert [one.lang for one in recordings.read(folder, atlas, ["et"])] == ["et"]


def test_what_a_kiosk_would_not_play_is_told_at_once(atlas: Atlas, tmp_path: Path) -> None:
    folder = recorded(
        tmp_path / "made", "b.mp3", "E.ee.mp4", "E.en.mp3", "E.et.mp4", "E.et.webm", "E.pl.txt", "E.ru.ogg", "E.ru.txt"
    )
    (folder / f"{EVENT}.ru.ogg").write_bytes(b"RIFF")
    (folder / f"{EVENT}.ru.txt").write_bytes(b"\xe4\xf6")
    with pytest.raises(DataError) as caught:
        recordings.read(folder, atlas, ["en", "et"])
    why = """is no recording of an event, is no language of the atlas, is a second recording of one text,
        does not hold what its name says, has no words to read along, has no words to read along,
        has no recording of which it is the words, is not UTF-8, is not UTF-8"""
    told = [problem.why.partition(";")[0] for problem in caught.value.problems]
    assert sorted(told) == sorted(re.split(r",\s+", why))
    with pytest.raises(DataError, match=r"gone - cannot be read \(No such file or directory\) - name the folder"):
        recordings.read(tmp_path / "gone", atlas, ["en"])


def test_a_dataset_without_kiosks_says_so(atlas: Atlas) -> None:
    with pytest.raises(DataError, match="a place - this dataset has no kiosks; or name a place by its id"):
        kiosks.find(replace(atlas, files={}), "tartoo")


def test_a_language_without_messages_is_refused(atlas: Atlas, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(i18n, "LOCALES", tmp_path)
    i18n.translator.cache_clear()
    with pytest.raises(DataError, match="'ru' - has no texts: its messages are missing"):
        kiosks.find(atlas, "tartu", {"languages": ["ru"]})
    i18n.translator.cache_clear()


@pytest.fixture(scope="module")
def html(atlas: Atlas) -> str:
    """Return the page of the Tartu kiosk in all languages there are."""
    kiosk = kiosks.find(atlas, "tartu", {"languages": LANGUAGES, "public_address": "https://atlas.example/"})
    return kiosk_page(atlas, kiosk).html()


def test_the_page_asks_for_nothing(html: str) -> None:
    outside_of_scripts = re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)
    assert not re.search(r"""(?:src|href|action)\s*=\s*["']?(?!data:|#)""", outside_of_scripts)
    assert "default-src 'none'" in html


def test_the_page_is_the_same_from_the_same_data(atlas: Atlas, html: str) -> None:
    kiosk = kiosks.find(atlas, "tartu", {"languages": LANGUAGES, "public_address": "https://atlas.example/"})
    assert kiosk_page(atlas, kiosk).html() == html


def test_of_the_address_of_a_source_a_screen_carries_where_it_is_alone(html: str) -> None:
    told = [row for row in blocks.carried(html)["lists"]["sources"] if "url" in row]
    assert {row["host"] for row in told} >= {"en.wikipedia.org", "esm.ee"}
    assert [row for row in told if row["url"] != f"https://{row['host']}"] == []


def test_the_page_weighs_less_than_1_6_megabytes_before_its_typefaces(html: str) -> None:
    """Typefaces add about 0.1 MB; it grows with the events and places, whose texts and codes it holds in four languages."""
    assert len(without_pictures(html).encode()) < 1_600_000
    assert '"evidence":' not in html  # what only the map page counts
    assert "touchTest" not in html  # what only the staff see, who have a PIN
    assert '"columns":' not in text_of(html, f"{blocks.NAME}-ru")  # what is the same in every language


def test_a_page_without_a_public_address_has_no_code(atlas: Atlas) -> None:
    assert kiosk_page(atlas, kiosks.find(atlas, "tartu", {"languages": ["en"]})).settings["codes"] == {}


def test_a_code_holds_the_modules_that_segno_draws() -> None:
    draw = random.Random(1937)
    for length in [*range(1, 60), *range(60, 300, 20)]:
        url = "https://atlas.example/?" + "".join(draw.choices("place=tartu-&from1940", k=length))
        size, bits = qr.code(url).split(":", 1)
        matrix = segno.make(url, error="m", micro=False).matrix
        drawn = np.unpackbits(np.frombuffer(base85.decode(bits), dtype=np.uint8))[: int(size) ** 2]
        assert drawn.reshape(int(size), -1).tolist() == [list(row) for row in matrix], url


def test_each_language_has_its_words_and_all_have_the_same_columns(atlas: Atlas, html: str) -> None:
    names = [one["block"] for one in blocks.settings_of(html)["languages"]]
    assert [name for name in names_of(html) if name.endswith("-columns")] == [f"{names[0]}-columns"]
    for lang, name in zip(LANGUAGES, names, strict=True):
        head, list_of = blocks.head_of(html, name), text_of(html, f"{name}-list")
        assert (head["shared"], head["text_language"]["lang"]) == (names[0], lang)
        rows = blocks.read(base85.decode(list_of[: head["ends"]["list"][0]]))
        events = payload(atlas, lang)["events"]
        assert rows["date"] == [events["date"][i] for i in events["order"][: len(rows["date"])]]


def test_the_words_of_the_interface_stand_once_in_a_page(atlas: Atlas) -> None:
    page = kiosk_page(atlas, kiosks.find(atlas, "tartu", {"languages": ["et"]})).html()
    [one] = blocks.settings_of(page)["languages"]
    assert one["catalog"]["messages"]
    assert blocks.head_of(page, one["block"])["catalog"] == {**one["catalog"], "messages": {}}


def test_typefaces_are_cut_to_the_characters_of_the_page() -> None:
    fonts = pytest.importorskip("geo.app.fonts").families()
    if not fonts:
        pytest.skip("this Streamlit brings no typefaces")
    few = style_sheet({"Source Sans 3": fonts["Source Sans 3"]}, "Tartu Тарту")
    assert few.startswith(
        "@font-face{font-family:'Source Sans 3';font-weight:400 700;font-display:swap;src:url(data:font/woff2"
    )
    assert len(few) < 12_000


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "en"])
def test_a_kiosk_carries_the_messages_that_its_scripts_ask_for_and_no_others(lang: str) -> None:
    names = assets.scripts(*map_kiosk.FIRST, *map_kiosk.LAST)
    asked = re.findall(r'_\("([^"\\]+)"\)', "".join(assets.path(name).read_text(encoding="utf-8") for name in names))
    carried = map_kiosk.catalog(lang)["messages"].keys()
    assert {*asked} <= carried < i18n.catalog(lang)["messages"].keys()
    assert "Show everything" not in carried


# Stories ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "changes", "offered"),
    [
        ("katyn", {}, ["katyn"]),
        ("tartu", {}, ["baltic-deportations"]),  # by events that it names, which stand elsewhere
        ("moscow", {}, ["great-terror", "katyn", "memory"]),
        ("moscow", {"stories": ["memory"]}, ["memory"]),
        ("moscow", {"stories": []}, []),
        ("nazino-island", {}, []),
    ],
)
def test_a_kiosk_offers_the_stories_that_it_names_or_that_name_its_events(
    atlas: Atlas, name: str, changes: dict[str, Any], offered: list[str]
) -> None:
    assert list(map_kiosk.stories(atlas, kiosks.find(atlas, name, changes))) == offered


def test_stories_are_sent_only_to_a_kiosk_that_offers_them(atlas: Atlas) -> None:
    pages = [
        kiosk_page(atlas, kiosks.find(atlas, "katyn", {"stories": some, "languages": ["en"]}))
        for some in ([], ["memory"])
    ]
    told = [blocks.read(page.events.payload.blocks["names"][0]).get("stories", []) for page in pages]
    assert [[story["id"] for story in one] for one in told] == [[], ["memory"]]
    assert ["atlas.kioskStories =" in page.html() for page in pages] == [False, True]


def test_what_is_said_of_the_map_explains_only_marks_that_it_has(atlas: Atlas) -> None:
    kiosk = kiosks.find(atlas, "katyn", {"languages": ["en"]})
    alone = replace(kiosk, places=tuple(atlas.places["id"]))  # none is another place
    said = [map_kiosk.languages(atlas, one, "events")[0]["map"] for one in (kiosk, alone)]
    assert ["Ring:" in text for text in said] == [True, False]
    assert all("Small dot:" in text for text in said)
