"""A solution as a plan, and a plan as values of the decision variables.

A rule that declares decision variables says what they are in a plan with a ``DecisionGroup``;
``rows_by_axes`` makes one where each variable stands for one possible row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from models.base import Frozen
from models.plan import Plan
from models.scenario import Scenario
from planner.formulation.program import Columns, DecisionGroup, Floats, Program
from planner.formulation.sets import Integers


def plan_of(program: Program, solution: Floats) -> Plan:
    """Decisions of a solution; the audit works out everything else by itself.

    Parameters
    ----------
    program
        The programme that was solved.
    solution
        [column] value of each variable, whole up to the solver's tolerance.
    """
    scenario, rows = program.sets.scenario, {}
    for columns, decision in program.decisions:
        values = np.rint(solution[columns.ids]).astype(np.int64)
        rows[decision.field] = tuple(decision.rows(scenario, columns, values))
    return Plan.model_validate(rows)


def values_of(program: Program, plan: Plan) -> Floats:
    """[column] value of each decision under a plan, 0 for every other column.

    Decisions without a column are left out, and values above a column's bound are cut down to it:
    yesterday's plan may contain more than today's rules admit.
    """
    values = np.zeros(len(program.lower))
    for columns, decision in program.decisions:
        values[columns.ids] = decision.values(program.sets.scenario, columns, plan)
    clipped: Floats = np.minimum(values, np.maximum(program.upper, 0.0))
    return clipped


@dataclass(frozen=True)
class Axis:
    """An axis of a group of variables, and what its positions are called in a plan."""

    name: str
    labels: Callable[[Scenario], Sequence[object]]


def cohort_ids(scenario: Scenario) -> list[str]:
    """Id of each cohort by its position."""
    return [cohort.id for cohort in scenario.cohorts]


def period_labels(scenario: Scenario) -> list[str]:
    """Label of each period by its position."""
    return [period.label for period in scenario.periods]


COHORT, PERIOD = Axis("cohort", cohort_ids), Axis("period", period_labels)
OFFICE = Axis("office", lambda scenario: [office.id for office in scenario.offices])
ENTITY = Axis("entity", lambda scenario: [entity.id for entity in scenario.entities])


def rows_by_axes(
    name: str,
    field: str,
    row: Callable[..., Frozen],
    axes: Mapping[str, Axis],
    *,
    count: str | None = None,
    derived: Mapping[str, Axis] | None = None,
) -> DecisionGroup:
    """Decision variables that each stand for one possible row of the plan.

    Parameters
    ----------
    name
        Name under which rules look the variables up.
    field
        Field of ``Plan``.
    row
        Class of its rows.
    axes
        The axis that each field of a row stands for; together they tell the variables apart.
    count
        Field of a row that is the value of the variable; None for yes or no.
    derived
        Fields that follow from the others, and the axis that tells what they are.
    """

    def rows(scenario: Scenario, columns: Columns, values: Integers) -> Iterator[Frozen]:
        read = [
            (part, axis.labels(scenario), columns.index[axis.name])
            for part, axis in {**axes, **(derived or {})}.items()
        ]
        for i in np.flatnonzero(values):
            found = {part: labels[positions[i]] for part, labels, positions in read}
            yield row(**found, **({count: int(values[i])} if count else {}))

    def values(scenario: Scenario, columns: Columns, plan: Plan) -> Integers:
        decided = {
            tuple(getattr(each, part) for part in axes): getattr(each, count) if count else 1
            for each in getattr(plan, field)
        }
        if not decided:
            return np.zeros(columns.size, dtype=np.int64)
        read = ((axis.labels(scenario), columns.index[axis.name]) for axis in axes.values())
        keys = zip(*([labels[i] for i in positions] for labels, positions in read), strict=True)
        return np.array([decided.get(key, 0) for key in keys], dtype=np.int64)

    return DecisionGroup(name, field, rows, values, counts=count is not None)
