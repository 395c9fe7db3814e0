"""Organizations, kinds, victims and persons as ways into the atlas: their lists, their counts, the lineage of bodies."""

from __future__ import annotations

import random
from urllib.parse import urlencode

import pytest

from geo.view import filters, summarize
from geo.view.query import LISTS, Query, from_params
from tests.support.axe import wrong
from tests.support.pages import SETTLED, choose, wait_until
from tests.support.published import ATLAS

TABS = {"org": "Organizations", "kind": "What happened", "group": "Victims", "person": "Persons"}
OPEN = ".at-fa-panel:not([hidden])"
READ = f"""() => [...document.querySelectorAll('{OPEN} .at-ch-pill:not(.at-ch-all)')].map(pill =>
  [pill.querySelector('.at-ch-title').textContent, Number(pill.querySelector('.at-ch-count').textContent)])"""
BARS = """(() => { const { data, query } = { data: atlas.current.data, query: atlas.current.query() };
  const ever = atlas.choose(data, { ...query, from: null, to: null });
  return atlas.histogram(data, ever, query.certain, query.org).years })()"""
SHUT = "document.activeElement.classList.contains('at-fa-tool') && !document.querySelector('dialog[open]')"


@pytest.fixture(scope="module")
def tab(visiting, saved):
    with visiting("facets", viewport={"width": 1440, "height": 900}) as visitor:
        yield visitor.open(saved)


def open_tab(tab, field):
    tab.get_by_role("tab", name=TABS[field]).click()
    tab.evaluate(SETTLED)


def questions(seed):
    """Return random addresses, each with something of two lists at least."""
    draw = random.Random(seed)
    ids = {name: ATLAS[part]["id"].tolist() for name, part in LISTS}
    for _ in range(12):
        names = draw.sample([*ids], 2)
        first = draw.choice([1918, 1930, 1937, 1941])
        asked = {name: ",".join(draw.sample(ids[name], draw.choice([1, 2, 8]))) for name in names}
        yield asked | {"from": str(first), "to": str(first + draw.choice([1, 12, 60])), "hide": "none"}


def expected(query, field, events):
    """Return what Python counts for a list: of each record how many events a choice of it would show."""
    part = dict(LISTS)[field]
    others = filters.apply(events, query.with_(**{part: getattr(Query(), part)}), ATLAS)
    if field == "org":
        return summarize.by_organization(others, ATLAS, query.years, certain=query.certain)
    return summarize.by_named(others, part, ATLAS) if field != "kind" else summarize.by_kind(others)


@pytest.mark.parametrize("field", ["org", "group", "person"])
def test_the_counts_of_a_list_are_those_of_python_whatever_else_is_chosen(tab, events, field):
    table = dict(LISTS)[field]
    names = dict(zip(ATLAS[table]["id"], ATLAS[table]["abbreviation" if field == "org" else "name"], strict=True))
    for asked in questions(field):
        tab.evaluate("text => atlas.current.arrive(atlas.readAddress(text, atlas.current.data))", urlencode(asked))
        open_tab(tab, field)
        found = [row for row in tab.evaluate(READ) if field != "org" or row[0] in names.values()]
        counts = expected(from_params(asked, ATLAS)[0], field, events)
        assert sorted(found) == sorted([names[one], counts[one]] for one in names if names[one]), asked
        if field != "org":
            assert [n for _, n in found] == sorted(counts.values(), reverse=True)


def test_years_bodies_and_bars_are_those_of_python_where_organizations_are_asked_for(tab, events):
    """An organization counts for an event in the years it lived."""
    for question in questions("lives"):
        asked = {"org": "nkvd-ussr,gulag"} | question
        query, _ = from_params(asked, ATLAS)
        tab.evaluate("text => atlas.current.arrive(atlas.readAddress(text, atlas.current.data))", urlencode(asked))
        assert set(tab.evaluate("atlas.current.shownIds()")) == set(filters.apply(events, query, ATLAS)["id"]), asked
        ever = filters.select(events, query, ATLAS)
        bars = summarize.by_year(ever, 1917, 1991, certain=query.certain, of=(query.organizations, ATLAS))
        assert tuple(tab.evaluate(BARS)) == bars.years, asked


def test_several_groups_are_any_of_them_and_several_persons_too(tab, events):
    asked = {"group": "clergy,poles", "person": "stalin,nikolai-yezhov", "hide": "none"}
    tab.evaluate("text => atlas.current.arrive(atlas.readAddress(text, atlas.current.data))", urlencode(asked))
    query, _ = from_params(asked, ATLAS)
    assert set(tab.evaluate("atlas.current.shownIds()")) == set(filters.apply(events, query, ATLAS)["id"]) != set()


