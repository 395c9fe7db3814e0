"""States as UCDP numbers and names them, as countries of today."""

from __future__ import annotations

from functools import lru_cache

from geo.errors import CellError
from geo.imports.values import countries
from geo.imports.values.word_lists import word_list


@lru_cache(maxsize=4_096)
def country(number: str, name: str, year: str) -> str:
    """Return the ISO 3166-1 alpha-2 code of a state: by its number, else by its name; "" when neither is known.

    Parameters
    ----------
    number
        In the list of Gleditsch and Ward.
    name
        As UCDP writes it, or in any language of `countries.country`.
    year
        Of the event, four digits.

    Raises
    ------
    CellError
        When number and name differ or the state has since become smaller.
    """
    states = word_list("states")
    by_number = states["codes"].get(number, "")
    by_name = states["names"].get(name.casefold()) or countries.country(name)
    if by_number and by_name and by_number != by_name:
        raise CellError(
            name or number, f"is {by_name}, but the number {number} is {by_number}", "mend the one that is wrong"
        )
    found: str = by_number or by_name
    since = states["since"].get(found, 0)
    if found and year < str(since):
        raise CellError(
            name or number,
            f"was larger before {since} than {found} is today",
            "give the place the country where it lies today, in places.geojson",
        )
    return found
