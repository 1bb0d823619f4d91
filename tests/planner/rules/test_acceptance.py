"""Not everyone who is asked to move says yes."""

from __future__ import annotations

from typing import Any

import pytest

from models.account import Finding, Verdict
from models.limits import Acceptance
from models.plan import Move
from models.scenario import Scenario
from models.workforce import Mode
from planner.rules.acceptance import RULE
from tests.support.builders import cohort, move, office, pay, scenario, service
from tests.support.judging import (
    assert_limits_the_optimiser,
    cheapest,
    findings,
    judged,
    only,
    violations,
)


def accepted(share: float, low: float = 0.0, to: str | None = None) -> Acceptance:
    """A share of ``kyc``; none at the low value unless said."""
    return Acceptance(cohort="kyc", office=to, share=share, low=low)


def company(*rows: Acceptance, kyc: dict[str, Any] | None = None, **changes: Any) -> Scenario:
    """Ten posts in Shanghai, two offices in India; shares of those who accept."""
    defaults: dict[str, Any] = {
        "offices": (
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in"),
            office("manila", "india", "services_in"),
        ),
        "pay": (
            pay("analyst", "shanghai", "USD 73000"),
            pay("analyst", "bengaluru", "USD 36500"),
            pay("analyst", "manila", "USD 40000"),
        ),
        "cohorts": (cohort("kyc", **(kyc or {})),),
    }
    return scenario(acceptance=rows, **{**defaults, **changes})


def low(there: Scenario, *moves: Move) -> Finding:
    """What is told of the low value."""
    found = [each for each in findings(judged(there, moves), "acceptance") if "low" in each.words]
    return only(tuple(found))


def test_no_more_transfers_than_accept() -> None:
    """Three quarters of ten are seven and a half people: seven may be asked, and no eighth."""
    most = company(accepted(0.75, low=0.75))

    assert not violations(judged(most, [move(4), move(3, period="2027-Q3")]), "acceptance")
    broken = only(violations(judged(most, [move(4), move(4, period="2027-Q3")]), "acceptance"))
    assert (broken.value, broken.limit, broken.violation, broken.unit) == (8, 7, 1, "people")
    assert (broken.cohorts, broken.law) == (("kyc",), False)
    assert broken.words == "transfers of kyc against those who accept: 8, at most 7"


def test_shares_are_exact() -> None:
    """0.29 of a hundred are 29, though 0.29 x 100 is less in binary fractions."""
    hundred = company(accepted(0.29, low=0.29), kyc={"posts": 100})

    assert not violations(judged(hundred, [move(29)]), "acceptance")
    assert only(violations(judged(hundred, [move(30)]), "acceptance")).limit == 29


def test_people_are_asked_and_not_posts() -> None:
    """Of ten posts four are vacant: half of six people are three."""
    vacant = company(accepted(0.5, low=0.5), kyc={"vacant": 4})

    assert not violations(judged(vacant, [move(3)]), "acceptance")
    assert only(violations(judged(vacant, [move(4)]), "acceptance")).limit == 3


def test_each_office_has_its_share_and_all_together_have_one() -> None:
    """Half go to Bengaluru, half to Manila, but no more than eight of ten in all."""
    both = company(accepted(0.5, to="bengaluru"), accepted(0.5, to="manila"), accepted(0.8))

    assert not violations(judged(both, [move(5), move(3, destination="manila")]), "acceptance")
    broken = violations(judged(both, [move(6), move(3, destination="manila")]), "acceptance")
    assert [(each.words, each.violation) for each in broken] == [
        ("transfers of kyc against those who accept: 9, at most 8", 1),
        ("transfers of kyc to bengaluru against those who accept: 6, at most 5", 1),
    ]


def test_only_transfers_take_consent() -> None:
    """Nobody accepts: redundancies and refills go ahead."""
    nobody = company(accepted(0.0), kyc={"vacant": 2}, service=(service("kyc", 8, 1, "USD 100"),))

    assert not violations(
        judged(nobody, [move(2, Mode.REFILL), move(8, Mode.REDUNDANCY)]), "acceptance"
    )
    assert violations(judged(nobody, [move(1)]), "acceptance")


def test_the_low_value_is_told() -> None:
    """Seven are asked of whom five accept at the low value: tight and lawful, in plain words."""
    asked = company(accepted(0.75, low=0.5))
    finding = low(asked, move(7))

    assert judged(asked, [move(7)]).lawful
    assert (finding.verdict, finding.violation, finding.headroom) == (Verdict.TIGHT, 0, 0)
    assert (finding.value, finding.limit) == (7, 5)
    assert finding.words == "transfers of kyc: at the low value 5 accept, the plan counts on 7"


def test_the_low_value_is_kept_to_the_head() -> None:
    """Five of five: nothing is told but the limit with least to spare, and it is kept."""
    finding = only(findings(judged(company(accepted(0.75, low=0.5)), [move(5)]), "acceptance"))

    assert (finding.verdict, finding.value, finding.limit) == (Verdict.KEPT, 5, 5)
    assert finding.words == "transfers of kyc: at the low value 5 accept, the plan counts on 5"


@pytest.mark.parametrize(("withdraws", "most"), [(0.0, 8), (0.1, 7), (0.125, 7), (0.13, 6)])
def test_some_change_their_mind(withdraws: float, most: int) -> None:
    """Of eight who accept a tenth withdraw: 7.2, so seven come; an eighth leaves seven to the head.

    At the low value, half of ten, the same share withdraws.
    """
    row = accepted(0.8, low=0.5).model_copy(update={"withdraws": withdraws})

    assert not violations(judged(company(row), [move(most)]), "acceptance")
    broken = only(violations(judged(company(row), [move(most + 1)]), "acceptance"))
    assert broken.limit == most
    assert low(company(row), move(8)).limit == int(5 * (1 - withdraws))


def test_it_shows_its_shares() -> None:
    """Cohort, destination, both shares."""
    rows = accepted(0.75, low=0.5), accepted(0.5, low=0.25, to="manila")

    assert RULE.values(company(*rows)) == (
        "kyc to anywhere: 75% accept, 50% at the low value",
        "kyc to manila: 50% accept, 25% at the low value",
    )
    fickle = accepted(0.8, low=0.5).model_copy(update={"withdraws": 0.1})
    assert RULE.values(company(fickle)) == (
        "kyc to anywhere: 80% accept, 10% of them withdraw, 50% at the low value",
    )


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        ([accepted(0.55, low=0.55)], {"bengaluru": 5}),
        ([accepted(0.4, low=0.4, to="bengaluru")], {"bengaluru": 4, "manila": 6}),
        ([accepted(0.4, to="bengaluru"), accepted(0.7)], {"bengaluru": 4, "manila": 3}),
        ([accepted(0.8).model_copy(update={"withdraws": 0.3})], {"bengaluru": 5}),
    ],
)
def test_it_limits_the_optimiser(rows: list[Acceptance], heads: dict[str, int]) -> None:
    """All ten would go to Bengaluru: five accept; or four there, the rest to Manila, or part."""
    limited = company(*rows)

    assert {each.destination: each.heads for each in cheapest(limited).moves} == heads
    assert_limits_the_optimiser(limited, "acceptance")


def test_the_optimiser_hires_for_those_who_would_not_come() -> None:
    """Half accept; a redundancy costs USD 100 of severance and saves as much: five by each mode."""
    rest = company(accepted(0.5), service=(service("kyc", 10, 1, "USD 100"),))

    assert {each.mode: each.heads for each in cheapest(rest).moves} == {
        Mode.TRANSFER: 5,
        Mode.REDUNDANCY: 5,
    }
