"""The page on method: every number is counted in the data, every word stands in its tables."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geo.app import routes
from geo.app.store import Store
from geo.dataset import settings
from geo.dataset.read import default
from geo.dataset.translate import localize
from geo.imports import schema
from geo.view import evidence, method
from tests.support.foreign import SMALLEST, write
from tests.support.hostile import HOSTILE
from tests.support.published import ATLAS

NUMBER = re.compile(r'data-number="([^"]+)">([^<]*)<')


def client(source):
    return TestClient(Starlette(routes=routes.routes(Store(source), "")))


@pytest.fixture(scope="module")
def served():
    return client(default())


def numbers(text):
    return {name: int(value) for name, value in NUMBER.findall(text) if not name.startswith("gap-")}


def test_every_kind_in_use_has_a_definition_and_an_inclusion_rule():
    for kind in method.kinds(ATLAS):
        assert kind.row["description"], kind.row["id"]
        assert kind.row["includes"] or not kind.events, kind.row["id"]
        assert all(detail.row["description"] for detail in kind.details)


def test_every_measure_of_the_schema_has_a_definition():
    defined = {one.id: one.definition for one in method.measures(ATLAS)}
    by_date = {*schema.allowed("series", "measure")}
    assert {*ATLAS["figures"]["measure"]} <= {*schema.measures()}
    assert {*schema.measures(), *by_date} == {*defined}
    assert all(defined.values())


@pytest.mark.parametrize("lang", [lang for lang in settings.of(ATLAS).languages if lang != "en"])
def test_the_words_of_the_page_are_translated(lang):
    left = {key for key in localize(ATLAS, lang).untranslated if key[0] in ("kinds", "measures", "standards")}
    assert left == set()


def test_its_numbers_are_those_that_python_counts(served):
    found, cited, lack = evidence.count(ATLAS.events, ATLAS), evidence.cited(ATLAS), method.missing(ATLAS)
    kinds = [one for kind in method.kinds(ATLAS) for one in (kind, *kind.details)]
    assert numbers(served.get("/method").text) == {
        "events": found.events,
        "located": found.located,
        "read": found.read,
        **{f"confidence-{word}": n for word, n in found.confidence.items()},
        "citations": cited.citations,
        "citations-located": cited.located,
        **{f"citations-{word}": cited.read[word] for word in ("yes", "part", "no")},
        **{f"kind-{one.row['id']}": one.events for one in kinds},
        **{f"measure-{one.id}": one.figures for one in method.measures(ATLAS)},
        **{f"dated-{one.id}": one.dated for one in method.measures(ATLAS)},
        "undated": lack.undated,
        "unplaced": lack.unplaced,
        "pointless": lack.pointless,
        **{f"sources-{word}": lack.sources[word] for word in method.CONSULTED},
    }


def test_it_says_what_was_examined_and_whom_nobody_can_write_to(served):
    text = unescape(served.get("/method").text)
    assert all(row["note"] in text for row in ATLAS.rows("coverage"))
    assert "does not say whom to write to about a mistake" in text


def test_kinds_and_figures_are_counted_each_once():
    assert sum(kind.events for kind in method.kinds(ATLAS)) == len(ATLAS.events)
    assert sum(one.figures for one in method.measures(ATLAS)) == len(ATLAS["figures"])


def test_it_speaks_the_language_of_the_address_or_of_the_reader(served):
    asked = [
        served.get("/method?lang=pl"),
        served.get("/method", headers={"Accept-Language": "et,en;q=0.5"}),
        served.get("/method", headers={"Accept-Language": "fr"}),
    ]
    assert [answer.headers["content-language"] for answer in asked] == ["pl", "et", "en"]
    assert "Czego brakuje" in asked[0].text
    assert served.get("/method?lang=xx").status_code == served.get("/method/x").status_code == 404


def test_it_is_answered_from_memory_and_by_its_version(served):
    first = served.get("/method")
    assert served.get("/method", headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    assert "Accept-Language" in first.headers["vary"]
    assert "script-src" not in first.headers["content-security-policy"]
    links = re.findall(r'href="(assets/[^"]+)"', first.text)
    assert [served.get(f"/{link}").status_code for link in links] == [200] * 3


def test_what_a_dataset_does_not_state_is_called_so(tmp_path):
    page = client(write(tmp_path, SMALLEST)).get("/method").text
    assert "The dataset does not state how it was made." in page
    assert "not stated" in page
    assert "which years of which organizations were looked at" in page


def test_text_of_a_dataset_is_escaped(tmp_path):
    page = client(write(tmp_path, SMALLEST, title=HOSTILE[0])).get("/method").text
    assert HOSTILE[0] not in page
    assert HOSTILE[0] in unescape(page)


def test_years_are_missing_where_an_organization_lived_and_nobody_looked():
    coverage = ATLAS["coverage"]
    cut = ATLAS.tables | {"coverage": coverage[coverage["organization_id"] != "camps"]}
    gaps = {gap.id: gap.years for gap in method.gaps(type(ATLAS)(ATLAS.package, cut, ATLAS.version))}
    assert gaps["camps"][0][0] > 1917
    assert "secret-police" not in gaps


def test_stretches_join_years_that_follow_each_other():
    assert list(method.stretches({1937, 1941, 1938, 1940})) == [(1937, 1938), (1940, 1941)]


def test_the_legend_of_the_served_map_leads_there(served):
    assert 'data-method="method?lang=en"' in served.get("/map").text
