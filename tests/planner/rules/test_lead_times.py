"""Permits, hiring and notice take their time."""

from datetime import date
from typing import Any

import pytest

from models.account import Verdict
from models.incumbent import IncumbentMove, Standing
from models.scenario import Scenario
from models.workforce import Mode, ModePolicies, ModePolicy
from tests.builders import cohort, jurisdiction, move, office, scenario, service, severance
from tests.planner.rules.judging import (
    assert_limits_the_optimiser,
    cheapest,
    findings,
    judged,
    only,
    violations,
)


def company(*, notice_days: int = 0, overlap: int = 0, **bengaluru: Any) -> Scenario:
    """The default company with leads; half its posts are vacant."""
    return scenario(
        modes=ModePolicies(redundancy=ModePolicy(overlap_periods=overlap)),
        jurisdictions=(
            jurisdiction("china", severance=severance(notice_days=notice_days)),
            jurisdiction("india"),
        ),
        offices=(
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in", **bengaluru),
        ),
        cohorts=(cohort("kyc", vacant=5),),
        service=(service("kyc", 5, 1, "USD 100"),),
    )


@pytest.mark.parametrize(
    ("mode", "lead", "word"),
    [
        (Mode.TRANSFER, "visa_days", "permit"),
        (Mode.REDUNDANCY, "hiring_days", "hiring"),
        (Mode.REFILL, "hiring_days", "hiring"),
    ],
)
def test_a_lead_has_run_on_the_first_day_of_the_period(mode: Mode, lead: str, word: str) -> None:
    """The second quarter starts on day 90: a lead of 90 days has run, one of 91 is a day short."""
    moves = [move(2, mode, "2027-Q2")]

    assert not violations(judged(company(**{lead: 90}), moves), "lead_times")
    broken = only(violations(judged(company(**{lead: 91}), moves), "lead_times"))
    assert (broken.value, broken.limit, broken.violation, broken.unit) == (90, 91, 1, "days")
    assert (broken.period, broken.law) == ("2027-Q2", True)
    assert (broken.cohorts, broken.offices) == (("kyc",), ("bengaluru",))
    assert broken.words == (
        f"days before kyc lands at bengaluru for {word} in 2027-Q2: 90, at least 91"
    )


@pytest.mark.parametrize(
    ("mode", "other"),
    [(Mode.TRANSFER, "hiring_days"), (Mode.REDUNDANCY, "visa_days"), (Mode.REFILL, "visa_days")],
)
def test_each_mode_waits_for_its_own_lead(mode: Mode, other: str) -> None:
    """Who transfers needs no hiring, who is hired needs no permit."""
    assert not violations(judged(company(**{other: 365}), [move(2, mode)]), "lead_times")


def test_notice_has_run_before_a_redundancy_leaves() -> None:
    """Notice of 90 days has run in the second quarter, of 91 is a day short; others need none."""
    redundancy = [move(2, Mode.REDUNDANCY, "2027-Q2")]

    assert not violations(judged(company(notice_days=90), redundancy), "lead_times")
    broken = only(violations(judged(company(notice_days=91), redundancy), "lead_times"))
    assert (broken.value, broken.limit, broken.violation) == (90, 91, 1)
    assert broken.words == "days before kyc leaves for notice in 2027-Q2: 90, at least 91"
    others = [move(2, Mode.TRANSFER), move(2, Mode.REFILL)]
    assert not violations(judged(company(notice_days=91), others), "lead_times")


def test_notice_runs_during_a_hand_over() -> None:
    """Who lands in Q1 and hands over until Q2 has 90 days of notice."""
    redundancy = [move(2, Mode.REDUNDANCY)]

    assert not violations(judged(company(notice_days=90, overlap=1), redundancy), "lead_times")
    assert violations(judged(company(notice_days=91, overlap=1), redundancy), "lead_times")


@pytest.mark.parametrize(("days", "verdict"), [(75, Verdict.KEPT), (76, Verdict.TIGHT)])
def test_a_lead_is_tight_within_a_fifth(days: int, verdict: Verdict) -> None:
    """Day 90 leaves 15 days after a lead of 75, exactly a fifth; after 76, 14 days are less."""
    judgement = judged(company(visa_days=days), [move(2, period="2027-Q2")])

    assert only(findings(judgement, "lead_times")).verdict is verdict


@pytest.mark.parametrize(
    "leads",
    [{"visa_days": 91}, {"hiring_days": 91, "relocation": None}],
)
def test_it_limits_the_optimiser(leads: dict[str, Any]) -> None:
    """Bengaluru is cheaper from the first day; the optimiser waits until the lead has run."""
    assert_limits_the_optimiser(company(**leads), "lead_times")


@pytest.mark.parametrize("overlap", [0, 1])
def test_notice_limits_the_optimiser(overlap: int) -> None:
    """The same for notice, with and without a hand-over."""
    assert_limits_the_optimiser(
        company(notice_days=91, overlap=overlap, relocation=None), "lead_times"
    )


@pytest.mark.parametrize(("overlap", "lands"), [(0, "2027-Q2"), (1, "2027-Q1")])
def test_the_optimiser_knows_that_notice_runs_during_a_hand_over(overlap: int, lands: str) -> None:
    """Notice of 90 days ends with Q1, in which those who hand over may land already.

    Five redundancies save USD 36,500 a year each; a hand-over of a quarter costs at most 18,000.
    """
    hires_only = company(notice_days=90, overlap=overlap, relocation=None)
    moves = cheapest(hires_only.model_copy(update={"refill_window_periods": 0})).moves

    assert {each.period for each in moves if each.mode is Mode.REDUNDANCY} == {lands}


def started(heads: int, on: date, mode: Mode = Mode.TRANSFER, **bengaluru: Any) -> Scenario:
    """A company that has accepted a move into the second quarter, and started it on a day."""
    promised = IncumbentMove(
        cohort="kyc",
        destination="bengaluru",
        mode=mode,
        period="2027-Q2",
        heads=heads,
        standing=Standing.ACCEPTED,
        started_on=on,
    )
    return company(**bengaluru).model_copy(update={"incumbent": (promised,)})


@pytest.mark.parametrize("mode", [Mode.TRANSFER, Mode.REDUNDANCY])
def test_the_lead_of_a_started_move_counts_from_its_start(mode: Mode) -> None:
    """Started on 1 December 2026 it has 121 days by 1 April, and not 122."""
    on = date(2026, 12, 1)
    moves = [move(2, mode, "2027-Q2")]

    in_time, late = ({"visa_days": days, "hiring_days": days} for days in (121, 122))

    assert not violations(judged(started(2, on, mode, **in_time), moves), "lead_times")
    assert violations(judged(started(2, on, mode, **late), moves), "lead_times")
    assert cheapest(started(2, on, mode, **in_time)).moves[0] == moves[0]


def test_no_more_than_were_started_are_in_time() -> None:
    """Two were started: a third would have to wait for its permit."""
    company_ = started(2, date(2026, 12, 1), visa_days=121, hiring_days=3000)
    late = [move(3, period="2027-Q2")]

    assert only(violations(judged(company_, late), "lead_times")).value == 90
    in_second = [each.heads for each in cheapest(company_).moves if each.period == "2027-Q2"]
    assert in_second == [2]
