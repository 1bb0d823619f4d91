"""Individuals whose data an entity exports in a calendar year, and the thresholds they reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np

from models.data import DataClass
from planner.formulation.builder import ProgramBuilder
from planner.formulation.sets import Integers
from planner.rules.routes.export_columns import exported_ids, regulated

Covering = tuple[Integers, Integers]
"""Columns of routes that would do, and the period of each."""

MOST_COVERS = 500
"""Rows for sets of populations that are too many together, for each threshold and period."""

TOLERANCE = 2e-6
"""Share of a large sum that a solver may miss it by."""


def declare_exporting(builder: ProgramBuilder, entity: str) -> Integers:
    """Declare ``exporting[t]``: personal data of an entity leaves in this very period.

    Data that no longer leaves still counts towards the volume of the year, but needs no route.

    Returns
    -------
    exporting
        [t]
    """
    span = builder.sets.span
    name, index = f"exporting personal {entity}", {"period": np.arange(span)}
    exporting = builder.declare(name, index, 0, 1, integer=False).ids
    for dataset in regulated(builder.sets.scenario):
        if dataset.entity == entity and dataset.data_class is not DataClass.IMPORTANT:
            rows = builder.add_rows(span, 0, np.inf)
            builder.enter(rows, exporting, 1)
            builder.enter(rows, exported_ids(builder, dataset.id), -1)
    return exporting


def declare_due(
    builder: ProgramBuilder, entity: str, data_class: DataClass, routes: Covering
) -> Covering:
    """Declare ``due[t]``: an entity's volume of a class of data asks for a route, and has one.

    Only what asks for none leaves under the share of what is exempt.

    Returns
    -------
    due
        Stands for the routes of the lowest tier in the rows of its threshold.
    """
    span = builder.sets.span
    index = {"period": np.arange(span)}
    due = builder.declare(_due(entity, data_class), index, 0, 1, integer=True).ids
    rows = builder.add_rows(span, -np.inf, 0)
    builder.enter(rows, due, 1)
    builder.enter(rows[routes[1]], routes[0], -1)
    return due, np.arange(span)


def due_ids(builder: ProgramBuilder, entity: str) -> list[Integers]:
    """[t] columns that say that a route is due, for each class of an entity's personal data."""
    names = [_due(entity, kind) for kind in (DataClass.PERSONAL, DataClass.SENSITIVE)]
    return [builder.groups[name].ids for name in names if name in builder.groups]


def _due(entity: str, data_class: DataClass) -> str:
    return f"due {entity} {data_class}"


def limit_volume(
    builder: ProgramBuilder,
    columns: dict[str, Integers],
    exporting: Integers,
    routes: Covering,
    under: int,
) -> None:
    """``sum of individuals counted <= under`` while exporting without a route of the tier.

    In a sum of millions one individual is within a solver's tolerance. So every minimal set of
    populations that exceeds the threshold gets a cover inequality of its own. Where there are too
    many such sets, the sum keeps clear of the threshold instead, which implies them all.
    """
    people = {p.id: p.individuals for p in builder.sets.scenario.populations}
    volume = sum(people[population] for population in columns)
    if volume <= under:
        return
    span, (covered, periods) = builder.sets.span, routes
    covers = list(islice(_covers([(people[p], p) for p in columns], under), MOST_COVERS + 1))
    spare = volume * TOLERANCE if len(covers) > MOST_COVERS else 0.0
    over = volume - under + spare
    rows = builder.add_rows(span, -np.inf, volume)
    builder.enter(rows, exporting, over)
    builder.enter(rows[periods], covered, -over)
    for population, ids in columns.items():
        builder.enter(rows, ids, people[population])
    for cover in covers:
        rows = builder.add_rows(span, -np.inf, len(cover), implied=spare > 0)
        builder.enter(rows, exporting, 1)
        builder.enter(rows[periods], covered, -1)
        for population in cover:
            builder.enter(rows, columns[population], 1)


def _covers(sizes: Iterable[tuple[int, str]], under: int) -> Iterator[tuple[str, ...]]:
    """Minimal covers: populations that exceed the threshold together, but not without any one."""
    falling = sorted((each for each in sizes if each[0]), reverse=True)

    def grow(picked: tuple[str, ...], total: int, after: int) -> Iterator[tuple[str, ...]]:
        for i in range(after, len(falling)):
            size, population = falling[i]
            if total + size > under:
                yield (*picked, population)
            elif total + sum(rest for rest, _ in falling[i:]) > under:
                yield from grow((*picked, population), total + size, i + 1)

    return grow((), 0, 0)


def need_route(
    builder: ProgramBuilder,
    entity: str,
    data_class: DataClass,
    routes: Covering,
    under: int,
) -> None:
    """``exported <= routes`` where one population alone exceeds it: a valid inequality."""
    scenario, span = builder.sets.scenario, builder.sets.span
    large = {p.id for p in scenario.populations if p.individuals > under}
    for dataset in regulated(scenario):
        mine = dataset.entity == entity and dataset.data_class is data_class
        if mine and dataset.population in large:
            rows = builder.add_rows(span, -np.inf, 0)
            builder.enter(rows, exported_ids(builder, dataset.id), 1)
            builder.enter(rows[routes[1]], routes[0], -1)


def declare_counted(
    builder: ProgramBuilder, entity: str, data_class: DataClass
) -> dict[str, Integers]:
    """Declare ``counted[p, t]``: population exported since January, by any handler of it."""
    scenario, span = builder.sets.scenario, builder.sets.span
    held = {d.population for d in scenario.datasets if d.entity == entity}
    place = scenario.export_places[entity]
    found: dict[str, Integers] = {}
    for row in scenario.exported:
        if row.entity == entity and row.data_class is data_class:
            found[row.population] = _counted(builder, entity, data_class, row.population)
            this_year = _years(builder) == scenario.planning_date.year
            builder.tighten(found[row.population][this_year], lower=1)
    for dataset in regulated(scenario):
        population = dataset.population
        if population is None or dataset.data_class is not data_class:
            continue
        if dataset.stored_in != place or (dataset.entity != entity and population not in held):
            continue
        if population not in found:
            found[population] = _counted(builder, entity, data_class, population)
        rows = builder.add_rows(span, 0, np.inf)
        builder.enter(rows, found[population], 1)
        builder.enter(rows, exported_ids(builder, dataset.id), -1)
    return found


def _years(builder: ProgramBuilder) -> Integers:
    return np.array([period.starts.year for period in builder.sets.scenario.periods])


def _counted(
    builder: ProgramBuilder, entity: str, data_class: DataClass, population: str
) -> Integers:
    years, name = _years(builder), f"counted {entity} {data_class} {population}"
    ids = builder.declare(name, {"period": np.arange(len(years))}, 0, 1, integer=False).ids
    same_year = np.flatnonzero(years[1:] == years[:-1])
    rows = builder.add_rows(len(same_year), 0, np.inf)
    builder.enter(rows, ids[same_year + 1], 1)
    builder.enter(rows, ids[same_year], -1)
    return ids
