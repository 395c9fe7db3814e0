"""Texts that formats and their readers have changed, and a dataset that has them everywhere."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

from geo.dataset import description
from tests.support.hostile import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo import Atlas

NAUGHTY = (
    *HOSTILE,
    # read as something else
    "NA", "N/A", "null", "NULL", "None", "nan", "NaN", "inf", "-Infinity", "true", "FALSE", "undefined", "nil", "#N/A",
    "0", "-0", "007", "+1", "1e5", "1E400", "0x1F", "1,5", "1 000", "12345678901234567890", "1937-08", "1937-08-05",
    "05/08/1937", "1937?", "12:30", "3-4", "1/2", "MARCH1", "$5", "50 %",
    # run by spreadsheets
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "'=1", "''", "'", '"=1"', "\u200b=1", "\ufeff=1", "\uff1d1", "=cmd|' /C calc'!A0",
    # quoting
    '"', '""', 'a"b', "a,b", "a;b", "a\tb", "a\nb", "a\r\nb", "a\rb", "\\", "\\n", "\\u0041", "a'b", "`", "a|b", "[1, 2]", '{"a": 1}',
    # letters
    "Katyń", "Катынь", "Ёлка", "\u0130i \u0131I", "straße", "\ufb01", "e\u0301 \u00e9", "नमस्ते", "漢字", "日本\u3000語", "ﷺ",
    "שָׁלוֹם", "\u202b\u05d0abc\u202c", "\u2066a\u2069", "👩‍👩‍👧‍👦 🇪🇪", "\U0001f480", "\U0010fffd", "\ufffd", "\ue000",
    "a\u00a0b", "a\u2003b", "a\u200db", "a\u00adb", "a\u2028b", "a\u2029b", "a\u0085b", "\u2060a", "Z" + "\u0337\u0321" * 40,
    # other languages of machines
    "%s %d %(n)s", "{0} {name}", "$HOME", "~", "../..", "C:\\a", "a\\0b", "'; DROP TABLE events;--", "&amp;", "]]>", "--", "#", "x" * 20_000,
)  # fmt: skip


FORMED = {
    ("citations", "page"),
    ("citations", "doi"),
    ("citations", "archived_url"),
    ("media", "file"),
    ("media", "story"),
}
"""Columns whose form the checks ask for, beyond what a schema can say."""


def free_fields(resource: dict[str, Any]) -> list[str]:
    """Return the columns of a table that may hold any text."""
    keys = {column for column, *_ in description.foreign_keys(resource)}
    return [
        field["name"]
        for field in resource["schema"]["fields"]
        if field["type"] == "string"
        and not {"enum", "pattern"} & field.get("constraints", {}).keys()
        and "rdfType" not in field
        and field["name"] not in {*keys, "id", "table", "field"}
        and (resource["name"], field["name"]) not in FORMED
    ]


KEYED = ("figures", "series", "citations")
"""Tables whose records translations name by texts that are changed."""


def with_texts(atlas: Atlas, texts: Sequence[str]) -> Atlas:
    """Return a dataset with one text after another in every cell that may hold any text.

    Translations of figures, of numbers by date and of passages go: they name a definition or a locator that is gone. What a passage says
    was read there.
    """
    number = count()
    tables = dict(atlas.tables)
    for resource in atlas.package["resources"]:
        name = resource["name"]
        table = tables[name][~tables[name]["table"].isin(KEYED)] if name == "texts" else tables[name]
        fields = free_fields(resource)
        changed = {field: [texts[next(number) % len(texts)] for _ in table.index] for field in fields}
        tables[name] = table.assign(**changed, **({"read": "yes"} if name == "citations" else {}))
    return replace(atlas, tables=tables)
