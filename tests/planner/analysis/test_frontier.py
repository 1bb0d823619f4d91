"""Frontiers: by hand, against every plan of tiny companies, and what holds of any of them."""

from __future__ import annotations

from threading import Event
from typing import Any

import pytest

from models.analysis import Frontier, PricedPlan
from models.choices import FrontierAxis
from models.result import Status
from models.risk import Channel
from models.scenario import Scenario
from models.search_limits import SearchLimits
from models.workforce import Mode
from planner.analysis.efficient import efficient
from planner.analysis.frontier import MOST_POINTS, frontier_of
from planner.analysis.frontier_search import FrontierSearch
from planner.analysis.warm import TimeShare, priced
from planner.api import change
from planner.audit import audit
from planner.books import books_of
from planner.optimizer.overruns import ROUNDING
from planner.optimizer.state import NO_HOOKS, SearchHooks
from planner.planning import find_cheapest, make_plan
from tests.planner.analysis.every_priced import every_priced
from tests.support.builders import (
    access,
    case,
    dataset,
    money,
    office,
    pay,
    scenario,
    service,
    topic,
)
from tests.support.random_companies.company import KINDS
from tests.support.seeds import seeds

EXACT = SearchLimits(gap=0.0)


def with_packages(amount: str) -> Scenario:
    """Ten posts that pay USD 36,500 less a year in Bengaluru; who is sent there has a package.

    To dismiss in Shanghai and hire in Bengaluru costs nothing: each person who is not dismissed
    costs a package.
    """
    bengaluru = office("bengaluru", "india", "services_in", relocation=money(amount))
    return scenario(
        offices=(office("shanghai", "china", "bank_cn"), bengaluru),
        service=(service("kyc", 10, 0, "USD 6000"),),
    )


def tie(point: PricedPlan, axis: FrontierAxis) -> float:
    """What a point costs, and a little for what it has on the axis."""
    weight = 0.001 if axis in {FrontierAxis.LOSS, FrontierAxis.CASH} else 1.0
    return point.cost_against(axis) + weight * point.on(axis)


def assert_sound(frontier: Frontier, company: Scenario) -> None:
    """Every plan is lawful, has the figures that it is shown with, and keeps its limit."""
    books, axis = books_of(company), frontier.against
    pairs = [(each.on(axis), each.cost_against(axis)) for each in frontier.points]
    assert efficient(pairs) == list(range(len(pairs)))
    for each in frontier.points:
        judgement = audit(each.plan, books)
        assert judgement.lawful, judgement.violations
        again = priced(each.plan, judgement, books)
        assert again.model_dump() == each.model_dump(include=set(type(again).model_fields))
        assert each.limit is None or each.on(axis) <= each.limit + ROUNDING


@pytest.mark.parametrize("axis", FrontierAxis)
@pytest.mark.parametrize("seed", seeds(range(12), quick=3))
def test_no_lawful_plan_is_missing_and_none_is_better(seed: int, axis: FrontierAxis) -> None:
    """Against all plans of tiny companies of every kind, with as many points as there are."""
    every = every_priced(seed, list(KINDS)[seed % len(KINDS)])
    found = frontier_of(every.scenario, EXACT, MOST_POINTS, axis)
    if not every.plans:
        assert not found.points
        return

    assert_sound(found, every.scenario)
    points = found.points
    least = min(plan.on(axis) for plan in every.plans)
    tightest = least + (points[-1].on(axis) - least) // 1000
    for plan in every.plans:
        costs = tie(plan, axis)
        up_to = [tie(each, axis) for each in points if each.on(axis) <= plan.on(axis)]
        if plan.on(axis) >= tightest:
            assert min(up_to) <= costs + ROUNDING
        worse = [each for each in points if plan.on(axis) <= each.on(axis)]
        assert all(tie(each, axis) <= costs + ROUNDING for each in worse)
    assert len(points) < MOST_POINTS
    assert [each.gap for each in points] == [0.0] * len(points)
    assert points[found.cheapest or 0].total == min(plan.total for plan in every.plans)


@pytest.mark.parametrize("axis", FrontierAxis)
@pytest.mark.parametrize("seed", seeds(range(12), quick=3))
def test_no_lawful_plan_lies_below_a_bound(seed: int, axis: FrontierAxis) -> None:
    """Each bound that a search proves, against all plans, with a risk weight of a half."""
    whole = every_priced(seed, list(KINDS)[seed % len(KINDS)])
    company = whole.scenario.model_copy(update={"risk_weight": 0.5})
    first = find_cheapest(company, EXACT)
    best = first.found
    if best.plan is None or best.judgement is None:
        return
    search = FrontierSearch(first, axis, 5, TimeShare.of(EXACT, 60.0), NO_HOOKS)
    search.begin(priced(best.plan, best.judgement, first.books), ())
    search.fill()

    assert search.bounds
    judged = [(plan, audit(plan.plan, first.books)) for plan in whole.plans]
    plans = [priced(plan.plan, judgement, first.books) for plan, judgement in judged]
    for bound in search.bounds:
        for plan in plans:
            if plan.on(axis) <= bound.limit:
                worth = plan.cost_against(axis) + bound.weight * plan.on(axis)
                assert worth >= bound.value - ROUNDING


