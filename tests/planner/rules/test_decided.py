"""Of a move that a person has decided on, no more posts move than were agreed."""

from __future__ import annotations

from typing import Any

import pytest

from models.account import Verdict
from models.plan_in_force import Agreed, UnderWay
from models.scenario import Scenario
from models.workforce import Mode
from tests.support.builders import move, scenario, service
from tests.support.judging import (
    assert_limits_the_optimiser,
    cheapest,
    findings,
    judged,
    only,
    violations,
)


def agreed(heads: int, **changes: Any) -> Agreed:
    """So many of ``kyc`` to Bengaluru."""
    return Agreed(**{"cohort": "kyc", "destination": "bengaluru", "heads": heads, **changes})


def company(*limits: Agreed) -> Scenario:
    """The default company, where every post is better off in Bengaluru, and dear to dismiss."""
    return scenario(service=(service("kyc", 10, 9, "USD 9000"),), under_way=UnderWay(agreed=limits))


def test_no_more_than_agreed() -> None:
    """Four were agreed: four keep to it, five are one too many."""
    limit = agreed(4, mode=Mode.TRANSFER, period="2027-Q2")
    kept = judged(company(limit), [move(4, period="2027-Q2"), move(6, period="2027-Q3")])
    broken = only(violations(judged(company(limit), [move(5, period="2027-Q2")]), "decided"))

    assert not violations(kept, "decided")
    assert (broken.value, broken.limit, broken.violation, broken.unit) == (5, 4, 1, "posts")
    assert broken.words == "posts of kyc to bengaluru (transfer 2027-Q2): 5, at most 4"


@pytest.mark.parametrize("mode", list(Mode))
def test_a_no_to_a_destination_counts_for_every_mode_and_period(mode: Mode) -> None:
    """One post in any mode and period is one too many."""
    broken = only(violations(judged(company(agreed(0)), [move(1, mode, "2027-Q4")]), "decided"))

    assert broken.words == "posts of kyc to bengaluru: 1, at most 0"


def test_where_nothing_was_decided_nothing_is_said() -> None:
    assert only(findings(judged(company(), [move(10)]), "decided")).verdict is Verdict.KEPT


def test_the_optimiser_moves_no_more_than_agreed() -> None:
    """All ten would go; three may, over all modes and periods."""
    assert sum(each.heads for each in cheapest(company(agreed(3))).moves) == 3
    assert_limits_the_optimiser(company(agreed(3)), "decided")
