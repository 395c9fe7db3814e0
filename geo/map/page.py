"""The map page: a ``folium.Map`` that needs no network, shown in notebooks, saved, or served."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import folium
from folium.template import Template
from jinja2 import Environment, FileSystemLoader

from geo.dataset import settings
from geo.dataset.translate import localize
from geo.i18n import translator
from geo.map import assets, blocks, speaking
from geo.map.layers import Basemap, EventLayer
from geo.view import asked, kinds

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from branca.element import Figure

    from geo.map.pictures import Plan
    from geo.model import Atlas
    from geo.view.query import Query

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parents[1] / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
SHOWN_FIRST = (57.0, 60.0, 4.0)
"""Latitude, longitude and zoom until the page has fitted its places."""


class Page(folium.Map):  # type: ignore[misc]  # folium carries no types
    """The map page of an atlas.

    Parameters
    ----------
    atlas
        The dataset.
    lang
        The language of the texts, else the first of the dataset; the page's own words are English
        where the interface does not speak it. A QueryError tells what is no language.
    asset_prefix
        Where a server has `files`, e.g. ``../assets/``; None puts them into the page, which
        then is one file that opens from ``file://`` without a network.
    data_prefix
        Where a server has the blocks of the data (`geo.map.blocks.addresses`), e.g. ``data/4f2a/``; None puts them
        into the page.
    stylesheets
        Addresses of further style sheets, such as typefaces that a server has.
    method
        Address of the page on method, where a server has one; the legend leads to it.
    pages
        Where the plain page of a record is, with ``{kind}``, ``{id}`` and ``{lang}``; "" for none.
    view
        What a file shows that is opened without an address of its own.
    carried
        The pictures that a file carries; else those that fit into `geo.map.pictures.BUDGET`.
    further
        Languages that a file speaks too; its readers choose, or else their browsers.
    behind
        How many events an engine has of which the dataset is the skeleton (`geo.engine`); the page asks the server for
        them, and tells no stories.

    Attributes
    ----------
    files
        What it links to beneath `asset_prefix`, known when it is rendered: one script and one style sheet.

    Notes
    -----
    ``_repr_html_`` shows it in Jupyter; `save` writes one HTML file. Other folium elements can be
    added, as long as they need no jQuery (``folium.Popup``, ``folium.Icon``).
    """

    default_js: ClassVar[list[tuple[str, str]]] = []
    default_css: ClassVar[list[tuple[str, str]]] = []
    searched: ClassVar[bool] = True
    offered: Container[str] | None = None
    """Ids of the stories that it has, None: all."""
    centre_name: ClassVar[str] = "emptyCenter"
    """Leaflet's `center` would draw the basemap once for it, and again for the view that shows the events."""
    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, "
        "{ {{ this.centre_name }}: {{ this.location|tojson }}, ...{{ this.options|tojavascript }} });"
        "{% endmacro %}"
    )

    def __init__(  # noqa: PLR0913 - each is said by name, and most pages say one or two
        self,
        atlas: Atlas,
        *,
        lang: str = "",
        asset_prefix: str | None = None,
        data_prefix: str | None = None,
        stylesheets: Sequence[str] = (),
        method: str = "",
        pages: str = "",
        view: Query | None = None,
        further: Sequence[str] = (),
        carried: Plan | None = None,
        behind: int | None = None,
    ) -> None:
        lang = lang or settings.of(atlas).languages[0]
        least, most = settings.of(atlas).zooms
        latitude, longitude, zoom = settings.of(atlas).view or SHOWN_FIRST
        super().__init__(
            tiles=None,
            location=[latitude, longitude],
            zoom_start=zoom,
            zoom_control=False,
            minZoom=least,
            maxZoom=most,
            zoomSnap=0.25,
            maxBounds=settings.of(atlas).window,
            maxBoundsViscosity=0.8,
            attributionControl=False,
        )
        self.title = str(localize(atlas, lang).atlas.package.get("title", "Atlas"))
        self.lang = translator(lang).lang
        self.asset_prefix = asset_prefix
        self.linked: list[str] | None = None if asset_prefix is None else []
        self.files: tuple[assets.Joined, ...] = ()
        self.stylesheets = tuple(stylesheets)
        self.method = method
        self.pages = pages
        self.address = asked.write(kinds.as_seen(view, atlas)) if view else ""
        self.basemap = Basemap(atlas, lang=lang).add_to(self)
        search = self.searched and data_prefix is None  # else a server has it
        layer = EventLayer(
            atlas,
            lang=lang,
            with_card=False,
            with_search=search,
            data_prefix=data_prefix,
            carried=carried,
            stories=self.offered if behind is None else (),
            told=self.searched and behind is None,
            behind=behind,
        )
        self.events = layer.add_to(self)
        self._name_parts()
        self.further = speaking.Spoken(atlas, (lang, *further)) if further else None
        figure: Figure = self.get_root()
        figure._template = _Whole(self)

    def _name_parts(self) -> None:
        """Give all parts fixed names, so that the same data make the same page."""
        for name, part in (("atlas", self), ("base", self.basemap), ("events", self.events)):
            part._id = name
        self._children.clear()
        self.basemap.add_to(self)
        self.events.add_to(self)

    def render(self, **kwargs: Any) -> None:
        """Put files, body and the starting line into the figure; texts are escaped once."""
        figure: Figure = self.get_root()
        early = assets.Fixed("")
        figure.header.add_child(early, name="early")
        assets.add(figure, assets.LEAFLET_FILES, linked=self.linked)
        for url in self.stylesheets:
            figure.header.add_child(assets.Fixed(assets.link(url)), name=url)
        assets.add(figure, ("shared/tokens.css", "page/page.css"), linked=self.linked)
        body = TEMPLATES.get_template("body.html").render(page=self, _=translator(self.lang).gettext)
        figure.html.add_child(assets.Fixed(body + assets.inline("page/face.js")), name="body")
        super().render(**kwargs)
        if self.further:
            self.further.carry(figure, self.events.data_id, self.basemap.data_id, self.events.pictured)
        assets.add(figure, (*assets.PAGE_STYLES, *assets.scripts("page/start.js")), linked=self.linked)
        early.text = blocks.early(self.events.payload, self.events.data_prefix)  # a script waits for styles before it
        if self.linked:
            early.text += self._link(figure, self.linked)
        parts = ", ".join(part.get_name() for part in (self, self.events, self.basemap))
        start = f"atlas.start({parts}, '{self.get_name()}-page');"
        figure.script.add_child(assets.Fixed(start), name="start")

    def _link(self, figure: Figure, names: Sequence[str]) -> str:
        """Put one script at the end of the head of a figure; returns what that begins with."""
        self.files = tuple(
            assets.joined(tuple(name for name in names if name.endswith(end))) for end in (".css", ".js")
        )
        styles, scripts = (f"{self.asset_prefix}{one.name}" for one in self.files)
        figure.header.add_child(assets.Fixed(assets.link(scripts)), name="scripts")  # a body without it would move
        return assets.early(scripts) + assets.link(styles)

    def html(self) -> str:
        """Return the whole page."""
        text: str = self.get_root().render()
        return text


class _Whole:
    """Stands where branca keeps the template of a figure: renders ours, with a language and title."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def render(self, this: Figure, kwargs: Any) -> str:  # noqa: ARG002  # branca's own signature
        """Return the document; called by branca."""
        return TEMPLATES.get_template("page.html").render(page=self.page, figure=this)


def page(atlas: Atlas, lang: str = "", **options: Any) -> Page:
    """Return the map page of an atlas: show it, `save` it, or serve its `html`; see `Page` for options."""
    return Page(atlas, lang=lang, **options)
