"""Faults that readers of the published data found, each kind searched for through the whole."""

from __future__ import annotations

import csv
import itertools
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from geo import dates, i18n
from geo.dataset import citations, kiosks, stays
from geo.dataset.translate import EASY, localize
from tests.support.published import ATLAS

EVENTS = {row["id"]: row for row in ATLAS.rows("events")}
PERSONS = {row["id"]: row for row in ATLAS.rows("persons")}
TERMS = list(csv.DictReader((i18n.LOCALES / "terms.csv").read_text("utf-8").splitlines()))
GLOSSARY = list(csv.DictReader((i18n.LOCALES / "glossary.csv").read_text("utf-8").splitlines()))
AFTERWARDS = {"researcher", "author", "photographer"}
"""Roles of those who came later, or were no part of what was done."""
TOURED = ("tartu", "katyn", "moscow-canal", "moscow")
"""The kiosks that the dataset names."""
LOCATED = 118
"""Citations that say where in their source; a reader may find more of them, and none is lost."""


def texts(lang):
    """Yield each text that was translated into a language, with its table, record and field."""
    for row in ATLAS.rows("texts"):
        if row["lang"] == lang:
            yield f"{row['table']}:{row['id']}:{row['field']}", row["text"]


def test_a_victim_of_an_event_lived_when_it_began():
    for row in ATLAS.rows("event_persons"):
        born, died = (PERSONS[row["person_id"]][name] for name in ("born", "died"))
        began = dates.parse(EVENTS[row["event_id"]]["edtf"])
        if row["role"] not in AFTERWARDS and row["role"] != "subject":
            assert not died or dates.parse(died).latest_end >= began.earliest_start, row
            assert not born or dates.parse(born).earliest_start <= began.latest_end, row


def test_nobody_has_two_roles_that_exclude_each_other():
    roles = Counter((row["event_id"], row["person_id"]) for row in ATLAS.rows("event_persons"))
    twice = {pair for pair, n in roles.items() if n > 1}
    found = {(row["event_id"], row["person_id"], row["role"]) for row in ATLAS.rows("event_persons")}
    for event, person in twice:
        assert not {(event, person, "victim"), (event, person, "ordered")} <= found, (event, person)


@pytest.mark.parametrize("table", ["event_organizations", "event_persons"])
def test_nobody_is_named_with_the_same_deed_as_certain_and_as_disputed(table):
    found = {tuple(row.values()) for row in ATLAS.rows(table)}
    disputed = [row for row in found if row[2].endswith("-disputed")]
    assert disputed
    assert [row for row in disputed if (*row[:2], row[2].removesuffix("-disputed")) in found] == []


@pytest.mark.parametrize("row", GLOSSARY, ids=[f"{row['lang']}-{row['term']}" for row in GLOSSARY])
def test_terms_are_those_of_the_glossary(row):
    """A term of `avoid` is wrong in its language; `use` stands in its place."""
    wrong = re.compile(row["avoid"])
    assert [(where, text) for where, text in texts(row["lang"]) if wrong.search(text)] == []
    catalog = i18n.translator(row["lang"]).messages
    assert [
        form
        for forms in catalog.values()
        for form in ([forms] if isinstance(forms, str) else forms)
        if wrong.search(form)
    ] == []


def test_no_sentence_makes_the_politburo_one_of_the_nkvd():
    """In Russian and Polish the second of two names is read as a genitive: who acted stands first."""
    files = ("texts.csv", "stories.toml", "kiosks.toml")
    said = "".join((Path(__file__).parents[1] / "data" / name).read_text("utf-8") for name in files)
    assert re.findall("Политбюро НКВД|Biura Politycznego NKW", said) == []


def test_easy_words_of_what_happened_elsewhere_do_not_say_here():
    """A kiosk tells of events that stand at no place of its own: there "here" would be where the visitor stands."""
    elsewhere = {event for name in TOURED for event in kiosks.find(ATLAS, name).events}
    here = re.compile(r"\b(here|здесь|siin|tu)\b", re.IGNORECASE)
    easy = [row for row in ATLAS.rows("texts") if row["lang"].endswith(EASY) and row["id"] in elsewhere]
    assert easy
    assert [row["id"] for row in easy if here.search(row["text"])] == []


