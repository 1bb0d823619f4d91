"""Random tiny companies in which rules of every family have something to say at once."""

from __future__ import annotations

from models.limits import (
    Acceptance,
    Continuity,
    Quota,
    QuotaKind,
    QuotaSpan,
    Team,
    TeamKind,
)
from models.places import Office
from models.plan_in_force import Churn, MoveInForce
from models.scenario import Scenario
from models.workforce import CostOverride, Mode
from tests.planner.rules.every_duty import EveryDuty
from tests.planner.rules.tiny_companies import Dice
from tests.planner.rules.tiny_exporters import tiny_exporter

LEAST_PLANS = 10


def tiny_mixed(seed: int, most_plans: int) -> EveryDuty:
    """A company with data, routes and redundancies, and with teams, quotas, leases and blocks.

    Parameters
    ----------
    seed
        Which company.
    most_plans
        Plans it may have at most; others are thrown again.
    """
    dice = Dice(77, seed)
    while True:
        base = tiny_exporter(dice.upto(100_000), most_plans // 2, LEAST_PLANS).scenario
        fields = {name: getattr(base, name) for name in Scenario.model_fields}
        every = EveryDuty(Scenario(**{**fields, **_limits(dice, base)}))
        if every.number(most_plans) <= most_plans:
            return every


def _limits(dice: Dice, base: Scenario) -> dict[str, object]:
    who = dice.one_of(base.cohorts)
    offices = tuple(_office(dice, each) for each in base.offices)
    there = dice.one_of([each.id for each in offices if each.id != who.office])
    people = who.posts - who.vacant
    quota = Quota(
        id="quota",
        kind=dice.one_of((QuotaKind.ARRIVALS, QuotaKind.REDUNDANCIES)),
        at=there,
        span=dice.one_of(tuple(QuotaSpan)),
        heads=dice.upto(2),
        source="assumption",
    )
    if quota.kind is QuotaKind.REDUNDANCIES:
        quota = quota.model_copy(update={"at": base.jurisdictions[0].id})
    incumbent = MoveInForce(
        cohort=who.id,
        destination=there,
        mode=dice.one_of(tuple(Mode)),
        period=dice.one_of(base.periods).label,
        heads=1 + dice.upto(1),
    )
    return {
        "offices": offices,
        "teams": _teams(dice, base) if dice.in_ten(6) else (),
        "acceptance": (Acceptance(cohort=who.id, share=0.5, low=0.0),) if people > 1 else (),
        "quotas": (quota,) if dice.in_ten(4) else (),
        "continuity": Continuity(
            periods=1,
            max_share=0.5 if dice.in_ten(3) else None,
            max_replaced_share=dice.one_of((0.5, 1.0)),
        ),
        "costs": (_override(dice, who.id, there),) if dice.in_ten(3) else (),
        "incumbent": (incumbent,) if dice.in_ten(5) else (),
        "churn": Churn(per_head=dice.amount("USD", 9)),
    }


def _office(dice: Dice, office: Office) -> Office:
    lease = {"lease": dice.amount("USD", 5)}
    if dice.in_ten(7):
        return office.model_copy(update=lease)
    blocks = {
        "seats": dice.upto(2) if dice.in_ten(5) else office.seats,
        "block_seats": 1 + dice.upto(1),
        "max_blocks": 1,
        "block_fit_out": dice.amount("USD", 3),
        "block_lease": dice.amount("USD", 3),
    }
    return office.model_copy(update={**lease, **blocks})


def _teams(dice: Dice, base: Scenario) -> tuple[Team, ...]:
    changing = {step.cohort for step in base.headcount}
    steady = [cohort for cohort in base.cohorts if cohort.id not in changing]
    if steady and dice.in_ten(5):
        name = dice.one_of(steady).id
        return (Team(id="whole", kind=TeamKind.INDIVISIBLE, cohorts=(name,)),)
    name = dice.one_of(base.cohorts).id
    return (Team(id="batch", kind=TeamKind.MINIMUM_BATCH, cohorts=(name,), minimum=2),)


def _override(dice: Dice, cohort: str, office: str) -> CostOverride:
    return CostOverride(
        cohort=cohort,
        office=office,
        one_off=dice.amount("USD", 8) if dice.in_ten(7) else None,
        annual=dice.amount("USD", 30) if dice.in_ten(5) else None,
        seats_per_head=dice.one_of((0.5, 1.0, 2.0)),
    )
