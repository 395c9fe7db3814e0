"""Records that name the one above them: the way up, the way down, and rings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geo.dataset import chains

PARENTS = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["", *"abcdefx"]))


def test_the_way_up_ends_outermost_and_the_way_down_takes_all_along() -> None:
    parents = {"a": "", "b": "a", "c": "b", "d": "b", "e": ""}
    assert chains.above("c", parents) == ["b", "a"]
    assert chains.below("a", parents) == {"a", "b", "c", "d"}
    assert chains.rings(parents) == set()


def test_only_the_ring_is_a_ring_and_not_what_leads_to_it() -> None:
    parents = {"a": "b", "b": "c", "c": "b", "d": "d"}
    assert chains.rings(parents) == {"b", "c", "d"}
    assert chains.above("a", parents) == ["b", "c"]


@given(PARENTS)
def test_one_is_below_another_exactly_when_the_other_is_above_it(parents: dict[str, str]) -> None:
    pairs = {(low, high) for low in parents for high in chains.above(low, parents)}
    assert pairs == {(low, high) for high in "abcdefx" for low in chains.below(high, parents) - {high}}
    assert chains.rings(parents) == {
        one for one in parents if one in {parents.get(high) for high in (one, *chains.above(one, parents))}
    }
