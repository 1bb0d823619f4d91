"""Puts texts, tables and charts below each other, on as many slides as it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from planner.exports.measure import text_height
from planner.exports.paper import PaperFigure
from planner.exports.pptx.boxes import (
    BOTTOM,
    GAP,
    HEIGHT,
    MARGIN,
    SMALLEST,
    TOP,
    WIDTH,
    Box,
    ChartBox,
    Rectangle,
    Slide,
    TableBox,
    TextBox,
)
from planner.exports.pptx.fitting import fitted
from planner.exports.table import Table

SENTENCE_GAP = 8.0
"""Below each sentence."""
CAPTION = 12.0
"""Size of a line over a table or a chart."""
_CAPTION_HEIGHT = 22.0
_SENTENCE, _NOTE = 14.0, 11.0
_MOST_ABOVE = 150.0
"""Room that texts above a chart may take."""
_BESIDE = 0.42
"""Share of the width for a table beside its chart."""


@dataclass(slots=True)
class SlideFlow:
    """Slides of one title, the last of which is being filled."""

    title: str
    largest: float
    """Largest size of letters in tables."""
    splits: bool = False
    """Whether a table begins in any room that is left rather than on a slide of its own."""
    slides: list[Slide] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    top: float = TOP
    """Where the next thing stands."""
    begins: bool = False
    """Whether something begins on the slide."""

    @property
    def room(self) -> float:
        """Height that is left on the slide."""
        return BOTTOM - self.top

    def turn(self) -> None:
        """End the slide, unless it is empty."""
        if self.boxes:
            ended = Slide(self.title, tuple(self.boxes), tuple(self.notes), not self.begins)
            self.slides.append(ended)
        self.boxes, self.notes, self.top, self.begins = [], [], TOP, False

    def add_texts(self, texts: Sequence[str], *, is_quiet: bool = False) -> None:
        """Add sentences, or notes that only explain."""
        size = _NOTE if is_quiet else _SENTENCE
        for text in texts:
            height = text_height([text], WIDTH, size)
            if height > self.room:
                self.turn()
            place = Rectangle(MARGIN, self.top, WIDTH, height)
            self.boxes.append(TextBox(place, (text,), size, is_quiet=is_quiet))
            self.top += height + SENTENCE_GAP / (2 if is_quiet else 1)
            self.begins = True

    def add_table(self, table: Table) -> None:
        """Add a table with its notes; it is begun on a new slide if it has no room on this one."""
        below = text_height(table.notes, WIDTH, SMALLEST) + GAP if table.notes else 0.0
        shown = table.notes if below <= HEIGHT / 4 else ()
        around = _CAPTION_HEIGHT + (below if shown else 0.0)
        parts = fitted(table, WIDTH, HEIGHT - around, self.room - around, self.largest)
        if self.boxes and (len(parts) > 1 or sum(parts[0].heights) > self.room - around):
            alone = fitted(table, WIDTH, HEIGHT - around, HEIGHT - around, self.largest)
            if self.room < HEIGHT / 2 or (len(alone) < len(parts) and not self.splits):
                self.turn()
                parts = alone
        for number, part in enumerate(parts):
            if number:
                self.turn()
            self.begins = self.begins or number == 0
            self._add_part(part)
            self.notes += table.notes
            if shown:
                height = text_height(shown, WIDTH, SMALLEST)
                place = Rectangle(MARGIN, self.top - GAP / 2, WIDTH, height)
                self.boxes.append(TextBox(place, tuple(shown), SMALLEST, is_quiet=True))
                self.top += height + GAP / 2

    def _add_part(self, part: TableBox, left: float = MARGIN, width: float = WIDTH) -> None:
        place = Rectangle(left, self.top, width, _CAPTION_HEIGHT)
        self.boxes.append(TextBox(place, (part.title,), CAPTION, is_bold=True))
        placed = replace(part, left=left, top=self.top + _CAPTION_HEIGHT)
        self.boxes.append(placed)
        self.top = placed.bottom + GAP

    def add_figure(self, figure: PaperFigure) -> None:
        """Add a chart with its table beside it, or below and after it if the table is large."""
        height = text_height([figure.chart.summary], WIDTH, _SENTENCE) + SENTENCE_GAP
        if self.top + height > TOP + _MOST_ABOVE:
            self.turn()
        self.add_texts([figure.chart.summary])
        self.notes.append(figure.chart.summary)
        room = self.room - _CAPTION_HEIGHT
        parts = fitted(figure.table, _BESIDE * WIDTH, room, room, self.largest)
        is_beside = len(parts) == 1 and sum(parts[0].heights) <= room and not figure.table.notes
        width = (1 - _BESIDE) * WIDTH - GAP if is_beside else WIDTH
        self.boxes.append(ChartBox(Rectangle(MARGIN, self.top, width, self.room), figure.chart))
        if is_beside:
            self._add_part(parts[0], MARGIN + width + GAP, _BESIDE * WIDTH)
        self.turn()
        if not is_beside:
            self.add_table(figure.table)
