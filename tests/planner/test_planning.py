"""A result shows only what the audit has passed."""

from __future__ import annotations

from functools import partial
from threading import Event

import numpy as np
import pytest

from models.choices import Solver
from models.result import Status
from models.search_limits import SearchLimits
from models.settings import Budget
from models.workforce import PlaceKind, ResidualPresence
from planner.audit import audit
from planner.books import books_of
from planner.formulation.adding import with_limit
from planner.formulation.decisions import plan_of
from planner.formulation.program import Floats
from planner.formulation.sets import sets_of
from planner.optimizer.job import Ended, Job, SolverReply
from planner.optimizer.matrix import mip_of
from planner.optimizer.optimise import OptimiserResult, cheapest_admitted, repair_limits
from planner.optimizer.portfolio import Sizes, search
from planner.optimizer.restriction import moves_of
from planner.optimizer.solver import solve
from planner.optimizer.state import NO_HOOKS, SearchHooks, SearchState
from planner.planning import make_plan
from planner.rules import rules_of
from planner.rules.compose import compose
from tests.support.builders import cohort, money, office, scenario
from tests.support.companies import crowded
from tests.support.judging import rules_but_seats


@pytest.mark.parametrize("solver", [Solver.HIGHS, Solver.SCIP])
@pytest.mark.parametrize(("limit", "heads"), [("99999.99", 9), ("100000.00", 10)])
def test_a_limit_on_money_is_kept_to_the_cent(solver: Solver, limit: str, heads: int) -> None:
    """Ten packages of USD 10,000 fit into 100,000; a cent less and it is nine, not a bug.

    Solvers overstep a limit by their tolerance; the plan is then looked for again with a margin.
    """
    company = scenario(
        offices=(
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in", relocation=money("USD 10000")),
        ),
        budget=Budget(total=money(f"USD {limit}")),
    )
    result = make_plan(company, SearchLimits(solver=solver, gap=0.0))

    assert result.plan is not None
    assert sum(move.heads for move in result.plan.moves) == heads
    assert result.judgement is not None
    assert result.judgement.lawful


def test_a_plan_that_is_found_as_time_runs_out_is_not_lost_for_a_cent() -> None:
    """The second look has the time that is left, and some seconds at least."""
    limits = SearchLimits(seconds=60.0)
    counting = SearchLimits(seconds=60.0, deterministic=True)

    assert repair_limits(limits, NO_HOOKS, 20.0)[0].seconds == 40.0
    assert repair_limits(limits, NO_HOOKS, 59.9)[0].seconds > 5.0
    assert repair_limits(counting, NO_HOOKS, 20.0)[0].deterministic


@pytest.mark.parametrize("deterministic", [False, True])
def test_nor_is_one_that_somebody_ended_the_search_with(deterministic: bool) -> None:
    """Ctrl-C ends the first look; the second is short, and not over before it begins."""
    stop = Event()
    hooks = SearchHooks(stop=stop)
    limits = SearchLimits(seconds=3600.0, deterministic=deterministic)
    assert repair_limits(limits, hooks, 20.0)[1].stop is stop
    stop.set()
    shorter, alone = repair_limits(limits, hooks, 20.0)

    assert alone.stop is None
    assert not shorter.deterministic
    assert shorter.seconds == 7.0


def test_where_rules_clash_the_clash_is_told() -> None:
    """All ten posts must stay and one must be in India: no plan, and both rules are named."""
    wanted = ResidualPresence(
        id="desk",
        name="Desk in India",
        roles=("analyst",),
        place=PlaceKind.JURISDICTION,
        at="india",
        posts=1,
        source="assumption",
        law=False,
    )
    company = scenario(cohorts=(cohort("kyc", must_stay=10),), presence=(wanted,))
    result = make_plan(company, SearchLimits())

    assert result.status is Status.INFEASIBLE
    assert result.plan is None
    assert result.clash is not None
    assert result.clash.irreducible
    assert [each.rule for each in result.clash.members] == ["kept_posts", "residual_presence"]


@pytest.mark.parametrize("small", [0, 3000])
def test_a_plan_that_the_audit_refuses_gives_way_to_a_lawful_one(
    monkeypatch: pytest.MonkeyPatch, small: int
) -> None:
    """To staying put here, whether lanes search or one call does; the bound holds."""
    monkeypatch.setattr("planner.optimizer.optimise.rules_of", rules_but_seats)
    monkeypatch.setattr("planner.optimizer.optimise.search", partial(search, sizes=Sizes(small)))
    with pytest.warns(RuntimeWarning, match="the audit refuses it: it breaks seats"):
        result = make_plan(crowded(), SearchLimits(gap=0.0, deterministic=True))

    assert result.status is Status.FEASIBLE
    assert result.judgement is not None
    assert result.judgement.lawful
    assert result.objective == result.baselines.staying_put.judgement.total
    assert result.bound is not None
    assert result.bound < result.objective


def test_of_earlier_solutions_the_cheapest_lawful_one_is_taken() -> None:
    """Of ten posts, nine, five and four, in seats for five: five. Of ten and nine none is."""
    books = books_of(crowded())
    program = compose(sets_of(books), rules_but_seats(books.scenario))
    heads = moves_of(program).ids

    def at_most(posts: int) -> Floats:
        fewer = with_limit(program, heads, np.ones(len(heads)), posts)
        solution = solve(mip_of(fewer), Job(fewer.lower, fewer.upper)).solution
        assert solution is not None
        return solution

    def taken(*posts: int) -> tuple[int, bool]:
        best, *earlier = map(at_most, posts)
        plan, claimed = plan_of(program, best), round(mip_of(program).cost(best))
        judgement = audit(plan, books)
        found = OptimiserResult(Status.FEASIBLE, plan, claimed, None, program, best, judgement)
        reply = SolverReply(Ended.SOLVED, best, earlier=tuple(earlier))
        result = cheapest_admitted(found, reply, partial(audit, books=books))
        assert result.plan is not None
        return sum(move.heads for move in result.plan.moves), result.refused

    assert taken(10, 9, 5, 4) == (5, False)
    assert taken(5, 4) == (5, False)
    assert taken(10, 9) == (10, True)


def test_a_search_keeps_its_first_and_its_latest_incumbents() -> None:
    """Of eight, each cheaper than the one before: the first and the four before the last."""
    books = books_of(crowded())
    program = compose(sets_of(books), rules_of(books.scenario))
    state = SearchState(mip_of(program), gap=0.0)
    dear = state.mip.objective > 0
    for size in range(8, 0, -1):
        assert state.offer(np.where(dear, float(size), 0.0))

    assert [each.max() for each in state.earlier] == [8, 5, 4, 3, 2]
