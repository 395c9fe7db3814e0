"""Faults that readers of the published data found, each kind searched for through the whole."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest

from geo import dates, i18n
from geo.dataset import citations, kiosks
from geo.dataset.translate import SHOWN, localize
from tests.support.published import ATLAS

EVENTS = {row["id"]: row for row in ATLAS.rows("events")}
PERSONS = {row["id"]: row for row in ATLAS.rows("persons")}
GLOSSARY = list(csv.DictReader((i18n.LOCALES / "glossary.csv").open(encoding="utf-8", newline="")))
AFTERWARDS = {"researcher", "author", "photographer"}
"""Roles of those who came later, or were no part of what was done."""
LOCATED = 117
"""Citations that say where in their source; a reader may find more of them, and none is lost."""
BOXES = {
    "BY": (51, 57, 23, 33), "EE": (57, 60, 21, 29), "LT": (53, 57, 20, 27), "LV": (55, 59, 20, 29),
    "KZ": (40, 56, 46, 88), "PL": (49, 55, 14, 25), "RU": (41, 82, 19, 191), "UA": (44, 53, 22, 41),
    "UZ": (37, 46, 55, 74), "GE": (41, 44, 39.9, 47), "KG": (39, 44, 69, 81), "TJ": (36, 42, 67, 76),
}  # fmt: skip
"""Latitudes and longitudes between which a country lies, rounded outwards."""


def texts(lang):
    """Yield each text that readers see in a language, with its table, record and field."""
    found = localize(ATLAS, lang).atlas
    for table, fields in SHOWN.items():
        if table in found.tables:
            for row in found.rows(table):
                yield from ((f"{table}:{row.get('id', row.get('event_id'))}:{field}", row[field]) for field in fields)


def test_a_place_lies_in_the_country_it_names():
    for row, shape in zip(ATLAS.rows("places"), ATLAS.places.geometry, strict=True):
        south, north, west, east = BOXES.get(row["country_today"], (-90, 90, -180, 180))
        if shape is not None:
            low, bottom, high, top = shape.bounds
            assert west <= low % 360 <= high % 360 <= east or not row["country_today"] or row["country_today"] not in BOXES, row["id"]
            assert south <= bottom <= top <= north, row["id"]


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


@pytest.mark.parametrize("row", GLOSSARY, ids=[f"{row['lang']}-{row['term']}" for row in GLOSSARY])
def test_terms_are_those_of_the_glossary(row):
    """A term of `avoid` is wrong in its language; `use` stands in its place."""
    wrong = re.compile(row["avoid"])
    assert [(where, text) for where, text in texts(row["lang"]) if wrong.search(text)] == []
    catalog = i18n.translator(row["lang"]).messages
    assert [form for forms in catalog.values() for form in ([forms] if isinstance(forms, str) else forms) if wrong.search(form)] == []


def test_no_locator_was_lost():
    located = [row for row in ATLAS.rows("citations") if citations.locator(row, "en")]
    assert len(located) >= LOCATED


def test_what_was_read_is_said_of_every_citation():
    assert {row["read"] for row in ATLAS.rows("citations")} == {"yes", "part", "no"}


@pytest.mark.parametrize("lang", ["ru", "et", "pl"])
def test_every_event_of_a_kiosk_is_translated(lang):
    localized = localize(ATLAS, lang)
    for kiosk in (kiosks.find(ATLAS, name) for name in TOURED):
        told = {*kiosk.events, *(row["id"] for row in EVENTS.values() if row["place_id"] in kiosk.places)}
        for event in sorted(told):
            assert localized.untranslated_fields("events", event, ("title", "description")) == [], (kiosk.name, event)
