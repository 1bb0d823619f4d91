"""Routes of exports: spells in which one is in force, and what an entity has at the start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from models.plan import RouteFiling
from models.routes import ASSESSMENT, DataGroup, RouteKind, RouteTerms
from models.scenario import Scenario
from planner.costs import ROUTES
from planner.formulation.builder import ProgramBuilder
from planner.formulation.decisions import ENTITY, Axis, period_labels, rows_by_axes
from planner.formulation.program import ColumnRole
from planner.formulation.sets import Integers, Sets
from planner.rules.routes.export_columns import exporters, law_of

SPELLS = "spells"
ROUTE_FILINGS = rows_by_axes(
    SPELLS,
    "routes",
    RouteFiling,
    {
        "entity": ENTITY,
        "group": Axis("group", lambda _: tuple(DataGroup)),
        "route": Axis("route", lambda _: ROUTES),
        "period": Axis("starts", period_labels),
        "until": Axis("ends", lambda scenario: [*period_labels(scenario), None]),
    },
)


@dataclass(frozen=True, slots=True)
class Spell:
    """A route of an entity's exports, in force from one period up to another."""

    entity: int
    group: DataGroup
    route: RouteKind
    starts: int
    ends: int


def filers(scenario: Scenario) -> list[tuple[str, DataGroup]]:
    """Entities and groups for which it may pay to file.

    Those that could export something regulated, and those with a route at the start: filing ends
    that route and what it costs, even where nothing is exported under it.
    """
    had = {(each.entity, each.group) for each in scenario.routes}
    return sorted({*exporters(scenario), *had})


def possible_spells(sets: Sets) -> list[Spell]:
    """Every spell that lead time and validity allow."""
    scenario = sets.scenario
    positions = {entity.id: i for i, entity in enumerate(scenario.entities)}
    return [
        Spell(positions[name], group, route, starts, ends)
        for name, group in filers(scenario)
        for route, terms in _terms_of(scenario, name, group)
        for starts in _starts(sets, name, group, route, terms)
        for ends in range(starts + 1, sets.span + 1)
        if _is_valid(scenario, terms, starts, ends)
    ]


def _terms_of(
    scenario: Scenario, entity: str, group: DataGroup
) -> Iterator[tuple[RouteKind, RouteTerms]]:
    """Routes that the law offers an entity, and their terms; important data needs an assessment."""
    law = law_of(scenario, scenario.export_places[entity])
    for route in ROUTES[1:]:
        terms = law.terms(route) if law is not None else None
        if terms is not None and (group is DataGroup.PERSONAL or route.tier >= ASSESSMENT):
            yield route, terms


def _starts(
    sets: Sets, entity: str, group: DataGroup, route: RouteKind, terms: RouteTerms
) -> list[int]:
    """Periods in which a route can begin: after its lead time, or as it has been filed."""
    filed = {
        each.period
        for each in sets.scenario.under_way.routes
        if (each.entity, each.group, each.route) == (entity, group, route)
    }
    days = sets.days_until()
    return [
        period.index
        for period in sets.scenario.periods
        if days[period.index] >= terms.lead_days or period.label in filed
    ]


def _is_valid(scenario: Scenario, terms: RouteTerms, starts: int, ends: int) -> bool:
    """Whether a route is valid from a period up to another."""
    lasts = scenario.periods[ends - 1].ends - scenario.periods[starts].starts
    return terms.valid_days is None or lasts.days <= terms.valid_days


def declare_routes(builder: ProgramBuilder) -> None:
    """Declare ``spell[s]`` and ``initial[t]``; of one entity and group, one at a time is in force.

    The route of the start ends with its validity or with the first spell.
    """
    _declare_spells(builder)
    for entity, group in filers(builder.sets.scenario):
        _declare_initial(builder, entity, group)
        _allow_one_at_a_time(builder, entity, group)
        if len(initial_ids(builder, entity, group)):
            _last_until_replaced(builder, entity, group)
            _never_return(builder, entity, group)


def _declare_spells(builder: ProgramBuilder) -> None:
    """Declare ``spell[s]``: the route of a possible spell is filed for and in force during it."""
    spells = possible_spells(builder.sets)
    index = {
        "entity": np.array([spell.entity for spell in spells], dtype=np.int64),
        "group": np.array([list(DataGroup).index(s.group) for s in spells], dtype=np.int64),
        "route": np.array([ROUTES.index(s.route) for s in spells], dtype=np.int64),
        "starts": np.array([spell.starts for spell in spells], dtype=np.int64),
        "ends": np.array([spell.ends for spell in spells], dtype=np.int64),
    }
    roles = {ColumnRole.FLIP, ColumnRole.SPELL}
    builder.declare_decision(ROUTE_FILINGS, index, 0, 1, roles=roles, flips_by="entity")


