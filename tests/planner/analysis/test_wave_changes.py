"""What a wave is worth: by hand, and against every plan of tiny companies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

import pytest

from models.account import Judgement
from models.calendar import Horizon, PeriodKind
from models.cost_delta import CostOrder
from models.errors import InputError
from models.limits import QuotaKind
from models.plan import Move, MoveKey, Plan
from models.plan_in_force import Firmness
from models.scenario import Scenario
from models.search_limits import SearchLimits
from models.wave_changes import WaveAnswer, WaveChange
from models.workforce import ModePolicies, ModePolicy
from planner.analysis.known_plan import cheapest_of
from planner.analysis.waves import later_by_a_quarter, wave_of
from planner.planning import make_plan
from tests.support.builders import AT_ONCE, cohort, office, pay, scenario, service
from tests.support.limiting import in_force, quota
from tests.support.random_companies.company import KINDS, tiny_company
from tests.support.seeds import seeds

EXACT = SearchLimits(gap=0.0)

PAY = (pay("analyst", "shanghai", "USD 73000"), pay("analyst", "bengaluru", "USD 36500"))
"""Each day in Bengaluru costs 100 less."""

YEAR, FIRST_QUARTER = 365 * 100_00, 90 * 100_00
"""What a post saves that is there from the first day."""


def answer(company: Scenario, period: str) -> WaveAnswer:
    return wave_of(cheapest_of(company, make_plan(company, EXACT)), period, EXACT)


def difference(change: WaveChange | None) -> tuple[int, int | None, int | None]:
    assert change is not None
    assert change.delta is not None
    return change.delta.total, change.delta.low, change.delta.high


def test_a_wave_of_ten_that_save_pay() -> None:
    """Dropped they save nothing of a year's pay; a quarter later not that of the first quarter."""
    found = answer(scenario(pay=PAY), "2027-Q1")

    assert (found.period, found.posts, found.later_period) == ("2027-Q1", 10, "2027-Q2")
    assert difference(found.dropped) == (10 * YEAR,) * 3
    assert difference(found.later) == (10 * FIRST_QUARTER,) * 3
    assert found.dropped.delta is not None
    assert {part.rule for part in found.dropped.delta.by_rule} == {"run_rate"}
    assert found.dropped.delta.order is CostOrder.DEARER
    assert found.dropped.change is not None
    assert found.dropped.change.posts == 10


def test_others_of_the_cohort_do_not_take_the_place_of_a_wave_that_is_dropped() -> None:
    """Five may arrive in each quarter: without the first wave only the other five move."""
    cap = quota(QuotaKind.ARRIVALS, "bengaluru", 5)
    found = answer(scenario(pay=PAY, quotas=(cap,)), "2027-Q1")

    assert difference(found.dropped) == (5 * YEAR,) * 3


def test_posts_that_must_go_cannot_stay() -> None:
    """The limit that shuts it is told, and the wave itself is none of them."""
    found = answer(scenario(cohorts=(cohort("kyc", must_go=10),), pay=PAY), "2027-Q1")

    assert found.dropped.delta is None
    assert [each.limit for each in found.dropped.shut_by] == ["must_go"]
    assert found.dropped.is_shut
    assert found.later is not None
    assert not found.later.is_shut


def test_a_later_quarter_is_shut_by_a_limit_of_that_quarter() -> None:
    """From April on nobody may arrive."""
    cap = quota(QuotaKind.ARRIVALS, "bengaluru", 0, effective_from=date(2027, 4, 1))
    found = answer(scenario(pay=PAY, quotas=(cap,)), "2027-Q1")

    assert found.later is not None
    assert found.later.delta is None
    assert [(each.limit, each.subject.row) for each in found.later.shut_by] == [("quota", "cap")]
    assert found.later.shut_by[0].subject.periods == ("2027-Q2",)


