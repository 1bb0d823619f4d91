"""How a worksheet is printed: which way, where pages end, and which rows they repeat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.exports.page_words import PAGE_WORDS
from planner.exports.paper import Paper, PaperSheet
from planner.exports.xlsx.canvas import Canvas

_A4 = 9
_LYING, _STANDING = (741.0, 487.0), (494.0, 734.0)
"""Width and height between the margins of a page, in points."""
_FULL = 0.97
"""Part of a page that is filled: programs differ a little in heights."""
_SMALLEST = 0.6
"""Part of their size that letters keep where a page stands so that tables end on it."""
_LETTER, _BESIDE_LETTERS = 5.25, 3.75
"""Width of a letter and of the edges of a column, in points."""
_LINE = 15.0
"""Height of a row of its normal height."""
_LONGEST_HEADER = 90
"""Letters of a title at the head of a page, of which a spreadsheet takes 255 in all."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that stay on one page if they can; counted from zero."""

    first: int
    end: int
    """The row below."""
    header: int | None = None
    """Row of its header, if it is a table."""
    begins_page: bool = False


@dataclass(frozen=True, slots=True)
class _Printed:
    """Blocks on pages of one height."""

    canvas: Canvas
    blocks: Sequence[Block]
    room: float
    """Height of a page, in points of the worksheet."""

    def height(self, first: int, end: int) -> float:
        return sum(self.canvas.heights.get(row, _LINE) for row in range(first, end))

    def is_long(self, block: Block) -> bool:
        """Whether a block takes more than a page, below the rows that each page repeats."""
        return self.height(block.first, block.end) + self.height(0, 1) > self.room

    @property
    def repeated(self) -> int:
        """The row that pages repeat: the header of the only table, or of the last if it is long.

        Pages repeat it below its place only. Else it is the title of the sheet: above another
        table a header would say what its columns are not.
        """
        tables = [block for block in self.blocks if block.header is not None]
        if not tables:
            return 0
        last = tables[-1]
        return (last.header or 0) if len(tables) == 1 or self.is_long(last) else 0

    @property
    def headless(self) -> bool:
        """Whether a table goes on, on a page that does not repeat its header."""
        return any(
            self.is_long(block) and block.header not in {None, self.repeated}
            for block in self.blocks
        )

    def breaks(self) -> list[int]:
        """Rows above which a page is begun, so that as few blocks as can be are split."""
        top = self.height(self.repeated, self.repeated + 1)
        found, used = [], 0.0
        for block in self.blocks:
            needed = self.height(block.first, block.end)
            is_over = used + needed > self.room
            # A long one is begun where at least half a page is left.
            turns = is_over and (not self.is_long(block) or used > self.room / 2)
            if used and (block.begins_page or turns):
                found.append(block.first)
                used = top
            used += needed
            while used > self.room:
                used += top - self.room
        return found


def set_printing(canvas: Canvas, paper: Paper, page: PaperSheet, blocks: Sequence[Block]) -> None:
    """Set how a worksheet is printed: a front sheet on one page, others on as many as they take.

    Parameters
    ----------
    canvas
        The worksheet, with all that it holds.
    paper, page
        What it holds.
    blocks
        All its rows, from the first one down.
    """
    sheet, end = canvas.sheet, blocks[-1].end
    lying, standing = (_printed(canvas, blocks, size) for size in (_LYING, _STANDING))
    stands = (
        lying.height(0, end) > 0.8 * _width(canvas)
        if page.is_front
        else lying.headless and not standing.headless and _share(canvas, _STANDING) >= _SMALLEST
    )
    printed = standing if stands else lying
    if stands:
        sheet.set_portrait()
    else:
        sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, int(page.is_front))
    sheet.print_area(0, 0, max(end - 1, 0), canvas.last_column)
    sheet.repeat_rows(printed.repeated)
    sheet.set_h_pagebreaks(printed.breaks())
    words = PAGE_WORDS[paper.language]
    title = f"{paper.title}: {page.title}"[:_LONGEST_HEADER].replace("&", "&&")
    sheet.set_header(f"&L{title}&R{words.audiences[paper.audience]}")
    sheet.set_footer(f"&L{words.disclaimer}&R&P / &N")


def _printed(canvas: Canvas, blocks: Sequence[Block], size: tuple[float, float]) -> _Printed:
    return _Printed(canvas, blocks, _FULL * size[1] / _share(canvas, size))


def _share(canvas: Canvas, size: tuple[float, float]) -> float:
    """Part of its size in which a worksheet is as wide as a page."""
    return min(1.0, size[0] / _width(canvas))


def _width(canvas: Canvas) -> float:
    return sum(_LETTER * width + _BESIDE_LETTERS for width in canvas.widths)
