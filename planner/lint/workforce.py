"""People who have not been counted or asked, and posts that the law protects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from models.account import ROW, Remark
from models.places import Jurisdiction
from models.scenario import Scenario
from models.workforce import Cohort, Mode, PlaceKind, ResidualPresence
from planner.formulation.sets import MODES
from planner.lint.lint import Subject, lint, short_list
from planner.rules import acceptance, rules_of


@lint("People whom law protects or holds back, and whom nobody has counted.")
def unknown_counts(subject: Subject) -> Iterable[Remark]:
    """By jurisdiction, cohorts that could be made redundant or sent abroad and are not counted."""
    scenario = subject.scenario
    for place in scenario.jurisdictions:
        yield from _remark(
            subject,
            place,
            "protected",
            Mode.REDUNDANCY,
            place.expected_protected_share,
            scenario.protected,
        )
        yield from _remark(
            subject,
            place,
            "exit_barred",
            Mode.TRANSFER,
            place.exit_barred_share,
            scenario.exit_barred,
        )


def _remark(
    subject: Subject,
    place: Jurisdiction,
    field: str,
    mode: Mode,
    share: float,
    expected: Mapping[str, int],
) -> Iterator[Remark]:
    uncounted = list(_cohorts_without_figure(subject, place, field, mode))
    if not uncounted:
        return
    who = "protected from dismissal" if field == "protected" else "barred from leaving"
    heads = sum(expected[name] for name in uncounted)
    taken = f"{share:.1%} of the people of each, rounded up, {heads} in all, are"
    unsaid = field == "protected" and place.protected_share is None
    by = (
        f"the general share, since {place.name} has none"
        if unsaid
        else f"the share of {place.name}"
    )
    yield Remark(
        lint=unknown_counts.name,
        sentence=f"nobody has counted who is {who} in {short_list(uncounted)}; "
        f"{taken if share else 'nobody is'} assumed to be, {by}",
        table="cohorts",
        row=uncounted[0],
        field=field,
        next_step=f"Count them; or give {place.id} a {field}_share with its source.",
    )


def _cohorts_without_figure(
    subject: Subject, place: Jurisdiction, field: str, mode: Mode
) -> Iterator[str]:
    homes = {office.id: office.jurisdiction for office in subject.scenario.offices}
    abroad = np.array([office.jurisdiction != place.id for office in subject.scenario.offices])
    reach = abroad if mode is Mode.TRANSFER else np.ones_like(abroad)
    for c, cohort in enumerate(subject.scenario.cohorts):
        moves = subject.ways.possible[c, :, MODES.index(mode)][reach].any()
        if homes[cohort.office] == place.id and getattr(cohort, field) is None and moves:
            yield cohort.id


@lint("Posts that fall away before people can have been consulted on and have signed.")
def hurried_falls(subject: Subject) -> Iterable[Remark]:
    """Each cohort's first cut of headcount that leaves too little time to consult and sign."""
    scenario = subject.scenario
    places = {office.id: office.jurisdiction for office in scenario.offices}
    laws = {place.id: place for place in scenario.jurisdictions}
    for cohort in scenario.cohorts:
        law, before = laws[places[cohort.office]], cohort.posts - cohort.vacant
        hearing = law.mass_redundancy.consultation_days if law.mass_redundancy else 0
        signing = law.severance.agreement.days if law.severance.agreement else 0
        for period, posts in zip(scenario.periods, scenario.posts[cohort.id], strict=True):
            left = (period.starts - scenario.planning_date).days
            if posts < before and signing and left < hearing + signing:
                steps = (each for each in scenario.headcount if each.cohort == cohort.id)
                days = (each.effective_from for each in steps)
                step = max((day for day in days if day <= period.starts), default=period.starts)
                yield Remark(
                    lint=hurried_falls.name,
                    sentence=f"posts of {cohort.id} fall {left} days after the planning date, on "
                    f"{period.starts}: to consult and then to have agreements signed takes "
                    f"{hearing} and {signing} days, so the time to sign is short",
                    table="headcount",
                    row=f"{cohort.id}/{step}",
                    field="effective_from",
                    next_step="Reduce them later, or start sooner and record that in under_way.",
                )
                break
            before = posts


@lint("A post that law requires and that merging small cohorts would hide, or has hidden.")
def hidden_posts(subject: Subject) -> Iterable[Remark]:
    """Roles that law requires and nobody at the place has, or only cohorts under the floor.

    A roster is made safe to show by merging small cohorts under one role, and a post that law
    requires is then no longer visible. A role without holders looks as if that had happened.
    """
    scenario = subject.scenario
    mandated = [requirement for requirement in scenario.presence if requirement.law]
    holders = {requirement.id: list(_holders(scenario, requirement)) for requirement in mandated}
    for requirement in mandated:
        if not holders[requirement.id]:
            yield Remark(
                lint=hidden_posts.name,
                sentence=f"law requires {short_list(requirement.roles)} at {requirement.at} "
                f"({ROW}), and no cohort there has the role: it may be hidden in a "
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
            lint=hidden_posts.name,
            sentence=f"{short_list(small)} hold posts that law requires, in fewer than "
            f"{scenario.floor_heads} posts each: merged with others they would not be visible",
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


TRANSFER = MODES.index(Mode.TRANSFER)


@lint("A cohort that may be transferred, all of whom are assumed to accept.")
def sure_acceptance(subject: Subject) -> Iterable[Remark]:
    """Each cohort that could be transferred to an office for which it has no acceptance.

    A row without an office covers every office.
    """
    scenario, ways = subject.scenario, subject.ways
    if acceptance.RULE not in rules_of(scenario):
        return
    known = {(row.cohort, row.office) for row in scenario.acceptance}
    for c, cohort in enumerate(scenario.cohorts):
        reachable = np.flatnonzero(ways.possible[c, :, TRANSFER].any(axis=-1))
        offices = [scenario.offices[o].id for o in reachable]
        sure = [name for name in offices if not {(cohort.id, None), (cohort.id, name)} & known]
        if sure:
            yield Remark(
                lint=sure_acceptance.name,
                sentence=f"{ROW} could be transferred to {short_list(sure)} and has no "
                "acceptance: everyone is assumed to accept",
                table="acceptance",
                row=cohort.id,
                field="share",
                next_step="Add a row with a share and a low value.",
            )
