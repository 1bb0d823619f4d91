"""The plan in force on a day: commitments, planned moves, and limits that decisions set."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.plan import MoveKey
from models.plan_in_force import Agreed, Firmness, MoveInForce
from models.scenario import Scenario
from streams.commitments import (
    commitments,
    current_decisions,
    rejected_destinations,
    rejected_moves,
)
from streams.state import Programme


def plan_in_force(
    base: Scenario, facts: Programme, labels: tuple[str, ...], today: date
) -> tuple[MoveInForce, ...]:
    """Moves of the plan in force, firm ones first.

    A firm move whose period has begun without word of its landing is expected in the first period
    to come. A planned one that nobody has taken up in time is no longer part of the plan.
    """
    firm: dict[MoveKey, MoveInForce] = {}
    for move in _firm_moves(base, facts, labels):
        key = MoveKey.of(move)
        firm[key] = _sum_of(firm[key], move) if key in firm else move
    planned = [
        move
        for move in _planned_moves(base, facts, today)
        if MoveKey.of(move) not in firm and move.period in labels
    ]
    cohorts = {cohort.id for cohort in base.cohorts}
    offices = {office.id for office in base.offices}
    return tuple(
        move
        for move in (*firm.values(), *planned)
        if move.cohort in cohorts and move.destination in offices
    )


def limits_from_decisions(
    base: Scenario, facts: Programme, labels: tuple[str, ...]
) -> tuple[Agreed, ...]:
    """Limits from decisions: an accepted move to the posts accepted, a rejected one to none.

    Where the no is to a destination, what had been promised there before stays.
    """
    promised = {each.move_key: each.open_heads for each in commitments(facts)}
    decided = {**dict.fromkeys(rejected_moves(facts), 0), **promised}
    moves = [_limit(key, heads) for key, heads in decided.items() if key.period in labels]
    places = [
        Agreed(
            cohort=cohort,
            destination=office,
            heads=sum(heads for key, heads in promised.items() if key[:2] == (cohort, office)),
        )
        for cohort, office in sorted(rejected_destinations(facts))
    ]
    cohorts = {cohort.id for cohort in base.cohorts}
    offices = {office.id for office in base.offices}
    found = [each for each in base.under_way.agreed if each.period in {None, *labels}]
    return tuple(
        each
        for each in (*found, *sorted(moves, key=str), *places)
        if each.cohort in cohorts and each.destination in offices
    )


def _firm_moves(base: Scenario, facts: Programme, labels: tuple[str, ...]) -> Iterator[MoveInForce]:
    decided = {MoveKey.parse(each.recommendation) for each in current_decisions(facts)}
    for move in base.incumbent:
        if move.standing is not Firmness.PLANNED and MoveKey.of(move) not in decided:
            yield move.model_copy(update={"period": max(move.period, labels[0])})
    for each in commitments(facts):
        cohort, destination, mode, period = each.move_key
        due = max(period, labels[0])
        if each.open_heads and due in labels:
            yield MoveInForce(
                cohort=cohort,
                destination=destination,
                mode=mode,
                period=due,
                heads=each.open_heads,
                standing=each.firmness,
                started_on=each.started_on,
            )


def _planned_moves(base: Scenario, facts: Programme, today: date) -> Iterator[MoveInForce]:
    """Moves that nobody has decided on and that can still start in time."""
    closed = {each.move_key for each in commitments(facts)} | set(rejected_moves(facts))
    barred = rejected_destinations(facts)
    if facts.reference is None:
        for old in base.incumbent:
            open_to = (old.cohort, old.destination) not in barred
            if old.standing is Firmness.PLANNED and MoveKey.of(old) not in closed and open_to:
                yield old
        return
    answer = facts.reference.answer
    proposed = {each.move_key: each for each in answer.proposals}
    for move in answer.plan.moves if answer.plan is not None else ():
        proposal = proposed.get(MoveKey.of(move))
        in_time = proposal is None or today <= proposal.expires_on
        heads = move.heads - (proposal.firm if proposal is not None else 0)
        open_to = (move.cohort, move.destination) not in barred
        if heads and in_time and open_to and MoveKey.of(move) not in closed:
            yield MoveInForce(
                cohort=move.cohort,
                destination=move.destination,
                mode=move.mode,
                period=move.period,
                heads=heads,
            )


def _sum_of(one: MoveInForce, other: MoveInForce) -> MoveInForce:
    """Two firm moves due in the same period, as one."""
    starts = [each.started_on for each in (one, other) if each.started_on is not None]
    announced = Firmness.ANNOUNCED in {one.standing, other.standing}
    return one.model_copy(
        update={
            "heads": one.heads + other.heads,
            "standing": Firmness.ANNOUNCED if announced else Firmness.ACCEPTED,
            "started_on": max(starts, default=None),
        }
    )


def _limit(key: MoveKey, heads: int) -> Agreed:
    cohort, destination, mode, period = key
    return Agreed(cohort=cohort, destination=destination, mode=mode, period=period, heads=heads)
