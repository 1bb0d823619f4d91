"""Hidden posts: those that law asks for, in cohorts so small that merging would swallow them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.remarks import Remark
from models.scenario import Scenario
from models.workforce import Cohort, PlaceKind, ResidualPresence
from planner.lint.lint import Lint, Subject, named


def find(subject: Subject) -> Iterable[Remark]:
    """Mandated roles that nobody at the place has, and those in cohorts under the floor.

    Merging small cohorts, as a roster is made safe to show, leaves one role for all: a post that
    law asks for is then no longer there. The first kind looks as if that had happened.
    """
    scenario = subject.scenario
    mandated = [requirement for requirement in scenario.presence if requirement.law]
    holders = {requirement.id: list(_holders(scenario, requirement)) for requirement in mandated}
    for requirement in mandated:
        if not holders[requirement.id]:
            yield Remark(
                lint=LINT.name,
                words=f"law asks for {named(requirement.roles)} at {requirement.at} "
                f"({requirement.id}), and no cohort there has the role: it may be hidden in a "
                "merged one",
                table="presence",
                row=requirement.id,
                field="roles",
                next_step="Give its holders a cohort of their own.",
            )
    small = sorted(
        {c.id for each in holders.values() for c in each if 0 < c.posts < scenario.floor_heads}
    )
    if small:
        yield Remark(
            lint=LINT.name,
            words=f"{named(small)} hold posts that law asks for, in fewer than "
            f"{scenario.floor_heads} posts each: merged with others they would not be seen",
            table="cohorts",
            row=small[0] if len(small) == 1 else "",
            field="posts",
            next_step="Keep them apart, whatever else is merged.",
        )


def _holders(scenario: Scenario, requirement: ResidualPresence) -> Iterator[Cohort]:
    places = {office.id: office.jurisdiction for office in scenario.offices}
    for cohort in scenario.cohorts:
        at = {
            PlaceKind.OFFICE: cohort.office,
            PlaceKind.ENTITY: cohort.entity,
            PlaceKind.JURISDICTION: places[cohort.office],
        }[requirement.place]
        if cohort.role in requirement.roles and at == requirement.at:
            yield cohort


LINT = Lint(
    name="hidden_posts",
    sentence="A post that law asks for and that merging small cohorts would hide, or has hidden.",
    find=find,
)
