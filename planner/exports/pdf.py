"""PDF: the page of a paper as it is printed, with page numbers and bookmarks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from models.errors import InputError
from planner.exports.html import paper_bytes as page_bytes

if TYPE_CHECKING:
    from planner.exports.paper import Paper

INSTALL = "pip install 'relocation-planner[pdf]'"
"""What brings the library that PDF needs."""


def paper_bytes(paper: Paper) -> bytes:
    """Return a paper as a PDF; the same paper gives the same bytes.

    Raises
    ------
    InputError
        The library that makes PDF, or what it needs of the system, is not installed.
    """
    try:
        from weasyprint import HTML
    except ImportError as error:
        raise InputError.of(
            "PDF needs a library that is not installed", next_step=f"Run: {INSTALL}"
        ) from error
    except OSError as error:
        raise InputError.of(
            "PDF needs a library of the system that is not installed",
            found=str(error),
            next_step="On Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0",
        ) from error
    page = HTML(string=page_bytes(paper).decode(), url_fetcher=_refused)
    written: bytes = page.write_pdf(pdf_tags=True)
    return written


def _refused(url: str) -> Never:
    raise LookupError(url)
