"""Idle posts: limits on posts and people that hold whatever moves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction

import numpy as np

from models.remarks import Remark
from models.workforce import Mode, PlaceKind, ResidualPresence
from planner.formulation.sets import MODES, Mask
from planner.lint.lint import Lint, Subject, counted
from planner.rules import acceptance, continuity, rules_of


def find(subject: Subject) -> Iterable[Remark]:
    """Acceptance, presence and continuity that can be taken out without a change.

    Other limits are left aside, so that none is called idle for another's sake. What law asks to
    be present stands whether it binds or not, and is not told.
    """
    in_force = rules_of(subject.scenario)
    if acceptance.RULE in in_force:
        yield from _acceptance(subject)
    yield from _presence(subject)
    if continuity.RULE in in_force:
        yield from _continuity(subject)


def _acceptance(subject: Subject) -> Iterator[Remark]:
    """Rows for transfers that are not open to anyone."""
    scenario, ways = subject.scenario, subject.ways
    cohorts = {cohort.id: i for i, cohort in enumerate(scenario.cohorts)}
    for row in scenario.acceptance:
        to = np.array([row.office in {None, office.id} for office in scenario.offices])
        transfers = ways.open[cohorts[row.cohort], to, MODES.index(Mode.TRANSFER)]
        if not transfers.any() or not ways.movable[cohorts[row.cohort]]:
            where = row.office or "any office"
            yield Remark(
                lint=LINT.name,
                words=f"acceptance of {row.cohort} can never bind: no transfer to {where} is open",
                table="acceptance",
                row=f"{row.cohort}/{row.office or ''}",
                field="share",
                next_step="Open the transfer (pay, package, only_to), or take the line out.",
            )


def _presence(subject: Subject) -> Iterator[Remark]:
    """Requirements of policy met by posts that cannot leave the place."""
    for requirement in subject.scenario.presence:
        staying = 0 if requirement.law else _staying(subject, requirement)
        if staying >= requirement.posts:
            yield Remark(
                lint=LINT.name,
                words=f"presence {requirement.id} can never bind: {counted(staying)} of its roles "
                f"cannot leave {requirement.at}, and it asks for {requirement.posts}",
                table="presence",
                row=requirement.id,
                field="posts",
                next_step="Raise it, or take it out.",
            )


def _staying(subject: Subject, requirement: ResidualPresence) -> int:
    """Posts of the roles that are at the place in every period, whatever moves."""
    scenario, ways = subject.scenario, subject.ways
    field = {PlaceKind.OFFICE: "id", PlaceKind.ENTITY: "entity"}.get(
        requirement.place, "jurisdiction"
    )
    inside = np.array([getattr(each, field) == requirement.at for each in scenario.offices])
    leaving: Mask = np.any(ways.open[:, ~inside], axis=(1, 2, 3))
    total = np.zeros(ways.sets.span, dtype=np.int64)
    for c, cohort in enumerate(scenario.cohorts):
        # At home the employer is the cohort's, elsewhere that of the office.
        employed = requirement.place is PlaceKind.ENTITY
        home = cohort.entity == requirement.at if employed else inside[ways.sets.home[c]]
        if cohort.role in requirement.roles and home:
            posts = ways.sets.posts[c]
            total += np.minimum(posts, cohort.must_stay) if leaving[c] else posts
    return int(total.min())


def _continuity(subject: Subject) -> Iterator[Remark]:
    """The share of a function, against all of it that could land within the ramp-up."""
    scenario, ways = subject.scenario, subject.ways
    limit = scenario.continuity
    if limit.max_share is None:
        return
    functions = {role.id: role.function or role.id for role in scenario.roles}
    members: defaultdict[str, list[int]] = defaultdict(list)
    for c, cohort in enumerate(scenario.cohorts):
        members[functions[cohort.role]].append(c)
    lands: Mask = np.any(ways.open, axis=(1, 2))
    for mine in members.values():
        for t in range(ways.sets.span):
            recent = lands[mine][:, max(0, t - limit.periods + 1) : t + 1].any(axis=1)
            posts = int(ways.sets.posts[mine, t].sum())
            allowed = int(Fraction(str(limit.max_share)) * posts)
            if int(ways.movable[mine][recent].sum()) > allowed:
                return
    yield Remark(
        lint=LINT.name,
        words=f"continuity of {limit.max_share:.0%} within {limit.periods} periods can never bind: "
        "no function has more posts that could move at once",
        table="continuity",
        field="max_share",
        next_step="Lower it, or take it out.",
    )


LINT = Lint(
    name="idle_posts",
    sentence="An acceptance, a presence or a continuity that holds whatever moves.",
    find=find,
)
