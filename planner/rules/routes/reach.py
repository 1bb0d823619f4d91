"""People outside a jurisdiction, who reach what is stored in it."""

from __future__ import annotations

import numpy as np

from planner.formulation.builder import ProgramBuilder
from planner.formulation.sets import Integers, Mask
from planner.formulation.variables import HEADS, home_ids
from planner.rules.teams.binaries import TeamBinaries

Reach = tuple[Integers, float]
"""[t] columns that are above zero where a cohort reaches what is stored, and the most they are."""


def declare_reach(
    builder: ProgramBuilder, cohort: int, jurisdiction: str, batches: list[TeamBinaries]
) -> list[Reach]:
    """Declare what says that a cohort has people outside a jurisdiction, as tight as it comes.

    People at a home outside and people who land outside count apart: each are no more than the
    posts. Where a cohort lands in batches, a single batch that has landed says it.

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
    sets = builder.sets
    abroad = np.array([office.jurisdiction != jurisdiction for office in sets.scenario.offices])
    most = float(sets.posts[cohort].max())
    landed = _declare_landed(builder, cohort, jurisdiction, abroad, most), most
    name = f"{jurisdiction} {sets.scenario.cohorts[cohort].id}"
    reach = [landed]
    if batches:
        reach = [(_declare_arrived(builder, name, landed, abroad, batches), 1.0)]
    if abroad[sets.home[cohort]]:
        reach.append((home_ids(builder, np.arange(len(sets.home)) == cohort)[0], most))
    return reach


def _declare_landed(
    builder: ProgramBuilder, cohort: int, jurisdiction: str, abroad: Mask, most: float
) -> Integers:
    """Declare ``outside[t]``: posts of a cohort that have landed outside a jurisdiction."""
    sets, heads, span = builder.sets, builder.groups[HEADS], builder.sets.span
    name = f"outside {jurisdiction} {sets.scenario.cohorts[cohort].id}"
    outside = builder.declare(name, {"period": np.arange(span)}, 0, most, integer=False)
    rows = builder.add_rows(span, 0, 0)
    builder.enter(rows, outside.ids, 1)
    builder.enter(rows[1:], outside.ids[:-1], -1)
    lands = (heads.index["cohort"] == cohort) & abroad[heads.index["office"]]
    builder.enter(rows[heads.index["period"][lands]], heads.ids[lands], -1)
    return outside.ids


def _declare_arrived(
    builder: ProgramBuilder, name: str, landed: Reach, abroad: Mask, batches: list[TeamBinaries]
) -> Integers:
    """Declare ``arrived[t]``: 1 from the first batch on that lands outside a jurisdiction."""
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
        if landing.once:
            builder.enter(_last(builder, arrived)[periods], lands.ids[out], -1)
            continue
        _last(builder, arrived)
        rows = builder.add_rows(int(out.sum()), 0, np.inf)
        builder.enter(rows, arrived[periods], 1)
        builder.enter(rows, lands.ids[out], -1)
    return arrived


def _last(builder: ProgramBuilder, arrived: Integers) -> Integers:
    """``arrived[t] >= arrived[t-1]``, to which what lands at ``t`` may be added."""
    rows = builder.add_rows(builder.sets.span, 0, np.inf)
    builder.enter(rows, arrived, 1)
    builder.enter(rows[1:], arrived[:-1], -1)
    return rows
