"""Charges of cases under a plan, for the channels that count posts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.risk import Channel
from planner.expanded_plan import ExpandedPlan, LandedMove, measure_from
from planner.exposure import About
from planner.exposure.book import CaseFile
from planner.rules.rule import Charge


def heads_there(expanded: ExpandedPlan, case: About) -> list[int]:
    """[t] concerned posts that work for the case's entity in its jurisdiction."""
    offices = expanded.scenario.offices
    there = [0] * len(expanded.scenario.periods)
    for cohort in case.concerned:
        for stock in expanded.stocks_of[cohort]:
            if stock.at_home:
                counts = cohort in case.residents
            else:
                counts = offices[stock.office].id in case.sites
            if counts:
                there = [total + heads for total, heads in zip(there, stock.heads, strict=True)]
    return there


def exposure_of(expanded: ExpandedPlan, case: CaseFile) -> list[Charge]:
    """[t + tail] charge of one case in each period, by the posts and measures of the plan."""
    return _charges(expanded, case, heads_there(expanded, case), cuts_in_force(expanded, case))


def cuts_in_force(expanded: ExpandedPlan, case: CaseFile) -> list[list[int]]:
    """[t] which of the case's cuts apply: 0 for none, then its measures in force."""
    span = len(expanded.scenario.periods)
    if not case.measures:
        return [[0]] * span
    starts = [measure_from(expanded, measure) for measure in case.measures]
    return [[0, *(a for a, start in enumerate(starts, 1) if start <= t)] for t in range(span)]


def _charges(
    expanded: ExpandedPlan, case: CaseFile, there: Sequence[int], cuts: Sequence[Sequence[int]]
) -> list[Charge]:
    in_force = [*cuts, cuts[-1]]
    plain, weighted = (
        [_least(rows, in_force) for rows in each.coefficients]
        for each in (case, expanded.books.exposure.weighted_cases[case.id])
    )
    charges = []
    for t, heads in enumerate((*there, there[-1])):
        amount, unweighted = (
            (fixed[t] if heads > 0 else tail[t]) + per_head[t] * min(max(heads, 0), case.most_heads)
            for fixed, per_head, tail in (weighted, plain)
        )
        charges.append(Charge(amount, unweighted, period=t))
    return charges


def _least(rows: Sequence[Sequence[int]], in_force: Sequence[Sequence[int]]) -> Sequence[int]:
    """[t + tail] the least of what the cuts in force leave of coefficients [a, t + tail]."""
    if len(rows) == 1:
        return rows[0]
    return [min(rows[a][t] for a in cuts) for t, cuts in enumerate(in_force)]


def charges_of(expanded: ExpandedPlan, channel: Channel) -> Iterable[Charge]:
    """Charges of all cases of a channel."""
    for case in expanded.books.exposure.of(channel):
        yield from exposure_of(expanded, case)


def shares_of(expanded: ExpandedPlan, channel: Channel) -> Sequence[int]:
    """What each move adds to the exposure of a channel.

    A case's difference from staying put is shared among the moves that touch it by head-periods
    away or arrived, to the last unit.
    """
    parts = [0] * len(expanded.landings)
    for case in expanded.books.exposure.of(channel):
        stay = [
            sum(expanded.scenario.posts[cohort][t] for cohort in case.residents)
            for t in range(len(expanded.scenario.periods))
        ]
        uncut = cuts_in_force(expanded, case)
        before = sum(charge.amount for charge in _charges(expanded, case, stay, uncut))
        after = sum(charge.amount for charge in exposure_of(expanded, case))
        weights = [_touches(expanded, landing, case) for landing in expanded.landings]
        for i, share in enumerate(split(after - before, weights)):
            parts[i] += share
    return parts


def _touches(expanded: ExpandedPlan, landing: LandedMove, case: CaseFile) -> int:
    scenario, span = expanded.scenario, len(expanded.scenario.periods)
    cohort, office = scenario.cohorts[landing.cohort], scenario.offices[landing.office]
    tail = scenario.horizon.tail_periods
    left = max(0, span - landing.leaves + tail) if cohort.id in case.residents else 0
    arrives = cohort.id in case.concerned and office.id in case.sites
    return landing.heads * abs((span - landing.lands + tail if arrives else 0) - left)


def split(amount: int, weights: Sequence[int]) -> list[int]:
    """An amount in whole units, by weight, that adds up: rounding is carried to the next part."""
    total = sum(weights)
    if not total:
        return [0] * len(weights)
    parts, carried = [], 0
    for done in _running_totals(weights):
        upto = amount * done // total
        parts.append(upto - carried)
        carried = upto
    return parts


def _running_totals(weights: Sequence[int]) -> Iterable[int]:
    total = 0
    for weight in weights:
        total += weight
        yield total
