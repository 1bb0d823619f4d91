"""The second stage: of plans that cost the same, the one with the fewest dismissals."""

from __future__ import annotations

from dataclasses import dataclass

from models.account import Judgement
from models.plan import Plan
from models.result import SecondStage
from models.search_limits import SearchLimits
from planner.audit import audit
from planner.books import Books
from planner.expanded_plan import expand
from planner.formulation.decisions import plan_of
from planner.optimizer.lexicographic import Band, ask_least
from planner.optimizer.optimise import AUDIT_SECONDS, OptimiserResult
from planner.optimizer.state import SearchHooks
from planner.value import people_of

SHARE, LEAST_SECONDS = 0.2, 3.0
"""Part of the time limit that is kept for the second stage, and its least seconds."""


@dataclass(frozen=True, eq=False)
class Chosen:
    """The plan that was chosen, its audit, and how it was chosen."""

    plan: Plan
    judgement: Judgement
    record: SecondStage | None = None


@dataclass(frozen=True)
class Demands:
    """What a plan demands of people."""

    dismissals: int
    to_move: int
    moves: int


NO_DEMANDS = Demands(0, 0, 0)


def demands_of(plan: Plan, books: Books) -> Demands:
    """Count the people made redundant, those who move with their posts, and the moves."""
    people = people_of(expand(books, plan))
    return Demands(people.dismissals, people.transferred, len(plan.moves))


def seconds_kept(time_limit_seconds: float) -> float:
    """Seconds of a time limit that the first stage leaves to the second."""
    return min(time_limit_seconds / 2, max(LEAST_SECONDS, SHARE * time_limit_seconds))


def seconds_for(limits: SearchLimits, spent: float) -> float:
    """Seconds of the second stage, given those that the first took: it never takes longer."""
    limit = limits.seconds
    left = max(0.0, limit - spent - min(AUDIT_SECONDS, limit / 10))
    return min(left, seconds_kept(limit), max(LEAST_SECONDS, spent))


def band_of(indifference: float, saving: int) -> int:
    """How much more than the cheapest a plan may cost: a share of the saving, if there is one."""
    return int(indifference * max(0, saving))


def choose(
    books: Books,
    limits: SearchLimits,
    first: OptimiserResult,
    better_baseline: int,
    hooks: SearchHooks,
    spent: float,
) -> Chosen:
    """Choose among plans that cost as much as the cheapest found, within the indifference.

    Parameters
    ----------
    books
        The scenario with its coefficients.
    limits
        As they were asked for; the seconds are for both stages together.
    first
        The cheapest plan found, which the audit finds lawful.
    better_baseline
        Total of the better baseline: the indifference is a share of what is saved against it.
    hooks
        What may end it.
    spent
        Seconds since the beginning.

    Returns
    -------
    chosen
        The plan that demands least among those that the audit passes, or the first.
    """
    judgement = first.judgement
    if first.plan is None or judgement is None:
        raise ValueError("there is no plan to choose from")
    chosen = Chosen(first.plan, judgement)
    before = demands_of(first.plan, books)
    if first.program is None or first.solution is None or before == NO_DEMANDS:
        return chosen
    band = band_of(books.scenario.indifference, better_baseline - judgement.total)
    if first.claimed is not None and first.bound is not None:
        within = Band(max(judgement.total + band, first.claimed), first.bound)
        left = limits.within(seconds_for(limits, spent))
        for solution in ask_least(first.program, first.solution, within, left, hooks.stop):
            plan = plan_of(first.program, solution)
            judged = audit(plan, books)
            if judged.lawful and judged.total <= judgement.total + band:
                chosen = Chosen(plan, judged)
    after = demands_of(chosen.plan, books)
    record = SecondStage(
        band=band,
        cost=chosen.judgement.total - judgement.total,
        dismissals_before=before.dismissals,
        dismissals_after=after.dismissals,
        transferred_before=before.to_move,
        transferred_after=after.to_move,
        moves_before=before.moves,
        moves_after=after.moves,
    )
    return Chosen(chosen.plan, chosen.judgement, record)
