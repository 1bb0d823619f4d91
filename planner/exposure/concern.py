"""The posts that a case or an obligation is about."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from models.risk import Case
from models.scenario import Scenario


class About(Protocol):
    """A case or an obligation, about posts of some cohorts of one entity in one jurisdiction."""

    @property
    def id(self) -> str:
        """Its name, unique among cases and obligations."""

    @property
    def concerned(self) -> frozenset[str]:
        """Cohorts that count wherever the entity has them in the jurisdiction."""

    @property
    def residents(self) -> frozenset[str]:
        """Concerned cohorts whose home posts count."""

    @property
    def sites(self) -> frozenset[str]:
        """Offices where arrivals count."""


def concerned(scenario: Scenario, case: Case) -> frozenset[str]:
    """Cohorts that can reach data of a class that the case's topic is about.

    Where they sit decides whether they count; unknown access counts as access.
    """
    topic = next(topic for topic in scenario.topics if topic.id == case.topic)
    classes = frozenset(topic.data_classes)
    return reaching(scenario, {d.id for d in scenario.datasets if d.data_class in classes})


def reaching(scenario: Scenario, datasets: Collection[str]) -> frozenset[str]:
    """Cohorts that can reach one of some datasets; unknown access counts as access."""
    return frozenset(link.cohort for link in scenario.access if link.dataset in datasets)


def sites(scenario: Scenario, case: Case) -> frozenset[str]:
    """Offices where arrivals come to work for the case's entity in its jurisdiction."""
    return sites_of(scenario, case.entity, case.jurisdiction)


def sites_of(scenario: Scenario, entity: str, jurisdiction: str) -> frozenset[str]:
    """Offices where arrivals come to work for an entity in a jurisdiction."""
    return frozenset(
        office.id
        for office in scenario.offices
        if office.entity == entity and office.jurisdiction == jurisdiction
    )


def residents_among(
    scenario: Scenario, about: Collection[str], entity: str, jurisdiction: str
) -> frozenset[str]:
    """Which of some cohorts have home posts that work for an entity in a jurisdiction."""
    inside = {office.id for office in scenario.offices if office.jurisdiction == jurisdiction}
    return frozenset(
        cohort.id
        for cohort in scenario.cohorts
        if cohort.id in about and cohort.entity == entity and cohort.office in inside
    )
