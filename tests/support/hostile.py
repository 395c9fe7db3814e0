"""Texts that have run, loaded or vanished in folium, branca, Streamlit and browsers elsewhere."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "</script><script>alert(1)</script>",
    "</style><b onmouseover=alert(1)>x</b>",
    "javascript:alert(1)",
    "${alert(1)} `${alert(1)}`",
    "{{cycler.__init__.__globals__.os.getpid()}}",
    "{% for a in b %} {%- raw %}",
    "{# vanished #}",
    "![a](https://evil.example/a.png) [b](https://evil.example)",
    ":red[x] :material/bolt: :smile: $\\frac{1}{2}$ **b** # h",
    '\'; alert(1); //" + alert(1) + "',
    '=HYPERLINK("https://evil.example")',
    "\u202eright to left\u202c zero\u200bwidth \U0001f480 <!-- -->",
    "a\\u003cb\\ \u2028 &lt;i&gt; &amp;",
)
KEYED = ("figures", "series", "citations")
"""Tables whose records translations name by such texts."""
FREE_TEXT = {
    "places.geojson": ("name", "note"),
    "place_names.csv": ("name",),
    "families.csv": ("name", "note"),
    "organizations.csv": ("name", "abbreviation", "note"),
    "organization_names.csv": ("name", "abbreviation"),
    "persons.csv": ("name", "role", "note"),
    "groups.csv": ("name",),
    "kinds.csv": ("name", "description"),
    "sources.csv": ("author", "title", "container_title", "publisher", "url", "note"),
    "events.csv": ("title", "description", "note"),
    "citations.csv": ("locator",),
    "figures.csv": ("definition", "locator"),
    "series.csv": ("definition", "locator"),
    "coverage.csv": ("note",),
    "registers.csv": ("name", "holder", "holds", "languages", "url", "ask"),
}


def hostile_copy(data: Path, folder: Path) -> Path:
    """Copy a dataset and put one hostile string after another into every free text."""
    shutil.copytree(data, folder, dirs_exist_ok=True)
    for name, fields in FREE_TEXT.items():
        edit = _edit_geojson if name.endswith("geojson") else _edit_csv
        edit(folder / name, fields)
    _hostile_texts(folder / "texts.csv")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    package["title"] = " ".join(HOSTILE)
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    return folder


def text(number: int) -> str:
    """Return the hostile text of a record, unlike its neighbours'."""
    return f"{HOSTILE[number % len(HOSTILE)]} {number}"


def _hostile_texts(path: Path) -> None:
    """Make translations hostile too; those go that name a definition or a locator that is gone."""
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["table"] not in KEYED]
        _write(path, [row | {"text": text(number)} for number, row in enumerate(rows)])


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _edit_csv(path: Path, fields: tuple[str, ...]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows):
        row.update({field: text(number + place) for place, field in enumerate(fields)})
    _write(path, rows)


def _edit_geojson(path: Path, fields: tuple[str, ...]) -> None:
    collection = json.loads(path.read_text(encoding="utf-8"))
    for number, feature in enumerate(collection["features"]):
        feature["properties"].update({field: text(number + place) for place, field in enumerate(fields)})
    path.write_text(json.dumps(collection), encoding="utf-8")
