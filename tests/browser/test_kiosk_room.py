"""Where a kiosk has room it uses it: sentences made of the data, first sentences in short lists, what is near (docs/kiosk-checklist.md)."""

from __future__ import annotations

from itertools import pairwise

import pytest

from geo.dataset import media
from tests.support.kiosk_pages import LANDSCAPE, PORTRAIT, begin, enter, in_landscape, open_event, tap, touch
from tests.support.pages import eventually

on_both_sides = pytest.mark.parametrize(
    "visitor", [touch(screen, kept=True) for screen in (PORTRAIT, LANDSCAPE)], indirect=True, ids=["upright", "wide"]
)
PREVIEW = ".at-k-list .at-k-preview"


def ends(part):
    """Return where a part of a page ends, in CSS pixels from its top."""
    box = part.bounding_box()
    return box["y"] + box["height"]


def seen(tab, selector):
    """Return the texts of what can be seen."""
    return [node.inner_text() for node in tab.locator(selector).locator("visible=true").all()]


@in_landscape
@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "4 events are recorded here (1935–1956), among them: Norillag."),
        ("ru", "Здесь записаны 4 события (1935–1956), среди них: Норильлаг."),
        ("et", "Siin on kirjas 4 sündmust (1935–1956), nende seas: Norillag."),
        ("pl", "Zapisano tu 4 wydarzenia (1935–1956), między innymi: Norilłag."),
    ],
)
def test_a_kiosk_without_a_sentence_has_one_made_of_the_data(visitor, kiosk_file, lang, said):
    tab = enter(visitor, f"{kiosk_file('norilsk')}?languages={lang}")
    assert seen(tab, ".at-k-sentence") == [said]
    begin(tab)
    assert said in seen(tab, ".at-k-lead")


@in_landscape
def test_years_of_a_sentence_say_how_many_events_have_no_date(tab):
    begin(tab, "en")
    years = "({ events: { earliest_start: [1940, atlas.UNDATED], latest_end: [1941, 0] } })"
    assert tab.evaluate(f"atlas.summary({years}, [0, 1]).join('')") == (
        "2 events are recorded here (1940–1941; without a date: 1)."
    )


@on_both_sides
def test_a_picture_that_waits_stands_with_the_sentence(visitor, kiosk_file, atlas):
    picture = next(row["id"] for row in atlas.rows(media.TABLE))
    tab = enter(visitor, kiosk_file("tartu", languages=["en"], pictures=[picture]))
    assert tab.locator(".at-k-picture").is_visible()
    said = [text.replace("\u00a0", " ") for text in seen(tab, ".at-k-sentence")]
    assert said == [tab.evaluate("atlas.kiosk.settings.languages[0].intro")]


@in_landscape
def test_a_short_list_says_more_of_each_event_where_it_has_room(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('solovki', events=['slon-1923'])}?diagonal=43")
    begin(tab, "en")
    tab.locator(PREVIEW).locator("visible=true").first.wait_for()
    said = " ".join(seen(tab, PREVIEW))
    assert "The first large camp of the OGPU filled a northern monastery" in said
    assert "71,800" in said
    assert "This text tells of violence against people." in said  # and nothing of that text itself
    assert tab.evaluate("(box => box.scrollHeight <= box.clientHeight + 1)(document.querySelector('.at-k-list > *'))")


@pytest.mark.parametrize("visitor", [touch(PORTRAIT, kept=True)], indirect=True, ids=["upright"])
def test_the_list_of_a_step_says_all_of_an_event_where_it_has_room(visitor, kiosk_file, atlas):
    (told,) = (row["description"] for row in atlas.rows("events") if row["id"] == "june-deportation-estonia-1941")
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal=55")
    begin(tab, "en")
    tab.evaluate("atlas.kiosk.stories.go({ story: 'baltic-deportations', step: 2 })")
    tab.locator(f"{PREVIEW}[data-spare=rest]").locator("visible=true").wait_for()
    first, _number, rest = seen(tab, PREVIEW)
    assert f"{first} {rest}" == told
    tab.evaluate("document.querySelector('.at-k-list').style.maxHeight = '13rem'")
    tab.locator(f"{PREVIEW}[data-spare=rest]").wait_for(state="hidden")


