"""A data package that is taken away is a dataset: it loads, and is what was shown."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from dataclasses import replace

import pytest
from frictionless import Package
from hypothesis import given, settings

import geo
from geo import Query, YearSpan, export
from geo.dataset import stays
from geo.dataset.translate import localize
from geo.export.excerpt import NOTE
from geo.view import evidence
from tests.support.exported import changes, read_package, unzip
from tests.support.published import ATLAS, DATA
from tests.support.strategies import BROAD

TERROR = Query(YearSpan(1937, 1938), organizations=frozenset({"nkvd-ussr"}))


def names(content):
    return zipfile.ZipFile(io.BytesIO(content)).namelist()


@pytest.fixture(scope="module")
def part():
    """What a view takes away, loaded again."""
    return read_package(export.to_package(export.select(ATLAS, TERROR)))


def test_everything_comes_back_cell_by_cell():
    back = read_package(export.to_package(export.select(ATLAS, Query())))
    assert back.package == {**ATLAS.package, evidence.MEMBER: evidence.count(ATLAS.events, ATLAS).as_dict()}
    assert list(back.tables) == list(ATLAS.tables)
    assert [changes(table, back[name])[1] for name, table in ATLAS.tables.items()] == [[]] * len(ATLAS.tables)
    assert list(back.places.geometry) == list(ATLAS.places.geometry)


@settings(max_examples=12)
@given(BROAD)
def test_any_view_is_a_sound_dataset_of_what_is_shown(query):
    """`geo.load` refuses a dataset with an error."""
    selection = export.select(ATLAS, query)
    back = read_package(export.to_package(selection))
    assert list(back.events["id"]) == list(selection.events["id"])


def test_an_excerpt_has_what_belongs_to_its_events_and_nothing_else(part):
    shown = set(part.events["id"])
    assert 0 < len(shown) < len(ATLAS.events)
    for name in ("citations", "figures", "event_organizations", "event_groups", "event_persons", "event_places"):
        wanted = ATLAS[name][ATLAS[name]["event_id"].isin(shown)]
        assert part[name].to_numpy().tolist() == wanted.to_numpy().tolist()
    assert set(part.places["id"]) == {stay.place for here in stays.of_events(part).values() for stay in here}
    assert set(part["sources"]["id"]) == {*part["citations"]["source_id"], *part["figures"]["source_id"]}
    assert set(part["place_names"]["place_id"]) <= set(part.places["id"])


def test_the_lineage_of_an_organization_stays_whole(part):
    assert {"cheka", "ogpu", "nkvd-ussr"} <= set(part["organizations"]["id"])


def test_an_excerpt_claims_no_coverage(part):
    """Else the years that its view left out would look as if nothing had happened in them."""
    assert len(part["coverage"]) == 0 < len(ATLAS["coverage"])


def test_a_reference_that_leads_out_of_an_excerpt_is_cleared_and_named(part):
    whole = dict(zip(ATLAS.events["id"], ATLAS.events["part_of"], strict=True))
    lost = {
        event: above
        for event, above in whole.items()
        if above and event in set(part.events["id"]) and above not in set(part.events["id"])
    }
    assert lost
    assert {one["id"]: one["value"] for one in part.package[NOTE]["cleared"]} == lost
    assert set(part.events.loc[part.events["id"].isin(lost), "part_of"]) == {""}


def test_an_excerpt_says_of_what_it_is_one(part):
    note = part.package[NOTE]
    assert note["version"] == ATLAS.version
    assert note["view"] == {"from": "1937", "to": "1938", "org": "nkvd-ussr"}
    assert (note["events"], note["events_of_the_whole"]) == (len(part.events), len(ATLAS.events))


def test_an_excerpt_names_itself_one_in_every_language(part):
    packages = {lang: localize(part, lang).atlas.package for lang in ("en", "ru", "et", "pl")}
    assert packages["en"]["title"] == "Atlas of Soviet repression (excerpt)"
    assert packages["ru"]["title"] == "Атлас советских репрессий (фрагмент)"
    count = f"{len(part.events)} of {len(ATLAS.events)}"
    chosen = f"Excerpt. Events: {count}. Chosen: from=1937&to=1938&org=nkvd-ussr. "
    assert packages["en"]["description"] == chosen + ATLAS.package["description"]
    for package in packages.values():
        assert package["title"].endswith(")")
        assert "from=1937&to=1938&org=nkvd-ussr" in package["description"]


def test_an_excerpt_of_an_excerpt_says_so_once(part):
    further = export.excerpt(part, list(part.events["id"])[:1], {"q": "x"})
    assert further.package[NOTE]["of"] == part.package[NOTE]
    for lang in ("en", "ru", "et", "pl"):
        once, twice = (localize(atlas, lang).atlas.package for atlas in (part, further))
        assert twice["title"] == once["title"]
        assert twice["description"].count("1937") == 0
        assert twice["description"].endswith(localize(ATLAS, lang).atlas.package["description"])


def test_translations_stay_with_what_they_translate(part):
    texts = part["texts"]
    assert set(texts.loc[texts["table"] == "events", "id"]) <= set(part.events["id"])
    assert len(texts[texts["table"] == "events"]) > 100
    assert "datapackage" in set(texts["table"])


def test_a_view_with_nothing_in_it_is_an_empty_dataset():
    back = read_package(export.to_package(export.select(ATLAS, Query(text="no such word"))))
    assert {name: len(back[name]) for name in ("events", "places", "citations", "organizations")} == dict.fromkeys(
        ("events", "places", "citations", "organizations"), 0
    )


def test_where_the_map_looks_takes_nothing_away():
    assert export.select(ATLAS, Query(place="katyn-forest", year=1937, lang="pl")).whole
    assert not export.select(ATLAS, TERROR).whole


@pytest.mark.parametrize("query", [Query(), TERROR], ids=["whole", "part"])
def test_frictionless_finds_it_sound(tmp_path, query):
    folder = unzip(export.to_package(export.select(ATLAS, query)), tmp_path)
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["message"])
    assert report.stats["tasks"] >= 15


def test_the_same_dataset_gives_the_same_bytes():
    selection = export.select(ATLAS, TERROR)
    assert export.to_package(selection) == export.to_package(export.select(ATLAS, TERROR))


def test_the_map_goes_along_and_the_staffs_files_only_when_asked():
    """Kiosks may have a PIN, and the app gives the package to anybody."""
    selection = export.select(ATLAS, Query())
    public, own = names(export.to_package(selection)), names(export.to_package(selection, kiosks=True))
    assert {"basemap/land.json", "basemap/labels.csv", "datapackage.json", "places.geojson"} <= set(public)
    assert set(own) - set(public) == {"kiosks.toml", "README.md"}
    assert not [name for name in own if name.endswith(".py")]
    assert "kiosks.toml" not in names(export.to_package(export.select(ATLAS, TERROR), kiosks=True))


def test_stories_go_along_with_a_whole_dataset_only():
    """Their steps name events that a part does not have."""
    assert "stories.toml" in names(export.to_package(export.select(ATLAS, Query())))
    assert "stories.toml" not in names(export.to_package(export.select(ATLAS, TERROR), kiosks=True))


def test_an_unzipped_package_draws_the_same_map(tmp_path):
    folder = unzip(export.to_package(export.select(ATLAS, Query()), kiosks=True), tmp_path)
    for name in ("basemap/land.json", "basemap/labels.csv", "kiosks.toml", "README.md"):
        assert (folder / name).read_bytes() == (DATA / name).read_bytes()


def test_what_is_no_part_of_a_dataset_stays_behind(dataset):
    shutil.copytree(DATA / "basemap", dataset / "basemap")
    (dataset / "basemap" / "secret.json").write_text("{}", encoding="utf-8")
    found = names(export.to_package(export.select(geo.load(dataset), Query())))
    assert "basemap/lakes.json" in found
    assert "basemap/secret.json" not in found


def test_a_package_goes_in_and_out_without_being_unzipped():
    content = export.to_package(export.select(ATLAS, Query()), kiosks=True)
    assert export.to_package(export.select(geo.load(content), Query()), kiosks=True) == content


def test_a_dataset_without_a_map_can_be_taken_away(dataset):
    assert names(export.to_package(export.select(geo.load(dataset), Query()), kiosks=True))[0] == "datapackage.json"


@pytest.mark.parametrize("cell", ["5000", "007", "-0", "1e3", "", "12345678901234567890", "\u0663"])
def test_a_number_stays_the_text_that_it_was(cell):
    """Sound cells only hold plain numbers; the others show that nothing is read into them."""
    places = ATLAS.places.assign(precision_m=cell)
    selection = export.select(replace(ATLAS, tables={**ATLAS.tables, "places": places}), Query())
    content = json.loads(zipfile.ZipFile(io.BytesIO(export.to_package(selection))).read("places.geojson"))
    assert {str(feature["properties"]["precision_m"]) for feature in content["features"]} == {cell}
