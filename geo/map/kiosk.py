"""The page in kiosk mode: one location on a touch screen, in one file, without a server.

A sibling of `geo.map.page`: the same map, basemap and event layer, with a location view, an
attract screen and guards around them instead of filters and links.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import folium

from geo import i18n
from geo.dataset import cells, contact, easy, kiosk_checks, kiosks, media, stays, translate
from geo.map import assets, blocks, chunks, messages, pictures, qr, recordings
from geo.map.layers import ARROWS, of_atlas
from geo.map.names import names_by_year
from geo.map.page import TEMPLATES, Page
from geo.map.payload import Payload, dumps, payload
from geo.map.typefaces import style_sheet
from geo.view import story_checks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from branca.element import Figure

    from geo.dataset.kiosks import Kiosk
    from geo.dataset.stories import Story
    from geo.model import Atlas

UNTOLD: Final = ("links", "changes")
"""Tables of which a kiosk tells nothing: who else lists a record, and what was corrected in it."""
STYLES = ("kiosk/kiosk.css", "kiosk/card.css", "kiosk/attract.css", "kiosk/dialog.css")
FIRST = ("kiosk/log.js",)
"""Before everything else: from here on no error goes unseen."""
LAST = ("kiosk/kiosk.js",)
TELLING: Final[tuple[tuple[str, ...], tuple[str, ...]]] = (("kiosk/story.css",), ("kiosk/story.js",))
"""Style sheets and scripts of a kiosk that offers stories."""
STAFF: Final[tuple[tuple[str, ...], tuple[str, ...]]] = (("kiosk/staff.css",), ("kiosk/staff.js",))
"""The same of a kiosk that has a PIN."""
SETTINGS = "kiosk-settings"
TYPEFACES = "<!-- typefaces -->"
"""Stands in the head until it is known which characters the page has."""
POLICY = (
    '<meta http-equiv="Content-Security-Policy" content="'
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src data:; media-src data:; font-src 'self' data:; base-uri 'none'; form-action 'none'"
    '">'
)
"""Nothing is fetched, whatever a dataset holds; the server adds a stricter one."""
CARRIED = (
    "name", "places", "events", "idle_seconds", "warning_seconds", "diagonal_inches", "distance_mm", "view", "pin",
    "attract", "begin_with", "gate", "tabs", "timeline", "near_radius_km", "sources", "counts",
)  # fmt: skip


class KioskPage(Page):
    """The page of one kiosk.

    Parameters
    ----------
    atlas
        The dataset, in its own language.
    kiosk
        Its settings, from `geo.dataset.kiosks.find`.
    fonts
        Family -> file of the typefaces to put into the page; without any it uses those of the machine.
    stylesheets
        Addresses of further style sheets, such as typefaces that a server has.
    made
        The day to show on the status page.
    carried
        The pictures that it carries; else those that fit into `pictures.BUDGET`.
    recorded
        Recordings that a museum brings, from `geo.map.recordings.read`.
    """

    centre_name = "center"
    searched = False

    def __init__(
        self,
        atlas: Atlas,
        kiosk: Kiosk,
        *,
        fonts: Mapping[str, Path] | None = None,
        stylesheets: Sequence[str] = (),
        made: date | None = None,
        carried: pictures.Plan | None = None,
        recorded: Sequence[recordings.Recording] = (),
    ) -> None:
        self.recorded = recorded
        self.offered = stories(atlas, kiosk)
        told = for_visitors(atlas)
        super().__init__(told, lang=kiosk.languages[0], stylesheets=stylesheets, carried=carried)
        self.events.wanted = tuple(name for name in self.events.wanted if name != ARROWS)
        head = self.events.payload.head
        head["catalog"] = {**head["catalog"], "messages": {}}  # its settings have the words of each language
        self.kiosk = kiosk
        self.lang = i18n.supported(kiosk.languages[0])
        self.title = kiosk.title[kiosk.languages[0]]
        self.fonts = fonts or {}
        self.words = {lang: i18n.translator(lang) for lang in kiosk.languages}
        self.spoken = {lang: payload(told, lang, stories=self.offered) for lang in kiosk.languages[1:]}
        styles, scripts = further(kiosk, told=bool(self.offered))
        self.styles: tuple[str, ...] = (*STYLES, *styles)
        self.scripts: tuple[str, ...] = (*LAST, *scripts, *(recordings.SCRIPTS if recorded else ()))
        self.settings = page_settings(atlas, kiosk, self.basemap.data_id, self.events.data_id, made)
        if recorded:
            for one in self.settings["languages"]:
                one["recordings"] = recordings.of(recorded, one["lang"])

    def render(self, **kwargs: Any) -> None:
        """Put files, body and the starting line into the figure; texts are escaped once."""
        figure: Figure = self.get_root()
        figure.header.add_child(assets.Fixed(POLICY), name="policy")
        figure.header.add_child(assets.Fixed(TYPEFACES), name="fonts")
        for url in self.stylesheets:
            figure.header.add_child(assets.Fixed(assets.link(url)), name=url)
        assets.add(figure, (*assets.LEAFLET_FILES, *assets.scripts(*FIRST)))
        body = TEMPLATES.get_template("kiosk.html").render(page=self)
        figure.html.add_child(assets.Fixed(body), name="body")
        figure.script.add_child(assets.Fixed("atlas.afterPaint(() => {"), name="wait")
        folium.Map.render(self, **kwargs)
        assets.add(figure, (*self.styles, *assets.scripts(*self.scripts)))
        first = self.events.payload.head
        for lang, spoken in self.spoken.items():
            own = {name: value for name, value in spoken.head.items() if first.get(name) != value}
            made = Payload(own, spoken.blocks)
            blocks.carry(figure, block(self.events.data_id, lang), made, shared=self.events.data_id, is_packed=True)
        recordings.carry(figure, self.recorded)
        blocks.add_packed(figure, SETTINGS, chunks.packed(self.settings))
        parts = ", ".join(part.get_name() for part in (self, self.events, self.basemap))
        figure.script.add_child(assets.Fixed(f"atlas.startKiosk({parts}, '{SETTINGS}');\n}});"), name="start")

    def html(self) -> str:
        """Return the whole page; its typefaces hold just the characters that stand in it."""
        text = super().html()
        if not self.fonts:
            return text.replace(TYPEFACES, "")
        made = (self.events.payload, *self.spoken.values())
        words = "".join([dumps(self.settings), *(part for one in made for part in one.words())])
        return text.replace(TYPEFACES, f"<style>{style_sheet(self.fonts, text + words)}</style>")


def for_visitors(atlas: Atlas) -> Atlas:
    """Return a dataset without what only those need who work with it: of an address a screen tells where it is."""
    untold = {name: atlas[name].iloc[:0] for name in UNTOLD if name in atlas.tables}
    texts = atlas.tables.get(translate.TEXTS)
    told = {} if texts is None else {translate.TEXTS: texts[texts["field"] != "remark"]}
    hosts = [f"https://{host}" if (host := cells.host(url)) else "" for url in atlas["sources"]["url"].tolist()]
    own = {"events": atlas["events"].assign(remark=""), "sources": atlas["sources"].assign(url=hosts)}
    return replace(atlas, tables={**atlas.tables, **untold, **told, **own})


def page_settings(atlas: Atlas, kiosk: Kiosk, base: str, events: str, made: date | None) -> dict[str, Any]:
    """Return what the page knows of its kiosk, with every language it speaks."""
    return {
        **{key: getattr(kiosk, key) for key in CARRIED},
        "logo": logo(atlas, kiosk),
        "blocks": {"basemap": base},
        "languages": languages(atlas, kiosk, events),
        "graphic": [row["id"] for row in atlas.rows("events") if row["graphic"] == "true"],
        "launch": kiosk_checks.launch_rules(),
        "distances": None if kiosk.is_distance_given else kiosks.DISTANCES,
        "codes": qr.codes(kiosk.public_address, stops(atlas, kiosk)),
        "story_codes": qr.story_codes(kiosk.public_address, readings(atlas, kiosk)),
        "versions": versions(atlas, made),
        "made": {"by": contact.named(atlas.package), "from": origins(atlas)},
    }


def origins(atlas: Atlas) -> list[str]:
    """Return on what a dataset rests, as its description names it (Frictionless, ``sources``)."""
    listed = atlas.package.get("sources")
    rows = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return [title for one in rows if (title := str(one.get("title") or "").strip())]


def logo(atlas: Atlas, kiosk: Kiosk) -> str:
    """Return the logo of a kiosk as a data URL, a third of a screen wide at most; "" for none."""
    rows = [row for row in atlas.rows(media.TABLE) if row["id"] == kiosk.logo]
    return next((pictures.data_url(atlas, row["file"]) for row in rows), "")


def further(kiosk: Kiosk, *, told: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the style sheets and scripts that not every kiosk needs; `told`: it offers stories."""
    parts = ((TELLING, told), (STAFF, bool(kiosk.pin)))
    styles, scripts = ([file for files, needed in parts if needed for file in files[at]] for at in (0, 1))
    return (*styles,), (*scripts,)


