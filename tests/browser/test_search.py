"""The search box offers what a text may mean, and finds in the page what Python finds."""

from __future__ import annotations

import random
import unicodedata

import pytest

from geo.view import search, words
from tests.support.axe import wrong
from tests.support.pages import SETTLED, eventually, wait_until
from tests.support.published import ATLAS
from tests.support.searches import searches

FIND = """async texts => { const found = await atlas.current.search(); return texts.map(text => found.events(text)) }"""
HITS = """async rows => {
  const found = await atlas.current.search(), { data } = atlas.current;
  const id = { places: at => data.places.id.at(at), towns: at => found.town(at).id };
  const ids = (table, text) => found.hits(table, text).map(({ at }) => id[table]?.(at) ?? data[table][at].id);
  return rows.map(({ typed, how, table }) => how === 'near' ? found.resembling(typed).map(text => ids(table, text)[0]) : ids(table, typed));
}"""
FOLD = """async texts => { const { folding } = await atlas.current.search(); return texts.map(text => folding.words(text).join(' ')) }"""
OFFERED = """() => [...document.querySelectorAll('.at-search-list [role=group]')].map(
  group => [group.firstChild.textContent, ...[...group.querySelectorAll('.at-search-name')].map(node => node.textContent)])"""


@pytest.fixture(scope="module")
def page(visiting, saved):
    with visiting("search", viewport={"width": 1200, "height": 800}) as visitor:
        yield visitor.open(saved)


@pytest.fixture
def box(page):
    page.evaluate("atlas.current.set({ ...atlas.EVERYTHING, focus: [] })")
    page.evaluate("atlas.current.choosePlace(null)")
    found = page.get_by_role("combobox", name="Search")
    found.fill("")
    return found


def type_into(box, text):
    """Write a text and return what is offered: its groups, each with its heading first."""
    box.fill(text)
    wait_until(box.page, f"document.querySelector('.at-search-list').dataset.text === {text!r}")
    return {heading: names for heading, *names in box.page.evaluate(OFFERED)}


def asked(seed):
    """Return texts as people write them: words and parts of words of the dataset, and some that are in no text."""
    draw = random.Random(seed)
    rows = ATLAS["texts"]  # what is told of persons is looked for by their names alone
    told = (rows["table"] == "persons") & (rows["field"] != "name")
    texts = [
        *rows["text"][~told],
        *ATLAS.events["title"],
        *ATLAS.events["description"],
        *ATLAS["place_names"]["name"],
    ]
    for _ in range(300):
        some = [draw.choice(draw.choice(texts).split() or ["-"]) for _ in range(draw.choice((1, 1, 1, 2, 3)))]
        some = [word[: draw.randint(1, len(word))] if draw.random() < 0.3 else word for word in some]
        yield draw.choice(('"{}"', "{}", "{}", "{}", "{} zz")).format(" ".join(some))


def test_the_page_finds_what_python_finds(page):
    texts = [*asked(12), "", "—", "katyn OR", "1940-04", "\u00abgreat terror\u00bb"]
    expected = [search.find(ATLAS, text).nonzero()[0].tolist() if search.asked(text) else None for text in texts]
    assert page.evaluate(FIND, texts) == expected
    assert sum(map(bool, expected)) > 140


def test_the_page_folds_as_python_does(page):
    draw = random.Random(5)
    signs = [chr(draw.choice((draw.randrange(0x20, 0x600), draw.randrange(0x600, 0xD7FF)))) for _ in range(4_000)]
    signs = [sign for sign in signs if unicodedata.category(sign) != "Cn"]  # browsers know newer ones
    texts = ["".join(signs[i : i + 8]) for i in range(0, len(signs), 8)]
    assert page.evaluate(FOLD, texts) == [words.fold(text) for text in texts]


def test_what_people_type_offers_what_they_mean(page):
    rows = searches()
    offered = page.evaluate(HITS, rows)
    right = {"first": lambda hits, one: hits[:1] == [one], "none": lambda hits, one: one not in hits}
    wrong_ones = [
        (row["typed"], hits[:3])
        for row, hits in zip(rows, offered, strict=True)
        if not right.get(row["how"], lambda hits, one: one in hits)(hits, row["id"])
    ]
    assert wrong_ones == []
    assert len(rows) > 100


def test_a_town_that_is_no_place_leads_to_what_is_near_and_to_its_region(box):
    type_into(box, "Таллин")
    box.page.get_by_role("group", name="Other towns").get_by_role("option").first.click()
    card = box.page.locator(".at-card")
    card.get_by_text("No event of the atlas stands for all of Tallinn.").wait_for()
    assert card.locator(".at-nearest button").all_inner_texts()[0::5] == ["Patarei prison, Tallinn", "Estonia"]
    assert box.page.evaluate("document.activeElement.textContent") == "Tallinn"
    card.get_by_role("button", name="without a point on the map").click()
    box.page.get_by_role("heading", name="Events without a point on the map").wait_for()


def test_the_device_is_asked_only_by_a_button_and_its_answer_stays_out_of_the_address(page, box):
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 58.38, "longitude": 26.72, "accuracy": 40})
    page.get_by_role("button", name="Near me").click()
    page.locator(".at-card", has_text="within 40 m").wait_for()
    assert page.locator(".at-nearest button").first.inner_text().startswith(("Tartu", "Grey House"))
    assert "58." not in page.url
    page.context.clear_permissions()
    page.get_by_role("button", name="Near me").click()
    page.get_by_text("This browser was not allowed to say where you are.").wait_for()


@pytest.mark.parametrize("text", ["Kiev", "Киев", "Kijów", "Kiiev", "Київ"])
def test_all_names_of_a_place_offer_it(box, text):
    assert type_into(box, text)["Places"] == ["October Palace, Kyiv"]


