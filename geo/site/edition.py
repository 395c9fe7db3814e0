"""A dataset in one language as its pages tell it: every text, date, figure and source in the words of a sheet."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from babel import Locale

from geo import i18n
from geo.dataset import cells, citations, dating, links, media
from geo.dataset.translate import localize
from geo.map import corrections, lesson, outline, paper, stories
from geo.map.encoding import sizes_of
from geo.map.names import names_then
from geo.map.series import series
from geo.map.texts import numbered
from geo.site.addresses import LISTED, RECORDS
from geo.site.around import Around, rounded
from geo.site.contents import NOWHERE, of_atlas
from geo.view import index, labels
from geo.view.points import representative

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.map.paper import Row
    from geo.model import Atlas
    from geo.site.addresses import Scheme

PICTURE = 960
"""Pixels on the longer side of a picture in a page."""


class Told(paper.Sheet):
    """Says what a sheet says; its pictures lie beside the pages."""

    def __init__(self, atlas: Atlas, lang: str, scheme: Scheme) -> None:
        super().__init__(localize(atlas, lang), i18n.translator(lang), graphic=True)
        self.scheme = scheme

    def address(self, picture: str) -> str:
        """Return where a picture is, relative to the root of the pages."""
        return self.scheme.picture(picture, size_of(self.files[picture]))


def size_of(content: bytes) -> int:
    """Return how large a page has a picture, in pixels on its longer side."""
    return max(size for size in sizes_of(content) if size <= PICTURE)


class Edition:
    """A dataset in one language; what several pages say is worked out once.

    Parameters
    ----------
    atlas
        What has pages.
    whole
        The dataset of which `atlas` may be a part (`geo.site.chosen`).
    """

    unlisted: ClassVar[bool] = False
    """Whether nobody knows all events that cite a source."""

    def __init__(
        self, atlas: Atlas, lang: str, languages: Iterable[str], scheme: Scheme, *, whole: Atlas | None = None
    ) -> None:
        self.whole = whole or atlas
        self.lang, self.languages, self.scheme = lang, tuple(languages), scheme
        self.contents = of_atlas(atlas)
        self.sheet = Told(atlas, lang, scheme)
        self.localized, self.words = self.sheet.localized, self.sheet.words
        self.atlas = self.localized.atlas
        self.title = str(self.atlas.package.get("title") or self.words.gettext("Atlas"))
        self.when = dating.of_atlas(atlas)

    @cached_property
    def told(self) -> Mapping[str, dict[str, Any]]:
        """What is said of each event, by id and in order of time."""
        return self.sheet.told(dict.fromkeys(self.contents.order))

    @cached_property
    def rows(self) -> Mapping[str, Mapping[str, Row]]:
        """The records of each table that has pages, by id."""
        of = ("sources", "events", "families")
        return {**self.sheet.rows, **{name: {row["id"]: row for row in self.atlas.rows(name)} for name in of}}

    @cached_property
    def links(self) -> Mapping[str, Mapping[str, list[dict[str, Any]]]]:
        """Table -> record -> its identifiers elsewhere."""
        return {
            table: {
                record: [links.shown(row) for row in rows if links.is_web(row["uri"])]
                for record, rows in links.of_table(self.atlas, table).items()
            }
            for table in links.OF
        }

    @cached_property
    def corrected(self) -> Mapping[str, Mapping[str, list[dict[str, Any]]]]:
        """Table -> record -> what was corrected in it, see `geo.map.corrections`."""
        return {table: corrections.corrected(self.localized, table) for table in RECORDS.values()}

    @cached_property
    def series(self) -> Mapping[str, Mapping[str, list[Any]]]:
        """Table -> record -> its numbers by date."""
        at = numbered(self.atlas["sources"]["id"].tolist())
        return {table: series(self.localized, table, at) for table in ("events", "places", "organizations")}

    @cached_property
    def then(self) -> Mapping[str, list[dict[str, str]]]:
        """Event -> its places under the names of that time: id, role, name and country."""
        pairs = [(event, stay) for event, some in self.contents.stays.items() for stay in some]
        names = names_then(self.localized, [(stay.place, self.when[event]) for event, stay in pairs])
        found: dict[str, list[dict[str, str]]] = {event: [] for event in self.contents.stays}
        for (event, stay), name in zip(pairs, names, strict=True):
            country = self.country(self.rows["places"][stay.place]["country_today"])
            found[event].append({"id": stay.place, "role": stay.role, "name": name, "country": country})
        return found

    @cached_property
    def cited(self) -> Mapping[str, str]:
        """Source -> how it is cited, with how far it was read."""
        return {source: stories.in_words(said) for source, said in stories.cited(self.localized).items()}

    @cached_property
    def unplaced(self) -> Mapping[str, str]:
        """Event without a point -> its scope."""
        return stories.unplaced(self.contents.atlas)

    @cached_property
    def opening(self) -> dict[str, Any]:
        """What readers see first, and the number in it."""
        found: dict[str, Any] = stories.of_page(self.contents.atlas, self.localized).get("opening", {})
        return found

    @cached_property
    def placed(self) -> frozenset[str]:
        """Places that have a point."""
        places = self.atlas.places
        return frozenset(places["id"][~(places.geometry.isna() | places.geometry.is_empty)])

    @cached_property
    def points(self) -> Mapping[str, tuple[float, float]]:
        """Place -> longitude and latitude of its point, in degrees (EPSG:4326)."""
        places = self.atlas.places[self.atlas.places["id"].isin(self.placed)]
        points = map(representative, places.geometry)
        return {key: (point.x, point.y) for key, point in zip(places["id"], points, strict=True)}

    @cached_property
    def around(self) -> Around:
        """Which places with events lie near others."""
        places, kinds = self.atlas.places, {key: row["kind"] for key, row in self.rows["places"].items()}
        shapes = {key: shape for key, shape in zip(places["id"], places.geometry, strict=True) if key in self.placed}
        return Around(shapes, kinds, self.contents.of["place"])

    def kilometres(self, far: float, *, is_wide: bool = False) -> str:
        """Return a distance in words; `is_wide`: to or from what is more than a point."""
        gettext = self.words.gettext
        said = gettext("%(n)s km") % {"n": self.sheet.number(rounded(far))} if far >= 1 else gettext("less than 1 km")
        return gettext("%(distance)s to the nearest point") % {"distance": said} if is_wide else said

    @cached_property
    def pictures(self) -> Mapping[str, bytes]:
        """Name of a picture -> its file, where the dataset has any."""
        return self.sheet.files if len(self.atlas[media.TABLE]) else {}

    @cached_property
    def passages(self) -> Mapping[str, Mapping[str, str]]:
        """Source -> event -> where in it that stands, and how far it was read there."""
        found: dict[str, dict[str, str]] = {}
        for row in citations.rows(self.atlas):
            said, where = found.setdefault(row["source_id"], {}), self.sheet.where(row).removeprefix(",").strip()
            said[row["event_id"]] = "; ".join(filter(None, (said.get(row["event_id"], ""), where)))
        return found

    @cached_property
    def consulted(self) -> Mapping[str, str]:
        """Source -> how far it was read as a whole."""
        return {key: citations.OF_SOURCE.get(word, "") for key, word in citations.consulted(self.atlas).items()}

    @cached_property
    def dated(self) -> Mapping[str, list[Row]]:
        """Event -> what other events say of its date."""
        return cells.grouped((row["event_id"], row) for row in self.atlas.rows(dating.TABLE))

    def offers(self, listed: str) -> bool:
        """Whether a list has anything in it."""
        kind = LISTED[listed]
        if kind == "story":
            return bool(self.contents.stories)
        return bool(len(self.atlas[RECORDS[kind]])) if kind in RECORDS else bool(self.contents.of[kind])

    def called(self, kind: str, key: str) -> Iterable[str]:
        """Return by which other names a record is found, whatever their language."""
        if kind == "source":
            return [self.sheet.sources[key]["text"]]
        table = RECORDS.get(kind, "")
        return self._called.get(table, {}).get(key, ())

    @cached_property
    def _called(self) -> Mapping[str, Mapping[str, Iterable[str]]]:
        named = index.of_atlas(self.contents.atlas).names
        return {
            table: dict(zip(self.atlas[table]["id"].tolist(), names, strict=True))
            for table, names in named.items()
            if table in self.atlas.tables
        }

    def titled(self, row: Mapping[str, str]) -> paper.Text:
        """Return the title of a source, whose language nobody has noted."""
        return paper.Text(row["title"], "")

    def measure(self, word: str) -> str:
        """Return what a figure counts, in words."""
        return self.words.gettext(labels.MEASURES.get(word, word))

    def count(self, n: int) -> str:
        """Return how many events there are, in words."""
        return self.words.ngettext("%(n)s event", "%(n)s events", n) % {"n": self.sheet.number(n)}

    def country(self, code: str) -> str:
        """Return what a country is called; of none, or of a code that nobody knows, what is said instead."""
        if code in ("", NOWHERE):
            return self.words.pgettext("site", "No single country")
        return str(Locale.parse(self.words.lang).territories.get(code, code))

    def reason(self, row: Mapping[str, Any]) -> paper.Text:
        """Return why something was corrected."""
        missed = "reason" in row.get("untranslated", ())
        return paper.Text(
            row["reason"], self.localized.base if missed else self.lang, self.localized.mark if missed else ""
        )

    def own(self, row: Row, field: str) -> paper.Text:
        """Return a text that the dataset holds in its own language alone."""
        other = self.lang != self.localized.base
        return paper.Text(row[field], self.localized.base, self.localized.mark if other and row[field] else "")

    def spoken(self, texts: Mapping[str, str]) -> paper.Text:
        """Return a text of a story; the one in the language of the tables where there is none in this."""
        return lesson.spoken(self.sheet, texts)

    def first_placed(self, events: Iterable[str]) -> str:
        """Return the first place of some events that has a point; "" for none."""
        every = (stay.place for event in events for stay in self.contents.stays[event])
        return next((place for place in every if place in self.placed), "")

    def year_of(self, place: str) -> int | None:
        """Return the year whose names and borders the map of a place shows: that of the first event there."""
        return outline.year_of(self.when[event] for event in self.contents.of["place"].get(place, ()))