def _declare_initial(builder: ProgramBuilder, entity: str, group: DataGroup) -> None:
    """Declare ``initial[t]``: the route of the start is in force, while it is valid."""
    _, valid = initial_route(builder.sets.scenario, entity, group)
    if valid:
        name, index = _initial(entity, group), {"period": np.arange(valid)}
        builder.declare(name, index, 0, 1, integer=True, roles={ColumnRole.BRANCH_FIRST})


def _allow_one_at_a_time(builder: ProgramBuilder, entity: str, group: DataGroup) -> None:
    """``sum over s of spell[s] in force at t + initial[t] <= 1``."""
    spells, initial = builder.groups[SPELLS], initial_ids(builder, entity, group)
    rows = builder.add_rows(builder.sets.span, -np.inf, 1)
    for i in _spells_of(builder, entity, group):
        in_force = rows[spells.index["starts"][i] : spells.index["ends"][i]]
        builder.enter(in_force, spells.ids[i], 1)
    builder.enter(rows[: len(initial)], initial, 1)


def _last_until_replaced(builder: ProgramBuilder, entity: str, group: DataGroup) -> None:
    """``initial[t] + sum over s that start at t of spell[s] >= initial[t-1]``, 1 before t = 0."""
    spells, initial = builder.groups[SPELLS], initial_ids(builder, entity, group)
    valid = len(initial)
    rows = builder.add_rows(valid, np.array([1, *[0] * (valid - 1)]), np.inf)
    builder.enter(rows, initial, 1)
    builder.enter(rows[1:], initial[:-1], -1)
    for i in _spells_of(builder, entity, group):
        if spells.index["starts"][i] < valid:
            builder.enter(rows[spells.index["starts"][i]], spells.ids[i], 1)


def _never_return(builder: ProgramBuilder, entity: str, group: DataGroup) -> None:
    """``initial[t] >= initial[t+1]``: a route that a spell has replaced does not come back."""
    initial = initial_ids(builder, entity, group)
    rows = builder.add_rows(len(initial) - 1, 0, np.inf)
    builder.enter(rows, initial[:-1], 1)
    builder.enter(rows, initial[1:], -1)


def _spells_of(builder: ProgramBuilder, entity: str, group: DataGroup) -> Integers:
    columns = builder.groups[SPELLS]
    position = [each.id for each in builder.sets.scenario.entities].index(entity)
    mine = (columns.index["entity"] == position) & (
        columns.index["group"] == list(DataGroup).index(group)
    )
    return np.flatnonzero(mine)


def initial_route(scenario: Scenario, entity: str, group: DataGroup) -> tuple[RouteKind, int]:
    """Route that an entity has at the start, and the number of periods it stays valid."""
    for had in scenario.routes:
        if (had.entity, had.group) == (entity, group):
            valid = [p for p in scenario.periods if had.until is None or p.ends <= had.until]
            return had.route, len(valid)
    return RouteKind.EXEMPT, 0


def _initial(entity: str, group: DataGroup) -> str:
    return f"initial {entity} {group}"


def initial_ids(builder: ProgramBuilder, entity: str, group: DataGroup) -> Integers:
    """[t] columns of the route of the start, as long as it is valid."""
    columns = builder.groups.get(_initial(entity, group))
    return np.zeros(0, dtype=np.int64) if columns is None else columns.ids


def covering_columns(
    builder: ProgramBuilder, entity: str, group: DataGroup, routes: Iterable[RouteKind]
) -> tuple[Integers, Integers]:
    """Columns that are 1 if one of some routes is in force, and the period for which each says so.

    A spell occurs once for each of its periods.

    Returns
    -------
    columns, periods
        [i] of equal length.
    """
    wanted, spells = set(routes), builder.groups[SPELLS]
    columns, periods = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for i in _spells_of(builder, entity, group):
        if ROUTES[spells.index["route"][i]] in wanted:
            when = np.arange(spells.index["starts"][i], spells.index["ends"][i])
            columns.append(np.full(len(when), spells.ids[i]))
            periods.append(when)
    if initial_route(builder.sets.scenario, entity, group)[0] in wanted:
        columns.append(initial_ids(builder, entity, group))
        periods.append(np.arange(len(columns[-1])))
    return np.concatenate(columns), np.concatenate(periods)
