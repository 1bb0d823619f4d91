"""A programme any limit of which can be left out, to see which of them clash."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.explain.feasibility import Asking, Feasibility
from planner.formulation.program import Program
from planner.formulation.sets import Mask
from planner.formulation.variables import HEADS
from planner.optimizer.highs import RowRelaxation
from planner.optimizer.matrix import Mip, mip_of
from planner.rules import RULES
from planner.rules.limit_kind import SHUT_OUT

IDLE = 1e-6
"""Posts below which a relaxation makes no use of a move."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit of a programme and its rows."""

    rule: str
    name: str
    at: tuple[tuple[str, int], ...]
    """Its position on each axis of its subject."""
    rows: tuple[int, ...]

    @property
    def member(self) -> Hashable:
        """What it is told as: in all periods together, and shut offices of a cohort together."""
        aside = {"period", "office"} if self.name == SHUT_OUT else {"period"}
        return self.rule, self.name, tuple(each for each in self.at if each[0] not in aside)


class SeparableProgram:
    """A programme any limit of which can be left out, and what it is asked."""

    def __init__(self, program: Program, asking: Asking) -> None:
        self.mip, self.limits, self.asking = mip_of(program), limits_of(program), asking
        self.defining = np.ones(len(program.row_lower), dtype=np.bool_)
        self.defining[[row for limit in self.limits for row in limit.rows]] = False
        self.moves = program.groups[HEADS].ids
        self.relaxation = RowRelaxation(self.mip, max(asking.seconds, 0.01))

    def held(self, kept: Sequence[Limit]) -> Mask:
        """[row] all rows but those of limits that are left out."""
        held = self.defining.copy()
        held[[row for limit in kept for row in limit.rows]] = True
        return held

    def mip_of(self, held: Mask) -> Mip:
        """The programme with some of its rows."""
        return replace(
            self.mip,
            row_lower=self.mip.row_lower[held],
            row_upper=self.mip.row_upper[held],
            matrix=self.mip.matrix.with_rows(held),
        )

    def clashing(self, limits: Sequence[Limit]) -> list[Limit] | None:
        """Some of the limits that no fractional plan keeps; None if one keeps all of them."""
        rows = self.relaxation.solve(self.held(limits)).certificate
        if rows is None:
            return None
        return [each for each in limits if rows[list(each.rows)].any()]

    def irreducible_for_fractions(self, limits: Sequence[Limit]) -> list[Limit] | None:
        """Some of the limits that no fractional plan keeps, each of them needed; None if one does.

        A deletion filter: one limit after another is left out, the first ones last. Where the
        others still clash, only those of the certificate remain.
        """
        left, needed = self.clashing(limits), 0
        while left is not None and needed < len(left) and self.asking.seconds > 0:
            # Those found to be needed are at the end.
            candidate = left[-1 - needed]
            fewer = self.clashing([each for each in left if each is not candidate])
            if fewer is None:
                needed += 1
            else:
                left = fewer
        return left

    def verdict(self, kept: Sequence[Limit]) -> Feasibility:
        """Whether a plan keeps some limits: first among the moves that the relaxation makes."""
        held = self.held(kept)
        relaxed = self.relaxation.solve(held)
        if relaxed.certificate is not None:
            return Feasibility.INFEASIBLE
        mip = self.mip_of(held)
        if relaxed.solution is not None:
            upper, idle = mip.upper.copy(), self.moves[relaxed.solution[self.moves] < IDLE]
            upper[idle] = 0
            if self.asking.verdict(mip.within(mip.lower, upper)) is Feasibility.FEASIBLE:
                return Feasibility.FEASIBLE
        return self.asking.verdict(mip)


def limits_of(program: Program) -> list[Limit]:
    """Limits of a programme whose limits are kept separate, those of the firm first."""
    rows: dict[tuple[str, str, tuple[tuple[str, int], ...]], list[int]] = {}
    for block in program.limits:
        positions = block.positions()
        for i, row in enumerate(block.rows.tolist()):
            at = tuple((axis, int(each[i])) for axis, each in positions.items())
            rows.setdefault((block.rule, block.subject.name, at), []).append(row)
    law = {rule.name: (rule.law, rule.admits is not None) for rule in RULES}
    found = [Limit(*key, tuple(each)) for key, each in rows.items()]
    return sorted(found, key=lambda limit: law[limit.rule])
