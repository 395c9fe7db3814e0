"""What belonged to the Soviet Union from when to when, for ``faces.py``.

A zone is land that joined or left as one. Years are half-open and give the state at the end of
the year: land taken in September 1939 has ``first`` 1939. Today's countries and provinces, and
the lines of ``cuts.geojson`` where those do not serve, cut the land into faces; a face belongs to
the zone of a town in it (``SEEDS``), of a box around it (``BOXES``) or of its country. Codes of
countries are those of Natural Earth (``ADM0_A3``), names of provinces too. Longitude comes before
latitude.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Zone:
    """Land that was Soviet at the end of every year from ``first`` until before ``end``."""

    name: str
    first: int
    end: int


END = 1992
"""The Soviet Union was dissolved on 26 December 1991; 1991 is kept for the events of that year."""

ZONES = {
    "core": Zone("Soviet Union of 1922", 1922, END),
    "west": Zone("Western Ukraine and Western Belarus", 1939, END),
    "bialystok": Zone("Białystok, Łomża and the upper San", 1939, 1944),
    "finland-1940": Zone("Karelian Isthmus, Ladoga Karelia, Salla and Rybachy", 1940, END),
    "baltic": Zone("Estonia, Latvia and Lithuania", 1940, END),
    "bessarabia": Zone("Bessarabia and Northern Bukovina", 1940, END),
    "petsamo": Zone("Petsamo", 1944, END),
    "tuva": Zone("Tuva", 1944, END),
    "east-prussia": Zone("Kaliningrad and the Memel Territory", 1945, END),
    "transcarpathia": Zone("Transcarpathia", 1945, END),
    "far-east-1945": Zone("South Sakhalin and the Kuril Islands", 1945, END),
}

CORE = ("RUS", "UKR", "BLR", "MDA", "GEO", "ARM", "AZE", "KAZ", "KAB", "UZB", "TKM", "KGZ", "TJK")
COUNTRIES = dict.fromkeys(CORE, "core") | dict.fromkeys(("EST", "LVA", "LTU"), "baltic")
"""Today's countries and the zone of their land where nothing else is said. KAB is Baikonur."""

APART = frozenset({"BLR"})
"""Countries of a zone whose own border is a line too: part of Poland's border lies on it."""

NEIGHBOURS = {
    "NOR": "Norway",
    "FIN": "Finland",
    "POL": "Poland",
    "SVK": "Slovakia",
    "HUN": "Hungary",
    "ROU": "Romania",
    "TUR": "Turkey",
    "IRN": "Iran",
    "AFG": "Afghanistan",
    "CHN": "China",
    "MNG": "Mongolia",
    "PRK": "Korea",
}

PROVINCES = (
    ("UKR", {"Volyn", "Rivne", "L'viv", "Ternopil'", "Ivano-Frankivs'k"}),
    ("UKR", {"Chernivtsi"}),
    ("UKR", {"Transcarpathia"}),
    ("BLR", {"Brest"}),
    ("RUS", {"Tuva"}),
)
"""Groups of today's provinces whose outer lines follow an older border."""

RIVERS = (
    ("Daugava (Zapadnaya Dvina)", (27.5, 55.0, 28.35, 56.0)),
    ("Dniester", (27.52, 46.0, 31.0, 48.6)),
    ("Bug", (22.2, 52.0, 23.16, 52.8)),
)
"""Rivers that were a border, and the box within which they were: west, south, east, north."""

SEEDS = {
    "Warsaw": (21.01, 52.23, "POL"),
    "Moscow": (37.62, 55.75, "core"),
    "Minsk": (27.56, 53.90, "core"),
    "Rybachy": (32.60, 69.75, "core"),
    "Okha": (142.94, 53.59, "core"),
    "Riga": (24.11, 56.95, "baltic"),
    "Lviv": (24.03, 49.84, "west"),
    "Brest": (23.70, 52.10, "west"),
    "Nesvizh": (26.68, 53.22, "west"),
    "Białystok": (23.16, 53.13, "bialystok"),
    "Lubaczów": (23.12, 50.16, "bialystok"),
    "Vyborg": (28.75, 60.71, "finland-1940"),
    "Alakurtti": (30.35, 66.97, "finland-1940"),
    "Sredny": (31.75, 69.75, "finland-1940"),
    "Ivangorod": (28.22, 59.37, "baltic"),
    "Izborsk": (27.86, 57.71, "baltic"),
    "Kishinev": (28.86, 47.01, "bessarabia"),
    "Pechenga": (31.17, 69.53, "petsamo"),
    "Kyzyl": (94.45, 51.72, "tuva"),
    "Kaliningrad": (20.51, 54.71, "east-prussia"),
    "Memel": (21.14, 55.71, "east-prussia"),
    "Uzhhorod": (22.30, 48.62, "transcarpathia"),
    "Yuzhno-Sakhalinsk": (142.74, 46.96, "far-east-1945"),
}

