"""How QGIS draws a layer of a GeoPackage at first: by the marks and colours that kinds have on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import pandas as pd

from geo.view import kinds

if TYPE_CHECKING:
    from geo.model import Atlas
    from geo.view.kinds import Look

TABLE: Final = "layer_styles"
"""Read by QGIS when it opens a layer; nobody else minds it."""
MARKS: Final = {
    "wedge": "arrowhead_filled",
    "bar": "line",
    "half-disc": "semi_circle",
    "parallelogram": "parallelogram_right",
}
"""Marks that QGIS calls otherwise; it knows `circle`, `square`, `diamond`, `triangle`, `hexagon` and others."""
SIZE: Final = "2.6"
"""Millimetres."""
OTHER: Final = "#7a6f62"


def styles(atlas: Atlas, columns: dict[str, str], written: str) -> pd.DataFrame:
    """Return the rows of ``layer_styles``.

    Parameters
    ----------
    columns
        Layer with points -> the column with its geometry.
    written
        Time of the last change, ISO 8601.
    """
    made = {"events": _by_kind(atlas), "places": _document(_single())}
    rows = [
        {
            "f_table_catalog": "",
            "f_table_schema": "",
            "f_table_name": layer,
            "f_geometry_column": column,
            "styleName": layer,
            "styleQML": made[layer],
            "styleSLD": "",
            "useAsDefault": True,
            "description": "",
            "owner": "",
            "ui": "",
            "update_time": written,
        }
        for layer, column in columns.items()
    ]
    return pd.DataFrame(rows)


def _document(renderer: ET.Element) -> str:
    """Return a style as QGIS keeps it (QML)."""
    root = ET.Element("qgis", version="3.28.0", styleCategories="Symbology")
    root.append(renderer)
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + ET.tostring(root, encoding="unicode")


def _single() -> ET.Element:
    renderer = ET.Element("renderer-v2", type="singleSymbol")
    ET.SubElement(renderer, "symbols").append(_symbol("0", "circle", OTHER))
    return renderer


def _by_kind(atlas: Atlas) -> str:
    """Return a style with a symbol for each kind of the first level, called as the dataset calls it."""
    named = {row["id"]: row["name"] for row in atlas.rows("kinds")}
    looks: dict[str, Look] = dict(kinds.looks(atlas))
    renderer = ET.Element("renderer-v2", type="categorizedSymbol", attr="kind")
    categories, symbols = ET.SubElement(renderer, "categories"), ET.SubElement(renderer, "symbols")
    for number, (kind, look) in enumerate(looks.items()):
        label = named.get(kind, kind)
        ET.SubElement(categories, "category", symbol=str(number), value=kind, label=label, render="true", type="string")
        symbols.append(_symbol(str(number), MARKS.get(look.mark, look.mark), look.colour))
    return _document(renderer)


def _symbol(name: str, mark: str, colour: str) -> ET.Element:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    symbol = ET.Element("symbol", type="marker", name=name, alpha="1", clip_to_extent="1")
    layer = ET.SubElement(symbol, "layer", {"class": "SimpleMarker", "enabled": "1", "pass": "0", "locked": "0"})
    options = ET.SubElement(layer, "Option", type="Map")
    said = {
        "name": mark,
        "color": f"{red},{green},{blue},255",
        "outline_color": "255,255,255,255",
        "outline_width": "0.3",
        "outline_width_unit": "MM",
        "size": SIZE,
        "size_unit": "MM",
    }
    for key, value in said.items():
        ET.SubElement(options, "Option", name=key, type="QString", value=value)
    return symbol
