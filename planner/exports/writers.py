"""What writes the files of each format; each comes with its library once a file is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.result import Result
    from models.scenario import Scenario
    from planner.exports.paper import Paper


def plan_file(result: Result, scenario: Scenario) -> bytes:
    """The plan file: Parquet, with the whole scenario."""
    from planner.exports.plan_file import plan_bytes

    return plan_bytes(result, scenario)


def parquet(paper: Paper) -> bytes:
    """A paper as Parquet."""
    from planner.exports.arrow import parquet_bytes

    return parquet_bytes(paper)


def moves(result: Result, scenario: Scenario) -> bytes:
    """The moves of a plan as CSV, exactly."""
    from planner.exports.csv_file import moves_bytes

    return moves_bytes(result, scenario)


def moves_of_paper(paper: Paper) -> bytes:
    """The moves in a paper as CSV."""
    from planner.exports.csv_file import named_table_bytes

    return named_table_bytes(paper, "moves")


def tasks(result: Result, _: Scenario) -> bytes:
    """The tasks of a plan as CSV, exactly."""
    from planner.exports.csv_file import tasks_bytes

    return tasks_bytes(result)


def signatures(paper: Paper) -> bytes:
    """The signatures in a paper as CSV."""
    from planner.exports.csv_file import named_table_bytes

    return named_table_bytes(paper, "signatures")


def document(result: Result, scenario: Scenario) -> bytes:
    """A result as JSON."""
    from planner.exports.document import document_bytes

    return document_bytes(result, scenario)


def json(paper: Paper) -> bytes:
    """A paper as JSON."""
    from planner.exports.document import paper_document_bytes

    return paper_document_bytes(paper)


def xlsx(paper: Paper) -> bytes:
    """A paper as a workbook."""
    from planner.exports.xlsx import workbook_bytes

    return workbook_bytes(paper)


def html(paper: Paper) -> bytes:
    """A paper as a page."""
    from planner.exports.html import page_bytes

    return page_bytes(paper)


def pdf(paper: Paper) -> bytes:
    """A paper as it is printed."""
    from planner.exports.pdf import pdf_bytes

    return pdf_bytes(paper)


def pptx(paper: Paper) -> bytes:
    """A paper as slides."""
    from planner.exports.pptx import slides_bytes

    return slides_bytes(paper)
