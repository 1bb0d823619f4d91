"""From a scenario to a result: a plan is found and audited, or rules that clash are named."""

from __future__ import annotations

import math
import time
import warnings
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version

from models.account import Judgement
from models.baselines import Baseline, Baselines
from models.clash import Clash
from models.result import Result, SolveRecord, Status
from models.scenario import Scenario
from models.search_limits import SearchLimits
from planner.audit import audit
from planner.baselines import baselines_of
from planner.books import Books, books_of
from planner.expanded_plan import expand
from planner.explain.infeasible import clash_of
from planner.explain.waves import plan_tasks, waves_of
from planner.optimizer.optimise import NO_END, OptimiserResult, optimise
from planner.optimizer.overruns import ROUNDING
from planner.optimizer.state import NO_HOOKS, SearchHooks
from planner.second_stage import choose, seconds_kept
from planner.value import cash_by_fiscal_year, people_of, saving_of


@dataclass(frozen=True, eq=False)
class Cheapest:
    """The first stage of a plan: the cheapest that was found, audited."""

    books: Books
    baselines: Baselines
    found: OptimiserResult
    status: Status
    """Optimal or feasible only if there is a lawful plan."""


def find_cheapest(
    scenario: Scenario, limits: SearchLimits, hooks: SearchHooks = NO_HOOKS
) -> Cheapest:
    """Search for the cheapest plan within the time that a plan keeps for its first stage.

    Parameters
    ----------
    scenario
        The instance, overlays and settings already applied.
    limits
        Those of both stages together.
    hooks
        A plan to start from, a progress callback, and a stop signal.

    Warns
    -----
    RuntimeWarning
        The audit refused a cheaper plan, which is a mistake of this program.
    """
    started = time.monotonic()
    books = books_of(scenario)
    baselines = baselines_of(books)
    better = baselines.of(baselines.better)
    found = optimise(
        books,
        _first_stage(limits),
        replace(hooks, staying_put=better.plan),
        partial(audit, books=books),
        time.monotonic() - started,
    )
    found = _no_dearer(found, better)
    return Cheapest(books, baselines, found, _status(found, limits.gap))


def make_plan(
    scenario: Scenario,
    limits: SearchLimits,
    hooks: SearchHooks = NO_HOOKS,
    cost_in_force: int | None = None,
) -> Result:
    """Make a plan, judge it, and set both baselines beside it.

    Parameters
    ----------
    scenario
        The instance, overlays and settings already applied.
    limits
        Solver, gap, time and seed.
    hooks
        A plan to start from, a progress callback, and a stop signal.
    cost_in_force
        Cost of the plan in force, if it is lawful. If no plan can be cheaper than it by more than
        the gap, it stays in force, and the second stage is left out.

    Returns
    -------
    result
        Its plan, if it has one, is lawful by the audit and costs no more than the solver claims.
        It is the better baseline, if that is lawful, where the search finds no plan in time, or
        only one that the audit refuses or that costs more.

    Warns
    -----
    RuntimeWarning
        The audit refused a cheaper plan, which is a mistake of this program.
    """
    started = time.monotonic()
    first = find_cheapest(scenario, limits, hooks)
    books, baselines, found, status = first.books, first.baselines, first.found, first.status
    better = baselines.of(baselines.better)
    chosen = None
    if status in {Status.OPTIMAL, Status.FEASIBLE}:
        spent, saved_from = time.monotonic() - started, better.judgement.total
        stays = (
            cost_in_force is not None and _gap_to_bound(cost_in_force, found.bound) <= limits.gap
        )
        begun = replace(found, solution=None) if stays else found
        chosen = choose(books, limits, begun, saved_from, hooks, spent)
    shown = chosen.plan if chosen else None
    lawful = chosen.judgement if chosen else None
    done = expand(books, shown) if shown is not None else None
    clash = clash_with(books, limits) if status is Status.INFEASIBLE else None
    return Result(
        status=status,
        currency=scenario.currency,
        provenance=solve_record(scenario, limits),
        objective=lawful.total if lawful else None,
        bound=_bound(found, lawful),
        plan=shown,
        judgement=lawful,
        second_stage=chosen.record if chosen else None,
        baselines=baselines,
        saving=saving_of(lawful, baselines) if lawful is not None else None,
        people=people_of(done) if done is not None else None,
        cash_by_fiscal_year=cash_by_fiscal_year(done) if done is not None else (),
        waves=waves_of(books, shown) if shown else (),
        plan_tasks=plan_tasks(books, shown) if shown else (),
        clash=clash,
        wall_seconds=0.0 if limits.deterministic else time.monotonic() - started,
    )


