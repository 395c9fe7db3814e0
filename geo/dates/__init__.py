"""EDTF dates: what they mean and how they are told."""

from geo.dates.bounds import display, in_order, parse, years

__all__ = ["display", "in_order", "parse", "years"]
