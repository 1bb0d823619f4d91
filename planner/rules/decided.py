"""Decided: of a move that a person has decided on, no more posts move than were agreed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from models.plan_in_force import Agreed
from models.scenario import Scenario
from planner.expanded_plan import ExpandedPlan
from planner.formulation.builder import ProgramBuilder
from planner.formulation.sets import MODES, Integers
from planner.formulation.variables import HEADS
from planner.rules.rule import Charge, Check, Rule


def build(builder: ProgramBuilder) -> None:
    """``sum of the moves that a decision concerns <= agreed``."""
    agreed = builder.sets.scenario.under_way.agreed
    rows = builder.add_rows(len(agreed), -np.inf, np.array([each.heads for each in agreed]))
    for row, each in zip(rows, agreed, strict=True):
        builder.enter(row, _columns(builder, each), 1)


def _columns(builder: ProgramBuilder, agreed: Agreed) -> Integers:
    scenario, heads = builder.sets.scenario, builder.groups[HEADS]
    wanted = {
        "cohort": [cohort.id for cohort in scenario.cohorts].index(agreed.cohort),
        "office": [office.id for office in scenario.offices].index(agreed.destination),
    }
    if agreed.mode is not None:
        wanted["mode"] = MODES.index(agreed.mode)
    if agreed.period is not None:
        wanted["period"] = [period.label for period in scenario.periods].index(agreed.period)
    found: Integers = heads.ids[
        np.logical_and.reduce([heads.index[axis] == at for axis, at in wanted.items()])
    ]
    return found


def checks(expanded: ExpandedPlan, _: Sequence[Charge]) -> Iterable[Check]:
    """Posts of each decided move, against what was agreed."""
    for agreed in expanded.scenario.under_way.agreed:
        heads = sum(
            move.heads
            for move in expanded.plan.moves
            if agreed.concerns(move.cohort, move.destination, move.mode, move.period)
        )
        what = " ".join(part for part in (agreed.mode, agreed.period) if part)
        yield Check(
            heads,
            agreed.heads,
            f"posts of {agreed.cohort} to {agreed.destination}{f' ({what})' if what else ''}",
            cohorts=(agreed.cohort,),
            offices=(agreed.destination,),
        )


def values(scenario: Scenario) -> Sequence[str]:
    """How many decisions limit moves."""
    agreed = scenario.under_way.agreed
    return (f"{len(agreed)} decisions",) if agreed else ()


RULE = Rule(
    name="decided",
    sentence=(
        "Once a person has decided on a move, no more posts move than were agreed, and none where "
        "the answer was no."
    ),
    formula=("agreed: sum of heads[c,o,m,t] that a decision concerns <= agreed",),
    unit="posts",
    source="decisions of the firm",
    structural=True,
    build=build,
    checks=checks,
    values=values,
)
