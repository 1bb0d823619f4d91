"""Why no plan exists: an irreducible clash of limits, each with its subject."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from models.clash import ClashMember
from planner.books import Books
from planner.explain.feasibility import Asking, Feasibility, programme_of
from planner.explain.filters import deletion_filter, quickxplain
from planner.explain.members import member_of
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


Demand = Callable[[Program], Program]
"""Adds to a programme what no plan may leave out."""


def clash_in(
    books: Books, asking: Asking, demand: Demand | None = None
) -> tuple[tuple[ClashMember, ...], bool]:
    """Limits that clash, as members, and whether each of them is known to be needed.

    With a demand, those that clash with it; it is no limit itself.

    Limits that no fractional plan keeps either are told apart by linear relaxations, which are
    quick; whole plans may then need fewer of them. What is returned has been proven to clash, and
    counts as irreducible only if a second solver agrees. It is empty if time runs out before it is
    known that limits clash at all.
    """
    program = programme_of(books.scenario, books, separate=True)
    separable = _Separable(program if demand is None else demand(program), asking)
    left, needed = _irreducible(separable, _without_fractions(separable))
    if left:
        needed &= asking.confirmed(separable.mip_of(separable.held(left)))
    together: dict[Hashable, list[Limit]] = {}
    for limit in sorted(left, key=separable.every.index):
        together.setdefault(limit.member, []).append(limit)
    groups = [[(each.rule, each.name, each.at) for each in group] for group in together.values()]
    return tuple(member_of(books, group) for group in groups), needed


class _Separable:
    """A programme any limit of which can be left out, and what it is asked."""

    def __init__(self, program: Program, asking: Asking) -> None:
        self.mip, self.every, self.asking = mip_of(program), limits_of(program), asking
        self.defining = np.ones(len(program.row_lower), dtype=np.bool_)
        self.defining[[row for limit in self.every for row in limit.rows]] = False
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


def _without_fractions(separable: _Separable) -> list[Limit]:
    """Limits that no fractional plan keeps, each of them needed; none if one keeps all.

    A deletion filter: one limit after another is left out, the first ones last. Where the others
    still clash, only those of the certificate remain.
    """

    def clashing(limits: Sequence[Limit]) -> list[Limit] | None:
        rows = separable.relaxation.solve(separable.held(limits)).certificate
        if rows is None:
            return None
        return [each for each in limits if rows[list(each.rows)].any()]

    left, needed = clashing(separable.every) or [], 0
    while needed < len(left) and separable.asking.seconds > 0:
        # Those found to be needed are at the end.
        candidate = left[-1 - needed]
        fewer = clashing([each for each in left if each is not candidate])
        if fewer is None:
            needed += 1
        else:
            left = fewer
    return left


def _irreducible(separable: _Separable, some: Sequence[Limit]) -> tuple[Sequence[Limit], bool]:
    """Limits that clash for whole plans and are all needed, and whether that is known.

    Parameters
    ----------
    separable
        The programme.
    some
        Limits that are known to clash, nearly all of them needed; none if all are to be asked.

    Returns
    -------
    limits
        Empty if it is not known that they clash.
    """
    decided = True

    def clash(groups: Sequence[Sequence[Limit]]) -> bool:
        nonlocal decided
        verdict = separable.verdict([each for group in groups for each in group])
        decided &= verdict is not Feasibility.UNDECIDED
        return verdict is Feasibility.INFEASIBLE

    if some:
        needed = deletion_filter([[each] for each in some], clash)
        return [each for group in needed for each in group], decided
    some = separable.every
    if not clash([some]):
        return (), False
    for level in _LEVELS:
        groups: dict[Hashable, list[Limit]] = {}
        for limit in some:
            groups.setdefault(level(limit), []).append(limit)
        needed = quickxplain(list(groups.values()), clash)
        some = [each for group in needed for each in group]
    return some, decided


_LEVELS: tuple[Callable[[Limit], Hashable], ...] = (
    lambda limit: limit.rule,
    lambda limit: limit.member,
    lambda limit: (limit.member, limit.at),
)
"""What is left out as one: first whole rules, then members, then their periods and offices."""


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
