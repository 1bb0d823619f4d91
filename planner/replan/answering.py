"""The answer to a re-planning request: the plan in force is confirmed, or another replaces it."""

from __future__ import annotations

from dataclasses import dataclass

from models.answer import Answer, AnswerKind
from models.plan import Plan
from models.result import Result, Status
from planner.audit import audit
from planner.books import books_of
from planner.explain.waves import plan_tasks
from planner.optimizer.state import Progress, SearchHooks
from planner.planning import make_plan
from planner.replan.proposals import proposals_of, spends_to_keep
from planner.replan.reference import reference_plan
from streams.solving import Ask, Finish

_WITHOUT_PLAN = {
    Status.INFEASIBLE: AnswerKind.NO_PLAN,
    Status.NO_PLAN_IN_TIME: AnswerKind.LATE,
    Status.INVALID: AnswerKind.FAILED,
}


def replan(ask: Ask, finish: Finish | None = None) -> Answer:
    """Look for a plan that is better than the one in force by more than the asked gap.

    The answer is

    - ``confirmed``: the dual bound proves that no plan is better by more; it stays in force;
    - ``changed``: it breaks a rule of today, or another plan is better by more;
    - ``late``: neither was found out in time; it stays in force.

    The scenario's indifference counts on top of the gap: the plan in force may itself cost more
    than the cheapest by as much, for fewer dismissals.

    Parameters
    ----------
    ask
        The planning view, the plan in force, and the limits of the search.
    finish
        Once set, it ends as soon as it has a plan: the one in force, if that keeps every rule.
    """
    books = books_of(ask.scenario)
    reference = reference_plan(ask.scenario, ask.reference)
    judged = audit(reference, books)
    ending = Ending(finish, has_plan=judged.lawful)
    hooks = SearchHooks(reference=reference, watch=ending.hear, stop=ending)
    result = make_plan(ask.scenario, ask.limits, hooks=hooks)
    fits = judged.lawful and (result.plan is None or _on_hold(reference) <= _on_hold(result.plan))
    in_force = judged.total if fits else None
    ended_early = ending.is_set() and _moves_nobody(result)
    improved = _improves(result, in_force, ask.limits.gap) and not ended_early
    if in_force is not None and not improved and _may_stand(result):
        proven = _proven(result, in_force, ask.limits.gap)
        kind = AnswerKind.CONFIRMED if proven else AnswerKind.LATE
        plan, judgement = reference, judged
    elif result.plan is None:
        return _without_plan(ask, result, in_force)
    else:
        kind, plan = AnswerKind.CHANGED, result.plan
        judgement = audit(plan, books)
    proposals = proposals_of(ask, books, plan, judgement)
    return Answer(
        kind=kind,
        revision=ask.revision,
        plan=plan,
        objective=judgement.total,
        reference_objective=in_force,
        staying_put=result.baselines.staying_put.judgement.total,
        staying_plus_measures=result.baselines.staying_plus_measures.judgement.total,
        better_baseline=result.baselines.better,
        bound=result.bound,
        proposals=proposals,
        plan_tasks=plan_tasks(books, plan),
        orders=ask.orders,
        spends=spends_to_keep(ask, books, proposals),
        solver=result.provenance.solver,
    )


@dataclass
class Ending:
    """Ends a search when a host asks for it, but not before there is a plan."""

    finish: Finish | None
    has_plan: bool

    def hear(self, progress: Progress) -> None:
        """Note whether the search has found one."""
        self.has_plan = self.has_plan or progress.best is not None

    def is_set(self) -> bool:
        """Whether it is to end."""
        return self.has_plan and self.finish is not None and self.finish.is_set()


def _on_hold(plan: Plan) -> int:
    """Promised posts on hold; a plan that can move more of them is not passed over."""
    return sum(hold.heads for hold in plan.holds)


def _improves(result: Result, in_force: int | None, gap: float) -> bool:
    if result.cheapest is None or in_force is None:
        return False
    return in_force - result.cheapest > _margin(result, in_force, gap)


def _moves_nobody(result: Result) -> bool:
    """Whether nobody moves: a baseline, which a search that was ended at once has not found."""
    return result.plan is not None and not result.plan.moves


def _proven(result: Result, in_force: int, gap: float) -> bool:
    return result.bound is not None and in_force - result.bound <= _margin(result, in_force, gap)


def _margin(result: Result, in_force: int, gap: float) -> float:
    """By how much a plan has to be better to replace the one in force."""
    band = 0 if result.second_stage is None else result.second_stage.band
    return gap * abs(in_force) + band


def _may_stand(result: Result) -> bool:
    """Whether the plan in force may stay: the search ended with a plan, or for want of time."""
    return result.status not in {Status.INFEASIBLE, Status.INVALID}


def _without_plan(ask: Ask, result: Result, in_force: int | None) -> Answer:
    return Answer(
        kind=_WITHOUT_PLAN.get(result.status, AnswerKind.LATE),
        revision=ask.revision,
        reference_objective=in_force,
        staying_put=result.baselines.staying_put.judgement.total,
        staying_plus_measures=result.baselines.staying_plus_measures.judgement.total,
        better_baseline=result.baselines.better,
        bound=result.bound,
        clash=result.clash.rules if result.clash is not None else (),
        solver=result.provenance.solver,
    )
