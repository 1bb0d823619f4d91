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
    offices = {office.id: office for office in expanded.scenario.offices}
    for landing, move in zip(expanded.landings, expanded.plan.moves, strict=True):
        cohort, office = expanded.cohort(landing), offices[move.destination]
        lack = _lack(expanded.scenario, cohort, office, move.mode)
        yield Check(
            value=move.heads if lack else 0,
            limit=0,
            subject=f"posts of {cohort.id} moved to {office.id}"
            + (f" though {lack}" if lack else ""),
            period=landing.lands,
            cohorts=(cohort.id,),
            offices=(office.id,),
        )


def _lack(scenario: Scenario, cohort: Cohort, office: Office, mode: Mode) -> str:
    """The first thing that shuts an office to a cohort by a mode; empty if nothing does."""
    role = next(each for each in scenario.roles if each.id == cohort.role)
    home = next(each for each in scenario.offices if each.id == cohort.office)
    inland = (home.jurisdiction, cohort.entity) == (office.jurisdiction, office.entity)
    if missing := [name for name in role.licences if name not in office.licences]:
        return f"the office holds no licence for {missing[0]}"
    if office.id in cohort.never_to or (cohort.only_to and office.id not in cohort.only_to):
        return "the cohort may not go there"
    if inland and mode is Mode.REDUNDANCY:
        return "it is the same employer in the same jurisdiction, which transfers people instead"
    if mode is Mode.TRANSFER:
        package = office.domestic_relocation if inland else office.relocation
        priced = {(each.cohort, each.office) for each in scenario.costs if each.one_off is not None}
        takes = package is not None or (cohort.id, office.id) in priced
        return "" if takes else "the office takes no transfers"
    return _not_to_be_hired(role, office)


def _not_to_be_hired(role: Role, office: Office) -> str:
    """What nobody can be hired for at an office; empty if people can."""
    if missing := [name for name in role.skills if name not in office.skills]:
        return f"{missing[0]} cannot be hired there"
    if missing := [name for name in role.languages if name not in office.languages]:
        return f"{missing[0]} speakers cannot be hired there"
    return ""


def _words(limit: NamedLimit) -> str:
    """Where posts may not go, offices with one reason together."""
    offices: dict[str, list[str]] = {}
    for office in limit.offices:
        why = _why_shut(limit.scenario, limit.cohort, office)
        offices.setdefault(why, []).append(office.name)
    to = listed([f"{listed(names)} ({why})" for why, names in offices.items()])
    return f"posts of {limit.cohort.id} may not move to {to}"


def _why_shut(scenario: Scenario, cohort: Cohort, office: Office) -> str:
    """Why posts of a cohort may not go to an office; by mode where reasons differ."""
    modes: dict[str, list[str]] = {}
    for mode in Mode:
        if lack := _lack(scenario, cohort, office, mode):
            modes.setdefault(lack, []).append(str(mode))
    if sum(map(len, modes.values())) == len(Mode) and len(modes) == 1:
        return next(iter(modes))
    return "; ".join(f"by {listed(names)}: {lack}" for lack, names in modes.items())


def _opened(limit: NamedLimit) -> Iterator[Negotiable]:
    """Offices opened to the cohort, and licences and labour that an office has not got."""
    scenario, cohort = limit.scenario, limit.cohort
    role = next(each for each in scenario.roles if each.id == cohort.role)
    anywhere = cohort.model_copy(update={"never_to": (), "only_to": ()})
    for office in limit.offices:
        if _admits(scenario, anywhere, office):
            yield from _off_the_list(cohort, office.id)
            continue
        for field in ("licences", "skills", "languages"):
            has = getattr(office, field)
            more = (*has, *(each for each in getattr(role, field) if each not in has))
            with_more = office.model_copy(update={field: more})
            if more != has and _admits(scenario, cohort, with_more):
                path = f"offices.{office.id}.{field}"
                yield switched(path, has, more, f"the {field}", law=True)


def _admits(scenario: Scenario, cohort: Cohort, office: Office) -> bool:
    """Whether posts of a cohort may go to an office by some mode."""
    return any(not _lack(scenario, cohort, office, mode) for mode in Mode)


def _off_the_list(cohort: Cohort, office: str) -> Iterator[Negotiable]:
    """An office taken off those where posts may not go, or added to those where they may."""
    step = "the list of offices"
    if office in cohort.never_to:
        others = [each for each in cohort.never_to if each != office]
        yield switched(f"cohorts.{cohort.id}.never_to", cohort.never_to, others, step)
    if cohort.only_to and office not in cohort.only_to:
        more = [*cohort.only_to, office]
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
