"""A paper: sheets in reading order, each with sentences, tables and charts; formats render it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.choices import Audience, Language
from planner.charts.chart import Chart
from planner.exports.table import Table


@dataclass(frozen=True, slots=True)
class PaperFigure:
    """A chart with the table of its values beside it."""

    chart: Chart
    table: Table


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """What answers one question."""

    name: str
    """As a person would call it, at most 31 characters: ``Decision``."""
    title: str
    sentences: tuple[str, ...] = ()
    """The answer in words, the most important first."""
    tables: tuple[Table, ...] = ()
    figures: tuple[PaperFigure, ...] = ()
    notes: tuple[str, ...] = ()
    is_front: bool = False
    """Whether it comes before the appendix; a page of its own on paper."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper on one to five plans."""

    title: str
    audience: Audience
    language: Language
    dated: date
    """The planning date; no clock is read."""
    sheets: tuple[PaperSheet, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables, in reading order, those of figures with them."""
        return tuple(
            table
            for sheet in self.sheets
            for table in (*sheet.tables, *(figure.table for figure in sheet.figures))
        )
