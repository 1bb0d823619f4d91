"""Whether what is exported has a law and a handler that go together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from models.flaws.flaw import Flaw
from models.risk import Channel
from models.routes import group_of

if TYPE_CHECKING:
    from models.scenario import Scenario


def export_flaws(scenario: Scenario) -> Iterator[Flaw]:
    """Topics under no one route, datasets without a handler of their own."""
    yield from _export_topics(scenario)
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


def _handlers(scenario: Scenario) -> Iterator[Flaw]:
    lawful = {place.id for place in scenario.jurisdictions if place.exports is not None}
    homes = {entity.id: entity.jurisdiction for entity in scenario.entities}
    for dataset in scenario.datasets:
        if dataset.stored_in in lawful and homes.get(dataset.entity) != dataset.stored_in:
            yield Flaw(
                "datasets",
                (dataset.id,),
                "entity",
                f"is not of {dataset.stored_in}, whose law on exports needs a handler of its own",
                dataset.entity,
                tuple(name for name, place in homes.items() if place == dataset.stored_in),
            )