@pytest.mark.parametrize("lang", ["ru", "et", "pl"])
def test_one_term_has_one_translation(lang):
    """Where a title or description has a term, its translation has a form of the one in terms.csv."""
    own = {(row["id"], row["field"]): row["text"].casefold() for row in ATLAS.rows("texts") if row["lang"] == lang}
    for row in (row for row in TERMS if row["lang"] == lang):
        term = re.compile(rf"\b{re.escape(row['term'])}(?:e?s)?\b", re.IGNORECASE)
        forms = [form.casefold() for form in (*row["translation"].split(";"), *row["forms"].split(";")) if form]
        for event in ATLAS.rows("events"):
            for field in ("title", "description"):
                text = own.get((event["id"], field), "")
                if text and term.search(event[field]) and event["id"] not in row["besides"].split(";"):
                    assert any(form.strip() in text for form in forms), (row["term"], event["id"], field)


def test_nothing_that_readers_see_is_untranslated():
    for lang in ("ru", "et", "pl"):
        assert dict(localize(ATLAS, lang).untranslated) == {}, lang


def test_every_text_says_who_wrote_it_and_the_dataset_which_languages_no_native_reader_has_read():
    rows = ATLAS.rows("texts")
    assert [row for row in rows if not row["translator"]] == []
    unread = {row["lang"] for row in rows if not row["checked"] and not row["lang"].endswith(EASY)}
    assert unread == {*ATLAS.package["atlas:unchecked"]}


def test_no_locator_was_lost():
    located = [row for row in ATLAS.rows("citations") if citations.locator(row, "en")]
    assert len(located) >= LOCATED


def test_only_who_read_a_passage_says_where_it_stands():
    assert [row for row in ATLAS.rows("citations") if row["read"] == "no" and citations.locator(row, "en")] == []
    figures = zip(ATLAS.rows("figures"), citations.read_for_figures(ATLAS), strict=True)
    assert [row for row, read in figures if read == "no" and row["locator"]] == []


def test_what_was_read_is_said_of_every_citation():
    assert {row["read"] for row in ATLAS.rows("citations")} == {"yes", "part", "no"}


@pytest.mark.parametrize("lang", ["ru", "et", "pl"])
def test_every_event_and_place_of_a_kiosk_is_translated(lang):
    localized = localize(ATLAS, lang)
    for kiosk in (kiosks.find(ATLAS, name) for name in TOURED):
        told = {*kiosk.events, *(row["id"] for row in EVENTS.values() if row["place_id"] in kiosk.places)}
        for event in sorted(told):
            assert localized.untranslated_fields("events", event, ("title", "description")) == [], (kiosk.name, event)
        for place in kiosk.places:
            assert localized.untranslated_fields("places", place, ("name", "note")) == [], (kiosk.name, place)


def test_the_shot_of_solovki_are_not_said_to_have_died():
    """Of the people of the three lists 1,111 were shot at Sandarmokh."""
    event = "solovki-executions-1937-38"
    said = [row["text"] for row in ATLAS.rows("texts") if (row["id"], row["field"]) == (event, "note")]
    assert [note for note in (EVENTS[event]["note"], *said) if re.search(r"died|погибли|suri|zginęło", note)] == []


def test_who_holds_strikers_in_a_camp_is_not_whom_the_strike_is_about():
    rows = ATLAS.rows("event_organizations")
    roles = {row["organization_id"]: row["role"] for row in rows if row["event_id"] == "hunger-strike-1936"}
    assert roles == {"nkvd-ussr": "guarded", "ukhtpechlag-org": "guarded"}


@pytest.mark.parametrize("lang", ["en", "ru", "et", "pl"])
def test_the_sentence_of_vorkuta_says_who_forced_whom(lang):
    assert re.search("Gulag|ГУЛАГ|Gułag", kiosks.find(ATLAS, "vorkuta").intro[lang])


