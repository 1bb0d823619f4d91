"""Checks of posts, seats and teams."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from models.flaws.flaw import Flaw
from models.limits import TeamKind

if TYPE_CHECKING:
    from models.scenario import Scenario


def workforce_flaws(scenario: Scenario) -> Iterator[Flaw]:
    """Counts that contradict each other."""
    yield from _headcount(scenario)
    yield from _service(scenario)
    yield from _blocks(scenario)
    yield from _teams(scenario)


def _headcount(scenario: Scenario) -> Iterator[Flaw]:
    for step in scenario.headcount:
        if step.effective_from <= scenario.planning_date:
            yield Flaw(
                "headcount",
                (step.cohort, str(step.effective_from)),
                "effective_from",
                f"is not after the planning date {scenario.planning_date}; "
                "posts up to that date belong in cohorts",
                str(step.effective_from),
            )


def _service(scenario: Scenario) -> Iterator[Flaw]:
    counted: defaultdict[str, int] = defaultdict(int)
    for band in scenario.service:
        counted[band.cohort] += band.posts
    for cohort in scenario.cohorts:
        people = cohort.posts - cohort.vacant
        if cohort.id in counted and counted[cohort.id] != people:
            yield Flaw(
                "service",
                (cohort.id,),
                "posts",
                "do not add up to the filled posts of the cohort",
                str(counted[cohort.id]),
                figure=str(people),
            )


def _blocks(scenario: Scenario) -> Iterator[Flaw]:
    for office in scenario.offices:
        if office.max_blocks and not (
            office.block_seats and office.block_fit_out and office.block_lease
        ):
            yield Flaw(
                "offices",
                (office.id,),
                "max_blocks",
                "needs block_seats, block_fit_out and block_lease beside it",
                str(office.max_blocks),
            )


def _teams(scenario: Scenario) -> Iterator[Flaw]:
    cohorts = {cohort.id: cohort for cohort in scenario.cohorts}
    stepped = {step.cohort for step in scenario.headcount}
    for team in scenario.teams:
        members = [cohorts[name] for name in team.cohorts if name in cohorts]
        if team.kind in {TeamKind.INDIVISIBLE, TeamKind.TOGETHER}:
            for cohort in members:
                if cohort.id in stepped:
                    yield Flaw(
                        "teams",
                        (team.id,),
                        "cohorts",
                        "cannot move whole while its posts change; take it out of headcount",
                        cohort.id,
                    )
        if team.kind is TeamKind.TOGETHER and len({cohort.office for cohort in members}) > 1:
            yield Flaw("teams", (team.id,), "cohorts", "sit at different offices today", team.id)
