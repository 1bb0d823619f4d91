"""People outside a jurisdiction, who reach what is stored in it."""

from __future__ import annotations

import numpy as np

from models.workforce import Mode
from planner.formulation.builder import ProgramBuilder
from planner.formulation.rule_bounds import ModeLandings
from planner.formulation.sets import MODES, Integers, Mask
from planner.formulation.variables import HEADS, home_ids
from planner.rules.teams.binaries import TeamBinaries

Reach = tuple[Integers, float]
"""[t] columns that are above zero where a cohort reaches what is stored, and the most they are."""


def declare_reach(
    builder: ProgramBuilder, cohort: int, jurisdiction: str, batches: list[TeamBinaries]
) -> list[Reach]:
    """Declare what says that a cohort has people outside a jurisdiction, as tight as it comes.

    People at a home outside and people who land outside count apart.

    Parameters
    ----------
    builder
        Where to declare.
    cohort
        Position of the cohort.
    jurisdiction
        Where the data is stored.
    batches
        Binaries that say where and when the cohort lands, if it lands in batches.
    """
    sets, heads = builder.sets, builder.groups[HEADS]
    abroad = np.array([office.jurisdiction != jurisdiction for office in sets.scenario.offices])
    name = f"{jurisdiction} {sets.scenario.cohorts[cohort].id}"
    most = float(sets.posts[cohort].max())
    lands = np.flatnonzero((heads.index["cohort"] == cohort) & abroad[heads.index["office"]])
    landed = _declare_sum(builder, f"outside {name}", lands, most)
    arrived = _declare_arrived(builder, name, (landed, most), abroad, batches)
    for bound in builder.bounds:
        if isinstance(bound, ModeLandings):
            _limit_mode(builder, name, lands, bound.mode, bound.so_far[cohort], arrived)
    reach = [(arrived, 1.0)]
    if abroad[sets.home[cohort]]:
        reach.append((home_ids(builder, np.arange(len(sets.home)) == cohort)[0], most))
    return reach


def _declare_sum(builder: ProgramBuilder, name: str, which: Integers, most: float) -> Integers:
    """Declare the posts that some moves have landed by each period, and return the columns [t]."""
    heads, span = builder.groups[HEADS], builder.sets.span
    landed = builder.declare(name, {"period": np.arange(span)}, 0, most, integer=False).ids
    rows = builder.add_rows(span, 0, 0)
    builder.enter(rows, landed, 1)
    builder.enter(rows[1:], landed[:-1], -1)
    builder.enter(rows[heads.index["period"][which]], heads.start + which, -1)
    return landed


def _limit_mode(
    builder: ProgramBuilder,
    name: str,
    lands: Integers,
    mode: Mode,
    most: Integers,
    arrived: Integers,
) -> None:
    """``sum of heads that land outside by a mode up to t <= most[t] arrived[t]``.

    A valid inequality. Where ``arrived[t]`` is 0 nobody has landed outside by ``t``, and both sides
    are 0. Where it is 1, those who have landed outside are among all who have landed anywhere by
    that mode, and a rule in force lets no more than ``most[t]``. In fractions it is tighter than
    ``outside[t] <= posts arrived[t]``: a relaxation refills the few vacancies of a large cohort
    outside for a small fraction of an export.
    """
    mine = lands[builder.groups[HEADS].index["mode"][lands] == MODES.index(mode)]
    if len(mine):
        landed = _declare_sum(builder, f"outside by {mode} {name}", mine, np.inf)
        rows = builder.add_rows(builder.sets.span, -np.inf, 0)
        builder.enter(rows, landed, 1)
        builder.enter(rows, arrived, -most)


def _declare_arrived(
    builder: ProgramBuilder, name: str, landed: Reach, abroad: Mask, batches: list[TeamBinaries]
) -> Integers:
    """Declare ``arrived[t]``: 1 from the first landing outside a jurisdiction on."""
    span = builder.sets.span
    index = {"period": np.arange(span)}
    arrived = builder.declare(f"arrived {name}", index, 0, 1, integer=False).ids
    rows = builder.add_rows(span, 0, np.inf)
    builder.enter(rows, arrived, landed[1])
    builder.enter(rows, landed[0], -1)
    for landing in batches:
        lands = landing.columns
        out = abroad[lands.index["office"]]
        periods = lands.index["period"][out]
        stays = _add_stay_rows(builder, arrived)
        if landing.once:
            # At most one batch lands, so landings add up in the same row, which is tighter.
            builder.enter(stays[periods], lands.ids[out], -1)
        else:
            rows = builder.add_rows(int(out.sum()), 0, np.inf)
            builder.enter(rows, arrived[periods], 1)
            builder.enter(rows, lands.ids[out], -1)
    if not batches:
        _add_stay_rows(builder, arrived)
    return arrived


def _add_stay_rows(builder: ProgramBuilder, arrived: Integers) -> Integers:
    """Add ``arrived[t] >= arrived[t-1]`` for every period, and return the rows by period."""
    rows = builder.add_rows(builder.sets.span, 0, np.inf)
    builder.enter(rows, arrived, 1)
    builder.enter(rows[1:], arrived[:-1], -1)
    return rows
