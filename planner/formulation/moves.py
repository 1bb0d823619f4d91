"""The decisions that every rule speaks of: heads that move, posts that are still at home."""

from __future__ import annotations

import numpy as np

from planner.formulation.draft import Draft
from planner.formulation.program import Columns
from planner.formulation.sets import Integers, Mask, Sets

HEADS, HOME = "heads", "home"


def conceivable(sets: Sets) -> Mask:
    """[c, o, m, t] moves that make sense at all: to another office, complete within the horizon."""
    _, offices, _, periods = sets.shape
    elsewhere = np.arange(offices)[None, :] != sets.home[:, None]
    complete = np.arange(periods)[None, :] + sets.overlap[:, None] < periods
    return np.broadcast_to(elsewhere[:, :, None, None] & complete[None, None], sets.shape).copy()


def declare_moves(draft: Draft, admitted: Mask) -> None:
    """Declare ``heads`` for every admitted move and ``home`` for every cohort and period.

    ``home[c, t] = home[c, t-1] + posts[c, t] - posts[c, t-1] - heads leaving at t``.
    """
    sets = draft.sets
    cohort, office, mode, period = np.nonzero(admitted)
    heads = draft.declare(
        HEADS,
        {
            "cohort": cohort,
            "office": office,
            "mode": mode,
            "period": period,
            "leaves": period + sets.overlap[mode],
        },
        lower=0,
        upper=sets.posts.max(axis=1)[cohort],
        integer=True,
    )
    count, span = sets.posts.shape
    at, when = (axis.ravel() for axis in np.indices((count, span)))
    home = draft.declare(
        HOME, {"cohort": at, "period": when}, -np.inf, sets.posts.ravel(), integer=False
    )
    steps = np.diff(sets.posts, axis=1, prepend=0).ravel()
    rows = draft.add_rows(home.size, steps, steps)
    draft.enter(rows, home.ids, 1)
    later = when > 0
    draft.enter(rows[later], home.ids[later] - 1, -1)
    draft.enter(rows[cohort * span + heads.index["leaves"]], heads.ids, 1)


def home_ids(draft: Draft, cohorts: Mask) -> Integers:
    """[c, t] columns of ``home`` of some cohorts."""
    return draft.groups[HOME].ids.reshape(draft.sets.posts.shape)[cohorts]


def while_away(heads: Columns, which: Mask, span: int) -> tuple[Integers, Integers]:
    """Columns of some heads, once for each period from their landing on, with that period."""
    landed = heads.index["period"][which]
    lengths = span - landed
    columns = np.repeat(heads.ids[which], lengths)
    offsets = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return columns, np.repeat(landed, lengths) + offsets


def from_then_on(amounts: Integers) -> Integers:
    """[..., t] what is due from a period on, tail included, of amounts over [..., t + tail]."""
    due: Integers = amounts[..., ::-1].cumsum(axis=-1)[..., ::-1]
    return due[..., :-1]


def with_tail(amounts: Integers) -> Integers:
    """[..., t] what a state costs in a period, the tail going with the last period."""
    whole = amounts[..., :-1].copy()
    whole[..., -1] += amounts[..., -1]
    return whole
