"""What is wrong with stories: their form, and steps whose view does not show what they name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl
from weakref import WeakKeyDictionary

from geo.dataset import citations
from geo.dataset.stories import FILE, FIXES, Stories
from geo.model import Problem
from geo.view import filters, kinds, stories
from geo.view.join import join
from geo.view.query import strictly

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import geopandas as gpd

    from geo.dataset.stories import Step, Story
    from geo.model import Atlas

COVERING: Final = ("place", "card")
"""Parameters that open a card, which would stand where the text of the step does."""
OF_READER: Final = ("lang", "story", "step")
"""Parameters that no step decides."""
_KNOWN: WeakKeyDictionary[Atlas, Stories] = WeakKeyDictionary()


def sound(atlas: Atlas) -> Stories:
    """Return the stories that readers are offered, those without a fault, and the problems of all; worked out once."""
    if atlas not in _KNOWN:
        _KNOWN[atlas] = _checked(atlas) if FILE in atlas.files else Stories()
    return _KNOWN[atlas]


def check(atlas: Atlas) -> list[Problem]:
    """Return every fault of ``stories.toml``: of its form, and steps whose view does not show what they name."""
    return list(sound(atlas).problems)


def check_form(atlas: Atlas) -> list[Problem]:
    """Return what is wrong with the form of ``stories.toml`` alone, of a dataset that cannot be shown."""
    return list(stories.of(atlas).problems)


def _checked(atlas: Atlas) -> Stories:
    read = stories.of(atlas)
    if not read.stories:
        return replace(read, opening={}, figure={})
    joined = join(atlas.places, atlas.events, atlas["dated_by"])
    found = {story.id: list(_faults(story, joined, atlas)) for story in read.stories}
    classes = citations.classes(atlas)
    faultless = tuple(_in_classes(story, classes) for story in read.stories if not found[story.id])
    problems = (*read.problems, *(problem for some in found.values() for problem in some))
    return Stories(faultless, read.opening if faultless else {}, read.figure, problems)


def _in_classes(story: Story, classes: Mapping[str, int]) -> Story:
    """Return a story whose steps name their sources in the order of every list of them."""
    steps = (replace(step, sources=tuple(sorted(step.sources, key=classes.__getitem__))) for step in story.steps)
    return replace(story, steps=tuple(steps))


def _faults(story: Story, joined: gpd.GeoDataFrame, atlas: Atlas) -> Iterator[Problem]:
    for number, step in enumerate(story.steps, 1):
        yield from _step_faults(f"{story.id}:{number}", step, joined, atlas)


def _step_faults(record: str, step: Step, joined: gpd.GeoDataFrame, atlas: Atlas) -> Iterator[Problem]:
    """Yield what an address says in vain, and events that it does not show."""
    pairs = parse_qsl(step.view, keep_blank_values=True)
    query, sentences = strictly(pairs, atlas, at_first=kinds.hidden_at_first(atlas))
    if step.view and not pairs:
        sentences = ["is no address", *sentences]
    yield from (_of_view(record, step.view, sentence) for sentence in sentences)
    for name in (name for name, _ in pairs if name in COVERING):
        fix = "name the event in events: the map marks its place, and readers open its card themselves"
        yield Problem(FILE, record, "view", step.view, f"opens a card by {name!r}, which would cover the text", fix)
    for name in (name for name, _ in pairs if name in OF_READER):
        yield Problem(FILE, record, "view", step.view, f"has {name!r}, which is the reader's", f"take {name}=... out")
    shown = set(filters.apply(joined, query, atlas)["id"])
    for event in (event for event in step.events if event not in shown):
        fix = "widen the view, or do not name the event"
        yield Problem(FILE, record, "events", event, f"is not among the {len(shown)} events that the view shows", fix)


def _of_view(record: str, view: str, sentence: str) -> Problem:
    why, _, fix = sentence.partition(" - ")
    return Problem(FILE, record, "view", view, why.rstrip("."), fix or FIXES["view"])
