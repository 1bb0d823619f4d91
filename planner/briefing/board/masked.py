"""A briefing as a board may read it: rounded, and without what tells of few people.

It is built anew of what may pass (`fields`), see docs/privacy.md. Amounts, and with them which plan
is cheaper and what turns the decision, are those of the plans with the posts that are shown; what
breaks a rule is said of the exact plans.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from models.briefing import Briefing, PlanPair
from models.choices import Audience
from models.compared import ComparedKind, ComparedPlan, PlanDays
from models.errors import InputError
from models.named import NamedPlan, NamedScenario
from models.outlook import OfficePosts, RuleYear
from models.rounding import amount_step, rounded_amount, shown_stock
from models.scenario import Scenario
from models.worlds import WorldGrid, WorldRow
from planner.briefing.board.fields import passed, told_fields
from planner.briefing.board.flows import shown_flows, shown_holdings
from planner.briefing.board.inputs import (
    renamed,
    shown_inputs,
    shown_limits,
    shown_names,
    shown_settings,
    shown_signatures,
    shown_triggers,
)
from planner.briefing.board.plans import as_shown
from planner.briefing.board.posts import (
    shown_among,
    shown_kept,
    shown_offices,
    shown_people,
    shown_stops,
)
from planner.briefing.build import briefing_of


def board_briefing_of(
    plans: Sequence[NamedPlan],
    *,
    title: str,
    common: NamedScenario | None = None,
    waiting_seconds: float = 0.0,
) -> Briefing:
    """Work out all that a paper for a board says: counts, and amounts that follow from them.

    Parameters
    ----------
    plans, title, common, waiting_seconds
        As for `planner.briefing.build.briefing_of`.

    Raises
    ------
    InputError
        The plans cannot stand side by side, or what one hides another would show.
    """
    made_for = [plan.scenario for plan in plans]
    floor = _one_floor([*made_for, *([common.scenario] if common is not None else [])])
    found = briefing_of(
        plans,
        title=title,
        common=common,
        waiting_seconds=waiting_seconds,
        priced=[as_shown(plan, floor) for plan in plans],
    )
    return for_board(found)


def _one_floor(scenarios: Sequence[Scenario]) -> int:
    """Largest count that is not shown, the same for all that is on a paper."""
    floors = sorted({each.floor_heads for each in scenarios})
    if len(floors) > 1:
        raise InputError.of(
            "plans that hide different counts cannot stand on one paper for a board",
            field="floor_heads",
            found=", ".join(map(str, floors)),
            next_step="Make them with the same floor_heads, or compare them --for planner.",
        )
    return floors[0]


def for_board(briefing: Briefing) -> Briefing:
    """Round and leave out what a board does not see; a briefing for the board stays as it is.

    Its amounts should be those of plans as they are shown: see `board_briefing_of`.
    """
    if briefing.audience is Audience.BOARD:
        return briefing
    staying = next(
        (each for each in briefing.options if each.kind is ComparedKind.STAYING_PUT), None
    )
    total = staying.value.total if staying is not None and staying.value is not None else 0
    posts = staying.offices if staying is not None else ()
    step = amount_step(total, _first_posts(posts), briefing.currency)
    names = shown_names(briefing.plans)
    periods = _horizon(briefing)
    options = tuple(
        _option(each, posts, periods, briefing.floor, step) for each in briefing.options
    )
    shown = {each.name: each.flows for each in options if each.kind is ComparedKind.PLAN}
    told = Briefing(
        **told_fields(briefing),
        audience=Audience.BOARD,
        count_step=briefing.floor,
        amount_step=step,
        title=renamed(briefing.title, names),
        plans=tuple(names[name] for name in briefing.plans),
        options=tuple(_renamed(each, names) for each in options),
        grid=_grid(briefing.grid, names),
        pairs=tuple(_pair(each, names, step) for each in briefing.pairs),
        holdings=tuple(
            each.model_copy(update={"plans": tuple(names[name] for name in each.plans)})
            for each in shown_holdings(shown, briefing.floor)
        ),
        inputs=shown_inputs(briefing.inputs),
        signatures=tuple(
            each.model_copy(update={"plan": names.get(each.plan, each.plan)})
            for each in shown_signatures(briefing.signatures)
        ),
        settings=shown_settings(briefing.settings),
    )
    return passed(told, step)


def _first_posts(offices: Sequence[OfficePosts]) -> int:
    """Posts in the first period, at all offices."""
    first = min((row.period for row in offices), default="")
    return sum(row.posts or 0 for row in offices if row.period == first)


def _horizon(briefing: Briefing) -> list[str]:
    """All periods, with and without moves: those of all that is told by period."""
    rows = [
        row
        for option in briefing.options
        for table in (option.periods, option.offices, option.flows)
        for row in table
    ]
    return sorted({row.period for row in rows})


def _option(
    option: ComparedPlan,
    staying: tuple[OfficePosts, ...],
    periods: Sequence[str],
    floor: int,
    step: int,
) -> ComparedPlan:
    flows = shown_flows(option.flows, periods, floor)
    planned = (option.posts_kept or 0) + (option.posts_moved or 0)
    there = shown_stock(planned, floor)
    people = option.people and shown_people(option.people, option.flows, flows, there, floor)
    break_even = option.break_even
    ends = option.break_even_range
    large = option.large_flow_days or PlanDays()
    days = PlanDays(**told_fields(large), stops=shown_stops(large.stops, flows, floor))
    return ComparedPlan(
        **told_fields(option),
        days=days,
        flows=flows,
        posts_moved=shown_among([flow.posts for flow in flows], there, floor),
        posts_kept=shown_kept(there, flows, floor),
        people=people,
        offices=shown_offices(staying if option.offices else (), flows, floor),
        # All waves would bound the number of small flows.
        waves=len(days.stops),
        limits=shown_limits(option.limits),
        triggers=shown_triggers(option.triggers),
        rule_years=_every_year(option.rule_years, step),
        break_even=break_even and _two_digits(break_even),
        break_even_range=ends and (_two_digits(ends[0]), _two_digits(ends[1])),
    )


def _two_digits(multiple: float) -> float:
    return float(f"{multiple:.2g}")


def _every_year(rows: tuple[RuleYear, ...], step: int) -> tuple[RuleYear, ...]:
    """Costs by rule with a row for each year: one that is missing tells of nothing at all.

    A rule of which no year comes to half a step is left out: that a plan is charged for a
    consultation at all would tell that it has as many dismissals as the law asks it for.
    """
    years = sorted({row.fiscal_year for row in rows}, key=lambda year: (year is None, year or 0))
    sums: Counter[tuple[str, bool, int | None]] = Counter()
    for row in rows:
        sums[row.rule, row.is_expected, row.fiscal_year] += row.amount
    told = {(rule, of) for (rule, of, _), amount in sums.items() if rounded_amount(amount, step)}
    return tuple(
        RuleYear(
            rule=rule, fiscal_year=year, amount=sums[rule, expected, year], is_expected=expected
        )
        for rule, expected in dict.fromkeys((row.rule, row.is_expected) for row in rows)
        if (rule, expected) in told
        for year in years
    )


def _renamed(option: ComparedPlan, names: Mapping[str, str]) -> ComparedPlan:
    return option.model_copy(update={"name": names.get(option.name, option.name)})


def _pair(pair: PlanPair, names: Mapping[str, str], step: int) -> PlanPair:
    """Not told apart if their difference is rounded to nothing: shown counts might turn it."""
    is_told_apart = pair.is_told_apart and rounded_amount(pair.difference, step) != 0
    told = told_fields(pair)
    return PlanPair(
        **told, one=names[pair.one], other=names[pair.other], is_told_apart=is_told_apart
    )


def _grid(grid: WorldGrid, names: Mapping[str, str]) -> WorldGrid:
    rows = tuple(
        WorldRow(**told_fields(row), option=names.get(row.option, row.option)) for row in grid.rows
    )
    # Of several plans, a world has the names of all of them, in their order.
    joined = {
        ", ".join(some): ", ".join(names[name] for name in some)
        for number in range(len(names))
        for some in combinations(names, number + 1)
    }
    worlds = tuple(joined.get(world, *shown_names([world]).values()) for world in grid.worlds)
    return WorldGrid(worlds=worlds, rows=rows)
