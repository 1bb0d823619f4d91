"""Laws, routes and measures for tests: sound defaults, and tests name what matters.

Thresholds are those of China: a contract from 100,000 individuals or one sensitive, an assessment
from 1,000,000 or 10,000 sensitive. Routes take no time, cost nothing and never expire.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from models.account import Judgement
from models.data import DataClass, Dataset, Population
from models.labour import MassRedundancy
from models.limits import Separations
from models.measures import Measure, MeasureEffect, MeasureKind
from models.obligations import Obligation, ObligationAbout
from models.places import Entity, Jurisdiction
from models.plan import Consultation, MeasureStart, Move, Plan, RouteFiling
from models.routes import DataGroup, ExportLaw, RouteInForce, RouteKind, RouteTerms
from models.scenario import Scenario
from planner.audit import audit
from planner.books import books_of
from tests.support.builders import ASSUMED, jurisdiction, money

FREE = money("USD 0")

Decision = Move | MeasureStart | RouteFiling | Consultation


def terms(**changes: Any) -> RouteTerms:
    """A route that takes no time, costs nothing, lasts and leaves the whole loss."""
    defaults = {
        "lead_days": 0,
        "set_up": FREE,
        "yearly": FREE,
        "remaining_share": 1.0,
        "provenance": ASSUMED,
    }
    return RouteTerms(**{**defaults, **changes})


def export_law(**changes: Any) -> ExportLaw:
    """The thresholds of China and all three routes."""
    defaults = {
        "contract_from_personal": 100_000,
        "contract_from_sensitive": 1,
        "assessment_from_personal": 1_000_000,
        "assessment_from_sensitive": 10_000,
        "standard_contract": terms(),
        "certification": terms(),
        "security_assessment": terms(),
        "provenance": ASSUMED,
    }
    return ExportLaw(**{**defaults, **changes})


def china(**changes: Any) -> Jurisdiction:
    """China with its law on exports."""
    return jurisdiction("china", **{"exports": export_law(), **changes})


def redundancy_law(**changes: Any) -> MassRedundancy:
    """Twenty separations within ninety days; a consultation takes thirty days and costs nothing."""
    defaults = {
        "heads": 20,
        "window_days": 90,
        "consultation_days": 30,
        "consultation": FREE,
        "provenance": ASSUMED,
    }
    return MassRedundancy(**{**defaults, **changes})


def employer(name: str, place: str, **changes: Any) -> Entity:
    return Entity(**{"id": name, "name": name, "jurisdiction": place, **changes})


def population(name: str, individuals: int) -> Population:
    return Population(id=name, name=name, individuals=individuals)


def data(
    name: str,
    about: str | None = None,
    data_class: DataClass = DataClass.PERSONAL,
    **changes: Any,
) -> Dataset:
    """Data of the bank, stored in China."""
    defaults = {
        "id": name,
        "name": name,
        "entity": "bank_cn",
        "data_class": data_class,
        "notified_by": "the regulator, 2026-01-01" if data_class is DataClass.IMPORTANT else "",
        "population": about,
        "stored_in": "china",
    }
    return Dataset(**{**defaults, **changes})


def measure(name: str, **changes: Any) -> Measure:
    """A measure that takes no time and costs nothing."""
    defaults = {
        "id": name,
        "name": name,
        "kind": MeasureKind.MASKING,
        "set_up": FREE,
        "yearly": FREE,
    }
    return Measure(**{**defaults, **changes})


def obligation(name: str, about: ObligationAbout, **changes: Any) -> Obligation:
    """What the bank owes in China for personal data: nothing, from the start."""
    defaults = {
        "id": name,
        "name": name,
        "entity": "bank_cn",
        "jurisdiction": "china",
        "about": about,
        "data_classes": (DataClass.PERSONAL,),
        "set_up": FREE,
        "yearly": FREE,
        "source": "assumption",
    }
    return Obligation(**{**defaults, **changes})


def cuts_case(measure_name: str, case_name: str, share: float) -> MeasureEffect:
    return MeasureEffect(measure=measure_name, case=case_name, cut_share=share)


def cuts_access(
    measure_name: str, dataset_name: str, cohort_name: str | None = None
) -> MeasureEffect:
    return MeasureEffect(measure=measure_name, dataset=dataset_name, cohort=cohort_name)


def start(measure_name: str, period: str = "2027-Q1") -> MeasureStart:
    return MeasureStart(measure=measure_name, period=period)


def file(
    route: RouteKind,
    period: str = "2027-Q1",
    until: str | None = None,
    group: DataGroup = DataGroup.PERSONAL,
    handler: str = "bank_cn",
) -> RouteFiling:
    return RouteFiling(entity=handler, group=group, route=route, period=period, until=until)


def had(
    route: RouteKind,
    until: date | None = None,
    group: DataGroup = DataGroup.PERSONAL,
    handler: str = "bank_cn",
) -> RouteInForce:
    return RouteInForce(entity=handler, group=group, route=route, until=until)


def consult(period: str = "2027-Q1", who: str = "bank_cn") -> Consultation:
    return Consultation(entity=who, period=period)


def separated(on: date, heads: int, who: str = "bank_cn") -> Separations:
    return Separations(entity=who, on=on, heads=heads)


def decided(*decisions: Decision) -> Plan:
    """A plan of decisions of any kind."""
    return Plan(
        moves=tuple(each for each in decisions if isinstance(each, Move)),
        measures=tuple(each for each in decisions if isinstance(each, MeasureStart)),
        routes=tuple(each for each in decisions if isinstance(each, RouteFiling)),
        consultations=tuple(each for each in decisions if isinstance(each, Consultation)),
    )


def judge(scenario: Scenario, *decisions: Decision) -> Judgement:
    """What the audit says of some decisions."""
    return audit(decided(*decisions), books_of(scenario))