def test_a_later_quarter_is_shut_where_the_hand_over_ends_too_late() -> None:
    """Hand-overs take a quarter: what lands in the last one would not be complete."""
    overlapping = ModePolicies(redundancy=ModePolicy(overlap_periods=1))
    late = office("bengaluru", "india", "services_in", visa_days=2000, hiring_days=150)
    company = scenario(
        offices=(office("shanghai", "china", "bank_cn"), late),
        pay=PAY,
        cohorts=(cohort("kyc", must_go=10),),
        service=(service("kyc", 10, 0, "USD 6000"),),
        modes=overlapping,
        continuity=AT_ONCE,
    )
    (wave,) = {move.period for move in planned(company).moves}
    found = answer(company, wave)

    assert (wave, found.later_period) == ("2027-Q3", "2027-Q4")
    assert found.later is not None
    assert [each.rule for each in found.later.shut_by] == ["horizon"]


def test_after_the_horizon_there_is_no_later() -> None:
    """A quarter is three months, also where periods are months."""
    company = scenario(pay=PAY)
    assert later_by_a_quarter(company, "2027-Q4") is None
    months = scenario(pay=PAY, horizon=Horizon(periods=6, period=PeriodKind.MONTH))
    assert later_by_a_quarter(months, "2027-02") == "2027-05"


def test_a_period_in_which_nothing_lands_is_refused() -> None:
    """The error names those in which something does."""
    with pytest.raises(InputError, match="2027-Q1"):
        answer(scenario(pay=PAY), "2027-Q2")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", seeds(range(6), quick=1))
def test_both_are_the_best_of_all_plans(seed: int, kind: str) -> None:
    """Of those of a tiny company in which the posts stay, and in which they move later."""
    every = tiny_company(seed, 300, kind)
    lawful = list(every.lawful())
    if not lawful or every.scenario.incumbent:
        return
    plan = planned(every.scenario)
    for wave in sorted({move.period for move in plan.moves}):
        found = answer(every.scenario, wave)
        assert_best(found.dropped, lawful, [without(plan, each, wave) for each, _ in lawful])
        if found.later is not None:
            later = found.later_period or ""
            mine = [postponed(plan, each, wave, later) for each, _ in lawful]
            assert_best(found.later, lawful, mine)


def assert_best(
    change: WaveChange, lawful: Sequence[tuple[Plan, Judgement]], admitted: Sequence[bool]
) -> None:
    """The change costs what the cheapest of the admitted plans costs more than the cheapest."""
    totals = [audit.total for _, audit in lawful]
    left = [total for total, mine in zip(totals, admitted, strict=True) if mine]
    assert change.is_shut is (not left)
    if left:
        assert difference(change) == (min(left) - min(totals),) * 3


def without(plan: Plan, other: Plan, wave: str) -> bool:
    """Whether each cohort of a wave moves fewer posts by as many, and none of them then."""
    gone = moved(plan, lambda move: move.period == wave)
    planned_, has = moved(plan, lambda _: True), moved(other, lambda _: True)
    few = all(has[name] <= planned_[name] - posts for name, posts in gone.items())
    return few and not places(plan, wave) & places(other, wave)


def postponed(plan: Plan, other: Plan, wave: str, later: str) -> bool:
    """Whether as many posts make the same moves later, and none of them then."""
    made = {MoveKey.of(move): move.heads for move in other.moves}
    enough = all(
        made.get(MoveKey.of(move)._replace(period=later), 0) >= move.heads
        for move in plan.moves
        if move.period == wave
    )
    return enough and not places(plan, wave) & places(other, wave)


def places(plan: Plan, wave: str) -> set[tuple[str, str]]:
    return {(move.cohort, move.destination) for move in plan.moves if move.period == wave}


def moved(plan: Plan, which: Callable[[Move], bool]) -> Counter[str]:
    posts: Counter[str] = Counter()
    for move in filter(which, plan.moves):
        posts[move.cohort] += move.heads
    return posts


def planned(company: Scenario) -> Plan:
    plan = make_plan(company, EXACT).plan
    assert plan is not None
    return plan


def test_promised_moves_of_a_wave_that_is_dropped_are_put_on_hold() -> None:
    """Ten have accepted; without the wave their moves wait, and cost what any ten would."""
    company = scenario(pay=PAY, incumbent=(in_force(10, standing=Firmness.ACCEPTED),))
    found = answer(company, "2027-Q1")

    assert difference(found.dropped)[0] == 10 * YEAR
    assert found.dropped.plan is not None
    assert [hold.heads for hold in found.dropped.plan.holds] == [10]
