"""HTML: one self-contained page for screen and paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from jinja2 import Environment, PackageLoader, StrictUndefined

from models.result import Result
from models.scenario import Scenario
from planner.exports.figures import ROWS
from planner.exports.headline import headline
from planner.exports.table import Cell, ColumnKind, Table, Value, cells, scale_of
from planner.exports.tables import plan_tables
from planner.exports.words import baseline_words, money_words, status_words

# Long lists; the tables that a decision turns on come before them.
_AT_THE_END = ("moves", "findings", "origin")


@dataclass(frozen=True, slots=True)
class _Section:
    """A table with its cells as text."""

    table: Table
    unit: str
    body: list[list[Cell]]
    totals: list[list[Cell]]


def plan_bytes(result: Result, scenario: Scenario) -> bytes:
    """Return a plan as a page: its key figures on top, then its tables."""
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
    """Return a comparison as a page: the key figures of each plan on top."""
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


@dataclass(frozen=True, slots=True)
class Card:
    """A figure with its name, and lines in small print."""

    name: str
    figure: str
    more: tuple[str, ...] = ()


def plan_cards(summary: Table, against: str) -> list[Card]:
    """Return the main figures of a plan against a baseline; none if there is no plan."""
    words = _words_of(summary, 1)
    if not words("objective"):
        return []
    cards = [
        Card("Money", _differs(summary, 1, "saving_money", "less", "more"), (against,)),
        Card(
            "Expected loss (assumed)",
            _differs(summary, 1, "saving_expected_loss", "less", "more"),
            (against,),
        ),
        Card(
            "In all",
            _differs(summary, 1, "saving", "better", "worse"),
            (
                f"{_differs(summary, 1, 'saving_horizon', 'better', 'worse')} within the horizon",
                f"{_differs(summary, 1, 'saving_tail', 'better', 'worse')} after it",
            ),
        ),
        Card("Dismissals", words("dismissals"), _other_people(words)),
        Card("One-off cash", words("one_off_cash")),
        Card("Decide by", words("decide_by")),
    ]
    return [card for card in cards if card.figure]


def comparison_cards(headline: Table) -> list[Card]:
    """Return a card for each plan: its saving, its cost, and by when to decide."""
    return [
        _plan_card(column.title, headline, place)
        for place, column in enumerate(headline.columns)
        if column.name.startswith("plan_")
    ]


def _plan_card(name: str, headline: Table, place: int) -> Card:
    words = _words_of(headline, place)
    if not words("objective"):
        return Card(name, "No plan", (words("status"),))
    worse, better = words("saving_low"), words("saving_high")
    return Card(
        name,
        _differs(headline, place, "saving", "better in all", "worse in all"),
        (
            f"Money: {_differs(headline, place, 'saving_money', 'less', 'more')}",
            "Expected loss (assumed): "
            + _differs(headline, place, "saving_expected_loss", "less", "more"),
            *((f"From {worse} to {better} if inputs are off",) if worse and better else ()),
            f"{words('dismissals')} dismissals, {', '.join(_other_people(words))}",
            f"One-off cash {words('one_off_cash')}",
            *((f"Decide by {words('decide_by')}",) if words("decide_by") else ()),
        ),
    )


def _other_people(words: Callable[[str], str]) -> tuple[str, ...]:
    asked, transferred = words("asked_to_move"), words("transferred")
    moving = "" if asked == transferred else f", of whom {transferred} move"
    return (
        f"{words('asked_to_move')} asked to move{moving}",
        f"{words('redeployed')} redeployed",
        f"vacancies filled elsewhere: {words('vacancies_filled_elsewhere')}",
    )


def _differs(table: Table, place: int, name: str, less: str, more: str) -> str:
    """Write a difference without its sign: ``USD 1.20 m less``; empty if it is unknown."""
    value = table.rows[ROWS[name]][place]
    if not isinstance(value, int):
        return ""
    return f"{money_words(abs(value), table.currency)} {less if value >= 0 else more}"


def _words_of(table: Table, place: int) -> Callable[[str], str]:
    """Return a function that writes the figures of one column, empty if unknown."""

    def words(name: str) -> str:
        row = ROWS[name]
        return _value_words(table.rows[row][place], table.kind(row, place), table.currency)

    return words


def _value_words(value: Value, kind: ColumnKind, currency: str) -> str:
    if value is None:
        return ""
    if isinstance(value, int):
        return money_words(value, currency) if kind is ColumnKind.MONEY else f"{value:,}"
    return str(value)
