"""What tables and charts of plans side by side have in common."""

from __future__ import annotations

from models.analysis import PricedPlan
from models.choices import FrontierAxis
from models.outlook import ShownCount
from models.rounding import count_words
from models.shown_tradeoffs import ShownPlan
from planner.exports.table import Column, ColumnKind, Value
from planner.wording.amounts import money_words

AnyPlan = PricedPlan | ShownPlan
"""A plan with exact figures, or as a board sees it."""

AXIS_TITLES = {
    FrontierAxis.LOSS: "Expected loss (assumed)",
    FrontierAxis.DISMISSALS: "Dismissals",
    FrontierAxis.CASH: "One-off cash",
    FrontierAxis.POSTS: "Posts moved",
}

AXIS_KINDS = {
    FrontierAxis.LOSS: ColumnKind.MONEY,
    FrontierAxis.DISMISSALS: ColumnKind.COUNT,
    FrontierAxis.CASH: ColumnKind.MONEY,
    FrontierAxis.POSTS: ColumnKind.COUNT,
}

FIGURES = (
    Column("money", "Money", ColumnKind.MONEY),
    Column("expected_loss", AXIS_TITLES[FrontierAxis.LOSS], ColumnKind.MONEY),
    Column("total", "Total", ColumnKind.MONEY),
    Column("one_off_cash", AXIS_TITLES[FrontierAxis.CASH], ColumnKind.MONEY),
    Column("dismissals", AXIS_TITLES[FrontierAxis.DISMISSALS], ColumnKind.COUNT),
    Column("posts", AXIS_TITLES[FrontierAxis.POSTS], ColumnKind.COUNT),
)

READING = (
    "At present value over the horizon and its tail, cash undiscounted. Expected loss rests on "
    "assumed likelihoods, before the risk weight."
)


def figure_cells(plan: AnyPlan, floor: int) -> tuple[Value, ...]:
    """The cells of a plan under `FIGURES`."""
    figures = (getattr(plan, column.name) for column in FIGURES)
    return tuple(count_words(each, floor) if each is None else each for each in figures)


def cost_title(axis: FrontierAxis) -> str:
    """The cost that stands against an axis."""
    return "Money" if axis is FrontierAxis.LOSS else "Total cost"


def axis_in_sentence(axis: FrontierAxis) -> str:
    """What cost is set against, within a sentence."""
    title = AXIS_TITLES[axis]
    return f"{title[0].lower()}{title[1:]}"


def level_words(axis: FrontierAxis, level: ShownCount, currency: str, floor: int) -> str:
    """A figure on an axis: an amount or a count."""
    if level is not None and AXIS_KINDS[axis] is ColumnKind.MONEY:
        return money_words(level, currency)
    return count_words(level, floor)


def mark_words(plan: AnyPlan, *, is_knee: bool, is_cheapest: bool) -> str:
    """What is special about a plan; empty for most."""
    marks = {"knee": is_knee, "cheapest": is_cheapest, "nobody moves": plan.posts == 0}
    return ", ".join(words for words, holds in marks.items() if holds)
