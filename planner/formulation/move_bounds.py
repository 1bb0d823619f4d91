"""How many heads can have landed by a period, by the limits on their pace that are in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import numpy as np

from models.limits import Quota, QuotaKind, QuotaSpan, TeamKind
from models.scenario import Scenario
from models.workforce import Mode
from planner.costs import SHARES_OF_A_HEAD
from planner.formulation.builder import ProgramBuilder
from planner.formulation.program import Floats
from planner.formulation.sets import MODES, Integers, Mask, Sets, falls
from planner.formulation.variables import HEADS
from planner.rules.vacancies.supply import most_born, most_open

Within = int | Integers | None
"""Number of periods that are looked back on, the last one included: for each or all; none for all
that have been.
"""


def most_landed(
    draft: ProgramBuilder, cohorts: Mask, offices: Mask, within: Within = None
) -> Integers:
    """Most heads of some cohorts that can have landed at some offices by each period.

    No row follows from it: it makes those that say "none" or "more than" as tight as they can be.

    Parameters
    ----------
    draft
        With the names of the rules in force.
    cohorts, offices
        Whose heads, and where.
    within
        Periods that are looked back on.

    Returns
    -------
    most
        [t]
    """
    index, back = draft.groups[HEADS].index, _back(draft.sets, within)
    which = cohorts[index["cohort"]] & offices[index["office"]]
    moved = most_moved(draft, which, "period").astype(np.float64)
    most: Floats = moved.sum(axis=0)
    if "continuity" in draft.in_force:
        most = np.zeros(draft.sets.span)
        for mine, limits in _by_function(draft.sets, back):
            most += np.minimum(limits, moved[mine].sum(axis=0))
    if "arrivals" in draft.in_force:
        most = np.minimum(most, _arrivals(draft.sets, back)[offices].sum(axis=0))
    return most.astype(np.int64)


def most_at_once(draft: ProgramBuilder) -> Integers:
    """[c, o, t] most heads of a cohort that can land at an office in one period."""
    sets = draft.sets
    _, offices, _, span = sets.shape
    back = _back(sets, 1)
    most = np.broadcast_to(sets.posts.max(axis=1)[:, None, None], (len(sets.posts), offices, span))
    most = most.astype(np.float64)
    if "continuity" in draft.in_force:
        for mine, limits in _by_function(sets, back):
            most[mine] = np.minimum(most[mine], limits)
    if "arrivals" in draft.in_force:
        most = np.minimum(most, _arrivals(sets, back))
    return most.astype(np.int64)


def can_land_together(draft: ProgramBuilder, members: Sequence[int]) -> Mask:
    """[o, t] whether all posts of some cohorts can land at an office in one period."""
    can = np.ones((len(draft.sets.scenario.offices), draft.sets.span), dtype=np.bool_)
    for name, admitted in landing_together(draft.sets, members).items():
        if name in draft.in_force:
            can &= admitted
    return can


def landing_together(sets: Sets, members: Sequence[int]) -> dict[str, Mask]:
    """[o, t] whether each rule lets all posts of some cohorts land at an office in one period."""
    who, back = np.array(members), _back(sets, 1)
    posts = sets.posts[who, 0]
    functions = [posts[mine[who]].sum() <= most for mine, most in _by_function(sets, back)]
    shape = len(sets.scenario.offices), sets.span
    return {
        "continuity": np.broadcast_to(np.logical_and.reduce(functions), shape),
        "arrivals": posts.sum() <= _arrivals(sets, back),
    }


def most_leaving(draft: ProgramBuilder, cohorts: Mask, offices: Mask) -> Integers:
    """[t] most heads of some cohorts that can leave home for some offices in one period.

    Those who leave together have landed together, or apart by as much as hand-overs differ.
    """
    sets = draft.sets
    landed = most_landed(draft, cohorts, offices, within=1)
    posts = sets.posts[cohorts].max(axis=1, initial=0).sum()
    most = np.zeros(sets.span, dtype=np.int64)
    for overlap in np.unique(np.minimum(sets.overlap, sets.span)):
        most[overlap:] += landed[: sets.span - overlap]
    fewest: Integers = np.minimum(most, posts)
    return fewest


def most_separated(
    draft: ProgramBuilder, cohorts: Mask, jurisdiction: str, within: Within
) -> Integers:
    """[t] Most heads of some cohorts of a jurisdiction that can have been made redundant."""
    sets = draft.sets
    overlap = min(int(sets.overlap[MODES.index(Mode.REDUNDANCY)]), sets.span)
    back = _back(sets, within)
    most = np.zeros(sets.span, dtype=np.int64)
    landed = np.ones(len(sets.scenario.offices), dtype=np.bool_)
    before = sets.span - overlap
    length = np.concatenate([back[overlap:], np.ones(overlap, dtype=np.int64)])
    most[overlap:] = most_landed(draft, cohorts, landed, length)[:before]
    fallen = np.pad(falls(sets)[cohorts].sum(axis=0).cumsum(), (1, 0))
    most += fallen[1:] - fallen[np.arange(sets.span) + 1 - back]
    if "redundancies" in draft.in_force:
        for quota in sets.scenario.quotas:
            if quota.kind is QuotaKind.REDUNDANCIES and quota.at == jurisdiction:
                most = np.minimum(most, _by_quota(sets, quota, back))
    return most.astype(np.int64)


def _back(sets: Sets, within: Within) -> Integers:
    """[t] number of periods that are looked back on."""
    periods = np.arange(1, sets.span + 1)
    return np.minimum(periods, sets.span if within is None else within)


def _functions_of(scenario: Scenario) -> Integers:
    """[c] number of the function that each cohort works in."""
    functions = {role.id: role.function or role.id for role in scenario.roles}
    _, numbers = np.unique(
        [functions[cohort.role] for cohort in scenario.cohorts], return_inverse=True
    )
    return np.asarray(numbers, dtype=np.int64)


def _by_function(sets: Sets, back: Integers) -> Iterator[tuple[Mask, Floats]]:
    """Cohorts of each function, and [t] most of their heads that can have landed."""
    continuity, functions = sets.scenario.continuity, _functions_of(sets.scenario)
    for function in np.unique(functions):
        mine = functions == function
        landed = np.full(sets.span, np.inf)
        if continuity.max_share is not None:
            share, posts = Fraction(str(continuity.max_share)), sets.posts[mine].sum(axis=0)
            limits = np.array([int(share * int(each)) for each in posts])
            for t, length in enumerate(back):
                landed[t] = limits[t - np.arange(0, length, continuity.periods)].sum()
        yield mine, landed


def _arrivals(sets: Sets, back: Integers) -> Floats:
    """[o, t] most heads that can have landed at an office."""
    offices = [office.id for office in sets.scenario.offices]
    most = np.full((len(offices), sets.span), np.inf)
    for quota in sets.scenario.quotas:
        if quota.kind is QuotaKind.ARRIVALS:
            o = offices.index(quota.at)
            most[o] = np.minimum(most[o], _by_quota(sets, quota, back))
    return most


def _by_quota(sets: Sets, quota: Quota, back: Integers) -> Floats:
    """[t] most heads that a quota lets land; without end where it is not yet in force."""
    periods, start = sets.scenario.periods, quota.effective_from
    spans = {
        QuotaSpan.PERIOD: [period.index for period in periods],
        QuotaSpan.CALENDAR_YEAR: [period.starts.year for period in periods],
        QuotaSpan.HORIZON: [0 for _ in periods],
    }[quota.span]
    most = np.full(sets.span, np.inf)
    for t, length in enumerate(back):
        first = t + 1 - int(length)
        if not length or start is None or periods[first].starts >= start:
            most[t] = quota.heads * len(set(spans[first : t + 1]))
    return most


def most_moved(draft: ProgramBuilder, which: Mask, when: str) -> Integers:
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


def _refills(draft: ProgramBuilder) -> Mask:
    refills: Mask = draft.groups[HEADS].index["mode"] == MODES.index(Mode.REFILL)
    return refills


def _begun(draft: ProgramBuilder, which: Mask, when: str) -> Mask:
    """[c, t] whether some move of a cohort counts by a period."""
    heads = draft.groups[HEADS]
    begun = np.zeros(draft.sets.posts.shape, dtype=np.bool_)
    begun[heads.index["cohort"][which], heads.index[when][which]] = True
    return np.logical_or.accumulate(begun, axis=1)


def _fill_a_batch(draft: ProgramBuilder) -> Mask:
    """Which moves land where and when enough heads can for the least batch of their cohort."""
    sets, index = draft.sets, draft.groups[HEADS].index
    cohort, office, period = index["cohort"], index["office"], index["period"]
    posts = sets.posts.max(axis=1)[cohort]
    vacant = most_open(sets)[cohort, period] if "vacancies" in draft.in_force else posts
    most = np.zeros((len(sets.posts), len(sets.scenario.offices), sets.span), dtype=np.int64)
    np.maximum.at(most, (cohort, office, period), np.where(_refills(draft), vacant, posts))
    enough: Mask = most[cohort, office, period] >= np.maximum(_least_batch(draft), 1)[cohort]
    return enough


def _least_batch(draft: ProgramBuilder) -> Integers:
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
