"""Rosters that no HR system exports: refused in words, or read row by row, and never guessed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.errors import InputError
from planner.roster.asked import terms_of
from planner.roster.mapping import RosterMapping, mapping_from
from planner.roster.posts import Posts
from planner.roster.reading import columns_of, read_roster
from planner.roster.row_reading import posts_of
from tests.support.rosters import ENGLISH, SETTINGS, person
from tests.support.workbooks import book_of

FEW = ["Office", "Job family"]
SHEET = "xl/worksheets/sheet1.xml"


def posts(folder: Path, rows: list[list[Any]], more: Callable[[Any], None] | None = None) -> Posts:
    """What becomes of the rows of a workbook."""
    path = folder / "a.xlsx"
    path.write_bytes(book_of({"Staff": [list(ENGLISH), *rows]}, more))
    mapping = mapping_from(None, SETTINGS)
    roster = columns_of(path, path.name, mapping)
    return posts_of(roster, mapping, terms_of(roster, mapping))


def with_rows(folder: Path, more: bytes) -> Path:
    """A workbook with further rows in the XML of its sheet."""
    path, content = folder / "a.xlsx", book_of({"Staff": [FEW, ["Shanghai", "AML"]]})
    with (
        zipfile.ZipFile(io.BytesIO(content)) as book,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as changed,
    ):
        for name in book.namelist():
            part = book.read(name)
            if name == SHEET:
                part = part.replace(b"</sheetData>", more + b"</sheetData>")
            changed.writestr(name, part)
    return path


def test_each_row_of_mixed_types_is_a_post_or_is_rejected(tmp_path: Path) -> None:
    """Booleans, numbers, dates and texts where others belong; no row is lost, none is guessed."""
    kinds = [True, 7, -2.5, "n/a", date(2024, 5, 1), "240 000 or so", ""]
    sound = list(person("Shanghai", "AML analyst", 240_000, date(2020, 6, 1)))
    rows = [sound]
    for heading in ("Office", "Annual salary", "Currency", "Hire date", "Status"):
        for kind in kinds:
            row = list(sound)
            row[ENGLISH.index(heading)] = kind
            rows.append(row)
    found = posts(tmp_path, rows)

    assert len(found.posts) + len(found.rejected) == len(rows)
    # A number is pay, and a day is a day of hire; all else is in the wrong place.
    told = {post.row: (post.annual, post.months) for post in found.posts}
    assert set(told) == {2, 11, 28}
    assert told[11] == (700, 78)


def test_formulas_that_were_never_calculated_are_told(tmp_path: Path) -> None:
    """Their row is rejected with what to do; no text of a formula is read."""
    sound = list(person("Shanghai", "AML analyst", 240_000, date(2020, 6, 1)))
    place = ENGLISH.index("Annual salary")
    found = posts(
        tmp_path,
        [sound, sound],
        lambda book: book.worksheets()[0].write_formula(2, place, "=12*20000", None, ""),
    )

    assert [post.row for post in found.posts] == [2]
    assert "formula must have been calculated" in found.rejected[3]


def test_errors_in_cells_reject_their_row(tmp_path: Path) -> None:
    """An error is no office and no pay."""
    sound = list(person("Shanghai", "AML analyst", 240_000, date(2020, 6, 1)))

    def broken(book: Any) -> None:
        sheet = book.worksheets()[0]
        sheet.write_formula(1, ENGLISH.index("Office"), "=NA()", None, "#N/A")
        sheet.write_formula(2, ENGLISH.index("Annual salary"), "=1/0", None, "#DIV/0!")

    found = posts(tmp_path, [sound, sound, sound], broken)

    assert [post.row for post in found.posts] == [4]
    assert set(found.rejected) == {2, 3}


@pytest.mark.slow
def test_a_million_columns_are_refused(tmp_path: Path) -> None:
    """In a CSV by their headings, in a workbook also beyond the last column that sheets have."""
    wide = tmp_path / "a.csv"
    wide.write_text("Office,Job family" + "," * 1_000_000 + "x\nShanghai,AML\n")
    with pytest.raises(InputError, match="more than 500 columns"):
        read_roster(wide, RosterMapping())
    cells = b"".join(b'<c r="%s3"><v>1</v></c>' % name for name in (b"A", b"XFD", b"BDWGN"))
    book = with_rows(tmp_path, b'<row r="3">' + cells + b"</row>")
    with pytest.raises(InputError, match=re.compile("columns|damaged|cells|memory")):
        read_roster(book, RosterMapping())


@pytest.mark.slow
def test_ten_million_blank_rows_of_a_workbook_hide_no_row(tmp_path: Path) -> None:
    """They are passed over within the limits, or the file is refused as too large."""
    book = with_rows(tmp_path, b"<row/>" * 10_000_000)

    assert read_roster(book, RosterMapping()).values["office"] == ["Shanghai"]
