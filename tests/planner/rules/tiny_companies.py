"""Random companies so small that every plan of theirs can be judged: same seed, same company."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

import numpy as np

from models.calendar import Horizon
from models.data import DataClass
from models.labour import LabourMarketYear, PartYear
from models.money import Money
from models.places import Office
from models.plan import Move, Plan
from models.risk import Channel
from models.scenario import Scenario
from models.settings import Budget, ExposureCap, FiscalYearBudget
from models.workforce import (
    Cohort,
    HeadcountStep,
    ModePolicies,
    ModePolicy,
    PlaceKind,
    ResidualPresence,
    ServiceBand,
)
from planner.audit import audit
from planner.books import books_of
from tests.builders import (
    access,
    case,
    cohort,
    dataset,
    entity,
    jurisdiction,
    money,
    office,
    pay,
    rate,
    role,
    scenario,
    service,
    severance,
    topic,
)
from tests.planner.rules.every_plan import number_of_plans, slots

T = TypeVar("T")

CURRENCIES = {"china": "CNY", "india": "INR", "japan": "JPY"}
WORTH = {"CNY": "0.1397", "INR": "0.01163", "JPY": "0.0067"}


def tiny_company(seed: int, most_plans: int) -> Scenario:
    """A random company with at least forty and at most so many plans to judge."""
    attempt = 0
    while True:
        dice = Dice(seed, attempt)
        company = _company(dice)
        number = number_of_plans(company, slots(company, books_of(company)))
        if 40 <= number <= most_plans:
            return _with_limits(dice, company)
        attempt += 1


class Dice:
    """Random choices of one company."""

    def __init__(self, *seed: int) -> None:
        self._generator = np.random.default_rng(seed)

    def upto(self, most: int) -> int:
        """A whole number from 0 to ``most``."""
        return int(self._generator.integers(0, most + 1))

    def one_of(self, values: Sequence[T]) -> T:
        """One of some values, each as likely."""
        return values[self.upto(len(values) - 1)]

    def in_ten(self, times: int) -> bool:
        """True so many times in ten."""
        return self.upto(9) < times

    def amount(self, currency: str, thousands: int) -> Money:
        """An amount, to the last cent, of up to so many thousand dollars in its currency."""
        dollars = float(self._generator.uniform(0, 1000 * thousands))
        written = dollars / float(WORTH.get(currency, "1"))
        return money(
            f"{currency} {written:.0f}" if currency == "JPY" else f"{currency} {written:.2f}"
        )


def _company(dice: Dice) -> Scenario:
    third = dice.one_of(("beijing", "tokyo", ""))
    places = {"shanghai": "china", "bengaluru": "india"}
    places |= {third: "china" if third == "beijing" else "japan"} if third else {}
    employers = {"china": "bank_cn", "india": "services_in", "japan": "bank_jp"}
    offices = [_office(dice, name, place, employers[place]) for name, place in places.items()]
    cohorts = _cohorts(dice, tuple(places.items()), employers)
    span = dice.one_of((2, 3))
    return scenario(
        horizon=Horizon(
            periods=span,
            tail_periods=dice.one_of((0, 1, 4)),
            fiscal_year_starts=dice.one_of((1, 7)),
        ),
        planning_date=dice.one_of((date(2027, 1, 1), date(2027, 2, 14))),
        discount_rate=dice.one_of((0.0, 0.083)),
        risk_weight=dice.one_of((0.0, 0.5, 1.0, 2.37)),
        refill_window_periods=dice.one_of((0, 1, 2)),
        modes=_modes(dice),
        rates=tuple(rate(currency, worth) for currency, worth in WORTH.items()),
        jurisdictions=tuple(_jurisdiction(dice, place) for place in CURRENCIES),
        entities=tuple(entity(name, place) for place, name in employers.items()),
        offices=tuple(offices),
        roles=(
            role("analyst", skills=("audit",) if dice.in_ten(3) else ()),
            role("lead", licences=("bank",) if dice.in_ten(3) else ()),
        ),
        pay=tuple(
            pay(who, name, str(dice.amount(CURRENCIES[place], 90 if place == "china" else 45)))
            for who in ("analyst", "lead")
            for name, place in places.items()
            if dice.in_ten(9) or any(c.office == name for c in cohorts)
        ),
        cohorts=cohorts,
        headcount=_headcount(dice, cohorts),
        service=tuple(band for each in cohorts for band in _service(dice, each, places)),
        presence=_presence(dice, tuple(places), cohorts),
        **_risk(dice, cohorts),
        labour_market=_labour_market(dice, tuple(places)),
        pay_year=dice.one_of((None, 2026)),
    )


def _labour_market(dice: Dice, offices: Sequence[str]) -> tuple[LabourMarketYear, ...]:
    return tuple(
        LabourMarketYear(
            office=name,
            year=dice.one_of((2026, 2027, 2028)),
            attrition=dice.one_of((0.0, 0.2, 0.9)),
            wage_growth=dice.one_of((-0.1, 0.05, 0.3)),
            source="assumption",
        )
        for name in offices
        if dice.in_ten(4)
    )


def _modes(dice: Dice) -> ModePolicies:
    learning = ModePolicy(ramp_up_months=dice.one_of((0.0, 3.0)), ramp_up_loss=0.35)
    return ModePolicies(
        transfer=learning,
        redundancy=ModePolicy(
            overlap_periods=dice.one_of((0, 0, 1)), ramp_up_months=4.0, ramp_up_loss=0.5
        ),
        refill=learning,
    )


def _jurisdiction(dice: Dice, place: str) -> Any:
    currency = CURRENCIES[place]
    rule = severance(
        months_per_year=dice.one_of((0.5, 1.0)),
        part_year=dice.one_of(tuple(PartYear)),
        wage_cap=dice.amount(currency, 9) if dice.in_ten(4) else None,
        years_cap=12.0 if dice.in_ten(4) else None,
        years_cap_only_above_wage_cap=dice.in_ten(5),
        total_cap=dice.amount(currency, 60) if dice.in_ten(3) else None,
        notice_months=dice.one_of((0.0, 1.0)),
        notice_days=dice.one_of((0, 0, 90, 91)),
    )
    return jurisdiction(place, severance=rule)


def _office(dice: Dice, name: str, place: str, employer: str) -> Office:
    currency, growing = CURRENCIES[place], dice.in_ten(3)
    return office(
        name,
        place,
        employer,
        seats=dice.one_of((100, 100, 4) if place == "china" else (100, 100, 3, 1, 0)),
        block_seats=dice.one_of((1, 2)) if growing else 0,
        max_blocks=dice.one_of((1, 1, 2)) if growing else 0,
        block_fit_out=dice.amount(currency, 6) if growing else None,
        block_lease=dice.amount(currency, 6) if growing else None,
        block_lead_days=dice.one_of((0, 90)),
        skills=("audit",) if dice.in_ten(7) else (),
        licences=("bank",) if dice.in_ten(7) else (),
        visa_days=dice.one_of((0, 0, 90, 120)),
        hiring_days=dice.one_of((0, 0, 90, 120)),
        visa=dice.amount(currency, 3) if dice.in_ten(5) else None,
        relocation=dice.amount(currency, 12) if dice.in_ten(8) else None,
        hiring_share=dice.one_of((0.0, 0.21)),
    )


def _cohorts(
    dice: Dice, places: Sequence[tuple[str, str]], employers: dict[str, str]
) -> tuple[Cohort, ...]:
    number = dice.one_of((1, 2))
    return tuple(_cohort(dice, f"team_{i}", places, employers, number) for i in range(number))


def _cohort(
    dice: Dice,
    name: str,
    places: Sequence[tuple[str, str]],
    employers: dict[str, str],
    number: int,
) -> Cohort:
    where, place = places[0] if dice.in_ten(6) else dice.one_of(places)
    posts = 1 + dice.upto(3 if number == 1 else 1)

    def some(times: int) -> int:
        return 1 + dice.upto(posts - 1) if dice.in_ten(times) else 0

    return cohort(
        name,
        role=dice.one_of(("analyst", "analyst", "lead")),
        entity=dice.one_of(tuple(employers.values())) if dice.in_ten(2) else employers[place],
        office=where,
        posts=posts,
        vacant=some(4),
        attrition=dice.one_of((0.0, 0.4, 1.0)),
        must_stay=some(1),
        protected=some(2),
        exit_barred=some(3),
        never_to=(dice.one_of(places)[0],) if dice.in_ten(1) else (),
        only_to=(dice.one_of(places)[0],) if dice.in_ten(1) else (),
        seats_per_head=dice.one_of((1.0, 1.0, 0.8, 1.25, 0.333)),
    )


def _headcount(dice: Dice, cohorts: Sequence[Cohort]) -> tuple[HeadcountStep, ...]:
    return tuple(
        HeadcountStep(
            cohort=each.id,
            effective_from=dice.one_of((date(2027, 3, 1), date(2027, 5, 1), date(2027, 8, 1))),
            posts=max(0, each.posts + dice.one_of((-1, 1))),
        )
        for each in cohorts
        if dice.in_ten(3)
    )


def _service(dice: Dice, each: Cohort, places: dict[str, str]) -> tuple[ServiceBand, ...]:
    people, currency = each.posts - each.vacant, CURRENCIES[places[each.office]]
    if not people or dice.in_ten(2):
        return ()
    first = 1 + dice.upto(people - 1)
    sizes = [first] + ([people - first] if people > first else [])
    return tuple(
        service(each.id, size, dice.upto(15), str(dice.amount(currency, 4)), months=dice.upto(11))
        for size in sizes
    )


def _presence(
    dice: Dice, offices: Sequence[str], cohorts: Sequence[Cohort]
) -> tuple[ResidualPresence, ...]:
    if dice.in_ten(7):
        return ()
    kind = dice.one_of(tuple(PlaceKind))
    at = {
        PlaceKind.OFFICE: dice.one_of(offices),
        PlaceKind.ENTITY: dice.one_of(("bank_cn", "bank_cn", "services_in")),
        PlaceKind.JURISDICTION: dice.one_of(("china", "china", "india")),
    }[kind]
    lead = ResidualPresence(
        id="lead",
        name="Security lead",
        roles=dice.one_of(((cohorts[0].role,), (cohorts[-1].role,), ("analyst", "lead"))),
        place=kind,
        at=at,
        posts=1,
        source="assumption",
        law=dice.in_ten(5),
    )
    return (lead,)


def _risk(dice: Dice, cohorts: Sequence[Cohort]) -> dict[str, Any]:
    if dice.in_ten(1):
        return {}
    fixed = dice.one_of((0.0, 0.3, 0.6))
    topics = (
        topic(
            "data",
            Channel.PRESENCE,
            fixed_share=fixed,
            per_head_share=dice.one_of((0.0, 0.4)),
            tail_share=dice.one_of((0.0, fixed / 3)),
        ),
        topic("raids", Channel.PEOPLE, per_head_share=dice.one_of((0.5, 1.0))),
    )
    cases = (
        case("fine", "data", dice.one_of((0.05, 0.33)), str(dice.amount("CNY", 900))),
        case("raid", "raids", dice.one_of((0.05, 0.33)), str(dice.amount("USD", 900))),
        case(
            "fine_abroad",
            "data",
            0.1,
            str(dice.amount("INR", 300)),
            entity="services_in",
            jurisdiction="india",
        ),
    )
    links = [(each.id, "clients") for each in cohorts if dice.in_ten(8)]
    links += [(each.id, "maps") for each in cohorts if dice.in_ten(1)]
    return {
        "topics": topics,
        "cases": tuple(each for each in cases if dice.in_ten(8)),
        "datasets": (dataset("clients"), dataset("maps", DataClass.CORE)),
        "access": tuple(access(who, what, known=dice.in_ten(8)) for who, what in links),
    }


def random_moves(dice: Dice, choices: Sequence[Sequence[Move]], most_heads: int) -> list[Move]:
    """Some moves of some of the choices."""
    return [
        move.model_copy(update={"heads": 1 + dice.upto(most_heads - 1)})
        for moves in choices
        for move in moves
        if dice.in_ten(3)
    ]


def _with_limits(dice: Dice, company: Scenario) -> Scenario:
    """The same with limits that some random plan keeps to the last cent, or misses by a dollar."""
    books = books_of(company)
    some = Plan(moves=tuple(random_moves(dice, slots(company, books), 2)))
    lines = audit(some, books).price_list
    cash = max(0, sum(line.one_off_cash for line in lines) - 100 * dice.upto(1))
    exposed = max(0, sum(line.unweighted for line in lines if line.rule.endswith("exposure")))
    exposed = max(0, exposed - 100 * dice.upto(1))
    changes: dict[str, Any] = {}
    year = company.periods[dice.upto(len(company.periods) - 1)].fiscal_year
    if dice.in_ten(3):
        limit = FiscalYearBudget(fiscal_year=year, limit=Money(currency="USD", amount=cash))
        changes["budget"] = Budget(by_fiscal_year=(limit,))
    elif dice.in_ten(2):
        changes["budget"] = Budget(total=Money(currency="USD", amount=cash))
    if dice.in_ten(4):
        changes["exposure_cap"] = ExposureCap(total=Money(currency="USD", amount=exposed))
    if dice.in_ten(1):
        changes["switched_off"] = ("budget", "exposure_cap")
    return company.model_copy(update=changes)