@in_landscape
def test_a_list_without_room_says_no_more_than_titles_and_which_text_tells_of_violence(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('vorkuta')}?diagonal=24")
    begin(tab, "ru")
    tab.locator(".at-k-list .at-k-row").locator("visible=true").first.wait_for()
    assert {*seen(tab, PREVIEW)} == {"Этот текст рассказывает о насилии над людьми."}  # noqa: RUF001


@on_both_sides
def test_a_place_whose_only_text_is_asked_for_first_tells_what_is_near(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('solovki')}?diagonal=55")
    begin(tab, "en")
    tab.evaluate("atlas.kiosk.visit(atlas.kiosk.data.placeIndex.get('savvatyevo'))")
    tap(tab, ".at-k-list .at-k-further + .at-k-rows .at-k-row")
    assert tab.evaluate("atlas.kiosk.state.place === null || atlas.kiosk.state.place === atlas.kiosk.subject.home[0]")


@on_both_sides
def test_a_list_of_one_leaves_its_room_to_the_text(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal=55")
    begin(tab, "en")
    tab.evaluate("atlas.kiosk.visit(atlas.kiosk.data.placeIndex.get('patarei'))")
    text, card = (tab.locator(one).bounding_box() for one in (".at-k-text", ".at-k-card"))
    assert text["width"] > 0.9 * card["width"]
    assert seen(tab, ".at-k-text .at-k-further") == ["Other places"]


@in_landscape
def test_where_accounts_differ_on_who_did_it_that_stands_beside_the_names(visitor, kiosk_file):
    tab = enter(visitor, kiosk_file("tartu", gate="off"))
    begin(tab, "en")
    open_event(tab, "tartu-victims-1941")
    eventually(lambda: "accounts differ" in seen(tab, ".at-k-text .at-k-by")[0], "as many as there is room for")
    (said,) = seen(tab, ".at-k-text .at-k-by")
    ordered, *disputed = said.replace("\u00a0", " ").split(" · ")
    assert ordered == "Ordered by: Communist Party"
    assert disputed == [
        "Ordered by (accounts differ): NKVD, NKGB",
        "Carried out by (accounts differ): NKVD, NKGB, Destruction battalions",
    ]


@on_both_sides
def test_who_did_it_and_what_was_here_stand_before_several_counts_of_a_wider_area(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal=24")
    begin(tab, "en")
    tab.evaluate("atlas.kiosk.isAgreed = true")
    open_event(tab, "prisons-1941-total")
    [said] = seen(tab, ".at-k-text .at-k-by")
    assert said.startswith("Ordered by: NKVD, NKGB")
    assert ("Carried out by:" in said) is not ("not all are named" in said)  # then the rest is under "More"
    by, here, counts, text = (
        tab.locator(f".at-k-text .{one}").bounding_box()
        for one in ("at-k-by", "at-k-here", "at-k-counts", "at-event-text")
    )
    assert by["y"] < here["y"] < counts["y"] < text["y"]


@on_both_sides
def test_a_number_of_the_whole_stands_before_that_of_here_and_is_no_other_count_when_rounded(visitor, kiosk_file):
    """21,857 is also told as 22,000; 4,421 of them were shot at Katyn."""
    tab = enter(visitor, f"{kiosk_file('katyn')}?diagonal=24")
    begin(tab, "en")
    tab.evaluate("atlas.kiosk.isAgreed = true")
    open_event(tab, "katyn-operation-1940")
    whole, here = (tab.locator(".at-k-text .at-k-figure").nth(i) for i in (0, 1))
    assert whole.inner_text().startswith("Killed: 21,857 · archival count")
    assert here.inner_text() == "A part of this, here: killed: 4,421"
    assert whole.bounding_box()["y"] < here.bounding_box()["y"]
    assert ends(here) < ends(tab.locator(".at-k-text > .at-k-scroll"))  # on the first page
    tap(tab, ".at-k-text .at-k-more")
    assert tab.locator(".at-k-text .at-figures").bounding_box()["y"] < here.bounding_box()["y"]
    assert "One count, and the same in round numbers." in tab.locator(".at-k-text .at-figures").inner_text()


@in_landscape
def test_people_are_named_after_what_they_had_to_do_with_an_event(visitor, kiosk_file):
    tab = enter(visitor, kiosk_file("katyn"))
    begin(tab, "ru")
    tap(tab, "[data-key=tab-people]")
    tab.locator(".at-k-roles").first.wait_for()
    said = tab.locator(".at-k-only").inner_text()
    assert "Решение или приказ: Политическое бюро Центрального комитета, Иосиф Сталин, " in said  # bodies and persons
    assert "Авторство: Лаврентий Берия" in said
    assert "касается" not in said
    assert "чьей судьбе речь" in said  # of the memorial


@in_landscape
def test_whom_an_event_struck_is_named_with_years_and_what_they_were(visitor, kiosk_file, atlas):
    """By role: who is not among the dead, or not certainly, is not named as if."""
    tab = enter(visitor, kiosk_file("katyn"))
    begin(tab, "en")
    tap(tab, "[data-key=tab-people]")
    struck = tab.locator(".at-k-group", has_text="Katyn massacre").first.locator(".at-k-roles").first
    notes = {row["id"]: row["note"] for row in atlas.rows("persons")}
    struck.locator("strong").first.wait_for()
    assert struck.locator("strong").all_inner_texts() == ["By name:", "Survived:"]
    for said in ("Janina Lewandowska · 1908–1940 · Pilot", "died 1940 · General", notes["swianiewicz"]):
        assert said in struck.inner_text()


@in_landscape
def test_nothing_that_people_did_is_named_twice(visitor, kiosk_file):
    tab = enter(visitor, kiosk_file("katyn"))
    begin(tab, "en")
    labels = """async () => { const { data } = atlas.kiosk, { events } = await data.source.card([], [...Array(data.events.n).keys()]);
      return events.map(text => [atlas.peopleList(data, [text])].flat().flatMap(node => [...node.querySelectorAll(".at-people strong, h4")].map(one => one.textContent.replace(":", "")))) }"""
    for said in tab.evaluate(labels):
        assert len(said) == len({*said}), said


@in_landscape
def test_a_body_that_did_two_things_is_no_twin_of_itself(visitor, kiosk_file):
    """Years tell bodies of one name apart: NKVD and NKGB ordered a killing and carried it out."""
    tab = enter(visitor, kiosk_file("tartu"))
    begin(tab, "ru")
    words = """async id => { const { data } = atlas.kiosk, { events: [text] } = await data.source.card([], [data.eventIndex.get(id)]);
      return [atlas.article(data, text), ...[atlas.peopleList(data, [text])].flat()].map(node => [...node.querySelectorAll('.at-years')].map(one => one.textContent)) }"""
    assert tab.evaluate(words, "tartu-victims-1941") == [[], []]


@in_landscape
def test_a_list_calls_a_town_by_one_name_and_a_map_as_in_its_year(visitor, kiosk_file):
    tab = enter(visitor, kiosk_file("solovki"))
    begin(tab, "en")
    tap(tab, "[data-key=tab-near]")
    tap(tab, ".at-k-only .at-k-button", has_text="more place")
    towns = {one.rpartition(", ")[2] for one in tab.locator(".at-k-only .at-k-rowtitle").all_inner_texts()}
    assert towns & {"Saint Petersburg", "Petrograd", "Leningrad"} == {"Saint Petersburg"}
    called = "([id, year]) => { atlas.kiosk.change({ year }); return atlas.kiosk.map.names[atlas.kiosk.data.placeIndex.get(id)] }"
    asked = (("kharkiv-opera", 1930), ("bolshoi-dom", 1937), ("finland-station", 1917), ("tver-nkvd", 1940))
    assert [tab.evaluate(called, [*one]) for one in asked] == [
        "Former opera house, Kharkov (Kharkiv)",
        "Big House, Leningrad (Saint Petersburg)",
        "Finland Station, Petrograd (Saint Petersburg)",
        "NKVD building, Kalinin (Tver)",
    ]


@in_landscape
def test_more_promises_only_what_is_there(visitor, kiosk_file):
    tab = enter(visitor, kiosk_file("katyn"))
    begin(tab, "en")
    labels = """ids => Promise.all(ids.map(async id => { const { data } = atlas.kiosk, { events: [text] } = await data.source.card([], [data.eventIndex.get(id)]);
      const heard = { toggle() {}, simplify() {} };
      return atlas.eventArticle(data, text, { more: false, plain: false, easy: {}, ...heard }).querySelector('.at-k-more').textContent }))"""
    assert tab.evaluate(labels, ["katyn-massacre", "katyn-admission-1990"]) == [
        "More: figures, people, how we know",
        "More: people, how we know",
    ]


@in_landscape
def test_the_years_of_a_place_are_those_of_its_events(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('katyn')}?diagonal=43")
    begin(tab, "en")
    assert tab.locator(".at-k-year").inner_text() == "1940–2000"


@in_landscape
def test_the_axis_reaches_to_the_last_event_of_the_place(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('katyn')}?diagonal=43")
    begin(tab, "en")
    open_event(tab, "katyn-memorial-2000")
    assert tab.locator(".at-k-read").is_visible()
    assert tab.locator(".at-k-tick").last.inner_text() == "2000"


NAMES = """[...document.querySelectorAll('.at-k-tick')].filter(node => node.checkVisibility({ visibilityProperty: true }))
  .map(node => node.getBoundingClientRect()).map(({ left, right }) => [left, right])"""


@in_landscape
def test_an_event_says_when_it_was_here_where_the_strip_shows_other_years_than_its_date(visitor, kiosk_file):
    tab = enter(visitor, kiosk_file("katyn", gate="off"))
    begin(tab, "en")
    row = tab.locator(".at-k-row[data-event]", has_text="Kozelsk camp")
    eventually(lambda: "· here: April\N{NO-BREAK SPACE}– May 1940" in row.inner_text(), row.inner_text())
    open_event(tab, "kozelsk-camp-1939")
    eventually(lambda: tab.locator(".at-k-year").inner_text() == "1940", "the years at Katyn")
    assert "· here: April\N{NO-BREAK SPACE}– May 1940" in tab.locator(".at-event-date").first.inner_text()


@on_both_sides
def test_names_of_years_do_not_touch_and_a_frame_stands_round_its_year(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('katyn')}?diagonal=24")
    begin(tab, "en")
    tab.evaluate("atlas.kiosk.goTo(2000)")
    names = tab.evaluate(NAMES)
    assert len(names) >= 2
    assert all(right < left for (_, right), (left, _) in pairwise(sorted(names)))
    frame, track = (tab.locator(one).bounding_box() for one in (".at-k-now", ".at-k-track"))
    axis = tab.evaluate("atlas.kiosk.subject.axis")
    year = (2000.5 - axis["first"]) / (axis["last"] + 1 - axis["first"]) * track["width"] + track["x"]
    assert frame["x"] + frame["width"] / 2 == pytest.approx(year, abs=1)
    last = tab.locator(".at-k-tick").last.bounding_box()
    assert last["x"] + last["width"] / 2 == pytest.approx(year, abs=1)


@on_both_sides
def test_the_events_of_a_year_are_in_sight_when_it_is_chosen(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal=24")
    begin(tab, "en")
    tab.evaluate("atlas.kiosk.goTo(1949)")
    row, box = (
        tab.locator(f".at-k-list {one}").first for one in (".at-k-row[data-event]:not(.at-k-pale)", ".at-k-scroll")
    )
    eventually(lambda: ends(row) < ends(box), "the first event of 1949 in sight")


@in_landscape
def test_in_a_long_list_the_decade_of_a_chosen_year_is_open(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('moscow')}?diagonal=24")
    begin(tab, "en")
    tab.evaluate("atlas.kiosk.goTo(1937)")
    tab.locator("[data-key='decade-1930'][aria-expanded=true]").wait_for()
    row = tab.locator(".at-k-row[data-event]:not(.at-k-pale)").first
    eventually(lambda: ends(row) < ends(tab.locator(".at-k-list .at-k-scroll")), "the first event of 1937 in sight")


@in_landscape
def test_of_a_year_and_of_an_event_one_frame_is_drawn(visitor, kiosk_file):
    tab = enter(visitor, kiosk_file("solovki"))
    begin(tab, "en")
    open_event(tab, "solovki-prison-1933-39")
    assert tab.locator(".at-k-read").is_visible()
    tab.evaluate("atlas.kiosk.goTo(1936)")
    assert [tab.locator(one).is_visible() for one in (".at-k-now", ".at-k-read")] == [True, False]


@in_landscape
def test_a_place_lies_no_distance_from_what_it_is_part_of_and_the_count_is_the_kiosk_s(visitor, kiosk_file):
    tab = enter(visitor, kiosk_file("solovki"))
    begin(tab, "en")
    tab.evaluate("atlas.kiosk.visit(atlas.kiosk.data.placeIndex.get('savvatyevo'))")
    tap(tab, "[data-key=tab-near]")
    rows = tab.locator(".at-k-only .at-k-row").all_inner_texts()
    [home] = [row.splitlines() for row in rows if row.startswith("Solovetsky Islands")]
    assert home[-1] == "this place lies there · 4 events"  # 11 km from its Kremlin, and not from the islands
    assert all("km" in row and "event" in row for row in rows if not row.startswith("Solovetsky Islands"))


@in_landscape
def test_letters_of_a_roomy_list_grow_with_their_title(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal=55")
    begin(tab, "et")
    tab.evaluate("atlas.kiosk.isAgreed = true")
    tap(tab, ".at-k-offer")
    tap(tab, "[data-key=step-5]")
    sizes = [f".at-k-list .at-k-{part}" for part in ("rowtitle", "preview", "number")]
    title, text, number = (
        tab.locator(one).first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)") for one in sizes
    )
    assert title > text < number


@in_landscape
def test_above_a_list_of_one_no_sentence_repeats_what_it_says(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal=43")
    begin(tab, "en")
    tab.evaluate("atlas.kiosk.visit(atlas.kiosk.data.placeIndex.get('litene'))")
    title = "Arrest of Latvian officers at Litene"
    tab.get_by_text(title).first.wait_for()
    assert [said for said in seen(tab, ".at-k-lead") if title in said] == []


@pytest.mark.parametrize("visitor", [touch(PORTRAIT, kept=True)], indirect=True, ids=["upright"])
def test_words_that_wait_stand_in_the_middle_beneath_the_land_and_a_year_is_not_parted_from_its_word(
    visitor, kiosk_file
):
    tab = enter(visitor, f"{kiosk_file('tartu', languages=['et'])}?diagonal=55")
    words, begins = (tab.locator(one).bounding_box() for one in (".at-k-slide", ".at-k-begin"))
    above, below = words["y"] - 0.56 * PORTRAIT["height"], PORTRAIT["height"] - begins["y"] - begins["height"]
    assert above < 0.15 * PORTRAIT["height"] < 3 * below
    assert below < PORTRAIT["height"] / 7
    assert "juulis\u00a01941 " in seen(tab, ".at-k-sentence")[0]


@pytest.mark.parametrize("visitor", [touch(PORTRAIT, kept=True)], indirect=True, ids=["upright"])
def test_the_last_page_of_a_list_begins_with_a_whole_row(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal=55")
    begin(tab, "en")
    open_event(tab, "priboi-estonia")
    box = tab.locator(".at-k-list > .at-k-scroll")
    empty = """box => Math.min(...[...box.querySelectorAll('.at-k-row')].map(row => row.getBoundingClientRect().top - box.getBoundingClientRect().top)
      .filter(top => top > -1))"""
    eventually(lambda: box.evaluate(empty) < 8, "a row where the page begins")
    assert box.evaluate("box => box.scrollTop > box.scrollHeight - box.clientHeight - 2")


ENDS_AT = """async id => { atlas.kiosk.isAgreed = true; atlas.kiosk.open(atlas.kiosk.data.eventIndex.get(id)); await atlas.kiosk.view.drawn;
  for (let i = 0; i < 8; i += 1) await new Promise(requestAnimationFrame);
  const box = document.querySelector('.at-k-text > .at-k-scroll'), { bottom } = box.getBoundingClientRect(), rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const seen = [...box.querySelectorAll('.at-event > .at-k-figure')].filter(node => node.checkVisibility());
  return [seen.map(node => node.textContent).join(' | '), bottom - 1.6 * rem - Math.max(...seen.flatMap(node => [...node.querySelectorAll('.at-k-number')]).map(node => node.getBoundingClientRect().bottom))] }"""


@on_both_sides
@pytest.mark.parametrize("lang", ["ru", "et"])
def test_all_counts_of_an_event_and_that_of_here_are_on_its_first_page(visitor, kiosk_file, lang):
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal=24")
    begin(tab, lang)
    said, room = tab.evaluate(ENDS_AT, "prisons-1941-total")
    assert all(number in said.replace("\u00a0", " ") for number in ("193", "9800", "10 000–40 000", "20 000–30 000"))
    assert room >= 0


@on_both_sides
@pytest.mark.parametrize("lang", ["pl", "en"])
def test_with_large_letters_the_number_is_on_the_first_page_too(visitor, kiosk_file, lang):
    tab = enter(visitor, f"{kiosk_file('solovki', languages=['en', 'pl'])}?diagonal=24")
    begin(tab, lang)
    tap(tab, ".at-k-letters")
    said, room = tab.evaluate(ENDS_AT, "slon-1923")
    assert "71" in said
    assert room >= 0


@in_landscape
def test_who_decided_and_who_did_it_are_named_where_a_small_screen_has_room(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('katyn')}?diagonal=24")
    begin(tab, "en")
    tab.evaluate(ENDS_AT, "katyn-operation-1940")
    assert seen(tab, ".at-k-text .at-k-by") == [
        "Ordered by: Politburo\u00a0· Carried out by: NKVD\u00a0· not all are named"
    ]


@on_both_sides
def test_an_axis_ends_with_the_last_year_that_is_told(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('katyn')}?diagonal=24")
    begin(tab, "en")
    box = tab.locator(".at-k-track").bounding_box()
    tab.mouse.click(box["x"] + box["width"] - 1, box["y"] + box["height"] / 3)
    assert tab.evaluate("atlas.kiosk.state.year") == 2000
    assert tab.locator(".at-k-tick").last.is_visible()


@pytest.mark.parametrize("visitor", [touch(PORTRAIT, kept=True)], indirect=True, ids=["upright"])
def test_a_list_that_would_stand_empty_has_larger_letters_and_says_who_acted(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('katyn')}?diagonal=55")
    begin(tab, "en")
    tab.evaluate("atlas.kiosk.stories.go({ story: 'katyn', step: 2 })")
    tab.locator(".at-k-list .at-k-by").locator("visible=true").wait_for()
    list_box, row = (tab.locator(f".at-k-list {one}").bounding_box() for one in (".at-k-scroll", ".at-k-row"))
    assert row["height"] > 0.5 * list_box["height"]


EMPTY = """async () => { const { kiosk } = atlas, found = []; kiosk.isAgreed = true; kiosk.see(true);
  const frames = async () => { for (let i = 0; i < 4; i += 1) await new Promise(requestAnimationFrame) };
  for (const event of kiosk.subject.story(null)) { kiosk.open(event); await kiosk.view.drawn; await frames();
    const box = document.querySelector('.at-k-text > .at-k-scroll');
    for (let page = 0; page < 9 && box.classList.contains('at-k-long'); page += 1) {
      found.push(parseFloat(box.style.getPropertyValue('--below')) / box.clientHeight);
      box.scrollBy({ top: atlas.pageOf(box, 1), behavior: 'instant' }); await frames() } }
  return found }"""


@in_landscape
def test_with_large_letters_no_page_is_left_empty_by_a_third_while_more_follows(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('katyn')}?diagonal=24")
    begin(tab, "en")
    empty = tab.evaluate(EMPTY)
    assert len(empty) > 10
    assert max(empty) < 0.3


@pytest.mark.parametrize("visitor", [touch(LANDSCAPE, kept=True)], indirect=True, ids=["wide"])
def test_a_name_beside_a_picture_that_waits_ends_well_before_the_mark(visitor, kiosk_file, atlas):
    picture = next(row["id"] for row in atlas.rows(media.TABLE))
    named = {
        "languages": ["en"],
        "title": {"en": "Shire Hall, Dorchester"},
        "intro": {"en": "Here."},
        "pictures": [picture],
    }
    tab = enter(visitor, f"{kiosk_file('tartu', **named)}?diagonal=43")
    right = tab.locator(".at-k-name").evaluate(
        "node => { const range = document.createRange(); range.selectNodeContents(node); return range.getBoundingClientRect().right }"
    )
    assert right < 0.4 * LANDSCAPE["width"]  # the mark stands in the middle
    assert "at-k-tight" not in tab.locator(".at-k-attract").get_attribute("class")
