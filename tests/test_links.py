"""Links to outside catalogues: one form of every identifier, kept with their record, in and out of Linked Places."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from geo import Query, export
from geo.checks.context import CheckContext
from geo.checks.links import check_identities
from geo.dataset import links
from tests.support.blocks import payload
from tests.support.hostile import HOSTILE
from tests.support.published import ATLAS

if TYPE_CHECKING:
    from geo import Atlas

FORMS = {
    "https://www.wikidata.org/entity/Q649": [
        *(
            "http://www.wikidata.org/entity/Q649",
            "https://www.wikidata.org/wiki/Q649",
            "https://wikidata.org/wiki/Q649",
        ),
    ],
    "https://sws.geonames.org/524901/": [
        *(
            "http://sws.geonames.org/524901",
            "https://www.geonames.org/524901/moscow.html",
            "http://geonames.org/524901",
        ),
    ],
    "https://viaf.org/viaf/123": ["http://viaf.org/viaf/123/"],
    "https://d-nb.info/gnd/118642499": ["http://d-nb.info/gnd/118642499"],
    "https://d-nb.info/gnd/4-X": ["http://d-nb.info/gnd/4-X"],
    "https://www.gulag.memorial.de/lager.php?lag=22": ["http://gulag.memorial.de/lager.php?lag=22"],
}


EVENT = ("events", "karlag", "exact", "https://www.gulag.memorial.de/lager.php?lag=191")


def linked(*rows: tuple[str, str, str, str]) -> Atlas:
    """Return the published dataset with these links only."""
    table = pd.DataFrame(rows, columns=["table", "id", "type", "uri"], dtype="str")
    return replace(ATLAS, tables={**ATLAS.tables, "links": table})


def warnings(*rows: tuple[str, str, str, str]) -> list[str]:
    return [str(problem) for problem in check_identities(CheckContext.of(linked(*rows)))]


@pytest.mark.parametrize(("normal", "others"), FORMS.items())
def test_every_form_of_an_identifier_has_one_normal_form(normal: str, others: list[str]) -> None:
    assert {links.normal(uri) for uri in (normal, *others)} == {normal}
    assert links.is_web(normal)


@given(st.text(max_size=30) | st.from_regex(r"https?://[a-z.]{1,20}(/[a-zQ0-9/?=#]{0,20})?", fullmatch=True))
def test_the_normal_form_of_a_normal_form_is_itself(uri: str) -> None:
    assert links.normal(links.normal(uri)) == links.normal(uri)
    found = links.identifier(uri)
    assert found is None or links.authority(links.normal(uri)) == found[0]


@pytest.mark.parametrize(
    "uri", ["", "Q649", "javascript:alert(1)", "https://", "https://x", "https://x.org/a b", "ftp://x.org/", "//x.org/"]
)
def test_what_is_no_full_web_address_is_none(uri: str) -> None:
    assert not links.is_web(uri)


def test_a_catalogue_elsewhere_is_known_by_its_host() -> None:
    row = {"type": "see", "uri": "https://www.example.org/7"}
    assert links.shown(row) == {"name": "example.org", "id": "", "type": "see", "url": "https://www.example.org/7"}
    assert links.authority("https://notwikidata.org/wiki/Q1") is None


def test_two_exact_records_of_one_authority_are_doubted() -> None:
    one, other = (f"https://www.wikidata.org/entity/Q{number}" for number in (1, 2))
    (why,) = warnings(("places", "moscow", "exact", one), ("places", "moscow", "exact", other))
    assert f"'moscow' of places is exactly {one} already" in why
    assert warnings(("places", "moscow", "exact", one), ("places", "moscow", "close", other)) == []


def test_one_exact_record_of_two_is_doubted_in_any_form_of_it() -> None:
    one, other = "https://www.wikidata.org/entity/Q1", "http://www.wikidata.org/wiki/Q1"
    (why,) = warnings(("places", "moscow", "exact", one), ("events", "great-terror", "exact", other))
    assert "is exactly 'moscow' of places already" in why


def test_an_excerpt_keeps_the_links_of_its_records_only() -> None:
    part = export.select(ATLAS, Query(place="tartu", within="tartu-victims-1941")).part
    kept = {(row["table"], row["id"]) for row in part.rows("links")}
    there = {(table, one) for table in links.OF for one in part[table]["id"]}
    assert kept <= there
    assert kept == {(row["table"], row["id"]) for row in ATLAS.rows("links")} & there


def test_a_dataset_without_links_is_as_it_was() -> None:
    package = {**ATLAS.package, "resources": [one for one in ATLAS.package["resources"] if one["name"] != "links"]}
    bare = replace(linked(), package=package)
    assert geo.validate(bare) == []


def test_a_card_is_told_the_links_of_its_place_and_of_its_events() -> None:
    page = payload(linked(("places", "moscow", "close", "https://www.wikidata.org/entity/Q649"), EVENT))
    places = dict(zip(page["places"]["id"], page["places"]["texts"], strict=True))
    events = dict(zip(page["events"]["id"], page["texts"], strict=True))
    wikidata = {"name": "Wikidata", "id": "Q649", "type": "close", "url": "https://www.wikidata.org/entity/Q649"}
    assert places["moscow"]["links"] == [wikidata]
    assert [one["name"] for one in events["karlag"]["links"]] == ["gulag.memorial.de"]
    assert "links" not in places["tartu"]


@pytest.mark.parametrize("uri", HOSTILE)
def test_no_page_is_told_a_link_that_is_no_web_address(uri: str) -> None:
    page = payload(linked(("places", "moscow", "exact", uri)))
    assert not any("links" in text for text in page["places"]["texts"])
