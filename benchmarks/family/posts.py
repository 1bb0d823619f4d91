"""Cohorts, the people in them, and how their posts change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random

from benchmarks.family.drawing import Rates, local, some
from benchmarks.family.places import BANK, CHINA, EXPORTERS, SECOND_SITE, SERVICES, SHANGHAI
from models.money import Money
from models.places import Office
from models.workforce import (
    Cohort,
    CostOverride,
    HeadcountStep,
    PayRate,
    Role,
    ServiceBand,
    Substitute,
)

SHARE_AT_SHANGHAI = 0.7
EMPLOYERS = {SHANGHAI: (EXPORTERS, (5, 3, 2)), SECOND_SITE: ((SERVICES, BANK), (1, 1))}
"""Who employs at the mainland offices, with weights."""


def cohorts(
    count: int, offices: Sequence[Office], pay: Sequence[PayRate], draw: Random
) -> tuple[Cohort, ...]:
    """Cohorts of 3 to 60 posts, seven of ten at Shanghai; what holds posts back is drawn."""
    homes = _homes(count, [office.id for office in offices], draw)
    employers = {office.id: office.entity for office in offices}
    mainland = {office.id for office in offices if office.jurisdiction == CHINA}
    inland = [i for i, home in enumerate(homes) if home in mainland]
    staying, protected, barred, risky, bound, averse, dense, full = (
        set(some(draw, choice, share))
        for choice, share in (
            (range(count), 0.08),
            (range(count), 0.3),
            (inland, 0.08),
            (inland, 0.06),
            (range(count), 0.15),
            (range(count), 0.1),
            (range(count), 0.3),
            (range(count), 0.3),
        )
    )
    roles = {o.id: [rate.role for rate in pay if rate.office == o.id] for o in offices}
    made = []
    for i, home in enumerate(homes):
        names, weights = EMPLOYERS.get(home, ((employers[home],), (1,)))
        posts = draw.randint(3, 60)
        elsewhere = [office.id for office in offices if office.id != home]
        made.append(
            Cohort(
                id=f"c{i:04d}",
                role=draw.choice(roles[home]),
                entity=draw.choices(names, weights)[0],
                office=home,
                posts=posts,
                vacant=0 if i in full else draw.randint(0, max(1, posts // 8)),
                attrition=round(draw.uniform(0.05, 0.18), 3),
                must_stay=posts // 3 if i in staying else 0,
                protected=max(1, posts // 12) if i in protected else 0,
                exit_barred=max(1, posts // 10) if i in barred else 0,
                at_risk=i in risky,
                only_to=tuple(some(draw, elsewhere, 0.4)) if i in bound else (),
                never_to=(draw.choice(elsewhere),) if i in averse and i not in bound else (),
                seats_per_head=0.8 if i in dense else 1.0,
            )
        )
    return tuple(made)


def with_destinations(
    cohorts_: Sequence[Cohort],
    pay: Sequence[PayRate],
    fewest: int,
    most: int,
    draw: Random,
) -> tuple[Cohort, ...]:
    """The same cohorts, each limited to a few offices elsewhere that have its role."""
    paid: dict[str, list[str]] = {}
    for rate in pay:
        paid.setdefault(rate.role, []).append(rate.office)
    made = []
    for cohort in cohorts_:
        there = [office for office in paid[cohort.role] if office != cohort.office]
        chosen = draw.sample(there, min(len(there), draw.randint(fewest, most)))
        made.append(cohort.model_copy(update={"only_to": tuple(sorted(chosen)), "never_to": ()}))
    return tuple(made)


def _homes(count: int, offices: Sequence[str], draw: Random) -> list[str]:
    at_shanghai = round(SHARE_AT_SHANGHAI * count)
    others = [offices[1 + i % (len(offices) - 1)] for i in range(count - at_shanghai)]
    homes = [SHANGHAI] * at_shanghai + others
    draw.shuffle(homes)
    return homes


def headcount(cohorts_: Sequence[Cohort], on: Sequence[date], draw: Random) -> list[HeadcountStep]:
    """Growth or decline of some cohorts, by up to a sixth."""
    return [
        HeadcountStep(
            cohort=cohort.id,
            effective_from=draw.choice(on),
            posts=cohort.posts + draw.choice((-1, 1)) * max(1, cohort.posts // 6),
        )
        for cohort in some(draw, [c for c in cohorts_ if not c.must_stay], 0.08)
    ]


def service(
    cohorts_: Sequence[Cohort], pay: Mapping[tuple[str, str], Money], draw: Random
) -> list[ServiceBand]:
    """Service of nine cohorts of ten, in two bands; the rest is not open to redundancies."""
    bands = []
    for cohort in some(draw, [c for c in cohorts_ if c.posts > c.vacant], 0.9):
        people, annual = cohort.posts - cohort.vacant, pay[cohort.role, cohort.office]
        short, years = people // 2, draw.randint(1, 4)
        for posts, served, factor in ((short, years, 0.055), (people - short, years + 5, 0.07)):
            if posts:
                wage = Money(
                    currency=annual.currency, amount=round(annual.amount * factor / 100) * 100
                )
                bands.append(
                    ServiceBand(
                        cohort=cohort.id,
                        posts=posts,
                        years=served,
                        months=draw.randint(0, 11),
                        monthly_wage=wage,
                    )
                )
    return bands


def substitutes(roles: Sequence[Role]) -> tuple[Substitute, ...]:
    """Half of those who are offered it take a vacant post of their own role."""
    return tuple(Substitute(role_from=role.id, role_to=role.id, acceptance=0.5) for role in roles)


def costs(
    cohorts_: Sequence[Cohort], offices: Sequence[Office], rates: Rates, draw: Random
) -> list[CostOverride]:
    """One listed figure for landing, pay or seats of a few cohorts somewhere."""
    made = []
    for cohort in some(draw, cohorts_, 0.04):
        office = draw.choice([office for office in offices if office.id != cohort.office])
        made.append(
            CostOverride(
                cohort=cohort.id,
                office=office.id,
                one_off=local(draw.uniform(8000, 24000), "USD", rates),
                annual=local(draw.uniform(20_000, 70_000), "USD", rates),
                seats_per_head=draw.choice((0.75, 1.0, 1.2)),
            )
        )
    return made
