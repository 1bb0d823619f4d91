"""Why no plan exists: an irreducible clash of limits, each with its subject."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from models.clash import ClashMember
from planner.books import Books
from planner.explain.feasibility import Asking, Feasibility, programme_of
from planner.explain.filters import deletion_filter, quickxplain
from planner.explain.members import member_of
from planner.explain.separable import Limit, SeparableProgram
from planner.formulation.program import Program

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
    separable = SeparableProgram(program if demand is None else demand(program), asking)
    left, needed = _irreducible(
        separable, separable.irreducible_for_fractions(separable.limits) or []
    )
    if left:
        needed &= asking.confirmed(separable.mip_of(separable.held(left)))
    together: dict[Hashable, list[Limit]] = {}
    for limit in sorted(left, key=separable.limits.index):
        together.setdefault(limit.member, []).append(limit)
    groups = [[(each.rule, each.name, each.at) for each in group] for group in together.values()]
    return tuple(member_of(books, group) for group in groups), needed


def _irreducible(
    separable: SeparableProgram, some: Sequence[Limit]
) -> tuple[Sequence[Limit], bool]:
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
    some = separable.limits
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