def versions(atlas: Atlas, made: date | None) -> dict[str, str]:
    """Return what the staff need to know which page this is."""
    data = f"{atlas.package.get('version', '')} ({atlas.version})".strip()
    return {"data": data, "page": assets.version(), "made": made.isoformat() if made else ""}


def block(events: str, lang: str) -> str:
    """Return the name of the head of the dataset in a further language; `events` is that in the first."""
    return f"{events}-{lang}"


def languages(atlas: Atlas, kiosk: Kiosk, events: str) -> list[dict[str, Any]]:
    """Return for each language its own name, its messages, and where its words are."""
    told, own = bool(stories(atlas, kiosk)), kiosks.own_events(atlas, kiosk)
    others = any(
        stay.stands and stay.place not in kiosk.places for some in stays.of_events(atlas).values() for stay in some
    )
    spoken = {lang: translate.localize(atlas, lang) for lang in kiosk.languages}
    return [
        {
            "lang": lang,
            "name": i18n.name_of(lang),
            "title": kiosk.title[lang],
            "intro": kiosk.intro.get(lang, ""),
            "credits": kiosk.credits.get(lang, ""),
            "easy": {event: text for event, text in easy.descriptions(atlas, lang).items() if event in own},
            "catalog": catalog(lang, (*pictures.scripts(atlas), *further(kiosk, told=told)[1], *recordings.SCRIPTS)),
            "block": events if lang == kiosk.languages[0] else block(events, lang),
            "isTitleForeign": (translate.DATASET, str(atlas.package.get("name")), "title") in spoken[lang].untranslated,
            "called": names_by_year(spoken[lang], of_atlas(atlas, lang)["labels"]),
            **beneath(atlas, lang, rings=others),
            **({"pictures": pictures.chosen(spoken[lang], kiosk.pictures)} if kiosk.pictures else {}),
        }
        for lang in kiosk.languages
    ]


