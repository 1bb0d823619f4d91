"""Measures: what they cost, when they can be in force, and what they cut.

One measure: USD 1,000 once and USD 3,650 a year, so USD 10 a day. One case on each channel: 10 % a
year of USD 365,000, so USD 100 a day. The quarters of 2027 have 90, 91, 92 and 92 days.
"""

from __future__ import annotations

from typing import Any

import pytest

from models.account import Verdict
from models.calendar import Horizon
from models.plan import MeasureStart
from models.plan_in_force import UnderWay
from models.risk import Channel
from models.scenario import Scenario
from planner.rules.measures import RULE
from tests.support.builders import (
    case,
    cohort,
    money,
    move,
    pay,
    rate,
)
from tests.support.companies import MASKING, exposed
from tests.support.duties import (
    judge,
    measure,
    start,
)
from tests.support.judging import cheapest, findings, found_by, only, violations


@pytest.mark.parametrize(("lead_days", "missing"), [(90, 0), (91, 1), (100, 10)])
def test_a_measure_is_in_force_once_its_lead_has_run(lead_days: int, missing: int) -> None:
    """The second quarter starts on day 90."""
    slow = exposed(measures=(measure("masking", lead_days=lead_days), measure("devices")))

    broken = violations(judge(slow, start("masking", "2027-Q2")), "measures")

    assert [(each.violation, each.unit, each.period) for each in broken] == (
        [(missing, "days", "2027-Q2")] if missing else []
    )


def test_a_measure_starts_once() -> None:
    """Once in force it stays: a second start is a mistake, and is not paid for."""
    judgement = judge(exposed(), start("masking", "2027-Q2"), start("masking", "2027-Q4"))

    assert "starts of masking" in only(violations(judgement, "measures")).words
    assert not violations(judge(exposed(), start("masking"), start("devices")), "measures")
    assert judgement.amount("measures") == judge(exposed(), start("masking", "2027-Q2")).amount(
        "measures"
    )


def test_it_costs_once_and_by_the_day_from_its_start() -> None:
    """From Q2: USD 1,000 + 10 x (91 + 92 + 92) = USD 3,750; only the set-up is one-off cash."""
    judgement = judge(exposed(), start("masking", "2027-Q2"))

    (line,) = [line for line in judgement.price_list if line.rule == "measures"]
    assert (line.amount, line.unweighted, line.one_off_cash) == (3_750_00, 3_750_00, 1_000_00)


def test_it_goes_on_in_the_tail() -> None:
    """Two tail periods of 92 days add USD 1,840 to USD 3,750."""
    tail = exposed(horizon=Horizon(periods=4, tail_periods=2))

    assert judge(tail, start("masking", "2027-Q2")).amount("measures") == 5_590_00


def test_it_is_discounted_and_its_cash_is_not() -> None:
    """At 10 % a year from Q2, day 90: 1,000 / 1.1^(90/365) = 976.77; 910 / 1.1^(90/365) = 888.86,
    920 / 1.1^(181/365) = 877.53, 920 / 1.1^(273/365) = 856.70: USD 3,599.86.
    """
    judgement = judge(exposed(discount_rate=0.1), start("masking", "2027-Q2"))

    (line,) = [line for line in judgement.price_list if line.rule == "measures"]
    assert (line.amount, line.one_off_cash) == (3_599_86, 1_000_00)


def test_it_is_paid_in_any_currency() -> None:
    """CNY 10,000 at 0.14 are USD 1,400; a year's CNY 36,500 are USD 5,110."""
    in_yuan = exposed(
        rates=(rate("CNY", "0.14"),),
        measures=(
            measure("masking", set_up=money("CNY 10000"), yearly=money("CNY 36500")),
            measure("devices"),
        ),
    )

    assert judge(in_yuan, start("masking")).amount("measures") == 6_510_00


def test_no_risk_weight_touches_its_price() -> None:
    """Measures are money, not exposure."""
    assert judge(exposed(risk_weight=2.0), start("masking", "2027-Q2")).amount("measures") == (
        3_750_00
    )


def test_staying_put_owes_nothing_for_measures() -> None:
    """What is not started costs nothing."""
    assert judge(exposed()).amount("measures") == 0


