"""Columns of cases and obligations: posts there in each period, whether any are, and cuts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.exposure import About
from planner.exposure.book import CaseFile
from planner.formulation.builder import ProgramBuilder
from planner.formulation.move_bounds import most_landed, most_moved
from planner.formulation.program import ColumnRole, Columns
from planner.formulation.sets import Integers, Mask
from planner.formulation.variables import HEADS, home_ids, with_tail
from planner.rules.measures import measure_in_force


@dataclass(frozen=True, eq=False)
class Concerned:
    """Posts that a case or an obligation concerns."""

    there: Columns
    """One column for each period."""
    least: Integers
    """[t] fewest posts concerned that are there in any plan."""
    most: Integers
    """[t] most posts concerned that can be there."""


def declare_there(builder: ProgramBuilder, about: About) -> Concerned:
    """Declare ``there[t]``: posts there that a case or an obligation concerns."""
    sets, heads = builder.sets, builder.groups[HEADS]
    span, residents = sets.span, sets.cohorts_in(about.residents)
    arriving = (
        sets.cohorts_in(about.concerned)[heads.index["cohort"]]
        & sets.offices_in(about.sites)[heads.index["office"]]
    )
    visitors = np.zeros_like(residents)
    visitors[heads.index["cohort"][arriving]] = True
    posts = sets.posts[residents].sum(axis=0)
    sites, anywhere = sets.offices_in(about.sites), np.ones_like(sets.offices_in(about.sites))
    # A resident who lands at another site is there once, but for the periods of overlap.
    overlap = most_landed(builder, visitors & residents, sites, within=int(sets.overlap.max()))
    foreign = most_landed(builder, visitors & ~residents, sites)
    most = posts + np.minimum(foreign + overlap, most_landed(builder, visitors, sites))
    gone = most_landed(builder, residents, anywhere)
    least = np.maximum(_staying(builder)[residents].sum(axis=0), posts - gone)
    visiting = _declare_visiting(builder, about, arriving)
    index = {"period": np.arange(span)}
    there = builder.declare(f"there {about.id}", index, least, most, integer=False)
    rows = builder.add_rows(span, 0, 0)
    builder.enter(rows, there.ids, 1)
    builder.enter(rows, visiting.ids, -1)
    for ids in home_ids(builder, residents):
        builder.enter(rows, ids, -1)
    return Concerned(there, least, most)


def _declare_visiting(builder: ProgramBuilder, about: About, arriving: Mask) -> Columns:
    """Declare ``visiting[t] = visiting[t-1] + posts arriving at t``: sums would be far longer."""
    heads, span = builder.groups[HEADS], builder.sets.span
    index = {"period": np.arange(span)}
    visiting = builder.declare(f"visiting {about.id}", index, 0, np.inf, integer=False)
    rows = builder.add_rows(span, 0, 0)
    builder.enter(rows, visiting.ids, 1)
    builder.enter(rows[1:], visiting.ids[:-1], -1)
    builder.enter(rows[heads.index["period"][arriving]], heads.ids[arriving], -1)
    return visiting


def _staying(builder: ProgramBuilder) -> Integers:
    """[c, t] posts that are at home in every plan."""
    sets, heads = builder.sets, builder.groups[HEADS]
    must_stay = np.array([cohort.must_stay for cohort in sets.scenario.cohorts])
    left = most_moved(builder, np.ones(heads.size, dtype=np.bool_), "leaves")
    staying: Integers = np.maximum(np.minimum(must_stay[:, None], sets.posts), sets.posts - left)
    return staying


def declare_load(builder: ProgramBuilder, case: CaseFile, posts: Concerned) -> Columns:
    """Declare ``load[t] >= min(there[t], most)``, so that no case costs more than one loss.

    Where more than ``most`` could be there, ``full[t]`` is 1 if they are:
    ``load[t] >= there[t] - (posts that could be there - most) full[t]`` and
    ``load[t] >= least[t] + (most - least[t]) full[t]``.
    """
    there, excess = posts.there, posts.most - case.most_heads
    over = np.flatnonzero(excess > 0)
    if not len(over):
        return there
    least = np.minimum(posts.least, case.most_heads)
    name, index = f"load {case.id}", {"period": there.index["period"]}
    load = builder.declare(name, index, least, case.most_heads, integer=False)
    always = (posts.least >= case.most_heads)[over]
    full = builder.declare(
        f"full {case.id}",
        {"period": over},
        always,
        1,
        integer=True,
        roles={ColumnRole.BRANCH_FIRST, ColumnRole.ROUND_UP},
    )
    rows = builder.add_rows(there.size, 0, np.inf)
    builder.enter(rows, load.ids, 1)
    builder.enter(rows, there.ids, -1)
    builder.enter(rows[over], full.ids, excess[over])
    rows = builder.add_rows(len(over), least[over], np.inf)
    builder.enter(rows, load.ids[over], 1)
    builder.enter(rows, full.ids, least[over] - case.most_heads)
    _count_by_cohort(builder, case, load, full)
    return load


def _count_by_cohort(builder: ProgramBuilder, case: CaseFile, load: Columns, full: Columns) -> None:
    """``load[t] >= most - sum over c of spared[c, t]``: a disaggregated big-M, and valid.

    ``spared[c, t]`` is by how much posts of cohort c that have left reduce the load:
    ``<= posts[c, t] - home[c, t]`` and ``<= posts[c, t] (1 - full[t])``. Without these rows a
    fractional ``full`` hides posts that are still at home. If ``most`` exceeds the posts of the
    period, the difference counts as posts that have left.
    """
    sets, residents = builder.sets, builder.sets.cohorts_in(case.residents)
    periods, posts = full.index["period"], builder.sets.posts[residents]
    who, at = (axis.ravel() for axis in np.indices((len(posts), full.size)))
    most = posts[who, periods[at]]
    index = {"cohort": np.flatnonzero(residents)[who], "period": periods[at]}
    spared = builder.declare(f"spared {case.id}", index, 0, most, integer=False).ids
    rows = builder.add_rows(len(spared), -np.inf, most)
    builder.enter(rows, spared, 1)
    builder.enter(rows, home_ids(builder, residents)[who, periods[at]], 1)
    rows = builder.add_rows(len(spared), -np.inf, most)
    builder.enter(rows, spared, 1)
    builder.enter(rows, full.ids[at], most)
    none = case.most_heads - sets.posts[residents].sum(axis=0)[periods]
    rows = builder.add_rows(full.size, case.most_heads - none, np.inf)
    builder.enter(rows, load.ids[periods], 1)
    builder.enter(rows[at], spared, 1)
    builder.enter(rows, full.ids, -none)


def declare_present(builder: ProgramBuilder, about: About, posts: Concerned) -> Columns:
    """Declare ``present[t]``: ``there[t] <= most[t] present[t]``, so 1 while anyone is there."""
    there, always = posts.there, np.minimum(posts.least, 1)
    present = builder.declare(
        f"present {about.id}",
        {"period": there.index["period"]},
        always,
        1,
        integer=True,
        roles={ColumnRole.BRANCH_FIRST, ColumnRole.ROUND_UP, ColumnRole.FLIP},
    )
    rows = builder.add_rows(there.size, -np.inf, 0)
    builder.enter(rows, there.ids, 1)
    builder.enter(rows, present.ids, -np.maximum(posts.most, 1))
    _link_residents(builder, about, present, always)
    return present


def _link_residents(
    builder: ProgramBuilder, about: About, present: Columns, always: Integers
) -> None:
    """``home[c, t] <= posts[c, t] present[t]``: a disaggregated big-M, and valid."""
    sets = builder.sets
    residents, doubtful = sets.cohorts_in(about.residents), np.flatnonzero(always < 1)
    home = home_ids(builder, residents)[:, doubtful].ravel()
    rows = builder.add_rows(len(home), -np.inf, 0)
    builder.enter(rows, home, 1)
    posts = sets.posts[residents][:, doubtful].ravel()
    builder.enter(rows, np.tile(present.ids[doubtful], int(residents.sum())), -posts)


def declare_parts(
    builder: ProgramBuilder, name: str, case: CaseFile, most: npt.ArrayLike, whole: Integers
) -> Integers:
    """Declare ``part[a, t]``: how much of a whole is cut by no measure or by one in force.

    Parameters
    ----------
    builder
        Where to declare.
    name
        Name of the parts.
    case
        The case whose measures cut.
    most
        Upper bound of the whole.
    whole
        [t] columns of the whole.

    Returns
    -------
    parts
        [a, t] columns; without measures there is one part, the whole itself.
    """
    if not case.measures:
        return whole[None, :]
    parts, sums = _declare_cuts(builder, name, case, most, total=0)
    builder.enter(sums, whole, -1)
    return parts


def declare_absence(builder: ProgramBuilder, case: CaseFile, present: Integers) -> Integers:
    """Declare ``gone[a, t]``: parts that add up to 1 if nobody concerned is there, else to 0."""
    parts, sums = _declare_cuts(builder, "gone", case, 1, total=1)
    builder.enter(sums, present, 1)
    return parts


def _declare_cuts(
    builder: ProgramBuilder, name: str, case: CaseFile, most: npt.ArrayLike, *, total: int
) -> tuple[Integers, Integers]:
    """Declare ``part[a, t] <= most measure[a, t]``, unlimited for a = 0, and begin their sums.

    Returns
    -------
    parts
        [a, t] columns.
    sums
        [t] rows ``sum over a of part[a, t] = total``, to which the whole is to be added.
    """
    cuts, span = len(case.measures) + 1, builder.sets.span
    cut, when = (axis.ravel() for axis in np.indices((cuts, span)))
    index = {"cut": cut, "period": when}
    upper = np.broadcast_to(np.asarray(most, dtype=np.float64), (cuts, span)).ravel()
    parts = builder.declare(f"{name} {case.id}", index, 0, upper, integer=False)
    sums = builder.add_rows(span, total, total)
    builder.enter(sums[when], parts.ids, 1)
    ids = parts.ids.reshape(cuts, span)
    for a, measure in enumerate(case.measures, start=1):
        rows = builder.add_rows(span, -np.inf, 0)
        builder.enter(rows, ids[a], 1)
        builder.enter(rows, measure_in_force(builder, measure), -np.asarray(most, dtype=np.float64))
    return ids, sums


def expose(builder: ProgramBuilder, columns: Integers, amounts: Integers) -> None:
    """Charge exposure for columns: weighted in the objective, unweighted for the cap.

    Parameters
    ----------
    builder
        Where to charge.
    columns
        [..., t]
    amounts
        [..., t + tail] coefficients before the risk weight.
    """
    builder.price(columns, with_tail(builder.sets.books.exposure.weighted(amounts)))
    builder.tally("exposure", columns, with_tail(amounts))
