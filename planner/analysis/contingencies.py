"""What a plan becomes if a filing is refused, permits are denied, or half of those asked decline.

Recourse: what has been done by the day of the answer stays, and all else is planned again
from that day on.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from models.account import Judgement
from models.contingencies import Contingencies, Contingency
from models.plan import Move, Plan
from models.search_limits import SearchLimits
from planner.analysis.changes import change_of
from planner.analysis.deltas import delta_between
from planner.analysis.refusals import AwaitedAnswer, awaited_answers, refused, without_refused
from planner.analysis.warm import SearchOutcome, TimeShare, solve_from
from planner.audit import audit
from planner.books import Books, books_of
from planner.explain.fallback import broken_by
from planner.formulation.decisions import values_of
from planner.formulation.program import Program
from planner.formulation.sets import sets_of
from planner.optimizer.optimise import with_fewest_holds
from planner.optimizer.state import NO_HOOKS, SearchHooks
from planner.planning import Cheapest
from planner.replan.begun import begun_by, scenario_on, with_releases_put_off
from planner.rules import rules_of
from planner.rules.commitments import ON_HOLD
from planner.rules.compose import compose


def contingencies_of(
    known: Cheapest, limits: SearchLimits, hooks: SearchHooks = NO_HOOKS
) -> Contingencies:
    """Find what a plan becomes after each answer that may be no.

    Parameters
    ----------
    known
        The plan, with its books and baselines.
    limits
        Seconds of all searches together; what one leaves is for those after it.
    hooks
        A stop signal: what has been found by then stays.

    Returns
    -------
    contingencies
        Every plan behind them is lawful by the audit.

    Raises
    ------
    ValueError
        There is no plan.
    """
    plan = known.found.plan
    if plan is None:
        raise ValueError("there is no plan that could become another")
    shared, found = TimeShare.of(limits, limits.seconds), []
    awaited = awaited_answers(known.books, plan)
    for number, answer in enumerate(awaited):
        if shared.is_over or hooks.stopped:
            break
        searching = shared.among(len(awaited) - number)
        found.append(_contingency(known, plan, answer, searching, hooks))
    return Contingencies(found=tuple(found), left_out=len(awaited) - len(found))


@dataclass(frozen=True, eq=False)
class Recourse:
    """The programme on the day of an answer, and the plan as it was meant to go on."""

    books: Books
    program: Program
    meant: Plan
    """The plan, with seats that were given up before the day given up from then on."""
    before: Judgement
    """Its audit on that day, as if the answer were yes."""


def recourse_of(books: Books, plan: Plan, answer: AwaitedAnswer) -> Recourse:
    """The programme in which what has been done by the day of an answer stays, and that is no.

    Parameters
    ----------
    books
        Of the scenario that the plan was made for.
    plan
        The plan.
    answer
        One of its tasks.
    """
    day = answer.answered_on
    begun, meant = begun_by(books, plan, day), with_releases_put_off(books.scenario, plan, day)
    as_meant = books_of(scenario_on(books.scenario, begun, day))
    left = without_refused(begun, answer)
    there = books_of(refused(scenario_on(books.scenario, left, day), plan, answer))
    program = compose(sets_of(there), rules_of(there.scenario))
    done = with_releases_put_off(there.scenario, left.decisions, day)
    return Recourse(there, _with_done(program, done), meant, audit(meant, as_meant))


def _with_done(program: Program, done: Plan) -> Program:
    """The programme in which at least what has been done is done."""
    lower = np.maximum(program.lower, values_of(program, done))
    return replace(program, lower=lower)


def _contingency(
    known: Cheapest, plan: Plan, answer: AwaitedAnswer, limits: SearchLimits, hooks: SearchHooks
) -> Contingency:
    stage = recourse_of(known.books, plan, answer)
    going_on = _without(stage.meant, answer)
    outcome = _search(replace(known, books=stage.books), stage.program, going_on, limits, hooks)
    record = Contingency(
        kind=answer.task.kind,
        what=answer.task.what,
        wave=answer.wave,
        begins_on=answer.task.by,
        answered_on=answer.answered_on,
        posts=answer.posts,
        broken=broken_by(audit(going_on, stage.books)),
    )
    if outcome.plan is None:
        return record.model_copy(update={"is_impossible": outcome.bound == math.inf})
    found = outcome.plan.plan
    after = audit(found, stage.books)
    bound = min(outcome.bound, float(after.total))
    return record.model_copy(
        update={
            "delta": delta_between(stage.before, after, stage.before.total, bound),
            "posts_fewer": max(0, _posts(plan) - _posts(found)),
            "on_hold": sum(hold.heads for hold in found.holds),
            "change": change_of(stage.meant, found),
        }
    )


def _posts(plan: Plan) -> int:
    return sum(move.heads for move in plan.moves)


def _search(
    known: Cheapest, program: Program, start: Plan, limits: SearchLimits, hooks: SearchHooks
) -> SearchOutcome:
    """Search; where promised moves make every plan impossible, as few as possible are on hold."""
    outcome = solve_from(known, program, start, limits, hooks)
    if outcome.plan is not None or outcome.bound < math.inf or ON_HOLD not in program.groups:
        return outcome
    holding = with_fewest_holds(program, limits)
    return outcome if holding is None else solve_from(known, holding, start, limits, hooks)


def _without(plan: Plan, answer: AwaitedAnswer) -> Plan:
    """The plan as it would go on without what was refused."""
    lost: Mapping[Move, int] = answer.losing
    moves = tuple(
        move.model_copy(update={"heads": move.heads - lost.get(move, 0)})
        for move in plan.moves
        if move.heads > lost.get(move, 0)
    )
    routes = tuple(
        each
        for each in plan.routes
        if lost or f"{each.entity}/{each.group}/{each.route}" != answer.task.what
    )
    return plan.model_copy(update={"moves": moves, "routes": routes})
