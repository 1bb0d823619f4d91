"""What could be done with the posts of a cohort: each option as one row of the programme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from models.explanations import OptionKind, WhyOption
from models.scenario import Scenario
from models.workforce import Mode
from planner.books import Books
from planner.formulation.adding import with_limit
from planner.formulation.program import Floats, Program
from planner.formulation.sets import MODES, Integers
from planner.formulation.variables import HEADS
from planner.rules.measures import MEASURE


@dataclass(frozen=True, eq=False)
class Option:
    """One option: ``sum of columns >= least``, or ``<= 0`` where least is zero."""

    record: WhyOption
    """What it is; its outcome is empty."""
    columns: Integers
    least: int
    place: tuple[tuple[str, int], ...] = field(default=())
    """Where posts land, as positions by axis of the moves."""

    @property
    def sign(self) -> int:
        """-1 where the columns add up to something at least, 1 where they are to be zero."""
        return -1 if self.least else 1

    def asked_of(self, program: Program) -> Program:
        """The programme in which nothing else is done."""
        values = np.full(len(self.columns), float(self.sign))
        return with_limit(program, self.columns, values, self.sign * self.least)

    def is_done_in(self, solution: Floats) -> bool:
        """Whether values of all columns do it."""
        done = float(solution[self.columns].sum())
        return done >= self.least - 0.5 if self.least else done < 0.5


def options_for(program: Program, books: Books, cohort: str, posts: int) -> Iterator[Option]:
    """Everything that could be done with so many posts of a cohort: staying comes first.

    Parameters
    ----------
    program
        The programme; offices and modes without a column there are options, too.
    books
        The scenario with its coefficients.
    cohort
        Id of the cohort.
    posts
        Posts to move at least.
    """
    scenario, heads = books.scenario, program.groups[HEADS]
    c = [each.id for each in scenario.cohorts].index(cohort)
    mine = heads.index["cohort"] == c
    yield Option(WhyOption(kind=OptionKind.STAY), heads.ids[mine], 0)
    for o, office in enumerate(scenario.offices):
        if office.id != scenario.cohorts[c].office:
            record = WhyOption(kind=OptionKind.DESTINATION, destination=office.id)
            there = heads.ids[mine & (heads.index["office"] == o)]
            yield Option(record, there, posts, (("cohort", c), ("office", o)))
    for mode in Mode:
        m = MODES.index(mode)
        record = WhyOption(kind=OptionKind.MODE, mode=mode)
        moved = heads.ids[mine & (heads.index["mode"] == m)]
        yield Option(record, moved, posts, (("cohort", c), ("mode", m)))
    for measure in measures_touching(books, cohort):
        columns = _in_force(program, scenario, measure)
        with_it = WhyOption(kind=OptionKind.MEASURE, measure=measure)
        yield Option(with_it, columns, 1)
        without = WhyOption(kind=OptionKind.WITHOUT_MEASURE, measure=measure)
        yield Option(without, columns, 0)


def measures_touching(books: Books, cohort: str) -> tuple[str, ...]:
    """Measures not yet in force that cut a case of a cohort, or its access to a dataset."""
    scenario = books.scenario
    touching = {
        measure
        for case in books.exposure.cases
        if cohort in case.concerned | case.residents
        for measure in case.measures
    }
    reached = {link.dataset for link in scenario.access if link.cohort == cohort}
    touching |= {
        effect.measure
        for effect in scenario.effects
        if effect.dataset in reached and effect.cohort in {None, cohort}
    }
    started = {each.id for each in scenario.measures if each.in_force}
    return tuple(each.id for each in scenario.measures if each.id in touching - started)


def _in_force(program: Program, scenario: Scenario, measure: str) -> Integers:
    """[t] columns that say whether a measure is in force."""
    columns = program.groups[MEASURE]
    position = [each.id for each in scenario.measures].index(measure)
    in_force: Integers = columns.ids[columns.index["measure"] == position]
    return in_force
