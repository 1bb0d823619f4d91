"""What a case costs under a plan, for the channels that count heads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.risk import Channel
from planner.exposure.book import CaseFile
from planner.outcome import Landing, Outcome
from planner.rules.rule import Charge


def heads_there(outcome: Outcome, case: CaseFile) -> list[int]:
    """[t] concerned heads that work for the case's entity in its jurisdiction."""
    scenario = outcome.scenario
    there = [0] * len(scenario.periods)
    for stock in outcome.stocks:
        cohort, office = scenario.cohorts[stock.cohort], scenario.offices[stock.office]
        if stock.at_home:
            counts = cohort.id in case.residents
        else:
            counts = cohort.id in case.concerned and office.id in case.sites
        if counts:
            there = [total + heads for total, heads in zip(there, stock.heads, strict=True)]
    return there


def exposure_of(outcome: Outcome, case: CaseFile) -> list[Charge]:
    """[t + tail] charge of one case in each period, as it would be with these heads there."""
    return _charges(outcome, case, heads_there(outcome, case))


def _charges(outcome: Outcome, case: CaseFile, there: Sequence[int]) -> list[Charge]:
    weighted = outcome.exposure.weighted
    coefficients = tuple(
        tuple(zip((int(x) for x in plain), (int(x) for x in weighted(plain)), strict=True))
        for plain in (case.fixed, case.per_head, case.tail)
    )
    charges = []
    for t, heads in enumerate((*there, there[-1])):
        fixed, per_head, tail = (each[t] for each in coefficients)
        standing = fixed if heads > 0 else tail
        counted = min(max(heads, 0), case.reference)
        charges.append(
            Charge(
                standing[1] + per_head[1] * counted, standing[0] + per_head[0] * counted, period=t
            )
        )
    return charges


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
        before = sum(charge.amount for charge in _charges(outcome, case, stay))
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
