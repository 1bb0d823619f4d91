"""Expected loss over horizon and tail stays under the cap.

Two cases, each 10 % a year of USD 365,000, USD 100 a day. One of presence: USD 50 a day while
anyone is there, USD 40 by heads, USD 10 once nobody is. One of people: USD 10 a day for each head.
"""

from typing import Any

import pytest

from models.calendar import Horizon
from models.risk import Channel
from models.scenario import Scenario
from models.settings import ExposureCap
from planner.rules.exposure.exposure_cap import RULE
from tests.support.builders import (
    access,
    case,
    cohort,
    dataset,
    jurisdiction,
    money,
    move,
    pay,
    rate,
    scenario,
    topic,
)
from tests.support.duties import china, data, population
from tests.support.judging import (
    assert_limits_the_optimiser,
    findings,
    judged,
    only,
    violations,
)


def company(cap: str | None, **changes: Any) -> Scenario:
    """The default company with the two cases, where Bengaluru is dearer than Shanghai."""
    defaults: dict[str, Any] = {
        "pay": (
            pay("analyst", "shanghai", "USD 73000"),
            pay("analyst", "bengaluru", "USD 91250"),
        ),
        "topics": (
            topic(
                "transfer",
                Channel.PRESENCE,
                fixed_share=0.5,
                per_head_share=0.4,
                tail_share=0.1,
            ),
            topic("raids", Channel.PEOPLE),
        ),
        "datasets": (dataset("clients"),),
        "access": (access("kyc", "clients"),),
        "cases": (
            case("fine", "transfer", 0.1, "USD 365000"),
            case("raid", "raids", 0.1, "USD 365000"),
        ),
        "exposure_cap": ExposureCap(total=money(cap) if cap else None),
    }
    return scenario(**{**defaults, **changes})


MOVES = [move(6, period="2027-Q2"), move(4, period="2027-Q3")]
"""90 x (90 + 100) + 91 x (50 + 16 + 40) + 184 x 10 = USD 28,586 remain."""


def test_exposure_up_to_the_cap_may_remain() -> None:
    """Both channels together, to the cent."""
    assert not violations(judged(company("USD 28586"), MOVES), "exposure_cap")

    broken = only(violations(judged(company("USD 28585.99"), MOVES), "exposure_cap"))
    assert (broken.value, broken.limit, broken.violation) == (28_586_00, 28_585_99, 1)
    assert (broken.unit, broken.law) == ("money", False)
    assert broken.words == "exposure that remains: USD 28,586.00, at most USD 28,585.99"


def test_staying_put_can_break_it() -> None:
    """365 x (90 + 100) = USD 69,350 are USD 9,350 more than USD 60,000."""
    assert only(violations(judged(company("USD 60000")), "exposure_cap")).violation == 9_350_00


@pytest.mark.parametrize("weight", [0.0, 0.5, 2.0])
def test_the_risk_weight_does_not_matter(weight: float) -> None:
    """The cap is on money as it is, not as it is weighed."""
    finding = only(findings(judged(company("USD 60000", risk_weight=weight)), "exposure_cap"))

    assert finding.value == 69_350_00


def test_the_tail_counts() -> None:
    """Two tail periods of 92 days once all have left: 184 x 10 more, USD 30,426."""
    tail = {"horizon": Horizon(periods=4, tail_periods=2)}

    assert not violations(judged(company("USD 30426", **tail), MOVES), "exposure_cap")
    assert violations(judged(company("USD 30425", **tail), MOVES), "exposure_cap")


def test_a_cap_in_another_currency_is_converted() -> None:
    """JPY 4,000,000 at 0.0073 are USD 29,200."""
    in_yen = company("JPY 4000000", rates=(rate("JPY", "0.0073"),))

    assert only(findings(judged(in_yen, MOVES), "exposure_cap")).headroom == 614_00


def test_without_a_cap_there_is_none() -> None:
    """No limit, no violation."""
    assert not violations(judged(company(None)), "exposure_cap")


