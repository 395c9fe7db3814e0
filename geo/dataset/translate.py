"""Texts of a dataset in another language, and which of them have no translation.

The tables hold one language, the dataset's own (`geo.dataset.settings.Settings`, English unless it says
otherwise). ``texts.csv`` holds others, one text a row; names of places and organizations stand with
their years in tables of their own. What has no translation stays in the dataset's own language and
is named, so that it can be marked as such where it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo import i18n
from geo.dataset import cells, description, keys, screens, settings
from geo.dataset.suggest import Suggester

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd
    import pyarrow as pa

    from geo.dataset.screens import Mask
    from geo.model import Atlas

Key = tuple[str, str, str]
"""Table, record (its primary key, see `records`) and field."""
TEXTS: Final = "texts"
COLUMNS: Final = ("table", "id", "field", "lang", "text")
EASY: Final = "-x-easy"
"""Ends the tag of a language of texts in easy words: see `geo.dataset.easy`."""
DATASET: Final = "datapackage"
"""Stands in `texts` for the description of the dataset itself."""
OF_DATASET: Final = ("title", "description")
"""What is shown of that description."""
SHOWN: Final[Mapping[str, tuple[str, ...]]] = {
    "events": ("title", "description", "note", "remark"),
    "places": ("name", "note"),
    "families": ("name",),
    "organizations": ("name", "abbreviation"),
    "persons": ("name", "role", "note"),
    "groups": ("name",),
    "kinds": ("name", "description", "includes"),
    "figures": ("definition",),
    "citations": ("passage",),
    "series": ("definition",),
    "measures": ("definition",),
    "standards": ("topic", "asks", "answer"),
    "terms": ("term", "definition"),
    "media": ("alt", "caption"),
    "registers": ("name", "holder", "holds", "languages", "ask"),
    "changes": ("reason",),
}
"""Fields that readers see in their language."""
NAMES: Final = (
    ("places", "place_names", "place_id", ("name",)),
    ("organizations", "organization_names", "organization_id", ("name", "abbreviation")),
)
"""Tables whose names in other languages stand, with their years, in a table of names."""
OF_ALL: Final[Mapping[str, tuple[str, ...]]] = {"series": ("date", "source_id"), "changes": ()}
"""Columns of a key that say nothing of a text: the numbers of a series share one definition, translated once.

The `id` of such a table is that of a record of another one.
"""


@dataclass(frozen=True, slots=True)
class Localized:
    """A dataset in one language; `untranslated` names the texts that stayed in the dataset's own, `base`."""

    atlas: Atlas
    lang: str
    base: str
    untranslated: frozenset[Key]
    figures: tuple[str, ...] = ()
    """What `untranslated` calls the figures, in their order: their keys hold the definition of the tables."""
    series: tuple[str, ...] = ()
    """The same for the numbers by date."""

    @property
    def mark(self) -> str:
        """What stands after a text that has no translation, in the language of the interface."""
        messages = i18n.translator(self.lang)
        return (
            messages.gettext("[in English]")
            if self.base == i18n.DEFAULT
            else f"[{i18n.name_of(self.base, messages.lang)}]"
        )

    def untranslated_fields(self, table: str, record: str, fields: Iterable[str] = ("name",)) -> list[str]:
        """Return those of some fields of a record that have no translation."""
        return [field for field in fields if (table, record, field) in self.untranslated]

    def with_untranslated(self, values: dict[str, Any], table: str, record: str) -> dict[str, Any]:
        """Return values of a record for a page, with the names of its fields that have no translation, if any."""
        untranslated = self.untranslated_fields(table, record, SHOWN[table])
        return {**values, "untranslated": untranslated} if untranslated else values


