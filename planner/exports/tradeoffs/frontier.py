"""Tables of a frontier, exactly."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from models.analysis import Frontier, FrontierPoint, PricedPlan
from models.choices import FrontierAxis
from models.readable import in_percent
from models.scenario import Scenario
from planner.exports.plan_changes import change_words
from planner.exports.table import Column, ColumnKind, Table, text_columns
from planner.exports.tradeoffs.columns import (
    AXIS_KINDS,
    AXIS_TITLES,
    FIGURES,
    READING,
    AnyPlan,
    axis_in_sentence,
    cost_title,
    figure_cells,
    level_words,
    mark_words,
)
from planner.wording.amounts import money_words
from planner.wording.labels import DISCLAIMER
from planner.wording.names import asked_lines

GAP = Column("gap", "Proven gap", ColumnKind.PERCENT)


def frontier_tables(frontier: Frontier, scenario: Scenario) -> tuple[Table, ...]:
    """The points of a frontier, and what changes from one to the next; none if there is none."""
    if not frontier.points:
        return ()
    words = [change_words(point.change, scenario) for point in frontier.points]
    rows = tuple(
        (number, *figure_cells(point, 0), point.gap, mark, change, _settings(point))
        for number, (point, mark, change) in enumerate(
            zip(frontier.points, marks_of(frontier), words, strict=True), 1
        )
    )
    points = Table(
        "frontier",
        frontier_title(frontier.against, scenario),
        (
            Column("plan", "Plan", ColumnKind.COUNT),
            *FIGURES,
            GAP,
            *text_columns(mark="Mark", change="Changes", settings="Settings"),
        ),
        rows,
        frontier.currency,
        notes=(
            *asked_lines(scenario),
            *frontier_sentences(
                frontier.against,
                knee=frontier.knee,
                number=len(frontier.points),
                widest_gap=max(point.gap for point in frontier.points),
                cut_short=frontier.cut_short,
            ),
            *staying_sentence(frontier.against, frontier.staying, frontier.currency, 0),
            READING,
            DISCLAIMER,
        ),
    )
    steps = tuple(
        (number, *_step(*pair, frontier.against), words[number - 1])
        for number, pair in enumerate(pairwise(frontier.points), 2)
    )
    changes = Table(
        "changes",
        "What changes from the plan before",
        (
            Column("plan", "Plan", ColumnKind.COUNT),
            Column("cost", cost_title(frontier.against), ColumnKind.MONEY, signed=True),
            Column(
                "level", AXIS_TITLES[frontier.against], AXIS_KINDS[frontier.against], signed=True
            ),
            Column("change", "Changes"),
        ),
        steps,
        frontier.currency,
    )
    return (points, *([changes] if steps else []))


def marks_of(frontier: Frontier) -> list[str]:
    """What is special about each point."""
    return [
        mark_words(
            point, is_knee=position == frontier.knee, is_cheapest=position == frontier.cheapest
        )
        for position, point in enumerate(frontier.points)
    ]


def frontier_title(axis: FrontierAxis, scenario: Scenario) -> str:
    """What is set against what."""
    return f"{scenario.name}: {cost_title(axis).lower()} against {axis_in_sentence(axis)}"


def frontier_sentences(
    axis: FrontierAxis, *, knee: int | None, number: int, widest_gap: float, cut_short: bool
) -> Iterator[str]:
    """What the points of a frontier say.

    Parameters
    ----------
    axis
        What cost is set against.
    knee
        Position of the knee.
    number
        How many points there are.
    widest_gap
        The largest of their gaps.
    cut_short
        Whether time was up.
    """
    cost, level = cost_title(axis).lower(), axis_in_sentence(axis)
    if number == 1:
        yield f"No other plan was found that is better in {cost} or in {level}."
    else:
        yield f"No plan here is better than another both in {cost} and in {level}."
    if cut_short:
        yield "Time was up before the search was over: there may be other plans, and another knee."
    if knee is not None:
        yield (
            f"Plan {knee + 1} is the knee: it lies furthest below the straight line between both "
            "ends."
        )
    if widest_gap > 0:
        most = in_percent(widest_gap)
        yield f"With no more {level}, no plan costs less than one here by more than {most}."


def staying_sentence(
    axis: FrontierAxis, staying: AnyPlan | None, currency: str, floor: int
) -> Iterator[str]:
    """What it comes to if nobody moves, for comparison; nothing if that is not lawful."""
    if staying is not None:
        cost = money_words(staying.cost_against(axis), currency)
        level = level_words(axis, staying.on(axis), currency, floor)
        yield (
            f"If nobody moves: {cost} in {cost_title(axis).lower()}, {level} in "
            f"{axis_in_sentence(axis)}."
        )


def _step(before: PricedPlan, after: PricedPlan, axis: FrontierAxis) -> tuple[int, int]:
    cost = after.cost_against(axis) - before.cost_against(axis)
    return cost, after.on(axis) - before.on(axis)


def _settings(point: FrontierPoint) -> str:
    return ", ".join(f"{name}={value}" for name, value in point.settings.items())
