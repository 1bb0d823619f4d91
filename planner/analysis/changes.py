"""How plans differ and what they share: posts by office, measures and routes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from models.analysis import PricedPlan, SharedDecisions, SharedMove
from models.plan import Plan
from models.plan_change import ModeShift, PlanChange
from models.sensitivity import Shift
from models.workforce import Mode

TRULY = 0.05
"""Least difference of plans that truly differ, as a share of the larger figure of the two."""


def change_of(before: Plan, after: Plan) -> PlanChange:
    """How a plan differs from another."""
    had, has = _decided(before), _decided(after)
    return PlanChange(
        posts=posts_elsewhere(before, after),
        shifts=_shifts(before, after),
        modes=_mode_shifts(before, after),
        added=tuple(sorted(has - had)),
        dropped=tuple(sorted(had - has)),
    )


def posts_elsewhere(one: Plan, other: Plan) -> int:
    """Posts that end up at another office, or that only one of the plans moves."""
    first, second = heads_by_place(one), heads_by_place(other)
    return max((first - second).total(), (second - first).total())


def truly_differ(one: PricedPlan, other: PricedPlan) -> bool:
    """Whether two plans differ by a twentieth in where posts go, dismissals, or one-off cash."""
    return (
        _apart(posts_elsewhere(one.plan, other.plan), one.posts, other.posts)
        or _apart(one.dismissals - other.dismissals, one.dismissals, other.dismissals)
        or _apart(one.one_off_cash - other.one_off_cash, one.one_off_cash, other.one_off_cash)
    )


def _apart(difference: int, one: int, other: int) -> bool:
    return difference != 0 and abs(difference) >= TRULY * max(abs(one), abs(other))


def shared_by(plans: Sequence[Plan]) -> SharedDecisions:
    """What all of some plans have in common."""
    places = [heads_by_place(plan) for plan in plans]
    common = places[0]
    for each in places[1:]:
        common = common & each
    return SharedDecisions(
        moves=tuple(
            SharedMove(cohort=cohort, destination=office, heads=heads)
            for (cohort, office), heads in sorted(common.items())
        ),
        measures=tuple(sorted(set.intersection(*map(_measures, plans)))),
        routes=tuple(sorted(set.intersection(*map(_routes, plans)))),
    )


def heads_by_place(plan: Plan) -> Counter[tuple[str, str]]:
    """Posts by cohort and destination, whatever their mode and period."""
    heads: Counter[tuple[str, str]] = Counter()
    for move in plan.moves:
        heads[move.cohort, move.destination] += move.heads
    return heads


def landings(plan: Plan) -> Counter[str]:
    """Posts by destination."""
    heads: Counter[str] = Counter()
    for move in plan.moves:
        heads[move.destination] += move.heads
    return heads


def _shifts(before: Plan, after: Plan) -> tuple[Shift, ...]:
    had, has = landings(before), landings(after)
    return tuple(
        Shift(office=office, heads=has[office] - had[office])
        for office in sorted({*had, *has})
        if has[office] != had[office]
    )


def _mode_shifts(before: Plan, after: Plan) -> tuple[ModeShift, ...]:
    change = dict.fromkeys(Mode, 0)
    for move in after.moves:
        change[move.mode] += move.heads
    for move in before.moves:
        change[move.mode] -= move.heads
    return tuple(ModeShift(mode=mode, heads=heads) for mode, heads in change.items() if heads)


def _decided(plan: Plan) -> set[str]:
    return _measures(plan) | _routes(plan)


def _measures(plan: Plan) -> set[str]:
    return {each.measure for each in plan.measures}


def _routes(plan: Plan) -> set[str]:
    return {f"{each.entity}/{each.group.value}/{each.route.value}" for each in plan.routes}
