"""PDF: the page of a paper as it is printed, with page numbers and bookmarks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from planner.exports.extras import PDF, expect
from planner.exports.html import page_bytes

if TYPE_CHECKING:
    from planner.exports.paper import Paper


def pdf_bytes(paper: Paper) -> bytes:
    """Return a paper as a PDF; the same paper gives the same bytes.

    Raises
    ------
    InputError
        The library that makes PDF, or what it needs of the system, is not installed.
    """
    expect(PDF)
    from weasyprint import HTML

    page = HTML(string=page_bytes(paper).decode(), url_fetcher=_refused)
    written: bytes = page.write_pdf(pdf_tags=True)
    return written


def _refused(url: str) -> Never:
    raise LookupError(url)
