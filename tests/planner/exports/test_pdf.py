"""The page as PDF, as another program reads it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from models.errors import InputError
from planner.exports.paper import Paper, PaperSheet
from planner.exports.pdf import pdf_bytes
from planner.exports.table import Column, Table
from tests.support.printed import assert_printed, closed_up, page_texts
from tests.support.printed_papers import OFFICE, PAPERS

PAPER = PAPERS["large"]


def printed(paper: Paper) -> bytes:
    """The PDF; skipped where the library or what it needs is missing, unless it is required."""
    try:
        return pdf_bytes(paper)
    except InputError as error:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(str(error), pytrace=False)
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def content() -> bytes:
    return printed(PAPER)


@pytest.mark.slow
def test_it_is_two_sheets_and_all_else_behind_them(content: bytes) -> None:
    assert_printed(PAPER, content)


@pytest.mark.slow
def test_it_is_the_same_in_chinese() -> None:
    assert_printed(PAPERS["chinese"], printed(PAPERS["chinese"]))


@pytest.mark.slow
def test_pages_are_numbered_and_titled_and_chinese_is_text(content: bytes) -> None:
    pages = page_texts(content)

    assert OFFICE in pages[2]
    for number, page in enumerate(pages, 1):
        assert page.endswith(f"{number}/{len(pages)}")
        assert closed_up(PAPER.title) in page


@pytest.mark.slow
def test_names_without_blanks_are_printed_to_their_end() -> None:
    name = "x" * 216
    columns = (Column("a", "A"), Column("b", name), Column("c", "C"))
    table = Table("t", "T", columns, (("Row", name, "z" * 30), ("B", "c d", "e")))
    sheets = (PaperSheet("Only", name, (name,), (table,), notes=(name,)),)
    paper = replace(PAPER, title=f"Comparison of {name} and others", sheets=sheets)
    content = printed(paper)

    assert_printed(paper, content)
    (page,) = page_texts(content)
    assert page.count(closed_up(paper.title)) == 2


@pytest.mark.slow
def test_another_process_makes_the_same_bytes(content: bytes) -> None:
    program = (
        "import sys\n"
        "from planner.exports.pdf import pdf_bytes\n"
        "from tests.support.printed_papers import sample_paper\n"
        "sys.stdout.buffer.write(pdf_bytes(sample_paper()))\n"
    )
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert other.stdout == content
