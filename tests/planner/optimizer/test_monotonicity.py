"""More room never makes the best plan dearer, where no promise is on hold before or after."""

from __future__ import annotations

import pytest

from models.scenario import Scenario
from tests.support.judging import found_by
from tests.support.random_companies.company import tiny_company
from tests.support.seeds import seeds

DEAREST = 1 << 62


def best(company: Scenario) -> int:
    """The proven optimum at gap 0; without a plan, more than anything costs."""
    found = found_by(company)
    return DEAREST if found.claimed is None else found.claimed


@pytest.mark.parametrize("seed", seeds(range(900, 940)))
def test_a_seat_more_is_never_dearer(seed: int) -> None:
    """One seat more at any office, held for nothing, leaves every plan of before possible."""
    company = tiny_company(seed, 400).scenario
    free = [office.model_copy(update={"lease": None}) for office in company.offices]
    company = company.model_copy(update={"offices": tuple(free), "incumbent": ()})
    before = best(company)
    for i, office in enumerate(company.offices):
        offices = list(company.offices)
        offices[i] = office.model_copy(update={"seats": office.seats + 1})
        assert best(company.model_copy(update={"offices": tuple(offices)})) <= before


@pytest.mark.parametrize("seed", seeds(range(940, 970)))
def test_a_rule_less_is_never_dearer(seed: int) -> None:
    """A policy that is switched off forbids nothing that was allowed before."""
    company = tiny_company(seed, 400).scenario.model_copy(update={"incumbent": ()})
    before = best(company)
    for policy in ("budget", "exposure_cap", "eligibility"):
        assert best(company.model_copy(update={"switched_off": (policy,)})) <= before
