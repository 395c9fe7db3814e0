"""Pictures: what is refused, what pages and packages carry of them, and that nothing a camera noted goes out."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin
from starlette.applications import Starlette
from starlette.testclient import TestClient

import geo
import geo.map
from geo import export
from geo.app import routes
from geo.app.store import Store
from geo.commands import output
from geo.dataset import kiosks, media
from geo.dataset.translate import localize
from geo.errors import DataError
from geo.export.unmarked import unmarked
from geo.map import assets, encoding, lesson, messages, pictures, sheet, stories
from geo.map import kiosk as map_kiosk
from geo.map.kiosk import kiosk_page
from geo.view.query import Query
from tests.support import lpf_rules, pictured
from tests.support.blocks import NAME, head_of, payload, settings_of, text_of
from tests.support.exported import unzip
from tests.support.pictured import GPS, from_a_camera, picture, row
from tests.support.published import ATLAS

TRIAL = row("trial", event_id="tolpuddle-trial")
GRAVE = encoding.name_of(picture(ground="#aa2222"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return pictured.dataset(tmp_path_factory.mktemp("media") / "dataset")


@pytest.fixture(scope="module")
def atlas(folder):
    return geo.load(folder)


def problems(folder, *rows, **files):
    """Return what is wrong with a dataset that has these pictures."""
    named = {f"media/{name.replace('_', '.')}": content for name, content in files.items()}
    return [str(one) for one in geo.check(pictured.dataset(folder / "made", rows, named)).problems]


def bomb():
    """Return a PNG of a few bytes that says it has 100,000 times 100,000 pixels."""
    chunk = b"IHDR" + (100_000).to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    head = picture((4, 4), "PNG")[:8] + (13).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")
    return head + picture((4, 4), "PNG")[33:]


def in_polish(made):
    """Let a dataset speak Polish too, without a word of it."""
    described = json.loads((made / "datapackage.json").read_text(encoding="utf-8"))
    (made / "datapackage.json").write_text(json.dumps({**described, "atlas:languages": ["en", "pl"]}), encoding="utf-8")
    return made


def test_a_damaged_picture_is_one_after_weasyprint_was_there_too(monkeypatch):
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint sets it for the whole process
    assert media.picture_fault(picture()[:4000])
    assert media.picture_fault(picture()) is None


def test_all_that_is_wrong_with_pictures_is_said_at_once(tmp_path):
    found = problems(
        tmp_path,
        row("no-credit", credit="", event_id="tolpuddle-trial", file="media/trial.jpg"),
        row("no-licence", licence="", event_id="tolpuddle-trial", file="media/trial.jpg"),
        row("no-alt", alt="", event_id="tolpuddle-trial", file="media/trial.jpg"),
        row("nothing", file="media/trial.jpg"),
        row("wrong-event", event_id="tolpuddle-tryal", file="media/trial.jpg"),
        row("wrong-story", story="tolpudle", file="media/trial.jpg"),
        row("gone", event_id="tolpuddle-trial"),
        row("outside", event_id="tolpuddle-trial", file="../outside.jpg"),
        row("elsewhere", event_id="tolpuddle-trial", file="events.csv"),
        row("text", event_id="tolpuddle-trial"),
        row("cut", event_id="tolpuddle-trial"),
        row("bomb", event_id="tolpuddle-trial", date="March 1834"),
        text_jpg=b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        cut_jpg=picture()[:4000],
        bomb_jpg=bomb(),
    )  # fmt: skip
    expected = (
        "media.csv:8:file 'media/gone.jpg' - there is no such file - put it there, or correct the name",
        "media.csv:9:file '../outside.jpg' - leads out of the folder - put the file into the folder media",
        "media.csv:10:file 'events.csv' - is no file of the folder media - put the file there",
        "media.csv:2:credit - must not be empty - give the credit",
        "media.csv:3:licence - must not be empty - give the licence",
        "media.csv:4:alt - must not be empty - give the alt",
        "media.csv:13:date 'March 1834' - is not an EDTF date",
        "media.csv:6:event_id 'tolpuddle-tryal' - there is no such record in events - did you mean 'tolpuddle-trial'?",
        "media.csv:11:file 'media/text.jpg' - is no picture of the kinds JPEG, PNG and WebP - save it anew",
        "media.csv:12:file 'media/cut.jpg' - is damaged: it cannot be shown to its end - copy the file again",
        "media.csv:13:file 'media/bomb.jpg' - has more than 60,000,000 pixels - save it anew",
        "media.csv:5:id 'nothing' - is a picture of nothing - give one of event_id, place_id, person_id, story",
        "media.csv:7:story 'tolpudle' - there is no such story in stories.toml - did you mean 'tolpuddle'?",
    )
    assert len(found) == len(expected)
    assert [said for said in expected if not any(one.startswith(said) for one in found)] == []


def test_the_logo_of_a_kiosk_is_a_picture_of_nothing(tmp_path):
    made = pictured.dataset(tmp_path / "made", [row("logo", file="media/trial.jpg")])
    assert geo.check(made).problems
    settings = (made / "kiosks.toml").read_text("utf-8") if (made / "kiosks.toml").exists() else ""
    (made / "kiosks.toml").write_text(f'{settings}\n[own]\nplaces = ["tolpuddle"]\nlogo = "logo"\n', "utf-8")
    assert geo.check(made).problems == ()


def test_no_link_leads_a_picture_out_of_the_folder(tmp_path):
    (tmp_path / "secret.jpg").write_bytes(picture())
    made = pictured.dataset(tmp_path / "made", [TRIAL])
    (made / "media" / "trial.jpg").unlink()
    (made / "media" / "trial.jpg").symlink_to(tmp_path / "secret.jpg")
    (problem,) = geo.check(made).problems
    assert str(problem).startswith("media.csv:2:file 'media/trial.jpg' - cannot be read: it is a link that leads out")


def test_what_is_not_translated_is_a_warning(tmp_path):
    report = geo.check(in_polish(pictured.dataset(tmp_path / "made", [TRIAL])))
    assert report.sound
    said = "media.csv:2:alt 'A test picture, trial' - has no text in pl - add rows to texts.csv"
    assert said in map(str, report.warnings)


@given(st.text("./\\media:x\0", max_size=12))
def test_only_names_directly_in_the_folder_are_read(name):
    parts = name.split("/")
    plain = len(parts) == 2 and parts[0] == "media" and parts[1] not in ("", ".", "..")
    assert (media.name_fault(name) is None) == (plain and not set(name) & set("\\:\0"))


def test_a_small_form_is_upright_in_srgb_and_says_nothing_of_the_camera():
    content = from_a_camera()
    assert Image.open(io.BytesIO(content)).getexif().get_ifd(0x8825)[2] == GPS[2]
    made = Image.open(io.BytesIO(encoding.encoded(content, 480)))
    assert (made.format, made.size, encoding.measured(content)) == ("WEBP", (320, 480), (600, 900))
    assert not made.getexif()
    assert not {"exif", "xmp", "icc_profile"} & made.info.keys()


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "CMYK", "RGBA", "I;16"])
def test_pictures_of_every_kind_become_small(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    out = io.BytesIO()
    drawn = Image.new("L", (60, 40), 255) if mode == "I;16" else Image.new("RGB", (60, 40), "white").convert(mode)
    if mode == "I;16":
        drawn = Image.fromarray(np.asarray(drawn).astype(np.uint16) * 257)
    drawn.save(
        out,
        kind,
        icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() if mode == "L" else None,
    )
    assert media.picture_fault(out.getvalue()) is None
    small = np.asarray(Image.open(io.BytesIO(encoding.encoded(out.getvalue(), 480))))
    assert small.shape == (40, 60, 3)
    assert small.min() > 245  # white stays white


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("turned", [1, 6])
def test_a_package_has_the_same_pixels_and_no_notes(kind, turned):
    exif, text = Image.Exif(), PngImagePlugin.PngInfo()
    exif[0x0112], exif[0x010F] = turned, "A camera"
    exif.get_ifd(0x8825).update(GPS)
    text.add_text("Author", "A camera")
    own = {
        "JPEG": {"comment": b"A camera", "progressive": True},
        "PNG": {"pnginfo": text},
        "WEBP": {"xmp": b"A camera"},
    }
    content = picture((300, 200), kind, exif=exif, **own[kind])
    bare = unmarked(content)
    before, after = (Image.open(io.BytesIO(one)) for one in (content, bare))
    assert np.array_equal(np.asarray(before), np.asarray(after))
    assert dict(after.getexif()) == ({} if turned == 1 else {0x0112: turned})
    assert (b"A camera" in bare, unmarked(bare) == bare) == (False, True)


def test_a_second_picture_behind_the_first_is_left_out_of_a_package():
    out = io.BytesIO()
    first, second = (Image.open(io.BytesIO(picture((90, 60), ground=one))) for one in ("white", "red"))
    first.save(out, "MPO", save_all=True, append_images=[second], exif=from_a_camera_exif())
    bare = unmarked(out.getvalue())
    assert Image.open(io.BytesIO(bare)).format == "JPEG"
    assert bare.count(b"\xff\xd8") == 1


def from_a_camera_exif():
    return Image.open(io.BytesIO(from_a_camera())).info["exif"]


def test_a_page_has_the_pictures_of_events_places_persons_and_stories(atlas):
    page, localized = payload(atlas), localize(atlas, "en")
    trial, grave = page["texts"][page["events"]["id"].index("tolpuddle-trial")]["media"]
    assert (trial["caption"], trial["date"], trial["credit"]) == (
        pictured.HOSTILE,
        "March 1834",
        "Drawn by a test",
    )
    assert (grave["name"], grave["alt"], grave["graphic"]) == (GRAVE, "A covered test picture", True)
    (village,) = page["places"]["texts"][page["places"]["id"].index("tolpuddle")]["media"]
    persons = {one["id"]: one["media"] for one in page["lists"]["persons"] if "media" in one}
    assert (village["alt"], village["w"], village["h"]) == ("A test picture, village", 1000, 600)
    assert persons == pictures.shown(localized, "person_id")
    assert stories.of_page(atlas, localized)["stories"][0]["media"] == persons["george-loveless"]


def test_a_file_carries_small_forms_but_none_of_what_is_graphic(atlas):
    html = geo.map.page(atlas).html()
    carried = re.findall(r'id="picture-([0-9a-f]{16})-(\d+)"', html)
    assert len({name for name, _ in carried}) == 4
    assert [size for name, size in carried if name == GRAVE] == ["1600"]
    assert "atlas.openPictures" in html
    assert b"2, 19" not in html.encode()


def test_a_page_without_pictures_carries_nothing_for_them():
    bare = replace(ATLAS, tables={**ATLAS.tables, "media": ATLAS["media"].iloc[:0]})
    assert (pictures.scripts(bare), [*pictures.plan(bare).said()]) == ((), [])
    entries = (*messages.PAGE, "kiosk/kiosk.js", "map/events.js")
    brought = {"shared/pictures.js", "shared/picture.js", "shared/viewer.js", "shared/zoomed.js"}
    assert not brought & {*assets.scripts(*entries)}
    assert brought <= {*assets.scripts(*entries, *pictures.SCRIPTS)}
    assert "Show the picture" not in messages.catalog("pl", entries)["messages"]
    assert "Show the picture" in messages.catalog("pl", (*entries, *pictures.SCRIPTS))["messages"]


def test_a_budget_makes_pictures_smaller_and_then_leaves_them_out(atlas):
    whole = pictures.plan(atlas)
    assert (whole.smaller, whole.left_out, whole.bytes <= pictures.BUDGET) == ((), (), True)
    tight = pictures.plan(atlas, whole.bytes - 1)
    assert (len(tight.smaller), tight.left_out, tight.bytes < whole.bytes) == (1, (), True)
    none = pictures.plan(atlas, 0)
    assert (len(none.left_out), none.bytes) == (4, 0)
    assert [*none.said()][-1].startswith("warning: left out, as the cards say: media/trial.jpg, ")
    assert 'id="picture-' not in geo.map.page(atlas, carried=none).html()


@pytest.mark.parametrize("budget", [3_000, 9_000, 20_000])
def test_no_file_has_more_than_its_budget(atlas, budget):
    assert pictures.plan(atlas, budget).bytes <= budget


def test_the_commands_say_what_became_of_pictures(folder, tmp_path, capsys):
    output.carried(geo.load(folder), 0.01)
    said = capsys.readouterr().err
    assert re.search(r"pictures: \d of 4 in the file, 0\.0\d of 0\.01 MB", said)
    with pytest.raises(ValueError):
        output.megabytes("-1")


def test_every_language_of_a_file_knows_the_pictures_that_it_carries_once(tmp_path):
    spoken = geo.load(in_polish(pictured.dataset(tmp_path / "made")))
    texts = {"title": {"en": "Tolpuddle", "pl": "Tolpuddle"}, "languages": ["en", "pl"]}
    kiosk = kiosks.find(spoken, "tolpuddle", texts)
    page = geo.map.page(spoken, further=["pl"]).html()
    for html, words in ((shown := kiosk_page(spoken, kiosk).html(), str(settings_of(shown))), (page, page)):
        first, second = (head_of(html, name) for name in (NAME, f"{NAME}-pl"))
        assert {**first, **second}["media"] == first[
            "media"
        ]  # a kiosk says what is the same in its first language alone
        assert html.count(f'id="picture-{GRAVE}-1600"') == 1
        assert "Pokaż zdjęcie" in words


def test_a_kiosk_shows_while_it_waits_only_the_pictures_that_its_settings_name(atlas):
    def told(**changes):
        kiosk = kiosks.find(atlas, "tolpuddle", {"title": {"en": "Tolpuddle"}, **changes})
        return map_kiosk.languages(atlas, kiosk, NAME)[0].get("pictures", [])

    assert told() == []
    assert [one["alt"] for one in told(pictures=["village"])] == ["A test picture, village"]
    for name, why in (("grave", "is graphic, and nobody has asked for it"), ("none", "is not in media")):
        with pytest.raises(DataError, match=f"tolpuddle:pictures '{name}' - {why}"):
            told(pictures=[name])


def test_the_app_serves_pictures_by_names_that_change_with_them(folder):
    with TestClient(Starlette(routes=routes.routes(Store(folder), ""))) as client:
        head = json.loads(text_of(client.get("/map").text, NAME))["media"]
        answer = client.get(f"/{head['prefix']}{GRAVE}-960.webp")
        assert (answer.headers["content-type"], answer.status_code) == ("image/webp", 200)
        assert answer.content == encoding.encoded(picture(ground="#aa2222"), 960)
        assert 'id="picture-' not in client.get("/map").text
        others = ("0" * 16 + "-960.webp", f"{GRAVE}-961.webp", f"{GRAVE}-960.jpg", "trial.jpg")
        assert {client.get(f"/{head['prefix']}{name}").status_code for name in others} == {404}


@pytest.mark.parametrize("graphic", [False, True])
def test_a_sheet_has_pictures_and_those_that_are_graphic_when_asked(atlas, graphic):
    html = sheet.document(atlas, "dorchester-shire-hall", "en", on=date(2026, 1, 1), graphic=graphic)
    assert html.count('<figure class="picture">') == (3 if graphic else 2)  # the person of another event among them
    assert "March 1834 · Drawn by a test · Licence: CC0-1.0" in html
    assert ("is left out of this sheet: A covered test picture" in html) is not graphic


def test_a_lesson_shows_what_belongs_to_the_story_and_its_events(atlas):
    html = lesson.document(atlas, "tolpuddle", "en")
    assert 'alt="A test picture, loveless"' in html
    assert "A covered test picture" in html
    assert 'alt="A covered test picture"' not in html


def test_a_package_brings_pictures_along_and_a_part_those_of_its_events(atlas, tmp_path):
    packed = export.to_package(export.select(atlas, Query()))
    assert geo.load(packed)["media"]["id"].tolist() == ["trial", "grave", "village", "loveless"]
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        assert not Image.open(files.open("media/trial.jpg")).getexif().get_ifd(0x8825)
    part = export.to_package(export.select(atlas, Query(text="Copenhagen")))
    with zipfile.ZipFile(io.BytesIO(part)) as files:
        assert [name for name in files.namelist() if name.startswith("media/")] == []
    trial = export.to_package(export.select(atlas, Query(within="tolpuddle-trial")))
    assert geo.load(trial)["media"]["id"].tolist() == ["trial", "grave"]


def test_a_package_describes_each_picture_with_its_licence_and_whom_to_name(atlas, tmp_path):
    folder = unzip(export.to_package(export.select(atlas, Query())), tmp_path)
    described = {one["path"]: one for one in json.loads((folder / "datapackage.json").read_bytes())["resources"]}
    trial = described["media/trial.jpg"]
    assert (trial["name"], trial["mediatype"], trial["title"]) == (
        "picture-trial",
        "image/jpeg",
        "A test picture, trial",
    )
    assert trial["licenses"] == [{"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}]
    assert trial["sources"] == [{"title": "Drawn by a test"}]
    report = Package(str(folder / "datapackage.json")).validate()  # size and hash of each file among it
    assert report.valid, report.flatten(["message"])
    assert geo.load(folder).package["resources"] == atlas.package["resources"]  # and not twice in the next package


def test_places_of_the_linked_places_format_have_their_pictures_with_whom_to_name(tmp_path):
    rows = [pictured.row("village", place_id="tolpuddle", file="media/village.png", licence="CC-BY-SA-4.0", credit="A")]
    rows.append(pictured.row("grave", place_id="tolpuddle", graphic="true"))
    made = export.to_linked_places(export.select(geo.load(pictured.dataset(tmp_path / "made", rows)), Query()))
    features = json.loads(made)["features"]
    (village,) = [feature["depictions"] for feature in features if "depictions" in feature]
    title, licence = "A test picture, village · A · CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"
    assert village == [{"@id": "urn:tolpuddle-1834:picture:village", "title": title, "license": licence}]
    assert [fault for feature in features for fault in lpf_rules.faults(feature)] == []


@pytest.mark.parametrize("words", ["public domain", "CC-XX-4.0", "CC-BY-4.0 ", "javascript:alert(1)"])
def test_of_a_licence_that_nobody_knows_no_address_is_told(words):
    assert media.licence_address(words) == ""


def test_a_dataset_without_licence_cannot_be_loaded(tmp_path):
    with pytest.raises(DataError, match=r"media.csv:2:licence - must not be empty"):
        geo.load(pictured.dataset(tmp_path / "made", [{**TRIAL, "licence": ""}]))


def test_a_changed_picture_is_another_version(tmp_path):
    made = pictured.dataset(tmp_path / "made", [TRIAL])
    store = Store(made)
    first = store.current().version
    (made / "media" / "trial.jpg").write_bytes(picture())
    store.look()
    store.look()
    assert store.current().version != first
