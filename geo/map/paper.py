"""What stands on a sheet of paper, in one language: texts, dates, figures, sources, and the frame around them."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from geo import dates, i18n
from geo.dataset import cells, citations, dating, media, stays
from geo.map import assets, encoding, pictures
from geo.map.names import bodies_on_the_day, name_on, names
from geo.map.page import TEMPLATES
from geo.map.texts import reference
from geo.view import labels, towns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from geo.dataset.translate import Localized
    from geo.i18n import Translator
    from geo.model import Atlas, Date

Row = dict[str, str]
PRINTED: Final = 960
"""Pixels on the longer side of a picture: 9 cm of it in 270 dots an inch."""


def written(template: str, values: Mapping[str, Any], styles: Iterable[str], fonts: Mapping[str, Path] | None) -> str:
    """Return a template with its values as HTML that carries its style sheets (``static/page``) and typefaces."""
    css = "".join(assets.path(f"page/{name}.css").read_text(encoding="utf-8") for name in styles)
    html = TEMPLATES.get_template(template).render(**values, css=Markup(css))  # noqa: S704 - files of ours
    return html.replace("/* typefaces */", "".join(_typeface(family, path) for family, path in (fonts or {}).items()))


def _typeface(family: str, path: Path) -> str:
    """Return the rule of a variable font, whole: WeasyPrint puts into the PDF what is written with it."""
    source = f"url(data:font/woff2;base64,{base64.b64encode(path.read_bytes()).decode()}) format('woff2')"
    return f"@font-face {{ font-family: '{family}'; src: {source} }}\n"


def licence(atlas: Atlas) -> str:
    """Return under which licences a dataset may be used."""
    given = atlas.package.get("licenses")
    return ", ".join(str(one.get("title") or one.get("name") or "") for one in given) if isinstance(given, list) else ""


def image(text: str, media: str) -> str:
    """Return the address of an image that stands in the document."""
    return f"data:{media};base64,{base64.b64encode(text.encode()).decode()}"


@dataclass(frozen=True)
class Text:
    """A text of the dataset, its language, and the mark of one that has no translation."""

    text: str
    lang: str
    mark: str = ""

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.text)


class Sheet:
    """Reads out of a dataset what a sheet says, in one language."""

    def __init__(self, localized: Localized, words: Translator, *, graphic: bool) -> None:
        self.localized, self.words, self.graphic = localized, words, graphic
        atlas = localized.atlas
        self.when = dating.of_atlas(atlas)
        self.sources = {row["id"]: reference(row) for row in atlas.rows("sources")}
        self.classes = citations.classes(atlas)
        self.bodies = bodies_on_the_day(localized)
        self.places = names(localized, "place_names", "place_id")
        self.pictures = {column: pictures.shown(localized, column) for column in media.NAMED}
        self.files = {encoding.name_of(content): content for content in pictures.contents(atlas).values()}
        self.rows = {
            name: {row["id"]: row for row in atlas.rows(name)}
            for name in ("organizations", "persons", "groups", "kinds", "places")
        }

    def marked(self, table: str, row: Row, field: str) -> Text:
        """Return a text of a record."""
        untranslated = bool(self.localized.untranslated_fields(table, row["id"], [field]))
        lang = self.localized.base if untranslated else self.localized.lang
        return Text(row[field], lang, self.localized.mark if untranslated and row[field] else "")

    def pictures_of(self, column: str, record: str) -> list[dict[str, Any]]:
        """Return the pictures of a record; of one that is graphic and not asked for what is on it alone."""
        return [self._picture(row) for row in self.pictures[column].get(record, [])]

    def _picture(self, row: Mapping[str, Any]) -> dict[str, Any]:
        _ = self.words.gettext
        if row.get("graphic") and not self.graphic:
            sentence = _(
                "A picture that shows violence against people or its traces is left out of this sheet: %(text)s"
            )
            return {"left_out": sentence % {"text": row["alt"]}}
        said = {name: self.said(row, name) for name in ("alt", "caption") if row.get(name)}
        return {
            **said,
            "src": self.address(row["name"]),
            "graphic": bool(row.get("graphic")),
            "credit": pictures.credit(row, self.localized.lang),
            "source": row.get("source", ""),
        }

    def address(self, picture: str) -> str:
        """Return where the document has a picture: in itself."""
        return pictures.inline(self.files[picture], PRINTED)

    def said(self, row: Mapping[str, Any], field: str) -> Text:
        """Return a text of a record that names itself which of its texts have no translation."""
        untranslated = field in row.get("untranslated", ())
        lang, mark = (self.localized.base, self.localized.mark) if untranslated else (self.localized.lang, "")
        return Text(row[field], lang, mark)

    def date(self, event: str) -> str:
        """Return when an event happened, in words."""
        when = self.when[event]
        return dates.display(when, self.localized.lang) if when else self.words.gettext("Without a date")

    def names(self, place: str, headword: str) -> list[str]:
        """Return the other names that a place bore, with their years."""
        rows = [row for row in self.localized.atlas.rows("place_names") if row["place_id"] == place]
        said = [(row["name"], dates.years(row["from"], row["to"], self.localized.lang)) for row in rows]
        return list(
            dict.fromkeys(f"{name} ({years})" if years else name for name, years in said if years or name != headword)
        )

    def place_notes(self, row: Row) -> list[str]:
        """Return how exactly a place is known."""
        _, metres = self.words.gettext, int(row["precision_m"] or 0)
        region = row["kind"] in towns.REGIONS
        far = metres >= 1000
        distance = (_("%(n)s km") if far else _("%(n)s m")) % {"n": self.number(metres / 1000 if far else metres)}
        sentence = (
            _("The point stands for a whole country or region, about %(distance)s around it.")
            if region
            else _("The true place lies within %(distance)s of the point.")
        )
        certainty = labels.CERTAINTY.get(row["certainty"], "")
        return [*([sentence % {"distance": distance}] if metres else []), *([_(certainty)] if certainty else [])]

    def number(self, value: float) -> str:
        """Return a number as the language writes it."""
        return i18n.number(value, self.words.lang)

    def events(self, place: str) -> list[dict[str, Any]]:
        """Return what is said of each event of a place, in order of time."""
        every = stays.of_events(self.localized.atlas)
        here = {stay.event: stay for found in every.values() for stay in found if stay.place == place}
        return list(self.told(here).values())

    def told(self, here: Mapping[str, stays.Stay | None]) -> dict[str, dict[str, Any]]:
        """Return what is said of some events, by id and in order of time, each as seen from a place of it, if any."""
        atlas = self.localized.atlas
        rows = [row for row in atlas.rows("events") if row["id"] in here]
        order = dates.in_order(self.when[row["id"]] for row in rows)
        wanted = [rows[i] for i in order]
        ids = [row["id"] for row in wanted]
        tables = {name: self._of(name, ids) for name in ("event_organizations", "event_groups", "event_persons")}
        figures = self.figures(ids)
        cited = cells.grouped((row["event_id"], row) for row in citations.rows(atlas, ids))
        return {
            row["id"]: self._event(row, here[row["id"]], {name: of.get(row["id"], []) for name, of in tables.items()})
            | {"figures": figures.get(row["id"], []), "sources": self._sources(cited.get(row["id"], []))}
            | {"known": self.known(row["confidence"], cited.get(row["id"], []))}
            for row in wanted
        }

    def known(self, confidence: str, cited: Iterable[Row]) -> str:
        """Return in words how well an event with these citations is supported, as a card does."""
        is_read = any(row["read"] in citations.READ[1:] for row in cited)
        said = labels.SUPPORTED[is_read] if confidence == "B" else labels.CONFIDENCE.get(confidence, "")
        return self.words.gettext(said) if said else ""

    def _of(self, table: str, ids: Iterable[str]) -> dict[str, list[Row]]:
        wanted = {*ids}
        return cells.grouped(
            (row["event_id"], row) for row in self.localized.atlas.rows(table) if row["event_id"] in wanted
        )

    def _event(self, row: Row, stay: stays.Stay | None, of: Mapping[str, list[Row]]) -> dict[str, Any]:
        _, when = self.words.gettext, self.when[row["id"]]
        every = self.rows["kinds"]
        kinds = [every[kind] for kind in (row["kind"], row["kind_detail"]) if kind in every]
        is_past = any(kind.get("past") == "true" for kind in kinds)
        brought = {stays.TO: _("People were brought here"), stays.VIA: _("People were taken through here")}
        doubts = [
            _("The date is uncertain.") if when and when.uncertain else "",
            _("The date is approximate.") if when and when.approximate else "",
        ]
        return {
            "id": row["id"],
            "date": self.date(row["id"]),
            "role": brought.get(stay.role, "") if stay else "",
            "title": self.marked("events", row, "title"),
            "kind": ": ".join(kind["name"] for kind in kinds),
            "graphic": row["graphic"] == "true",
            "left_out": row["graphic"] == "true" and not self.graphic,
            "description": self.marked("events", row, "description"),
            "organizations": [self._body(one, when) for one in of["event_organizations"]],
            "whom": _("Whose fate it is about") if is_past else _("Victims"),
            "groups": [self._group(one["group_id"]) for one in of["event_groups"]],
            "persons": [self._person(one) for one in of["event_persons"]],
            "doubts": [doubt for doubt in doubts if doubt],
            "note": self.marked("events", row, "note"),
            "pictures": self.pictures_of("event_id", row["id"]),
        }

    def _body(self, link: Row, when: Date | None) -> dict[str, str]:
        body = link["organization_id"]
        name = name_on(self.bodies.get(body, []), when) or self.rows["organizations"][body]["name"]
        return {"id": body, "name": name, "role": self.role(link["role"])}

    def _group(self, group: str) -> dict[str, Any]:
        return {"id": group, "name": self.marked("groups", self.rows["groups"][group], "name")}

    def _person(self, link: Row) -> dict[str, Any]:
        person = self.rows["persons"][link["person_id"]]
        shown = self.pictures_of("person_id", person["id"])
        name = self.marked("persons", person, "name")
        return {"id": person["id"], "name": name, "role": self.role(link["role"]), "pictures": shown}

    def role(self, role: str) -> str:
        """Return in words what an organization or a person has to do with an event."""
        return self.words.gettext(labels.ROLES[role]) if role in labels.ROLES else role

    def figures(self, ids: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
        """Return the figures of some events: how many of what, by whom that is said."""
        wanted, rows = {*ids}, self.localized.atlas.rows("figures")
        read = citations.read_for_figures(self.localized.atlas) if rows else []
        keys = self.localized.figures  # what translations call them
        return cells.grouped(
            (row["event_id"], self._figure({**row, "id": key}, how))
            for row, how, key in zip(rows, read, keys, strict=True)
            if row["event_id"] in wanted
        )

    def _figure(self, row: Row, read: str) -> dict[str, Any]:
        _ = self.words.gettext
        source = self.sources.get(row["source_id"], {}).get("text", "")
        basis = labels.BASES.get(row.get("basis", ""), "")
        said = [", ".join(part for part in (source, row["locator"]) if part), self.reading(read)]
        return {
            "number": self.span(row),
            "measure": _(labels.MEASURES.get(row["measure"], row["measure"])),
            "basis": _(basis) if basis else "",
            "definition": self.marked("figures", row, "definition"),
            "source": " ".join(part for part in said if part),
            "source_id": row["source_id"],
        }

    def span(self, row: Row) -> str:
        """Return a number with its bounds, as a card does: "4,421 (4,400–4,421)", "at least 950"."""
        _ = self.words.gettext
        low, best, high = (self.number(int(row[name])) if row[name] else "" for name in ("low", "best", "high"))
        if low == high:
            spread = low
        elif not high:
            spread = _("at least %(n)s") % {"n": low}
        else:
            spread = f"{low}–{high}" if low else _("up to %(n)s") % {"n": high}
        if not best or not spread:
            return best or spread
        return f"{best} ({spread})" if any(bound not in ("", best) for bound in (low, high)) else spread

    def where(self, citation: Row) -> str:
        """Return where in a source something stands and how far that was read, with what goes before it."""
        where, read = citations.locator(citation, self.localized.lang), self.reading(citation["read"])
        return (f", {where}" if where else "") + (f" {read}" if read else "")

    def reading(self, read: str) -> str:
        """Return in brackets how far something was read, "" for unknown."""
        return f"({self.words.gettext(labels.READ[read])})" if read in labels.READ else ""

    def _sources(self, cited: Iterable[Row]) -> list[dict[str, str]]:
        """Return the sources of an event, each once with where it says so and how far that was read."""
        passages = cells.grouped((row["source_id"], row) for row in cited)
        found = []
        for source in sorted(passages, key=self.classes.__getitem__):
            of, where = self.sources[source], dict.fromkeys(self.where(row) for row in passages[source])
            found.append({"id": source, "text": of["text"], "where": ";".join(where), "url": of.get("url", "")})
        return found
