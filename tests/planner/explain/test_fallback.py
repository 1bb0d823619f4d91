"""What becomes of a plan if few accept: built as a plan, audited, and told only then.

Ten posts of USD 73,000 a year in Shanghai and 36,500 in Bengaluru; a transfer costs USD 1,000, a
hire there a tenth of the pay, a redundancy half a month for each of three years at USD 4,000.
"""

from __future__ import annotations

from typing import Any

from models.limits import Acceptance
from models.plan import Placement, Plan
from models.scenario import Scenario
from models.settings import Budget
from models.uncertainty import Alternative, Fallback
from models.workforce import Mode, ModePolicies, ModePolicy
from planner.audit import audit
from planner.books import books_of
from planner.explain.fallback import fallback_of, with_hires, without
from tests.support.builders import (
    block,
    jurisdiction,
    money,
    move,
    office,
    plan,
    scenario,
    service,
    severance,
)

CENTS = 100


def company(*acceptance: Acceptance, **changes: Any) -> Scenario:
    defaults: dict[str, Any] = {
        "jurisdictions": (
            jurisdiction("china", severance=severance(months_per_year=0.5)),
            jurisdiction("india"),
        ),
        "offices": (
            office("shanghai", "china", "bank_cn"),
            office(
                "bengaluru",
                "india",
                "services_in",
                relocation=money("USD 1000"),
                hiring_share=0.1,
            ),
        ),
        "service": (service("kyc", 10, 3, "USD 4000"),),
        "acceptance": acceptance,
    }
    return scenario(**{**defaults, **changes})


def fallback(of: Scenario, made: Plan) -> Fallback | None:
    books = books_of(of)
    return fallback_of(books, made, audit(made, books).total)


def test_those_who_decline_stay_or_are_hired_for() -> None:
    """Eight asked, five accept at the low value. Three who stay cost 3 x (36,500 - 1,000) more;
    three hired for 3 x (3,650 + 6,000 - 1,000)."""
    found = fallback(company(Acceptance(cohort="kyc", share=0.8, low=0.5)), plan([move(8)]))

    assert found == Fallback(
        decline=3,
        staying=Alternative(cost=3 * 35_500 * CENTS),
        hired_for=Alternative(cost=3 * 8_650 * CENTS),
    )


def test_those_who_withdraw_have_declined() -> None:
    """Five of ten accept at the low value, and a fifth of them withdraws."""
    row = Acceptance(cohort="kyc", share=1.0, low=0.5, withdraws=0.2)
    found = fallback(company(row), plan([move(8)]))

    assert found is not None
    assert found.decline == 4


def test_the_rules_that_it_breaks_are_told() -> None:
    """A budget that is just enough for the transfers does not pay for severance."""
    budget = Budget(total=money("USD 8000"))
    row = Acceptance(cohort="kyc", share=0.8, low=0.5)
    found = fallback(company(row, budget=budget), plan([move(8)]))

    assert found is not None
    assert found.staying.broken == ()
    assert (found.hired_for.cost, found.hired_for.broken) == (None, ("budget",))


def test_seats_for_those_who_decline_are_not_ordered() -> None:
    """Five seats are there, the block is for three more: USD 5,000 and 365 of lease."""
    crowded = office(
        "bengaluru",
        "india",
        "services_in",
        relocation=money("USD 1000"),
        hiring_share=0.1,
        seats=5,
        block_seats=5,
        max_blocks=1,
        block_fit_out=money("USD 5000"),
        block_lease=money("USD 365"),
    )
    row = Acceptance(cohort="kyc", share=0.8, low=0.5)
    of = company(row, offices=(office("shanghai", "china", "bank_cn"), crowded))
    found = fallback(of, plan([move(8)], blocks=(block("bengaluru", 1),)))

    assert found is not None
    assert found.staying.cost == (3 * 35_500 - 5_365) * CENTS
    assert found.hired_for.cost == 3 * 8_650 * CENTS


def test_hires_that_come_too_late_are_left_out() -> None:
    """Whoever is hired in the last quarter cannot take over within the horizon: three stay, for
    the 92 days at USD 100 less the packages of 1,000, and nothing of the hires is told."""
    row = Acceptance(cohort="kyc", share=0.8, low=0.5)
    modes = ModePolicies(redundancy=ModePolicy(overlap_periods=1))
    found = fallback(company(row, modes=modes), plan([move(8, period="2027-Q4")]))

    assert found is not None
    assert found.staying == Alternative(cost=3 * 8_200 * CENTS)
    assert found.hired_for == Alternative(cost=3 * 8_200 * CENTS, left_out=3)


def test_nothing_is_told_where_nobody_declines() -> None:
    """Nobody transferred, or no more than accept at the low value, or everybody accepts."""
    row = Acceptance(cohort="kyc", share=0.8, low=0.5)

    assert fallback(company(row), plan([move(8, Mode.REDUNDANCY)])) is None
    assert fallback(company(row), plan([move(5)])) is None
    assert fallback(company(), plan([move(8)])) is None


def test_who_declines_one_place_is_not_counted_again() -> None:
    """Of four to Bengaluru one accepts; then three of ten are left in all, of whom half of ten
    may accept anywhere: nobody else declines."""
    rows = (
        Acceptance(cohort="kyc", office="bengaluru", share=0.4, low=0.1),
        Acceptance(cohort="kyc", share=0.8, low=0.5),
    )
    found = fallback(company(*rows), plan([move(4)]))

    assert found is not None
    assert found.decline == 3


def test_the_last_to_move_decline_first() -> None:
    """Two of the later move, none of the first; hires join those who are hired there anyway."""
    made = plan([move(4), move(3, period="2027-Q2"), move(1, Mode.REDUNDANCY, period="2027-Q2")])
    later = next(i for i, each in enumerate(made.moves) if each.heads == 3)

    assert [
        each.heads for each in without(made, {later: 2}).moves if each.mode is Mode.TRANSFER
    ] == [
        4,
        1,
    ]
    assert (
        without(made, {later: 3}).moves
        == plan([made.moves[0], move(1, Mode.REDUNDANCY, period="2027-Q2")]).moves
    )
    assert with_hires(made, {later: 2}) == plan(
        [move(4), move(1, period="2027-Q2"), move(3, Mode.REDUNDANCY, period="2027-Q2")]
    )


def test_whoever_stays_is_not_placed_either() -> None:
    """Of five redeployed two stay: two fewer take vacant posts, those of the last day first."""
    first, second = (
        Placement(cohort="kyc", into="alerts", period=period, heads=heads)
        for period, heads in (("2027-Q1", 4), ("2027-Q2", 1))
    )
    made = Plan(moves=(move(5, Mode.REDEPLOY),), placements=(first, second))

    assert without(made, {0: 2}).placements == (first.model_copy(update={"heads": 3}),)
    assert without(made, {0: 5}) == Plan()
