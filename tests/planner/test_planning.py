"""A result shows only what the audit has passed."""

from __future__ import annotations

from threading import Event

import pytest

from models.choices import Solver
from models.result import Status
from models.search_limits import SearchLimits
from models.settings import Budget
from models.workforce import PlaceKind, ResidualPresence
from planner.optimizer.optimise import repair_limits
from planner.optimizer.state import NO_HOOKS, SearchHooks
from planner.planning import make_plan
from tests.support.builders import cohort, money, office, scenario


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