def localize(atlas: Atlas, lang: str) -> Localized:
    """Return a dataset whose texts are in `lang` wherever there is a translation.

    Raises
    ------
    QueryError
        If `lang` is no language.
    """
    figures, series = tuple(records(atlas, "figures")), tuple(records(atlas, "series"))
    base = settings.of(atlas).language
    i18n.supported(lang)  # refuses what is no language
    if lang == base:
        return Localized(_noted(atlas), lang, base, frozenset(), figures, series)
    texts = translations(atlas, lang)
    untranslated: set[Key] = set()
    tables = dict(atlas.tables)
    for table, fields in SHOWN.items():
        if table in tables:
            named = records(atlas, table)
            columns = {
                field: _column(table, named, field, atlas[table][field], texts, untranslated) for field in fields
            }
            tables[table] = atlas[table].assign(**columns)
    name = str(atlas.package.get("name"))
    own = {field: texts.get((DATASET, name, field), atlas.package.get(field)) for field in OF_DATASET}
    untranslated |= {(DATASET, name, field) for field in OF_DATASET if (DATASET, name, field) not in texts}
    untranslated |= {(table, key, "note") for table, key, field in untranslated if field == "remark"}
    localized = replace(atlas, tables=tables, package={**atlas.package, **own})
    keys.share(atlas, localized)
    return Localized(_noted(localized), lang, base, frozenset(untranslated), figures, series)


def _noted(atlas: Atlas) -> Atlas:
    """Return a dataset whose notes begin with the remarks: where both are shown they are one text."""
    events = atlas["events"]
    if "remark" not in events or not screens.given(events, "remark").any():
        return atlas
    note = (events["remark"] + " " + events["note"]).str.strip()
    noted = replace(atlas, tables={**atlas.tables, "events": events.assign(note=note, remark="")})
    keys.share(atlas, noted)
    return noted


def _column(
    table: str, keys: list[str], field: str, own: pd.Series[str], texts: Mapping[Key, str], untranslated: set[Key]
) -> list[str]:
    """Return one column in another language; what has no translation is noted in `untranslated`."""
    found = [texts.get((table, key, field)) for key in keys]
    untranslated |= {
        (table, key, field)
        for key, text, translation in zip(keys, own, found, strict=True)
        if text and translation is None
    }
    return [text if translation is None else translation for text, translation in zip(own, found, strict=True)]


def translations(atlas: Atlas, lang: str) -> dict[Key, str]:
    """Return every text there is in a language; what `texts` says goes before a table of names."""
    rows = atlas.rows(TEXTS) if TEXTS in atlas.tables else []
    own = {(row["table"], row["id"], row["field"]): row["text"] for row in rows if row["lang"] == lang}
    found: dict[Key, str] = {}
    for table, names, column, fields in NAMES:
        if names in atlas.tables:
            named = _last_names(atlas.rows(names), column, lang)
            bare = {record: row for record, row in named.items() if (table, record, "name") not in own}
            found |= {(table, record, field): row[field] for record, row in bare.items() for field in fields}
    return found | own


def _last_names(rows: Iterable[dict[str, str]], column: str, lang: str) -> dict[str, dict[str, str]]:
    """Return the name of each record in a language: today's, or the last; of equals the first in the file."""
    found: dict[str, dict[str, str]] = {}
    for row in sorted(rows, key=lambda row: (row["to"] == "", row["to"]), reverse=True):
        if row["lang"] == lang:
            found.setdefault(row[column], row)
    return found


def records(atlas: Atlas, table: str) -> list[str]:
    """Return what `texts` calls the records of a table: their id, or the cells of their key with / between."""
    if "id" in atlas[table] and table not in OF_ALL:
        return list(atlas[table]["id"].tolist())
    listed = {one["name"]: one for one in atlas.package.get("resources", [])}
    own = description.field_names(listed[table]) if table in listed else list(atlas[table].columns)
    key = description.names(listed[table]["schema"].get("primaryKey", own)) if table in listed else own
    key = [column for column in key if column not in OF_ALL.get(table, ())]
    return ["/".join(parts) for parts in zip(*(atlas[table][column].tolist() for column in key), strict=True)]


