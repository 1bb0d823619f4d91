"""Individuals whose data an entity exports in a calendar year, and the thresholds they reach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import numpy as np

from models.data import DataClass
from planner.formulation.builder import ProgramBuilder
from planner.formulation.sets import Integers
from planner.rules.routes.export_columns import exported_ids, regulated

Covering = tuple[Integers, Integers]
"""Columns of routes of a tier, and the period in which each counts."""

MOST_COVERS = 500
"""Most covers that are listed for one threshold."""

TOLERANCE = 2e-6
"""Share of a large sum by which a solver may break a limit on it."""


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
    counted: dict[str, Integers],
    exporting: Integers,
    routes: Covering,
    most: int,
) -> None:
    """Let an entity export more than ``most`` individuals only under a route of the tier.

    Parameters
    ----------
    builder
        Where the rows are added.
    counted
        ``counted[t]`` of each population, by its id.
    exporting
        [t] columns that say whether the entity exports.
    routes
        Routes of the tier.
    most
        Individuals that need no route.
    """
    people = {p.id: p.individuals for p in builder.sets.scenario.populations}
    sizes = {population: people[population] for population in counted}
    volume = sum(sizes.values())
    if volume <= most:
        return
    covers = list(islice(_minimal_covers(sizes, most), MOST_COVERS + 1))
    # In a sum of millions one individual is within a solver's tolerance, so it is the covers that
    # state the limit. They are redundant only if they are too many to be listed: then the sum keeps
    # clear of the threshold by more than the tolerance, which implies all of them.
    redundant = len(covers) > MOST_COVERS
    excess = volume - most + (volume * TOLERANCE if redundant else 0.0)
    _limit_sum(builder, counted, sizes, exporting, routes, excess)
    for cover in covers:
        members = [counted[population] for population in cover]
        _exclude_cover(builder, members, exporting, routes, redundant=redundant)


def _limit_sum(
    builder: ProgramBuilder,
    counted: dict[str, Integers],
    sizes: dict[str, int],
    exporting: Integers,
    routes: Covering,
    excess: float,
) -> None:
    """``sum of individuals[p] counted[p,t] + excess (exporting[t] - routes[t]) <= all``."""
    columns, periods = routes
    rows = builder.add_rows(builder.sets.span, -np.inf, sum(sizes.values()))
    builder.enter(rows, exporting, excess)
    builder.enter(rows[periods], columns, -excess)
    for population, ids in counted.items():
        builder.enter(rows, ids, sizes[population])


def _exclude_cover(
    builder: ProgramBuilder,
    members: Sequence[Integers],
    exporting: Integers,
    routes: Covering,
    *,
    redundant: bool,
) -> None:
    """``sum of counted[p,t] over a cover + exporting[t] - routes[t] <= its size``."""
    columns, periods = routes
    rows = builder.add_rows(builder.sets.span, -np.inf, len(members), redundant=redundant)
    builder.enter(rows, exporting, 1)
    builder.enter(rows[periods], columns, -1)
    for ids in members:
        builder.enter(rows, ids, 1)


def _minimal_covers(sizes: Mapping[str, int], most: int) -> Iterator[tuple[str, ...]]:
    """Minimal covers: populations of more than ``most`` individuals, but not without any one.

    Depth first over the populations by falling size: the one that is added last is the smallest,
    so a set is minimal if it exceeds the limit only with it.
    """
    falling = sorted(
        ((size, population) for population, size in sizes.items() if size), reverse=True
    )

    def extend(cover: tuple[str, ...], total: int, start: int) -> Iterator[tuple[str, ...]]:
        for i in range(start, len(falling)):
            size, population = falling[i]
            if total + size > most:
                yield (*cover, population)
            elif total + sum(rest for rest, _ in falling[i:]) > most:
                yield from extend((*cover, population), total + size, i + 1)

    return extend((), 0, 0)


def need_route(
    builder: ProgramBuilder,
    entity: str,
    data_class: DataClass,
    routes: Covering,
    most: int,
) -> None:
    """``exported[d,t] <= routes[t]`` if the population of a dataset alone exceeds ``most``.

    A valid inequality.
    """
    scenario, span = builder.sets.scenario, builder.sets.span
    large = {p.id for p in scenario.populations if p.individuals > most}
    for dataset in regulated(scenario):
        mine = dataset.entity == entity and dataset.data_class is data_class
        if mine and dataset.population in large:
            rows = builder.add_rows(span, -np.inf, 0)
            builder.enter(rows, exported_ids(builder, dataset.id), 1)
            builder.enter(rows[routes[1]], routes[0], -1)


def declare_counted(
    builder: ProgramBuilder, entity: str, data_class: DataClass
) -> dict[str, Integers]:
    """Declare ``counted[p, t]``: data on a population has left since January.

    ``counted[p, t] >= exported[d, t]`` for every dataset d on it, whichever handler exports it.

    Returns
    -------
    counted
        [t] columns of each population, by its id.
    """
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
    """Declare ``counted[t]`` of a population: ``counted[t] >= counted[t-1]`` within a year."""
    years, name = _years(builder), f"counted {entity} {data_class} {population}"
    ids = builder.declare(name, {"period": np.arange(len(years))}, 0, 1, integer=False).ids
    same_year = np.flatnonzero(years[1:] == years[:-1])
    rows = builder.add_rows(len(same_year), 0, np.inf)
    builder.enter(rows, ids[same_year + 1], 1)
    builder.enter(rows, ids[same_year], -1)
    return ids