@pytest.mark.parametrize("weight", [0.0, 0.3])
@pytest.mark.parametrize("cap", ["USD 69349.99", "USD 60000", "USD 28586", "USD 3650"])
def test_it_limits_the_optimiser(cap: str, weight: float) -> None:
    """Leaving costs more than it saves in exposure, so that only the cap makes anyone leave.

    USD 3,650, the records of a year, are the least that can remain.
    """
    assert_limits_the_optimiser(company(cap, risk_weight=weight), "exposure_cap")


def test_arrivals_fill_the_cap_up_to_one_loss() -> None:
    """``support`` would rather come to Shanghai; the cap of half the loss lets few of it in.

    Nobody of ``kyc`` may leave but five; each who arrives in their place takes a tenth again.
    """
    coming = company(
        "USD 51100",
        pay=(
            pay("analyst", "shanghai", "USD 73000"),
            pay("analyst", "bengaluru", "USD 80000"),
        ),
        cohorts=(
            cohort("kyc", must_stay=5),
            cohort("support", office="bengaluru", entity="services_in"),
        ),
        access=(access("kyc", "clients"), access("support", "clients")),
        risk_weight=0.0,
    )

    assert_limits_the_optimiser(coming, "exposure_cap")


def test_it_can_be_switched_off() -> None:
    """It is policy: a scenario may do without."""
    assert judged(company("USD 0", switched_off=("exposure_cap",))).lawful


def test_its_figure_is_told_in_words() -> None:
    """The cap is one line."""
    assert RULE.values(company("USD 60000")) == (
        "USD 60000.00 over horizon and tail, at present value",
    )
    assert RULE.values(company(None)) == ()


ALL_CHANNELS: dict[str, Any] = {
    "jurisdictions": (china(), jurisdiction("india")),
    "populations": (population("retail", 50_000),),
    "datasets": (data("clients", "retail"),),
    "topics": (
        topic("transfer", Channel.PRESENCE, fixed_share=0.5, per_head_share=0.4, tail_share=0.1),
        topic("raids", Channel.PEOPLE),
        topic("leak", Channel.EXPORT, fixed_share=1.0, per_head_share=0.0),
        topic("leaving", Channel.EXIT),
    ),
    "cases": (
        case("fine", "transfer", 0.1, "USD 365000"),
        case("raid", "raids", 0.1, "USD 365000"),
        case("penalty", "leak", 0.1, "USD 365000"),
        case("probe", "leaving", 0.1, "USD 365000"),
    ),
}


def test_every_channel_counts_once() -> None:
    """USD 28,586 as before, exports 275 x 100 and ten exits of USD 3,650: USD 92,586 remain."""
    found = only(findings(judged(company("USD 1", **ALL_CHANNELS), MOVES), "exposure_cap"))

    assert found.value == 28_586_00 + 27_500_00 + 36_500_00


def test_a_channel_that_is_switched_off_does_not_count() -> None:
    """Without people and exit USD 92,586 less 36,500 and less 90 x 100 + 91 x 40 = USD 12,640."""
    channels = {"switched_off": ("people_exposure", "exit_exposure")}
    off = company("USD 1", **ALL_CHANNELS).model_copy(update=channels)

    assert only(findings(judged(off, MOVES), "exposure_cap")).value == 43_446_00


def test_all_channels_together_limit_the_optimiser() -> None:
    """Bengaluru is cheaper now; leaving puts exports and exits at stake on top of the heads left.

    One who leaves on the first day adds USD 36,500 + 3,650 and takes USD 1,460 + 3,650 away:
    USD 35,040 more than the USD 69,350 of staying put. Ten add USD 73,000 and take 65,700 away.
    """
    cheap = {
        "pay": (
            pay("analyst", "shanghai", "USD 73000"),
            pay("analyst", "bengaluru", "USD 36500"),
        )
    }
    capped = company("USD 70000", risk_weight=0.0, **ALL_CHANNELS, **cheap)

    assert_limits_the_optimiser(capped, "exposure_cap")