def test_each_person_who_is_not_dismissed_costs_a_package() -> None:
    """Eleven points from none dismissed to all ten, a package of 1,200 from one to the next."""
    found = frontier_of(with_packages("USD 1200"), EXACT, 20, FrontierAxis.DISMISSALS)

    assert [each.dismissals for each in found.points] == list(range(11))
    assert [each.total for each in found.points] == [
        36_500_000 + 120_000 * (10 - dismissed) for dismissed in range(11)
    ]
    assert found.knee is None
    assert found.cheapest == 10
    changes = [each.change for each in found.points]
    assert changes[0] is None
    assert changes[1] is not None
    assert changes[1].posts == 0
    assert {each.mode: each.heads for each in changes[1].modes} == {
        Mode.TRANSFER: -1,
        Mode.REDUNDANCY: 1,
    }


def exposed(**changes: Any) -> Scenario:
    """Ten posts that move for a package of 1,200, each of which takes 1,000 off the loss of a year.

    Pay is the same everywhere, so that nothing else changes.
    """
    bengaluru = office("bengaluru", "india", "services_in", relocation=money("USD 1200"))
    same = tuple(pay("analyst", place, "USD 73000") for place in ("shanghai", "bengaluru"))
    return scenario(
        offices=(office("shanghai", "china", "bank_cn"), bengaluru),
        pay=same,
        service=(service("kyc", 10, 1, "USD 6000"),),
        datasets=(dataset("files"),),
        access=(access("kyc", "files"),),
        topics=(topic("leak", Channel.PRESENCE),),
        cases=(case("raid", "leak", 0.1, "USD 100000"),),
        **changes,
    )


@pytest.mark.slow
@pytest.mark.parametrize(("risk_weight", "cheapest"), [(1.0, 10), (2.0, 0)])
def test_less_expected_loss_costs_money_whatever_the_risk_weight(
    risk_weight: float, cheapest: int
) -> None:
    """From nobody moved to all ten; the risk weight says which of them is cheapest in total."""
    found = frontier_of(exposed(risk_weight=risk_weight), EXACT, 20)

    assert [each.posts for each in found.points] == list(range(10, -1, -1))
    assert [each.expected_loss for each in found.points] == [100_000 * moved for moved in range(11)]
    costs = [each.money - found.points[-1].money for each in found.points]
    assert costs == [120_000 * moved for moved in range(10, -1, -1)]
    assert found.cheapest == cheapest
    assert {each.gap for each in found.points} == {0.0}
    assert found.staying is not None
    assert (found.staying.posts, found.staying.expected_loss) == (0, 1_000_000)


def test_few_points_lie_in_the_largest_gaps() -> None:
    """Of eleven points on a line, five halve it and its halves."""
    found = frontier_of(with_packages("USD 1200"), EXACT, 5, FrontierAxis.DISMISSALS)

    assert [each.dismissals for each in found.points] == [0, 2, 5, 7, 10]


@pytest.mark.parametrize("axis", [FrontierAxis.LOSS, FrontierAxis.CASH])
@pytest.mark.parametrize("seed", seeds(range(5), quick=2))
def test_the_settings_of_a_point_make_its_plan(seed: int, axis: FrontierAxis) -> None:
    """`plan` with these settings finds a plan that costs the same with no more on the axis."""
    every = every_priced(seed)
    for point in frontier_of(every.scenario, EXACT, 6, axis).points:
        company = change(every.scenario, {**point.settings, "indifference": 0.0})
        made = make_plan(company, EXACT)
        assert made.plan is not None
        judgement = audit(made.plan, books_of(every.scenario))
        again = priced(made.plan, judgement, books_of(every.scenario))
        assert again.on(axis) <= point.on(axis) + ROUNDING
        assert again.cost_against(axis) == pytest.approx(point.cost_against(axis), rel=1e-3)


def test_a_fixed_effort_gives_the_same_frontier_every_time() -> None:
    limits = SearchLimits(gap=0.0, deterministic=True)
    first, second = (frontier_of(every_priced(2).scenario, limits, 5) for _ in range(2))

    assert first == second
    assert first.points


def test_where_no_plan_exists_there_is_no_point() -> None:
    """Nobody has a seat anywhere."""
    found = frontier_of(with_no_seats(), EXACT)

    assert (found.status, found.points, found.cheapest) == (Status.INFEASIBLE, (), None)


def with_no_seats() -> Scenario:
    return scenario(
        offices=(
            office("shanghai", "china", "bank_cn", seats=0),
            office("bengaluru", "india", "services_in", seats=0),
        )
    )


def test_whoever_ends_the_search_keeps_the_points_found() -> None:
    """Ended before it begins: the cheapest plan that there was time for."""
    stop = Event()
    stop.set()
    found = frontier_of(with_packages("USD 1200"), EXACT, hooks=SearchHooks(stop=stop))

    assert len(found.points) <= 2
    assert_sound(found, with_packages("USD 1200"))


@pytest.mark.parametrize("points", [2, 51])
def test_a_frontier_has_three_to_fifty_points(points: int) -> None:
    with pytest.raises(ValueError, match="3 to 50 points"):
        frontier_of(scenario(), EXACT, points)