def test_the_first_event_called_katyn_is_the_massacre_and_groups_stand_in_order(box):
    offered = type_into(box, "katyn")
    assert list(offered) == ["Places", "Events", "Words"]
    assert offered["Events"][0] == "Katyn massacre"
    assert type_into(box, "ежова")["Persons"] == ["Nikolai Yezhov"]
    assert type_into(box, "Катынь")["Places"] == ["Katyn Forest", "Katyn village"]  # that with more events first
    assert box.page.locator(".at-search-also").all_inner_texts() == []


def test_whole_words_go_before_parts_of_words(box):
    assert type_into(box, "kat")["Events"][0].startswith("Kat")
    assert "irrigation" not in str(type_into(box, "riga")).lower()


@pytest.mark.parametrize(("text", "meant"), [("Vorkutta", "Vorkuta"), ("Katyyn", "Katyn"), ("Magdaan", "Magadan")])
def test_a_slip_of_one_letter_is_asked_about_and_finds_nothing(box, text, meant):
    assert type_into(box, text) == {"Did you mean": [meant]}
    box.press("ArrowDown")
    box.press("Enter")
    wait_until(box.page, f"document.querySelector('.at-search-list').dataset.text === {meant!r}")
    assert box.input_value() == meant


def test_a_place_is_chosen_with_the_keyboard_and_the_map_goes_there(box):
    type_into(box, "tart")
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == "at-search-0"
    assert box.page.locator("#at-search-0").get_attribute("aria-selected") == "true"
    box.press("Enter")
    box.page.locator(".at-card-title", has_text="Tartu").wait_for()
    wait_until(box.page, "atlas.current.map.getBounds().contains([58.38, 26.72]) && atlas.current.map.getZoom() > 5")
    assert box.get_attribute("aria-expanded") == "false"


def test_words_close_a_card_and_narrow_all_and_escape_takes_them_back(box):
    page = box.page
    page.evaluate("atlas.current.choosePlace('tartu')")
    type_into(box, "katyn")
    box.press("Enter")
    wait_until(page, "atlas.current.query().text === 'katyn' && document.querySelector('.at-card').hidden")
    assert page.evaluate("atlas.current.result().shown") == search.find(ATLAS, "katyn").sum()
    box.press("Escape")
    wait_until(page, "atlas.current.query().only === null")
    eventually(lambda: box.input_value() == "", "the box is empty")


def test_a_person_a_people_and_a_body_are_chosen_in_the_box(box):
    for text, group, narrowed in (
        ("Ежова", "Persons", "focus[0].what === 'person'"),
        ("NKVD", "Organizations", "org.length === 1"),
    ):
        type_into(box, text)
        box.page.get_by_role("group", name=group).get_by_role("option").first.click()
        wait_until(box.page, f"atlas.current.query().{narrowed}")
        box.page.evaluate(SETTLED)
        assert 0 < box.page.evaluate("atlas.current.result().shown") < len(ATLAS.events)
        box.page.evaluate("atlas.current.set({ ...atlas.EVERYTHING, focus: [] })")


def test_what_is_nowhere_is_said_and_the_box_is_a_combobox_to_everybody(box):
    assert list(type_into(box, "qqqqq")) == ["Nothing has this name, and no event these words."]
    type_into(box, "stalin")
    assert wrong(box.page) == []


def test_a_place_without_an_event_leads_to_the_nearest_that_have_one(box):
    type_into(box, "tartu")
    box.press("ArrowDown")
    box.press("Enter")
    rows = box.page.locator(".at-nearest li")
    rows.first.wait_for()
    assert 0 < rows.count() <= 5
    name = rows.first.locator("button").inner_text()
    rows.first.locator("button").click()
    box.page.locator(".at-card-title", has_text=name).wait_for()


def test_where_nothing_matches_the_filter_to_take_away_is_named_with_what_it_hides(box):
    page = box.page
    page.evaluate("atlas.current.set({ org: ['nkvd-ussr'], from: 1960, to: 1961 })")
    type_into(box, "katyn")
    box.press("Enter")
    way = page.locator(".at-empty button", has_text="Without the years 1960–1961")
    way.wait_for()
    assert "take a filter away" in page.locator(".at-empty").inner_text()
    n = page.evaluate(
        "atlas.current.searchFor('katyn').then(() => { atlas.current.set({ from: null, to: null }); return atlas.current.result().shown })"
    )
    page.evaluate("atlas.current.set({ from: 1960, to: 1961 })")
    assert way.inner_text() == f"Without the years 1960–1961: {n} events"
    way.click()
    wait_until(page, "n => atlas.current.result().shown === n && atlas.current.query().org.length === 1", n)


def test_a_search_that_could_not_be_loaded_is_asked_for_again(visitor, saved):
    page = visitor.open(saved)
    node = "document.getElementById('event_layer_events-data-search')"
    page.evaluate(f"void (globalThis.whole = {node}.textContent, {node}.textContent = 'AAAA'.repeat(40_000))")
    box = page.get_by_role("combobox", name="Search")
    assert list(type_into(box, "katyn")) == ["The search could not be loaded. Try again."]
    page.evaluate(f"void ({node}.textContent = globalThis.whole)")
    assert type_into(box, "tartu")["Places"]
    assert len(visitor.errors) == 1
    visitor.errors.clear()


@pytest.mark.parametrize(("text", "first"), [("Katyn", "katyn-massacre"), ("Kengir", "kengir-1954")])
def test_the_list_of_a_search_begins_with_what_it_names(box, text, first):
    box.page.evaluate("text => atlas.current.searchFor(text)", text)
    box.page.evaluate(SETTLED)
    assert box.page.locator(".at-row").first.get_attribute("data-list") == first
