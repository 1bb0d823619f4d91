"""A kind of limit: a name for its rows, how one of them reads, and what of it could give.

Each rule lists the kinds that its rows are of. Where no plan exists, or where a plan is at a limit,
people read which limits those are: a limit without words cannot be declared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from models.scenario import Scenario
from planner.formulation.limits import RowSubject
from planner.formulation.sets import Integers
from planner.rules.named_limit import NamedLimit
from planner.rules.negotiable import Negotiable

Place = Mapping[str, int]
"""Position of a limit on each axis of its subject, as of ``RowSubject``."""

SHUT_OUT = "shut_out"
"""Name of the limits on moves that a rule does not admit."""


def _none(_: Scenario, __: Place) -> None:
    """No amount."""


def _nothing(_: NamedLimit) -> tuple[Negotiable, ...]:
    """Nothing gives: what is known of people, or of who accepts."""
    return ()


@dataclass(frozen=True)
class LimitKind:
    """One kind of limit of a rule."""

    name: str
    """Which of the rule's limits it is, such as ``must_stay``."""
    words: Callable[[NamedLimit], str]
    """One such limit as a sentence without its full stop."""
    amount: Callable[[Scenario, Place], int | None] = _none
    """What it allows or asks for, money in the smallest unit of the planning currency; None if it
    is no amount."""
    unit: str = ""
    """Unit of the amount; empty for that of the rule."""
    law: bool | None = None
    """Whether law sets it; None: as the rule, or as the row of the scenario says."""
    gives: Callable[[NamedLimit], Iterable[Negotiable]] = _nothing
    """Values of the scenario that could be loosened."""

    def at(self, **axes: Integers | int) -> RowSubject:
        """Return what rows of this kind are about: one place on each axis, or one for each row."""
        return RowSubject(self.name, axes)