def beneath(atlas: Atlas, lang: str, *, rings: bool) -> dict[str, Any]:
    """Return the names that a basemap writes in a language, and whose map it is; `rings`: there are other places."""
    drawn = of_atlas(atlas, lang)
    words = i18n.translator(lang)
    signs = [words.gettext("Ring: another place of the atlas.")] if rings else []
    signs += [words.gettext("Small dot: a town.")] if drawn["labels"] else []
    own = [words.gettext("No borders are drawn. Land: Natural Earth, public domain.")] if drawn["own"] else []
    told = [row["text"] for row in drawn["legend"] if row["sign"] == "source"]
    border = ""
    if "borders" in drawn["layers"]:
        border = next((row["text"] for row in drawn["legend"] if row["sign"] == "border"), "")
        lines = [words.gettext("Dashed line: %(what)s.") % {"what": border}] if border else []
        told += [*lines, *(row["text"] for row in drawn["legend"] if row["sign"] == "note")]
    return {"labels": [label[0] for label in drawn["labels"]], "map": " ".join([*signs, *own, *told]), "border": border}


def catalog(lang: str, others: Sequence[str] = (*TELLING[1], *STAFF[1], *recordings.SCRIPTS)) -> dict[str, Any]:
    """Return the messages of a language that some script of a kiosk can ask for, `others` among them."""
    return messages.catalog(lang, (*FIRST, *LAST, *others), bodies=())


def stories(atlas: Atlas, kiosk: Kiosk) -> dict[str, Story]:
    """Return by id the stories that a kiosk offers: those that it names, else those of its events (`own_events`)."""
    told, own = story_checks.sound(atlas).stories, kiosks.own_events(atlas, kiosk)
    if kiosk.stories is not None:
        return {story.id: story for story in told if story.id in kiosk.stories}
    return {story.id: story for story in told if any(own.intersection(step.events) for step in story.steps)}


def readings(atlas: Atlas, kiosk: Kiosk) -> Iterator[tuple[str, str, str]]:
    """Yield story, number and language of every step that a phone can take along."""
    for story in stories(atlas, kiosk).values():
        for number in range(1, len(story.steps) + 1):
            yield from ((story.id, str(number), lang) for lang in kiosk.languages)


def stops(atlas: Atlas, kiosk: Kiosk) -> Iterable[tuple[str, str, str]]:
    """Yield place, language and year of every screen that a phone can take along; no year is ""."""
    first = {row["id"]: row["edtf"][:4] for row in atlas.rows("events")}
    every = [stay for here in stays.of_events(atlas).values() for stay in here]
    years = {(stay.place, first[stay.event]) for stay in every if stay.stands and stay.place in kiosk.places}
    years = {(place, year) for place, year in years if year.isdigit()}
    places = {stay.place for stay in every} | {*kiosk.places}
    for lang in kiosk.languages:
        yield from ((place, lang, "") for place in sorted(places))
        yield from ((place, lang, year) for place, year in sorted(years))


def kiosk_page(atlas: Atlas, kiosk: Kiosk, **options: Any) -> KioskPage:
    """Return the page of a kiosk: `save` it, or serve its `html`; see `KioskPage` for options."""
    return KioskPage(atlas, kiosk, **options)
