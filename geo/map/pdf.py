"""HTML as PDF, with WeasyPrint, which is in the extra ``pdf``. The network is not asked."""

from __future__ import annotations

from typing import Any


class MissingError(Exception):
    """WeasyPrint, or a library of the system that it needs, is not installed."""


def pdf(html: str) -> bytes:
    """Return a document as PDF: A4, tagged, with the language and the title of the document.

    Raises
    ------
    MissingError
        If it cannot be made here; the sentence says what to install.
    """
    try:
        from weasyprint import HTML  # noqa: PLC0415 - of an extra
    except ImportError as error:
        how = "python -m pip install 'repression-atlas[pdf]'"
        msg = f"a sheet needs WeasyPrint, which is not installed - install it with: {how}"
        raise MissingError(msg) from error
    except OSError as error:  # it looks for libraries of the system while it is imported
        what = str(error).splitlines()[0]
        how = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        msg = f"WeasyPrint does not find a library of the system ({what}) - install Pango, on Debian with: {how}"
        raise MissingError(msg) from error
    made: bytes = HTML(string=html, base_url=None, url_fetcher=_carried()).write_pdf(pdf_variant="pdf/ua-1")
    return made


def _carried() -> Any:
    """Return what fetches for WeasyPrint: nothing but what the document itself carries."""
    from weasyprint.urls import URLFetcher  # noqa: PLC0415 - of an extra

    return URLFetcher(allowed_protocols=["data"], fail_on_errors=True)
