"""From a scenario to a result: find a plan, audit it, say what it asks or why there is none."""

from __future__ import annotations

import time
from dataclasses import replace
from importlib.metadata import version

from models.account import Judgement
from models.baselines import Baseline
from models.result import Result, SolveRecord, Status
from models.scenario import Scenario
from planner.audit import audit
from planner.baselines import baselines_of
from planner.books import Books, books_of
from planner.explain.clash import clash_of
from planner.explain.waves import plan_tasks, waves_of
from planner.optimizer.optimise import ALONE, NO_END, Company, Effort, Found, optimise
from planner.outcome import outcome
from planner.second_stage import choose, seconds_kept
from planner.value import cash_by_fiscal_year, people_of, saving_of

ROUNDING = 100
"""Smallest units by which a solver's own sum may miss the audit's, from floating point."""

REPAIR_SECONDS, REPAIR_SHARE = 5.0, 0.1
"""Least time to look again after a rounding: seconds, and a share of what the first look took."""

SOLVER_TOLERANCE = 1e-5
"""Share of a limit on money that a solver's rounding may overstep it by."""


def make_plan(
    scenario: Scenario,
    effort: Effort,
    company: Company = ALONE,
) -> Result:
    """Make a plan, judge it, and set both baselines beside it.

    Parameters
    ----------
    scenario
        The instance, overlays and settings already applied.
    effort
        Solver, gap, time and seed.
    company
        A plan to start from, who hears of progress, and who may end it.

    Returns
    -------
    result
        With a plan only if the audit found it lawful and no dearer than the solver claims. Where
        none was found in time, or only a dearer one than the better baseline, that one is the plan
        if it is lawful.
    """
    started = time.monotonic()
    books = books_of(scenario)
    baselines = baselines_of(books)
    better = baselines.of(baselines.better)
    onlooking = replace(company, still=better.plan)
    found, judgement = _look(books, _first_stage(effort), started, onlooking)
    found, judgement = _no_dearer(found, judgement, better)
    status = _status(found, judgement, effort.gap)
    chosen = None
    if status in {Status.OPTIMAL, Status.FEASIBLE} and judgement is not None:
        spent, saved_from = time.monotonic() - started, better.judgement.total
        chosen = choose(books, effort, (found, judgement), saved_from, company, spent)
    shown = chosen.plan if chosen else None
    lawful = chosen.judgement if chosen else None
    done = outcome(books, shown) if shown is not None else None
    clash = _clash(books, effort) if status is Status.INFEASIBLE else ()
    return Result(
        status=status,
        currency=scenario.currency,
        provenance=_record(scenario, effort),
        objective=lawful.total if lawful else None,
        bound=_bound(found, lawful),
        plan=shown,
        judgement=lawful,
        second_stage=chosen.told if chosen else None,
        baselines=baselines,
        saving=saving_of(lawful, baselines) if lawful is not None else None,
        people=people_of(done) if done is not None else None,
        cash_by_fiscal_year=cash_by_fiscal_year(done) if done is not None else (),
        waves=waves_of(books, shown) if shown else (),
        plan_tasks=plan_tasks(books, shown) if shown else (),
        clash=clash,
        wall_seconds=0.0 if effort.deterministic else time.monotonic() - started,
    )


def _first_stage(effort: Effort) -> Effort:
    """Effort without the time that is kept for the second stage."""
    limit = effort.time_limit_seconds
    return replace(effort, time_limit_seconds=limit - seconds_kept(limit))


def _no_dearer(
    found: Found, judgement: Judgement | None, baseline: Baseline
) -> tuple[Found, Judgement | None]:
    """What was found, or a lawful baseline where that is nothing in time, or dearer."""
    total = baseline.judgement.total
    nothing = judgement is None and found.status is Status.NO_PLAN_IN_TIME
    dearer = judgement is not None and judgement.lawful and judgement.total > total
    if not baseline.judgement.lawful or not (nothing or dearer):
        return found, judgement
    still = replace(found, plan=baseline.plan, claimed=total, solution=None)
    return still, baseline.judgement


def _look(
    books: Books, effort: Effort, started: float, company: Company
) -> tuple[Found, Judgement | None]:
    """Look for a plan; where it oversteps limits on money by a solver's rounding, look again."""
    found = optimise(books, effort, company=company)
    judgement = audit(found.plan, books) if found.plan is not None else None
    overstep = _rounding(judgement) if judgement is not None else 0
    if not overstep:
        return found, judgement
    shorter, alone = second_look(effort, company, time.monotonic() - started)
    again = optimise(books, shorter, 2 * overstep + ROUNDING, replace(alone, reference=found.plan))
    if again.plan is None:
        return replace(again, status=Status.NO_PLAN_IN_TIME, bound=found.bound), None
    return replace(again, bound=found.bound), audit(again.plan, books)


def second_look(effort: Effort, company: Company, spent: float) -> tuple[Effort, Company]:
    """Effort that is left, and who looks on: whoever ends a search keeps what it has found.

    A plan that was found in time is not lost for a cent: there are some seconds for its repair even
    where the time is up or somebody has ended the search, and then nobody ends those.
    """
    repair = REPAIR_SECONDS + REPAIR_SHARE * spent
    if company.stop is not None and company.stop.is_set():
        soon = replace(effort, deterministic=False, time_limit_seconds=repair)
        return soon, replace(company, stop=None)
    left = effort.time_limit_seconds - spent
    return replace(effort, time_limit_seconds=max(left, repair)), company


def _rounding(judgement: Judgement) -> int:
    """By how much limits on money are overstepped; 0 if that is more than a solver's rounding."""
    broken = judgement.violations
    slight = all(
        each.unit == "money"
        and each.limit is not None
        and each.violation <= max(ROUNDING, each.limit * SOLVER_TOLERANCE)
        for each in broken
    )
    return max((each.violation for each in broken), default=0) if slight else 0


def _status(found: Found, judgement: Judgement | None, asked_gap: float) -> Status:
    if judgement is None or found.claimed is None:
        return found.status
    if not judgement.lawful or judgement.total > found.claimed + ROUNDING:
        return Status.INVALID
    if found.bound is not None and found.bound > judgement.total + ROUNDING:
        return Status.INVALID
    bound = _bound(found, judgement)
    if bound is None:
        return Status.FEASIBLE
    missing = judgement.total - bound
    return Status.OPTIMAL if missing <= asked_gap * abs(judgement.total) else Status.FEASIBLE


def _bound(found: Found, judgement: Judgement | None) -> int | None:
    if found.bound is None or judgement is None:
        return found.bound
    return min(found.bound, judgement.total)


def _clash(books: Books, effort: Effort) -> tuple[str, ...]:
    limit = NO_END if effort.deterministic else effort.time_limit_seconds
    return clash_of(books, solver=effort.solver, time_limit_seconds=limit)


def _record(scenario: Scenario, effort: Effort) -> SolveRecord:
    return SolveRecord(
        scenario=scenario.name,
        scenario_hash=scenario.hash,
        overlays=scenario.overlays,
        solver=effort.solver.value,
        seed=effort.seed,
        asked_gap=effort.gap,
        time_limit_seconds=effort.time_limit_seconds,
        versions={name: version(name) for name in ("ortools", "relocation-planner")},
    )