def faults(atlas: Atlas, texts: pd.DataFrame) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield (line, field, value, why, fix) for those of some translations that are of no text or in no language."""
    fields = _fields(atlas)
    named = {*screens.distinct(texts, "table")} & {*fields}
    targets = {table: (_suggester(atlas, table), fields[table]) for table in named}
    own, listed = _languages(atlas)
    for index, *values in cells.rows(texts, *COLUMNS):
        row = dict(zip(COLUMNS, values, strict=True))
        for field, why, fix in (*_language_faults(row["lang"], own, listed), *_faults(row, targets, atlas)):
            yield index, field, row[field], why, fix


def doubtful(atlas: Atlas) -> Mask:
    """Say of each translation whether `faults` may find something, by column."""
    texts, fields = atlas[TEXTS], _fields(atlas)
    sound = np.zeros(len(texts), dtype=bool)
    for table in {*screens.distinct(texts, "table")} & {*fields}:
        of_text = screens.among(texts, "field", fields[table]) & screens.among(texts, "id", _known(atlas, table))
        sound |= screens.among(texts, "table", [table]) & of_text
    own, listed = _languages(atlas)
    return ~(sound & screens.among(texts, "lang", [*listed, *(lang + EASY for lang in (own, *listed))]))


def _languages(atlas: Atlas) -> tuple[str, list[str]]:
    """Return the language of the tables, and the others of the dataset."""
    own = settings.of(atlas).language
    return own, [lang for lang in settings.of(atlas).languages if lang != own]


def _fields(atlas: Atlas) -> dict[str, list[str]]:
    """Return what may have translations, with its columns of text."""
    listed = {one["name"]: one["schema"]["fields"] for one in atlas.package.get("resources", [])}
    read = {table: fields for table, fields in listed.items() if table in atlas.tables and table != TEXTS}
    texts = {table: [one["name"] for one in fields if one.get("type") == "string"] for table, fields in read.items()}
    return {DATASET: list(OF_DATASET), **texts}


def _records(atlas: Atlas, table: str) -> list[str]:
    return records(atlas, table) if table in atlas.tables else [str(atlas.package.get("name"))]


def _known(atlas: Atlas, table: str) -> pa.ChunkedArray | list[str]:
    """Return the same as Arrow holds it, where the records have an id."""
    by_id = table in atlas.tables and "id" in atlas[table] and table not in OF_ALL
    return screens.column(atlas[table], "id") if by_id else _records(atlas, table)


def _suggester(atlas: Atlas, table: str) -> Suggester:
    return Suggester(dict.fromkeys(sorted(_records(atlas, table))))


def _faults(
    row: Mapping[str, str], targets: Mapping[str, tuple[Suggester, list[str]]], atlas: Atlas
) -> Iterator[tuple[str, str, str]]:
    """Yield (column, why, how to mend) for what one translation is of."""
    if row["table"] not in targets:
        listed = any(one["name"] == row["table"] for one in atlas.package.get("resources", []))
        if not listed:  # else the table could not be read, which is reported already
            yield "table", "there is no such table", cells.suggest(row["table"], sorted(_fields(atlas)))
        return
    ids, fields = targets[row["table"]]
    yield from record_faults(row, ids)
    if row["field"] not in fields:
        yield "field", f"is not a text of {row['table']}", cells.suggest(row["field"], fields)


def subject_faults(atlas: Atlas, rows: pd.DataFrame, of: Iterable[str]) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield (line, field, value, why, fix) for those of some rows whose record, in a table of `of`, is not there."""
    named = {*screens.distinct(rows, "table")} & {*of} & atlas.tables.keys()  # another one is no allowed value
    ids = {table: _suggester(atlas, table) for table in named}
    for index, table, key in cells.rows(rows, "table", "id"):
        if table in ids:
            row = {"table": table, "id": key}
            for field, why, fix in record_faults(row, ids[table]):
                yield index, field, row[field], why, fix


def of_no_record(atlas: Atlas, name: str, of: Iterable[str]) -> Mask:
    """Say of each row of a table whether `subject_faults` may find something, by column."""
    table = atlas[name]
    wrong = np.zeros(len(table), dtype=bool)
    for other in {*screens.distinct(table, "table")} & {*of} & atlas.tables.keys():
        wrong |= screens.among(table, "table", [other]) & ~screens.among(table, "id", _known(atlas, other))
    return wrong


def record_faults(row: Mapping[str, str], ids: Suggester) -> Iterator[tuple[str, str, str]]:
    """Yield (column, why, how to fix) when the record that a row is of, by table and id, is not there."""
    if row["id"] not in ids.choices:
        yield "id", f"there is no such record in {row['table']}", ids(row["id"])


def _language_faults(lang: str, own: str, listed: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the same for its language, with the language of the tables and those of the dataset beside it."""
    if lang == own:
        yield "lang", "is the language of the tables themselves", "write the text there, and take the row away"
    elif lang.removesuffix(EASY) not in (own, *listed):
        yield "lang", "the atlas does not speak this language", cells.suggest(lang, listed)
