"""What cards say of sources and bodies in short, before a page shows it."""

import json

import pytest

from geo import i18n
from geo.dataset.translate import localize
from geo.map import payload, texts
from geo.map.cited import cited
from geo.map.moments import moments
from geo.map.paper import Sheet
from geo.view import story_checks

SOURCE = {"title": "A title", "issued": "1993-10"}


@pytest.mark.parametrize(
    ("author", "short"),
    [
        ("Getty, J. Arch; Zemskov, Viktor", "Getty, Zemskov 1993"),
        ("A, a; B, b; C, c; D, d", "A, B, C et al. 1993"),
        ("Wikipedia contributors", "Wikipedia contributors 1993"),
        ("", "A title 1993"),
    ],
)
def test_a_source_in_short_is_its_authors_and_year(author, short):
    assert texts.in_short({**SOURCE, "author": author}) == short


def test_every_figure_rests_on_a_source_that_its_event_cites(atlas):
    """So a short name beside a number is enough."""
    cited = {(row["event_id"], row["source_id"]) for row in atlas.rows("citations")}
    assert {(row["event_id"], row["source_id"]) for row in atlas.rows("figures")} <= cited


def test_every_face_lists_works_before_pages_and_pages_before_the_press(atlas):
    ids = atlas["sources"]["id"].tolist()
    english = localize(atlas, "en")
    of_cards = [[ids[source] for source, _ in json.loads(one)] for one in cited(english).to_pylist()]
    told = Sheet(english, i18n.translator("en"), graphic=True).told(dict.fromkeys(atlas.events["id"]))
    assert [[one["id"] for one in told[event]["sources"]] for event in atlas.events["id"]] == of_cards
    katyn = of_cards[atlas.events["id"].tolist().index("katyn-massacre")]
    assert katyn[:2] == ["sanford2005", "cienciala2007"]  # within a class as the record has them
    assert katyn.index("harvey2025") > katyn.index("katynfiles")


def test_a_step_of_a_story_lists_works_before_pages(atlas):
    stories = {story.id: story for story in story_checks.sound(atlas).stories}
    steps = [step.sources for story in stories.values() for step in story.steps]
    assert ("polian2004", "wp-chechens") in steps


def test_a_body_knows_its_note_and_what_it_came_after(atlas):
    bodies = {row["id"]: row for row in payload.head(localize(atlas, "en"))["organizations"]}
    assert bodies["nkvd-ussr"]["after"] == "ogpu"
    assert "after" not in bodies["cheka"]
    assert bodies["cheka"]["note"] == "First Soviet political police."


def test_no_text_speaks_of_an_article_without_naming_it(atlas):
    tables = ("events", "figures", "kinds", "persons", "coverage", "standards")
    said = [(table, text) for table in tables for row in atlas.rows(table) for text in row.values() if text]
    assert [one for one in said if "the article" in one[1].lower()] == []


def test_a_body_that_had_another_name_then_has_its_short_one_too(atlas):
    said = texts.card_fields(localize(atlas, "ru"), moments(atlas))["organizations"].to_pylist()
    rows = json.loads(said[atlas.events["id"].tolist().index("litene-1941")])
    assert any(then and then[0].startswith("Народный") and then[1] == "НКГБ" for _, _, *then in rows)


@pytest.mark.parametrize(("lang", "plain"), [("en", "Politburo"), ("et", "Poliitbüroo")])
def test_a_body_has_its_plain_name_also_where_it_was_called_the_same_then(atlas, lang, plain):
    said = texts.card_fields(localize(atlas, lang), moments(atlas))["organizations"].to_pylist()
    rows = json.loads(said[atlas.events["id"].tolist().index("katyn-decision-1940")])
    assert plain in [then[2] for _, _, *then in rows if len(then) > 2]
