"""Tables of a frontier and of alternatives, which every format renders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from models.analysis import (
    AlternativePlan,
    Alternatives,
    Aspect,
    Frontier,
    FrontierPoint,
    PricedPlan,
    SharedDecisions,
)
from models.choices import FrontierAxis
from models.plan_change import PlanChange
from models.readable import counted, in_percent
from models.scenario import Scenario
from planner.exports.names import asked_lines, cohort_names, office_names
from planner.exports.table import Column, ColumnKind, Table, Value, text_columns
from planner.exports.words import DISCLAIMER, mode_words, money_words

AXIS_TITLES = {
    FrontierAxis.LOSS: "Expected loss (assumed)",
    FrontierAxis.DISMISSALS: "Dismissals",
    FrontierAxis.CASH: "One-off cash",
    FrontierAxis.POSTS: "Posts moved",
}

_KINDS = {
    FrontierAxis.LOSS: ColumnKind.MONEY,
    FrontierAxis.DISMISSALS: ColumnKind.COUNT,
    FrontierAxis.CASH: ColumnKind.MONEY,
    FrontierAxis.POSTS: ColumnKind.COUNT,
}

_ASPECTS = {
    Aspect.FEWER_POSTS: "Fewer posts move",
    Aspect.OTHER_DESTINATIONS: "Other destinations",
    Aspect.LESS_CASH: "Less one-off cash",
    Aspect.FEWER_DISMISSALS: "Fewer dismissals",
    Aspect.MORE_POSTS: "More posts move",
}

_FIGURES = (
    Column("money", "Money", ColumnKind.MONEY),
    Column("expected_loss", AXIS_TITLES[FrontierAxis.LOSS], ColumnKind.MONEY),
    Column("total", "Total", ColumnKind.MONEY),
    Column("one_off_cash", AXIS_TITLES[FrontierAxis.CASH], ColumnKind.MONEY),
    Column("dismissals", AXIS_TITLES[FrontierAxis.DISMISSALS], ColumnKind.COUNT),
    Column("posts", AXIS_TITLES[FrontierAxis.POSTS], ColumnKind.COUNT),
)

_READING = (
    "At present value over the horizon and its tail, cash undiscounted. Expected loss rests on "
    "assumed likelihoods, before the risk weight."
)


def tradeoff_tables(found: Frontier | Alternatives, scenario: Scenario) -> tuple[Table, ...]:
    """The tables of a frontier or of alternatives, in reading order; none if there is no plan."""
    if isinstance(found, Frontier):
        return frontier_tables(found, scenario)
    return alternatives_tables(found, scenario)


def frontier_tables(frontier: Frontier, scenario: Scenario) -> tuple[Table, ...]:
    """The points of a frontier, and what changes from one to the next."""
    if not frontier.points:
        return ()
    words = [change_words(point.change, scenario) for point in frontier.points]
    rows = tuple(
        (
            number,
            *_figures(point),
            point.gap,
            mark_of(frontier, number - 1),
            change,
            _settings(point),
        )
        for number, (point, change) in enumerate(zip(frontier.points, words, strict=True), 1)
    )
    points = Table(
        "frontier",
        f"{scenario.name}: {cost_title(frontier.against).lower()} against "
        f"{_in_sentence(frontier.against)}",
        (
            Column("plan", "Plan", ColumnKind.COUNT),
            *_FIGURES,
            Column("gap", "Proven gap", ColumnKind.PERCENT),
            *text_columns(mark="Mark", change="Changes", settings="Settings"),
        ),
        rows,
        frontier.currency,
        notes=(
            *asked_lines(scenario),
            *_sentences(frontier),
            *_staying(frontier),
            _READING,
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
            Column("level", AXIS_TITLES[frontier.against], _KINDS[frontier.against], signed=True),
            Column("change", "Changes"),
        ),
        steps,
        frontier.currency,
    )
    return (points, *([changes] if steps else []))


def alternatives_tables(found: Alternatives, scenario: Scenario) -> tuple[Table, ...]:
    """The best plan above its alternatives, and what all of them have in common."""
    best = found.best
    if best is None:
        return ()
    rows = [("Best", *_figures(best), 0, None)]
    rows += [
        (
            name,
            *_figures(each),
            each.total - best.total,
            change_words(each.change, scenario),
        )
        for name, each in zip(_names(found.alternatives), found.alternatives, strict=True)
    ]
    plans = Table(
        "alternatives",
        f"{scenario.name}: the best plan and its alternatives",
        (
            Column("plan", "Plan"),
            *_FIGURES,
            Column("more", "More than the best", ColumnKind.MONEY, signed=True),
            Column("change", "Changes"),
        ),
        tuple(rows),
        found.currency,
        notes=(*asked_lines(scenario), *_proof(found), *_slack(found), _READING, DISCLAIMER),
    )
    if not found.alternatives:
        return (plans,)
    otherwise = Table(
        "differences",
        "What each does otherwise than the best plan",
        text_columns(plan="Plan", change="Changes"),
        tuple((row[0], row[-1]) for row in rows[1:]),
    )
    shared = tuple(_shared(found.shared, scenario))
    columns = text_columns(kind="Kind", what="What")
    in_common = Table("shared", "What all of these plans do", columns, shared)
    return (plans, otherwise, *([in_common] if shared else []))


def _names(others: Sequence[AlternativePlan]) -> list[str]:
    """By aspect, numbered where several have the same."""
    counts = Counter(each.aspect for each in others)
    so_far: Counter[Aspect] = Counter()
    names = []
    for each in others:
        so_far[each.aspect] += 1
        number = f" {so_far[each.aspect]}" if counts[each.aspect] > 1 else ""
        names.append(f"{_ASPECTS[each.aspect]}{number}")
    return names


def cost_title(axis: FrontierAxis) -> str:
    """The cost that stands against an axis."""
    return "Money" if axis is FrontierAxis.LOSS else "Total cost"


def mark_of(frontier: Frontier, position: int) -> str:
    """What is special about a point; empty for most."""
    marks = {"knee": frontier.knee, "cheapest": frontier.cheapest}
    found = [words for words, at in marks.items() if at == position]
    moves = frontier.points[position].posts
    return ", ".join(found if moves else [*found, "nobody moves"])


def change_words(change: PlanChange | None, scenario: Scenario) -> str:
    """How a plan differs from another: ``12 more to Pune; with masking``."""
    return "; ".join(_change(change, scenario)) if change is not None else ""


def _change(change: PlanChange, scenario: Scenario) -> Iterator[str]:
    offices = office_names(scenario)
    measures = {each.id: each.name or each.id for each in scenario.measures}
    if change.shifts:
        yield ", ".join(
            f"{_more(each.heads)} to {offices.get(each.office, each.office)}"
            for each in change.shifts
        )
    elif change.posts:
        yield f"{counted(change.posts, 'post')} of other cohorts to the same offices"
    if change.modes:
        yield ", ".join(f"{_more(each.heads)} by {mode_words(each.mode)}" for each in change.modes)
    if change.added:
        yield f"with {', '.join(measures.get(each, each) for each in change.added)}"
    if change.dropped:
        yield f"without {', '.join(measures.get(each, each) for each in change.dropped)}"
    if change == PlanChange():
        yield "other periods, cohorts or seats"


def _more(heads: int) -> str:
    return f"{abs(heads):,} {'more' if heads > 0 else 'fewer'}"


def _figures(plan: PricedPlan) -> tuple[Value, ...]:
    return tuple(getattr(plan, column.name) for column in _FIGURES)


def _step(before: PricedPlan, after: PricedPlan, axis: FrontierAxis) -> tuple[int, int]:
    cost = after.cost_against(axis) - before.cost_against(axis)
    return cost, after.on(axis) - before.on(axis)


def _settings(point: FrontierPoint) -> str:
    return ", ".join(f"{name}={value}" for name, value in point.settings.items())


def _in_sentence(axis: FrontierAxis) -> str:
    title = AXIS_TITLES[axis]
    return f"{title[0].lower()}{title[1:]}"


def _sentences(frontier: Frontier) -> Iterator[str]:
    cost, axis = cost_title(frontier.against).lower(), _in_sentence(frontier.against)
    if len(frontier.points) == 1:
        yield f"No other plan was found that is better in {cost} or in {axis}."
    else:
        yield f"No plan here is better than another both in {cost} and in {axis}."
    if frontier.cut_short:
        yield "Time was up before the search was over: there may be other plans, and another knee."
    if frontier.knee is not None:
        yield (
            f"Plan {frontier.knee + 1} is the knee: it lies furthest below the straight line "
            "between both ends."
        )
    widest = max(point.gap for point in frontier.points)
    if widest > 0:
        most = in_percent(widest)
        yield f"With no more {axis}, no plan costs less than one here by more than {most}."


def _staying(frontier: Frontier) -> Iterator[str]:
    """What it comes to if nobody moves, for comparison."""
    staying, axis = frontier.staying, frontier.against
    if staying is not None:
        cost = money_words(staying.cost_against(axis), frontier.currency)
        level = level_words(axis, staying.on(axis), frontier.currency)
        yield (
            f"If nobody moves: {cost} in {cost_title(axis).lower()}, {level} in "
            f"{_in_sentence(axis)}."
        )


def level_words(axis: FrontierAxis, value: int, currency: str) -> str:
    """A figure on an axis: an amount or a count."""
    is_money = _KINDS[axis] is ColumnKind.MONEY
    return money_words(value, currency) if is_money else f"{value:,}"


def _proof(found: Alternatives) -> Iterator[str]:
    if found.gap:
        yield f"No plan costs less than the best here by more than {in_percent(found.gap)}."


def _slack(found: Alternatives) -> Iterator[str]:
    if found.best is None or found.most is None:
        return
    slack = money_words(found.most - found.best.total, found.currency)
    most = f"at most {in_percent(found.within)} more ({slack})"
    if found.most - found.best.total < int(found.within * abs(found.best.total)):
        most = f"at most {slack} more, half of what the best plan saves,"
    if not found.alternatives:
        yield f"No plan was found that costs {most} and truly differs."
        return
    yield (
        f"Each alternative costs {most} and differs from all others by a twentieth in where posts "
        "go, in dismissals or in one-off cash."
    )


def _shared(shared: SharedDecisions, scenario: Scenario) -> Iterator[tuple[str, str]]:
    offices, cohorts = office_names(scenario), cohort_names(scenario)
    measures = {each.id: each.name or each.id for each in scenario.measures}
    for move in shared.moves:
        posts = counted(move.heads, "post")
        office = offices.get(move.destination, move.destination)
        yield "move", f"{posts} of {cohorts.get(move.cohort, move.cohort)} to {office}"
    for measure in shared.measures:
        yield "measure", measures.get(measure, measure)
    for route in shared.routes:
        yield "route", route
