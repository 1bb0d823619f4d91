"""Upper bounds on posts that have moved, landed or left, from the bounds of the rules in force.

These figures forbid nothing: they are the smallest big-M coefficients for linking constraints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from models.workforce import Mode
from planner.formulation.builder import ProgramBuilder
from planner.formulation.program import Floats
from planner.formulation.rule_bounds import (
    GroupLandings,
    JurisdictionSeparations,
    LeastBatches,
    ModeLandings,
    OfficeLandings,
    RuleBound,
)
from planner.formulation.sets import MODES, Integers, Mask, Sets, falls
from planner.formulation.variables import HEADS

Within = int | Integers | None
"""Number of periods to look back on, the last one included: one figure for all periods or one for
each; none for all periods so far.
"""


def most_moved(builder: ProgramBuilder, which: Mask, when: str) -> Integers:
    """Most posts of each cohort that some moves can have moved by each period.

    Parameters
    ----------
    builder
        Holds the admitted moves and the bounds of the rules in force.
    which
        Which of the columns of ``heads`` count.
    when
        ``period`` for posts that have landed, ``leaves`` for those that have left home.

    Returns
    -------
    most
        [c, t] all posts once a move is admitted whose mode has no limit; what limited modes let
        move where only those are admitted; 0 where that is too little for a batch.
    """
    sets, able = builder.sets, which & _fill_a_batch(builder)
    most = np.zeros(sets.posts.shape, dtype=np.int64)
    for mode, limit in _by_mode(builder):
        most += np.where(_may_have_moved(builder, able & mode, when), limit.so_far, 0)
    fewest: Integers = np.minimum(most, sets.posts.max(axis=1)[:, None])
    return fewest


def most_landed(
    builder: ProgramBuilder, cohorts: Mask, offices: Mask, within: Within = None
) -> Integers:
    """[t] most posts of some cohorts that can have landed at some offices by each period.

    Parameters
    ----------
    builder
        With the bounds of the rules in force.
    cohorts, offices
        Whose posts, and where.
    within
        Number of periods to look back on.
    """
    index, back = builder.groups[HEADS].index, _back(builder.sets, within)
    which = cohorts[index["cohort"]] & offices[index["office"]]
    moved = most_moved(builder, which, "period").astype(np.float64)
    most: Floats = moved.sum(axis=0)
    for bound in builder.bounds:
        if isinstance(bound, GroupLandings):
            limits = bound.most(back)
            together = np.zeros_like(limits)
            np.add.at(together, bound.group, moved)
            most = np.minimum(most, np.minimum(limits, together).sum(axis=0))
        elif isinstance(bound, OfficeLandings):
            most = np.minimum(most, bound.most(back)[offices].sum(axis=0))
    return most.astype(np.int64)


def most_at_once(builder: ProgramBuilder) -> Integers:
    """[c, o, t] most posts of a cohort that can land at an office in one period."""
    sets = builder.sets
    _, offices, _, span = sets.shape
    back = _back(sets, 1)
    posts = sets.posts.max(axis=1)[:, None, None].astype(np.float64)
    most = np.broadcast_to(posts, (len(sets.posts), offices, span))
    for bound in builder.bounds:
        if isinstance(bound, GroupLandings):
            most = np.minimum(most, bound.most(back)[bound.group][:, None, :])
        elif isinstance(bound, OfficeLandings):
            most = np.minimum(most, bound.most(back))
    return most.astype(np.int64)


def can_land_together(sets: Sets, bounds: Iterable[RuleBound], members: Sequence[int]) -> Mask:
    """[o, t] whether all posts of some cohorts can land at an office in one period."""
    who, back = np.array(members), _back(sets, 1)
    posts = sets.posts[who, 0]
    can = np.ones((len(sets.scenario.offices), sets.span), dtype=np.bool_)
    for bound in bounds:
        if isinstance(bound, GroupLandings):
            limits = bound.most(back)
            together = np.bincount(bound.group[who], weights=posts, minlength=len(limits))
            can &= (together[:, None] <= limits).all(axis=0)
        elif isinstance(bound, OfficeLandings):
            can &= posts.sum() <= bound.most(back)
    return can


def most_leaving(builder: ProgramBuilder, cohorts: Mask, offices: Mask) -> Integers:
    """[t] most posts of some cohorts that can leave home for some offices in one period.

    Those that leave together have landed together, or apart by as much as hand-overs differ.
    """
    sets = builder.sets
    landed = most_landed(builder, cohorts, offices, within=1)
    posts = sets.posts[cohorts].max(axis=1, initial=0).sum()
    most = np.zeros(sets.span, dtype=np.int64)
    for overlap in np.unique(np.minimum(sets.overlap, sets.span)):
        most[overlap:] += landed[: sets.span - overlap]
    fewest: Integers = np.minimum(most, posts)
    return fewest


def most_separated(
    builder: ProgramBuilder, cohorts: Mask, jurisdiction: str, within: Within
) -> Integers:
    """[t] most posts of some cohorts of a jurisdiction that can have been made redundant."""
    sets = builder.sets
    overlap = min(int(sets.overlap[MODES.index(Mode.REDUNDANCY)]), sets.span)
    back = _back(sets, within)
    most = np.zeros(sets.span)
    landed = np.ones(len(sets.scenario.offices), dtype=np.bool_)
    before = sets.span - overlap
    length = np.concatenate([back[overlap:], np.ones(overlap, dtype=np.int64)])
    most[overlap:] = most_landed(builder, cohorts, landed, length)[:before]
    fallen = np.pad(falls(sets)[cohorts].sum(axis=0).cumsum(), (1, 0))
    most += fallen[1:] - fallen[np.arange(sets.span) + 1 - back]
    for bound in builder.bounds:
        if isinstance(bound, JurisdictionSeparations) and bound.jurisdiction == jurisdiction:
            most = np.minimum(most, bound.most(back))
    return most.astype(np.int64)


def _back(sets: Sets, within: Within) -> Integers:
    """[t] number of periods to look back on."""
    periods = np.arange(1, sets.span + 1)
    return np.minimum(periods, sets.span if within is None else within)


def _by_mode(builder: ProgramBuilder) -> Iterator[tuple[Mask, ModeLandings]]:
    """Moves of each mode, and how many posts they let land: all, where no rule limits the mode."""
    sets = builder.sets
    posts = np.repeat(sets.posts.max(axis=1)[:, None], sets.span, axis=1)
    limits = {bound.mode: bound for bound in builder.bounds if isinstance(bound, ModeLandings)}
    for position, mode in enumerate(MODES):
        yield (
            builder.groups[HEADS].index["mode"] == position,
            limits.get(mode, ModeLandings(mode, posts, posts)),
        )


def _may_have_moved(builder: ProgramBuilder, which: Mask, when: str) -> Mask:
    """[c, t] whether some move of a cohort can count by a period."""
    heads = builder.groups[HEADS]
    begun = np.zeros(builder.sets.posts.shape, dtype=np.bool_)
    begun[heads.index["cohort"][which], heads.index[when][which]] = True
    return np.logical_or.accumulate(begun, axis=1)


def _fill_a_batch(builder: ProgramBuilder) -> Mask:
    """[column] moves to an office and period in which the least batch of their cohort can land."""
    sets, index = builder.sets, builder.groups[HEADS].index
    cohort, office, period = index["cohort"], index["office"], index["period"]
    least = np.ones(len(sets.posts), dtype=np.int64)
    for bound in builder.bounds:
        if isinstance(bound, LeastBatches):
            least = np.maximum(least, bound.least)
    most = np.zeros((len(sets.posts), len(sets.scenario.offices), sets.span), dtype=np.int64)
    for mode, limit in _by_mode(builder):
        at = cohort[mode], period[mode]
        most[cohort[mode], office[mode], period[mode]] += limit.at_once[at]
    enough: Mask = most[cohort, office, period] >= least[cohort]
    return enough
