"""A plan in force, for the variant that measures new plans against it."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from benchmarks.family.drawing import some
from models.calendar import Period
from models.limits import Team
from models.money import Money
from models.places import Office
from models.plan_in_force import Churn, Firmness, MoveInForce
from models.requests import Request, RequestKind
from models.workforce import Cohort, Mode, PayRate


def churn() -> Churn:
    """Two thousand dollars for a head by which the plan in force changes."""
    return Churn(per_head=Money(currency="USD", amount=200_000))


def requests(cohorts: Sequence[Cohort]) -> tuple[Request, ...]:
    """A post to keep where as many must stay anyway: the rule came after measurements."""
    staying = next(cohort.id for cohort in cohorts if cohort.must_stay)
    return (Request(id="keep-one", kind=RequestKind.KEEP, cohort=staying, posts=1),)


def incumbent(
    cohorts: Sequence[Cohort],
    offices: Sequence[Office],
    pay: Sequence[PayRate],
    teams: Sequence[Team],
    periods: Sequence[Period],
    draw: Random,
) -> tuple[MoveInForce, ...]:
    """Transfers of a quarter of the cohorts that belong to no team; one in eight is announced."""
    bound = {name for team in teams for name in team.cohorts}
    paid = {(rate.role, rate.office) for rate in pay}
    free = [
        cohort
        for cohort in cohorts
        if cohort.id not in bound and not cohort.only_to and not cohort.never_to
    ]
    moves = []
    for i, cohort in enumerate(some(draw, free, 0.25)):
        open_to = [
            office.id
            for office in offices
            if office.id != cohort.office
            and office.relocation is not None
            and (cohort.role, office.id) in paid
        ]
        if open_to:
            moves.append(
                MoveInForce(
                    cohort=cohort.id,
                    destination=draw.choice(open_to),
                    mode=Mode.TRANSFER,
                    period=draw.choice(periods[2:]).label,
                    heads=max(1, cohort.posts // 10),
                    standing=Firmness.PLANNED if i % 8 else Firmness.ANNOUNCED,
                )
            )
    return tuple(moves)
