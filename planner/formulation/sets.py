"""Index sets of the formulation: offices, cohorts, modes and periods by position."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.scenario import Scenario
from models.workforce import Mode
from planner.books import Books

Integers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

MODES = tuple(Mode)


@dataclass(frozen=True, eq=False)
class Sets:
    """A scenario by position: the same orders as its tables."""

    books: Books
    home: Integers
    """[c] home office."""
    posts: Integers
    """[c, t] posts, wherever they sit."""
    overlap: Integers
    """[m] periods of hand-over."""

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        return self.books.scenario

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """Numbers of cohorts, offices, modes and periods: the shape of ``heads``."""
        cohorts, periods = self.posts.shape
        return cohorts, len(self.scenario.offices), len(MODES), periods

    @property
    def span(self) -> int:
        """Number of periods."""
        return int(self.posts.shape[1])

    def days_until(self) -> Integers:
        """[t] days from the first act to the first day of each period; below zero before it."""
        start = self.scenario.acts_from
        return np.array([(period.starts - start).days for period in self.scenario.periods])

    def cohorts_in(self, ids: frozenset[str]) -> Mask:
        """[c] which cohorts are among the ids."""
        return np.array([cohort.id in ids for cohort in self.scenario.cohorts])

    def offices_in(self, ids: frozenset[str]) -> Mask:
        """[o] which offices are among the ids."""
        return np.array([office.id in ids for office in self.scenario.offices])


def sets_of(books: Books) -> Sets:
    """Number the tables of a scenario."""
    scenario = books.scenario
    offices = {office.id: i for i, office in enumerate(scenario.offices)}
    return Sets(
        books=books,
        home=np.array([offices[cohort.office] for cohort in scenario.cohorts]),
        posts=np.array([scenario.posts[cohort.id] for cohort in scenario.cohorts]),
        overlap=np.array([scenario.modes.of(mode).overlap_periods for mode in MODES]),
    )


def requisitions(sets: Sets) -> Integers:
    """[c, t] posts vacant at the start or new in a period."""
    return np.maximum(_growth(sets), 0)


def falls(sets: Sets) -> Integers:
    """[c, t] by how many posts a cohort shrinks in a period."""
    return np.maximum(-_growth(sets), 0)


def _growth(sets: Sets) -> Integers:
    """[c, t] increase of posts over the period before; in the first, over the posts filled."""
    growth = np.diff(sets.posts, axis=1, prepend=sets.posts[:, :1])
    first = [cohort.vacant - cohort.posts for cohort in sets.scenario.cohorts]
    growth[:, 0] = sets.posts[:, 0] + np.array(first)
    return growth
