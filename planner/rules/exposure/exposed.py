"""What a case costs under a plan, for the channels that count heads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.risk import Channel
from planner.exposure import About
from planner.exposure.book import CaseFile
from planner.outcome import Landing, Outcome
from planner.rules.rule import Charge
from planner.valuation import Amounts


def heads_there(outcome: Outcome, case: About) -> list[int]:
    """[t] concerned heads that work for the case's entity in its jurisdiction."""
    offices = outcome.scenario.offices
    there = [0] * len(outcome.scenario.periods)
    for cohort in case.concerned:
        for stock in outcome.stocks_of[cohort]:
            if stock.at_home:
                counts = cohort in case.residents
            else:
                counts = offices[stock.office].id in case.sites
            if counts:
                there = [total + heads for total, heads in zip(there, stock.heads, strict=True)]
    return there


def exposure_of(outcome: Outcome, case: CaseFile) -> list[Charge]:
    """[t + tail] charge of one case in each period, by the heads and measures of the plan."""
    return _charges(outcome, case, heads_there(outcome, case), cuts_in_force(outcome, case))


def cuts_in_force(outcome: Outcome, case: CaseFile) -> list[list[int]]:
    """[t] which of the case's cuts apply: 0 for none, then its measures in force."""
    span = len(outcome.scenario.periods)
    if not case.measures:
        return [[0]] * span
    starts = [outcome.measure_from(measure) for measure in case.measures]
    return [[0, *(a for a, start in enumerate(starts, 1) if start <= t)] for t in range(span)]


def _charges(
    outcome: Outcome, case: CaseFile, there: Sequence[int], cuts: Sequence[Sequence[int]]
) -> list[Charge]:
    in_force = [*cuts, cuts[-1]]
    plain, weighted = (
        [_least(amounts, in_force) for amounts in (each.fixed, each.per_head, each.tail)]
        for each in (case, outcome.exposure.weighted_cases[case.id])
    )
    charges = []
    for t, heads in enumerate((*there, there[-1])):
        amount, unweighted = (
            (fixed[t] if heads > 0 else tail[t]) + per_head[t] * min(max(heads, 0), case.most_heads)
            for fixed, per_head, tail in (weighted, plain)
        )
        charges.append(Charge(amount, unweighted, period=t))
    return charges


def _least(amounts: Amounts, in_force: Sequence[Sequence[int]]) -> list[int]:
    """[t + tail] the least of what the cuts in force leave of coefficients [a, t + tail]."""
    rows: list[list[int]] = amounts.tolist()
    return [min(rows[a][t] for a in cuts) for t, cuts in enumerate(in_force)]


def charges_of(outcome: Outcome, channel: Channel) -> Iterable[Charge]:
    """Charges of all cases of a channel."""
    for case in outcome.exposure.of(channel):
        yield from exposure_of(outcome, case)


def shares_of(outcome: Outcome, channel: Channel) -> Sequence[int]:
    """What each move adds to the exposure of a channel.

    A case's difference from staying put is shared among the moves that touch it by head-periods
    away or arrived, to the last unit.
    """
    parts = [0] * len(outcome.landings)
    for case in outcome.exposure.of(channel):
        stay = [
            sum(outcome.scenario.posts[cohort][t] for cohort in case.residents)
            for t in range(len(outcome.scenario.periods))
        ]
        uncut = cuts_in_force(outcome, case)
        before = sum(charge.amount for charge in _charges(outcome, case, stay, uncut))
        after = sum(charge.amount for charge in exposure_of(outcome, case))
        weights = [_touches(outcome, landing, case) for landing in outcome.landings]
        for i, share in enumerate(split(after - before, weights)):
            parts[i] += share
    return parts


def _touches(outcome: Outcome, landing: Landing, case: CaseFile) -> int:
    scenario, span = outcome.scenario, len(outcome.scenario.periods)
    cohort, office = scenario.cohorts[landing.cohort], scenario.offices[landing.office]
    tail = scenario.horizon.tail_periods
    left = max(0, span - landing.leaves + tail) if cohort.id in case.residents else 0
    arrives = cohort.id in case.concerned and office.id in case.sites
    return landing.heads * abs((span - landing.lands + tail if arrives else 0) - left)


def split(amount: int, weights: Sequence[int]) -> list[int]:
    """An amount in whole units, by weight, adding up; what is left over goes to the first."""
    total = sum(weights)
    if not total:
        return [0] * len(weights)
    parts, carried = [], 0
    for done in _running(weights):
        upto = amount * done // total
        parts.append(upto - carried)
        carried = upto
    return parts


def _running(weights: Sequence[int]) -> Iterable[int]:
    total = 0
    for weight in weights:
        total += weight
        yield total
