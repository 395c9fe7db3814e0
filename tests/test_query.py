"""A view is an address and an address is a view; what is wrong with one is said."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import Query, YearSpan
from geo.view import kinds, stories
from geo.view.notices import MAX_NOTICES
from geo.view.query import MAX_TEXT, YEARS, from_params, strictly, to_params
from geo.view.window import View
from tests.support.published import ATLAS
from tests.support.strategies import ADDRESSES, VIEWS

PARAMETERS = [
    "story",
    "step",
    "from",
    "to",
    "certain",
    "org",
    "kind",
    "group",
    "person",
    "q",
    "place",
    "v",
    "hide",
    "within",
    "year",
]
LEFT_OUT = "it was left out."


@given(ADDRESSES)
def test_an_address_holds_the_whole_query(query: Query) -> None:
    assert from_params(to_params(query), ATLAS) == (query, [])


@given(ADDRESSES)
def test_an_address_that_the_app_writes_has_no_wrong_part(query: Query) -> None:
    assert strictly(list(to_params(query).items()), ATLAS) == (query, [])


@given(ADDRESSES)
def test_an_address_survives_the_address_bar(query: Query) -> None:
    params = to_params(query)
    assert dict(parse_qsl(urlencode(params), keep_blank_values=True)) == params


def test_the_default_query_has_an_empty_address() -> None:
    assert to_params(Query()) == {}
    assert from_params({}, ATLAS) == (Query(), [])


def test_an_address_is_written_in_one_way() -> None:
    """Ids are sorted, so that two visitors of one view share one link."""
    query = Query(YearSpan(1937, None), organizations=frozenset({"ogpu", "cheka"}), view=View(55.75, 37.6, 5))
    assert to_params(query) == {"from": "1937", "org": "cheka,ogpu", "v": "55.750,37.600,5"}


@given(
    st.dictionaries(st.sampled_from([*PARAMETERS, "lang", "utm"]), st.text() | st.text("0123456789-.,eE+", max_size=30))
)
def test_any_address_is_a_query_that_can_be_written_again(params: dict[str, str]) -> None:
    query, notices = from_params(params, ATLAS)
    assert from_params(to_params(query), ATLAS) == (query, [])
    assert len(notices) <= MAX_NOTICES + 1


@pytest.mark.parametrize(
    ("params", "query", "notice"),
    [
        ({"org": "cheka,gestapo"}, Query(organizations=frozenset({"cheka"})), "'gestapo', which this atlas does not"),
        ({"kind": "<script>"}, Query(), "'<script>', which this atlas does not have; it was left out."),
        ({"group": "Clergy"}, Query(), "'Clergy', which this atlas does not have"),
        ({"person": "stalin "}, Query(), "'stalin ', which this atlas does not have"),
        ({"place": "atlantis"}, Query(), "'atlantis', which this atlas does not have"),
        ({"place": "tartu,moscow"}, Query(place="tartu"), "several ids for 'place'; 'tartu' was taken."),
        ({"within": "great-terror,x"}, Query(within="great-terror"), "'x', which this atlas does not have"),
        ({"hide": "memory,x"}, Query(hidden=frozenset({"memory"})), "'x', which this atlas does not have"),
        ({"year": "1937?"}, Query(), f"'1937?' in the address is not a year; {LEFT_OUT}"),
        ({"from": "1938", "to": "1937"}, Query(YearSpan(1937, 1938)), "ran backwards and were turned round."),
        ({"from": "99999"}, Query(YearSpan(YEARS[1], None)), "The year 99999 in the address was taken as 9999."),
        ({"to": "-99999"}, Query(YearSpan(None, YEARS[0])), "The year -99999 in the address was taken as 10000 BC."),
        ({"from": "9" * 5000}, Query(), f"'{'9' * 40}...' in the address is not a year; {LEFT_OUT}"),
        ({"from": "١٩٣٧"}, Query(), f"'١٩٣٧' in the address is not a year; {LEFT_OUT}"),
        ({"to": "²"}, Query(), f"'²' in the address is not a year; {LEFT_OUT}"),
        ({"to": "1937.0"}, Query(), f"'1937.0' in the address is not a year; {LEFT_OUT}"),
        ({"to": "1937\n"}, Query(), f"'1937\\n' in the address is not a year; {LEFT_OUT}"),
        ({"certain": "yes"}, Query(), f"'yes' in the address is neither 0 nor 1; {LEFT_OUT}"),
        ({"q": "x" * 201}, Query(text="x" * 200), "The search text was cut to 200 characters."),
        ({"lang": "tlh"}, Query(), "does not speak the language 'tlh' of the address."),
        ({"v": "55,37"}, Query(), f"'55,37' in the address is not a view of the map; {LEFT_OUT}"),
        ({"v": "nan,nan,nan"}, Query(), "is not a view of the map"),
        ({"v": "1e3,1,5"}, Query(), "is not a view of the map"),
        ({"v": "\u0665\u0665,37,5"}, Query(), "is not a view of the map"),
        ({"v": "55,37,5,"}, Query(), "is not a view of the map"),
    ],
    ids=lambda value: str(value)[:40] if isinstance(value, dict) else None,
)
def test_what_is_wrong_is_left_out_or_mended_and_said(params: dict[str, str], query: Query, notice: str) -> None:
    found, notices = from_params(params, ATLAS)
    assert found == query
    assert len(notices) == 1
    assert notice in notices[0]


def test_other_software_s_parameters_are_ignored() -> None:
    assert from_params({"utm_source": "x", "embed": "true", "lang": "en"}, ATLAS) == (Query(), [])


def test_ids_of_families_and_none_are_organizations() -> None:
    query, notices = from_params({"org": "secret-police,none"}, ATLAS)
    assert query.organizations == {"secret-police", "none"}
    assert notices == []


def test_a_flood_of_wrong_ids_is_told_in_few_sentences() -> None:
    _, notices = from_params({"org": ",".join(f"x{number}" for number in range(10_000))}, ATLAS)
    assert len(notices) == MAX_NOTICES + 1
    assert notices[-1] == f"{10_000 - MAX_NOTICES} more parts of the address were left out."


def test_a_long_wrong_id_is_told_in_short() -> None:
    _, (notice,) = from_params({"org": "x" * 10_000}, ATLAS)
    assert len(notice) < 140


@pytest.mark.parametrize("text", ["stalin\ud800", "\udfffstalin"])
def test_what_no_address_can_hold_is_taken_out_of_a_search(text: str) -> None:
    query, _ = from_params({"q": text}, ATLAS)
    assert query.text == "stalin"
    assert urlencode(to_params(query)) == "q=stalin"


def test_a_search_is_cut_after_its_spaces_are_gone() -> None:
    query, notices = from_params({"q": " " * 300 + "x" * MAX_TEXT}, ATLAS)
    assert (query.text, notices) == ("x" * MAX_TEXT, [])


@given(VIEWS)
def test_a_view_is_what_its_address_says(view: View) -> None:
    lat, lon, zoom = str(view).split(",")
    assert View(float(lat), float(lon), float(zoom)) == view


@pytest.mark.parametrize(
    ("given_view", "kept"),
    [((99, 400, 30), (85, 360, 14)), ((-99, -400, -1), (-85, -360, 1)), ((-0.0001, 1.23456, 5.128), (0, 1.235, 5.13))],
)
def test_a_view_keeps_to_the_map(given_view: tuple[float, float, float], kept: tuple[float, float, float]) -> None:
    assert View(*given_view) == View(*kept)
    assert (View(*given_view).lat, View(*given_view).lon, View(*given_view).zoom) == kept
    assert "-0.0" not in str(View(*given_view))


@given(ADDRESSES)
def test_a_cleared_query_keeps_its_place_view_and_language(query: Query) -> None:
    kept = {name: getattr(query, name) for name in ("place", "card", "town", "subset", "view", "lang")}
    assert query.cleared() == Query(**kept)


def test_years_that_run_backwards_are_no_span() -> None:
    with pytest.raises(ValueError, match="1938 to 1937 run backwards"):
        YearSpan(1938, 1937)


STEPS = [(story.id, number) for story in stories.of(ATLAS).stories for number in range(1, len(story.steps) + 1)]


@pytest.mark.parametrize(("story", "step"), STEPS)
def test_a_step_of_a_story_has_an_address_of_its_own(story: str, step: int) -> None:
    params = {"story": story, "step": str(step)}
    query, notices = from_params(params, ATLAS, at_first=kinds.hidden_at_first(ATLAS))
    assert (to_params(query), notices) == (params, [])
    assert query.with_(reading=None) != Query(at_first=query.at_first, hidden=query.hidden)


def test_what_else_an_address_says_goes_before_the_step() -> None:
    asked = {"story": "baltic-deportations", "step": "5", "to": "1950", "card": "priboi-estonia"}
    query, _ = from_params(asked, ATLAS)
    assert (query.years, query.card, query.within) == (YearSpan(1949, 1950), "priboi-estonia", "priboi-1949")
    assert to_params(query) == asked


def test_a_view_without_a_part_of_its_step_is_written_in_full() -> None:
    query, _ = from_params({"story": "baltic-deportations", "step": "5"}, ATLAS)
    assert to_params(query.with_(years=YearSpan())) == {"within": "priboi-1949"}


@pytest.mark.parametrize(
    ("params", "step", "notice"),
    [
        ({"story": "katyn"}, 1, ""),
        ({"story": "katyn", "step": "99"}, 1, "'99' in the address is no step of the story; the first was taken."),
        ({"story": "katyn", "step": "0"}, 1, "'0' in the address is no step of the story; the first was taken."),
        ({"story": "vorkuta"}, None, "The address names 'vorkuta', which this atlas does not have; it was left out."),
        ({"step": "3"}, None, ""),
    ],
)
def test_a_step_that_there_is_not_is_said(params: dict[str, str], step: int | None, notice: str) -> None:
    query, notices = from_params(params, ATLAS)
    assert (query.reading and query.reading.step, notices) == (step, [notice] if notice else [])
