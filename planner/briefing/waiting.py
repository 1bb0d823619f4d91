"""What it costs to decide a quarter later: the best plan if nothing new is started until then."""

from __future__ import annotations

from datetime import date

from models.account import Judgement
from models.calendar import months_later
from models.choices import Solver
from models.compared import Waiting
from models.plan import Plan
from models.result import Result, Status
from models.scenario import Scenario
from models.search_limits import SearchLimits
from planner.optimizer.state import SearchHooks
from planner.planning import Cheapest, find_cheapest

MONTHS = 3


def cost_of_waiting(scenario: Scenario, result: Result, seconds: float) -> Waiting:
    """Compare a plan with the best one if nothing new is started for a quarter.

    What is under way goes on meanwhile. Both are valued at the same planning date, so waiting by
    itself lowers no cost.

    Parameters
    ----------
    scenario
        The scenario that the plan was made for.
    result
        The plan.
    seconds
        Time limit of the search. A plan of fixed effort is searched for with that effort instead.

    Returns
    -------
    waiting
        Without amounts where no plan was found that keeps every promise which this one keeps, or
        the horizon has no period left.
    """
    day = months_later(scenario.acts_from, MONTHS)
    nothing = Waiting(decided_on=day, total=None, proves_nothing=False)
    plan, judgement = result.audited_plan, result.audited_judgement
    if plan is None or judgement is None or day > scenario.periods[-1].starts:
        return nothing
    waits = scenario.model_copy(update={"first_act": day})
    hooks = SearchHooks(reference=plan)
    found = find_cheapest(waits, limits_like(result, seconds), hooks)
    later = found.found.judgement
    if later is None or not _compares(found, plan):
        return nothing
    return _difference(day, judgement, later, _best_possible(result, found))


def limits_like(result: Result, seconds: float) -> SearchLimits:
    """Those that a plan was made with, but for the seconds."""
    made = result.provenance
    return SearchLimits(
        solver=Solver(made.solver),
        gap=made.asked_gap,
        seconds=seconds,
        seed=made.seed,
        deterministic=result.is_of_fixed_effort,
    )


def _compares(found: Cheapest, plan: Plan) -> bool:
    """Whether a plan was found, with no more posts on hold than in the plan that does not wait."""
    later = found.found.plan
    if later is None or found.status not in {Status.OPTIMAL, Status.FEASIBLE}:
        return False
    return _on_hold(later) <= _on_hold(plan)


def _on_hold(plan: Plan) -> int:
    return sum(hold.heads for hold in plan.holds)


def _best_possible(result: Result, found: Cheapest) -> int | None:
    """The higher bound of both: every plan that waits could be carried out without waiting too."""
    return max(
        (each for each in (result.bound, found.found.bound) if each is not None), default=None
    )


def _difference(day: date, now: Judgement, later: Judgement, bound: int | None) -> Waiting:
    total = later.total - now.total
    # A later plan that costs less only shows that the plan itself can be improved.
    gap = abs(total) if bound is None else max(later.total - bound, -total, 0)
    return Waiting(
        decided_on=day,
        total=total,
        money=later.money - now.money,
        expected_loss=later.expected_loss - now.expected_loss,
        gap=gap,
        proves_nothing=is_within(gap, total),
    )


def is_within(gap: int, total: int) -> bool:
    """Whether a cost of waiting is no more than what its search leaves open."""
    return 0 < gap >= abs(total)
