"""A wave taken out of a programme, or moved to a later period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np

from models.plan import Move, MoveKey, Plan
from planner.formulation.adding import with_limit
from planner.formulation.decisions import cohort_ids, period_labels
from planner.formulation.program import Program
from planner.formulation.sets import MODES, Integers, Mask
from planner.formulation.variables import HEADS
from planner.rules.commitments import HOLDS, ON_HOLD


@dataclass(frozen=True)
class WaveMoves:
    """The moves of a wave, within all moves of a plan."""

    plan: Plan
    period: str

    @property
    def moves(self) -> Sequence[Move]:
        """The moves that land in the period."""
        return [move for move in self.plan.moves if move.period == self.period]

    @property
    def others(self) -> Sequence[Move]:
        """All other moves of the plan."""
        return [move for move in self.plan.moves if move.period != self.period]

    def plan_without(self) -> Plan:
        """The plan with the posts of the wave where they are; it may break rules."""
        return self.plan.model_copy(update={"moves": tuple(self.others)})

    def plan_later(self, period: str) -> Plan:
        """The plan with the wave in another period; it may break rules."""
        heads = Counter({MoveKey.of(move): move.heads for move in self.others})
        origins = {move.cohort: move.origin for move in self.plan.moves}
        for move in self.moves:
            heads[MoveKey.of(move)._replace(period=period)] += move.heads
        moves = (
            Move(**key._asdict(), origin=origins[key.cohort], heads=number)
            for key, number in heads.items()
        )
        in_time = tuple(sorted(moves, key=MoveKey.of))
        return self.plan.model_copy(update={"moves": in_time})

    def without(self, program: Program) -> Program:
        """The programme in which its posts stay: each cohort moves fewer posts by so many.

        Others of the cohort may move in any other period. No posts of the cohort land where the
        wave would have landed, in its period.
        """
        planned, left_out = Counter[str](), Counter[str]()
        for move in self.plan.moves:
            planned[move.cohort] += move.heads
        for move in self.moves:
            left_out[move.cohort] += move.heads
        heads, names = program.groups[HEADS], cohort_ids(program.sets.scenario)
        for cohort, posts in left_out.items():
            mine = heads.ids[heads.index["cohort"] == names.index(cohort)]
            program = _at_most(program, mine, planned[cohort] - posts)
        return self._not_in_time(program)

    def later(self, program: Program, period: str) -> Program:
        """The programme in which at least as many posts make the same moves in another period."""
        for move in self.moves:
            columns = _columns_of(program, MoveKey.of(move)._replace(period=period))
            program = _at_least(program, columns, move.heads)
        return self._not_in_time(program)

    def _not_in_time(self, program: Program) -> Program:
        """Close the moves of its cohorts to its offices in its period; promises are put on hold."""
        heads, scenario = program.groups[HEADS], program.sets.scenario
        places = {(move.cohort, move.destination) for move in self.moves}
        cohorts, offices = cohort_ids(scenario), [each.id for each in scenario.offices]
        closed: Mask = np.zeros(heads.size, dtype=np.bool_)
        for cohort, office in places:
            closed |= (heads.index["cohort"] == cohorts.index(cohort)) & (
                heads.index["office"] == offices.index(office)
            )
        closed &= heads.index["period"] == period_labels(scenario).index(self.period)
        lower, upper = program.lower.copy(), program.upper.copy()
        lower[heads.ids[closed]] = upper[heads.ids[closed]] = 0
        return self._with_holds(replace(program, lower=lower, upper=upper))

    def _with_holds(self, program: Program) -> Program:
        """Let promised moves of the wave be put on hold, beside those that the plan holds back."""
        if ON_HOLD not in program.groups:
            return program
        holds, upper = program.groups[HOLDS], program.upper.copy()
        held = {MoveKey.of(hold): hold.heads for hold in self.plan.holds}
        promised = [MoveKey.of(program.sets.scenario.incumbent[i]) for i in holds.index["move"]]
        own = np.array([key.period == self.period for key in promised])
        most = np.where(own, upper[holds.ids], [held.get(key, 0) for key in promised])
        upper[holds.ids] = np.maximum(most, program.lower[holds.ids])
        upper[program.groups[ON_HOLD].ids] = upper[holds.ids].sum()
        return replace(program, upper=upper)


def _columns_of(program: Program, key: MoveKey) -> Integers:
    """The column of a move; none if no plan can make it."""
    heads, scenario = program.groups[HEADS], program.sets.scenario
    at = {
        "cohort": cohort_ids(scenario).index(key.cohort),
        "office": [each.id for each in scenario.offices].index(key.destination),
        "mode": MODES.index(key.mode),
        "period": period_labels(scenario).index(key.period),
    }
    mine: Mask = reduce(np.logical_and, [heads.index[axis] == i for axis, i in at.items()])
    return heads.ids[mine]


def _at_most(program: Program, columns: Integers, most: int) -> Program:
    return with_limit(program, columns, np.ones(len(columns)), most)


def _at_least(program: Program, columns: Integers, least: int) -> Program:
    return with_limit(program, columns, -np.ones(len(columns)), -least)
