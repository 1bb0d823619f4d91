"""A solution, read back as a plan."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from models.plan import (
    BlockOrder,
    Consultation,
    Hold,
    MeasureStart,
    Move,
    Placement,
    Plan,
    RouteFiling,
    SeatRelease,
)
from models.routes import DataGroup
from planner.costs import ROUTES
from planner.formulation.program import Floats, Program
from planner.formulation.sets import MODES
from planner.formulation.variables import (
    BLOCKS,
    CONSULTATIONS,
    HEADS,
    HOLDS,
    MEASURE,
    PLACED,
    RELEASES,
    SPELLS,
)


def plan_of(program: Program, solution: Floats) -> Plan:
    """Decisions of a solution; the audit works out everything else by itself.

    Parameters
    ----------
    program
        The programme that was solved.
    solution
        [column] value of each variable, whole up to the solver's tolerance.
    """
    return Plan(
        moves=_moves(program, solution),
        placements=tuple(_placements(program, solution)),
        blocks=tuple(_blocks(program, solution)),
        measures=tuple(_measures(program, solution)),
        routes=tuple(_routes(program, solution)),
        consultations=tuple(_consultations(program, solution)),
        releases=tuple(_releases(program, solution)),
        holds=tuple(_holds(program, solution)),
    )


def _moves(program: Program, solution: Floats) -> tuple[Move, ...]:
    scenario, heads = program.sets.scenario, program.groups[HEADS]
    moves = []
    for i, count in _whole(program, HEADS, solution):
        cohort = scenario.cohorts[heads.index["cohort"][i]]
        moves.append(
            Move(
                cohort=cohort.id,
                origin=cohort.office,
                destination=scenario.offices[heads.index["office"][i]].id,
                mode=MODES[heads.index["mode"][i]],
                period=_label(program, heads.index["period"][i]),
                heads=count,
            )
        )
    return tuple(moves)


def _placements(program: Program, solution: Floats) -> Iterator[Placement]:
    cohorts = program.sets.scenario.cohorts
    for i, count in _whole(program, PLACED, solution):
        index = program.groups[PLACED].index
        yield Placement(
            cohort=cohorts[index["cohort"][i]].id,
            into=cohorts[index["into"][i]].id,
            period=_label(program, index["period"][i]),
            heads=count,
        )


def _blocks(program: Program, solution: Floats) -> Iterator[BlockOrder]:
    for i, count in _whole(program, BLOCKS, solution):
        index = program.groups[BLOCKS].index
        office = program.sets.scenario.offices[index["office"][i]].id
        yield BlockOrder(office=office, period=_label(program, index["period"][i]), blocks=count)


def _measures(program: Program, solution: Floats) -> Iterator[MeasureStart]:
    started: set[int] = set()
    for i, _ in _whole(program, MEASURE, solution):
        index = program.groups[MEASURE].index
        if (measure := int(index["measure"][i])) not in started:
            started.add(measure)
            chosen = program.sets.scenario.measures[measure]
            if not chosen.in_force:
                yield MeasureStart(measure=chosen.id, period=_label(program, index["period"][i]))


def _routes(program: Program, solution: Floats) -> Iterator[RouteFiling]:
    for i, _ in _whole(program, SPELLS, solution):
        index = program.groups[SPELLS].index
        ends = int(index["ends"][i])
        yield RouteFiling(
            entity=program.sets.scenario.entities[index["entity"][i]].id,
            group=tuple(DataGroup)[index["group"][i]],
            route=ROUTES[index["route"][i]],
            period=_label(program, index["starts"][i]),
            until=None if ends == program.sets.span else _label(program, ends),
        )


def _consultations(program: Program, solution: Floats) -> Iterator[Consultation]:
    for i, _ in _whole(program, CONSULTATIONS, solution):
        index = program.groups[CONSULTATIONS].index
        entity = program.sets.scenario.entities[index["entity"][i]].id
        yield Consultation(entity=entity, period=_label(program, index["period"][i]))


def _releases(program: Program, solution: Floats) -> Iterator[SeatRelease]:
    for i, count in _whole(program, RELEASES, solution):
        index = program.groups[RELEASES].index
        office = program.sets.scenario.offices[index["office"][i]].id
        yield SeatRelease(office=office, period=_label(program, index["period"][i]), seats=count)


def _holds(program: Program, solution: Floats) -> Iterator[Hold]:
    for i, count in _whole(program, HOLDS, solution):
        move = program.sets.scenario.incumbent[program.groups[HOLDS].index["move"][i]]
        yield Hold(
            cohort=move.cohort,
            destination=move.destination,
            mode=move.mode,
            period=move.period,
            heads=count,
        )


def _label(program: Program, period: int) -> str:
    return program.sets.scenario.periods[period].label


def _whole(program: Program, group: str, solution: Floats) -> list[tuple[int, int]]:
    """Position within a group and value of its variables that are not zero."""
    columns = program.groups.get(group)
    if columns is None:
        return []
    counts = np.rint(solution[columns.ids]).astype(np.int64)
    return [(int(i), int(counts[i])) for i in np.flatnonzero(counts)]
