"""What a page carries of a dataset, unpacked: numbers by column, words by record."""

from __future__ import annotations

import gzip
import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.map import base85
from geo.map import payload as packed
from geo.map.kiosk import SETTINGS
from geo.map.payload import Payload

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from geo import Atlas

NAME = "event_layer_events-data"


def payload(atlas: Atlas, lang: str = "en") -> dict[str, Any]:
    """Return what a page in a language would carry."""
    return unpacked(packed.payload(atlas, lang))


def carried(html: str, name: str = NAME) -> dict[str, Any]:
    """Return what a page carries that has all its blocks."""
    head = json.loads(text_of(html, name))
    blocks = {
        kind: tuple(base85.decode(text_of(html, f"{name}-{kind}")[a:b]) for a, b in pairwise([0, *ends]))
        for kind, ends in head["ends"].items()
    }
    return unpacked(Payload(head, blocks))


def text_of(html: str, name: str) -> str:
    """Return the text of one block of data in a document."""
    return html.split(f' id="{name}">')[1].split("</script>", maxsplit=1)[0]


def settings_of(html: str) -> dict[str, Any]:
    """Return the settings that the page of a kiosk carries."""
    found: dict[str, Any] = read(base85.decode(text_of(html, SETTINGS)))
    return found


def head_of(html: str, name: str) -> dict[str, Any]:
    """Return the head of a payload that a document carries: as JSON, or packed."""
    text = text_of(html, name)
    found: dict[str, Any] = json.loads(text) if text.startswith("{") else read(base85.decode(text))
    return found


def names_of(html: str) -> list[str]:
    """Return the ids of all blocks of data in a document."""
    return re.findall(r'<script type="(?:application/json|text/plain)" id="([^"]+)">', html)


def without_pictures(html: str) -> str:
    """Return a document without the files of its pictures, for which there is a budget of their own."""
    return re.sub(r'<script type="text/plain" id="picture-[^"]+">[^<]*</script>', "", html)


def unpacked(made: Payload) -> dict[str, Any]:
    """Return a payload as one value, as JavaScript unpacks it: lists of numbers, words in the order of the dataset."""
    blocks = zip(made.blocks["columns"], made.head["columns"], strict=True)
    found = {group: of for block, named in blocks for group, of in columns(gzip.decompress(block), named).items()}
    names = read(made.blocks["names"][0])
    events, order = found["events"], found["events"]["order"]
    places = len(found["places"]["lon"])
    key = np.where(events["place"] < 0, places, events["place"])[order]
    orders = {"list": order, "events": order[np.argsort(key, kind="stable")], "places": np.arange(places)}
    words = {kind: records(made, kind, rows) for kind, rows in orders.items()}
    ids = {group: texts(found[group]) for group in ("events", "places")}
    return {
        **made.head,
        "events": {**events, "id": ids["events"], **columns_of(words["list"], ("title", "date", "where"))},
        "places": {**found["places"], "id": ids["places"], "name": names["places"], "texts": words["places"]},
        "stays": {**found["stays"], **names["stays"]},
        "lists": {"groups": names["groups"], "persons": names["persons"], "sources": read(made.blocks["sources"][0])},
        "untranslated": names["untranslated"],
        "texts": words["events"],
    }


def columns(raw: bytes, described: Any) -> dict[str, dict[str, NDArray[Any]]]:
    """Return the columns of a block by the first part of their name and the rest."""
    found: dict[str, dict[str, NDArray[Any]]] = {}
    at = 0
    for name, kind, n, signed, least, after, few in described:
        group, _, column = name.partition(".")
        width = abs(signed)
        every = np.frombuffer(raw[at : at + n * width], np.uint8)
        little = np.zeros((n, 4), np.uint8)
        little[:, :width] = every.reshape(n, width) if signed < 0 else every.reshape(width, n).T
        at += n * width
        if kind == "float32":
            numbers = little.view("<f4").reshape(n)
        else:
            stored = little.view("<u4").reshape(n).astype(np.int64)
            differing = (
                np.frombuffer(raw[at : at + 8 * few], np.uint8).reshape(4, 2 * few).T.copy().view("<i4").reshape(2, few)
            )
            stored[differing[0]] += differing[1]
            before = found[group][after.partition(".")[2]].astype(np.int64) if after else 0
            numbers = (stored + least + before).astype(kind)
        found.setdefault(group, {})[column] = numbers
        at += 8 * few
    assert at == len(raw)
    return found


def texts(of: Mapping[str, NDArray[Any]]) -> list[str]:
    """Return the ids of a group of columns."""
    found, at, before = [], 0, b""
    for shared, length in zip(of["id.shared"].tolist(), of["id.length"].tolist(), strict=True):
        before = before[:shared] + of["id.bytes"].tobytes()[at : at + length]
        found.append(before.decode())
        at += length
    return found


def read(chunk: bytes) -> Any:
    """Return the JSON of a chunk."""
    return json.loads(gzip.decompress(chunk))


def records(made: Payload, kind: str, rows: Any) -> list[dict[str, Any]]:
    """Return the fields of every record of a block of words, in the order of the dataset."""
    found: list[dict[str, Any]] = [{} for _ in rows]
    size = made.head["sizes"][kind]
    chunks = [read(chunk) for chunk in made.blocks[kind]]
    for position, row in enumerate(rows):
        for name, field in chunks[position // size].items():
            k = position % size
            if isinstance(field, list) or str(k) in field:
                found[row][name] = field[k if isinstance(field, list) else str(k)]
    return found


def columns_of(rows: list[dict[str, Any]], names: tuple[str, ...]) -> dict[str, list[Any]]:
    """Return some fields of records as columns; "" where there is nothing."""
    return {name: [row.get(name, "") for row in rows] for name in names}
