"""A page in several languages: what it carries beyond its first one, which ``static/shared/speaking.js`` reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geo import i18n
from geo.dataset.translate import localize
from geo.map import assets, blocks, messages, pictures
from geo.map.layers import of_atlas
from geo.map.payload import Payload, dumps, payload

if TYPE_CHECKING:
    from collections.abc import Mapping

    from branca.element import Figure

    from geo.model import Atlas

LANGUAGES: Final = "atlas-languages"
"""Block with the languages of a page, the first one first."""


@dataclass(frozen=True)
class Spoken:
    """A dataset and the languages of a page, that in which its own blocks are first."""

    atlas: Atlas
    languages: tuple[str, ...]

    def carry(self, figure: Figure, events: str, base: str, pictured: Mapping[str, Any]) -> None:
        """Put the languages into the head of a figure.

        `events` and `base` are the blocks of the first one, `pictured` is what its head says of pictures.
        """
        rows = [{"lang": lang, "name": i18n.name_of(lang), "title": self._title(lang)} for lang in self.languages]
        assets.add_data(figure, LANGUAGES, dumps(rows))
        for lang in self.languages[1:]:
            made = payload(self.atlas, lang)
            catalog = messages.catalog(lang, (*messages.PAGE, *pictures.scripts(self.atlas)))
            spoken = Payload({**made.head, **pictured, "catalog": catalog}, made.blocks)
            blocks.carry(figure, f"{events}-{lang}", spoken, shared=events)
            drawn = of_atlas(self.atlas, lang)
            names = {"labels": [label[0] for label in drawn["labels"]], "legend": drawn["legend"]}
            assets.add_data(figure, f"{base}-{lang}", dumps(names))

    def _title(self, lang: str) -> str:
        return str(localize(self.atlas, lang).atlas.package.get("title", "Atlas"))
