"""What the package offers, under whichever name it is imported (`geo`, `repression_atlas`)."""

from geo import dates, export
from geo.checks.validate import validate
from geo.errors import DataError, DateError, GeoError, QueryError
from geo.loading import load
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
