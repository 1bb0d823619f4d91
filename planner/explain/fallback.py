"""The fallback: what happens to a plan if only the low share of people accept a transfer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from models.account import Judgement
from models.limits import Acceptance
from models.plan import Move, Placement, Plan
from models.scenario import Scenario
from models.uncertainty import Alternative, Fallback
from models.workforce import Mode
from planner.audit import audit
from planner.books import Books
from planner.formulation.decisions import plan_of, values_of
from planner.formulation.program import Program
from planner.formulation.sets import sets_of
from planner.formulation.variables import HEADS
from planner.optimizer.job import Job
from planner.optimizer.matrix import mip_of
from planner.optimizer.solver import solve
from planner.rules import rules_of
from planner.rules.compose import compose


def without(plan: Plan, staying: Mapping[int, int]) -> Plan:
    """The plan with some posts left at home, along with the people to be redeployed from them.

    Parameters
    ----------
    plan
        As it was made.
    staying
        Number of posts that stay, by the position of their move.
    """
    moves = [_with_fewer(move, staying.get(i, 0)) for i, move in enumerate(plan.moves)]
    redeployed = {i: heads for i, heads in staying.items() if plan.moves[i].mode is Mode.REDEPLOY}
    placements = list(plan.placements)
    for i, heads in redeployed.items():
        placements = _fewer_placements(placements, plan.moves[i].cohort, heads)
    return plan.model_copy(
        update={
            "moves": tuple(move for move in moves if move is not None),
            "placements": tuple(placements),
        }
    )


def with_hires(plan: Plan, replaced: Mapping[int, int]) -> Plan:
    """The plan with some transfers replaced by a redundancy at home and a hire at the destination.

    Parameters
    ----------
    plan
        As it was made.
    replaced
        Number of people replaced, by the position of their move.
    """
    fewer = without(plan, replaced)
    heads = {_hire(move): move.heads for move in fewer.moves}
    for i, people in replaced.items():
        hire = _hire(plan.moves[i].model_copy(update={"mode": Mode.REDUNDANCY}))
        heads[hire] = heads.get(hire, 0) + people
    moves = [move.model_copy(update={"heads": count}) for move, count in heads.items()]
    return Plan.model_validate({**dict(fewer), "moves": tuple(moves)})


def _hire(move: Move) -> Move:
    """Return a move regardless of its number of posts, so that equal ones can be merged."""
    return move.model_copy(update={"heads": 1})


def _with_fewer(move: Move, heads: int) -> Move | None:
    left = move.heads - heads
    return move.model_copy(update={"heads": left}) if left > 0 else None


def _fewer_placements(placements: list[Placement], cohort: str, heads: int) -> list[Placement]:
    """Return placements of fewer people of a cohort; the last ones are dropped first."""
    kept: list[Placement] = []
    for each in reversed(placements):
        dropped = min(heads, each.heads) if each.cohort == cohort else 0
        heads -= dropped
        if each.heads > dropped:
            kept.append(each.model_copy(update={"heads": each.heads - dropped}))
    return kept[::-1]


NODES = 200
"""Node limit for each alternative: once its moves are fixed, little is left to search."""


def fallback_of(books: Books, plan: Plan, total: int) -> Fallback | None:
    """Plan for the people who decline, and audit both alternatives.

    The remaining moves are fixed, and so are the hires that replace people who decline. Seats,
    consultations, measures, routes and placements are decided again. The programme is small, so
    every machine finds the same solution.

    Parameters
    ----------
    books
        Of the scenario that the plan was made for.
    plan
        As it was made.
    total
        What it costs.

    Returns
    -------
    fallback
        None if nobody is asked to move, or if enough people accept at the low value too.
    """
    declining = _declining(books.scenario, plan)
    if not declining:
        return None
    program = compose(sets_of(books), rules_of(books.scenario))
    late = Counter({i: n for i, n in declining.items() if _too_late(books.scenario, plan.moves[i])})
    hired = with_hires(without(plan, late), _without_late(plan, declining, late))
    return Fallback(
        decline=declining.total(),
        staying=_alternative(books, program, without(plan, declining), total),
        hired_for=_alternative(books, program, hired, total, late.total()),
    )


def _alternative(
    books: Books, program: Program, plan: Plan, total: int, left_out: int = 0
) -> Alternative:
    """Return the cheapest lawful plan with the same moves, or the rules that the plan breaks."""
    as_it_is = audit(plan, books)
    anew = _cheapest_with_moves(program, plan)
    judged = [as_it_is] if anew is None else [as_it_is, audit(anew, books)]
    lawful = [each.total for each in judged if each.lawful]
    if lawful:
        return Alternative(cost=min(lawful) - total, left_out=left_out)
    return Alternative(cost=None, broken=broken_by(as_it_is), left_out=left_out)


def broken_by(judgement: Judgement) -> tuple[str, ...]:
    """Return the rules that a plan breaks, in reading order."""
    return tuple(dict.fromkeys(finding.rule for finding in judgement.violations))


def _cheapest_with_moves(program: Program, plan: Plan) -> Plan | None:
    """Return the cheapest plan found with exactly these moves; None if there is none."""
    heads = program.groups[HEADS].ids
    fixed = values_of(program, plan)[heads]
    if fixed.sum() != sum(move.heads for move in plan.moves):
        return None
    lower, upper = program.lower.copy(), program.upper.copy()
    lower[heads] = upper[heads] = fixed
    reply = solve(mip_of(program), Job(lower, upper, nodes=NODES))
    return None if reply.solution is None else plan_of(program, reply.solution)


def _too_late(scenario: Scenario, move: Move) -> bool:
    """Whether a hire in place of a transfer would take over after the horizon."""
    labels = [period.label for period in scenario.periods]
    hand_over = scenario.modes.of(Mode.REDUNDANCY).overlap_periods
    return labels.index(move.period) + hand_over >= len(labels)


def _without_late(plan: Plan, declining: Counter[int], late: Counter[int]) -> Counter[int]:
    """Return how many to hire for each move, by its position among the moves that remain."""
    left = [i for i, move in enumerate(plan.moves) if move.heads > late[i]]
    return Counter({left.index(i): n for i, n in declining.items() if i not in late})


def _declining(scenario: Scenario, plan: Plan) -> Counter[int]:
    """Return how many decline, by the position of their move; those of the last moves first."""
    declining: Counter[int] = Counter()
    people = {cohort.id: cohort.posts - cohort.vacant for cohort in scenario.cohorts}
    for row in scenario.acceptance:
        asked = [i for i, move in enumerate(plan.moves) if _asks(row, move)]
        moving = sum(plan.moves[i].heads - declining[i] for i in asked)
        left = moving - _accepting(row, people[row.cohort])
        for i in reversed(asked):
            refusing = min(max(left, 0), plan.moves[i].heads - declining[i])
            declining[i] += refusing
            left -= refusing
    return +declining


def _asks(row: Acceptance, move: Move) -> bool:
    to = row.office in {None, move.destination}
    return move.mode is Mode.TRANSFER and move.cohort == row.cohort and to


def _accepting(row: Acceptance, people: int) -> int:
    """Return how many accept at the low value and do not withdraw."""
    return int(Fraction(str(row.low)) * (1 - Fraction(str(row.withdraws))) * people)
