"""The search, made to go a given way on programmes that one call would settle."""

from __future__ import annotations

from models.search_limits import SearchLimits
from planner.formulation.program import Program
from planner.optimizer.job import SolverReply
from planner.optimizer.portfolio import Sizes, search
from planner.optimizer.primal.start import starts_of

LANES = Sizes(small=0)
BY_BLOCKS = Sizes(small=0, quick=0)
LARGE = Sizes(small=0, large=0)
"""The proof in one call or block by block; relaxation and plans in parts."""

HUGE = Sizes(small=0, large=0, huge=0)
"""Plans of one group of cohorts after another."""


def search_in_lanes(
    program: Program, sizes: Sizes = LANES, *, seconds: float | None = None
) -> SolverReply:
    """The lanes of the search and no single call before them; in turn where no time is given.

    They go as for programmes of some size, however small the programme is.
    """
    limits = SearchLimits(gap=0.0, deterministic=seconds is None, seconds=seconds or 0.0)
    return search(program, limits, starts=starts_of(program), sizes=sizes)
