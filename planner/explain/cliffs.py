"""Cliffs: cases and obligations whose cost drops once the last post concerned has left."""

from __future__ import annotations

from collections.abc import Iterator

from models.obligations import ObligationAbout
from models.plan import Plan
from models.risk import Channel
from models.uncertainty import Cliff
from models.workforce import Mode
from planner.audit import audit
from planner.books import Books
from planner.expanded_plan import ExpandedPlan, expand
from planner.explain.fallback import broken_by, without
from planner.exposure import ObligationFile
from planner.exposure.book import CaseFile
from planner.exposure.obligations import OBLIGATION
from planner.rules.exposure.case_charges import exposure_of, heads_there
from planner.rules.obligations import charges_for

PART = 10
"""A cliff is listed if it is larger than the saving divided by this number."""


def cliffs_of(books: Books, plan: Plan, total: int, saving: int) -> tuple[Cliff, ...]:
    """Find cases and obligations whose cost drops when the last post leaves, largest drop first.

    Parameters
    ----------
    books
        Coefficients of the scenario that the plan was made for.
    plan
        The plan, unchanged.
    total
        Its cost.
    saving
        Its saving against the better baseline. If it is zero or less, every cliff is listed.
    """
    done = expand(books, plan)
    abouts: tuple[CaseFile | ObligationFile, ...] = (
        *books.exposure.of(Channel.PRESENCE),
        *_obligations(books),
    )
    cliffs = [
        cliff
        for about in abouts
        for cliff in _cliff(done, about, total)
        if cliff.falls_by * PART > max(saving, 0)
    ]
    return tuple(sorted(cliffs, key=lambda cliff: (-cliff.falls_by, _name(cliff))))


def _obligations(books: Books) -> Iterator[ObligationFile]:
    """Yield the obligations that hold while posts with access are there."""
    for each in books.obligations:
        if each.about is ObligationAbout.POSTS_WITH_ACCESS:
            yield each


def _name(cliff: Cliff) -> tuple[str, str]:
    return cliff.case or "", cliff.obligation or ""


def _cliff(done: ExpandedPlan, about: CaseFile | ObligationFile, total: int) -> Iterator[Cliff]:
    going = [
        i
        for i, landing in enumerate(done.landings)
        if done.cohort(landing).id in about.residents
        and landing.leaves < len(done.scenario.periods)
    ]
    if not going or heads_there(done, about)[-1] > 0:
        return
    last = max(going, key=lambda i: (done.landings[i].leaves, i))
    kept = without(done.plan, {last: 1})
    there = expand(done.books, kept)
    judged = audit(kept, done.books)
    moves = [done.plan.moves[i] for i in going]
    cohorts = tuple(sorted({move.cohort for move in moves}))
    of_case = isinstance(about, CaseFile)
    yield Cliff(
        case=about.id if of_case else None,
        obligation=None if of_case else about.id.removeprefix(OBLIGATION),
        falls_by=_cost(there, about) - _cost(done, about),
        heads=sum(move.heads for move in moves),
        one_stays=judged.total - total,
        broken=broken_by(judged),
        cohorts=cohorts,
        transferred=sum(move.heads for move in moves if move.mode is Mode.TRANSFER),
        kept=sum(done.scenario.protected[c] + done.scenario.exit_barred[c] for c in cohorts),
        teams=tuple(team.id for team in done.scenario.teams if set(team.cohorts) & set(cohorts)),
    )


def _cost(done: ExpandedPlan, about: CaseFile | ObligationFile) -> int:
    """Return what a case or an obligation costs under a plan, as in the objective."""
    if isinstance(about, CaseFile):
        charges = exposure_of(done, about)
    else:
        charges = list(charges_for(done, about))
    return sum(charge.amount for charge in charges)
