"""A copy of a workbook with some cells coloured and commented on; all else stays as it is.

The parts are edited where they have to be, and not written anew: programs that read a workbook and
write it again lose what they do not know, such as charts, pictures and results of formulas.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import NamedTuple

from models.errors import InputError, shown
from planner.workbook_files.archive import parts_of
from planner.workbook_files.comments import with_boxes, with_comments
from planner.workbook_files.edits import Edit, edited, elements_of
from planner.workbook_files.marked_sheets import cells_of, position_of, restyled
from planner.workbook_files.marked_styles import STYLES, with_filled
from planner.workbook_files.package import Package
from planner.workbook_files.xml_parts import UnusualPartError

CellTexts = Mapping[str, str]
"""Comments by cell, as in ``C2``."""

_DRAWING = "legacyDrawing"
_AFTER_DRAWING = frozenset(
    {
        "legacyDrawingHF",
        "drawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
    }
)
"""What may follow it in a sheet, in whatever order the sheet has it."""

_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BOXES_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_FIRST_BLOCK = 500


class MarkedBook(NamedTuple):
    """A workbook with marks."""

    content: bytes
    cells: int
    """How many are marked."""
    left: int
    """Comments on sheets that the workbook does not have."""


def marked(content: bytes, file: str, comments: Mapping[str, CellTexts]) -> MarkedBook:
    """The workbook with cells coloured and commented on.

    Parameters
    ----------
    content
        The file.
    file
        Its name in messages.
    comments
        Comments by sheet and cell; names of sheets as `plain_sheet` writes them.

    Raises
    ------
    InputError
        If it is not a workbook, or holds what no spreadsheet program writes.
    """
    package = Package(parts_of(content, file, every=True))
    try:
        cells = _mark(package, comments)
    except UnusualPartError as error:
        next_step = "Save it again from a spreadsheet program as an Excel workbook (.xlsx)."
        words = f"cannot be marked: it {shown(str(error))}"
        raise InputError.of(words, file, next_step=next_step) from None
    left = sum(map(len, comments.values())) - cells
    return MarkedBook(_packed_like(content, package.parts), cells, left)


def _mark(package: Package, comments: Mapping[str, CellTexts]) -> int:
    parts = {plain_sheet(name): part for name, part in package.sheets().items()}
    wanted = {parts[name]: texts for name, texts in comments.items() if texts and name in parts}
    sheets = {
        part: cells_of(package.part(part), {position_of(cell)[0] for cell in texts})
        for part, texts in wanted.items()
    }
    before = {
        part: {cell: sheets[part].style_of(position_of(cell)) for cell in texts}
        for part, texts in wanted.items()
    }
    used = (style for styles in before.values() for style in styles.values())
    package.parts[STYLES], filled = with_filled(package.part(STYLES), used)
    for block, (part, texts) in enumerate(wanted.items(), start=_FIRST_BLOCK):
        styles = {cell: filled[style] for cell, style in before[part].items()}
        package.parts[part] = restyled(sheets[part], styles)
        _comment_on(package, part, texts, block)
    return sum(map(len, wanted.values()))


def plain_sheet(name: str) -> str:
    """A sheet's name as names are compared."""
    return name.strip().lower()


def _comment_on(package: Package, sheet: str, texts: CellTexts, block: int) -> None:
    links = package.links(sheet)
    theirs = next((link.target for link in links if link.kind == "comments"), "")
    name = theirs or package.new_name("xl/comments{}.xml")
    package.parts[name] = with_comments(package.parts.get(theirs), texts)
    if not theirs:
        package.link(sheet, "comments", name)
        package.declare("Override", "PartName", f"/{name}", f"{_SPREADSHEET}.comments+xml")
    drawn = {link.identifier: link.target for link in links if link.kind == "vmlDrawing"}
    _draw(package, sheet, texts, block, drawn)


def _draw(
    package: Package, sheet: str, texts: CellTexts, block: int, drawn: Mapping[str, str]
) -> None:
    """Boxes for comments, in the drawing that the sheet has for them or in a new one."""
    content = package.parts[sheet]
    found = elements_of(content, lambda name, _: name in {_DRAWING, "worksheet", *_AFTER_DRAWING})
    theirs = next((each for each in found if each.name == _DRAWING), None)
    if theirs is not None:
        link = (text for key, text in theirs.attributes.items() if key.endswith(":id"))
        drawing = drawn.get(next(link, ""), "")
        package.parts[drawing] = with_boxes(package.part(drawing), texts, block)
        return
    drawing = package.new_name("xl/drawings/vmlDrawing{}.vml")
    package.parts[drawing] = with_boxes(None, texts, block)
    identifier = package.link(sheet, "vmlDrawing", drawing)
    package.declare("Default", "Extension", "vml", _BOXES_TYPE)
    whole, p = found[0], found[0].prefix
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    element = f'<{p}{_DRAWING} xmlns:r="{space}" r:id="{identifier}"/>'.encode()
    later = (each.start for each in found if each.depth == 1 and each.name in _AFTER_DRAWING)
    at = next(later, whole.closes)
    package.parts[sheet] = edited(content, [Edit(at, at, element)])


def _packed_like(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The parts as one archive, in the order of the old one, then what is new."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        known = old.namelist()
        for name in (*known, *(each for each in parts if each not in known)):
            new.writestr(zipfile.ZipInfo(name), parts[name], zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
