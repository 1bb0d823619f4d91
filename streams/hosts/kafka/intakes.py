"""The topics on which others than workers write; the log has a copy of what is on them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from aiokafka import TopicPartition

from streams.events import Event, RecommendationDecided
from streams.hosts.kafka.settings import Settings


class Intake(StrEnum):
    """One for each kind of user, so that access lists can tell them apart."""

    EVENTS = "events"
    """What has happened to a programme."""
    DECISIONS = "decisions"
    """What people decide on recommendations."""
    SIGNALS = "signals"
    """What concerns every programme; it has one partition, and each log has a copy of it all."""

    def topic(self, settings: Settings) -> str:
        """Its name in a deployment."""
        names = {
            Intake.EVENTS: settings.events,
            Intake.DECISIONS: settings.decisions,
            Intake.SIGNALS: settings.signals,
        }
        return names[self]


def intake_of(event: Event) -> Intake:
    """Where an event belongs."""
    if event.programme is None:
        return Intake.SIGNALS
    return Intake.DECISIONS if isinstance(event, RecommendationDecided) else Intake.EVENTS


def places_of(settings: Settings, partition: int) -> Iterator[tuple[Intake, TopicPartition]]:
    """What a partition of the log has copies of."""
    for intake in Intake:
        number = 0 if intake is Intake.SIGNALS else partition
        yield intake, TopicPartition(intake.topic(settings), number)
