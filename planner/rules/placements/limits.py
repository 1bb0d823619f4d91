"""How many people of a cohort can be placed, and so how many of its posts can be redeployed."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import numpy as np

from models.workforce import Mode
from planner.formulation.rule_bounds import ModeLandings
from planner.formulation.sets import MODES, Integers, Sets
from planner.rules.vacancies.supply import most_born_so_far, most_open


def people_accepting(sets: Sets, cohort: int, row: int) -> int:
    """People of a cohort who accept posts of a role, by its line of substitutes."""
    each = sets.scenario.cohorts[cohort]
    acceptance = Fraction(str(sets.scenario.substitutes[row].acceptance))
    return int(acceptance * (each.posts - each.vacant))


def bounds(sets: Sets) -> Iterable[ModeLandings]:
    """Redeploys of each cohort: people who accept, and vacancies that they can take by then."""
    accept = np.zeros((len(sets.home), 1), dtype=np.int64)
    for c, row in np.unique(sets.books.costs.placeable[:, [0, 2]], axis=0):
        accept[c] = max(accept[c], people_accepting(sets, c, row))
    overlap = sets.overlap[MODES.index(Mode.REDEPLOY)]
    placed = np.minimum(np.arange(sets.span) + overlap, sets.span - 1)
    so_far, at_once = (
        np.minimum(accept, _takeable(sets, vacant)[:, placed])
        for vacant in (most_born_so_far(sets), most_open(sets))
    )
    yield ModeLandings(Mode.REDEPLOY, so_far, at_once)


def _takeable(sets: Sets, vacant: Integers) -> Integers:
    """[c, t] vacancies of all cohorts whose posts people of a cohort can take."""
    cohort, into, _ = sets.books.costs.placeable.T
    found = np.zeros_like(vacant)
    np.add.at(found, cohort, vacant[into])
    return found
