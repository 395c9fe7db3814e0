"""One call that checks a dataset, wherever it lies, and returns everything there is to say about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.checks.validate import validate
from geo.dataset import kiosks
from geo.dataset.problems import Problems
from geo.dataset.read import read
from geo.dataset.stories import FILE as STORIES
from geo.view import story_checks

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.dataset.read import Source
    from geo.model import Atlas, Problem


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found.

    Attributes
    ----------
    atlas
        The dataset, without what could not be read; fit to be shown only when `usable`.
    problems
        Every problem in the order in which it was found.
    """

    atlas: Atlas
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> list[Problem]:
        """Problems that must be mended."""
        return [problem for problem in self.problems if not problem.warning]

    @property
    def warnings(self) -> list[Problem]:
        """Problems that may stay."""
        return [problem for problem in self.problems if problem.warning]

    @property
    def counts(self) -> dict[str, int]:
        """How many errors and warnings there are, those that are only counted too."""
        return {
            "errors": sum(problem.count for problem in self.errors),
            "warnings": sum(problem.count for problem in self.warnings),
        }

    @property
    def sound(self) -> bool:
        """Whether there is nothing that must be mended."""
        return not self.errors

    @property
    def usable(self) -> bool:
        """Whether the dataset can be shown: a faulty kiosk or story keeps nothing but itself from it."""
        return all(problem.file in (kiosks.FILE, STORIES) for problem in self.errors)

    def as_dict(self) -> dict[str, Any]:
        """Return the report in types that JSON knows.

        ``{"dataset": {"name", "version", "digest"}, "sound", "counts": {"errors", "warnings"}, "problems": [...]}``;
        each problem has its ``level``, ``file``, ``record``, ``field``, ``value``, ``why``, ``fix`` and ``count``.
        """
        named = {name: self.atlas.package.get(name) for name in ("name", "version")}
        return {
            "dataset": {**named, "digest": self.atlas.version},
            "sound": self.sound,
            "counts": self.counts,
            "problems": [problem.as_dict() for problem in self.problems],
        }


def check(source: Source = None, progress: Callable[[str], None] = lambda _: None) -> Report:
    """Check a dataset: its files, every record, its kiosks and its stories. Nothing is raised for what is wrong in it.

    Parameters
    ----------
    source
        A folder that holds ``datapackage.json``, a zip file of one, the bytes of a zip file (which
        are kept in memory only), or None for the dataset that the atlas would show.
    progress
        Is called with the name of each step before it starts.
    """
    atlas, problems = read(source, progress)
    problems = [*problems, *validate(atlas, progress)]
    sound = all(problem.warning for problem in problems)
    beside = Problems()
    beside.extend(kiosks.check(atlas) if _can_check_kiosks(atlas) else ())
    check_stories = story_checks.check if sound else story_checks.check_form
    beside.extend(check_stories(atlas) if _can_check_stories(atlas) else ())
    return Report(atlas, tuple(dict.fromkeys([*problems, *beside.listed()])))


def _can_check_kiosks(atlas: Atlas) -> bool:
    """Say whether the tables could be read that kiosks name."""
    return {"places", "events", "place_names", "event_places"} <= atlas.tables.keys() and not {
        "places",
        "events",
    } & atlas.incomplete.keys()


def _can_check_stories(atlas: Atlas) -> bool:
    """Say whether the tables could be read that stories name."""
    named = {"events", "sources", "figures"}
    return named <= atlas.tables.keys() and not named & atlas.incomplete.keys()
