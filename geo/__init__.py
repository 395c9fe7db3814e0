"""An atlas of Soviet repression: places and events on a map, with sources and doubt shown.

>>> import geo
>>> atlas = geo.load()
>>> events = geo.join(atlas.places, atlas.events)
"""

from geo import dates, export, filters, query, summarize
from geo.errors import DataError, DateError, GeoError, QueryError
from geo.join import join
from geo.load import load
from geo.model import Atlas, Date, Problem, YearSpan
from geo.query import Query
from geo.report import Report, check
from geo.validate import validate

__all__ = [
    "Atlas",
    "DataError",
    "Date",
    "DateError",
    "GeoError",
    "Problem",
    "Query",
    "QueryError",
    "Report",
    "YearSpan",
    "check",
    "dates",
    "export",
    "filters",
    "join",
    "load",
    "query",
    "summarize",
    "validate",
]
