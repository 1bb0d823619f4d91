"""Workbooks for tests: the small sound scenario, and what a test changes about it."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.support.scenario_folders import SOUND

Rows = list[list[Any]]

SETTINGS: Rows = [
    ["field", "value"],
    ["format", 1],
    ["name", "small"],
    ["programme", "apac"],
    ["planning_date", "2026-10-01"],
    ["currency", "USD"],
]
JURISDICTIONS: Rows = [
    ["field", "china", "india"],
    ["name", "China", "India"],
    ["severance.months_per_year", 1, 1],
    ["severance.wage_cap", "CNY 36921", ""],
    ["severance.provenance.source", "statute", "statute"],
    ["severance.provenance.as_of", "2026-09-30", "2026-09-30"],
    ["severance.provenance.certainty", "read", "read"],
]


def small() -> dict[str, Rows]:
    """The sound scenario of the folders, sheet by sheet."""
    tables = {
        name.removesuffix(".csv"): [list(row) for row in csv.reader(io.StringIO(text))]
        for name, text in SOUND.items()
        if name.endswith(".csv")
    }
    return {
        "settings": [list(row) for row in SETTINGS],
        "jurisdictions": [list(row) for row in JURISDICTIONS],
        **tables,
    }


def book_of(sheets: Mapping[str, Rows], more: Callable[[Any], None] | None = None) -> bytes:
    """A workbook of these sheets; texts are written as texts, numbers as numbers."""
    buffer = io.BytesIO()
    options = {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(buffer, options) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        if more is not None:
            more(book)
    return buffer.getvalue()


def written(
    folder: Path,
    sheets: Mapping[str, Rows],
    more: Callable[[Any], None] | None = None,
    replaced: Mapping[str, tuple[str, str]] | None = None,
) -> Path:
    """The file of a workbook; of its parts, texts may be replaced by others."""
    content = book_of(sheets, more)
    path = folder / "company.xlsx"
    path.write_bytes(with_parts(content, replaced or {}))
    return path


def with_parts(content: bytes, replaced: Mapping[str, tuple[str, str]]) -> bytes:
    """A workbook with texts of its parts replaced by others."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as archive,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for name in archive.namelist():
            part = archive.read(name)
            if name in replaced:
                old, new = replaced[name]
                assert old.encode() in part
                part = part.replace(old.encode(), new.encode(), 1)
            copy.writestr(name, part)
    return buffer.getvalue()


def formatted(sheet: str, cell: str, value: float, code: str | int) -> Callable[[Any], None]:
    """Something more for a workbook: a number with a format of its own."""

    def more(book: Any) -> None:
        style = book.add_format({"num_format": code})
        book.get_worksheet_by_name(sheet).write_number(cell, value, style)

    return more
