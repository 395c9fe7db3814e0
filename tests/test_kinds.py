"""How kinds of events look, and which are off at first."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from geo.view import filters, kinds
from geo.view.query import Query
from tests.support.published import ATLAS

LAND, PAPER = "#f3f0ea", "#ffffff"


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def bare(n: int):
    """Return an atlas of `n` kinds that say nothing of their looks."""
    rows = ATLAS["kinds"].iloc[[0] * n].assign(id=[f"k{at}" for at in range(n)], mark="", colour="")
    return replace(ATLAS, tables={**ATLAS.tables, "kinds": rows})


@pytest.mark.parametrize("atlas", [ATLAS, bare(10)], ids=["published", "bare"])
def test_no_two_kinds_look_alike_and_all_can_be_seen(atlas):
    looks = kinds.looks(atlas).values()
    assert len({look.mark for look in looks}) == len({look.colour for look in looks}) == len(looks)
    for look in looks:
        assert contrast(look.colour, PAPER) >= 4.5
        assert contrast(look.colour, LAND) >= 3


def test_of_more_kinds_than_there_are_marks_each_still_has_one():
    looks = kinds.looks(bare(14))
    assert len(looks) == 14
    assert {look.mark for look in looks.values()} == {look.mark for look in itertools.islice(looks.values(), 11)}


def test_a_kind_says_its_own_look_and_the_others_take_what_is_left():
    rows = bare(3)["kinds"].assign(mark=["", "square", "skull"], colour=["", "red", "#123456"])
    first, second, third = kinds.looks(replace(ATLAS, tables={**ATLAS.tables, "kinds": rows})).values()
    assert (second.mark, third.colour) == ("square", "#123456")
    assert len({first.mark, second.mark, third.mark}) == len({first.colour, second.colour, third.colour}) == 3


def test_who_asks_for_a_kind_or_a_detail_of_it_gets_it_though_it_is_off(events):
    for asked in ("context", "photograph"):
        query = Query(kinds=frozenset({asked}), hidden=frozenset({"context"}))
        assert set(filters.apply(events, query, ATLAS)["id"]) == set(filters.by_kinds(events, {asked})["id"]) != set()
    query = Query(kinds=frozenset({"killing"}), hidden=frozenset({"burial-site"}))
    assert "burial-site" not in set(filters.apply(events, query, ATLAS)["kind_detail"])


def test_the_first_view_has_no_context():
    assert kinds.hidden_at_first(ATLAS) == {"context"}
    assert kinds.with_details({"context"}, ATLAS) >= {"context", "political-event", "photograph"}