def test_no_short_name_in_english_is_one_of_russian_letters_only():
    """A card shows the short name in place of the name: these say nothing to who does not read Russian."""
    names = [row for row in ATLAS.rows("organization_names") if row["lang"] == "en"]
    shown = {row["abbreviation"] for row in (*ATLAS.rows("organizations"), *names)}
    assert shown & {"RKKA", "VV", "UPVI", "VKVS", "TsIK", "VTsIK"} == set()


def test_nobody_ordered_what_was_disclosed():
    """The card of a crime that became public named who told of it as who ordered it."""
    people = [row for row in ATLAS.rows("event_persons") if EVENTS[row["event_id"]]["kind_detail"] == "disclosure"]
    assert people
    assert [row for row in people if row["role"] == "ordered"] == []


@pytest.mark.parametrize("lang", ["en", "ru", "et", "pl"])
def test_the_first_sentence_on_a_deportation_from_estonia_says_where_people_were_taken(lang):
    told = localize(ATLAS, lang).atlas.events.set_index("id")["description"]
    for event in ("june-deportation-estonia-1941", "priboi-estonia"):
        assert re.search("Novosibirsk|Новосибирск|nowosybirsk", told[event]), event


def test_the_prisoners_of_solovki_are_told_of_without_a_gap():
    held = [row for row in EVENTS.values() if row["place_id"] == "solovki" and row["kind"] != "killing"]
    spans = sorted((dates.parse(row["edtf"]) for row in held), key=lambda one: one.earliest_start)
    assert (spans[0].earliest_start[0], spans[-1].latest_end[0]) == (1923, 1939)
    assert all(first.latest_end >= later.earliest_start for first, later in itertools.pairwise(spans))


def test_the_dead_of_the_strike_are_those_of_its_own_papers_and_no_other_count_is_lower():
    """Two versions of one article are no range."""
    [row] = [row for row in ATLAS.rows("figures") if row["event_id"] == "vorkuta-uprising-1953"]
    named = re.findall(r"\b\d{2,3}\b(?! July)", EVENTS["vorkuta-uprising-1953"]["note"])
    assert (row["low"], row["best"], row["high"]) == ("42", "53", "")
    assert min(map(int, named)) > 53


def test_one_who_was_left_out_of_a_count_makes_no_number_uncertain():
    assert [(row["low"], row["best"]) for row in ATLAS.rows("figures") if row["event_id"] == "tartu-victims-1941"] == [
        ("", "193")
    ]


def test_who_carried_out_most_parts_of_an_event_carried_out_the_whole():
    did, parts = defaultdict(set), defaultdict(list)
    for row in ATLAS.rows("event_organizations"):
        if row["role"] == "carried-out":
            did[row["event_id"]].add(row["organization_id"])
    for row in EVENTS.values():
        parts[row["part_of"]].append(row["id"])
    for whole in {*parts} - {""}:
        acted = Counter(body for part in parts[whole] for body in did[part])
        assert {body for body, n in acted.items() if 2 * n > len(parts[whole]) > 2} <= did[whole], whole


@pytest.mark.parametrize(
    ("event", "ends"),
    [
        ("june-deportation-estonia-1941", {"urals-region", "kirov-region", "novosibirsk-region"}),
        ("priboi-estonia", {"novosibirsk-region", "krasnoyarsk-krai", "irkutsk-oblast", "omsk-region"}),
        ("vesna-1948", {"krasnoyarsk-krai", "irkutsk-oblast", "buryatia"}),
        ("priboi-latvia", {"omsk-region", "tomsk-region", "amur-region"}),
        ("volna-1949", {"southern-kazakhstan", "altai-krai", "tomsk-region"}),
        ("osen-1951", {"krasnoyarsk-krai", "tomsk-region"}),
        ("solovki-executions-1937-38", {"sandarmokh"}),
    ],
)
def test_a_way_leads_to_each_place_that_the_text_names_as_certain(event, ends):
    here = stays.of_events(ATLAS)[event]
    ways = stays.ways(here, set(ATLAS.places["id"]))
    assert {(here[one].place, here[other].place) for one, other in ways} == {
        (EVENTS[event]["place_id"], end) for end in ends
    }
