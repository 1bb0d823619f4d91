"""How many heads can have landed at most, worked by hand for ten posts over four quarters."""

from datetime import date
from typing import Any

import numpy as np

from models.limits import Continuity, Quota, QuotaKind, QuotaSpan
from models.workforce import Mode, ModePolicies, ModePolicy
from planner.books import books_of
from planner.formulation.builder import ProgramBuilder
from planner.formulation.move_bounds import (
    Within,
    can_land_together,
    most_at_once,
    most_landed,
    most_leaving,
    most_separated,
)
from planner.formulation.sets import Mask, sets_of
from planner.formulation.variables import conceivable, declare_moves
from planner.rules import RULES
from planner.rules.compose import bounds_of
from tests.support.builders import cohort, pay, role, scenario

CONTINUITY = Continuity(max_share=0.375, periods=2, max_replaced_share=1.0)
"""Three of ten within two quarters."""


def drafted(rules: set[str], span: QuotaSpan, **changes: Any) -> ProgramBuilder:
    """Two arrivals at each office, and two redundancies in China, in a span."""
    offices = [(each.id, QuotaKind.ARRIVALS) for each in scenario().offices]
    quotas = tuple(
        Quota(id=f"{kind.value}-{at}", kind=kind, at=at, heads=2, span=span, source="x")
        for at, kind in [*offices, ("china", QuotaKind.REDUNDANCIES)]
    )
    whole = scenario(continuity=CONTINUITY, quotas=quotas, **changes)
    sets = sets_of(books_of(whole))
    named = [rule for rule in RULES if rule.name in rules]
    builder = ProgramBuilder(sets, bounds=bounds_of(sets, named))
    declare_moves(builder, conceivable(builder.sets))
    return builder


def landed(rules: set[str], span: QuotaSpan, within: int | None = None) -> list[int]:
    """Most heads of all cohorts that can have landed in India."""
    builder = drafted(rules, span)
    everyone = np.ones(len(builder.sets.posts), dtype=np.bool_)
    india = np.array([office.id == "bengaluru" for office in builder.sets.scenario.offices])
    return [int(most) for most in most_landed(builder, everyone, india, within)]


def separated(rules: set[str], span: QuotaSpan, within: Within = None) -> list[int]:
    """Most heads of all cohorts that can have been made redundant in China."""
    builder = drafted(rules, span)
    everyone = np.ones(len(builder.sets.posts), dtype=np.bool_)
    return [int(most) for most in most_separated(builder, everyone, "china", within)]


def together(builder: ProgramBuilder, members: list[int]) -> Mask:
    """Where and when all posts of some cohorts can land at once."""
    return can_land_together(builder.sets, builder.bounds, members)


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


def test_nobody_lands_within_no_periods_whenever_the_quota_starts() -> None:
    """A quota of two from July on: two, four by then, no limit before; none within no periods."""
    july = Quota(
        id="july",
        kind=QuotaKind.ARRIVALS,
        at="bengaluru",
        heads=2,
        effective_from=date(2027, 7, 1),
        source="x",
    )
    sets = sets_of(books_of(scenario(quotas=(july,))))
    arrivals = [rule for rule in RULES if rule.name == "arrivals"]
    builder = ProgramBuilder(sets, bounds=bounds_of(sets, arrivals))
    declare_moves(builder, conceivable(builder.sets))
    everyone = np.ones(len(builder.sets.posts), dtype=np.bool_)
    india = np.array([office.id == "bengaluru" for office in builder.sets.scenario.offices])

    assert most_landed(builder, everyone, india, within=1).tolist() == [10, 10, 2, 2]
    assert most_landed(builder, everyone, india, within=0).tolist() == [0, 0, 0, 0]


def test_what_lands_at_once_is_the_least_of_posts_function_and_office() -> None:
    """Ten posts, three of a function, two of an office: at each office, in each quarter."""
    for rules, most in ((set(), 10), ({"continuity"}, 3), ({"continuity", "arrivals"}, 2)):
        assert (most_at_once(drafted(rules, QuotaSpan.PERIOD)) == most).all()


def test_redundancies_are_no_more_than_quota_and_pace_let_go() -> None:
    """Later than what lands by the hand-over; then by the quota, which may be less."""
    overlap = scenario().modes.of(Mode.REDUNDANCY).overlap_periods
    pace = [*[0] * overlap, *landed({"continuity"}, QuotaSpan.PERIOD)][:4]
    quota = [2, 4, 6, 8]
    both = [min(each) for each in zip(pace, quota, strict=True)]

    assert separated({"continuity"}, QuotaSpan.PERIOD) == pace
    assert separated({"continuity", "redundancies"}, QuotaSpan.PERIOD) == both
    assert separated({"redundancies"}, QuotaSpan.HORIZON)[-1] == 2


def test_each_period_may_look_back_on_its_own_number_of_periods() -> None:
    """Two in a quarter: as many times two as there are quarters to look back on."""
    back = np.array([1, 1, 2, 1])
    most = separated({"redundancies"}, QuotaSpan.PERIOD, back)

    assert most[1:] == [2, 4, 2]


def test_who_lands_apart_may_leave_together() -> None:
    """Two land in each quarter; with hand-overs of none and of one quarter, four leave at once.

    There are no more than ten to leave.
    """
    slowly = ModePolicies(redundancy=ModePolicy(overlap_periods=1))
    builder = drafted({"arrivals"}, QuotaSpan.PERIOD, modes=slowly)
    everyone = np.ones(len(builder.sets.posts), dtype=np.bool_)
    india = np.array([office.id == "bengaluru" for office in builder.sets.scenario.offices])

    assert most_leaving(builder, everyone, india).tolist() == [2, 4, 4, 4]
    unlimited = drafted(set(), QuotaSpan.PERIOD, modes=slowly)
    assert most_leaving(unlimited, everyone, india).tolist() == [10, 10, 10, 10]


def test_all_posts_land_together_where_function_and_office_take_them_in() -> None:
    """Ten posts: not where three of a function, or two at an office, is the most at once."""
    for rules, can in ((set(), True), ({"continuity"}, False), ({"arrivals"}, False)):
        assert (together(drafted(rules, QuotaSpan.PERIOD), [0]) == can).all()
    two = drafted({"arrivals"}, QuotaSpan.PERIOD, cohorts=(cohort("kyc", posts=2),))
    assert together(two, [0]).all()


def test_each_function_takes_in_its_own_part_of_a_team() -> None:
    """Three of ten analysts and three of ten leads may be new: three and three land together.

    Four of the one do not, though there are twenty posts in all and six of them may be new.
    """
    for analysts, can in ((3, True), (4, False)):
        team = (cohort("kyc", posts=analysts), cohort("heads", role="lead", posts=3))
        others = (cohort("audit", posts=10 - analysts), cohort("law", role="lead", posts=7))
        builder = drafted(
            {"continuity"},
            QuotaSpan.PERIOD,
            roles=(role("analyst"), role("lead")),
            pay=(pay("analyst", "shanghai", "USD 1"), pay("lead", "shanghai", "USD 1")),
            cohorts=(*team, *others),
        )
        names = [each.id for each in builder.sets.scenario.cohorts]
        members = [names.index(each.id) for each in team]
        assert (together(builder, members) == can).all()
