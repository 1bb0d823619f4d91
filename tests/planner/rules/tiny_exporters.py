"""Random companies that export data, so small that every plan of theirs can be judged.

Same seed, same company. Populations, windows, leads and validities lie on the edges of the law.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from models.calendar import Horizon, PeriodKind
from models.data import Access, DataClass, Dataset, ExemptGround, Population, Touch
from models.labour import Agreement, Dispute, Severance, SigningWindow
from models.limits import Separations
from models.measures import Measure, MeasureEffect
from models.money import Money
from models.obligations import Obligation, ObligationAbout
from models.places import Jurisdiction
from models.plan import Plan
from models.plan_in_force import UnderWay
from models.risk import Case, Channel, Topic
from models.routes import DataGroup, ExportedToDate, ExportLaw, RouteInForce, RouteKind, RouteTerms
from models.scenario import Scenario
from models.settings import Budget, ExposureCap, Labour
from models.workforce import (
    Cohort,
    HeadcountStep,
    ModePolicies,
    ModePolicy,
    PlaceKind,
    ResidualPresence,
    Service,
)
from planner.audit import audit
from tests.builders import (
    ASSUMED,
    case,
    cohort,
    jurisdiction,
    office,
    pay,
    rate,
    role,
    scenario,
    service,
    severance,
    topic,
)
from tests.planner.rules.duties import (
    consult,
    cuts_access,
    cuts_case,
    data,
    employer,
    export_law,
    had,
    measure,
    obligation,
    population,
    redundancy_law,
    separated,
    terms,
)
from tests.planner.rules.every_duty import EveryDuty
from tests.planner.rules.tiny_companies import Dice, random_moves

PLACES = {
    "shanghai": ("china", "bank_cn"),
    "beijing": ("china", "service_cn"),
    "bengaluru": ("india", "services_in"),
    "hongkong": ("hongkong", "bank_cn"),
}
CURRENCIES = {"china": "CNY", "india": "INR", "hongkong": "USD"}
WORTH = {"CNY": "0.1397", "INR": "0.01163"}
SIZES = (1, 9_999, 10_000, 40_000, 59_999, 60_000, 99_999, 100_000, 600_000, 399_999, 400_000)
SIZES_ALONE = (999_999, 1_000_000, 100_000, 99_999, 30_000_000)
NAMES = ("clients", "files", "logs")


def tiny_exporter(seed: int, most_plans: int, least_plans: int = 60) -> EveryDuty:
    """A random company with so many plans to judge."""
    attempt = 0
    while True:
        dice = Dice(seed, attempt, 7)
        every = EveryDuty(_company(dice))
        if least_plans <= every.number(most_plans) <= most_plans:
            return EveryDuty(_with_limits(dice, every))
        attempt += 1


def _company(dice: Dice) -> Scenario:
    away = dice.one_of(("hongkong", "beijing"))
    places = {name: PLACES[name] for name in ("shanghai", "bengaluru", away)}
    cohorts = _cohorts(dice, tuple(places))
    handlers = {"bank_cn": "india" if dice.in_ten(3) else "china"}
    if dice.in_ten(4):
        handlers["service_cn"] = "china"
    populations = tuple(
        population(name, dice.one_of(SIZES if dice.in_ten(6) else SIZES_ALONE))
        for name in ("retail", "staff")
    )
    datasets = tuple(
        _dataset(dice, name, populations, handlers) for name in NAMES[: 1 + dice.upto(2)]
    )
    only_redundancies = dice.in_ten(4)
    days = (date(2027, 1, 1), date(2026, 12, 2), date(2027, 7, 1), date(2027, 9, 30))
    return scenario(
        horizon=Horizon(
            period=PeriodKind.QUARTER if dice.in_ten(8) else PeriodKind.MONTH,
            periods=dice.one_of((2, 2, 3)),
            tail_periods=dice.one_of((0, 2, 4, 6)),
        ),
        planning_date=dice.one_of(days),
        discount_rate=dice.one_of((0.0, 0.083)),
        risk_weight=dice.one_of((0.0, 0.5, 1.0, 2.37)),
        modes=ModePolicies(
            transfer=ModePolicy(
                asking_days=dice.one_of((0, 0, 31)), service=dice.one_of(tuple(Service))
            ),
            redundancy=ModePolicy(overlap_periods=dice.one_of((0, 0, 0, 1))),
        ),
        labour=Labour(consult_before_hiring=dice.in_ten(6), agreements_only=dice.in_ten(2)),
        under_way=_under_way(dice),
        rates=tuple(rate(currency, worth) for currency, worth in WORTH.items()),
        jurisdictions=tuple(_jurisdiction(dice, name) for name in CURRENCIES),
        entities=(
            employer(
                "bank_cn",
                "china",
                critical_operator=dice.in_ten(1),
                other_staff=dice.one_of((0, 0, 3, 17)),
            ),
            employer("service_cn", "china", critical_operator=dice.in_ten(1)),
            employer("services_in", "india"),
        ),
        offices=tuple(
            office(
                name,
                place,
                who,
                visa_days=dice.one_of((0, 0, 0, 31)),
                hiring_days=dice.one_of((0, 0, 31)),
                relocation=None if only_redundancies else dice.amount("USD", 9),
            )
            for name, (place, who) in places.items()
        ),
        roles=(role("analyst"),),
        pay=tuple(pay("analyst", name, _pay(dice, place)) for name, (place, _) in places.items()),
        cohorts=cohorts,
        headcount=_headcount(dice, cohorts),
        service=tuple(
            service(each.id, each.posts - each.vacant, dice.upto(9), str(dice.amount("USD", 4)))
            for each in cohorts
            if each.posts > each.vacant and dice.in_ten(8)
        ),
        presence=_presence(dice, datasets),
        populations=populations,
        datasets=datasets,
        access=tuple(
            _access(dice, each, dataset)
            for each in cohorts
            for dataset in datasets
            if dice.in_ten(9)
        ),
        routes=_routes(dice),
        exported=_exported(dice, populations),
        separations=_separations(dice),
        **_risk(dice, datasets),
        obligations=_obligations(dice, datasets),
    )


def _pay(dice: Dice, place: str) -> str:
    base = 70_000_00 if place == "china" else 20_000_00
    amount = base + dice.amount("USD", 60).amount
    return str(Money(currency="USD", amount=amount))


def _cohorts(dice: Dice, offices: Sequence[str]) -> tuple[Cohort, ...]:
    number = dice.one_of((1, 1, 2))
    return tuple(_cohort(dice, f"team_{i}", offices, number) for i in range(number))


def _cohort(dice: Dice, name: str, offices: Sequence[str], number: int) -> Cohort:
    home = "shanghai" if dice.in_ten(7) else dice.one_of(offices)
    others = [each for each in offices if each != home]
    posts = 1 + dice.upto(2 if number == 1 else 1)
    return cohort(
        name,
        entity="bank_cn" if dice.in_ten(8) else PLACES[home][1],
        office=home,
        posts=posts,
        vacant=1 if dice.in_ten(2) else 0,
        only_to=(dice.one_of(others),) if dice.in_ten(7) else (),
        must_stay=1 if dice.in_ten(1) else 0,
    )


def _headcount(dice: Dice, cohorts: Sequence[Cohort]) -> tuple[HeadcountStep, ...]:
    return tuple(
        HeadcountStep(
            cohort=each.id,
            effective_from=dice.one_of((date(2027, 10, 1), date(2028, 1, 1))),
            posts=max(1, each.posts + dice.one_of((-1, 1))),
        )
        for each in cohorts
        if dice.in_ten(1)
    )


def _jurisdiction(dice: Dice, name: str) -> Jurisdiction:
    if name != "china":
        return jurisdiction(name, exports=_law(dice) if dice.in_ten(3) else None)
    redundancy = redundancy_law(
        heads=dice.one_of((2, 2, 3)),
        share=dice.one_of((None, None, 0.1, 0.5, 0.67)),
        window_days=dice.one_of((1, 31, 90, 91, 92, 93, 400)),
        consultation_days=dice.one_of((0, 0, 31, 92)),
        consultation=dice.amount("CNY", 9),
        covers_days=dice.one_of((0, 31, 92, 400)),
        notice=dice.in_ten(5),
    )
    return jurisdiction(
        name,
        severance=_severance(dice),
        exports=_law(dice) if dice.in_ten(9) else None,
        mass_redundancy=redundancy if dice.in_ten(7) else None,
    )


def _severance(dice: Dice) -> Severance:
    windows = (
        SigningWindow(months=dice.one_of((1.0, 6.0)), share=0.7),
        SigningWindow(months=dice.one_of((0.0, 1.0)), share=0.3),
    )
    return severance(
        months_per_year=dice.one_of((0.5, 1.0)),
        minimum_months=dice.one_of((0.0, 2.0)),
        notice_months=dice.one_of((0.0, 1.0, 2.0)),
        notice_days=dice.one_of((0, 30, 91)),
        wage_cap=dice.amount("USD", 3) if dice.in_ten(3) else None,
        dispute=Dispute(disputed=0.5, lost=dice.one_of((0.2, 1.0)), provenance=ASSUMED)
        if dice.in_ten(5)
        else None,
        agreement=Agreement(
            windows=windows,
            capped=dice.in_ten(5),
            days=dice.one_of((0, 0, 30, 60)),
            protected_sign=dice.one_of((0.0, 0.5)),
            provenance=ASSUMED,
        )
        if dice.in_ten(5)
        else None,
    )


def _under_way(dice: Dice) -> UnderWay:
    """A consultation that has been opened, for a period of the horizon or of the past."""
    if not dice.in_ten(2):
        return UnderWay()
    return UnderWay(consultations=(consult(dice.one_of(("2026-Q3", "2026-Q4"))),))


def _law(dice: Dice) -> ExportLaw:
    grounds = (ExemptGround.EMPLOYEES, ExemptGround.CONTRACT)
    never = dict.fromkeys(("contract_from_personal", "assessment_from_sensitive"))
    return export_law(
        **(never if dice.in_ten(2) else {}),
        important_needs_assessment=dice.in_ten(8),
        exempt_remaining_share=dice.one_of((0.0, 0.2, 0.6, 1.0)),
        standard_contract=_terms(dice),
        certification=_terms(dice) if dice.in_ten(3) else None,
        security_assessment=_terms(dice),
        exempt_grounds=grounds[: dice.upto(2)],
    )


def _terms(dice: Dice) -> RouteTerms | None:
    if dice.in_ten(2):
        return None
    return terms(
        lead_days=dice.one_of((0, 0, 0, 1, 31, 92, 93)),
        valid_days=dice.one_of((None, None, 90, 92, 93, 1000)),
        set_up=dice.amount("CNY", 15),
        yearly=dice.amount("USD", 15),
        remaining_share=dice.one_of((0.0, 0.37, 0.8, 1.0)),
    )


def _dataset(
    dice: Dice, name: str, populations: Sequence[Population], handlers: Mapping[str, str]
) -> Dataset:
    kinds = (DataClass.PERSONAL, DataClass.PERSONAL, DataClass.SENSITIVE, DataClass.IMPORTANT)
    data_class = dice.one_of(kinds) if dice.in_ten(9) else DataClass.NONE
    about = dice.one_of(populations).id
    handler = dice.one_of(tuple(handlers))
    return data(
        name,
        None if data_class is DataClass.IMPORTANT and dice.in_ten(5) else about,
        data_class,
        entity=handler,
        stored_in=handlers[handler],
        mlps_level=dice.one_of((None, 1, 2, 3)),
    )


def _access(dice: Dice, who: Cohort, what: Dataset) -> Access:
    ground = dice.one_of((ExemptGround.EMPLOYEES, ExemptGround.CONTRACT))
    return Access(
        cohort=who.id,
        dataset=what.id,
        exempt_ground=ground if dice.in_ten(3) else None,
        touches=Touch.YES if dice.in_ten(8) else Touch.UNKNOWN,
    )


def _presence(dice: Dice, datasets: Sequence[Dataset]) -> tuple[ResidualPresence, ...]:
    if dice.in_ten(8):
        return ()
    operators = ResidualPresence(
        id="operators",
        name="Operators",
        roles=("analyst",),
        place=PlaceKind.JURISDICTION,
        at=dice.one_of(("china", "china", "india")),
        posts=1,
        dataset=dice.one_of(datasets).id,
        source="assumption",
    )
    return (operators,)


def _routes(dice: Dice) -> tuple[RouteInForce, ...]:
    return tuple(
        had(
            dice.one_of(tuple(RouteKind)[1:]),
            dice.one_of((None, None, date(2027, 4, 1), date(2027, 10, 2), date(2028, 1, 1))),
            group,
            handler,
        )
        for group in DataGroup
        for handler in ("bank_cn", "service_cn")
        if dice.in_ten(2)
    )


def _exported(dice: Dice, populations: Sequence[Population]) -> tuple[ExportedToDate, ...]:
    return tuple(
        ExportedToDate(entity="bank_cn", population=each.id, data_class=data_class)
        for each in populations
        for data_class in (DataClass.PERSONAL, DataClass.SENSITIVE)
        if dice.in_ten(2)
    )


def _separations(dice: Dice) -> tuple[Separations, ...]:
    if dice.in_ten(6):
        return ()
    return (separated(date(2027, 9, 30) - timedelta(days=dice.one_of((0, 90, 300))), 1),)


def _obligations(dice: Dice, datasets: Sequence[Dataset]) -> tuple[Obligation, ...]:
    return tuple(
        obligation(
            f"{about}_{i}",
            about,
            entity=dice.one_of(("bank_cn", "bank_cn", "service_cn", "services_in")),
            jurisdiction=dice.one_of(("china", "china", "india", "hongkong")),
            data_classes=dice.one_of(
                ((), (DataClass.PERSONAL,), (DataClass.SENSITIVE, DataClass.IMPORTANT))
            ),
            dataset=dice.one_of((None, dice.one_of(datasets).id)),
            mlps_level=dice.one_of((1, 1, 2, 3)),
            set_up=dice.amount("CNY", 30),
            yearly=dice.amount("USD", 15),
            due_from=dice.one_of((None, date(2027, 7, 2), date(2027, 10, 1), date(2028, 1, 1))),
            in_force=dice.in_ten(2),
        )
        for i, about in enumerate(ObligationAbout)
        if dice.in_ten(5)
    )


def _risk(dice: Dice, datasets: Sequence[Dataset]) -> dict[str, Any]:
    cases = tuple(each for each in _cases(dice) if dice.in_ten(5))
    measures = tuple(
        measure(
            name,
            set_up=dice.amount("CNY", 9),
            yearly=dice.amount("USD", 9),
            lead_days=dice.one_of((0, 0, 31, 92, 93, 400)),
        )
        for name in ("masking", "ring_fence")
        if dice.in_ten(5)
    )
    return {
        "topics": _topics(dice),
        "cases": cases,
        "measures": measures,
        "effects": _effects(dice, measures, cases, datasets),
    }


def _topics(dice: Dice) -> tuple[Topic, ...]:
    personal = (DataClass.PERSONAL, DataClass.SENSITIVE)
    fixed = dice.one_of((0.0, 0.3, 0.6))
    return (
        topic(
            "data",
            Channel.PRESENCE,
            data_classes=personal,
            fixed_share=fixed,
            per_head_share=dice.one_of((0.0, 0.4)),
            tail_share=dice.one_of((0.0, fixed / 3)),
        ),
        topic("raids", Channel.PEOPLE, per_head_share=dice.one_of((0.5, 1.0))),
        topic(
            "exports",
            Channel.EXPORT,
            data_classes=dice.one_of((personal, (DataClass.IMPORTANT,))),
            fixed_share=dice.one_of((0.5, 1.0)),
            per_head_share=0.0,
        ),
        topic("leaving", Channel.EXIT, data_classes=personal, per_head_share=0.7),
    )


def _cases(dice: Dice) -> tuple[Case, ...]:
    return tuple(
        case(f"case_{about}", about, dice.one_of((0.05, 0.2)), str(dice.amount("CNY", 600)))
        for about in ("data", "raids", "exports", "leaving")
    )


def _effects(
    dice: Dice, measures: Sequence[Measure], cases: Sequence[Case], datasets: Sequence[Dataset]
) -> tuple[MeasureEffect, ...]:
    on_cases = [
        cuts_case(each.id, about.id, dice.one_of((0.25, 0.6, 1.0)))
        for each in measures
        for about in cases
        if dice.in_ten(5)
    ]
    on_access = [
        cuts_access(each.id, about.id, dice.one_of((None, "team_0")))
        for each in measures
        for about in datasets
        if dice.in_ten(5)
    ]
    return (*on_cases, *on_access)


def _with_limits(dice: Dice, every: EveryDuty) -> Scenario:
    """The same with limits that some plan keeps to the dollar, or misses by one."""
    if dice.in_ten(6):
        return every.scenario
    some = Plan(
        moves=tuple(random_moves(dice, every.moves, 2)),
        measures=dice.one_of(every.measures),
        routes=dice.one_of(every.routes),
        consultations=dice.one_of(every.consultations),
    )
    lines = audit(some, every.books).price_list
    less = 100 * dice.one_of((-1, 1))
    if dice.in_ten(5):
        cash = max(0, sum(line.one_off_cash for line in lines) - less)
        limit = Budget(total=Money(currency="USD", amount=cash))
        return every.scenario.model_copy(update={"budget": limit})
    exposed = sum(line.unweighted for line in lines if line.rule.endswith("exposure"))
    cap = ExposureCap(total=Money(currency="USD", amount=max(0, exposed - less)))
    return every.scenario.model_copy(update={"exposure_cap": cap})
