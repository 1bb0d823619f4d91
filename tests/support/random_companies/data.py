"""Random data and what comes of it: exports and routes, cases, measures, obligations, separations.

Populations, windows, leads and validities lie on the edges of the law.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from models.data import Access, DataClass, Dataset, ExemptGround, Population, Touch
from models.measures import Measure, MeasureEffect
from models.obligations import Obligation, ObligationAbout
from models.plan_in_force import UnderWay
from models.risk import Case, Channel, Topic
from models.routes import DataGroup, ExportedToDate, RouteInForce, RouteKind
from models.workforce import Cohort
from tests.support.builders import case, topic
from tests.support.duties import (
    consult,
    cuts_access,
    cuts_case,
    data,
    had,
    measure,
    obligation,
    population,
    separated,
)
from tests.support.random_companies.draw import STARTS, Dice, Draw, Feature

SIZES = (1, 9_999, 10_000, 40_000, 59_999, 60_000, 99_999, 100_000, 600_000, 399_999, 400_000)
SIZES_ALONE = (999_999, 1_000_000, 100_000, 99_999, 30_000_000)
PERSONAL = (DataClass.PERSONAL, DataClass.SENSITIVE)


def duties(draw: Draw, cohorts: Sequence[Cohort]) -> dict[str, Any]:
    """Tables and settings of data, risk, routes, obligations and redundancies so far."""
    dice, found = draw.dice, dict[str, Any]()
    if draw.features & {Feature.RISK, Feature.ROUTES, Feature.OBLIGATIONS, Feature.PRESENCE}:
        found |= _data(draw, cohorts)
    if draw.has(Feature.RISK):
        found |= _risk(draw, found["datasets"])
    if draw.has(Feature.ROUTES):
        found |= {"routes": _routes(dice), "exported": _exported(dice, found["populations"])}
    if draw.has(Feature.OBLIGATIONS):
        found["obligations"] = _obligations(dice, found["datasets"])
    if draw.has(Feature.REDUNDANCY_LAW):
        ago = timedelta(days=dice.one_of((0, 90, 300)))
        found["separations"] = (separated(date(2026, 12, 31) - ago, 1),) if dice.in_ten(4) else ()
        talks = (consult(dice.one_of(("2026-Q3", "2026-Q4"))),)
        found["under_way"] = UnderWay(consultations=talks if dice.in_ten(2) else ())
    return found


def _data(draw: Draw, cohorts: Sequence[Cohort]) -> dict[str, Any]:
    dice = draw.dice
    populations = tuple(
        population(name, dice.one_of(SIZES if dice.in_ten(6) else SIZES_ALONE))
        for name in ("retail", "staff")
    )
    handlers = {"bank_cn": "india" if dice.in_ten(3) else "china", "services_cn": "china"}
    datasets = tuple(
        _dataset(dice, name, populations, handlers)
        for name in ("clients", "files", "logs")[: 1 + dice.upto(2)]
    )
    return {
        "populations": populations,
        "datasets": datasets,
        "access": tuple(
            _access(dice, each, what)
            for each in cohorts
            for what in datasets
            if dice.in_ten(1 if what.data_class is DataClass.CORE else 9)
        ),
    }


def _dataset(
    dice: Dice, name: str, populations: Sequence[Population], handlers: dict[str, str]
) -> Dataset:
    kinds = (
        *(DataClass.PERSONAL,) * 4,
        *(DataClass.SENSITIVE,) * 2,
        *(DataClass.IMPORTANT,) * 2,
        DataClass.CORE,
        DataClass.NONE,
    )
    data_class, handler = dice.one_of(kinds), dice.one_of(tuple(handlers))
    about = dice.one_of(populations).id
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


def _routes(dice: Dice) -> tuple[RouteInForce, ...]:
    return tuple(
        had(
            dice.one_of(tuple(RouteKind)[1:]),
            dice.one_of((None, None, date(2027, 10, 2), *STARTS)),
            group,
            handler,
        )
        for group in DataGroup
        for handler in ("bank_cn", "services_cn")
        if dice.in_ten(2)
    )


def _exported(dice: Dice, populations: Sequence[Population]) -> tuple[ExportedToDate, ...]:
    return tuple(
        ExportedToDate(entity="bank_cn", population=each.id, data_class=data_class)
        for each in populations
        for data_class in PERSONAL
        if dice.in_ten(2)
    )


def _obligations(dice: Dice, datasets: Sequence[Dataset]) -> tuple[Obligation, ...]:
    return tuple(
        obligation(
            f"{about}_{i}",
            about,
            entity=dice.one_of(("bank_cn", "bank_cn", "services_cn", "services_in")),
            jurisdiction=dice.one_of(("china", "china", "india", "hongkong")),
            data_classes=dice.one_of(
                ((), (DataClass.PERSONAL,), (DataClass.SENSITIVE, DataClass.IMPORTANT))
            ),
            dataset=dice.one_of((None, dice.one_of(datasets).id)),
            mlps_level=dice.one_of((1, 1, 2, 3)),
            set_up=dice.amount("CNY", 30),
            yearly=dice.amount("USD", 15),
            due_from=dice.one_of((None, date(2027, 7, 2), *STARTS)),
            in_force=dice.in_ten(2),
        )
        for i, about in enumerate(ObligationAbout)
        if dice.in_ten(5)
    )


def _risk(draw: Draw, datasets: Sequence[Dataset]) -> dict[str, Any]:
    dice, cases = draw.dice, draw.dice.some_of(_cases(draw.dice), 7)
    measures = tuple(
        measure(
            name,
            set_up=dice.amount("CNY", 9),
            yearly=dice.amount("USD", 9),
            lead_days=dice.one_of((0, 0, 31, 92, 93, 400)),
        )
        for name in dice.some_of(("masking", "ring_fence"), 6)
        if draw.has(Feature.MEASURES)
    )
    return {
        "topics": _topics(dice),
        "cases": cases,
        "measures": measures,
        "effects": tuple(_effects(dice, measures, cases, datasets)),
    }


def _topics(dice: Dice) -> tuple[Topic, ...]:
    fixed, tail = dice.one_of(((0.0, 0.0), (0.3, 0.1), (0.6, 0.2), (0.6, 0.0)))
    return (
        topic(
            "data",
            Channel.PRESENCE,
            data_classes=PERSONAL,
            fixed_share=fixed,
            per_head_share=dice.one_of((0.0, 0.4)),
            tail_share=tail,
        ),
        topic("raids", Channel.PEOPLE, per_head_share=dice.one_of((0.5, 1.0))),
        topic(
            "exports",
            Channel.EXPORT,
            data_classes=dice.one_of((PERSONAL, (DataClass.IMPORTANT,))),
            fixed_share=dice.one_of((0.5, 1.0)),
            per_head_share=0.0,
        ),
        topic("leaving", Channel.EXIT, data_classes=PERSONAL, per_head_share=0.7),
    )


def _cases(dice: Dice) -> tuple[Case, ...]:
    at_home = (
        case(f"case_{about}", about, dice.one_of((0.05, 0.33)), str(dice.amount("CNY", 600)))
        for about in ("data", "raids", "exports", "leaving")
    )
    abroad = case(
        "abroad",
        "data",
        0.1,
        str(dice.amount("INR", 300)),
        entity="services_in",
        jurisdiction="india",
    )
    return (*at_home, abroad)


def _effects(
    dice: Dice, measures: Sequence[Measure], cases: Sequence[Case], datasets: Sequence[Dataset]
) -> list[MeasureEffect]:
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
    return on_cases + on_access