@pytest.mark.parametrize("channel", list(Channel))
def test_it_cuts_a_case_on_every_channel_from_its_start(channel: Channel) -> None:
    """By 60 % from Q2 on: 90 x 100 + 275 x 40 = USD 20,000 of USD 36,500.

    On the exit channel ten who leave in Q2 cost USD 36,500, cut to USD 14,600; the export is by
    one who sits in Bengaluru.
    """
    moves = {
        Channel.EXPORT: [move(1)],
        Channel.EXIT: [move(10, period="2027-Q2")],
    }.get(channel, [])
    rule = f"{channel}_exposure"
    uncut = judge(exposed(channel), *moves)
    cut = judge(exposed(channel), *moves, start("masking", "2027-Q2"))

    assert uncut.amount(rule) == 36_500_00
    assert cut.amount(rule) == (14_600_00 if channel is Channel.EXIT else 20_000_00)


@pytest.mark.parametrize("channel", list(Channel))
@pytest.mark.parametrize(
    ("starts", "share"),
    [
        ((start("masking"), start("devices")), 0.4),
        ((start("devices"),), 0.75),
        ((start("masking"),), 0.4),
    ],
)
def test_the_strongest_cut_counts_not_the_sum(
    channel: Channel, starts: tuple[MeasureStart, ...], share: float
) -> None:
    """60 % and 25 % cut 60 %, in whatever order; neither 85 % nor 70 %."""
    moves = {Channel.EXPORT: [move(1)], Channel.EXIT: [move(10)]}.get(channel, [])

    judgement = judge(exposed(channel), *moves, *starts)

    assert judgement.amount(f"{channel}_exposure") == round(36_500_00 * share)


def test_a_stronger_one_takes_over_when_it_starts() -> None:
    """25 % from Q1, 60 % from Q3: 181 x 75 + 184 x 40 = USD 20,935."""
    judgement = judge(exposed(), start("devices"), start("masking", "2027-Q3"))

    assert judgement.amount("presence_exposure") == 20_935_00


def test_it_cuts_only_the_cases_it_is_listed_for() -> None:
    """A second case of the same topic is not touched."""
    two = exposed(
        cases=(
            case("fine", "leak", 0.1, "USD 365000"),
            case("claim", "leak", 0.1, "USD 365000"),
        )
    )

    assert judge(two, start("masking")).amount("presence_exposure") == 36_500_00 + 14_600_00


def test_its_figures_are_told_in_words() -> None:
    """Each measure is one line; the finding says the nearest edge."""
    slow = exposed(measures=(measure("masking", lead_days=80, **MASKING), measure("devices")))

    assert RULE.values(slow) == (
        "devices (masking): USD 0.00 once, USD 0.00 a year, 0 days",
        "masking (masking): USD 1000.00 once, USD 3650.00 a year, 80 days",
    )
    finding = only(findings(judge(slow, start("masking", "2027-Q2")), "measures"))
    assert (finding.verdict, finding.headroom) == (Verdict.KEPT, 10)
    assert finding.words == "days before masking is in force in 2027-Q2: 90, at least 80"


# ---------------------------------------------------------------- the optimiser


def guarded(set_up: str, yearly: str = "USD 0", **changes: Any) -> Scenario:
    """Nobody may move; ``masking`` would take USD 21,900 of the year's exposure away."""
    return exposed(
        cohorts=(cohort("kyc", must_stay=10),),
        measures=(
            measure("masking", set_up=money(set_up), yearly=money(yearly), **changes),
            measure("devices", set_up=money("USD 90000")),
        ),
    )


@pytest.mark.parametrize(("set_up", "taken"), [("USD 21899", True), ("USD 21901", False)])
def test_the_optimiser_takes_it_where_it_pays(set_up: str, taken: bool) -> None:
    """60 % of USD 36,500 are USD 21,900: a dollar less is worth it, a dollar more is not."""
    assert [each.measure for each in cheapest(guarded(set_up)).measures] == (
        ["masking"] if taken else []
    )


def test_the_optimiser_starts_it_when_its_lead_has_run() -> None:
    """Ninety-one days are over in the third quarter at the earliest."""
    (started,) = cheapest(guarded("USD 1", lead_days=91)).measures

    assert started == start("masking", "2027-Q3")


