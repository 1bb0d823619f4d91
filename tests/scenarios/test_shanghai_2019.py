"""The worked example shanghai-2019: the law of its day, and what a leak alone moves."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.data import DataClass
from planner import api
from planner.exposure.likelihoods import feels, readings
from tests.scenarios.solved import heads, moves_of

NAME = "shanghai-2019"


def test_the_law_of_2019_knows_no_routes_and_no_core_data() -> None:
    """Its own law of the mainland has no tiers, and no dataset is of the class of 2021."""
    early = api.load(NAME).scenario
    china = next(place for place in early.jurisdictions if place.id == "china")

    assert china.exports is None
    assert DataClass.CORE not in {dataset.data_class for dataset in early.datasets}


def test_the_leak_makes_seven_percent_ten_and_fades_over_years() -> None:
    """As the README says: the odds rise by half on the day, by a quarter two years on."""
    early = api.load(NAME).scenario
    case = next(case for case in early.cases if case.id == "services-sensitive-data")
    read, today = readings(early), early.planning_date

    assert case.likelihood == pytest.approx(0.07)
    assert read.likelihood(case, today) == pytest.approx(0.103, abs=0.001)
    assert read.likelihood(case, today + timedelta(days=730)) == pytest.approx(0.085, abs=0.001)


def test_only_what_was_known_on_the_day_counts() -> None:
    """What came later is in the files, is felt by its cases in a replay, and counts for nothing."""
    early = api.load(NAME).scenario
    read = readings(early)
    felt = {m.id for m in early.matters if any(feels(case, m) for case in early.cases)}
    known = {p.matter for case in early.cases for p in read.pushes(case, early.planning_date)}

    assert {"pipl", "data-security-law", "security-assessment", "supply-chain-security"} <= felt
    assert known == {"mlps", "cybersecurity-law"}


@pytest.mark.slow
def test_of_the_order_of_150_posts_leave_and_fewer_without_the_leak() -> None:
    """141 to 152 in the README; without the leak 97: the pipeline of 42 posts stays."""
    moves, without = moves_of(NAME), moves_of(NAME, "leak-withdrawn")

    assert 130 <= heads(moves) <= 155
    assert heads(moves, origin="shanghai") == heads(moves)
    assert 85 <= heads(without) <= 110
    assert heads(moves, cohort="sha-data-platform") == 22
    assert heads(without, cohort="sha-data-platform") == 0


@pytest.mark.slow
def test_they_leave_for_what_could_happen_and_not_for_pay() -> None:
    """Where risk weighs nothing, a handful leaves."""
    assert heads(moves_of(NAME, settings=("risk_weight=0",))) <= 25
