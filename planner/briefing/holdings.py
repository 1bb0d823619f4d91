"""Which moves all plans make, which some share, and which one plan makes alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from models.briefing import Holding
from models.plan import MoveKey, Plan
from planner.briefing.flows import FlowKey, flows_of


def holdings(plans: Mapping[str, Plan]) -> tuple[Holding, ...]:
    """Moves of some plans by who makes them: all plans first, then as many as can be.

    Plans share a move as far as they move posts of the same cohort to the same office, in the same
    mode and period; only then are cohorts added up. The holdings that name a plan add up to its
    flows. Of one plan alone nothing is shared.

    Parameters
    ----------
    plans
        Plans by name, in the order of the paper.
    """
    posts: dict[tuple[str, ...], Counter[FlowKey]] = {}
    for key, names, heads in _layers(plans):
        posts.setdefault(names, Counter())[key] += heads
    order = list(plans)
    groups = sorted(posts, key=lambda names: (-len(names), [order.index(name) for name in names]))
    return tuple(
        Holding(flow=flow, plans=names, is_shared=len(names) == len(plans) > 1)
        for names in groups
        for flow in flows_of(posts[names])
    )


def _layers(plans: Mapping[str, Plan]) -> Iterator[tuple[FlowKey, tuple[str, ...], int]]:
    """Posts of each move with the plans that make it: the least first, then what some have more."""
    heads: dict[tuple[MoveKey, str], Counter[str]] = {}
    for name, plan in plans.items():
        for move in plan.moves:
            heads.setdefault((MoveKey.of(move), move.origin), Counter())[name] += move.heads
    for (key, origin), of_plans in heads.items():
        flow = FlowKey(key.period, origin, key.destination, key.mode)
        below = 0
        for level in sorted(set(of_plans.values())):
            names = tuple(name for name in plans if of_plans[name] >= level)
            yield flow, names, level - below
            below = level
