"""Random cohorts, what they earn, how long they have served and how many posts there will be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from models.labour import LabourMarketYear
from models.limits import QuotaKind
from models.money import Money
from models.workforce import Cohort, HeadcountStep, ServiceBand, Substitute
from tests.support.builders import cohort, pay, role, service
from tests.support.random_companies.draw import PLACES, STARTS, Draw, Feature

ROLES = ("analyst", "lead")


def people(draw: Draw) -> dict[str, Any]:
    """Tables of people."""
    dice, cohorts = draw.dice, _cohorts(draw)
    return {
        "roles": (
            role("analyst", skills=("audit",) if dice.in_ten(3) else ()),
            role(
                "lead",
                licences=("bank",) if dice.in_ten(3) else (),
                function=dice.one_of(("analyst", None)),
            ),
        ),
        "cohorts": cohorts,
        "pay": tuple(
            pay(who, name, str(_pay(draw, name)))
            for who in ROLES
            for name in draw.offices
            if dice.in_ten(9) or any(each.office == name for each in cohorts)
        ),
        "pay_year": dice.one_of((None, 2026)),
        "labour_market": tuple(_market_year(draw, name) for name in dice.some_of(draw.offices, 3)),
        "headcount": tuple(_step(draw, each) for each in cohorts if _changes(draw)),
        "service": tuple(band for each in cohorts for band in _service(draw, each)),
        "substitutes": tuple(_substitutes(draw)),
    }


def _cohorts(draw: Draw) -> tuple[Cohort, ...]:
    both = ((1, 1), (1, 2), (2, 1), (2, 2), (3, 1))
    alone = () if draw.has(Feature.PLACEMENTS) else ((1,), (2,), (3,), (4,))
    sizes = draw.dice.one_of((*alone, *both))
    return tuple(_cohort(draw, f"team_{i}", posts) for i, posts in enumerate(sizes))


def _cohort(draw: Draw, name: str, posts: int) -> Cohort:
    dice, at_risk = draw.dice, draw.scarce is QuotaKind.PEOPLE_AT_RISK
    home = "shanghai" if draw.scarce or dice.in_ten(7) else dice.one_of(draw.offices)
    others = [each for each in draw.offices if each != home]
    must_go = 1 + dice.upto(posts - 1) if dice.upto(19) == 0 else 0

    def some(times: int) -> int:
        return 1 + dice.upto(posts - 1) if dice.in_ten(times) else 0

    return cohort(
        name,
        role=dice.one_of(("analyst", "analyst", "lead")),
        entity=dice.one_of([who for _, who in PLACES.values()])
        if dice.in_ten(1)
        else PLACES[home][1],
        office=home,
        posts=posts,
        vacant=some(5 if draw.has(Feature.PLACEMENTS) else 3),
        attrition=dice.one_of((0.0, 0.4, 1.0)),
        must_go=must_go,
        must_stay=1 if dice.in_ten(1) and must_go < posts else 0,
        # Whoever is kept at risk by law leaves nothing for a quota to ask.
        protected=0 if at_risk else dice.one_of((None, 0, 0, 0, 0, 0, some(10))),
        exit_barred=0 if at_risk else dice.one_of((None, 0, 0, 0, 0, 0, some(10))),
        at_risk=at_risk or dice.in_ten(1),
        never_to=(dice.one_of(others),) if dice.in_ten(1) else (),
        only_to=(dice.one_of(others),) if dice.in_ten(3) else (),
        seats_per_head=dice.one_of((1.0, 1.0, 0.8, 1.25, 0.333)),
    )


def _pay(draw: Draw, office: str) -> Money:
    """Less abroad, most often; more where people at risk have no other reason to leave."""
    dear = "bengaluru" if draw.scarce is QuotaKind.PEOPLE_AT_RISK else "shanghai"
    least = 50 if office == dear else 0
    return draw.amount(office, least + 40, least)


def _market_year(draw: Draw, office: str) -> LabourMarketYear:
    dice = draw.dice
    return LabourMarketYear(
        office=office,
        year=dice.one_of((2026, 2027, 2028)),
        attrition=dice.one_of((0.0, 0.2, 0.9)),
        wage_growth=dice.one_of((-0.1, 0.05, 0.3)),
        source="assumption",
    )


def _changes(draw: Draw) -> bool:
    return draw.dice.in_ten(5 if draw.has(Feature.PLACEMENTS) else 1)


def _step(draw: Draw, each: Cohort) -> HeadcountStep:
    dice, days = draw.dice, (*STARTS, date(2027, 3, 1), date(2027, 5, 1), date(2027, 8, 1))
    return HeadcountStep(
        cohort=each.id,
        effective_from=dice.one_of([day for day in days if day > draw.today]),
        posts=max(0, each.posts + dice.one_of((-1, -1, -2, 1))),
    )


def _service(draw: Draw, each: Cohort) -> tuple[ServiceBand, ...]:
    dice, people_there = draw.dice, each.posts - each.vacant
    hires = {QuotaKind.REDUNDANCIES: 10, QuotaKind.VISAS: 1}.get(
        draw.scarce or QuotaKind.ARRIVALS, 8
    )
    if not people_there or not dice.in_ten(hires):
        return ()
    first = 1 + dice.upto(people_there - 1)
    sizes = [first] + ([people_there - first] if people_there > first else [])
    return tuple(
        service(
            each.id, size, dice.upto(15), str(draw.amount(each.office, 4)), months=dice.upto(11)
        )
        for size in sizes
    )


def _substitutes(draw: Draw) -> Iterator[Substitute]:
    dice = draw.dice
    for one in ROLES:
        for other in ROLES:
            if draw.has(Feature.PLACEMENTS) and dice.in_ten(8):
                yield Substitute(
                    role_from=one,
                    role_to=other,
                    acceptance=dice.one_of((0.5, 1.0)),
                    retraining=dice.amount("USD", 3) if dice.in_ten(5) else None,
                    retraining_months=dice.one_of((0.0, 2.0)),
                    retraining_loss=0.25,
                )
