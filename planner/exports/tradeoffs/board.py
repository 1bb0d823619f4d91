"""Tables of a frontier and of alternatives for a board: shown figures, no moves, no settings."""

from __future__ import annotations

from models.analysis import SharedDecisions
from models.scenario import Scenario
from models.shown_tradeoffs import ShownAlternatives, ShownFrontier
from planner.exports.table import Column, ColumnKind, Table, text_columns
from planner.exports.tradeoffs.alternatives import (
    MORE,
    alternatives_title,
    proof_sentence,
    shared_acts,
    shared_tables,
)
from planner.exports.tradeoffs.columns import (
    FIGURES,
    READING,
    axis_in_sentence,
    figure_cells,
    mark_words,
)
from planner.exports.tradeoffs.frontier import (
    GAP,
    frontier_sentences,
    frontier_title,
    staying_sentence,
)
from planner.wording.amounts import money_words
from planner.wording.labels import DISCLAIMER


def shown_frontier_tables(shown: ShownFrontier, scenario: Scenario) -> tuple[Table, ...]:
    """The points of a frontier."""
    knees = [position for position, point in enumerate(shown.points) if point.is_knee]
    rows = tuple(
        (number, *figure_cells(point, shown.floor), point.gap, mark)
        for number, (point, mark) in enumerate(
            zip(shown.points, shown_marks(shown), strict=True), 1
        )
    )
    notes = (
        *frontier_sentences(
            shown.against,
            knee=knees[0] if knees else None,
            number=len(shown.points),
            widest_gap=max(point.gap for point in shown.points),
            cut_short=shown.cut_short,
        ),
        f"Of plans with the same {axis_in_sentence(shown.against)} here, the cheapest is shown.",
        *staying_sentence(shown.against, shown.staying, shown.currency, shown.floor),
        rounding_sentence(shown),
        READING,
        DISCLAIMER,
    )
    columns = (
        Column("plan", "Plan", ColumnKind.COUNT),
        *FIGURES,
        GAP,
        *text_columns(mark="Mark"),
    )
    title = frontier_title(shown.against, scenario)
    return (Table("frontier", title, columns, rows, shown.currency, notes=notes),)


def shown_alternatives_tables(shown: ShownAlternatives, scenario: Scenario) -> tuple[Table, ...]:
    """The best plan above its alternatives, then measures and routes of all of them."""
    names = ("Best", *(f"Alternative {number}" for number in range(1, len(shown.plans))))
    rows = tuple(
        (name, *figure_cells(plan, shown.floor), more)
        for name, plan, more in zip(names, shown.plans, shown.more, strict=True)
    )
    notes = (
        f"Plans of nearly the same cost that truly differ from the best: {len(rows) - 1}.",
        *proof_sentence(shown.gap),
        rounding_sentence(shown),
        READING,
        DISCLAIMER,
    )
    columns = (Column("plan", "Plan"), *FIGURES, MORE)
    title = alternatives_title(scenario)
    plans = Table("alternatives", title, columns, rows, shown.currency, notes=notes)
    acts = SharedDecisions(measures=shown.measures, routes=shown.routes)
    return (plans, *shared_tables(tuple(shared_acts(acts, scenario))))


def shown_marks(shown: ShownFrontier) -> list[str]:
    """What is special about each point."""
    return [
        mark_words(point, is_knee=point.is_knee, is_cheapest=point.is_cheapest)
        for point in shown.points
    ]


def rounding_sentence(shown: ShownFrontier | ShownAlternatives) -> str:
    """How counts and amounts are rounded."""
    step = money_words(shown.amount_step, shown.currency)
    return (
        f"Counts are rounded to multiples of {shown.floor:,}; those from 1 to {shown.floor:,} are "
        f"not shown. Amounts are rounded to multiples of {step}; 0 stands for less than half of "
        "that. Rounded figures may not add up. Amounts are those of plans with the posts that are "
        "shown; where flows are small, they can be far from the plans' own."
    )
