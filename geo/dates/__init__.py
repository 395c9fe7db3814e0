"""EDTF dates: what they mean and how they are told."""

from geo.dates.bounds import SortKey, certainly, parse, possibly, sort_key
from geo.dates.display import display, read_year, year, years

__all__ = ["SortKey", "certainly", "display", "parse", "possibly", "read_year", "sort_key", "year", "years"]
