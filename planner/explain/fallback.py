"""What becomes of a plan if only as few accept a transfer as at the low value."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from models.limits import Acceptance
from models.plan import Move, Plan
from models.scenario import Scenario
from models.uncertainty import Alternative, Fallback
from models.workforce import Mode
from planner.audit import audit
from planner.books import Books
from planner.explain.altered import hired_for, without


def fallback_of(books: Books, plan: Plan, total: int) -> Fallback | None:
    """Build what becomes of those who decline as plans, and audit them.

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
        None where nobody is asked to move, or enough accept at the low value too.
    """
    declining = _declining(books.scenario, plan)
    if not declining:
        return None
    return Fallback(
        decline=declining.total(),
        staying=alternative(books, without(plan, declining), total),
        hired_for=alternative(books, hired_for(plan, declining), total),
    )


def alternative(books: Books, plan: Plan, total: int) -> Alternative:
    """Audit a plan, and say what it costs more than another and which rules it breaks."""
    judgement = audit(plan, books)
    broken = dict.fromkeys(finding.rule for finding in judgement.violations)
    return Alternative(cost=judgement.total - total, broken=tuple(broken))


def _declining(scenario: Scenario, plan: Plan) -> Counter[int]:
    """People who decline, by the position of their move; those of the last moves first."""
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
    """At the low value, without those who withdraw."""
    return int(Fraction(str(row.low)) * (1 - Fraction(str(row.withdraws))) * people)
