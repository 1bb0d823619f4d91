"""How many heads of each cohort can have moved by a period, by the moves that are admitted."""

from __future__ import annotations

import numpy as np

from models.limits import TeamKind
from models.workforce import Mode
from planner.costs import SHARES_OF_A_HEAD
from planner.formulation.draft import Draft
from planner.formulation.moves import HEADS
from planner.formulation.sets import MODES, Integers, Mask
from planner.formulation.vacant import most_born, most_open


def most_moved(draft: Draft, which: Mask, when: str) -> Integers:
    """Most heads of each cohort that some moves can have moved by each period.

    No row follows from it: it makes those that say "none" or "more than" as tight as they can be.

    Parameters
    ----------
    draft
        With the moves that are admitted and the names of the rules in force.
    which
        Which of the columns of ``heads`` count.
    when
        ``period`` for heads that have landed, ``leaves`` for those that have left home.

    Returns
    -------
    most
        [c, t] all posts once a move is admitted that needs no vacancy; the vacancies so far
        where only refills are; nothing where they are too few for a batch.
    """
    sets = draft.sets
    posts = np.repeat(sets.posts.max(axis=1)[:, None], sets.span, axis=1)
    vacant = posts
    if "vacancies" in draft.in_force:
        vacant = np.minimum(posts, most_born(sets).cumsum(axis=1) // SHARES_OF_A_HEAD)
    able, refills = which & _fill_a_batch(draft), _refills(draft)
    freely = _begun(draft, able & ~refills, when)
    refilled = _begun(draft, able & refills, when)
    most: Integers = np.where(freely, posts, np.where(refilled, vacant, 0))
    return most


def _refills(draft: Draft) -> Mask:
    refills: Mask = draft.groups[HEADS].index["mode"] == MODES.index(Mode.REFILL)
    return refills


def _begun(draft: Draft, which: Mask, when: str) -> Mask:
    """[c, t] whether some move of a cohort counts by a period."""
    heads = draft.groups[HEADS]
    begun = np.zeros(draft.sets.posts.shape, dtype=np.bool_)
    begun[heads.index["cohort"][which], heads.index[when][which]] = True
    return np.logical_or.accumulate(begun, axis=1)


def _fill_a_batch(draft: Draft) -> Mask:
    """Which moves land where and when enough heads can for the least batch of their cohort."""
    sets, index = draft.sets, draft.groups[HEADS].index
    cohort, office, period = index["cohort"], index["office"], index["period"]
    posts = sets.posts.max(axis=1)[cohort]
    vacant = most_open(sets)[cohort, period] if "vacancies" in draft.in_force else posts
    most = np.zeros((len(sets.posts), len(sets.scenario.offices), sets.span), dtype=np.int64)
    np.maximum.at(most, (cohort, office, period), np.where(_refills(draft), vacant, posts))
    enough: Mask = most[cohort, office, period] >= np.maximum(_least_batch(draft), 1)[cohort]
    return enough


def _least_batch(draft: Draft) -> Integers:
    """[c] fewest heads of a cohort that can land in one place and period, if any do."""
    sets = draft.sets
    least = np.zeros(len(sets.posts), dtype=np.int64)
    if "teams" not in draft.in_force:
        return least
    for team in sets.scenario.teams:
        members = sets.cohorts_in(frozenset(team.cohorts))
        if team.kind is TeamKind.MINIMUM_BATCH:
            least[members] = np.maximum(least[members], team.minimum)
        elif team.kind is not TeamKind.APART:
            least[members] = np.maximum(least[members], sets.posts[members, 0])
    return least
