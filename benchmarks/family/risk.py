"""Cases on every channel, measures against them, and a cap on what may remain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from benchmarks.family.data import CONTACTS
from benchmarks.family.drawing import Rates, local
from benchmarks.family.places import ASSUMED, CHINA, EXPORTERS
from models.data import DataClass, Dataset
from models.measures import Measure, MeasureEffect, MeasureKind
from models.money import Money
from models.places import Entity
from models.plan import Plan
from models.risk import Case, Topic
from models.scenario import Scenario
from models.settings import ExposureCap
from planner.audit import audit
from planner.books import books_of
from planner.rules import RULES

A_HEAD: Mapping[str, int] = {
    "sensitive-data": 4500,
    "important-data": 1500,
    "personal-data": 1500,
    "work-stoppage": 1200,
    "sensitive-export": 1500,
    "personal-export": 500,
    "important-export": 800,
    "exit": 2500,
}
"""US dollars of expected loss a year of each case of a mainland entity, for each of its posts."""


def cases(
    entities: Sequence[Entity],
    topics: Sequence[Topic],
    heads: Mapping[str, int],
    rates: Rates,
    draw: Random,
) -> tuple[Case, ...]:
    """Every topic for every mainland entity, client privacy elsewhere; losses grow with posts."""
    known = {topic.id for topic in topics}
    made = []
    for entity in entities:
        inland = entity.jurisdiction == CHINA
        for name, dollars in A_HEAD.items() if inland else (("client-privacy", 250),):
            if name in known and heads.get(entity.id):
                likelihood = round(draw.uniform(0.03, 0.12), 3)
                loss = dollars * draw.uniform(0.8, 1.2) * heads[entity.id] / likelihood
                made.append(
                    Case(
                        id=f"{entity.id}-{name}",
                        entity=entity.id,
                        jurisdiction=entity.jurisdiction,
                        topic=name,
                        likelihood=likelihood,
                        loss=local(loss, "CNY" if inland else "USD", rates),
                        source=ASSUMED,
                    )
                )
    return tuple(made)


def measures(
    cases_: Sequence[Case], datasets: Sequence[Dataset], heads: Mapping[str, int], rates: Rates
) -> tuple[tuple[Measure, ...], tuple[MeasureEffect, ...]]:
    """Four measures of each mainland entity, with what they cut."""
    known = {case.id for case in cases_}
    made, effects = [], []
    for entity in EXPORTERS:
        posts = heads.get(entity, 0)
        masked = [
            dataset.id
            for dataset in datasets
            if dataset.entity == entity
            and dataset.data_class is DataClass.SENSITIVE
            and dataset.id != CONTACTS
        ]
        for kind, topic, cut, lead in (
            (MeasureKind.RING_FENCE, "sensitive-data", 0.4, 240),
            (MeasureKind.SEPARATE_DEVICES, "work-stoppage", 0.3, 150),
            (MeasureKind.REDEPLOYMENT, "exit", 0.5, 60),
            (MeasureKind.MASKING, None, None, 120),
        ):
            name = f"{entity}-{kind}"
            case = f"{entity}-{topic}" if topic else None
            dataset = masked[0] if masked and topic is None else None
            if (case is None or case not in known) and dataset is None:
                continue
            dollars = 0.3 * (A_HEAD[topic] if topic else 1500) * posts
            made.append(
                Measure(
                    id=name,
                    name=name,
                    kind=kind,
                    set_up=local(max(5000.0, dollars), "CNY", rates),
                    yearly=local(max(2000.0, dollars / 2), "CNY", rates),
                    lead_days=lead,
                )
            )
            effects.append(MeasureEffect(measure=name, case=case, cut_share=cut, dataset=dataset))
    return tuple(made), tuple(effects)


def exposure_cap(scenario: Scenario) -> ExposureCap:
    """What staying put leaves, by the audit: leaving must not make it worse."""
    lines = audit(Plan(), books_of(scenario)).price_list
    expected = {rule.name for rule in RULES if rule.expected}
    total = sum(line.unweighted for line in lines if line.rule in expected)
    return ExposureCap(total=Money(currency=scenario.currency, amount=total + 100))
