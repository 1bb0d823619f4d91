"""What a plan has in each period beside its moves: seats, measures and routes."""

from __future__ import annotations

from itertools import accumulate

from models.plan import RouteFiling
from models.routes import DataGroup, RouteKind
from planner.expanded_plan.expanded import ExpandedPlan


def usable_blocks(expanded: ExpandedPlan, office: str) -> tuple[int, ...]:
    """[t] seat blocks of an office that can be used."""
    added = [0] * len(expanded.scenario.periods)
    for order in expanded.plan.blocks:
        if order.office == office:
            added[expanded.period(order.period)] += order.blocks
    return tuple(accumulate(added))


def released_seats(expanded: ExpandedPlan, office: str) -> tuple[int, ...]:
    """[t] seats of an office that have been given up."""
    given = [0] * len(expanded.scenario.periods)
    for release in expanded.plan.releases:
        if release.office == office:
            given[expanded.period(release.period)] += release.seats
    return tuple(accumulate(given))


def measure_from(expanded: ExpandedPlan, measure: str) -> int:
    """First period in which a measure is in force; past the last one for never."""
    scenario = expanded.scenario
    if any(each.in_force for each in scenario.measures if each.id == measure):
        return 0
    starts = [expanded.period(s.period) for s in expanded.plan.measures if s.measure == measure]
    return min(starts, default=len(scenario.periods))


def route_in_force(expanded: ExpandedPlan, entity: str, group: DataGroup) -> tuple[RouteKind, ...]:
    """[t] route of an entity's exports: the one filed, else the one it had, else none.

    The route that the entity had at the start ends with its validity or with the first filing.
    """
    scenario, span = expanded.scenario, len(expanded.scenario.periods)
    had = [RouteKind.EXEMPT] * span
    for route in scenario.routes:
        if (route.entity, route.group) == (entity, group):
            for period in scenario.periods:
                if route.until is None or period.ends <= route.until:
                    had[period.index] = route.route
    filings = [f for f in expanded.plan.routes if (f.entity, f.group) == (entity, group)]
    first = min((expanded.period(filing.period) for filing in filings), default=span)
    in_force = had[:first] + [RouteKind.EXEMPT] * (span - first)
    for filing in filings:
        for t in range(expanded.period(filing.period), route_ends(expanded, filing)):
            in_force[t] = filing.route
    return tuple(in_force)


def route_ends(expanded: ExpandedPlan, filing: RouteFiling) -> int:
    """First period in which a filed route is no longer in force."""
    span = len(expanded.scenario.periods)
    return span if filing.until is None else expanded.period(filing.until)
