"""How many heads can have landed at most, worked by hand for ten posts over four quarters."""

import numpy as np

from models.limits import Continuity, Quota, QuotaKind, QuotaSpan
from planner.books import books_of
from planner.formulation.draft import Draft
from planner.formulation.landed import most_landed
from planner.formulation.sets import sets_of
from tests.builders import scenario

CONTINUITY = Continuity(max_share=0.375, periods=2)
"""Three of ten within two quarters."""


def landed(rules: set[str], span: QuotaSpan, within: int | None = None) -> list[int]:
    """Most heads of all cohorts at all offices, with two arrivals at each of them in a span."""
    offices = scenario().offices
    quotas = tuple(
        Quota(id=each.id, kind=QuotaKind.ARRIVALS, at=each.id, heads=2, span=span, source="x")
        for each in offices
    )
    whole = scenario(continuity=CONTINUITY, quotas=quotas)
    draft = Draft(sets_of(books_of(whole)), in_force=frozenset(rules))
    everyone = np.ones(len(whole.cohorts), dtype=np.bool_)
    india = np.array([office.id == "bengaluru" for office in offices])
    return [int(most) for most in most_landed(draft, everyone, india, within)]


def test_without_limits_every_post_can_land() -> None:
    """Ten from the first quarter on."""
    assert landed(set(), QuotaSpan.PERIOD) == [10, 10, 10, 10]


def test_windows_of_continuity_add_up() -> None:
    """Three in the first two quarters, three in the next two."""
    assert landed({"continuity"}, QuotaSpan.PERIOD) == [3, 3, 6, 6]


def test_arrivals_add_up_by_their_span() -> None:
    """Two in a quarter, a year, or all the time."""
    assert landed({"arrivals"}, QuotaSpan.PERIOD) == [2, 4, 6, 8]
    assert landed({"arrivals"}, QuotaSpan.CALENDAR_YEAR) == [2, 2, 2, 2]
    assert landed({"arrivals"}, QuotaSpan.HORIZON) == [2, 2, 2, 2]


def test_the_tighter_limit_wins_and_a_look_back_may_be_short() -> None:
    """Within one quarter two arrive; within two, three are new."""
    both = {"continuity", "arrivals"}
    assert landed(both, QuotaSpan.PERIOD) == [2, 3, 6, 6]
    assert landed(both, QuotaSpan.PERIOD, within=1) == [2, 2, 2, 2]
    assert landed(both, QuotaSpan.PERIOD, within=2) == [2, 3, 3, 3]
    assert landed(both, QuotaSpan.PERIOD, within=0) == [0, 0, 0, 0]
