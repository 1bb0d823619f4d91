"""Residual presence: posts that must be filled at a place, whoever moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from models.scenario import Scenario
from models.workforce import PlaceKind, ResidualPresence
from planner.expanded_plan import ExpandedPlan, Stock
from planner.formulation.builder import ProgramBuilder
from planner.formulation.sets import Mask, Sets
from planner.formulation.variables import HEADS, home_ids, while_away
from planner.rules.limit_kind import LimitKind
from planner.rules.named_limit import NamedLimit
from planner.rules.negotiable import Negotiable, falling_away
from planner.rules.rule import Charge, Check, Rule


def _words(limit: NamedLimit) -> str:
    scenario, row = limit.scenario, limit.row_of(limit.scenario.presence)
    names = {
        PlaceKind.OFFICE: {each.id: each.name for each in scenario.offices},
        PlaceKind.ENTITY: {each.id: each.name for each in scenario.entities},
        PlaceKind.JURISDICTION: {each.id: each.name for each in scenario.jurisdictions},
    }[row.place]
    return f"{row.name}: at least {limit.count('post')} at {names[row.at]}{limit.when}"


def _fewer(limit: NamedLimit) -> Iterator[Negotiable]:
    """Fewer posts, unless law asks for them; a requirement of none is taken out."""
    row = limit.row_of(limit.scenario.presence)
    if not row.law:
        yield falling_away(f"presence.{row.id}", "posts", row.posts, "1 post")


PRESENCE = LimitKind(
    "presence",
    _words,
    amount=lambda scenario, place: scenario.presence[place["presence"]].posts,
    gives=_fewer,
)


def build(builder: ProgramBuilder) -> None:
    """``home + landed >= posts`` of the roles at the place, in every period."""
    sets, heads = builder.sets, builder.groups[HEADS]
    for i, requirement in enumerate(sets.scenario.presence):
        if not _applies(sets.scenario, requirement):
            continue
        with builder.limiting(PRESENCE.at(presence=i, period=np.arange(sets.span))):
            rows = builder.add_rows(sets.span, requirement.posts, np.inf)
        of_role = _of_role(sets, requirement)
        for ids in home_ids(builder, of_role & _homes_at(sets, requirement)):
            builder.enter(rows, ids, 1)
        arriving = (
            of_role[heads.index["cohort"]] & _offices_at(sets, requirement)[heads.index["office"]]
        )
        columns, periods = while_away(heads, arriving, sets.span)
        builder.enter(rows[periods], columns, 1)


def _applies(scenario: Scenario, requirement: ResidualPresence) -> bool:
    """Whether the system that the posts run is protected (level 2 or more) and stored there."""
    for dataset in scenario.datasets:
        if dataset.id == requirement.dataset:
            here = dataset.stored_in == _jurisdiction(scenario, requirement)
            return here and (dataset.mlps_level or 1) >= 2
    return True


def _jurisdiction(scenario: Scenario, requirement: ResidualPresence) -> str:
    if requirement.place is PlaceKind.OFFICE:
        return next(o.jurisdiction for o in scenario.offices if o.id == requirement.at)
    if requirement.place is PlaceKind.ENTITY:
        return next(e.jurisdiction for e in scenario.entities if e.id == requirement.at)
    return requirement.at


def _of_role(sets: Sets, requirement: ResidualPresence) -> Mask:
    return np.array([cohort.role in requirement.roles for cohort in sets.scenario.cohorts])


def _homes_at(sets: Sets, requirement: ResidualPresence) -> Mask:
    if requirement.place is PlaceKind.ENTITY:
        return np.array([cohort.entity == requirement.at for cohort in sets.scenario.cohorts])
    return _offices_at(sets, requirement)[sets.home]


def _offices_at(sets: Sets, requirement: ResidualPresence) -> Mask:
    field = {
        PlaceKind.OFFICE: "id",
        PlaceKind.ENTITY: "entity",
        PlaceKind.JURISDICTION: "jurisdiction",
    }[requirement.place]
    return np.array([getattr(office, field) == requirement.at for office in sets.scenario.offices])


def checks(expanded: ExpandedPlan, _: Sequence[Charge]) -> Iterable[Check]:
    """Posts of the roles at the place, in every period."""
    scenario = expanded.scenario
    for requirement in scenario.presence:
        if not _is_due(scenario, requirement):
            continue
        counted = [
            stock
            for stock in expanded.stocks
            if expanded.cohort(stock).role in requirement.roles
            and _counts_at(scenario, stock, requirement)
        ]
        for t in range(len(scenario.periods)):
            yield Check(
                value=sum(stock.heads[t] for stock in counted),
                limit=requirement.posts,
                at_most=False,
                subject=f"{requirement.name} at {requirement.at}",
                period=t,
                cohorts=tuple(sorted({expanded.cohort(stock).id for stock in counted})),
                offices=tuple(sorted({scenario.offices[stock.office].id for stock in counted})),
                law=requirement.law,
            )


def _is_due(scenario: Scenario, requirement: ResidualPresence) -> bool:
    """Without a system always; with one, while it is of level 2 or more and stored at the place."""
    places = {
        PlaceKind.OFFICE: {office.id: office.jurisdiction for office in scenario.offices},
        PlaceKind.ENTITY: {entity.id: entity.jurisdiction for entity in scenario.entities},
        PlaceKind.JURISDICTION: {place.id: place.id for place in scenario.jurisdictions},
    }
    systems = {dataset.id: dataset for dataset in scenario.datasets}
    if requirement.dataset is None:
        return True
    system = systems[requirement.dataset]
    protected = system.mlps_level is not None and system.mlps_level > 1
    return protected and system.stored_in == places[requirement.place][requirement.at]


def _counts_at(scenario: Scenario, stock: Stock, requirement: ResidualPresence) -> bool:
    office = scenario.offices[stock.office]
    if requirement.place is PlaceKind.ENTITY:
        return stock.entity == requirement.at
    if requirement.place is PlaceKind.OFFICE:
        return office.id == requirement.at
    return office.jurisdiction == requirement.at


def values(scenario: Scenario) -> Sequence[str]:
    """Each requirement in words."""
    return tuple(
        f"{r.name}: at least {r.posts} at {r.at} ({', '.join(r.roles)}); "
        f"{f'while {r.dataset} is there at level 2 or more; ' if r.dataset else ''}"
        f"{'law' if r.law else 'policy'}: {r.source}"
        for r in scenario.presence
    )


RULE = Rule(
    name="residual_presence",
    sentence=(
        "Some roles must remain filled at an office, an entity or a jurisdiction, such as the "
        "security lead, the information-protection officer and the operators of protected "
        "systems."
    ),
    formula=(
        "presence: sum over c in roles of stock[c,o,t], o at the place, >= posts, for every t",
    ),
    unit="posts",
    source="each requirement of the scenario names its own",
    law=True,
    build=build,
    checks=checks,
    values=values,
    limits=(PRESENCE,),
)
