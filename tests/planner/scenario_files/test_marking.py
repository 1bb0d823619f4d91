"""A marked copy has colours and comments, and all else as it was."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import InputError
from planner.workbook_files.archive import parts_of
from planner.workbook_files.edits import elements_of
from planner.workbook_files.marked_sheets import cells_of
from planner.workbook_files.marked_styles import COLOUR
from planner.workbook_files.marking import MarkedBook, marked
from planner.workbook_files.sheets import sheets_of
from tests.support.workbooks import book_of, with_parts

SHEET, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"


def rich() -> bytes:
    """A workbook with a chart, a comment, a drop-down, formats of columns and a table."""

    def more(book: Any) -> None:
        pay = book.get_worksheet_by_name("pay")
        bold = book.add_format({"bold": True, "num_format": "#,##0"})
        for row in range(1, 6):
            pay.write_number(row, 2, 1000 * row, bold)
        pay.write_formula(8, 2, "=SUM(C2:C6)", bold, 15000)
        pay.set_column(5, 5, 20, book.add_format({"italic": True}))
        pay.set_row(10, None, book.add_format({"underline": True}))
        pay.write_comment("C3", "their own")
        pay.data_validation("B2:B8", {"validate": "list", "source": ["shanghai"]})
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=pay!$C$2:$C$6"})
        pay.insert_chart("H2", chart)
        book.get_worksheet_by_name("other").add_table("A1:B3")

    return book_of({"pay": [["role", "office", "annual"]], "other": [["a", "b"], [1, 2]]}, more)


RICH = rich()


def mark(comments: Mapping[str, Mapping[str, str]], content: bytes = RICH) -> MarkedBook:
    return marked(content, "a.xlsx", comments)


def every_part(content: bytes) -> dict[str, bytes]:
    return parts_of(content, "a.xlsx", every=True)


def test_only_what_must_change_has_changed() -> None:
    """Values, formulas and their results; charts, tables and drop-downs byte by byte."""
    made = mark({"pay": {"C4": "mend", "A1": "me"}})
    before, after = every_part(RICH), every_part(made.content)

    assert made.cells == 2
    assert {name for name in after if after[name] != before.get(name)} == {
        SHEET,
        STYLES,
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
    }
    assert list(before) == list(after)
    assert sheets_of(made.content, "", "#") == sheets_of(RICH, "", "#")
    marks = re.compile(rb' s="\d+"')
    assert marks.sub(b"", after[SHEET]) == marks.sub(b"", before[SHEET])


def styles_of(content: bytes, *cells: tuple[int, int]) -> list[str]:
    """The style of each cell, as the workbook writes it."""
    parts = every_part(content)
    sheet = cells_of(parts[SHEET], {row for row, _ in cells})
    found = re.search(rb"<cellXfs.*?</cellXfs>", parts[STYLES], re.DOTALL)
    assert found is not None
    known = re.findall(rb"<xf [^>]*>", found[0])
    return [known[sheet.style_of(at)].decode() for at in cells]


def test_cells_keep_their_format_under_the_colour() -> None:
    """That of the cell; of the row or the column for a cell that was not there."""
    made = mark({"pay": {"C4": "a", "F20": "b", "B11": "c"}})
    cells = ((4, 3), (20, 6), (11, 2))
    assert COLOUR.encode() in every_part(made.content)[STYLES]
    fill = every_part(made.content)[STYLES].count(b"<fill>") - 1
    for then, now in zip(styles_of(RICH, *cells), styles_of(made.content, *cells), strict=True):
        rest = re.sub(r' (fillId="\d+"|applyFill="1")', "", now)
        assert rest == re.sub(r' fillId="\d+"', "", then)
        assert f'fillId="{fill}"' in now


def test_comments_of_theirs_stay() -> None:
    """In a cell that has one, ours is added to it; a sheet without any gets its own."""
    made = mark({"pay": {"C3": "mend <it> & go", "C4": "new"}, "other": {"A2": "here"}})
    parts = every_part(made.content)
    first, second = parts["xl/comments1.xml"], parts["xl/comments2.xml"]

    assert first.count(b"<comment ") == 2
    assert re.search(rb'ref="C3".*their own.*mend &lt;it&gt; &amp; go.*ref="C4"', first, re.DOTALL)
    assert second.count(b"<comment ") == 1
    assert b'"/xl/comments2.xml"' in parts["[Content_Types].xml"]
    assert b"comments2.xml" in parts["xl/worksheets/_rels/sheet2.xml.rels"]
    other = parts["xl/worksheets/sheet2.xml"]
    assert re.search(rb'<legacyDrawing [^>]*r:id="rId\d+"/><tableParts', other)
    shown = re.findall(rb"<x:Row>(\d+)</x:Row>", parts["xl/drawings/vmlDrawing2.vml"])
    assert shown == [b"1"]


def test_a_sheet_that_is_not_there_is_counted() -> None:
    """And the others are marked."""
    made = mark({"pay": {"A1": "x"}, "gone": {"A1": "y", "B2": "z"}})

    assert (made.cells, made.left) == (1, 2)


CELLS = st.builds(
    "{}{}".format, st.sampled_from(["A", "B", "C", "F", "Z", "AB"]), st.integers(1, 14)
)


@pytest.mark.slow
@given(st.sets(CELLS, min_size=1, max_size=8))
@settings(max_examples=25, deadline=None)
def test_whichever_cells_are_marked_rows_and_cells_stay_in_order(cells: set[str]) -> None:
    """Twice over: a marked copy can be marked again."""
    made = mark({"pay": dict.fromkeys(cells, "mend")})
    again = mark({"pay": dict.fromkeys(cells, "again")}, made.content)
    for each in (made, again):
        part = every_part(each.content)[SHEET]
        rows = [int(row.attributes["r"]) for row in elements_of(part, lambda n, _: n == "row")]
        placed = list(cells_of(part, set(rows)).cells)
        assert rows == sorted(set(rows))
        assert placed == sorted(set(placed))
        assert sheets_of(each.content, "", "#")[0].rows == sheets_of(RICH, "", "#")[0].rows
    comments = every_part(again.content)["xl/comments1.xml"]
    assert comments.count(b"again") == len(cells)


@pytest.mark.parametrize(
    ("part", "old", "new", "message"),
    [
        (SHEET, "<sheetData>", "<sheetdata>", "not valid XML"),
        (SHEET, "<worksheet", "<!DOCTYPE a []><worksheet", "document type"),
        (SHEET, 'r="C4"', 'r="C-4"', "without a reference"),
        (SHEET, 'r="C4" s="', 'r="C4" s="99', "a style that it does not have"),
        (STYLES, "cellXfs", "cellXfz", "not valid XML"),
        ("xl/drawings/vmlDrawing1.vml", "</xml>", "", "a drawing that no"),
        ("xl/comments1.xml", "authors", "authorz", "not valid XML"),
    ],
)
def test_what_no_program_writes_is_refused(part: str, old: str, new: str, message: str) -> None:
    """With a next step, not with a bug."""
    hostile = with_parts(RICH, {part: (old, new)})
    with pytest.raises(InputError) as refused:
        mark({"pay": {"C2": "mend", "C4": "mend"}}, hostile)

    assert "cannot be marked" in str(refused.value)
    assert message in str(refused.value)
    assert "Save it again" in str(refused.value)


def test_names_of_elements_may_have_a_prefix() -> None:
    """As some programs write them."""
    parts = every_part(RICH)
    sheet = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", parts[SHEET]).replace(b"xmlns=", b"xmlns:x=")
    sheet = re.sub(rb"^<x:\?xml", b"<?xml", sheet)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as book:
        for name, part in {**parts, SHEET: sheet}.items():
            book.writestr(name, part)
    made = mark({"pay": {"C4": "x", "Z30": "y"}}, buffer.getvalue())

    assert b'<x:row r="30"><x:c r="Z30"' in every_part(made.content)[SHEET]
