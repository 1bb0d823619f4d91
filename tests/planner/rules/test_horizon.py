"""A move is to another office and complete before the horizon ends."""

import numpy as np
import pytest

from models.workforce import Mode, ModePolicies, ModePolicy
from planner.books import books_of
from planner.formulation.sets import MODES, sets_of
from planner.rules import rules_of
from tests.support.builders import money, move, office, scenario, service
from tests.support.judging import cheapest, judged, only, violations

HAND_OVER = scenario(
    modes=ModePolicies(redundancy=ModePolicy(overlap_periods=1)),
    service=(service("kyc", 10, 3, "USD 5000"),),
)


def test_a_transfer_may_land_in_the_last_period() -> None:
    """Who lands in Q4 has left in Q4."""
    assert not violations(judged(scenario(), [move(10, period="2027-Q4")]), "horizon")


def test_a_hand_over_must_end_within_the_horizon() -> None:
    """A hand-over from Q3 ends in Q4; one from Q4 would end after, and all its posts are flawed."""
    assert not violations(judged(HAND_OVER, [move(3, Mode.REDUNDANCY, "2027-Q3")]), "horizon")

    broken = only(violations(judged(HAND_OVER, [move(3, Mode.REDUNDANCY, "2027-Q4")]), "horizon"))
    assert (broken.violation, broken.unit, broken.period) == (3, "posts", "2027-Q4")
    assert (broken.cohorts, broken.offices) == (("kyc",), ("bengaluru",))
    assert broken.words == (
        "posts of kyc to bengaluru, not a move or not complete in time in 2027-Q4: 3, at most 0"
    )


def test_a_move_to_the_home_office_is_none() -> None:
    """From Shanghai to Shanghai is no move."""
    broken = only(violations(judged(scenario(), [move(2, destination="shanghai")]), "horizon"))

    assert (broken.violation, broken.offices) == (2, ("shanghai",))


@pytest.mark.parametrize("origin", ["bengaluru", "shanghai"])
def test_a_move_starts_at_home(origin: str) -> None:
    """Posts of Shanghai leave from Shanghai, not from anywhere else."""
    broken = violations(judged(scenario(), [move(2, origin=origin)]), "horizon")

    assert [each.violation for each in broken] == ([] if origin == "shanghai" else [2])


def test_the_formulation_offers_no_move_that_is_none_or_ends_too_late() -> None:
    """Every office but home, every period but the last for a redundancy with a hand-over."""
    (admits,) = (rule.admits for rule in rules_of(HAND_OVER) if rule.name == "horizon")
    assert admits is not None

    offered = admits(sets_of(books_of(HAND_OVER)))

    offices = [each.id for each in HAND_OVER.offices]
    home, redundancy = offices.index("shanghai"), MODES.index(Mode.REDUNDANCY)
    wanted = np.ones((1, 2, len(MODES), 4), dtype=np.bool_)
    wanted[:, home] = False
    wanted[:, :, redundancy, 3] = False
    assert np.array_equal(offered, wanted)


def test_it_limits_the_optimiser() -> None:
    """A hire too late to hand over in time would save most, and is not made.

    Hires take from January to October, so that a redundancy could land in Q4 only and leave after
    the horizon; nobody moves.
    """
    slow = office("bengaluru", "india", "services_in", relocation=None, hiring_days=270)
    free = office("bengaluru", "india", "services_in", relocation=money("USD 0"))
    shanghai = HAND_OVER.offices[1]

    assert cheapest(HAND_OVER.model_copy(update={"offices": (free, shanghai)})).moves
    assert not cheapest(HAND_OVER.model_copy(update={"offices": (slow, shanghai)})).moves
