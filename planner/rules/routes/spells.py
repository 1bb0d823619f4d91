"""Routes of exports: spells in which one is in force, and what an entity has at the start."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from models.routes import DataGroup, RouteKind
from models.scenario import Scenario
from planner.costs import ROUTES
from planner.formulation.builder import ProgramBuilder
from planner.formulation.program import ColumnRole
from planner.formulation.sets import Integers, Sets
from planner.formulation.variables import SPELLS
from planner.rules.routes.export_columns import exporters, law_of


@dataclass(frozen=True, slots=True)
class Spell:
    """A route of an entity's exports, in force from one period up to another."""

    entity: int
    group: DataGroup
    route: RouteKind
    starts: int
    ends: int


def possible_spells(sets: Sets) -> list[Spell]:
    """Every spell that lead time and validity allow."""
    scenario, days = sets.scenario, sets.days_until()
    periods = scenario.periods
    positions = {entity.id: i for i, entity in enumerate(scenario.entities)}
    labels = {period.label: period.index for period in periods}
    filed = {
        (each.entity, each.group, each.route, labels[each.period])
        for each in scenario.under_way.routes
    }
    spells: list[Spell] = []
    for name, group in exporters(scenario):
        law = law_of(scenario, scenario.export_places[name])
        for route in ROUTES[1:]:
            terms = law.terms(route) if law is not None else None
            if terms is not None and (group is DataGroup.PERSONAL or route.tier == 2):
                spells += [
                    Spell(positions[name], group, route, starts, ends)
                    for starts, ends in combinations(range(sets.span + 1), 2)
                    if (days[starts] >= terms.lead_days or (name, group, route, starts) in filed)
                    and (
                        terms.valid_days is None
                        or (periods[ends - 1].ends - periods[starts].starts).days
                        <= terms.valid_days
                    )
                ]
    return spells


def declare_routes(builder: ProgramBuilder) -> None:
    """Declare ``spell`` for every possible one, and the routes that entities have at the start.

    No two spells of an entity and group overlap; a route of the start ends with its validity or
    with the first spell.
    """
    sets, span = builder.sets, builder.sets.span
    spells = possible_spells(sets)
    index = {
        "entity": np.array([spell.entity for spell in spells], dtype=np.int64),
        "group": np.array([list(DataGroup).index(s.group) for s in spells], dtype=np.int64),
        "route": np.array([ROUTES.index(s.route) for s in spells], dtype=np.int64),
        "starts": np.array([spell.starts for spell in spells], dtype=np.int64),
        "ends": np.array([spell.ends for spell in spells], dtype=np.int64),
    }
    columns = builder.declare(
        SPELLS, index, 0, 1, integer=True, roles={ColumnRole.FLIP}, flips_by="entity"
    )
    for entity, group in exporters(sets.scenario):
        covered = builder.add_rows(span, -np.inf, 1)
        for i in _spells_of(builder, entity, group):
            at = covered[columns.index["starts"][i] : columns.index["ends"][i]]
            builder.enter(at, columns.ids[i], 1)
        _declare_initial(builder, covered, entity, group)


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


def _declare_initial(
    builder: ProgramBuilder, covered: Integers, entity: str, group: DataGroup
) -> None:
    """Declare ``initial[t]``: the route of the start lasts until its end or the first spell."""
    _, valid = initial_route(builder.sets.scenario, entity, group)
    if not valid:
        return
    index = {"period": np.arange(valid)}
    initial = builder.declare(
        _initial(entity, group), index, 0, 1, integer=True, roles={ColumnRole.BRANCH_FIRST}
    )
    builder.enter(covered[:valid], initial.ids, 1)
    lasts = builder.add_rows(valid, np.array([1, *[0] * (valid - 1)]), np.inf)
    builder.enter(lasts, initial.ids, 1)
    builder.enter(lasts[1:], initial.ids[:-1], -1)
    spells = builder.groups[SPELLS]
    for i in _spells_of(builder, entity, group):
        if spells.index["starts"][i] < valid:
            builder.enter(lasts[spells.index["starts"][i]], spells.ids[i], 1)
    never_back = builder.add_rows(valid - 1, 0, np.inf)
    builder.enter(never_back, initial.ids[:-1], 1)
    builder.enter(never_back, initial.ids[1:], -1)


def _initial(entity: str, group: DataGroup) -> str:
    return f"initial {entity} {group}"


def initial_ids(builder: ProgramBuilder, entity: str, group: DataGroup) -> Integers:
    """[t] columns of the route of the start, as long as it is valid."""
    columns = builder.groups.get(_initial(entity, group))
    return np.zeros(0, dtype=np.int64) if columns is None else columns.ids


def covering(
    builder: ProgramBuilder, entity: str, group: DataGroup, routes: Iterable[RouteKind]
) -> tuple[Integers, Integers]:
    """Columns that mean one of some routes is in force, once for each period in which they do.

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
