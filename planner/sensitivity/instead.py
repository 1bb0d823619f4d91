"""The plans that would be made instead, with the most important inputs at their ends."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence

from models.plan import MoveKey, Plan
from models.result import Result
from models.scenario import Scenario
from models.search_limits import SearchLimits
from models.sensitivity import End, Input, Instead, Sensitivity, Shift
from planner.optimizer.state import SearchHooks
from planner.planning import make_plan
from planner.sensitivity.uncertain import Uncertain, scenario_at

MOST_INPUTS = 3
"""Number of inputs for which a new plan is made."""


def with_plans(
    scenario: Scenario,
    plan: Plan,
    sensitivity: Sensitivity,
    inputs: Sequence[Uncertain],
    limits: SearchLimits,
) -> Sensitivity:
    """Make a new plan at both ends of each of the most important inputs.

    Parameters
    ----------
    scenario
        The scenario that the plan was made for.
    plan
        The original plan.
    sensitivity
        What the original plan saves at the ends.
    inputs
        The inputs with a range.
    limits
        Limits as for the plan; the time limit covers all new plans together. With a fixed
        effort each plan gets that effort, and no clock is read.
    """
    # The fallback covers low acceptance, so only ranges given in the scenario count here.
    given = {(each.table, each.row, each.field) for each in scenario.ranges}
    important = [each for each in sensitivity.inputs if sensitivity.matters(each)]
    top = [each for each in important if _place(each) in given][:MOST_INPUTS]
    asked = [(each, end) for each in top for end in each.ends if end.judged != sensitivity.base]
    known = {each.place: each for each in inputs}
    deadline = time.monotonic() + limits.seconds
    found: dict[tuple[tuple[str, str, str], str], Instead] = {}
    for number, (each, end) in enumerate(asked):
        left = limits.seconds if limits.deterministic else deadline - time.monotonic()
        if left <= 0:
            break
        uncertain = known[_place(each)]
        moved = scenario_at(scenario, [(uncertain, uncertain.base.alike(end.value))])
        hooks = SearchHooks(reference=plan)
        made = make_plan(moved, limits.within(left / (len(asked) - number)), hooks=hooks)
        found[_place(each), end.value] = _instead(plan, end, made)
    return sensitivity.model_copy(
        update={"inputs": tuple(_with_plans(each, found) for each in sensitivity.inputs)}
    )


def _place(each: Input) -> tuple[str, str, str]:
    return each.table, each.row, each.field


def _with_plans(each: Input, found: dict[tuple[tuple[str, str, str], str], Instead]) -> Input:
    ends = {
        name: end.model_copy(update={"instead": found.get((_place(each), end.value))})
        for name, end in (("low", each.low), ("high", each.high))
    }
    return each.model_copy(update=ends)


def _instead(plan: Plan, end: End, made: Result) -> Instead:
    status = made.status.value
    if made.plan is None or made.objective is None:
        return Instead(status=status)
    regret = end.judged.total - made.objective
    if not end.judged.broken and regret <= 0:
        # No better plan was found.
        return Instead(status=status, regret=0, gap=made.gap)
    return Instead(
        status=status,
        regret=regret,
        gap=made.gap,
        moved_otherwise=_moved_otherwise(plan, made.plan),
        shifts=_shifts(plan, made.plan),
    )


def _moved_otherwise(plan: Plan, other: Plan) -> int:
    before, after = _heads(plan), _heads(other)
    return max((after - before).total(), (before - after).total())


def _heads(plan: Plan) -> Counter[MoveKey]:
    heads: Counter[MoveKey] = Counter()
    for each in plan.moves:
        heads[MoveKey.of(each)] += each.heads
    return heads


def _shifts(plan: Plan, other: Plan) -> tuple[Shift, ...]:
    change: Counter[str] = Counter()
    for each in other.moves:
        change[each.destination] += each.heads
    for each in plan.moves:
        change[each.destination] -= each.heads
    return tuple(Shift(office=o, heads=heads) for o, heads in sorted(change.items()) if heads)
