"""The search, made to go a given way on programmes that one call would settle."""

from __future__ import annotations

from models.search_limits import SearchLimits
from planner.formulation.program import Program
from planner.optimizer.bound.branch_and_bound import QUICK_ENTRIES
from planner.optimizer.job import SolverReply
from planner.optimizer.portfolio import LARGE, search
from planner.optimizer.primal.start import starts_of


def search_in_lanes(
    program: Program,
    *,
    seconds: float | None = None,
    quick: int = QUICK_ENTRIES,
    large: int = LARGE,
) -> SolverReply:
    """The lanes of the search and no single call before them; in turn where no time is given.

    With ``quick=0`` the proof goes block by block, with ``large=0`` relaxation and plans in parts,
    however small the programme is.
    """
    limits = SearchLimits(gap=0.0, deterministic=seconds is None, seconds=seconds or 0.0)
    return search(program, limits, starts=starts_of(program), small=0, quick=quick, large=large)
