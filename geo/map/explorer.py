"""The map page as a widget of a notebook: what a reader chooses arrives in Python, what Python asks for is shown.

Needs the extra ``notebook``; the widget is the saved page in a frame, so that it asks nothing of the network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

try:
    import anywidget
    import traitlets
except ModuleNotFoundError as error:
    msg = "the widget needs the extra: python -m pip install 'repression-atlas[notebook]'"
    raise ModuleNotFoundError(msg) from error

from geo.dataset import settings
from geo.errors import QueryError
from geo.map import assets
from geo.map.page import Page
from geo.view import asked, filters
from geo.view.join import join

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

    from geo.model import Atlas
    from geo.view.query import Query

HEIGHT = 720
"""CSS pixels."""


class Explorer(anywidget.AnyWidget):
    """The map page of an atlas, in a notebook.

    Parameters
    ----------
    atlas
        The dataset.
    query
        What it shows first: the parameters of an address, as a text or a mapping, or a whole address.
    lang
        The language of the page, else the first of the dataset.
    height
        In CSS pixels.

    Attributes
    ----------
    query
        The address of what the page shows; set it to a text or a mapping. A wrong part is refused, and nothing changes.
    selected
        Ids of the events of the open card: one, or those at its place. Set one to open its card, several to mark where
        they stand, none to close.

    Examples
    --------
    >>> shown = geo.load().explore("from=1937&to=1938")  # doctest: +SKIP
    >>> shown.query = {"org": "nkvd-ussr", "from": "1940"}  # doctest: +SKIP
    >>> shown.observe(lambda change: print(change.new), "selected")  # doctest: +SKIP
    """

    _esm = assets.path("widgets/notebook.js").read_text(encoding="utf-8")
    page = traitlets.Unicode(read_only=True, help="The page as one document.").tag(sync=True)
    title = traitlets.Unicode(read_only=True).tag(sync=True)
    height = traitlets.Int(HEIGHT, min=120).tag(sync=True)
    query = traitlets.Any("").tag(sync=True)
    selected = traitlets.List(traitlets.Unicode()).tag(sync=True)

    def __init__(
        self, atlas: Atlas, query: str | Mapping[str, str] = "", *, lang: str = "", height: int = HEIGHT
    ) -> None:
        self.atlas = atlas
        self._known = frozenset(atlas.events["id"])
        self._lang = lang or settings.of(atlas).languages[0]
        page = Page(atlas, lang=self._lang, view=self._read(query))
        super().__init__(query=query, height=height)
        self.set_trait("page", page.html())
        self.set_trait("title", page.title)

    @property
    def events(self) -> gpd.GeoDataFrame:
        """The events that the page shows, joined to their places (`geo.join`)."""
        tables = self.atlas
        return filters.apply(join(tables.places, tables.events, tables["dated_by"]), self._read(self.query), tables)

    def _read(self, query: Any) -> Query:
        """Return a query; raises QueryError with a sentence for each thing wrong."""
        found, faults = asked.read(query or {"from": ""}, self.atlas)
        if faults:
            raise QueryError("\n".join([*faults, "nothing was changed"]))
        return found

    @traitlets.validate("query")
    def _validate_query(self, proposal: Any) -> str:
        return asked.write(self._read(proposal["value"]))

    @traitlets.validate("selected")
    def _validate_selected(self, proposal: Any) -> list[str]:
        ids: list[str] = proposal["value"]
        if unknown := [one for one in ids if one not in self._known]:
            msg = f"there is no event {unknown[0]!r}"
            raise QueryError(msg)
        return ids
