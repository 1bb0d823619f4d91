"""The worked example dual-systems-2023: what a separate system costs decides who leaves."""

from __future__ import annotations

from datetime import date

import pytest

from models.scenario import Scenario
from planner import api
from planner.exposure.likelihoods import readings
from tests.scenarios.solved import heads, solved

NAME = "dual-systems-2023"

WITH_ACCESS = (
    "sha-markets-platform",
    "sha-wealth-platform",
    "sha-risk-platform",
    "sha-data-platform",
    "sha-cloud",
    "sha-support",
)
SIZE = 230

ON_THE_PLANNING_DATE = {
    "services-sensitive-data": 0.0029,
    "services-personal-data": 0.00144,
    "services-network": 0.0060,
    "services-raid": 0.00024,
    "services-exit-ban": 0.0054,
    "bank-client-data": 0.041,
}
"""Likelihoods a year that the README states, of the cases in the mainland."""


def scenario(*overlays: str) -> Scenario:
    return api.load(NAME, overlays)


def test_likelihoods_are_counted_up_to_the_day() -> None:
    """As the README says; nothing that happened later is counted."""
    whole = scenario()
    read = readings(whole)
    mainland = [case for case in whole.cases if case.jurisdiction == "china"]
    found = {case.id: read.likelihood(case, whole.planning_date) for case in mainland}

    assert {rate.as_of for rate in whole.base_rates} == {date(2023, 1, 16)}
    assert found == pytest.approx(ON_THE_PLANNING_DATE, rel=0.03)


def test_the_obligation_is_about_230_posts() -> None:
    """Those of the service company in Shanghai that reach data of the group's platforms."""
    whole = scenario()
    (system,) = (each for each in whole.obligations if each.id == "separate-system")
    classes = {each.id: each.data_class for each in whole.datasets}
    reach = {link.cohort for link in whole.access if classes[link.dataset] in system.data_classes}
    concerned = [
        cohort
        for cohort in whole.cohorts
        if cohort.entity == system.entity and cohort.office == "shanghai" and cohort.id in reach
    ]

    assert {cohort.id for cohort in concerned} == set(WITH_ACCESS)
    assert sum(cohort.posts for cohort in concerned) == SIZE


def test_no_standard_contract_could_be_signed() -> None:
    """The measures are of 2023-02-24: in January there is no such route."""
    (china,) = (place for place in scenario().jurisdictions if place.id == "china")

    assert china.exports is not None
    assert china.exports.standard_contract is None


@pytest.mark.slow
def test_everybody_with_access_leaves_before_the_system_is_due() -> None:
    """As the README says: it costs money to leave, and far less than the system."""
    result = solved(NAME)
    assert result.plan is not None
    assert result.saving is not None
    assert result.people is not None
    moves = result.plan.moves

    assert all(each.period <= "2024-Q3" for each in moves if each.cohort in WITH_ACCESS)
    assert sum(heads(moves, cohort=cohort) for cohort in WITH_ACCESS) == SIZE
    assert 95_000_000_00 < result.saving.money < 115_000_000_00
    assert result.saving.expected_loss < 0  # Arrivals add exposure where they go.
    assert 80 <= result.people.dismissals <= 130


@pytest.mark.slow
@pytest.mark.parametrize("overlay", ["cheaper-system", "due-early"])
def test_a_cheaper_or_earlier_system_keeps_them(overlay: str) -> None:
    """At the low end it costs less than leaving; half a year earlier nobody can be out in time."""
    result = solved(NAME, overlay)
    assert result.plan is not None
    assert result.people is not None

    assert heads(result.plan.moves, destination="hong-kong") == 0
    assert heads(result.plan.moves, destination="singapore") == 0
    assert result.people.dismissals == 0