def test_what_the_optimiser_claims_of_a_measure_is_what_the_audit_finds() -> None:
    """Set-up, yearly cost and tail, discounted, and the cut: the same to the cent."""
    company_ = guarded("USD 777.77", "USD 3333.33", lead_days=31).model_copy(
        update={"discount_rate": 0.083, "horizon": Horizon(periods=4, tail_periods=3)}
    )
    found = found_by(company_)

    assert found.plan is not None
    assert found.plan.measures
    assert found.claimed == judge(company_, *found.plan.measures).total


@pytest.mark.parametrize(("yearly", "taken"), [("USD 21800", True), ("USD 22000", False)])
def test_the_optimiser_cannot_stop_what_it_has_started(yearly: str, taken: bool) -> None:
    """Ten who leave on the first day cost USD 36,500, of which ``masking`` takes USD 21,900.

    It is needed for a day and paid for a year: at USD 21,800 it is taken, at USD 22,000 it is not,
    though a single quarter would cost only a fourth of that.
    """
    leaving = exposed(
        Channel.EXIT,
        measures=(
            measure("masking", yearly=money(yearly)),
            measure("devices", set_up=money("USD 90000")),
        ),
        pay=(pay("analyst", "shanghai", "USD 73000"), pay("analyst", "bengaluru", "USD 36500")),
    )
    found = cheapest(leaving)

    assert [(each.heads, each.period) for each in found.moves] == [(10, "2027-Q1")]
    assert [each.measure for each in found.measures] == (["masking"] if taken else [])


@pytest.mark.parametrize("channel", list(Channel))
def test_the_optimiser_lets_the_strongest_count(channel: Channel) -> None:
    """``devices`` costs nothing and cuts 25 %; ``masking`` is worth only what it cuts beyond.

    USD 36,500 x 35 % are USD 12,775: for a dollar more it is not taken. Bengaluru is so much
    cheaper that all leave on the first day where the case is about leaving or about exports.
    """
    goes = channel in {Channel.EXPORT, Channel.EXIT}

    def taken(set_up: str) -> list[str]:
        priced = exposed(
            channel,
            cohorts=(cohort("kyc", must_stay=0 if goes else 10),),
            measures=(measure("masking", set_up=money(set_up)), measure("devices")),
        )
        return [each.measure for each in cheapest(priced).measures]

    assert "masking" in taken("USD 12774")
    assert taken("USD 12776") == ["devices"]


def test_one_in_force_is_paid_for_and_stays() -> None:
    """Nothing for its set-up, USD 10 a day to the end of the horizon, whether or not it pays."""
    standing = guarded("USD 1000", "USD 3650", in_force=True, lead_days=3000)
    dear = guarded("USD 1000", "USD 365000", in_force=True)
    at_rest = judge(standing)

    assert at_rest.amount("measures") == 3_650_00
    assert (
        at_rest.amount("presence_exposure")
        == judge(guarded("USD 0")).amount("presence_exposure") - 21_900_00
    )
    assert not cheapest(standing).measures
    assert found_by(dear).claimed == judge(dear).total


def test_one_that_has_been_started_is_in_time() -> None:
    """Started for Q2, its lead of 200 days no longer counts; an earlier quarter still does."""
    slow = guarded("USD 1", lead_days=200)
    begun = slow.model_copy(update={"under_way": UnderWay(measures=(start("masking", "2027-Q2"),))})

    assert cheapest(begun).measures == (start("masking", "2027-Q2"),)
    assert not violations(judge(begun, start("masking", "2027-Q2")), "measures")
    assert violations(judge(begun, start("masking", "2027-Q1")), "measures")
    assert violations(judge(slow, start("masking", "2027-Q2")), "measures")


def test_one_that_has_been_started_twice_is_in_time_from_the_earlier_start() -> None:
    """Started for Q3 and for Q2, in either order: with a lead of 200 days Q2 is in time."""
    slow = guarded("USD 1", lead_days=200)
    twice = (start("masking", "2027-Q3"), start("masking", "2027-Q2"))

    for starts in (twice, twice[::-1]):
        begun = slow.model_copy(update={"under_way": UnderWay(measures=starts)})
        assert cheapest(begun).measures == (start("masking", "2027-Q2"),)
        assert not violations(judge(begun, start("masking", "2027-Q2")), "measures")
