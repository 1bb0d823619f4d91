"""Checks of risk: cases and their inspections, topics of exports, one export law per handler."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from models.data import DataClass
from models.flaws.flaw import Flaw
from models.risk import Channel
from models.routes import group_of

if TYPE_CHECKING:
    from models.scenario import Scenario

_TOLERANCE = 1e-9
"""Tolerance for rounding: three thirds need not add up to exactly one."""


def risk_flaws(scenario: Scenario) -> Iterator[Flaw]:
    """Cases that do not match their inspection, and inspections with shares above one."""
    for inspection in scenario.inspections:
        cases = [case for case in scenario.cases if case.inspection == inspection.id]
        for case in cases:
            for field in ("entity", "jurisdiction"):
                found, needed = getattr(case, field), getattr(inspection, field)
                if found != needed:
                    message = f"is not that of inspection {inspection.id}"
                    yield Flaw("cases", (case.id,), field, message, found, (needed,))
        total = math.fsum(case.share or 0.0 for case in cases)
        if total > 1 + _TOLERANCE:
            message = f"of all cases of inspection {inspection.id} add up to more than one"
            yield Flaw("cases", (cases[0].id,), "share", message, f"{total:g}")


def export_flaws(scenario: Scenario) -> Iterator[Flaw]:
    """Topics across routes, handlers under several laws, important data without a notifier."""
    yield from _export_topics(scenario)
    yield from _important(scenario)
    yield from _handlers(scenario)


def _export_topics(scenario: Scenario) -> Iterator[Flaw]:
    for topic in scenario.topics:
        groups = {group_of(each) for each in topic.data_classes}
        if topic.channel is Channel.EXPORT and (len(groups) > 1 or None in groups):
            yield Flaw(
                "topics",
                (topic.id,),
                "data_classes",
                "must fall under one route: personal and sensitive, or important",
                ";".join(topic.data_classes),
            )


def _important(scenario: Scenario) -> Iterator[Flaw]:
    for dataset in scenario.datasets:
        if dataset.data_class is DataClass.IMPORTANT and not dataset.notified_by.strip():
            message = (
                "is empty; say who notified it as important data, or 'assumption: ...' and why"
            )
            yield Flaw("datasets", (dataset.id,), "notified_by", message)


def _handlers(scenario: Scenario) -> Iterator[Flaw]:
    """Entities under several export laws; the law follows from where an entity stores its data."""
    laws = {place.id: place.exports for place in scenario.jurisdictions}
    for dataset in scenario.datasets:
        law, place = laws.get(dataset.stored_in), scenario.export_places.get(dataset.entity)
        regulated = law is not None and law.regulates(group_of(dataset.data_class))
        if regulated and place is not None and place != dataset.stored_in:
            yield Flaw(
                "datasets",
                (dataset.id,),
                "entity",
                f"also stores data in {place}: under the law on exports of {dataset.stored_in} it "
                "needs its own handler",
                dataset.entity,
            )