def _first_stage(limits: SearchLimits) -> SearchLimits:
    """The same limits, less the time that is kept for the second stage."""
    return limits.within(limits.seconds - seconds_kept(limits.seconds))


def _no_dearer(found: OptimiserResult, baseline: Baseline) -> OptimiserResult:
    """What was found, or a lawful baseline where that is nothing in time, refused, or dearer."""
    total, judgement = baseline.judgement.total, found.judgement
    nothing = judgement is None and found.status is Status.NO_PLAN_IN_TIME
    dearer = judgement is not None and judgement.lawful and judgement.total > total
    if baseline.judgement.lawful and (nothing or found.refused or dearer):
        found = replace(
            found,
            plan=baseline.plan,
            claimed=total,
            solution=None,
            judgement=baseline.judgement,
            dropped=judgement if found.refused else found.dropped,
        )
    if found.dropped is not None:
        warn_of_dropped(found.dropped)
    return found


def warn_of_dropped(dropped: Judgement) -> None:
    """Warn that the audit refused a plan, which is a mistake of this program.

    It says what was wrong by names of rules only: logs are no place for numbers of posts.
    """
    rules = ", ".join(sorted({finding.rule for finding in dropped.violations}))
    wrong = f"it breaks {rules}" if rules else "it costs more than the solver claims"
    warnings.warn(
        f"a cheaper plan was found and dropped, as the audit refuses it: {wrong}. "
        "This is a mistake in the planner: please report it with the scenario.",
        RuntimeWarning,
        stacklevel=5,
    )


def _status(found: OptimiserResult, asked_gap: float) -> Status:
    judgement = found.judgement
    if judgement is None or found.claimed is None:
        return found.status
    if found.refused:
        return Status.INVALID
    if found.bound is not None and found.bound > judgement.total + ROUNDING:
        return Status.INVALID
    missing = _gap_to_bound(judgement.total, _bound(found, judgement))
    return Status.OPTIMAL if missing <= asked_gap else Status.FEASIBLE


def _gap_to_bound(cost: int, bound: int | None) -> float:
    """Largest possible improvement on a plan, as a share of its cost."""
    if bound is None:
        return math.inf
    return (cost - bound) / max(1, abs(cost))


def _bound(found: OptimiserResult, judgement: Judgement | None) -> int | None:
    if found.bound is None or judgement is None:
        return found.bound
    return min(found.bound, judgement.total)


def clash_with(books: Books, limits: SearchLimits) -> Clash:
    """Why a scenario has no plan, with the solver and within the time of a search."""
    limit = NO_END if limits.deterministic else limits.seconds
    return clash_of(books, solver=limits.solver, time_limit_seconds=limit)


def solve_record(scenario: Scenario, limits: SearchLimits) -> SolveRecord:
    """What a plan is made from: the scenario, the limits and the versions."""
    return SolveRecord(
        scenario=scenario.name,
        scenario_hash=scenario.hash,
        overlays=scenario.overlays,
        solver=limits.solver.value,
        seed=limits.seed,
        asked_gap=limits.gap,
        time_limit_seconds=limits.seconds,
        versions={name: version(name) for name in ("ortools", "relocation-planner")},
    )
