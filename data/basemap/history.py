"""What the waters of Natural Earth do not tell about the years 1917-1991.

Natural Earth draws today's lakes. It gives reservoirs the year of their dam, but gives such a
year also to old lakes that were merely dammed, leaves out some years, and shows the Aral Sea as
it is now. The tables below correct this by hand. Keys are Natural Earth's own English names
(``name_en``, else ``name``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shapely import Polygon

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMES = {
    1159115883: "Iriklinskoye",
    1159116153: "Narva Reservoir",
    1159116539: "Kaniv Reservoir",
    1729983021: "Aral remnant",
}
"""Names for nameless lakes of Natural Earth (by its ``ne_id``) that need a year."""

DAMMED_LAKES = frozenset(
    {
        "Akkajaure",
        "Ilmen",
        "Imandra",
        "Kemijärvi",
        "Koitere",
        "Kovdozero",
        "Kubenskoe",
        "Mjøsa",
        "Ondozero",
        "Oulujärvi",
        "Rikkavesi",
        "Stora Lulevatten",
        "Umbozero",
        "Zaysan",
    },
)
"""Lakes that are older than their dam: the year of the dam is no year of birth."""

FILLED = {
    "Aydar": 1969,
    "Cheboksary": 1981,
    "Danjiangkou Shuiku": 1967,
    "Iriklinskoye": 1958,
    "Kaniv Reservoir": 1972,
    "Kostroma": 1956,
    "Milh": 1970,
    "Narva Reservoir": 1956,
    "Paduskoye More": 1964,
    "Sarygamysh": 1971,
    "Serebryansk": 1970,
    "Tharthar": 1956,
    "Vilyuy": 1967,
}
"""Years in which water first stood there, where Natural Earth has none or another one."""

ARAL_REMNANTS = frozenset({"South Aral Sea", "North Aral Sea", "Barsakelmes", "Aral remnant"})
ARAL_SPLIT = 1989
"""The year in which the shrinking sea fell into a northern and a southern part."""

# Drawn by hand at 0.05-0.1 degrees (about 10 km): the shore as it stood until about 1960. The
# small islands are left out; where today's water lies outside the line, Natural Earth's shore
# counts.
ARAL_1960 = Polygon(
    [
        (61.60, 46.75), (61.45, 46.45), (61.30, 46.25), (61.00, 46.10), (61.00, 45.90),
        (60.95, 45.70), (61.20, 45.60), (61.45, 45.30), (61.60, 45.15), (61.80, 45.05),
        (61.70, 44.85), (61.45, 44.75), (61.15, 44.60), (61.10, 44.40), (61.00, 44.20),
        (60.75, 44.00), (60.80, 43.85), (60.90, 43.70), (60.60, 43.60), (60.15, 43.55),
        (59.95, 43.50), (59.70, 43.45), (59.65, 43.65), (59.40, 43.75), (59.15, 43.80),
        (58.85, 43.90), (58.65, 43.75), (58.35, 43.70), (58.35, 44.10), (58.20, 44.50),
        (58.20, 44.85), (58.35, 45.20), (58.55, 45.60), (58.75, 45.90), (59.10, 45.98),
        (59.40, 45.95), (59.30, 45.80), (59.45, 45.85), (59.50, 46.10), (59.45, 46.30),
        (59.75, 46.30), (59.90, 46.10), (60.05, 46.25), (59.90, 46.45), (60.25, 46.70),
        (60.50, 46.60), (60.75, 46.75), (60.90, 46.50), (61.15, 46.50), (61.30, 46.70),
    ],
)  # fmt: skip


def check_names(names: Iterable[str]) -> None:
    """Refuse tables that speak of lakes which Natural Earth does not have."""
    unknown = (DAMMED_LAKES | FILLED.keys() | ARAL_REMNANTS).difference(names)
    if unknown:
        msg = f"no such lakes in Natural Earth: {', '.join(sorted(unknown))}"
        raise ValueError(msg)


def period(name: str | None, year: float) -> tuple[int | None, int | None]:
    """Return the first year of a lake and the year from which it is no longer shown.

    Parameters
    ----------
    name : str or None
        Natural Earth's English name.
    year : float
        Natural Earth's ``year``; below 1 stands for none.
    """
    if name in ARAL_REMNANTS:
        return ARAL_SPLIT, None
    if name in DAMMED_LAKES:
        return None, None
    if name in FILLED:
        return FILLED[name], None
    return (int(year), None) if year > 0 else (None, None)
