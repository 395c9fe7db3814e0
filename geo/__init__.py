"""An atlas of Soviet repression: places and events on a map, with sources and doubt shown.

>>> import geo
>>> atlas = geo.load()
>>> events = geo.join(atlas.places, atlas.events, atlas["dated_by"])
"""

from geo import dates, export
from geo.checks.validate import validate
from geo.errors import DataError, DateError, GeoError, QueryError
from geo.load import load
from geo.model import Atlas, Date, Problem, YearSpan
from geo.report import Report, check
from geo.view import filters, query, summarize
from geo.view.join import join
from geo.view.query import Query

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
