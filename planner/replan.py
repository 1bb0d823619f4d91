"""A planning view and the plan in force -> an answer; what ``streams`` is given to plan with."""

from __future__ import annotations

from models.account import Judgement, PricedMove
from models.answer import Answer, AnswerKind, Cause, Proposal
from models.plan import Move, Plan
from models.result import Result, Status
from models.scenario import Scenario
from planner.audit import audit
from planner.books import books_of
from planner.explain.waves import waves_of
from planner.optimizer.optimise import Effort
from planner.planning import make_plan
from streams.solving import Ask

_WITHOUT_PLAN = {
    Status.INFEASIBLE: AnswerKind.NO_PLAN,
    Status.NO_PLAN_IN_TIME: AnswerKind.LATE,
    Status.INVALID: AnswerKind.FAILED,
}


def replan(ask: Ask) -> Answer:
    """Look for a plan that is better than the one in force by more than the asked gap.

    The plan in force stands, ``confirmed``, where the bound proves that none is; where it breaks a
    rule of today, or another is better by more, the plan has ``changed``. Where it is neither
    proven nor bettered in time, it stays in force and the answer is ``late``.
    """
    books = books_of(ask.scenario)
    reference = reference_plan(ask.scenario, ask.reference)
    judged = audit(reference, books)
    effort = Effort(gap=ask.effort.gap, time_limit_seconds=ask.effort.time_limit_seconds)
    result = make_plan(ask.scenario, effort)
    stands = judged.total if judged.lawful else None
    if result.plan is None or result.objective is None:
        return _without_plan(ask, result, stands)
    if stands is not None and not _better(result, stands, ask.effort.gap):
        kind = AnswerKind.CONFIRMED if _proven(result, stands, ask.effort.gap) else AnswerKind.LATE
        plan, judgement = reference, judged
    else:
        kind, plan = AnswerKind.CHANGED, result.plan
        judgement = audit(plan, books)
    return Answer(
        kind=kind,
        revision=ask.revision,
        plan=plan,
        objective=judgement.total,
        reference_objective=stands,
        bound=result.bound,
        proposals=_proposals(ask, plan, judgement),
        solver=result.provenance.solver,
    )


def reference_plan(scenario: Scenario, reference: Plan) -> Plan:
    """The plan in force as far as it fits: committed and planned moves, and what goes along."""
    labels = {period.label for period in scenario.periods}
    homes = {cohort.id: cohort.office for cohort in scenario.cohorts}
    moves = tuple(
        Move(
            cohort=move.cohort,
            origin=homes[move.cohort],
            destination=move.destination,
            mode=move.mode,
            period=move.period,
            heads=move.heads,
        )
        for move in scenario.incumbent
    )
    kept = {
        name: tuple(each for each in getattr(reference, name) if each.period in labels)
        for name in ("blocks", "measures", "routes", "consultations", "releases")
    }
    return Plan(moves=moves, **kept)


def _better(result: Result, stands: int, gap: float) -> bool:
    return result.objective is not None and stands - result.objective > gap * abs(stands)


def _proven(result: Result, stands: int, gap: float) -> bool:
    return result.bound is not None and stands - result.bound <= gap * abs(stands)


def _without_plan(ask: Ask, result: Result, stands: int | None) -> Answer:
    return Answer(
        kind=_WITHOUT_PLAN[result.status],
        revision=ask.revision,
        reference_objective=stands,
        bound=result.bound,
        clash=result.clash,
        solver=result.provenance.solver,
    )


def _proposals(ask: Ask, plan: Plan, judgement: Judgement) -> tuple[Proposal, ...]:
    others = [(each.event, audit(plan, books_of(each.scenario))) for each in ask.without]
    return tuple(_proposal(ask, plan, priced, others) for priced in judgement.priced_moves)


def _proposal(
    ask: Ask, plan: Plan, priced: PricedMove, others: list[tuple[str, Judgement]]
) -> Proposal:
    alone = plan.model_copy(update={"moves": (priced.move,)})
    (wave,) = waves_of(ask.scenario, alone)
    return Proposal(
        priced=priced,
        start_by=wave.start_by,
        expires_on=max(wave.start_by, ask.scenario.planning_date),
        prerequisites=wave.prerequisites,
        causes=tuple(_causes(priced, others)),
    )


def _causes(priced: PricedMove, others: list[tuple[str, Judgement]]) -> list[Cause]:
    found = []
    for event, judgement in others:
        before = next((each for each in judgement.priced_moves if each.move == priced.move), None)
        change = _worth(priced) - (_worth(before) if before is not None else 0)
        if change:
            found.append(Cause(event=event, change=change))
    return sorted(found, key=lambda cause: (-abs(cause.change), cause.event))


def _worth(priced: PricedMove) -> int:
    return -(priced.one_off + priced.run_rate_delta + priced.exposure_delta)
