"""EDTF dates: what they mean and how they are told."""

from geo.dates.bounds import SortKey, certainly, parse, possibly, sort_key
from geo.dates.display import display, years

__all__ = ["SortKey", "certainly", "display", "parse", "possibly", "sort_key", "years"]