@pytest.mark.parametrize("width", [1440, 390])
def test_every_group_and_person_is_three_clicks_away_at_most(visiting, saved, width):
    with visiting(f"clicks-{width}", viewport={"width": width, "height": 860}) as visitor:
        page = visitor.open(saved)
        if width < 760:
            page.get_by_role("button", name="Filters", exact=True).click()
        for field, table in (("group", "groups"), ("person", "persons")):
            open_tab(page, field)
            pills = page.locator(f"{OPEN} .at-ch-pill:visible:not(.at-ch-all)")
            assert pills.count() == len(ATLAS[table])
            pills.last.click()
            wait_until(page, f"location.hash.includes('{field}=')")
            page.evaluate(SETTLED)
            assert page.get_by_role("tab", name=TABS[field]).locator(".at-fa-count").inner_text() == "1"


@pytest.mark.parametrize(("typed", "name"), [("Яго", "Genrikh Yagoda"), ("jagod", "Genrikh Yagoda")])
def test_letters_in_any_script_narrow_a_list(tab, typed, name):
    choose(tab, {"focus": [], "only": None})
    open_tab(tab, "person")
    box = tab.get_by_role("searchbox", name="Find in this list: Persons")
    box.fill(typed)
    wait_until(tab, f"document.querySelectorAll('{OPEN} .at-ch-pill:not([hidden])').length === 1")
    assert tab.evaluate(READ)[0][0] == name
    box.fill("qqq")
    tab.get_by_text("No name in this list begins so.").wait_for()
    box.fill("")


def test_a_dataset_without_groups_or_persons_has_no_empty_list(tab):
    fields = "has => atlas.facetSections(has, () => null, null).map(({ field }) => field)"
    assert tab.evaluate(fields, {"organizations": 0, "groups": 0, "persons": 0}) == ["kind"]
    assert tab.evaluate(fields, {"organizations": 2, "groups": 0, "persons": 3}) == ["kind", "org", "person"]


def test_tabs_are_reached_with_arrow_keys(tab):
    open_tab(tab, "kind")
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate("document.activeElement.textContent").startswith("Victims")
    assert tab.locator(".at-fa-tab[tabindex='0']").count() == 1


@pytest.fixture
def lineage(tab):
    """The lineage, opened by key."""
    choose(tab, {"org": [], "from": 1937, "to": 1938, "focus": [], "only": None})
    open_tab(tab, "org")
    tab.get_by_role("button", name="Lineage").press("Enter")
    yield tab.get_by_role("dialog", name="Lineage")
    tab.keyboard.press("Escape")
    wait_until(tab, SHUT)


def test_the_lineage_has_a_bar_for_each_body_in_the_order_of_succession(lineage):
    bars = lineage.get_by_role("listitem").get_by_role("button")
    assert bars.count() == len(ATLAS["organizations"])
    assert [text.split()[0] for text in bars.all_inner_texts()[:4]] == ["Cheka", "GPU", "OGPU", "NKVD"]
    assert lineage.locator("path").count() == (ATLAS["organizations"]["successor_of"] != "").sum() + 7  # the marks


def test_a_bar_chooses_its_body_and_says_its_names_and_what_came_before_and_after(lineage, tab):
    bar = lineage.get_by_role("button", name="OGPU 1923")
    assert "Came after: GPU. Followed by: NKVD, GUGB" in bar.text_content()
    assert "Called Russian Social Democratic" in lineage.get_by_role("button", name="Bolshevik").text_content()
    bar.press("Enter")
    wait_until(tab, "atlas.current.query().org.join() === 'ogpu'")
    tab.evaluate(SETTLED)
    assert bar.get_attribute("aria-pressed") == "true"
    bar.press("Enter")
    wait_until(tab, "atlas.current.query().org.length === 0")


def test_the_chosen_years_are_marked_on_the_lineage_and_who_lived_in_them(lineage, tab):
    lineage.get_by_text("Chosen years: 1937–1938.").wait_for()
    away = set(lineage.locator(".at-li-away strong").all_inner_texts())
    assert {"OGPU", "KGB"} <= away
    assert not away & {"NKVD", "GUGB", "Gulag"}


def test_axe_finds_nothing_wrong_in_the_filters_and_the_lineage(lineage, tab):
    assert wrong(tab, "dialog[open]") == []
    tab.keyboard.press("Escape")
    wait_until(tab, SHUT)
    for field in TABS:
        open_tab(tab, field)
        assert wrong(tab, ".at-filters") == [], field
    open_tab(tab, "org")
    tab.get_by_role("button", name="Lineage").press("Enter")