BOXES = (
    ("core", (145.3, 43.0, 156.6, 51.0), "far-east-1945"),
    ("core", (141.0, 45.0, 145.3, 50.0), "far-east-1945"),
    ("core", (26.0, 59.75, 29.3, 61.0), "finland-1940"),
    ("core", (28.0, 69.6, 32.0, 70.3), "petsamo"),
    ("core", (19.0, 54.0, 23.0, 56.0), "east-prussia"),
    ("baltic", (20.5, 55.2, 21.15, 55.72), "east-prussia"),
    ("core", (28.0, 45.0, 30.2, 46.0), "bessarabia"),
)
"""Islands, too many for a town each: the zone of their country, the box and their own zone."""

LINES = {
    ("core", "west"): "Border with Poland, Treaty of Riga 1921",
    ("core", "baltic"): "Border with Estonia and Latvia, treaties of 1920",
    ("core", "bessarabia"): "The Dniester, border with Romania",
    ("core", "finland-1940"): "Border with Finland, Treaty of Tartu 1920",
    ("core", "petsamo"): "Border with Finland at Petsamo, Treaty of Tartu 1920",
    ("core", "tuva"): "Border with Tuva",
    ("tuva", "MNG"): "Border with Mongolia",
    ("core", "far-east-1945"): "Border with Japan on Sakhalin, Treaty of Portsmouth 1905",
    ("finland-1940", "petsamo"): "Border with Finland on Sredny, Treaty of Moscow 1940",
    ("west", "bialystok"): "Border with Poland, from 1944",
    ("west", "POL"): "Border with German-occupied Poland, from 1944 with Poland",
    ("baltic", "POL"): "Border with Germany at Suwałki, from 1944 with Poland",
    ("west", "baltic"): "Border with Lithuania and Latvia",
    ("west", "bessarabia"): "Border with Romania, on the Dniester and in Bukovina",
    ("west", "transcarpathia"): "Border with Hungary in the Carpathians",
    ("bialystok", "POL"): "Border with Germany in Poland, treaty of 28 September 1939",
    ("bialystok", "baltic"): "Border with Lithuania",
    ("baltic", "east-prussia"): "Border with Germany in East Prussia and at Memel",
    ("east-prussia", "POL"): "Border with Poland in East Prussia",
    ("transcarpathia", "SVK"): "Border with Czechoslovakia",
}
"""Names of border lines by what lies on either side; the rest are "Border with ..."."""

NOTES = {
    (1922, 1925): "Bukhara and Khorezm, nominally independent until 1924, are shown as Soviet, "
    "and so is Northern Sakhalin, under Japanese occupation until May 1925.",
    (1939, 1940): "Finland's border is that before the Winter War, which ended in March 1940.",
    (1940, END): "The United States and others never recognised the annexation of Estonia, Latvia and Lithuania.",
    (1941, 1945): "The border as the Soviet Union claimed it; large parts of the west were under "
    "German, Finnish and Romanian occupation from June 1941 to 1944, Courland to May 1945.",
    (1991, END): "Until the dissolution on 26 December 1991; the independence of Estonia, Latvia "
    "and Lithuania was recognised on 6 September.",
}
"""What to say beside the border in the years from .. before to."""


def span(label: str) -> Span | None:
    """Return the years of a zone, or None for another country."""
    zone = ZONES.get(label)
    return (zone.first, zone.end) if zone else None


def border_years(one: str, other: str) -> list[Span]:
    """Return the years in which exactly one of two neighbours was Soviet.

    >>> border_years("core", "west"), border_years("bialystok", "west")
    ([(1922, 1939)], [(1944, 1992)])
    """
    soviet = [range(*found) for found in (span(one), span(other)) if found]
    changes = sorted({year for years in soviet for year in (years.start, years.stop)})
    return [piece for piece in pairwise(changes) if sum(piece[0] in years for years in soviet) == 1]


def line_name(one: str, other: str) -> str:
    """Return the name of the line between two neighbours."""
    for pair in ((one, other), (other, one)):
        if pair in LINES:
            return LINES[pair]
    return f"Border with {NEIGHBOURS[other if one in ZONES else one]}"
