"""HTML: one page that needs nothing but itself, on a screen or on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jinja2 import Environment, PackageLoader, StrictUndefined

from models.result import Result
from models.scenario import Scenario
from planner.exports.cards import Card, comparison_cards, plan_cards
from planner.exports.cells import Cell, cells, scale_of
from planner.exports.headline import headline
from planner.exports.table import Table
from planner.exports.tables import plan_tables
from planner.exports.words import baseline_words, status_words

# The long lists; what a decision turns on is read before them.
_AT_THE_END = ("moves", "findings", "origin")


@dataclass(frozen=True, slots=True)
class _Section:
    """A table, ready to be laid out."""

    table: Table
    unit: str
    body: list[list[Cell]]
    totals: list[list[Cell]]


def plan_bytes(result: Result, scenario: Scenario) -> bytes:
    """Return a plan as a page: what it comes to on top, then its tables."""
    summary, *others = plan_tables(result, scenario)
    lead = headline(result, scenario)
    notes = tuple(note for note in summary.notes if note not in lead)
    return _page(
        title=scenario.title or scenario.name,
        status=status_words(result),
        lead=lead,
        cards=plan_cards(summary, f"than {baseline_words(result.baselines.better)}"),
        tables=[
            replace(summary, notes=notes),
            *sorted(others, key=lambda table: table.name in _AT_THE_END),
        ],
    )


def comparison_bytes(tables: Sequence[Table], title: str) -> bytes:
    """Tables as a page: what each plan comes to on top."""
    cards = comparison_cards(tables[0])
    return _page(title=title, status="", lead=(), cards=cards, tables=tables)


def _page(
    *,
    title: str,
    status: str,
    lead: Sequence[str],
    cards: list[Card],
    tables: Sequence[Table],
) -> bytes:
    environment = Environment(
        loader=PackageLoader("planner.exports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    template = environment.get_template("page.html.j2")
    sections = [_section(table) for table in tables]
    page = template.render(title=title, status=status, lead=lead, cards=cards, sections=sections)
    return page.encode()


def _section(table: Table) -> _Section:
    scale = scale_of(table)
    rows = cells(table, scale)
    body = len(rows) - table.totals
    return _Section(table, scale.words, rows[:body], rows[body:])
