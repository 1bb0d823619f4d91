"""Solvers that a plan can be asked of. Without pydantic, so that ``relocate --help`` is instant."""

from __future__ import annotations

from enum import StrEnum


class Solver(StrEnum):
    """Who looks for a plan: our own search, or one call to a solver beneath it."""

    SEARCH = "search"
    HIGHS = "highs"
    SCIP = "scip"
    CP_SAT = "cp_sat"
