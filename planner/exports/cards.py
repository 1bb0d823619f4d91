"""What a page says first: the few figures that a decision turns on, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planner.exports.figures import FIGURES
from planner.exports.table import Kind, Table, Value
from planner.exports.words import money_words

_OF_A_PLAN = ("saving", "objective", "one_off_cash", "heads", "last_landing", "decide_by")

_ROWS = {figure.name: number for number, figure in enumerate(FIGURES)}


@dataclass(frozen=True, slots=True)
class Card:
    """One figure with its name, and lines in small print."""

    name: str
    figure: str
    more: tuple[str, ...] = ()


def plan_cards(summary: Table) -> list[Card]:
    """Return the main figures of a plan, as far as there are any."""
    words = _words_of(summary, 1)
    titles = {figure.name: figure.title for figure in FIGURES}
    if not words("objective"):
        return []
    return [Card(titles[name], words(name)) for name in _OF_A_PLAN if words(name)]


def comparison_cards(headline: Table) -> list[Card]:
    """Return one card for each plan: what it saves, what that takes, and by when to decide."""
    return [
        _plan_card(column.title, headline, place)
        for place, column in enumerate(headline.columns)
        if column.name.startswith("plan_")
    ]


def _plan_card(name: str, headline: Table, place: int) -> Card:
    words = _words_of(headline, place)
    if not words("objective"):
        return Card(name, "No plan", (words("status"),))
    saving = headline.rows[_ROWS["saving"]][place]
    worse, better = words("saving_low"), words("saving_high")
    more = (
        "saved against staying put",
        *((f"From {worse} to {better} if inputs are off",) if worse and better else ()),
        f"One-off cash {words('one_off_cash')}",
        f"{words('heads')} heads moved",
        *((f"Decide by {words('decide_by')}",) if words("decide_by") else ()),
    )
    if isinstance(saving, int) and saving < 0:
        dearer = money_words(-saving, headline.currency)
        return Card(name, dearer, ("more than staying put", *more[1:]))
    return Card(name, words("saving"), more)


def _words_of(table: Table, place: int) -> Callable[[str], str]:
    """Look up figures of one column by their names; empty where there is none."""

    def words(name: str) -> str:
        row = _ROWS[name]
        return _words(table.rows[row][place], table.kind(row, place), table.currency)

    return words


def _words(value: Value, kind: Kind, currency: str) -> str:
    if value is None:
        return ""
    if isinstance(value, int):
        return money_words(value, currency) if kind is Kind.MONEY else f"{value:,}"
    return str(value)
