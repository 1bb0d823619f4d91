"""The worked example shanghai-2019: the law of its day, and what a leak alone moves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.base_rates import BaseRate
from models.data import DataClass
from planner import api
from planner.books import books_of
from planner.exposure.likelihoods import is_affected_by, readings
from tests.scenarios.solved import heads, moves_of, solved

NAME = "shanghai-2019"


def test_the_law_of_2019_knows_no_routes_and_no_core_data() -> None:
    """Its own law of the mainland has no tiers, and no dataset is of a class that nobody named."""
    early = api.load(NAME)
    china = next(place for place in early.jurisdictions if place.id == "china")

    assert china.exports is None
    named = {DataClass.CORE, DataClass.IMPORTANT}
    assert not named & {dataset.data_class for dataset in early.datasets}


def test_likelihoods_start_from_what_could_be_counted_on_the_day() -> None:
    """Two years of 645 headquarters, 41 banks and 150 groups, and two events among them.

    From 2017-06-01 to the planning date it is 714 days, 1.96 years: 1,264, 80 and 294 firm-years.
    """
    early = api.load(NAME)
    years = (early.planning_date - date(2017, 6, 1)).days / 365.25
    counted = {each.id: each for each in early.base_rates}

    def firms(rate: BaseRate) -> float:
        return rate.firm_years / years

    assert firms(counted["services-personal-data"]) == pytest.approx(645, rel=0.01)
    assert firms(counted["bank-data"]) == pytest.approx(41, rel=0.01)
    assert firms(counted["bank-exit-ban"]) == pytest.approx(150, rel=0.01)
    events = {name for name, each in counted.items() if each.events}
    assert events == {"services-stoppage", "bank-exit-ban"}


def test_the_leak_adds_half_to_the_odds_of_a_rare_inspection_and_fades() -> None:
    """As the README says: 0.40 % becomes 0.60 % on the day, of which 60 % are of sensitive data.

    (0 + 1/2) / 1,264 x 10 = 0.396 %. The leak of 1.5 weighs half as a draft and 0.5625 by its
    grade: 0.42, odds times 1.52. It fades by half in 180 days.
    """
    early = api.load(NAME)
    case = next(case for case in early.cases if case.id == "services-sensitive-data")
    read, today = readings(early), early.planning_date
    rate = next(each for each in early.base_rates if each.id == "services-personal-data")

    assert rate.likelihood == pytest.approx(0.00396, abs=0.00001)
    assert read.likelihood(case, today) == pytest.approx(0.6 * 0.0060, abs=0.00005)
    later = read.likelihood(case, today + timedelta(days=730))
    assert later == pytest.approx(0.6 * rate.likelihood, rel=0.04)


def test_only_what_was_known_on_the_day_counts() -> None:
    """What came later is in the files, is felt by its cases in a replay, and counts for nothing."""
    early = api.load(NAME)
    read = readings(early)
    felt = {m.id for m in early.matters if any(is_affected_by(case, m) for case in early.cases)}
    known = {p.matter for case in early.cases for p in read.pushes(case, early.planning_date)}

    assert {"pipl", "security-assessment", "supply-chain-security"} <= felt
    assert known == {"mlps", "cybersecurity-law", "exit-bans"}


@pytest.mark.parametrize(("overlay", "due"), [(None, False), ("standard-known", True)])
def test_obligations_wait_for_the_text(overlay: str | None, due: bool) -> None:
    """A leak makes nothing due; the text does from 2020-Q1, in force since 2019-12-01."""
    early = api.load(NAME, [overlay] if overlay else [])

    for each in books_of(early).obligations:
        assert each.due.tolist() == [False, False, *[due] * 6]


@pytest.mark.slow
def test_nobody_is_dismissed_for_a_leak() -> None:
    """13 posts in the README: vacancies filled in Mumbai, whose desks are empty; the leak adds
    none.
    """
    with_leak, without = solved(NAME), solved(NAME, "leak-withdrawn")

    for result in (with_leak, without):
        assert result.plan is not None
        assert result.people is not None
        assert heads(result.plan.moves) <= 25
        assert result.people.dismissals == 0


@pytest.mark.slow
def test_the_pipeline_leaves_whole_or_not_at_all() -> None:
    """Its 42 posts stay, or all leave at nearly the same cost, where systems have to be separate at
    three times what is assumed; never a part of them leaves, and none for a standard alone.
    """
    moves = moves_of(NAME, "separate-systems")
    left = heads(moves, cohort="sha-data-platform"), heads(moves, cohort="sha-client-reporting")
    assert left in {(22, 20), (0, 0)}
    known = solved(NAME, "standard-known")
    assert known.plan is not None
    assert heads(known.plan.moves, cohort="sha-data-platform") == 0
