"""Random companies so small that every plan of theirs can be judged: same seed, same company."""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date
from types import MappingProxyType
from typing import Any

from models.calendar import Horizon, PeriodKind
from models.limits import QuotaKind
from models.money import Money
from models.plan import Plan
from models.scenario import Scenario
from models.settings import Budget, ExposureCap, FiscalYearBudget
from planner.audit import audit
from tests.support.builders import rate, scenario
from tests.support.every_plan import EveryPlan
from tests.support.random_companies.data import duties
from tests.support.random_companies.draw import PLACES, WORTH, Dice, Draw, Feature
from tests.support.random_companies.limits import in_force, limits
from tests.support.random_companies.people import people
from tests.support.random_companies.places import places
from tests.support.random_companies.requests import requests
from tests.support.random_companies.tight import tightened

KINDS: Mapping[str, Set[Feature]] = MappingProxyType(
    {
        "mixed": frozenset(),
        "money": frozenset({Feature.SEATS, Feature.RISK, Feature.LIMITS_ON_MONEY}),
        "limits": frozenset({Feature.SEATS, Feature.QUOTAS, Feature.TEAMS}),
        "duties": frozenset({Feature.RISK, Feature.ROUTES, Feature.REDUNDANCY_LAW}),
        "modes": frozenset({Feature.PLACEMENTS, Feature.PACE}),
        "requests": frozenset({Feature.REQUESTS, Feature.RISK, Feature.MEASURES}),
    }
)
"""Features that every company of a kind has, whatever else falls to it."""

OTHERS = {"mixed": 4, "limits": 1}
"""How many times in ten each other feature falls to a company of a kind; three times otherwise.

Fewer where quotas matter: with all else that may forbid moves, nobody would move at all.
"""

DAYS = (*(date(2027, 1, 1),) * 3, date(2026, 12, 2), date(2027, 2, 14), date(2027, 9, 30))
"""Planning dates, one of them more often than the others."""

TRIES = 10
"""Companies that are drawn with the same features before others are drawn."""


def tiny_company(
    seed: int, most_plans: int, kind: str = "mixed", least_plans: int = 20
) -> EveryPlan:
    """A random company, with all of its plans.

    Parameters
    ----------
    seed
        Which one.
    most_plans, least_plans
        How many plans there are to judge; companies with more or fewer are drawn again.
    kind
        Its certain features, of ``KINDS``.
    """
    attempt, of_kind = 0, tuple(KINDS).index(kind)
    while True:
        features = _features(Dice(seed, attempt // TRIES, of_kind), kind)
        draw = _draw(Dice(seed, attempt, of_kind, 1), features)
        every = EveryPlan(_company(draw))
        if least_plans <= every.number(most_plans) <= most_plans:
            every = EveryPlan(tightened(draw, every.scenario))
            limited = Feature.LIMITS_ON_MONEY in features
            return _with_limits_on_money(draw.dice, every) if limited else every
        attempt += 1


def _features(dice: Dice, kind: str) -> frozenset[Feature]:
    chance = [each for each in Feature if each is not Feature.REQUESTS]
    return frozenset({*KINDS[kind], *dice.some_of(chance, OTHERS.get(kind, 3))})


def _draw(dice: Dice, features: frozenset[Feature]) -> Draw:
    third = dice.some_of((dice.one_of(tuple(PLACES)[2:]),), 6)
    scarce = dice.one_of((*QuotaKind, None)) if Feature.QUOTAS in features else None
    return Draw(dice, dice.one_of(DAYS), features, ("shanghai", "bengaluru", *third), scarce)


def _company(draw: Draw) -> Scenario:
    tables = {**_calendar(draw), **places(draw), **people(draw)}
    tables |= duties(draw, tables["cohorts"])
    tables |= limits(draw, tables["cohorts"], {step.cohort for step in tables["headcount"]})
    tables |= in_force(draw, scenario(**tables))
    asked = requests(draw, scenario(**tables)) if draw.has(Feature.REQUESTS) else {}
    return scenario(**tables, **asked)


def _calendar(draw: Draw) -> dict[str, Any]:
    dice = draw.dice
    return {
        "horizon": Horizon(
            period=PeriodKind.QUARTER if dice.in_ten(9) else PeriodKind.MONTH,
            periods=dice.one_of((2, 2, 3)),
            tail_periods=dice.one_of((4, 8) if draw.scarce else (0, 3, 4, 8)),
            fiscal_year_starts=dice.one_of((1, 7)),
        ),
        "planning_date": draw.today,
        "discount_rate": dice.one_of((0.0, 0.083)),
        "risk_weight": dice.one_of((0.0, 0.5, 1.0, 2.37)),
        "refill_window_periods": dice.one_of((0, 1, 2)),
        "rates": tuple(rate(currency, worth) for currency, worth in WORTH.items()),
    }


def _with_limits_on_money(dice: Dice, every: EveryPlan) -> EveryPlan:
    """The same under a budget or a cap that some plan keeps to the dollar, or misses by one."""
    company = every.scenario
    some = Plan(
        moves=dice.moves(every.moves, 2),
        measures=dice.one_of(every.measures),
        routes=dice.one_of(every.routes),
        consultations=dice.one_of(every.consultations),
    )
    lines = audit(some, every.books).price_list
    less = 100 * dice.one_of((-1, 0, 1))
    cash = sum(line.one_off_cash for line in lines) - less
    exposed = sum(line.unweighted for line in lines if line.rule.endswith("exposure")) - less
    spend, expose = (Money(currency="USD", amount=max(0, each)) for each in (cash, exposed))
    year = FiscalYearBudget(fiscal_year=dice.one_of(company.periods).fiscal_year, limit=spend)
    limits: tuple[dict[str, Any], ...] = (
        {"budget": Budget(by_fiscal_year=(year,))},
        {"budget": Budget(total=spend)},
        {"exposure_cap": ExposureCap(total=expose)},
    )
    off = {"switched_off": ("budget", "exposure_cap")} if dice.in_ten(1) else {}
    return EveryPlan(company.model_copy(update={**dice.one_of(limits), **off}))
