"""Whom a case is about."""

from __future__ import annotations

from models.risk import Case
from models.scenario import Scenario


def concerned(scenario: Scenario, case: Case) -> frozenset[str]:
    """Cohorts that can reach data of a class that the case's topic is about.

    Where they sit decides whether they count; unknown access counts as access.
    """
    topic = next(topic for topic in scenario.topics if topic.id == case.topic)
    classes = frozenset(topic.data_classes)
    datasets = {dataset.id for dataset in scenario.datasets if dataset.data_class in classes}
    return frozenset(link.cohort for link in scenario.access if link.dataset in datasets)


def sites(scenario: Scenario, case: Case) -> frozenset[str]:
    """Offices where arrivals come to work for the case's entity in its jurisdiction."""
    return frozenset(
        office.id
        for office in scenario.offices
        if office.entity == case.entity and office.jurisdiction == case.jurisdiction
    )


def residents(scenario: Scenario, case: Case) -> frozenset[str]:
    """Concerned cohorts whose home posts work for the case's entity in its jurisdiction."""
    inside = {office.id for office in scenario.offices if office.jurisdiction == case.jurisdiction}
    about = concerned(scenario, case)
    return frozenset(
        cohort.id
        for cohort in scenario.cohorts
        if cohort.id in about and cohort.entity == case.entity and cohort.office in inside
    )
