"""Binaries that say where and when a cohort lands, for cohorts that cannot land head by head."""

from __future__ import annotations

from dataclasses import dataclass

from models.limits import Team, TeamKind
from planner.formulation.builder import ProgramBuilder
from planner.formulation.program import Columns


@dataclass(frozen=True, slots=True)
class TeamBinaries:
    """Binaries ``lands[o, t]`` of a cohort."""

    columns: Columns
    once: bool
    """Whether a row lets no more than one of them be 1."""


def landing_name(team: Team, cohort: str) -> str:
    """Name of the binaries ``lands[o, t]`` of a cohort in a team."""
    if team.kind is TeamKind.TOGETHER:
        return f"team {team.id}"
    if team.kind is TeamKind.INDIVISIBLE:
        return f"team {team.id} {cohort}"
    return f"batch {team.id} {cohort}"


def team_binaries(builder: ProgramBuilder) -> dict[int, list[TeamBinaries]]:
    """Cohorts whose posts land only where a binary is 1, each with its binaries.

    A cohort has some from each of its teams; teams that only keep apart have none. Where limits are
    kept separate there are none either: a team may be left out.
    """
    if builder.separate:
        return {}
    cohorts = {cohort.id: i for i, cohort in enumerate(builder.sets.scenario.cohorts)}
    found: dict[int, list[TeamBinaries]] = {}
    for team in builder.sets.scenario.teams:
        for cohort in team.cohorts:
            columns = builder.groups.get(landing_name(team, cohort))
            if columns is not None:
                landing = TeamBinaries(columns, once=team.kind is not TeamKind.MINIMUM_BATCH)
                found.setdefault(cohorts[cohort], []).append(landing)
    return found
