"""Relatives are told where to ask: of events with victims, by country, organ, group and years, and of nobody by name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

import geo
from geo.dataset.registers import REGISTERS, SCOPES
from geo.dataset.translate import localize
from geo.export.excerpt import excerpt
from geo.map import registers
from geo.map.moments import moments
from geo.view.registers import knowing
from tests.support.published import ATLAS

IDS = ATLAS.events["id"].tolist()


def asked(atlas: geo.Atlas) -> dict[str, set[str]]:
    """Return the registers of each event."""
    years, names = moments(atlas).bounds(), atlas[REGISTERS]["id"].to_numpy()
    found = knowing(atlas, years[:, 0], years[:, 3])
    return {event: set(names[row]) for event, row in zip(atlas.events["id"], found, strict=True)}


def scoped(**scope: str) -> set[str]:
    """Return the events of a register that has one scope."""
    columns = ATLAS[SCOPES].columns
    rows = pd.DataFrame([dict.fromkeys(columns, "") | {"register_id": "open-list"} | scope], columns=columns)
    found = asked(replace(ATLAS, tables={**ATLAS.tables, SCOPES: rows}))
    return {event for event, names in found.items() if names}


ASKED = asked(ATLAS)


@pytest.mark.parametrize(
    ("event", "register"),
    [
        ("tartu-victims-1941", "memoriaal-ee"),
        ("priboi-latvia", "lva-latvia"),
        ("rainiai-1941", "lya-lithuania"),
        ("lviv-prisons-1941", "sbu-archive"),
        ("katyn-massacre", "katyn-museum"),
        ("karlag", "kz-special-records"),
        ("great-terror", "memorial-base"),
    ],
)
def test_an_event_has_the_registers_of_its_country_organ_and_years(event: str, register: str) -> None:
    assert register in ASKED[event]


@pytest.mark.parametrize("event", ["stalin-dies-1953", "lenin-stalin-gorki-1922", "nkvd-formed-1934", "nin-1937"])
def test_none_is_named_where_nobody_was_struck_or_no_register_knows_of_it(event: str) -> None:
    assert ASKED[event] == set()


def test_what_a_scope_gives_holds_for_each_of_its_events() -> None:
    assert "border-poles-germans-1936" in scoped(country="KZ"), "its destination counts"
    assert scoped(country="EE", organization_id="kgb") < scoped(country="EE", organization_id="secret-police")
    assert scoped(group_id="poles", **{"from": "1940", "to": "1940"}) < scoped(group_id="poles")
    assert "polish-operation" not in scoped(group_id="poles", **{"from": "1940"})


def test_a_page_has_the_words_of_a_register_once_and_a_number_for_each_event() -> None:
    named: dict[str, Any] = registers.named(ATLAS, localize(ATLAS, "et"))
    at, pieces = registers.of_events(ATLAS)
    of = dict(zip(at.tolist(), map(int, pieces.to_pylist()), strict=True))
    told = {named["rows"][i]["name"] for i in named["sets"][of[IDS.index("tartu-victims-1941")]]}
    assert {"Rahvusarhiiv", "Eesti kommunismiohvrid"} < told
    assert IDS.index("stalin-dies-1953") not in of
    assert len(named["rows"]) == len(ATLAS[REGISTERS])


def test_a_dataset_without_registers_names_none() -> None:
    bare = replace(ATLAS, tables={**ATLAS.tables, **{name: ATLAS[name].iloc[:0] for name in (REGISTERS, SCOPES)}})
    assert registers.named(bare, localize(bare, "en")) == {"rows": [], "sets": [[]]}
    assert len(registers.of_events(bare).at) == 0


def test_an_excerpt_keeps_the_registers_of_its_events_and_is_sound() -> None:
    part = excerpt(ATLAS, ["tartu-victims-1941"])
    assert geo.validate(part) == []
    assert asked(part) == {"tartu-victims-1941": ASKED["tartu-victims-1941"]}
    assert len(part[SCOPES]) < len(ATLAS[SCOPES])


def test_most_events_with_victims_have_one() -> None:
    groups = set(ATLAS["event_groups"]["event_id"])
    assert np.mean([bool(ASKED[event]) for event in groups]) > 0.9
