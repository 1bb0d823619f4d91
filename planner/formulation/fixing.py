"""A plan as values of the decision variables: the inverse of reading a solution back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from models.plan import Plan
from models.routes import DataGroup
from models.scenario import Scenario
from planner.costs import ROUTES
from planner.formulation.program import Floats, Program
from planner.formulation.sets import MODES
from planner.formulation.variables import (
    BLOCKS,
    CONSULTATIONS,
    HEADS,
    MEASURE,
    PLACED,
    RELEASES,
    SPELLS,
)

Wanted = tuple[tuple[int, ...], int]
"""Position on each axis, and value, of a decision."""


def values_of(program: Program, plan: Plan) -> Floats:
    """[column] value of each decision under a plan, 0 for every other column.

    Decisions without a column are left out, and values above a column's bound are cut down to it:
    yesterday's plan may contain more than today's rules admit.
    """
    values = np.zeros(len(program.lower))
    at = _positions(program.sets.scenario)
    for name, decided in _WANTED.items():
        columns = program.groups.get(name)
        if columns is None:
            continue
        wanted = dict(decided(plan, at))
        for i, key in enumerate(zip(*_axes(program, name), strict=True)):
            if key in wanted:
                values[columns.start + i] = wanted[key]
    clipped: Floats = np.minimum(values, np.maximum(program.upper, 0.0))
    return clipped


def _axes(program: Program, name: str) -> list[list[int]]:
    index = program.groups[name].index
    axes = [axis for axis in index if axis not in _FOLLOW.get(name, ())]
    return [index[axis].tolist() for axis in axes]


_FOLLOW: Mapping[str, tuple[str, ...]] = {HEADS: ("leaves",), PLACED: ("pair",)}
"""Axes of a decision that follow from its others."""

NOWHERE = -1
"""Position of names that today's scenario does not have."""


@dataclass(frozen=True)
class _PlanPositions:
    """Positions of names on the axes."""

    cohorts: dict[str, int]
    offices: dict[str, int]
    entities: dict[str, int]
    measures: dict[str, int]
    periods: dict[str, int]


def _positions(scenario: Scenario) -> _PlanPositions:
    def of(names: Iterable[str]) -> dict[str, int]:
        return {name: i for i, name in enumerate(names)}

    return _PlanPositions(
        of(each.id for each in scenario.cohorts),
        of(each.id for each in scenario.offices),
        of(each.id for each in scenario.entities),
        of(each.id for each in scenario.measures),
        of(each.label for each in scenario.periods),
    )


def _moves(plan: Plan, at: _PlanPositions) -> Iterator[Wanted]:
    for move in plan.moves:
        who, where = at.cohorts.get(move.cohort, NOWHERE), at.offices.get(move.destination, NOWHERE)
        yield (who, where, MODES.index(move.mode), at.periods.get(move.period, NOWHERE)), move.heads


def _placements(plan: Plan, at: _PlanPositions) -> Iterator[Wanted]:
    for each in plan.placements:
        who, into = at.cohorts.get(each.cohort, NOWHERE), at.cohorts.get(each.into, NOWHERE)
        yield (who, into, at.periods.get(each.period, NOWHERE)), each.heads


def _blocks(plan: Plan, at: _PlanPositions) -> Iterator[Wanted]:
    for order in plan.blocks:
        yield (
            (at.offices.get(order.office, NOWHERE), at.periods.get(order.period, NOWHERE)),
            order.blocks,
        )


def _releases(plan: Plan, at: _PlanPositions) -> Iterator[Wanted]:
    for given in plan.releases:
        yield (
            (at.offices.get(given.office, NOWHERE), at.periods.get(given.period, NOWHERE)),
            given.seats,
        )


def _consultations(plan: Plan, at: _PlanPositions) -> Iterator[Wanted]:
    for talk in plan.consultations:
        yield (at.entities.get(talk.entity, NOWHERE), at.periods.get(talk.period, NOWHERE)), 1


def _measures(plan: Plan, at: _PlanPositions) -> Iterator[Wanted]:
    for start in plan.measures:
        for period in range(max(0, at.periods.get(start.period, NOWHERE)), len(at.periods)):
            yield (at.measures.get(start.measure, NOWHERE), period), 1


def _routes(plan: Plan, at: _PlanPositions) -> Iterator[Wanted]:
    groups = list(DataGroup)
    for filing in plan.routes:
        ends = len(at.periods) if filing.until is None else at.periods.get(filing.until, NOWHERE)
        what = groups.index(filing.group), ROUTES.index(filing.route)
        yield (
            (
                at.entities.get(filing.entity, NOWHERE),
                *what,
                at.periods.get(filing.period, NOWHERE),
                ends,
            ),
            1,
        )


_WANTED: Mapping[str, Callable[[Plan, _PlanPositions], Iterator[Wanted]]] = {
    HEADS: _moves,
    PLACED: _placements,
    BLOCKS: _blocks,
    MEASURE: _measures,
    SPELLS: _routes,
    CONSULTATIONS: _consultations,
    RELEASES: _releases,
}

DECISIONS = tuple(_WANTED)
"""Groups of columns that are decisions; holds and all other columns follow from them."""
