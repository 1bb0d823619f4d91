"""Random tiny companies where people can be placed at home, posts fall away and teams keep pace."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.calendar import Horizon
from models.limits import Continuity, Quota, QuotaKind, QuotaSpan, Team, TeamKind
from models.places import Office
from models.scenario import Scenario
from models.workforce import (
    Cohort,
    CostOverride,
    HeadcountStep,
    ModePolicies,
    ModePolicy,
    Substitute,
)
from tests.builders import cohort, entity, jurisdiction, office, pay, role, scenario, service
from tests.planner.rules.duties import redundancy_law
from tests.planner.rules.every_duty import EveryDuty
from tests.planner.rules.tiny_companies import Dice

LEAST_PLANS = 20
OFFICES = ("bengaluru", "dalian", "shanghai")
STARTS = (date(2027, 4, 1), date(2027, 7, 1))


def tiny_modes(seed: int, most_plans: int) -> EveryDuty:
    """A company of at most so many plans, the same each time."""
    attempt = 0
    while True:
        every = EveryDuty(_company(Dice(seed, attempt, 13)))
        if LEAST_PLANS <= every.number(most_plans) <= most_plans:
            return every
        attempt += 1


def _company(dice: Dice) -> Scenario:
    names = OFFICES if dice.in_ten(3) else ("bengaluru", "shanghai")
    cohorts = _cohorts(dice, names)
    law = None
    if dice.in_ten(4):
        cost = dice.amount("USD", 9)
        law = redundancy_law(
            heads=1 + dice.upto(2), consultation_days=dice.one_of((0, 90)), consultation=cost
        )
    return scenario(
        horizon=Horizon(periods=dice.one_of((2, 3)), tail_periods=dice.one_of((0, 4))),
        refill_window_periods=dice.one_of((0, 1)),
        modes=_modes(dice),
        continuity=Continuity(max_replaced_share=dice.one_of((0.5, 0.5, 1.0))),
        jurisdictions=(jurisdiction("china", mass_redundancy=law), jurisdiction("india")),
        entities=(entity("bank_cn", "china"), entity("services_in", "india")),
        offices=tuple(_office(dice, name) for name in names),
        roles=(role("analyst"), role("clerk")),
        pay=tuple(
            pay(who, name, str(dice.amount("USD", 20 if name == "bengaluru" else 80)))
            for who in ("analyst", "clerk")
            for name in names
        ),
        cohorts=cohorts,
        headcount=tuple(_headcount(dice, cohorts)),
        service=tuple(
            service(each.id, each.posts - each.vacant, dice.upto(6), str(dice.amount("USD", 5)))
            for each in cohorts
            if each.posts > each.vacant and dice.in_ten(9)
        ),
        substitutes=tuple(_substitutes(dice)),
        teams=_teams(dice, cohorts),
        quotas=(_quota(dice),) if dice.in_ten(4) else (),
        costs=(_listed(dice, cohorts),) if dice.in_ten(2) else (),
    )


def _modes(dice: Dice) -> ModePolicies:
    learning = ModePolicy(ramp_up_months=dice.one_of((0.0, 3.0)), ramp_up_loss=0.35)
    return ModePolicies(
        transfer=learning,
        redundancy=learning.model_copy(update={"overlap_periods": dice.one_of((0, 0, 1))}),
        refill=learning,
        redeploy=learning.model_copy(update={"overlap_periods": dice.one_of((0, 0, 1))}),
    )


def _office(dice: Dice, name: str) -> Office:
    if name == "bengaluru":
        some = dice.amount("USD", 40) if dice.in_ten(3) else None
        return office(name, "india", "services_in", hiring_share=0.1, relocation=some)
    employer = "services_in" if name == "dalian" and dice.in_ten(2) else "bank_cn"
    inland = dice.amount("USD", 5) if dice.in_ten(7) else None
    return office(
        name,
        "china",
        employer,
        hiring_share=0.2,
        visa_days=dice.one_of((0, 90)),
        relocation=None,
        domestic_relocation=inland,
    )


def _cohorts(dice: Dice, names: tuple[str, ...]) -> tuple[Cohort, ...]:
    homes = [name for name in names if name != "bengaluru"]
    return tuple(
        cohort(
            f"team_{i}",
            role=dice.one_of(("analyst", "clerk")),
            office=dice.one_of(homes),
            posts=(posts := 1 + dice.upto(2)),
            vacant=dice.upto(posts) if dice.in_ten(5) else 0,
            attrition=dice.one_of((0.0, 0.4, 1.0)),
            never_to=("bengaluru",) if i and dice.in_ten(6) else (),
        )
        for i in range(dice.one_of((1, 2, 2)))
    )


def _headcount(dice: Dice, cohorts: tuple[Cohort, ...]) -> list[HeadcountStep]:
    return [
        HeadcountStep(
            cohort=each.id,
            effective_from=dice.one_of(STARTS),
            posts=max(0, each.posts + dice.one_of((-1, -2, 1))),
        )
        for each in cohorts
        if dice.in_ten(5)
    ]


def _substitutes(dice: Dice) -> list[Substitute]:
    return [
        Substitute(
            role_from=one,
            role_to=other,
            acceptance=dice.one_of((0.5, 1.0)),
            retraining=dice.amount("USD", 3) if dice.in_ten(5) else None,
            retraining_months=dice.one_of((0.0, 2.0)),
            retraining_loss=0.25,
        )
        for one in ("analyst", "clerk")
        for other in ("analyst", "clerk")
        if dice.in_ten(8)
    ]


def _teams(dice: Dice, cohorts: tuple[Cohort, ...]) -> tuple[Team, ...]:
    fields: dict[str, Any] = {"id": "team", "cohorts": (cohorts[0].id,)}
    if dice.in_ten(3):
        return (Team(**fields, kind=TeamKind.MINIMUM_BATCH, minimum=2),)
    if len(cohorts) > 1 and dice.in_ten(2):
        whole = {"kind": TeamKind.APART, "replaced_whole": True}
        return (Team(**{**fields, **whole, "cohorts": tuple(each.id for each in cohorts)}),)
    return ()


def _quota(dice: Dice) -> Quota:
    return Quota(
        id="few",
        kind=QuotaKind.REDUNDANCIES,
        at="china",
        span=dice.one_of(tuple(QuotaSpan)),
        heads=dice.upto(2),
        source="assumption",
    )


def _listed(dice: Dice, cohorts: tuple[Cohort, ...]) -> CostOverride:
    return CostOverride(cohort=cohorts[0].id, office="bengaluru", one_off=dice.amount("USD", 8))
