"""EDTF dates: what they mean and how they are written for readers."""

from geo.dates.bounds import in_order, parse, try_parse
from geo.dates.display import display, read_year, stay, year, years

__all__ = ["display", "in_order", "parse", "read_year", "stay", "try_parse", "year", "years"]
