"""Cases whose loss falls at once when the last concerned head has gone."""

from __future__ import annotations

from collections.abc import Iterator

from models.plan import Plan
from models.risk import Channel
from models.uncertainty import Cliff
from models.workforce import Mode
from planner.books import Books
from planner.explain.altered import without
from planner.explain.fallback import alternative
from planner.exposure.book import CaseFile
from planner.outcome import Outcome, outcome
from planner.rules.exposed import exposure_of, heads_there

PART = 10
"""What falls by more than one part in so many of the saving is worth telling."""


def cliffs_of(books: Books, plan: Plan, total: int, saving: int) -> tuple[Cliff, ...]:
    """Find the cases that pay only if the last one goes, the largest fall first.

    Parameters
    ----------
    books
        Of the scenario that the plan was made for.
    plan
        As it was made.
    total
        What it costs.
    saving
        Against the better baseline; where there is none, every fall is told.
    """
    done = outcome(books, plan)
    cliffs = [
        cliff
        for case in books.exposure.of(Channel.PRESENCE)
        for cliff in _cliff(done, case, total)
        if cliff.falls_by * PART > max(saving, 0)
    ]
    return tuple(sorted(cliffs, key=lambda cliff: (-cliff.falls_by, cliff.case)))


def _cliff(done: Outcome, case: CaseFile, total: int) -> Iterator[Cliff]:
    going = [
        i
        for i, landing in enumerate(done.landings)
        if done.cohort(landing).id in case.residents and landing.leaves < len(done.scenario.periods)
    ]
    if not going or heads_there(done, case)[-1] > 0:
        return
    last = max(going, key=lambda i: (done.landings[i].leaves, i))
    kept = without(done.plan, {last: 1})
    there = outcome(done.books, kept)
    judged = alternative(done.books, kept, total)
    moves = [done.plan.moves[i] for i in going]
    cohorts = tuple(sorted({move.cohort for move in moves}))
    yield Cliff(
        case=case.id,
        falls_by=_expected(there, case) - _expected(done, case),
        heads=sum(move.heads for move in moves),
        one_stays=judged.cost,
        broken=judged.broken,
        cohorts=cohorts,
        asked=sum(move.heads for move in moves if move.mode is Mode.TRANSFER),
        kept=sum(done.scenario.protected[c] + done.scenario.exit_barred[c] for c in cohorts),
        teams=tuple(team.id for team in done.scenario.teams if set(team.cohorts) & set(cohorts)),
    )


def _expected(done: Outcome, case: CaseFile) -> int:
    """What a case is expected to cost under a plan, as it enters the objective."""
    return sum(charge.amount for charge in exposure_of(done, case))
