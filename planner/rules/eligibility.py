"""Eligibility: a post moves only where it may operate and can be filled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from models.places import Office
from models.scenario import Scenario
from models.workforce import Cohort, Mode, Role
from planner.expanded_plan import ExpandedPlan
from planner.formulation.sets import MODES, Mask, Sets
from planner.rules.limit_kind import SHUT_OUT, LimitKind
from planner.rules.named_limit import NamedLimit, listed
from planner.rules.negotiable import Negotiable, switched
from planner.rules.rule import Charge, Check, Rule


def admits(sets: Sets) -> Mask:
    """[c, o, m, t] moves whose destination offers what the role needs, by mode."""
    scenario = sets.scenario
    licensed = _is_offered(scenario, lambda role: role.licences, lambda office: office.licences)
    hireable = _is_offered(scenario, lambda role: role.skills, lambda office: office.skills)
    hireable &= _is_offered(scenario, lambda role: role.languages, lambda office: office.languages)
    receives = np.array([office.relocation is not None for office in scenario.offices])
    wanted = np.array(
        [
            [
                (not cohort.only_to or office.id in cohort.only_to)
                and office.id not in cohort.never_to
                for office in scenario.offices
            ]
            for cohort in scenario.cohorts
        ]
    )
    inland = np.array([office.domestic_relocation is not None for office in scenario.offices])
    domestic, anywhere = sets.books.costs.domestic, licensed & wanted
    takes = np.where(domestic, inland[None, :], receives[None, :])
    by_mode = {
        Mode.TRANSFER: anywhere & (takes | sets.books.costs.listed),
        Mode.REDUNDANCY: anywhere & hireable & ~domestic,
        Mode.REFILL: anywhere & hireable,
        Mode.REDEPLOY: anywhere & hireable,
    }
    admitted = np.stack([by_mode[mode] for mode in MODES], axis=2)
    return np.broadcast_to(admitted[..., None], sets.shape)


def _is_offered(
    scenario: Scenario,
    needs: Callable[[Role], Iterable[str]],
    offers: Callable[[Office], Iterable[str]],
) -> Mask:
    roles = {role.id: set(needs(role)) for role in scenario.roles}
    return np.array(
        [
            [roles[cohort.role] <= set(offers(office)) for office in scenario.offices]
            for cohort in scenario.cohorts
        ]
    )


def checks(expanded: ExpandedPlan, _: Sequence[Charge]) -> Iterable[Check]:
    """Each move, by the first thing that its destination lacks."""
    scenario = expanded.scenario
    roles = {role.id: role for role in scenario.roles}
    offices = {office.id: office for office in scenario.offices}
    listed = {(row.cohort, row.office) for row in scenario.costs if row.one_off is not None}
    for landing, move in zip(expanded.landings, expanded.plan.moves, strict=True):
        cohort, office = expanded.cohort(landing), offices[move.destination]
        priced = (cohort.id, office.id) in listed
        home = offices[cohort.office]
        inland = (home.jurisdiction, cohort.entity) == (office.jurisdiction, office.entity)
        if inland and move.mode is Mode.REDUNDANCY:
            lack = (
                "it is the same employer in the same jurisdiction, which transfers people instead"
            )
        else:
            package = office.domestic_relocation if inland else office.relocation
            takes = priced or package is not None
            lack = _lack(cohort, roles[cohort.role], office, move.mode, takes=takes)
        yield Check(
            value=move.heads if lack else 0,
            limit=0,
            subject=f"posts of {cohort.id} moved to {office.id}"
            + (f" though {lack}" if lack else ""),
            period=landing.lands,
            cohorts=(cohort.id,),
            offices=(office.id,),
        )


def _lack(cohort: Cohort, role: Role, office: Office, mode: Mode, *, takes: bool) -> str:
    if missing := [name for name in role.licences if name not in office.licences]:
        return f"the office holds no licence for {missing[0]}"
    if office.id in cohort.never_to or (cohort.only_to and office.id not in cohort.only_to):
        return "the cohort may not go there"
    if mode is Mode.TRANSFER:
        return "" if takes else "the office takes no transfers"
    if missing := [name for name in role.skills if name not in office.skills]:
        return f"{missing[0]} cannot be hired there"
    if missing := [name for name in role.languages if name not in office.languages]:
        return f"{missing[0]} speakers cannot be hired there"
    return ""


def _words(limit: NamedLimit) -> str:
    to = listed([each.name for each in limit.offices])
    return f"posts of {limit.cohort.id} may not move to {to}"


def _opened(limit: NamedLimit) -> Iterator[Negotiable]:
    """Offices taken off those where posts may not go, or added to those where they may."""
    cohort, step = limit.cohort, "the list of offices"
    for office in limit.offices:
        if office.id in cohort.never_to:
            others = [each for each in cohort.never_to if each != office.id]
            yield switched(f"cohorts.{cohort.id}.never_to", cohort.never_to, others, step)
        if cohort.only_to and office.id not in cohort.only_to:
            more = [*cohort.only_to, office.id]
            yield switched(f"cohorts.{cohort.id}.only_to", cohort.only_to, more, step)


RULE = Rule(
    name="eligibility",
    sentence=(
        "A post moves only to an office that holds the licences it needs and is open to the "
        "cohort. Where a hire fills it, people with its skills and languages must be available "
        "there. Between offices of one employer in one jurisdiction people transfer, and nobody "
        "is made redundant."
    ),
    formula=(
        "licences: heads[c,o,m,t] = 0 unless licences[c] <= licences[o] and o is open to c",
        "transfers: heads[c,o,transfer,t] = 0 unless o has a package for transfers",
        (
            "hires: heads[c,o,m,t] = 0 for other m unless skills[c] <= skills[o] and languages[c] "
            "<= languages[o]"
        ),
        (
            "redundancies: heads[c,o,redundancy,t] = 0 where employer and jurisdiction of o are "
            "those of c"
        ),
    ),
    unit="posts",
    source="policy of the firm; licences: the regulator of each office",
    admits=admits,
    checks=checks,
    limits=(LimitKind(SHUT_OUT, _words, gives=_opened),),
)
