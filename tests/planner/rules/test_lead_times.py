"""Permits, hiring and notice take their time."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from models.account import Verdict
from models.labour import Agreement, SigningWindow
from models.places import Office
from models.plan_in_force import Firmness, MoveInForce
from models.scenario import Scenario
from models.workforce import Mode, ModePolicies, ModePolicy
from tests.support.builders import (
    ASSUMED,
    cohort,
    jurisdiction,
    move,
    office,
    scenario,
    service,
    severance,
)
from tests.support.judging import (
    assert_limits_the_optimiser,
    cheapest,
    findings,
    judged,
    only,
    violations,
)


def company(
    *,
    notice_days: int = 0,
    notice_months: float = 0.0,
    agreement: Agreement | None = None,
    overlap: int = 0,
    **bengaluru: Any,
) -> Scenario:
    """The default company with leads; half its posts are vacant."""
    law = severance(notice_days=notice_days, notice_months=notice_months, agreement=agreement)
    return scenario(
        modes=ModePolicies(redundancy=ModePolicy(overlap_periods=overlap)),
        jurisdictions=(
            jurisdiction("china", severance=law),
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
    has_run: dict[str, Any] = {lead: 90}
    is_short: dict[str, Any] = {lead: 91}

    assert not violations(judged(company(**has_run), moves), "lead_times")
    broken = only(violations(judged(company(**is_short), moves), "lead_times"))
    assert (broken.value, broken.limit, broken.violation, broken.unit) == (90, 91, 1, "days")
    assert (broken.period, broken.law) == ("2027-Q2", True)
    assert (broken.cohorts, broken.offices) == (("kyc",), ("bengaluru",))
    assert broken.words == (
        f"days for {word} before kyc lands at bengaluru in 2027-Q2: 90, at least 91"
    )


@pytest.mark.parametrize(
    ("mode", "other"),
    [(Mode.TRANSFER, "hiring_days"), (Mode.REDUNDANCY, "visa_days"), (Mode.REFILL, "visa_days")],
)
def test_each_mode_waits_for_its_own_lead(mode: Mode, other: str) -> None:
    """Who transfers needs no hiring, who is hired needs no permit."""
    slow: dict[str, Any] = {other: 365}

    assert not violations(judged(company(**slow), [move(2, mode)]), "lead_times")


def test_notice_has_run_before_a_redundancy_leaves() -> None:
    """Notice of 90 days has run in the second quarter, of 91 is a day short; others need none."""
    redundancy = [move(2, Mode.REDUNDANCY, "2027-Q2")]

    assert not violations(judged(company(notice_days=90), redundancy), "lead_times")
    broken = only(violations(judged(company(notice_days=91), redundancy), "lead_times"))
    assert (broken.value, broken.limit, broken.violation) == (90, 91, 1)
    assert broken.words == "days before kyc leaves for notice in 2027-Q2: 90, at least 91"
    others = [move(2, Mode.TRANSFER), move(2, Mode.REFILL)]
    assert not violations(judged(company(notice_days=91), others), "lead_times")


@pytest.mark.parametrize(("asking", "permit", "late"), [(30, 60, 0), (31, 60, 1), (90, 1, 1)])
def test_people_are_asked_before_their_permit_is(asking: int, permit: int, late: int) -> None:
    """Thirty days to decide and sixty for the permit are the ninety there are by 1 April."""
    slow = company(visa_days=permit, hiring_days=0).model_copy(
        update={"modes": ModePolicies(transfer=ModePolicy(asking_days=asking))}
    )
    moves = [move(2, period="2027-Q2")]

    broken = violations(judged(slow, moves), "lead_times")
    assert [each.violation for each in broken] == [late] * late
    assert all("for asking and permit" in each.words for each in broken)
    assert not violations(judged(slow, [move(2, Mode.REFILL)]), "lead_times")
    nobody_hired = slow.model_copy(update={"offices": tuple(map(_closed, slow.offices))})
    first = min(each.period for each in cheapest(nobody_hired).moves)
    assert first == ("2027-Q3" if late else "2027-Q2")


def _closed(office_: Office) -> Office:
    """Nobody can be hired there within the horizon."""
    return office_.model_copy(update={"hiring_days": 3000})


@pytest.mark.parametrize("mode", [Mode.REDUNDANCY, Mode.REFILL])
def test_nobody_else_is_asked(mode: Mode) -> None:
    """Days to decide are for those who move themselves."""
    with pytest.raises(ValidationError, match="only transfer can have"):
        ModePolicies.model_validate({mode.value: {"asking_days": 1}})


def test_notice_that_is_paid_for_need_not_be_served() -> None:
    """A month's wage instead of 91 days: whoever has no hand-over may leave at once.

    With a hand-over of a quarter, 90 days, a notice of 90 fits in and is served, not paid for.
    """
    paid: dict[str, Any] = {"notice_months": 1.0}
    redundancy = [move(2, Mode.REDUNDANCY)]

    assert not violations(judged(company(notice_days=91, **paid), redundancy), "lead_times")
    handed = company(notice_days=90, overlap=1, **paid).model_copy(
        update={"planning_date": date(2026, 12, 31)}
    )
    assert not violations(judged(handed, redundancy), "lead_times")
    assert violations(judged(company(notice_days=91), redundancy), "lead_times")


@pytest.mark.parametrize(("days", "missing"), [(90, 0), (91, 1)])
def test_the_last_has_signed(days: int, missing: int) -> None:
    """Where people are asked to sign there is no notice, but until the last signature 90 days."""
    terms = Agreement(
        windows=(SigningWindow(months=3.0, share=1.0),), days=days, provenance=ASSUMED
    )
    signed = company(notice_days=3000, agreement=terms)
    moves = [move(2, Mode.REDUNDANCY, "2027-Q2")]

    broken = violations(judged(signed, moves), "lead_times")
    assert [each.violation for each in broken] == [missing] * missing
    assert all("for the last signature" in each.words for each in broken)


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
    promised = MoveInForce(
        cohort="kyc",
        destination="bengaluru",
        mode=mode,
        period="2027-Q2",
        heads=heads,
        standing=Firmness.ACCEPTED,
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
