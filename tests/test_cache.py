"""What is made once is kept for all who ask for it, as many as there is room for."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.app.content import Content, room
from geo.cache import Cache

VISITORS = 8


def heard_at_once(cache, make):
    """Return what each of many heard who asked for the same at once: a value, or the class of what was raised."""
    all_in = threading.Barrier(VISITORS)

    def visit(_):
        all_in.wait()
        try:
            return cache.get("one", make)
        except OSError as error:
            return type(error)

    with ThreadPoolExecutor(VISITORS) as threads:
        return [*threads.map(visit, range(VISITORS))]


@pytest.mark.parametrize("limit", [100, 0])
def test_many_who_ask_for_the_same_at_once_wait_for_one_value(limit):
    """Also for one that there is no room for."""
    cache, asked = Cache(limit, lambda _: 1), []
    assert heard_at_once(cache, lambda name: (asked.append(name), time.sleep(0.2), 7)[-1]) == [7] * VISITORS
    assert asked == ["one"]


def test_who_waits_for_what_cannot_be_made_hears_why_and_the_next_may_ask_again():
    cache, asked = Cache(), []

    def fail(name):
        asked.append(name)
        time.sleep(0.2)
        raise OSError

    assert heard_at_once(cache, fail) == [OSError] * VISITORS
    assert (asked, cache.size, cache.find("one")) == (["one"], 0, None)
    assert cache.get("one", lambda _: 7) == 7


def test_values_of_different_names_are_made_side_by_side_and_others_are_found_meanwhile():
    cache, both = Cache(), threading.Barrier(2, timeout=20)
    cache.get("known", lambda _: 7)

    def make(_):
        both.wait()
        return cache.find("known")

    with ThreadPoolExecutor(2) as threads:
        assert [*threads.map(lambda name: cache.get(name, make), ["one", "two"])] == [7, 7]


def test_a_value_that_cannot_be_measured_is_not_kept_and_nobody_waits_for_it():
    cache = Cache(10, len)
    for _ in range(2):
        with pytest.raises(TypeError):
            cache.get("one", lambda _: 7)
    assert cache.get("one", lambda _: "seven") == "seven"


def test_what_nobody_asked_for_the_longest_makes_room():
    cache, asked = Cache(30, int), []

    def make(name):
        asked.append(name)
        return 10

    for name in "ab", "cd", "ab", "ef", "ab", "cd":
        cache.get(name, make)
    assert asked == ["ab", "cd", "ef", "cd"]


@given(st.integers(0, 60), st.lists(st.tuples(st.sampled_from("abcdefgh"), st.booleans())), st.data())
def test_no_more_is_kept_than_there_is_room_for(limit, steps, data):
    """And what is found is the same that was made, of the size that is counted."""
    sizes = {name: data.draw(st.integers(0, 40), name) for name in "abcdefgh"}
    cache = Cache(limit, len)
    for name, only_find in steps:
        found = cache.find(name) if only_find else cache.get(name, lambda name: name * sizes[name])
        assert found in ((None, name * sizes[name]) if only_find else (name * sizes[name],))
        kept = [one for one in sizes if cache.find(one) is not None]
        assert cache.size == sum(1 + sizes[one] for one in kept) <= limit
        assert only_find or (name in kept) is (1 + sizes[name] <= limit)


def test_a_body_has_the_size_in_which_it_is_sent():
    bodies = room(1000)
    sent = bodies.get("page", lambda _: Content.of(b"page" * 1000)).sent
    assert bodies.size == len("page") + len(sent) < 1000
